//! Trying the draft on somebody: their real figures, and ratings that can be moved.

use super::Edit;
use crate::domain::appraisal::{KpiResult, RaterGroup, ResultSheet};
use crate::domain::id::{CompetencyId, PersonId};
use crate::domain::{Dataset, Decimal};
use crate::engine::appraisal::{Appraised, try_out};
use crate::engine::trace::{Silent, Trace};
use crate::state::appraisal::standards::{Ratings, pretended, ratings};
use crate::ui::components::{Choice, FigureButton, Meter, Select, Slider};
use crate::ui::explain::Explainer;
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::view::settled;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

/// The try-out.
#[component]
pub fn Trial(
    /// What is being edited.
    edit: Edit,
    /// Whom it is for.
    people: Signal<Vec<PersonId>>,
) -> impl IntoView {
    let (session, view) = (Session::get(), settled());
    let chosen = RwSignal::new(None::<PersonId>);
    let moved = RwSignal::new(Ratings::new());
    let person = Memo::new(move |_| {
        let first = || people.with(|p| p.first().copied());
        let anybody = || session.data().and_then(|d| d.people.iter().next().map(|p| p.id));
        chosen.get().or_else(first).or_else(anybody)
    });
    let sheet = Memo::new(move |_| {
        let (data, view, person) = (session.data()?, view.get()?, person.get()?);
        let method = edit.get();
        let world = pretended(&data, &method);
        let all = moved.with(|m| ratings(&method.standard, m));
        let about = (person, view.period);
        Some(try_out::<Silent>(&world, &method.standard, about, view.as_of, &all).value.sheet)
    });
    let explain = Callback::new(move |()| {
        let (Some(data), Some(view), Some(person)) =
            (session.data_now(), view.get_untracked(), person.get_untracked())
        else {
            return;
        };
        let method = edit.now();
        let world = pretended(&data, &method);
        let all = moved.with_untracked(|m| ratings(&method.standard, m));
        let about = (person, view.period);
        let found: Appraised<Trace> = try_out(&world, &method.standard, about, view.as_of, &all).value;
        Explainer::get().show_in(t().standards.trial, found.note, world);
    });
    let options = Signal::derive(move || {
        let own = people.get();
        let data = session.data();
        let all = data.iter().flat_map(|d| d.people.iter());
        let mut named: Vec<(bool, Choice)> =
            all.map(|p| (!own.contains(&p.id), Choice::new(p.id.to_string(), p.name.clone()))).collect();
        named.sort_by_key(|(other, _)| *other);
        named.into_iter().map(|(_, choice)| choice).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || person.get().map(|p| p.to_string()).unwrap_or_default());
    let result = move || {
        let (data, sheet) = (session.data()?, sheet.get()?);
        Some(outcome(&data, edit, &sheet, explain))
    };
    view! {
        <section class="panel stack">
            <h2>{t().standards.trial}</h2>
            <p class="muted small">{t().standards.trial_words}</p>
            <Select label=t().common.person options value on_change=move |id: String| chosen.set(id.parse().ok())/>
            {result}
            <Sliders edit moved/>
        </section>
    }
}

/// Score, grade and both parts; the KPIs behind them.
fn outcome(data: &Dataset, edit: Edit, sheet: &ResultSheet, explain: Callback<()>) -> AnyView {
    let standard = edit.standard.now();
    let places = standard.places;
    let score = sheet.score.map_or_else(|| t().standards.no_score.to_owned(), |s| fmt().number(s, places));
    let grade =
        sheet.grade.as_ref().map_or_else(|| t().standards.no_grade.to_owned(), |g| t().standards.grade(g));
    let part = |name: &'static str, value: Option<Decimal>| {
        let full = standard.full.max(Decimal::ONE);
        let share = value.and_then(|v| v.checked_div(full)).and_then(|v| v.to_f64());
        let shown = value.map_or_else(|| t().common.no_value.to_owned(), |v| fmt().number(v, 1));
        view! {
            <div class="trial-part">
                <span>{name}</span>
                <span class="num">{shown}</span>
                <Meter value=Signal::stored(share)/>
            </div>
        }
    };
    let kpis = sheet.kpis.iter().map(|k| kpi(data, k)).collect_view();
    let figures = sheet.quantitative.is_some() || standard.quantitative.is_some();
    view! {
        <div class="stack-1">
            <p class="trial-score">
                <FigureButton text=score what=t().appraisal.whole.to_owned() on_open=explain/>
                <span class="trial-grade">{grade}</span>
            </p>
            {figures.then(|| part(t().appraisal.quantitative, sheet.quantitative))}
            {(!standard.qualitative.is_zero()).then(|| part(t().appraisal.qualitative, sheet.qualitative))}
            <ul class="trial-kpis">{kpis}</ul>
        </div>
    }
    .into_any()
}

fn kpi(data: &Dataset, one: &KpiResult) -> AnyView {
    let name = names(data).kpi(one.kpi);
    let score = one.score.map_or_else(|| t().common.no_value.to_owned(), |s| fmt().number(s, 1));
    let weight = format!("{}%", fmt().at_most(one.weight, 2));
    view! { <li><span>{name} " " <span class="muted">{weight}</span></span> <span class="num">{score}</span></li> }
        .into_any()
}

/// Ratings by competency: of one group of raters, or of all at once.
#[component]
fn Sliders(edit: Edit, moved: RwSignal<Ratings>) -> impl IntoView {
    let draft = edit.standard;
    let whose = RwSignal::new(String::new());
    let groups = draft.read(|s| s.groups.iter().map(|g| g.group).collect::<Vec<_>>());
    let options = Signal::derive(move || {
        let all = groups.get().into_iter().enumerate();
        let named = all.map(|(at, g)| Choice::new(at.to_string(), t().appraisal.group(g)));
        std::iter::once(Choice::new("", t().standards.all_raters)).chain(named).collect::<Vec<_>>()
    });
    let group = Memo::new(move |_| {
        let at: Option<usize> = whose.get().parse().ok();
        at.and_then(|at| groups.get().get(at).copied())
    });
    let asked = Memo::new(move |_| {
        let standard = draft.get();
        let rates = |c: &CompetencyId, g: RaterGroup| standard.rated_by(g).any(|own| own.id == *c);
        let all = standard.competencies.iter().map(|c| c.id);
        let own = group.get();
        all.filter(|c| own.is_none_or(|g| rates(c, g))).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| !groups.get().is_empty() && !draft.get().competencies.is_empty());
    move || {
        any.get().then(|| {
            let rows = move || {
                let group = group.get();
                asked.get().into_iter().map(|id| slider(edit, moved, id, group)).collect_view()
            };
            view! {
                <div class="stack-1">
                    <Select label=t().standards.rated_by options value=whose on_change=move |code| whose.set(code)/>
                    {rows}
                </div>
            }
        })
    }
}

fn slider(edit: Edit, moved: RwSignal<Ratings>, id: CompetencyId, group: Option<RaterGroup>) -> AnyView {
    let draft = edit.standard;
    let standard = draft.now();
    let name = standard.competencies.iter().find(|c| c.id == id).map(|c| c.name.clone()).unwrap_or_default();
    let (min, max) = (standard.scale.low, standard.scale.high);
    let step = if standard.scale.step > Decimal::ZERO { standard.scale.step } else { Decimal::new(1, 1) };
    let value = Signal::derive(move || {
        let all = moved.with(|m| ratings(&draft.get(), m));
        let own = all.iter().find(|(g, c, _)| *c == id && group.is_none_or(|one| one == *g));
        own.map(|(_, _, v)| *v).unwrap_or(min)
    });
    let set = move |value: Decimal| {
        let groups: Vec<RaterGroup> = draft.now().groups.iter().map(|g| g.group).collect();
        moved.update(|all| {
            let own = |g: RaterGroup| group.is_none_or(|one| one == g);
            all.retain(|(g, c, _)| *c != id || !own(*g));
            all.extend(groups.into_iter().filter(|g| own(*g)).map(|g| (g, id, value)));
        });
    };
    view! { <Slider label=name min max step value on_input=set/> }.into_any()
}
