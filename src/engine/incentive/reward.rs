//! Non-cash rewards: who meets a condition over grades, scores or attainments in periods running. It proposes; people
//! decide.
//!
//! Where somebody is appraised in a period, grade and score are those of the released result, and absent before it is
//! released; where there is no appraisal they are those of the scorecard.

use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{Component, Pays, Plan, Reward, RewardFor};
use crate::domain::target::Subject;
use crate::domain::{Dataset, Date, Decimal, Period, Span};
use crate::engine::appraisal::{released, share};
use crate::engine::incentive::eligible;
use crate::engine::incentive::quota::Quotas;
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key};
use crate::engine::score::scorecard;

/// Somebody who meets a condition, and the figures that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub person: PersonId,
    /// Which reward.
    pub component: ComponentId,
    /// The periods, the latest first, each with what was found.
    pub evidence: Vec<(Period, Evidence)>,
}

/// What a period shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A grade.
    Grade(String),
    /// A score or an attainment.
    Value(Decimal),
}

/// Who is proposed for the rewards of a plan at a day: every reward asks for its condition in the last periods that are
/// over. In the order of rewards and people.
pub fn proposals(data: &Dataset, plan: &Plan, today: Date) -> Vec<Proposal> {
    let quotas = Quotas::new(data);
    let mut found = Vec::new();
    for component in &plan.components {
        let Pays::Reward(reward) = &component.pays else { continue };
        let periods = over(data, reward, today);
        if periods.len() < reward.running.max(1) as usize {
            continue;
        }
        for person in data.people.iter().filter(|p| eligible::pays(data, plan, p, today)) {
            let shown = periods.iter().map(|(period, span)| {
                let evidence = shows(data, &quotas, (plan, component, reward), person.id, *period, *span)?;
                Some((*period, evidence))
            });
            if let Some(evidence) = shown.collect() {
                found.push(Proposal { person: person.id, component: component.id, evidence });
            }
        }
    }
    found
}

/// The last periods that were over on a day, the latest first.
fn over(data: &Dataset, reward: &Reward, today: Date) -> Vec<(Period, Span)> {
    let calendar = &data.workspace.calendar;
    let mut period = calendar.period_of(today, reward.every);
    if calendar.span(period).is_none_or(|s| s.to > today) {
        let Some(before) = calendar.previous(period) else { return Vec::new() };
        period = before;
    }
    let mut found = Vec::new();
    while found.len() < reward.running.max(1) as usize {
        let Some(span) = calendar.span(period) else { break };
        found.push((period, span));
        let Some(before) = calendar.previous(period) else { break };
        period = before;
    }
    found
}

/// What a period shows, where it meets the condition.
fn shows(
    data: &Dataset,
    quotas: &Quotas,
    (plan, component, reward): (&Plan, &Component, &Reward),
    person: PersonId,
    period: Period,
    span: Span,
) -> Option<Evidence> {
    match &reward.asks {
        RewardFor::Grades(grades) => {
            let grade = match released(data, person, period) {
                Some(result) => result?.1.released.as_ref()?.sheet.grade.clone(),
                None => scorecard(data, person, period, span.to).value.grade,
            }?;
            grades.contains(&grade).then_some(Evidence::Grade(grade))
        }
        RewardFor::Score(least) => {
            let score = match released(data, person, period) {
                Some(result) => result.and_then(|(cycle, case)| share(cycle, case)),
                None => scorecard(data, person, period, span.to).value.score,
            }?;
            (score >= *least).then_some(Evidence::Value(score))
        }
        RewardFor::Attainment(least) => {
            let kpi = component.terms.kpi.or(component.terms.quota_kpi).or(quotas.revenue)?;
            let filter = component.filter.clone();
            let rows = Some(Axis::Person);
            let ask = Ask { kpis: vec![kpi], span: Some(span), filter, rows, columns: None };
            let actual = Figures::new(data, ask).get(kpi, Some(Key::Person(person)), None)?;
            let who = data.people.get(person)?;
            let quota = quotas.of(plan, kpi, who, Subject::Person(person), period)?.value;
            let attainment = actual.checked_div(quota)?;
            (attainment >= *least).then_some(Evidence::Value(attainment))
        }
    }
}
