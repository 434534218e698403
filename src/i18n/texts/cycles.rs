//! Appraisal cycles: preparing one, its board, its people.

use super::{plural, spaced};
use crate::state::appraisal::cycles::{Length, Operator};

texts! {
    /// Words of appraisal cycles.
    CycleTexts {
        title: "考核週期", "考核周期", "Appraisal cycles";
        lede: "一次考核從自評到簽收：誰參加、用哪份考核標準、走到哪一步、誰逾期。", "一次考核从自评到签收：谁参加、用哪份考核标准、进行到哪一步、谁逾期。", "One appraisal from self review to acknowledgement: who takes part, by which standard, how far it is, and what is late.";
        none: "還沒有考核週期", "还没有考核周期", "No appraisal cycle yet";
        none_words: "選擇多久考核一次，接著設定對象、考核標準與各階段日期。", "选择多久考核一次，然后设置对象、考核标准和各阶段日期。", "Choose how long a time is appraised, then who takes part, by which standards, and when.";
        add: "新增考核週期", "新建考核周期", "New cycle";
        month: "月考核", "月度考核", "Monthly";
        quarter: "季考核", "季度考核", "Quarterly";
        half_year: "半年考核", "半年度考核", "Half-yearly";
        year: "年度考核", "年度考核", "Yearly";
        custom: "自訂期間", "自定义期间", "Custom";
        length_word: "類型", "类型", "Kind";
        state: "階段", "阶段", "Phase";
        people: "人數", "人数", "People";
        late: "逾期", "逾期", "Late";
        name: "名稱", "名称", "Name";
        setup_lede: "開始之前什麼都可以改。開始後會凍結考核標準，並為每個人建立考核。", "开始之前什么都可以改。开始后会冻结考核标准，并为每个人创建考核。", "Everything can change until the cycle opens. Opening freezes the standards and makes an appraisal for everybody meant.";
        open: "開始考核", "开始考核", "Open the cycle";
        can_open: "可以開始考核。", "可以开始考核。", "The cycle can be opened.";
        cannot_open: "還不能開始：", "还不能开始：", "It cannot be opened yet:";
        first_day: "開始日", "开始日期", "First day";
        last_day: "結束日", "结束日期", "Last day";
        population: "考核對象", "考核对象", "Who takes part";
        hired_by: "到職日不晚於", "入职日期不晚于", "Hired by";
        reference_day: "認定日", "认定日期", "Reference day";
        reference_hint: "以這一天的在職、團隊與職務為準；留空表示期間最後一天。", "以当天的在职、团队和岗位为准；留空表示期间最后一天。", "Employment, team and role are those of this day; left empty, of the period’s last day.";
        standards: "考核標準", "考核标准", "Standards";
        standards_words: "每個人適用指定得最具體的一份：人員優先，其次團隊、職務、所有人。", "每个人适用指定得最具体的一份：人员优先，其次团队、岗位、所有人。", "Each person gets the one assigned most specifically: person, then team, role, everybody.";
        no_standards: "還沒有考核標準，請先建立並發布。", "还没有考核标准，请先创建并发布。", "There is no standard yet. Create and publish one first.";
        phases: "階段", "阶段", "Phases";
        phases_words: "不需要的階段可以取消；公布結果一定要有。逾期完成的仍然算數。", "不需要的阶段可以取消；公布结果必须保留。逾期完成的仍然有效。", "Leave out what is not needed; results are always shared. Late work still counts.";
        begin: "從哪天開始", "从哪天开始", "Begin on";
        days_each: "各階段天數", "各阶段天数", "Days each";
        refill: "重新排定日期", "重新排定日期", "Set the dates anew";
        formed: "由其他週期的結果組成", "由其他周期的结果组成", "Formed from other cycles";
        formed_words: "例如年度分數由四季的結果加權而成。填了權重就不再另外評核。", "例如年度得分由四个季度的结果加权而成。填写权重后不再另行评价。", "A yearly score may be the weighted quarters. A cycle with weights here has no reviews of its own.";
        doubts: "開始前請確認是否公平：", "开始前请确认是否公平：", "Before opening, see whether this is fair:";
        leave_out: "排除", "排除", "Leave out";
        left_out: "已排除：", "已排除：", "Left out:";
        no_standard: "沒有適用的標準", "没有适用的标准", "No standard fits";
        no_manager: "沒有主管", "没有上级", "No manager";
        more: "更多", "更多", "More";
        change_dates: "更改日期", "更改日期", "Change the days";
        enrol: "加入人員", "加入人员", "Add somebody";
        back: "退回上一階段", "退回上一阶段", "Back to the phase before";
        back_words: "退回後可以再補做；理由會留在紀錄裡。校準開始後，匿名評價仍然不能更改。", "退回后可以补做；理由会留在记录中。校准开始后，匿名评价仍然不能更改。", "Work can be done again then. The reason is kept. Anonymous reviews stay as they are once calibration has begun.";
        close: "結束考核", "结束考核", "Close the cycle";
        close_words: "結束後什麼都不能再更改；過了期限仍未簽收的人，會記為逾期未簽收。", "结束后什么都不能再更改；过期仍未签收的人会记为逾期未签收。", "Nothing changes after that. People who did not acknowledge in time are recorded as having given no answer.";
        seal_words: "從校準開始，匿名評價不能再新增或更改，人數足夠的群體才會計入。", "从校准开始，匿名评价不能再新增或更改，人数足够的群体才会计入。", "From calibration on, anonymous reviews can no longer be added or changed. Only groups with enough answers count.";
        release_all: "公布全部結果", "公布全部结果", "Release all results";
        is_closed: "考核已結束，內容不能再更改。", "考核已结束，内容不能再更改。", "This cycle is closed; nothing changes any more.";
        frozen: "已有評核表，考核方法已凍結，不能再更改。", "已有评价表，考核方法已冻结，不能再更改。", "Reviews exist, so the method is frozen.";
        not_frozen: "還沒有評核表，考核方法仍可更改；第一份評核表開始後就會凍結。", "还没有评价表，考核方法仍可更改；第一份评价表开始后就会冻结。", "No review exists yet, so the method can still change. The first review freezes it.";
        sealed: "校準已開始，匿名評價不能再更改。", "校准已开始，匿名评价不能再更改。", "Calibration has begun: anonymous reviews can no longer change.";
        board: "進度", "进度", "Who is where";
        show: "顯示", "显示", "Show";
        result: "結果", "结果", "Result";
        next: "接下來", "接下来", "What is next";
        nobody_yet: "尚無評核人", "尚无评价人", "nobody yet";
        is_in: "已交", "已交", "in";
        is_open: "未交", "未交", "open";
        nothing_now: "目前沒有待辦", "目前没有待办", "nothing now";
        appealing: "申訴中", "申诉中", "Appeal";
        released: "已公布", "已公布", "Released";
        acknowledged: "已簽收", "已签收", "Acknowledged";
        refused: "拒絕簽收", "拒绝签收", "Refused";
        silent: "逾期未簽收", "逾期未签收", "No answer";
        log: "階段紀錄", "阶段记录", "Steps taken";
        take_out: "移出這次考核", "移出本次考核", "Take out of the cycle";
        reviews: "評核表", "评价表", "Reviews";
        reviews_words: "匿名群體只顯示份數。要填寫或重新開啟自己的評核表，請先選擇您是誰；未選擇時視為考核承辦人。", "匿名群体只显示份数。要填写或重新打开自己的评价表，请先选择您是谁；未选择时视为考核组织者。", "Anonymous groups show counts only. To write or reopen a review of your own, say who you are; with nobody chosen you act as the organiser of the cycle.";
        manager: "由誰以主管身分評核", "由谁以上级身份评价", "Who reviews as manager";
        manager_words: "不能是本人，也不能是已提名的評核人。", "不能是本人，也不能是已提名的评价人。", "Not the person themselves, and nobody nominated as a rater.";
        raters: "評核人", "评价人", "Raters";
        raters_words: "由本人提名、主管審核；審核通過的人才能評核。", "由本人提名、上级审核；审核通过的人才能评价。", "Nominated by the person and approved by the manager. Only approved raters can review.";
        no_raters: "還沒有人被提名。", "还没有人被提名。", "Nobody is nominated yet.";
        proposed: "待審核", "待审核", "Nominated";
        approved: "已通過", "已通过", "Approved";
        declined: "未通過", "未通过", "Declined";
        approve: "通過", "通过", "Approve";
        decline: "不通過", "不通过", "Decline";
        group: "身分", "身份", "As";
        contact: "聯絡人姓名", "联系人姓名", "Contact’s name";
        propose: "提名", "提名", "Nominate";
        alone: "單獨計算", "单独计算", "By itself";
        merging: "人數太少的群體", "人数太少的群体", "Groups that are too small";
        guideline: "等第分布", "强制分布", "Distribution guideline";
        guideline_words: "各等第允許的人數比例；校準時會即時對照。", "各等级允许的人数比例；校准时会实时对照。", "How many people, in percent, may have which grades. Calibration shows it live.";
        use_guideline: "使用等第分布", "使用强制分布", "Use a guideline";
        guideline_grades: "等第", "等级", "Grades";
        guideline_operator: "條件", "条件", "Condition";
        guideline_share: "比例", "比例", "Share";
        guideline_to: "到", "到", "to";
        add_line: "新增一列", "新增一行", "Add a line";
        op_exactly: "＝ 剛好", "＝ 正好", "= exactly";
        op_below: "＜ 少於", "＜ 少于", "< fewer than";
        op_at_most: "≤ 最多", "≤ 最多", "≤ at most";
        op_above: "＞ 多於", "＞ 多于", "> more than";
        op_at_least: "≥ 至少", "≥ 至少", "≥ at least";
        op_between: "範圍", "范围", "from … to";
        enforce: "不符合時", "不符合时", "Where it is not met";
        enforce_warn: "提醒", "提醒", "Warn";
        enforce_block: "不能結束校準", "不能结束校准", "Keep calibration from ending";
        least: "從幾人起適用", "从几人起适用", "From how many people on";
        nine_box: "九宮格的切點", "九宫格的切点", "Cuts of the 9-box";
        nine_box_words: "剛好等於切點時，算在較低的一格。", "正好等于切点时，计入较低的一格。", "A value equal to a cut belongs to the lower box.";
        use_boxes: "使用九宮格", "使用九宫格", "Use the 9-box";
        performance_low: "績效：低與中之間", "绩效：低与中之间", "Performance: low to middle";
        performance_high: "績效：中與高之間", "绩效：中与高之间", "Performance: middle to high";
        potential_low: "潛力：低與中之間", "潜力：低与中之间", "Potential: low to middle";
        potential_high: "潛力：中與高之間", "潜力：中与高之间", "Potential: middle to high";
        change_guideline: "等第分布與九宮格", "强制分布与九宫格", "Guideline and 9-box";
        set_aside: "擱置草稿", "搁置草稿", "Set drafts aside";
        set_aside_words: "擱置的草稿視為撤回，內容保留，不計入。", "搁置的草稿视为撤回，内容保留，不计入。", "Drafts set aside count as taken back: what was written stays, and counts nowhere.";
        formed_from: "由以下週期的結果組成，不另外評核。", "由以下周期的结果组成，不另行评价。", "Formed from the results of other cycles; nobody reviews here.";
        not_released: "尚未公布", "尚未公布", "not released";
        return_it: "退回修改", "退回修改", "Return for changes";
        return_words: "評核表會重新開啟，由填寫的人修改後再送出。", "评价表会重新打开，由填写人修改后再提交。", "The review is opened again, for its writer to change and hand in.";
        merging_words: "人數不足的匿名群體不會顯示也不計入；可以在校準前併入另一個匿名群體。", "人数不足的匿名群体不会显示也不计入；可以在校准前并入另一个匿名群体。", "An anonymous group below its minimum is neither shown nor counted. Before calibration it can be counted together with another.";
    }
    fn days(from: &str, to: &str): format!("{from}–{to}"), format!("{from}–{to}"), format!("{from} – {to}");
    fn named(period: &str): format!("{period}考核"), format!("{period}考核"), format!("Appraisal {period}");
    fn draft_standard(name: &str): format!("{name}（尚未發布）"), format!("{name}（尚未发布）"), format!("{name} (not published)");
    fn formed_total(total: &str): format!("合計 {total}%，必須是 100%。"), format!("合计 {total}%，必须是 100%。"), format!("{total}% in all; it must be 100%.");
    fn phase_from(phase: &str): format!("{phase}：開始"), format!("{phase}：开始"), format!("{phase}: from");
    fn phase_to(phase: &str): format!("{phase}：結束"), format!("{phase}：结束"), format!("{phase}: to");
    fn doubt(what: &str, kpi: &str): format!("{what}（{kpi}）"), format!("{what}（{kpi}）"), format!("{what} ({kpi})");
    fn taking_part(count: &str): format!("參加的 {count} 人"), format!("参加的 {count} 人"), if count == "1" { "1 person takes part".to_owned() } else { format!("{count} people take part") };
    fn clash(cycle: &str): format!("已在「{cycle}」中"), format!("已在“{cycle}”中"), format!("Already in {cycle}");
    fn take_back(name: &str): format!("重新納入{}", spaced(name)), format!("重新纳入{}", spaced(name)), format!("Take {name} back in");
    fn go_on(phase: &str): format!("進入「{phase}」"), format!("进入“{phase}”"), format!("Go on to {}", phase.to_lowercase());
    fn missing_go(count: &str): format!("還有 {count} 份評核未交。進入下一階段後仍可補交。"), format!("还有 {count} 份评价未交。进入下一阶段后仍可补交。"), format!("{} missing. They can still be handed in later.", if count == "1" { "1 review is".to_owned() } else { format!("{count} reviews are") });
    fn missing_seal(count: &str): format!("還有 {count} 份評核未交。匿名評價進入校準後不能再補交。"), format!("还有 {count} 份评价未交。匿名评价进入校准后不能再补交。"), format!("{} missing. Anonymous ones cannot be handed in any more.", if count == "1" { "1 review is".to_owned() } else { format!("{count} reviews are") });
    fn phase_until(phase: &str, day: &str): format!("目前是「{phase}」，到 {day} 為止"), format!("目前是“{phase}”，到 {day} 为止"), format!("{phase} until {day}");
    fn phase_over(phase: &str, day: &str): format!("「{phase}」應於 {day} 完成"), format!("“{phase}”应于 {day} 完成"), format!("{phase} was to end on {day}");
    fn reviews_in(done: &str, of: &str): format!("應交 {of} 份評核，已交 {done} 份"), format!("应交 {of} 份评价，已交 {done} 份"), format!("{done} of {of} reviews are in");
    fn released_of(done: &str, of: &str): format!("{of} 人中 {done} 人的結果已公布"), format!("{of} 人中 {done} 人的结果已公布"), format!("{done} of {of} results are released");
    fn people_late(count: &str): format!("{count} 人有逾期工作"), format!("{count} 人有逾期任务"), if count == "1" { "1 person has late work".to_owned() } else { format!("{count} people have late work") };
    fn sentence(head: &str, work: &str, late: &str):
        if late.is_empty() { format!("{head}；{work}。") } else { format!("{head}；{work}，{late}。") },
        if late.is_empty() { format!("{head}；{work}。") } else { format!("{head}；{work}，{late}。") },
        if late.is_empty() { format!("{head}; {work}.") } else { format!("{head}; {work}, and {late}.") };
    fn standard_version(name: &str, version: &str): format!("{name}第 {version} 版"), format!("{name}第 {version} 版"), format!("{name}, version {version}");
    fn show_all(count: &str): format!("全部 {count} 人"), format!("全部 {count} 人"), format!("All {count}");
    fn show_late(count: &str): format!("逾期 {count} 人"), format!("逾期 {count} 人"), format!("Late {count}");
    fn show_open(count: &str): format!("待辦 {count} 人"), format!("待办 {count} 人"), format!("With work {count}");
    fn part(done: &str, of: &str): format!("{done}/{of}"), format!("{done}/{of}"), format!("{done} of {of}");
    fn who_does(who: &str, what: &str): format!("{who}：{what}"), format!("{who}：{what}"), format!("{who}: {what}");
    fn merge(group: &str): format!("「{group}」計入"), format!("“{group}”计入"), format!("{group} count");
    fn guideline_total(total: &str): format!("每個等第各有一個確切比例：合計 {total}%，必須是 100%。"), format!("每个等级各有一个确切比例：合计 {total}%，必须是 100%。"), format!("Every grade has one exact share: {total}% in all; it must be 100%.");
    fn line_label(what: &str, number: &str): format!("第 {number} 列：{what}"), format!("第 {number} 行：{what}"), format!("Line {number}: {}", what.to_lowercase());
    fn remove_line(number: &str): format!("刪除第 {number} 列"), format!("删除第 {number} 行"), format!("Remove line {number}");
    fn lacks_raters(count: &str): format!("缺 {count} 位評核人"), format!("缺 {count} 位评价人"), format!("{} lacking", plural(count, "rater"));
    fn short_of_raters(names: &str): format!("評核人不足，匿名評價將不會顯示也不計入：{names}。"), format!("评价人不足，匿名评价将不会显示也不计入：{names}。"), format!("Too few raters, so that anonymous reviews will be neither shown nor counted: {names}.");
    fn without_manager(names: &str): format!("沒有主管可以評核：{names}。請在個人頁指定。"), format!("没有上级可以评价：{names}。请在个人页指定。"), format!("Nobody reviews as manager: {names}. Name somebody on the person’s page.");
    fn drafts_left(count: &str): format!("還有 {count} 份草稿沒有送出，進入這個階段前必須送出或擱置。"), format!("还有 {count} 份草稿未提交，进入该阶段前必须提交或搁置。"), format!("{} begun and not handed in. Before this phase they have to be handed in or set aside.", if count == "1" { "1 review is".to_owned() } else { format!("{count} reviews are") });
    fn set_aside_done(count: &str): format!("已擱置 {count} 份草稿"), format!("已搁置 {count} 份草稿"), format!("{} set aside", plural(count, "draft"));
    fn scores_ready(done: &str, of: &str): format!("{of} 人中 {done} 人已有可組成的分數"), format!("{of} 人中 {done} 人已有可组成的得分"), format!("{done} of {of} people have scores to be formed from");
    fn reopened_by(day: &str, who: &str, reason: &str): format!("{day} {who}重新開啟或撤回：{reason}", who = spaced(who)), format!("{day} {who}重新打开或撤回：{reason}", who = spaced(who)), format!("{day}, opened again or taken back by {who}: {reason}");
    fn too_few(group: &str, have: &str, need: &str): format!("{group}只有 {have} 人，至少要 {need} 人作答才會顯示與計入。"), format!("{group}只有 {have} 人，至少要 {need} 人作答才会显示和计入。"), format!("{group}: {have} approved, but the group is shown and counted only from {}.", plural(need, "answer"));
}

impl CycleTexts {
    /// The words of an operator of a guideline.
    #[must_use]
    pub const fn operator(&self, operator: Operator) -> &'static str {
        match operator {
            Operator::Exactly => self.op_exactly,
            Operator::Below => self.op_below,
            Operator::AtMost => self.op_at_most,
            Operator::Above => self.op_above,
            Operator::AtLeast => self.op_at_least,
            Operator::Between => self.op_between,
        }
    }

    /// The name of a kind of cycle.
    #[must_use]
    pub const fn length(&self, length: Length) -> &'static str {
        match length {
            Length::Month => self.month,
            Length::Quarter => self.quarter,
            Length::HalfYear => self.half_year,
            Length::Year => self.year,
            Length::Custom => self.custom,
        }
    }
}
