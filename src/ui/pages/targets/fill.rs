//! Filling targets in: whom for, by which method, with a preview of what would be set.

use crate::domain::Decimal;
use crate::domain::target::Subject;
use crate::engine::target::Roll;
use crate::i18n::{Names, Shown};
use crate::state::command::Command;
use crate::state::target_grid::{Fill, GridAsk, fill, subjects};
use crate::state::targets::TargetEdit;
use crate::ui::components::{
    Button, ButtonKind, Check, Choice, Dialog, Note, NoteKind, NumberField, Select, Toasts,
};
use crate::ui::forms::{Draft, from_code, to_code};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const ROLLS: [Roll; 3] = [Roll::Single, Roll::Growing, Roll::Compounding];

/// What is asked.
#[derive(Clone, Copy, PartialEq)]
struct Form {
    whom: Whom,
    method: Method,
    total: Decimal,
    by_season: bool,
    percent: Decimal,
    roll: Roll,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    Company,
    Teams,
    People,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Spread,
    History,
    Roll,
}

const WHOM: [Whom; 3] = [Whom::People, Whom::Teams, Whom::Company];
const METHODS: [Method; 3] = [Method::History, Method::Spread, Method::Roll];

impl Form {
    fn how(self) -> Fill {
        match self.method {
            Method::Spread => Fill::Spread { total: self.total, by_season: self.by_season },
            Method::History => Fill::History { percent: self.percent },
            Method::Roll => Fill::Roll { percent: self.percent, how: self.roll },
        }
    }

    fn wants(self, subject: Subject) -> bool {
        matches!(
            (self.whom, subject),
            (Whom::Company, Subject::Company)
                | (Whom::Teams, Subject::Team(_))
                | (Whom::People, Subject::Person(_))
        )
    }
}

/// The dialog that fills targets in.
#[component]
pub fn FillDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The grid it fills.
    ask: Memo<Option<GridAsk>>,
) -> impl IntoView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let draft = Draft::new(Form {
        whom: Whom::People,
        method: Method::History,
        total: Decimal::ZERO,
        by_season: true,
        percent: Decimal::TEN,
        roll: Roll::Compounding,
    });
    let edits = Memo::new(move |_| {
        if !open.get() {
            return Arc::new(Vec::new());
        }
        let (Some(data), Some(ask), form) = (session.data(), ask.get(), draft.get()) else {
            return Arc::default();
        };
        let whom: Vec<Subject> =
            subjects(&data, ask.year).into_iter().map(|(s, _)| s).filter(|s| form.wants(*s)).collect();
        Arc::new(fill(&data, ask, &whom, form.how()))
    });
    let go = move |()| {
        let all = edits.get_untracked();
        let count = fmt().whole(all.len() as i64);
        if draft.stored(session.run(&Command::Targets(all.to_vec()))) {
            open.set(false);
            toasts.offer(t().targets.set_count(&count), t().common.undo, move |()| drop(session.undo()));
        }
    };
    let footer = move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button
                kind=ButtonKind::Primary
                disabled=Signal::derive(move || edits.with(|e| e.is_empty()))
                on_press=go
            >
                {t().targets.fill_now}
            </Button>
        }
        .into_any()
    };
    view! {
        <Dialog title=t().targets.fill_title.to_owned() open footer=footer>
            <div class="stack">
                {whom_and_method(draft)}
                {move || numbers(draft)}
                {move || preview(session, &edits.get())}
                {draft.problem_view()}
            </div>
        </Dialog>
    }
}

fn whom_and_method(draft: Draft<Form>) -> AnyView {
    let whom = vec![
        Choice::new(to_code(&WHOM, &Whom::People), t().targets.everybody),
        Choice::new(to_code(&WHOM, &Whom::Teams), t().targets.each_team),
        Choice::new(to_code(&WHOM, &Whom::Company), t().targets.company),
    ];
    let methods = vec![
        Choice::new(to_code(&METHODS, &Method::History), t().targets.method_history),
        Choice::new(to_code(&METHODS, &Method::Spread), t().targets.method_spread),
        Choice::new(to_code(&METHODS, &Method::Roll), t().targets.method_roll),
    ];
    view! {
        <Select label=t().targets.fill_for options=whom value=draft.read(|f| to_code(&WHOM, &f.whom))
            on_change=draft.write(|f, code: String| f.whom = from_code(&WHOM, &code, f.whom))/>
        <Select label=t().targets.method options=methods value=draft.read(|f| to_code(&METHODS, &f.method))
            on_change=draft.write(|f, code: String| f.method = from_code(&METHODS, &code, f.method))/>
    }
    .into_any()
}

fn numbers(draft: Draft<Form>) -> AnyView {
    let method = Memo::new(move |_| draft.get().method);
    let percent = move || {
        view! {
            <NumberField label=t().targets.percent_field unit="%" decimals=2 value=draft.read(|f| Some(f.percent))
                on_change=draft.write(|f, n: Option<Decimal>| f.percent = n.unwrap_or(f.percent))/>
        }
    };
    match method.get() {
        Method::History => percent().into_any(),
        Method::Spread => view! {
            <NumberField label=t().targets.total_field decimals=4 value=draft.read(|f| Some(f.total))
                on_change=draft.write(|f, n: Option<Decimal>| f.total = n.unwrap_or(f.total))/>
            <Check label=t().targets.by_season value=draft.read(|f| f.by_season) on_change=draft.write(|f, on| f.by_season = on)/>
        }
        .into_any(),
        Method::Roll => {
            let names = [t().targets.roll_single, t().targets.roll_growing, t().targets.roll_progressive];
            let rolls: Vec<Choice> = ROLLS.iter().zip(names).map(|(r, n)| Choice::new(to_code(&ROLLS, r), n)).collect();
            view! {
                {percent()}
                <Select label=t().targets.roll_mode options=rolls value=draft.read(|f| to_code(&ROLLS, &f.roll))
                    on_change=draft.write(|f, code: String| f.roll = from_code(&ROLLS, &code, f.roll))/>
            }
            .into_any()
        }
    }
}

/// The total per subject of what would be set.
fn preview(session: Session, edits: &[TargetEdit]) -> AnyView {
    let Some(data) = session.data() else { return ().into_any() };
    let Some(kpi) = edits.first().and_then(|e| data.kpis.get(e.kpi)) else {
        return view! { <Note kind=NoteKind::Warn>{t().targets.no_history}</Note> }.into_any();
    };
    let names = Names::new(&data, t());
    let mut by: BTreeMap<Subject, Decimal> = BTreeMap::new();
    for edit in edits {
        *by.entry(edit.subject).or_default() += edit.value.unwrap_or_default();
    }
    let sums = kpi.additivity == crate::domain::kpi::Additivity::Sum;
    let rows = by.iter().take(8).map(|(subject, total)| {
        let total = sums.then(|| fmt().figure(*total, Shown::of(kpi, &data.workspace)));
        view! { <tr><th scope="row">{names.subject(*subject)}</th><td class="num">{total}</td></tr> }
    });
    let more = by.len().saturating_sub(8);
    view! {
        <table class="table">
            <caption class="muted">{t().targets.preview} " · " {t().targets.will_set(&fmt().whole(edits.len() as i64))}</caption>
            {sums.then(|| view! { <thead><tr><th scope="col">{t().targets.subject}</th><th scope="col" class="num">{t().targets.year_total}</th></tr></thead> })}
            <tbody>{rows.collect_view()}</tbody>
        </table>
        {(more > 0).then(|| view! { <p class="muted">{t().common.and_more(&fmt().whole(more as i64))}</p> })}
        <p class="muted">{t().targets.overwrite}</p>
    }
    .into_any()
}
