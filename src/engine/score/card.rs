//! Scorecards: every person's score in a period, explained.
//!
//! A [`Board`] scans the records once for all people; scoring one of them then costs microseconds.

use super::assign::assigned_to;
use super::curve::{attainment, met, with_attainment};
use crate::domain::calendar::Grain;
use crate::domain::id::{KpiId, PersonId, ScorecardId};
use crate::domain::issue::{About, Checked, Issue, IssueCode};
use crate::domain::kpi::Direction;
use crate::domain::scorecard::{Absent, Curve, GradeBand, Input, ScoreLine, Scorecard, Veto};
use crate::domain::target::Subject;
use crate::domain::{Dataset, Date, Decimal, Period, Span};
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key};
use crate::engine::target::Targets;
use crate::engine::trace::{Note, Step, Trace, TraceValue};

/// One line of a scored card.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredLine {
    /// The KPI.
    pub kpi: KpiId,
    /// Weight as stated, in percent.
    pub weight: Decimal,
    /// Actual value up to the as-of date.
    pub actual: Option<Decimal>,
    /// The whole period's target at the line's level.
    pub target: Option<Decimal>,
    /// Attainment, 1 being the target.
    pub attainment: Option<Decimal>,
    /// Score after floor and cap, 100 being full.
    pub score: Option<Decimal>,
    /// Whether the points stand outside the hundred and are added as they are.
    pub extra: bool,
    /// Whether a veto of this line capped the whole.
    pub vetoed: bool,
}

/// A person's scorecard in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored<N> {
    /// Whose.
    pub person: PersonId,
    /// By which standard; `None` where none is assigned.
    pub scorecard: Option<ScorecardId>,
    /// The lines in the standard's order.
    pub lines: Vec<ScoredLine>,
    /// The score, rounded once; absent where nothing could be scored.
    pub score: Option<Decimal>,
    /// The grade of the rounded score.
    pub grade: Option<String>,
    /// The score before rounding and vetoes.
    pub exact: Option<Decimal>,
    /// The weights of the lines that count.
    counted: Decimal,
    /// What becomes of lines without a score.
    absent: Absent,
    /// The vetoes that took effect.
    pub vetoes: Vec<(KpiId, Veto)>,
    /// How it came about.
    pub note: N,
}

impl<N> Scored<N> {
    /// What a line of this card adds to the score before rounding: score × its share of the weights that count, or the
    /// extra points themselves; absent where it does not count. The points of all lines sum to [`Scored::exact`].
    pub fn points(&self, line: &ScoredLine) -> Option<Decimal> {
        match line.extra {
            true => line.score,
            false if !line.counts(self.absent) => None,
            false => line.score.unwrap_or_default().checked_mul(line.weight)?.checked_div(self.counted),
        }
    }
}

impl ScoredLine {
    fn counts(&self, absent: Absent) -> bool {
        self.score.is_some() || absent == Absent::Zero
    }
}

/// Scores of everybody, in one period or in each of many.
pub struct Board<'a> {
    data: &'a Dataset,
    /// Actual values by person and, where there are several, by period.
    pub figures: Figures,
    /// The targets.
    pub targets: Targets<'a>,
    periods: Vec<Period>,
    single: bool,
    as_of: Date,
}

impl<'a> Board<'a> {
    /// Everybody's scores in one period, of records up to the as-of date.
    pub fn of_period(data: &'a Dataset, period: Period, as_of: Date) -> Board<'a> {
        Board::of_cards(data, data.scorecards.iter().map(AsRef::as_ref), period, as_of)
    }

    /// Scores in one period by certain standards, which need not be those of the dataset.
    pub fn of_cards<'c>(
        data: &'a Dataset,
        cards: impl Iterator<Item = &'c Scorecard>,
        period: Period,
        as_of: Date,
    ) -> Board<'a> {
        let span = data.workspace.calendar.span(period);
        Board::new(data, cards, vec![period], span, None, as_of)
    }

    /// Everybody's scores in each period of a grain within a span.
    pub fn by_period(data: &'a Dataset, span: Span, grain: Grain, as_of: Date) -> Board<'a> {
        let periods = data.workspace.calendar.parts(span, grain);
        let cards = data.scorecards.iter().map(AsRef::as_ref);
        Board::new(data, cards, periods, Some(span), Some(Axis::Period(grain)), as_of)
    }

    fn new<'c>(
        data: &'a Dataset,
        cards: impl Iterator<Item = &'c Scorecard>,
        periods: Vec<Period>,
        span: Option<Span>,
        columns: Option<Axis>,
        as_of: Date,
    ) -> Board<'a> {
        let mut kpis: Vec<KpiId> = cards.flat_map(|c| c.lines.iter().map(|l| l.kpi)).collect();
        kpis.sort_unstable();
        kpis.dedup();
        let span = span.map(|s| Span { from: s.from, to: s.to.min(as_of) });
        let ask = Ask { kpis, span, filter: Default::default(), rows: Some(Axis::Person), columns };
        let figures = Figures::new(data, ask);
        Board { data, figures, targets: Targets::new(data), periods, single: columns.is_none(), as_of }
    }

    /// The periods scored.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// One person's score in one of the board's periods.
    pub fn score<N: Note>(&self, person: PersonId, period: Period) -> Checked<Scored<N>> {
        let end = self.data.workspace.calendar.span(period).map_or(self.as_of, |s| s.to.min(self.as_of));
        let left = self.data.people.get(person).and_then(|p| p.left);
        let day = left.map_or(end, |l| l.min(end));
        let Some(card) = assigned_to(self.data, person, day) else {
            let note = N::note(|| Step::Grade, || TraceValue::Absent, Vec::new());
            let value = Scored {
                person,
                scorecard: None,
                lines: Vec::new(),
                score: None,
                grade: None,
                exact: None,
                counted: Decimal::ZERO,
                absent: Absent::Rescale,
                vetoes: Vec::new(),
                note,
            };
            return Checked { value, issues: Vec::new() };
        };
        self.score_by(card, person, period)
    }

    /// One person's score by a given standard, in one of the board's periods.
    pub fn score_by<N: Note>(
        &self,
        card: &Scorecard,
        person: PersonId,
        period: Period,
    ) -> Checked<Scored<N>> {
        let mut issues = Vec::new();
        let lines: Vec<Line<N>> =
            card.lines.iter().map(|l| self.line(l, person, period, &mut issues)).collect();
        let value = total(self.data, card, person, lines, &mut issues);
        issues.sort();
        issues.dedup();
        Checked { value, issues }
    }

    fn line<N: Note>(
        &self,
        line: &ScoreLine,
        person: PersonId,
        period: Period,
        issues: &mut Vec<Issue>,
    ) -> Line<N> {
        let subject = Subject::Person(person);
        let column = (!self.single).then_some(Key::Period(period));
        let actual = self.figures.noted::<N>(self.data, line.kpi, Some(Key::Person(person)), column);
        let target = self.targets.resolve::<N>(line.kpi, subject, period, line.level);
        let kpi = self.data.kpis.get(line.kpi);
        let about = About::Kpi(line.kpi, subject);
        let issue = |code| Issue { code, about: about.clone() };
        issues.extend(actual.issues);
        let needs_target = line.veto.is_some() || wants_target(&line.curve);
        issues.extend(target.issues.into_iter().filter(|i| needs_target || i.code != IssueCode::NoTarget));
        let direction = kpi.map_or(Direction::Higher, |k| k.direction);
        let ((a, a_note), (t, t_note)) = (actual.value, target.value);
        let attained = a.zip(t).and_then(|(a, t)| attainment(a, t, direction));
        let raw = match a {
            None => {
                issues.push(issue(IssueCode::NoData));
                None
            }
            Some(a) => match with_attainment(&line.curve, direction, a, t, || attained) {
                Ok(score) => Some(score),
                Err(code) => {
                    issues.push(issue(code));
                    None
                }
            },
        };
        let inputs = if by_attainment(&line.curve) {
            let value = || TraceValue::factor(attained);
            vec![N::note(|| Step::Attainment, value, vec![a_note, t_note])]
        } else if needs_target {
            vec![a_note, t_note]
        } else {
            vec![a_note]
        };
        let step = || Step::Curve(Box::new(line.curve.clone()));
        let mut note = N::note(step, || TraceValue::score(raw), inputs);
        let mut score = raw;
        if let Some((s, floor)) = score.zip(line.floor).filter(|(s, floor)| s < floor) {
            score = Some(s.max(floor));
            note = N::note(|| Step::Floor(floor), || TraceValue::score(score), vec![note]);
        }
        if let Some((s, cap)) = score.zip(line.cap).filter(|(s, cap)| s > cap) {
            score = Some(s.min(cap));
            note = N::note(|| Step::Cap(cap), || TraceValue::score(score), vec![note]);
        }
        let missed = a.zip(t).is_some_and(|(a, t)| !met(a, t, direction));
        let vetoed = line.veto.is_some() && missed;
        if vetoed {
            issues.push(issue(IssueCode::Vetoed));
        }
        let extra = matches!(line.curve, Curve::PlusMinus { full, .. } if full.is_zero());
        let (kpi, weight) = (line.kpi, line.weight);
        let scored =
            ScoredLine { kpi, weight, actual: a, target: t, attainment: attained, score, extra, vetoed };
        Line { scored, veto: line.veto.clone().filter(|_| vetoed), note }
    }
}

/// A scored line on its way into the total.
struct Line<N> {
    scored: ScoredLine,
    veto: Option<Veto>,
    note: N,
}

fn by_attainment(curve: &Curve) -> bool {
    match curve {
        Curve::Points { input, .. } | Curve::Bands { input, .. } => *input == Input::Attainment,
        Curve::Completion { .. } => true,
        Curve::Ratio | Curve::InverseRatio | Curve::Deviation => false,
        Curve::Binary { .. } | Curve::PlusMinus { .. } => false,
    }
}

fn wants_target(curve: &Curve) -> bool {
    !matches!(curve, Curve::Points { input: Input::Actual, .. } | Curve::Bands { input: Input::Actual, .. })
}

/// Adds the lines up: Σ score × weight ÷ Σ weight, extra points on top, one rounding, vetoes, the grade.
fn total<N: Note>(
    data: &Dataset,
    card: &Scorecard,
    person: PersonId,
    lines: Vec<Line<N>>,
    issues: &mut Vec<Issue>,
) -> Scored<N> {
    let about = About::Person(person);
    let weighed = || lines.iter().map(|l| &l.scored).filter(|l| !l.extra);
    let stated = weighed().map(|l| l.weight).fold(Decimal::ZERO, Decimal::saturating_add);
    if stated.round_dp(2) != Decimal::ONE_HUNDRED && weighed().next().is_some() {
        issues.push(Issue { code: IssueCode::WeightsTotal, about: about.clone() });
    }
    let missing = weighed().any(|l| l.score.is_none());
    if missing {
        let code = match card.absent {
            Absent::Rescale => IssueCode::Rescaled,
            Absent::Zero => IssueCode::CountedAsZero,
        };
        issues.push(Issue { code, about: about.clone() });
    }
    let counts = |l: &ScoredLine| l.counts(card.absent);
    let weights =
        weighed().filter(|l| counts(l)).map(|l| l.weight).fold(Decimal::ZERO, Decimal::saturating_add);
    let sum = weighed().filter(|l| counts(l)).try_fold(Decimal::ZERO, |sum, l| {
        sum.checked_add(l.score.unwrap_or_default().checked_mul(l.weight)?)
    });
    let extra = lines.iter().filter(|l| l.scored.extra).filter_map(|l| l.scored.score);
    let extra = extra.fold(Decimal::ZERO, |sum, s| sum.saturating_add(s));
    let exact = sum.and_then(|s| s.checked_div(weights)).and_then(|s| s.checked_add(extra));
    let rule = data.workspace.rounding.half;
    let mut score = exact.map(|s| rule.round(s, card.places));

    let vetoes: Vec<(KpiId, Veto)> =
        lines.iter().filter_map(|l| Some((l.scored.kpi, l.veto.clone()?))).collect();
    let (mut scored, mut notes) = (Vec::new(), Vec::new());
    for line in lines {
        let (kpi, weight, value) = (line.scored.kpi, line.scored.weight, line.scored.score);
        let step = || {
            if line.scored.extra {
                return Step::Extra(kpi);
            }
            let counted = Some(weight).filter(|_| counts(&line.scored));
            let share = counted.and_then(|w| w.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(weights));
            Step::Line { kpi, weight, effective: share.unwrap_or_default() }
        };
        notes.push(N::note(step, || TraceValue::score(value), vec![line.note]));
        scored.push(line.scored);
    }
    let mut note = N::note(|| Step::Total(card.id), || TraceValue::score(exact), notes);
    if missing {
        note = N::note(|| Step::Missing(card.absent), || TraceValue::score(exact), vec![note]);
    }
    note = N::note(|| Step::Rounded(card.places), || TraceValue::score(score), vec![note]);
    for (kpi, veto) in &vetoes {
        if let (Veto::Score(most), Some(s)) = (veto, score) {
            score = Some(s.min(*most));
            note = N::note(|| Step::Veto(*kpi), || TraceValue::score(score), vec![note]);
        }
    }
    let mut grade = score.and_then(|s| grade_of(&card.bands, s)).map(ToOwned::to_owned);
    note = N::note(|| Step::Grade, || graded(&grade), vec![note]);
    for (kpi, veto) in &vetoes {
        let Veto::Grade(best) = veto else { continue };
        let capped = vetoed_grade(&card.bands, grade.as_deref(), best);
        if capped != grade {
            grade = capped;
            note = N::note(|| Step::Veto(*kpi), || graded(&grade), vec![note]);
        }
    }
    Scored {
        person,
        scorecard: Some(card.id),
        lines: scored,
        score,
        grade,
        exact,
        counted: weights,
        absent: card.absent,
        vetoes,
        note,
    }
}

fn graded(grade: &Option<String>) -> TraceValue {
    grade.clone().map_or(TraceValue::Absent, TraceValue::Grade)
}

/// The grade of a rounded score: the highest band it reaches, and below all of them the lowest.
pub fn grade_of(bands: &[GradeBand], score: Decimal) -> Option<&str> {
    let reached = bands.iter().filter(|b| b.from <= score).max_by_key(|b| b.from);
    reached.or_else(|| bands.iter().min_by_key(|b| b.from)).map(|b| b.grade.as_str())
}

/// The worse of a grade and the best one that a veto leaves; grades that no band names stay.
pub fn vetoed_grade(bands: &[GradeBand], grade: Option<&str>, best: &str) -> Option<String> {
    let from = |grade: &str| bands.iter().find(|b| b.grade == grade).map(|b| b.from);
    let own = grade?;
    Some(if from(best) < from(own) { best } else { own }.to_owned())
}

/// One person's scorecard with its trace. For several people make a [`Board`].
pub fn scorecard(data: &Dataset, person: PersonId, period: Period, as_of: Date) -> Checked<Scored<Trace>> {
    Board::of_period(data, period, as_of).score(person, period)
}
