//! The organisation: people with their teams by date, teams as a tree, and shared credit.

use crate::domain::id::{PersonId, SplitId, TeamId, TerritoryId};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A person, usually a seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Employee number; unique where it is not empty.
    pub number: String,
    /// Name as shown.
    pub name: String,
    /// Other spellings found in files.
    pub aliases: Vec<String>,
    /// Credit codes in the columns that mean this person. Never reused.
    pub codes: Vec<u16>,
    /// Team, role and manager by date, the earliest first. Empty where nothing is known.
    pub stints: Vec<Stint>,
    /// First day of employment.
    pub hired: Option<Date>,
    /// Last day of employment.
    pub left: Option<Date>,
    /// Kinds of reward that the person prefers, the dearest first; empty where nobody has asked.
    pub prefers: Vec<RewardKind>,
}

/// A kind of reward that somebody may prefer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RewardKind {
    /// Money.
    Cash,
    /// Being praised where others hear it.
    Recognition,
    /// A higher position.
    Promotion,
    /// Days off.
    TimeOff,
    /// Learning.
    Training,
    /// A journey.
    Travel,
}

impl RewardKind {
    /// All of them, the most usual first.
    pub const ALL: [RewardKind; 6] = [
        RewardKind::Cash,
        RewardKind::Recognition,
        RewardKind::Promotion,
        RewardKind::TimeOff,
        RewardKind::Training,
        RewardKind::Travel,
    ];
}

/// Where a person works from a date on, until the next stint begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stint {
    /// First day; `None` reaches back without limit.
    pub from: Option<Date>,
    /// The team.
    pub team: Option<TeamId>,
    /// The role, such as "seller"; empty where unknown.
    pub role: String,
    /// The manager.
    pub manager: Option<PersonId>,
    /// The territory or office. Records that name none are given it when they are imported.
    pub territory: Option<TerritoryId>,
    /// What the person answers for, in order. It goes with the place, so a review of an earlier time shows what held then.
    pub responsibilities: Vec<String>,
    /// What the person has to do, in order.
    pub tasks: Vec<String>,
}

impl Person {
    /// The stint that holds on a date.
    pub fn stint_on(&self, date: Date) -> Option<&Stint> {
        self.stints.iter().rev().find(|s| s.from.is_none_or(|from| from <= date))
    }

    /// The team on a date.
    pub fn team_on(&self, date: Date) -> Option<TeamId> {
        self.stint_on(date)?.team
    }

    /// Whether the person is employed on a date; unknown hire and leave dates do not limit.
    pub fn employed_on(&self, date: Date) -> bool {
        self.hired.is_none_or(|h| h <= date) && self.left.is_none_or(|l| date <= l)
    }
}

/// A team; teams form a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Identity.
    pub id: TeamId,
    /// Name as shown.
    pub name: String,
    /// The team above.
    pub parent: Option<TeamId>,
    /// Who leads it.
    pub lead: Option<PersonId>,
}

/// Shared credit: an entry of the split table, usable wherever a record names a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Identity.
    pub id: SplitId,
    /// Name as shown, such as "Chen / Wu 60:40".
    pub name: String,
    /// Credit codes in the columns that mean this split. Never reused.
    pub codes: Vec<u16>,
    /// Shares in percent; they total 100 and count for team and company.
    pub shares: Vec<(PersonId, Decimal)>,
    /// Overlay shares in percent: on top, for the person only, outside team and company totals.
    pub overlays: Vec<(PersonId, Decimal)>,
}

impl Split {
    /// Whether the shares total 100, at two decimals.
    pub fn is_whole(&self) -> bool {
        let total = self.shares.iter().map(|s| s.1).fold(Decimal::ZERO, Decimal::saturating_add);
        total.round_dp(2) == Decimal::ONE_HUNDRED
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Uuid;
    use jiff::civil::date;

    #[test]
    fn the_latest_stint_that_has_begun_holds() {
        let team = |n| Some(TeamId(Uuid::from_u128(n)));
        let stint = |from, n| Stint { from, team: team(n), ..Stint::default() };
        let person = Person {
            id: PersonId(Uuid::nil()),
            number: String::new(),
            name: "A".into(),
            aliases: vec![],
            codes: vec![],
            stints: vec![stint(None, 1), stint(Some(date(2026, 4, 1)), 2)],
            hired: Some(date(2025, 1, 1)),
            left: None,
            prefers: Vec::new(),
        };
        assert_eq!(person.team_on(date(2026, 3, 31)), team(1));
        assert_eq!(person.team_on(date(2026, 4, 1)), team(2));
        assert!(!person.employed_on(date(2024, 12, 31)));
    }
}
