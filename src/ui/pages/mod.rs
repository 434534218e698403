//! The pages. Each file is one page; `page` is the one place that knows them all.

mod calibration;
mod cycles;
mod data;
mod development;
mod feedback;
mod history;
mod home;
mod import;
mod kpis;
mod monitor;
mod outcomes;
mod pay;
mod payroll;
mod plans;
mod prove;
mod records;
mod results;
mod reviews;
mod score;
mod scorecards;
mod settings;
mod standards;
mod targets;
mod unknown;
pub mod workspaces;

use crate::ui::explain::{ExplainSheet, Explainer};
use crate::ui::route::Page;
use leptos::prelude::*;

/// Builds a page.
#[must_use]
pub fn page(page: Page) -> AnyView {
    // Each page has a sheet for the calculations behind its figures.
    Explainer::provide();
    let content = match page {
        Page::Home => view! { <home::HomePage/> }.into_any(),
        Page::People | Page::Products | Page::Channels | Page::Customers | Page::Measurements => {
            view! { <data::DataPage page/> }.into_any()
        }
        Page::History => view! { <history::HistoryPage/> }.into_any(),
        Page::Import => view! { <import::ImportPage/> }.into_any(),
        Page::Settings => view! { <settings::SettingsPage/> }.into_any(),
        Page::Targets => view! { <targets::TargetsPage/> }.into_any(),
        Page::Kpis => view! { <kpis::KpisPage/> }.into_any(),
        Page::Scorecards => view! { <scorecards::ScorecardsPage/> }.into_any(),
        Page::Scorecard(id) => view! { <scorecards::ScorecardPage id/> }.into_any(),
        Page::Result(asked) => results::page(asked),
        Page::Development(person) => development::page(person),
        Page::Feedback(person) => feedback::page(person),
        Page::Calibration(id) => calibration::page(id),
        Page::Tasks => view! { <reviews::TasksPage/> }.into_any(),
        Page::Cycles => view! { <cycles::CyclesPage/> }.into_any(),
        Page::Cycle(id) => view! { <cycles::CyclePage id/> }.into_any(),
        Page::Case(id) => view! { <cycles::CasePage id/> }.into_any(),
        Page::Review(id) => view! { <reviews::ReviewPage id/> }.into_any(),
        Page::Outcomes(id) => view! { <outcomes::OutcomesPage id/> }.into_any(),
        Page::Standards => view! { <standards::StandardsPage/> }.into_any(),
        Page::Standard(id) => view! { <standards::StandardPage id/> }.into_any(),
        Page::Pay => view! { <pay::PayPage/> }.into_any(),
        Page::Try(id) => view! { <pay::PayPage id/> }.into_any(),
        Page::Replay(id) => view! { <prove::ReplayPage id/> }.into_any(),
        Page::Simulate(id) => view! { <prove::SimulatePage id/> }.into_any(),
        Page::Statement(id) => view! { <payroll::StatementPage id/> }.into_any(),
        Page::Runs => view! { <payroll::RunsPage/> }.into_any(),
        Page::Verify => view! { <payroll::VerifyPage/> }.into_any(),
        Page::Run(id) => view! { <payroll::RunPage id/> }.into_any(),
        Page::Versions(id) => view! { <payroll::VersionsPage id/> }.into_any(),
        Page::Letters(id) => view! { <payroll::LettersPage id/> }.into_any(),
        Page::Plans => view! { <plans::PlansPage/> }.into_any(),
        Page::Plan(id) => view! { <plans::PlanPage id/> }.into_any(),
        Page::SharedPlan => view! { <plans::SharedPlanPage/> }.into_any(),
        Page::Workspaces => view! { <workspaces::WorkspacesPage/> }.into_any(),
        Page::Records => view! { <records::RecordsPage/> }.into_any(),
        Page::Score(id) => view! { <score::ScorePage id/> }.into_any(),
        Page::Monitor => view! { <monitor::MonitorPage/> }.into_any(),
        Page::NotFound => view! { <unknown::UnknownPage/> }.into_any(),
    };
    view! { {content} <ExplainSheet/> }.into_any()
}
