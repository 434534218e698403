//! Words of calculations: what each step of a trace did.

use super::{plural, spaced};
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
        base: "計獎基礎", "计奖基数", "Paid on";
        before: "本期累計中先前的部分", "本期累计中此前的部分", "Earlier in the same accumulation";
        credit: "計入達成率的業績", "计入达成率的业绩", "Credit that counts";
        held_at_zero: "補至零（毛利不計負數）", "补至零（毛利不计负数）", "Brought up to zero: a margin below it counts as none";
        supposed: "試算的假設，並非由紀錄計算", "测算的假设，并非由记录计算", "Supposed, not computed from records";
        service: "服務月數", "服务月数", "Months of service";
        reversal: "退回：扣回原銷售所得", "退回：扣回原销售所得", "Return: gives back what its sale earned";
        pay_level: "年薪級距中的金額", "年薪标准中的金额", "Yearly amount of the pay level";
        whole_steps: "整級距數", "整步数", "Whole steps";
        pot: "獎金池", "奖金池", "The pool";
        pot_fixed: "固定金額", "固定金额", "a fixed amount";
        not_a_member: "未符合分配條件", "未满足分配条件", "not eligible for a share";
        cap_carries: "上限未發、結轉至後期的部分", "封顶未发、结转至后期的部分", "Withheld by the cap and carried";
        pays_back: "達成後補發", "达成后补发", "paid once it opens";
        line_rounded: "四捨五入", "四舍五入", "Rounded";
        as_stated: "結算時所列：獎金表或曲線所得", "结算时所列：提成表或曲线所得", "As stated: earned by table or curve";
        waiting: "其中待前提條件達成", "其中待前置条件达成", "Of that, waiting for the gate";
        today: "以今天的資料計算，與已結算不同", "按今天的数据计算，与已结算不同", "Today’s data give something else than was stated";
        not_due_before: "前次結算時尚未到期", "上次结算时尚未到期", "Not due in the run before";
        year_end: "年底", "年底", "at the end of the year";
        released_score: "已發布的考核分數", "已发布的考核分数", "Released appraisal score";
        decided_multiplier: "考核後核定的獎金倍數", "考核后核定的奖金倍数", "Bonus multiplier decided after the appraisal";
        counts: "計入", "计入", "Counts here";
        more_records: "其餘紀錄未列出", "其余记录未列出", "more records are not listed";
        level_column: "層級", "层级", "Level";
        step_column: "步驟", "步骤", "Step";
        value_column: "數值", "数值", "Value";
        exact_column: "數值（未格式化）", "数值（未格式化）", "Plain value";
        how_column: "計算方式", "计算方式", "How";
        save_text: "純文字檔", "纯文本文件", "As text";
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
        if to.is_empty() { format!("級距：{}以上", spaced(from).trim_start()) } else { format!("級距：{}至{}", spaced(from).trim_start(), spaced(to).trim_end()) },
        if to.is_empty() { format!("阶梯：{}以上", spaced(from).trim_start()) } else { format!("阶梯：{}至{}", spaced(from).trim_start(), spaced(to).trim_end()) },
        if to.is_empty() { format!("Tier from {from}") } else { format!("Tier {from} to {to}") };
    fn tier_how(part: &str, rate: &str, mode: &str): format!("{part} × {rate}（{mode}）"), format!("{part} × {rate}（{mode}）"), format!("{part} × {rate} ({mode})");
    fn at_most(limit: &str): format!("最高 {limit}"), format!("最高 {limit}"), format!("at most {limit}");
    fn at_least(limit: &str): format!("最低 {limit}"), format!("最低 {limit}"), format!("at least {limit}");
    fn blended(share: &str): format!("平均費率中占 {share}"), format!("平均费率中占 {share}"), format!("{share} of the blended rate");
    fn share_of_pay(share: &str): format!("發給目標的 {share}"), format!("兑现目标的 {share}"), format!("pays {share}");
    fn part_by(days: &str, of: &str, how: &str): format!("{how}：{of} 天中的 {days} 天"), format!("{how}：{of} 天中的 {days} 天"), format!("{how}: {days} of {of} days");
    fn months_of_year(months: &str): format!("{months} 個月 ÷ 12"), format!("{months} 个月 ÷ 12"), format!("{months} of 12 months");
    fn each_step(step: &str, amount: &str): format!("每 {step} 發 {amount}"), format!("每 {step} 发 {amount}"), format!("{amount} for every {step}");
    fn came_back(part: &str, taken: &str): format!("退回 {part}，扣回其中 {taken}"), format!("退回 {part}，扣回其中 {taken}"), format!("{part} came back, {taken} of its pay is taken");
    fn weighs(weight: &str): format!("權重 {weight}"), format!("权重 {weight}"), format!("weight {weight}");
    fn rank(rank: &str, equals: &str):
        if equals == "1" { format!("第 {rank} 名") } else { format!("第 {rank} 名（{equals} 人並列）") },
        if equals == "1" { format!("第 {rank} 名") } else { format!("第 {rank} 名（{equals} 人并列）") },
        if equals == "1" { format!("rank {rank}") } else { format!("rank {rank}, {equals} are equal") };
    fn prize(amount: &str): format!("獎金 {amount}"), format!("奖金 {amount}"), format!("prize {amount}");
    fn for_one(rate_of: &str, currency: &str): format!("1 {rate_of} 折合 {currency}"), format!("1 {rate_of} 折合 {currency}"), format!("{currency} for 1 {rate_of}");
    fn exactly(exact: &str): format!("四捨五入前為 {exact}"), format!("四舍五入前为 {exact}"), format!("from {exact}");
    fn earned_in(period: &str): format!("{period}應得"), format!("{period}应得"), format!("earned in {period}");
    fn paid_in(period: &str): format!("{period}發放"), format!("{period}发放"), format!("paid in {period}");
    fn not_due(what: &str): format!("{what}：尚未到期"), format!("{what}：尚未到期"), format!("{what}: not due yet");
    fn instalment(share: &str): format!("分期 {share}"), format!("分期 {share}"), format!("Instalment of {share}");
    fn of_it_due(share: &str): format!("其中 {share} 已到期"), format!("其中 {share} 已到期"), format!("{share} of it is due");
    fn of_sales(base: &str): format!("{base}占該期銷售的比例"), format!("{base}占该期销售的比例"), format!("{base}: share of the span’s sales");
    fn of_it_lapses(share: &str): format!("其中 {share} 因離職失效"), format!("其中 {share} 因离职失效"), format!("{share} of it lapses on leaving");
    fn tier_gate(from: &str): format!("級距 {from} 的前提條件"), format!("阶梯 {from} 的前置条件"), format!("Gate of the tier from {from}");
    fn records_count(count: &str): format!("{count} 筆"), format!("{count} 条"), plural(count, "record");
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
