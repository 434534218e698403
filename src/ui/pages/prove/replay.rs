//! A plan over past records: cost, effective rate, and who would have won and lost.

use super::{head, version_choice};
use crate::domain::id::PlanId;
use crate::domain::{Dataset, Date, Decimal, Span};
use crate::state::prove::{Against, Replayed, first_span, has_runs, known_days, replayed, version};
use crate::ui::charts::{Bar, Chart, ChartKind, ChartSpec, Figure, Ink, Ranking};
use crate::ui::components::{
    Button, ButtonKind, Choice, DateField, Empty, Icon, Note, NoteKind, Progress, Select, StatTile, Status,
};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::web::js;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// What is asked.
#[derive(Clone, Copy, PartialEq)]
struct Asked {
    span: Span,
    version: Option<u32>,
    against: Against,
}

/// How far it is.
#[derive(Clone, PartialEq)]
enum State {
    Working,
    Failed,
    Done(Arc<Replayed>, Asked),
}

/// The page that replays a plan.
#[component]
pub fn ReplayPage(
    /// Which plan.
    id: PlanId,
) -> impl IntoView {
    let (session, desk) = (Session::get(), Desk::get());
    desk.want_names();
    let known = session.select(|data| known_days(data));
    let gone = session.select(move |data| data.plans.get(id).is_none());
    let body = move || {
        if gone.get() {
            return view! { <Empty title=t().plans.none.to_owned()/> }.into_any();
        }
        match known.get() {
            None => view! {
                <Empty icon=Icon::History title=t().prove.no_records.to_owned() words=t().prove.no_records_words/>
            }
            .into_any(),
            Some(days) => asking(id, days),
        }
    };
    view! {
        <article class="page">
            {head(id, t().prove.replay, t().prove.replay_lede)}
            {body}
        </article>
    }
}

fn asking(id: PlanId, known: Span) -> AnyView {
    let (session, desk) = (Session::get(), Desk::get());
    let first = session.data_now().and_then(|d| first_span(&d)).unwrap_or(known);
    let (from, to) = (RwSignal::new(first.from), RwSignal::new(first.to));
    let version = RwSignal::new(None);
    let paid = Memo::new(move |_| {
        let span = Span { from: from.get(), to: to.get() };
        session.data().is_some_and(|d| has_runs(&d, span))
    });
    let against = RwSignal::new(None::<Against>);
    let held = Memo::new(move |_| {
        let fallback = if paid.get() { Against::Paid } else { Against::Plan(id) };
        against.get().unwrap_or(fallback)
    });
    let state = RwSignal::new(State::Working);
    // A newer question makes an older one's answer worthless.
    let question = StoredValue::new(0_u32);
    Effect::new(move |_| {
        desk.names_read();
        let span = Span { from: from.get(), to: to.get() };
        let asked = Asked { span, version: version.get(), against: held.get() };
        let Some(data) = session.data().filter(|_| span.from <= span.to) else { return };
        question.update_value(|q| *q = q.wrapping_add(1));
        let mine = question.get_value();
        state.set(State::Working);
        spawn_local(async move {
            // The words that it is under way are painted first.
            js::sleep(20).await;
            if question.try_get_value() != Some(mine) {
                return;
            }
            let found = compute(&data, id, asked);
            state.set(found.map_or(State::Failed, |r| State::Done(Arc::new(r), asked)));
        });
    });
    let take = move |span: Span| {
        from.set(span.from);
        to.set(span.to);
    };
    let wrong = move || {
        (from.get() > to.get()).then(|| view! { <Note kind=NoteKind::Error>{t().prove.bad_span}</Note> })
    };
    view! {
        <section class="panel stack no-print">
            <div class="columns-3">
                {version_choice(id, version)}
                {day(t().prove.from, from)}
                {day(t().prove.to, to)}
                {against_choice(against, held)}
            </div>
            <div class="row">
                <Button small=true on_press=move |()| take(first)>{t().prove.last_year}</Button>
                <Button small=true kind=ButtonKind::Quiet on_press=move |()| take(known)>{t().prove.all_records}</Button>
            </div>
        </section>
        {wrong}
        {move || match state.get() {
            State::Working => view! { <Progress label=Signal::derive(|| t().prove.working.to_owned()) done=Signal::derive(|| None)/> }.into_any(),
            State::Failed => view! { <Note kind=NoteKind::Error>{t().pay.fault}</Note> }.into_any(),
            State::Done(found, asked) => result(&found, asked),
        }}
    }
    .into_any()
}

/// A field of a day that is always there.
fn day(label: &'static str, day: RwSignal<Date>) -> AnyView {
    let value = Signal::derive(move || Some(day.get()));
    let on_change = Callback::new(move |to: Option<Date>| day.set(to.unwrap_or(day.get_untracked())));
    view! { <DateField label value on_change/> }.into_any()
}

fn compute(data: &Dataset, id: PlanId, asked: Asked) -> Option<Replayed> {
    let plan = version(data, id, asked.version)?;
    replayed(data, &plan, asked.span, asked.against).ok()
}

/// What it is held against: what was paid, or any plan as it stands.
fn against_choice(chosen: RwSignal<Option<Against>>, held: Memo<Against>) -> AnyView {
    let session = Session::get();
    let options = Signal::derive(move || {
        let data = session.data();
        let plans =
            data.iter().flat_map(|d| d.plans.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone())));
        std::iter::once(Choice::new("paid", t().prove.paid)).chain(plans).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || match held.get() {
        Against::Paid => "paid".to_owned(),
        Against::Plan(id) => id.to_string(),
    });
    let on_change = Callback::new(move |code: String| {
        chosen.set(Some(code.parse().map_or(Against::Paid, Against::Plan)));
    });
    view! { <Select label=t().prove.against options value on_change/> }.into_any()
}

fn result(found: &Arc<Replayed>, asked: Asked) -> AnyView {
    let Some(data) = Session::get().data_now() else { return ().into_any() };
    let p = &t().prove;
    let workspace = &data.workspace;
    let digits = found.cost.currency.digits();
    let short = |minor: i64| {
        format!("{}{}", fmt().currency_sign(found.cost.currency), fmt().compact(Decimal::new(minor, digits)))
    };
    let rate = found.rate.map_or_else(|| "–".to_owned(), |r| fmt().percent(r, 2));
    let change = found.cost.minor - found.before;
    let share = Decimal::from(change).checked_div(Decimal::from(found.before));
    let share =
        share.map_or_else(|| "–".to_owned(), |s| format!("{}%", fmt().signed(s * Decimal::ONE_HUNDRED, 1)));
    let count = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    let (winners, losers) = found.winners_losers();
    let sign = if change > 0 { "+" } else { "" };
    let nothing = asked.against == Against::Paid && found.before == 0;
    let same = change == 0 && winners + losers == 0;
    let compared = (!nothing && !same)
        .then(|| p.compared(&format!("{sign}{}", short(change)), &share, &count(winners), &count(losers)));
    let said = p.replayed(&short(found.cost.minor), &rate, &fmt().days(asked.span.from, asked.span.to));
    let all: Vec<String> = std::iter::once(said).chain(compared).collect();
    let plain = |minor: i64| fmt().money(minor, digits, workspace.shown_digits);
    let unit = Signal::stored(found.cost.currency.to_string());
    view! {
        <p class="finding">{fmt().sentences(&all)}</p>
        {nothing.then(|| view! { <Note kind=NoteKind::Warn>{p.nothing_paid}</Note> })}
        <div class="tiles">
            <StatTile label=p.would_pay value=plain(found.cost.minor) unit/>
            <StatTile label=p.held_against value=plain(found.before) unit/>
            <StatTile label=t().pay.effective value=rate/>
            <StatTile label=t().pay.winners_losers value=format!("{} / {}", count(winners), count(losers))/>
        </div>
        {picture(&data, found)}
        {people(&data, found)}
    }
    .into_any()
}

/// Who would gain and lose most, as bars.
fn picture(data: &Dataset, found: &Replayed) -> AnyView {
    const ENDS: usize = 10;
    let scale = 10_f64.powi(i32::try_from(found.cost.currency.digits()).unwrap_or(0));
    let moved: Vec<_> = found.people.iter().filter(|p| p.pay != p.before).collect();
    let middle = moved.len().saturating_sub(2 * ENDS);
    let ends = moved.iter().take(ENDS).chain(moved.iter().skip(ENDS + middle));
    let bars: Vec<Bar> = ends
        .map(|p| Bar {
            id: String::new(),
            name: data.people.get(p.person).map(|p| p.name.clone()).unwrap_or_default(),
            value: Some((p.pay - p.before) as f64 / scale),
            target: None,
            behind: p.pay < p.before,
            ink: if p.pay > p.before { Ink::Ahead } else { Ink::Behind },
            facts: Vec::new(),
        })
        .collect();
    if bars.is_empty() {
        return ().into_any();
    }
    let spec = ChartSpec {
        title: t().prove.chart.to_owned(),
        unit: found.cost.currency.to_string(),
        figure: Figure::Number(0),
        kind: ChartKind::Ranking(Ranking { bars }),
    };
    view! { <section class="section"><Chart spec=Signal::stored(spec)/></section> }.into_any()
}

fn people(data: &Dataset, found: &Replayed) -> AnyView {
    let p = &t().prove;
    let digits = found.cost.currency.digits();
    let shown = data.workspace.shown_digits;
    let row = |one: &crate::state::prove::ReplayedPerson| {
        let change = one.pay - one.before;
        let status = Status::of(&change);
        let name = data.people.get(one.person).map(|p| p.name.clone()).unwrap_or_default();
        let sign = (change != 0).then(|| status.sign());
        let words = if change == 0 { "–".to_owned() } else { fmt().signed_money(change, digits, shown) };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num only-wide">{fmt().number(one.revenue, shown)}</td>
                <td class="num">{fmt().money(one.pay, digits, shown)}</td>
                <td class="num only-wide">{one.rate.map_or_else(|| "–".to_owned(), |r| fmt().percent(r, 2))}</td>
                <td class="num">{fmt().money(one.before, digits, shown)}</td>
                <td class="num"><span class=format!("delta {}", status.class())><span class="sign" aria-hidden="true">{sign}</span><span>{words}</span></span></td>
            </tr>
        }
    };
    let unit = || view! { <span class="unit">{found.cost.currency.to_string()}</span> };
    view! {
        <section class="section">
            <header><h2>{t().pay.everybody}</h2></header>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t().common.person}</th>
                            <th scope="col" class="num only-wide">{t().pay.revenue} " " {unit()}</th>
                            <th scope="col" class="num">{p.would_pay} " " {unit()}</th>
                            <th scope="col" class="num only-wide">{t().pay.effective}</th>
                            <th scope="col" class="num">{p.held_against} " " {unit()}</th>
                            <th scope="col" class="num">{t().pay.change}</th>
                        </tr>
                    </thead>
                    <tbody>{found.people.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
