//! Proving a plan: replay and simulation.

use super::plural;

texts! {
    /// Words of the pages that prove a plan.
    ProveTexts {
        replay: "回測", "回测", "Replay";
        replay_lede: "假設這份方案當時就已生效：要花多少，誰多領、誰少領。", "假设该方案当时已经生效：要花多少，谁多拿、谁少拿。", "As if the plan had been in force then: what it would have cost, who would have won and lost.";
        simulate: "模擬", "模拟", "Simulate";
        simulate_lede: "從過去各季的達成率隨機抽樣，看一季的獎金可能落在哪裡。", "从过去各季度的达成率随机抽样，看一个季度的奖金可能落在哪里。", "Attainments drawn at random from past quarters: where the cost of a quarter may end up.";
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
        no_history: "沒有任何人有責任額與達成率，因此每個人都假設剛好達成。", "没有任何人有任务额与达成率，因此假设每个人恰好达成。", "Nobody has a quota and an attainment, so everybody is taken to attain exactly 100%.";
    }
    fn replayed(cost: &str, rate: &str, days: &str): format!("{days}，這份方案會發 {cost}，占營收 {rate}。"), format!("{days}，该方案会发 {cost}，占销售额 {rate}。"), format!("From {days} the plan would have paid {cost}, {rate} of revenue.");
    fn compared(change: &str, share: &str, winners: &str, losers: &str): format!("與對照相差 {change}（{share}）：{winners} 人多領，{losers} 人少領。"), format!("与对照相差 {change}（{share}）：{winners} 人多拿，{losers} 人少拿。"), format!("Compared with that, the difference is {change} ({share}): {winners} gain, {losers} lose.");
    fn simulated(low: &str, high: &str, quarter: &str): format!("{quarter}這樣的一季，十次有九次會在 {low} 與 {high} 之間。"), format!("{quarter}这样的一个季度，十次有九次会在 {low} 与 {high} 之间。"), format!("In nine of ten outcomes a quarter like {quarter} costs between {low} and {high}.");
    fn known(count: &str): format!("依 {count} 個過去的達成率。"), format!("依据 {count} 个过去的达成率。"), format!("Drawn from {}.", plural(count, "past attainment"));
    fn version_number(number: &str, day: &str): format!("第 {number} 版（{day} 起）"), format!("第 {number} 版（{day} 起）"), format!("Version {number} (from {day})");
    fn not_exceeded(share: &str): format!("{share} 的結果不超過"), format!("{share} 的结果不超过"), format!("{share} of outcomes stay below");
}
