//! A plan on its way to another workspace: what goes with it, what stays, and how it finds its place there.

use crate::domain::catalogue::{Category, Channel, Product, Territory};
use crate::domain::id::{ComponentId, KpiId, MeasureId, PlanId, Uuid};
use crate::domain::incentive::{Pays, Plan, PoolShares};
use crate::domain::kpi::{Kpi, Label, Measure};
use crate::domain::money::Currency;
use crate::domain::org::Team;
use crate::domain::scorecard::Assigned;
use crate::domain::workspace::Workspace;
use crate::domain::{Changes, Dataset, Item};
use crate::store::FileError;
use crate::store::link::{self, LinkError};
use crate::store::wire::plan_file::{self, PlanFile};
use std::collections::{BTreeMap, BTreeSet};

/// A plan taken into a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Adopted {
    /// The plan, with ids of its own.
    pub plan: Plan,
    /// The plan and what it brings along, to be put.
    pub items: Vec<Item>,
    /// Names of what it filters by and the dataset does not know.
    pub unknown: Vec<String>,
    /// The currency of its amounts, where the plan says so.
    pub currency: Option<Currency>,
    /// What it names and the dataset does not know, for reading only.
    strange: Vec<Item>,
}

impl Adopted {
    /// A dataset to read the plan by: the one at hand with what the plan brings along and names, in the plan's currency.
    pub fn shown(&self, data: &Dataset) -> Dataset {
        let mut changes = Changes::default();
        let brought = self.items.iter().filter(|i| !matches!(i, Item::Plan(_)));
        for item in brought.chain(&self.strange) {
            changes.put(data, item.clone());
        }
        let mut shown = data.apply(&changes).unwrap_or_else(|_| data.clone());
        if let Some(currency) = self.currency.filter(|c| *c != data.workspace.currency) {
            let mut workspace = Workspace::clone(&data.workspace);
            (workspace.currency, workspace.shown_digits) = (currency, currency.customary_digits());
            let finer = currency.digits().saturating_sub(currency.customary_digits());
            workspace.rounding.unit = 10_i64.pow(finer.min(18));
            shown.workspace = workspace.into();
        }
        shown
    }
}

/// What a plan names by unknown ids, as entities that are nothing but their names.
fn strange(plan: &Plan, unknown: &BTreeMap<String, String>) -> Vec<Item> {
    let name = |id: String| unknown.get(&id).cloned();
    let mut found = Vec::new();
    let terms = plan.components.iter().flat_map(|c| {
        let rules = c.terms.rules.iter().map(|r| &r.filter);
        let uplifts = c.terms.uplifts.iter().map(|u| &u.filter);
        rules.chain(uplifts).chain(c.terms.conditions.iter().map(|o| &o.filter)).chain([&c.filter])
    });
    let sold = plan.examples.iter().flat_map(|e| e.inputs.iter().map(|i| &i.sold));
    for filter in terms.chain(sold) {
        for id in &filter.categories {
            found.extend(
                name(id.to_string()).map(|name| Item::Category(Category { id: *id, name, parent: None })),
            );
        }
        for id in &filter.products {
            let (number, aliases, codes) = Default::default();
            let product =
                |name| Item::Product(Product { id: *id, number, name, aliases, codes, category: None });
            found.extend(name(id.to_string()).map(product));
        }
        for id in &filter.channels {
            let (aliases, codes) = Default::default();
            found.extend(
                name(id.to_string()).map(|name| Item::Channel(Channel { id: *id, name, aliases, codes })),
            );
        }
        for id in &filter.territories {
            let (aliases, codes) = Default::default();
            let territory = |name| Item::Territory(Territory { id: *id, name, aliases, codes, parent: None });
            found.extend(name(id.to_string()).map(territory));
        }
    }
    let assigned = plan.assigned.iter().chain(plan.terms.pay.iter().map(|l| &l.whom));
    for whom in assigned.chain(plan.terms.dates.iter().map(|d| &d.whom)) {
        if let Assigned::Team(id) = whom {
            let team = |name| Item::Team(Team { id: *id, name, parent: None, lead: None });
            found.extend(name(id.to_string()).map(team));
        }
    }
    found
}

/// The plan as a text for a link or a file: with its examples, the KPIs it reads and the names of what it filters by;
/// nothing about a person goes along.
///
/// # Errors
/// [`FileError`] where a value has no stored form.
pub fn export(data: &Dataset, plan: &Plan) -> Result<String, FileError> {
    let plan = impersonal(plan);
    let ids = plan_file::ids(&plan);
    let mut kpis: Vec<&Kpi> = Vec::new();
    let mut measures: BTreeMap<&str, &Measure> = BTreeMap::new();
    let mut open: Vec<&Kpi> =
        data.kpis.iter().filter(|k| ids.contains(&k.id.to_string())).map(|k| k.as_ref()).collect();
    while let Some(kpi) = open.pop() {
        if kpis.iter().any(|k| k.id == kpi.id) {
            continue;
        }
        kpis.push(kpi);
        let words = kpi.formula.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let keys: BTreeSet<&str> = words.collect();
        open.extend(data.kpis.iter().filter(|k| keys.contains(k.key.as_str())).map(|k| k.as_ref()));
        let used = data.measures.iter().filter(|m| keys.contains(m.key.as_str()));
        measures.extend(used.map(|m| (m.key.as_str(), m.as_ref())));
    }
    let names = members(data).into_iter().filter(|(id, _)| ids.contains(id)).collect();
    plan_file::write(&PlanFile {
        plan,
        kpis: kpis.into_iter().cloned().collect(),
        measures: measures.into_values().cloned().collect(),
        names,
        currency: Some(data.workspace.currency),
    })
}

/// The plan without what is about single people and customers.
fn impersonal(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let keeps = |whom: &Assigned| !matches!(whom, Assigned::Person(_));
    plan.assigned.retain(keeps);
    plan.terms.pay.retain(|level| keeps(&level.whom));
    plan.terms.dates.retain(|dates| keeps(&dates.whom));
    for input in plan.examples.iter_mut().flat_map(|e| &mut e.inputs) {
        input.sold.people.clear();
        input.sold.customers.clear();
    }
    for component in &mut plan.components {
        if let Pays::Pool(pool) = &mut component.pays
            && let PoolShares::Weights(list) = &mut pool.shares
        {
            list.retain(|(whom, _)| keeps(whom));
        }
        let terms = &mut component.terms;
        let filters = std::iter::once(&mut component.filter)
            .chain(terms.conditions.iter_mut().map(|c| &mut c.filter))
            .chain(terms.rules.iter_mut().map(|r| &mut r.filter))
            .chain(terms.uplifts.iter_mut().map(|u| &mut u.filter));
        for filter in filters {
            filter.people.clear();
            filter.customers.clear();
        }
    }
    plan
}

/// What a plan may name besides KPIs: id and name.
fn members(data: &Dataset) -> Vec<(String, String)> {
    let teams = data.teams.iter().map(|e| (e.id.to_string(), e.name.clone()));
    let products = data.products.iter().map(|e| (e.id.to_string(), e.name.clone()));
    let categories = data.categories.iter().map(|e| (e.id.to_string(), e.name.clone()));
    let channels = data.channels.iter().map(|e| (e.id.to_string(), e.name.clone()));
    let territories = data.territories.iter().map(|e| (e.id.to_string(), e.name.clone()));
    teams.chain(products).chain(categories).chain(channels).chain(territories).collect()
}

/// Why a plan that came from elsewhere cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was cut or changed on its way, or is something else; the place, where one is known.
    Damaged(String),
    /// It is larger than a link may be.
    TooLarge,
    /// A newer version of Attain made it.
    Newer,
}

impl From<FileError> for Unreadable {
    fn from(error: FileError) -> Unreadable {
        match error {
            FileError::Newer { .. } => Unreadable::Newer,
            FileError::Damaged => Unreadable::Damaged(String::new()),
            FileError::Invalid { place } => Unreadable::Damaged(place),
        }
    }
}

impl From<LinkError> for Unreadable {
    fn from(error: LinkError) -> Unreadable {
        match error {
            LinkError::Newer => Unreadable::Newer,
            LinkError::TooLarge => Unreadable::TooLarge,
            LinkError::Damaged => Unreadable::Damaged(String::new()),
        }
    }
}

/// The plan as the part of a link behind the address.
///
/// # Errors
/// [`Unreadable::TooLarge`], or where a value has no stored form.
pub fn to_link(data: &Dataset, plan: &Plan) -> Result<String, Unreadable> {
    Ok(link::encode(&export(data, plan)?)?)
}

/// Takes a plan from a link; see [`adopt`].
///
/// # Errors
/// [`Unreadable`].
pub fn from_link(data: &Dataset, text: &str, new_id: &dyn Fn() -> Uuid) -> Result<Adopted, Unreadable> {
    adopt(data, &link::decode(text)?, new_id)
}

/// Takes a plan from such a text. KPIs that the dataset has (from the library, or with the same formula) are used; others
/// come along under a free key. The plan and its components get ids of their own, so that it can be taken twice.
///
/// # Errors
/// [`Unreadable`].
pub fn adopt(data: &Dataset, text: &str, new_id: &dyn Fn() -> Uuid) -> Result<Adopted, Unreadable> {
    let came = plan_file::read(text, &BTreeMap::new())?;
    let mut others: BTreeMap<String, String> = BTreeMap::new();
    others.insert(came.plan.id.to_string(), PlanId(new_id()).to_string());
    for component in &came.plan.components {
        others.insert(component.id.to_string(), ComponentId(new_id()).to_string());
    }
    let mut items = Vec::new();
    let keys = data.kpis.iter().map(|k| k.key.as_str()).chain(data.measures.iter().map(|m| m.key.as_str()));
    let taken: BTreeSet<&str> = keys.collect();
    for measure in came.measures.iter().filter(|m| !taken.contains(m.key.as_str())) {
        items.push(Item::Measure(Measure { id: MeasureId(new_id()), ..measure.clone() }));
    }
    for kpi in &came.kpis {
        let same = |k: &Kpi| match &kpi.label {
            Label::Library(_) => k.label == kpi.label,
            Label::Own(_) => k.key == kpi.key && k.formula == kpi.formula,
        };
        let known = data.kpis.iter().find(|k| same(k)).map(|k| k.id);
        let id = known.unwrap_or_else(|| KpiId(new_id()));
        if known.is_none() {
            items.push(Item::Kpi(Kpi { id, key: free(&kpi.key, &taken), ..kpi.clone() }));
        }
        others.insert(kpi.id.to_string(), id.to_string());
    }
    let here = members(data);
    let mut unknown = BTreeMap::new();
    for (id, name) in &came.names {
        match here.iter().find(|(_, own)| own == name) {
            Some((own, _)) => drop(others.insert(id.clone(), own.clone())),
            None => drop(unknown.insert(id.clone(), name.clone())),
        }
    }
    let plan = plan_file::read(text, &others)?.plan;
    items.push(Item::Plan(plan.clone()));
    let strange = strange(&plan, &unknown);
    let named = came.names.into_iter().filter(|(id, _)| unknown.contains_key(id)).map(|(_, name)| name);
    Ok(Adopted { plan, items, unknown: named.collect(), currency: came.currency, strange })
}

fn free(key: &str, taken: &BTreeSet<&str>) -> String {
    let mut tries = std::iter::once(key.to_owned()).chain((2..1_000).map(|n| format!("{key}_{n}")));
    tries.find(|k| !taken.contains(k.as_str())).unwrap_or_else(|| key.to_owned())
}

#[cfg(test)]
#[path = "share_tests.rs"]
mod tests;
