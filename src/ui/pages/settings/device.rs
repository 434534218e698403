//! What belongs to this device and not to the workspace: language, appearance, how far the browser keeps the data.

use crate::i18n::Lang;
use crate::ui::components::{Button, Choice, Note, NoteKind, Segmented};
use crate::ui::lang::{lang, t};
use crate::ui::session::{Saving, Session};
use crate::ui::shell::{Prefs, Theme};
use crate::web::persist;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Whether the browser promises to keep what is stored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Not asked yet.
    Asking,
    /// It promises.
    Promised,
    /// It may clear.
    BestEffort,
    /// It was asked and did not agree.
    Refused,
    /// It does not say.
    Unknown,
}

/// Settings of this device.
#[component]
pub(super) fn DeviceSettings() -> impl IntoView {
    let prefs = use_context::<Prefs>();
    let languages = Lang::ALL.iter().map(|one| Choice::new(one.tag(), one.own_name())).collect();
    let themes = vec![
        Choice::new("system", t().shell.theme_system),
        Choice::new("light", t().shell.theme_light),
        Choice::new("dark", t().shell.theme_dark),
    ];
    let theme = Signal::derive(move || {
        match prefs.map(Prefs::theme) {
            Some(Theme::Light) => "light",
            Some(Theme::Dark) => "dark",
            _ => "system",
        }
        .to_owned()
    });
    let set_theme = move |chosen: String| {
        if let Some(prefs) = prefs {
            prefs.set_theme(match chosen.as_str() {
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => Theme::System,
            });
        }
    };
    let set_lang = move |tag: String| {
        if let Some(prefs) = prefs {
            prefs.set_lang(Lang::from_tag(&tag));
        }
    };
    view! {
        <section class="section stack">
            <header><h2>{t().settings.device}</h2></header>
            <div class="columns-2">
                <div class="field">
                    <span class="label">{t().settings.language}</span>
                    <div><Segmented label=t().settings.language options=languages value=Signal::stored(lang().tag().to_owned()) on_change=set_lang/></div>
                </div>
                <div class="field">
                    <span class="label">{t().settings.theme}</span>
                    <div><Segmented label=t().settings.theme options=themes value=theme on_change=set_theme/></div>
                </div>
            </div>
            <h3>{t().settings.storage}</h3>
            {storage()}
        </section>
    }
    .into_any()
}

fn storage() -> AnyView {
    let saving = Session::get().saving();
    let kept = RwSignal::new(Kept::Asking);
    let settle = move |promised: Option<bool>, refused: Kept| {
        // The page may be gone by the time the browser answers.
        let _ = kept.try_set(match promised {
            Some(true) => Kept::Promised,
            Some(false) => refused,
            None => Kept::Unknown,
        });
    };
    spawn_local(async move { settle(persist::persisted().await, Kept::BestEffort) });
    let ask = move |()| spawn_local(async move { settle(persist::persist().await, Kept::Refused) });
    let words = &t().settings;
    (move || {
        if saving.with(|saving| *saving == Saving::NotKept) {
            return view! { <Note kind=NoteKind::Warn>{words.storage_none}</Note> }.into_any();
        }
        match kept.get() {
            Kept::Asking => ().into_any(),
            Kept::Promised => view! { <Note kind=NoteKind::Good>{words.storage_kept}</Note> }.into_any(),
            Kept::Unknown => view! { <Note>{words.storage_unknown}</Note> }.into_any(),
            state => view! {
                <Note kind=NoteKind::Warn>
                    <p>{words.storage_best}</p>
                    {(state == Kept::Refused).then(|| view! { <p>{words.storage_refused}</p> })}
                    <Button small=true on_press=ask>{words.storage_ask}</Button>
                </Note>
            }
            .into_any(),
        }
    })
    .into_any()
}
