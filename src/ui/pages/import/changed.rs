//! Rows that are already there with other content: what stands there, and what the file says.

use super::{Wizard, short, whole};
use crate::domain::dataset::Dataset;
use crate::i18n::Shown;
use crate::state::import::{CellValue, ChangedRow, Differs, Dimension};
use crate::state::select::CodeNames;
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// How many rows are shown.
const SHOWN: usize = 5;

/// The first changed rows, a line for everything that is different.
pub(super) fn rows(wizard: Wizard, rows: &[ChangedRow]) -> Option<AnyView> {
    let data = wizard.session.data_now().filter(|_| !rows.is_empty())?;
    let names = CodeNames::new(&data);
    let row = |row: &ChangedRow| {
        let differs = row.differs.iter().map(|one| differs(one, &data, &names)).collect_view();
        view! {
            <li>
                <span class="quiet">{t().import.row(&whole(row.row))}</span>" "<strong>{short(&row.name)}</strong>
                <dl class="changes">{differs}</dl>
            </li>
        }
    };
    let rows = rows.iter().take(SHOWN).map(row).collect_view();
    Some(view! { <ul class="plain small stack-1">{rows}</ul> }.into_any())
}

fn differs(differs: &Differs, data: &Dataset, names: &CodeNames) -> AnyView {
    let (was, is) = (words(&differs.was, data, names), words(&differs.is, data, names));
    view! {
        <div>
            <dt class="muted">{t().import.field(differs.field)}</dt>
            <dd><del>{was}</del>" → "<ins>{is}</ins></dd>
        </div>
    }
    .into_any()
}

fn words(content: &CellValue, data: &Dataset, names: &CodeNames) -> String {
    match content {
        CellValue::Empty => t().common.no_value.to_owned(),
        CellValue::Text(text) => short(text),
        CellValue::Day(text) => text.parse().map_or_else(|_| text.clone(), |day| fmt().date(day)),
        CellValue::Money(minor) => {
            let digits = data.workspace.currency.digits();
            fmt().exact(Decimal::new(*minor, digits), Shown::money(&data.workspace))
        }
        CellValue::Number(number) => fmt().at_most(*number, 6),
        CellValue::Ratio(ratio) => fmt().percent_at_most(*ratio, 2),
        CellValue::State(state) => t().import.state(*state).to_owned(),
        CellValue::Code(dimension, code) => {
            let narrow = u16::try_from(*code).unwrap_or_default();
            let name = match dimension {
                Dimension::Product => names.product(*code),
                Dimension::Customer => names.customer(*code),
                Dimension::Channel => names.channel(narrow),
                Dimension::Territory => names.territory(narrow),
                _ => names.credit(narrow),
            };
            if name.is_empty() { t().common.no_value.to_owned() } else { name.to_owned() }
        }
    }
}
