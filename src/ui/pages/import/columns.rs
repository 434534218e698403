//! What the rows are and what each column means.

use super::{Wizard, asked_tag, short};
use crate::domain::Decimal;
use crate::state::import::Content;
use crate::state::import::{ColumnChoice, Confidence, DateOrder, DateStyle, Field, Kind, Question, Tax, Use};
use crate::ui::components::{Button, Check, Choice, Note, NoteKind, NumberField, Select, Tag};
use crate::ui::forms::{from_code, to_code};
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

/// The ways to write a date that are offered.
const STYLES: [DateStyle; 6] = [
    DateStyle { order: DateOrder::Ymd, roc: false },
    DateStyle { order: DateOrder::Dmy, roc: false },
    DateStyle { order: DateOrder::Mdy, roc: false },
    DateStyle { order: DateOrder::Ymd, roc: true },
    DateStyle { order: DateOrder::Dmy, roc: true },
    DateStyle { order: DateOrder::Mdy, roc: true },
];
/// The units that a cell of one can stand for.
const UNITS: [i64; 5] = [1, 1_000, 10_000, 1_000_000, 100_000_000];

/// One column as drawn.
#[derive(Clone, PartialEq)]
struct Row {
    at: usize,
    heading: String,
    samples: Vec<String>,
    choice: ColumnChoice,
    confidence: Confidence,
    has_period: bool,
    /// What is asked about it and not answered yet.
    open: Vec<Question>,
}

/// The step of the columns.
pub(super) fn view(wizard: Wizard) -> AnyView {
    let kind = wizard.part(|import| import.analysis().map(|a| a.choices.kind));
    let rows = wizard.part(|import| {
        let Some(analysis) = import.analysis() else { return Vec::new() };
        let open =
            |at: usize| import.open_questions().filter(|q| column_of(q) == Some(at)).cloned().collect();
        let columns = analysis.columns.iter().zip(&analysis.choices.columns).enumerate();
        columns
            .map(|(at, (column, choice))| Row {
                at,
                heading: column.profile.heading.clone(),
                samples: column.profile.samples.iter().take(4).map(|text| short(text)).collect(),
                choice: *choice,
                confidence: column.confidence,
                has_period: column.profile.period.is_some(),
                open: open(at),
            })
            .collect::<Vec<Row>>()
    });
    let kinds: Vec<Choice> = Kind::ALL
        .iter()
        .map(|one| Choice::new(to_code(&Kind::ALL, one), t().import.kind_name(*one)))
        .collect();
    let chosen =
        Signal::derive(move || kind.get().map(|kind| to_code(&Kind::ALL, &kind)).unwrap_or_default());
    let set_kind = move |code: String| {
        wizard.choose(|import| import.set_kind(from_code(&Kind::ALL, &code, Kind::Records)));
    };
    let asks_kind = wizard.part(|import| import.open_questions().any(|q| *q == Question::Kind));
    let list = move || {
        let kind = kind.get().unwrap_or(Kind::Records);
        rows.get().into_iter().map(|row| row_view(wizard, kind, row)).collect_view()
    };
    view! {
        <div class="row-end">
            <Select label=t().import.kind options=Signal::stored(kinds) value=chosen on_change=set_kind/>
            {tax_and_year(wizard)}
            <Show when=move || asks_kind.get()>
                <Button on_press=move |()| wizard.choose(|import| import.confirm(&Question::Kind))>{t().import.confirm}</Button>
            </Show>
        </div>
        {missing(wizard)}
        <div class="column-list" role="list">
            <div class="column-row is-head" aria-hidden="true">
                <span>{t().import.column}</span><span>{t().import.means}</span><span>{t().import.samples}</span>
            </div>
            {list}
        </div>
    }
    .into_any()
}

/// What is needed and no column has.
pub(super) fn missing(wizard: Wizard) -> AnyView {
    let lacks = wizard.part(|import| {
        import
            .open_questions()
            .filter_map(|q| match q {
                Question::Missing { fields } => Some(fields.clone()),
                _ => None,
            })
            .collect::<Vec<Vec<Field>>>()
    });
    (move || {
        let note = |fields: Vec<Field>| {
            let names = fields.iter().map(|field| t().import.field(*field).to_owned());
            let names = names.reduce(|first, second| t().import.or(&first, &second)).unwrap_or_default();
            view! { <Note kind=NoteKind::Warn>{t().import.missing(&names)}</Note> }
        };
        lacks.get().into_iter().map(note).collect_view()
    })
    .into_any()
}

/// The tax rate where amounts contain tax, and the year where months name none.
fn tax_and_year(wizard: Wizard) -> AnyView {
    let tax = wizard.part(|import| {
        let analysis = import.analysis()?;
        let taxed = analysis.choices.columns.iter().any(|c| c.tax == Tax::Included && is_money(c.used));
        taxed.then_some(analysis.choices.tax_rate)
    });
    let year = wizard.part(|import| {
        let asked = import.analysis()?.questions.contains(&Question::Year);
        asked.then(|| import.analysis().and_then(|a| a.choices.year))
    });
    let set_tax = move |rate: Option<Decimal>| {
        if let Some(rate) = rate {
            wizard.choose(|import| import.set_tax_rate(rate));
        }
    };
    let set_year = move |year: Option<Decimal>| {
        if let Some(year) = year.and_then(|year| year.to_i16()) {
            wizard.choose(|import| import.set_year(year));
        }
    };
    view! {
        <Show when=move || tax.get().is_some()>
            <NumberField label=t().import.tax_rate decimals=2 value=Signal::derive(move || tax.get()) on_change=set_tax/>
        </Show>
        <Show when=move || year.get().is_some()>
            <NumberField label=t().import.year value=Signal::derive(move || year.get().flatten().map(Decimal::from)) on_change=set_year/>
        </Show>
    }
    .into_any()
}

fn is_money(used: Use) -> bool {
    matches!(used, Use::Field(field) if field.is_money())
}

fn column_of(question: &Question) -> Option<usize> {
    match question {
        Question::Column { column }
        | Question::Dates { column, .. }
        | Question::Unit { column, .. }
        | Question::Tax { column }
        | Question::Currency { column, .. } => Some(*column),
        _ => None,
    }
}

fn row_view(wizard: Wizard, kind: Kind, row: Row) -> AnyView {
    let Row { at, heading, samples, choice, confidence, has_period, open } = row;
    let fields = kind.fields();
    let mut options = vec![Choice::new("", t().import.ignore)];
    if has_period || matches!(choice.used, Use::Period(_)) {
        options.push(Choice::new("period", t().import.months));
    }
    options.extend(fields.iter().map(|field| Choice::new(to_code(fields, field), t().import.field(*field))));
    let chosen = match choice.used {
        Use::Ignore => String::new(),
        Use::Period(_) => "period".to_owned(),
        Use::Field(field) => to_code(fields, &field),
    };
    let set_use = move |code: String| {
        let period = wizard.import.with_untracked(|import| {
            import.analysis().and_then(|a| a.columns.get(at)).and_then(|column| column.profile.period)
        });
        let used = match (code.as_str(), period) {
            ("period", Some(period)) => Use::Period(period),
            ("" | "period", _) => Use::Ignore,
            (code, _) => {
                fields.first().map_or(Use::Ignore, |first| Use::Field(from_code(fields, code, *first)))
            }
        };
        wizard.choose(|import| import.set_column(at, ColumnChoice { used, ..choice }));
    };
    let name = if heading.is_empty() { fmt().whole(at as i64 + 1) } else { heading };
    let asked = !open.is_empty();
    let foreign = wizard.import.with_untracked(|import| import.foreign_currency(at));
    let status = match (asked, choice.used, confidence) {
        (true, ..) => asked_tag(),
        (false, Use::Field(_) | Use::Period(_), Confidence::Certain) => {
            view! { <Tag>{t().import.certain}</Tag> }.into_any()
        }
        (false, ..) => ().into_any(),
    };
    let confirm = move |()| {
        wizard.choose(|import| {
            for question in &open {
                import.confirm(question);
            }
        });
    };
    let samples = samples.into_iter().map(|text| view! { <span class="sample">{text}</span> }).collect_view();
    view! {
        <div class="column-row" role="listitem" class:is-out={choice.used == Use::Ignore}>
            <strong class="truncate">{name.clone()}</strong>
            <div class="stack-1">
                <div class="row">
                    <Select bare=true label=format!("{name}{}{}", fmt().colon(), t().import.means) options=Signal::stored(options) value=chosen on_change=set_use/>
                    {status}
                    {asked.then(|| view! { <Button small=true on_press=confirm>{t().import.confirm}</Button> })}
                </div>
                {details(wizard, at, choice)}
                {foreign.map(|code| currency(wizard, at, choice, &code))}
            </div>
            <div class="samples">{samples}</div>
        </div>
    }
    .into_any()
}

/// How dates, units and tax of a column are meant.
fn details(wizard: Wizard, at: usize, choice: ColumnChoice) -> AnyView {
    let Use::Field(field) = choice.used else { return ().into_any() };
    let set = move |choice: ColumnChoice| wizard.choose(|import| import.set_column(at, choice));
    if field.content() == Content::Date {
        let options = STYLES.iter().map(|one| Choice::new(to_code(&STYLES, one), style_words(*one)));
        let pick =
            move |code: String| set(ColumnChoice { date: from_code(&STYLES, &code, choice.date), ..choice });
        return view! {
            <div class="row">
                <Select bare=true label=t().import.dates options=Signal::stored(options.collect::<Vec<_>>()) value=to_code(&STYLES, &choice.date) on_change=pick/>
            </div>
        }
        .into_any();
    }
    if !field.is_money() && field != Field::Value {
        return ().into_any();
    }
    let units = UNITS.iter().map(|one| Choice::new(to_code(&UNITS, one), unit_words(*one)));
    let pick =
        move |code: String| set(ColumnChoice { scale: from_code(&UNITS, &code, choice.scale), ..choice });
    let taxed =
        move |on: bool| set(ColumnChoice { tax: if on { Tax::Included } else { Tax::Excluded }, ..choice });
    view! {
        <div class="row">
            <Select bare=true label=t().import.unit options=Signal::stored(units.collect::<Vec<_>>()) value=to_code(&UNITS, &choice.scale) on_change=pick/>
            {field.is_money().then(|| view! { <Check label=t().import.tax_included value={choice.tax == Tax::Included} on_change=taxed/> })}
        </div>
    }
    .into_any()
}

/// The currency that the heading names, where the workspace has another: the rate, or that the amounts are not in it.
fn currency(wizard: Wizard, at: usize, choice: ColumnChoice, code: &str) -> AnyView {
    let own =
        wizard.session.data_now().map(|data| data.workspace.currency.code().to_owned()).unwrap_or_default();
    let set = move |rate: Option<Decimal>| {
        let rate = rate.filter(|rate| *rate > Decimal::ZERO);
        wizard.choose(|import| import.set_column(at, ColumnChoice { rate, ..choice }));
    };
    view! {
        <div class="stack-1 foreign">
            <p class="small">{t().import.currency_differs(code, &own)}</p>
            <NumberField label=t().import.currency_rate(code, &own) optional=true decimals=6 value=Signal::stored(choice.rate) on_change=set/>
        </div>
    }
    .into_any()
}

fn style_words(style: DateStyle) -> String {
    let order = match style.order {
        DateOrder::Ymd => t().import.date_ymd,
        DateOrder::Dmy => t().import.date_dmy,
        DateOrder::Mdy => t().import.date_mdy,
    };
    if style.roc { format!("{order} · {}", t().import.date_roc) } else { order.to_owned() }
}

fn unit_words(unit: i64) -> String {
    if unit == 1 {
        t().import.unit_one.to_owned()
    } else {
        format!("× {}", fmt().compact(Decimal::from(unit)))
    }
}
