//! Finer terms of an incentive plan: rules, conditions, factors, timing, currency.

use crate::domain::incentive::{ClawbackShare, Conversion, Due, Field, Leaving, RateDay, SaleEvent};

texts! {
    /// Words of the finer terms of a plan.
    PlanTermTexts {
        yes: "是", "是", "Yes";
        which: "只計哪些紀錄", "只计哪些记录", "Which records count";
        all_records: "全部", "全部", "All of them";
        rules: "特定紀錄的級距", "特定记录的阶梯", "Other rates for some records";
        rules_words: "最具體的規則優先：產品先於類別，類別先於通路與區域；同樣具體時，排在前面的優先。", "最具体的规则优先：产品先于类别，类别先于渠道与区域；同样具体时，排在前面的优先。", "The most specific rule wins: product before category, category before channel and territory; between equals the first.";
        rule: "規則", "规则", "Rule";
        add_rule: "新增規則", "新增规则", "Add a rule";
        new_rule: "新規則", "新规则", "New rule";
        conditions: "紀錄要符合的條件", "记录须符合的条件", "What a record must have";
        add_condition: "新增條件", "新增条件", "Add a condition";
        field: "欄位", "字段", "Field";
        least: "至少", "至少", "At least";
        most: "最多", "最多", "At most";
        amount: "金額", "金额", "Amount";
        quantity: "數量", "数量", "Quantity";
        discount: "折扣（%）", "折扣（%）", "Discount in percent";
        price: "單價", "单价", "Unit price";
        margin_rate: "毛利率（1 為 100%）", "毛利率（1 为 100%）", "Margin rate, 1 being 100%";
        term: "合約月數", "合同月数", "Contract term in months";
        uplifts: "業績加成", "业绩加成", "Uplifts of credit";
        add_uplift: "新增加成", "新增加成", "Add an uplift";
        uplift_quota: "計入達成率的倍數", "计入达成率的倍数", "Factor on attainment";
        uplift_pay: "計入獎金的倍數", "计入奖金的倍数", "Factor on pay";
        modifiers: "調整係數", "调节系数", "Modifiers";
        add_modifier: "新增調整係數", "新增调节系数", "Add a modifier";
        modifiers_first: "先調整再套用上限", "先调节再封顶", "Modifiers apply before the cap";
        factor: "係數", "系数", "Factor";
        at: "數值", "数值", "At";
        read_by: "依據", "依据", "Reads";
        always: "固定係數", "固定系数", "Always the same factor";
        score: "計分表得分", "计分表得分", "The score of the scorecard";
        appraisal_score: "考核結果的分數", "考核结果的得分", "The released appraisal score";
        appraisal_multiplier: "考核後決定的獎金係數", "考核后决定的奖金系数", "The bonus multiplier decided after the appraisal";
        per: "期間", "期间", "Over";
        own_period: "與獎金項目相同", "与奖励项目相同", "The component’s own span";
        back: "往前幾期", "往前几期", "Periods back";
        tier_gates: "各級的前提條件", "各级的前置条件", "Gates of the tiers";
        members: "誰能分獎金池", "谁能分奖金池", "Who shares the pool";
        everybody_shares: "所有成員", "所有成员", "Every member";
        shares_weights: "依權重", "按权重", "By weight";
        add_weight: "新增權重", "新增权重", "Add a weight";
        weight: "權重", "权重", "Weight";
        payout: "分期發放", "分期发放", "Paid in instalments";
        add_instalment: "新增一期", "新增一期", "Add an instalment";
        share: "比率", "比例", "Share";
        due: "何時發放", "何时发放", "When";
        days: "之後幾天", "之后几天", "Days after";
        months: "之後幾個月", "之后几个月", "Months after";
        due_order: "下單後", "下单后", "After the order";
        due_invoice: "開立發票後", "开票后", "After the invoice";
        due_due: "付款到期後", "付款到期后", "After payment falls due";
        due_collection: "收款後", "收款后", "After collection";
        due_months: "期間結束後", "期间结束后", "After the period";
        due_year_end: "會計年度結束時", "财年结束时", "At the end of the fiscal year";
        due_date: "指定日期", "指定日期", "On a day";
        day: "日期", "日期", "Day";
        credit: "業績計入時點", "业绩计入时点", "When credit counts";
        add_credit: "新增時點", "新增时点", "Add an event";
        rate_day: "比率與級距依據", "比例与阶梯依据", "Rate and tier as of";
        rate_of_event: "入帳當日（開票或收款）", "计入当日（开票或收款）", "The day of invoice or collection";
        rate_of_sale: "成交當日", "成交当日", "The day of the sale";
        event: "時點", "时点", "Event";
        event_order: "下單", "下单", "Order";
        event_invoice: "開立發票", "开票", "Invoice";
        event_due: "付款到期", "付款到期", "Due date";
        event_collection: "收款", "收款", "Collection";
        claw_full: "全部", "全部", "All of it";
        claw_percent: "固定比率", "固定比例", "A percentage";
        claw_months: "未履約的整月", "未履约的整月", "The unserved whole months";
        claw_days: "未履約的天數", "未履约的天数", "The unserved days";
        claw_share: "扣回多少", "扣回多少", "Takes back";
        deductible: "每筆先扣除", "每条先扣除", "Taken off each record";
        below_zero: "扣除後可以是負數", "扣除后可以为负数", "May fall below zero";
        kpi: "改用績效指標", "改用绩效指标", "A KPI instead of sales";
        kpi_none: "不使用", "不使用", "None";
        quota_kpi: "責任額取自哪個指標的目標", "任务额取自哪个指标的目标", "Quotas are the targets of";
        quota_revenue: "營收", "销售额", "Revenue";
        quota_per: "責任額的期間", "任务额的期间", "Quotas are per";
        quota_usual: "預設", "默认", "As usual";
        places: "到離職折算係數小數位數", "入离职折算系数小数位数", "Decimals of the proration factor";
        without_last: "離職當天不計", "离职当天不计", "The last day does not count";
        attainment_places: "達成率小數位數", "达成率小数位数", "Decimals of attainment";
        draw_defer: "前幾個月不扣回", "前几个月不扣回", "Months without recovery";
        draw_exempt: "不用來扣回的項目", "不用于扣回的项目", "Components that recover nothing";
        recovery: "每期最多扣回", "每期最多扣回", "Recovery takes at most";
        leverage: "總收入最多為底薪的幾倍", "总收入最多为底薪的几倍", "Limit of leverage";
        pay_in: "以其他貨幣發放", "以其他货币发放", "Paid in another currency";
        currency: "貨幣代碼", "货币代码", "Currency code";
        fixed_rate: "方案匯率", "方案汇率", "Rate of the plan";
        market_rates: "市場匯率", "市场汇率", "Market rates";
        add_rate: "新增匯率", "新增汇率", "Add a rate";
        target_at: "目標獎金的換算", "目标奖金的换算", "Target pay is converted";
        commission_at: "業績獎金的換算", "提成的换算", "Commission is converted";
        at_fixed: "依方案匯率", "按方案汇率", "At the plan’s rate";
        at_month: "依當月匯率", "按当月汇率", "At the month’s rate";
        at_date: "依紀錄日期的匯率", "按记录日期的汇率", "At the rate of the date";
        level_from: "自哪天起", "从哪天起", "From";
        reward_asks: "條件", "条件", "Asks for";
        reward_grades: "考績等第", "绩效等级", "One of these grades";
        reward_score: "考核分數至少", "考核分数至少", "A score of at least";
        reward_attainment: "達成率至少", "达成率至少", "Attainment of at least";
        grades: "等第（以逗號分隔）", "等级（用逗号分隔）", "Grades, separated by commas";
        every: "每期長度", "每期长度", "A period is a";
        more: "更多規定", "更多规定", "Further terms";
        remove_up_to: "扣回期限（月）", "扣回期限（月）", "Taken back within months";
        until: "最後一日", "最后一日", "Last day";
        dates: "只在部分日期適用", "只在部分日期适用", "Only on some days";
        dates_hint: "某個對象只在部分日期適用時填寫；留空表示方案期間都適用。", "某个对象只在部分日期适用时填写；留空表示方案期间都适用。", "For whom the plan holds on some days only. Left empty, it holds as long as the plan does.";
        to: "到哪天為止", "到哪天为止", "To";
        cost_rate: "獎金最多占營收", "奖金最多占销售额", "Cost of revenue at most";
        leaving: "離職者尚未發放的獎金", "离职者尚未发放的奖金", "What leavers are not paid yet";
        leaving_due: "已賺得的照常發放", "已赚得的照常发放", "What was earned stays due";
        leaving_lapse: "離職日尚未到期的部分失效", "离职日尚未到期的部分失效", "Parts not due on the last day lapse";
        leaving_prorate: "離職日尚未到期的部分依任職天數折算", "离职日尚未到期的部分按任职天数折算", "Parts not due on the last day are prorated";
        leaving_employed: "發放時在職才發", "发放时在职才发", "Only those employed when it is paid";
    }
    fn days_from(day: &str): format!("自 {day} 起"), format!("从 {day} 起"), format!("from {day}");
    fn days_to(day: &str): format!("到 {day} 為止"), format!("到 {day} 为止"), format!("to {day}");
    fn days_between(from: &str, to: &str): format!("{from} 至 {to}"), format!("{from} 至 {to}"), format!("{from} to {to}");
    fn ends(day: &str): format!("適用到 {day} 為止。"), format!("适用到 {day} 为止。"), format!("It ends on {day}.");
    fn attainment_of(what: &str): format!("{what}達成率"), format!("{what}达成率"), format!("{what}: attainment");
    fn value_of(what: &str): format!("{what}數值"), format!("{what}数值"), format!("{what}: value");
    fn periods_back(count: &str): format!("往前 {count} 期"), format!("往前 {count} 期"), format!("{count} periods back");
    fn at_least(figure: &str): format!("至少 {figure}"), format!("至少 {figure}"), format!("at least {figure}");
    fn at_most(figure: &str): format!("最多 {figure}"), format!("最多 {figure}"), format!("at most {figure}");
    fn days_after(event: &str, days: &str): format!("{event} {days} 天"), format!("{event} {days} 天"), format!("{} {days} days", event.to_lowercase());
    fn months_after(months: &str): format!("{months} 個月後"), format!("{months} 个月后"), format!("{months} months later");
    fn running(what: &str, count: &str, period: &str): format!("{what}，連續 {count} {period}"), format!("{what}，连续 {count} {period}"), format!("{what}, {count} running (each a {})", period.to_lowercase());
    fn factor_at(at: &str, factor: &str): format!("{at} 為 {factor} 倍"), format!("{at} 为 {factor} 倍"), format!("× {factor} at {at}");
    fn only_if(field: &str, what: &str): format!("{field}{what}"), format!("{field}{what}"), format!("{field} {what}");
}

impl PlanTermTexts {
    /// What becomes of what leavers are not paid yet.
    #[must_use]
    pub const fn leaving_name(&self, leaving: Leaving) -> &'static str {
        match leaving {
            Leaving::Due => self.leaving_due,
            Leaving::Lapse => self.leaving_lapse,
            Leaving::Prorate => self.leaving_prorate,
            Leaving::Employed => self.leaving_employed,
        }
    }

    /// A number of a record.
    #[must_use]
    pub const fn field_name(&self, field: Field) -> &'static str {
        match field {
            Field::Amount => self.amount,
            Field::Quantity => self.quantity,
            Field::Discount => self.discount,
            Field::Price => self.price,
            Field::MarginRate => self.margin_rate,
            Field::Term => self.term,
        }
    }

    /// Something that happens to a sale.
    #[must_use]
    pub const fn event_name(&self, event: SaleEvent) -> &'static str {
        match event {
            SaleEvent::Order => self.event_order,
            SaleEvent::Invoice => self.event_invoice,
            SaleEvent::Due => self.event_due,
            SaleEvent::Collection => self.event_collection,
        }
    }

    /// Whose day decides the rate.
    #[must_use]
    pub const fn rate_day_name(&self, day: RateDay) -> &'static str {
        match day {
            RateDay::Event => self.rate_of_event,
            RateDay::Sale => self.rate_of_sale,
        }
    }

    /// When an instalment is paid, without its number or day.
    #[must_use]
    pub const fn due_name(&self, due: &Due) -> &'static str {
        match due {
            Due::Event { event: SaleEvent::Order, .. } => self.due_order,
            Due::Event { event: SaleEvent::Invoice, .. } => self.due_invoice,
            Due::Event { event: SaleEvent::Due, .. } => self.due_due,
            Due::Event { event: SaleEvent::Collection, .. } => self.due_collection,
            Due::Months(_) => self.due_months,
            Due::YearEnd => self.due_year_end,
            Due::Date(_) => self.due_date,
        }
    }

    /// How much is taken back.
    #[must_use]
    pub const fn claw_name(&self, share: ClawbackShare) -> &'static str {
        match share {
            ClawbackShare::Full => self.claw_full,
            ClawbackShare::Percent(_) => self.claw_percent,
            ClawbackShare::Months => self.claw_months,
            ClawbackShare::Days => self.claw_days,
        }
    }

    /// At which rate something is converted.
    #[must_use]
    pub const fn conversion_name(&self, conversion: Conversion) -> &'static str {
        match conversion {
            Conversion::Fixed => self.at_fixed,
            Conversion::Month => self.at_month,
            Conversion::Date => self.at_date,
        }
    }
}
