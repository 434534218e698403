//! Money of the workspace and percentages, as text.

use crate::domain::Decimal;
use crate::domain::dataset::Dataset;
use crate::ui::lang::fmt;

/// An amount in major units with its currency.
pub fn money(data: &Dataset, amount: Decimal) -> String {
    let workspace = &data.workspace;
    fmt().priced(workspace.currency, &plain(data, amount))
}

/// An amount in major units.
pub fn plain(data: &Dataset, amount: Decimal) -> String {
    fmt().number(amount, data.workspace.shown_digits)
}

/// A number that is stored in percent.
pub fn percent(value: Decimal) -> String {
    format!("{}%", fmt().at_most(value, 2))
}
