//! What a rating rests on: picked among the sales documents and the feedback of the person, or written down.
//!
//! Invariant: what is picked opens itself; an address outside is followed only where it is one of the web.

use super::form::Sheet;
use crate::domain::appraisal::{Evidence, RaterGroup};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CompetencyId, FeedbackId, PersonId};
use crate::engine::appraisal::process::of_the_web;
use crate::i18n::Shown;
use crate::state::appraisal::evidence::{Document, all_records, documents, told};
use crate::state::appraisal::feedback::sees;
use crate::state::appraisal::review::set_answer;
use crate::ui::components::{
    Button, ButtonKind, Choice, Combo, Dialog, DialogKind, Icon, IconButton, Select, TextField,
};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::pages::feedback::entry;
use crate::ui::record_list::RecordList;
use crate::ui::select::cached;
use crate::ui::session::Session;
use crate::ui::view::settled;
use leptos::prelude::*;

/// What evidence is looked at. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Look {
    document: RwSignal<Option<(PersonId, String)>>,
    documents: RwSignal<bool>,
    feedback: RwSignal<Option<FeedbackId>>,
    feedbacks: RwSignal<bool>,
}

impl Look {
    /// Gives the sheets to everything below.
    pub fn provide() -> Self {
        let look = Self {
            document: RwSignal::new(None),
            documents: RwSignal::new(false),
            feedback: RwSignal::new(None),
            feedbacks: RwSignal::new(false),
        };
        provide_context(look);
        look
    }

    /// The sheets of the page.
    pub fn get() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Opens feedback.
    pub fn feedback(self, id: FeedbackId) {
        self.feedback.set(Some(id));
        self.feedbacks.set(true);
    }

    fn document(self, person: PersonId, number: String) {
        self.document.set(Some((person, number)));
        self.documents.set(true);
    }

    /// The sheets in which evidence opens.
    pub fn sheets(self) -> AnyView {
        let title = Signal::derive(move || {
            self.document.with(|d| d.as_ref().map(|(_, number)| number.clone())).unwrap_or_default()
        });
        let records = move || {
            let (person, number) = self.document.get()?;
            let query = Signal::stored(Some(all_records(person)));
            Some(view! { <RecordList query find=number/> })
        };
        let card = move || {
            let data = Session::get().data()?;
            Some(entry::card(&data, data.feedbacks.get(self.feedback.get()?)?, None))
        };
        view! {
            <Dialog title kind=DialogKind::Wide open=self.documents>{records}</Dialog>
            <Dialog title=t().reviews.feedback open=self.feedbacks>{card}</Dialog>
        }
        .into_any()
    }
}

/// One piece of evidence about somebody, as it is read and opened.
pub fn shown(data: &Dataset, person: PersonId, one: &Evidence) -> AnyView {
    let (r, look, me) = (&t().reviews, Look::get(), Me::get());
    let (kind, body) = match one {
        Evidence::Note(text) => (r.note, view! { <span class="prose">{text.clone()}</span> }.into_any()),
        Evidence::Link(address) if of_the_web(address) => {
            let href = address.clone();
            let link = view! { <a href=href target="_blank" rel="noreferrer noopener">{address.clone()}</a> };
            (r.link, link.into_any())
        }
        Evidence::Link(address) => (r.link, view! { <span>{address.clone()}</span> }.into_any()),
        Evidence::Document(number) => {
            let own = number.clone();
            let open = move |()| look.document(person, own.clone());
            let number = number.clone();
            let button = view! { <Button kind=ButtonKind::Quiet small=true icon=Icon::Table on_press=open>{number}</Button> };
            (r.document, button.into_any())
        }
        Evidence::Feedback(id) => {
            let day = untrack(|| me.day());
            let id = *id;
            let entry = data.feedbacks.get(id).filter(|f| sees(data, f, me.now(), day));
            let view = entry.map_or_else(
                || ().into_any(),
                |entry| {
                    let by = data.people.get(entry.by).map(|p| p.name.clone()).unwrap_or_default();
                    let words = t().feedback.by(&by, &fmt().date(entry.on));
                    let open = move |()| look.feedback(id);
                    view! { <Button kind=ButtonKind::Quiet small=true icon=Icon::Talk on_press=open>{words}</Button> }
                        .into_any()
                },
            );
            (r.feedback, view)
        }
    };
    view! { <span class="muted small">{kind}</span> " " {body} }.into_any()
}

/// What evidence is called, for the names of buttons.
fn called(data: &Dataset, one: &Evidence) -> String {
    match one {
        Evidence::Note(text) | Evidence::Link(text) | Evidence::Document(text) => text.clone(),
        Evidence::Feedback(id) => {
            let on = data.feedbacks.get(*id).map(|f| fmt().date(f.on)).unwrap_or_default();
            fmt().beside(t().reviews.feedback, &on)
        }
    }
}

/// The evidence of one answer, and the way to add some.
pub fn evidence(sheet: Sheet, id: CompetencyId) -> AnyView {
    let session = Session::get();
    let review = sheet.draft.now();
    let person = session.data_now().and_then(|d| d.appraisals.get(review.appraisal).map(|a| a.person));
    let list = sheet.draft.read(move |r| {
        r.answers.iter().find(|a| a.competency == id).map(|a| a.evidence.clone()).unwrap_or_default()
    });
    let remove = move |at: usize| {
        sheet.draft.update(|r| {
            set_answer(r, id, |a| {
                if at < a.evidence.len() {
                    a.evidence.remove(at);
                }
            });
        });
        sheet.save();
    };
    let rows = move || {
        let (data, person) = (session.data_now()?, person?);
        let row = |(at, one): (usize, Evidence)| {
            let name = fmt().beside(t().common.remove, &called(&data, &one));
            view! {
                <li class="row">
                    <span class="grow">{shown(&data, person, &one)}</span>
                    <IconButton icon=Icon::Close small=true name on_press=move |()| remove(at)/>
                </li>
            }
        };
        Some(list.get().into_iter().enumerate().map(row).collect_view())
    };
    view! {
        <details class="more" open=list.with_untracked(|l| !l.is_empty())>
            <summary>{t().reviews.evidence}</summary>
            <ul class="plain-list">{rows}</ul>
            {adder(sheet, id, review.appraisal, review.group)}
        </details>
    }
    .into_any()
}

/// Adds evidence; what is not there is refused where it was written.
fn adder(sheet: Sheet, id: CompetencyId, case: AppraisalId, group: RaterGroup) -> AnyView {
    let r = &t().reviews;
    let wrong = RwSignal::new(None::<String>);
    let kind = RwSignal::new("note".to_owned());
    let add = Callback::new(move |one: Evidence| {
        let known = sheet.draft.now();
        let twice = known.answers.iter().any(|a| a.competency == id && a.evidence.contains(&one));
        if twice {
            return true;
        }
        let outcome = sheet.try_with(|r| set_answer(r, id, |a| a.evidence.push(one)));
        wrong.set(outcome.as_ref().err().map(crate::ui::session::Refused::words));
        outcome.is_ok()
    });
    // Customers answer beside somebody of the company, and are shown nothing of its records.
    let inside = group != RaterGroup::Customers;
    let words = [("note", r.note), ("document", r.document), ("feedback", r.feedback), ("link", r.link)];
    let offered = words.into_iter().filter(|(code, _)| inside || matches!(*code, "note" | "link"));
    let options: Vec<Choice> = offered.map(|(code, word)| Choice::new(code, word)).collect();
    let change = move |code: String| {
        wrong.set(None);
        kind.set(code);
    };
    let field = move || match kind.get().as_str() {
        "document" => document_field(case, add, wrong),
        "feedback" => feedback_field(case, add, wrong),
        "link" => text_field(t().reviews.evidence_link, Evidence::Link, add, wrong),
        _ => text_field(t().reviews.evidence_text, Evidence::Note, add, wrong),
    };
    view! {
        <div class="row-end">
            <Select label=r.evidence_kind options value=kind on_change=change/>
            <div class="grow">{field}</div>
        </div>
    }
    .into_any()
}

type Adds = Callback<Evidence, bool>;
type Wrong = RwSignal<Option<String>>;

/// A note or an address.
fn text_field(label: &'static str, make: fn(String) -> Evidence, add: Adds, wrong: Wrong) -> AnyView {
    let text = RwSignal::new(String::new());
    let press = move |()| {
        let words = text.get_untracked().trim().to_owned();
        if add.run(make(words)) {
            text.set(String::new());
        }
    };
    view! {
        <div class="row-end">
            <div class="grow"><TextField label error=wrong value=text on_input=move |words| text.set(words)/></div>
            <Button kind=ButtonKind::Plain icon=Icon::Plus on_press=press>{t().common.add}</Button>
        </div>
    }
    .into_any()
}

/// The sales documents of the person in the period, by number, customer and amount.
fn document_field(case: AppraisalId, add: Adds, wrong: Wrong) -> AnyView {
    let (session, desk, view) = (Session::get(), Desk::get(), settled());
    desk.want_names();
    let all = session.select(move |data| {
        desk.names_read();
        let case = data.appraisals.get(case)?;
        let cycle = data.cycles.get(case.cycle)?;
        let as_of = view.get()?.as_of;
        let names = cached(|cache| cache.names(data));
        Some(documents(data, &names, cycle, case.person, as_of))
    });
    let options = Signal::derive(move || {
        let Some(data) = session.data_now() else { return Vec::new() };
        let shown = Shown::money(&data.workspace);
        let one = |d: Document| {
            let day = d.day.map(|day| fmt().date(day)).unwrap_or_default();
            let amount = fmt().figure(d.amount, shown);
            let label = format!("{} · {day} · {} · {amount}", d.number, d.customer);
            Choice::new(d.number, label)
        };
        all.get().unwrap_or_default().into_iter().map(one).collect::<Vec<_>>()
    });
    let pick = move |number: String| {
        if !number.is_empty() {
            add.run(Evidence::Document(number));
        }
    };
    let r = &t().reviews;
    view! { <Combo label=r.find_document hint=r.document_hint error=wrong options value=String::new() on_change=pick/> }
        .into_any()
}

/// The feedback about the person that the rater sees.
fn feedback_field(case: AppraisalId, add: Adds, wrong: Wrong) -> AnyView {
    let (session, me) = (Session::get(), Me::get());
    let options = Signal::derive(move || {
        let Some(data) = session.data() else { return Vec::new() };
        let Some(case) = data.appraisals.get(case) else { return Vec::new() };
        let entries = told(&data, case, me.person(), me.day());
        let one = |(at, f): (usize, std::sync::Arc<crate::domain::appraisal::Feedback>)| {
            let by = data.people.get(f.by).map(|p| p.name.clone()).unwrap_or_default();
            let start: String = f.words.chars().take(40).collect();
            let number = fmt().whole(i64::try_from(at + 1).unwrap_or(i64::MAX));
            let kind = t().feedback.kind_of(f.kind);
            let label = format!("{number}. {kind} · {} · {start}", t().feedback.by(&by, &fmt().date(f.on)));
            Choice::new(f.id.to_string(), label)
        };
        entries.into_iter().enumerate().map(one).collect::<Vec<_>>()
    });
    let pick = move |id: String| {
        if let Ok(id) = id.parse() {
            add.run(Evidence::Feedback(id));
        }
    };
    let none = move || {
        options.with(Vec::is_empty).then(|| view! { <p class="muted small">{t().reviews.no_feedback}</p> })
    };
    view! {
        <Combo label=t().reviews.find_feedback error=wrong options value=String::new() on_change=pick/>
        {none}
    }
    .into_any()
}
