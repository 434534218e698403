//! Figures with their unit: how a value of each unit is written in full, exactly, and in short.

use super::Format;
use crate::domain::Decimal;
use crate::domain::kpi::{Kpi, Unit};
use crate::domain::workspace::Workspace;

/// Most places of an exact figure in a calculation.
const EXACT: u32 = 6;

/// What a value is counted in and with how many decimals it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The unit.
    pub unit: Unit,
    /// Decimals; of a ratio, those of the percentage.
    pub digits: u32,
}

impl Shown {
    /// How values of a KPI are shown; money as the workspace wants it.
    #[must_use]
    pub fn of(kpi: &Kpi, workspace: &Workspace) -> Self {
        let digits = if kpi.unit == Unit::Money { workspace.shown_digits } else { kpi.digits };
        Self { unit: kpi.unit, digits }
    }

    /// Money as the workspace shows it.
    #[must_use]
    pub fn money(workspace: &Workspace) -> Self {
        Self { unit: Unit::Money, digits: workspace.shown_digits }
    }
}

impl Format {
    /// A figure in full: `1,234,567`, `91.3%`, `4.25`.
    #[must_use]
    pub fn figure(self, value: Decimal, shown: Shown) -> String {
        match shown.unit {
            Unit::Money | Unit::Points => self.number(value, shown.digits),
            Unit::Count | Unit::Quantity => self.at_most(value, shown.digits.max(1)),
            Unit::Ratio => self.percent(value, shown.digits),
        }
    }

    /// A figure for tiles and sentences: money and large counts in the language's own units, others in full.
    #[must_use]
    pub fn short(self, value: Decimal, shown: Shown) -> String {
        let large = value.abs() >= Decimal::from(10_000);
        match shown.unit {
            Unit::Money | Unit::Quantity | Unit::Count if large => self.compact(value),
            _ => self.figure(value, shown),
        }
    }

    /// A difference of two figures with its sign: `+1.2M`, `−3.1 pts`, `+0.20`.
    #[must_use]
    pub fn difference(self, value: Decimal, shown: Shown) -> String {
        match shown.unit {
            Unit::Ratio => self.points(value, shown.digits),
            _ => {
                let text = self.short(value, shown);
                if value > Decimal::ZERO { format!("+{text}") } else { text }
            }
        }
    }

    /// A figure as a calculation states it: nothing is rounded away that stands in the first six places.
    #[must_use]
    pub fn exact(self, value: Decimal, shown: Shown) -> String {
        match shown.unit {
            Unit::Ratio => self.percent_at_most(value, EXACT),
            _ => {
                let needed = value.normalize().scale().min(EXACT);
                self.number(value, needed.max(if shown.unit == Unit::Money { shown.digits } else { 0 }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn figures_follow_their_unit() {
        let en = Format::new(Lang::En);
        let hant = Format::new(Lang::ZhHant);
        let shown = |unit, digits| Shown { unit, digits };
        let dec = |text: &str| text.parse::<Decimal>().unwrap();
        for (value, unit, digits, full, short, difference, exact) in [
            ("1234567.891", Unit::Money, 0, "1,234,568", "1.23M", "+1.23M", "1,234,567.891"),
            ("-99.5", Unit::Money, 2, "−99.50", "−99.50", "−99.50", "−99.50"),
            ("0.91345", Unit::Ratio, 1, "91.3%", "91.3%", "+91.3 pts", "91.345%"),
            ("4238", Unit::Count, 0, "4,238", "4,238", "+4,238", "4,238"),
            ("4.256", Unit::Points, 2, "4.26", "4.26", "+4.26", "4.256"),
        ] {
            let (value, shown) = (dec(value), shown(unit, digits));
            let got = [
                en.figure(value, shown),
                en.short(value, shown),
                en.difference(value, shown),
                en.exact(value, shown),
            ];
            assert_eq!(got, [full, short, difference, exact], "{value}");
        }
        assert_eq!(hant.short(dec("1234567"), shown(Unit::Money, 0)), "123 萬");
        assert_eq!(hant.difference(dec("-0.021"), shown(Unit::Ratio, 1)), "−2.1 個百分點");
    }
}
