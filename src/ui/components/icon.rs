//! Line icons on a 24-unit square. They accompany words or name an `IconButton`; none stands without a name.

use leptos::prelude::*;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The mark of the product.
    Mark,
    /// House: home.
    Home,
    /// Line chart: monitor.
    Chart,
    /// Rows.
    Table,
    /// Two people.
    People,
    /// Box.
    Product,
    /// Branches.
    Channel,
    /// Shop.
    Customer,
    /// Concentric circles.
    Target,
    /// Dial.
    Gauge,
    /// List with ticks.
    Scorecard,
    /// Coin.
    Pay,
    /// Arrow into a tray.
    Import,
    /// Arrow out of a tray.
    Export,
    /// Clock turning back.
    History,
    /// Stack.
    Workspace,
    /// Sliders.
    Settings,
    /// Magnifier.
    Search,
    /// Arrow turning left.
    Undo,
    /// Arrow turning right.
    Redo,
    /// Plus.
    Plus,
    /// Cross.
    Close,
    /// Tick.
    Tick,
    /// Three lines.
    Menu,
    /// Three dots.
    More,
    /// Sun and moon.
    Theme,
    /// Globe.
    Language,
    /// Question mark.
    Help,
    /// Triangle with exclamation mark.
    Warn,
    /// Circle with i.
    Info,
    /// Chevron left.
    Left,
    /// Chevron right.
    Right,
    /// Chevron down.
    Down,
    /// Bin.
    Delete,
    /// Pencil.
    Edit,
    /// Sheet of paper.
    File,
    /// Printer.
    Print,
    /// Funnel.
    Filter,
    /// Calendar sheet.
    Calendar,
    /// Spark: the sample.
    Sample,
    /// Two overlapping sheets.
    Copy,
    /// Ticked lines: tasks.
    Tasks,
    /// Rosette: appraisal standards.
    Rosette,
    /// Pair of scales: calibration.
    Scales,
    /// Cup: incentive plans.
    Cup,
    /// Banknote: pay runs.
    Banknote,
    /// Ruler: measurements.
    Ruler,
    /// Sheet with a star: appraisal results.
    Result,
    /// Sprout: development plans.
    Sprout,
    /// Speech bubble: feedback.
    Talk,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Mark => "M3 20h18M6 16l4-5 4 3 6-9M16 5h4v4",
            Self::Talk => "M4 5h16v11h-8l-4 4v-4H4zM8 9h8M8 12h5",
            Self::Home => "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
            Self::Chart => "M4 4v16h16M8 15l3-4 3 2 5-7",
            Self::Table => "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
            Self::People => {
                "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.6a3.5 3.5 0 010 5.8M18 14.6c1.9.9 3 2.9 3 5.4"
            }
            Self::Product => "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
            Self::Channel => "M6 4v16M6 9h6c3 0 3 3 6 3M6 15h6c3 0 3-3 6-3M18 12h2",
            Self::Customer => "M4 10l1.5-5h13L20 10M5 10v10h14V10M4 10h16M10 20v-5h4v5",
            Self::Target => "M12 21a9 9 0 100-18 9 9 0 000 18zM12 16a4 4 0 100-8 4 4 0 000 8zM12 12h.01",
            Self::Gauge => "M4 17a8.5 8.5 0 1116 0M12 15l4-5M4 17h3M17 17h3",
            Self::Scorecard => "M6 3h12v18H6zM9 8l1 1 2-2M14 8h2M9 14l1 1 2-2M14 14h2",
            Self::Pay => {
                "M12 21a9 9 0 100-18 9 9 0 000 18zM15 9c-.5-1-1.6-1.5-3-1.5-1.7 0-3 .9-3 2.2 0 3.2 6 1.4 6 4.6 0 1.3-1.3 2.2-3 2.2-1.4 0-2.5-.5-3-1.5M12 5.5v2M12 16.5v2"
            }
            Self::Import => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 16v4h16v-4",
            Self::Export => "M12 15.5V4M7.5 8.5L12 4l4.5 4.5M4 16v4h16v-4",
            Self::History => "M4 12a8 8 0 108-8c-3 0-5.5 1.6-7 4M4 4v4.5h4.5M12 8v4.5l3 2",
            Self::Workspace => "M4 8l8-4 8 4-8 4zM4 12l8 4 8-4M4 16l8 4 8-4",
            Self::Settings => "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h10M18 17h2M16 15v4",
            Self::Search => "M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l4.5 4.5",
            Self::Undo => "M9 6L4.5 10.5 9 15M5 10.5h9a5.5 5.5 0 010 11h-3",
            Self::Redo => "M15 6l4.5 4.5L15 15M19 10.5h-9a5.5 5.5 0 000 11h3",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Tick => "M5 12.5l4.5 4.5L19 7.5",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::More => "M6 12h.01M12 12h.01M18 12h.01",
            Self::Theme => "M12 20a8 8 0 100-16 8 8 0 000 16zM12 4v16M12 8l5.5-1.8M12 12h8M12 16l5.5 1.8",
            Self::Language => {
                "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c2.5 2.5 3.8 5.5 3.8 9s-1.3 6.5-3.8 9c-2.5-2.5-3.8-5.5-3.8-9S9.5 5.5 12 3z"
            }
            Self::Help => {
                "M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5a2.5 2.5 0 115 0c0 1.7-2.5 2-2.5 4M12 17h.01"
            }
            Self::Warn => "M12 4l9 16H3zM12 10v4.5M12 17.3h.01",
            Self::Info => "M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5.5M12 7.7h.01",
            Self::Left => "M14.5 6L8.5 12l6 6",
            Self::Right => "M9.5 6l6 6-6 6",
            Self::Down => "M6 9.5l6 6 6-6",
            Self::Delete => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5.5M14 11v5.5",
            Self::Edit => "M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5",
            Self::File => "M6 3h8l4 4v14H6zM14 3v4h4",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Filter => "M4 5h16l-6.5 7.5V19l-3-1.5v-5z",
            Self::Calendar => "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
            Self::Sample => "M12 3l2.2 6.3L20.5 12l-6.3 2.7L12 21l-2.2-6.3L3.5 12l6.3-2.7z",
            Self::Copy => "M8 8h12v12H8zM16 8V4H4v12h4",
            Self::Tasks => {
                "M4 6l1.5 1.5L8 5M11 6.5h9M4 12l1.5 1.5L8 11M11 12.5h9M4 18l1.5 1.5L8 17M11 18.5h9"
            }
            Self::Rosette => "M12 14a5 5 0 100-10 5 5 0 000 10zM9 13.2L7.5 20.5 12 18l4.5 2.5L15 13.2",
            Self::Scales => "M12 4v16M8 20h8M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z",
            Self::Cup => {
                "M8 4h8v5a4 4 0 01-8 0zM8 5.5H4.5A3.5 3.5 0 008 9.5M16 5.5h3.5a3.5 3.5 0 01-3.5 4M12 13v4M8.5 20h7M10 17h4v3h-4z"
            }
            Self::Banknote => {
                "M3 6.5h18v11H3zM12 14.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM6 9.5h.01M18 14.5h.01"
            }
            Self::Result => {
                "M6 3.5h12v17H6zM12 7l1.2 2.5 2.8.4-2 1.9.5 2.7-2.5-1.3-2.5 1.3.5-2.7-2-1.9 2.8-.4zM9 17.5h6"
            }
            Self::Sprout => {
                "M12 20v-9M12 13c0-4 3-6.5 7.5-6.5 0 4.5-3 6.5-7.5 6.5zM12 11C12 7.5 9 5 4.5 5c0 4 3 6 7.5 6M7 20h10"
            }
            Self::Ruler => "M3 16L16 3l5 5L8 21zM7 12l2 2M10 9l2 2M13 6l2 2",
        }
    }
}

/// Draws an icon; hidden from ears, since its words stand beside it.
#[component]
pub fn IconView(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()/>
        </svg>
    }
}
