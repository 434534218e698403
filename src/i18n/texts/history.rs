//! What steps are called, and the page that lists them.

use super::plural;
use crate::domain::history::{Label, LabelCode, Step};
use crate::i18n::Format;

texts! {
    /// Names of steps and words of the history page.
    HistoryTexts {
        lede: "每一步都可以復原，重新載入頁面之後也可以；只有校準開始這一步不能。", "每一步都可以撤销，重新加载页面后也可以；只有校准开始这一步不能。", "Every step can be undone, even after a reload. Only what calibration has sealed stays.";
        empty: "還沒有任何操作。", "还没有任何操作。", "Nothing has been done yet.";
        empty_words: "您新增、編輯、匯入的每一步都會列在這裡。", "您新增、编辑、导入的每一步都会列在这里。", "Whatever you add, edit or import is listed here.";
        beginning: "最初的狀態", "最初的状态", "The beginning";
        now: "目前狀態", "当前状态", "As it is now";
        undone: "已復原", "已撤销", "Undone";
        back_to_here: "回到這一步", "回到这一步", "Go back to here";
        forward_to_here: "重做到這一步", "重做到这一步", "Redo up to here";
        sample: "建立範例公司", "创建示例公司", "Create the sample company";
        settings: "變更設定", "更改设置", "Change settings";
        one: "一筆資料", "一条数据", "one entry";
    }
    fn import(name: &str, count: &str): format!("匯入「{name}」：{count} 筆"), format!("导入“{name}”：{count} 条"), format!("Import {name}: {}", plural(count, "row"));
    fn add(what: &str): format!("新增{what}"), format!("新增{what}"), format!("Add {what}");
    fn edit(what: &str): format!("編輯{what}"), format!("编辑{what}"), format!("Edit {what}");
    fn add_and_edit(added: &str, edited: &str): format!("新增 {added} 筆、編輯 {edited} 筆資料"), format!("新增 {added} 条、编辑 {edited} 条数据"), format!("Add {added} and edit {}", if edited == "1" { "1 entry".to_owned() } else { format!("{edited} entries") });
    fn remove(what: &str): format!("刪除{what}"), format!("删除{what}"), format!("Remove {what}");
    fn merge(what: &str): format!("合併{what}"), format!("合并{what}"), format!("Merge {what}");
    fn targets(count: &str): format!("設定 {count} 個目標值"), format!("设置 {count} 个目标值"), format!("Set {}", plural(count, "target"));
    fn rate(name: &str): format!("調整「{name}」的比率"), format!("调整“{name}”的比例"), format!("Change the rate of {name}");
    fn publish(name: &str, number: &str): format!("發布「{name}」第 {number} 版"), format!("发布“{name}”第 {number} 版"), format!("Publish version {number} of {name}");
    fn acknowledge(name: &str, count: &str): format!("記錄 {count} 人簽收「{name}」"), format!("记录 {count} 人签收“{name}”"), format!("Record that {} acknowledged {name}", if count == "1" { "1 person".to_owned() } else { format!("{count} people") });
    fn agree(name: &str, count: &str): format!("記錄 {count} 人同意「{name}」追溯生效"), format!("记录 {count} 人同意“{name}”追溯生效"), format!("Record that {} agreed to {name} reaching back", if count == "1" { "1 person".to_owned() } else { format!("{count} people") });
    fn close_run(name: &str, count: &str): format!("結算「{name}」：{count} 份獎金明細"), format!("结算“{name}”：{count} 份奖金明细"), format!("Close a pay run of {name}: {}", plural(count, "statement"));
    fn adjust(name: &str): format!("調整{name}的獎金"), format!("调整{name}的奖金"), format!("Adjusted the pay of {name}");
    fn dispute(name: &str): format!("{name}對獎金明細提出異議"), format!("{name}对奖金明细提出异议"), format!("Dispute of {name}");
    fn award(name: &str): format!("決定{name}的獎勵"), format!("决定{name}的奖励"), format!("Decide the reward of {name}");
    fn answer(name: &str): format!("回覆{name}的異議"), format!("答复{name}的异议"), format!("Answer the dispute of {name}");
    fn appraise(what: &str): format!("考核：{what}"), format!("考核：{what}"), format!("Appraisal: {what}");
    fn named(name: &str): format!("「{name}」"), format!("“{name}”"), format!("“{name}”");
    fn entries(count: &str): format!(" {count} 筆資料"), format!(" {count} 条数据"), format!("{count} entries");
}

impl HistoryTexts {
    /// The sentence of a step. Where some entries are new and others are not, it tells both.
    #[must_use]
    pub fn step(&self, step: &Step) -> String {
        let changed = step.changes.summary();
        let added: usize = changed.iter().map(|(_, n)| n.added).sum();
        let edited: usize = changed.iter().map(|(_, n)| n.updated).sum();
        if step.label.code != LabelCode::Edit || added == 0 || edited == 0 {
            return self.label(&step.label);
        }
        let count = |n: usize| Format::new(self.lang).whole(i64::try_from(n).unwrap_or(i64::MAX));
        self.add_and_edit(&count(added), &count(edited))
    }

    /// The sentence of a label.
    #[must_use]
    pub fn label(&self, label: &Label) -> String {
        let count = Format::new(self.lang).whole(i64::try_from(label.count).unwrap_or(i64::MAX));
        let what = match (label.name.as_str(), label.count) {
            ("", 0 | 1) => self.one.to_owned(),
            (name, 0 | 1) => self.named(name),
            _ => self.entries(&count),
        };
        match label.code {
            LabelCode::Sample => self.sample.to_owned(),
            LabelCode::Import => self.import(&label.name, &count),
            LabelCode::Add => self.add(&what),
            LabelCode::Edit => self.edit(&what),
            LabelCode::Remove => self.remove(&what),
            LabelCode::Merge => self.merge(&what),
            LabelCode::Settings => self.settings.to_owned(),
            LabelCode::Targets => self.targets(&count),
            LabelCode::Rate => self.rate(&label.name),
            LabelCode::Publish => self.publish(&label.name, &count),
            LabelCode::Acknowledge => self.acknowledge(&label.name, &count),
            LabelCode::Agree => self.agree(&label.name, &count),
            LabelCode::CloseRun => self.close_run(&label.name, &count),
            LabelCode::Dispute => self.dispute(&label.name),
            LabelCode::Answer => self.answer(&label.name),
            LabelCode::Adjust => self.adjust(&label.name),
            LabelCode::Award => self.award(&label.name),
            LabelCode::Appraise => self.appraise(&what),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_adds_and_edits_says_both() {
        use crate::domain::Changes;
        use crate::domain::catalogue::Channel;
        use crate::domain::dataset::Change;
        use crate::domain::id::{ChannelId, Uuid};
        use std::sync::Arc;
        let channel = |n: u128, name: &str| Channel {
            id: ChannelId(Uuid::from_u128(n)),
            name: name.into(),
            aliases: vec![],
            codes: vec![],
        };
        let edited = Change::update(&Arc::new(channel(1, "A")), channel(1, "B"));
        let added = || vec![Change::add(channel(2, "C")), Change::add(channel(3, "D"))];
        let step = |code, count, channels| Step {
            label: Label::new(code, "B".into(), count),
            at: 0,
            changes: Changes { channels, ..Changes::default() },
        };
        let both = step(LabelCode::Edit, 3, [vec![edited.clone()], added()].concat());
        assert_eq!(HistoryTexts::EN.step(&both), "Add 2 and edit 1 entry");
        assert_eq!(HistoryTexts::ZH_HANT.step(&both), "新增 2 筆、編輯 1 筆資料");
        assert_eq!(HistoryTexts::EN.step(&step(LabelCode::Add, 2, added())), "Add 2 entries");
        assert_eq!(HistoryTexts::EN.step(&step(LabelCode::Edit, 1, vec![edited])), "Edit “B”");
    }

    #[test]
    fn steps_read_as_sentences() {
        let label = |code, name: &str, count| Label::new(code, name.into(), count);
        let cases = [
            (
                label(LabelCode::Import, "sales.csv", 2155),
                "匯入「sales.csv」：2,155 筆",
                "Import sales.csv: 2,155 rows",
            ),
            (label(LabelCode::Edit, "東區", 1), "編輯「東區」", "Edit “東區”"),
            (label(LabelCode::Remove, "", 12), "刪除 12 筆資料", "Remove 12 entries"),
            (label(LabelCode::Targets, "", 1), "設定 1 個目標值", "Set 1 target"),
        ];
        for (label, hant, en) in cases {
            assert_eq!(HistoryTexts::ZH_HANT.label(&label), hant);
            assert_eq!(HistoryTexts::EN.label(&label), en);
        }
    }
}
