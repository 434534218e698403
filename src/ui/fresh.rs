//! New workspaces: an empty one, and the sample company. A part of its own: most readers want it once.

use crate::domain::calendar::Calendar;
use crate::domain::id::{Uuid, WorkspaceId};
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Changes, Dataset};
use crate::i18n::Lang;
use crate::state::kpis::missing;
use crate::state::sample;
use crate::ui::desk::OrderError;
use crate::ui::lang::{lang, t};
use crate::web::{clock, ids};
use wasm_split_helpers::wasm_split;

/// The seed of the sample company; everybody sees the same one.
const SEED: u64 = 7;

/// What a new workspace holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fresh {
    /// The ready measures and KPIs, and nothing else.
    Empty,
    /// The sample company.
    Sample,
}

/// The data of a new workspace with an id of its own.
///
/// # Errors
/// [`OrderError::NotFetched`].
#[wasm_split(fresh, preload(#[doc = "Fetches what makes them."] fetch_fresh), fallible)]
pub fn fresh(kind: Fresh, id: Uuid) -> Result<Option<Dataset>, OrderError> {
    Ok(match kind {
        Fresh::Empty => empty(id),
        Fresh::Sample => sample_company(id),
    })
}

/// An empty workspace; the ready measures and KPIs are there from the start.
pub fn empty(id: Uuid) -> Option<Dataset> {
    let data = Dataset::new(blank(id, t().shell.untitled, lang())?);
    let mut changes = Changes::default();
    for item in missing(&data, ids::fresh) {
        changes.put(&data, item);
    }
    Some(data.apply(&changes).unwrap_or(data))
}

fn sample_company(id: Uuid) -> Option<Dataset> {
    let names = crate::i18n::sample::names(lang());
    let as_of = sample::sample_as_of(clock::today());
    let request = sample::Request { seed: SEED, names, as_of, rows: sample::ROWS };
    let (workspace, changes) = sample::company(&request);
    let mut data = Dataset::new(workspace).apply(&changes).ok()?;
    // The generator's own id is the same every time; each sample company is a workspace of its own.
    data.workspace = Workspace { id: WorkspaceId(id), ..Workspace::clone(&data.workspace) }.into();
    Some(data)
}

/// The settings of a new workspace, as the readers of a language expect them.
fn blank(id: Uuid, name: &str, lang: Lang) -> Option<Workspace> {
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
