//! Who plays in the story: the people with their strength, habits and dates, and what makes each part of it.
//!
//! The first team falls behind because of three people; the star of the third team sells most, at the lowest margin
//! and to the least satisfied customers; the twins of the second team sell alike and end on either side of 100 %.

use crate::domain::calendar::Span;
use jiff::civil::{Date, Weekday};

/// People of the company, eight a team.
pub const PEOPLE: usize = 24;
/// People who make up the first team's gap; the last of them is newly hired.
pub const GAP: [usize; 3] = [3, 4, 7];
/// Takes back the large delivery of the last week.
pub const RETURNS: usize = 3;
/// Lost the customer that stopped ordering.
pub const LOST: usize = 4;
/// Ends at 99.2 %.
pub const BELOW: usize = 9;
/// Ends at 100.3 %.
pub const ABOVE: usize = 10;
/// Sells most.
pub const STAR: usize = 17;

/// What somebody does.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Relative strength; 100 is usual.
    pub weight: u32,
    /// Discounts given, in percent, from and to.
    pub discount: (i64, i64),
    /// Usual satisfaction of the customers, in hundredths of a point of five.
    pub satisfaction: i64,
    /// When hired, in days before the running quarter began.
    pub hired: i64,
    /// When left, in the same way.
    pub left: Option<i64>,
    /// Whose customers this person has; somebody who leaves hands them on.
    pub seat: usize,
}

/// Number of customer lists.
pub const SEATS: usize = 22;

const fn part(weight: u32, satisfaction: i64, years: i64, seat: usize) -> Part {
    Part { weight, discount: (0, 8), satisfaction, hired: years * 365 + 120, left: None, seat }
}

/// The people in the order of their names.
pub const PARTS: [Part; PEOPLE] = [
    part(112, 452, 9, 0),
    part(106, 441, 6, 1),
    part(100, 447, 4, 2),
    part(118, 418, 5, 3),
    part(101, 409, 4, 4),
    part(96, 437, 3, 5),
    part(90, 460, 3, 6),
    Part { hired: 20, ..part(92, 424, 0, 7) },
    part(108, 456, 8, 8),
    part(98, 439, 4, 9),
    part(98, 443, 5, 10),
    part(91, 428, 3, 11),
    part(103, 450, 4, 12),
    part(88, 433, 2, 13),
    Part { left: Some(305), ..part(84, 415, 3, 14) },
    Part { hired: 270, ..part(93, 446, 0, 14) },
    part(105, 448, 7, 15),
    Part { discount: (16, 26), ..part(240, 349, 5, 16) },
    part(96, 436, 4, 17),
    part(107, 455, 6, 18),
    part(89, 421, 3, 19),
    part(93, 444, 3, 20),
    Part { left: Some(122), ..part(88, 412, 4, 21) },
    Part { hired: 88, ..part(90, 438, 0, 21) },
];

/// Who came from another team: the person, and the days before the running quarter.
pub const TRANSFER: (usize, usize, i64) = (12, 2, 365);

/// The team of a person today.
pub fn team(person: usize) -> usize {
    person / 8
}

/// Moves a date.
pub fn shift(date: Date, days: i64) -> Date {
    date.checked_add(jiff::Span::new().days(days)).unwrap_or(date)
}

impl Part {
    /// First and last day in the company; leaving happens on a month's last day, starting on a Monday.
    pub fn employed(&self, quarter: Date) -> (Date, Option<Date>) {
        let mut hired = shift(quarter, -self.hired);
        while hired.weekday() != Weekday::Monday {
            hired = shift(hired, 1);
        }
        (hired, self.left.map(|days| shift(shift(quarter, -days).first_of_month(), -1)))
    }

    /// The part of a span in which this person works.
    pub fn within(&self, quarter: Date, span: Span) -> Option<Span> {
        let (from, left) = self.employed(quarter);
        span.intersect(&Span { from, to: left.unwrap_or(span.to).max(from) })
    }
}

/// How much of their strength somebody has so many days after being hired, in percent.
pub fn ramp(days: i64) -> u32 {
    match days {
        ..14 => 15,
        14..30 => 30,
        30..60 => 50,
        60..90 => 65,
        90..120 => 85,
        _ => 100,
    }
}
