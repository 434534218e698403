//! How the file is read: encoding, separator or sheet, with the rows as they come out.

use super::{Wizard, head};
use crate::state::import::{DELIMITERS, Dialect, Encoding, Format, Question};
use crate::ui::components::{Button, Choice, Note, NoteKind, Select};
use crate::ui::forms::{from_code, to_code};
use crate::ui::lang::t;
use leptos::prelude::*;

/// The step of the source.
pub(super) fn view(wizard: Wizard) -> AnyView {
    let format = wizard.part(|import| import.preview().map(|preview| preview.format.clone()));
    let doubt = wizard.part(|import| import.open_questions().any(|q| *q == Question::Encoding));
    let choices = move || match format.get() {
        Some(Format::Text { encoding, dialect, .. }) => text(wizard, encoding, dialect),
        Some(Format::Workbook { sheets, sheet }) => workbook(wizard, sheets, sheet),
        None => ().into_any(),
    };
    view! {
        <div class="row-end">{choices}</div>
        <Show when=move || doubt.get()>
            <Note kind=NoteKind::Warn>
                <p>{t().import.encoding_doubt}</p>
                <Button small=true on_press=move |()| wizard.choose(|import| import.confirm(&Question::Encoding))>{t().import.encoding_fine}</Button>
            </Note>
        </Show>
        <h2>{t().import.preview}</h2>
        {preview(wizard)}
    }
    .into_any()
}

fn text(wizard: Wizard, encoding: Encoding, dialect: Dialect) -> AnyView {
    let encodings = Encoding::ALL.iter().map(|one| Choice::new(to_code(&Encoding::ALL, one), one.name()));
    let delimiters = DELIMITERS.iter().map(|one| {
        let name = match one {
            ',' => t().import.comma,
            '\t' => t().import.tab,
            ';' => t().import.semicolon,
            _ => t().import.pipe,
        };
        Choice::new(to_code(&DELIMITERS, one), name)
    });
    let set_encoding = move |code: String| {
        wizard.choose(|import| import.set_encoding(from_code(&Encoding::ALL, &code, encoding)))
    };
    let set_delimiter = move |code: String| {
        let delimiter = from_code(&DELIMITERS, &code, dialect.delimiter);
        wizard.choose(|import| import.set_dialect(Dialect { delimiter, ..dialect }));
    };
    view! {
        <Select label=t().import.encoding options=Signal::stored(encodings.collect::<Vec<_>>()) value=to_code(&Encoding::ALL, &encoding) on_change=set_encoding/>
        <Select label=t().import.delimiter options=Signal::stored(delimiters.collect::<Vec<_>>()) value=to_code(&DELIMITERS, &dialect.delimiter) on_change=set_delimiter/>
    }
    .into_any()
}

fn workbook(wizard: Wizard, sheets: Vec<String>, sheet: String) -> AnyView {
    let options: Vec<Choice> = sheets.iter().map(|name| Choice::new(name.clone(), name.clone())).collect();
    view! {
        <Select label=t().import.sheet options=Signal::stored(options) value=sheet on_change=move |name: String| wizard.choose(|import| import.set_sheet(&name))/>
    }
    .into_any()
}

fn preview(wizard: Wizard) -> AnyView {
    let head = head(wizard);
    let rows = move || {
        let row = |(at, cells): (usize, &Vec<String>)| {
            let cells = cells.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view();
            view! { <tr><th class="quiet num" scope="row">{at + 1}</th>{cells}</tr> }
        };
        head.with(|head| head.iter().take(14).enumerate().map(row).collect_view())
    };
    view! { <div class="table-wrap preview" tabindex="0" role="region" aria-label=t().import.preview><table class="table"><tbody>{rows}</tbody></table></div> }.into_any()
}
