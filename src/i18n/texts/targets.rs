//! The page of targets.

use super::plural;
use crate::domain::target::Level;

texts! {
    /// Words of the page of targets.
    TargetTexts {
        lede: "誰要在什麼時候達成多少；沒有直接設定的，由已設定的推算。", "谁要在什么时候完成多少；没有直接设置的，由已设置的推算。", "Who is to reach what, and by when. What is not set is worked out from what is.";
        kpi: "績效指標", "绩效指标", "KPI";
        level: "層級", "级别", "Level";
        target: "基本", "基本", "Target";
        challenge: "挑戰", "挑战", "Challenge";
        stretch: "衝刺", "冲刺", "Stretch";
        year: "年度", "年度", "Year";
        grain: "期間", "期间", "Periods";
        months: "月", "月", "Months";
        quarters: "季", "季度", "Quarters";
        years: "全年", "全年", "Year as a whole";
        subject: "對象", "对象", "For";
        company: "全公司", "全公司", "Company";
        derived: "由其他目標推算", "由其他目标推算", "Worked out from other targets";
        disagree: "與較細的目標合計不一致", "与更细的目标合计不一致", "Disagrees with the finer targets";
        fill: "填入目標…", "填充目标…", "Fill in…";
        fill_title: "填入目標", "填充目标", "Fill in targets";
        fill_for: "填給誰", "填给谁", "For whom";
        everybody: "每個人", "每个人", "Each person";
        each_team: "每個團隊", "每个团队", "Each team";
        method: "方法", "方法", "Method";
        method_spread: "年度總額分配到各期", "年度总额分配到各期", "Spread a year’s total over the periods";
        method_history: "去年同期實績加減百分比", "去年同期实际加减百分比", "Last year’s actual, plus or minus a percentage";
        method_roll: "從第一期逐期推算", "从第一期逐期推算", "Roll the first period forward";
        total_field: "年度總額", "年度总额", "Total of the year";
        by_season: "依去年的淡旺季分配", "按去年的淡旺季分配", "By last year’s seasons";
        percent_field: "調整百分比", "调整百分比", "Change in percent";
        roll_mode: "推算方式", "推算方式", "How it grows";
        roll_single: "各期相同", "各期相同", "One step for all periods";
        roll_growing: "每期加同樣的量", "每期加同样的量", "The same step each period";
        roll_progressive: "逐期複利", "逐期复利", "Compounding";
        preview: "預覽", "预览", "Preview";
        fill_now: "填入", "填充", "Fill in";
        overwrite: "已設定的目標會被取代，可以復原。", "已设置的目标会被替换，可以撤销。", "Targets already set are replaced; you can undo it.";
        no_history: "去年同期沒有實績可以參考。", "去年同期没有实际数据可参考。", "There are no actuals from last year to go by.";
        no_kpis: "先建立績效指標，才能設定目標。", "先创建绩效指标，才能设置目标。", "Targets need a KPI first.";
        not_a_number: "請輸入數字。", "请输入数字。", "Enter a number.";
        derived_only: "灰色數字由其他目標推算；輸入數字即可改為直接設定。", "灰色数字由其他目标推算；输入数字即可改为直接设置。", "Grey figures are worked out from other targets. Type a number over one to set it.";
        year_total: "全年", "全年", "Year";
    }
    fn set_count(count: &str): format!("已設定 {count} 個目標值"), format!("已设置 {count} 个目标值"), format!("{} set", plural(count, "target"));
    fn will_set(count: &str): format!("將設定 {count} 個目標值"), format!("将设置 {count} 个目标值"), format!("{} would be set", plural(count, "target"));
    fn grid_of(kpi: &str, year: &str): format!("{year}「{kpi}」目標值"), format!("{year}“{kpi}”目标值"), format!("Targets for {kpi}, {year}");
}

impl TargetTexts {
    /// The name of a level.
    #[must_use]
    pub const fn level_name(&self, level: Level) -> &'static str {
        match level {
            Level::Target => self.target,
            Level::Challenge => self.challenge,
            Level::Stretch => self.stretch,
        }
    }
}
