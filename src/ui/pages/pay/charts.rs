//! Pictures of a trial: how pay is spread, and pay for performance, each beside the plan as it stands.

use super::trial::Trial;
use super::words;
use crate::engine::incentive::{Pay, Prepared};
use crate::state::trial::{Ground, spread};
use crate::ui::charts::{Chart, ChartKind, ChartSpec, Curve, CurveLine, Figure, Ink, Scatter, ScatterPoint};
use crate::ui::lang::t;
use crate::ui::session::Session;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

/// Steps of the spread.
const STEPS: usize = 14;

/// Both pictures.
pub fn pictures(trial: Trial) -> AnyView {
    let spread = Memo::new(move |_| {
        let (before, after) = (trial.before.get(), trial.after.get());
        spread_of(trial, (before.as_ref(), after.as_ref()), trial.is_moved())
    });
    let performance = Memo::new(move |_| {
        let of = |m: Memo<Option<Ground>>| m.get().map(|g| g.prepared);
        let prepared = (of(trial.ground), of(trial.tried));
        performance_of(trial, prepared, (trial.before.get(), trial.after.get()), trial.is_moved())
    });
    view! {
        <div class="columns-2">
            <section class="section"><Chart spec=spread/></section>
            <section class="section"><Chart spec=performance/></section>
        </div>
    }
    .into_any()
}

fn spread_of(trial: Trial, (before, after): (Option<&Pay>, Option<&Pay>), moved: bool) -> ChartSpec {
    let both = || [before, after].into_iter().flatten().flat_map(|p| &p.people).map(|p| p.minor);
    let (lowest, highest) = (both().min().unwrap_or(0).min(0), both().max().unwrap_or(0));
    let line = |pay: &Pay, name: &str, before: bool| CurveLine {
        name: name.to_owned(),
        ink: if before { Ink::Words } else { Ink::Accent },
        before,
        points: spread(pay, lowest, highest, STEPS),
    };
    let old = before.filter(|_| moved).map(|pay| line(pay, t().pay.plan_now, true));
    let name = if moved { t().pay.trial } else { t().pay.plan_now };
    let new = after.map(|pay| line(pay, name, false));
    ChartSpec {
        title: t().pay.spread.to_owned(),
        unit: t().pay.people.to_owned(),
        figure: Figure::Number(0),
        kind: ChartKind::Curve(Curve {
            x_title: t().figure.in_unit(t().pay.pay, &words::paid_in(trial)),
            x_figure: Figure::Number(0),
            lines: old.into_iter().chain(new).collect(),
            here: Vec::new(),
        }),
    }
}

type Both<T> = (Option<T>, Option<T>);

fn performance_of(
    trial: Trial,
    bases: Both<std::sync::Arc<Prepared>>,
    (before, after): Both<Pay>,
    moved: bool,
) -> ChartSpec {
    let data = Session::get().data();
    let points = |pay: &Pay, prepared: &Prepared, ink: Ink, named: bool| {
        let scale = 10_f64.powi(i32::try_from(pay.cost.currency.digits()).unwrap_or(0));
        let one = |p: &crate::engine::incentive::PersonPay| {
            let name = data.as_ref().and_then(|d| d.people.get(p.person)).map(|p| p.name.clone());
            Some(ScatterPoint {
                id: String::new(),
                name: if named { name.unwrap_or_default() } else { String::new() },
                x: prepared.attainment(p.person)?.to_f64()?,
                y: p.minor as f64 / scale,
                ink,
            })
        };
        pay.people.iter().filter_map(one).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    // Those on trial first: the room for names is theirs.
    if let (Some(pay), Some(prepared)) = (&after, &bases.1) {
        all.extend(points(pay, prepared, Ink::Accent, true));
    }
    if let (Some(pay), Some(prepared), true) = (&before, &bases.0, moved) {
        all.extend(points(pay, prepared, Ink::Axis, false));
    }
    let inks = [(Ink::Axis, t().pay.plan_now), (Ink::Accent, t().pay.trial)];
    let inks = inks.into_iter().filter(|_| moved).map(|(ink, name)| (ink, name.to_owned()));
    ChartSpec {
        title: t().pay.performance.to_owned(),
        unit: words::paid_in(trial),
        figure: Figure::Number(0),
        kind: ChartKind::Scatter(Scatter {
            x_title: t().pay.attainment.to_owned(),
            x_figure: Figure::Percent(0),
            y_title: t().pay.pay.to_owned(),
            points: all,
            inks: inks.collect(),
        }),
    }
}
