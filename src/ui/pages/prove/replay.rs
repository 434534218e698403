//! A plan over past records: cost, effective rate, and who would have won and lost.

use super::{head, version_choice};
use crate::domain::id::PlanId;
use crate::domain::{Dataset, Date, Decimal, Span};
use crate::state::payroll::versions;
use crate::state::prove::{
    Against, Replayed, Replaying, first_span, has_runs, known_days, version as version_of,
};
use crate::ui::charts::{Bar, Chart, ChartKind, ChartSpec, Figure, Ink, Ranking};
use crate::ui::components::{
    Button, ButtonKind, Choice, DateField, Empty, ExportMenu, FigureButton, Icon, Note, NoteKind, Progress,
    Select, StatTile, Status, Table,
};
use crate::ui::desk::Desk;
use crate::ui::explain::Explainer;
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
    Working(f64),
    Stopped,
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
    let plan = session.data_now().and_then(|d| Some((version_of(&d, id, None)?, d)));
    let first = plan.and_then(|(plan, d)| first_span(&d, &plan)).unwrap_or(known);
    let (from, to) = (RwSignal::new(first.from), RwSignal::new(first.to));
    let version = RwSignal::new(None);
    let paid = Memo::new(move |_| {
        let span = Span { from: from.get(), to: to.get() };
        session.data().is_some_and(|d| has_runs(&d, span))
    });
    let against = RwSignal::new(None::<Against>);
    let held = Memo::new(move |_| {
        let fallback = || if paid.get() { Against::Paid } else { Against::Plan(rival(id)) };
        against.get().unwrap_or_else(fallback)
    });
    let state = RwSignal::new(State::Working(0.0));
    // A newer question makes an older one's answer worthless.
    let question = StoredValue::new(0_u32);
    Effect::new(move |_| {
        desk.names_read();
        let span = Span { from: from.get(), to: to.get() };
        let asked = Asked { span, version: version.get(), against: held.get() };
        let Some(data) = session.data().filter(|_| span.from <= span.to) else { return };
        question.update_value(|q| *q = q.wrapping_add(1));
        let mine = question.get_value();
        state.set(State::Working(0.0));
        spawn_local(async move {
            // The words that it is under way are painted first; it goes on in pieces, so that it can be stopped.
            js::sleep(20).await;
            let current = move || question.try_get_value() == Some(mine);
            let begun = version_of(&data, id, asked.version)
                .filter(|_| current())
                .map(|plan| Replaying::new(&data, &plan, asked.span, asked.against));
            let Some(begun) = begun else { return };
            let Ok(mut replaying) = begun else { return state.set(State::Failed) };
            loop {
                match replaying.step() {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(_) => return state.set(State::Failed),
                }
                state.set(State::Working(replaying.part()));
                js::sleep(0).await;
                if !current() {
                    return;
                }
            }
            let found = replaying.finish();
            state.set(found.map_or(State::Failed, |r| State::Done(Arc::new(r), asked)));
        });
    });
    let stop = Callback::new(move |()| {
        question.update_value(|q| *q = q.wrapping_add(1));
        state.set(State::Stopped);
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
            State::Working(part) => {
                let label = Signal::derive(|| t().prove.working.to_owned());
                view! { <Progress label done=Signal::stored(Some(part)) on_cancel=stop/> }.into_any()
            }
            State::Stopped => view! { <Note>{t().prove.stopped}</Note> }.into_any(),
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

/// The plan that is likely to be replaced: the published one that took effect last; itself where there is no other.
fn rival(id: PlanId) -> PlanId {
    let data = Session::get().data_now();
    let versions = data.iter().flat_map(|d| d.versions.iter()).filter(|v| v.plan.id != id);
    let last = versions.max_by_key(|v| v.plan.effective).map(|v| v.plan.id);
    last.or_else(|| data.iter().flat_map(|d| d.plans.iter()).map(|p| p.id).find(|p| *p != id)).unwrap_or(id)
}

/// What it is held against: what was paid, any plan as it stands, or a published version.
fn against_choice(chosen: RwSignal<Option<Against>>, held: Memo<Against>) -> AnyView {
    let session = Session::get();
    let options = Signal::derive(move || {
        let data = session.data();
        let plans = data.iter().flat_map(|d| {
            d.plans.iter().flat_map(|p| {
                let own = std::iter::once(Choice::new(p.id.to_string(), p.name.clone()));
                let old = versions(d, p.id).into_iter().map(|v| {
                    let words = t()
                        .prove
                        .version_number(&fmt().whole(v.number.into()), &fmt().date(v.plan.effective));
                    Choice::new(format!("{}:{}", p.id, v.number), format!("{} · {words}", p.name))
                });
                own.chain(old).collect::<Vec<_>>()
            })
        });
        std::iter::once(Choice::new("paid", t().prove.paid)).chain(plans).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || match held.get() {
        Against::Paid => "paid".to_owned(),
        Against::Plan(id) => id.to_string(),
        Against::Version(id, number) => format!("{id}:{number}"),
    });
    let on_change = Callback::new(move |code: String| {
        let version = || {
            let (id, number) = code.split_once(':')?;
            Some(Against::Version(id.parse().ok()?, number.parse().ok()?))
        };
        let plan = || code.parse().ok().map(Against::Plan);
        chosen.set(Some(version().or_else(plan).unwrap_or(Against::Paid)));
    });
    view! { <Select label=t().prove.against options value on_change/> }.into_any()
}

fn result(found: &Arc<Replayed>, asked: Asked) -> AnyView {
    let Some(data) = Session::get().data_now() else { return ().into_any() };
    let p = &t().prove;
    let workspace = &data.workspace;
    let digits = found.cost.currency.digits();
    let short = |minor: i64| fmt().priced(found.cost.currency, &fmt().compact(Decimal::new(minor, digits)));
    let rate = found.rate.map_or_else(|| "–".to_owned(), |r| fmt().percent(r, 2));
    let change = found.cost.minor - found.before;
    let share = Decimal::from(change).checked_div(Decimal::from(found.before));
    let share =
        share.map_or_else(|| "–".to_owned(), |s| format!("{}%", fmt().signed(s * Decimal::ONE_HUNDRED, 1)));
    let count = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    let (winners, losers) = found.winners_losers();
    let sign = if change > 0 { "+" } else { "" };
    let paid = asked.against == Against::Paid;
    let nothing = found.foreign || (paid && found.before == 0);
    let same = change == 0 && winners + losers == 0;
    let compared = (!nothing && !same)
        .then(|| p.compared(&format!("{sign}{}", short(change)), &share, &count(winners), &count(losers)));
    let said = p.replayed(&short(found.cost.minor), &rate, &fmt().days(found.span.from, found.span.to));
    let all: Vec<String> = std::iter::once(said).chain(compared).collect();
    let plain = |minor: i64| fmt().money(minor, digits, workspace.shown_digits);
    let unit = Signal::stored(found.cost.currency.to_string());
    view! {
        <p class="finding">{fmt().sentences(&all)}</p>
        {notes(found, asked, nothing)}
        <div class="tiles">
            <StatTile label=p.would_pay value=plain(found.cost.minor) unit/>
            <StatTile label=p.held_against value=plain(found.before) unit/>
            <StatTile label=p.paid_out value=plain(found.paid) unit/>
            <StatTile label=p.paid_out_there value=plain(found.paid_before) unit/>
            <StatTile label=t().pay.effective value=rate/>
            <StatTile label=t().pay.winners_losers value=format!("{} / {}", count(winners), count(losers))/>
        </div>
        {picture(&data, found)}
        {people(&data, found)}
    }
    .into_any()
}

/// What to know about the days and the comparison.
fn notes(found: &Replayed, asked: Asked, nothing: bool) -> AnyView {
    let p = &t().prove;
    let days = |span: &Span| fmt().days(span.from, span.to);
    let aligned = (found.span != asked.span).then(|| p.aligned(&days(&found.span)));
    let known = Session::get().data_now().and_then(|d| known_days(&d));
    let open = known.is_some_and(|known| found.span.from < known.from || known.to < found.span.to);
    let cut = open.then_some(p.cut);
    let wrong = if found.foreign {
        Some(p.foreign.to_owned())
    } else if asked.against != Against::Paid {
        None
    } else if nothing {
        Some(p.nothing_paid.to_owned())
    } else if !found.is_closed() {
        let closed: Vec<String> = found.closed.iter().map(days).collect();
        Some(p.partly_closed(&fmt().list(&closed)))
    } else {
        None
    };
    view! {
        {aligned.map(|words| view! { <p class="muted small">{words}</p> })}
        {cut.map(|words| view! { <Note kind=NoteKind::Warn>{words}</Note> })}
        {wrong.map(|words| view! { <Note kind=NoteKind::Warn>{words}</Note> })}
        <p class="muted small">{p.before_settling}</p>
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

fn people(data: &Arc<Dataset>, found: &Arc<Replayed>) -> AnyView {
    let p = &t().prove;
    let explainer = Explainer::get();
    let digits = found.cost.currency.digits();
    let shown = data.workspace.shown_digits;
    let row = |one: &crate::state::prove::ReplayedPerson| {
        let change = one.pay - one.before;
        let status = Status::of(&change);
        let name = data.people.get(one.person).map(|p| p.name.clone()).unwrap_or_default();
        let sign = (change != 0).then(|| status.sign());
        let words = if change == 0 { "–".to_owned() } else { fmt().signed_money(change, digits, shown) };
        let (replay, person) = (Arc::clone(&found.replay), one.person);
        let title = format!("{}{}{name}", p.replay, fmt().colon());
        let what = format!("{name}{}{}", fmt().colon(), p.would_pay);
        let open = Callback::new(move |()| {
            if let Ok(statement) = replay.statement(person) {
                explainer.show(title.clone(), statement.trace);
            }
        });
        let text = Signal::stored(fmt().money(one.pay, digits, shown));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num only-wide">{fmt().number(one.revenue, shown)}</td>
                <td class="num"><FigureButton text what on_open=open/></td>
                <td class="num only-wide">{one.rate.map_or_else(|| "–".to_owned(), |r| fmt().percent(r, 2))}</td>
                <td class="num">{fmt().money(one.before, digits, shown)}</td>
                <td class="num"><span class=format!("delta {}", status.class())><span class="sign" aria-hidden="true">{sign}</span><span>{words}</span></span></td>
                <td class="num only-wide">{fmt().money(one.paid, digits, shown)}</td>
                <td class="num only-wide">{fmt().money(one.paid_before, digits, shown)}</td>
            </tr>
        }
    };
    let unit = || view! { <span class="unit">{found.cost.currency.to_string()}</span> };
    let sold_in = view! { <span class="unit">{data.workspace.currency.to_string()}</span> };
    let (all, world) = (Arc::clone(found), Arc::clone(data));
    let table = Callback::new(move |()| Some(sheet(&world, &all)));
    view! {
        <section class="section">
            <header>
                <h2>{t().pay.everybody}</h2>
                <span class="no-print"><ExportMenu label=p.export table/></span>
            </header>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t().common.person}</th>
                            <th scope="col" class="num only-wide">{t().pay.revenue} " " {sold_in}</th>
                            <th scope="col" class="num">{p.would_pay} " " {unit()}</th>
                            <th scope="col" class="num only-wide">{t().pay.effective}</th>
                            <th scope="col" class="num">{p.held_against} " " {unit()}</th>
                            <th scope="col" class="num">{t().pay.change}</th>
                            <th scope="col" class="num only-wide">{p.paid_out} " " {unit()}</th>
                            <th scope="col" class="num only-wide">{p.paid_out_there} " " {unit()}</th>
                        </tr>
                    </thead>
                    <tbody>{found.people.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Everybody of a replay as a file.
fn sheet(data: &Dataset, found: &Replayed) -> Table {
    let p = &t().prove;
    let head = [
        t().data.number,
        t().common.person,
        t().pay.revenue,
        t().settings.currency,
        p.would_pay,
        p.held_against,
        p.paid_out,
        p.paid_out_there,
    ];
    let exact =
        |minor: i64| crate::domain::Money { minor, currency: found.cost.currency }.decimal().to_string();
    let row = |one: &crate::state::prove::ReplayedPerson| {
        let person = data.people.get(one.person);
        let held = |minor| if found.foreign { String::new() } else { exact(minor) };
        vec![
            person.map(|p| p.number.clone()).unwrap_or_default(),
            person.map(|p| p.name.clone()).unwrap_or_default(),
            one.revenue.to_string(),
            found.cost.currency.to_string(),
            exact(one.pay),
            held(one.before),
            exact(one.paid),
            held(one.paid_before),
        ]
    };
    let rows = std::iter::once(head.map(str::to_owned).to_vec()).chain(found.people.iter().map(row));
    let name = format!("{} {} {}", p.replay, found.span.from, found.span.to);
    Table { name, sheet: p.replay.to_owned(), rows: rows.collect() }
}
