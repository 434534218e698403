//! What follows from the results of a cycle: proposals with their reasons, what they cost, and the file for payroll.

use crate::domain::appraisal::{Appraisal, Cycle, OutcomeRules, PayRange, Proposal, ProposalKind, Ruling};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CompetencyId, CycleId, KpiId, PersonId};
use crate::domain::money::round;
use crate::domain::{Date, Decimal};
use crate::engine::appraisal::{bonus, cost, grades_before, position, propose, reference_day};
use crate::engine::incentive::{base_pay, target_pay};
use std::sync::Arc;

/// The four things that can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// A raise of base pay.
    Pay,
    /// A multiplier of the bonus.
    Bonus,
    /// A promotion.
    Promotion,
    /// Training.
    Training,
}

impl Matter {
    /// All of them.
    pub const ALL: [Matter; 4] = [Matter::Pay, Matter::Bonus, Matter::Promotion, Matter::Training];

    /// What a proposal is about.
    #[must_use]
    pub const fn of(kind: &ProposalKind) -> Matter {
        match kind {
            ProposalKind::Pay { .. } => Matter::Pay,
            ProposalKind::Bonus(_) => Matter::Bonus,
            ProposalKind::Promotion => Matter::Promotion,
            ProposalKind::Training(_) | ProposalKind::TrainingKpi(_) => Matter::Training,
        }
    }
}

/// One proposal with whom it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The proposal.
    pub proposal: Arc<Proposal>,
    /// Whose.
    pub person: PersonId,
    /// The released grade.
    pub grade: Option<String>,
}

/// The proposals of a cycle, person by person in the order of the appraisals, pay first.
#[must_use]
pub fn rows(data: &Dataset, cycle: CycleId) -> Vec<Row> {
    let mut found = Vec::new();
    for case in data.appraisals.iter().filter(|a| a.cycle == cycle) {
        let mut own: Vec<_> = data.proposals.iter().filter(|p| p.appraisal == case.id).cloned().collect();
        own.sort_by_key(|p| Matter::of(&p.kind));
        found.extend(own.into_iter().map(|proposal| Row {
            proposal,
            person: case.person,
            grade: grade(case),
        }));
    }
    found
}

fn grade(case: &Appraisal) -> Option<String> {
    case.released.as_ref()?.sheet.grade.clone()
}

/// Base pay of everybody in a cycle, in major units for a year: as stated for the cycle, otherwise as an earlier proposal of
/// it had it, as the incentive plan has it, or as the last raise left it.
#[must_use]
pub fn bases(data: &Dataset, cycle: &Cycle) -> Vec<(PersonId, Decimal)> {
    let day = reference_day(data, cycle);
    let typed = cycle.funds.as_ref().map(|f| f.base.as_slice()).unwrap_or_default();
    let cases = data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    cases
        .filter_map(|case| {
            let own = typed.iter().find(|(p, _)| *p == case.person).map(|(_, base)| *base);
            let here = || based(data, |a| a.id == case.id).map(|(_, base, _)| base);
            let plan = || base_pay(data, data.people.get(case.person)?, day?);
            let earlier = || {
                let (_, base, after) = based(data, |a| a.person == case.person && a.cycle != cycle.id)?;
                Some(after.unwrap_or(base))
            };
            Some((case.person, own.or_else(here).or_else(plan).or_else(earlier)?))
        })
        .collect()
}

/// Target bonuses of everybody in a cycle for its period, in major units: as stated for the cycle, otherwise as the incentive
/// plan has them.
#[must_use]
pub fn bonuses(data: &Dataset, cycle: &Cycle) -> Vec<(PersonId, Decimal)> {
    let span = data.workspace.calendar.span(cycle.period);
    let stated = cycle.funds.as_ref().map(|f| f.bonus.as_slice()).unwrap_or_default();
    let cases = data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    cases
        .filter_map(|case| {
            let own = stated.iter().find(|(p, _)| *p == case.person).map(|(_, bonus)| *bonus);
            let plan = || target_pay(data, data.people.get(case.person)?, span?);
            Some((case.person, own.or_else(plan)?))
        })
        .collect()
}

/// States an amount of somebody in a list, or takes it out.
pub fn state(all: &mut Vec<(PersonId, Decimal)>, person: PersonId, amount: Option<Decimal>) {
    all.retain(|(p, _)| *p != person);
    all.extend(amount.map(|amount| (person, amount)));
}

/// The latest raise among some appraisals: the end of its period, the base, and the new base where it was decided.
fn based(
    data: &Dataset,
    which: impl Fn(&Appraisal) -> bool,
) -> Option<(Option<Date>, Decimal, Option<Decimal>)> {
    let raises = data.proposals.iter().filter_map(|p| {
        let case = data.appraisals.get(p.appraisal).filter(|a| which(a))?;
        let ProposalKind::Pay { base, .. } = &p.kind else { return None };
        let end = data.cycles.get(case.cycle).and_then(|c| reference_day(data, c));
        let after = match p.ruling {
            Ruling::Open => None,
            _ => base.checked_add(cost(&p.kind, &p.ruling)?),
        };
        Some((end, *base, after))
    });
    raises.max_by_key(|(end, ..)| *end)
}

/// What rules would propose for everybody whose result is released.
#[must_use]
pub fn preview(
    data: &Dataset,
    cycle: &Cycle,
    rules: &OutcomeRules,
    bases: &[(PersonId, Decimal)],
) -> Vec<(PersonId, ProposalKind)> {
    let tried = Cycle { rules: rules.clone(), ..cycle.clone() };
    let cases = data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    cases
        .flat_map(|case| {
            let base = bases.iter().find(|(p, _)| *p == case.person).map(|(_, b)| *b);
            propose(data, &tried, case, base).into_iter().map(|kind| (case.person, kind))
        })
        .collect()
}

/// What a set of proposals comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Base pay of everybody for whom a raise is proposed, in major units for a year.
    pub base: Decimal,
    /// What the raises add, with what was decided.
    pub raise: Decimal,
    /// Of that, decided.
    pub decided: Decimal,
    /// People with a raise above zero.
    pub raised: usize,
    /// Target bonuses of everybody for whom a multiplier is proposed, as far as they are known.
    pub target: Decimal,
    /// What their bonuses come to, with what was decided.
    pub bonus: Decimal,
    /// Of that, decided.
    pub bonus_decided: Decimal,
    /// People with a multiplier whose target bonus is not known; nothing of them is in the sums.
    pub unknown: usize,
    /// Promotion candidates not declined.
    pub promoted: usize,
    /// Training needs not declined.
    pub trained: usize,
    /// Proposals without a decision.
    pub open: usize,
    /// All proposals.
    pub all: usize,
}

impl Effect {
    /// The raises in proportion to base pay; `None` without base pay.
    #[must_use]
    pub fn share(&self) -> Option<Decimal> {
        self.raise.checked_div(self.base)
    }
}

/// The effect of proposals with their decisions. `targets` are target bonuses of people.
#[must_use]
pub fn effect<'a>(
    proposals: impl Iterator<Item = (PersonId, &'a ProposalKind, &'a Ruling)>,
    targets: &[(PersonId, Decimal)],
) -> Effect {
    let mut sum = Effect::default();
    for (person, kind, ruling) in proposals {
        let cost = cost(kind, ruling).unwrap_or_default();
        let declined = matches!(ruling, Ruling::Declined { .. });
        sum.all += 1;
        sum.open += usize::from(*ruling == Ruling::Open);
        match kind {
            ProposalKind::Pay { base, .. } => {
                sum.base = sum.base.saturating_add(*base);
                sum.raise = sum.raise.saturating_add(cost);
                if *ruling != Ruling::Open {
                    sum.decided = sum.decided.saturating_add(cost);
                }
                sum.raised += usize::from(cost > Decimal::ZERO);
            }
            ProposalKind::Promotion => sum.promoted += usize::from(!declined),
            ProposalKind::Training(_) | ProposalKind::TrainingKpi(_) => sum.trained += usize::from(!declined),
            ProposalKind::Bonus(_) => {
                let target = targets.iter().find(|(p, _)| *p == person).map(|(_, target)| *target);
                let Some((target, amount)) = target.and_then(|t| Some((t, bonus(kind, ruling, t)?))) else {
                    sum.unknown += 1;
                    continue;
                };
                sum.target = sum.target.saturating_add(target);
                sum.bonus = sum.bonus.saturating_add(amount);
                if *ruling != Ruling::Open {
                    sum.bonus_decided = sum.bonus_decided.saturating_add(amount);
                }
            }
        }
    }
    sum
}

/// The effect of the proposals of a cycle.
#[must_use]
pub fn effect_of(data: &Dataset, cycle: &Cycle) -> Effect {
    let all = rows(data, cycle.id);
    effect(all.iter().map(|r| (r.person, &r.proposal.kind, &r.proposal.ruling)), &bonuses(data, cycle))
}

/// One line of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// What is allowed; absent where nothing was stated.
    pub allowed: Option<Decimal>,
    /// What the proposals come to, with what was decided.
    pub proposed: Decimal,
    /// Of that, decided.
    pub decided: Decimal,
}

impl BudgetLine {
    /// What is left of it, below zero where it is exceeded; absent without a budget.
    #[must_use]
    pub fn left(&self) -> Option<Decimal> {
        self.allowed?.checked_sub(self.proposed)
    }
}

/// The budgets of a cycle against an effect: raises, then bonuses.
#[must_use]
pub fn budget(cycle: &Cycle, effect: &Effect) -> [BudgetLine; 2] {
    let funds = cycle.funds.as_ref();
    [
        BudgetLine { allowed: funds.and_then(|f| f.raises), proposed: effect.raise, decided: effect.decided },
        BudgetLine {
            allowed: funds.and_then(|f| f.bonuses),
            proposed: effect.bonus,
            decided: effect.bonus_decided,
        },
    ]
}

/// One reason of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The released grade.
    Grade(String),
    /// Base pay.
    Base(Decimal),
    /// The range of the role: its lower and upper end.
    Range(String, Decimal, Decimal),
    /// Where base pay lies in the range, 0 at the low end and 1 at the high one, and the column of the matrix from 1.
    Position(Decimal, usize),
    /// The row of the matrix: the percent.
    Raise(Decimal),
    /// The multiplier of the grade.
    Multiplier(Decimal),
    /// Grades of the last cycles, the latest first, with the cycle's name.
    Held(Vec<(String, Option<String>)>),
    /// Judged potential, and above what it has to be.
    Potential(Decimal, Decimal),
    /// A competency's share of the full score in percent, and below what training is proposed.
    Competency(CompetencyId, Decimal, Decimal),
    /// A KPI's score, and below what training is proposed.
    Kpi(KpiId, Decimal, Decimal),
}

/// Why something is proposed, from the rules as they stand and the released result.
#[must_use]
pub fn why(data: &Dataset, appraisal: AppraisalId, kind: &ProposalKind) -> Vec<Why> {
    let Some(case) = data.appraisals.get(appraisal) else { return Vec::new() };
    let (Some(cycle), Some(released)) = (data.cycles.get(case.cycle), &case.released) else {
        return Vec::new();
    };
    let (rules, sheet) = (&cycle.rules, &released.sheet);
    let mut found: Vec<Why> = sheet.grade.iter().cloned().map(Why::Grade).collect();
    match kind {
        ProposalKind::Pay { percent, base } => {
            found.push(Why::Base(*base));
            if let Some(range) = range_of(data, cycle, case) {
                found.push(Why::Range(range.role.clone(), range.low, range.high));
                if let Some(place) = position(*base, range) {
                    let column = rules.positions.iter().filter(|from| **from <= place).count();
                    found.push(Why::Position(place, column + 1));
                }
            }
            found.push(Why::Raise(*percent));
        }
        ProposalKind::Bonus(value) => found.push(Why::Multiplier(*value)),
        ProposalKind::Promotion => {
            if let Some(rule) = &rules.promotion {
                let past = grades_before(data, cycle, case.person).into_iter();
                let named =
                    past.take(usize::try_from(rule.cycles).unwrap_or(usize::MAX)).map(|(id, grade)| {
                        (data.cycles.get(id).map(|c| c.name.clone()).unwrap_or_default(), grade)
                    });
                found = vec![Why::Held(named.collect())];
                found.extend(
                    case.potential.zip(rule.potential).map(|(has, least)| Why::Potential(has, least)),
                );
            }
        }
        ProposalKind::Training(id) => {
            let score = sheet.competencies.iter().find(|c| c.competency == *id).and_then(|c| c.score);
            let full = cycle.method(case.standard).map(|m| m.standard.full);
            let share =
                score.zip(full).and_then(|(s, full)| s.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(full));
            let least = rules.training.map(|t| t.competency_below);
            found = share.zip(least).map(|(s, least)| Why::Competency(*id, s, least)).into_iter().collect();
        }
        ProposalKind::TrainingKpi(id) => {
            let score = sheet.kpis.iter().find(|k| k.kpi == *id).and_then(|k| k.score);
            let least = rules.training.map(|t| t.kpi_below);
            found = score.zip(least).map(|(s, least)| Why::Kpi(*id, s, least)).into_iter().collect();
        }
    }
    found
}

/// The pay range of somebody's role in a cycle.
#[must_use]
pub fn range_of<'a>(data: &Dataset, cycle: &'a Cycle, case: &Appraisal) -> Option<&'a PayRange> {
    let day = data.workspace.calendar.span(cycle.period)?.to;
    let role = &data.people.get(case.person)?.stint_on(day)?.role;
    cycle.rules.ranges.iter().find(|r| r.role == *role)
}

/// What was decided about somebody's bonus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecidedBonus {
    /// The multiplier; 1 where the proposal was declined.
    pub multiplier: Decimal,
    /// Whether it was declined, so that the bonus stays as it is.
    pub declined: bool,
    /// The target bonus of the period in major units, where it is known.
    pub target: Option<Decimal>,
    /// Target × multiplier in major units, rounded as the workspace pays; absent where the target is not known.
    pub amount: Option<Decimal>,
}

/// What was decided for one person, for the letter and the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    /// Whose.
    pub person: Option<PersonId>,
    /// The released grade.
    pub grade: Option<String>,
    /// Base pay, percent and new base pay of a raise, rounded as the workspace pays.
    pub raise: Option<(Decimal, Decimal, Decimal)>,
    /// The bonus.
    pub bonus: Option<DecidedBonus>,
    /// Whether a promotion was accepted.
    pub promoted: bool,
    /// Training that was accepted.
    pub training: Vec<ProposalKind>,
    /// How many proposals wait for a decision.
    pub open: usize,
}

impl Decided {
    /// Whether there is something to tell the person.
    #[must_use]
    pub fn any(&self) -> bool {
        self.raise.is_some_and(|(base, _, after)| base != after)
            || self.multiplier().is_some()
            || self.promoted
            || !self.training.is_empty()
    }

    /// The multiplier that was given; absent where it was declined.
    #[must_use]
    pub fn multiplier(&self) -> Option<Decimal> {
        self.bonus.filter(|b| !b.declined).map(|b| b.multiplier)
    }
}

/// What was decided in a cycle, person by person, everybody with a proposal.
#[must_use]
pub fn decided(data: &Dataset, cycle: &Cycle) -> Vec<Decided> {
    let workspace = &data.workspace;
    let paid = |amount: Decimal| {
        round(amount, workspace.currency, workspace.rounding).map(|money| money.decimal().normalize())
    };
    let targets = bonuses(data, cycle);
    let mut all: Vec<Decided> = Vec::new();
    for row in rows(data, cycle.id) {
        if all.last().is_none_or(|d| d.person != Some(row.person)) {
            all.push(Decided { person: Some(row.person), grade: row.grade.clone(), ..Decided::default() });
        }
        let Some(own) = all.last_mut() else { continue };
        let (kind, ruling) = (&row.proposal.kind, &row.proposal.ruling);
        if *ruling == Ruling::Open {
            own.open += 1;
            continue;
        }
        let declined = matches!(ruling, Ruling::Declined { .. });
        let changed = if let Ruling::Changed { value, .. } = ruling { Some(*value) } else { None };
        match kind {
            ProposalKind::Bonus(value) => {
                let target = targets.iter().find(|(p, _)| *p == row.person).map(|(_, target)| *target);
                let given = changed.unwrap_or(*value);
                own.bonus = Some(DecidedBonus {
                    multiplier: if declined { Decimal::ONE } else { given },
                    declined,
                    target,
                    amount: target.and_then(|t| paid(bonus(kind, ruling, t)?)),
                });
            }
            _ if declined => {}
            ProposalKind::Pay { percent, base } => {
                let after = cost(kind, ruling).and_then(|added| paid(base.checked_add(added)?));
                own.raise = after.map(|after| (*base, changed.unwrap_or(*percent), after));
            }
            ProposalKind::Promotion => own.promoted = true,
            kind => own.training.push(kind.clone()),
        }
    }
    all
}

#[cfg(test)]
#[path = "outcomes_tests.rs"]
mod tests;
