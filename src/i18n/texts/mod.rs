//! The catalogue: one file per area, and in it each text in its three languages side by side.
//!
//! `texts!` makes of an area a struct with one field per text and three constants; sentences that carry figures are
//! methods. Figures arrive formatted. The order everywhere is 繁體中文, 简体中文, English.
//!
//! Invariant: a text that one language lacks does not compile, and a text that nobody reads fails the page's lints: nothing
//! outside the crate can see it.

use super::Lang;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// Declares the texts of an area. Fields first, sentences after them:
///
/// ```text
/// texts! {
///     /// Words of …
///     AreaTexts {
///         undo: "復原", "撤销", "Undo";
///     }
///     fn saved(time: &str): format!("{time} 已儲存"), format!("{time} 已保存"), format!("Saved {time}");
/// }
/// ```
macro_rules! texts {
    (
        $(#[$meta:meta])*
        $name:ident { $($field:ident: $hant:literal, $hans:literal, $en:literal;)* }
        $(fn $sentence:ident($($arg:ident: $ty:ty),* $(,)?): $in_hant:expr, $in_hans:expr, $in_en:expr;)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        #[cfg_attr(not(feature = "ui"), allow(dead_code, reason = "most texts are read by views"))]
        pub struct $name {
            /// The language of these texts.
            pub lang: $crate::i18n::Lang,
            $(#[doc = $en] pub(crate) $field: &'static str,)*
        }
        #[cfg_attr(not(feature = "ui"), allow(dead_code, reason = "most texts are read by views"))]
        impl $name {
            /// 繁體中文.
            pub const ZH_HANT: Self = Self { lang: $crate::i18n::Lang::ZhHant, $($field: $hant,)* };
            /// 简体中文.
            pub const ZH_HANS: Self = Self { lang: $crate::i18n::Lang::ZhHans, $($field: $hans,)* };
            /// English.
            pub const EN: Self = Self { lang: $crate::i18n::Lang::En, $($field: $en,)* };
            $(
                #[doc = stringify!($in_en)]
                #[must_use]
                pub(crate) fn $sentence(&self, $($arg: $ty),*) -> String {
                    match self.lang {
                        $crate::i18n::Lang::ZhHant => $in_hant,
                        $crate::i18n::Lang::ZhHans => $in_hans,
                        $crate::i18n::Lang::En => $in_en,
                    }
                }
            )*
        }
        impl $crate::i18n::texts::Spoken for $name {
            fn of(lang: $crate::i18n::Lang) -> &'static Self {
                match lang {
                    $crate::i18n::Lang::ZhHant => &Self::ZH_HANT,
                    $crate::i18n::Lang::ZhHans => &Self::ZH_HANS,
                    $crate::i18n::Lang::En => &Self::EN,
                }
            }
        }
    };
}

mod appraisal;
mod calibration;
mod changes;
mod chart;
mod common;
mod cycles;
mod data;
mod development;
mod feedback;
mod figure;
mod filter;
mod history;
mod home;
mod import;
mod kpis;
mod library;
mod monitor;
mod outcomes;
mod pay;
mod payroll;
mod plan_checks;
mod plan_terms;
mod plans;
mod problem;
mod prove;
mod results;
mod reviews;
mod scorecards;
mod settings;
mod shell;
mod standards;
mod table;
mod targets;
mod trace;
mod workspaces;

pub use appraisal::AppraisalTexts;
pub use calibration::CalibrationTexts;
pub use changes::ChangeTexts;
pub use chart::ChartTexts;
pub use common::CommonTexts;
pub use cycles::CycleTexts;
pub use data::DataTexts;
pub use development::DevelopmentTexts;
pub use feedback::FeedbackTexts;
pub use figure::FigureTexts;
pub use filter::FilterTexts;
pub use history::HistoryTexts;
pub use home::HomeTexts;
pub use import::ImportTexts;
pub use kpis::KpiTexts;
pub use library::LibraryTexts;
pub use monitor::MonitorTexts;
pub use outcomes::OutcomeTexts;
pub use pay::PayTexts;
pub use payroll::PayrollTexts;
pub use plan_checks::PlanCheckTexts;
pub use plan_terms::PlanTermTexts;
pub use plans::PlanTexts;
pub use problem::ProblemTexts;
pub use prove::ProveTexts;
pub use results::ResultTexts;
pub use reviews::ReviewTexts;
pub use scorecards::ScorecardTexts;
pub use settings::SettingsTexts;
pub use shell::ShellTexts;
pub use standards::StandardTexts;
pub use table::TableTexts;
pub use targets::TargetTexts;
pub use trace::TraceTexts;
pub use workspaces::WorkspaceTexts;

/// The texts of an area in every language.
pub trait Spoken: 'static {
    /// Those of one.
    fn of(lang: Lang) -> &'static Self;
}

/// An area in one language. Its texts are looked up where one is read: so each part of the page's binary brings the
/// words of its own pages, and the first paint waits for no others.
#[derive(Clone, Copy)]
pub struct Area<T>(Lang, PhantomData<T>);

impl<T: Spoken> Deref for Area<T> {
    type Target = T;

    fn deref(&self) -> &T {
        T::of(self.0)
    }
}

impl<T: Spoken + fmt::Debug> fmt::Debug for Area<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::of(self.0).fmt(f)
    }
}

/// Lists the areas once.
macro_rules! catalogue {
    ($($(#[$meta:meta])* $area:ident: $texts:ident,)*) => {
        /// All texts of one language.
        #[derive(Clone, Copy, Debug)]
        pub struct Texts { $($(#[$meta])* pub $area: Area<$texts>,)* }
        impl Texts {
            const fn new(lang: Lang) -> Self {
                Self { $($area: Area(lang, PhantomData),)* }
            }
        }
    };
}

catalogue! {
    /// Words that every page uses.
    common: CommonTexts,
    /// The frame: bar, navigation, palette, shortcuts, first run.
    shell: ShellTexts,
    /// The process map.
    home: HomeTexts,
    /// Tables.
    table: TableTexts,
    /// Charts.
    chart: ChartTexts,
    /// Filters, period and as-of date.
    filter: FilterTexts,
    /// Figures and the calculation behind them.
    figure: FigureTexts,
    /// Names of the ready measures and KPIs.
    library: LibraryTexts,
    /// Names of steps and the history page.
    history: HistoryTexts,
    /// The monitor, scores and lists of records.
    monitor: MonitorTexts,
    /// Appraisal.
    appraisal: AppraisalTexts,
    /// Development plans.
    development: DevelopmentTexts,
    /// Feedback between appraisals.
    feedback: FeedbackTexts,
    /// Results of appraisals.
    results: ResultTexts,
    /// Calibration.
    calibration: CalibrationTexts,
    /// Tasks and review forms.
    reviews: ReviewTexts,
    /// Appraisal cycles.
    cycles: CycleTexts,
    /// What follows from results.
    outcomes: OutcomeTexts,
    /// Appraisal standards.
    standards: StandardTexts,
    /// Calculations.
    trace: TraceTexts,
    /// Incentive pay.
    pay: PayTexts,
    /// Statements and pay runs.
    payroll: PayrollTexts,
    /// Incentive plans.
    plans: PlanTexts,
    /// Checks, words and examples of an incentive plan.
    plan_checks: PlanCheckTexts,
    /// Finer terms of an incentive plan.
    plan_terms: PlanTermTexts,
    /// Replay and simulation.
    prove: ProveTexts,
    /// What is wrong, in words.
    problem: ProblemTexts,
    /// Targets.
    targets: TargetTexts,
    /// KPIs and measures.
    kpis: KpiTexts,
    /// Scorecards.
    scorecards: ScorecardTexts,
    /// Pages of data.
    data: DataTexts,
    /// What a step changed.
    changes: ChangeTexts,
    /// The import wizard.
    import: ImportTexts,
    /// Settings.
    settings: SettingsTexts,
    /// Workspaces, backups and recovery.
    workspaces: WorkspaceTexts,
}

impl Texts {
    /// The texts of `lang`.
    #[must_use]
    pub const fn of(lang: Lang) -> &'static Self {
        const HANT: &Texts = &Texts::new(Lang::ZhHant);
        const HANS: &Texts = &Texts::new(Lang::ZhHans);
        const EN: &Texts = &Texts::new(Lang::En);
        match lang {
            Lang::ZhHant => HANT,
            Lang::ZhHans => HANS,
            Lang::En => EN,
        }
    }
}

/// `1 record`, `2 records`: the English plural of a noun that takes an s. `count` is the formatted figure.
pub(crate) fn plural(count: &str, noun: &str) -> String {
    if count == "1" { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A figure or name inside a Chinese sentence: spaces on those sides where it has Latin letters or digits.
pub(crate) fn spaced(text: &str) -> String {
    let space = |at: Option<char>| if at.is_some_and(latin) { " " } else { "" };
    format!("{}{text}{}", space(text.chars().next()), space(text.chars().next_back()))
}

/// Whether Chinese stands apart from a glyph: a Latin letter, a digit, or a sign that belongs to a figure.
pub(crate) fn latin(glyph: char) -> bool {
    glyph.is_ascii_alphanumeric() || "%−+-$¥€£#".contains(glyph)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_spaces_figures_by_their_own_glyphs() {
        use crate::i18n::Lang;
        let (hant, hans) = (Texts::of(Lang::ZhHant), Texts::of(Lang::ZhHans));
        assert_eq!(hant.payroll.adjusted("陳怡君", "2026 年第 2 季"), "已調整陳怡君 2026 年第 2 季的獎金");
        assert_eq!(
            hant.payroll.finding_paid("陳怡君", "2026 年第 2 季", "NT$1", "NT$2"),
            "陳怡君 2026 年第 2 季實發 NT$1（獎金合計 NT$2）。"
        );
        assert_eq!(hant.payroll.and_above("NT$90 萬"), "NT$90 萬以上");
        assert_eq!(hans.payroll.and_above("120%"), "120% 以上");
        assert_eq!(hant.payroll.range("NT$90 萬", "100%"), "NT$90 萬至 100%");
        assert_eq!(
            hant.pay.up_to_step("NT$12 萬", "80%", "NT$1 萬"),
            "再成交 NT$12 萬就達到 80%，這一筆可多得 NT$1 萬。"
        );
        assert!(
            hant.prove.simulated("NT$63.1 萬", "NT$67 萬", "").contains("會在 NT$63.1 萬與 NT$67 萬之間")
        );
    }

    #[test]
    fn latin_stands_apart_from_chinese() {
        for (given, expected) in [
            ("1.2%", " 1.2% "),
            ("責任額的 1.2%", "責任額的 1.2% "),
            ("129 萬", " 129 萬"),
            ("¥1,200", " ¥1,200 "),
            ("NT$1,200", " NT$1,200 "),
            ("−¥5 万", " −¥5 万"),
            ("陳怡君", "陳怡君"),
            ("", ""),
        ] {
            assert_eq!(spaced(given), expected);
        }
    }

    /// Words of the other side of the strait that slip into a translation, and second words for one thing.
    const FOREIGN_TO_TAIWAN: &str = "數據 默認 保存 導入 導出 設置 搜索 文件夾 鏈接 信息 視頻 打印 撤銷 渠道 菜單 軟件 網絡 屏幕 用戶 \
                                     剪貼板 支持 粘貼 添加 創建 費率 量測項目 模板";
    const FOREIGN_TO_MAINLAND: &str = "资料 预设 储存 汇入 汇出 搜寻 档案 连结 列印 通路 选单 软体 网路 萤幕 使用者 剪贴簿 支援 贴上 复原 范本 \
                                       字元 滑杆 试算表 费率 测量项目 样本量 业绩奖金";

    /// Every text, through the debug form of the whole catalogue.
    fn all(lang: Lang) -> String {
        format!("{:?}", Texts::of(lang))
    }

    #[test]
    fn each_chinese_uses_its_own_words_and_glyphs() {
        let (hant, hans) = (all(Lang::ZhHant), all(Lang::ZhHans));
        for word in FOREIGN_TO_TAIWAN.split_whitespace() {
            assert!(!hant.contains(word), "{word} is not written in Taiwan");
        }
        for word in FOREIGN_TO_MAINLAND.split_whitespace() {
            assert!(!hans.contains(word), "{word} is not written on the mainland");
        }
        for glyph in "這們來時說為對過還應開選項單擊顯確認無資匯檔設儲見圖線標執".chars()
        {
            assert!(!hans.contains(glyph), "{glyph} is traditional");
        }
        for glyph in "这们来时说为对过还应该开选项单击显确认无资汇档设储见图线标执".chars()
        {
            assert!(!hant.contains(glyph), "{glyph} is simplified");
        }
    }

    fn han(glyph: char) -> bool {
        ('\u{4e00}'..='\u{9fff}').contains(&glyph)
    }

    /// Beside a Chinese character stand Chinese marks, and a space before Latin letters and digits: in sentences as in
    /// labels, so the sources are read.
    #[test]
    fn chinese_is_set_with_its_own_marks() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/i18n/texts");
        let mut read = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.ends_with("mod.rs") {
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
                read += 1;
                let glyphs: Vec<char> = line.chars().collect();
                for pair in glyphs.windows(2) {
                    let &[a, b] = pair else { continue };
                    let mark = |c: char| ",;:!?()".contains(c);
                    let bad = (han(a) && (mark(b) || b.is_ascii_alphanumeric()))
                        || (han(b) && (mark(a) || a.is_ascii_alphanumeric()));
                    assert!(!bad, "{a}{b} in {}: {line}", path.display());
                }
                assert!(!line.contains(" （") && !line.contains("） "), "{}: {line}", path.display());
            }
        }
        assert!(read > 500);
    }

    #[test]
    fn every_heading_of_a_template_is_recognised() {
        use crate::files::field::{Kind, words};
        use crate::files::value::text::fold;
        for lang in Lang::ALL {
            for kind in Kind::ALL {
                for field in kind.fields() {
                    let heading = Texts::of(lang).import.field(*field);
                    let known = words(kind, *field);
                    assert!(
                        known.contains(&fold(heading).as_str()),
                        "{lang:?} {kind:?} {field:?}: {heading}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_text_is_empty() {
        for lang in Lang::ALL {
            assert!(!all(lang).contains(": \"\""), "{lang:?}");
        }
    }
}
