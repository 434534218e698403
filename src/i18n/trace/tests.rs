//! Calculations in words, over a dataset of one person and one KPI.

use super::*;
use crate::domain::dataset::{Change, Changes};
use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, MeasureId, PersonId, Uuid, WorkspaceId};
use crate::domain::incentive::{Due, LineKind, Prorate, TierMode, Worth};
use crate::domain::kpi::{Additivity, Direction, Kpi, Label, Library};
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::org::Person;
use crate::domain::records::State;
use crate::domain::target::{Level, Subject};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Calendar, Dataset, Period, Span};
use crate::engine::appraisal::{Judged, Lacking};
use crate::engine::trace::{Derivation, Operation};
use crate::i18n::{Lang, Texts};
use jiff::civil::date;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn company() -> Dataset {
    let empty = Dataset::new(Workspace {
        id: WorkspaceId(id(0)),
        name: "W".into(),
        sample: false,
        currency: Currency::parse("TWD").unwrap(),
        shown_digits: 0,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    });
    let kpi = Kpi {
        id: KpiId(id(1)),
        key: "margin_rate".into(),
        label: Label::Library(Library::MarginRate),
        formula: "margin / revenue".into(),
        unit: Unit::Ratio,
        digits: 1,
        direction: Direction::Higher,
        additivity: Additivity::Hold,
    };
    let ann = Person {
        id: PersonId(id(2)),
        number: String::new(),
        name: "安妮".into(),
        aliases: vec![],
        codes: vec![1],
        stints: vec![],
        hired: None,
        left: None,
        prefers: Vec::new(),
    };
    let changes =
        Changes { kpis: vec![Change::add(kpi)], people: vec![Change::add(ann)], ..Changes::default() };
    empty.apply(&changes).unwrap()
}

fn span() -> Span {
    Span { from: date(2026, 10, 1), to: date(2026, 12, 4) }
}

fn ann() -> Subject {
    Subject::Person(PersonId(id(2)))
}

fn number(text: &str, unit: Unit) -> TraceValue {
    TraceValue::Number(text.parse().unwrap(), unit)
}

fn example() -> Trace {
    let filter = Filter { people: vec![PersonId(id(2))], ..Filter::default() };
    let query = RecordQuery { states: StateSet::of(&[State::Open]), ..RecordQuery::booked(span(), filter) };
    let scope = Scope {
        subject: ann(),
        period: Some(Period::Quarter(2026, 4)),
        span: Some(span()),
        filter: Filter::default(),
    };
    let records = Trace::leaf(Step::Records(Box::new(query)), number("250000.5", Unit::Money));
    let divide = Trace {
        step: Step::Operation(Operation::Divide),
        value: number("0.25", Unit::Ratio),
        inputs: vec![records, Trace::leaf(Step::Measure(MeasureId(id(99))), TraceValue::Absent)],
    };
    Trace {
        step: Step::Kpi(KpiId(id(1)), Box::new(scope)),
        value: number("0.25", Unit::Ratio),
        inputs: vec![divide],
    }
}

#[test]
fn a_calculation_reads_down_to_its_records() {
    let data = company();
    let lines = lines(&example(), Names::new(&data, Texts::of(Lang::ZhHant)));
    assert_eq!(
        text(&lines),
        "毛利率\t25%\t安妮；2026 年第 4 季；2026/10/01–2026/12/04；= margin ÷ revenue\n  相除\t25%\n    \
         銷售紀錄\t250,000.5 TWD\t2026/10/01–2026/12/04；人員：安妮；進行中\n    不明\n"
    );
    assert_eq!(lines.iter().map(|l| l.missing).collect::<Vec<_>>(), [false, false, false, true]);
    let with_records: Vec<usize> =
        lines.iter().enumerate().filter(|(_, l)| l.source.is_some()).map(|(at, _)| at).collect();
    assert_eq!(with_records, [2], "the query leads to the records");
}

#[test]
fn an_attainment_says_how_it_was_worked_out() {
    let data = company();
    let of = |actual: &str, target: &str, ratio: &str| {
        let inputs = [actual, target].map(|n| Trace::leaf(Step::Literal, number(n, Unit::Ratio))).to_vec();
        let value = TraceValue::Factor(ratio.parse().unwrap());
        let trace = Trace { step: Step::Attainment, value, inputs };
        lines(&trace, Names::new(&data, Texts::of(Lang::En)))[0].note.clone()
    };
    let plain = of("0.24", "0.32", "0.75");
    assert_eq!(plain, "actual ÷ target");
    assert_eq!(of("1", "3", "0.3333333333333333333333333333"), plain);
    assert_eq!(of("0", "0", "0"), plain);
    assert_ne!(of("0.02", "0.03", "1.3333333333333333333333333333"), plain);
}

#[test]
fn each_step_has_words_in_each_language() {
    let data = company();
    let dec = |n: i64| Decimal::from(n);
    let line = Step::Line { kpi: KpiId(id(1)), weight: dec(20), effective: dec(25) };
    let quarter = Period::Quarter(2026, 4);
    let cases = [
        (
            line,
            [
                "毛利率|權重 20%，實際計入 25%",
                "毛利率|权重 20%，实际计入 25%",
                "Margin rate|weight 20%, counted as 25%",
            ],
        ),
        (
            Step::TargetFor(KpiId(id(1)), Subject::Company, quarter, Level::Stretch),
            [
                "目標值|毛利率；公司；2026 年第 4 季；衝刺",
                "目标值|毛利率；公司；2026年第四季度；冲刺",
                "Target|Margin rate; Company; Q4 2026; Stretch",
            ],
        ),
        (
            Step::Derived(Derivation::SumOfParts),
            ["所屬人員與團隊的目標相加|", "下属人员与团队的目标相加|", "Sum of the people and teams below|"],
        ),
        (
            Step::Rounded(2),
            ["四捨五入到小數點後 2 位|", "四舍五入到小数点后 2 位|", "Rounded to 2 decimals|"],
        ),
        (
            Step::Proration { days: 20, of: 30 },
            ["按日比例：30 天中的 20 天|", "按天折算：30 天中的 20 天|", "Prorated: 20 of 30 days|"],
        ),
        (
            Step::Tier {
                from: dec(100_000),
                to: None,
                rate: "0.05".parse().unwrap(),
                mode: TierMode::Marginal,
                worth: Worth::Plain,
                part: dec(5_000),
                unit: Unit::Money,
                blended: Some("0.0024".parse().unwrap()),
            },
            [
                "級距：100,000 以上|5,000 × 5%（超額累進）；平均費率中占 0.24%",
                "阶梯：100,000 以上|5,000 × 5%（超额累进）；平均费率中占 0.24%",
                "Tier from 100,000|5,000 × 5% (marginal); 0.24% of the blended rate",
            ],
        ),
        (
            Step::Incentive(PayStep::Line(LineKind::Correction, quarter, Period::Year(2027))),
            [
                "前期更正|2026 年第 4 季應得；2027 年發放",
                "前期更正|2026年第四季度应得；2027年发放",
                "Correction of an earlier period|earned in Q4 2026; paid in 2027",
            ],
        ),
        (
            Step::Incentive(PayStep::Part(20, 30, Prorate::StartedMonths, Some(3))),
            [
                "未滿一個月以一個月計：30 天中的 20 天|四捨五入到小數點後 3 位",
                "不满一个月按一个月计：30 天中的 20 天|四舍五入到小数点后 3 位",
                "A started month counts whole: 20 of 30 days|Rounded to 3 decimals",
            ],
        ),
        (
            Step::Incentive(PayStep::Instalment(
                dec(40),
                Due::Months(3),
                "0.5".parse().unwrap(),
                "0.25".parse().unwrap(),
            )),
            [
                "分期 40%|3 個月後；其中 50% 已到期；其中 25% 因離職失效",
                "分期 40%|3 个月后；其中 50% 已到期；其中 25% 因离职失效",
                "Instalment of 40%|3 months later; 50% of it is due; 25% of it lapses on leaving",
            ],
        ),
        (
            Step::Incentive(PayStep::Rounded("1234.565".parse().unwrap())),
            ["四捨五入|四捨五入前為 1,234.565", "四舍五入|四舍五入前为 1,234.565", "Rounded|from 1,234.565"],
        ),
        (
            Step::Member { person: PersonId(id(9)), weight: dec(2), open: true },
            ["不明|權重 2", "未知|权重 2", "Unknown|weight 2"],
        ),
        (
            Step::Missing(Absent::Zero),
            ["缺少的指標以零分計|", "缺少的指标按零分计|", "KPIs without data counted as zero|"],
        ),
        (
            Step::Judged(Box::new(Judged::Missing(Lacking::Cycle, Absent::Zero))),
            [
                "尚未公布分數的週期以零分計|",
                "尚未公布得分的周期按零分计|",
                "Cycles without a released score counted as zero|",
            ],
        ),
        (
            Step::Judged(Box::new(Judged::Missing(Lacking::Part, Absent::Rescale))),
            [
                "缺少的部分未計入，其餘部分的權重重新換算|",
                "缺少的部分未计入，其余部分的权重重新折算|",
                "An absent part was left out and the weight of the other rescaled|",
            ],
        ),
    ];
    for (step, expected) in cases {
        for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
            let (label, note) = words(&step, Names::new(&data, Texts::of(lang)));
            assert_eq!(format!("{label}|{note}"), expected);
        }
    }
}

#[test]
fn values_carry_their_unit() {
    let data = company();
    let names = Names::new(&data, Texts::of(Lang::En));
    for (given, expected) in [
        (TraceValue::Absent, ""),
        (number("1234567", Unit::Money), "1,234,567 TWD"),
        (number("0.99234", Unit::Ratio), "99.234%"),
        (TraceValue::Percent(Decimal::from(40)), "40%"),
        (TraceValue::Factor("0.912345".parse().unwrap()), "91.2345%"),
        (TraceValue::Score("87.5".parse().unwrap()), "87.5"),
        (TraceValue::Count(4238), "4,238"),
        (TraceValue::Grade("A".into()), "A"),
    ] {
        assert_eq!(value(&given, names), expected);
    }
}
