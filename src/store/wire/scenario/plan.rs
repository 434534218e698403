//! The plans of a scenario: stored plans in which names stand where ids are. They are published. A plan that has the name
//! of one before it is that plan's next version.

use super::Scenario;
use super::names::{Built, Kind, id, invalid, unknown};
use crate::domain::Decimal;
use crate::domain::dataset::Change;
use crate::domain::id::{AdjustmentId, ComponentId, PlanId, Uuid, VersionId};
use crate::domain::incentive;
use crate::domain::money::Currency;
use crate::store::error::FileError;
use crate::store::wire::{Stored, incentive as wire};
use rust_decimal::prelude::ToPrimitive;
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

fn component_id((plan, at): (usize, usize)) -> ComponentId {
    id(24, plan * 1000 + at)
}

/// Where a plan of a place begins: the first of its name.
fn first(plans: &[(String, Vec<String>)], plan: usize) -> usize {
    let name = plans.get(plan).map(|(name, _)| name);
    plans.iter().position(|(other, _)| Some(other) == name).unwrap_or(plan)
}

/// The plan and place that a component of a version has its identity from: the first version with a component of its name.
fn origin(plans: &[(String, Vec<String>)], plan: usize, at: usize) -> (usize, usize) {
    let Some((name, own)) = plans.get(plan) else { return (plan, at) };
    let component = own.get(at);
    let mut earlier = plans.iter().enumerate().take(plan).filter(|(_, (other, _))| other == name);
    let known = earlier.find_map(|(n, (_, all))| Some((n, all.iter().position(|c| Some(c) == component)?)));
    known.unwrap_or((plan, at))
}

/// Plans and their versions.
type Published = (Vec<Change<incentive::Plan>>, Vec<Change<incentive::PlanVersion>>);

impl Scenario {
    /// The plans' names, each with those of its components.
    pub(super) fn plan_names(&self) -> Vec<(String, Vec<String>)> {
        let components = |plan: &Value| {
            let list = plan.get("components").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            list.iter().map(|c| text(c, "name").to_owned()).collect()
        };
        self.plans.iter().map(|p| (text(p, "name").to_owned(), components(p))).collect()
    }

    /// Every plan as its last version has it, and all versions.
    pub(super) fn plan_changes(&self, built: &Built) -> Result<Published, FileError> {
        let all = self.plans_listed(built)?;
        let mut plans: Vec<&incentive::Plan> = Vec::new();
        let mut versions = Vec::new();
        for (n, plan) in all.iter().enumerate() {
            let number = all.iter().take(n + 1).filter(|p| p.id == plan.id).count();
            versions.push(Change::add(incentive::PlanVersion {
                id: id::<VersionId>(28, n),
                number: u32::try_from(number).unwrap_or(u32::MAX),
                hash: number.to_string(),
                announced: plan.terms.announced.unwrap_or(plan.effective),
                plan: plan.clone(),
                expected: Vec::new(),
            }));
            match plans.iter_mut().find(|p| p.id == plan.id) {
                Some(known) if plan.effective < known.effective => {
                    return Err(invalid(format!("plans[{n}].effective: before the version before")));
                }
                Some(known) => *known = plan,
                None => plans.push(plan),
            }
        }
        Ok((plans.into_iter().cloned().map(Change::add).collect(), versions))
    }

    pub(super) fn adjustment_changes(
        &self,
        built: &Built,
    ) -> Result<Vec<Change<incentive::Adjustment>>, FileError> {
        let one = |(n, a): (usize, &super::Adjustment)| {
            let place = format!("adjustments[{n}]");
            let plan = if a.plan.is_empty() {
                Some(0)
            } else {
                built.plans.iter().rposition(|(name, _)| *name == a.plan)
            };
            let plan = plan.ok_or_else(|| invalid(format!("{place}.plan: {}", a.plan)))?;
            let component = a.component.as_ref().map(|name| {
                let names = built.plans.get(plan).map_or(&[][..], |(_, names)| names.as_slice());
                let at = names.iter().position(|known| known == name);
                let at = at.ok_or_else(|| invalid(format!("{place}.component: {name}")))?;
                Ok::<_, FileError>(component_id(origin(&built.plans, plan, at)))
            });
            let digits = self.settings.currency.map_or(Currency::USD, |c| c.0).digits();
            let minor = a.amount.0.checked_mul(Decimal::from(10_u64.pow(digits.min(18))));
            let minor = minor.filter(|m| m.fract().is_zero()).and_then(|m| m.to_i64());
            Ok(Change::add(incentive::Adjustment {
                id: id::<AdjustmentId>(29, n),
                plan: id::<PlanId>(23, first(&built.plans, plan)),
                person: built.person(&a.person)?,
                period: a.period.0,
                component: component.transpose()?,
                minor: minor.ok_or_else(|| invalid(format!("{place}.amount: {}", a.amount.0)))?,
                reason: a.reason.clone(),
                dispute: None,
                on: built.as_of,
            }))
        };
        self.adjustments.iter().enumerate().map(one).collect()
    }

    fn plans_listed(&self, built: &Built) -> Result<Vec<incentive::Plan>, FileError> {
        let one = |(n, value): (usize, &Value)| {
            let place = format!("plans[{n}]");
            let mut value = value.clone();
            resolve(built, n, &mut value, &place)?;
            identify(&mut value, id::<PlanId>(23, first(&built.plans, n)).0, &place)?;
            if let Some(list) = value.get_mut("components").and_then(Value::as_array_mut) {
                for (at, component) in list.iter_mut().enumerate() {
                    let own = component_id(origin(&built.plans, n, at)).0;
                    identify(component, own, &format!("{place}.components[{at}]"))?;
                }
            }
            let stored: wire::Plan = serde_path_to_error::deserialize(value).map_err(|e| {
                let path = e.path().to_string();
                let dot = if path.starts_with('[') { "" } else { "." };
                invalid(format!("{place}{dot}{path}: {}", e.inner()))
            })?;
            stored.take().map_err(|e| FileError::from(e.within(&place)))
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
            Ok(component_id(origin(&built.plans, plan, at)).0)
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
