//! The page of incentive pay.

use super::spaced;

texts! {
    /// Words of the page of incentive pay.
    PayTexts {
        title: "獎金試算", "提成测算", "Pay what-if";
        none: "還沒有激勵方案", "还没有激励方案", "No incentive plan yet";
        none_words: "範例公司附有一套業績獎金方案，可以先試著拖曳滑桿。", "示例公司带有一套提成方案，可以先拖动滑块试试。", "The sample company comes with a commission plan to try out.";
        rate: "要調整的比率", "要调整的比例", "Rate to change";
        slider: "比率", "比例", "Rate";
        amount: "金額", "金额", "Amount";
        keep: "採用這個比率", "采用此比例", "Keep this rate";
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
        next_deal: "再成交一筆可多得多少", "再成交一单能多拿多少", "What the next deal would bring";
        deal_amount: "成交金額", "成交金额", "Deal amount";
        deal_margin: "毛利率", "毛利率", "Margin rate";
        brings: "增加的獎金", "增加的提成", "Extra pay";
        fault: "這個方案目前無法計算：級距不連續，或數字過大。", "该方案目前无法计算：阶梯不连续，或数字过大。", "This plan cannot be computed: its rate table has gaps, or a number is too large.";
        not_paid: "這個方案不適用於此人。", "该方案不适用于此人。", "The plan does not pay this person.";
    }
    fn tier(component: &str, from: &str, to: &str): format!("{component}：{from} 至 {to}"), format!("{component}：{from} 至 {to}"), format!("{component}: {from} to {to}");
    fn last_tier(component: &str, from: &str): format!("{component}：{from} 以上"), format!("{component}：{from} 以上"), format!("{component}: {from} and above");
    fn finding_still(period: &str, cost: &str, rate: &str, best: &str, pay: &str):
        format!("{period}獎金共 {cost}，占營收 {rate}；{best}最高，為 {pay}。"),
        format!("{period}提成共 {cost}，占销售额 {rate}；{best}最高，为 {pay}。"),
        format!("The plan pays {cost} in {period}, {rate} of revenue; {best} earns most, {pay}.");
    fn finding_moved(from: &str, to: &str, cost: &str, share: &str, winners: &str, losers: &str):
        format!("比率由 {from} 改為 {to}，獎金總額變動 {cost}（{share}）；{winners} 人增加，{losers} 人減少。"),
        format!("比例由 {from} 改为 {to}，提成总额变动 {cost}（{share}）；{winners} 人增加，{losers} 人减少。"),
        format!("Moving the rate from {from} to {to} changes the cost by {cost} ({share}): {winners} gain, {losers} lose.");
    fn cliff(at: &str, before: &str, after: &str):
        format!("達到 {at} 時，獎金由{}跳到{}：業績只差一點，獎金卻差很多。", spaced(before), spaced(after).trim_end()),
        format!("达到 {at} 时，提成由{}跳到{}：业绩只差一点，提成却差很多。", spaced(before), spaced(after).trim_end()),
        format!("At {at} pay jumps from {before} to {after}: a small difference in result, a large one in pay.");
    fn falling(at: &str, before: &str, after: &str):
        format!("達到 {at} 時，獎金由{}降到{}：賣得多反而領得少。", spaced(before), spaced(after).trim_end()),
        format!("达到 {at} 时，提成由{}降到{}：卖得多反而拿得少。", spaced(before), spaced(after).trim_end()),
        format!("At {at} pay falls from {before} to {after}: selling more pays less.");
    fn of_quota(share: &str): format!("責任額的 {share}"), format!("任务额的 {share}"), format!("{share} of quota");
    fn of_deal(share: &str): format!("成交金額的 {share}"), format!("成交金额的 {share}"), format!("{share} of the deal");
    fn up_to_step(amount: &str, step: &str, extra: &str):
        format!("再成交 {amount} 就達到 {step}，這一筆可多得 {extra}。"),
        format!("再成交 {amount} 就达到 {step}，这一单可多拿 {extra}。"),
        format!("{amount} more reaches {step}; that deal would bring {extra}.");
    fn kept(rate: &str): format!("已採用 {rate}"), format!("已采用 {rate}"), format!("Kept {rate}");
}
