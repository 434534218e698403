//! The talk about a result: when and where, the calendar file, notes and what was agreed.

use super::Shown;
use crate::domain::appraisal::Meeting;
use crate::engine::appraisal::process::Deed;
use crate::i18n::result_file;
use crate::state::appraisal::result::steps;
use crate::state::typed::parse_time;
use crate::ui::components::{Button, ButtonKind, DateField, Dialog, Icon, NumberField, TextArea, TextField};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::web::{clock, download};
use jiff::civil::Date;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A talk as it is typed.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    day: Option<Date>,
    time: String,
    minutes: Option<Decimal>,
    place: String,
    notes: String,
    agreed: String,
}

impl Typed {
    fn of(meeting: Option<&Meeting>, day: Date) -> Self {
        match meeting {
            None => Self {
                day: Some(day),
                time: "10:00".into(),
                minutes: Some(Decimal::from(45)),
                place: String::new(),
                notes: String::new(),
                agreed: String::new(),
            },
            Some(m) => Self {
                day: Some(m.at.date()),
                time: format!("{:02}:{:02}", m.at.hour(), m.at.minute()),
                minutes: Some(m.minutes.into()),
                place: m.place.clone(),
                notes: m.notes.clone(),
                agreed: m.agreed.join("\n"),
            },
        }
    }

    fn meeting(&self) -> Option<Meeting> {
        let time = parse_time(&self.time)?;
        Some(Meeting {
            at: self.day?.to_datetime(time),
            minutes: self.minutes?.to_u32()?,
            place: self.place.trim().to_owned(),
            notes: self.notes.trim().to_owned(),
            agreed: self.agreed.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect(),
        })
    }
}

/// The talk, and the way to plan and record it.
pub fn section(view: &Shown) -> AnyView {
    let r = &t().results;
    let (me, session) = (Me::get(), Session::get());
    let open = RwSignal::new(false);
    let id = view.case.id;
    let why = session.select(move |data| steps(data, id, me.day()).meet);
    let planned = view.case.meeting.is_some();
    let words = if planned { r.edit_meeting } else { r.plan_meeting };
    let ask = move || {
        why.with(Option::is_none).then(|| {
            view! { <Button icon=Icon::Calendar small=true on_press=move |()| open.set(true)>{words}</Button> }
        })
    };
    let invite = {
        let view = view.clone();
        move |()| {
            let (Some(data), Some(meeting)) = (session.data_now(), view.case.meeting.as_ref()) else {
                return;
            };
            let made = jiff::Timestamp::from_millisecond(clock::now()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
            let made = jiff::tz::Offset::UTC.to_datetime(made);
            let file = result_file::invitation(&view, meeting, made, names(&data));
            download::text(&format!("{}.ics", t().results.meeting), "text/calendar;charset=utf-8", &file);
        }
    };
    let body = match &view.case.meeting {
        None => view! { <p class="muted">{r.no_meeting}</p> }.into_any(),
        Some(meeting) => {
            let at = meeting.at;
            let when = r.meets(
                &fmt().date_long(at.date()),
                &format!("{:02}:{:02}", at.hour(), at.minute()),
                &fmt().whole(meeting.minutes.into()),
            );
            let agreed = meeting.agreed.iter().map(|a| view! { <li>{a.clone()}</li> }).collect_view();
            let agreed = (!meeting.agreed.is_empty())
                .then(|| view! { <h3>{r.agreed}</h3> <ul class="said">{agreed}</ul> });
            let notes = (!meeting.notes.is_empty())
                .then(|| view! { <h3>{r.notes}</h3> <p class="prose">{meeting.notes.clone()}</p> });
            let place = (!meeting.place.is_empty()).then(|| view! { <p>{meeting.place.clone()}</p> });
            view! {
                <p><strong>{when}</strong></p>
                {place}
                <div class="row"><Button icon=Icon::Export small=true on_press=invite>{r.invitation}</Button></div>
                {notes}
                {agreed}
            }
            .into_any()
        }
    };
    view! {
        <section class="section stack">
            <header class="spread"><h2>{r.meeting}</h2> {ask}</header>
            {body}
            {form(view, open)}
        </section>
    }
    .into_any()
}

fn form(view: &Shown, open: RwSignal<bool>) -> AnyView {
    let me = Me::get();
    let id = view.case.id;
    let first = Typed::of(view.case.meeting.as_ref(), untrack(|| me.day()));
    let draft = Draft::new(first);
    let wrong = RwSignal::new(None::<String>);
    let save = move |()| match draft.now().meeting() {
        None => wrong.set(Some(t().results.bad_time.to_owned())),
        Some(meeting) => {
            wrong.set(None);
            if draft.stored(me.act(Deed::Meet { appraisal: id, meeting })) {
                open.set(false);
            }
        }
    };
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=save>{t().common.save}</Button>
        }
    });
    let form = move || {
        let r = &t().results;
        view! {
            <div class="stack">
                <div class="field-grid">
                    <DateField label=r.day value=draft.read(|d| d.day) on_change=draft.write(|d, day| d.day = day)/>
                    <TextField label=r.time hint=r.time_hint error=wrong value=draft.read(|d| d.time.clone()) on_input=draft.write(|d, text| d.time = text)/>
                    <NumberField label=r.minutes value=draft.read(|d| d.minutes) on_change=draft.write(|d, n| d.minutes = n)/>
                </div>
                <TextField label=r.place optional=true value=draft.read(|d| d.place.clone()) on_input=draft.write(|d, text| d.place = text)/>
                <TextArea label=r.notes optional=true value=draft.read(|d| d.notes.clone()) on_input=draft.write(|d, text| d.notes = text)/>
                <TextArea label=r.agreed hint=r.agreed_hint optional=true value=draft.read(|d| d.agreed.clone()) on_input=draft.write(|d, text| d.agreed = text)/>
                {draft.problem_view()}
            </div>
        }
    };
    let title = if view.case.meeting.is_some() { t().results.edit_meeting } else { t().results.plan_meeting };
    view! { <Dialog title open footer=footer>{form}</Dialog> }.into_any()
}
