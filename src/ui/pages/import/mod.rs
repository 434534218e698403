//! The import page: the wizard's steps around one [`ImportSession`], and the talk with the file worker.
//!
//! Invariant: the page asks for nothing that is certain; a dropped file of which everything is known goes straight to
//! the check.

mod changed;
mod check;
mod columns;
mod done;
mod layout;
mod matches;
mod source;
mod start;

use crate::i18n::Lang;
use crate::state::command::Env;
use crate::state::import::{
    FileError, ImportSession, Outcome, Preview, Progress, Reply, Request, Script, Step,
};
use crate::ui::components::{Button, ButtonKind, Note, NoteKind, Progress as ProgressBar};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, lang, t};
use crate::ui::root::Dropped;
use crate::ui::session::Session;
use crate::web::ids;
use crate::web::worker::FileWorker;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use web_sys::{Blob, File};

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
enum Stage {
    /// No file yet.
    #[default]
    Start,
    /// A file is being imported.
    Steps,
    /// It has been imported.
    Done(Outcome, String),
}

/// The wizard. Copy it into handlers.
#[derive(Clone, Copy)]
struct Wizard {
    session: Session,
    desk: Desk,
    import: RwSignal<ImportSession>,
    worker: StoredValue<FileWorker, LocalStorage>,
    file: StoredValue<Option<Blob>, LocalStorage>,
    /// Files that came together with this one and wait for their turn.
    waiting: RwSignal<Vec<File>, LocalStorage>,
    stage: RwSignal<Stage>,
    step: RwSignal<Step>,
    /// Whether the worker is at work, and how far it is.
    busy: RwSignal<bool>,
    progress: RwSignal<Option<Progress>>,
    /// Whether the file has been shown once, so that later answers leave the step as it is.
    shown: StoredValue<bool>,
    /// Counts the files begun: answers about an earlier one are not wanted any more.
    turn: StoredValue<u32>,
}

/// The import page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let session = Session::get();
    let dropped = Dropped::get();
    let wizard = Wizard {
        session,
        desk: Desk::get(),
        import: RwSignal::new(ImportSession::default()),
        worker: StoredValue::new_local(FileWorker::default()),
        file: StoredValue::new_local(None),
        waiting: RwSignal::new_local(Vec::new()),
        stage: RwSignal::new(Stage::Start),
        step: RwSignal::new(Step::Source),
        busy: RwSignal::new(false),
        progress: RwSignal::new(None),
        shown: StoredValue::new(false),
        turn: StoredValue::new(0),
    };
    // Files dropped anywhere arrive here, also while another one is open.
    Effect::new(move |_| {
        if dropped.0.with(|files| !files.is_empty()) {
            wizard.begin(dropped.take());
        }
    });
    on_cleanup(move || {
        wizard.worker.with_value(FileWorker::cancel);
    });
    view! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1>{t().shell.import}</h1>
                    <p class="lede">{t().import.lede}</p>
                </div>
            </header>
            {move || match wizard.stage.get() {
                Stage::Start => start::view(wizard),
                Stage::Steps => steps(wizard),
                Stage::Done(outcome, source) => done::view(wizard, &outcome, &source),
            }}
        </div>
    }
    .into_any()
}

impl Wizard {
    /// Begins with the first of several files; the others follow one after the other.
    fn begin(self, files: Vec<File>) {
        let mut files = files.into_iter();
        if let Some(first) = files.next() {
            self.waiting.set(files.collect());
            self.open(&first.name(), first.into());
        }
    }

    /// Begins with a file, or with pasted cells where the name is empty.
    fn open(self, name: &str, file: Blob) {
        let Some(data) = self.session.data_now() else { return };
        self.end();
        self.file.set_value(Some(file));
        self.shown.set_value(false);
        let mut import = ImportSession::new(&data, script());
        import.open(name);
        self.import.set(import);
        self.step.set(Step::Source);
        self.stage.set(Stage::Steps);
        self.drive();
    }

    /// Leaves this file, of which nothing has been changed: for the next one, or back to the start.
    fn leave(self) {
        let files = self.waiting.get_untracked();
        if files.is_empty() {
            self.start();
        } else {
            self.begin(files);
        }
    }

    /// Goes back to the start.
    fn start(self) {
        self.end();
        self.file.set_value(None);
        self.stage.set(Stage::Start);
    }

    /// Stops the worker at whatever it does. The question is answered at once, and the page says so; its next question
    /// starts another worker.
    fn stop(self) {
        self.worker.with_value(FileWorker::cancel);
    }

    /// Has done with the file: what the worker still says about it is not heard.
    fn end(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.busy.set(false);
        self.progress.set(None);
        self.stop();
    }

    /// Makes a choice and lets the worker follow it.
    fn choose(self, choice: impl FnOnce(&mut ImportSession)) {
        self.import.update(choice);
        self.drive();
    }

    /// Goes to a step; the check is worked out when it is reached.
    fn go(self, step: Step) {
        self.step.set(step);
        let unready = self.import.with_untracked(|import| {
            step == Step::Check && import.is_certain() && import.outcome().is_none() && !import.busy()
        });
        if unready {
            self.prepare();
        }
    }

    fn prepare(self) {
        if let Some(data) = self.session.data_now() {
            self.choose(|import| import.prepare(&data, &Env { new_id: &ids::fresh }));
        }
    }

    /// Asks the worker whatever the session wants to know, one question after the other.
    fn drive(self) {
        if self.busy.get_untracked() {
            return;
        }
        let Some(mut request) = self.import.try_update(ImportSession::take_request).flatten() else { return };
        self.busy.set(true);
        let turn = self.turn.get_value();
        spawn_local(async move {
            loop {
                let reply = self.ask(request).await;
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                let Some(data) = self.session.data_now() else { break };
                let next = self.import.try_update(|import| {
                    import.receive(reply, &data, &Env { new_id: &ids::fresh });
                    import.take_request()
                });
                match next.flatten() {
                    Some(more) => request = more,
                    None => break,
                }
            }
            self.rest();
        });
    }

    /// One question and its answer.
    async fn ask(self, request: Request) -> Reply {
        let worker = self.worker.try_get_value().unwrap_or_default();
        let file = match &request {
            Request::Read { .. } => self.file.try_get_value().flatten(),
            _ => None,
        };
        if matches!(request, Request::Build(_)) {
            // Known rows are recognised by their names; where some cannot be read, the build says so.
            let _ = self.desk.read_names().await;
        }
        let existing = match &request {
            Request::Build(_) => self.import.try_with_untracked(|import| import.existing().to_vec()),
            _ => None,
        };
        let progress = self.progress;
        let begun = match &request {
            Request::Read { .. } => None,
            Request::Analyse { .. } => Some(Progress::Understanding),
            _ => Some(Progress::Building),
        };
        let _ = progress.try_set(begun);
        let hear = move |so_far| {
            let _ = progress.try_set(Some(so_far));
        };
        worker.ask(request, file.as_ref(), &existing.unwrap_or_default(), hear).await
    }

    /// When the worker has nothing more to do: the first time, the step is the one at which something is open.
    fn rest(self) {
        // The page may be gone.
        if self.busy.try_set(false).is_some() {
            return;
        }
        self.progress.set(None);
        let suggested =
            self.import.with_untracked(|import| import.analysis().map(|_| import.suggested_step()));
        if let Some(step) = suggested.filter(|_| !self.shown.get_value()) {
            self.shown.set_value(true);
            self.step.set(step);
        }
    }

    /// A part of the session, computed again only where it changes.
    fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&ImportSession) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let import = self.import;
        Memo::new(move |_| import.with(&part))
    }
}

/// The script of the page's language, for what a file leaves open.
fn script() -> Script {
    match lang() {
        Lang::ZhHant => Script::Traditional,
        Lang::ZhHans => Script::Simplified,
        Lang::En => Script::Neutral,
    }
}

fn steps(wizard: Wizard) -> AnyView {
    let error = wizard.part(|import| import.error().cloned());
    let ready = wizard.part(|import| import.analysis().is_some());
    let content = move || {
        if let Some(why) = error.get() {
            return refused(wizard, &why);
        }
        if !ready.get() {
            return ().into_any();
        }
        match wizard.step.get() {
            Step::Source => source::view(wizard),
            Step::Layout => layout::view(wizard),
            Step::Columns => columns::view(wizard),
            Step::Match => matches::view(wizard),
            Step::Check => check::view(wizard),
        }
    };
    view! {
        {file_line(wizard)}
        <nav aria-label=t().import.steps><ol class="steps wizard-steps">{Step::ALL.map(|step| step_view(wizard, step, ready)).collect_view()}</ol></nav>
        {progress(wizard)}
        <section class="stack wizard-step" aria-live="off">{content}</section>
        {move || ready.get().then(|| buttons(wizard))}
    }
    .into_any()
}

/// Why the file was not read, and the way on: to another file or, where it was stopped, to the same again.
fn refused(wizard: Wizard, why: &FileError) -> AnyView {
    let again = move |()| wizard.choose(ImportSession::resume);
    let stopped = *why == FileError::Cancelled;
    let kind = if stopped { NoteKind::Info } else { NoteKind::Error };
    let words = t().import.error(why);
    view! {
        <Note kind>
            <p>{words}</p>
            <div class="row">
                {stopped.then(|| view! { <Button kind=ButtonKind::Primary on_press=again>{t().import.read_again}</Button> })}
                <Button on_press=move |()| wizard.leave()>{t().import.start_over}</Button>
            </div>
        </Note>
    }
    .into_any()
}

/// What is being imported, and the way to another file.
fn file_line(wizard: Wizard) -> AnyView {
    let size = wizard.part(|import| import.preview().map(size_words));
    let name = wizard.part(|import| {
        let source = import.source();
        if source.is_empty() { t().import.pasted.to_owned() } else { source }
    });
    let more = move || wizard.waiting.with(Vec::len) as u64;
    let waiting = move || {
        (more() > 0).then(|| view! { <span class="tag">{t().import.files_waiting(&whole(more()))}</span> })
    };
    let away = move || if more() > 0 { t().import.skip_file } else { t().import.start_over };
    view! {
        <div class="spread">
            <p class="row"><strong>{move || name.get()}</strong>" "<span class="muted">{move || size.get()}</span>{waiting}</p>
            <Button small=true on_press=move |()| wizard.leave()>{away}</Button>
        </div>
    }
    .into_any()
}

fn size_words(preview: &Preview) -> String {
    let whole = |n: u64| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    t().import.size(&whole(preview.rows), &whole(preview.width))
}

fn step_view(wizard: Wizard, step: Step, ready: Memo<bool>) -> AnyView {
    let here = Memo::new(move |_| wizard.step.get() == step);
    let done = wizard.part(move |import| import.analysis().is_some() && step < import.suggested_step());
    view! {
        <li aria-current=move || here.get().then_some("step") class:is-done=move || done.get() && !here.get()>
            <button type="button" class="button is-quiet" disabled=move || !ready.get() on:click=move |_| wizard.go(step)>
                {t().import.step(step)}
            </button>
        </li>
    }
    .into_any()
}

/// How far the worker is; can be stopped.
fn progress(wizard: Wizard) -> AnyView {
    let words = Signal::derive(move || {
        match wizard.progress.get() {
            None | Some(Progress::Reading { .. }) => t().import.reading,
            Some(Progress::Understanding) => t().import.analysing,
            Some(Progress::Building) => t().import.building,
        }
        .to_owned()
    });
    let part = Signal::derive(move || match wizard.progress.get() {
        // All bytes are there and a workbook is being unpacked: how long that takes nobody knows.
        Some(Progress::Reading { done, total }) if done < total => Some(done as f64 / total as f64),
        _ => None,
    });
    // What is there within a moment needs no bar; it keeps its place so that nothing jumps.
    let long = RwSignal::new(false);
    Effect::new(move |_| {
        if wizard.busy.get() {
            let late = move || {
                let _ = long.try_set(wizard.busy.try_get_untracked() == Some(true));
            };
            set_timeout(late, std::time::Duration::from_millis(300));
        } else {
            long.set(false);
        }
    });
    view! {
        <div class="wizard-progress">
            <Show when=move || long.get()>
                <ProgressBar label=words done=part on_cancel=Callback::new(move |()| wizard.stop())/>
            </Show>
        </div>
    }
    .into_any()
}

fn buttons(wizard: Wizard) -> AnyView {
    let at = move || Step::ALL.iter().position(|step| *step == wizard.step.get()).unwrap_or(0);
    let to = move |at: Option<usize>| at.and_then(|at| Step::ALL.get(at)).copied();
    let back = move |()| {
        if let Some(step) = to(untrack(at).checked_sub(1)) {
            wizard.go(step);
        }
    };
    let next = move |()| {
        if let Some(step) = to(Some(untrack(at) + 1)) {
            wizard.go(step);
        }
    };
    let last = Memo::new(move |_| at() + 1 == Step::ALL.len());
    view! {
        <div class="row wizard-buttons">
            <Button disabled=Signal::derive(move || at() == 0) on_press=back>{t().common.back}</Button>
            <Show when=move || !last.get()>
                <Button kind=ButtonKind::Primary on_press=next>{t().common.next}</Button>
            </Show>
        </div>
    }
    .into_any()
}

/// Says that something waits for the reader's word.
fn asked_tag() -> AnyView {
    view! { <span class="tag is-warn">{t().import.likely}</span> }.into_any()
}

/// The first words of a row, for lists.
fn short(text: &str) -> String {
    let text: String = text.chars().take(120).collect();
    text.trim().to_owned()
}

/// A number as the page writes it.
fn whole(n: u64) -> String {
    fmt().whole(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The rows of the preview, for the steps that show them.
fn head(wizard: Wizard) -> Memo<Arc<Vec<Vec<String>>>> {
    wizard.part(|import| Arc::new(import.preview().map(|preview| preview.head.clone()).unwrap_or_default()))
}
