//! From a scenario's names to a dataset with ids.

use super::{Assigned, Filter, Row, Scenario, Source, Subject};
use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::{
    BlockId, CategoryId, ChannelId, ComponentId, CustomerId, KpiId, MeasureId, MeasurementId, PersonId,
    PlanId, ProductId, ScorecardId, SegmentId, SplitId, TargetId, TeamId, TerritoryId, Uuid, WorkspaceId,
};
use crate::domain::kpi::{self, Label};
use crate::domain::money::{Currency, Half, Rounding, round};
use crate::domain::org::{Person, Split, Stint, Team};
use crate::domain::records::{
    ABSENT, BLOCK_ROWS, Block, Extra, Facts, Ints, Names, Segment, StateSet, Texts,
};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{
    Calendar, Dataset, Date, Day, Decimal, Span, filter, incentive, measurement, scorecard, target,
};
use crate::store::error::FileError;
use crate::store::wire::Stored;
use crate::store::wire::leaf::Text;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A scenario as a dataset, with its names.
#[derive(Clone, Debug)]
pub struct Built {
    /// The data.
    pub dataset: Dataset,
    /// The day on which everything is asked.
    pub as_of: Date,
    names: BTreeMap<Kind, Vec<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Team = 1,
    Person,
    Split,
    Category,
    Product,
    Channel,
    Territory,
    Customer,
    Measure,
    Kpi,
}

/// Ids count up from one in each kind; the kind stands in the upper half.
fn id<T: From<Uuid>>(kind: u8, n: usize) -> T {
    T::from(Uuid::from_u128(u128::from(kind) << 64 | (n as u128 + 1)))
}

fn invalid(place: String) -> FileError {
    FileError::Invalid { place }
}

impl Built {
    fn find<T: From<Uuid>>(&self, kind: Kind, name: &str, place: &str) -> Result<T, FileError> {
        let at = self.names.get(&kind).and_then(|names| names.iter().position(|n| n == name));
        at.map(|at| id(kind as u8, at)).ok_or_else(|| invalid(format!("{place}: {name}")))
    }

    fn option<T: From<Uuid>>(
        &self,
        kind: Kind,
        name: &Option<String>,
        place: &str,
    ) -> Result<Option<T>, FileError> {
        name.as_ref().map(|n| self.find(kind, n, place)).transpose()
    }

    fn list<T: From<Uuid>>(&self, kind: Kind, names: &[String], place: &str) -> Result<Vec<T>, FileError> {
        names.iter().map(|n| self.find(kind, n, place)).collect()
    }

    /// The person of a name.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn person(&self, name: &str) -> Result<PersonId, FileError> {
        self.find(Kind::Person, name, "person")
    }

    /// The KPI of a key.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn kpi(&self, key: &str) -> Result<KpiId, FileError> {
        self.find(Kind::Kpi, key, "kpi")
    }

    /// The subject of a name.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn subject(&self, subject: &Subject) -> Result<target::Subject, FileError> {
        Ok(match subject {
            Subject::Company => target::Subject::Company,
            Subject::Team(n) => target::Subject::Team(self.find(Kind::Team, n, "team")?),
            Subject::Person(n) => target::Subject::Person(self.find(Kind::Person, n, "person")?),
            Subject::Territory(n) => {
                target::Subject::Territory(self.find(Kind::Territory, n, "territory")?)
            }
            Subject::Customer(n) => target::Subject::Customer(self.find(Kind::Customer, n, "customer")?),
            Subject::Product(n) => target::Subject::Product(self.find(Kind::Product, n, "product")?),
        })
    }

    /// The filter of names.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where a name is unknown.
    pub fn filter(&self, f: &Filter) -> Result<filter::Filter, FileError> {
        Ok(filter::Filter {
            teams: self.list(Kind::Team, &f.teams, "filter.teams")?,
            people: self.list(Kind::Person, &f.people, "filter.people")?,
            products: self.list(Kind::Product, &f.products, "filter.products")?,
            categories: self.list(Kind::Category, &f.categories, "filter.categories")?,
            channels: self.list(Kind::Channel, &f.channels, "filter.channels")?,
            territories: self.list(Kind::Territory, &f.territories, "filter.territories")?,
            customers: self.list(Kind::Customer, &f.customers, "filter.customers")?,
        }
        .normalised())
    }

    fn assigned(&self, list: &[Assigned]) -> Result<Vec<scorecard::Assigned>, FileError> {
        let one = |a: &Assigned| {
            Ok(match a {
                Assigned::Everybody => scorecard::Assigned::Everybody,
                Assigned::Role(role) => scorecard::Assigned::Role(role.clone()),
                Assigned::Team(n) => scorecard::Assigned::Team(self.find(Kind::Team, n, "assigned")?),
                Assigned::Person(n) => scorecard::Assigned::Person(self.find(Kind::Person, n, "assigned")?),
            })
        };
        list.iter().map(one).collect()
    }

    fn code(&self, kind: Kind, name: &Option<String>, place: &str) -> Result<u32, FileError> {
        let Some(name) = name else { return Ok(0) };
        let at = self.names.get(&kind).and_then(|names| names.iter().position(|n| n == name));
        at.map(|at| at as u32 + 1).ok_or_else(|| invalid(format!("{place}: {name}")))
    }
}

impl Scenario {
    /// The dataset that the scenario describes. Products, channels, territories and customers that only records name
    /// are made; people and teams must be listed.
    ///
    /// # Errors
    /// [`FileError::Invalid`] with the place of an unknown name or a value that does not fit.
    pub fn build(&self) -> Result<Built, FileError> {
        let mut built = self.registered();
        let changes = self.changes(&built)?;
        built.dataset = built.dataset.apply(&changes).map_err(|e| invalid(format!("{e:?}")))?;
        Ok(built)
    }

    fn registered(&self) -> Built {
        fn with<'a>(listed: Vec<&'a String>, used: impl Iterator<Item = &'a String>) -> Vec<String> {
            let mut all: Vec<String> = listed.into_iter().cloned().collect();
            for name in used {
                if !all.contains(name) {
                    all.push(name.clone());
                }
            }
            all
        }
        let subjects = |pick: fn(&Subject) -> Option<&String>| {
            let targets = self.targets.iter().filter_map(move |t| pick(&t.subject));
            targets.chain(self.measurements.iter().filter_map(move |m| pick(&m.subject)))
        };
        let customers = subjects(|s| if let Subject::Customer(n) = s { Some(n) } else { None });
        let products = subjects(|s| if let Subject::Product(n) = s { Some(n) } else { None });
        let territories = subjects(|s| if let Subject::Territory(n) = s { Some(n) } else { None });
        let rows = &self.records;
        let names = BTreeMap::from([
            (Kind::Team, self.teams.iter().map(|t| t.name.clone()).collect()),
            (Kind::Person, self.people.iter().map(|p| p.name.clone()).collect()),
            (Kind::Split, self.splits.iter().map(|s| s.name.clone()).collect()),
            (Kind::Category, self.categories.iter().map(|c| c.name.clone()).collect()),
            (
                Kind::Product,
                with(
                    self.products.iter().map(|p| &p.name).collect(),
                    rows.iter().filter_map(|r| r.product.as_ref()).chain(products),
                ),
            ),
            (Kind::Channel, with(vec![], rows.iter().filter_map(|r| r.channel.as_ref()))),
            (
                Kind::Territory,
                with(
                    self.territories.iter().map(|t| &t.name).collect(),
                    rows.iter().filter_map(|r| r.territory.as_ref()).chain(territories),
                ),
            ),
            (Kind::Customer, with(vec![], rows.iter().filter_map(|r| r.customer.as_ref()).chain(customers))),
            (Kind::Measure, self.measures.iter().map(|m| m.key.clone()).collect()),
            (Kind::Kpi, self.kpis.iter().map(|k| k.key.clone()).collect()),
        ]);
        let currency = self.settings.currency.map_or(Currency::USD, |c| c.0);
        let workspace = Workspace {
            id: id::<WorkspaceId>(0, 0),
            name: self.id.clone(),
            sample: false,
            currency,
            shown_digits: currency.customary_digits(),
            rounding: Rounding { unit: 1, half: Half::AwayFromZero },
            calendar: Calendar::default(),
            next: Counters::default(),
        };
        Built { dataset: Dataset::new(workspace), as_of: self.as_of.0, names }
    }

    fn changes(&self, built: &Built) -> Result<Changes, FileError> {
        let mut settings = Workspace::clone(&built.dataset.workspace);
        if let Some(calendar) = self.settings.calendar.clone() {
            settings.calendar = calendar.take().map_err(FileError::from)?;
        }
        if let Some(rounding) = self.settings.rounding.clone() {
            settings.rounding = rounding.take().map_err(FileError::from)?;
        }
        let count = |kind| built.names.get(&kind).map_or(0, Vec::len);
        let next = |n: usize| u16::try_from(n + 1).unwrap_or(u16::MAX);
        settings.next = Counters {
            credit: next(count(Kind::Person) + count(Kind::Split)),
            product: count(Kind::Product) as u32 + 1,
            channel: next(count(Kind::Channel)),
            territory: next(count(Kind::Territory)),
            customer: count(Kind::Customer) as u32 + 1,
        };
        Ok(Changes {
            workspace: Some((Arc::clone(&built.dataset.workspace), Arc::new(settings))),
            teams: self.team_changes(built)?,
            people: self.person_changes(built)?,
            splits: self.split_changes(built)?,
            categories: each(&self.categories, |n, c| {
                let parent = built.option(Kind::Category, &c.parent, "categories.parent")?;
                Ok(Category { id: id::<CategoryId>(Kind::Category as u8, n), name: c.name.clone(), parent })
            })?,
            products: self.product_changes(built)?,
            channels: named(built, Kind::Channel, |n, name| Channel {
                id: id::<ChannelId>(Kind::Channel as u8, n),
                name,
                aliases: Vec::new(),
                codes: vec![n as u16 + 1],
            }),
            territories: self.territory_changes(built)?,
            customers: named(built, Kind::Customer, |n, name| Customer {
                id: id::<CustomerId>(Kind::Customer as u8, n),
                number: String::new(),
                name,
                aliases: Vec::new(),
                codes: vec![n as u32 + 1],
                sector: String::new(),
                territory: None,
            }),
            measures: self.measure_changes(built)?,
            kpis: each(&self.kpis, |n, k| {
                Ok(kpi::Kpi {
                    id: id::<KpiId>(Kind::Kpi as u8, n),
                    key: k.key.clone(),
                    label: Label::Own(k.key.clone()),
                    formula: k.formula.clone(),
                    unit: k.unit.0,
                    digits: k.digits,
                    direction: k.direction.0,
                    additivity: k.additivity.0,
                })
            })?,
            measurements: each(&self.measurements, |n, m| {
                Ok(measurement::Measurement {
                    id: id::<MeasurementId>(20, n),
                    measure: built.find(Kind::Measure, &m.measure, "measurements.measure")?,
                    subject: built.subject(&m.subject)?,
                    span: Span { from: m.day.0, to: m.until.map_or(m.day.0, |d| d.0) },
                    value: m.value.0,
                    sample: m.sample,
                    source: String::new(),
                })
            })?,
            targets: each(&self.targets, |n, t| {
                Ok(target::Target {
                    id: id::<TargetId>(21, n),
                    kpi: built.kpi(&t.kpi)?,
                    subject: built.subject(&t.subject)?,
                    period: t.period.0,
                    level: t.level.0,
                    value: t.value.0,
                })
            })?,
            scorecards: self.scorecard_changes(built)?,
            plans: self.plan_changes(built)?,
            segments: self.segment(built)?.map(Change::add).into_iter().collect(),
        })
    }

    fn team_changes(&self, built: &Built) -> Result<Vec<Change<Team>>, FileError> {
        each(&self.teams, |n, t| {
            let parent = built.option(Kind::Team, &t.parent, "teams.parent")?;
            Ok(Team { id: id::<TeamId>(Kind::Team as u8, n), name: t.name.clone(), parent, lead: None })
        })
    }

    fn person_changes(&self, built: &Built) -> Result<Vec<Change<Person>>, FileError> {
        each(&self.people, |n, p| {
            let team = built.option(Kind::Team, &p.team, "people.team")?;
            let mut stints = vec![Stint { from: None, team, role: p.role.clone(), manager: None }];
            for m in &p.moves {
                let team = built.option(Kind::Team, &m.team, "people.moves.team")?;
                stints.push(Stint { from: Some(m.from.0), team, role: m.role.clone(), manager: None });
            }
            Ok(Person {
                id: id::<PersonId>(Kind::Person as u8, n),
                number: String::new(),
                name: p.name.clone(),
                aliases: Vec::new(),
                codes: vec![n as u16 + 1],
                stints,
                hired: p.hired.map(|d| d.0),
                left: p.left.map(|d| d.0),
            })
        })
    }

    fn split_changes(&self, built: &Built) -> Result<Vec<Change<Split>>, FileError> {
        let people = self.people.len();
        each(&self.splits, |n, s| {
            let shares = |list: &[(String, Text<Decimal>)]| {
                let one = |(name, share): &(String, Text<Decimal>)| Ok((built.person(name)?, share.0));
                list.iter().map(one).collect::<Result<Vec<_>, FileError>>()
            };
            Ok(Split {
                id: id::<SplitId>(Kind::Split as u8, n),
                name: s.name.clone(),
                codes: vec![(people + n) as u16 + 1],
                shares: shares(&s.shares)?,
                overlays: shares(&s.overlays)?,
            })
        })
    }

    fn product_changes(&self, built: &Built) -> Result<Vec<Change<Product>>, FileError> {
        let all = built.names.get(&Kind::Product).map_or(&[][..], Vec::as_slice);
        each(all, |n, name| {
            let listed = self.products.iter().find(|p| p.name == *name);
            let category = listed.and_then(|p| p.category.clone());
            Ok(Product {
                id: id::<ProductId>(Kind::Product as u8, n),
                number: String::new(),
                name: name.clone(),
                aliases: Vec::new(),
                codes: vec![n as u32 + 1],
                category: built.option(Kind::Category, &category, "products.category")?,
            })
        })
    }

    fn territory_changes(&self, built: &Built) -> Result<Vec<Change<Territory>>, FileError> {
        let all = built.names.get(&Kind::Territory).map_or(&[][..], Vec::as_slice);
        each(all, |n, name| {
            let parent = self.territories.iter().find(|t| t.name == *name).and_then(|t| t.parent.clone());
            Ok(Territory {
                id: id::<TerritoryId>(Kind::Territory as u8, n),
                name: name.clone(),
                aliases: Vec::new(),
                codes: vec![n as u16 + 1],
                parent: built.option(Kind::Territory, &parent, "territories.parent")?,
            })
        })
    }

    fn measure_changes(&self, built: &Built) -> Result<Vec<Change<kpi::Measure>>, FileError> {
        each(&self.measures, |n, m| {
            let source = match &m.source {
                Source::Heads => kpi::Source::Heads,
                Source::Measurements(combine) => kpi::Source::Measurements(combine.0),
                Source::Records { aggregate, filter, states, sign } => kpi::Source::Records {
                    aggregate: aggregate.clone().take().map_err(FileError::from)?,
                    filter: built.filter(filter)?,
                    states: if states.is_empty() {
                        StateSet::BOOKED
                    } else {
                        StateSet::of(&states.iter().map(|s| s.0).collect::<Vec<_>>())
                    },
                    sign: sign.0,
                },
            };
            let (key, label) = (m.key.clone(), Label::Own(m.key.clone()));
            Ok(kpi::Measure {
                id: id::<MeasureId>(Kind::Measure as u8, n),
                key,
                label,
                unit: m.unit.0,
                source,
            })
        })
    }

    fn scorecard_changes(&self, built: &Built) -> Result<Vec<Change<scorecard::Scorecard>>, FileError> {
        each(&self.scorecards, |n, s| {
            let line = |l: &super::ScoreLine| {
                Ok(scorecard::ScoreLine {
                    kpi: built.kpi(&l.kpi)?,
                    weight: l.weight.0,
                    level: l.level.0,
                    curve: l.curve.clone().take().map_err(FileError::from)?,
                    floor: l.floor.map(|f| f.0),
                    cap: l.cap.map(|c| c.0),
                    veto: l.veto.clone().map(Stored::take).transpose().map_err(FileError::from)?,
                })
            };
            let bands = s.bands.clone().take().map_err(FileError::from)?;
            Ok(scorecard::Scorecard {
                id: id::<ScorecardId>(22, n),
                name: s.name.clone(),
                assigned: built.assigned(&s.assigned)?,
                lines: s.lines.iter().map(line).collect::<Result<_, FileError>>()?,
                bands,
                places: s.places,
                absent: s.absent.0,
            })
        })
    }

    fn plan_changes(&self, built: &Built) -> Result<Vec<Change<incentive::Plan>>, FileError> {
        each(&self.plans, |n, p| {
            let component = |(at, c): (usize, &super::Component)| {
                Ok(incentive::Component {
                    id: id::<ComponentId>(24, n * 1000 + at),
                    name: c.name.clone(),
                    base: c.base.0,
                    filter: built.filter(&c.filter)?,
                    table: c.table.clone().take().map_err(FileError::from)?,
                })
            };
            Ok(incentive::Plan {
                id: id::<PlanId>(23, n),
                name: p.name.clone(),
                effective: p.effective.0,
                assigned: built.assigned(&p.assigned)?,
                components: p
                    .components
                    .iter()
                    .enumerate()
                    .map(component)
                    .collect::<Result<_, FileError>>()?,
            })
        })
    }

    fn segment(&self, built: &Built) -> Result<Option<Segment>, FileError> {
        if self.records.is_empty() {
            return Ok(None);
        }
        let mut documents: Vec<String> = Vec::new();
        let mut blocks = Vec::new();
        for (at, rows) in self.records.chunks(BLOCK_ROWS).enumerate() {
            blocks.push(Arc::new(block(built, self.people.len(), rows, at, &mut documents)?));
        }
        Ok(Some(Segment { id: id::<SegmentId>(25, 0), source: self.id.clone(), blocks }))
    }
}

fn each<T, U>(
    list: &[T],
    make: impl Fn(usize, &T) -> Result<U, FileError>,
) -> Result<Vec<Change<U>>, FileError> {
    list.iter().enumerate().map(|(n, t)| make(n, t).map(Change::add)).collect()
}

fn named<U>(built: &Built, kind: Kind, make: impl Fn(usize, String) -> U) -> Vec<Change<U>> {
    let names = built.names.get(&kind).map_or(&[][..], Vec::as_slice);
    names.iter().enumerate().map(|(n, name)| Change::add(make(n, name.clone()))).collect()
}

fn block(
    built: &Built,
    people: usize,
    rows: &[Row],
    number: usize,
    documents: &mut Vec<String>,
) -> Result<Block, FileError> {
    let currency = built.dataset.workspace.currency;
    let exact = Rounding { unit: 1, half: Half::AwayFromZero };
    let mut facts = Facts {
        day: Vec::new(),
        state: Vec::new(),
        credit: Vec::new(),
        product: Vec::new(),
        customer: Vec::new(),
        channel: Vec::new(),
        territory: Vec::new(),
        document: Vec::new(),
        quantity: Ints::Narrow(Vec::new()),
        amount: Ints::Narrow(Vec::new()),
        cost: Ints::Narrow(Vec::new()),
        extra: Extra::default(),
    };
    let (mut quantity, mut amount, mut cost) = (Vec::new(), Vec::new(), Vec::new());
    let (mut invoiced, mut collected, mut probability) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = Names::default();
    for (at, row) in rows.iter().enumerate() {
        let at = number * BLOCK_ROWS + at;
        let place = format!("records[{at}]");
        let day = |date: Option<Date>| date.and_then(Day::from_date).unwrap_or(Day::NONE);
        let money = |value: Decimal| {
            round(value, currency, exact).map(|m| m.minor).ok_or_else(|| invalid(place.clone()))
        };
        let credit = match &row.person {
            Some(name) => match built.code(Kind::Split, &row.person, &place) {
                Ok(code) => people as u32 + code,
                Err(_) => built.code(Kind::Person, &Some(name.clone()), &place)?,
            },
            None => 0,
        };
        let document = row.document.clone().unwrap_or_else(|| format!("row {at}"));
        let ordinal = documents.iter().position(|d| *d == document).unwrap_or_else(|| {
            documents.push(document.clone());
            documents.len() - 1
        });
        facts.day.push(day(row.day.map(|d| d.0)));
        facts.state.push(row.state.0 as u8);
        facts.credit.push(u16::try_from(credit).map_err(|_| invalid(place.clone()))?);
        facts.product.push(built.code(Kind::Product, &row.product, &place)?);
        facts.customer.push(built.code(Kind::Customer, &row.customer, &place)?);
        facts.channel.push(built.code(Kind::Channel, &row.channel, &place)? as u16);
        facts.territory.push(built.code(Kind::Territory, &row.territory, &place)? as u16);
        facts.document.push(ordinal as u32 + 1);
        let thousandths = row.quantity.and_then(|q| q.0.checked_mul(Decimal::ONE_THOUSAND)?.round().to_i64());
        quantity.push(thousandths.unwrap_or(0));
        amount.push(money(row.amount.0)?);
        cost.push(row.cost.map_or(Ok(ABSENT), |c| money(c.0))?);
        invoiced.push(day(row.invoiced.map(|d| d.0)));
        collected.push(day(row.collected.map(|d| d.0)));
        let hundredths =
            row.probability.and_then(|p| p.0.checked_mul(Decimal::from(10_000))?.round().to_u16());
        probability.push(hundredths.unwrap_or(u16::MAX));
        for texts in [&mut names.line, &mut names.returns] {
            Texts::push(texts, "");
        }
        names.document.push(&document);
        names.source_row.push(at as u32 + 1);
    }
    facts.quantity = Ints::pack(&quantity);
    facts.amount = Ints::pack(&amount);
    facts.cost = Ints::pack(&cost);
    let any = |days: Vec<Day>| days.iter().any(|d| *d != Day::NONE).then_some(days);
    facts.extra.invoiced = any(invoiced);
    facts.extra.collected = any(collected);
    facts.extra.probability = probability.iter().any(|p| *p != u16::MAX).then_some(probability);
    Ok(Block::new(id::<BlockId>(26, number), facts, names))
}
