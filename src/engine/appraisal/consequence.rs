//! What follows from results: raises, multipliers, promotion candidates and training needs, as proposals.

use crate::domain::Decimal;
use crate::domain::appraisal::{
    Appraisal, Cycle, MeritRow, OutcomeRules, PayRange, ProposalKind, ResultSheet, Ruling, Standard,
};
use crate::domain::id::{CycleId, PersonId};
use crate::domain::{Dataset, Date, Period};

/// Where base pay lies in its range: 0 at the low end, 1 at the high end, outside below 0 or above 1. `None` for a range
/// without width.
pub fn position(base: Decimal, range: &PayRange) -> Option<Decimal> {
    let width = range.high.checked_sub(range.low).filter(|w| *w > Decimal::ZERO)?;
    base.checked_sub(range.low)?.checked_div(width)
}

/// The raise in percent for a grade and a position in the range. A column includes its lower end; below the first end the
/// first column holds. `None` where the matrix says nothing.
pub fn raise(rules: &OutcomeRules, grade: &str, position: Decimal) -> Option<Decimal> {
    let column = rules.positions.iter().filter(|from| **from <= position).count();
    row(rules, grade)?.raises.get(column).copied().flatten()
}

/// The bonus multiplier of a grade.
pub fn multiplier(rules: &OutcomeRules, grade: &str) -> Option<Decimal> {
    row(rules, grade)?.multiplier
}

fn row<'a>(rules: &'a OutcomeRules, grade: &str) -> Option<&'a MeritRow> {
    rules.merit.iter().find(|r| r.grade == grade)
}

/// Released grades of a person, the latest period first, from a cycle on backwards: closed or released cycles whose period
/// is as long as that cycle's and begins no later.
pub fn grades_before(data: &Dataset, cycle: &Cycle, person: PersonId) -> Vec<(CycleId, Option<String>)> {
    let calendar = &data.workspace.calendar;
    let Some(own) = calendar.span(cycle.period) else { return Vec::new() };
    let mut found: Vec<(Date, CycleId, Option<String>)> = data
        .appraisals
        .iter()
        .filter(|a| a.person == person)
        .filter_map(|a| {
            let of = data.cycles.get(a.cycle)?;
            let from = calendar.span(of.period)?.from;
            let same = of.period.grain() == cycle.period.grain();
            let grade = a.released.as_ref()?.sheet.grade.clone();
            (same && from <= own.from).then_some((from, of.id, grade))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, id, grade)| (id, grade)).collect()
}

/// Whether somebody had one of these grades in so many cycles running, the latest first.
pub fn running(grades: &[(CycleId, Option<String>)], wanted: &[String], cycles: u32) -> bool {
    let enough = usize::try_from(cycles.max(1)).unwrap_or(usize::MAX);
    let held = grades.iter().take_while(|(_, g)| g.as_ref().is_some_and(|g| wanted.contains(g))).count();
    held >= enough
}

/// What the rules of a cycle propose for one released result. `base` is the person's base pay in major units, where it
/// is known.
pub fn propose(
    data: &Dataset,
    cycle: &Cycle,
    appraisal: &Appraisal,
    base: Option<Decimal>,
) -> Vec<ProposalKind> {
    let (Some(released), Some(method)) = (&appraisal.released, cycle.method(appraisal.standard)) else {
        return Vec::new();
    };
    let rules = &cycle.rules;
    let mut found = Vec::new();
    if let Some(grade) = released.sheet.grade.as_deref() {
        let day = data.workspace.calendar.span(cycle.period).map(|s| s.to);
        let role = day.and_then(|d| data.people.get(appraisal.person)?.stint_on(d)).map(|s| s.role.as_str());
        let range = rules.ranges.iter().find(|r| Some(r.role.as_str()) == role);
        let place = base.zip(range).and_then(|(base, range)| Some((base, position(base, range)?)));
        if let Some((base, place)) = place
            && let Some(percent) = raise(rules, grade, place)
        {
            found.push(ProposalKind::Pay { percent, base });
        }
        found.extend(multiplier(rules, grade).map(ProposalKind::Bonus));
        if let Some(rule) = &rules.promotion {
            let past = grades_before(data, cycle, appraisal.person);
            let able = rule.potential.is_none_or(|least| appraisal.potential.is_some_and(|p| p > least));
            if able && running(&past, &rule.grades, rule.cycles) {
                found.push(ProposalKind::Promotion);
            }
        }
    }
    found.extend(training(cycle, &method.standard, &released.sheet));
    found
}

fn training(cycle: &Cycle, standard: &Standard, sheet: &ResultSheet) -> Vec<ProposalKind> {
    let Some(rule) = cycle.rules.training else { return Vec::new() };
    let share = |score: Decimal| score.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(standard.full);
    let weak = |score: Option<Decimal>| score.and_then(share).is_some_and(|s| s < rule.competency_below);
    let competencies = sheet.competencies.iter().filter(|c| weak(c.score));
    let kpis = sheet.kpis.iter().filter(|k| k.score.is_some_and(|s| s < rule.kpi_below));
    competencies
        .map(|c| ProposalKind::Training(c.competency))
        .chain(kpis.map(|k| ProposalKind::TrainingKpi(k.kpi)))
        .collect()
}

/// The effect of a proposal on pay in major units: base × percent, with what was decided. Zero for everything but pay;
/// `None` where the amount is too large.
pub fn cost(kind: &ProposalKind, ruling: &Ruling) -> Option<Decimal> {
    let ProposalKind::Pay { percent, base } = kind else { return Some(Decimal::ZERO) };
    let percent = match ruling {
        Ruling::Open | Ruling::Accepted { .. } => *percent,
        Ruling::Changed { value, .. } => *value,
        Ruling::Declined { .. } => Decimal::ZERO,
    };
    base.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)
}

/// What a bonus comes to in major units: the target bonus × the multiplier, with what was decided; 1 where it was declined.
/// `None` for everything but a bonus, or where the amount is too large.
pub fn bonus(kind: &ProposalKind, ruling: &Ruling, target: Decimal) -> Option<Decimal> {
    let ProposalKind::Bonus(proposed) = kind else { return None };
    let multiplier = match ruling {
        Ruling::Open | Ruling::Accepted { .. } => *proposed,
        Ruling::Changed { value, .. } => *value,
        Ruling::Declined { .. } => Decimal::ONE,
    };
    target.checked_mul(multiplier)
}

/// What is wrong with rules, and where; places are counted from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleFault {
    /// A pay range names no role, or one that has a range already.
    Role(usize),
    /// A pay range is below zero, or its lowest pay above its highest.
    Range(usize),
    /// A column of the matrix begins no later than the one before it.
    Cut(usize),
    /// A grade's raise is below −100 percent.
    Raise(String),
    /// A grade's multiplier is below zero.
    Multiplier(String),
    /// Promotion looks at no grade, or at no cycle.
    Promotion,
    /// Training begins below zero.
    Training,
}

/// The first thing that is wrong with rules.
pub fn rule_fault(rules: &OutcomeRules) -> Option<RuleFault> {
    for (at, range) in rules.ranges.iter().enumerate() {
        let role = range.role.trim();
        if role.is_empty() || rules.ranges.iter().take(at).any(|r| r.role.trim() == role) {
            return Some(RuleFault::Role(at));
        }
        if range.low < Decimal::ZERO || range.low > range.high {
            return Some(RuleFault::Range(at));
        }
    }
    let pairs = rules.positions.iter().zip(rules.positions.iter().skip(1));
    if let Some(at) = pairs.into_iter().position(|(a, b)| a >= b) {
        return Some(RuleFault::Cut(at + 1));
    }
    for row in &rules.merit {
        if row.raises.iter().flatten().any(|r| *r < -Decimal::ONE_HUNDRED) {
            return Some(RuleFault::Raise(row.grade.clone()));
        }
        if row.multiplier.is_some_and(|m| m < Decimal::ZERO) {
            return Some(RuleFault::Multiplier(row.grade.clone()));
        }
    }
    if rules.promotion.as_ref().is_some_and(|p| p.grades.is_empty() || p.cycles == 0) {
        return Some(RuleFault::Promotion);
    }
    let below = |t: &crate::domain::appraisal::TrainingRule| {
        t.competency_below < Decimal::ZERO || t.kpi_below < Decimal::ZERO
    };
    rules.training.as_ref().is_some_and(below).then_some(RuleFault::Training)
}

/// Somebody's appraisal of exactly a period's days, once its result is released. `None` where nobody appraises them then,
/// `Some(None)` before the release. Of several the first that is released.
pub fn released(data: &Dataset, person: PersonId, period: Period) -> Option<Option<(&Cycle, &Appraisal)>> {
    let calendar = &data.workspace.calendar;
    let days = calendar.span(period)?;
    let own = data.appraisals.iter().filter(|a| a.person == person).filter_map(|a| {
        let cycle = data.cycles.get(a.cycle)?;
        (calendar.span(cycle.period) == Some(days)).then_some((cycle.as_ref(), a.as_ref()))
    });
    let all: Vec<_> = own.collect();
    if all.is_empty() {
        return None;
    }
    Some(all.into_iter().find(|(_, a)| a.released.is_some()))
}

/// A released score in percent of the full score.
pub fn share(cycle: &Cycle, appraisal: &Appraisal) -> Option<Decimal> {
    let full = cycle.method(appraisal.standard)?.standard.full;
    let score = appraisal.released.as_ref()?.sheet.score?;
    score.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(full)
}

/// The bonus multiplier that was decided after the appraisal of a period: as proposed or changed; 1 where it was declined.
/// Absent as long as nothing is decided.
pub fn decided_multiplier(data: &Dataset, person: PersonId, period: Period) -> Option<Decimal> {
    let (_, case) = released(data, person, period)??;
    data.proposals.iter().filter(|p| p.appraisal == case.id).find_map(|p| match (&p.kind, &p.ruling) {
        (ProposalKind::Bonus(value), Ruling::Accepted { .. }) => Some(*value),
        (ProposalKind::Bonus(_), Ruling::Changed { value, .. }) => Some(*value),
        (ProposalKind::Bonus(_), Ruling::Declined { .. }) => Some(Decimal::ONE),
        _ => None,
    })
}
