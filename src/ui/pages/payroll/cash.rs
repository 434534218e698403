//! Money of a plan as text: in the plan's own currency.

use crate::domain::Decimal;
use crate::domain::dataset::Dataset;
use crate::domain::incentive::Plan;
use crate::domain::money::Currency;
use crate::state::payroll::run::currency;
use crate::ui::lang::fmt;

/// How a plan's money is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cash {
    currency: Currency,
    shown: u32,
}

impl Cash {
    /// The money of a plan.
    pub fn of(data: &Dataset, plan: &Plan) -> Cash {
        let currency = currency(data, plan);
        let own = currency == data.workspace.currency;
        Cash { currency, shown: if own { data.workspace.shown_digits } else { currency.digits() } }
    }

    /// An amount, without currency.
    pub fn plain(self, minor: i64) -> String {
        fmt().money(minor, self.currency.digits(), self.shown)
    }

    /// An amount for a sentence, with its currency.
    pub fn whole(self, minor: i64) -> String {
        fmt().priced(self.currency, &self.plain(minor))
    }

    /// An amount for a sentence, compact and with its currency.
    pub fn short(self, minor: i64) -> String {
        self.short_of(crate::domain::Decimal::new(minor, self.currency.digits()))
    }

    /// An amount in major units for a sentence, compact and with its currency.
    pub fn short_of(self, major: crate::domain::Decimal) -> String {
        fmt().priced(self.currency, &fmt().compact(major))
    }

    /// An amount in major units, without currency.
    pub fn number(self, major: crate::domain::Decimal) -> String {
        fmt().number(major, self.shown)
    }

    /// A difference.
    pub fn signed(self, minor: i64) -> String {
        fmt().signed_money(minor, self.currency.digits(), self.shown)
    }

    /// The unit of columns.
    pub fn unit(self) -> String {
        fmt().currency_sign(self.currency).trim().to_owned()
    }

    /// The amount as spreadsheets read it.
    pub fn exact(self, minor: i64) -> String {
        crate::domain::Money { minor, currency: self.currency }.decimal().to_string()
    }

    /// Decimals of the smallest unit.
    pub fn digits(self) -> u32 {
        self.currency.digits()
    }

    /// Minor units of an amount, rounded half away from zero; zero where it is too large.
    pub fn minor(self, amount: Decimal) -> i64 {
        let rounding =
            crate::domain::money::Rounding { unit: 1, half: crate::domain::money::Half::AwayFromZero };
        crate::domain::money::round(amount, self.currency, rounding).map_or(0, |m| m.minor)
    }

    /// The code of the currency.
    pub fn code(self) -> String {
        self.currency.code().to_owned()
    }
}
