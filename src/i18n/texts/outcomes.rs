//! The page of what follows from results: proposals, decisions, rules, letters.

use super::plural;
use crate::state::appraisal::outcomes::Matter;

texts! {
    /// Words of the page of outcomes.
    OutcomeTexts {
        title: "考核結果運用", "考核结果应用", "Outcomes";
        none: "還沒有建議", "还没有建议", "No proposals yet";
        none_words: "結果公布後，依規則提出調薪、獎金、晉升與訓練的建議，再由主管決定。", "结果公布后，按规则提出调薪、奖金、晋升与培训建议，再由上级决定。", "Once results are released, the rules propose raises, bonuses, promotions and training. People decide.";
        not_released: "這個週期還沒有公布結果。可以先編輯規則。", "该周期还没有公布结果。可以先编辑规则。", "No result of this cycle is released yet. The rules can be edited meanwhile.";
        propose: "依規則產生建議", "按规则生成建议", "Propose by the rules";
        proposed: "建議已更新；已決定的不變", "建议已更新；已决定的不变", "Proposals are up to date; decisions stay";
        tab_decide: "決定", "决定", "Decisions";
        tab_rules: "規則", "规则", "Rules";
        tab_base: "底薪與試算", "底薪与测算", "Base pay and preview";
        tab_letters: "通知書", "通知书", "Letters";
        parts: "結果運用的各個部分", "结果应用的各个部分", "Parts of this page";
        kind: "項目", "项目", "Matter";
        pay: "調薪", "调薪", "Raise";
        bonus: "獎金係數", "奖金系数", "Bonus multiplier";
        promotion: "晉升", "晋升", "Promotion";
        training: "訓練", "培训", "Training";
        all_kinds: "全部", "全部", "All";
        grade: "等第", "等级", "Grade";
        proposal: "建議", "建议", "Proposal";
        decision: "決定", "决定", "Decision";
        open: "待決定", "待决定", "Open";
        accepted: "同意", "同意", "Accepted";
        declined: "不同意", "不同意", "Declined";
        accept: "同意", "同意", "Accept";
        change: "改用新的數值", "改用新的数值", "Change the value";
        decline: "不同意", "不同意", "Decline";
        reopen: "重新決定", "重新决定", "Open again";
        accept_all: "同意所列待決定項目", "同意所列待决定项目", "Accept those that are open";
        why: "依據", "依据", "Why";
        reason: "理由", "理由", "Reason";
        new_value: "新的數值", "新的数值", "New value";
        candidate: "晉升人選", "晋升人选", "Candidate";
        base: "底薪（年）", "底薪（年）", "Base pay a year";
        new_base: "調整後底薪", "调整后底薪", "New base pay";
        base_words: "底薪與目標獎金來自激勵方案，底薪也可能是上一次調薪的結果；直接輸入即可更改，並會立即儲存。留空則改回原來的來源。", "底薪与目标奖金来自激励方案，底薪也可能是上一次调薪的结果；直接输入即可更改，并会立即保存。留空则改回原来的来源。", "Base pay and target bonus are from the incentive plan, base pay also as the last raise left it. Type to change; it is kept at once. Empty means the source again.";
        raise_percent: "調薪幅度", "调薪幅度", "Raise";
        target_bonus: "目標獎金（本期）", "目标奖金（本期）", "Target bonus of the period";
        bonus_amount: "獎金", "奖金", "Bonus";
        budget: "預算", "预算", "Budget";
        budget_words: "調薪與獎金訂有預算時，建議與決定會與預算比較。", "调薪与奖金定有预算时，建议与决定会与预算比较。", "Where a budget is stated, proposals and decisions stand against it.";
        budget_raises: "調薪（每年）", "调薪（每年）", "Raises, a year";
        budget_bonuses: "獎金（本期）", "奖金（本期）", "Bonuses of the period";
        proposed_sum: "依建議與決定", "按建议与决定", "As proposed and decided";
        decided_sum: "其中已決定", "其中已决定", "Of that, decided";
        left: "剩餘", "剩余", "Left";
        no_budget: "未訂預算", "未定预算", "None stated";
        over: "超出預算", "超出预算", "Over budget";
        within: "預算內", "预算内", "Within budget";
        earlier: "先前的決定", "先前的决定", "Earlier decisions";
        cost: "每年增加", "每年增加", "Cost a year";
        pay_range: "薪資範圍", "薪资范围", "Pay range";
        position: "範圍內位置", "范围内位置", "Position in range";
        held: "歷次等第", "历次等级", "Grades so far";
        potential: "潛力", "潜力", "Potential";
        ranges: "各職務的薪資範圍", "各岗位的薪资范围", "Pay ranges by role";
        ranges_words: "底薪在範圍內的位置，決定適用矩陣的哪一欄。", "底薪在范围内的位置，决定适用矩阵的哪一列。", "Where base pay lies in the range decides the column of the matrix.";
        role: "職務", "岗位", "Role";
        low: "下限", "下限", "Lowest";
        high: "上限", "上限", "Highest";
        add_range: "新增薪資範圍", "新增薪资范围", "Add a range";
        matrix: "調薪矩陣", "调薪矩阵", "Merit matrix";
        matrix_words: "等第 × 範圍內位置，單位 %。各欄包含其下限。", "等级 × 范围内位置，单位 %。各列包含其下限。", "Grade by position in range, in percent. A column includes its lower end.";
        cuts: "欄的分界（範圍內位置 %）", "列的分界（范围内位置 %）", "Where columns begin (position in range, %)";
        add_column: "新增一欄", "新增一列", "Add a column";
        drop_column: "移除最後一欄", "移除最后一列", "Remove the last column";
        multiplier: "獎金係數", "奖金系数", "Multiplier";
        promotion_rule: "晉升人選", "晋升人选", "Promotion candidates";
        use_promotion: "提出晉升人選", "提出晋升人选", "Propose candidates";
        in_grades: "等第", "等级", "Grades";
        cycles: "連續週期數", "连续周期数", "Cycles running";
        potential_above: "潛力高於", "潜力高于", "Potential above";
        training_rule: "訓練需求", "培训需求", "Training needs";
        use_training: "提出訓練需求", "提出培训需求", "Propose training";
        competency_below: "職能得分低於滿分的", "胜任力得分低于满分的", "Competency below, of the full score";
        kpi_below: "指標得分低於", "指标得分低于", "KPI score below";
        rules_closed: "週期已結束，規則不能再更改。", "周期已结束，规则不能再更改。", "The cycle is closed; its rules stay.";
        preview: "依這些規則：", "按这些规则：", "With these rules:";
        export: "匯出薪資檔", "导出薪资文件", "Export for payroll";
        letters_words: "每人一頁，只列已決定的內容。", "每人一页，只列已决定的内容。", "One page each, with what was decided only.";
        no_letters: "還沒有已決定的內容。", "还没有已决定的内容。", "Nothing is decided yet.";
        letter_title: "考核結果通知書", "考核结果通知书", "Your appraisal and what follows";
        letter_sign: "主管簽名", "上级签名", "Manager";
        yes: "是", "是", "yes";
        to_outcomes: "結果運用", "结果应用", "Outcomes";
        currency: "幣別", "币种", "Currency";
        tab_rewards: "非金錢獎勵", "非现金奖励", "Rewards";
        reward: "獎勵", "奖励", "Reward";
        plan: "激勵方案", "激励方案", "Plan";
        decided_on: "決定日期", "决定日期", "Decided on";
        decided: "已記錄決定", "已记录决定", "The decision is recorded";
        rewards_words: "激勵方案依已發布的結果提出，由人決定。", "激励方案依据已发布的结果提出，由人决定。", "Proposed by incentive plans from released results; people decide.";
        no_rewards: "沒有人符合獎勵條件", "没有人符合奖励条件", "Nobody meets the condition of a reward";
        no_rewards_words: "激勵方案可加入不發錢的獎勵，例如連續兩期考績 A。", "激励方案可加入非现金奖励，例如连续两期绩效为 A。", "An incentive plan can hold rewards that are no money, such as for an A in two cycles running.";
        export_rewards: "匯出獎勵", "导出奖励", "Export the rewards";
    }
    fn sentence(raised: &str, cost: &str, share: &str): format!("{raised} 人調薪，每年增加 {cost}，占底薪總額 {share}。"), format!("{raised} 人调薪，每年增加 {cost}，占底薪总额 {share}。"), format!("{raised} raises cost {cost} a year, {share} of base pay.");
    fn sentence_bonus(sum: &str, more: &str): format!("獎金合計 {sum}，與目標獎金相差 {more}。"), format!("奖金合计 {sum}，与目标奖金相差 {more}。"), format!("Bonuses come to {sum}, {more} against target.");
    fn sentence_unknown(count: &str): format!("{count} 人沒有目標獎金，未計入獎金合計。"), format!("{count} 人没有目标奖金，未计入奖金合计。"), format!("{} without a target bonus: not in that sum.", if count == "1" { "1 person is".to_owned() } else { format!("{count} people are") });
    fn decided_by(decision: &str, who: &str): format!("{decision}（{who}）"), format!("{decision}（{who}）"), format!("{decision} ({who})");
    fn opened_again(day: &str, who: &str, reason: &str): format!("{day} 由{who}重新開啟：{reason}", who = super::spaced(who)), format!("{day} 由{who}重新打开：{reason}", who = super::spaced(who)), format!("opened again on {day} by {who}: {reason}");
    fn sentence_promoted(count: &str): format!("晉升人選 {count} 人。"), format!("晋升人选 {count} 人。"), format!("{} for promotion.", plural(count, "candidate"));
    fn sentence_trained(count: &str): format!("訓練需求 {count} 項。"), format!("培训需求 {count} 项。"), format!("{}.", plural(count, "training need"));
    fn column(number: &str): format!("第 {number} 欄"), format!("第 {number} 列"), format!("Column {number}");
    fn sentence_open(open: &str, all: &str): format!("{all} 項建議中還有 {open} 項待決定。"), format!("{all} 项建议中还有 {open} 项待决定。"), format!("{open} of {} wait for a decision.", plural(all, "proposal"));
    fn changed_to(value: &str): format!("改為 {value}"), format!("改为 {value}"), format!("Changed to {value}");
    fn times(value: &str): format!("× {value}"), format!("× {value}"), format!("× {value}");
    fn training_in(what: &str): format!("{what}訓練"), format!("{what}培训"), format!("Training: {what}");
    fn between(low: &str, high: &str): format!("{low} – {high}"), format!("{low} – {high}"), format!("{low} – {high}");
    fn below(value: &str, least: &str): format!("{value}，低於 {least}"), format!("{value}，低于 {least}"), format!("{value}, below {least}");
    fn above(value: &str, least: &str): format!("{value}，高於 {least}"), format!("{value}，高于 {least}"), format!("{value}, above {least}");
    fn accepted_all(count: &str): format!("已同意 {count} 項"), format!("已同意 {count} 项"), format!("{} accepted", plural(count, "proposal"));
    fn letter_to(name: &str): format!("{name} 您好："), format!("{name}，您好："), format!("Dear {name}");
    fn letter_body(cycle: &str, grade: &str): format!("您在「{cycle}」的考績等第為「{grade}」，公司據此決定如下："), format!("您在“{cycle}”的绩效等级为“{grade}”，公司据此决定如下："), format!("Your grade in {cycle} is {grade}. This is what was decided.");
    fn letter_pay(percent: &str, base: &str, after: &str): format!("底薪調整 {percent}：由每年 {base} 調為 {after}。"), format!("底薪调整 {percent}：由每年 {base} 调为 {after}。"), format!("Base pay is raised by {percent}, from {base} to {after} a year.");
    fn letter_bonus(value: &str): format!("獎金係數為 {value}。"), format!("奖金系数为 {value}。"), format!("Your bonus is multiplied by {value}.");
    fn letter_bonus_amount(value: &str, target: &str, amount: &str):
        format!("獎金係數為 {value}：本期目標獎金 {target}，獎金為 {amount}。"),
        format!("奖金系数为 {value}：本期目标奖金 {target}，奖金为 {amount}。"),
        format!("Your bonus is multiplied by {value}: the target bonus of the period is {target}, your bonus {amount}.");
    fn letter_training(what: &str): format!("安排訓練：{what}。"), format!("安排培训：{what}。"), format!("Training is arranged: {what}.");
    fn letter_promotion(): "您已列為晉升人選。".to_owned(), "您已列为晋升人选。".to_owned(), "You are a candidate for promotion.".to_owned();
    fn column_from(percent: &str): format!("{percent} 起"), format!("{percent} 起"), format!("from {percent}");
    fn rewards_file(cycle: &str): format!("{cycle} 非金錢獎勵"), format!("{cycle} 非现金奖励"), format!("{cycle} rewards");
    fn file(cycle: &str): format!("{cycle} 考核結果運用"), format!("{cycle} 考核结果应用"), format!("{cycle} outcomes");
}

impl OutcomeTexts {
    /// The name of a matter.
    #[must_use]
    pub const fn matter(&self, matter: Matter) -> &'static str {
        match matter {
            Matter::Pay => self.pay,
            Matter::Bonus => self.bonus,
            Matter::Promotion => self.promotion,
            Matter::Training => self.training,
        }
    }
}
