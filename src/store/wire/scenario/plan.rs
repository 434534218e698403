//! The plans of a scenario: stored plans in which names stand where ids are.

use super::Scenario;
use super::names::{Built, Kind, id, invalid, unknown};
use crate::domain::dataset::Change;
use crate::domain::id::{ComponentId, PlanId, Uuid};
use crate::domain::incentive;
use crate::store::error::FileError;
use crate::store::wire::{Stored, incentive as wire};
use serde_json::Value;

/// Fields that hold a name, or a list of names, of a kind.
const NAMES: [(&str, Kind); 11] = [
    ("teams", Kind::Team),
    ("team", Kind::Team),
    ("people", Kind::Person),
    ("person", Kind::Person),
    ("products", Kind::Product),
    ("categories", Kind::Category),
    ("channels", Kind::Channel),
    ("territories", Kind::Territory),
    ("customers", Kind::Customer),
    ("kpi", Kind::Kpi),
    ("quota_kpi", Kind::Kpi),
];

/// Fields that hold a name, or a list of names, of a component of the same plan.
const COMPONENTS: [&str; 2] = ["component", "exempt"];

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn component_id(plan: usize, at: usize) -> ComponentId {
    id(24, plan * 1000 + at)
}

impl Scenario {
    /// The plans' names, each with those of its components.
    pub(super) fn plan_names(&self) -> Vec<(String, Vec<String>)> {
        let components = |plan: &Value| {
            let list = plan.get("components").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            list.iter().map(|c| text(c, "name").to_owned()).collect()
        };
        self.plans.iter().map(|p| (text(p, "name").to_owned(), components(p))).collect()
    }

    pub(super) fn plan_changes(&self, built: &Built) -> Result<Vec<Change<incentive::Plan>>, FileError> {
        let one = |(n, value): (usize, &Value)| {
            let place = format!("plans[{n}]");
            let mut value = value.clone();
            resolve(built, n, &mut value, &place)?;
            identify(&mut value, id::<PlanId>(23, n).0, &place)?;
            if let Some(list) = value.get_mut("components").and_then(Value::as_array_mut) {
                for (at, component) in list.iter_mut().enumerate() {
                    identify(component, component_id(n, at).0, &format!("{place}.components[{at}]"))?;
                }
            }
            let stored: wire::Plan = serde_path_to_error::deserialize(value).map_err(|e| {
                let path = e.path().to_string();
                let dot = if path.starts_with('[') { "" } else { "." };
                invalid(format!("{place}{dot}{path}: {}", e.inner()))
            })?;
            let plan = stored.take().map_err(|e| FileError::from(e.within(&place)))?;
            Ok(Change::add(plan))
        };
        self.plans.iter().enumerate().map(one).collect()
    }
}

/// Gives a part of a plan its id.
fn identify(value: &mut Value, id: Uuid, place: &str) -> Result<(), FileError> {
    let Some(fields) = value.as_object_mut() else {
        return Err(invalid(format!("{place}: not an object")));
    };
    match fields.insert("id".to_owned(), Value::String(id.to_string())) {
        None => Ok(()),
        Some(_) => Err(invalid(format!("{place}.id: a scenario has names, not ids"))),
    }
}

/// Puts ids where names are.
fn resolve(built: &Built, plan: usize, value: &mut Value, place: &str) -> Result<(), FileError> {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields.iter_mut() {
                let place = format!("{place}.{key}");
                match name_of(built, plan, key) {
                    Some(find) if inner.is_string() || inner.is_array() => names(inner, &find, &place)?,
                    _ => resolve(built, plan, inner, &place)?,
                }
            }
            Ok(())
        }
        Value::Array(list) => list
            .iter_mut()
            .enumerate()
            .try_for_each(|(n, inner)| resolve(built, plan, inner, &format!("{place}[{n}]"))),
        _ => Ok(()),
    }
}

type Find<'a> = Box<dyn Fn(&str, &str) -> Result<Uuid, FileError> + 'a>;

fn name_of<'a>(built: &'a Built, plan: usize, key: &str) -> Option<Find<'a>> {
    let key = if key == "kpi_attainment" { "kpi" } else { key };
    if let Some((_, kind)) = NAMES.iter().find(|(name, _)| *name == key) {
        return Some(Box::new(move |name, place| built.find::<Uuid>(*kind, name, place)));
    }
    COMPONENTS.contains(&key).then(|| {
        let find = move |name: &str, place: &str| {
            let known = built.plans.get(plan).map_or(&[][..], |p| p.1.as_slice());
            let at = known.iter().position(|n| n == name);
            let at = at.ok_or_else(|| unknown(place, "component", name, known))?;
            Ok(component_id(plan, at).0)
        };
        Box::new(find) as Find
    })
}

fn names(value: &mut Value, find: &Find, place: &str) -> Result<(), FileError> {
    match value {
        Value::Array(list) => list
            .iter_mut()
            .enumerate()
            .try_for_each(|(n, inner)| names(inner, find, &format!("{place}[{n}]"))),
        Value::String(name) => {
            let id = find(name, place)?;
            *value = Value::String(id.to_string());
            Ok(())
        }
        _ => Ok(()),
    }
}
