//! Whether a standard can be used, and whether it is fair.

use crate::domain::appraisal::{Cycle, RaterGroup, Standard};
use crate::domain::id::{CompetencyId, KpiId, PersonId};
use crate::domain::scorecard::Scorecard;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Date, Decimal};
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key};
use crate::engine::target::Targets;

/// Something wrong or doubtful in a standard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// It has no name.
    NoName,
    /// The two parts do not total 100.
    PartsTotal,
    /// The competencies do not total 100.
    CompetenciesTotal,
    /// The rater groups do not total 100.
    GroupsTotal,
    /// A weight is below zero.
    NegativeWeight,
    /// The rating scale has no width, does not end above zero, or a step below zero.
    Scale,
    /// The full score is not above zero, the highest lies below it, or it has more decimals than the score.
    FullScore,
    /// An anchor lies outside the scale, or anchors are out of order.
    Anchors(CompetencyId),
    /// A competency or question occurs twice.
    Twice,
    /// A rater group occurs twice.
    GroupTwice(RaterGroup),
    /// A competency asks nobody.
    NobodyAsked(CompetencyId),
    /// The grades are not ordered best first, or one has no name or occurs twice.
    Bands,
    /// The scorecard does not exist.
    NoScorecard,
    /// An anonymous group is shown with fewer than three answers.
    SmallMinimum(RaterGroup),
    /// A KPI counts twice.
    KpiTwice(KpiId),
    /// A KPI has no data for somebody.
    NoData(KpiId, PersonId),
    /// A KPI has no target for somebody.
    NoTarget(KpiId, PersonId),
    /// A target lies outside the stated share of the person's own history.
    TargetOutsideHistory(KpiId, PersonId),
    /// People of one role have different standards in one cycle.
    RoleDivided(String),
}

impl Finding {
    /// Whether the standard cannot be used like this; the others are warnings.
    pub fn refuses(&self) -> bool {
        !matches!(
            self,
            Finding::SmallMinimum(_)
                | Finding::NoData(..)
                | Finding::NoTarget(..)
                | Finding::TargetOutsideHistory(..)
                | Finding::RoleDivided(_)
        )
    }
}

/// What is wrong with a standard by itself, with the scorecard as it is stored.
pub fn check(data: &Dataset, standard: &Standard) -> Vec<Finding> {
    let card = standard.quantitative.as_ref().and_then(|p| data.scorecards.get(p.scorecard));
    check_with(standard, card.map(AsRef::as_ref))
}

/// What is wrong with a standard by itself, with a scorecard for its figures.
pub fn check_with(standard: &Standard, card: Option<&Scorecard>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut say = |wrong: bool, finding: Finding| {
        if wrong {
            found.push(finding);
        }
    };
    let hundred = |total: Decimal| total.round_dp(2) == Decimal::ONE_HUNDRED;
    let sum = |parts: &mut dyn Iterator<Item = Decimal>| parts.fold(Decimal::ZERO, Decimal::saturating_add);
    let figures = standard.quantitative.as_ref().map_or(Decimal::ZERO, |p| p.weight);
    let judged = standard.qualitative > Decimal::ZERO;
    say(standard.name.trim().is_empty(), Finding::NoName);
    say(!hundred(figures.saturating_add(standard.qualitative)), Finding::PartsTotal);
    let competencies = sum(&mut standard.competencies.iter().map(|c| c.weight));
    say(judged && !hundred(competencies), Finding::CompetenciesTotal);
    let groups = sum(&mut standard.groups.iter().map(|g| g.weight));
    say(judged && !hundred(groups), Finding::GroupsTotal);
    let weights =
        standard.competencies.iter().map(|c| c.weight).chain(standard.groups.iter().map(|g| g.weight));
    let negative = weights.chain([figures, standard.qualitative]).any(|w| w < Decimal::ZERO);
    say(negative, Finding::NegativeWeight);
    let scale = &standard.scale;
    let flat = scale.high <= scale.low || scale.high <= Decimal::ZERO || scale.low < Decimal::ZERO;
    say(flat || scale.step < Decimal::ZERO, Finding::Scale);
    let fine = standard.most.normalize().scale() <= standard.places;
    say(standard.full <= Decimal::ZERO || standard.most < standard.full || !fine, Finding::FullScore);
    for c in &standard.competencies {
        let inside = c.anchors.iter().all(|a| scale.allows(a.at));
        say(!inside || !c.anchors.is_sorted_by(|a, b| a.at < b.at), Finding::Anchors(c.id));
        let asked = RaterGroup::ALL.into_iter().any(|g| {
            standard.asks(&c.asked, g) && standard.terms(g).is_some_and(|t| t.weight > Decimal::ZERO)
        });
        say(judged && c.weight > Decimal::ZERO && !asked, Finding::NobodyAsked(c.id));
    }
    say(repeats(standard.competencies.iter().map(|c| c.id)), Finding::Twice);
    say(repeats(standard.questions.iter().map(|q| q.id)), Finding::Twice);
    for group in RaterGroup::ALL {
        let count = standard.groups.iter().filter(|g| g.group == group).count();
        say(count > 1, Finding::GroupTwice(group));
        let small = standard.terms(group).is_some_and(|t| t.minimum < group.usual_minimum());
        say(group.anonymous() && small, Finding::SmallMinimum(group));
    }
    let named = standard.bands.iter().all(|b| !b.grade.trim().is_empty());
    let falling = standard.bands.is_sorted_by(|a, b| a.from > b.from);
    say(!named || !falling || repeats(standard.bands.iter().map(|b| &b.grade)), Finding::Bands);
    if let Some(part) = &standard.quantitative {
        let own = card.filter(|c| c.id == part.scorecard);
        say(own.is_none(), Finding::NoScorecard);
        for line in own.iter().flat_map(|c| &c.lines) {
            let count = own.iter().flat_map(|c| &c.lines).filter(|l| l.kpi == line.kpi).count();
            say(count > 1, Finding::KpiTwice(line.kpi));
        }
    }
    found.sort();
    found.dedup();
    found
}

fn repeats<T: Ord>(all: impl Iterator<Item = T>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    all.into_iter().any(|one| !seen.insert(one))
}

/// Whether a cycle treats its people fairly: KPIs with data and targets, targets within reach of what each person did in
/// the same period of the years before or in the periods just before, one standard for one role. `reach` is how far a
/// target may lie beyond the best and worst of these, as a factor: 1.5 lets it be half as much again.
pub fn fairness(
    data: &Dataset,
    cycle: &Cycle,
    people: &[(PersonId, crate::domain::id::StandardId)],
    as_of: Date,
    reach: Decimal,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let calendar = &data.workspace.calendar;
    let span = calendar.span(cycle.period);
    let targets = Targets::new(data);
    let mut past = vec![cycle.period];
    for _ in 0..4 {
        past.extend(past.last().and_then(|p| calendar.previous(*p)));
    }
    let cards: Vec<_> = data.scorecards.iter().collect();
    let mut kpis: Vec<KpiId> = cards.iter().flat_map(|c| c.lines.iter().map(|l| l.kpi)).collect();
    kpis.sort_unstable();
    kpis.dedup();
    let figures: Vec<Figures> = past
        .iter()
        .map(|period| {
            let span =
                calendar.span(*period).map(|s| crate::domain::Span { from: s.from, to: s.to.min(as_of) });
            let rows = Some(Axis::Person);
            Figures::new(
                data,
                Ask { kpis: kpis.clone(), span, filter: Default::default(), rows, columns: None },
            )
        })
        .collect();
    let begun = span.is_some_and(|s| s.from <= as_of);
    for (person, standard) in people {
        let card = data
            .standards
            .get(*standard)
            .and_then(|s| s.quantitative.as_ref())
            .and_then(|part| data.scorecards.get(part.scorecard));
        for line in card.iter().flat_map(|c| &c.lines) {
            let value =
                |at: usize| figures.get(at).and_then(|f| f.get(line.kpi, Some(Key::Person(*person)), None));
            if begun && value(0).is_none() {
                found.push(Finding::NoData(line.kpi, *person));
            }
            let subject = Subject::Person(*person);
            let target =
                targets.resolve::<crate::engine::trace::Silent>(line.kpi, subject, cycle.period, line.level);
            let Some(target) = target.value.0 else {
                found.push(Finding::NoTarget(line.kpi, *person));
                continue;
            };
            let history: Vec<Decimal> = (1..figures.len()).filter_map(value).collect();
            let (Some(least), Some(most)) = (history.iter().min(), history.iter().max()) else { continue };
            let far = most.checked_mul(reach).is_some_and(|m| target > m)
                || least.checked_div(reach).is_some_and(|l| target < l);
            if far && *least > Decimal::ZERO {
                found.push(Finding::TargetOutsideHistory(line.kpi, *person));
            }
        }
    }
    let day = cycle.population.on.or(span.map(|s| s.to));
    let role = |person: PersonId| Some(data.people.get(person)?.stint_on(day?)?.role.clone());
    for (at, (person, standard)) in people.iter().enumerate() {
        let Some(own) = role(*person).filter(|r| !r.is_empty()) else { continue };
        let other = people.iter().take(at).any(|(p, s)| s != standard && role(*p).as_ref() == Some(&own));
        if other {
            found.push(Finding::RoleDivided(own));
        }
    }
    found.sort();
    found.dedup();
    found
}
