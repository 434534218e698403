//! Tasks and review forms.

use super::spaced;

texts! {
    /// Words of tasks and review forms.
    ReviewTexts {
        i_am: "我是", "我是", "I am";
        nobody: "（未選擇）", "（未选择）", "(nobody chosen)";
        i_am_words: "只為方便顯示各人的工作，不是登入，也不提供任何保護。", "仅为方便显示各人的任务，不是登录，也不提供任何保护。", "A convenience to see your own tasks. It is no sign-in and protects nothing.";
        tasks: "我的工作", "我的任务", "My tasks";
        tasks_lede: "輪到誰、該做什麼、什麼時候到期。", "轮到谁、该做什么、何时到期。", "Whose turn it is, what to do, and by when.";
        who: "請選擇您是誰", "请选择您是谁", "Choose who you are";
        who_words: "選擇後會列出該由您完成的自評、提名、評核、簽收與申訴裁決。", "选择后会列出该由您完成的自评、提名、评价、签收和申诉裁决。", "Then your reviews, nominations, approvals, acknowledgements and appeals are listed here.";
        nothing: "目前沒有待辦工作", "目前没有待办任务", "Nothing to do now";
        nothing_words: "輪到您時，工作會出現在這裡。", "轮到您时，任务会出现在这里。", "When it is your turn, it will be listed here.";
        draft: "草稿", "草稿", "Draft";
        do_self: "填寫自評", "填写自评", "Write the self review";
        do_nominate: "提名評核人", "提名评价人", "Nominate reviewers";
        do_answer: "閱讀並簽收考核結果", "阅读并签收考核结果", "Read and acknowledge the result";
        reason: "原因", "原因", "Reason";
        begin: "開始填寫", "开始填写", "Begin";
        go_on: "繼續填寫", "继续填写", "Go on";
        read: "閱讀", "阅读", "Read";
        look: "前往", "前往", "Go there";
        reopen: "重新開啟", "重新打开", "Reopen";
        reopen_words: "評核表會回到草稿，可以更改後再送出；原因會留下紀錄。", "评价表会回到草稿，可以更改后再提交；原因会留下记录。", "The review becomes a draft again and has to be handed in anew. The reason is kept.";
        withdraw: "撤回", "撤回", "Take back";
        withdraw_words: "撤回後這份評核不再計入任何分數；原因會留下紀錄。", "撤回后该评价不再计入任何分数；原因会留下记录。", "The review then counts nowhere. The reason is kept.";
        to_case: "這個人的考核", "此人的考核", "This person’s appraisal";
        closed: "這份評核表不在此顯示", "该评价表不在此显示", "This review is not shown here";
        closed_words: "請先選擇您是誰。評核表只給填寫的人看；自評送出後主管可以看，主管評核在結果公布後本人可以看。", "请先选择您是谁。评价表只给填写人看；自评提交后上级可以看，上级评价在结果公布后本人可以看。", "Choose who you are. A review is shown to its writer; a self review to the manager once it is handed in, and the manager’s to the person once the result is released.";
        closed_anonymous: "同儕、部屬與客戶的評價是匿名的，只有填寫的人自己看得到。", "同事、下级和客户的评价是匿名的，只有填写人自己能看到。", "Reviews by peers, direct reports and customers are anonymous. Only their writers see them.";
        required: "必填", "必填", "Required";
        choose_one: "請選擇一個評分，或「無法評核」。", "请选择一个评分，或“无法评价”。", "Choose a rating, or “cannot judge”.";
        not_applicable: "無法評核", "无法评价", "Cannot judge";
        comment: "說明", "说明", "Comment";
        evidence: "佐證", "佐证", "Evidence";
        evidence_kind: "種類", "种类", "Kind";
        evidence_text: "內容", "内容", "What";
        note: "筆記", "笔记", "Note";
        document: "銷售單號", "销售单号", "Sales document";
        link: "連結", "链接", "Link";
        consent: "這位客戶同意具名", "该客户同意具名", "This customer agrees to be named";
        hand_in: "送出", "提交", "Hand in";
        handed_in: "已送出", "已提交", "Handed in";
        discard: "捨棄草稿", "放弃草稿", "Discard the draft";
        autosaved: "草稿會自動儲存，送出前隨時可以離開。", "草稿会自动保存，提交前随时可以离开。", "Your draft is kept as you go.";
        promise_self: "您的自評會與主管和其他人的評核並列，主管在您送出後看得到。", "您的自评会与上级和其他人的评价并列，上级在您提交后可以看到。", "Your manager sees this once you hand it in. It will stand beside what others say.";
        promise_manager: "結果公布後，本人看得到這份評核。", "结果公布后，本人可以看到该评价。", "The person sees this once the result is released.";
        side: "參考資料", "参考信息", "Beside the form";
        role: "職責", "职责", "Role";
        figures: "本期指標", "本期指标", "Figures of the period";
        own_view: "本人的自評", "本人的自评", "Their own view";
        last_cycle: "上一次考核", "上一次考核", "Last cycle";
        strong: "優點", "优点", "Strengths";
        weak: "待加強", "待加强", "Shortfalls";
        agreed: "約定事項", "约定事项", "Agreed";
        aims: "發展計畫", "发展计划", "Development plan";
    }
    fn work(count: &str): format!("有 {count} 件工作等您完成。"), format!("有 {count} 项任务等您完成。"), format!("{} for you.", super::plural(count, "task"));
    fn work_late(count: &str, late: &str): format!("有 {count} 件工作等您完成，其中 {late} 件已逾期。"), format!("有 {count} 项任务等您完成，其中 {late} 项已逾期。"), format!("{} for you, {late} of them late.", super::plural(count, "task"));
    fn due(day: &str): format!("{day} 到期"), format!("{day} 到期"), format!("Due {day}");
    fn late_since(day: &str): format!("逾期，應於 {day} 完成"), format!("逾期，应于 {day} 完成"), format!("Late, was due {day}");
    fn do_manager(name: &str): format!("以主管身分評核{name}", name = spaced(name)), format!("以上级身份评价{name}", name = spaced(name)), format!("Review {name} as manager");
    fn do_peer(name: &str): format!("以同儕身分評核{name}", name = spaced(name)), format!("以同事身份评价{name}", name = spaced(name)), format!("Review {name} as a peer");
    fn do_report(name: &str): format!("以部屬身分評核{name}", name = spaced(name)), format!("以下级身份评价{name}", name = spaced(name)), format!("Review {name} as a direct report");
    fn do_interview(name: &str): format!("與{name}面談並記錄", name = spaced(name)), format!("与{name}面谈并记录", name = spaced(name)), format!("Interview {name} and keep the record");
    fn do_customer(name: &str, who: &str): format!("請{who}評價{name}", who = spaced(who), name = spaced(name)), format!("请{who}评价{name}", who = spaced(who), name = spaced(name)), format!("Ask {who} to review {name}");
    fn do_approve(name: &str): format!("審核{name}提名的評核人", name = spaced(name)), format!("审核{name}提名的评价人", name = spaced(name)), format!("Approve who reviews {name}");
    fn do_meet(name: &str): format!("安排與{name}的結果面談", name = spaced(name)), format!("安排与{name}的结果面谈", name = spaced(name)), format!("Talk with {name} about the result");
    fn do_decide(name: &str): format!("裁決{name}的申訴", name = spaced(name)), format!("裁决{name}的申诉", name = spaced(name)), format!("Decide the appeal of {name}");
    fn contact_at(contact: &str, company: &str): format!("{contact}（{company}）"), format!("{contact}（{company}）"), format!("{contact} ({company})");
    fn begin_for(contact: &str): format!("請{contact}填寫", contact = spaced(contact)), format!("请{contact}填写", contact = spaced(contact)), format!("Begin for {contact}");
    fn form_of(kind: &str, name: &str): format!("{kind}：{name}"), format!("{kind}：{name}"), format!("{kind} review of {name}");
    fn rating_between(low: &str, high: &str): format!("評分（{low} 至 {high}）"), format!("评分（{low} 至 {high}）"), format!("Rating, {low} to {high}");
    fn promise_anonymous(least: &str): format!("匿名：同一群體至少 {least} 人作答才會顯示，而且只顯示平均與人數，不顯示是誰。這是頁面上的保證：這台裝置上的資料與備份檔仍有每份評價的原始內容。"), format!("匿名：同一群体至少 {least} 人作答才会显示，而且只显示平均值和人数，不显示是谁。这是页面上的保证：此设备上的数据和备份文件中仍有每份评价的原始内容。"), format!("Anonymous: shown only where at least {least} of the group answer, and then as a mean and a count, never who said what. That is what the pages keep: the data on this device and every backup file hold each answer as it was written.");
    fn answered(done: &str, of: &str): format!("已答 {done}/{of}"), format!("已答 {done}/{of}"), format!("{done} of {of} answered");
    fn required_left(count: &str): format!("必填還有 {count} 項"), format!("必填还有 {count} 项"), format!("{count} required left");
    fn submitted_on(day: &str): format!("{day} 送出。"), format!("{day} 提交。"), format!("Handed in on {day}.");
    fn withdrawn_on(day: &str): format!("{day} 撤回，不計入任何分數。"), format!("{day} 撤回，不计入任何分数。"), format!("Taken back on {day}; it counts nowhere.");
    fn reopened_because(day: &str, reason: &str): format!("{day} 重新開啟：{reason}"), format!("{day} 重新打开：{reason}"), format!("Reopened on {day}: {reason}");
    fn first(task: &str): format!("第一件：{task}。"), format!("第一项：{task}。"), format!("First: {task}.");
}
