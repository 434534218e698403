//! The pages of data: each is a title and its sheets.

mod columns;
mod drafts;
mod merge;
mod person;
mod prefers;
mod remove;
mod table;

use crate::state::sheet::Sheet;
use crate::ui::components::{Choice, Icon, Note, NoteKind, Tabs};
use crate::ui::lang::t;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;
use person::PersonSheet;
use table::{SheetTable, lacks};

/// A page of data.
#[component]
pub fn DataPage(
    /// Which page.
    page: Page,
) -> impl IntoView {
    let (title, lede, sheets) = parts(page);
    let session = Session::get();
    let router = Router::get();
    let count = session.select(move |data| sheets.iter().map(|sheet| sheet.rows(data).len()).sum::<usize>());
    let nothing = Memo::new(move |_| count.get() == 0);
    let shown = RwSignal::new(sheets.first().copied().unwrap_or(Sheet::People));
    let tabs = (sheets.len() > 1).then(|| {
        let options =
            sheets.iter().enumerate().map(|(at, s)| Choice::new(at.to_string(), columns::title(*s)));
        let chosen = Signal::derive(move || {
            sheets.iter().position(|s| *s == shown.get()).unwrap_or_default().to_string()
        });
        let pick = move |at: String| {
            if let Some(sheet) = at.parse::<usize>().ok().and_then(|at| sheets.get(at)) {
                shown.set(*sheet);
            }
        };
        view! { <Tabs label=title options=options.collect() value=chosen on_change=pick/> }
    });
    let opened = RwSignal::new(None);
    let table = move || {
        let sheet = shown.get();
        match sheet {
            Sheet::People => {
                view! { <SheetTable sheet on_open=Callback::new(move |id| opened.set(Some(id)))/> }.into_any()
            }
            _ => view! { <SheetTable sheet/> }.into_any(),
        }
    };
    let lacking = session.select(move |data| lacks(data, shown.get()));
    view! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lede">{lede}</p>
                </div>
                <div class="page-actions">
                    <a class="button" href=move || router.href(Page::Import)>
                        <crate::ui::components::IconView icon=Icon::Import/>
                        {t().common.import}
                    </a>
                </div>
            </header>
            {tabs}
            <Show when=move || nothing.get() && !lacking.get()>
                <Note>{t().data.empty_words}</Note>
            </Show>
            <Show when=move || lacking.get()>
                <Note kind=NoteKind::Warn>{t().data.no_measures}" "<a href=move || router.href(Page::Kpis)>{t().shell.kpis}</a></Note>
            </Show>
            <Show when=move || shown.get() == Sheet::Splits>
                <p class="muted">{t().data.splits_lede}</p>
            </Show>
            {table}
            <PersonSheet opened/>
        </div>
    }
    .into_any()
}

/// Title, one sentence, and the sheets of a page.
fn parts(page: Page) -> (&'static str, &'static str, &'static [Sheet]) {
    let (shell, data) = (&t().shell, &t().data);
    match page {
        Page::Products => (shell.products, data.products_lede, &[Sheet::Products, Sheet::Categories]),
        Page::Channels => (shell.channels, data.channels_lede, &[Sheet::Channels, Sheet::Territories]),
        Page::Customers => (shell.customers, data.customers_lede, &[Sheet::Customers]),
        Page::Measurements => (shell.measurements, data.measurements_lede, &[Sheet::Measurements]),
        _ => (shell.people, data.people_lede, &[Sheet::People, Sheet::Teams, Sheet::Splits]),
    }
}
