//! The KPI part: how much it weighs, which scorecard it is, and the scorecard's lines with their curves.

use super::Edit;
use crate::domain::Decimal;
use crate::domain::appraisal::KpiPart;
use crate::domain::id::ScorecardId;
use crate::state::appraisal::standards::sharing;
use crate::ui::components::{Button, ButtonKind, Choice, Empty, Icon, Note, Select, Slider};
use crate::ui::lang::{fmt, t};
use crate::ui::pages::scorecards::Lines;
use crate::ui::session::Session;
use leptos::prelude::*;

/// Edits the KPI part.
#[component]
pub fn Figures(
    /// What is being edited.
    edit: Edit,
) -> impl IntoView {
    let used = edit.standard.read(|s| s.quantitative.is_some());
    let add = move |()| {
        let scorecard = edit.card.now().id;
        edit.standard.update(|s| {
            let weight = Decimal::ONE_HUNDRED - s.qualitative;
            s.quantitative = Some(KpiPart { weight, scorecard });
        });
    };
    move || {
        if used.get() {
            view! { <div class="stack-3">{head(edit)} <Lines draft=edit.card/></div> }.into_any()
        } else {
            view! {
                <Empty icon=Icon::Gauge title=t().standards.no_figures.to_owned()>
                    <Button on_press=add>{t().standards.add_figures}</Button>
                </Empty>
            }
            .into_any()
        }
    }
}

/// The slider between both parts: what one gets, the other gives.
fn balance(edit: Edit) -> AnyView {
    let value = edit.standard.read(|s| s.quantitative.as_ref().map(|p| p.weight).unwrap_or_default());
    let set = edit.standard.write(|s, weight: Decimal| {
        if let Some(part) = &mut s.quantitative {
            part.weight = weight;
            s.qualitative = Decimal::ONE_HUNDRED - weight;
        }
    });
    view! {
        <Slider
            label=t().standards.balance
            min=Decimal::ZERO
            max=Decimal::ONE_HUNDRED
            step=Decimal::from(5)
            unit="%"
            value
            on_input=set
        />
    }
    .into_any()
}

fn head(edit: Edit) -> AnyView {
    let session = Session::get();
    let drop = move |()| {
        edit.standard.update(|s| {
            s.quantitative = None;
            s.qualitative = Decimal::ONE_HUNDRED;
        });
    };
    let options = Signal::derive(move || {
        let own = edit.card.get();
        let all = session.data();
        let stored = all.iter().flat_map(|d| d.scorecards.iter());
        let mut options: Vec<Choice> =
            stored.map(|c| Choice::new(c.id.to_string(), c.name.clone())).collect();
        if !options.iter().any(|o| o.value == own.id.to_string()) {
            options.insert(0, Choice::new(own.id.to_string(), t().standards.own_card));
        }
        options
    });
    let chosen = edit.card.read(|c| c.id.to_string());
    let choose = move |code: String| {
        let id: Option<ScorecardId> = code.parse().ok();
        let card = session.data_now().and_then(|d| d.scorecards.get(id?).map(|c| c.as_ref().clone()));
        if let Some(card) = card {
            edit.standard.update(|s| {
                if let Some(part) = &mut s.quantitative {
                    part.scorecard = card.id;
                }
            });
            edit.card.update(|c| *c = card);
        }
    };
    let others = Signal::derive(move || {
        let (id, card) = (edit.standard.now().id, edit.card.get().id);
        session.data().map(|d| sharing(&d, id, card)).unwrap_or_default()
    });
    let shared = move || {
        let names = others.get();
        (!names.is_empty()).then(|| view! { <Note>{t().standards.shared(&fmt().list(&names))}</Note> })
    };
    view! {
        <div class="stack">
            {balance(edit)}
            <div class="row-end">
                <Select label=t().standards.card options value=chosen on_change=choose/>
                <Button kind=ButtonKind::Quiet on_press=drop>{t().standards.drop_figures}</Button>
            </div>
            <p class="muted small">{t().standards.kpi_grades_words}</p>
            {shared}
        </div>
    }
    .into_any()
}
