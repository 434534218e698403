//! Feedback between appraisals.

use super::plural;
use crate::domain::appraisal::FeedbackKind;

texts! {
    /// Words of feedback.
    FeedbackTexts {
        title: "回饋", "反馈", "Feedback";
        lede: "定期回饋、肯定與輔導，連同當天的數字和約定事項一起留下；只有本人、給回饋的人與主管看得到。", "定期反馈、认可与辅导，连同当天的数字和约定事项一并留存；只有本人、给出反馈的人和上级看得到。", "Periodic feedback, recognition and coaching, kept with the figures of the day and what was agreed. Seen by the person, whoever gave it, and the manager.";
        who_words: "選擇後會列出關於您的回饋、您給的回饋，以及您團隊成員的回饋。", "选择后会列出关于您的反馈、您给出的反馈，以及您团队成员的反馈。", "Then feedback about you, by you and about the people you manage is listed here.";
        none: "還沒有回饋", "还没有反馈", "No feedback yet";
        none_words: "給一則回饋，下次考核時會顯示在評核表旁，也可以作為佐證。", "给出一条反馈，下次考核时会显示在评价表旁，也可以作为佐证。", "Give some: the next review shows it beside its form, and ratings can rest on it.";
        everybody: "所有看得到的人", "所有看得到的人", "Everybody you see";
        give: "給回饋", "给出反馈", "Give feedback";
        edit: "編輯回饋", "编辑反馈", "Edit the feedback";
        about: "給誰", "给谁", "To whom";
        kind: "種類", "种类", "Kind";
        feedback: "定期回饋", "定期反馈", "Periodic feedback";
        recognition: "肯定", "认可", "Recognition";
        coaching: "輔導", "辅导", "Coaching";
        words: "內容", "内容", "What you want to say";
        words_hint: "說具體的事：看到什麼、帶來什麼影響、希望怎麼做。", "说具体的事：看到什么、带来什么影响、希望怎么做。", "Be specific: what you saw, what it led to, what you wish for.";
        agreed: "約定事項", "约定事项", "Agreed actions";
        action: "事項", "事项", "Action";
        add_action: "新增事項", "新增事项", "Add an action";
        follow_up: "追蹤日期", "跟进日期", "Follow-up";
        follow_up_hint: "兩個人哪一天再看一次。", "两人哪一天再看一次。", "When the two of you look at it again.";
        followed: "已追蹤", "已跟进", "Followed up";
        late: "逾期", "逾期", "Late";
        figures_words: "下列數字會隨這則回饋凍結，之後不再改變。", "下列数字会随该反馈冻结，之后不再改变。", "These figures are frozen with the feedback and never change.";
        no_figures: "這個人在這個期間沒有指標。", "此人在该期间没有指标。", "There are no figures of this person in the period.";
        remove: "刪除回饋", "删除反馈", "Delete the feedback";
        given: "已儲存回饋", "已保存反馈", "Feedback kept";
        removed: "已刪除回饋", "已删除反馈", "Feedback deleted";
    }
    fn of(name: &str): format!("{name}的回饋", name = super::spaced(name).trim_start()), format!("{name}的反馈", name = super::spaced(name).trim_start()), format!("Feedback to {name}");
    fn by(name: &str, day: &str): format!("{name} · {day}"), format!("{name} · {day}"), format!("{name} · {day}");
    fn finding(entries: &str, open: &str): format!("{entries} 則回饋，{open} 個約定事項待完成。"), format!("{entries} 条反馈，{open} 项约定待完成。"), format!("{entries} {}, {} open.", if entries == "1" { "entry" } else { "entries" }, plural(open, "agreed action"));
    fn is_late(count: &str): format!("{count} 項已逾期。"), format!("{count} 项已逾期。"), format!("{count} late.");
    fn as_of(day: &str): format!("截至 {day} 的數字"), format!("截至 {day} 的数字"), format!("Figures as of {day}");
    fn again(day: &str): format!("追蹤：{day}"), format!("跟进：{day}"), format!("Follow-up on {day}");
    fn followed_on(day: &str): format!("{day} 已追蹤"), format!("{day} 已跟进"), format!("followed up on {day}");
}

impl FeedbackTexts {
    /// The name of a kind.
    #[must_use]
    pub const fn kind_of(&self, kind: FeedbackKind) -> &'static str {
        match kind {
            FeedbackKind::Feedback => self.feedback,
            FeedbackKind::Recognition => self.recognition,
            FeedbackKind::Coaching => self.coaching,
        }
    }
}
