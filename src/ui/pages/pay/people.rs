//! Everybody's pay as a table with bars that move from the plan as it is to the moved one.

use super::trial::Trial;
use super::words;
use crate::domain::Decimal;
use crate::domain::id::PersonId;
use crate::engine::incentive::Difference;
use crate::ui::components::{FigureButton, Status};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// What a row shows that a move does not change.
#[derive(Clone, Debug, PartialEq)]
struct Fixed {
    person: PersonId,
    name: String,
    team: String,
}

/// Revenue and attainment of people as the trial has them.
type Sold = BTreeMap<PersonId, (Decimal, Option<Decimal>)>;

/// The table; the order is that of the pay before, so that nothing jumps while a rate moves.
pub fn table(trial: Trial, shown: RwSignal<Option<PersonId>>) -> AnyView {
    let session = Session::get();
    let order =
        Memo::new(move |_| trial.effect.with(|e| e.people.iter().map(|d| d.person).collect::<Vec<_>>()));
    let fixed = Memo::new(move |_| {
        let (Some(data), Some(prepared)) = (session.data(), trial.ground.get().map(|g| g.prepared)) else {
            return Vec::new();
        };
        let row = |person: &PersonId| {
            let found = data.people.get(*person)?;
            let team = found.team_on(prepared.span().to).and_then(|t| data.teams.get(t));
            Some(Fixed {
                person: *person,
                name: found.name.clone(),
                team: team.map(|t| t.name.clone()).unwrap_or_default(),
            })
        };
        order.get().iter().filter_map(row).collect::<Vec<_>>()
    });
    let by_person: Memo<BTreeMap<PersonId, Difference>> =
        Memo::new(move |_| trial.effect.with(|e| e.people.iter().map(|d| (d.person, *d)).collect()));
    let sold: Memo<Sold> = Memo::new(move |_| {
        let Some(prepared) = trial.tried.get().map(|g| g.prepared) else { return Sold::new() };
        let one = |p: &PersonId| (*p, (prepared.revenue(*p).unwrap_or_default(), prepared.attainment(*p)));
        order.with(|order| order.iter().map(one).collect())
    });
    let largest = Memo::new(move |_| trial.effect.with(|e| e.largest));
    let settles = Memo::new(move |_| trial.paid.with(Option::is_some));
    let rows = move || {
        let rows = fixed.get();
        rows.into_iter().map(|f| row(trial, f, (by_person, sold), largest, shown)).collect_view()
    };
    let unit = move || view! { <span class="unit">{move || words::paid_in(trial)}</span> };
    let sold_in = move || view! { <span class="unit">{words::currency}</span> };
    view! {
        <section class="section">
            <header><h2>{t().pay.everybody}</h2><p class="small">{t().pay.everybody_words}</p></header>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t().common.person}</th>
                            <th scope="col" class="only-wide">{t().common.team}</th>
                            <th scope="col" class="num only-wide">{t().pay.revenue} " " {sold_in}</th>
                            <th scope="col" class="num only-wide">{t().pay.attained}</th>
                            <th scope="col" class="num">{t().pay.pay} " " {unit}</th>
                            {move || settles.get().then(|| view! { <th scope="col" class="num">{t().pay.paid} " " {unit}</th> })}
                            <th scope="col" class="is-bar only-wide">{t().pay.bar}</th>
                            <th scope="col" class="num">{t().pay.change}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{total(trial)}</tfoot>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(
    trial: Trial,
    fixed: Fixed,
    (all, sold): (Memo<BTreeMap<PersonId, Difference>>, Memo<Sold>),
    largest: Memo<i64>,
    shown: RwSignal<Option<PersonId>>,
) -> AnyView {
    let person = fixed.person;
    let own = Memo::new(move |_| all.with(|a| a.get(&person).copied()));
    let (before, after) =
        (move || own.get().map_or(0, |d| d.before), move || own.get().map_or(0, |d| d.after));
    let change = move || after() - before();
    let text = Signal::derive(move || words::money(trial, after()));
    let what = format!("{}{}{}", fixed.name, fmt().colon(), t().pay.pay);
    let open = Callback::new(move |()| shown.set(Some(person)));
    let part = move |minor: i64| {
        let share = Decimal::from(minor.max(0)).checked_div(Decimal::from(largest.get().max(1)));
        format!("{:.2}%", share.and_then(|s| s.to_f64()).unwrap_or(0.0) * 96.0)
    };
    let status = move || Status::of(&change());
    let own_sold = Memo::new(move |_| sold.with(|s| s.get(&person).copied()).unwrap_or_default());
    let revenue = move || fmt().number(own_sold.get().0, words::workspace().map_or(0, |w| w.shown_digits));
    let attainment = move || own_sold.get().1.map_or_else(|| "–".to_owned(), |a| fmt().percent(a, 1));
    let paid = move || {
        let minor = trial.paid.with(|p| p.as_ref().map(|(_, now)| now.get(&person).copied().unwrap_or(0)))?;
        Some(words::money(trial, minor))
    };
    view! {
        <tr>
            <th scope="row">{fixed.name}</th>
            <td class="muted only-wide">{fixed.team}</td>
            <td class="num only-wide">{revenue}</td>
            <td class="num only-wide">{attainment}</td>
            <td class="num"><FigureButton text what on_open=open/></td>
            {move || paid().map(|words| view! { <td class="num">{words}</td> })}
            <td class="is-bar only-wide" aria-hidden="true">
                <span class="meter">
                    <span
                        class="meter-fill"
                        class:is-ahead=move || status() == Status::Ahead
                        class:is-behind=move || status() == Status::Behind
                        style:width=move || part(after())
                    ></span>
                    <span class="meter-tick" style:inset-inline-start=move || part(before())></span>
                </span>
            </td>
            <td class="num">
                <span class=move || format!("delta {}", status().class())>
                    <span class="sign" aria-hidden="true">
                        {move || (change() != 0).then(|| status().sign())}
                    </span>
                    <span>{move || if change() == 0 { "–".to_owned() } else { words::signed(trial, change()) }}</span>
                </span>
            </td>
        </tr>
    }
    .into_any()
}

fn total(trial: Trial) -> AnyView {
    let revenue = move || {
        let digits = words::workspace().map_or(0, |w| w.shown_digits);
        trial.after.with(|p| p.as_ref().map(|p| fmt().number(p.revenue, digits)))
    };
    let cost = move || trial.after.with(|p| p.as_ref().map(|p| words::money(trial, p.cost.minor)));
    let paid = move || {
        let sum = trial.paid.with(|p| p.as_ref().map(|(_, now)| now.values().sum::<i64>()))?;
        Some(words::money(trial, sum))
    };
    let change = move || match trial.effect.with(|e| e.cost) {
        0 => "–".to_owned(),
        cost => words::signed(trial, cost),
    };
    view! {
        <tr class="is-total">
            <th scope="row">{t().common.total}</th>
            <td class="only-wide"></td>
            <td class="num only-wide">{revenue}</td>
            <td class="only-wide"></td>
            <td class="num">{cost}</td>
            {move || paid().map(|words| view! { <td class="num">{words}</td> })}
            <td class="only-wide"></td>
            <td class="num">{change}</td>
        </tr>
    }
    .into_any()
}
