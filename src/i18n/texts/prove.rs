//! Proving a plan: replay and simulation.

use super::plural;

texts! {
    /// Words of the pages that prove a plan.
    ProveTexts {
        replay: "回測", "回测", "Replay";
        replay_lede: "假設這份方案當時就已生效：要花多少，誰多領、誰少領。", "假设该方案当时已经生效：要花多少，谁多拿、谁少拿。", "As if the plan had been in force then: what it would have cost, who would have won and lost.";
        simulate: "模擬", "模拟", "Simulate";
        simulate_lede: "從過去的達成率隨機抽樣，看一季或一年的獎金可能落在哪裡。", "从过去的达成率随机抽样，看一个季度或一年的奖金可能落在哪里。", "Attainments drawn at random from the past: where the cost of a quarter or a year may end up.";
        version: "版本", "版本", "Version";
        as_it_stands: "目前的草稿", "当前草稿", "As it stands";
        from: "自", "从", "From";
        to: "至", "至", "To";
        last_year: "最近一年", "最近一年", "The past year";
        all_records: "全部紀錄", "全部记录", "All records";
        against: "對照", "对照", "Against";
        paid: "實際結算", "实际结算", "What was paid";
        nothing_paid: "這段期間沒有結算過，因此沒有實發金額可以對照。", "该期间没有结算过，因此没有实发金额可以对照。", "No pay run was closed for this time, so there is nothing paid to compare with.";
        would_pay: "回測獎金", "回测奖金", "Would have paid";
        paid_out: "回測實發", "回测实发", "Paid out";
        paid_out_there: "對照實發", "对照实发", "Paid out there";
        held_against: "對照金額", "对照金额", "Compared with";
        no_records: "還沒有銷售紀錄可以回測", "还没有销售记录可以回测", "No records to replay yet";
        no_records_words: "匯入過去的銷售紀錄，就能看到新方案在那段時間的結果。", "导入过去的销售记录，就能看到新方案在那段时间的结果。", "Import past records to see what a plan would have done with them.";
        bad_span: "結束日早於開始日。", "结束日期早于开始日期。", "The last day lies before the first.";
        working: "計算中", "计算中", "Working";
        reading: "讀取過去的達成率", "读取过去的达成率", "Reading past attainments";
        drawing: "抽樣", "抽样", "Drawing outcomes";
        outcomes: "次數", "次数", "Outcomes";
        seed: "亂數種子", "随机种子", "Seed";
        seed_hint: "相同的種子，結果永遠相同。", "相同的种子，结果永远相同。", "The same seed always gives the same result.";
        start: "開始模擬", "开始模拟", "Simulate";
        stopped: "已停止。", "已停止。", "Stopped.";
        mean: "平均", "平均", "Mean";
        distribution: "一季獎金總額的分布", "一个季度奖金总额的分布", "Cost of a quarter";
        of_outcomes: "占全部結果", "占全部结果", "of outcomes";
        cost: "獎金總額", "奖金总额", "Cost";
        budget: "一季預算", "一季度预算", "Budget of a quarter";
        over_budget: "超過預算的機率", "超预算的概率", "Chance of exceeding it";
        percentile: "百分位數", "百分位数", "Percentile";
        chart: "誰多領、誰少領", "谁多拿、谁少拿", "Who would gain and lose";
        export: "匯出", "导出", "Export";
        cut: "這段期間的紀錄並不完整，責任額卻是整期的，結果會偏低。", "该期间的记录并不完整，任务额却是整期的，结果会偏低。", "The records do not cover these days, but quotas are those of whole periods: the result is too low.";
        foreign: "兩者以不同的貨幣發放，無法對照。", "两者以不同货币发放，无法对照。", "The two are paid in different currencies and cannot be compared.";
        before_settling: "獎金與差額是預支、每期總額上限、分期與保留款之前的金額；實發是逐期結算之後的金額，回測從沒有任何餘額開始。", "奖金与差额是预支、每期总额封顶、分期与暂扣之前的金额；实发是逐期结算之后的金额，回测从没有任何余额开始。", "Pay and change are before draw, the statement’s cap, instalments and holdback. Paid out is after each pay run has settled them; the replay begins with nothing owed or held.";
        budget_year: "一年預算", "一年预算", "Budget of a year";
        distribution_year: "一年獎金總額的分布", "一年奖金总额的分布", "Cost of a year";
        unit: "一次模擬多長", "一次模拟多长", "Length of an outcome";
        one_quarter: "一季", "一个季度", "A quarter";
        one_year: "一年", "一年", "A year";
        drawn_how: "如何抽樣", "如何抽样", "How it is drawn";
        each_alone: "每個人各抽一期", "每人各抽一期", "A period for each person";
        all_together: "所有人抽同一期", "所有人抽同一期", "The same period for everybody";
        together_note: "每次抽過去一整期，所有人都用那一期的達成率，景氣好壞因此一起出現。", "每次抽过去完整的一期，所有人都用那一期的达成率，行情好坏因此一起出现。", "Each outcome takes one past period for everybody, so good and bad times come together.";
        alone_note: "每個人各自抽樣，彼此無關；若大家的業績常一起好壞，實際的範圍會更寬。", "每人各自抽样，互不相关；若大家的业绩常一起好坏，实际范围会更宽。", "People are drawn independently of each other. Where good and bad times come together, the true range is wider.";
        no_history: "沒有任何人有責任額與達成率，因此每個人都假設剛好達成。", "没有任何人有任务额与达成率，因此假设每个人恰好达成。", "Nobody has a quota and an attainment, so everybody is taken to attain exactly 100%.";
    }
    fn replayed(cost: &str, rate: &str, days: &str): format!("{days}，這份方案會發 {cost}，占營收 {rate}。"), format!("{days}，该方案会发 {cost}，占销售额 {rate}。"), format!("From {days} the plan would have paid {cost}, {rate} of revenue.");
    fn compared(change: &str, share: &str, winners: &str, losers: &str): format!("與對照相差 {change}（{share}）：{winners} 人多領，{losers} 人少領。"), format!("与对照相差 {change}（{share}）：{winners} 人多拿，{losers} 人少拿。"), format!("Compared with that, the difference is {change} ({share}): {winners} gain, {losers} lose.");
    fn simulated(low: &str, high: &str, quarter: &str): format!("{quarter}這樣的一段時間，十次有九次會在{low}與{high}之間。", low = super::spaced(low), high = super::spaced(high)), format!("{quarter}这样的一段时间，十次有九次会在{low}与{high}之间。", low = super::spaced(low), high = super::spaced(high)), format!("In nine of ten outcomes a time like {quarter} costs between {low} and {high}.");
    fn aligned(days: &str): format!("為了不切開任何一個計算期間，改為回測 {days}。"), format!("为了不切开任何一个计算期间，改为回测 {days}。"), format!("Replayed over {days}, so that no accumulation is cut in two.");
    fn partly_closed(days: &str): format!("這段期間只有 {days} 已結算，實發金額並不完整。"), format!("该期间只有 {days} 已结算，实发金额并不完整。"), format!("Only {days} of this time are closed, so what was paid is not all of it.");
    fn known(count: &str): format!("依 {count} 個過去的達成率。"), format!("依据 {count} 个过去的达成率。"), format!("Drawn from {}.", plural(count, "past attainment"));
    fn version_number(number: &str, day: &str): format!("第 {number} 版（{day} 起）"), format!("第 {number} 版（{day} 起）"), format!("Version {number} (from {day})");
    fn not_exceeded(share: &str): format!("{share} 的結果不超過"), format!("{share} 的结果不超过"), format!("{share} of outcomes stay below");
}
