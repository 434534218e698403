//! One KPI of a scorecard: weight, level, curve, limits, veto.

use super::curve::{CurveEnds, CurveFields, curve_chart};
use crate::domain::Decimal;
use crate::domain::id::KpiId;
use crate::domain::scorecard::{ScoreLine, Scorecard, Veto};
use crate::domain::target::Level;
use crate::ui::components::{Choice, Icon, IconButton, NumberField, Select};
use crate::ui::forms::{Draft, from_code, to_code};
use crate::ui::lang::t;
use crate::ui::session::Session;
use leptos::prelude::*;

const LEVELS: [Level; 3] = [Level::Target, Level::Challenge, Level::Stretch];

/// A part of one line as a signal.
pub fn read<P: Default + PartialEq + Send + Sync + 'static>(
    draft: Draft<Scorecard>,
    at: usize,
    part: impl Fn(&ScoreLine) -> P + Send + Sync + 'static,
) -> Signal<P> {
    draft.read(move |card| card.lines.get(at).map(&part).unwrap_or_default())
}

/// A callback that writes a part of one line.
pub fn write<P: 'static>(
    draft: Draft<Scorecard>,
    at: usize,
    set: impl Fn(&mut ScoreLine, P) + Send + Sync + 'static,
) -> Callback<P> {
    draft.write(move |card, part| {
        if let Some(line) = card.lines.get_mut(at) {
            set(line, part);
        }
    })
}

/// The editor of one line.
#[component]
pub fn Line(
    /// The scorecard being edited.
    draft: Draft<Scorecard>,
    /// Which line.
    at: usize,
) -> impl IntoView {
    let remove = move |()| {
        draft.update(|card| {
            if at < card.lines.len() {
                card.lines.remove(at);
            }
        });
    };
    view! {
        <div class="panel score-line">
            <div class="score-line-head">
                {head(draft, at)}
                <IconButton icon=Icon::Delete name=t().common.remove.to_owned() on_press=remove/>
            </div>
            <div class="score-line-body">
                <div class="stack">
                    <CurveFields draft at/>
                    <details class="more">
                        <summary>{t().scorecards.more}</summary>
                        <div class="field-grid">
                            <CurveEnds draft at/>
                            {limits(draft, at)}
                        </div>
                    </details>
                </div>
                {curve_chart(draft, at)}
            </div>
        </div>
    }
}

fn head(draft: Draft<Scorecard>, at: usize) -> AnyView {
    let session = Session::get();
    let kpis = Signal::derive(move || {
        let used: Vec<KpiId> = draft.get().lines.iter().map(|l| l.kpi).collect();
        let own = used.get(at).copied();
        let data = session.data();
        let all = data.iter().flat_map(|d| d.kpis.iter());
        all.filter(|k| Some(k.id) == own || !used.contains(&k.id))
            .map(|k| Choice::new(k.id.to_string(), t().library.label(&k.label)))
            .collect::<Vec<_>>()
    });
    let levels: Vec<Choice> =
        LEVELS.iter().map(|l| Choice::new(to_code(&LEVELS, l), t().targets.level_name(*l))).collect();
    view! {
        <div class="field-grid is-lead">
            <Select
                label=t().scorecards.kpi
                options=kpis
                value=read(draft, at, |l| l.kpi.to_string())
                on_change=write(draft, at, |l, id: String| l.kpi = id.parse().unwrap_or(l.kpi))
            />
            <NumberField
                label=t().scorecards.weight
                unit="%"
                decimals=2
                value=read(draft, at, |l| Some(l.weight))
                on_change=write(draft, at, |l, n: Option<Decimal>| l.weight = n.unwrap_or(l.weight))
            />
            <Select
                label=t().scorecards.level
                options=levels
                value=read(draft, at, |l| to_code(&LEVELS, &l.level))
                on_change=write(draft, at, |l, code: String| l.level = from_code(&LEVELS, &code, l.level))
            />
        </div>
    }
    .into_any()
}

fn veto_kind(veto: Option<&Veto>) -> String {
    match veto {
        None => "none",
        Some(Veto::Score(_)) => "score",
        Some(Veto::Grade(_)) => "grade",
    }
    .to_owned()
}

fn limits(draft: Draft<Scorecard>, at: usize) -> AnyView {
    let vetoes = vec![
        Choice::new("none", t().scorecards.veto_none),
        Choice::new("score", t().scorecards.veto_score),
        Choice::new("grade", t().scorecards.veto_grade),
    ];
    let kind = read(draft, at, |l| veto_kind(l.veto.as_ref()));
    let kind = Memo::new(move |_| kind.get());
    let set_kind = Callback::new(move |code: String| {
        draft.update(|card| {
            let worst = card.bands.last().map(|b| b.grade.clone()).unwrap_or_default();
            if let Some(line) = card.lines.get_mut(at) {
                line.veto = match code.as_str() {
                    "score" => Some(Veto::Score(Decimal::ZERO)),
                    "grade" => Some(Veto::Grade(worst)),
                    _ => None,
                };
            }
        });
    });
    let at_most = move || {
        match kind.get().as_str() {
        "score" => view! {
            <NumberField
                label=t().scorecards.veto_score
                decimals=2
                value=read(draft, at, |l| match &l.veto { Some(Veto::Score(s)) => Some(*s), _ => None })
                on_change=write(draft, at, |l, n: Option<Decimal>| l.veto = n.map(Veto::Score).or(l.veto.take()))
            />
        }
        .into_any(),
        "grade" => {
            let grades = draft.read(|c| c.bands.iter().map(|b| Choice::new(b.grade.clone(), b.grade.clone())).collect::<Vec<_>>());
            view! {
                <Select
                    label=t().scorecards.veto_grade
                    options=grades
                    value=read(draft, at, |l| match &l.veto { Some(Veto::Grade(g)) => g.clone(), _ => String::new() })
                    on_change=write(draft, at, |l, grade: String| l.veto = Some(Veto::Grade(grade)))
                />
            }
            .into_any()
        }
        _ => ().into_any(),
    }
    };
    view! {
            <NumberField
                label=t().scorecards.floor
                optional=true
                decimals=2
                value=read(draft, at, |l| l.floor)
                on_change=write(draft, at, |l, n| l.floor = n)
            />
            <NumberField
                label=t().scorecards.cap
                optional=true
                decimals=2
                value=read(draft, at, |l| l.cap)
                on_change=write(draft, at, |l, n| l.cap = n)
            />
            <Select label=t().scorecards.veto options=vetoes value=kind on_change=set_kind/>
            {at_most}
    }
    .into_any()
}
