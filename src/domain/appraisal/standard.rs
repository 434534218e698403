//! Appraisal standards: the KPI part, the competency part, who rates with which weight, and the grades.

use crate::domain::appraisal::cycle::Method;
use crate::domain::id::{CompetencyId, QuestionId, ScorecardId, StandardId};
use crate::domain::scorecard::{Absent, Assigned, GradeBand};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Who rates, seen from the person appraised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RaterGroup {
    /// The person.
    Oneself,
    /// The manager.
    Manager,
    /// Colleagues.
    Peers,
    /// Direct reports.
    Reports,
    /// Customers.
    Customers,
    /// Whoever held the structured interview.
    Interview,
}

impl RaterGroup {
    /// All groups, in the order in which they are shown.
    pub const ALL: [RaterGroup; 6] = [
        RaterGroup::Oneself,
        RaterGroup::Manager,
        RaterGroup::Peers,
        RaterGroup::Reports,
        RaterGroup::Customers,
        RaterGroup::Interview,
    ];

    /// Whether the members are promised that no single answer can be told from others.
    pub fn anonymous(self) -> bool {
        matches!(self, RaterGroup::Peers | RaterGroup::Reports | RaterGroup::Customers)
    }

    /// How many answers an item needs before it is shown, where a standard says nothing else.
    pub fn usual_minimum(self) -> u32 {
        if self.anonymous() { 3 } else { 1 }
    }
}

/// What ratings are given on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The lowest rating.
    pub low: Decimal,
    /// The highest rating; above zero and above the lowest.
    pub high: Decimal,
    /// Distance of two neighbouring ratings from the lowest on; zero allows every value.
    pub step: Decimal,
    /// Names of ratings.
    pub labels: Vec<ScaleLabel>,
}

impl Scale {
    /// Whether a rating can be given on this scale. One outside is refused, never moved.
    pub fn allows(&self, rating: Decimal) -> bool {
        let stepped = || {
            let over = rating.checked_sub(self.low).and_then(|o| o.checked_rem(self.step));
            self.step.is_zero() || over.is_some_and(|rest| rest.is_zero())
        };
        self.low <= rating && rating <= self.high && stepped()
    }
}

/// The name of one rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleLabel {
    /// The rating.
    pub at: Decimal,
    /// Its name, such as "meets expectations".
    pub label: String,
}

/// The KPI part: figures judged by a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KpiPart {
    /// Weight in percent; with the competency part's it totals 100.
    pub weight: Decimal,
    /// The KPIs with their weights and curves.
    pub scorecard: ScorecardId,
}

/// What a rating of a competency looks like in behaviour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The rating.
    pub at: Decimal,
    /// The behaviour.
    pub text: String,
}

/// A competency that people rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competency {
    /// Identity; the same through all versions, so that cycles compare.
    pub id: CompetencyId,
    /// Name as shown.
    pub name: String,
    /// What is meant.
    pub description: String,
    /// Weight in percent; all competencies total 100.
    pub weight: Decimal,
    /// Behavioural anchors, lowest first.
    pub anchors: Vec<Anchor>,
    /// Who is asked; empty for everybody that the standard asks.
    pub asked: Vec<RaterGroup>,
    /// Whether a review cannot be submitted without an answer ("not applicable" is one).
    pub required: bool,
}

/// A question answered in words, for the forms it belongs to. The interview record is made of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Identity.
    pub id: QuestionId,
    /// The question.
    pub text: String,
    /// Who is asked; empty for everybody that the standard asks.
    pub asked: Vec<RaterGroup>,
    /// Whether a review cannot be submitted without an answer.
    pub required: bool,
}

/// One rater group of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTerms {
    /// The group.
    pub group: RaterGroup,
    /// Weight in percent; all groups total 100. Zero asks without counting.
    pub weight: Decimal,
    /// Answers that an item needs before the group is shown or counts. Customers who all agreed to be named need one.
    pub minimum: u32,
}

/// An appraisal standard: how a role is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Identity; the same through all versions.
    pub id: StandardId,
    /// Name as shown.
    pub name: String,
    /// Counts publications; zero before the first.
    pub version: u32,
    /// When this version was published; `None` for a draft.
    pub published: Option<Date>,
    /// For whom; the most specific assignment wins (person, team, role, everybody).
    pub assigned: Vec<Assigned>,
    /// What ratings are given on.
    pub scale: Scale,
    /// The full score, such as 100 or 5: the highest rating and a full scorecard both come to it.
    pub full: Decimal,
    /// The highest score that figures can reach; at least `full`.
    pub most: Decimal,
    /// The KPI part.
    pub quantitative: Option<KpiPart>,
    /// Weight of the competency part in percent; zero where there is none.
    pub qualitative: Decimal,
    /// The competencies.
    pub competencies: Vec<Competency>,
    /// Questions answered in words.
    pub questions: Vec<Question>,
    /// Who rates.
    pub groups: Vec<GroupTerms>,
    /// Grades, best first.
    pub bands: Vec<GradeBand>,
    /// Decimals of the final score; 2 is usual.
    pub places: u32,
    /// What an absent part does.
    pub absent: Absent,
    /// From when this version holds: for cycles that look people up on this day or later. Absent: for every cycle opened
    /// after it was published.
    pub effective: Option<Date>,
    /// What was published, the earliest first, each with the scorecard it used then. They have no versions of their own.
    pub versions: Vec<Method>,
}

impl Standard {
    /// The published version that holds on a day: the latest that has taken effect.
    pub fn in_force(&self, day: Date) -> Option<&Method> {
        self.versions.iter().rev().find(|m| m.standard.effective.is_none_or(|from| from <= day))
    }

    /// This version by itself, as it is kept among the versions and in cycles.
    pub fn alone(&self) -> Standard {
        Standard { versions: Vec::new(), ..self.clone() }
    }

    /// The terms of a group, where it is asked at all.
    pub fn terms(&self, group: RaterGroup) -> Option<&GroupTerms> {
        self.groups.iter().find(|t| t.group == group)
    }

    /// Whether a group is asked about an item with this list.
    pub fn asks(&self, asked: &[RaterGroup], group: RaterGroup) -> bool {
        self.terms(group).is_some() && (asked.is_empty() || asked.contains(&group))
    }

    /// The competencies that a group rates, in order.
    pub fn rated_by(&self, group: RaterGroup) -> impl Iterator<Item = &Competency> {
        self.competencies.iter().filter(move |c| self.asks(&c.asked, group))
    }

    /// The questions that a group answers, in order.
    pub fn asked_of(&self, group: RaterGroup) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |q| self.asks(&q.asked, group))
    }
}
