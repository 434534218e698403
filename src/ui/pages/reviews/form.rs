//! A review form: made from the standard, kept as a draft while it is filled in, handed in explicitly.
//!
//! Invariant: what is typed is stored within a second, when a field is left, and when the page is left.

use super::evidence::Look;
use super::side::side_panel;
use super::{item, tasks};
use crate::domain::appraisal::{RaterGroup, Review, ReviewState, Standard};
use crate::domain::dataset::Dataset;
use crate::domain::history::Label;
use crate::domain::id::{CompetencyId, QuestionId, ReviewId, Uuid};
use crate::engine::appraisal::process::{Deed, Refusal};
use crate::state::appraisal::review::{Access, access, filled};
use crate::state::command::CommandError;
use crate::ui::components::{Button, ButtonKind, Check, Empty, Icon, Note, NoteKind, Toasts};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::me::{IAm, Me};
use crate::ui::reason::ReasonDialog;
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::{Refused, Session};
use crate::ui::shell::Router;
use crate::web::ids;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long after the last key a draft is stored.
const SOON: Duration = Duration::from_millis(800);

/// A form being filled in. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The review.
    pub draft: Draft<Review>,
    me: Me,
    /// What is stored while the form is open is one entry of the history.
    sitting: Uuid,
    waiting: StoredValue<Option<TimeoutHandle>>,
    open: RwSignal<(Vec<CompetencyId>, Vec<QuestionId>)>,
}

impl Sheet {
    /// Stores the draft now.
    pub fn save(self) {
        self.draft.stored(self.store());
    }

    /// Stores the draft with a change, or leaves it as it is and answers why it was refused.
    pub fn try_with(self, change: impl FnOnce(&mut Review)) -> Result<(), Refused> {
        let before = self.draft.now();
        self.draft.update(change);
        self.store().map(|_| ()).inspect_err(|_| self.draft.update(|draft| *draft = before))
    }

    fn store(self) -> Result<Label, Refused> {
        if let Some(Some(handle)) = self.waiting.try_update_value(Option::take) {
            handle.clear();
        }
        let deed = Deed::SaveReview(Box::new(self.draft.now()));
        self.me.act_in(deed, Some(self.sitting))
    }

    /// Stores the draft after a moment without typing.
    pub fn soon(self) {
        if let Some(Some(handle)) = self.waiting.try_update_value(Option::take) {
            handle.clear();
        }
        let handle = set_timeout_with_handle(move || self.flush(), SOON).ok();
        self.waiting.try_set_value(handle);
    }

    /// Stores the draft if something waits to be stored.
    fn flush(self) {
        if self.waiting.try_with_value(Option::is_some) == Some(true) {
            self.save();
        }
    }

    /// Whether an item was found open when the review was to be handed in.
    pub fn missing(self, id: CompetencyId) -> Memo<bool> {
        Memo::new(move |_| self.open.with(|(open, _)| open.contains(&id)))
    }

    /// Whether a question was found open when the review was to be handed in; tracked.
    pub fn unsaid(self, id: QuestionId) -> bool {
        self.open.with(|(_, unsaid)| unsaid.contains(&id))
    }

    /// An item has an answer now.
    pub fn answered(self, id: CompetencyId) {
        self.open.update(|(open, _)| open.retain(|c| *c != id));
    }
}

/// The page of one review.
#[component]
pub fn ReviewPage(
    /// Which one.
    id: ReviewId,
) -> impl IntoView {
    let (session, me) = (Session::get(), Me::get());
    let look = Look::provide();
    // Built again when it is handed in, opened again, or somebody else sits down; not while it is being filled in.
    let stage = session.select(move |data| {
        let review = data.reviews.get(id)?;
        Some((access(data, review, me.person()), review.state))
    });
    let body = move || {
        let stage = stage.get();
        let data = session.data_now()?;
        let found = || {
            let review = data.reviews.get(id)?;
            let case = data.appraisals.get(review.appraisal)?;
            let cycle = data.cycles.get(case.cycle)?;
            Some((review.as_ref().clone(), &cycle.method(case.standard)?.standard))
        };
        let (Some((review, standard)), Some((access, state))) = (found(), stage) else {
            let empty = view! { <Empty icon=Icon::Search title=t().shell.not_found words=t().shell.not_found_words/> };
            return Some(view! { <h1 class="sr-only">{t().shell.not_found}</h1> {empty} }.into_any());
        };
        let content = match (access, state) {
            (Access::Closed, _) => closed(&review),
            (Access::Write, ReviewState::Draft) => fill(&data, &review, standard),
            (Access::Write | Access::Read, _) => shown(&data, &review, standard, access),
        };
        Some(view! { {head(&data, &review)} <IAm/> {content} }.into_any())
    };
    view! { <article class="page">{body} {look.sheets()}</article> }.into_any()
}

fn head(data: &Dataset, review: &Review) -> AnyView {
    let router = Router::get();
    let case = data.appraisals.get(review.appraisal);
    let person = case.and_then(|c| data.people.get(c.person)).map(|p| p.name.clone()).unwrap_or_default();
    let cycle = case.and_then(|c| data.cycles.get(c.cycle));
    let about = cycle.map(|c| format!("{} · {}", c.name, names(data).period(c.period))).unwrap_or_default();
    let by = match review.group {
        RaterGroup::Customers => format!(" · {}", tasks::rater(data, &review.by)),
        _ => String::new(),
    };
    let to = review.appraisal;
    view! {
        <header class="page-head">
            <div>
                <h1>{t().reviews.form_of(t().appraisal.group(review.group), &person)}</h1>
                <p class="lede">{about}{by}</p>
            </div>
            <div class="page-actions">
                <a class="button is-quiet" href=move || router.href(Page::Case(to))>{t().reviews.to_case}</a>
                <a class="button is-quiet" href=move || router.href(Page::Tasks)>{t().reviews.tasks}</a>
            </div>
        </header>
    }
    .into_any()
}

fn closed(review: &Review) -> AnyView {
    let words =
        if review.group.anonymous() { t().reviews.closed_anonymous } else { t().reviews.closed_words };
    view! { <Empty icon=Icon::Info title=t().reviews.closed.to_owned() words/> }.into_any()
}

/// The form to fill in.
fn fill(data: &Dataset, review: &Review, standard: &Standard) -> AnyView {
    let (session, me, toasts) = (Session::get(), Me::get(), Toasts::expect());
    let sheet = Sheet {
        draft: Draft::new(review.clone()),
        me,
        sitting: ids::fresh(),
        waiting: StoredValue::new(None),
        open: RwSignal::new((Vec::new(), Vec::new())),
    };
    let id = review.id;
    // Undo and other tabs change the draft from outside; what is being typed here stays.
    let stored = session.select(move |data| data.reviews.get(id).map(|r| r.as_ref().clone()));
    Effect::new(move |_| {
        let idle = sheet.waiting.with_value(Option::is_none);
        if let Some(stored) = stored.get().filter(|s| idle && *s != sheet.draft.now()) {
            sheet.draft.update(|draft| *draft = stored);
        }
    });
    on_cleanup(move || sheet.flush());
    let leaving = window_event_listener_untyped("pagehide", move |_| sheet.flush());
    on_cleanup(move || leaving.remove());

    let scale = standard.scale.clone();
    let competencies = standard.rated_by(review.group).zip(1..);
    let items = competencies.map(|(c, n)| item::competency(sheet, &scale, c, n)).collect_view();
    let questions = standard.asked_of(review.group).map(|q| item::question(sheet, q)).collect_view();
    let consent = (review.group == RaterGroup::Customers).then(|| {
        let set = sheet.draft.write(|r, on: bool| r.consent = on);
        let change = Callback::new(move |on| {
            set.run(on);
            sheet.save();
        });
        view! { <Check label=t().reviews.consent value=sheet.draft.read(|r| r.consent) on_change=change/> }
    });
    let hand_in = move |()| {
        sheet.save();
        match me.act(Deed::Submit(id)) {
            Ok(_) => toasts.say(t().reviews.handed_in),
            Err(Refused::Command(CommandError::Appraisal(Refusal::Unanswered(open, unsaid)))) => {
                let first = open.first().map(ToString::to_string).or(unsaid.first().map(ToString::to_string));
                sheet.open.set((open, unsaid));
                show(&first.unwrap_or_default());
            }
            Err(refused) => {
                sheet.draft.stored::<()>(Err(refused));
            }
        }
    };
    let drop_it = review.reopened.is_empty().then(|| {
        let (router, to) = (Router::get(), review.appraisal);
        let drop_it = move |()| match me.act(Deed::DropReview(id)) {
            Ok(_) => router.open(Page::Case(to)),
            Err(refused) => toasts.warn(refused.words()),
        };
        view! { <Button kind=ButtonKind::Quiet on_press=drop_it>{t().reviews.discard}</Button> }
    });
    // What was handed in once is not thrown away, but its writer may take it back.
    let taking = RwSignal::new(false);
    let take_back = (!review.reopened.is_empty()).then(|| {
        let (r, step) = (&t().reviews, Arc::new(move |reason| Deed::Withdraw { review: id, reason }));
        view! {
            <Button kind=ButtonKind::Quiet on_press=move |()| taking.set(true)>{r.withdraw}</Button>
            <ReasonDialog title=r.withdraw words=r.withdraw_words verb=r.withdraw open=taking step/>
        }
    });
    let why = review.reopened.last().map(|r| {
        let words = t().reviews.reopened_because(&fmt().date(r.on), &r.reason);
        view! { <Note><p>{words}</p></Note> }
    });
    view! {
        <div class="review">
            <div class="stack-3 review-form">
                {why}
                <p class="muted">{promise(standard, review.group)} " " {t().reviews.autosaved}</p>
                {items}
                {questions}
                {consent}
                {sheet.draft.problem_view()}
                <div class="review-foot">
                    {progress(sheet, standard.clone())}
                    {drop_it}
                    {take_back}
                    <Button kind=ButtonKind::Primary icon=Icon::Tick on_press=hand_in>{t().reviews.hand_in}</Button>
                </div>
            </div>
            {side_panel(data, review)}
        </div>
    }
    .into_any()
}

/// What the rater is promised about who sees the answers.
fn promise(standard: &Standard, group: RaterGroup) -> String {
    let r = &t().reviews;
    match group {
        RaterGroup::Oneself => r.promise_self.to_owned(),
        RaterGroup::Manager | RaterGroup::Interview => r.promise_manager.to_owned(),
        RaterGroup::Peers | RaterGroup::Reports | RaterGroup::Customers => {
            let least = standard.terms(group).map_or(0, |t| t.minimum);
            r.promise_anonymous(&fmt().whole(i64::from(least)))
        }
    }
}

/// How much is answered, and that it is kept.
fn progress(sheet: Sheet, standard: Standard) -> AnyView {
    let done = Memo::new(move |_| filled(&standard, &sheet.draft.get()));
    let count = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    let words = move || done.with(|d| t().reviews.answered(&count(d.answered), &count(d.asked)));
    let left = move || {
        let open = done.with(|d| d.open.len() + d.unsaid.len());
        (open > 0).then(|| view! { <span class="muted">{t().reviews.required_left(&count(open))}</span> })
    };
    view! {
        <div class="grow stack-1" role="status">
            <span class="row"><strong>{words}</strong> {left}</span>
        </div>
    }
    .into_any()
}

/// Brings an item into sight and the keyboard to it.
fn show(id: &str) {
    use wasm_bindgen::JsCast;
    let selector = format!("[id='item-{id}'] input, [id='item-{id}'] textarea");
    let found = document().query_selector(&selector).ok().flatten();
    if let Some(input) = found.and_then(|f| f.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = input.focus();
    }
}

/// A review that was handed in, to read.
fn shown(data: &Dataset, review: &Review, standard: &Standard, access: Access) -> AnyView {
    let (reopening, taking) = (RwSignal::new(false), RwSignal::new(false));
    let id = review.id;
    let (kind, words) = match review.state {
        ReviewState::Submitted(on) => (NoteKind::Good, t().reviews.submitted_on(&fmt().date(on))),
        ReviewState::Withdrawn(on) => (NoteKind::Warn, t().reviews.withdrawn_on(&fmt().date(on))),
        ReviewState::Draft => (NoteKind::Info, t().reviews.draft.to_owned()),
    };
    let writes = access == Access::Write;
    let submitted = review.submitted();
    let reopen = Arc::new(move |reason| Deed::Reopen { review: id, reason });
    let withdraw = Arc::new(move |reason| Deed::Withdraw { review: id, reason });
    let acts = writes.then(|| {
        let r = &t().reviews;
        view! {
            <div class="row">
                <Button on_press=move |()| reopening.set(true)>{r.reopen}</Button>
                {submitted.then(|| view! { <Button kind=ButtonKind::Quiet on_press=move |()| taking.set(true)>{t().reviews.withdraw}</Button> })}
            </div>
            <ReasonDialog title=r.reopen words=r.reopen_words verb=r.reopen open=reopening step=reopen/>
            <ReasonDialog title=r.withdraw words=r.withdraw_words verb=r.withdraw open=taking step=withdraw/>
        }
    });
    view! {
        <div class="review">
            <div class="stack-3 review-form">
                <Note kind><p>{words}</p></Note>
                {crate::ui::pages::cycles::reopened(data, review)}
                {acts}
                {super::side::answers(data, review, standard)}
            </div>
            {side_panel(data, review)}
        </div>
    }
    .into_any()
}
