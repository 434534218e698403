//! The picture of a component: pay, or pay for one more, over what it measures.

use super::component::of;
use crate::domain::id::ComponentId;
use crate::domain::incentive::Plan;
use crate::state::plan::{Across, Picture, Up, picture};
use crate::ui::charts::{self, Chart, ChartKind, ChartSpec, CurveLine, Figure, Ink};
use crate::ui::components::{Choice, Segmented};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use leptos::prelude::*;

/// The picture of a component, with a choice of what rises.
pub fn picture_view(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    drawing(Memo::new(move |_| picture(of(&mut draft.get(), id)?)))
}

/// A picture, with a choice of what rises.
pub fn drawing(drawn: Memo<Option<Picture>>) -> AnyView {
    let rate = RwSignal::new(false);
    let spec = Memo::new(move |_| {
        let picture = drawn.get().unwrap_or_default();
        let (x_title, x_figure) = match picture.across {
            Across::Attainment => (t().figure.attainment, Figure::Percent(0)),
            Across::Amount => (t().plans.amount, Figure::Number(0)),
            Across::Quantity => (t().plans.by_quantity, Figure::Number(0)),
        };
        let (unit, figure) = match (rate.get(), picture.up) {
            (false, Up::OfQuota) => (t().plans.of_quota, Figure::Percent(1)),
            (false, Up::OfPay) => (t().plans.of_pay, Figure::Percent(0)),
            (false, Up::Money) => ("", Figure::Number(0)),
            (true, Up::Money) if picture.across == Across::Quantity => ("", Figure::Number(2)),
            (true, _) => ("", Figure::Percent(1)),
        };
        let (title, points) = if rate.get() {
            (t().plans.drawn_rate, picture.rate)
        } else {
            (t().plans.drawn_pay, picture.pay)
        };
        ChartSpec {
            title: title.to_owned(),
            unit: unit.to_owned(),
            figure,
            kind: ChartKind::Curve(charts::Curve {
                x_title: x_title.to_owned(),
                x_figure,
                lines: vec![CurveLine { name: title.to_owned(), ink: Ink::Accent, before: false, points }],
                here: Vec::new(),
            }),
        }
    });
    let options = vec![Choice::new("pay", t().plans.drawn_pay), Choice::new("rate", t().plans.drawn_rate)];
    let value = Signal::derive(move || if rate.get() { "rate" } else { "pay" }.to_owned());
    let on_change = Callback::new(move |code: String| rate.set(code == "rate"));
    let there = Memo::new(move |_| drawn.with(Option::is_some));
    view! {
        <div class="stack">
            {move || if there.get() {
                let options = options.clone();
                view! { <Segmented label=t().plans.drawn options value on_change/> <Chart spec/> }.into_any()
            } else {
                view! { <p class="muted">{t().plans.not_drawn}</p> }.into_any()
            }}
        </div>
    }
    .into_any()
}
