//! Formulas: what they read, refuse and mean.

use super::*;
use crate::domain::Calendar;
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::{Uuid, WorkspaceId};
use crate::domain::kpi::{Additivity, Direction, Kpi, Label};
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::workspace::{Counters, Workspace};
use crate::engine::library;

fn data() -> Dataset {
    let workspace = Workspace {
        id: WorkspaceId(Uuid::nil()),
        name: "W".into(),
        sample: false,
        currency: Currency::parse("USD").unwrap(),
        shown_digits: 2,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    };
    let mut n = 0;
    let (measures, mut kpis) = library::all(|| {
        n += 1;
        Uuid::from_u128(n)
    });
    for (key, formula) in [("loop_a", "loop_b + 1"), ("loop_b", "2 * loop_a"), ("broken", "1 +")] {
        n += 1;
        kpis.push(Kpi {
            id: KpiId(Uuid::from_u128(n)),
            key: key.into(),
            label: Label::Own(key.into()),
            formula: formula.into(),
            unit: Unit::Count,
            digits: 0,
            direction: Direction::Higher,
            additivity: Additivity::Sum,
        });
    }
    Dataset::new(workspace)
        .apply(&Changes {
            measures: measures.into_iter().map(Change::add).collect(),
            kpis: kpis.into_iter().map(Change::add).collect(),
            ..Changes::default()
        })
        .unwrap()
}

#[test]
fn faults_point_at_their_place() {
    let data = data();
    let cases: [(&str, &[(IssueCode, &str)]); 16] = [
        ("revenue / market_size", &[]),
        ("（revenue − cost）÷ revenue", &[]),
        ("min(1, margin_rate, 30%) * 2", &[]),
        ("revenue +", &[(IssueCode::Syntax, "")]),
        ("revenue ) 2", &[(IssueCode::Syntax, ") 2")]),
        ("(revenue", &[(IssueCode::Syntax, "")]),
        ("1.2.3", &[(IssueCode::Syntax, "1.2.3")]),
        ("revenu / 營收", &[(IssueCode::UnknownName, "revenu"), (IssueCode::UnknownName, "營收")]),
        ("sum(revenue)", &[(IssueCode::UnknownName, "sum")]),
        ("revenue + orders", &[(IssueCode::UnitMismatch, "revenue + orders")]),
        ("orders * (revenue * revenue)", &[(IssueCode::UnitMismatch, "(revenue * revenue)")]),
        ("satisfaction / revenue", &[(IssueCode::UnitMismatch, "satisfaction / revenue")]),
        ("1 + loop_a", &[(IssueCode::Cycle, "loop_a")]),
        ("broken * 2", &[(IssueCode::Syntax, "broken")]),
        ("abs(1, 2)", &[(IssueCode::Syntax, "abs(1, 2)")]),
        ("", &[(IssueCode::Syntax, "")]),
    ];
    for (formula, expected) in cases {
        let found = check(&data, formula, None, None).issues;
        let found: Vec<_> = found
            .iter()
            .map(|i| match i.about {
                About::Place(from, to) => (i.code, formula.get(from..to).unwrap()),
                _ => panic!("{i:?}"),
            })
            .collect();
        assert_eq!(found, expected, "{formula}");
    }
}

#[test]
fn every_ready_kpi_reads_with_its_own_unit() {
    let data = data();
    for kpi in data.kpis.iter().filter(|k| matches!(k.label, Label::Library(_))) {
        assert_eq!(check(&data, &kpi.formula, Some(kpi.id), Some(kpi.unit)).issues, [], "{}", kpi.key);
    }
    assert_eq!(data.kpis.len(), library::KPIS.len() + 3);
}

#[test]
fn cost_is_bounded() {
    let data = data();
    let deep = format!("{}1{}", "(".repeat(60), ")".repeat(60));
    let long = vec!["1"; 400].join("+");
    for formula in [deep, long, "-".repeat(100)] {
        let found = check(&data, &formula, None, None).issues;
        assert_eq!(found.iter().map(|i| i.code).collect::<Vec<_>>(), [IssueCode::TooComplex], "{formula}");
    }
}

#[test]
fn values_follow_the_rules_of_arithmetic_and_absence() {
    let data = data();
    let by_key = |key: &str| data.measures.iter().find(|m| m.key == key).map(|m| m.id);
    let leaf = |id: MeasureId| {
        let given = [("revenue", "200"), ("orders", "8"), ("margin", "50"), ("lost", "0")];
        let value = given.iter().find(|(k, _)| by_key(k) == Some(id)).map(|(_, v)| v.parse().unwrap());
        (value, Silent)
    };
    let cases = [
        ("2 + 3 * 4", Some("14"), None),
        ("(2 + 3) * -4", Some("-20"), None),
        ("10 - 2 - 3", Some("5"), None),
        ("revenue / orders / 5", Some("5"), None),
        ("margin_rate * 100", Some("25"), None),
        ("max(1, abs(0 - 7), 3) - 50%", Some("6.5"), None),
        ("revenue / lost", None, Some(IssueCode::DivisionByZero)),
        ("revenue - cost", None, None),
        ("79228162514264337593543950335 * 10", None, Some(IssueCode::Overflow)),
    ];
    for (formula, expected, issue) in cases {
        let program = compile(&data, formula, None).value.unwrap();
        let mut issues = Vec::new();
        let (value, _) = program.value(&leaf, &mut issues);
        assert_eq!(value, expected.map(|e| e.parse().unwrap()), "{formula}");
        assert_eq!(issues.first().map(|i| i.code), issue, "{formula}");
    }
}
