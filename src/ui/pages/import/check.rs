//! The check: what the import would do, figures to compare with the file, what cannot be imported; then the import.

use super::{Stage, Wizard, changed, columns, matches, short, whole};
use crate::domain::records::State;
use crate::state::command::Env;
use crate::state::import::{
    Dimension, FaultGroup, ImportError, ImportSession, Kind, Outcome, Reply, Request, RowFault, StateTotal,
    Step,
};
use crate::ui::components::{Button, ButtonKind, Choice, Icon, Note, NoteKind, Segmented, Toasts};
use crate::ui::desk::CommitError;
use crate::ui::lang::{fmt, t};
use crate::web::{download, ids};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

/// The step of the check.
pub(super) fn view(wizard: Wizard) -> AnyView {
    let certain = wizard.part(|import| import.is_certain());
    let outcome = wizard.part(|import| import.outcome().cloned());
    let failed = wizard.part(|import| import.failure().cloned());
    let kind = wizard.part(|import| import.analysis().map(|a| a.choices.kind));
    let refused = RwSignal::new(None::<String>);
    let takes = wizard.part(|import| import.takes_changes());
    let writing = RwSignal::new(false);
    let action = move || {
        if writing.get() {
            // A second press while the blocks are being written would import everything twice.
            return view! { <p class="muted" aria-busy="true">{t().import.committing}</p> }.into_any();
        }
        if !certain.get() {
            return matches::needs(wizard);
        }
        if failed.with(Option::is_some) {
            return view! { <Note kind=NoteKind::Error>{t().import.codes_full}</Note> }.into_any();
        }
        let (Some(outcome), Some(kind)) = (outcome.get(), kind.get()) else {
            return view! { <p class="muted" aria-busy="true">{t().import.building}</p> }.into_any();
        };
        import_button(wizard, kind, &outcome, takes.get(), (refused, writing))
    };
    view! {
        <h2 class="sr-only">{t().import.check_title}</h2>
        {columns::missing(wizard)}
        <div class="check-top">{action}</div>
        {move || refused.get().map(|why| view! { <Note kind=NoteKind::Error>{why}</Note> })}
        <div class="columns-2">
            {totals(wizard)}
            {move || outcome.get().map(|outcome| effects(wizard, &outcome))}
        </div>
        {unused(wizard)}
        {faults(wizard)}
    }
    .into_any()
}

fn import_button(wizard: Wizard, kind: Kind, outcome: &Outcome, takes: bool, told: Told) -> AnyView {
    let rows = outcome.added + if takes { outcome.changed } else { 0 };
    let more = outcome.fresh.values().sum::<u64>() + outcome.aliases;
    if rows + more == 0 && outcome.changed == 0 {
        return view! { <Note kind=NoteKind::Good>{t().import.nothing_new}</Note> }.into_any();
    }
    let words = if kind == Kind::Records {
        t().import.import_records(&whole(rows))
    } else {
        t().import.import_rows(&whole(rows))
    };
    let press = move |()| commit(wizard, told);
    view! {
        <div class="row-2">
            <span class="is-large"><Button kind=ButtonKind::Primary icon=Icon::Import on_press=press>{words}</Button></span>
            <span class="muted">{t().import.certain_words}</span>
        </div>
    }
    .into_any()
}

/// Why an import was refused, and whether one is being written.
type Told = (RwSignal<Option<String>>, RwSignal<bool>);

/// Carries the import out: one step, all or nothing.
fn commit(wizard: Wizard, (refused, writing): Told) {
    refused.set(None);
    let Some(data) = wizard.session.data_now() else { return };
    let env = Env { new_id: &ids::fresh };
    let planned = wizard.import.with_untracked(|import| import.commit(&data, &env));
    match planned {
        Ok((label, changes)) => {
            let (outcome, source) = wizard.import.with_untracked(|import| {
                let mut outcome = import.outcome().cloned().unwrap_or_default();
                if !import.takes_changes() {
                    outcome.changed = 0;
                }
                (outcome, import.source())
            });
            writing.set(true);
            spawn_local(async move {
                let done = wizard.desk.commit(label, changes).await;
                // The page may have been left meanwhile.
                let _ = writing.try_set(false);
                match done {
                    Ok(_) => wizard.stage.set(Stage::Done(outcome, source)),
                    Err(CommitError::Refused(why)) => refused.set(Some(why.words())),
                    Err(CommitError::Store(why)) => {
                        refused.set(Some(t().workspaces.problem(why.code()).to_owned()))
                    }
                }
            });
        }
        Err(ImportError::Stale | ImportError::NotReady) => {
            refused.set(Some(t().import.stale.to_owned()));
            wizard.prepare();
        }
        Err(ImportError::Resolve(_)) => refused.set(Some(t().import.codes_full.to_owned())),
    }
}

/// Rows and amounts as the file has them, to compare with what the reader knows.
fn totals(wizard: Wizard) -> AnyView {
    let facts = wizard.part(|import| import.analysis().map(|a| (a.choices.kind, a.good, a.bad, a.totals)));
    let money = move |minor: i64| {
        wizard.session.data_now().map_or_else(String::new, |data| {
            let w = &data.workspace;
            fmt().money(minor, w.currency.digits(), w.currency.digits())
        })
    };
    let sold = wizard.part(|import| import.analysis().is_some_and(|a| a.choices.kind == Kind::Records));
    let code = move || wizard.session.data_now().map(|data| data.workspace.currency.code().to_owned());
    let rows = move || {
        let Some((kind, good, bad, totals)) = facts.get() else { return ().into_any() };
        let sold = kind == Kind::Records;
        let none = move || sold.then(|| view! { <td></td> });
        let faulty = (bad > 0).then(|| view! { <tr class="behind"><th scope="row">{t().import.faults}</th><td class="num">{whole(bad)}</td>{none()}</tr> });
        if !sold {
            return view! {
                <tr><th scope="row">{t().import.kind_name(kind)}</th><td class="num">{whole(good)}</td></tr>
                {faulty}
            }
            .into_any();
        }
        let line = |(state, total): (State, StateTotal)| {
            view! {
                <tr><th scope="row">{t().import.state(state)}</th><td class="num">{whole(total.rows)}</td><td class="num">{money(total.amount)}</td></tr>
            }
        };
        let used: Vec<_> = State::ALL.into_iter().zip(totals).filter(|(_, total)| total.rows > 0).collect();
        let sum = used.iter().map(|(_, total)| total.amount).fold(0_i64, i64::saturating_add);
        let several = used.len() > 1;
        view! {
            {used.into_iter().map(line).collect_view()}
            {several.then(|| view! {
                <tr class="is-total"><th scope="row">{t().common.total}</th><td class="num">{whole(good)}</td><td class="num">{money(sum)}</td></tr>
            })}
            {faulty}
        }
        .into_any()
    };
    view! {
        <section class="section">
            <header><h3>{t().import.totals}</h3></header>
            <table class="table">
                <thead><tr>
                    <td></td>
                    <th scope="col" class="num">{t().import.total_rows}</th>
                    {move || sold.get().then(|| view! { <th scope="col" class="num">{t().import.total_amount}" "<span class="unit">{code}</span></th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// What will be there afterwards.
fn effects(wizard: Wizard, outcome: &Outcome) -> AnyView {
    let kind = kind_of(wizard);
    let lines = lines(outcome, kind);
    let takes = Signal::derive(move || {
        let takes = wizard.import.with(|import| import.takes_changes());
        if takes { "take" } else { "leave" }.to_owned()
    });
    let set = move |choice: String| wizard.choose(|import| import.set_take_changes(choice == "take"));
    let options =
        vec![Choice::new("take", t().import.changes_take), Choice::new("leave", t().import.changes_leave)];
    let examples = changed::rows(wizard, &outcome.examples);
    view! {
        <section class="section stack-1">
            <header><h3>{t().import.will_do}</h3></header>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            {(outcome.changed > 0).then(|| view! {
                <div class="stack-1">
                    <p><strong>{t().import.changed(&whole(outcome.changed))}</strong></p>
                    {examples}
                    <div><Segmented label=t().import.changed(&whole(outcome.changed)) options value=takes on_change=set/></div>
                </div>
            })}
        </section>
    }
    .into_any()
}

/// The columns of the file that nothing is made of, and the way to where that is chosen.
fn unused(wizard: Wizard) -> AnyView {
    let names = wizard.part(ImportSession::unused);
    let any = Memo::new(move |_| names.with(|names| !names.is_empty()));
    let words = move || names.with(|names| t().import.unused(&fmt().list(names)));
    view! {
        <Show when=move || any.get()>
            <p class="row unused-columns">
                <span class="muted">{words}</span>
                <Button small=true on_press=move |()| wizard.go(Step::Columns)>{t().import.choose_columns}</Button>
            </p>
        </Show>
    }
    .into_any()
}

/// What the rows are.
pub(super) fn kind_of(wizard: Wizard) -> Kind {
    wizard.import.with_untracked(|import| import.analysis().map_or(Kind::Records, |a| a.choices.kind))
}

/// What an import adds, line by line.
pub(super) fn lines(outcome: &Outcome, kind: Kind) -> Vec<String> {
    let words = &t().import;
    let records = kind == Kind::Records;
    let mut lines = Vec::new();
    if outcome.added > 0 || outcome.same + outcome.changed == 0 {
        let count = whole(outcome.added);
        lines.push(if records { words.added_records(&count) } else { words.added_rows(&count) });
    }
    for (dimension, count) in outcome.fresh.iter().filter(|(_, count)| **count > 0) {
        lines.push(match (kind, dimension) {
            (Kind::People, Dimension::Person) => words.fresh_managers(&whole(*count)),
            _ => words.fresh(words.dimension(*dimension), &whole(*count)),
        });
    }
    if outcome.located {
        lines.push(words.located.to_owned());
    }
    if outcome.aliases > 0 {
        lines.push(words.aliases(&whole(outcome.aliases)));
    }
    if outcome.same > 0 {
        lines.push(words.same(&whole(outcome.same)));
    }
    lines
}

/// What cannot be imported, by reason, with row and column; to be downloaded and corrected.
fn faults(wizard: Wizard) -> AnyView {
    let found = wizard.part(|import| {
        let analysis = import.analysis()?;
        let heads = analysis.columns.iter().map(|c| c.profile.heading.clone()).collect::<Vec<_>>();
        (analysis.bad > 0).then(|| (analysis.faults.clone(), heads))
    });
    let loading = RwSignal::new(false);
    let save = move |()| {
        loading.set(true);
        spawn_local(async move {
            save_bad_rows(wizard).await;
            let _ = loading.try_set(false);
        });
    };
    let rows = move || {
        let (groups, heads) = found.get()?;
        Some(groups.into_iter().map(|group| fault_view(&group, &heads)).collect_view())
    };
    let any = Memo::new(move |_| found.with(Option::is_some));
    view! {
        <Show when=move || any.get()>
            <section class="section stack-1">
                <header>
                    <h3>{t().import.faults}</h3>
                    <Button icon=Icon::Export disabled=loading on_press=save>{t().import.download_bad}</Button>
                </header>
                <p class="muted">{t().import.faults_words}</p>
                <ul class="plain fault-list">{rows}</ul>
            </section>
        </Show>
    }
    .into_any()
}

fn fault_view(group: &FaultGroup, heads: &[String]) -> AnyView {
    let column = group.column.and_then(|at| heads.get(at)).filter(|head| !head.is_empty());
    let column = column.map(|head| t().import.in_column(head));
    let example = |(row, text): &(u64, String)| {
        view! { <li><span class="quiet">{t().import.row(&whole(*row))}</span>" "<code>{short(text)}</code></li> }
    };
    let examples = group.examples.iter().take(5).map(example).collect_view();
    view! {
        <li>
            <p>
                <strong>{t().import.fault(group.fault)}</strong>" "
                <span class="muted">{column}" "{t().import.fault_rows(&whole(group.count))}</span>
            </p>
            <ul class="plain row-2 small">{examples}</ul>
        </li>
    }
    .into_any()
}

async fn save_bad_rows(wizard: Wizard) {
    let mut words: BTreeMap<String, String> = RowFault::ALL
        .iter()
        .map(|fault| (fault.code().to_owned(), t().import.fault(*fault).to_owned()))
        .collect();
    words.insert("reason".to_owned(), t().import.reason.to_owned());
    let name = t().import.bad_file(&wizard.import.with_untracked(|import| import.source()));
    match wizard.ask(Request::BadRows { words }).await {
        Reply::File(bytes) => download::bytes(&name, "text/csv;charset=utf-8", &bytes),
        Reply::Failed(error) => Toasts::expect().warn(t().import.error(&error)),
        _ => {}
    }
}
