//! One person: teams, roles and managers by date, transfers, and the days of employment.

use super::columns::words;
use super::prefers::prefers;
use crate::domain::dataset::{Item, ItemId};
use crate::domain::id::PersonId;
use crate::domain::org::{Person, Stint};
use crate::state::command::{Command, Field};
use crate::state::sheet::{Table, options};
use crate::ui::components::{
    Button, ButtonKind, Choice, Combo, DateField, Dialog, DialogKind, Icon, IconButton, TextArea, TextField,
};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::clock;
use leptos::prelude::*;

/// The sheet at the side that shows one person.
#[component]
pub fn PersonSheet(
    /// The person, or nothing while closed.
    opened: RwSignal<Option<ItemId>>,
) -> impl IntoView {
    let session = Session::get();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(opened.with(Option::is_some)));
    let person = move || match (opened.get()?, session.data_now()?) {
        (ItemId::Person(id), data) => data.people.get(id).map(|p| p.as_ref().clone()),
        _ => None,
    };
    let title = Signal::derive(move || untrack(person).map(|p| p.name).unwrap_or_default());
    let title = Signal::derive(move || {
        opened.track();
        title.get()
    });
    view! {
        <Dialog title open kind=DialogKind::Side on_close=Callback::new(move |()| opened.set(None))>
            {move || person().map(|person| form(person, open))}
        </Dialog>
    }
    .into_any()
}

fn form(person: Person, open: RwSignal<bool>) -> AnyView {
    let session = Session::get();
    let router = Router::get();
    let id = person.id;
    let draft = Draft::new(person);
    let save = move |()| {
        if draft.stored(session.run(&Command::Put(vec![Item::Person(draft.now())]))) {
            open.set(false);
        }
    };
    let aliases = draft.read(|p| p.aliases.join("; "));
    let set_aliases = draft.write(|p, text: String| {
        p.aliases = text
            .split([';', '；', '、'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
    });
    view! {
        <div class="stack">
            <div class="columns-2">
                <TextField label=t().data.number optional=true error=draft.error(&[Field::Number]) value=draft.read(|p| p.number.clone()) on_change=draft.write(|p, text| p.number = text)/>
                <TextField label=t().data.person_name error=draft.error(&[Field::Name]) value=draft.read(|p| p.name.clone()) on_change=draft.write(|p, text| p.name = text)/>
                <DateField label=t().data.hired optional=true value=draft.read(|p| p.hired) on_change=draft.write(|p, day| p.hired = day)/>
                <DateField label=t().data.left optional=true error=draft.error(&[Field::Left]) value=draft.read(|p| p.left) on_change=draft.write(|p, day| p.left = day)/>
            </div>
            <TextField label=t().data.aliases hint=t().data.aliases_hint optional=true value=aliases on_change=set_aliases/>
            {prefers(draft)}
            {stints(draft, id)}
            {draft.problem_view()}
            <div class="row">
                <Button kind=ButtonKind::Primary on_press=save>{t().common.save}</Button>
                <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
                <a class="push" href=move || router.href(Page::Feedback(Some(id)))>{t().feedback.title}</a>
                <a href=move || router.href(Page::Score(id))>{t().data.score}</a>
            </div>
        </div>
    }
    .into_any()
}

/// The stints, oldest first, each changeable; a transfer begins another.
fn stints(draft: Draft<Person>, id: PersonId) -> AnyView {
    let session = Session::get();
    let choices = move |table: Table| {
        let data = session.data_now();
        let all = data.map(|data| options(&data, table, &words())).unwrap_or_default();
        all.into_iter()
            .filter(|(other, _)| *other != ItemId::Person(id))
            .map(|(id, label)| Choice::new(code(id), label))
            .collect::<Vec<_>>()
    };
    let lists = [Table::Teams, Table::People, Table::Territories].map(|table| Signal::stored(choices(table)));
    let count = Memo::new(move |_| draft.get().stints.len());
    let transfer = move |()| {
        draft.update(|p| {
            let last = p.stints.last().cloned().unwrap_or_default();
            let from = (!p.stints.is_empty()).then(clock::today);
            p.stints.push(Stint { from, ..last });
        });
    };
    let rows = move || {
        let rows = (0..count.get()).rev();
        rows.map(|at| stint(draft, at, lists)).collect_view()
    };
    view! {
        <section class="section">
            <header>
                <h3>{t().data.stints}</h3>
                <Button small=true icon=Icon::Plus on_press=transfer>{t().data.transfer}</Button>
            </header>
            <p class="muted small">{t().data.transfer_hint}</p>
            <Show when=move || count.get() == 0><p class="muted">{t().data.no_stints}</p></Show>
            <ol class="plain stack">{rows}</ol>
        </section>
    }
    .into_any()
}

fn stint(draft: Draft<Person>, at: usize, [teams, people, territories]: [Signal<Vec<Choice>>; 3]) -> AnyView {
    let read = move |p: &Person| p.stints.get(at).cloned().unwrap_or_default();
    let write = move |p: &mut Person, change: &dyn Fn(&mut Stint)| {
        if let Some(stint) = p.stints.get_mut(at) {
            change(stint);
        }
    };
    let team = draft.read(move |p| read(p).team.map(|id| id.to_string()).unwrap_or_default());
    let territory = draft.read(move |p| read(p).territory.map(|id| id.to_string()).unwrap_or_default());
    let duties = draft.read(move |p| read(p).responsibilities.join("\n"));
    let tasks = draft.read(move |p| read(p).tasks.join("\n"));
    let manager = draft.read(move |p| read(p).manager.map(|id| id.to_string()).unwrap_or_default());
    view! {
        <li class="panel stack-1">
            <div class="spread">
                <DateField label=t().data.from hint=t().data.from_start optional=true value=draft.read(move |p| read(p).from) on_change=draft.write(move |p, day| write(p, &|s| s.from = day))/>
                <IconButton icon=Icon::Delete small=true name=t().common.remove on_press=move |()| draft.update(|p| {
                    if at < p.stints.len() {
                        p.stints.remove(at);
                    }
                })/>
            </div>
            <div class="columns-2">
                <Combo label=t().data.team options=teams value=team on_change=draft.write(move |p, id: String| write(p, &|s| s.team = id.parse().ok()))/>
                <TextField label=t().data.role value=draft.read(move |p| read(p).role) on_change=draft.write(move |p, role: String| write(p, &|s| s.role.clone_from(&role)))/>
            </div>
            <div class="columns-2">
                <Combo label=t().data.manager error=draft.error(&[Field::Stints]) options=people value=manager on_change=draft.write(move |p, id: String| write(p, &|s| s.manager = id.parse().ok()))/>
                <Combo label=t().data.territory options=territories value=territory on_change=draft.write(move |p, id: String| write(p, &|s| s.territory = id.parse().ok()))/>
            </div>
            <TextArea label=t().data.responsibilities hint=t().data.one_a_line optional=true value=duties on_change=draft.write(move |p, text: String| write(p, &|s| s.responsibilities = lines(&text)))/>
            <TextArea label=t().data.tasks hint=t().data.one_a_line optional=true value=tasks on_change=draft.write(move |p, text: String| write(p, &|s| s.tasks = lines(&text)))/>
        </li>
    }
    .into_any()
}

/// One thing a line.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn code(id: ItemId) -> String {
    match id {
        ItemId::Person(id) => id.to_string(),
        ItemId::Team(id) => id.to_string(),
        ItemId::Territory(id) => id.to_string(),
        _ => String::new(),
    }
}
