//! Targets: a grid of subjects and periods for one KPI, typed, pasted or filled in.

mod fill;

use crate::domain::Decimal;
use crate::domain::calendar::{Grain, Period};
use crate::domain::id::KpiId;
use crate::domain::kpi::Kpi;
use crate::domain::target::Level;
use crate::i18n::{Names, Shown};
use crate::state::command::Command;
use crate::state::target_grid::{Grid, GridAsk, GridCell, GridRow, grid};
use crate::state::targets::TargetEdit;
use crate::state::view::oldest_record;
use crate::ui::components::{
    Button, Cell, CellEdit, CellError, Choice, Column, DataTable, Empty, Icon, Segmented, Select, TableData,
    Tone, parse_number,
};
use crate::ui::forms::{from_code, to_code};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use fill::FillDialog;
use leptos::prelude::*;
use std::sync::Arc;

const LEVELS: [Level; 3] = [Level::Target, Level::Challenge, Level::Stretch];
const GRAINS: [Grain; 2] = [Grain::Month, Grain::Quarter];

/// The page of targets.
#[component]
pub fn TargetsPage() -> impl IntoView {
    let session = Session::get();
    let router = Router::get();
    let none = session.select(|data| data.kpis.is_empty());
    move || {
        if none.get() {
            view! {
                <article class="page">
                    <header class="page-head"><h1>{t().shell.targets}</h1></header>
                    <Empty icon=Icon::Target title=t().kpis.none.to_owned() words=t().targets.no_kpis>
                        <a class="button is-primary" href=router.href(Page::Kpis)>{t().shell.kpis}</a>
                    </Empty>
                </article>
            }
            .into_any()
        } else {
            view! { <TargetGrid/> }.into_any()
        }
    }
}

/// What is chosen above the grid.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    kpi: RwSignal<Option<KpiId>>,
    level: RwSignal<Level>,
    year: RwSignal<Option<i16>>,
    grain: RwSignal<Grain>,
}

impl Chosen {
    /// What the grid shows: the first KPI and the year of the period looked at, unless something else was chosen.
    fn ask(self) -> Memo<Option<GridAsk>> {
        let session = Session::get();
        let view = settled();
        Memo::new(move |_| {
            let data = session.data()?;
            let chosen = self.kpi.get().filter(|id| data.kpis.get(*id).is_some());
            let kpi = chosen.or_else(|| data.kpis.iter().next().map(|k| k.id))?;
            let year = self.year.get().or_else(|| {
                match data.workspace.calendar.period_of(view.get()?.span.from, Grain::Year) {
                    Period::Year(year) => Some(year),
                    _ => None,
                }
            })?;
            Some(GridAsk { kpi, level: self.level.get(), year, grain: self.grain.get() })
        })
    }
}

#[component]
fn TargetGrid() -> impl IntoView {
    let session = Session::get();
    let chosen = Chosen {
        kpi: RwSignal::new(None),
        level: RwSignal::new(Level::Target),
        year: RwSignal::new(None),
        grain: RwSignal::new(Grain::Month),
    };
    let ask = chosen.ask();
    let shown = Memo::new(move |_| Some(Arc::new(grid(session.data()?.as_ref(), ask.get()?))));
    let filling = RwSignal::new(false);
    let table = Signal::derive(move || table_of(shown.get(), session));
    let edit = move |edits: Vec<CellEdit>| match shown.get_untracked() {
        Some(grid) => store(session, &grid, &edits),
        None => Vec::new(),
    };
    let label = move || {
        let (data, ask) = (session.data()?, ask.get()?);
        let names = Names::new(&data, t());
        Some(t().targets.grid_of(&names.kpi(ask.kpi), &names.period(Period::Year(ask.year))))
    };
    let caption = Memo::new(move |_| label().unwrap_or_default());
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{t().shell.targets}</h1>
                    <p class="lede">{t().targets.lede}</p>
                </div>
                <div class="page-actions">
                    <Button icon=Icon::Target on_press=move |()| filling.set(true)>{t().targets.fill}</Button>
                </div>
            </header>
            {choices(chosen, ask)}
            {move || view! { <DataTable label=caption.get() data=table on_edit=edit/> }}
            <p class="muted">{t().targets.derived_only}</p>
            <FillDialog open=filling ask/>
        </article>
    }
}

fn choices(chosen: Chosen, ask: Memo<Option<GridAsk>>) -> AnyView {
    let session = Session::get();
    let kpis = Signal::derive(move || {
        let data = session.data();
        let all = data.iter().flat_map(|d| d.kpis.iter());
        all.map(|k| Choice::new(k.id.to_string(), t().library.label(&k.label))).collect::<Vec<_>>()
    });
    let years = Signal::derive(move || {
        let (Some(data), Some(ask)) = (session.data(), ask.get()) else { return Vec::new() };
        let names = Names::new(&data, t());
        let first = oldest_record(&data).map_or(ask.year, |d| d.year()).min(ask.year);
        let all = first - 1..=ask.year.max(first) + 3;
        all.rev().map(|y| Choice::new(y.to_string(), names.period(Period::Year(y)))).collect::<Vec<_>>()
    });
    let levels: Vec<Choice> =
        LEVELS.iter().map(|l| Choice::new(to_code(&LEVELS, l), t().targets.level_name(*l))).collect();
    let grains = vec![
        Choice::new(to_code(&GRAINS, &Grain::Month), t().targets.months),
        Choice::new(to_code(&GRAINS, &Grain::Quarter), t().targets.quarters),
    ];
    let of =
        move |part: fn(GridAsk) -> String| Signal::derive(move || ask.get().map(part).unwrap_or_default());
    view! {
        <div class="row-end">
            <Select label=t().targets.kpi options=kpis value=of(|a| a.kpi.to_string()) on_change=move |id: String| chosen.kpi.set(id.parse().ok())/>
            <Select label=t().targets.year options=years value=of(|a| a.year.to_string()) on_change=move |year: String| chosen.year.set(year.parse().ok())/>
            <Segmented
                label=t().targets.level
                options=levels
                value=of(|a| to_code(&LEVELS, &a.level))
                on_change=move |code: String| chosen.level.update(|l| *l = from_code(&LEVELS, &code, *l))
            />
            <Segmented
                label=t().targets.grain
                options=grains
                value=of(|a| to_code(&GRAINS, &a.grain))
                on_change=move |code: String| chosen.grain.update(|g| *g = from_code(&GRAINS, &code, *g))
            />
        </div>
    }
    .into_any()
}

fn table_of(grid: Option<Arc<Grid>>, session: Session) -> TableData {
    let (Some(grid), Some(data)) = (grid, session.data()) else {
        return TableData::new(Vec::new(), 0, |_, _| Cell::default());
    };
    let kpi = data.kpis.get(grid.ask.kpi).cloned();
    let mut columns = vec![Column::text(t().targets.subject).width(144)];
    columns.extend(grid.periods.iter().map(|p| Column::number(short(*p)).width(104).editable()));
    columns.push(Column::number(t().targets.years).width(116).editable());
    let rows = grid.rows.len();
    TableData::new(columns, rows, move |row, column| {
        let (Some(line), Some(kpi)) = (grid.rows.get(row), kpi.as_deref()) else { return Cell::default() };
        match column.checked_sub(1) {
            None => Cell::text(indented(line, Names::new(&data, t()))),
            Some(at) => value_cell(line.cells.get(at).unwrap_or(&line.year), kpi, &data),
        }
    })
}

/// The heading of a period: the year stands above the grid.
fn short(period: Period) -> String {
    match period {
        Period::Month(_, month) => fmt().short_month(month),
        Period::Quarter(_, quarter) => format!("Q{quarter}"),
        other => other.to_string(),
    }
}

fn indented(row: &GridRow, names: Names) -> String {
    let name = names.subject(row.subject);
    // Figure spaces keep the tree readable when the cells are copied.
    format!("{}{name}", "\u{2007}\u{2007}".repeat(row.depth))
}

fn value_cell(cell: &GridCell, kpi: &Kpi, data: &crate::domain::Dataset) -> Cell {
    let Some(value) = cell.value else { return Cell::default() };
    let mut shown = Cell::number(fmt().figure(value, Shown::of(kpi, &data.workspace)), value);
    shown.edit = Some(typed(value, kpi));
    match (cell.disagrees, cell.stored) {
        (true, _) => shown.tone(Tone::Warn).note(t().targets.disagree),
        (false, true) => shown,
        (false, false) => shown.tone(Tone::Muted).note(t().targets.derived),
    }
}

/// What editing starts from: ratios are typed in percent.
fn typed(value: Decimal, kpi: &Kpi) -> String {
    use crate::domain::kpi::Unit;
    match kpi.unit {
        Unit::Ratio => format!("{}%", (value * Decimal::ONE_HUNDRED).normalize()),
        _ => value.normalize().to_string(),
    }
}

/// Reads what was typed; `5%` is 0.05.
fn read(text: &str) -> Option<Decimal> {
    let text = text.trim();
    match text.strip_suffix(['%', '％']) {
        Some(percent) => parse_number(percent)?.checked_div(Decimal::ONE_HUNDRED),
        None => parse_number(text),
    }
}

/// Stores what can be read in one step, and says of the rest why not.
fn store(session: Session, grid: &Grid, edits: &[CellEdit]) -> Vec<CellError> {
    let mut errors = Vec::new();
    let mut all = Vec::new();
    for edit in edits {
        let wrong = |why: &str| CellError { row: edit.row, column: edit.column, why: why.to_owned() };
        let (Some(row), Some(at)) = (grid.rows.get(edit.row), edit.column.checked_sub(1)) else {
            errors.push(wrong(t().table.read_only_cell));
            continue;
        };
        let period = grid.periods.get(at).copied().unwrap_or(Period::Year(grid.ask.year));
        let value = match (edit.text.trim().is_empty(), read(&edit.text)) {
            (true, _) => None,
            (false, Some(value)) => Some(value),
            (false, None) => {
                errors.push(wrong(t().targets.not_a_number));
                continue;
            }
        };
        all.push(TargetEdit {
            kpi: grid.ask.kpi,
            subject: row.subject,
            period,
            level: grid.ask.level,
            value,
        });
    }
    if !all.is_empty()
        && let Err(refused) = session.run(&Command::Targets(all))
        && let Some(first) = edits.first()
    {
        errors.push(CellError { row: first.row, column: first.column, why: refused.words() });
    }
    errors
}
