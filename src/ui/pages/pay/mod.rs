//! Incentive pay, tried out: any number of a plan is dragged, and everybody's pay, the cost, winners and losers move with
//! it beside the plan as it stands; what is tried can be kept, compared and adopted. Also what a seller sees of it: the
//! own statement, and what the next deal would bring.

mod charts;
mod controls;
mod deal;
mod extra;
mod people;
mod scenarios;
mod statement;
mod trial;
mod words;

use crate::domain::calendar::Calendar;
use crate::domain::id::{PersonId, PlanId};
use crate::i18n::plan_knob;
use crate::state::trial::{self as trying, Standing};
use crate::ui::components::{
    Choice, Delta, Empty, Icon, Note, NoteKind, PeriodPicker, Segmented, Select, StatTile, Status,
};
use crate::ui::hints::{Hint, Hints};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;
use trial::Trial;

/// The page of pay.
#[component]
pub fn PayPage(
    /// Which plan; the first one where none is named.
    #[prop(optional)]
    id: Option<PlanId>,
) -> impl IntoView {
    let trial = Trial::new(Signal::derive(move || id));
    let seller = RwSignal::new(false);
    let planned = Memo::new(move |_| trial.plan.with(Option::is_some));
    let body = move || {
        if !planned.get() {
            let router = Router::get();
            let empty = view! {
                <Empty icon=Icon::Pay title=t().pay.none words=t().pay.none_words>
                    <a class="button is-primary" href=move || router.href(Page::Plans)>{t().pay.to_plans}</a>
                </Empty>
            };
            return empty.into_any();
        }
        if seller.get() { seller_view(trial) } else { director_view(trial) }
    };
    view! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1>{t().pay.title}</h1>
                    {plans(trial)}
                </div>
                <div class="page-actions">
                    {move || planned.get().then(|| view! { {views(seller)} {periods(trial)} })}
                </div>
            </header>
            {body}
        </div>
    }
    .into_any()
}

/// The name of the plan, or the choice among several, and the ways on from here.
fn plans(trial: Trial) -> AnyView {
    let (session, router) = (Session::get(), Router::get());
    let all = session
        .select(|data| data.plans.iter().map(|p| (p.id.to_string(), p.name.clone())).collect::<Vec<_>>());
    let options =
        Signal::derive(move || all.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect());
    let value =
        Signal::derive(move || trial.plan.with(|p| p.as_ref().map(|p| p.id.to_string())).unwrap_or_default());
    let on_change = Callback::new(move |id: String| {
        if let Ok(id) = id.parse::<PlanId>() {
            router.open(Page::Try(id));
        }
    });
    let several = Memo::new(move |_| all.with(|all| all.len() > 1));
    let name = move || trial.plan.with(|p| p.as_ref().map(|p| p.name.clone()));
    let here = Memo::new(move |_| trial.plan.with(|p| p.as_ref().map(|p| p.id)));
    let ways = move || {
        let id = here.get()?;
        let to = [
            (Page::Plan(id), t().payroll.plan),
            (Page::Replay(id), t().prove.replay),
            (Page::Simulate(id), t().prove.simulate),
            (Page::Runs, t().payroll.runs),
        ];
        let link =
            |(page, words): (Page, &'static str)| view! { <a href=move || router.href(page)>{words}</a> };
        Some(view! { <span class="row-2 no-print">{to.map(link).collect_view()}</span> })
    };
    view! {
        <div class="row-2 muted">
            <Show when=move || several.get() fallback=move || view! { <span>{name}</span> }>
                <Select label=t().payroll.plan bare=true options value on_change/>
            </Show>
            {ways}
        </div>
    }
    .into_any()
}

/// What the next deal would bring a person under the version of a plan that is in force.
pub fn next_deal(plan: PlanId, person: PersonId) -> AnyView {
    let trial = Trial::in_force(Signal::derive(move || Some(plan)));
    deal::view_of(trial, person)
}

/// Director or seller.
fn views(seller: RwSignal<bool>) -> AnyView {
    let options =
        vec![Choice::new("director", t().pay.as_director), Choice::new("seller", t().pay.as_seller)];
    let value = Signal::derive(move || if seller.get() { "seller" } else { "director" }.to_owned());
    let hints = Hints::get();
    let on_change = Callback::new(move |code: String| {
        seller.set(code == "seller");
        hints.followed(Hint::Seller);
    });
    view! { <Segmented label=t().pay.view_as options value on_change/> }.into_any()
}

fn periods(trial: Trial) -> AnyView {
    let (session, router) = (Session::get(), Router::get());
    let calendar = Signal::derive(move || {
        session.data().map_or_else(Calendar::default, |d| d.workspace.calendar.clone())
    });
    // Built once a scope exists; afterwards it follows the signals.
    (move || {
        let (first, _, day) = trial.scope.get_untracked().or_else(|| trial.scope.get())?;
        let period = Signal::derive(move || trial.scope.get().map_or(first, |s| s.0));
        let as_of = Signal::derive(move || trial.scope.get().map_or(day, |s| s.2));
        let on_period = Callback::new(move |p| router.look(|v| v.period = Some(p)));
        let on_as_of = Callback::new(move |d| router.look(|v| v.as_of = d));
        Some(view! { <PeriodPicker calendar period as_of on_period on_as_of/> })
    })
    .into_any()
}

fn director_view(trial: Trial) -> AnyView {
    let shown: RwSignal<Option<PersonId>> = RwSignal::new(None);
    let fault = move || {
        trial.after.with(Option::is_none).then(|| view! { <Note kind=NoteKind::Error>{t().pay.fault}</Note> })
    };
    let notices = move || {
        let plan = trial.current.get()?;
        let sentences = words::notices(&plan);
        let list = move || sentences.iter().map(|s| view! { <div>{s.clone()}</div> }).collect_view();
        (!list().is_empty()).then(|| view! { <Note kind=NoteKind::Warn><div>{list()}</div></Note> })
    };
    let kept = scenarios::Kept::of(trial);
    view! {
        <p class="finding" aria-live="polite">{move || finding(trial)}</p>
        {standing(trial)}
        <section class="panel stack no-print">{controls::controls(trial, kept)}</section>
        {fault}
        {tiles(trial)}
        {notices}
        {scenarios::table(trial, kept)}
        {statement::section(trial, shown)}
        {charts::pictures(trial)}
        {people::table(trial, shown)}
    }
    .into_any()
}

/// What to know where the plan does not pay in this period as it is shown.
fn standing(trial: Trial) -> AnyView {
    let words = move || {
        let days = trial.scope.get().map(|(_, span, _)| fmt().days(span.from, span.to)).unwrap_or_default();
        match trial.ground.with(|g| g.as_ref().map(|g| g.standing))? {
            Standing::InForce => None,
            Standing::NotYet(from) => Some(t().pay.not_in_force(&fmt().date(from), &days)),
            Standing::Outranked => Some(t().pay.outranked(&days)),
        }
    };
    (move || words().map(|words| view! { <Note>{words}</Note> })).into_any()
}

/// The one sentence at the top.
fn finding(trial: Trial) -> Option<String> {
    let (before, after) = (trial.before.get()?, trial.after.get()?);
    let data = Session::get().data()?;
    if !trial.is_moved() {
        let best = before.people.iter().max_by_key(|p| p.minor)?;
        let name = data.people.get(best.person)?.name.clone();
        let period = fmt().period(trial.scope.get()?.0, data.workspace.calendar.fiscal_start != 1);
        let rate = before.effective_rate().map_or_else(String::new, |r| fmt().percent(r, 2));
        return Some(t().pay.finding_still(
            &period,
            &words::short(trial, before.cost.minor),
            &rate,
            &name,
            &words::short(trial, best.minor),
        ));
    }
    let plan = trial.plan.get()?;
    let effect = trial.effect.get();
    let cost = after.cost.minor - before.cost.minor;
    let sign = if cost > 0 { "+" } else { "" };
    let cost_words = format!("{sign}{}", words::short(trial, cost));
    let share = format!("{}%", fmt().signed(scenarios::share(cost, before.cost.minor), 1));
    let (winners, losers) = (words::count(effect.winners), words::count(effect.losers));
    let moves = trial.moves.get();
    Some(match (moves.as_slice(), trial.world.get().is_real()) {
        ([(knob, value)], true) => {
            let figure = |v| plan_knob::figure(&plan, *knob, v, names(&data));
            let stood = crate::engine::incentive::whatif::value(&plan, *knob).unwrap_or_default();
            t().pay.finding_moved(&figure(stood), &figure(*value), &cost_words, &share, &winners, &losers)
        }
        _ => t().pay.finding_several(&cost_words, &share, &winners, &losers),
    })
}

/// Cost, effective rate, winners and losers, who moves most.
fn tiles(trial: Trial) -> AnyView {
    let cost = Signal::derive(move || {
        trial.after.with(|p| p.as_ref().map(|p| words::money(trial, p.cost.minor))).unwrap_or_default()
    });
    let unit = Signal::derive(move || words::paid_in(trial));
    let moved = move || trial.is_moved();
    // More cost is no success: the sign tells the direction, the colour stays quiet.
    let cost_delta = move || {
        moved().then(|| {
            let text = Signal::derive(move || words::signed(trial, trial.effect.get().cost));
            view! { <Delta status=Status::Even text words=Signal::derive(String::new)/> }
        })
    };
    // What is earned is not what is paid where a draw, a cap or a holdback stands between.
    let paid = move || {
        let sum = |paid: &trial::Paid| paid.values().sum::<i64>();
        let (before, after) = trial.paid.with(|p| p.as_ref().map(|(b, a)| (sum(b), sum(a))))?;
        let change = (moved() && after != before)
            .then(|| format!("{}{}{}", t().pay.was, fmt().colon(), words::money(trial, before)));
        Some((words::money(trial, after), change))
    };
    let rate = |pay: &Option<crate::engine::incentive::Pay>| {
        pay.as_ref().and_then(|p| p.effective_rate()).map_or_else(|| "–".to_owned(), |r| fmt().percent(r, 2))
    };
    let effective = Signal::derive(move || trial.after.with(rate));
    let was = move || moved().then(|| format!("{}{}{}", t().pay.was, fmt().colon(), trial.before.with(rate)));
    let both = Signal::derive(move || {
        trial.effect.with(|e| format!("{} / {}", words::count(e.winners), words::count(e.losers)))
    });
    let most = Signal::derive(move || {
        let most = trial.effect.with(|e| e.most);
        most.map_or_else(|| "–".to_owned(), |d| words::signed(trial, d.after - d.before))
    });
    let whom = move || {
        let person = trial.effect.with(|e| e.most)?.person;
        Session::get().data()?.people.get(person).map(|p| p.name.clone())
    };
    view! {
        <div class="tiles">
            <StatTile label=t().pay.cost value=cost unit>{cost_delta}</StatTile>
            {move || paid().map(|(value, delta)| view! { <StatTile label=t().pay.paid value unit>{delta}</StatTile> })}
            <StatTile label=t().pay.effective value=effective>{was}</StatTile>
            <StatTile label=t().pay.winners_losers value=both/>
            <StatTile label=t().pay.most value=most>
                {move || whom().unwrap_or_else(|| t().pay.nobody.to_owned())}
            </StatTile>
        </div>
    }
    .into_any()
}

/// What one seller sees: the own pay, how it came about, and the next deal. Nobody else's.
fn seller_view(trial: Trial) -> AnyView {
    let session = Session::get();
    let person = RwSignal::new(None::<PersonId>);
    let chosen = Memo::new(move |_| {
        person.get().or_else(|| {
            let as_of = trial.scope.get()?.2;
            trying::first_person(&*session.data()?, &trial.effect.get(), as_of)
        })
    });
    let options = Signal::derive(move || {
        let (Some(data), Some(ground)) = (session.data(), trial.ground.get()) else { return Vec::new() };
        let people = ground.prepared.people().iter().filter_map(|id| data.people.get(*id));
        people.map(|p| Choice::new(p.id.to_string(), p.name.clone())).collect()
    });
    let value = Signal::derive(move || chosen.get().map(|p| p.to_string()).unwrap_or_default());
    let on_change = Callback::new(move |id: String| {
        // What one seller imagines says nothing about another.
        trial.reset();
        person.set(id.parse().ok());
    });
    // A seller is told what the plan in force brings, unless the trial shows another one.
    let moved = Memo::new(move |_| trial.is_moved());
    let deal_of = move |person| match trial.plan.with(|p| p.as_ref().map(|p| p.id)).filter(|_| !moved.get()) {
        Some(plan) => next_deal(plan, person),
        None => deal::view_of(trial, person),
    };
    view! {
        {standing(trial)}
        <div class="row-end"><Select label=t().pay.seller options value on_change/></div>
        <section class="panel no-print">{controls::own_attainment(trial, chosen)}</section>
        {move || chosen.get().map(|person| view! {
            <div class="columns-2">
                <section class="section">{statement::view_of(trial, person)}</section>
                <section class="section">{move || deal_of(person)}</section>
            </div>
        })}
    }
    .into_any()
}
