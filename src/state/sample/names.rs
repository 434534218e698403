//! The words of a sample company. `i18n` fills them in for each language, so that this layer speaks none.

use crate::domain::money::Currency;
use crate::state::sample::reviews::ReviewWords;

/// Whose public holidays the company keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holidays {
    /// Taiwan.
    Taiwan,
    /// Mainland China.
    Mainland,
    /// New Year, Lunar New Year and Christmas: an office that serves several countries of the region.
    Regional,
}

/// A region and its cities.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// The region, one per team.
    pub name: &'static str,
    /// Its cities.
    pub cities: [&'static str; 3],
}

/// What people of a role answer for, and what they have to do.
#[derive(Clone, Copy, Debug)]
pub struct Duties {
    /// What they answer for.
    pub responsibilities: [&'static str; 2],
    /// What they have to do.
    pub tasks: [&'static str; 2],
}

/// The words, and what goes with a language: currency, price level and holidays.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// Number of the language, so that two languages give different companies.
    pub stream: u64,
    /// The company.
    pub company: &'static str,
    /// Currency of all amounts.
    pub currency: Currency,
    /// How many New Taiwan dollars one unit of the currency stands for, times ten.
    pub tenths_of_twd: i64,
    /// Whose holidays.
    pub holidays: Holidays,
    /// Teams; the first is the one that falls behind.
    pub teams: [&'static str; 3],
    /// Role of who leads a team.
    pub lead: &'static str,
    /// Role of everybody else.
    pub seller: &'static str,
    /// What sellers, and who lead teams, answer for and have to do.
    pub duties: [Duties; 2],
    /// People, eight a team.
    pub people: [&'static str; 24],
    /// Regions in the order of the teams.
    pub regions: [Region; 3],
    /// Direct, distributor, online, tender.
    pub channels: [&'static str; 4],
    /// Machines, beans, supplies, service.
    pub categories: [&'static str; 4],
    /// Four machines, four kinds of beans, two supplies, two services.
    pub products: [&'static str; 12],
    /// First part of a customer's name.
    pub stems: [&'static str; 44],
    /// Second part of a customer's name: hotel, restaurants, technology, retail, school, hospital.
    pub kinds: [&'static str; 6],
    /// What stands between both parts.
    pub joint: &'static str,
    /// The sectors of the kinds.
    pub sectors: [&'static str; 6],
    /// The commission plan.
    pub plan: &'static str,
    /// Its component on revenue.
    pub on_revenue: &'static str,
    /// Its component on margin.
    pub on_margin: &'static str,
    /// The scorecard.
    pub scorecard: &'static str,
    /// Grades, best first.
    pub grades: [&'static str; 5],
    /// What people write in reviews.
    pub reviews: ReviewWords,
    /// Source of the records.
    pub orders: &'static str,
    /// Source of the satisfaction measurements.
    pub survey: &'static str,
    /// Source of the market sizes.
    pub market: &'static str,
}
