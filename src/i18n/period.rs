//! Days and periods in words.

use super::{Format, Lang};
use crate::domain::calendar::{Period, Span};
use jiff::civil::{Date, Weekday};

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const HANS_DIGITS: [&str; 5] = ["〇", "一", "二", "三", "四"];

impl Format {
    /// A day for tables, sortable by eye: `2026/11/20`, `2026-11-20`, `20 Nov 2026`.
    #[must_use]
    pub fn date(self, day: Date) -> String {
        let (year, month, number) = (day.year(), day.month(), day.day());
        match self.lang {
            Lang::ZhHant => format!("{year}/{month:02}/{number:02}"),
            Lang::ZhHans => format!("{year}-{month:02}-{number:02}"),
            Lang::En => format!("{number} {} {year}", short_month_en(month)),
        }
    }

    /// A day without its year: `11/20`, `11月20日`, `20 Nov`.
    #[must_use]
    pub fn day_of_year(self, day: Date) -> String {
        match self.lang {
            Lang::ZhHant => format!("{}/{}", day.month(), day.day()),
            Lang::ZhHans => format!("{}月{}日", day.month(), day.day()),
            Lang::En => format!("{} {}", day.day(), short_month_en(day.month())),
        }
    }

    /// A day in words with its weekday: `2026 年 11 月 20 日（五）`.
    #[must_use]
    pub fn date_long(self, day: Date) -> String {
        let (year, month, number) = (day.year(), day.month(), day.day());
        let weekday = self.weekday(day.weekday());
        match self.lang {
            Lang::ZhHant => format!("{year} 年 {month} 月 {number} 日（{weekday}）"),
            Lang::ZhHans => format!("{year}年{month}月{number}日（{weekday}）"),
            Lang::En => format!("{weekday}, {number} {} {year}", month_en(month)),
        }
    }

    /// A weekday: `五`, `周五`, `Friday`.
    #[must_use]
    pub const fn weekday(self, day: Weekday) -> &'static str {
        let (hant, hans, en) = match day {
            Weekday::Monday => ("一", "周一", "Monday"),
            Weekday::Tuesday => ("二", "周二", "Tuesday"),
            Weekday::Wednesday => ("三", "周三", "Wednesday"),
            Weekday::Thursday => ("四", "周四", "Thursday"),
            Weekday::Friday => ("五", "周五", "Friday"),
            Weekday::Saturday => ("六", "周六", "Saturday"),
            Weekday::Sunday => ("日", "周日", "Sunday"),
        };
        match self.lang {
            Lang::ZhHant => hant,
            Lang::ZhHans => hans,
            Lang::En => en,
        }
    }

    /// A weekday that stands alone: `週一`, `周一`, `Monday`.
    #[must_use]
    pub fn weekday_name(self, day: Weekday) -> String {
        match self.lang {
            Lang::ZhHant => format!("週{}", self.weekday(day)),
            Lang::ZhHans | Lang::En => self.weekday(day).to_owned(),
        }
    }

    /// A month that stands alone: `11 月`, `11月`, `November`.
    #[must_use]
    pub fn month_name(self, month: i8) -> String {
        match self.lang {
            Lang::ZhHant => format!("{month} 月"),
            Lang::ZhHans => format!("{month}月"),
            Lang::En => month_en(month).to_owned(),
        }
    }

    /// A month with its year: `2026 年 11 月`, `November 2026`.
    #[must_use]
    pub fn month(self, year: i16, month: i8) -> String {
        match self.lang {
            Lang::ZhHant => format!("{year} 年 {month} 月"),
            Lang::ZhHans => format!("{year}年{month}月"),
            Lang::En => format!("{} {year}", month_en(month)),
        }
    }

    /// A month on an axis, as narrow as it gets: `11月`, `Nov`.
    #[must_use]
    pub fn short_month(self, month: i8) -> String {
        match self.lang {
            Lang::ZhHant | Lang::ZhHans => format!("{month}月"),
            Lang::En => short_month_en(month).to_owned(),
        }
    }

    /// Half a month: `2026 年 11 月上半月`, `1–15 November 2026`.
    #[must_use]
    pub fn half_month(self, year: i16, month: i8, second: bool) -> String {
        let name = self.month(year, month);
        match (self.lang, second) {
            (Lang::ZhHant | Lang::ZhHans, false) => format!("{name}上半月"),
            (Lang::ZhHant | Lang::ZhHans, true) => format!("{name}下半月"),
            (Lang::En, false) => format!("First half of {name}"),
            (Lang::En, true) => format!("Second half of {name}"),
        }
    }

    /// A quarter of a (fiscal) year labelled `year`: `2026 年第 4 季`, `2026年第四季度`, `Q4 2026`.
    #[must_use]
    pub fn quarter(self, year: i16, quarter: i8) -> String {
        match self.lang {
            Lang::ZhHant => format!("{year} 年第 {quarter} 季"),
            Lang::ZhHans => format!("{year}年第{}季度", hans_digit(quarter)),
            Lang::En => format!("Q{quarter} {year}"),
        }
    }

    /// Half of a (fiscal) year: `2026 年上半年`, `H1 2026`.
    #[must_use]
    pub fn half_year(self, year: i16, half: i8) -> String {
        match self.lang {
            Lang::ZhHant => format!("{year} 年{}", if half == 1 { "上半年" } else { "下半年" }),
            Lang::ZhHans => format!("{year}年{}", if half == 1 { "上半年" } else { "下半年" }),
            Lang::En => format!("H{half} {year}"),
        }
    }

    /// A year; one that does not start in January is called a fiscal year.
    #[must_use]
    pub fn year(self, year: i16, fiscal: bool) -> String {
        match (self.lang, fiscal) {
            (Lang::ZhHant, false) => format!("{year} 年"),
            (Lang::ZhHant, true) => format!("{year} 會計年度"),
            (Lang::ZhHans, false) => format!("{year}年"),
            (Lang::ZhHans, true) => format!("{year}财年"),
            (Lang::En, false) => year.to_string(),
            (Lang::En, true) => format!("FY {year}"),
        }
    }

    /// From one day to another, both included: `2026/10/01–11/20`.
    #[must_use]
    pub fn days(self, first: Date, last: Date) -> String {
        if first == last {
            return self.date(first);
        }
        match self.lang {
            Lang::ZhHant => format!("{}–{}", self.date(first), self.date(last)),
            Lang::ZhHans => format!("{} 至 {}", self.date(first), self.date(last)),
            Lang::En if first.year() == last.year() => {
                format!("{} – {}", self.day_of_year(first), self.date(last))
            }
            Lang::En => format!("{} – {}", self.date(first), self.date(last)),
        }
    }

    /// Any period in words. `fiscal` says that years do not start in January.
    #[must_use]
    pub fn period(self, period: Period, fiscal: bool) -> String {
        match period {
            Period::HalfMonth(year, month, half) => self.half_month(year, month, half == 2),
            Period::Month(year, month) => self.month(year, month),
            Period::Quarter(year, quarter) => self.quarter(year, quarter),
            Period::HalfYear(year, half) => self.half_year(year, half),
            Period::Year(year) => self.year(year, fiscal),
            Period::Custom(Span { from, to }) => self.days(from, to),
        }
    }

    /// Minutes of a day as a clock: `09:05`.
    #[must_use]
    pub fn clock(self, hour: u32, minute: u32) -> String {
        format!("{hour:02}:{minute:02}")
    }
}

fn month_en(month: i8) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|month| month.checked_sub(1))
        .and_then(|month| MONTHS_EN.get(month))
        .copied()
        .unwrap_or("–")
}

fn short_month_en(month: i8) -> &'static str {
    let name = month_en(month);
    name.get(..3).unwrap_or(name)
}

fn hans_digit(number: i8) -> &'static str {
    usize::try_from(number).ok().and_then(|number| HANS_DIGITS.get(number)).copied().unwrap_or("–")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_periods_read_as_in_their_language() {
        let day = date(2026, 11, 20);
        let first = date(2026, 10, 1);
        for (lang, expected) in [
            (
                Lang::ZhHant,
                [
                    "2026/11/20",
                    "2026 年 11 月 20 日（五）",
                    "2026 年 11 月",
                    "2026 年第 4 季",
                    "2026 年下半年",
                    "2026/10/01–2026/11/20",
                ],
            ),
            (
                Lang::ZhHans,
                [
                    "2026-11-20",
                    "2026年11月20日（周五）",
                    "2026年11月",
                    "2026年第四季度",
                    "2026年下半年",
                    "2026-10-01 至 2026-11-20",
                ],
            ),
            (
                Lang::En,
                [
                    "20 Nov 2026",
                    "Friday, 20 November 2026",
                    "November 2026",
                    "Q4 2026",
                    "H2 2026",
                    "1 Oct – 20 Nov 2026",
                ],
            ),
        ] {
            let f = Format::new(lang);
            assert_eq!(
                [
                    f.date(day),
                    f.date_long(day),
                    f.month(2026, 11),
                    f.quarter(2026, 4),
                    f.half_year(2026, 2),
                    f.days(first, day)
                ],
                expected
            );
        }
    }
}
