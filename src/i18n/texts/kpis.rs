//! The page of KPIs and measures.

use crate::domain::kpi::{Additivity, Aggregate, Base, Combine, Direction, Distinct, Sign, Unit};
use crate::domain::records::State;

texts! {
    /// Words of the page of KPIs and measures.
    KpiTexts {
        lede: "績效指標是由量值組成的公式；每個數字都能追溯到紀錄。", "绩效指标是由度量组成的公式；每个数字都能追溯到记录。", "A KPI is a formula over measures, and every figure leads back to its records.";
        kpis: "績效指標", "绩效指标", "KPIs";
        measures: "量值", "度量", "Measures";
        add_kpi: "新增指標", "新增指标", "Add a KPI";
        add_measure: "新增量值", "新增度量", "Add a measure";
        add_library: "加入常用指標", "加入常用指标", "Add the ready ones";
        library_words: "營收、毛利、訂單、客戶、滿意度等十二項指標，隨時可以修改。", "销售额、毛利、订单、客户、满意度等十二项指标，随时可以修改。", "Revenue, margin, orders, customers, satisfaction and more: twelve in all, and each can be changed.";
        none: "還沒有績效指標", "还没有绩效指标", "No KPIs yet";
        edit_kpi: "編輯指標", "编辑指标", "Edit KPI";
        edit_measure: "編輯量值", "编辑度量", "Edit measure";
        name: "名稱", "名称", "Name";
        key: "公式中的代號", "公式中的代号", "Key in formulas";
        key_hint: "小寫英文字母、數字、底線，例如 net_margin。", "小写英文字母、数字、下划线，例如 net_margin。", "Lower case letters, digits, underscores, such as net_margin.";
        formula: "公式", "公式", "Formula";
        formula_hint: "可用 + − × ÷、括號、min、max、abs，以及下方的項目。", "可用 + − × ÷、括号、min、max、abs，以及下方的项目。", "Use + − * /, brackets, min, max, abs and what is listed below.";
        insert: "插入", "插入", "Insert";
        unit: "單位", "单位", "Unit";
        money: "金額", "金额", "Money";
        count: "個數", "个数", "Count";
        quantity: "數量", "数量", "Quantity";
        weighted: "加權商機金額", "加权商机金额", "Weighted pipeline";
        ratio: "比率", "比率", "Ratio";
        points: "分數", "分数", "Points";
        digits: "小數位數", "小数位数", "Decimals";
        direction: "方向", "方向", "Direction";
        higher: "越高越好", "越高越好", "Higher is better";
        lower: "越低越好", "越低越好", "Lower is better";
        additivity: "目標如何合計", "目标如何合计", "How targets add";
        sum: "各期相加", "各期相加", "Parts add up";
        hold: "各期相同", "各期相同", "The same for every part";
        last: "取最後一期", "取最后一期", "The last part counts";
        value_now: "目前數值", "当前数值", "Value now";
        preview: "全公司，目前期間", "全公司，当前期间", "Company, current period";
        source: "資料來源", "数据来源", "Source";
        from_records: "銷售紀錄", "销售记录", "Sales records";
        from_measurements: "量測資料", "测量数据", "Measurements";
        from_heads: "在職人數", "在职人数", "People employed";
        aggregate: "計算方式", "计算方式", "How it is counted";
        sum_of: "加總", "求和", "Sum";
        mean_of: "平均", "平均", "Mean";
        rows: "筆數", "记录数", "Number of records";
        distinct: "不重複計數", "去重计数", "Distinct count";
        booked: "訂單金額", "订单金额", "Booked amount";
        invoiced: "發票金額", "开票金额", "Invoiced amount";
        collected: "收款金額", "回款金额", "Collected amount";
        margin: "毛利", "毛利", "Margin";
        cost: "成本", "成本", "Cost";
        documents: "單據", "单据", "Documents";
        customers: "客戶", "客户", "Customers";
        new_customers: "新客戶", "新客户", "New customers";
        products: "產品", "产品", "Products";
        states: "納入的狀態", "纳入的状态", "States counted";
        state_booked: "已成交", "已成交", "Booked";
        state_open: "進行中", "进行中", "Open";
        state_lost: "未成交", "已丢单", "Lost";
        state_cancelled: "已取消", "已取消", "Cancelled";
        sign: "正負", "正负", "Sign";
        sign_any: "全部", "全部", "All";
        sign_positive: "只計銷貨", "只计销货", "Sales only";
        sign_negative: "只計退貨（取正值）", "只计退货（取正值）", "Returns only, as positive figures";
        combine_mean: "依樣本數加權平均", "按样本数加权平均", "Mean, weighted by sample size";
        combine_sum: "加總，跨期按日分攤", "求和，跨期按天分摊", "Sum, prorated by day";
        combine_last: "取最新", "取最新", "The latest";
    }
    fn added(count: &str): format!("已加入 {count} 項指標"), format!("已加入 {count} 项指标"), format!("{} added", super::plural(count, "KPI"));
}

impl KpiTexts {
    /// The name of a unit.
    #[must_use]
    pub const fn unit_name(&self, unit: Unit) -> &'static str {
        match unit {
            Unit::Money => self.money,
            Unit::Count => self.count,
            Unit::Quantity => self.quantity,
            Unit::Ratio => self.ratio,
            Unit::Points => self.points,
        }
    }

    /// The name of a direction.
    #[must_use]
    pub const fn direction_name(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::Higher => self.higher,
            Direction::Lower => self.lower,
        }
    }

    /// How targets add, in words.
    #[must_use]
    pub const fn additivity_name(&self, additivity: Additivity) -> &'static str {
        match additivity {
            Additivity::Sum => self.sum,
            Additivity::Hold => self.hold,
            Additivity::Last => self.last,
        }
    }

    /// The name of a base.
    #[must_use]
    pub const fn base_name(&self, base: Base) -> &'static str {
        match base {
            Base::Booked => self.booked,
            Base::Invoiced => self.invoiced,
            Base::Collected => self.collected,
            Base::Margin => self.margin,
            Base::Cost => self.cost,
            Base::Quantity => self.quantity,
            Base::Weighted => self.weighted,
        }
    }

    /// What is counted once.
    #[must_use]
    pub const fn distinct_name(&self, distinct: Distinct) -> &'static str {
        match distinct {
            Distinct::Documents => self.documents,
            Distinct::Customers => self.customers,
            Distinct::NewCustomers => self.new_customers,
            Distinct::Products => self.products,
        }
    }

    /// How records become a number, in words.
    #[must_use]
    pub fn aggregate_name(&self, aggregate: Aggregate) -> String {
        let colon = if self.lang == crate::i18n::Lang::En { ": " } else { "：" };
        let with = |how: &str, what: &str| format!("{how}{colon}{what}");
        match aggregate {
            Aggregate::Sum(base) => with(self.sum_of, self.base_name(base)),
            Aggregate::Mean(base) => with(self.mean_of, self.base_name(base)),
            Aggregate::Rows => self.rows.to_owned(),
            Aggregate::Distinct(what) => with(self.distinct, self.distinct_name(what)),
        }
    }

    /// The name of a state.
    #[must_use]
    pub const fn state_name(&self, state: State) -> &'static str {
        match state {
            State::Booked => self.state_booked,
            State::Open => self.state_open,
            State::Lost => self.state_lost,
            State::Cancelled => self.state_cancelled,
        }
    }

    /// The name of a sign.
    #[must_use]
    pub const fn sign_name(&self, sign: Sign) -> &'static str {
        match sign {
            Sign::Any => self.sign_any,
            Sign::Positive => self.sign_positive,
            Sign::Negative => self.sign_negative,
        }
    }

    /// How measurements become a number, in words.
    #[must_use]
    pub const fn combine_name(&self, combine: Combine) -> &'static str {
        match combine {
            Combine::Mean => self.combine_mean,
            Combine::Sum => self.combine_sum,
            Combine::Last => self.combine_last,
        }
    }
}
