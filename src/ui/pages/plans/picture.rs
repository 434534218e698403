//! The picture of a component: pay over what it measures, and below it pay for one more.

use super::component::of;
use crate::domain::id::ComponentId;
use crate::domain::incentive::Plan;
use crate::state::plan::{Across, Picture, Up, of_rule, picture};
use crate::ui::charts::{self, Chart, ChartKind, ChartSpec, CurveLine, Figure, Ink};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

/// The picture of a component.
pub fn picture_view(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    drawing(Memo::new(move |_| picture(of(&mut draft.get(), id)?)))
}

/// The picture of one of a component's rules.
pub fn rule_view(draft: Draft<Plan>, id: ComponentId, rule: usize) -> AnyView {
    drawing(Memo::new(move |_| of_rule(of(&mut draft.get(), id)?, rule)))
}

fn line(name: &str, before: bool, points: Vec<(f64, f64)>) -> Option<CurveLine> {
    let ink = if before { Ink::Words } else { Ink::Accent };
    (!points.is_empty()).then(|| CurveLine { name: name.to_owned(), ink, before, points })
}

/// A chart of lines over what a picture has across.
fn spec(picture: &Picture, title: &str, (unit, figure): (&str, Figure), lines: Vec<CurveLine>) -> ChartSpec {
    let (x_title, x_figure) = match picture.across {
        Across::Attainment => (t().figure.attainment, Figure::Percent(0)),
        Across::Amount => (t().plans.amount, Figure::Number(0)),
        Across::Quantity => (t().plans.by_quantity, Figure::Number(0)),
    };
    ChartSpec {
        title: title.to_owned(),
        unit: unit.to_owned(),
        figure,
        kind: ChartKind::Curve(charts::Curve {
            x_title: x_title.to_owned(),
            x_figure,
            lines,
            here: Vec::new(),
        }),
    }
}

/// In what pay is told, and how.
fn pay_figure(picture: &Picture) -> (&'static str, Figure) {
    match picture.up {
        Up::OfQuota => (t().plans.of_quota, Figure::Percent(1)),
        Up::OfPay => (t().plans.of_pay, Figure::Percent(0)),
        Up::Money => ("", Figure::Number(0)),
    }
}

/// Pay as it is, and thinner what it would be without limits and with the lowest and highest factors.
fn pay_spec(picture: &Picture) -> ChartSpec {
    let w = &t().plan_checks;
    let figure = pay_figure(picture);
    let [least, most] = picture.factors.clone();
    let lines = [
        line(w.bare, true, picture.bare.clone()),
        line(w.factor_least, true, least),
        line(w.factor_most, true, most),
        line(t().plans.drawn_pay, false, picture.pay.clone()),
    ];
    spec(picture, t().plans.drawn_pay, figure, lines.into_iter().flatten().collect())
}

fn rate_spec(picture: &Picture) -> ChartSpec {
    let w = &t().plans;
    // A share of target pay over attainment: points for a percent, not money for money.
    let in_points = picture.up == Up::OfPay && picture.across == Across::Attainment;
    let (title, unit) = if in_points { (w.drawn_share, w.drawn_points) } else { (w.drawn_rate, "") };
    let in_money = picture.up == Up::Money && picture.across != Across::Amount;
    let figure = if in_money || in_points { Figure::Number(2) } else { Figure::Percent(1) };
    let lines = line(title, false, picture.rate.clone());
    let mut made = spec(picture, title, (unit, figure), lines.into_iter().collect());
    if let ChartKind::Curve(curve) = &mut made.kind {
        let unit = pay_figure(picture).1;
        let jump = |(at, by): &(f64, f64)| {
            let after = picture.rate.iter().find(|(x, _)| x >= at).map_or(0.0, |(_, rate)| *rate);
            let by = unit.full(fmt(), *by);
            (format!("{} {by}", t().plans.drawn_jump), *at, after)
        };
        curve.here = picture.jumps.iter().map(jump).collect();
    }
    made
}

/// A picture: both charts, and what they leave out.
pub fn drawing(drawn: Memo<Option<Picture>>) -> AnyView {
    let there = Memo::new(move |_| drawn.with(Option::is_some));
    let pay = Memo::new(move |_| drawn.with(|p| pay_spec(p.as_ref().unwrap_or(&Picture::default()))));
    let rate = Memo::new(move |_| drawn.with(|p| rate_spec(p.as_ref().unwrap_or(&Picture::default()))));
    let notes = move || {
        let w = &t().plan_checks;
        let (gated, uncapped) = drawn.with(|p| p.as_ref().map_or((false, false), |p| (p.gated, p.uncapped)));
        let said = [gated.then_some(w.gate_open), uncapped.then_some(w.cap_not_drawn)];
        said.into_iter().flatten().map(|words| view! { <p class="muted small">{words}</p> }).collect_view()
    };
    view! {
        <div class="stack">
            {move || if there.get() {
                view! { <Chart spec=pay/> <Chart spec=rate/> {notes} }.into_any()
            } else {
                view! { <p class="muted">{t().plans.not_drawn}</p> }.into_any()
            }}
        </div>
    }
    .into_any()
}
