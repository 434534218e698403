//! A small company for the tests of appraisal: eight people, one leads, customers, two competencies on a scale of five.

use super::process::{Ctx, Deed, Refusal, act};
use crate::domain::appraisal::*;
use crate::domain::calendar::Calendar;
use crate::domain::catalogue::Customer;
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::*;
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::org::{Person, Stint, Team};
use crate::domain::scorecard::{Absent, Assigned, GradeBand};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Dataset, Date, Decimal};
use jiff::civil::date;
use std::cell::Cell;

/// An id made from a number.
pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

/// An exact number.
pub(crate) fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// The day on which tests do things.
pub(crate) const TODAY: Date = date(2026, 4, 10);
/// How many people there are; the first leads the others.
pub(crate) const PEOPLE: u128 = 8;

/// A person by number.
pub(crate) fn person(n: u128) -> PersonId {
    id(100 + n)
}

/// A reviewer by number.
pub(crate) fn rater(n: u128) -> Reviewer {
    Reviewer::Person(person(n))
}

/// The standard's id.
pub(crate) fn standard_id() -> StandardId {
    id(500)
}

/// The competencies.
pub(crate) fn competency(n: u128) -> CompetencyId {
    id(600 + n)
}

/// The cycle's id.
pub(crate) fn cycle_id() -> CycleId {
    id(700)
}

/// Rater groups with weights, each with its usual minimum.
pub(crate) fn groups(weights: &[(RaterGroup, &str)]) -> Vec<GroupTerms> {
    let terms = |(group, weight): &(RaterGroup, &str)| GroupTerms {
        group: *group,
        weight: dec(weight),
        minimum: group.usual_minimum(),
    };
    weights.iter().map(terms).collect()
}

/// A standard without figures: two competencies, 70 and 30, rated from 1 to 5 by self, manager, peers, reports, customers.
pub(crate) fn standard() -> Standard {
    let one = |n: u128, weight: &str| Competency {
        id: competency(n),
        name: format!("C{n}"),
        description: String::new(),
        weight: dec(weight),
        anchors: Vec::new(),
        asked: Vec::new(),
        required: true,
    };
    let band = |grade: &str, from: &str| GradeBand { grade: grade.into(), from: dec(from) };
    Standard {
        id: standard_id(),
        name: "S".into(),
        version: 1,
        published: Some(TODAY),
        assigned: vec![Assigned::Everybody],
        scale: Scale { low: dec("1"), high: dec("5"), step: dec("0.5"), labels: Vec::new() },
        full: dec("5"),
        most: dec("5"),
        quantitative: None,
        qualitative: dec("100"),
        competencies: vec![one(1, "70"), one(2, "30")],
        questions: Vec::new(),
        groups: groups(&[
            (RaterGroup::Oneself, "10"),
            (RaterGroup::Manager, "40"),
            (RaterGroup::Peers, "20"),
            (RaterGroup::Reports, "20"),
            (RaterGroup::Customers, "10"),
        ]),
        bands: vec![band("A", "4.5"), band("B", "3.5"), band("C", "0")],
        places: 2,
        absent: Absent::Rescale,
        effective: None,
        versions: Vec::new(),
    }
}

/// A cycle in preparation for the first quarter of 2026, with every phase.
pub(crate) fn cycle() -> Cycle {
    let day = |n: usize| date(2026, 4, 1 + 3 * n as i8);
    let stages = Phase::ALL.into_iter().enumerate();
    Cycle {
        id: cycle_id(),
        name: "Q1".into(),
        period: "2026Q1".parse().unwrap(),
        population: Population { who: vec![Assigned::Everybody], ..Population::default() },
        standards: vec![standard_id()],
        methods: Vec::new(),
        stages: stages.map(|(n, phase)| Stage { phase, from: day(n), to: day(n + 1) }).collect(),
        state: CycleState::Draft,
        sealed: false,
        formed_from: Vec::new(),
        guideline: None,
        boxes: None,
        rules: OutcomeRules::default(),
        funds: None,
        turns: Vec::new(),
    }
}

/// The company with a standard and a cycle in preparation.
pub(crate) fn company(standard: Standard, cycle: Cycle) -> Dataset {
    let workspace = Workspace {
        id: id(1),
        name: "W".into(),
        sample: false,
        currency: Currency::USD,
        shown_digits: 2,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    };
    let somebody = |n: u128| Person {
        id: person(n),
        number: String::new(),
        name: format!("P{n}"),
        aliases: Vec::new(),
        codes: vec![n as u16 + 1],
        stints: vec![Stint {
            team: Some(id(10)),
            role: "seller".into(),
            manager: (n > 0).then(|| person(0)),
            ..Stint::default()
        }],
        hired: Some(date(2020, 1, 1)),
        left: None,
        prefers: Vec::new(),
    };
    let customer = |n: u128| Customer {
        id: id(200 + n),
        number: String::new(),
        name: format!("K{n}"),
        aliases: Vec::new(),
        codes: vec![n as u32 + 1],
        sector: String::new(),
        territory: None,
    };
    let team = Team { id: id(10), name: "T".into(), parent: None, lead: Some(person(0)) };
    let changes = Changes {
        people: (0..PEOPLE).map(|n| Change::add(somebody(n))).collect(),
        teams: vec![Change::add(team)],
        customers: (0..3).map(|n| Change::add(customer(n))).collect(),
        standards: vec![Change::add(standard)],
        cycles: vec![Change::add(cycle)],
        ..Changes::default()
    };
    Dataset::new(workspace).apply(&changes).unwrap()
}

/// A dataset on which deeds are done one after the other.
pub(crate) struct Desk {
    pub(crate) data: Dataset,
    pub(crate) on: Date,
    /// Who is at the keyboard.
    pub(crate) by: Option<PersonId>,
    next: Cell<u128>,
}

impl Desk {
    pub(crate) fn new(data: Dataset) -> Desk {
        Desk { data, on: TODAY, by: None, next: Cell::new(10_000) }
    }

    /// The usual company with its cycle opened.
    pub(crate) fn open() -> Desk {
        Desk::with(standard(), cycle())
    }

    /// A company with this standard and cycle, opened.
    pub(crate) fn with(standard: Standard, cycle: Cycle) -> Desk {
        let mut desk = Desk::new(company(standard, cycle));
        desk.must(Deed::Open(cycle_id()));
        desk
    }

    pub(crate) fn fresh<T: From<Uuid>>(&self) -> T {
        self.next.set(self.next.get() + 1);
        id(self.next.get())
    }

    /// Tries a deed and says why it is refused.
    pub(crate) fn act(&mut self, deed: &Deed) -> Result<(), Refusal> {
        let new_id = || self.fresh::<ReviewId>().0;
        let ctx = Ctx { on: self.on, by: self.by, new_id: &new_id };
        let changes = act(&self.data, deed, &ctx)?;
        self.data = self.data.apply(&changes).unwrap();
        Ok(())
    }

    pub(crate) fn must(&mut self, deed: Deed) {
        self.act(&deed).unwrap_or_else(|refusal| panic!("{deed:?}: {refusal:?}"));
    }

    pub(crate) fn cycle(&self) -> &Cycle {
        self.data.cycles.get(cycle_id()).unwrap()
    }

    pub(crate) fn case(&self, n: u128) -> &Appraisal {
        self.data.appraisals.iter().find(|a| a.person == person(n) && a.cycle == cycle_id()).unwrap()
    }

    /// Goes forward to a phase.
    pub(crate) fn go(&mut self, phase: Phase) {
        while self.cycle().phase().unwrap() < phase {
            self.must(Deed::Advance(cycle_id()));
        }
    }

    /// A draft of a review with ratings of the competencies in order.
    pub(crate) fn draft(&self, about: u128, group: RaterGroup, by: Reviewer, ratings: &[Rating]) -> Review {
        let answers = ratings.iter().enumerate().map(|(n, rating)| Answer {
            competency: competency(n as u128 + 1),
            rating: *rating,
            comment: String::new(),
            evidence: Vec::new(),
        });
        Review {
            id: self.fresh(),
            appraisal: self.case(about).id,
            group,
            by,
            consent: false,
            answers: answers.collect(),
            replies: Vec::new(),
            state: ReviewState::Draft,
            reopened: Vec::new(),
        }
    }

    /// Hands in a review, nominating and approving the rater where needed.
    pub(crate) fn review(
        &mut self,
        about: u128,
        group: RaterGroup,
        by: Reviewer,
        ratings: &[&str],
    ) -> ReviewId {
        let ratings: Vec<Rating> = ratings
            .iter()
            .map(|r| if *r == "-" { Rating::NotApplicable } else { Rating::Given(dec(r)) })
            .collect();
        let review = self.draft(about, group, by.clone(), &ratings);
        self.hand_in(review)
    }

    /// Nominates where needed, saves and submits.
    pub(crate) fn hand_in(&mut self, review: Review) -> ReviewId {
        let (appraisal, group) = (review.appraisal, review.group);
        if group.anonymous() {
            let reviewer = review.by.clone();
            self.must(Deed::Nominate { appraisal, reviewer: reviewer.clone(), group });
            self.must(Deed::DecideNomination { appraisal, reviewer, declined: None });
        }
        let id = review.id;
        self.must(Deed::SaveReview(Box::new(review)));
        self.must(Deed::Submit(id));
        id
    }
}
