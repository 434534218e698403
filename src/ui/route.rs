//! Where the reader is: a page and the view on it, both in the URL hash, so that any view can be bookmarked and sent.
//!
//! Invariant: `Route::parse(&route.to_string()) == route` for every route whose filter is normalised. Unknown pages are
//! their own value; unknown or malformed query parts are ignored.

use crate::domain::id::{
    AppraisalId, CycleId, PersonId, PlanId, ReviewId, ScorecardId, StandardId, VersionId,
};
use crate::state::view::{Compare, View};
use std::fmt;
use std::str::FromStr;

/// A page of the application.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// The process map.
    #[default]
    Home,
    /// Performance monitor.
    Monitor,
    /// Sales records.
    Records,
    /// People and teams.
    People,
    /// Products and categories.
    Products,
    /// Channels and territories.
    Channels,
    /// Customers.
    Customers,
    /// Measurements that are no sales.
    Measurements,
    /// Targets.
    Targets,
    /// KPIs and measures.
    Kpis,
    /// Scorecards.
    Scorecards,
    /// One scorecard.
    Scorecard(ScorecardId),
    /// What follows from a cycle's results.
    Outcomes(CycleId),
    /// Appraisal standards.
    Standards,
    /// One appraisal standard.
    Standard(StandardId),
    /// One person's score.
    Score(PersonId),
    /// What the reader has to do in appraisals.
    Tasks,
    /// Appraisal cycles.
    Cycles,
    /// One cycle: its preparation, or its board.
    Cycle(CycleId),
    /// One person in a cycle.
    Case(AppraisalId),
    /// A review form.
    Review(ReviewId),
    /// The result of a person in a cycle; without them, the reader's own latest one.
    Result(Option<(CycleId, PersonId)>),
    /// The development plan of a person; without one, of the reader.
    Development(Option<PersonId>),
    /// Feedback about a person; without one, all that the reader sees.
    Feedback(Option<PersonId>),
    /// The calibration of a cycle; without one, of the latest that has come so far.
    Calibration(Option<CycleId>),
    /// Incentive pay.
    Pay,
    /// Incentive pay of one plan.
    Try(PlanId),
    /// A plan over past records.
    Replay(PlanId),
    /// What a plan may cost.
    Simulate(PlanId),
    /// One person's pay statement.
    Statement(PersonId),
    /// Pay runs.
    Runs,
    /// Checking a statement file.
    Verify,
    /// A pay run of a plan.
    Run(PlanId),
    /// The versions of a plan.
    Versions(PlanId),
    /// The letters of a version.
    Letters(VersionId),
    /// Incentive plans.
    Plans,
    /// A plan that came in a link; the plan itself stands in the address.
    SharedPlan,
    /// One incentive plan.
    Plan(PlanId),
    /// Import wizard.
    Import,
    /// History of changes.
    History,
    /// Workspaces and backup.
    Workspaces,
    /// Settings of the workspace.
    Settings,
    /// A link that leads nowhere.
    NotFound,
}

impl Page {
    fn parse(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let page = match (parts.next().unwrap_or(""), parts.next()) {
            ("", None) => Self::Home,
            ("monitor", None) => Self::Monitor,
            ("records", None) => Self::Records,
            ("people", None) => Self::People,
            ("products", None) => Self::Products,
            ("channels", None) => Self::Channels,
            ("customers", None) => Self::Customers,
            ("measurements", None) => Self::Measurements,
            ("targets", None) => Self::Targets,
            ("kpis", None) => Self::Kpis,
            ("scorecards", None) => Self::Scorecards,
            ("scorecards", Some(id)) => id.parse().map_or(Self::NotFound, Self::Scorecard),
            ("outcomes", Some(id)) => id.parse().map_or(Self::NotFound, Self::Outcomes),
            ("standards", None) => Self::Standards,
            ("standard", Some(id)) => id.parse().map_or(Self::NotFound, Self::Standard),
            ("score", Some(id)) => id.parse().map_or(Self::NotFound, Self::Score),
            ("tasks", None) => Self::Tasks,
            ("cycles", None) => Self::Cycles,
            ("cycle", Some(id)) => id.parse().map_or(Self::NotFound, Self::Cycle),
            ("appraisal", Some(id)) => id.parse().map_or(Self::NotFound, Self::Case),
            ("review", Some(id)) => id.parse().map_or(Self::NotFound, Self::Review),
            ("result", None) => Self::Result(None),
            ("result", Some(cycle)) => {
                let person = parts.next().and_then(|id| id.parse().ok());
                cycle.parse().ok().zip(person).map_or(Self::NotFound, |at| Self::Result(Some(at)))
            }
            ("development", None) => Self::Development(None),
            ("development", Some(id)) => id.parse().map_or(Self::NotFound, |id| Self::Development(Some(id))),
            ("feedback", None) => Self::Feedback(None),
            ("feedback", Some(id)) => id.parse().map_or(Self::NotFound, |id| Self::Feedback(Some(id))),
            ("calibration", None) => Self::Calibration(None),
            ("calibration", Some(id)) => id.parse().map_or(Self::NotFound, |id| Self::Calibration(Some(id))),
            ("pay", None) => Self::Pay,
            ("pay", Some(id)) => id.parse().map_or(Self::NotFound, Self::Try),
            ("replay", Some(id)) => id.parse().map_or(Self::NotFound, Self::Replay),
            ("simulate", Some(id)) => id.parse().map_or(Self::NotFound, Self::Simulate),
            ("plan", None) => Self::SharedPlan,
            ("statement", Some(id)) => id.parse().map_or(Self::NotFound, Self::Statement),
            ("runs", None) => Self::Runs,
            ("verify", None) => Self::Verify,
            ("runs", Some(id)) => id.parse().map_or(Self::NotFound, Self::Run),
            ("versions", Some(id)) => id.parse().map_or(Self::NotFound, Self::Versions),
            ("letters", Some(id)) => id.parse().map_or(Self::NotFound, Self::Letters),
            ("plans", None) => Self::Plans,
            ("plans", Some(id)) => id.parse().map_or(Self::NotFound, Self::Plan),
            ("import", None) => Self::Import,
            ("history", None) => Self::History,
            ("workspaces", None) => Self::Workspaces,
            ("settings", None) => Self::Settings,
            _ => Self::NotFound,
        };
        if parts.next().is_some() { Self::NotFound } else { page }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/"),
            Self::Monitor => f.write_str("/monitor"),
            Self::Records => f.write_str("/records"),
            Self::People => f.write_str("/people"),
            Self::Products => f.write_str("/products"),
            Self::Channels => f.write_str("/channels"),
            Self::Customers => f.write_str("/customers"),
            Self::Measurements => f.write_str("/measurements"),
            Self::Targets => f.write_str("/targets"),
            Self::Kpis => f.write_str("/kpis"),
            Self::Scorecards => f.write_str("/scorecards"),
            Self::Scorecard(id) => write!(f, "/scorecards/{id}"),
            Self::Outcomes(id) => write!(f, "/outcomes/{id}"),
            Self::Standards => f.write_str("/standards"),
            Self::Standard(id) => write!(f, "/standard/{id}"),
            Self::Score(id) => write!(f, "/score/{id}"),
            Self::Tasks => f.write_str("/tasks"),
            Self::Cycles => f.write_str("/cycles"),
            Self::Cycle(id) => write!(f, "/cycle/{id}"),
            Self::Case(id) => write!(f, "/appraisal/{id}"),
            Self::Review(id) => write!(f, "/review/{id}"),
            Self::Result(None) => f.write_str("/result"),
            Self::Result(Some((cycle, person))) => write!(f, "/result/{cycle}/{person}"),
            Self::Development(None) => f.write_str("/development"),
            Self::Development(Some(id)) => write!(f, "/development/{id}"),
            Self::Feedback(None) => f.write_str("/feedback"),
            Self::Feedback(Some(id)) => write!(f, "/feedback/{id}"),
            Self::Calibration(None) => f.write_str("/calibration"),
            Self::Calibration(Some(id)) => write!(f, "/calibration/{id}"),
            Self::Pay => f.write_str("/pay"),
            Self::Try(id) => write!(f, "/pay/{id}"),
            Self::Replay(id) => write!(f, "/replay/{id}"),
            Self::Simulate(id) => write!(f, "/simulate/{id}"),
            Self::SharedPlan => f.write_str("/plan"),
            Self::Statement(id) => write!(f, "/statement/{id}"),
            Self::Runs => f.write_str("/runs"),
            Self::Verify => f.write_str("/verify"),
            Self::Run(id) => write!(f, "/runs/{id}"),
            Self::Versions(id) => write!(f, "/versions/{id}"),
            Self::Letters(id) => write!(f, "/letters/{id}"),
            Self::Plans => f.write_str("/plans"),
            Self::Plan(id) => write!(f, "/plans/{id}"),
            Self::Import => f.write_str("/import"),
            Self::History => f.write_str("/history"),
            Self::Workspaces => f.write_str("/workspaces"),
            Self::Settings => f.write_str("/settings"),
            Self::NotFound => f.write_str("/not-found"),
        }
    }
}

/// A page and the view on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// The view on it.
    pub view: View,
}

impl From<Page> for Route {
    fn from(page: Page) -> Self {
        Self { page, view: View::default() }
    }
}

impl Route {
    /// Reads a URL hash, with or without its leading `#`.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let mut view = View::default();
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match key {
                "p" => view.period = value.parse().ok(),
                "asof" => view.as_of = value.parse().ok(),
                "vs" => {
                    view.compare = match value {
                        "previous" => Compare::Previous,
                        "nothing" => Compare::Nothing,
                        _ => Compare::YearBefore,
                    }
                }
                "team" => view.filter.teams = ids(value),
                "person" => view.filter.people = ids(value),
                "product" => view.filter.products = ids(value),
                "category" => view.filter.categories = ids(value),
                "channel" => view.filter.channels = ids(value),
                "territory" => view.filter.territories = ids(value),
                "customer" => view.filter.customers = ids(value),
                _ => {}
            }
        }
        view.filter = view.filter.normalised();
        Self { page: Page::parse(path), view }
    }

    /// The same view on another page.
    #[must_use]
    pub fn on(&self, page: Page) -> Self {
        Self { page, view: self.view.clone() }
    }

    /// The address for a link: `#/monitor?p=2026Q4`.
    #[must_use]
    pub fn href(&self) -> String {
        format!("#{self}")
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Vec::new();
        if let Some(period) = self.view.period {
            query.push(format!("p={period}"));
        }
        if let Some(day) = self.view.as_of {
            query.push(format!("asof={day}"));
        }
        match self.view.compare {
            Compare::YearBefore => {}
            Compare::Previous => query.push("vs=previous".to_owned()),
            Compare::Nothing => query.push("vs=nothing".to_owned()),
        }
        let filter = &self.view.filter;
        push_ids(&mut query, "team", &filter.teams);
        push_ids(&mut query, "person", &filter.people);
        push_ids(&mut query, "product", &filter.products);
        push_ids(&mut query, "category", &filter.categories);
        push_ids(&mut query, "channel", &filter.channels);
        push_ids(&mut query, "territory", &filter.territories);
        push_ids(&mut query, "customer", &filter.customers);
        write!(f, "{}", self.page)?;
        if query.is_empty() { Ok(()) } else { write!(f, "?{}", query.join("&")) }
    }
}

fn ids<T: FromStr>(value: &str) -> Vec<T> {
    value.split(',').filter_map(|id| id.parse().ok()).collect()
}

fn push_ids<T: fmt::Display>(query: &mut Vec<String>, key: &str, ids: &[T]) {
    if !ids.is_empty() {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        query.push(format!("{key}={}", ids.join(",")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Period, Span};
    use crate::domain::filter::Filter;
    use crate::domain::id::{TeamId, Uuid};
    use jiff::civil::date;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn every_route_survives_its_address() {
        let pages = [
            Page::Home,
            Page::Monitor,
            Page::Records,
            Page::People,
            Page::Products,
            Page::Channels,
            Page::Customers,
            Page::Measurements,
            Page::Targets,
            Page::Kpis,
            Page::Scorecards,
            Page::Scorecard(ScorecardId(id(7))),
            Page::Outcomes(CycleId(id(16))),
            Page::Standards,
            Page::Standard(StandardId(id(13))),
            Page::Score(PersonId(id(8))),
            Page::Tasks,
            Page::Cycles,
            Page::Cycle(CycleId(id(13))),
            Page::Case(AppraisalId(id(14))),
            Page::Review(ReviewId(id(15))),
            Page::Result(None),
            Page::Result(Some((CycleId(id(16)), PersonId(id(17))))),
            Page::Development(None),
            Page::Development(Some(PersonId(id(18)))),
            Page::Feedback(None),
            Page::Feedback(Some(PersonId(id(18)))),
            Page::Calibration(None),
            Page::Calibration(Some(CycleId(id(13)))),
            Page::Pay,
            Page::Try(PlanId(id(13))),
            Page::Replay(PlanId(id(14))),
            Page::Simulate(PlanId(id(15))),
            Page::Statement(PersonId(id(9))),
            Page::Runs,
            Page::Verify,
            Page::Run(PlanId(id(10))),
            Page::Versions(PlanId(id(11))),
            Page::Letters(VersionId(id(12))),
            Page::Import,
            Page::History,
            Page::Workspaces,
            Page::Settings,
            Page::NotFound,
        ];
        let span = Span { from: date(2026, 1, 5), to: date(2026, 2, 3) };
        for page in pages {
            for period in [
                None,
                Some(Period::Quarter(2026, 4)),
                Some(Period::HalfMonth(2026, 2, 2)),
                Some(Period::Custom(span)),
            ] {
                for compare in [Compare::Nothing, Compare::Previous, Compare::YearBefore] {
                    for teams in [vec![], vec![TeamId(id(1)), TeamId(id(2))]] {
                        let filter = Filter { teams, people: vec![PersonId(id(3))], ..Filter::default() };
                        let route = Route {
                            page,
                            view: View { period, as_of: Some(date(2026, 11, 20)), compare, filter },
                        };
                        assert_eq!(Route::parse(&route.href()), route);
                    }
                }
            }
        }
    }

    #[test]
    fn hand_written_addresses_are_read_kindly() {
        for (hash, page) in [
            ("", Page::Home),
            ("#", Page::Home),
            ("#/", Page::Home),
            ("#/monitor/", Page::Monitor),
            ("#/monitor?p=nonsense&x&y=", Page::Monitor),
            ("#/monitor/more", Page::NotFound),
            ("#/scorecards/none", Page::NotFound),
            ("#/scorecards/00000000-0000-0000-0000-000000000007/x", Page::NotFound),
            ("#/nowhere", Page::NotFound),
        ] {
            assert_eq!(Route::parse(hash), Route::from(page), "{hash}");
        }
        let twice = format!("#/records?person={0},{0},x", id(3));
        assert_eq!(Route::parse(&twice).view.filter.people, vec![PersonId(id(3))]);
    }
}
