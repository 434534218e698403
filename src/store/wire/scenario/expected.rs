//! What a scenario expects to come out.

use super::{Filter, Goal, Subject, What, choices, parts, target_level};
use crate::domain::calendar::{Grain, Period};
use crate::domain::target::Level;
use crate::domain::{Date, Decimal};
use crate::store::wire::appraisal::Guideline;
use crate::store::wire::leaf::{Lexical, Text, codes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// One thing that must come out. Numbers are compared at the decimals they are written with; `null` is "absent".
    Expected {
        /// A KPI's value.
        Figure {
            kpi: String,
            subject: Subject,
            period: Text<Period>,
            #[serde(default)]
            filter: Filter,
            value: Option<Text<Decimal>>,
        },
        /// A target, set or derived, and the issues it raises.
        Target {
            kpi: String,
            subject: Subject,
            period: Text<Period>,
            #[serde(default = "target_level")]
            level: Text<Level>,
            value: Option<Text<Decimal>>,
            #[serde(default)]
            issues: Vec<String>,
        },
        /// A person's score.
        Score {
            person: String,
            period: Text<Period>,
            #[serde(default)]
            lines: BTreeMap<String, Option<Text<Decimal>>>,
            score: Option<Text<Decimal>>,
            #[serde(default)]
            grade: Option<String>,
            #[serde(default)]
            issues: Vec<String>,
        },
        /// Parts of a gap, by name.
        Gap {
            kpi: String,
            subject: Subject,
            period: Text<Period>,
            parts: BTreeMap<String, Option<Text<Decimal>>>,
        },
        /// A target adjusted by a signed percent.
        Adjusted { target: Text<Decimal>, percent: Text<Decimal>, value: Text<Decimal> },
        /// A target carried forward: `single`, `growing` or `compounding`.
        Rolled { base: Text<Decimal>, percent: Text<Decimal>, how: String, values: Vec<Text<Decimal>> },
        /// A whole distributed by percentages at so many decimals.
        Distributed {
            whole: Text<Decimal>,
            profile: Vec<Text<Decimal>>,
            places: u32,
            values: Vec<Text<Decimal>>,
        },
        /// A person's statement of a period, as if no run had been closed before. Without a plan's name the first.
        Pay {
            #[serde(default)]
            plan: String,
            person: String,
            period: Text<Period>,
            #[serde(default)]
            total: Option<Text<Decimal>>,
            #[serde(default)]
            lines: Vec<PayLine>,
            #[serde(default)]
            issues: Vec<String>,
        },
        /// A person's pay runs, one after another, each closed before the next. One value per period.
        Runs {
            #[serde(default)]
            plan: String,
            person: String,
            periods: Vec<Text<Period>>,
            #[serde(default)]
            series: BTreeMap<String, Vec<Text<Decimal>>>,
            /// Sum of a component's lines by run.
            #[serde(default)]
            lines: BTreeMap<String, Vec<Text<Decimal>>>,
        },
        /// What a pool comes to and who gets what of it.
        Pool {
            #[serde(default)]
            plan: String,
            component: String,
            period: Text<Period>,
            pool: Text<Decimal>,
            shares: BTreeMap<String, Text<Decimal>>,
        },
        /// What the next deal would bring.
        Deal {
            #[serde(default)]
            plan: String,
            person: String,
            period: Text<Period>,
            day: Text<Date>,
            amount: Text<Decimal>,
            #[serde(default)]
            margin: Option<Text<Decimal>>,
            #[serde(default)]
            product: Option<String>,
            extra: Text<Decimal>,
        },
        /// What a person's statement comes to in a pretended world.
        WhatIf {
            #[serde(default)]
            plan: String,
            person: String,
            period: Text<Period>,
            /// Of whom it is pretended; absent means everybody.
            #[serde(default)]
            whom: Option<String>,
            #[serde(default)]
            attainment: Option<Text<Decimal>>,
            /// Factor on the quotas.
            #[serde(default)]
            quota: Option<Text<Decimal>>,
            /// Amount of one more deal on the last day of the period, and its margin.
            #[serde(default)]
            deal: Option<Text<Decimal>>,
            #[serde(default)]
            margin: Option<Text<Decimal>>,
            total: Text<Decimal>,
        },
        /// A plan that is refused: the code of the fault, and the tier from 1 where a table is at fault.
        Refused {
            #[serde(default)]
            plan: String,
            component: String,
            code: String,
            #[serde(default)]
            tier: Option<usize>,
        },
        /// What the checks of a plan find: names of findings that must be there, and of those that must not.
        Checked {
            #[serde(default)]
            plan: String,
            #[serde(default)]
            found: Vec<String>,
            #[serde(default)]
            absent: Vec<String>,
        },
        /// Whether the shares of an entry of the split table may be used.
        Split { name: String, valid: bool },
        /// The period of a length in which a day lies.
        PeriodOf { day: Text<Date>, grain: Text<Grain>, from: Text<Date>, to: Text<Date> },
        /// Somebody's appraisal after all steps: score and grade, scores by competency, and means by competency and group,
        /// `null` where they are hidden; how many groups' comments are shown.
        Appraisal {
            cycle: String,
            person: String,
            score: Option<Text<Decimal>>,
            #[serde(default)]
            grade: Option<String>,
            #[serde(default)]
            competencies: BTreeMap<String, Option<Text<Decimal>>>,
            #[serde(default)]
            groups: BTreeMap<String, BTreeMap<String, Option<Text<Decimal>>>>,
            #[serde(default)]
            comments: BTreeMap<String, usize>,
            #[serde(default)]
            issues: Vec<String>,
        },
        /// What stands released of somebody's appraisal, and the answer to it: `receipt` and `appeal` by their words.
        Result {
            cycle: String,
            person: String,
            score: Option<Text<Decimal>>,
            #[serde(default)]
            grade: Option<String>,
            #[serde(default)]
            receipt: Option<Text<Receipt>>,
            #[serde(default)]
            appeal: Option<Text<AppealState>>,
        },
        /// All that is proposed for somebody after a cycle with where it stands, in the order of the product; and parts of
        /// what was decided, by name.
        Outcomes {
            cycle: String,
            person: String,
            proposed: Vec<(What, Text<RulingState>)>,
            #[serde(default)]
            parts: BTreeMap<String, Option<Text<Decimal>>>,
        },
        /// The effect of a cycle's proposals on the budgets of raises and bonuses, by name.
        Budget {
            cycle: String,
            #[serde(default)]
            raises: BTreeMap<String, Option<Text<Decimal>>>,
            #[serde(default)]
            bonuses: BTreeMap<String, Option<Text<Decimal>>>,
        },
        /// Feedback about somebody: entries, actions not done, and what should have been done on the as-of date; and the
        /// figures that entries were given on, by KPI.
        FeedbackOn {
            person: String,
            entries: usize,
            #[serde(default)]
            open: usize,
            #[serde(default)]
            late: usize,
            #[serde(default)]
            figures: BTreeMap<String, Option<Text<Decimal>>>,
        },
        /// How far a cycle is: people, and people without a review by group.
        CycleProgress { cycle: String, people: u32, missing: BTreeMap<String, u32> },
        /// What the checks of a standard find: names of findings that must be there, and of those that must not.
        StandardChecked {
            name: String,
            #[serde(default)]
            found: Vec<String>,
            #[serde(default)]
            absent: Vec<String>,
        },
        /// Progress of a tree of goals.
        Progress { goal: Goal, value: Option<Text<Decimal>> },
        /// Head-counts that a guideline allows for so many people by grade, the fewest and most of each line.
        Spread {
            guideline: Guideline,
            grades: Vec<(String, usize)>,
            allowed: Vec<(u32, u32)>,
            #[serde(default)]
            must_total: Option<bool>,
            #[serde(default)]
            blocked: Option<bool>,
        },
        /// The box of the nine-box grid, from 1 to 9.
        NineBox {
            performance: Text<Decimal>,
            potential: Text<Decimal>,
            cuts: (Text<Decimal>, Text<Decimal>),
            value: u8,
        },
    }
}

/// Whether somebody answered to a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "described in docs/plan-format.md")]
pub enum Receipt {
    Waiting,
    Acknowledged,
    Refused,
    Silent,
}

/// What came of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "described in docs/plan-format.md")]
pub enum AppealState {
    None,
    Waiting,
    Kept,
    Corrected,
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "described in docs/plan-format.md")]
pub enum RulingState {
    Open,
    Accepted,
    Changed,
    Declined,
}

codes! {
    Receipt { Waiting = "waiting", Acknowledged = "acknowledged", Refused = "refused", Silent = "silent" }
    AppealState { None = "none", Waiting = "waiting", Kept = "kept", Corrected = "corrected" }
    RulingState { Open = "open", Accepted = "accepted", Changed = "changed", Declined = "declined" }
}

parts! {
    /// One line of an expected statement; the parts are compared by name.
    PayLine {
        component: String,
        #[serde(default)]
        period: Option<Text<Period>>,
        #[serde(default)]
        document: Option<String>,
        #[serde(default)]
        parts: BTreeMap<String, Option<Text<Decimal>>>,
        /// Part, rate and contribution to the blended rate of every tier that earned.
        #[serde(default)]
        tiers: Option<Vec<(Text<Decimal>, Text<Decimal>, Text<Decimal>)>>,
    }
}
