//! Holidays and make-up days: days that differ from their weekday. Typed, pasted, or added one by one.

use super::Form;
use crate::domain::Date;
use crate::domain::calendar::Exception;
use crate::state::typed::{names_makeup_day, parse_date};
use crate::ui::components::{
    Button, Cell, CellEdit, CellError, CellKey, Choice, Column, DataTable, DateField, Icon, Segmented,
    TableData,
};
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The table of holidays and make-up days.
#[component]
pub(super) fn Holidays(
    /// The settings.
    form: Form,
) -> impl IntoView {
    let days =
        form.read(|w| w.calendar.exceptions.iter().map(|(day, kind)| (*day, *kind)).collect::<Vec<_>>());
    let source = Signal::derive(move || table(days.get()));
    let (day, kind) = (RwSignal::new(None::<Date>), RwSignal::new("holiday".to_owned()));
    let add = move |()| {
        if let Some(day) = day.get_untracked() {
            let kind = kind.with_untracked(|kind| exception(kind));
            form.change(|w| {
                w.calendar.exceptions.insert(day, kind);
            });
        }
        day.set(None);
    };
    let delete = move |rows: Vec<usize>| {
        let all = days.get_untracked();
        form.change(|w| {
            for (day, _) in rows.into_iter().filter_map(|row| all.get(row)) {
                w.calendar.exceptions.remove(day);
            }
        });
    };
    let kinds =
        vec![Choice::new("holiday", t().settings.holiday), Choice::new("makeup", t().settings.makeup)];
    let choices = move |column: usize| match column {
        2 => vec![t().settings.holiday.to_owned(), t().settings.makeup.to_owned()],
        _ => Vec::new(),
    };
    view! {
        <section class="section stack">
            <header>
                <h2>{t().settings.exceptions}</h2>
                <p>{t().settings.exceptions_hint}</p>
            </header>
            <div class="row-end">
                <DateField label=t().settings.day value=day on_change=Callback::new(move |to| day.set(to))/>
                <Segmented label=t().settings.kind options=kinds value=kind on_change=Callback::new(move |to| kind.set(to))/>
                <Button icon=Icon::Plus disabled=Signal::derive(move || day.with(Option::is_none)) on_press=add>{t().settings.add_day}</Button>
            </div>
            <DataTable
                label=t().settings.exceptions
                data=source
                search=false
                on_edit=Callback::new(move |edits| store(form, &days.get_untracked(), edits))
                on_delete=Callback::new(delete)
                choices=Callback::new(choices)
            />
        </section>
    }
    .into_any()
}

fn table(days: Vec<(Date, Exception)>) -> TableData {
    let columns = vec![
        Column::text(t().settings.day).width(160).editable(),
        Column::text(t().settings.weekday).width(120),
        Column::text(t().settings.kind).width(160).editable(),
    ];
    TableData::new(columns, days.len(), move |row, column| {
        let Some((day, kind)) = days.get(row) else { return Cell::default() };
        match column {
            0 => {
                let mut cell = Cell::text(fmt().date(*day)).edit(day.to_string());
                cell.key = CellKey::Text(day.to_string());
                cell
            }
            1 => Cell::text(fmt().weekday_name(day.weekday())),
            _ => Cell::text(match kind {
                Exception::Holiday => t().settings.holiday,
                Exception::Makeup => t().settings.makeup,
            }),
        }
    })
}

/// A day that differs from its weekday.
type Special = (Date, Exception);

/// Stores typed and pasted cells. Pasted blocks begin with the day; the cell after it says the kind, a holiday where it is missing.
fn store(form: Form, days: &[(Date, Exception)], edits: Vec<CellEdit>) -> Vec<CellError> {
    let mut rows: BTreeMap<usize, (Option<String>, Option<String>)> = BTreeMap::new();
    for edit in &edits {
        let row = rows.entry(edit.row).or_default();
        if edit.column == 0 { row.0 = Some(edit.text.clone()) } else { row.1 = Some(edit.text.clone()) }
    }
    let mut errors = Vec::new();
    let mut change: Vec<(Option<Date>, Option<Special>)> = Vec::new();
    for (row, (day, kind)) in rows {
        let known = days.get(row);
        let kind = kind.map(|text| exception(&text));
        let new_day = match day.as_deref().map(str::trim) {
            Some("") => {
                change.push((known.map(|(day, _)| *day), None));
                continue;
            }
            Some(text) => parse_date(text),
            None => known.map(|(day, _)| *day),
        };
        match new_day {
            Some(new) => {
                let kind = kind.or(known.map(|(_, kind)| *kind)).unwrap_or(Exception::Holiday);
                change.push((known.map(|(day, _)| *day), Some((new, kind))));
            }
            None => errors.push(CellError { row, column: 0, why: t().common.not_a_date.to_owned() }),
        }
    }
    if !change.is_empty() {
        form.change(|w| {
            for (before, after) in change {
                if let Some(before) = before {
                    w.calendar.exceptions.remove(&before);
                }
                if let Some((day, kind)) = after {
                    w.calendar.exceptions.insert(day, kind);
                }
            }
        });
    }
    errors
}

fn exception(text: &str) -> Exception {
    let text = text.trim().to_lowercase();
    if text == t().settings.makeup.to_lowercase() || names_makeup_day(&text) {
        Exception::Makeup
    } else {
        Exception::Holiday
    }
}
