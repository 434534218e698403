//! Stored forms of appraisal: standards, cycles, reviews, results, development plans and proposals.

use crate::domain::appraisal::{self, CycleState, Enforce, FeedbackKind, Phase, RaterGroup};
use crate::domain::id::{
    AppraisalId, CompetencyId, CustomerId, CycleId, DevelopmentId, FeedbackId, KpiId, PersonId, ProposalId,
    QuestionId, ReviewId, ScorecardId, StandardId,
};
use crate::domain::scorecard::Absent;
use crate::domain::{Date, Decimal, Period};
use crate::store::wire::entity::records;
use crate::store::wire::leaf::{Lexical, Text, codes, same};
use crate::store::wire::method::{Assigned, GradeBand, Scorecard, choices};
use crate::store::wire::{Stored, WireError};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

same!(
    AppraisalId,
    CompetencyId,
    CycleId,
    DevelopmentId,
    FeedbackId,
    ProposalId,
    QuestionId,
    ReviewId,
    StandardId
);

codes! {
    RaterGroup {
        Oneself = "self", Manager = "manager", Peers = "peers", Reports = "reports", Customers = "customers",
        Interview = "interview",
    }
    Phase {
        Oneself = "self", Nominate = "nominate", Feedback = "feedback", Manager = "manager",
        Calibrate = "calibrate", Share = "share", Acknowledge = "acknowledge",
    }
    Enforce { Warn = "warn", Block = "block" }
    FeedbackKind { Feedback = "feedback", Recognition = "recognition", Coaching = "coaching" }
}

/// Whether a move of a grade has no number: it was stored before moves were counted.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn uncounted(number: &u32) -> bool {
    *number == 0
}

/// `draft`, `closed`, or the phase in which a cycle runs.
impl Lexical for CycleState {
    fn write(&self) -> String {
        match self {
            CycleState::Draft => "draft".to_owned(),
            CycleState::Closed => "closed".to_owned(),
            CycleState::Running(phase) => phase.write(),
        }
    }

    fn read(text: &str) -> Option<Self> {
        match text {
            "draft" => Some(CycleState::Draft),
            "closed" => Some(CycleState::Closed),
            phase => Phase::read(phase).map(CycleState::Running),
        }
    }
}

impl Lexical for DateTime {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|at: &DateTime| at.to_string() == text)
    }

    fn allowed() -> String {
        "a time such as \"2026-01-31T09:30:00\"".to_owned()
    }
}

choices! {
    /// Who writes a review.
    Reviewer of appraisal::Reviewer {
        one Person(PersonId),
        many Customer { customer: CustomerId, contact: String },
    }
    /// An answer to one competency.
    Rating of appraisal::Rating {
        plain Open,
        plain NotApplicable,
        one Given(Text<Decimal>),
    }
    /// What a rating rests on.
    Evidence of appraisal::Evidence {
        one Note(String),
        one Document(String),
        one Link(String),
        one Feedback(FeedbackId),
    }
    /// Where a review stands.
    ReviewState of appraisal::ReviewState {
        plain Draft,
        one Submitted(Text<Date>),
        one Withdrawn(Text<Date>),
    }
    /// Whether a proposed rater may rate.
    NominationState of appraisal::NominationState {
        plain Proposed,
        plain Approved,
        one Declined(String),
    }
    /// Receipt of a result.
    Receipt of appraisal::Receipt {
        plain Waiting,
        many Acknowledged {
            on: Text<Date>, remark: String,
            #[serde(default, skip_serializing_if = "Option::is_none")] by: Option<PersonId>,
        },
        many Refused {
            on: Text<Date>, reason: String,
            #[serde(default, skip_serializing_if = "Option::is_none")] by: Option<PersonId>,
        },
        many Silent { on: Text<Date> },
    }
    /// How many people may have certain grades.
    Bound of appraisal::Bound {
        one Exactly(Text<Decimal>),
        one Below(Text<Decimal>),
        one AtMost(Text<Decimal>),
        one Above(Text<Decimal>),
        one AtLeast(Text<Decimal>),
        many Between { low: Text<Decimal>, high: Text<Decimal> },
    }
    /// What an aim grew from.
    Origin of appraisal::Origin {
        plain Own,
        one Strength(CompetencyId),
        one Shortfall(CompetencyId),
        one Kpi(KpiId),
    }
    /// What is proposed.
    ProposalKind of appraisal::ProposalKind {
        plain Promotion,
        one Bonus(Text<Decimal>),
        one Training(CompetencyId),
        one TrainingKpi(KpiId),
        many Pay { percent: Text<Decimal>, base: Text<Decimal> },
    }
    /// What was decided about a proposal.
    Ruling of appraisal::Ruling {
        plain Open,
        many Accepted { on: Text<Date>, by: Option<PersonId> },
        many Changed { on: Text<Date>, by: Option<PersonId>, value: Text<Decimal>, reason: String },
        many Declined { on: Text<Date>, by: Option<PersonId>, reason: String },
    }
}

records! {
    /// What ratings are given on.
    Scale of appraisal::Scale {
        low: Text<Decimal>, high: Text<Decimal>, step: Text<Decimal>, labels: Vec<ScaleLabel>,
    }
    /// The name of one rating.
    ScaleLabel of appraisal::ScaleLabel { at: Text<Decimal>, label: String }
    /// The KPI part of a standard.
    KpiPart of appraisal::KpiPart { weight: Text<Decimal>, scorecard: ScorecardId }
    /// What a rating looks like in behaviour.
    Anchor of appraisal::Anchor { at: Text<Decimal>, text: String }
    /// A competency.
    Competency of appraisal::Competency {
        id: CompetencyId, name: String, description: String, weight: Text<Decimal>, anchors: Vec<Anchor>,
        asked: Vec<Text<RaterGroup>>, required: bool,
    }
    /// A question answered in words.
    Question of appraisal::Question {
        id: QuestionId, text: String, asked: Vec<Text<RaterGroup>>, required: bool,
    }
    /// One rater group of a standard.
    GroupTerms of appraisal::GroupTerms { group: Text<RaterGroup>, weight: Text<Decimal>, minimum: u32 }
    /// An appraisal standard.
    Standard of appraisal::Standard {
        id: StandardId, name: String, version: u32, published: Option<Text<Date>>, assigned: Vec<Assigned>,
        scale: Scale, full: Text<Decimal>, most: Text<Decimal>, quantitative: Option<KpiPart>,
        qualitative: Text<Decimal>, competencies: Vec<Competency>, questions: Vec<Question>,
        groups: Vec<GroupTerms>, bands: Vec<GradeBand>, places: u32, absent: Text<Absent>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effective: Option<Text<Date>>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        versions: Vec<Method>,
    }
    /// A phase with its days.
    Stage of appraisal::Stage { phase: Text<Phase>, from: Text<Date>, to: Text<Date> }
    /// Who takes part in a cycle.
    Population of appraisal::Population {
        who: Vec<Assigned>, except: Vec<PersonId>, hired_by: Option<Text<Date>>, on: Option<Text<Date>>,
    }
    /// A standard with its scorecard, frozen.
    Method of appraisal::Method { standard: Standard, scorecard: Option<Scorecard> }
    /// An earlier cycle that makes part of a score.
    FormedFrom of appraisal::FormedFrom { cycle: CycleId, weight: Text<Decimal> }
    /// A step of a cycle.
    Turn of appraisal::Turn { on: Text<Date>, to: Text<CycleState>, reason: String }
    /// One line of a guideline.
    GradeShare of appraisal::GradeShare { grades: Vec<String>, bound: Bound }
    /// How grades should be spread.
    Guideline of appraisal::Guideline { lines: Vec<GradeShare>, enforce: Text<Enforce>, least: u32 }
    /// The cuts of the nine boxes.
    NineBox of appraisal::NineBox {
        performance_low: Text<Decimal>, performance_high: Text<Decimal>, potential_low: Text<Decimal>,
        potential_high: Text<Decimal>,
    }
    /// A role's pay range.
    PayRange of appraisal::PayRange { role: String, low: Text<Decimal>, high: Text<Decimal> }
    /// One grade's row of the merit matrix.
    MeritRow of appraisal::MeritRow {
        grade: String, raises: Vec<Option<Text<Decimal>>>, multiplier: Option<Text<Decimal>>,
    }
    /// When somebody is proposed for promotion.
    PromotionRule of appraisal::PromotionRule {
        grades: Vec<String>, cycles: u32, potential: Option<Text<Decimal>>,
    }
    /// When a training need is proposed.
    TrainingRule of appraisal::TrainingRule { competency_below: Text<Decimal>, kpi_below: Text<Decimal> }
    /// What follows from results.
    OutcomeRules of appraisal::OutcomeRules {
        ranges: Vec<PayRange>, positions: Vec<Text<Decimal>>, merit: Vec<MeritRow>,
        promotion: Option<PromotionRule>, training: Option<TrainingRule>,
    }
    /// An appraisal cycle.
    Cycle of appraisal::Cycle {
        id: CycleId, name: String, period: Text<Period>, population: Population, standards: Vec<StandardId>,
        methods: Vec<Method>, stages: Vec<Stage>, state: Text<CycleState>, sealed: bool,
        formed_from: Vec<FormedFrom>, guideline: Option<Guideline>, boxes: Option<NineBox>,
        rules: OutcomeRules,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        funds: Option<Funds>,
        turns: Vec<Turn>,
    }
    /// What is known and allowed for pay.
    Funds of appraisal::Funds {
        base: Vec<(PersonId, Text<Decimal>)>, bonus: Vec<(PersonId, Text<Decimal>)>,
        raises: Option<Text<Decimal>>, bonuses: Option<Text<Decimal>>,
    }
    /// The answer to one competency.
    Answer of appraisal::Answer {
        competency: CompetencyId, rating: Rating, comment: String, evidence: Vec<Evidence>,
    }
    /// The answer to one question.
    Reply of appraisal::Reply { question: QuestionId, text: String }
    /// A review opened again or taken back.
    Reopening of appraisal::Reopening { on: Text<Date>, by: Option<PersonId>, reason: String }
    /// A review.
    Review of appraisal::Review {
        id: ReviewId, appraisal: AppraisalId, group: Text<RaterGroup>, by: Reviewer, consent: bool,
        answers: Vec<Answer>, replies: Vec<Reply>, state: ReviewState, reopened: Vec<Reopening>,
    }
    /// A proposed rater.
    Nomination of appraisal::Nomination {
        reviewer: Reviewer, group: Text<RaterGroup>, state: NominationState,
    }
    /// A group counted together with another.
    Merge of appraisal::Merge { from: Text<RaterGroup>, into: Text<RaterGroup> }
    /// A grade moved.
    Adjustment of appraisal::Adjustment {
        on: Text<Date>, by: Option<PersonId>, from: Option<String>, to: String, reason: String,
        #[serde(default, skip_serializing_if = "uncounted")]
        number: u32,
    }
    /// One KPI of a result.
    KpiResult of appraisal::KpiResult {
        kpi: KpiId, weight: Text<Decimal>, actual: Option<Text<Decimal>>, target: Option<Text<Decimal>>,
        score: Option<Text<Decimal>>,
    }
    /// What a rater group says about a competency.
    GroupResult of appraisal::GroupResult {
        groups: Vec<Text<RaterGroup>>, weight: Text<Decimal>, count: u32, mean: Text<Decimal>,
    }
    /// One competency of a result.
    CompetencyResult of appraisal::CompetencyResult {
        competency: CompetencyId, weight: Text<Decimal>, score: Option<Text<Decimal>>,
        groups: Vec<GroupResult>,
    }
    /// An earlier cycle of a result that is formed from several.
    FormedResult of appraisal::FormedResult {
        cycle: CycleId, weight: Text<Decimal>, score: Option<Text<Decimal>>, grade: Option<String>,
    }
    /// A result.
    ResultSheet of appraisal::ResultSheet {
        score: Option<Text<Decimal>>, computed_grade: Option<String>, grade: Option<String>,
        quantitative: Option<Text<Decimal>>, qualitative: Option<Text<Decimal>>, kpis: Vec<KpiResult>,
        competencies: Vec<CompetencyResult>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        formed: Vec<FormedResult>,
    }
    /// What was released.
    Released of appraisal::Released { on: Text<Date>, sheet: ResultSheet }
    /// The talk about a result.
    Meeting of appraisal::Meeting {
        at: Text<DateTime>, minutes: u32, place: String, notes: String, agreed: Vec<String>,
    }
    /// What came of an appeal.
    Decision of appraisal::Decision {
        on: Text<Date>, by: Option<PersonId>, grade: Option<String>, reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<Corrected>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        document: String,
    }
    /// A score that an appeal corrected.
    Corrected of appraisal::Corrected { from: Option<Text<Decimal>>, to: Text<Decimal> }
    /// An appeal.
    Appeal of appraisal::Appeal {
        on: Text<Date>, reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        decision: Option<Decision>,
    }
    /// One person's appraisal in a cycle.
    Appraisal of appraisal::Appraisal {
        id: AppraisalId, cycle: CycleId, person: PersonId, standard: StandardId, manager: Option<PersonId>,
        nominations: Vec<Nomination>, merges: Vec<Merge>, potential: Option<Text<Decimal>>,
        adjustments: Vec<Adjustment>, released: Option<Released>, meeting: Option<Meeting>, receipt: Receipt,
        appeal: Option<Appeal>,
    }
    /// One step towards an aim.
    AimStep of appraisal::AimStep { text: String, due: Option<Text<Date>>, done: Option<Text<Date>> }
    /// An aim.
    Aim of appraisal::Aim {
        title: String, origin: Origin, steps: Vec<AimStep>, support: String, due: Option<Text<Date>>,
        progress: Option<Text<Decimal>>,
    }
    /// A development plan.
    Development of appraisal::Development {
        id: DevelopmentId, person: PersonId, appraisal: Option<AppraisalId>, on: Text<Date>, aims: Vec<Aim>,
    }
    /// A KPI as it stood when feedback was given.
    FrozenFigure of appraisal::FrozenFigure {
        kpi: KpiId, period: Text<Period>, actual: Option<Text<Decimal>>, target: Option<Text<Decimal>>,
    }
    /// Feedback to a person.
    Feedback of appraisal::Feedback {
        id: FeedbackId, about: PersonId, by: PersonId, on: Text<Date>, kind: Text<FeedbackKind>, words: String,
        agreed: Vec<AimStep>, follow_up: Option<Text<Date>>, followed: Option<Text<Date>>, as_of: Text<Date>,
        figures: Vec<FrozenFigure>,
    }
    /// A consequence of a result.
    Proposal of appraisal::Proposal {
        id: ProposalId, appraisal: AppraisalId, kind: ProposalKind, ruling: Ruling,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        earlier: Vec<Reversal>,
    }
    /// A decision that was opened again.
    Reversal of appraisal::Reversal {
        on: Text<Date>, by: Option<PersonId>, reason: String, ruling: Ruling,
    }
}

#[cfg(test)]
#[path = "appraisal_tests.rs"]
mod tests;
