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
use crate::ui::parts::Part;
use crate::ui::route::Page;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The parts, and the pages that each of them holds. Pages that share much belong together, and nobody who comes for one
/// task should have to fetch another's.
macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident ($fetch:ident) { $($page:pat => $view:expr,)+ })+) => {
        $($(#[$doc])*
        #[wasm_split($part, preload($fetch), fallible)]
        fn $part(page: Page) -> Result<AnyView, SplitLoaderError> {
            // Each page has a sheet for the calculations behind its figures.
            Explainer::provide();
            let content = match page {
                $($page => $view.into_any(),)+
                _ => ().into_any(),
            };
            Ok(view! { {content} <ExplainSheet/> }.into_any())
        })+

        /// Builds a page, as soon as its part is here.
        #[must_use]
        #[allow(unused_variables, reason = "what a page is about matters to its part only")]
        pub fn page(page: Page) -> AnyView {
            let part = match page {
                $($($page => Part { fetch: || Box::pin($fetch()), build: |page| Box::pin($part(page)) },)+)+
            };
            part.view(page)
        }
    };
}

parts! {
    /// The process map and the figures.
    figures (fetch_figures) {
        Page::Home => view! { <home::HomePage/> },
        Page::Monitor => view! { <monitor::MonitorPage/> },
        Page::Records => view! { <records::RecordsPage/> },
        Page::Score(id) => view! { <score::ScorePage id/> },
        Page::NotFound => view! { <unknown::UnknownPage/> },
    }
    /// What the figures rest on: data, targets, KPIs, scorecards, settings.
    basis (fetch_basis) {
        Page::People => view! { <data::DataPage page=Page::People/> },
        Page::Products => view! { <data::DataPage page=Page::Products/> },
        Page::Channels => view! { <data::DataPage page=Page::Channels/> },
        Page::Customers => view! { <data::DataPage page=Page::Customers/> },
        Page::Measurements => view! { <data::DataPage page=Page::Measurements/> },
        Page::Targets => view! { <targets::TargetsPage/> },
        Page::Kpis => view! { <kpis::KpisPage/> },
        Page::Scorecards => view! { <scorecards::ScorecardsPage/> },
        Page::Scorecard(id) => view! { <scorecards::ScorecardPage id/> },
        Page::Import => view! { <import::ImportPage/> },
        Page::History => view! { <history::HistoryPage/> },
        Page::Workspaces => view! { <workspaces::WorkspacesPage/> },
        Page::Settings => view! { <settings::SettingsPage/> },
    }
    /// Incentive plans and pay.
    incentive (fetch_pay) {
        Page::Plans => view! { <plans::PlansPage/> },
        Page::Plan(id) => view! { <plans::PlanPage id/> },
        Page::SharedPlan => view! { <plans::SharedPlanPage/> },
        Page::Pay => view! { <pay::PayPage/> },
        Page::Try(id) => view! { <pay::PayPage id/> },
        Page::Replay(id) => view! { <prove::ReplayPage id/> },
        Page::Simulate(id) => view! { <prove::SimulatePage id/> },
        Page::Statement(id) => view! { <payroll::StatementPage id/> },
        Page::Runs => view! { <payroll::RunsPage/> },
        Page::Run(id) => view! { <payroll::RunPage id/> },
        Page::Versions(id) => view! { <payroll::VersionsPage id/> },
        Page::Letters(id) => view! { <payroll::LettersPage id/> },
        Page::Verify => view! { <payroll::VerifyPage/> },
    }
    /// Appraisal.
    appraisal (fetch_appraisal) {
        Page::Standards => view! { <standards::StandardsPage/> },
        Page::Standard(id) => view! { <standards::StandardPage id/> },
        Page::Cycles => view! { <cycles::CyclesPage/> },
        Page::Cycle(id) => view! { <cycles::CyclePage id/> },
        Page::Case(id) => view! { <cycles::CasePage id/> },
        Page::Tasks => view! { <reviews::TasksPage/> },
        Page::Review(id) => view! { <reviews::ReviewPage id/> },
        Page::Calibration(id) => calibration::page(id),
        Page::Result(asked) => results::page(asked),
        Page::Development(person) => development::page(person),
        Page::Feedback(person) => feedback::page(person),
        Page::Outcomes(id) => view! { <outcomes::OutcomesPage id/> },
    }
}

/// Fetches what the first page leads to. What does not come is asked for again when it is wanted.
pub async fn fetch_first() {
    let _ = (fetch_figures().await, fetch_basis().await);
}

#[cfg(test)]
mod attack_tests;
