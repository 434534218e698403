//! Navigation by stage of the process, then data, then the system.

use super::router::Router;
use crate::ui::components::{Icon, IconView};
use crate::ui::lang::t;
use crate::ui::route::Page;
use leptos::prelude::*;

/// A page in the navigation: what it is called and looks like.
#[derive(Clone, Copy)]
pub struct Place {
    /// The page.
    pub page: Page,
    /// Its icon.
    pub icon: Icon,
    /// Its name.
    pub name: &'static str,
}

/// The groups of the navigation in its order; the first has no heading.
#[must_use]
pub fn places() -> Vec<(&'static str, Vec<Place>)> {
    let shell = &t().shell;
    let place = |page, icon, name| Place { page, icon, name };
    vec![
        ("", vec![place(Page::Home, Icon::Home, shell.home)]),
        (
            shell.stage_plan,
            vec![
                place(Page::Targets, Icon::Target, shell.targets),
                place(Page::Kpis, Icon::Gauge, shell.kpis),
                place(Page::Scorecards, Icon::Scorecard, shell.scorecards),
                place(Page::Standards, Icon::Rosette, t().standards.title),
                place(Page::Plans, Icon::Cup, t().plans.title),
                place(Page::Pay, Icon::Pay, shell.pay),
            ],
        ),
        (
            shell.stage_run,
            vec![
                place(Page::Monitor, Icon::Chart, shell.monitor),
                place(Page::Records, Icon::Table, shell.records),
                place(Page::Import, Icon::Import, shell.import),
                place(Page::Runs, Icon::Banknote, t().payroll.runs),
                place(Page::Feedback(None), Icon::Talk, t().feedback.title),
            ],
        ),
        (
            shell.stage_appraise,
            vec![
                place(Page::Tasks, Icon::Tasks, t().reviews.tasks),
                place(Page::Cycles, Icon::Calendar, t().cycles.title),
                place(Page::Calibration(None), Icon::Scales, t().calibration.title),
                place(Page::Result(None), Icon::Result, t().results.title),
                place(Page::Development(None), Icon::Sprout, t().development.title),
            ],
        ),
        (
            shell.group_data,
            vec![
                place(Page::People, Icon::People, shell.people),
                place(Page::Products, Icon::Product, shell.products),
                place(Page::Channels, Icon::Channel, shell.channels),
                place(Page::Customers, Icon::Customer, shell.customers),
                place(Page::Measurements, Icon::Ruler, shell.measurements),
            ],
        ),
        (
            shell.group_system,
            vec![
                place(Page::History, Icon::History, shell.history),
                place(Page::Workspaces, Icon::Workspace, shell.workspaces),
                place(Page::Settings, Icon::Settings, shell.settings),
            ],
        ),
    ]
}

/// The name of a page for the window's title.
#[must_use]
pub fn page_name(page: Page) -> &'static str {
    let at = parent(page);
    places()
        .into_iter()
        .flat_map(|(_, places)| places)
        .find(|place| place.page == at)
        .map_or(t().shell.not_found, |place| place.name)
}

/// The page of the navigation that a page belongs to.
fn parent(page: Page) -> Page {
    match page {
        Page::Scorecard(_) | Page::Score(_) => Page::Scorecards,
        Page::Standard(_) => Page::Standards,
        Page::Plan(_) | Page::SharedPlan | Page::Versions(_) | Page::Letters(_) => Page::Plans,
        Page::Run(_) | Page::Statement(_) | Page::Verify => Page::Runs,
        Page::Cycle(_) | Page::Case(_) | Page::Outcomes(_) => Page::Cycles,
        Page::Review(_) => Page::Tasks,
        Page::Calibration(_) => Page::Calibration(None),
        Page::Result(_) => Page::Result(None),
        Page::Development(_) => Page::Development(None),
        Page::Feedback(_) => Page::Feedback(None),
        page => page,
    }
}

/// The navigation.
#[component]
pub fn Nav() -> impl IntoView {
    let router = Router::get();
    let groups = places()
        .into_iter()
        .map(|(heading, places)| {
            let links = places
                .into_iter()
                .map(|place| {
                    let current = move || (parent(router.page()) == place.page).then_some("page");
                    view! {
                        <li>
                            <a href=move || router.href(place.page) aria-current=current>
                                <IconView icon=place.icon/>
                                <span>{place.name}</span>
                            </a>
                        </li>
                    }
                })
                .collect_view();
            let heading = (!heading.is_empty()).then(|| view! { <h2>{heading}</h2> });
            view! { {heading}<ul>{links}</ul> }
        })
        .collect_view();
    view! { <nav class="nav" aria-label=t().shell.navigation>{groups}</nav> }.into_any()
}
