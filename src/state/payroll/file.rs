//! Statement files: a closed statement with its inputs, the plan version and a hash, so that anybody can compute it again.
//!
//! Invariant: a file holds the figures of one person. What names others (their targets, pay levels, statements, records) is
//! left out, and components that need it are named instead of computed; of others' records the days that decide about the
//! person's remain ([`own_rows`]). Everything else that the statement was computed from
//! is there: all versions of the plan that held its days, whose plan the days were, results of appraisals that pay reads.

use crate::domain::appraisal::{
    Appraisal, Cycle, OutcomeRules, Population, Proposal, ProposalKind, Receipt, Released, ResultSheet,
};
use crate::domain::dataset::{Changes, Dataset, Item};
use crate::domain::id::{ComponentId, KpiId, PersonId, TeamId};
use crate::domain::incentive::{
    Adjustment, ClosedRun, Component, PayRun, Pays, Plan, PlanTerms, PlanVersion, Reading, ReadingOf,
    RunLine, SpiffKind, Whose,
};
use crate::domain::kpi::{Additivity, Aggregate, Distinct, Source};
use crate::domain::org::Person;
use crate::domain::records::Block;
use crate::domain::scorecard::Assigned;
use crate::domain::target::{Subject, Target};
use crate::domain::{Period, Span};
use crate::engine::incentive::readings_of;
use crate::state::payroll::own_rows::own_rows;
use crate::state::payroll::run::{Drift, differences, statement};
use crate::state::payroll::{OrderFault, hash};
use crate::store::blocks::{decode_facts, decode_names, encode_facts, encode_names};
use crate::store::error::FileError;
use crate::store::file::{self, Kind};
use crate::store::wire::WireError;
use crate::store::wire::canonical::content_hash;
use crate::store::wire::dataset as wire;
use crate::store::wire::leaf::Text;
use crate::store::wire::payroll::{Rows, StatementFile};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Why a file is no statement that can be computed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is another kind of file, or not as it was written.
    Damaged,
    /// A newer version of Attain made it.
    Newer,
}

impl From<FileError> for Unreadable {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Newer { .. } => Unreadable::Newer,
            FileError::Damaged | FileError::Invalid { .. } => Unreadable::Damaged,
        }
    }
}

impl From<WireError> for Unreadable {
    fn from(error: WireError) -> Self {
        FileError::from(error).into()
    }
}

/// What computing a file again has shown.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The inputs of the file.
    pub data: Arc<Dataset>,
    /// The plan.
    pub plan: Plan,
    /// Whose statement.
    pub person: PersonId,
    /// Of which period.
    pub period: Period,
    /// What was stated, minor units.
    pub stated: i64,
    /// What was paid, minor units.
    pub paid: i64,
    /// Where today's computation differs.
    pub differences: Vec<Drift>,
    /// Components that cannot be computed from this file alone.
    pub without: Vec<ComponentId>,
    /// Whether inputs and plan have the hashes that the file names.
    pub genuine: bool,
}

impl Verdict {
    /// Whether nothing speaks against the statement.
    pub fn agrees(&self) -> bool {
        self.genuine && self.differences.is_empty()
    }
}

/// Whether a KPI counts what others' records decide: who sold to a customer first.
fn counts_first(data: &Dataset, kpi: KpiId) -> bool {
    let first = |source: &Source| {
        matches!(source, Source::Records { aggregate: Aggregate::Distinct(Distinct::NewCustomers), .. })
    };
    let names = |formula: &str, key: &str| {
        formula.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == key)
    };
    let mut todo: Vec<&str> = data.kpis.get(kpi).map(|k| k.formula.as_str()).into_iter().collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    while let Some(formula) = todo.pop() {
        if data.measures.iter().any(|m| first(&m.source) && names(formula, &m.key)) {
            return true;
        }
        let inner = data.kpis.iter().filter(|k| names(formula, &k.key)).map(|k| k.formula.as_str());
        todo.extend(inner.filter(|f| seen.insert(f)));
    }
    false
}

/// Whether a component looks at others' figures.
fn needs_others(data: &Dataset, component: &Component) -> bool {
    let terms = &component.terms;
    let read = readings_of(component);
    let scored = || data.scorecards.iter().flat_map(|s| &s.lines).any(|l| counts_first(data, l.kpi));
    let first = |r: &Reading| match r.of {
        ReadingOf::Kpi(kpi) | ReadingOf::KpiAttainment(kpi) => counts_first(data, kpi),
        ReadingOf::Score => scored(),
        ReadingOf::Component(_) | ReadingOf::Appraisal | ReadingOf::Multiplier => false,
    };
    let shared = match &component.pays {
        Pays::Pool(_) => true,
        Pays::Spiff(spiff) => matches!(spiff.kind, SpiffKind::First { .. } | SpiffKind::Ranking { .. }),
        _ => false,
    };
    let own_kpi = terms.kpi.is_some_and(|kpi| counts_first(data, kpi));
    shared || own_kpi || terms.whose != Whose::Own || read.iter().any(|r| r.whose != Whose::Own || first(r))
}

/// The components of all versions up to one that look at others' figures, or read a component that does.
fn without(data: &Dataset, version: &PlanVersion) -> Vec<ComponentId> {
    let own = data.versions.iter().filter(|v| v.plan.id == version.plan.id && v.number <= version.number);
    let all: Vec<&Component> = own.flat_map(|v| &v.plan.components).collect();
    let mut found: BTreeSet<ComponentId> =
        all.iter().filter(|c| needs_others(data, c)).map(|c| c.id).collect();
    loop {
        let reads = |r: &Reading| matches!(r.of, ReadingOf::Component(id) if found.contains(&id));
        let more = all.iter().filter(|c| !found.contains(&c.id));
        let more: Vec<_> = more.filter(|c| readings_of(c).iter().any(reads)).map(|c| c.id).collect();
        if more.is_empty() {
            return found.into_iter().collect();
        }
        found.extend(more);
    }
}

/// Another plan as far as it decides whose plan a day is: for whom it is and from when, without what it pays and without
/// other people's names.
fn bare(plan: &Plan, person: PersonId) -> Plan {
    let own = |a: &Assigned| !matches!(a, Assigned::Person(other) if *other != person);
    let mut assigned = plan.assigned.clone();
    assigned.retain(own);
    let mut dates = plan.terms.dates.clone();
    dates.retain(|d| own(&d.whom));
    Plan {
        id: plan.id,
        name: String::new(),
        effective: plan.effective,
        assigned,
        components: Vec::new(),
        terms: PlanTerms { until: plan.terms.until, dates, ..PlanTerms::default() },
        examples: Vec::new(),
    }
}

/// The teams that a person was ever in, and those above them.
fn teams_of(data: &Dataset, who: &Person) -> BTreeSet<TeamId> {
    let mut found = BTreeSet::new();
    for team in who.stints.iter().filter_map(|s| s.team) {
        let mut here = Some(team);
        while let Some(team) = here.filter(|team| found.insert(*team)) {
            here = data.teams.get(team).and_then(|t| t.parent);
        }
    }
    found
}

/// The person's released results of appraisals and what was decided after them, as far as pay reads them: score, grade and
/// multiplier, nobody's ratings.
fn results(data: &Dataset, person: PersonId) -> Vec<Item> {
    let mut found = Vec::new();
    for case in data.appraisals.iter().filter(|a| a.person == person) {
        let Some(cycle) = data.cycles.get(case.cycle) else { continue };
        let released = case.released.as_ref().map(|r| Released {
            on: r.on,
            sheet: ResultSheet {
                score: r.sheet.score,
                grade: r.sheet.grade.clone(),
                ..ResultSheet::default()
            },
        });
        found.push(Item::Appraisal(Appraisal {
            manager: None,
            nominations: Vec::new(),
            merges: Vec::new(),
            potential: None,
            adjustments: Vec::new(),
            released,
            meeting: None,
            receipt: Receipt::Waiting,
            appeal: None,
            ..case.as_ref().clone()
        }));
        found.push(Item::Cycle(Cycle {
            population: Population::default(),
            stages: Vec::new(),
            formed_from: Vec::new(),
            guideline: None,
            boxes: None,
            rules: OutcomeRules::default(),
            turns: Vec::new(),
            ..cycle.as_ref().clone()
        }));
        let bonus = |p: &&Arc<Proposal>| p.appraisal == case.id && matches!(p.kind, ProposalKind::Bonus(_));
        found.extend(data.proposals.iter().filter(bonus).map(|p| Item::Proposal(p.as_ref().clone())));
    }
    found
}

/// The plan without what it says about the pay of others; whether anything was left out.
fn own_terms(plan: &Plan, person: PersonId) -> (Plan, bool) {
    let mut own = plan.clone();
    own.terms.pay.retain(|l| !matches!(l.whom, Assigned::Person(other) if other != person));
    let shortened = own.terms.pay.len() != plan.terms.pay.len();
    (own, shortened)
}

/// Where a person works, without what pay has nothing to do with.
fn placed(stint: &crate::domain::org::Stint) -> crate::domain::org::Stint {
    crate::domain::org::Stint {
        manager: None,
        responsibilities: Vec::new(),
        tasks: Vec::new(),
        ..stint.clone()
    }
}

/// Everything that a person's statement was computed from.
fn slice(data: &Dataset, (run, version): (&PayRun, &PlanVersion), person: PersonId) -> Option<Dataset> {
    let who = data.people.get(person)?;
    let own_split =
        |s: &crate::domain::org::Split| s.shares.iter().chain(&s.overlays).any(|(p, _)| *p == person);
    let splits: Vec<_> = data.splits.iter().filter(|s| own_split(s)).collect();
    let codes: BTreeSet<u16> =
        who.codes.iter().chain(splits.iter().flat_map(|s| &s.codes)).copied().collect();
    let (segments, moved) = own_rows(data, &codes)?;
    let span: Span = data.workspace.calendar.span(run.run.period)?;
    let mut made = Changes::default();
    let empty = Dataset::new(crate::domain::workspace::Workspace::clone(&data.workspace));
    let mut put = |item: Item| made.put(&empty, item);
    put(Item::Person(Person {
        stints: who.stints.iter().map(placed).collect(),
        prefers: Vec::new(),
        ..who.as_ref().clone()
    }));
    for team in data.teams.iter() {
        put(Item::Team(crate::domain::org::Team { lead: None, ..team.as_ref().clone() }));
    }
    for split in splits {
        put(Item::Split(crate::domain::org::Split { name: String::new(), ..split.as_ref().clone() }));
    }
    data.categories.iter().for_each(|e| put(Item::Category(e.as_ref().clone())));
    data.channels.iter().for_each(|e| put(Item::Channel(e.as_ref().clone())));
    data.territories.iter().for_each(|e| put(Item::Territory(e.as_ref().clone())));
    data.measures.iter().for_each(|e| put(Item::Measure(e.as_ref().clone())));
    data.kpis.iter().for_each(|e| put(Item::Kpi(e.as_ref().clone())));
    data.scorecards.iter().for_each(|e| put(Item::Scorecard(e.as_ref().clone())));
    let facts = || segments.iter().flat_map(|s| &s.blocks).map(|b| &b.facts);
    let products: BTreeSet<u32> = facts().flat_map(|f| f.product.iter().copied()).collect();
    let customers: BTreeSet<u32> = facts().flat_map(|f| f.customer.iter().copied()).collect();
    for e in data.products.iter().filter(|e| e.codes.iter().any(|c| products.contains(c))) {
        put(Item::Product(e.as_ref().clone()));
    }
    for e in data.customers.iter().filter(|e| e.codes.iter().any(|c| customers.contains(c))) {
        put(Item::Customer(e.as_ref().clone()));
    }
    // A target that holds is taken from the team above, then from the company.
    let teams = teams_of(data, who);
    let holds = |kpi| data.kpis.get(kpi).is_some_and(|k| k.additivity == Additivity::Hold);
    let reaches = |e: &&Arc<Target>| match e.subject {
        Subject::Person(id) => id == person,
        Subject::Team(id) => holds(e.kpi) && teams.contains(&id),
        Subject::Company => holds(e.kpi),
        _ => false,
    };
    for e in data.targets.iter().filter(reaches) {
        put(Item::Target(e.as_ref().clone()));
    }
    results(data, person).into_iter().for_each(&mut put);
    for e in data.measurements.iter().filter(|e| e.subject == Subject::Person(person)) {
        put(Item::Measurement(e.as_ref().clone()));
    }
    put(Item::Plan(own_terms(&version.plan, person).0));
    for known in data.versions.iter() {
        let own = known.plan.id == version.plan.id;
        if own && known.number > version.number {
            continue;
        }
        let plan = if own { own_terms(&known.plan, person).0 } else { bare(&known.plan, person) };
        let expected = known.expected.iter().filter(|e| own && e.person == person).copied().collect();
        put(Item::PlanVersion(PlanVersion { plan, expected, ..known.as_ref().clone() }));
    }
    let in_time = |p| data.workspace.calendar.span(p).is_some_and(|s| s.to <= span.to);
    let mine = |a: &&Arc<Adjustment>| a.plan == run.run.plan && a.person == person && in_time(a.period);
    for e in data.adjustments.iter().filter(mine) {
        put(Item::Adjustment(Adjustment { dispute: None, ..e.as_ref().clone() }));
    }
    for known in data.runs.iter().filter(|r| r.run.plan == run.run.plan) {
        if data.workspace.calendar.span(known.run.period).is_none_or(|s| s.to > span.to) {
            continue;
        }
        let line = |l: &RunLine| RunLine { row: l.row.and_then(|r| moved.get(&r).copied()), ..l.clone() };
        let own = known.run.statements.iter().filter(|s| s.person == person).map(|s| {
            let lines = s.lines.iter().map(line).collect();
            crate::domain::incentive::RunStatement { lines, ..s.clone() }
        });
        let run = ClosedRun { statements: own.collect(), ..known.run.clone() };
        put(Item::PayRun(PayRun { run, ..known.as_ref().clone() }));
    }
    segments.into_iter().for_each(|s| put(Item::Segment(s)));
    empty.apply(&made).ok()
}

/// A closed statement as a file. `None` where names of records are still on disk, or there is no such statement.
pub fn write(data: &Dataset, run: &PayRun, person: PersonId) -> Option<Vec<u8>> {
    let version = data.versions.get(run.version)?;
    run.run.statements.iter().find(|s| s.person == person)?;
    let own = slice(data, (run, version), person)?;
    let text = |bytes: Option<Vec<u8>>| bytes.map(|b| STANDARD.encode(b));
    let blocks = own.segments.iter().flat_map(|s| &s.blocks);
    let rows = blocks.map(|b| {
        let facts = text(encode_facts(b.id, &b.facts))?;
        let names = text(encode_names(b.id, b.facts.len(), b.names()?))?;
        Some(Rows { id: b.id, facts, names })
    });
    let dataset = wire::Dataset::put(&own);
    let hash = content_hash(&dataset).ok()?;
    let made = StatementFile {
        plan: run.run.plan,
        person,
        period: Text(run.run.period),
        without: without(data, version),
        shortened: own_terms(&version.plan, person).1,
        rows: rows.collect::<Option<_>>()?,
        dataset,
        hash,
    };
    file::encode(Kind::Statement, &made).ok().map(|(bytes, _)| bytes)
}

/// Computes a statement file again.
///
/// # Errors
/// [`Unreadable`] where the bytes are no statement file, or one that was changed.
pub fn check(bytes: &[u8]) -> Result<Verdict, Unreadable> {
    let (found, _): (StatementFile, _) = file::decode(Kind::Statement, bytes)?;
    let StatementFile { plan, person, period: Text(period), without, shortened, dataset, rows, hash: named } =
        found;
    let inputs = content_hash(&dataset)? == named;
    let mut blocks = BTreeMap::new();
    for Rows { id, facts, names } in rows {
        let read = |text: &str| STANDARD.decode(text).map_err(|_| Unreadable::Damaged);
        let facts = decode_facts(id, &read(&facts)?)?;
        let names = decode_names(id, &read(&names)?)?;
        blocks.insert(id, Arc::new(Block::new(id, facts, names)));
    }
    let data = dataset.take(&|id| blocks.get(&id).cloned())?;
    let missing = || Unreadable::Damaged;
    let run = data.runs.iter().find(|r| r.run.plan == plan && r.run.period == period).ok_or_else(missing)?;
    let version = data.versions.get(run.version).ok_or_else(missing)?;
    let stated = run.run.statements.iter().find(|s| s.person == person).ok_or_else(missing)?;
    let now = statement(&data, plan, period, person).map_err(|_: OrderFault| missing())?.statement;
    let only = |statement: &crate::domain::incentive::RunStatement| {
        let mut own = statement.clone();
        own.lines.retain(|l| l.component.is_none_or(|c| !without.contains(&c)));
        ClosedRun { statements: vec![own], ..run.run.clone() }
    };
    let differences = differences(&only(stated), &only(&now));
    let sum: i64 = stated.lines.iter().map(|l| l.minor).sum();
    let paid = !without.is_empty() || now.paid == stated.paid;
    let same = shortened || hash(&version.plan).is_ok_and(|h| h == version.hash);
    let genuine = inputs && same && sum == stated.total && paid;
    Ok(Verdict {
        plan: version.plan.clone(),
        person,
        period,
        stated: stated.total,
        paid: stated.paid,
        differences,
        without,
        genuine,
        data: Arc::new(data),
    })
}
