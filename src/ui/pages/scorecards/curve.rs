//! A scoring curve: its kind, its numbers, and its picture.

use super::line::{read, write};
use crate::domain::Decimal;
use crate::domain::kpi::Unit;
use crate::domain::scorecard::{Beyond, Curve, Input, Point, ScoreLine, Scorecard};
use crate::state::curves;
use crate::ui::charts::{self, Chart, ChartKind, ChartSpec, CurveLine, Figure, Ink};
use crate::ui::components::{Button, Choice, Icon, IconButton, NumberField, Select};
use crate::ui::forms::{Draft, from_code, to_code};
use crate::ui::lang::t;
use crate::ui::session::Session;
use leptos::prelude::*;

const INPUTS: [Input; 2] = [Input::Attainment, Input::Actual];
const BEYONDS: [Beyond; 3] = [Beyond::Zero, Beyond::Held, Beyond::Continued];

fn point(at: i64, score: i64) -> Point {
    Point { at: Decimal::new(at, 2), score: score.into() }
}

/// One curve of every kind, each a sensible beginning; the place in the list is its code.
fn kinds() -> Vec<Curve> {
    let hundred = Decimal::ONE_HUNDRED;
    vec![
        Curve::Ratio,
        Curve::Points {
            points: vec![point(80, 80), point(100, 100), point(120, 120)],
            input: Input::Attainment,
            worse: Beyond::Zero,
            better: Beyond::Held,
        },
        Curve::Bands {
            bands: vec![point(60, 60), point(80, 80), point(100, 100), point(120, 120)],
            input: Input::Attainment,
        },
        Curve::Binary { full: hundred },
        Curve::Completion { full: hundred },
        Curve::PlusMinus { full: hundred, points: Decimal::ONE, step: Decimal::ONE, limit: Decimal::TEN },
        Curve::Deviation,
        Curve::InverseRatio,
    ]
}

fn kind_code(curve: &Curve) -> String {
    let same = |k: &Curve| std::mem::discriminant(k) == std::mem::discriminant(curve);
    kinds().iter().position(same).map(|n| n.to_string()).unwrap_or_default()
}

/// The fields of a curve.
#[component]
pub fn CurveFields(
    /// The scorecard being edited.
    draft: Draft<Scorecard>,
    /// Which line.
    at: usize,
) -> impl IntoView {
    let options: Vec<Choice> =
        kinds().iter().map(|k| Choice::new(kind_code(k), t().scorecards.curve_name(k))).collect();
    let code = read(draft, at, |l| kind_code(&l.curve));
    let code = Memo::new(move |_| code.get());
    let count = read(draft, at, |l| points_of(&l.curve).map_or(0, Vec::len));
    let count = Memo::new(move |_| count.get());
    let set_kind = write(draft, at, |l, code: String| {
        if let Some(curve) = code.parse().ok().and_then(|n: usize| kinds().into_iter().nth(n)) {
            l.curve = curve;
        }
    });
    view! {
        <div class="field-grid">
            <Select label=t().scorecards.curve options value=code on_change=set_kind/>
            {move || points_of_code(draft, at, code).then(|| input_choice(draft, at))}
        </div>
        {move || {
            code.get();
            let curve = draft.now().lines.get(at).map(|l| l.curve.clone());
            match curve {
                Some(Curve::Points { .. } | Curve::Bands { .. }) => points_view(draft, at, count),
                Some(Curve::Binary { .. } | Curve::Completion { .. }) => full_view(draft, at),
                Some(Curve::PlusMinus { .. }) => plus_minus_view(draft, at),
                _ => ().into_any(),
            }
        }}
    }
}

/// Whether the curve of the kind chosen is made of points.
fn points_of_code(draft: Draft<Scorecard>, at: usize, code: Memo<String>) -> bool {
    code.get();
    draft.now().lines.get(at).is_some_and(|l| points_of(&l.curve).is_some())
}

fn points_of(curve: &Curve) -> Option<&Vec<Point>> {
    match curve {
        Curve::Points { points, .. } | Curve::Bands { bands: points, .. } => Some(points),
        _ => None,
    }
}

fn points_of_mut(curve: &mut Curve) -> Option<&mut Vec<Point>> {
    match curve {
        Curve::Points { points, .. } | Curve::Bands { bands: points, .. } => Some(points),
        _ => None,
    }
}

/// Of what the points are: the attainment or the value itself.
fn input_choice(draft: Draft<Scorecard>, at: usize) -> AnyView {
    let options = vec![
        Choice::new(to_code(&INPUTS, &Input::Attainment), t().scorecards.of_attainment),
        Choice::new(to_code(&INPUTS, &Input::Actual), t().scorecards.of_actual),
    ];
    let value = read(draft, at, move |l| to_code(&INPUTS, &input_of(&l.curve)));
    let set = write(draft, at, |l, code: String| {
        if let Curve::Points { input, .. } | Curve::Bands { input, .. } = &mut l.curve {
            *input = from_code(&INPUTS, &code, *input);
        }
    });
    view! { <Select label=t().scorecards.input options value on_change=set/> }.into_any()
}

fn input_of(curve: &Curve) -> Input {
    match curve {
        Curve::Points { input, .. } | Curve::Bands { input, .. } => *input,
        _ => Input::Actual,
    }
}

/// What the values of a curve are called, and whether they are written in percent.
fn value_words(session: Session, line: Option<&ScoreLine>) -> (String, bool) {
    let Some(line) = line else { return (t().scorecards.at.to_owned(), false) };
    if curves::over_attainment(&line.curve) {
        return (t().figure.attainment.to_owned(), true);
    }
    let kpi = session.data().and_then(|d| d.kpis.get(line.kpi).cloned());
    kpi.map_or_else(
        || (t().scorecards.at.to_owned(), false),
        |k| (t().library.label(&k.label).to_owned(), k.unit == Unit::Ratio),
    )
}

/// The points as a table: what they are of stands once in its head.
fn points_view(draft: Draft<Scorecard>, at: usize, count: Memo<usize>) -> AnyView {
    let session = Session::get();
    let words = Memo::new(move |_| value_words(session, draft.get().lines.get(at)));
    let heading =
        move || words.with(|(name, percent)| if *percent { format!("{name} %") } else { name.clone() });
    let add = write(draft, at, |l, ()| {
        if let Some(points) = points_of_mut(&mut l.curve) {
            let step = Decimal::new(1, 1);
            let next = points
                .last()
                .map_or(point(100, 100), |p| Point { at: p.at + step, score: p.score + Decimal::TEN });
            points.push(next);
        }
    });
    view! {
        <div class="points">
            <div class="point is-head" aria-hidden="true"><span>{heading}</span><span>{t().scorecards.score}</span></div>
            {move || {
                let percent = words.with(|(_, percent)| *percent);
                (0..count.get()).map(|n| point_row(draft, at, n, percent)).collect_view()
            }}
            <Button small=true icon=Icon::Plus on_press=add>{t().scorecards.add_point}</Button>
        </div>
    }
    .into_any()
}

/// One point. An attainment and a ratio are written in percent, everything else in its own unit.
fn point_row(draft: Draft<Scorecard>, at: usize, n: usize, percent: bool) -> AnyView {
    let scale = if percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    let value = read(draft, at, move |l| {
        points_of(&l.curve).and_then(|p| p.get(n)).map(|p| (p.at * scale).normalize())
    });
    let set = write(draft, at, move |l, value: Option<Decimal>| {
        if let (Some(p), Some(v)) = (points_of_mut(&mut l.curve).and_then(|p| p.get_mut(n)), value) {
            p.at = v / scale;
        }
    });
    let score = read(draft, at, move |l| points_of(&l.curve).and_then(|p| p.get(n)).map(|p| p.score));
    let set_score = write(draft, at, move |l, value: Option<Decimal>| {
        if let (Some(p), Some(v)) = (points_of_mut(&mut l.curve).and_then(|p| p.get_mut(n)), value) {
            p.score = v;
        }
    });
    let remove = write(draft, at, move |l, ()| {
        if let Some(points) =
            points_of_mut(&mut l.curve).filter(|points| points.len() > 1 && n < points.len())
        {
            points.remove(n);
        }
    });
    view! {
        <div class="point">
            <NumberField label=t().scorecards.at decimals=4 value on_change=set/>
            <NumberField label=t().scorecards.score decimals=2 value=score on_change=set_score/>
            <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/>
        </div>
    }
    .into_any()
}

/// What holds beyond the points, where the curve has points.
#[component]
pub fn CurveEnds(
    /// The scorecard being edited.
    draft: Draft<Scorecard>,
    /// Which line.
    at: usize,
) -> impl IntoView {
    let ends =
        Memo::new(move |_| matches!(draft.get().lines.get(at).map(|l| &l.curve), Some(Curve::Points { .. })));
    move || ends.get().then(|| ends_view(draft, at))
}

fn ends_view(draft: Draft<Scorecard>, at: usize) -> AnyView {
    let options: Vec<Choice> =
        BEYONDS.iter().map(|b| Choice::new(to_code(&BEYONDS, b), t().scorecards.beyond_name(*b))).collect();
    let of = |curve: &Curve, better_end: bool| match curve {
        Curve::Points { worse, better, .. } => {
            if better_end {
                *better
            } else {
                *worse
            }
        }
        _ => Beyond::Held,
    };
    let set = move |better_end: bool| {
        write(draft, at, move |l, code: String| {
            if let Curve::Points { worse, better, .. } = &mut l.curve {
                let end = if better_end { better } else { worse };
                *end = from_code(&BEYONDS, &code, *end);
            }
        })
    };
    view! {
        <Select label=t().scorecards.worse options=options.clone() value=read(draft, at, move |l| to_code(&BEYONDS, &of(&l.curve, false))) on_change=set(false)/>
        <Select label=t().scorecards.better options=options value=read(draft, at, move |l| to_code(&BEYONDS, &of(&l.curve, true))) on_change=set(true)/>
    }
    .into_any()
}

fn full_view(draft: Draft<Scorecard>, at: usize) -> AnyView {
    let value = read(draft, at, |l| match l.curve {
        Curve::Binary { full } | Curve::Completion { full } => Some(full),
        _ => None,
    });
    let set = write(draft, at, |l, n: Option<Decimal>| {
        if let (Curve::Binary { full } | Curve::Completion { full }, Some(n)) = (&mut l.curve, n) {
            *full = n;
        }
    });
    view! { <div class="field-grid"><NumberField label=t().scorecards.full decimals=2 value on_change=set/></div> }.into_any()
}

fn plus_minus_view(draft: Draft<Scorecard>, at: usize) -> AnyView {
    /// Which of the four numbers.
    type Part = fn(&mut Curve) -> Option<&mut Decimal>;
    let parts: [(&'static str, Part); 4] = [
        (t().scorecards.full, |c| if let Curve::PlusMinus { full, .. } = c { Some(full) } else { None }),
        (
            t().scorecards.per_step,
            |c| if let Curve::PlusMinus { points, .. } = c { Some(points) } else { None },
        ),
        (t().scorecards.step, |c| if let Curve::PlusMinus { step, .. } = c { Some(step) } else { None }),
        (t().scorecards.limit, |c| if let Curve::PlusMinus { limit, .. } = c { Some(limit) } else { None }),
    ];
    let field = move |(label, part): (&'static str, Part)| {
        let value = read(draft, at, move |l| part(&mut l.curve.clone()).copied());
        let set = write(draft, at, move |l, n: Option<Decimal>| {
            if let (Some(own), Some(n)) = (part(&mut l.curve), n) {
                *own = n;
            }
        });
        view! { <NumberField label decimals=4 value on_change=set/> }
    };
    view! { <div class="field-grid">{parts.map(field).collect_view()}</div> }.into_any()
}

/// The picture of a line's curve: score over attainment or over the value.
pub fn curve_chart(draft: Draft<Scorecard>, at: usize) -> AnyView {
    let session = Session::get();
    let spec = Memo::new(move |_| {
        let line = draft.get().lines.get(at).cloned();
        let kpi = line.as_ref().and_then(|l| session.data()?.kpis.get(l.kpi).cloned());
        let name = kpi.as_ref().map(|k| t().library.label(&k.label).to_owned()).unwrap_or_default();
        let direction = kpi.map(|k| k.direction).unwrap_or_default();
        let (x_title, percent) = value_words(session, line.as_ref());
        let x_figure = if percent { Figure::Percent(0) } else { Figure::Number(2) };
        let points = line.map(|l| curves::line(&l, direction)).unwrap_or_default();
        ChartSpec {
            title: t().scorecards.drawn.to_owned(),
            unit: t().scorecards.score.to_owned(),
            figure: Figure::Number(1),
            kind: ChartKind::Curve(charts::Curve {
                x_title,
                x_figure,
                lines: vec![CurveLine { name, ink: Ink::Accent, before: false, points }],
                here: Vec::new(),
            }),
        }
    });
    view! { <Chart spec/> }.into_any()
}
