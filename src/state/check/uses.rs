//! What still needs an entity: nothing that is referred to leaves the dataset.

use crate::domain::appraisal::{CycleState, Method, Reviewer, Standard};
use crate::domain::dataset::{Changes, Dataset, Entity, ItemId, Table};
use crate::domain::scorecard::Assigned;
use crate::domain::target::Subject;
use crate::state::command::CommandError;

/// Checks that nothing refers to the entities to be removed, and adds to the changes what goes with them: targets
/// and measurements about them, scenarios of a plan.
///
/// # Errors
/// [`CommandError::InUse`] for the first that is still needed.
pub fn removable(dataset: &Dataset, changes: &mut Changes, ids: &[ItemId]) -> Result<(), CommandError> {
    let about = |subject: Subject| match subject {
        Subject::Company => false,
        Subject::Team(id) => ids.contains(&ItemId::Team(id)),
        Subject::Person(id) => ids.contains(&ItemId::Person(id)),
        Subject::Territory(id) => ids.contains(&ItemId::Territory(id)),
        Subject::Customer(id) => ids.contains(&ItemId::Customer(id)),
        Subject::Product(id) => ids.contains(&ItemId::Product(id)),
    };
    let gone = |id: ItemId| ids.contains(&id);
    for target in dataset.targets.iter().filter(|t| about(t.subject) && !gone(ItemId::Target(t.id))) {
        changes.remove(dataset, ItemId::Target(target.id));
    }
    for m in dataset.measurements.iter().filter(|m| about(m.subject) && !gone(ItemId::Measurement(m.id))) {
        changes.remove(dataset, ItemId::Measurement(m.id));
    }
    // Scenarios go with their plan, and with the one person of whom they pretend something.
    let pretends = |s: &crate::domain::incentive::PlanScenario| {
        gone(ItemId::Plan(s.plan)) || s.world.whom.is_some_and(|p| gone(ItemId::Person(p)))
    };
    for s in dataset.scenarios.iter().filter(|s| pretends(s) && !gone(ItemId::PlanScenario(s.id))) {
        changes.remove(dataset, ItemId::PlanScenario(s.id));
    }
    let after = dataset.apply(changes).map_err(|_| CommandError::Missing)?;
    for id in ids {
        let records = records_of(dataset, *id);
        let others = references(&after, *id);
        if records + others > 0 {
            return Err(CommandError::InUse { item: *id, records, others });
        }
    }
    Ok(())
}

/// How many sales records carry a code of this entity.
pub fn records_of(data: &Dataset, id: ItemId) -> u64 {
    let blocks = || data.segments.iter().flat_map(|s| &s.blocks).map(|b| &b.facts);
    fn hits<T: PartialEq>(column: &[T], codes: &[T]) -> u64 {
        if codes.is_empty() { 0 } else { column.iter().filter(|c| codes.contains(c)).count() as u64 }
    }
    match id {
        ItemId::Person(id) => {
            data.people.get(id).map_or(0, |e| blocks().map(|f| hits(&f.credit, &e.codes)).sum())
        }
        ItemId::Split(id) => {
            data.splits.get(id).map_or(0, |e| blocks().map(|f| hits(&f.credit, &e.codes)).sum())
        }
        ItemId::Product(id) => {
            data.products.get(id).map_or(0, |e| blocks().map(|f| hits(&f.product, &e.codes)).sum())
        }
        ItemId::Channel(id) => {
            data.channels.get(id).map_or(0, |e| blocks().map(|f| hits(&f.channel, &e.codes)).sum())
        }
        ItemId::Territory(id) => {
            data.territories.get(id).map_or(0, |e| blocks().map(|f| hits(&f.territory, &e.codes)).sum())
        }
        ItemId::Customer(id) => {
            data.customers.get(id).map_or(0, |e| blocks().map(|f| hits(&f.customer, &e.codes)).sum())
        }
        _ => 0,
    }
}

fn count<T: Entity>(table: &Table<T>, refers: impl Fn(&T) -> bool) -> u64 {
    table.iter().filter(|e| refers(e)).count() as u64
}

/// How many versions, acknowledgements, agreements, closed runs, disputes and adjustments name a person or a plan. They never change.
pub fn frozen_references(data: &Dataset, id: ItemId) -> u64 {
    match id {
        ItemId::Person(id) => {
            count(&data.acknowledgements, |a| a.person == id)
                + count(&data.agreements, |a| a.person == id)
                + count(&data.runs, |r| r.run.statements.iter().any(|s| s.person == id))
                + count(&data.disputes, |d| d.person == id)
                + count(&data.adjustments, |a| a.person == id)
        }
        ItemId::Plan(id) => {
            count(&data.versions, |v| v.plan.id == id)
                + count(&data.agreements, |a| a.plan == id)
                + count(&data.runs, |r| r.run.plan == id)
                + count(&data.disputes, |d| d.plan == id)
                + count(&data.adjustments, |a| a.plan == id)
        }
        _ => 0,
    }
}

/// How many entities refer to this one, in a dataset that no longer holds it.
fn references(data: &Dataset, id: ItemId) -> u64 {
    let assigned = |list: &[Assigned]| {
        list.iter().any(|a| match a {
            Assigned::Team(t) => id == ItemId::Team(*t),
            Assigned::Person(p) => id == ItemId::Person(*p),
            Assigned::Everybody | Assigned::Role(_) => false,
        })
    };
    let plans = count(&data.plans, |p| assigned(&p.assigned));
    let cards = count(&data.scorecards, |s| assigned(&s.assigned));
    let standards = count(&data.standards, |s| assigned(&s.assigned));
    let populations = count(&data.cycles, |c| c.state == CycleState::Draft && assigned(&c.population.who));
    plans
        + cards
        + frozen_references(data, id)
        + standards
        + populations
        + appraised(data, id)
        + match id {
            ItemId::Person(id) => {
                count(&data.people, |p| p.stints.iter().any(|s| s.manager == Some(id)))
                    + count(&data.teams, |t| t.lead == Some(id))
                    + count(&data.splits, |s| s.shares.iter().chain(&s.overlays).any(|(p, _)| *p == id))
            }
            ItemId::Team(id) => {
                count(&data.people, |p| p.stints.iter().any(|s| s.team == Some(id)))
                    + count(&data.teams, |t| t.parent == Some(id))
            }
            ItemId::Category(id) => {
                count(&data.products, |p| p.category == Some(id))
                    + count(&data.categories, |c| c.parent == Some(id))
            }
            ItemId::Territory(id) => {
                count(&data.customers, |c| c.territory == Some(id))
                    + count(&data.people, |p| p.stints.iter().any(|s| s.territory == Some(id)))
                    + count(&data.territories, |t| t.parent == Some(id))
            }
            ItemId::Measure(id) => {
                let key = data.measures.get(id).map(|m| m.key.clone());
                count(&data.measurements, |m| m.measure == id)
                    + key.map_or(0, |key| count(&data.kpis, |k| mentions(&k.formula, &key)))
            }
            ItemId::Kpi(id) => {
                count(&data.targets, |t| t.kpi == id)
                    + count(&data.scorecards, |s| s.lines.iter().any(|l| l.kpi == id))
            }
            _ => 0,
        }
}

/// How many appraisals, reviews, feedback entries, plans and methods name an entity. Whoever was appraised or reviewed stays: results of
/// closed cycles are not rewritten.
pub fn appraised(data: &Dataset, id: ItemId) -> u64 {
    let counted = |n: usize| n as u64;
    match id {
        ItemId::Person(id) => {
            let rater = Reviewer::Person(id);
            let cases = data.appraisals.iter().filter(|a| {
                a.person == id || a.manager == Some(id) || a.nominations.iter().any(|n| n.reviewer == rater)
            });
            let reviews = data.reviews.iter().filter(|r| r.by == rater);
            let plans = data.developments.iter().filter(|d| d.person == id);
            let told = data.feedbacks.iter().filter(|f| f.about == id || f.by == id);
            counted(cases.count() + reviews.count() + plans.count() + told.count())
        }
        ItemId::Customer(id) => {
            let rates = |by: &Reviewer| matches!(by, Reviewer::Customer { customer, .. } if *customer == id);
            let cases = data.appraisals.iter().filter(|a| a.nominations.iter().any(|n| rates(&n.reviewer)));
            counted(cases.count() + data.reviews.iter().filter(|r| rates(&r.by)).count())
        }
        ItemId::Scorecard(id) => {
            let uses = |s: &Standard| s.quantitative.as_ref().is_some_and(|p| p.scorecard == id);
            counted(data.standards.iter().filter(|s| uses(s)).count())
        }
        ItemId::Kpi(id) => {
            let uses = |m: &Method| m.scorecard.iter().flat_map(|c| &c.lines).any(|l| l.kpi == id);
            let published = data.standards.iter().filter(|s| s.versions.iter().any(uses)).count();
            let told = data.feedbacks.iter().filter(|f| f.figures.iter().any(|f| f.kpi == id)).count();
            counted(data.cycles.iter().filter(|c| c.methods.iter().any(uses)).count() + published + told)
        }
        _ => 0,
    }
}

/// Whether a formula names a key as a whole word.
fn mentions(formula: &str, key: &str) -> bool {
    formula.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == key)
}
