//! How a score of an appraisal came about, also after its release.
//!
//! Invariant: the calculation shown ends in the score shown. What was released stays as it was shown: where records have
//! changed since, its calculation is told from the released sheet, whose groups end at mean and count.

use crate::domain::appraisal::{Appraisal, CompetencyResult, Cycle, KpiResult, ResultSheet};
use crate::domain::dataset::Dataset;
use crate::domain::id::AppraisalId;
use crate::domain::scorecard::Absent;
use crate::domain::{Date, Decimal};
use crate::engine::appraisal::{Appraiser, Judged, PartKind};
use crate::engine::trace::{Step, Trace, TraceValue};

/// The whole calculation of an appraisal's grade. `None` where there is no such appraisal.
#[must_use]
pub fn explain(data: &Dataset, id: AppraisalId, as_of: Date) -> Option<Trace> {
    let case = data.appraisals.get(id)?;
    let cycle = data.cycles.get(case.cycle)?;
    let found = Appraiser::new(data, cycle, as_of).appraise::<Trace>(case).value;
    Some(match &case.released {
        Some(released) if case.corrected().is_some() || !same(&released.sheet, &found.sheet) => {
            of_sheet(case, cycle, &released.sheet)
        }
        _ => found.note,
    })
}

/// Whether two sheets say the same of everything a calculation shows.
fn same(a: &ResultSheet, b: &ResultSheet) -> bool {
    a.score == b.score
        && a.grade == b.grade
        && a.kpis == b.kpis
        && a.competencies == b.competencies
        && a.formed == b.formed
}

/// The part of a calculation that is about one part of the score, or about one competency.
#[must_use]
pub fn part_of(whole: &Trace, wanted: &dyn Fn(&Judged) -> bool) -> Option<Trace> {
    let steps = whole.walk().into_iter().map(|(_, step)| step);
    let is = |step: &&Trace| matches!(&step.step, Step::Judged(judged) if wanted(judged));
    steps.into_iter().find(is).cloned()
}

/// The calculation that a released sheet tells by itself.
fn of_sheet(case: &Appraisal, cycle: &Cycle, sheet: &ResultSheet) -> Trace {
    let standard = cycle.method(case.standard).map(|m| &m.standard);
    let judged = |step: Judged, value: Option<Decimal>, inputs: Vec<Trace>| Trace {
        step: Step::Judged(Box::new(step)),
        value: TraceValue::score(value),
        inputs,
    };
    let absent = standard.map(|s| s.absent).unwrap_or_default();
    let competency = |(c, effective): (&CompetencyResult, Decimal)| {
        let weights: Vec<_> = c.groups.iter().map(|g| (g.weight, true)).collect();
        let groups = c.groups.iter().zip(counted(&weights, Absent::Rescale)).map(|(g, effective)| {
            let (groups, weight, count) = (g.groups.clone(), g.weight, g.count);
            judged(Judged::Group { groups, weight, effective, count }, Some(g.mean), Vec::new())
        });
        let step = Judged::Competency { competency: c.competency, weight: c.weight, effective };
        judged(step, c.score, groups.collect())
    };
    let line = |(k, effective): (&KpiResult, Decimal)| Trace {
        step: Step::Line { kpi: k.kpi, weight: k.weight, effective },
        value: TraceValue::score(k.score),
        inputs: Vec::new(),
    };
    // A result that is formed from others has no parts of its own.
    let judged_here = sheet.formed.is_empty();
    let own = standard.filter(|_| judged_here).and_then(|s| s.quantitative.as_ref()).map(|p| p.weight);
    let rest = standard.filter(|_| judged_here).map(|s| s.qualitative).filter(|w| *w > Decimal::ZERO);
    let weights = own.into_iter().map(|w| (w, sheet.quantitative.is_some()));
    let weights: Vec<_> = weights.chain(rest.map(|w| (w, sheet.qualitative.is_some()))).collect();
    let mut effective = counted(&weights, absent).into_iter();
    let mut parts = Vec::new();
    if let Some((weight, effective)) = own.zip(own.and_then(|_| effective.next())) {
        let lines: Vec<_> = sheet.kpis.iter().map(|k| (k.weight, k.score.is_some())).collect();
        let lines = sheet.kpis.iter().zip(counted(&lines, absent)).map(line).collect();
        let step = Judged::Part { part: PartKind::Quantitative, weight, effective };
        parts.push(judged(step, sheet.quantitative, lines));
    }
    if let Some((weight, effective)) = rest.zip(effective.next()) {
        let lines: Vec<_> = sheet.competencies.iter().map(|c| (c.weight, c.score.is_some())).collect();
        let lines = sheet.competencies.iter().zip(counted(&lines, absent)).map(competency).collect();
        let inner = judged(Judged::Competencies, sheet.qualitative, lines);
        let step = Judged::Part { part: PartKind::Qualitative, weight, effective };
        parts.push(judged(step, sheet.qualitative, vec![inner]));
    }
    let weights: Vec<_> = sheet.formed.iter().map(|f| (f.weight, f.score.is_some())).collect();
    parts.extend(sheet.formed.iter().zip(counted(&weights, absent)).map(|(f, effective)| {
        judged(Judged::Cycle { cycle: f.cycle, weight: f.weight, effective }, f.score, Vec::new())
    }));
    let grade = |grade: &Option<String>| grade.clone().map_or(TraceValue::Absent, TraceValue::Grade);
    let corrected = case.corrected();
    let computed = corrected.map_or(sheet.score, |c| c.from);
    let mut note = judged(Judged::Whole(case.id), computed, parts);
    if corrected.is_some() {
        note = judged(Judged::Corrected, sheet.score, vec![note]);
    }
    note = Trace { step: Step::Grade, value: grade(&sheet.computed_grade), inputs: vec![note] };
    for (at, moved) in case.adjustments.iter().enumerate() {
        let step = Step::Judged(Box::new(Judged::Adjusted(at)));
        note = Trace { step, value: TraceValue::Grade(moved.to.clone()), inputs: vec![note] };
    }
    note
}

/// The weights that count in percent of their sum, after absent parts were left out or counted as zero.
fn counted(weights: &[(Decimal, bool)], absent: Absent) -> Vec<Decimal> {
    let sum = |all: &dyn Fn(bool) -> bool| {
        weights
            .iter()
            .filter(|(_, there)| all(*there))
            .map(|(w, _)| *w)
            .fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let (all, there) = (sum(&|_| true), sum(&|there| there));
    let of = |(weight, present): &(Decimal, bool)| match absent {
        Absent::Zero => *weight,
        Absent::Rescale if !present => Decimal::ZERO,
        Absent::Rescale => {
            weight.checked_mul(all).and_then(|w| w.checked_div(there)).unwrap_or(*weight).normalize()
        }
    };
    weights.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Names, Texts, trace};
    use crate::state::appraisal::calibration::tests::sample_in_calibration;

    #[test]
    fn weights_that_count_fill_the_place_of_absent_ones() {
        let d = |n: i64| Decimal::from(n);
        let weights = [(d(50), true), (d(30), false), (d(20), true)];
        let sum: Decimal = counted(&weights, Absent::Rescale).iter().sum();
        assert_eq!(sum.round_dp(9), d(100));
        assert_eq!(counted(&weights, Absent::Zero), [d(50), d(30), d(20)]);
    }

    #[test]
    fn a_calculation_ends_in_what_is_shown_and_tells_no_hidden_group() {
        let (data, _, as_of) = sample_in_calibration();
        let mut told = 0;
        for case in data.appraisals.iter() {
            let whole = explain(&data, case.id, as_of).unwrap();
            let Some(released) = &case.released else { continue };
            let grade = released.sheet.grade.clone().map_or(TraceValue::Absent, TraceValue::Grade);
            assert_eq!(whole.value, grade);
            let sheet = of_sheet(case, data.cycles.get(case.cycle).unwrap(), &released.sheet);
            assert_eq!(sheet.value, grade);
            let counts = sheet.walk().into_iter().filter_map(|(_, s)| match &s.step {
                Step::Judged(step) => match step.as_ref() {
                    Judged::Group { count, .. } => Some(*count),
                    _ => None,
                },
                _ => None,
            });
            let shown: u32 =
                released.sheet.competencies.iter().flat_map(|c| &c.groups).map(|g| g.count).sum();
            assert_eq!(counts.sum::<u32>(), shown);
            let lines = trace::lines(&sheet, Names { data: &data, texts: Texts::of(Lang::En) });
            assert!(lines.iter().all(|l| !l.label.is_empty()));
            told += 1;
        }
        assert!(told > 10, "{told}");
        assert_eq!(explain(&data, AppraisalId(crate::domain::id::Uuid::nil()), as_of), None);
    }
}
