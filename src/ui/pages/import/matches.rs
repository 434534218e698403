//! What the names in the file stand for, and what its states mean.

use super::{Wizard, asked_tag, whole};
use crate::domain::records::State;
use crate::state::import::{Confidence, Dimension, Match, Name, Question, Target, known};
use crate::ui::components::{Button, ButtonKind, Choice, Combo, Note, NoteKind, Select};
use crate::ui::forms::{from_code, to_code};
use crate::ui::lang::t;
use leptos::prelude::*;

/// The most names of a dimension drawn at once.
const MOST: usize = 60;

/// The step of matching.
pub(super) fn view(wizard: Wizard) -> AnyView {
    let dimensions = wizard.part(|import| {
        let columns = import.analysis().map(|a| a.names.iter()).into_iter().flatten();
        columns.filter(|c| !c.names.is_empty()).map(|c| c.dimension).collect::<Vec<Dimension>>()
    });
    let all = move || dimensions.get().into_iter().map(|one| dimension(wizard, one)).collect_view();
    view! {
        <p class="muted">{t().import.match_lede}</p>
        {states(wizard)}
        {all}
    }
    .into_any()
}

/// The states of the file and what they mean.
fn states(wizard: Wizard) -> AnyView {
    let found = wizard.part(|import| {
        let states = import.analysis().map(|a| a.states.clone()).unwrap_or_default();
        let open: Vec<String> = import
            .open_questions()
            .filter_map(|q| match q {
                Question::State { text } => Some(text.clone()),
                _ => None,
            })
            .collect();
        (states, open)
    });
    let none = Memo::new(move |_| found.with(|(states, _)| states.is_empty()));
    let options: Vec<Choice> =
        State::ALL.iter().map(|one| Choice::new(to_code(&State::ALL, one), t().import.state(*one))).collect();
    let options = Signal::stored(options);
    let rows = move || {
        let (states, open) = found.get();
        let row = |(text, rows, meaning): (String, u64, Option<State>)| {
            let asked = open.contains(&text);
            let own = text.clone();
            let set = move |code: String| {
                let state = from_code(&State::ALL, &code, meaning.unwrap_or(State::Booked));
                wizard.choose(|import| import.set_state(&own, state));
            };
            let label = text.clone();
            let value = meaning.map(|m| to_code(&State::ALL, &m)).unwrap_or_default();
            view! {
                <li class="match-row">
                    <span><strong>{text}</strong>" "<span class="quiet">{t().import.rows_in(&whole(rows))}</span></span>
                    <span class="row">
                        <Select bare=true label options value on_change=set/>
                        {asked.then(asked_tag)}
                    </span>
                </li>
            }
        };
        states.into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || !none.get()>
            <section class="section">
                <header><h2>{t().import.states}</h2><p>{t().import.states_hint}</p></header>
                <ul class="plain">{rows}</ul>
            </section>
        </Show>
    }
    .into_any()
}

/// One name with its proposal.
#[derive(Clone, PartialEq)]
struct Row {
    at: usize,
    name: Name,
    found: Match,
}

fn dimension(wizard: Wizard, dimension: Dimension) -> AnyView {
    let all = RwSignal::new(false);
    let rows = wizard.part(move |import| {
        let names = import.analysis().and_then(|a| a.names.iter().find(|c| c.dimension == dimension));
        let names = names.map(|c| c.names.as_slice()).unwrap_or_default();
        let pairs = names.iter().zip(import.matches(dimension)).enumerate();
        pairs
            .map(|(at, (name, found))| Row { at, name: name.clone(), found: found.clone() })
            .collect::<Vec<_>>()
    });
    let open = Memo::new(move |_| {
        rows.with(|rows| rows.iter().filter(|row| row.found.confidence != Confidence::Certain).count())
    });
    let fresh = Memo::new(move |_| {
        rows.with(|rows| rows.iter().filter(|row| row.found.target == Target::New).count())
    });
    let words = move || {
        let count = |n: usize| whole(n as u64);
        t().import.names_found(&count(rows.with(Vec::len)), &count(fresh.get()))
    };
    let open_words = move || {
        let words = || t().import.unmatched(&whole(open.get() as u64));
        (open.get() > 0).then(|| view! { <span class="tag is-warn">{words()}</span> })
    };
    let entries = wizard.session.select(move |data| {
        known(data, dimension).into_iter().map(|one| (one.id.to_string(), one.name)).collect::<Vec<_>>()
    });
    let list = move || {
        let shown = rows.with(|rows| {
            let wanted = |row: &&Row| all.get() || row.found.confidence != Confidence::Certain;
            rows.iter().filter(wanted).take(MOST).cloned().collect::<Vec<_>>()
        });
        shown.into_iter().map(|row| row_view(wizard, dimension, row, entries)).collect_view()
    };
    let more = move || {
        let count = if all.get() { rows.with(Vec::len) } else { open.get() };
        count.checked_sub(MOST).filter(|n| *n > 0)
    };
    let accept = move |()| {
        wizard.choose(|import| import.confirm_matches(dimension));
    };
    view! {
        <section class="section stack-1">
            <header>
                <h2>{t().import.dimension(dimension)}</h2>
                <div class="row">
                    <span class="muted">{words}</span>
                    {open_words}
                    <Button small=true kind=ButtonKind::Quiet on_press=move |()| all.update(|all| *all = !*all)>
                        {move || if all.get() { t().import.show_open } else { t().import.show_all }}
                    </Button>
                    <Show when=move || open.get() != 0>
                        <Button small=true on_press=accept>{t().import.all_right}</Button>
                    </Show>
                </div>
            </header>
            <ul class="plain">{list}</ul>
            {move || more().map(|n| view! { <p class="muted">{t().import.and_more(&whole(n as u64))}</p> })}
        </section>
    }
    .into_any()
}

fn row_view(wizard: Wizard, dimension: Dimension, row: Row, entries: Memo<Vec<(String, String)>>) -> AnyView {
    let Row { at, name, found } = row;
    let set = move |target: Target| wizard.choose(|import| import.set_match(dimension, at, target));
    let shown = match (name.name.is_empty(), name.number.is_empty()) {
        (true, _) => name.number.clone(),
        (false, true) => name.name.clone(),
        (false, false) => format!("{} · {}", name.name, name.number),
    };
    let uncertain = found.confidence != Confidence::Certain;
    let near = found.near.clone();
    let chips = near
        .iter()
        .filter(|_| uncertain)
        .map(|(target, label)| {
            let target = *target;
            view! { <Button small=true on_press=move |()| set(target)>{format!("= {label}")}</Button> }
        })
        .collect_view();
    let same = found.target;
    let words = if same == Target::New { t().import.new_entry } else { t().import.confirm };
    let accept =
        uncertain.then(|| view! { <Button small=true on_press=move |()| set(same)>{words}</Button> });
    let options = Signal::derive(move || {
        let mut options =
            vec![Choice::new("new", t().import.new_entry), Choice::new("none", t().import.nothing)];
        for (target, label) in &near {
            if let Target::SameAs(_) = target {
                options.push(Choice::new(code(*target), format!("= {label}")));
            }
        }
        if let Target::SameAs(other) = same
            && !near.iter().any(|(target, _)| *target == same)
        {
            options.push(Choice::new(code(same), format!("= {}", wizard.name_at(dimension, other))));
        }
        options.extend(entries.get().into_iter().map(|(id, name)| Choice::new(id, name)));
        options
    });
    let pick = move |chosen: String| match chosen.as_str() {
        "new" | "" => set(Target::New),
        "none" => set(Target::Nothing),
        other => match (other.strip_prefix('='), other.parse()) {
            (Some(place), _) => set(place.parse().map_or(Target::New, Target::SameAs)),
            (None, Ok(id)) => set(Target::Existing(id)),
            (None, Err(_)) => {}
        },
    };
    let label = format!("{shown} – {}", t().import.stands_for);
    view! {
        <li class="match-row">
            <span><strong>{shown}</strong>" "<span class="quiet">{t().import.rows_in(&whole(name.rows))}</span></span>
            <span class="row">
                <Combo bare=true label options value=code(found.target) on_change=pick/>
                {uncertain.then(asked_tag)}
                {chips}
                {accept}
            </span>
        </li>
    }
    .into_any()
}

impl Wizard {
    /// A name of the file by its place.
    fn name_at(self, dimension: Dimension, at: usize) -> String {
        self.import
            .with_untracked(|import| {
                let column = import.analysis()?.names.iter().find(|c| c.dimension == dimension)?;
                column.names.get(at).map(|name| name.name.clone())
            })
            .unwrap_or_default()
    }
}

fn code(target: Target) -> String {
    match target {
        Target::New => "new".to_owned(),
        Target::Nothing => "none".to_owned(),
        Target::SameAs(place) => format!("={place}"),
        Target::Existing(id) => id.to_string(),
    }
}

/// What is still to be confirmed before the check, with the way there.
pub(super) fn needs(wizard: Wizard) -> AnyView {
    let step = wizard.part(|import| import.suggested_step());
    let count = wizard.part(|import| import.open_questions().count() + import.open_matches());
    view! {
        <Note kind=NoteKind::Warn>
            <p>{move || t().import.questions(&whole(count.get() as u64))}</p>
            <Button on_press=move |()| wizard.go(step.get_untracked())>{move || t().import.go_to(t().import.step(step.get()))}</Button>
        </Note>
    }
    .into_any()
}
