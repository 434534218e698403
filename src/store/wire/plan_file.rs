//! A plan that travels: with the KPIs it is measured by and the names of what it filters by, without anybody's data.
//!
//! The form inside a link and inside a file: `{"attain":"plan","version":1,"plan":{…},"kpis":[…],"measures":[…],
//! "names":[["<id>","<name>"]],"currency":"…"}`, in the stored types of the workspace.

use crate::domain::money::Currency;
use crate::domain::{incentive, kpi};
use crate::store::error::FileError;
use crate::store::file::{VERSION, from_tree, place, to_tree};
use crate::store::wire::Stored;
use crate::store::wire::incentive::Plan;
use crate::store::wire::leaf::Text;
use crate::store::wire::method::{Kpi, Measure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a plan needs outside its workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanFile {
    /// The plan.
    pub plan: incentive::Plan,
    /// The KPIs that it reads.
    pub kpis: Vec<kpi::Kpi>,
    /// The measures in their formulas.
    pub measures: Vec<kpi::Measure>,
    /// What else it names: id and name.
    pub names: Vec<(String, String)>,
    /// The currency of its amounts; absent in files of before they said so.
    pub currency: Option<Currency>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    attain: String,
    version: u32,
    plan: Plan,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kpis: Vec<Kpi>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    measures: Vec<Measure>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    names: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    currency: Option<Text<Currency>>,
}

const WORD: &str = "plan";

/// Goes through every text of a value.
fn each_text(value: &mut Value, visit: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(list) => list.iter_mut().for_each(|v| each_text(v, visit)),
        Value::Object(map) => map.values_mut().for_each(|v| each_text(v, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every id that a stored plan names, as text.
pub fn ids(plan: &incentive::Plan) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Ok(mut value) = to_tree(&Plan::put(plan)) {
        each_text(&mut value, &mut |text| {
            if uuid::Uuid::try_parse(text).is_ok() {
                found.insert(text.clone());
            }
        });
    }
    found
}

/// The text of a file.
///
/// # Errors
/// [`FileError::Invalid`] where it has no JSON.
pub fn write(file: &PlanFile) -> Result<String, FileError> {
    let form = Form {
        attain: WORD.to_owned(),
        version: VERSION,
        plan: Plan::put(&file.plan),
        kpis: file.kpis.iter().map(Kpi::put).collect(),
        measures: file.measures.iter().map(Measure::put).collect(),
        names: file.names.clone(),
        currency: file.currency.map(Text),
    };
    serde_json::to_string(&form).map_err(place)
}

/// A file from its text, with ids replaced by others where the map has one.
///
/// # Errors
/// [`FileError::Newer`] or [`FileError::Invalid`] with the place.
pub fn read(text: &str, others: &BTreeMap<String, String>) -> Result<PlanFile, FileError> {
    let mut value: Value = serde_json::from_slice(text.as_bytes()).map_err(place)?;
    let wrong = |name: &str| FileError::Invalid { place: name.to_owned() };
    if value.get("attain").and_then(Value::as_str) != Some(WORD) {
        return Err(wrong("attain"));
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(version) if version == u64::from(VERSION) => {}
        Some(version) if version > u64::from(VERSION) => {
            return Err(FileError::Newer { version: u32::try_from(version).unwrap_or(u32::MAX) });
        }
        _ => return Err(wrong("version")),
    }
    each_text(&mut value, &mut |text| {
        if let Some(other) = others.get(text) {
            other.clone_into(text);
        }
    });
    let form: Form = from_tree(&value)?;
    let kpis = form.kpis.into_iter().map(|k| k.take().map_err(|e| e.within("kpis")));
    let measures = form.measures.into_iter().map(|m| m.take().map_err(|e| e.within("measures")));
    Ok(PlanFile {
        plan: form.plan.take().map_err(|e| e.within("plan"))?,
        kpis: kpis.collect::<Result<_, _>>()?,
        measures: measures.collect::<Result<_, _>>()?,
        names: form.names,
        currency: form.currency.map(|c| c.0),
    })
}
