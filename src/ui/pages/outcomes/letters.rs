//! Letters: one page for each person, with what was decided and a line to sign.

use super::cash::{money, percent};
use super::decide::training;
use crate::domain::appraisal::Cycle;
use crate::domain::dataset::Dataset;
use crate::domain::id::CycleId;
use crate::state::appraisal::outcomes::{Decided, decided};
use crate::ui::components::{Button, ButtonKind, Choice, Empty, Icon, Select};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;

/// The letters of a cycle.
#[component]
pub fn Letters(
    /// Which cycle.
    id: CycleId,
) -> impl IntoView {
    let session = Session::get();
    let chosen = RwSignal::new(String::new());
    let all = session.select(move |data| {
        let decided = data.cycles.get(id).map(|cycle| decided(data, cycle)).unwrap_or_default();
        decided.into_iter().filter(Decided::any).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || {
        let everybody = Choice::new("", t().payroll.letter_all);
        let data = session.data();
        let people = all.get().into_iter().filter_map(|d| d.person);
        let named = people.filter_map(|p| data.as_ref()?.people.get(p).cloned());
        let named = named.map(|p| Choice::new(p.id.to_string(), p.name.clone()));
        std::iter::once(everybody).chain(named).collect::<Vec<_>>()
    });
    let print = move |()| {
        let _ = window().print();
    };
    let body = move || {
        let data = session.data()?;
        let cycle = data.cycles.get(id)?.clone();
        let wanted = chosen.get();
        let own: Vec<_> = all
            .get()
            .into_iter()
            .filter(|d| wanted.is_empty() || d.person.is_some_and(|p| p.to_string() == wanted))
            .map(|d| letter(&data, &cycle, &d))
            .collect();
        Some(if own.is_empty() {
            view! { <Empty icon=Icon::File title=t().outcomes.no_letters.to_owned()/> }.into_any()
        } else {
            own.into_any()
        })
    };
    view! {
        <div class="is-reading letters stack">
            <div class="row-2 no-print">
                <p class="muted">{t().outcomes.letters_words}</p>
                <Select label=t().common.person bare=true options value=chosen on_change=move |id| chosen.set(id)/>
                <Button icon=Icon::Print kind=ButtonKind::Plain on_press=print>{t().common.print}</Button>
            </div>
            {body}
        </div>
    }
}

fn letter(data: &Dataset, cycle: &Cycle, one: &Decided) -> AnyView {
    let (w, p) = (&t().outcomes, &t().payroll);
    let name = one.person.and_then(|p| data.people.get(p)).map(|p| p.name.clone()).unwrap_or_default();
    let grade = one.grade.clone().unwrap_or_else(|| "–".to_owned());
    let mut lines = Vec::new();
    if let Some((base, raise, after)) = one.raise.filter(|(base, _, after)| base != after) {
        lines.push(w.letter_pay(&percent(raise), &money(data, base), &money(data, after)));
    }
    lines.extend(one.bonus.filter(|b| !b.declined).map(|b| {
        let times = fmt().at_most(b.multiplier, 2);
        match b.target.zip(b.amount) {
            Some((target, amount)) => {
                w.letter_bonus_amount(&times, &money(data, target), &money(data, amount))
            }
            None => w.letter_bonus(&times),
        }
    }));
    if one.promoted {
        lines.push(w.letter_promotion());
    }
    if !one.training.is_empty() {
        let what: Vec<String> = one.training.iter().map(|kind| training(data, kind)).collect();
        lines.push(w.letter_training(&fmt().list(&what)));
    }
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <section class="section stack letter">
            <h2>{w.letter_title}</h2>
            <p>{w.letter_to(&name)}</p>
            <p>{w.letter_body(&cycle.name, &grade)}</p>
            <ul>{lines}</ul>
            <dl class="letter-sign">
                <dt>{w.letter_sign}</dt> <dd class="letter-line"></dd>
                <dt>{p.letter_signature}</dt> <dd class="letter-line"></dd>
                <dt>{p.letter_date}</dt> <dd class="letter-line"></dd>
            </dl>
        </section>
    }
    .into_any()
}
