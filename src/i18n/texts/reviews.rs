//! Tasks, cycles and review forms.

use super::spaced;

texts! {
    /// Words of tasks, cycles and review forms.
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
        do_self: "填寫自評", "填写自评", "Write your self review";
        do_nominate: "提名評核您的人", "提名评价您的人", "Nominate who reviews you";
        do_answer: "閱讀並簽收您的考核結果", "阅读并签收您的考核结果", "Read and acknowledge your result";
    }
    fn waiting(count: &str): format!("有 {count} 件工作等您完成。"), format!("有 {count} 项任务等您完成。"), format!("{} for you.", super::plural(count, "task"));
    fn waiting_late(count: &str, late: &str): format!("有 {count} 件工作等您完成，其中 {late} 件已逾期。"), format!("有 {count} 项任务等您完成，其中 {late} 项已逾期。"), format!("{} for you, {late} of them late.", super::plural(count, "task"));
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
}
