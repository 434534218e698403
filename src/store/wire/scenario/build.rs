//! From a scenario's names to a dataset with ids.

use super::names::{Built, Kind, id, invalid};
use super::{Scenario, Source, Subject};
use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::{
    CategoryId, ChannelId, CustomerId, KpiId, MeasureId, MeasurementId, PersonId, ProductId, ScorecardId,
    SplitId, TargetId, TeamId, TerritoryId, WorkspaceId,
};
use crate::domain::kpi::{self, Label};
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::org::{Person, Split, Stint, Team};
use crate::domain::records::StateSet;
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Calendar, Dataset, Decimal, Span, measurement, scorecard, target};
use crate::store::error::FileError;
use crate::store::wire::Stored;
use crate::store::wire::leaf::Text;
use std::collections::BTreeMap;
use std::sync::Arc;

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
        self.steps_fit(&built)?;
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
            (
                Kind::Customer,
                with(
                    vec![],
                    rows.iter()
                        .filter_map(|r| r.customer.as_ref())
                        .chain(customers)
                        .chain(self.rating_customers()),
                ),
            ),
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
        Built { dataset: Dataset::new(workspace), as_of: self.as_of.0, names, plans: self.plan_names() }
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
        let (plans, versions) = self.plan_changes(built)?;
        Ok(Changes {
            workspace: Some((Arc::clone(&built.dataset.workspace), Arc::new(settings))),
            teams: self.team_changes(built)?,
            people: self.person_changes(built)?,
            splits: self.split_changes(built)?,
            categories: each("categories", &self.categories, |n, c| {
                let parent = built.option(Kind::Category, &c.parent, "parent")?;
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
            kpis: each("kpis", &self.kpis, |n, k| {
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
            measurements: each("measurements", &self.measurements, |n, m| {
                Ok(measurement::Measurement {
                    id: id::<MeasurementId>(20, n),
                    measure: built.find(Kind::Measure, &m.measure, "measure")?,
                    subject: built.subject(&m.subject)?,
                    span: Span { from: m.day.0, to: m.until.map_or(m.day.0, |d| d.0) },
                    value: m.value.0,
                    sample: m.sample,
                    source: String::new(),
                })
            })?,
            targets: each("targets", &self.targets, |n, t| {
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
            standards: self.standard_changes(built)?,
            cycles: self.cycle_changes(built)?,
            plans,
            versions,
            adjustments: self.adjustment_changes(built)?,
            segments: self.segment(built)?.map(Change::add).into_iter().collect(),
            ..Changes::default()
        })
    }

    fn team_changes(&self, built: &Built) -> Result<Vec<Change<Team>>, FileError> {
        each("teams", &self.teams, |n, t| {
            let parent = built.option(Kind::Team, &t.parent, "parent")?;
            Ok(Team { id: id::<TeamId>(Kind::Team as u8, n), name: t.name.clone(), parent, lead: None })
        })
    }

    fn person_changes(&self, built: &Built) -> Result<Vec<Change<Person>>, FileError> {
        each("people", &self.people, |n, p| {
            let team = built.option(Kind::Team, &p.team, "team")?;
            let mut stints = vec![Stint { team, role: p.role.clone(), ..Stint::default() }];
            for (at, m) in p.moves.iter().enumerate() {
                let team = built.option(Kind::Team, &m.team, &format!("moves[{at}].team"))?;
                stints.push(Stint { from: Some(m.from.0), team, role: m.role.clone(), ..Stint::default() });
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
                prefers: Vec::new(),
            })
        })
    }

    fn split_changes(&self, built: &Built) -> Result<Vec<Change<Split>>, FileError> {
        let people = self.people.len();
        each("splits", &self.splits, |n, s| {
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
        each("products", all, |n, name| {
            let listed = self.products.iter().find(|p| p.name == *name);
            let category = listed.and_then(|p| p.category.clone());
            Ok(Product {
                id: id::<ProductId>(Kind::Product as u8, n),
                number: String::new(),
                name: name.clone(),
                aliases: Vec::new(),
                codes: vec![n as u32 + 1],
                category: built.option(Kind::Category, &category, "category")?,
            })
        })
    }

    fn territory_changes(&self, built: &Built) -> Result<Vec<Change<Territory>>, FileError> {
        let all = built.names.get(&Kind::Territory).map_or(&[][..], Vec::as_slice);
        each("territories", all, |n, name| {
            let parent = self.territories.iter().find(|t| t.name == *name).and_then(|t| t.parent.clone());
            Ok(Territory {
                id: id::<TerritoryId>(Kind::Territory as u8, n),
                name: name.clone(),
                aliases: Vec::new(),
                codes: vec![n as u16 + 1],
                parent: built.option(Kind::Territory, &parent, "parent")?,
            })
        })
    }

    fn measure_changes(&self, built: &Built) -> Result<Vec<Change<kpi::Measure>>, FileError> {
        each("measures", &self.measures, |n, m| {
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
        each("scorecards", &self.scorecards, |n, s| {
            let line = |l: &super::ScoreLine| -> Result<scorecard::ScoreLine, FileError> {
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
                lines: s
                    .lines
                    .iter()
                    .enumerate()
                    .map(|(at, l)| line(l).map_err(|e| within(e, &format!("lines[{at}]"))))
                    .collect::<Result<_, FileError>>()?,
                bands,
                places: s.places,
                absent: s.absent.0,
            })
        })
    }
}

/// Every entry of a table; an error names the entry.
fn each<T, U>(
    table: &str,
    list: &[T],
    make: impl Fn(usize, &T) -> Result<U, FileError>,
) -> Result<Vec<Change<U>>, FileError> {
    let one = |(n, t): (usize, &T)| {
        make(n, t).map(Change::add).map_err(|error| within(error, &format!("{table}[{n}]")))
    };
    list.iter().enumerate().map(one).collect()
}

/// An error seen from one level further out.
fn within(error: FileError, part: &str) -> FileError {
    match error {
        FileError::Invalid { place } => invalid(format!("{part}.{place}")),
        other => other,
    }
}

fn named<U>(built: &Built, kind: Kind, make: impl Fn(usize, String) -> U) -> Vec<Change<U>> {
    let names = built.names.get(&kind).map_or(&[][..], Vec::as_slice);
    names.iter().enumerate().map(|(n, name)| Change::add(make(n, name.clone()))).collect()
}
