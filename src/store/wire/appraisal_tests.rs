//! Every kind of appraisal data in its stored form and back, and files from before there was any.

use crate::domain::appraisal::*;
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::{CompetencyId, QuestionId};
use crate::domain::org::{Person, Stint};
use crate::domain::scorecard::{Absent, Assigned, Curve, GradeBand, ScoreLine, Scorecard};
use crate::domain::target::Level;
use crate::domain::{Dataset, Decimal};
use crate::store::testing::{full, id};
use crate::store::wire::dataset;
use jiff::civil::{date, datetime};

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn standard() -> Standard {
    Standard {
        id: id(500),
        name: "業務".into(),
        version: 2,
        published: Some(date(2026, 1, 5)),
        assigned: vec![Assigned::Everybody, Assigned::Role("r".into())],
        scale: Scale {
            low: dec("1"),
            high: dec("5"),
            step: dec("0.5"),
            labels: vec![ScaleLabel { at: dec("5"), label: "best".into() }],
        },
        full: dec("100"),
        most: dec("120"),
        quantitative: Some(KpiPart { weight: dec("60"), scorecard: id(510) }),
        qualitative: dec("40"),
        competencies: vec![Competency {
            id: id(520),
            name: "C".into(),
            description: "d".into(),
            weight: dec("100"),
            anchors: vec![Anchor { at: dec("1"), text: "a".into() }],
            asked: RaterGroup::ALL.to_vec(),
            required: true,
        }],
        questions: vec![Question { id: id(530), text: "?".into(), asked: vec![], required: false }],
        groups: RaterGroup::ALL
            .map(|group| GroupTerms { group, weight: dec("16.67"), minimum: group.usual_minimum() })
            .to_vec(),
        bands: vec![GradeBand { grade: "A".into(), from: dec("0") }],
        places: 1,
        absent: Absent::Zero,
        effective: Some(date(2026, 2, 1)),
        versions: vec![],
    }
}

/// A standard whose second version is published, and a third is being written.
fn versioned() -> Standard {
    let versions = vec![Method { standard: standard(), scorecard: Some(scorecard()) }];
    Standard { published: None, effective: None, versions, ..standard() }
}

fn scorecard() -> Scorecard {
    Scorecard {
        id: id(510),
        name: "K".into(),
        assigned: vec![],
        lines: vec![ScoreLine {
            kpi: id(511),
            weight: dec("100"),
            level: Level::Stretch,
            curve: Curve::Binary { full: dec("100") },
            floor: None,
            cap: None,
            veto: None,
        }],
        bands: vec![],
        places: 0,
        absent: Absent::Rescale,
    }
}

fn cycle(n: u128, state: CycleState) -> Cycle {
    let bounds = [
        Bound::Exactly(dec("20")),
        Bound::Below(dec("1")),
        Bound::AtMost(dec("2")),
        Bound::Above(dec("3")),
        Bound::AtLeast(dec("4")),
        Bound::Between { low: dec("5"), high: dec("6") },
    ];
    let enforce = if n.is_multiple_of(2) { Enforce::Warn } else { Enforce::Block };
    Cycle {
        id: id(600 + n),
        name: "Q".into(),
        period: "2026Q1".parse().unwrap(),
        population: Population {
            who: vec![Assigned::Everybody],
            except: vec![id(7)],
            hired_by: Some(date(2026, 2, 1)),
            on: Some(date(2026, 3, 31)),
        },
        standards: vec![id(500)],
        methods: vec![Method { standard: standard(), scorecard: Some(scorecard()) }],
        stages: Phase::ALL
            .map(|phase| Stage { phase, from: date(2026, 4, 1), to: date(2026, 4, 2) })
            .to_vec(),
        state,
        sealed: n.is_multiple_of(2),
        formed_from: vec![FormedFrom { cycle: id(699), weight: dec("100") }],
        guideline: Some(Guideline {
            lines: bounds.map(|bound| GradeShare { grades: vec!["A".into()], bound }).to_vec(),
            enforce,
            least: 10,
        }),
        boxes: Some(NineBox {
            performance_low: dec("1"),
            performance_high: dec("2"),
            potential_low: dec("3"),
            potential_high: dec("4"),
        }),
        rules: OutcomeRules {
            ranges: vec![PayRange { role: "r".into(), low: dec("1"), high: dec("2") }],
            positions: vec![dec("0.5")],
            merit: vec![MeritRow {
                grade: "A".into(),
                raises: vec![None, Some(dec("3"))],
                multiplier: Some(dec("1.1")),
            }],
            promotion: Some(PromotionRule { grades: vec!["A".into()], cycles: 2, potential: Some(dec("3")) }),
            training: Some(TrainingRule { competency_below: dec("60"), kpi_below: dec("70") }),
        },
        funds: (state == CycleState::Closed).then(|| Funds {
            base: vec![(id(9), dec("600000.5"))],
            bonus: vec![(id(9), dec("30000"))],
            raises: Some(dec("90000")),
            bonuses: None,
        }),
        turns: vec![Turn { on: date(2026, 4, 1), to: state, reason: "why".into() }],
    }
}

fn review(n: u128, by: Reviewer, state: ReviewState) -> Review {
    let answer = |rating| Answer {
        competency: id::<CompetencyId>(520),
        rating,
        comment: "c".into(),
        evidence: vec![
            Evidence::Note("n".into()),
            Evidence::Document("S-1".into()),
            Evidence::Link("https://example.com".into()),
        ],
    };
    Review {
        id: id(700 + n),
        appraisal: id(650),
        group: RaterGroup::ALL[n as usize % 6],
        by,
        consent: n.is_multiple_of(2),
        answers: vec![answer(Rating::Open), answer(Rating::NotApplicable), answer(Rating::Given(dec("4.5")))],
        replies: vec![Reply { question: id::<QuestionId>(530), text: "t".into() }],
        state,
        reopened: vec![Reopening { on: date(2026, 4, 3), by: Some(id(7)), reason: "r".into() }],
    }
}

fn appraisal(n: u128, receipt: Receipt) -> Appraisal {
    let nomination =
        |state| Nomination { reviewer: Reviewer::Person(id(8)), group: RaterGroup::Peers, state };
    let sheet = ResultSheet {
        score: Some(dec("81.2")),
        computed_grade: Some("B".into()),
        grade: Some("A".into()),
        quantitative: Some(dec("80")),
        qualitative: Some(dec("83.3333333333333333333333333")),
        kpis: vec![KpiResult {
            kpi: id(511),
            weight: dec("100"),
            actual: Some(dec("1")),
            target: None,
            score: Some(dec("9")),
        }],
        competencies: vec![CompetencyResult {
            competency: id(520),
            weight: dec("100"),
            score: Some(dec("4")),
            groups: vec![GroupResult {
                groups: vec![RaterGroup::Peers, RaterGroup::Reports],
                weight: dec("40"),
                count: 5,
                mean: dec("4.2"),
            }],
        }],
        formed: vec![FormedResult {
            cycle: id(601),
            weight: dec("25"),
            score: Some(dec("80.5")),
            grade: Some("B".into()),
        }],
    };
    let decision = Decision {
        on: date(2026, 5, 3),
        by: None,
        grade: Some("A".into()),
        reason: "r".into(),
        score: Some(Corrected { from: Some(dec("81.2")), to: dec("91") }),
        document: "SO-1".into(),
    };
    Appraisal {
        id: id(650 + n),
        cycle: id(600),
        person: id(9),
        standard: id(500),
        manager: Some(id(10)),
        nominations: vec![
            nomination(NominationState::Proposed),
            nomination(NominationState::Approved),
            nomination(NominationState::Declined("no".into())),
        ],
        merges: vec![Merge { from: RaterGroup::Peers, into: RaterGroup::Reports }],
        potential: Some(dec("3.5")),
        adjustments: vec![Adjustment {
            on: date(2026, 5, 1),
            by: Some(id(10)),
            from: Some("B".into()),
            to: "A".into(),
            reason: "r".into(),
            number: 3,
        }],
        released: Some(Released { on: date(2026, 5, 1), sheet }),
        meeting: Some(Meeting {
            at: datetime(2026, 5, 2, 9, 30, 0, 0),
            minutes: 45,
            place: "3F".into(),
            notes: "n".into(),
            agreed: vec!["a".into()],
        }),
        receipt,
        appeal: Some(Appeal {
            on: date(2026, 5, 2),
            reason: "r".into(),
            by: Some(id(9)),
            decision: Some(decision),
        }),
    }
}

/// Every type and every choice of appraisal data at least once.
fn everything() -> Changes {
    let on = date(2026, 5, 5);
    let person = Reviewer::Person(id(8));
    let customer = Reviewer::Customer { customer: id(41), contact: "林小姐".into() };
    let states = [ReviewState::Draft, ReviewState::Submitted(on), ReviewState::Withdrawn(on)];
    let receipts = [
        Receipt::Waiting,
        Receipt::Acknowledged { on, remark: "ok".into(), by: Some(id(9)) },
        Receipt::Refused { on, reason: "no".into(), by: None },
        Receipt::Silent { on },
    ];
    let origins = [Origin::Own, Origin::Strength(id(520)), Origin::Shortfall(id(520)), Origin::Kpi(id(511))];
    let kinds = [
        ProposalKind::Pay { percent: dec("4"), base: dec("45000") },
        ProposalKind::Bonus(dec("1.1")),
        ProposalKind::Promotion,
        ProposalKind::Training(id(520)),
        ProposalKind::TrainingKpi(id(511)),
    ];
    let rulings = [
        Ruling::Open,
        Ruling::Accepted { on, by: Some(id(7)) },
        Ruling::Changed { on, by: None, value: dec("3"), reason: "r".into() },
        Ruling::Declined { on, by: None, reason: "r".into() },
        Ruling::Open,
    ];
    let cycle_states =
        Phase::ALL.map(CycleState::Running).into_iter().chain([CycleState::Draft, CycleState::Closed]);
    Changes {
        standards: vec![Change::add(versioned())],
        cycles: cycle_states.zip(0..).map(|(state, n)| Change::add(cycle(n, state))).collect(),
        appraisals: receipts.into_iter().zip(0..).map(|(r, n)| Change::add(appraisal(n, r))).collect(),
        reviews: states
            .into_iter()
            .zip([person, customer.clone(), customer])
            .zip(0..)
            .map(|((state, by), n)| Change::add(review(n, by, state)))
            .collect(),
        people: vec![Change::add(Person {
            id: id(9),
            number: String::new(),
            name: "P".into(),
            aliases: vec![],
            codes: vec![],
            stints: vec![Stint {
                responsibilities: vec!["north".into()],
                tasks: vec!["visit \u{1F600}".into(), String::new()],
                ..Stint::default()
            }],
            hired: None,
            left: None,
            prefers: vec![crate::domain::org::RewardKind::TimeOff, crate::domain::org::RewardKind::Cash],
        })],
        developments: vec![Change::add(Development {
            id: id(800),
            person: id(9),
            appraisal: Some(id(650)),
            on,
            aims: origins
                .map(|origin| Aim {
                    title: "t".into(),
                    origin,
                    steps: vec![AimStep { text: "s".into(), due: Some(on), done: None }],
                    support: "u".into(),
                    due: Some(on),
                    progress: Some(dec("40")),
                })
                .to_vec(),
        })],
        feedbacks: FeedbackKind::ALL
            .into_iter()
            .zip(850..)
            .map(|(kind, n)| {
                Change::add(Feedback {
                    id: id(n),
                    about: id(9),
                    by: id(7),
                    on,
                    kind,
                    words: "w".into(),
                    agreed: vec![AimStep { text: "s".into(), due: Some(on), done: Some(on) }],
                    follow_up: Some(on),
                    followed: None,
                    as_of: on,
                    figures: vec![FrozenFigure {
                        kpi: id(511),
                        period: "2026Q1".parse().unwrap(),
                        actual: Some(dec("1.5")),
                        target: None,
                    }],
                })
            })
            .collect(),
        proposals: kinds
            .into_iter()
            .zip(rulings)
            .zip(900..)
            .map(|((kind, ruling), n)| {
                let reversal = Reversal { on, by: Some(id(7)), reason: "r".into(), ruling: ruling.clone() };
                let earlier = if n % 2 == 0 { vec![reversal] } else { vec![] };
                Change::add(Proposal { id: id(n), appraisal: id(650), kind, ruling, earlier })
            })
            .collect(),
        ..Changes::default()
    }
}

#[test]
fn all_of_appraisal_survives_the_stored_form() {
    let changes = everything();
    let none = |_| None;
    for changes in [changes.inverse(), changes.clone()] {
        let json = serde_json::to_string(&dataset::Changes::put(&changes)).unwrap();
        let back = serde_json::from_str::<dataset::Changes>(&json).unwrap().take(&none).unwrap();
        assert_eq!(back, changes);
    }
    let data = Dataset::new(full().workspace.as_ref().clone()).apply(&changes).unwrap();
    let json = serde_json::to_string(&dataset::Dataset::put(&data)).unwrap();
    let back = serde_json::from_str::<dataset::Dataset>(&json).unwrap().take(&none).unwrap();
    assert_eq!(back.as_changes(), data.as_changes());
    let counted: usize = changes.summary().iter().map(|(_, n)| n.added).sum();
    assert_eq!(dataset::Changes::put(&changes).touched().len(), counted);
}

#[test]
fn files_from_before_appraisal_are_read_and_written_as_they_were() {
    let none = |_| None;
    let data = Dataset::new(full().workspace.as_ref().clone());
    let json = serde_json::to_string(&dataset::Dataset::put(&data)).unwrap();
    for table in [
        "standards",
        "cycles",
        "appraisals",
        "reviews",
        "developments",
        "proposals",
        "feedbacks",
        "responsibilities",
        "sitting",
    ] {
        assert!(!json.contains(table), "{table} is written though it is empty");
    }
    let back = serde_json::from_str::<dataset::Dataset>(&json).unwrap().take(&none).unwrap();
    assert!(back.cycles.is_empty() && back.reviews.is_empty());
}

#[test]
fn unknown_words_are_errors() {
    let good = serde_json::to_string(&dataset::Changes::put(&everything())).unwrap();
    let cases = [
        ("\"state\":\"calibrate\"", "\"state\":\"callibrate\""),
        ("\"group\":\"peers\"", "\"group\":\"friends\""),
        ("\"enforce\":\"block\"", "\"enforce\":\"never\""),
        ("\"at\":\"2026-05-02T09:30:00\"", "\"at\":\"2026-05-02 9:30\""),
        ("\"sealed\"", "\"seal\""),
    ];
    for (from, to) in cases {
        assert!(good.contains(from), "{from} is there");
        assert!(serde_json::from_str::<dataset::Changes>(&good.replacen(from, to, 1)).is_err(), "{to}");
    }
}
