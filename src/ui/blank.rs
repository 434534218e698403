//! What a new workspace begins with.

use crate::domain::calendar::Calendar;
use crate::domain::id::{Uuid, WorkspaceId};
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Changes, Dataset};
use crate::i18n::Lang;
use crate::state::kpis::missing;
use crate::ui::lang::{lang, t};
use crate::web::ids;

/// The settings of a new workspace, as the readers of a language expect them.
fn settings(id: Uuid, name: &str, lang: Lang) -> Option<Workspace> {
    let code = match lang {
        Lang::ZhHant => "TWD",
        Lang::ZhHans => "CNY",
        Lang::En => "USD",
    };
    let currency = Currency::parse(code)?;
    let shown_digits = currency.customary_digits();
    let unit = 10_i64.pow(currency.digits().saturating_sub(shown_digits));
    Some(Workspace {
        id: WorkspaceId(id),
        name: name.to_owned(),
        sample: false,
        currency,
        shown_digits,
        rounding: Rounding { unit, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    })
}

/// An empty workspace; the ready measures and KPIs are there from the start.
pub fn empty() -> Option<Dataset> {
    let data = Dataset::new(settings(ids::fresh(), t().shell.untitled, lang())?);
    let mut changes = Changes::default();
    for item in missing(&data, ids::fresh) {
        changes.put(&data, item);
    }
    Some(data.apply(&changes).unwrap_or(data))
}
