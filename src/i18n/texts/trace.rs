//! Words of calculations: what each step of a trace did.

use super::plural;
use crate::engine::trace::{Derivation, Operation};

texts! {
    /// Words of the steps of a calculation.
    TraceTexts {
        nobody: "未指定", "未指定", "Not stated";
        literal: "公式中的常數", "公式中的常数", "Number in the formula";
        add: "相加", "相加", "Sum";
        subtract: "相減", "相减", "Difference";
        multiply: "相乘", "相乘", "Product";
        divide: "相除", "相除", "Quotient";
        negate: "變更正負號", "取相反数", "Sign changed";
        min: "取最小", "取最小", "Smallest";
        max: "取最大", "取最大", "Largest";
        abs: "取絕對值", "取绝对值", "Absolute value";
        records: "銷售紀錄", "销售记录", "Sales records";
        weighted: "加權商機", "加权商机", "Weighted pipeline";
        weighted_how: "金額 × 成交機率", "金额 × 成交概率", "amount × probability";
        people: "在職人員", "在职人员", "People employed";
        all_time: "全部期間", "全部期间", "all days";
        first_only: "只計客戶首次購買日", "只计客户首次购买日", "only each customer’s first day";
        by_invoice: "依發票日", "按开票日", "by day of invoice";
        by_collection: "依收款日", "按回款日", "by day of collection";
        measurements: "量測資料", "测量数据", "Measurements";
        heads: "在職人數（每日平均）", "在职人数（日均）", "People employed, daily average";
        stored_target: "直接設定的目標", "直接设置的目标", "Target as set";
        target_for: "目標值", "目标值", "Target";
        sum_of_periods: "各短期目標相加", "各短期目标相加", "Sum of the shorter periods";
        part_of_period: "由較長期間的目標按月均分", "由较长期间的目标按月均分", "Part of a longer period, equal by month";
        held_in_time: "沿用其他期間的數值", "沿用其他期间的数值", "Taken from another period";
        last_period: "取最後一期的目標", "取最后一期的目标", "Target of the last period";
        sum_of_parts: "所屬人員與團隊的目標相加", "下属人员与团队的目标相加", "Sum of the people and teams below";
        held_from_above: "沿用上層的數值", "沿用上级的数值", "Taken from the level above";
        attainment: "達成率", "达成率", "Attainment";
        attainment_how: "實績 ÷ 目標", "实际 ÷ 目标", "actual ÷ target";
        attainment_signed: "越低越好時為 1 −（實績 − 目標）÷ |目標|，目標為負時為 1 +（實績 − 目標）÷ |目標|", "越低越好时为 1 −（实际 − 目标）÷ |目标|，目标为负时为 1 +（实际 − 目标）÷ |目标|", "1 − (actual − target) ÷ |target| where lower is better, 1 + (actual − target) ÷ |target| where the target is negative";
        curve: "計分曲線", "计分曲线", "Scoring curve";
        floor: "最低分生效", "最低分生效", "The lowest score took effect";
        cap: "最高分生效", "最高分生效", "The highest score took effect";
        extra: "百分制以外的加減分", "百分制以外的加减分", "Points beyond 100";
        total: "加權總分", "加权总分", "Weighted total";
        rescaled: "缺少的指標未計入，其餘權重重新換算", "缺少的指标未计入，其余权重重新折算", "KPIs without data were left out and the weights rescaled";
        as_zero: "缺少的指標以零分計", "缺少的指标按零分计", "KPIs without data counted as zero";
        grade: "等第", "等级", "Grade";
        grade_how: "由四捨五入後的分數決定", "由四舍五入后的分数决定", "Follows from the rounded score";
        pay: "獎金", "提成", "Pay";
        pay_how: "各項四捨五入後相加", "各项四舍五入后相加", "Sum of the rounded lines";
        quota: "責任額", "销售任务额", "Quota";
        quota_how: "目標 × 計入期間的比例 × 養成期比例", "目标 × 计入期间的比例 × 爬坡期比例", "target × part of the period × ramp";
        ramp: "養成期比例", "爬坡期比例", "Ramp";
        target_pay: "本期目標獎金", "本期目标奖金", "Target pay of the period";
        base_pay: "本期底薪", "本期底薪", "Base pay of the period";
        payout_curve: "獎金曲線", "兑现曲线", "Payout curve";
        payout_curve_how: "由達成率得出應發比例，再乘以目標獎金", "由达成率得出兑现比例，再乘以目标奖金", "attainment gives the share of target pay";
        spiff: "專案獎金", "专项激励", "SPIFF";
        pool_share: "團隊獎金池的分配額", "团队奖金池的分配额", "Share of the pool";
        fixed_bonus: "固定獎金", "固定奖金", "Fixed bonus";
        fixed_bonus_how: "月數 × 月底薪 × 服務月數 ÷ 12", "月数 × 月底薪 × 服务月数 ÷ 12", "months × monthly base pay × months of service ÷ 12";
        stated_before: "先前已列的部分", "此前已列的部分", "Already stated before";
        gate_open: "前提條件已達成", "前置条件已达成", "Gate open";
        gate_closed: "前提條件未達成", "前置条件未达成", "Gate closed";
        pay_cap: "上限生效", "封顶生效", "The cap took effect";
        modifier: "調整係數", "调节系数", "Modifier";
        converted: "匯率", "汇率", "Exchange rate";
        line_earned: "本期應得", "本期应得", "Earned";
        line_correction: "前期更正", "前期更正", "Correction of an earlier period";
        line_clawback: "獎金扣回", "扣回", "Clawback";
        line_adjustment: "調整項", "调整项", "Adjustment";
        line_carried: "由前期上限結轉", "由前期封顶结转", "Carried from an earlier cap";
        draw: "預支", "预支", "Draw";
        recovery: "扣回預支與前期負餘額", "扣回预支与前期负余额", "Recovery of draws and negative balances";
        from_cap: "由前期上限結轉", "由前期封顶结转", "Carried from an earlier cap";
        instalments: "尚未到期的分期", "尚未到期的分期", "Instalments not due yet";
        holdback: "保留款", "暂扣", "Holdback";
        released: "到期發放的保留款", "到期发放的暂扣款", "Holdback released";
        carried_forward: "結轉至下期", "结转至下期", "Carried to the next run";
        paid_out: "實發", "实发", "Paid";
        marginal: "超額累進", "超额累进", "marginal";
        retroactive: "全額累進", "全额累进", "retroactive";
        interpolated: "線性內插", "线性插值", "interpolated";
    }
    fn measurement_count(count: &str): format!("{count} 筆量測資料"), format!("{count} 条测量数据"), plural(count, "measurement");
    fn weight(weight: &str, effective: &str):
        if weight == effective { format!("權重 {weight}") } else { format!("權重 {weight}，實際計入 {effective}") },
        if weight == effective { format!("权重 {weight}") } else { format!("权重 {weight}，实际计入 {effective}") },
        if weight == effective { format!("weight {weight}") } else { format!("weight {weight}, counted as {effective}") };
    fn rounded(places: &str):
        if places == "0" { "四捨五入到整數".to_owned() } else { format!("四捨五入到小數點後 {places} 位") },
        if places == "0" { "四舍五入到整数".to_owned() } else { format!("四舍五入到小数点后 {places} 位") },
        if places == "0" { "Rounded to a whole number".to_owned() } else { format!("Rounded to {}", plural(places, "decimal")) };
    fn veto(kpi: &str): format!("一票否決：{kpi}未達標"), format!("一票否决：{kpi}未达标"), format!("Veto: {kpi} missed its target");
    fn proration(days: &str, of: &str): format!("按日比例：{of} 天中的 {days} 天"), format!("按天折算：{of} 天中的 {days} 天"), format!("Prorated: {days} of {of} days");
    fn tier(from: &str, to: &str):
        if to.is_empty() { format!("級距：{from} 以上") } else { format!("級距：{from} 至 {to}") },
        if to.is_empty() { format!("阶梯：{from} 以上") } else { format!("阶梯：{from} 至 {to}") },
        if to.is_empty() { format!("Tier from {from}") } else { format!("Tier {from} to {to}") };
    fn tier_how(part: &str, rate: &str, mode: &str): format!("{part} × {rate}（{mode}）"), format!("{part} × {rate}（{mode}）"), format!("{part} × {rate} ({mode})");
    fn at_most(limit: &str): format!("最高 {limit}"), format!("最高 {limit}"), format!("at most {limit}");
    fn at_least(limit: &str): format!("最低 {limit}"), format!("最低 {limit}"), format!("at least {limit}");
    fn of_workspace(name: &str, day: &str): format!("{name}，{day} 匯出"), format!("{name}，{day} 导出"), format!("{name}, exported {day}");
}

impl TraceTexts {
    /// The name of an operation.
    #[must_use]
    pub const fn operation(&self, operation: Operation) -> &'static str {
        match operation {
            Operation::Add => self.add,
            Operation::Subtract => self.subtract,
            Operation::Multiply => self.multiply,
            Operation::Divide => self.divide,
            Operation::Negate => self.negate,
            Operation::Min => self.min,
            Operation::Max => self.max,
            Operation::Abs => self.abs,
        }
    }

    /// Where a target that nobody set comes from.
    #[must_use]
    pub const fn derivation(&self, derivation: Derivation) -> &'static str {
        match derivation {
            Derivation::SumOfPeriods => self.sum_of_periods,
            Derivation::PartOfPeriod => self.part_of_period,
            Derivation::HeldInTime => self.held_in_time,
            Derivation::LastPeriod => self.last_period,
            Derivation::SumOfParts => self.sum_of_parts,
            Derivation::HeldFromAbove => self.held_from_above,
        }
    }
}
