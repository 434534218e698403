//! The page of incentive pay.

use super::spaced;

texts! {
    /// Words of the page of incentive pay.
    PayTexts {
        title: "獎金試算", "提成测算", "Pay what-if";
        none: "還沒有激勵方案", "还没有激励方案", "No incentive plan yet";
        none_words: "範例公司附有一套業績獎金方案，可以先試著拖曳滑桿。", "示例公司带有一套提成方案，可以先拖动滑块试试。", "The sample company comes with a commission plan to try out.";
        rate: "要調整的數字", "要调整的数字", "Number to change";
        keep: "採用", "采用", "Adopt";
        factor: "調整係數", "调节系数", "Modifier";
        put_back: "還原", "还原", "Put back";
        world: "假設情況", "假设情况", "What if";
        whom: "對象", "对象", "For whom";
        attainment: "達成率", "达成率", "Attainment";
        quota: "責任額為原來的", "任务额为原来的", "Quota, of what it is";
        extra_deal: "每人多成交一筆", "每人多成交一单", "One more deal each";
        keep_scenario: "保留這個情境", "保留此情景", "Keep as a scenario";
        scenarios: "情境比較", "情景对比", "Scenarios side by side";
        scenarios_words: "情境隨工作區儲存，也在備份裡；採用之後才會改變方案。", "情景随工作区保存，也在备份里；采用之后才会改变方案。", "Kept with the workspace and its backups. Adopting one changes the plan.";
        scenario: "情境", "情景", "Scenario";
        plan_now: "目前的方案", "当前方案", "Plan now";
        trial: "試算中", "测算中", "On trial";
        look: "開啟", "打开", "Open";
        actions: "操作", "操作", "Actions";
        highest: "最高", "最高", "Highest";
        lowest: "最低", "最低", "Lowest";
        spread: "獎金的分布", "奖金的分布", "How pay is spread";
        people: "人數", "人数", "People";
        performance: "達成率與獎金", "达成率与奖金", "Pay for performance";
        to_plans: "建立激勵方案", "创建激励方案", "Create an incentive plan";
        reset: "回到原方案", "回到原方案", "Back to the plan";
        view_as: "檢視身分", "查看身份", "Seen by";
        as_director: "主管", "管理者", "Director";
        as_seller: "業務人員", "销售人员", "Seller";
        seller: "業務人員", "销售人员", "Seller";
        cost: "獎金總額", "提成总额", "Cost of the plan";
        was: "原方案", "原方案", "Plan now";
        effective: "獎金占營收", "提成占销售额", "Pay ÷ revenue";
        winners_losers: "增加 / 減少人數", "增加 / 减少人数", "Gain / lose";
        most: "變動最大", "变动最大", "Changes most";
        nobody: "無人變動", "无人变动", "Nobody’s pay changes";
        revenue: "營收", "销售额", "Revenue";
        attained: "達成率", "达成率", "Attainment";
        pay: "獎金", "提成", "Pay";
        change: "變動", "变动", "Change";
        bar: "原方案（刻度）與試算（長條）", "原方案（刻度）与测算（条形）", "Plan now (tick) and trial (bar)";
        everybody: "每個人的獎金", "每个人的提成", "Everybody’s pay";
        everybody_words: "按一下金額即可查看計算過程，一直追溯到每筆紀錄。", "点击金额即可查看计算过程，一直追溯到每条记录。", "Press an amount to see how it came about, down to the records.";
        statement: "獎金明細", "奖金明细", "Pay statement";
        deal_amount: "成交金額", "成交金额", "Deal amount";
        deal_margin: "毛利率", "毛利率", "Margin rate";
        brings: "增加的獎金", "增加的提成", "Extra pay";
        fault: "這個方案目前無法計算：級距不連續，或數字過大。", "该方案目前无法计算：阶梯不连续，或数字过大。", "This plan cannot be computed: its rate table has gaps, or a number is too large.";
        paid: "實際發放", "实际发放", "Paid";
        line: "項目", "项目", "Line";
        by_person: "逐人比較", "逐人比较", "Person by person";
        scenario_name: "情境名稱", "情景名称", "Name of the scenario";
        rename: "重新命名", "重命名", "Rename";
        own_quota: "此人的責任額", "此人的任务额", "Quota of this person";
        not_paid: "這個方案不適用於此人。", "该方案不适用于此人。", "The plan does not pay this person.";
    }
    fn finding_still(period: &str, cost: &str, rate: &str, best: &str, pay: &str):
        format!("{period}獎金共 {cost}，占營收 {rate}；{best}最高，為 {pay}。"),
        format!("{period}提成共 {cost}，占销售额 {rate}；{best}最高，为 {pay}。"),
        format!("The plan pays {cost} in {period}, {rate} of revenue; {best} earns most, {pay}.");
    fn finding_moved(from: &str, to: &str, cost: &str, share: &str, winners: &str, losers: &str):
        format!("由{from}改為 {to}，獎金總額變動 {cost}（{share}）；{winners} 人增加，{losers} 人減少。", from = spaced(from)),
        format!("由{from}改为 {to}，提成总额变动 {cost}（{share}）；{winners} 人增加，{losers} 人减少。", from = spaced(from)),
        format!("Moving it from {from} to {to} changes the cost by {cost} ({share}): {winners} gain, {losers} lose.");
    fn tier_number(span: &str, what: &str): format!("{span} · {what}"), format!("{span} · {what}"), format!("{span} · {what}");
    fn scenario_number(number: &str): format!("情境 {number}"), format!("情景 {number}"), format!("Scenario {number}");
    fn becomes(what: &str, from: &str, to: &str): format!("{what} {from} → {to}"), format!("{what} {from} → {to}"), format!("{what} {from} → {to}");
    fn world_attainment(whom: &str, share: &str): format!("{whom}達成率 {share}"), format!("{whom}达成率 {share}"), format!("{whom} at {share} attainment");
    fn world_quota(whom: &str, share: &str): format!("{whom}責任額為原來的 {share}"), format!("{whom}任务额为原来的 {share}"), format!("{whom}: quota at {share} of what it is");
    fn moves_lost(count: &str): format!("{count} 個數字已不在方案裡"), format!("{count} 个数字已不在方案里"), format!("{count} no longer in the plan");
    fn world_asked(whom: &str, amount: &str): format!("{whom}責任額 {amount}"), format!("{whom}任务额 {amount}"), format!("{whom}: quota of {amount}");
    fn deal_about(amount: &str, about: &str): format!("{amount}（{about}）"), format!("{amount}（{about}）"), format!("{amount} ({about})");
    fn not_in_force(from: &str, days: &str):
        format!("這個方案 {from} 才生效。這裡假設它在 {days} 已經生效，且沒有其他方案。"),
        format!("该方案 {from} 才生效。这里假设它在 {days} 已经生效，且没有其他方案。"),
        format!("This plan takes effect on {from}. It is tried here as if it had been in force, and no other plan, during {days}.");
    fn outranked(days: &str):
        format!("其他方案對這些人的規定更明確，所以這個方案在 {days} 不會付給任何人。這裡假設沒有其他方案。"),
        format!("其他方案对这些人的规定更明确，所以该方案在 {days} 不会付给任何人。这里假设没有其他方案。"),
        format!("Other plans name these people more closely, so this plan pays nobody during {days}. It is tried here as if there were no other plan.");
    fn world_deal(whom: &str, amount: &str): format!("{whom}多成交 {amount}"), format!("{whom}多成交 {amount}"), format!("{whom}: one more deal of {amount}");
    fn adopted(name: &str): format!("已採用「{name}」"), format!("已采用“{name}”"), format!("Adopted {name}");
    fn finding_several(cost: &str, share: &str, winners: &str, losers: &str):
        format!("依這些調整，獎金總額變動 {cost}（{share}）；{winners} 人增加，{losers} 人減少。"),
        format!("按这些调整，提成总额变动 {cost}（{share}）；{winners} 人增加，{losers} 人减少。"),
        format!("With these changes the cost moves by {cost} ({share}): {winners} gain, {losers} lose.");
    fn next_deal(quarter: &str):
        format!("本季（{quarter}）再成交一筆可多得多少"),
        format!("本季度（{quarter}）再成交一单能多拿多少"),
        format!("What the next deal would bring in {quarter}");
    fn cliff(at: &str, before: &str, after: &str):
        format!("達到 {at} 時，獎金由{}跳到{}：業績只差一點，獎金卻差很多。", spaced(before), spaced(after).trim_end()),
        format!("达到 {at} 时，提成由{}跳到{}：业绩只差一点，提成却差很多。", spaced(before), spaced(after).trim_end()),
        format!("At {at} pay jumps from {before} to {after}: a small difference in result, a large one in pay.");
    fn falling(at: &str, before: &str, after: &str):
        format!("達到 {at} 時，獎金由{}降到{}：賣得多反而領得少。", spaced(before), spaced(after).trim_end()),
        format!("达到 {at} 时，提成由{}降到{}：卖得多反而拿得少。", spaced(before), spaced(after).trim_end()),
        format!("At {at} pay falls from {before} to {after}: selling more pays less.");
    fn of_quota(share: &str): format!("責任額的 {share}"), format!("任务额的 {share}"), format!("{share} of quota");
    fn of_target(share: &str): format!("目標獎金的 {share}"), format!("目标奖金的 {share}"), format!("{share} of target pay");
    fn of_deal(share: &str): format!("成交金額的 {share}"), format!("成交金额的 {share}"), format!("{share} of the deal");
    fn up_to_step(amount: &str, step: &str, extra: &str):
        format!("再成交{amount}就達到 {step}，這一筆可多得 {extra}。", amount = spaced(amount)),
        format!("再成交{amount}就达到 {step}，这一单可多拿 {extra}。", amount = spaced(amount)),
        format!("{amount} more reaches {step}; that deal would bring {extra}.");
}
