//! Figures: one that explains itself, a tile of one figure and its facts, a difference with sign, colour and word.

use crate::ui::lang::t;
use leptos::prelude::*;

/// How something stands. Colour never says it alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// At or above.
    Ahead,
    /// Below.
    Behind,
    /// Neither: no change, or no judgement.
    #[default]
    Even,
    /// No data.
    Missing,
}

impl Status {
    /// Of a difference whose larger values are better.
    #[must_use]
    pub fn of<T: PartialOrd + Default>(difference: &T) -> Self {
        match difference.partial_cmp(&T::default()) {
            Some(std::cmp::Ordering::Greater) => Self::Ahead,
            Some(std::cmp::Ordering::Less) => Self::Behind,
            Some(std::cmp::Ordering::Equal) => Self::Even,
            None => Self::Missing,
        }
    }

    /// Its sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Ahead => "▲",
            Self::Behind => "▼",
            Self::Even => "●",
            Self::Missing => "–",
        }
    }

    /// Its class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ahead => "is-ahead",
            Self::Behind => "is-behind",
            Self::Even => "is-even",
            Self::Missing => "is-missing",
        }
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ahead => t().common.ahead,
            Self::Behind => t().common.behind,
            Self::Even => t().common.unchanged,
            Self::Missing => t().common.no_value,
        }
    }
}

/// A figure that opens the calculation behind it.
#[component]
pub fn FigureButton(
    /// The figure as shown.
    #[prop(into)]
    text: Signal<String>,
    /// What it is, read aloud before "show how it was calculated".
    #[prop(into)]
    what: Signal<String>,
    /// Opens the calculation.
    #[prop(into)]
    on_open: Callback<()>,
) -> impl IntoView {
    let name = move || format!("{} – {}", text.get(), t().figure.explain(&what.get()));
    view! {
        <button type="button" class="figure" aria-label=name title=t().figure.trace on:click=move |_| on_open.run(())>
            {move || text.get()}
        </button>
    }
    .into_any()
}

/// Whether a figure as shown is zero: it has digits, and they are all zeros.
fn is_zero(text: &str) -> bool {
    let mut digits = text.chars().filter(char::is_ascii_digit).peekable();
    digits.peek().is_some() && digits.all(|digit| digit == '0')
}

/// How wide a figure is, in ems of its own size: what `--ems` of a `.tile-value` takes, so that the style sheet
/// can choose the largest size at which the whole figure is in its tile. Generous: a little too small is
/// readable, a little too large is cut off.
#[must_use]
pub fn ems(text: &str) -> f64 {
    let width = |glyph: char| match glyph {
        ',' | '.' => 0.32,
        ' ' | '\u{a0}' | '\u{202f}' => 0.3,
        _ if glyph.is_ascii() => 0.62,
        '−' | '–' => 0.62,
        _ => 1.05,
    };
    // An empty figure takes the place of one digit: the style sheet divides by this.
    text.chars().map(width).sum::<f64>().max(0.62)
}

/// A difference: sign, figure and word.
#[component]
pub fn Delta(
    /// How it stands.
    #[prop(into)]
    status: Signal<Status>,
    /// The figure with its own plus or minus.
    #[prop(into)]
    text: Signal<String>,
    /// Words after it, such as "against last year". Absent: the word of the status.
    #[prop(optional, into)]
    words: Option<Signal<String>>,
) -> impl IntoView {
    // What is shown as zero is no change, whatever stands behind the last place.
    let status =
        Signal::derive(move || if text.with(|text| is_zero(text)) { Status::Even } else { status.get() });
    let words = move || words.map_or_else(|| status.get().word().to_owned(), |words| words.get());
    view! {
        <span class=move || format!("delta {}", status.get().class())>
            <span class="sign" aria-hidden="true">{move || status.get().sign()}</span>
            <span>{move || text.get()}</span>
            <span>{words}</span>
        </span>
    }
    .into_any()
}

/// A short word in a frame.
#[component]
pub fn Tag(
    /// How it stands.
    #[prop(optional, into)]
    status: Signal<Status>,
    /// The word.
    children: Children,
) -> impl IntoView {
    let signed = move || matches!(status.get(), Status::Ahead | Status::Behind);
    let sign = move || signed().then(|| view! { <span aria-hidden="true">{status.get().sign()}</span> });
    view! {
        <span class=move || format!("tag {}", status.get().class())>
            {sign}
            {children()}
        </span>
    }
    .into_any()
}

/// One figure and what is known about it. Stands in a `div.tiles`.
#[component]
pub fn StatTile(
    /// What the figure is, with its period where that differs from the page's.
    #[prop(into)]
    label: Signal<String>,
    /// The figure.
    #[prop(into)]
    value: Signal<String>,
    /// Its unit.
    #[prop(optional, into)]
    unit: Option<Signal<String>>,
    /// Opens the calculation.
    #[prop(optional, into)]
    on_open: Option<Callback<()>>,
    /// The facts below: attainment, gap, pace.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let figure = match on_open {
        Some(on_open) => view! { <FigureButton text=value what=label on_open/> }.into_any(),
        None => view! { <span>{move || value.get()}</span> }.into_any(),
    };
    view! {
        <section class="tile">
            <div class="tile-label">{move || label.get()}</div>
            <div class="tile-value" style=("--ems", move || value.with(|value| format!("{:.2}", ems(value))))>
                {figure}
                {unit.map(|unit| view! { <span class="unit">{move || unit.get()}</span> })}
            </div>
            {children.map(|children| view! { <div class="tile-facts">{children()}</div> })}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{ems, is_zero};

    #[test]
    fn a_longer_figure_is_wider_and_none_is_without_width() {
        let widths = ["", "142,132.34", "NT$6.2 億", "6,238,321,234.56"].map(ems);
        for (width, expected) in widths.into_iter().zip([0.62, 5.60, 4.77, 8.72]) {
            assert!((width - expected).abs() < 1e-9, "{widths:?}");
        }
    }

    #[test]
    fn a_difference_shown_as_zero_is_none() {
        for (text, zero) in [
            ("0.0 pts", true),
            ("+0.00", true),
            ("0", true),
            ("−0.1", false),
            ("+10", false),
            ("–", false),
            ("", false),
        ] {
            assert_eq!(is_zero(text), zero, "{text}");
        }
    }
}
