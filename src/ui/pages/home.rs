//! The process map: six stages, what each has, what it lacks, and the next thing to do.

use crate::domain::appraisal::CycleState;
use crate::i18n::finding::{plain, sentence};
use crate::state::appraisal::standing::{Criterion, Standing, standing as appraisal_standing};
use crate::state::appraisal::tasks::{Turn, Waiting, turns, waiting};
use crate::state::overview::{Overview, overview};
use crate::state::select::monitor::{Finding, Lens, finding};
use crate::state::view::Settled;
use crate::ui::components::{Icon, IconView};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::pages::reviews::tasks::words as task_words;
use crate::ui::route::Page;
use crate::ui::select::{names, through_view};
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use crate::web::clock;
use leptos::prelude::*;

/// Place of the stage that brings records in.
const RUN: usize = 2;

/// A stage as drawn.
struct Stage {
    name: &'static str,
    words: &'static str,
    /// Whether it is built.
    open: bool,
    has: Vec<String>,
    lacks: Vec<String>,
    /// What is not built yet.
    later: Option<&'static str>,
    next: Option<(&'static str, Page)>,
    /// Whether something in it is late.
    late: bool,
}

/// The process map.
#[component]
pub fn HomePage() -> impl IntoView {
    let (session, router) = (Session::get(), Router::get());
    let settled = settled();
    let facts = session.select(move |data| {
        settled.get().map(|view| overview(data, &view, clock::today())).unwrap_or_default()
    });
    let me = Me::get();
    let appraisal = session.select(move |data| appraisal_standing(data, me.day()));
    let mine = session.select(move |data| {
        let own = me.person().map(|person| turns(data, person)).unwrap_or_default();
        (waiting(&own, me.day()), own.into_iter().next())
    });
    let period = move || {
        settled.get().map(|Settled { period, as_of, .. }| {
            let fiscal = session.data().is_some_and(|data| data.workspace.calendar.fiscal_start != 1);
            (fmt().period(period, fiscal), fmt().date_long(as_of))
        })
    };
    let stages = move || {
        let facts = facts.get();
        let stages = stages(&facts, &appraisal.get(), mine.get().0);
        // Records come first: they bring people, products and customers with them.
        let lacking = stages.iter().position(|stage| !stage.lacks.is_empty());
        let first = if facts.records == 0 { Some(RUN) } else { lacking };
        stages
            .into_iter()
            .enumerate()
            .map(|(at, stage)| station(at + 1, stage, first == Some(at), router))
            .collect_view()
    };
    view! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1>{t().home.title}</h1>
                    <p class="lede">{t().home.lede}</p>
                </div>
                <p class="muted">
                    {move || period().map(|(period, as_of)| format!("{period} · {} {as_of}", t().filter.as_of))}
                </p>
            </header>
            {standing()}
            {move || my_turn(mine.get())}
            <ol class="map">{stages}</ol>
        </div>
    }
    .into_any()
}

/// Where the company stands, in the monitor's own sentence.
fn standing() -> AnyView {
    let (session, router, view) = (Session::get(), Router::get(), settled());
    let found = through_view(|lens: Lens| lens.headline().map(|kpi| finding(lens, kpi)).unwrap_or_default());
    let words = move || {
        let found = found.get();
        let told = matches!(found, Finding::Standing { .. } | Finding::NoTarget { .. });
        let (data, view) = (session.data().filter(|_| told)?, view.get()?);
        let bits = sentence(&found, &view, names(&data));
        Some(view! {
            <p class="finding">{plain(&bits)}</p>
            <p><a href=move || router.href(Page::Monitor)>{t().home.go_monitor}</a></p>
        })
    };
    view! { <div class="stack-1">{words}</div> }.into_any()
}

/// What waits for the reader, and the first of it.
fn my_turn((waiting, next): (Waiting, Option<Turn>)) -> Option<AnyView> {
    let (data, router, next) = (Session::get().data()?, Router::get(), next?);
    let all = count(waiting.all);
    let words = match waiting.late {
        0 => t().reviews.work(&all),
        late => t().reviews.work_late(&all, &count(late)),
    };
    let first = t().reviews.first(&task_words(&data, &next));
    Some(
        view! {
            <p class="my-turn">
                {fmt().sentences(&[words, first])} " "
                <a href=move || router.href(Page::Tasks)>{t().reviews.tasks}</a>
            </p>
        }
        .into_any(),
    )
}

fn station(number: usize, stage: Stage, first: bool, router: Router) -> AnyView {
    let class = match (stage.open, stage.late) {
        (true, true) => "is-open is-late",
        (true, false) => "is-open",
        (false, _) => "is-later",
    };
    let has = stage
        .has
        .into_iter()
        .map(|words| view! { <li><IconView icon=Icon::Tick/><span>{words}</span></li> })
        .collect_view();
    let lacks = stage
        .lacks
        .into_iter()
        .map(|words| view! { <li class="warn"><IconView icon=Icon::Warn/><span>{words}</span></li> })
        .collect_view();
    let later = stage.later.map(|words| view! { <li class="quiet"><span>{words}</span></li> });
    let next = stage.next.map(|(words, page)| {
        view! { <p class="next"><a class="button" class:is-primary=first href=move || router.href(page)>{words}</a></p> }
    });
    view! {
        <li class=class>
            <div class="station"><span class="no" aria-hidden="true">{number}</span><h2>{stage.name}</h2></div>
            <p class="muted small">{stage.words}</p>
            <ul>{has}{lacks}{later}</ul>
            {next}
        </li>
    }
    .into_any()
}

fn stages(facts: &Overview, appraisal: &Standing, mine: Waiting) -> [Stage; 6] {
    let home = &t().home;
    let later = |name, words| Stage {
        name,
        words,
        open: false,
        has: vec![],
        lacks: vec![],
        later: Some(home.later),
        next: None,
        late: false,
    };
    [
        later(home.strategy, home.strategy_words),
        plan(facts),
        run(facts),
        appraise(appraisal, mine),
        later(home.improve, home.improve_words),
        later(home.outlook, home.outlook_words),
    ]
}

fn plan(facts: &Overview) -> Stage {
    let home = &t().home;
    let (mut has, mut lacks, mut next) = (vec![], vec![], None);
    if facts.people == 0 {
        lacks.push(home.no_people.to_owned());
        next = Some((home.go_people, Page::People));
    } else {
        has.push(home.people_in_teams(&count(facts.people), &count(facts.teams)));
    }
    if facts.any_target {
        match (facts.with_target, facts.people.saturating_sub(facts.with_target)) {
            (0, _) => has.push(home.targets_above.to_owned()),
            (some, 0) => has.push(home.targets_set(&count(some), &count(facts.people))),
            (_, without) => {
                lacks.push(home.without_target(&count(without)));
                next = next.or(Some((home.go_targets, Page::Targets)));
            }
        }
    } else {
        lacks.push(home.no_targets.to_owned());
        next = next.or(Some((home.go_targets, Page::Targets)));
    }
    if facts.scorecards == 0 {
        lacks.push(home.no_standard.to_owned());
        next = next.or(Some((home.go_standard, Page::Scorecards)));
    } else {
        has.push(home.scorecards(&count(facts.scorecards)));
    }
    if facts.plans == 0 {
        lacks.push(home.no_plan.to_owned());
    } else {
        has.push(home.plans(&count(facts.plans)));
        next = next.or(Some((home.go_pay, Page::Pay)));
    }
    Stage {
        name: home.plan,
        words: home.plan_words,
        open: true,
        has,
        lacks,
        later: None,
        next: next.or(Some((home.go_targets, Page::Targets))),
        late: false,
    }
}

fn run(facts: &Overview) -> Stage {
    let home = &t().home;
    let (mut has, mut lacks) = (vec![], vec![]);
    match facts.newest {
        Some(day) => {
            has.push(home.records_to(&count(facts.records), &fmt().date(day)));
            if facts.late {
                lacks.push(home.records_late(&fmt().date(day)));
            }
        }
        None => lacks.push(home.no_records.to_owned()),
    }
    let next = if facts.newest.is_some() && !facts.late {
        (home.go_monitor, Page::Monitor)
    } else {
        (home.go_import, Page::Import)
    };
    let late = facts.late;
    Stage {
        name: home.run,
        words: home.run_words,
        open: true,
        has,
        lacks,
        later: None,
        next: Some(next),
        late,
    }
}

/// The criteria of the stage: those met, and those that can be worked on and are not met.
fn appraise(standing: &Standing, mine: Waiting) -> Stage {
    let home = &t().home;
    let all = || Criterion::ALL.into_iter();
    let has = all().filter(|c| standing.met(*c)).map(|c| met(standing, c)).collect();
    let lacking = all().filter(|c| standing.due(*c) && !standing.met(*c));
    let mut lacks: Vec<String> = lacking.map(|c| lack(standing, c)).collect();
    if standing.late > 0 {
        lacks.insert(0, t().cycles.people_late(&count(standing.late)));
    }
    let next = match standing.cycle {
        _ if mine.all > 0 => (t().reviews.tasks, Page::Tasks),
        _ if standing.standards == 0 => (home.go_appraisal_standard, Page::Standards),
        Some(cycle) if standing.state != CycleState::Closed => (home.go_cycle, Page::Cycle(cycle)),
        _ => (home.go_cycles, Page::Cycles),
    };
    Stage {
        name: home.appraise,
        words: home.appraise_words,
        open: true,
        has,
        lacks,
        later: None,
        next: Some(next),
        late: standing.late > 0,
    }
}

/// A criterion that is met, in words.
fn met(standing: &Standing, criterion: Criterion) -> String {
    let home = &t().home;
    match criterion {
        Criterion::Standard => home.standards(&count(standing.standards)),
        Criterion::Cycle => home.cycle_in(t().appraisal.state(standing.state), &count(standing.people)),
        Criterion::Reviews => home.reviews_in(&count(standing.submitted), &count(standing.expected)),
        Criterion::Released => home.all_released.to_owned(),
        Criterion::Answered => home.all_answered.to_owned(),
        Criterion::Decided => home.all_decided.to_owned(),
        Criterion::Closed => home.cycle_closed.to_owned(),
    }
}

/// A criterion that is not met, in words.
fn lack(standing: &Standing, criterion: Criterion) -> String {
    let home = &t().home;
    let rest = |of: usize, part: usize| count(of.saturating_sub(part));
    match criterion {
        Criterion::Standard => home.no_published.to_owned(),
        Criterion::Cycle if standing.cycle.is_some() => home.cycle_draft.to_owned(),
        Criterion::Cycle => home.no_cycle.to_owned(),
        Criterion::Reviews => home.reviews_missing(&count(standing.missing)),
        Criterion::Released => home.unreleased(&rest(standing.people, standing.released)),
        Criterion::Answered if standing.appeals > 0 => home.appeals_wait(&count(standing.appeals)),
        Criterion::Answered => home.unanswered(&rest(standing.people, standing.answered)),
        Criterion::Decided if standing.proposals == 0 => home.no_outcomes.to_owned(),
        Criterion::Decided => home.undecided(&count(standing.open)),
        Criterion::Closed => home.cycle_open.to_owned(),
    }
}

fn count(number: usize) -> String {
    fmt().whole(i64::try_from(number).unwrap_or(i64::MAX))
}
