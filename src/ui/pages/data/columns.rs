//! How the columns of a sheet are called and how their values are written.

use crate::domain::calendar::{Calendar, Grain, Span};
use crate::domain::dataset::{Dataset, ItemId};
use crate::domain::target::Subject;
use crate::domain::{Decimal, Period};
use crate::state::sheet::{Col, Fault, Holds, Sheet, Table, Value, Words, options};
use crate::ui::components::{Cell, CellKey, Column};
use crate::ui::lang::{fmt, t};
use crate::web::clock;
use std::collections::HashMap;

/// The page's words for what has none of its own, and the day looked at.
#[must_use]
pub fn words() -> Words {
    let common = &t().common;
    Words {
        company: common.company,
        team: common.team,
        person: common.person,
        territory: common.territory,
        customer: common.customer,
        product: common.product_word,
        measure: |measure| t().library.label(&measure.label).to_owned(),
        today: clock::today(),
    }
}

/// The name of a sheet.
#[must_use]
pub fn title(sheet: Sheet) -> &'static str {
    let data = &t().data;
    match sheet {
        Sheet::People => data.people,
        Sheet::Teams => data.teams,
        Sheet::Splits => data.splits,
        Sheet::Products => data.products,
        Sheet::Categories => data.categories,
        Sheet::Channels => data.channels,
        Sheet::Territories => data.territories,
        Sheet::Customers => data.customers,
        Sheet::Measurements => data.measurements,
    }
}

/// The heading of a column.
#[must_use]
pub fn heading(sheet: Sheet, col: Col) -> &'static str {
    let data = &t().data;
    match col {
        Col::Number => data.number,
        Col::Name if sheet == Sheet::People => data.person_name,
        Col::Name => data.name,
        Col::Team => data.team,
        Col::Role => data.role,
        Col::Manager => data.manager,
        Col::Hired => data.hired,
        Col::Left => data.left,
        Col::Aliases => data.aliases,
        Col::Parent => match sheet {
            Sheet::Categories => data.parent_category,
            Sheet::Territories => data.parent_territory,
            _ => data.parent_team,
        },
        Col::Lead => data.lead,
        Col::Heads => data.heads,
        Col::Category => data.category,
        Col::Sector => data.sector,
        Col::Territory => data.territory,
        Col::Shares => data.shares,
        Col::Overlays => data.overlays,
        Col::Measure => data.measure,
        Col::Subject => data.subject,
        Col::When => data.when,
        Col::Value => data.value,
        Col::Sample => data.sample,
        Col::Source => data.source,
    }
}

/// The columns as the grid takes them.
#[must_use]
pub fn columns(sheet: Sheet) -> Vec<Column> {
    let column = |col: &Col| {
        let title = heading(sheet, *col);
        let plain = match sheet.holds(*col) {
            Holds::Number | Holds::Count => Column::number(title).width(120),
            Holds::Day => Column::text(title).width(128),
            Holds::Span => Column::text(title).width(200),
            Holds::Ref(_) => Column::text(title).width(184),
            Holds::List => Column::text(title).width(220),
            Holds::Shares => Column::text(title).width(280),
            Holds::Subject => Column::text(title).width(240),
            Holds::Text => Column::text(title).width(match col {
                Col::Name => 232,
                Col::Number => 112,
                _ => 152,
            }),
        };
        if *col == Col::Heads { plain } else { plain.editable() }
    };
    sheet.columns().iter().map(column).collect()
}

/// The tables that the columns of a sheet refer to.
#[must_use]
pub fn tables(sheet: Sheet) -> Vec<Table> {
    let mut all: Vec<Table> = Vec::new();
    for col in sheet.columns() {
        let table = match sheet.holds(*col) {
            Holds::Ref(table) => table,
            Holds::Shares => Table::People,
            _ => continue,
        };
        if !all.contains(&table) {
            all.push(table);
        }
    }
    all
}

/// The names of everything that a sheet's cells can refer to.
#[derive(Default)]
pub struct Labels(HashMap<ItemId, String>);

impl Labels {
    /// Gathers them.
    #[must_use]
    pub fn of(data: &Dataset, sheet: Sheet, words: &Words) -> Labels {
        Labels(tables(sheet).into_iter().flat_map(|table| options(data, table, words)).collect())
    }

    fn get(&self, id: ItemId) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }
}

/// A value as a cell.
#[must_use]
pub fn cell(data: &Dataset, labels: &Labels, value: &Value, words: &Words) -> Cell {
    match value {
        Value::Empty => Cell::default(),
        Value::Text(text) => Cell::text(text.clone()),
        Value::Number(number) => {
            Cell::number(fmt().at_most(*number, 6), *number).edit(number.normalize().to_string())
        }
        Value::Day(day) => {
            let mut cell = Cell::text(fmt().date(*day)).edit(day.to_string());
            cell.key = CellKey::Text(day.to_string());
            cell
        }
        Value::Span(span) => {
            let period = period_of(&data.workspace.calendar, *span);
            let fiscal = data.workspace.calendar.fiscal_start != 1;
            let words = period.map_or_else(|| fmt().days(span.from, span.to), |p| fmt().period(p, fiscal));
            let typed = match period {
                Some(period) => period.to_string(),
                None if span.from == span.to => span.from.to_string(),
                None => Period::Custom(*span).to_string(),
            };
            let mut cell = Cell::text(words).edit(typed);
            cell.key = CellKey::Text(format!("{}{}", span.from, span.to));
            cell
        }
        Value::List(list) => Cell::text(list.join("; ")),
        Value::Shares(list) => {
            let part = |(person, share): &(_, Decimal)| {
                format!("{} {}", labels.get(ItemId::Person(*person)), share.normalize())
            };
            Cell::text(list.iter().map(part).collect::<Vec<_>>().join("; "))
        }
        Value::Ref(id) => Cell::text(labels.get(*id)),
        Value::Subject(subject) => Cell::text(subject_label(data, *subject, words)),
    }
}

/// Whom or what a figure is about.
#[must_use]
pub fn subject_label(data: &Dataset, subject: Subject, words: &Words) -> String {
    use crate::state::sheet::name;
    let (kind, id) = match subject {
        Subject::Company => return words.company.to_owned(),
        Subject::Team(id) => (words.team, ItemId::Team(id)),
        Subject::Person(id) => (words.person, ItemId::Person(id)),
        Subject::Territory(id) => (words.territory, ItemId::Territory(id)),
        Subject::Customer(id) => (words.customer, ItemId::Customer(id)),
        Subject::Product(id) => (words.product, ItemId::Product(id)),
    };
    format!("{kind} · {}", name(data, id))
}

/// The named period that is exactly these days.
fn period_of(calendar: &Calendar, span: Span) -> Option<Period> {
    [Grain::HalfMonth, Grain::Month, Grain::Quarter, Grain::HalfYear, Grain::Year]
        .into_iter()
        .map(|grain| calendar.period_of(span.from, grain))
        .find(|period| calendar.span(*period) == Some(span))
}

/// Why a cell is refused, as a sentence.
#[must_use]
pub fn fault_words(sheet: Sheet, col: Col, fault: &Fault) -> String {
    match fault {
        Fault::Number => t().common.not_a_number.to_owned(),
        Fault::Day => t().common.not_a_date.to_owned(),
        Fault::Span => t().data.not_a_span.to_owned(),
        Fault::Unknown => t().data.unknown_cell.to_owned(),
        Fault::Ambiguous => t().data.ambiguous_cell.to_owned(),
        Fault::Core(why) => t().problem.say(heading(sheet, col), why),
    }
}
