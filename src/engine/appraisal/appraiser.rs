//! Scores of a cycle: the figures by scorecard, the judgement by competency and rater group, the final score and grade.
//!
//! An [`Appraiser`] reads the records once for everybody; one person's result then costs microseconds.

use super::anonymity::{Pool, pools};
use super::blend::blend;
use super::step::{Judged, Lacking, PartKind};
use crate::domain::appraisal::{
    Appraisal, Competency, CompetencyResult, Cycle, FormedFrom, FormedResult, GroupResult, KpiPart,
    KpiResult, Method, ResultSheet, Review, Standard,
};
use crate::domain::id::{AppraisalId, PersonId};
use crate::domain::issue::{About, Checked, Issue, IssueCode};
use crate::domain::scorecard::{Absent, GradeBand, Scorecard, Veto};
use crate::domain::{Dataset, Date, Decimal};
use crate::engine::score::{Board, grade_of, vetoed_grade};
use crate::engine::trace::{Note, Step, TraceValue};
use std::collections::BTreeMap;

/// A person's appraisal, worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Appraised<N> {
    /// The result as it may be shown.
    pub sheet: ResultSheet,
    /// How it came about.
    pub note: N,
}

/// Works out the appraisals of one cycle.
pub struct Appraiser<'a> {
    data: &'a Dataset,
    cycle: &'a Cycle,
    board: Board<'a>,
    reviews: BTreeMap<AppraisalId, Vec<&'a Review>>,
}

/// A score on its way into the whole, with the vetoes it brings.
struct Part<N> {
    kind: PartKind,
    weight: Decimal,
    value: Option<Decimal>,
    note: N,
}

impl<'a> Appraiser<'a> {
    /// For a cycle, with records up to the as-of date.
    pub fn new(data: &'a Dataset, cycle: &'a Cycle, as_of: Date) -> Appraiser<'a> {
        Appraiser::with_reviews(data, cycle, as_of, data.reviews.iter().map(AsRef::as_ref))
    }

    /// For a cycle with other reviews than those of the dataset.
    pub(super) fn with_reviews(
        data: &'a Dataset,
        cycle: &'a Cycle,
        as_of: Date,
        all: impl Iterator<Item = &'a Review>,
    ) -> Appraiser<'a> {
        let cards = cycle.methods.iter().filter_map(|m| m.scorecard.as_ref());
        let board = Board::of_cards(data, cards, cycle.period, as_of);
        let mut reviews: BTreeMap<AppraisalId, Vec<&Review>> = BTreeMap::new();
        for review in all {
            reviews.entry(review.appraisal).or_default().push(review);
        }
        Appraiser { data, cycle, board, reviews }
    }

    /// The reviews of an appraisal, in the order in which they were begun.
    pub fn reviews(&self, appraisal: AppraisalId) -> &[&'a Review] {
        self.reviews.get(&appraisal).map_or(&[], Vec::as_slice)
    }

    /// The answers to one competency by group, as far as they may be known.
    pub fn pools(&self, standard: &Standard, appraisal: &Appraisal, competency: &Competency) -> Vec<Pool> {
        pools(standard, appraisal, self.reviews(appraisal.id), self.cycle.sealed, competency)
    }

    /// One person's result, worked out from what there is. What was released stands in the appraisal itself.
    pub fn appraise<N: Note>(&self, appraisal: &Appraisal) -> Checked<Appraised<N>> {
        let mut issues = Vec::new();
        let about = || About::Person(appraisal.person);
        let Some(method) = self.cycle.method(appraisal.standard) else {
            issues.push(Issue { code: IssueCode::NoMethod, about: about() });
            let note = N::note(|| judged(Judged::Whole(appraisal.id)), || TraceValue::Absent, Vec::new());
            return Checked { value: Appraised { sheet: ResultSheet::default(), note }, issues };
        };
        let standard = &method.standard;
        let mut sheet = ResultSheet::default();
        let mut vetoes = Vec::new();
        let (exact, mut note) = if self.cycle.formed_from.is_empty() {
            let mut parts = Vec::new();
            if let Some((part, card)) = standard.quantitative.as_ref().zip(method.scorecard.as_ref()) {
                let found =
                    self.figures::<N>(standard, part, card, appraisal.person, &mut sheet, &mut issues);
                vetoes = found.1;
                parts.push(found.0);
            }
            if standard.qualitative > Decimal::ZERO {
                parts.push(self.judgement::<N>(method, appraisal, &mut sheet, &mut issues));
            }
            whole(standard, appraisal, parts, &mut issues)
        } else {
            sheet.formed = formed_parts(self.data, self.cycle, appraisal, standard);
            formed::<N>(self.cycle, appraisal, standard, &sheet.formed, &mut issues)
        };
        let score = exact.map(|s| self.data.workspace.rounding.half.round(s, standard.places));
        note = N::note(|| Step::Rounded(standard.places), || TraceValue::score(score), vec![note]);
        let note = graded(standard, appraisal, score, &vetoes, note, &mut sheet);
        issues.sort();
        issues.dedup();
        Checked { value: Appraised { sheet, note }, issues }
    }

    /// The KPI part on the standard's scale, not below zero and not above its highest score.
    fn figures<N: Note>(
        &self,
        standard: &Standard,
        part: &KpiPart,
        card: &Scorecard,
        person: PersonId,
        sheet: &mut ResultSheet,
        issues: &mut Vec<Issue>,
    ) -> (Part<N>, Vec<(crate::domain::id::KpiId, Veto)>) {
        let scored = self.board.score_by::<N>(card, person, self.cycle.period);
        issues.extend(scored.issues);
        let scored = scored.value;
        let full = standard.full;
        let value = scored.exact.and_then(|s| s.checked_mul(full)?.checked_div(Decimal::ONE_HUNDRED));
        let step = || judged(Judged::Scale { from: Decimal::ONE_HUNDRED, to: full });
        let mut note = N::note(step, || TraceValue::score(value), vec![scored.note]);
        let mut held = value;
        if value.is_some_and(|v| v < Decimal::ZERO) {
            held = Some(Decimal::ZERO);
            note = N::note(|| Step::Floor(Decimal::ZERO), || TraceValue::score(held), vec![note]);
        }
        if value.is_some_and(|v| v > standard.most) {
            held = Some(standard.most);
            note = N::note(|| Step::Cap(standard.most), || TraceValue::score(held), vec![note]);
        }
        sheet.quantitative = held;
        sheet.kpis = scored
            .lines
            .iter()
            .map(|l| KpiResult {
                kpi: l.kpi,
                weight: l.weight,
                actual: l.actual,
                target: l.target,
                score: l.score,
            })
            .collect();
        let vetoes = scored.vetoes.into_iter().map(|(kpi, veto)| match veto {
            Veto::Score(most) => {
                let scaled = most.checked_mul(full).and_then(|m| m.checked_div(Decimal::ONE_HUNDRED));
                (kpi, Veto::Score(scaled.unwrap_or(most)))
            }
            Veto::Grade(best) => (kpi, Veto::Grade(best)),
        });
        let part = Part { kind: PartKind::Quantitative, weight: part.weight, value: held, note };
        (part, vetoes.collect())
    }

    /// The competency part on the standard's scale.
    fn judgement<N: Note>(
        &self,
        method: &Method,
        appraisal: &Appraisal,
        sheet: &mut ResultSheet,
        issues: &mut Vec<Issue>,
    ) -> Part<N> {
        let standard = &method.standard;
        let about = || About::Person(appraisal.person);
        let mut notes = Vec::new();
        for competency in &standard.competencies {
            let pools = self.pools(standard, appraisal, competency);
            for pool in &pools {
                if pool.hidden {
                    issues.push(Issue { code: IssueCode::GroupTooSmall, about: about() });
                } else if !self.cycle.sealed && pool.groups.iter().any(|g| g.anonymous()) {
                    issues.push(Issue { code: IssueCode::NotYetCounted, about: about() });
                }
            }
            let parts: Vec<_> = pools.iter().map(|p| (p.weight, p.mean)).collect();
            let mixed = blend(&parts, standard.absent);
            if mixed.missing {
                issues.push(Issue { code: absence(standard.absent), about: about() });
            }
            let high = standard.scale.high;
            let score = mixed.value.and_then(|v| v.checked_mul(standard.full)?.checked_div(high));
            let leaves = pools.iter().zip(&mixed.effective).filter(|(p, _)| p.mean.is_some());
            let leaves = leaves.map(|(pool, effective)| {
                let step = || {
                    judged(Judged::Group {
                        groups: pool.groups.clone(),
                        weight: pool.weight,
                        effective: *effective,
                        count: pool.count,
                    })
                };
                N::note(step, || TraceValue::score(pool.mean), Vec::new())
            });
            let step = || judged(Judged::Scale { from: high, to: standard.full });
            notes.push(N::note(step, || TraceValue::score(score), leaves.collect()));
            let shown = pools.into_iter().filter_map(|p| {
                Some(GroupResult { mean: p.mean?, groups: p.groups, weight: p.weight, count: p.count })
            });
            sheet.competencies.push(CompetencyResult {
                competency: competency.id,
                weight: competency.weight,
                score,
                groups: shown.collect(),
            });
        }
        let parts: Vec<_> = sheet.competencies.iter().map(|c| (c.weight, c.score)).collect();
        let mixed = blend(&parts, standard.absent);
        if mixed.missing {
            issues.push(Issue { code: absence(standard.absent), about: about() });
        }
        if mixed.value.is_none() {
            issues.push(Issue { code: IssueCode::NoRating, about: about() });
        }
        let lines = notes.into_iter().zip(&sheet.competencies).zip(&mixed.effective);
        let lines = lines.map(|((note, c), effective)| {
            let (competency, weight) = (c.competency, c.weight);
            let step = || judged(Judged::Competency { competency, weight, effective: *effective });
            N::note(step, || TraceValue::score(c.score), vec![note])
        });
        let value = mixed.value;
        sheet.qualitative = value;
        let note = N::note(|| judged(Judged::Competencies), || TraceValue::score(value), lines.collect());
        Part { kind: PartKind::Qualitative, weight: standard.qualitative, value, note }
    }
}

fn judged(step: Judged) -> Step {
    Step::Judged(Box::new(step))
}

fn absence(absent: Absent) -> IssueCode {
    match absent {
        Absent::Rescale => IssueCode::Rescaled,
        Absent::Zero => IssueCode::CountedAsZero,
    }
}

/// The parts together, not yet rounded.
fn whole<N: Note>(
    standard: &Standard,
    appraisal: &Appraisal,
    parts: Vec<Part<N>>,
    issues: &mut Vec<Issue>,
) -> (Option<Decimal>, N) {
    let values: Vec<_> = parts.iter().map(|p| (p.weight, p.value)).collect();
    let mixed = blend(&values, standard.absent);
    if mixed.missing {
        let about = About::Person(appraisal.person);
        issues.push(Issue { code: absence(standard.absent), about });
    }
    let lines = parts.into_iter().zip(&mixed.effective).map(|(p, effective)| {
        let step = || judged(Judged::Part { part: p.kind, weight: p.weight, effective: *effective });
        N::note(step, || TraceValue::score(p.value), vec![p.note])
    });
    let value = || TraceValue::score(mixed.value);
    let mut note = N::note(|| judged(Judged::Whole(appraisal.id)), value, lines.collect());
    if mixed.missing {
        note = N::note(|| judged(Judged::Missing(Lacking::Part, standard.absent)), value, vec![note]);
    }
    (mixed.value, note)
}

/// What the other cycles of a formed cycle say of a person: released scores, each brought to this standard's scale, and
/// grades. Only what was released counts.
pub fn formed_parts(
    data: &Dataset,
    cycle: &Cycle,
    appraisal: &Appraisal,
    standard: &Standard,
) -> Vec<FormedResult> {
    let part = |from: &FormedFrom| {
        let own = data.appraisals.iter().find(|a| a.cycle == from.cycle && a.person == appraisal.person);
        let sheet = own.and_then(|a| a.released.as_ref()).map(|r| &r.sheet);
        let full = || Some(data.cycles.get(from.cycle)?.method(own?.standard)?.standard.full);
        let score = || sheet?.score?.checked_mul(standard.full)?.checked_div(full()?);
        let grade = sheet.and_then(|s| s.grade.clone());
        FormedResult { cycle: from.cycle, weight: from.weight, score: score(), grade }
    };
    cycle.formed_from.iter().map(part).collect()
}

/// A score formed from scores of other cycles by weight.
pub fn formed<N: Note>(
    cycle: &Cycle,
    appraisal: &Appraisal,
    standard: &Standard,
    found: &[FormedResult],
    issues: &mut Vec<Issue>,
) -> (Option<Decimal>, N) {
    let parts: Vec<_> = found.iter().map(|f| (f.weight, f.score)).collect();
    let mixed = blend(&parts, standard.absent);
    if mixed.missing {
        let code = match standard.absent {
            Absent::Rescale => IssueCode::CycleMissing,
            Absent::Zero => IssueCode::CycleAsZero,
        };
        issues.push(Issue { code, about: About::Person(appraisal.person) });
    }
    let lines =
        cycle.formed_from.iter().zip(&parts).zip(&mixed.effective).map(|((from, part), effective)| {
            let step =
                || judged(Judged::Cycle { cycle: from.cycle, weight: from.weight, effective: *effective });
            N::note(step, || TraceValue::score(part.1), Vec::new())
        });
    let value = || TraceValue::score(mixed.value);
    let mut note = N::note(|| judged(Judged::Whole(appraisal.id)), value, lines.collect());
    if mixed.missing {
        note = N::note(|| judged(Judged::Missing(Lacking::Cycle, standard.absent)), value, vec![note]);
    }
    (mixed.value, note)
}

/// Vetoes, the grade of the rounded score, and what people moved.
fn graded<N: Note>(
    standard: &Standard,
    appraisal: &Appraisal,
    score: Option<Decimal>,
    vetoes: &[(crate::domain::id::KpiId, Veto)],
    mut note: N,
    sheet: &mut ResultSheet,
) -> N {
    let bands: &[GradeBand] = &standard.bands;
    let named = |grade: &Option<String>| grade.clone().map_or(TraceValue::Absent, TraceValue::Grade);
    let mut score = score;
    for (kpi, veto) in vetoes {
        if let (Veto::Score(most), Some(s)) = (veto, score) {
            score = Some(s.min(*most));
            note = N::note(|| Step::Veto(*kpi), || TraceValue::score(score), vec![note]);
        }
    }
    let mut grade = score.and_then(|s| grade_of(bands, s)).map(ToOwned::to_owned);
    note = N::note(|| Step::Grade, || named(&grade), vec![note]);
    for (kpi, veto) in vetoes {
        let Veto::Grade(best) = veto else { continue };
        let capped = vetoed_grade(bands, grade.as_deref(), best);
        if capped != grade {
            grade = capped;
            note = N::note(|| Step::Veto(*kpi), || named(&grade), vec![note]);
        }
    }
    sheet.score = score;
    sheet.computed_grade.clone_from(&grade);
    for (at, moved) in appraisal.adjustments.iter().enumerate() {
        grade = Some(moved.to.clone());
        note = N::note(|| judged(Judged::Adjusted(at)), || named(&grade), vec![note]);
    }
    sheet.grade = grade;
    note
}
