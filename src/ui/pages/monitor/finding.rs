//! The sentence at the top, what explains it, and what to do where there is nothing to say yet.

use super::{Monitor, opener};
use crate::i18n::finding::{Bit, sentence};
use crate::state::select::monitor::{Finding, trend};
use crate::ui::components::{Button, Empty, FigureButton, Icon, Note, NoteKind};
use crate::ui::lang::{fmt, t};
use crate::ui::route::{Page, Route};
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use leptos::prelude::*;

/// The sentence with its figures and names to press.
pub fn view(monitor: Monitor, found: Memo<Finding>) -> AnyView {
    let (session, router, view, open) = (Session::get(), Router::get(), settled(), opener());
    let bits = move || {
        let (data, view) = (session.data()?, view.get()?);
        Some(sentence(&found.get(), &view, names(&data)))
    };
    let line = move || {
        let draw = move |bit: Bit| match bit {
            Bit::Text(text) => view! { <span>{text}</span> }.into_any(),
            Bit::Person(name, id) => {
                let href = move || router.href(Page::Score(id));
                view! { <a href=href>{name}</a> }.into_any()
            }
            Bit::Figure { text, kpi, key, figure } => {
                let what = session.data_now().map(|d| names(&d).kpi(kpi)).unwrap_or_default();
                view! { <strong><FigureButton text what on_open=move |()| open.run((kpi, key, figure))/></strong> }
                    .into_any()
            }
        };
        bits().map(|bits| bits.into_iter().map(draw).collect_view())
    };
    let lunar = monitor.of_kpi(|lens, kpi| trend(lens, kpi).lunar);
    let explained = move || {
        let lunar = lunar.get()?;
        let data = session.data()?;
        let month = names(&data).period(lunar.month);
        let together = fmt().percent(lunar.together, 0);
        let together =
            if lunar.together > rust_decimal::Decimal::ZERO { format!("+{together}") } else { together };
        let words = t().monitor.lunar(
            &month,
            &fmt().percent(lunar.change.abs(), 0),
            &fmt().day_of_year(lunar.this),
            &fmt().day_of_year(lunar.last),
            &together,
        );
        Some(view! { <Note kind=NoteKind::Info><p>{words}</p></Note> })
    };
    let told = move || matches!(found.get(), Finding::Standing { .. } | Finding::NoTarget { .. });
    view! {
        <Show when=told fallback=move || nothing(found.get(), router)>
            <div class="stack-1">
                <p class="finding" role="status">{line}</p>
                {move || hint(&found.get(), router)}
                {explained}
            </div>
        </Show>
    }
    .into_any()
}

/// What would make the sentence say more.
fn hint(found: &Finding, router: Router) -> Option<AnyView> {
    let Finding::NoTarget { unusual, .. } = found else { return None };
    let words = if *unusual { t().monitor.unusual } else { t().monitor.set_targets };
    let link = (!unusual).then(|| {
        let href = move || router.href(Page::Targets);
        view! { " " <a href=href>{t().monitor.set_target}</a> }
    });
    Some(view! { <p class="lede">{words}{link}</p> }.into_any())
}

/// An empty page says what is missing and offers the way on.
fn nothing(found: Finding, router: Router) -> AnyView {
    let m = &t().monitor;
    let session = Session::get();
    let period = move |template: &str, at| {
        let name = session.data_now().map(|d| names(&d).period(at)).unwrap_or_default();
        template.replace("{period}", &name)
    };
    let go = move |page: Page, words: &'static str| {
        view! { <a class="button is-primary" href=Route::from(page).href()>{words}</a> }.into_any()
    };
    let (icon, title, words, action) = match found {
        Finding::NoRecords => {
            (Icon::Import, m.no_records.to_owned(), m.no_records_words, go(Page::Import, m.import))
        }
        Finding::NoKpis => (Icon::Plus, m.no_kpis.to_owned(), m.no_kpis_words, go(Page::Kpis, m.add_kpis)),
        Finding::NoData(at) => {
            let clear = move |()| {
                router.look(|view| {
                    view.filter = Default::default();
                    view.period = None;
                });
            };
            let action = view! { <Button on_press=clear>{m.current}</Button> }.into_any();
            (Icon::Search, period(m.no_data, at), m.no_data_words, action)
        }
        Finding::NotBegun(at) => {
            let back = move |()| router.look(|view| view.period = None);
            let action = view! { <Button on_press=back>{m.current}</Button> }.into_any();
            (Icon::Calendar, period(m.not_begun, at), m.not_begun_words, action)
        }
        Finding::Nothing | Finding::Standing { .. } | Finding::NoTarget { .. } => {
            return ().into_any();
        }
    };
    view! { <Empty icon title words>{action}</Empty> }.into_any()
}
