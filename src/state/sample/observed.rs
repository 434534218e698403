//! Measurements: satisfaction by person and month, market size by region and quarter.

use crate::domain::calendar::{Calendar, Grain, Span};
use crate::domain::id::MeasureId;
use crate::domain::measurement::Measurement;
use crate::domain::target::Subject;
use crate::state::sample::cast::{PARTS, team};
use crate::state::sample::goals::Quarters;
use crate::state::sample::market::Market;
use crate::state::sample::names::Names;
use crate::state::sample::org::Org;
use crate::state::sample::rng::{Ids, Rng};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What the measurements are made from.
#[derive(Debug)]
pub struct Field<'a> {
    /// Working days.
    pub calendar: &'a Calendar,
    /// First and last day of the records.
    pub span: Span,
    /// Who is asked about.
    pub org: &'a Org,
    /// Where the regions are.
    pub market: &'a Market,
    /// Quarters.
    pub quarters: &'a Quarters,
    /// Booked amounts by quarter and person.
    pub sold: &'a [[i64; PARTS.len()]],
}

/// Satisfaction out of five, from a few answers a month.
pub fn satisfaction(
    field: &Field,
    measure: MeasureId,
    names: &Names,
    ids: &mut Ids,
    rng: &mut Rng,
) -> Vec<Measurement> {
    let mut made = Vec::new();
    for month in field.calendar.parts(field.span, Grain::Month) {
        let Some(day) =
            field.calendar.span(month).and_then(|m| Date::new(m.from.year(), m.from.month(), 24).ok())
        else {
            continue;
        };
        if !field.span.contains(day) {
            continue;
        }
        for (part, person) in PARTS.iter().zip(&field.org.people) {
            let (noise, answers) = (rng.between(-9, 9), rng.between(4, 15));
            if person.employed_on(day) {
                made.push(Measurement {
                    id: ids.make(),
                    measure,
                    subject: Subject::Person(person.id),
                    span: Span::day(day),
                    value: Decimal::new(part.satisfaction + noise, 2),
                    sample: u32::try_from(answers).ok(),
                    source: names.survey.into(),
                });
            }
        }
    }
    made
}

/// Market size of each region and quarter: what was sold there stands for about an eighth of it, and the first
/// region's market grows a little faster than its sales. The running quarter's is an estimate for all of it.
pub fn market_size(
    field: &Field,
    measure: MeasureId,
    (as_of, unit): (Date, u32),
    names: &Names,
    ids: &mut Ids,
    rng: &mut Rng,
) -> Vec<Measurement> {
    let mut made = Vec::new();
    for (at, (span, sold)) in field.quarters.spans.iter().zip(field.sold).enumerate() {
        if at > field.quarters.running {
            break;
        }
        let elapsed = field.calendar.days(Span { from: span.from, to: as_of.min(span.to) }).max(1);
        let days = i128::from(field.calendar.days(*span));
        for (region, territory) in field.market.territories.iter().take(3).enumerate() {
            let own: i64 =
                sold.iter().enumerate().filter(|(p, _)| team(*p) == region).map(|(_, sum)| sum).sum();
            let growth = if region == 0 { i128::try_from(at).unwrap_or(0) * 9 } else { 0 };
            let factor = 8000 + growth * 10 + i128::from(rng.between(-250, 250));
            let size = i128::from(own) * days / i128::from(elapsed) * factor / 1000;
            let step = 10_i128.pow(unit + 5);
            let value = Decimal::from_i128_with_scale(size / step * step, unit);
            made.push(Measurement {
                id: ids.make(),
                measure,
                subject: Subject::Territory(territory.id),
                span: *span,
                value: value.normalize(),
                sample: None,
                source: names.market.into(),
            });
        }
    }
    made
}
