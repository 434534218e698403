//! Finding the target that holds.

use crate::domain::calendar::Grain;
use crate::domain::id::{KpiId, TeamId};
use crate::domain::issue::{About, Checked, Issue, IssueCode};
use crate::domain::kpi::{Additivity, Kpi, Unit};
use crate::domain::target::{Level, Subject, Target};
use crate::domain::{Dataset, Date, Decimal, Period, Span};
use crate::engine::split::split;
use crate::engine::trace::{Derivation, Note, Silent, Step, TraceValue};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A target that holds, with what was noted on the way; absent where there is none.
pub type Resolved<N> = Checked<(Option<Decimal>, N)>;

/// All targets of a dataset, indexed. Making it costs one pass over the targets.
pub struct Targets<'a> {
    data: &'a Dataset,
    by: BTreeMap<(KpiId, Subject, Level), Vec<Stored<'a>>>,
    children: BTreeMap<Option<TeamId>, Vec<TeamId>>,
    /// KPIs that have targets at all.
    kpis: BTreeSet<KpiId>,
}

#[derive(Clone, Copy)]
struct Stored<'a> {
    target: &'a Target,
    span: Span,
}

/// A value on the way, with its notes and the stored target that it rests on first.
struct Part<N> {
    value: Decimal,
    note: N,
}

impl<'a> Targets<'a> {
    /// Indexes the targets of a dataset.
    pub fn new(data: &'a Dataset) -> Targets<'a> {
        let mut by: BTreeMap<_, Vec<Stored>> = BTreeMap::new();
        for target in data.targets.iter() {
            let Some(span) = data.workspace.calendar.span(target.period) else { continue };
            let key = (target.kpi, target.subject, target.level);
            by.entry(key).or_default().push(Stored { target: target.as_ref(), span });
        }
        for list in by.values_mut() {
            list.sort_by_key(|s| (s.span.from, s.span.to, s.target.id));
        }
        let mut children: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for team in data.teams.iter() {
            let parent = team.parent.filter(|p| data.teams.get(*p).is_some());
            children.entry(parent).or_default().push(team.id);
        }
        let kpis = data.targets.iter().map(|t| t.kpi).collect();
        Targets { data, by, children, kpis }
    }

    /// The value of the target that holds for a subject and period.
    pub fn value(&self, kpi: KpiId, subject: Subject, period: Period, level: Level) -> Option<Decimal> {
        self.resolve::<Silent>(kpi, subject, period, level).value.0
    }

    /// The target that holds for a subject and period: as set; else worked out from the subject's targets of other
    /// periods; else from the people and teams below (targets that add up) or above (targets that hold).
    pub fn resolve<N: Note>(
        &self,
        kpi: KpiId,
        subject: Subject,
        period: Period,
        level: Level,
    ) -> Resolved<N> {
        let mut issues = Vec::new();
        let known = self.data.kpis.get(kpi).filter(|k| self.kpis.contains(&k.id));
        let found = known.and_then(|k| Some((k, self.data.workspace.calendar.span(period)?)));
        let part = found.and_then(|(kpi, span)| {
            let ask = Ask { kpi, span, level };
            self.find::<N>(&ask, subject, 0, &mut issues)
        });
        if part.is_none() {
            issues.push(Issue { code: IssueCode::NoTarget, about: About::Kpi(kpi, subject) });
        }
        issues.sort();
        issues.dedup();
        let unit = self.data.kpis.get(kpi).map_or(Unit::Count, |k| k.unit);
        let (value, inputs) = match part {
            Some(part) => (Some(part.value), vec![part.note]),
            None => (None, Vec::new()),
        };
        let step = || Step::TargetFor(kpi, subject, period, level);
        let note = N::note(step, || TraceValue::number(value, unit), inputs);
        Checked { value: (value, note), issues }
    }

    fn stored(&self, ask: &Ask, subject: Subject) -> &[Stored<'a>] {
        self.by.get(&(ask.kpi.id, subject, ask.level)).map_or(&[], Vec::as_slice)
    }

    fn find<N: Note>(
        &self,
        ask: &Ask,
        subject: Subject,
        depth: usize,
        issues: &mut Vec<Issue>,
    ) -> Option<Part<N>> {
        // A tree of teams is never deeper than it has teams; more means a circle.
        if depth > self.data.teams.len() + 2 {
            return None;
        }
        let own = self.in_time::<N>(ask, subject, issues);
        match ask.kpi.additivity {
            Additivity::Sum => {
                let parts = self.below(ask, subject);
                if let Some(own) = own {
                    self.compare_with_parts(ask, subject, own.value, &parts, issues);
                    return Some(own);
                }
                let parts: Vec<Part<N>> =
                    parts.iter().filter_map(|p| self.find(ask, *p, depth + 1, issues)).collect();
                self.add(ask, parts, Derivation::SumOfParts)
            }
            Additivity::Hold => own.or_else(|| {
                let above = self.above(ask, subject)?;
                let part = self.find::<N>(ask, above, depth + 1, issues)?;
                Some(self.derived(ask, part.value, vec![part.note], Derivation::HeldFromAbove))
            }),
            Additivity::Last => own,
        }
    }

    fn leaf<N: Note>(&self, ask: &Ask, stored: &Stored) -> Part<N> {
        let (id, value) = (stored.target.id, stored.target.value);
        let note = N::note(|| Step::Target(id), || TraceValue::Number(value, ask.kpi.unit), Vec::new());
        Part { value, note }
    }

    fn derived<N: Note>(&self, ask: &Ask, value: Decimal, notes: Vec<N>, how: Derivation) -> Part<N> {
        let note = N::note(|| Step::Derived(how), || TraceValue::Number(value, ask.kpi.unit), notes);
        Part { value, note }
    }

    fn add<N: Note>(&self, ask: &Ask, parts: Vec<Part<N>>, how: Derivation) -> Option<Part<N>> {
        if parts.is_empty() {
            return None;
        }
        let value = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value))?;
        Some(self.derived(ask, value, parts.into_iter().map(|p| p.note).collect(), how))
    }

    /// From the subject's own targets, of this period or of others.
    fn in_time<N: Note>(&self, ask: &Ask, subject: Subject, issues: &mut Vec<Issue>) -> Option<Part<N>> {
        let stored = self.stored(ask, subject);
        // Stored targets are ordered by their first day, so those that begin inside the span lie together.
        let first = stored.partition_point(|s| s.span.from < ask.span.from);
        let beyond = stored.partition_point(|s| s.span.from <= ask.span.to);
        let inside = stored.get(first..beyond).unwrap_or_default();
        let exact = inside.iter().find(|s| s.span == ask.span);
        let finer = tiling(inside, ask.span);
        if let (Some(exact), Some(finer)) = (exact, &finer)
            && let (Some(sum), Some(first)) = (self.combined(ask, finer), finer.first())
            && sum != exact.target.value
        {
            let about = About::Targets(exact.target.id, first.target.id);
            issues.push(Issue { code: IssueCode::TargetsDisagree, about });
        }
        if let Some(exact) = exact {
            return Some(self.leaf(ask, exact));
        }
        if let Some(finer) = finer {
            let value = self.combined(ask, &finer);
            if value.is_none()
                && let (Some(a), Some(b)) = (finer.first(), finer.last())
            {
                let about = About::Targets(a.target.id, b.target.id);
                issues.push(Issue { code: IssueCode::TargetsDisagree, about });
            }
            let how = match ask.kpi.additivity {
                Additivity::Sum => Derivation::SumOfPeriods,
                Additivity::Hold => Derivation::HeldInTime,
                Additivity::Last => Derivation::LastPeriod,
            };
            let used = if ask.kpi.additivity == Additivity::Sum {
                &finer[..]
            } else {
                finer.last().map_or(&[][..], std::slice::from_ref)
            };
            let notes = used.iter().map(|s| self.leaf::<N>(ask, s).note).collect();
            return value.map(|value| self.derived(ask, value, notes, how));
        }
        // The shortest of the longer ones.
        let covers = |s: &&Stored| s.span.from <= ask.span.from && ask.span.to <= s.span.to;
        let longer = stored.iter().filter(covers).min_by_key(|s| s.span.days())?;
        let (value, how) = match ask.kpi.additivity {
            Additivity::Hold => (longer.target.value, Derivation::HeldInTime),
            Additivity::Last if longer.span.to == ask.span.to => {
                (longer.target.value, Derivation::LastPeriod)
            }
            Additivity::Last => return None,
            Additivity::Sum => (self.share(ask, longer)?, Derivation::PartOfPeriod),
        };
        let note = self.leaf::<N>(ask, longer).note;
        Some(self.derived(ask, value, vec![note], how))
    }

    /// What finer targets say together; `None` where targets that hold differ.
    fn combined(&self, ask: &Ask, finer: &[Stored]) -> Option<Decimal> {
        match ask.kpi.additivity {
            Additivity::Sum => finer.iter().try_fold(Decimal::ZERO, |sum, s| sum.checked_add(s.target.value)),
            Additivity::Last => finer.last().map(|s| s.target.value),
            Additivity::Hold => {
                let first = finer.first()?.target.value;
                finer.iter().all(|s| s.target.value == first).then_some(first)
            }
        }
    }

    /// The part of a longer period's target: equal by month at the places of the KPI, so that the months sum to it
    /// exactly; within a month by days.
    fn share(&self, ask: &Ask, longer: &Stored) -> Option<Decimal> {
        let calendar = &self.data.workspace.calendar;
        let months: Vec<Span> = calendar
            .parts(longer.span, Grain::Month)
            .into_iter()
            .filter_map(|m| calendar.span(m)?.intersect(&longer.span))
            .collect();
        let full = |s: &Span| s.from.day() == 1 && s.to == s.to.last_of_month();
        let weights: Vec<Decimal> = months
            .iter()
            .map(|s| {
                if full(s) {
                    Decimal::ONE
                } else {
                    Decimal::from(s.days()) / Decimal::from(s.from.days_in_month())
                }
            })
            .collect();
        let parts = split(longer.target.value, &weights, places(self.data, ask.kpi))?;
        months.iter().zip(parts).try_fold(Decimal::ZERO, |sum, (month, part)| {
            let inside = month.intersect(&ask.span).map_or(0, |s| s.days());
            let share = if inside == month.days() {
                part
            } else {
                part.checked_mul(Decimal::from(inside))?.checked_div(Decimal::from(month.days()))?
            };
            sum.checked_add(share)
        })
    }

    /// The people and teams whose targets add up to a subject's.
    fn below(&self, ask: &Ask, subject: Subject) -> Vec<Subject> {
        let team = match subject {
            Subject::Company => None,
            Subject::Team(id) => Some(id),
            Subject::Person(_) | Subject::Territory(_) | Subject::Customer(_) | Subject::Product(_) => {
                return Vec::new();
            }
        };
        let teams = self.children.get(&team).into_iter().flatten().map(|t| Subject::Team(*t));
        let people = self.data.people.iter().filter(|p| {
            let day = p.left.map_or(ask.span.to, |l| l.min(ask.span.to));
            p.team_on(day).filter(|t| self.data.teams.get(*t).is_some()) == team
        });
        teams.chain(people.map(|p| Subject::Person(p.id))).collect()
    }

    /// Whose target holds for a subject that has none.
    fn above(&self, ask: &Ask, subject: Subject) -> Option<Subject> {
        let team = |id: Option<TeamId>| Some(id.map_or(Subject::Company, Subject::Team));
        match subject {
            Subject::Company => None,
            Subject::Team(id) => team(self.data.teams.get(id)?.parent),
            Subject::Person(id) => team(self.data.people.get(id)?.team_on(ask.day())),
            Subject::Territory(id) => {
                let parent = self.data.territories.get(id)?.parent;
                Some(parent.map_or(Subject::Company, Subject::Territory))
            }
            Subject::Customer(_) | Subject::Product(_) => Some(Subject::Company),
        }
    }

    /// Parts may exceed the whole (over-assignment); parts that do not reach it are reported.
    fn compare_with_parts(
        &self,
        ask: &Ask,
        subject: Subject,
        own: Decimal,
        parts: &[Subject],
        issues: &mut Vec<Issue>,
    ) {
        let mut sum = Decimal::ZERO;
        let mut first = None;
        for part in parts {
            let mut ignored = Vec::new();
            let Some(found) = self.in_time::<Silent>(ask, *part, &mut ignored) else { return };
            sum = sum.checked_add(found.value).unwrap_or(Decimal::MAX);
            first = first.or_else(|| self.stored(ask, *part).first());
        }
        let mine = self.stored(ask, subject).iter().find(|s| s.span.intersect(&ask.span).is_some());
        if let (Some(mine), Some(first)) = (mine, first)
            && sum < own
        {
            let about = About::Targets(mine.target.id, first.target.id);
            issues.push(Issue { code: IssueCode::TargetsDisagree, about });
        }
    }
}

/// Decimals at which a KPI's targets are split: the currency's for money, otherwise the KPI's.
fn places(data: &Dataset, kpi: &Arc<Kpi>) -> u32 {
    match kpi.unit {
        Unit::Money => data.workspace.currency.digits(),
        Unit::Ratio => kpi.digits + 2,
        _ => kpi.digits,
    }
}

/// What is asked.
struct Ask<'a> {
    kpi: &'a Arc<Kpi>,
    span: Span,
    level: Level,
}

impl Ask<'_> {
    fn day(&self) -> Date {
        self.span.to
    }
}

/// Stored targets of shorter periods that cover a span without gap and overlap; `None` where there are none that do.
/// At every step the longest piece is taken.
fn tiling<'a>(stored: &[Stored<'a>], span: Span) -> Option<Vec<Stored<'a>>> {
    let mut at = span.from;
    let mut found = Vec::new();
    loop {
        let fits = |s: &&Stored<'a>| s.span.from == at && s.span.to <= span.to && s.span != span;
        let piece = stored.iter().filter(fits).max_by_key(|s| s.span.to)?;
        found.push(*piece);
        if piece.span.to == span.to {
            return Some(found);
        }
        at = piece.span.to.tomorrow().ok()?;
    }
}
