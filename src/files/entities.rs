//! Rows of people, products, customers, measurements and targets to changed entities.
//!
//! A cell that is empty or a column that is missing never erases what is known.

use crate::domain::calendar::{Period, Span};
use crate::domain::catalogue::{Customer, Product};
use crate::domain::dataset::{Changes, Dataset, Item};
use crate::domain::id::{
    CategoryId, CustomerId, KpiId, MeasureId, MeasurementId, PersonId, ProductId, TargetId, TeamId,
    TerritoryId, Uuid,
};
use crate::domain::kpi::{Combine, Label, Library, Measure, Source, Unit};
use crate::domain::measurement::Measurement;
use crate::domain::target::{Level, Subject, Target};
use crate::files::changed::{CellValue, ChangedRow, Differs};
use crate::files::field::{Field, Kind};
use crate::files::messages::{Analysis, Dimension, PlainRow};
use crate::files::resolve::Resolved;
use crate::files::value::text::fold;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// What rows become.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The changes.
    pub changes: Changes,
    /// Rows that are new.
    pub added: u64,
    /// Rows that change nothing.
    pub same: u64,
    /// Rows that change what exists.
    pub changed: u64,
    /// The first of those.
    pub examples: Vec<ChangedRow>,
}

/// Everything a row needs to find its entities.
struct Context<'a> {
    data: &'a Dataset,
    ids: HashMap<(Dimension, &'a str, &'a str), Uuid>,
    items: BTreeMap<Uuid, Item>,
    /// Whether what exists is changed.
    update: bool,
    new_id: &'a dyn Fn() -> Uuid,
    out: Rows,
}

/// Turns the rows of an analysis into changes. With `update` off, what exists stays as it is; new spellings are kept anyway.
pub fn rows(
    data: &Dataset,
    analysis: &Analysis,
    resolved: &Resolved,
    update: bool,
    new_id: &dyn Fn() -> Uuid,
) -> Rows {
    let mut ids = HashMap::new();
    for column in &analysis.names {
        let found = resolved.ids.get(&column.dimension).map_or(&[][..], Vec::as_slice);
        for (name, id) in column.names.iter().zip(found) {
            if let Some(id) = id {
                ids.insert((column.dimension, name.number.as_str(), name.name.as_str()), *id);
                // A manager's cell has a name and no number.
                ids.entry((column.dimension, "", name.name.as_str())).or_insert(*id);
            }
        }
    }
    let items = resolved.items.iter().map(|i| (uuid(i), i.clone())).collect();
    let mut context = Context { data, ids, items, update, new_id, out: Rows::default() };
    match analysis.choices.kind {
        Kind::Records => {}
        Kind::People => people(&mut context, &analysis.rows),
        Kind::Products => products(&mut context, &analysis.rows),
        Kind::Customers => customers(&mut context, &analysis.rows),
        Kind::Measurements => measurements(&mut context, &analysis.rows),
        Kind::Targets => targets(&mut context, &analysis.rows),
    }
    let Context { items, mut out, .. } = context;
    for (_, item) in items {
        out.changes.put(data, item);
    }
    out
}

fn uuid(item: &Item) -> Uuid {
    match item {
        Item::Person(e) => e.id.0,
        Item::Team(e) => e.id.0,
        Item::Split(e) => e.id.0,
        Item::Category(e) => e.id.0,
        Item::Product(e) => e.id.0,
        Item::Channel(e) => e.id.0,
        Item::Territory(e) => e.id.0,
        Item::Customer(e) => e.id.0,
        Item::Measure(e) => e.id.0,
        Item::Measurement(e) => e.id.0,
        Item::Kpi(e) => e.id.0,
        Item::Target(e) => e.id.0,
        Item::Scorecard(e) => e.id.0,
        Item::Plan(e) => e.id.0,
        Item::PlanScenario(e) => e.id.0,
        Item::PlanVersion(e) => e.id.0,
        Item::Acknowledgement(e) => e.id.0,
        Item::Agreement(e) => e.id.0,
        Item::PayRun(e) => e.id.0,
        Item::Dispute(e) => e.id.0,
        Item::Adjustment(e) => e.id.0,
        Item::Award(e) => e.id.0,
        Item::Segment(e) => e.id.0,
        Item::Standard(e) => e.id.0,
        Item::Cycle(e) => e.id.0,
        Item::Appraisal(e) => e.id.0,
        Item::Review(e) => e.id.0,
        Item::Development(e) => e.id.0,
        Item::Proposal(e) => e.id.0,
        Item::Feedback(e) => e.id.0,
    }
}

impl Context<'_> {
    fn id(&self, dimension: Dimension, row: &PlainRow, number: Option<Field>, name: Field) -> Option<Uuid> {
        let number = number.map_or("", |f| row.get(f));
        self.ids.get(&(dimension, number, row.get(name))).copied()
    }

    /// Counts a row; `differs` says what is different where it is there already.
    fn count(&mut self, fresh: bool, differs: Vec<Differs>, row: &PlainRow, name: &str) {
        if fresh {
            self.out.added += 1;
        } else if differs.is_empty() {
            self.out.same += 1;
        } else {
            self.out.changed += 1;
            if self.out.examples.len() < 20 {
                self.out.examples.push(ChangedRow { row: row.row, name: name.to_owned(), differs });
            }
        }
    }
}

/// What an entity says, column by column, so that two of a kind can be compared.
type Said = Vec<(Field, CellValue)>;

fn differs(was: Said, is: Said) -> Vec<Differs> {
    let pairs = was.into_iter().zip(is).filter(|((_, was), (_, is))| was != is);
    pairs.map(|((field, was), (_, is))| Differs { field, was, is }).collect()
}

fn said(text: &str) -> CellValue {
    if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) }
}

/// The name of what an id stands for, made by this import or known before.
macro_rules! name_of {
    ($context:expr, $variant:ident, $table:ident, $id:expr) => {
        $id.and_then(|id| current!($context, $variant, $table, id))
            .map_or(CellValue::Empty, |e| said(&e.name))
    };
}

/// The entity of an id as it stands in this import: made or changed by an earlier row, or as the dataset has it.
macro_rules! current {
    ($context:expr, $variant:ident, $table:ident, $id:expr) => {
        match $context.items.get(&$id.0) {
            Some(Item::$variant(e)) => Some(e.clone()),
            _ => $context.data.$table.get($id).map(|e| e.as_ref().clone()),
        }
    };
}

/// Stores an entity of a row, unless it exists and shall stay as it is; counts the row.
macro_rules! store {
    ($context:expr, $variant:ident, $table:ident, $before:expr, $after:expr, $row:expr, $said:expr) => {{
        let (before, after) = ($before, $after);
        let fresh = $context.data.$table.get(after.id).is_none();
        let differs = differs($said($context, &before), $said($context, &after));
        let name = after.name.clone();
        if after != before && (fresh || $context.update) {
            $context.items.insert(after.id.0, Item::$variant(after));
        }
        $context.count(fresh, differs, $row, &name);
    }};
}

mod people;

use self::people::{people, put_team};

fn set_text(slot: &mut String, text: &str) {
    if !text.is_empty() {
        *slot = text.to_owned();
    }
}

fn products(context: &mut Context, rows: &[PlainRow]) {
    for row in rows {
        let id =
            context.id(Dimension::Product, row, Some(Field::ProductNumber), Field::Product).map(ProductId);
        let Some(before) = id.and_then(|id| current!(context, Product, products, id)) else { continue };
        let mut after = before.clone();
        set_text(&mut after.number, row.get(Field::ProductNumber));
        after.category = category(context, row.get(Field::Category)).or(after.category);
        store!(context, Product, products, before, after, row, product_says);
    }
}

fn product_says(context: &Context, product: &Product) -> Said {
    vec![
        (Field::ProductNumber, said(&product.number)),
        (Field::Category, name_of!(context, Category, categories, product.category)),
    ]
}

fn customer_says(context: &Context, customer: &Customer) -> Said {
    vec![
        (Field::CustomerNumber, said(&customer.number)),
        (Field::Sector, said(&customer.sector)),
        (Field::Territory, name_of!(context, Territory, territories, customer.territory)),
    ]
}

/// The category of a name: all that are new were made with the products' names.
fn category(context: &Context, name: &str) -> Option<CategoryId> {
    let key = fold(name);
    if key.is_empty() {
        return None;
    }
    let fresh = context.items.values().find_map(|i| match i {
        Item::Category(c) if fold(&c.name) == key => Some(c.id),
        _ => None,
    });
    fresh.or_else(|| context.data.categories.iter().find(|c| fold(&c.name) == key).map(|c| c.id))
}

fn customers(context: &mut Context, rows: &[PlainRow]) {
    for row in rows {
        let id = context
            .id(Dimension::Customer, row, Some(Field::CustomerNumber), Field::Customer)
            .map(CustomerId);
        let Some(before) = id.and_then(|id| current!(context, Customer, customers, id)) else { continue };
        let mut after = before.clone();
        set_text(&mut after.number, row.get(Field::CustomerNumber));
        set_text(&mut after.sector, row.get(Field::Sector));
        let territory = context.id(Dimension::Territory, row, None, Field::Territory).map(TerritoryId);
        after.territory = territory.or(after.territory);
        store!(context, Customer, customers, before, after, row, customer_says);
    }
}

/// Whom a row is about: the narrowest that it names; `None` where a name was matched to nothing.
fn subject(context: &mut Context, row: &PlainRow) -> Option<Subject> {
    for (dimension, number, name) in [
        (Dimension::Person, Some(Field::PersonNumber), Field::Person),
        (Dimension::Customer, Some(Field::CustomerNumber), Field::Customer),
        (Dimension::Product, Some(Field::ProductNumber), Field::Product),
        (Dimension::Territory, None, Field::Territory),
        (Dimension::Team, None, Field::Team),
    ] {
        if row.get(name).is_empty() {
            continue;
        }
        let id = context.id(dimension, row, number, name)?;
        return Some(match dimension {
            Dimension::Person => Subject::Person(PersonId(id)),
            Dimension::Customer => Subject::Customer(CustomerId(id)),
            Dimension::Product => Subject::Product(ProductId(id)),
            Dimension::Territory => Subject::Territory(TerritoryId(id)),
            _ => {
                put_team(context, TeamId(id), row.get(name), None, None);
                Subject::Team(TeamId(id))
            }
        });
    }
    Some(Subject::Company)
}

fn measurements(context: &mut Context, rows: &[PlainRow]) {
    let known: HashMap<(MeasureId, Subject, Span), MeasurementId> =
        context.data.measurements.iter().map(|m| ((m.measure, m.subject, m.span), m.id)).collect();
    for row in rows {
        let (Some(subject), Some(span), Ok(value)) = (
            subject(context, row),
            span(context, row.get(Field::Period)),
            row.get(Field::Value).parse::<Decimal>(),
        ) else {
            continue;
        };
        let Some(measure) = context.id(Dimension::Measure, row, None, Field::Measure).map(MeasureId) else {
            continue;
        };
        if context.data.measures.get(measure).is_none() && !context.items.contains_key(&measure.0) {
            let key = format!("m{}", context.data.measures.len() + context.items.len() + 1);
            let label = Label::Own(row.get(Field::Measure).to_owned());
            let source = Source::Measurements(Combine::Mean);
            let made = Measure { id: measure, key, label, unit: Unit::Points, source };
            context.items.insert(measure.0, Item::Measure(made));
        }
        let existing = known.get(&(measure, subject, span)).and_then(|id| context.data.measurements.get(*id));
        let id = existing.map_or_else(|| MeasurementId((context.new_id)()), |m| m.id);
        let sample = row.get(Field::Sample).parse().ok().or(existing.and_then(|m| m.sample));
        let source = existing.map_or_else(String::new, |m| m.source.clone());
        let after = Measurement { id, measure, subject, span, value, sample, source };
        let says = |m: &Measurement| {
            let sample = m.sample.map_or(CellValue::Empty, |n| CellValue::Number(n.into()));
            vec![(Field::Value, CellValue::Number(m.value.normalize())), (Field::Sample, sample)]
        };
        let differs = existing.map_or_else(Vec::new, |m| differs(says(m), says(&after)));
        if existing.is_none() || (!differs.is_empty() && context.update) {
            context.items.insert(id.0, Item::Measurement(after));
        }
        context.count(existing.is_none(), differs, row, row.get(Field::Period));
    }
}

fn span(context: &Context, text: &str) -> Option<Span> {
    if let Ok(date) = text.parse::<Date>() {
        return Some(Span::day(date));
    }
    context.data.workspace.calendar.span(text.parse::<Period>().ok()?)
}

fn targets(context: &mut Context, rows: &[PlainRow]) {
    let known: HashMap<(KpiId, Subject, Period, Level), TargetId> =
        context.data.targets.iter().map(|t| ((t.kpi, t.subject, t.period, t.level), t.id)).collect();
    let revenue =
        context.data.kpis.iter().find(|k| k.label == Label::Library(Library::Revenue)).map(|k| k.id);
    for row in rows {
        let (Some(subject), Ok(period), Ok(value)) = (
            subject(context, row),
            row.get(Field::Period).parse::<Period>(),
            row.get(Field::Value).parse::<Decimal>(),
        ) else {
            continue;
        };
        let named = row.get(Field::Measure);
        let kpi = if named.is_empty() {
            revenue
        } else {
            context.id(Dimension::Measure, row, None, Field::Measure).map(KpiId)
        };
        let Some(kpi) = kpi else { continue };
        let level = level(row.get(Field::Level));
        let existing = known.get(&(kpi, subject, period, level)).and_then(|id| context.data.targets.get(*id));
        let id = existing.map_or_else(|| TargetId((context.new_id)()), |t| t.id);
        let after = Target { id, kpi, subject, period, level, value };
        let says = |t: &Target| vec![(Field::Value, CellValue::Number(t.value.normalize()))];
        let differs = existing.map_or_else(Vec::new, |t| differs(says(t), says(&after)));
        if existing.is_none() || (!differs.is_empty() && context.update) {
            context.items.insert(id.0, Item::Target(after));
        }
        context.count(existing.is_none(), differs, row, row.get(Field::Period));
    }
}

/// The level a word means; the target proper where it means none.
fn level(text: &str) -> Level {
    match fold(text).as_str() {
        "challenge" | "挑戰" | "挑战" | "挑戰目標" | "挑战目标" => Level::Challenge,
        "stretch" | "衝刺" | "冲刺" | "衝刺目標" | "冲刺目标" => Level::Stretch,
        _ => Level::Target,
    }
}
