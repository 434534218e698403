//! Where an import begins: choose, drop or paste; and templates to fill in.

use super::{Wizard, script};
use crate::state::import::{self, Kind};
use crate::ui::components::{Button, ButtonKind, Icon, IconView};
use crate::ui::lang::t;
use crate::web::{download, worker};
use leptos::html;
use leptos::prelude::*;

/// The start of the wizard.
pub(super) fn view(wizard: Wizard) -> AnyView {
    let input: NodeRef<html::Input> = NodeRef::new();
    let chosen = move |_| {
        let list = input.get_untracked().and_then(|input| input.files());
        let files = list.map(|list| (0..list.length()).filter_map(|at| list.item(at)).collect());
        wizard.begin(files.unwrap_or_default());
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <div class="drop">
            <IconView icon=Icon::Import/>
            <h2>{t().import.drop_title}</h2>
            <Button kind=ButtonKind::Primary icon=Icon::File on_press=choose>{t().import.choose}</Button>
            <input node_ref=input type="file" multiple=true class="sr-only" tabindex="-1" aria-label=t().import.choose accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/tab-separated-values" on:change=chosen/>
        </div>
        {paste(wizard)}
        <section class="section stack">
            <h2>{t().import.templates}</h2>
            <p class="muted">{t().import.templates_words}</p>
            <div class="row">{Kind::ALL.map(template).collect_view()}</div>
        </section>
    }
    .into_any()
}

fn paste(wizard: Wizard) -> AnyView {
    let text = RwSignal::new(String::new());
    let read = move |cells: &str| {
        if let Some(file) = worker::pasted(cells).filter(|_| !cells.trim().is_empty()) {
            wizard.open("", file);
        }
    };
    // Pasting is enough; nobody has to press a button after it.
    let pasted = move |event: web_sys::ClipboardEvent| {
        let cells = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
        if let Some(cells) = cells.filter(|cells| cells.contains(['\t', '\n'])) {
            event.prevent_default();
            read(&cells);
        }
    };
    let id = crate::ui::components::unique_id("paste");
    view! {
        <div class="field">
            <label for=id.clone()>{t().import.paste_label}</label>
            <textarea
                class="textarea is-code"
                id=id
                rows="3"
                spellcheck="false"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:paste=pasted
            ></textarea>
            <div>
                <Button disabled=Signal::derive(move || text.with(|text| text.trim().is_empty())) on_press=move |()| read(&text.get_untracked())>
                    {t().import.paste_read}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

fn template(kind: Kind) -> AnyView {
    let name = t().import.kind_name(kind);
    let save = move |()| {
        let text = import::template(kind, script(), &|field| t().import.field(field).to_owned());
        download::text(&t().import.template_file(name), "text/csv;charset=utf-8", &text);
    };
    view! { <Button icon=Icon::Import on_press=save>{name}</Button> }.into_any()
}
