//! Commands: every write is one of these, and `plan` turns it into invertible changes or says precisely why not.

use crate::domain::Date;
use crate::domain::dataset::{Changes, Dataset, Item, ItemId};
use crate::domain::history::{Label, LabelCode};
use crate::domain::id::{PersonId, Uuid};
use crate::domain::records::RowRef;
use crate::domain::workspace::{Counters, Workspace};
use crate::engine::appraisal::process::{self, Ctx, Deed, Refusal};
use crate::state::payroll::{self, Order, OrderFault};
use crate::state::record::RecordForm;
use crate::state::targets::{self, TargetEdit};
use crate::state::{check, merge, record};

/// What comes from outside the core.
pub struct Env<'a> {
    /// Makes a fresh UUIDv7.
    pub new_id: &'a dyn Fn() -> Uuid,
}

/// Every write.
#[derive(Clone, Debug)]
pub enum Command {
    /// Changes prepared and checked elsewhere, with their label: imports and the sample company.
    Prepared(Label, Box<Changes>),
    /// Adds entities or replaces those with the same ids. New people, products, channels, territories and customers
    /// get their code here.
    Put(Vec<Item>),
    /// Removes entities that nothing refers to; targets and measurements about them go with them.
    Remove(Vec<ItemId>),
    /// Makes one entity out of two of a kind: codes, spellings and references of the second go to the first.
    Merge {
        /// Stays.
        keep: ItemId,
        /// Goes.
        gone: ItemId,
    },
    /// Replaces the settings.
    Settings(Workspace),
    /// Sets and clears targets.
    Targets(Vec<TargetEdit>),
    /// Adds one record by hand.
    AddRecord(RecordForm),
    /// Removes records.
    RemoveRecords(Vec<RowRef>),
    /// Publishes a plan, acknowledges it, closes a pay run, raises or answers a dispute.
    Payroll(Order),
    /// A step of an appraisal. Standards, cycles, appraisals, reviews, feedback, development plans and proposals change in
    /// no other way.
    Appraise {
        /// What is done.
        deed: Box<Deed>,
        /// Today.
        on: Date,
        /// Who does it, where known.
        by: Option<PersonId>,
    },
}

/// Which field of a form an error belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The name.
    Name,
    /// The number or key.
    Number,
    /// The parent in a tree.
    Parent,
    /// The leave date.
    Left,
    /// Team, role and manager by date.
    Stints,
    /// Shares of a split.
    Shares,
    /// The formula of a KPI.
    Formula,
    /// A value.
    Value,
    /// Weights.
    Weights,
    /// A scoring curve.
    Curve,
    /// Grade bands.
    Bands,
    /// A rate table.
    Table,
    /// A day or span.
    Day,
    /// Whom or what it is about.
    Subject,
    /// Why something was decided.
    Reason,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is empty and must not be.
    Empty,
    /// Another entity has it already.
    Taken,
    /// It names something that does not exist.
    Unknown,
    /// It would make a loop in a tree.
    Loop,
    /// The end lies before the start, or entries are out of order.
    Order,
    /// Parts do not total 100.
    Total,
    /// It is outside what is allowed.
    Range,
    /// A key may hold lower case letters, digits and underscores, and begins with a letter.
    Key,
    /// A formula is wrong, from byte to byte.
    Formula(crate::domain::IssueCode, usize, usize),
}

/// Why a command is refused. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandError {
    /// A field of an entity is wrong.
    Invalid {
        /// Which entity.
        item: Option<ItemId>,
        /// Which field.
        field: Field,
        /// What is wrong.
        why: Why,
    },
    /// Other data refer to the entity, so it stays.
    InUse {
        /// Which entity.
        item: ItemId,
        /// How many sales records refer to it.
        records: u64,
        /// How many other entities refer to it.
        others: u64,
    },
    /// There is no such entity or record.
    Missing,
    /// Two entities of different kinds, or one with itself, cannot be merged.
    NotMergeable,
    /// Both entities have a target for the same KPI, period and level.
    TargetsClash,
    /// No codes are left in this dimension.
    Full,
    /// The names of a block are still on disk.
    NotLoaded,
    /// A step of an appraisal is refused.
    Appraisal(Refusal),
    /// Records hold amounts in minor units of the currency, so it stays.
    CurrencyInUse,
    /// An order of the payroll cannot be carried out.
    Payroll(OrderFault),
}

/// Turns a command into changes, with the label of its step.
///
/// # Errors
/// [`CommandError`]: the first thing that is wrong.
pub fn plan(dataset: &Dataset, command: &Command, env: &Env) -> Result<(Label, Changes), CommandError> {
    let label = |code, name: String, count: usize| Label::new(code, name, count as u64);
    match command {
        Command::Prepared(label, changes) => Ok((label.clone(), changes.as_ref().clone())),
        Command::Put(items) => {
            payroll::untouched(items.iter().map(Item::id))?;
            appraised_otherwise(items.iter().map(Item::id))?;
            let changes = put(dataset, items)?;
            check::changed(dataset, &changes)?;
            let fresh = items.iter().all(|item| dataset.get(item.id()).is_none());
            let code = if fresh { LabelCode::Add } else { LabelCode::Edit };
            Ok((label(code, items.first().map(name_of).unwrap_or_default(), items.len()), changes))
        }
        Command::Remove(ids) => {
            payroll::untouched(ids.iter().copied())?;
            appraised_otherwise(ids.iter().copied())?;
            let mut changes = Changes::default();
            for id in ids {
                if !changes.remove(dataset, *id) {
                    return Err(CommandError::Missing);
                }
            }
            check::removable(dataset, &mut changes, ids)?;
            let name = ids.first().and_then(|id| dataset.get(*id)).map(|i| name_of(&i)).unwrap_or_default();
            Ok((label(LabelCode::Remove, name, ids.len()), changes))
        }
        Command::Merge { keep, gone } => {
            let changes = merge::plan(dataset, *keep, *gone)?;
            let name = dataset.get(*gone).map(|i| name_of(&i)).unwrap_or_default();
            Ok((label(LabelCode::Merge, name, 1), changes))
        }
        Command::Settings(workspace) => {
            let after =
                Workspace { id: dataset.workspace.id, next: dataset.workspace.next, ..workspace.clone() };
            check::settings(dataset, &after)?;
            let mut changes = Changes::default();
            if after != *dataset.workspace {
                changes.workspace = Some((dataset.workspace.clone(), after.into()));
            }
            Ok((label(LabelCode::Settings, workspace.name.clone(), 1), changes))
        }
        Command::Targets(edits) => {
            let changes = targets::plan(dataset, edits, env)?;
            let count = changes.targets.len();
            Ok((label(LabelCode::Targets, String::new(), count), changes))
        }
        Command::AddRecord(form) => {
            let changes = record::add(dataset, form, env)?;
            Ok((label(LabelCode::Add, form.document.clone(), 1), changes))
        }
        Command::RemoveRecords(rows) => {
            let changes = record::remove(dataset, rows, env)?;
            Ok((label(LabelCode::Remove, String::new(), rows.len()), changes))
        }
        Command::Payroll(order) => {
            let (label, changes) = payroll::plan(dataset, order, env)?;
            check::changed(dataset, &changes)?;
            Ok((label, changes))
        }
        Command::Appraise { deed, on, by } => {
            let ctx = Ctx { on: *on, by: *by, new_id: env.new_id };
            let changes = process::act(dataset, deed, &ctx).map_err(CommandError::Appraisal)?;
            if !changes.scorecards.is_empty() {
                check::changed(dataset, &changes)?;
            }
            Ok((label(LabelCode::Appraise, process::about(dataset, deed), 1), changes))
        }
    }
}

/// Refuses what only steps of an appraisal may change.
fn appraised_otherwise(mut ids: impl Iterator<Item = ItemId>) -> Result<(), CommandError> {
    let own = |id: ItemId| {
        matches!(
            id,
            ItemId::Standard(_)
                | ItemId::Cycle(_)
                | ItemId::Appraisal(_)
                | ItemId::Review(_)
                | ItemId::Development(_)
                | ItemId::Proposal(_)
                | ItemId::Feedback(_)
        )
    };
    if ids.any(own) { Err(CommandError::Appraisal(Refusal::NotNow)) } else { Ok(()) }
}

/// The changes of [`Command::Put`], not yet checked.
///
/// # Errors
/// [`CommandError::Full`]
pub fn put(dataset: &Dataset, items: &[Item]) -> Result<Changes, CommandError> {
    let mut changes = Changes::default();
    let mut next = dataset.workspace.next;
    for item in items {
        let mut item = item.clone();
        give_code(&mut item, &mut next).ok_or(CommandError::Full)?;
        changes.put(dataset, item);
    }
    count_up(dataset, &mut changes, next);
    Ok(changes)
}

/// The name an entity is shown by; empty for those without.
pub fn name_of(item: &Item) -> String {
    use crate::domain::kpi::Label as Name;
    let own = |label: &Name| match label {
        Name::Own(text) => text.clone(),
        Name::Library(_) => String::new(),
    };
    match item {
        Item::Person(e) => e.name.clone(),
        Item::Team(e) => e.name.clone(),
        Item::Split(e) => e.name.clone(),
        Item::Category(e) => e.name.clone(),
        Item::Product(e) => e.name.clone(),
        Item::Channel(e) => e.name.clone(),
        Item::Territory(e) => e.name.clone(),
        Item::Customer(e) => e.name.clone(),
        Item::Measure(e) => own(&e.label),
        Item::Kpi(e) => own(&e.label),
        Item::Scorecard(e) => e.name.clone(),
        Item::Plan(e) => e.name.clone(),
        Item::Standard(e) => e.name.clone(),
        Item::Cycle(e) => e.name.clone(),
        Item::Segment(e) => e.source.clone(),
        Item::PlanScenario(e) => e.name.clone(),
        Item::PlanVersion(e) => e.plan.name.clone(),
        Item::Measurement(_)
        | Item::Target(_)
        | Item::Acknowledgement(_)
        | Item::Agreement(_)
        | Item::PayRun(_)
        | Item::Dispute(_)
        | Item::Adjustment(_)
        | Item::Award(_)
        | Item::Appraisal(_)
        | Item::Review(_)
        | Item::Development(_)
        | Item::Proposal(_)
        | Item::Feedback(_) => String::new(),
    }
}

/// Gives a new entity its first code; `None` where the dimension is full.
fn give_code(item: &mut Item, next: &mut Counters) -> Option<()> {
    macro_rules! give {
        ($entity:expr, $counter:ident) => {
            if $entity.codes.is_empty() {
                $entity.codes.push(next.$counter);
                next.$counter = next.$counter.checked_add(1)?;
            }
        };
    }
    match item {
        Item::Person(e) => give!(e, credit),
        Item::Split(e) => give!(e, credit),
        Item::Product(e) => give!(e, product),
        Item::Channel(e) => give!(e, channel),
        Item::Territory(e) => give!(e, territory),
        Item::Customer(e) => give!(e, customer),
        _ => {}
    }
    Some(())
}

/// Records the counters in the changes where they moved.
pub fn count_up(dataset: &Dataset, changes: &mut Changes, next: Counters) {
    if next != dataset.workspace.next {
        let after = Workspace { next, ..Workspace::clone(&dataset.workspace) };
        changes.workspace = Some((dataset.workspace.clone(), after.into()));
    }
}
