//! Money: integers of minor units with a currency, and the one function that rounds to them.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use std::fmt;

/// An ISO 4217 currency code, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// New Taiwan dollar.
    pub const TWD: Currency = Currency(*b"TWD");
    /// Renminbi.
    pub const CNY: Currency = Currency(*b"CNY");
    /// United States dollar.
    pub const USD: Currency = Currency(*b"USD");

    /// Reads a code of three Latin letters, in any case.
    pub fn parse(code: &str) -> Option<Currency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Currency(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code, such as `TWD`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimal digits of the minor unit in ISO 4217 (USD 2, JPY 0, KWD 3). Amounts are stored at this scale.
    pub fn digits(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// Digits shown, and paid, by custom: New Taiwan dollars have cents on paper only.
    pub fn customary_digits(&self) -> u32 {
        if &self.0 == b"TWD" { 0 } else { self.digits() }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of money in minor units of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: cents for USD, yen for JPY.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// The amount in major units, exact.
    pub fn decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.minor), self.currency.digits())
    }
}

/// What happens to exactly half a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Half {
    /// Half away from zero, the default.
    #[default]
    AwayFromZero,
    /// Half to the even neighbour (banker's rounding).
    Even,
}

impl Half {
    fn strategy(self) -> RoundingStrategy {
        match self {
            Half::AwayFromZero => RoundingStrategy::MidpointAwayFromZero,
            Half::Even => RoundingStrategy::MidpointNearestEven,
        }
    }

    /// Rounds to decimal places.
    pub fn round(self, value: Decimal, places: u32) -> Decimal {
        value.round_dp_with_strategy(places, self.strategy())
    }
}

/// The workspace's rule for amounts that are stated or paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// The smallest amount, in minor units: 100 pays whole dollars of a currency with cents.
    pub unit: i64,
    /// What happens to exactly half a unit.
    pub half: Half,
}

/// Rounds an exact amount in major units to money: the one place where money is rounded.
///
/// `None` where the amount does not fit 64 bits of minor units.
pub fn round(amount: Decimal, currency: Currency, rule: Rounding) -> Option<Money> {
    let unit = Decimal::from(rule.unit.max(1));
    let minor = amount.checked_mul(Decimal::from(10_i64.pow(currency.digits())))?;
    let steps = rule.half.round(minor.checked_div(unit)?, 0);
    Some(Money { minor: steps.checked_mul(unit)?.to_i64()?, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_once_to_the_unit() {
        let usd = Currency::parse("usd").unwrap();
        let twd = Currency::parse("TWD").unwrap();
        let cases = [
            ("1.005", usd, 1, Half::AwayFromZero, 101),
            ("-1.005", usd, 1, Half::AwayFromZero, -101),
            ("1.005", usd, 1, Half::Even, 100),
            ("1.015", usd, 1, Half::Even, 102),
            ("10.50", twd, 100, Half::AwayFromZero, 1100),
            ("10.49", twd, 100, Half::AwayFromZero, 1000),
        ];
        for (amount, currency, unit, half, minor) in cases {
            let got = round(amount.parse().unwrap(), currency, Rounding { unit, half });
            assert_eq!(got, Some(Money { minor, currency }), "{amount} {currency} {half:?}");
        }
        let cents = Rounding { unit: 1, half: Half::AwayFromZero };
        assert_eq!(round(Decimal::MAX, usd, cents), None);
    }

    #[test]
    fn codes_are_three_letters() {
        assert_eq!(Currency::parse("twd").map(|c| (c.digits(), c.customary_digits())), Some((2, 0)));
        for bad in ["", "US", "USDT", "U5D", "元"] {
            assert_eq!(Currency::parse(bad), None, "{bad}");
        }
    }
}
