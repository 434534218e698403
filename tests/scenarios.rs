//! Runs every scenario of `tests/scenarios`, and of the folder named by `ATTAIN_SCENARIOS`; checks that no worked
//! example of `../shared/conformance` is forgotten.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::issue::Issue;
use attain::domain::target::Level;
use attain::domain::{Decimal, Period};
use attain::engine::gap::{self, Gap};
use attain::engine::kpi::{Ask, Figures};
use attain::engine::score::scorecard;
use attain::engine::target::{Roll, Targets, adjust, distribute, roll_forward, variance};
use attain::engine::trace::Silent;
use attain::store::FileError;
use attain::store::wire::leaf::Text;
use attain::store::wire::scenario::{Built, Expected, Filter, Scenario, Subject};
use rust_decimal::RoundingStrategy;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[path = "common/appraisal.rs"]
mod appraisal;
#[path = "common/pay.rs"]
mod pay;
#[path = "common/steps.rs"]
mod steps;

pub(crate) type Wanted = Option<Text<Decimal>>;

/// Whether a value agrees with the expected one at the decimals that are written there.
pub(crate) fn agrees(wanted: &Wanted, got: Option<Decimal>) -> bool {
    match (wanted, got) {
        (None, None) => true,
        (Some(w), Some(g)) => {
            g.round_dp_with_strategy(w.0.scale(), RoundingStrategy::MidpointAwayFromZero) == w.0
        }
        _ => false,
    }
}

pub(crate) fn say(what: &str, wanted: &Wanted, got: Option<Decimal>) -> Option<String> {
    let told = |value: Option<Decimal>| value.map_or("no value".to_owned(), |value| value.to_string());
    (!agrees(wanted, got))
        .then(|| format!("{what}: expected {}, got {}", told(wanted.map(|w| w.0)), told(got)))
}

fn all(what: &str, wanted: &[Text<Decimal>], got: Option<Vec<Decimal>>) -> Option<String> {
    let got = got.unwrap_or_default();
    let same = wanted.len() == got.len() && wanted.iter().zip(&got).all(|(w, g)| agrees(&Some(*w), Some(*g)));
    (!same).then(|| format!("{what}: expected {wanted:?}, got {got:?}"))
}

fn codes(issues: &[Issue]) -> Vec<String> {
    let all: BTreeSet<String> = issues.iter().map(|i| format!("{:?}", i.code)).collect();
    all.into_iter().collect()
}

fn issues(what: &str, wanted: &[String], got: &[Issue]) -> Option<String> {
    let missing: Vec<_> = wanted.iter().filter(|w| !codes(got).contains(w)).collect();
    (!missing.is_empty()).then(|| format!("{what}: no issue {missing:?} in {:?}", codes(got)))
}

fn part(gap: &Gap, name: &str) -> Option<Decimal> {
    match name {
        "actual" => gap.actual,
        "target" => gap.target,
        "attainment" => gap.attainment,
        "gap" => gap.gap,
        "shortfall" => gap.shortfall,
        "pace" => gap.pace,
        "required" => gap.required,
        "projected" => gap.projected,
        "expected" => gap.expected,
        "ahead" => gap.ahead,
        "pipeline" => gap.pipeline,
        "weighted" => gap.weighted,
        "coverage" => gap.coverage,
        "weighted_coverage" => gap.weighted_coverage,
        "pipeline_needed" => gap.pipeline_needed,
        "variance" => variance(gap.actual?, gap.target?),
        other => panic!("no such part of a gap: {other}"),
    }
}

fn figure(built: &Built, kpi: &str, subject: &Subject, period: Period, filter: &Filter) -> Option<Decimal> {
    let data = &built.dataset;
    let kpi = built.kpi(kpi).unwrap();
    let filter = gap::within(&built.filter(filter).unwrap(), built.subject(subject).unwrap());
    let ask = Ask {
        kpis: vec![kpi],
        span: data.workspace.calendar.span(period),
        filter,
        rows: None,
        columns: None,
    };
    let figures = Figures::new(data, ask);
    let traced = figures.noted::<attain::engine::trace::Trace>(data, kpi, None, None).value.0;
    assert_eq!(traced, figures.get(kpi, None, None), "the trace computes what the figure shows");
    traced
}

fn check(built: &Built, expected: &Expected) -> Vec<String> {
    let data = &built.dataset;
    let found = match expected {
        Expected::Figure { kpi, subject, period, filter, value } => {
            vec![say(kpi, value, figure(built, kpi, subject, period.0, filter))]
        }
        Expected::Target { kpi, subject, period, level, value, issues: wanted } => {
            let subject = built.subject(subject).unwrap();
            let targets = Targets::new(data);
            let level: Level = level.0;
            let found = targets.resolve::<Silent>(built.kpi(kpi).unwrap(), subject, period.0, level);
            vec![say(kpi, value, found.value.0), issues(kpi, wanted, &found.issues)]
        }
        Expected::Score { person, period, lines, score, grade, issues: wanted } => {
            let found = scorecard(data, built.person(person).unwrap(), period.0, built.as_of);
            let mut all = vec![say(person, score, found.value.score), issues(person, wanted, &found.issues)];
            all.extend(lines.iter().map(|(kpi, value)| {
                let id = built.kpi(kpi).unwrap();
                let line = found.value.lines.iter().find(|l| l.kpi == id);
                say(&format!("{person} {kpi}"), value, line.and_then(|l| l.score))
            }));
            let same = grade.is_none() || *grade == found.value.grade;
            all.push((!same).then(|| format!("{person}: expected {grade:?}, got {:?}", found.value.grade)));
            all
        }
        Expected::Gap { kpi, subject, period, parts } => {
            let id = built.kpi(kpi).unwrap();
            let subject = built.subject(subject).unwrap();
            let found = gap::position(data, id, subject, period.0, &Default::default(), built.as_of).value;
            parts.iter().map(|(name, value)| say(name, value, part(&found, name))).collect()
        }
        Expected::Adjusted { target, percent, value } => {
            vec![say("adjusted", &Some(*value), adjust(target.0, percent.0))]
        }
        Expected::Rolled { base, percent, how, values } => {
            let roll = match how.as_str() {
                "single" => Roll::Single,
                "growing" => Roll::Growing,
                "compounding" => Roll::Compounding,
                other => panic!("no such way: {other}"),
            };
            vec![all(how, values, roll_forward(base.0, percent.0, values.len() as u32, roll))]
        }
        Expected::Distributed { whole, profile, places, values } => {
            let profile: Vec<Decimal> = profile.iter().map(|p| p.0).collect();
            let found = distribute(whole.0, &profile, *places);
            vec![all("distributed", values, found.value), issues("distributed", &[], &found.issues)]
        }
        other => {
            return appraisal::outcome(built, other).unwrap_or_else(|| pay::outcome(built, other));
        }
    };
    found.into_iter().flatten().collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    found.sort();
    found
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What a panic said.
fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked").to_owned()
}

/// An error in words.
fn told(error: FileError) -> String {
    match error {
        FileError::Invalid { place } => place,
        other => format!("{other:?}"),
    }
}

/// Why plans could not be published, in words; nothing where that is what the scenario expects.
fn unfit(built: &Built, scenario: &Scenario) -> Vec<String> {
    use attain::engine::incentive::check::{Severity, check};
    let asked = |e: &Expected| matches!(e, Expected::Refused { .. } | Expected::Checked { .. });
    if scenario.expected.iter().any(asked) {
        return Vec::new();
    }
    let data = &built.dataset;
    let names = attain::i18n::Names::new(data, attain::i18n::Texts::of(attain::i18n::Lang::En));
    let mut found = Vec::new();
    for version in data.versions.iter() {
        let plan = &version.plan;
        let all = check(plan, data.workspace.currency, data.workspace.rounding, plan.effective);
        for finding in all.iter().filter(|f| f.severity == Severity::Refuses) {
            let component = finding.component.and_then(|id| plan.components.iter().find(|c| c.id == id));
            let part = component.map(|c| format!(", {}", c.name)).unwrap_or_default();
            let place = finding.place.map(|n| format!(" [{n}]")).unwrap_or_default();
            let words = attain::i18n::plan_check::words(plan, finding, names);
            found.push(format!("plan {}{part}{place}: {words}", plan.name));
        }
    }
    found
}

/// What is wrong with the scenario of a file; nothing where everything comes out. One bad file does not keep others from being
/// run, and one bad expectation not the next.
fn faults(path: &Path) -> Vec<String> {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let wrong = |place: String| vec![format!("{name}: {place}")];
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return wrong(error.to_string()),
    };
    let scenario = match Scenario::read(&text) {
        Ok(scenario) => scenario,
        Err(error) => return wrong(told(error)),
    };
    if scenario.id != name {
        return wrong(format!("id: {} is not the file's name", scenario.id));
    }
    if scenario.expected.is_empty() {
        return wrong("expected: nothing is expected".to_owned());
    }
    let mut built = match scenario.build() {
        Ok(built) => built,
        Err(error) => return wrong(told(error)),
    };
    let unfit = unfit(&built, &scenario);
    if !unfit.is_empty() {
        return unfit.into_iter().flat_map(wrong).collect();
    }
    let mut found = catch_unwind(AssertUnwindSafe(|| steps::steps(&mut built, &scenario)))
        .unwrap_or_else(|panic| vec![format!("steps: {}", said(&*panic))]);
    for (at, expected) in scenario.expected.iter().enumerate() {
        let outcome = catch_unwind(AssertUnwindSafe(|| check(&built, expected)));
        let outcome = outcome.unwrap_or_else(|panic| vec![said(&*panic)]);
        found.extend(outcome.into_iter().map(|fault| format!("expected[{at}]: {fault}")));
    }
    found.into_iter().map(|fault| format!("{name}: {fault}")).collect()
}

#[test]
fn every_scenario_comes_out_as_written() {
    let mut all = files(&here("tests/scenarios"));
    assert!(!all.is_empty(), "there are scenarios");
    if let Some(more) = std::env::var_os("ATTAIN_SCENARIOS") {
        all.extend(files(Path::new(&more)));
    }
    let failures: Vec<String> = all.iter().flat_map(|path| faults(path)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_further_folder_is_run_and_every_bad_file_of_it_is_told() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scenarios-of-others");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let good = std::fs::read_to_string(here("tests/scenarios/kp-linear.json")).unwrap();
    let named = |name: &str| good.replace("kp-linear", name);
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();
    let run = || {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "every_scenario_comes_out_as_written"]).env("ATTAIN_SCENARIOS", &folder);
        let output = command.output().unwrap();
        let text =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.success(), text)
    };
    write("notes.txt", "not a scenario".to_owned());
    write("own.json", named("own"));
    let (fine, text) = run();
    assert!(fine, "{text}");
    write("cut.json", named("cut").chars().take(100).collect());
    write("figure.json", named("figure").replace("\"70\"", "\"71\""));
    write("other-name.json", named("else"));
    write("unknown.json", named("unknown").replace("\"as_of\"", "\"asof\""));
    let gap = std::fs::read_to_string(here("tests/scenarios/run-collected-at-sales-rate.json")).unwrap();
    let gap =
        gap.replace("run-collected-at-sales-rate", "gap").replace("\"from\": \"1000\"", "\"from\": \"1200\"");
    write("gap.json", gap);
    let (fine, text) = run();
    assert!(!fine);
    for (file, fault) in [
        ("cut", "EOF"),
        ("figure", "expected 71"),
        ("gap", "plan Plan, Collected [1]: There is a gap before"),
        ("other-name", "is not the file's name"),
        ("unknown", "unknown field `asof`"),
    ] {
        let told = text.lines().any(|l| l.starts_with(&format!("{file}: ")) && l.contains(fault));
        assert!(told, "{file}: {fault}:\n{text}");
    }
    assert!(!text.lines().any(|l| l.starts_with("own: ")), "what comes out is no fault:\n{text}");
}

#[test]
fn a_scenario_that_is_wrong_says_where() {
    let good = std::fs::read_to_string(here("tests/scenarios/erp-variance-person.json")).unwrap();
    let cases = [
        ("\"as_of\"", "\"asof\"", "unknown field `asof`"),
        ("\"amount\": \"2000\"", "\"amount\": 2000", "records[0].amount: invalid type"),
        (
            "\"amount\": \"2000\"",
            "\"amount\": \"2,000\"",
            "records[0].amount: unknown: 2,000; write a number in quotation marks such as",
        ),
        (
            "\"amount\": \"2000\"",
            "\"state\": \"won\", \"amount\": \"2000\"",
            "records[0].state: unknown: won; write booked, open, lost, cancelled",
        ),
        (
            "\"amount\": \"2000\"",
            "\"invoiced\": \"1/2/2026\", \"amount\": \"2000\"",
            "records[0].invoiced: unknown: 1/2/2026; write a day such as",
        ),
        (
            "\"person\": \"both\"",
            "\"person\": \"nobody\"",
            "records[0].person: nobody: no such person; there is Sales Person 1",
        ),
        ("[\"Sales Person 2\"", "[\"Sales Person 3\"", "splits[0].person: Sales Person 3: no such person"),
        ("\"scenario\": 1", "\"scenario\": 2", "Newer"),
    ];
    for (from, to, place) in cases {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from} is there");
        let error = Scenario::read(&text).and_then(|s| s.build().map(|_| ())).expect_err(to);
        assert!(format!("{error:?}").contains(place), "{to}: {error:?}");
    }
}

#[test]
fn the_runner_notices_a_wrong_figure() {
    let good = std::fs::read_to_string(here("tests/scenarios/kp-linear.json")).unwrap();
    let scenario = Scenario::read(&good.replace("\"70\"", "\"71\"")).unwrap();
    let built = scenario.build().unwrap();
    assert_eq!(scenario.expected.iter().flat_map(|e| check(&built, e)).count(), 1);
}

#[test]
fn the_runner_notices_a_wrong_pay() {
    let cases = [
        ("rt-step-T6", "\"95\"", "\"96\"", 2),
        ("dr-siebel", "\"2875\"", "\"2876\"", 1),
        ("pl-equal", "\"P1\": \"1000\"", "\"P1\": \"1001\"", 1),
        ("cb-prorata", "\"-500\"", "\"-501\"", 1),
        ("pr-ramp", "\"12500\"", "\"12501\"", 1),
        ("oca-section-bad", "\"tier\": 1", "\"tier\": 2", 1),
        ("ti-zero-target", "ZeroTarget", "NoTarget", 1),
        ("rt-blend-2500", "\"0.012\"", "\"0.013\"", 1),
    ];
    for (name, from, to, faults) in cases {
        let good = std::fs::read_to_string(here(&format!("tests/scenarios/{name}.json"))).unwrap();
        let wrong = good.replace(from, to);
        assert_ne!(wrong, good, "{name}: {from} is there");
        let scenario = Scenario::read(&wrong).unwrap();
        let built = scenario.build().unwrap();
        let found: Vec<String> = scenario.expected.iter().flat_map(|e| check(&built, e)).collect();
        assert_eq!(found.len(), faults, "{name}: {found:?}");
    }
}

#[test]
fn the_runner_notices_an_appraisal_that_comes_out_otherwise() {
    let cases = [
        ("ap-feedback-avg", "\"3.575\"", "\"3.576\""),
        ("an-threshold", "\"peers\": null", "\"peers\": \"1\""),
        ("an-suppress", "\"comments\": {\"C1\": 0}", "\"comments\": {\"C1\": 1}"),
        ("ap-duplicate", "\"refused\": \"Duplicate\"", "\"refused\": \"Closed\""),
        ("ap-cycle", ", \"refused\": \"MethodFrozen\"", ""),
        ("ap-weights", "\"found\": [\"CompetenciesTotal\"]", "\"absent\": [\"CompetenciesTotal\"]"),
        ("ap-summary", "\"self\": 2", "\"self\": 1"),
        ("ap-nested", "\"12.5\"", "\"12\""),
        ("ds-lr", "[[5, 5]", "[[4, 4]"),
        ("ds-sap", "\"blocked\": true", "\"blocked\": false"),
        ("ap-appeal", "\"appeal\": \"corrected\"", "\"appeal\": \"kept\""),
        ("ap-appeal", "\"receipt\": \"refused\"", "\"receipt\": \"silent\""),
        ("ap-appeal", "\"refused\": \"OwnAppeal\"", "\"refused\": \"NotYours\""),
        ("ap-outcomes", "[\"pay\", \"accepted\"]", "[\"pay\", \"changed\"]"),
        ("ap-outcomes", "\"new_base\": \"62400\"", "\"new_base\": \"62401\""),
        ("ap-outcomes", "\"left\": \"-400\"", "\"left\": \"400\""),
        ("ap-feedback-given", "\"late\": 2", "\"late\": 1"),
        ("ap-feedback-given", "\"sales\": \"700\"", "\"sales\": \"1000\""),
        ("ap-raters", "\"customers\": \"5\"", "\"customers\": null"),
        ("ap-raters", ", \"refused\": \"Sealed\"", ""),
    ];
    for (name, from, to) in cases {
        let good = std::fs::read_to_string(here(&format!("tests/scenarios/{name}.json"))).unwrap();
        let wrong = good.replacen(from, to, 1);
        assert_ne!(wrong, good, "{name}: {from} is there");
        let scenario = Scenario::read(&wrong).unwrap();
        let mut built = scenario.build().unwrap();
        let mut found = steps::steps(&mut built, &scenario);
        found.extend(scenario.expected.iter().flat_map(|e| check(&built, e)));
        assert_eq!(found.len(), 1, "{name}: {found:?}");
    }
}

/// Scenarios with one mistake each: file, what stands there, what is written instead, and the place that the refusal names.
fn refused(cases: &[(&str, &str, &str, &str)]) {
    for (name, from, to, place) in cases {
        let good = std::fs::read_to_string(here(&format!("tests/scenarios/{name}.json"))).unwrap();
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{name}: {from} is there");
        let error = Scenario::read(&text).and_then(|s| s.build().map(|_| ())).expect_err(to);
        assert!(format!("{error:?}").contains(place), "{to}: {error:?}");
    }
}

#[test]
fn a_step_that_is_wrong_says_where() {
    let cases = [
        (
            "ap-appeal",
            "{\"open\"",
            "{\"start\"",
            "steps[0].do: unknown variant `start`, expected one of `open`, `go`",
        ),
        (
            "ap-appeal",
            "\"as\": \"Ben\"",
            "\"as\": \"Bea\"",
            "steps[13].as: Bea: no such person; there is Ann, Ben, Cleo",
        ),
        (
            "ap-appeal",
            "\"manager\": \"Cleo\"",
            "\"manager\": \"Clea\"",
            "steps[2].do.manager.manager: Clea: no such person; there is Ann, Ben, Cleo",
        ),
        (
            "ap-appeal",
            "\"phase\": \"manager\"",
            "\"phase\": \"boss\"",
            "steps[4].do.go.phase: unknown: boss; write self, nominate, feedback, manager, calibrate, share, acknowledge",
        ),
        (
            "ap-appeal",
            "{\"release\": \"Q1\"}",
            "{\"release\": \"Q2\"}",
            "do.release.cycle: Q2: no such cycle; there is Q1",
        ),
        (
            "ap-appeal",
            "\"at\": \"2026-04-14T10:00:00\"",
            "\"at\": \"14.4.2026\"",
            "steps[10].do.meet.at: unknown: 14.4.2026; write a time such as",
        ),
        (
            "ap-appeal",
            "\"receipt\": \"refused\"",
            "\"receipt\": \"no\"",
            "expected[1].result.receipt: unknown: no; write waiting, acknowledged, refused, silent",
        ),
        (
            "ap-outcomes",
            "\"how\": \"accept\"",
            "\"how\": \"yes\"",
            "unknown variant `yes`, expected one of `accept`, `change`, `decline`",
        ),
        (
            "ap-outcomes",
            "\"what\": \"pay\"",
            "\"what\": \"raise\"",
            "unknown variant `raise`, expected one of `pay`, `bonus`",
        ),
        (
            "ap-outcomes",
            "\"what\": {\"training\": \"C1\"}",
            "\"what\": {\"training\": \"C3\"}",
            "steps[19].do.rule.what.training: C3: no such competency; there is C1, C2",
        ),
        (
            "ap-outcomes",
            "\"positions\"",
            "\"columns\"",
            "cycles[0].rules.columns: unknown field `columns`, expected one of",
        ),
        (
            "ap-outcomes",
            "[[\"pay\", \"accepted\"]",
            "[[\"pay\", \"agreed\"]",
            "proposed[0][1]: unknown: agreed; write open, accepted, changed, declined",
        ),
        (
            "ap-feedback-given",
            "\"kind\": \"coaching\"",
            "\"kind\": \"advice\"",
            "steps[3].do.feedback.kind: unknown: advice; write feedback, recognition, coaching",
        ),
        (
            "ap-feedback-given",
            "{\"remove_feedback\": \"talk\"}",
            "{\"remove_feedback\": \"chat\"}",
            "do.remove_feedback.name: chat: no such feedback; there is own, talk, thanks",
        ),
        (
            "ap-raters",
            "\"by\": \"Acme\", \"contact\": \"Mr Lee\"}}, \"refused\"",
            "\"by\": \"Acme\"}}, \"refused\"",
            "do.nominate.by: Acme: no such person",
        ),
        (
            "ap-raters",
            "\"approve\": {\"cycle\": \"Q1\", \"person\": \"Ann\", \"by\": \"Acme\"",
            "\"approve\": {\"cycle\": \"Q1\", \"person\": \"Ann\", \"by\": \"Acne\"",
            "do.approve.by: Acne: no such customer; there is Acme",
        ),
    ];
    refused(&cases);
}

#[test]
fn a_plan_that_is_wrong_says_where() {
    let cases = [
        (
            "rt-step-T6",
            "\"measured\"",
            "\"measures\"",
            "plans[0].components[0].table.measures: unknown field",
        ),
        (
            "rt-step-T6",
            "\"value\": \"0.01\"",
            "\"value\": 0.01",
            "plans[0].components[0].table.tiers[0].value: invalid type",
        ),
        (
            "rt-step-T6",
            "\"marginal\"",
            "\"stepwise\"",
            "plans[0].components[0].table.tiers[0].mode: unknown: stepwise; write marginal, retroactive, interpolated",
        ),
        (
            "rt-step-T6",
            "\"measured\": \"amount\"",
            "\"measured\": \"revenue\"",
            "table.measured: unknown: revenue; write amount, quantity, percent_of_quota, record_amount",
        ),
        (
            "rt-step-T6",
            "\"base\": \"booked\"",
            "\"base\": \"sales\"",
            "plans[0].components[0].base: unknown: sales; write booked, invoiced, collected",
        ),
        (
            "rt-step-T6",
            "\"accumulate\": \"per_record\"",
            "\"accumulate\": \"monthly\"",
            "table.accumulate: unknown: monthly; write per_record, per_document, half_month, month",
        ),
        (
            "plan-checked",
            "\"on\": \"target_pay\"",
            "\"on\": \"target\"",
            "terms.cap.on: unknown: target; write payment, target_pay, rate, attainment",
        ),
        (
            "plan-checked",
            "\"points\": [",
            "\"steps\": [",
            "bonus.curve: unknown variant `steps`, expected one of `linear`, `points`, `multipliers`",
        ),
        (
            "plan-checked",
            "\"whom\": \"everybody\"",
            "\"whom\": \"all\"",
            "terms.pay[0].whom: unknown variant `all`, expected one of `everybody`, `role`, `team`, `person`",
        ),
        (
            "rt-step-T6",
            "\"table\": {",
            "\"fixed\": {\"months\": \"1\"}, \"table\": {",
            "plans[0].components[0].exactly one of table",
        ),
        (
            "ti-two-metric",
            "\"metric_a\"}",
            "\"metric_c\"}",
            "plans[0].components[0].terms.kpi: metric_c: no such KPI; there is metric_a",
        ),
        (
            "pl-alloc",
            "[{\"person\": \"Ann\"}, \"25\"]",
            "[{\"person\": \"Eve\"}, \"25\"]",
            "shares.weights[0][0].person: Eve: no such person; there is Ann",
        ),
        (
            "oca-criteria",
            "\"categories\": [\"Furniture\"]",
            "\"categories\": [\"Chairs\"]",
            "rules[0].filter.categories[0]: Chairs: no such category; there is Furniture",
        ),
        (
            "cb-prorata",
            "\"effective\": \"2026-01-01\"",
            "\"effective\": \"1.1.2026\"",
            "plans[0].effective: unknown: 1.1.2026; write a day such as \\\"2026-01-31\\\"",
        ),
        (
            "cb-prorata",
            "\"name\": \"Plan\"",
            "\"id\": \"x\", \"name\": \"Plan\"",
            "plans[0].id: a scenario has names",
        ),
    ];
    refused(&cases);
}

#[test]
fn the_document_s_own_examples_are_right() {
    let document = std::fs::read_to_string(here("docs/plan-format.md")).unwrap();
    let mut blocks = document.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let scenario = Scenario::read(blocks.next().unwrap()).unwrap();
    let built = scenario.build().unwrap();
    assert_eq!(scenario.expected.iter().flat_map(|e| check(&built, e)).collect::<Vec<_>>(), [""; 0]);
    // The plan needs a company around it.
    let plan: serde_json::Value = serde_json::from_str(blocks.next().unwrap()).unwrap();
    let kpi = |key: &str| serde_json::json!({"key": key, "formula": format!("{key}_of"), "unit": "money"});
    let measure = |key: &str, base: &str| {
        let source = serde_json::json!({"records": {"aggregate": {"sum": base}}});
        serde_json::json!({"key": format!("{key}_of"), "unit": "money", "source": source})
    };
    let json = serde_json::json!({
        "scenario": 1, "id": "document", "as_of": "2026-01-01", "categories": [{"name": "New"}],
        "measures": [measure("sales", "booked"), measure("margin", "margin")],
        "kpis": [kpi("sales"), kpi("margin")], "plans": [plan], "expected": [],
    });
    let built = Scenario::read(&json.to_string()).unwrap().build().unwrap();
    let workspace = &built.dataset.workspace;
    let plan = built.plan("Sellers 2026").unwrap();
    assert!(attain::engine::incentive::examples_hold(&plan, workspace.currency, workspace.rounding));
    assert!(!plan.examples.is_empty());
    assert!(blocks.next().is_none(), "every block of the document is tried");
}

#[test]
fn no_worked_example_is_forgotten() {
    let shared = here("../shared/conformance/cases.json");
    let Ok(text) = std::fs::read_to_string(&shared) else {
        assert!(std::env::var_os("CI").is_none(), "no ../shared");
        println!("skipped: no ../shared");
        return;
    };
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let covered: BTreeSet<String> = files(&here("tests/scenarios"))
        .iter()
        .map(|p| p.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let left_out = std::fs::read_to_string(here("docs/plan-format.md")).unwrap();
    let areas = [
        "kp-", "fc-", "pl-", "erp-", "rt-", "bd-", "ti-", "qp-", "cm-", "sp-", "oca-", "ade-", "dr-", "cb-",
        "sl-", "pr-", "fx-", "ap-", "an-", "ds-",
    ];
    let ours = |id: &str| areas.iter().any(|a| id.starts_with(a));
    let ids: Vec<&str> = cases.iter().filter_map(|c| c["id"].as_str()).filter(|id| ours(id)).collect();
    assert!(ids.len() >= 100, "the cases are there: {}", ids.len());
    let missing: Vec<_> = ids
        .iter()
        .filter(|id| !covered.contains(**id) && !left_out.contains(&format!("| `{id}` |")))
        .collect();
    assert!(missing.is_empty(), "neither a scenario nor listed as left out: {missing:?}");
}

/// Worked examples of appraisal are behaviour more than figures: besides a scenario each is a test of the engine that carries
/// its id.
#[test]
fn every_worked_example_of_appraisal_is_a_test() {
    let Ok(text) = std::fs::read_to_string(here("../shared/conformance/cases.json")) else {
        assert!(std::env::var_os("CI").is_none(), "no ../shared");
        println!("skipped: no ../shared");
        return;
    };
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let read = |path: &str| std::fs::read_to_string(here(path)).unwrap();
    let tests = read("src/engine/appraisal/case_tests.rs") + &read("src/engine/appraisal/process/tests.rs");
    let names: Vec<&str> = tests.lines().filter_map(|l| l.trim().strip_prefix("fn ")).collect();
    let ours = |id: &&str| ["ap-", "an-", "ds-", "bd-9box"].iter().any(|area| id.starts_with(area));
    let ids: Vec<&str> = cases.iter().filter_map(|c| c["id"].as_str()).filter(ours).collect();
    assert!(ids.len() >= 19, "the cases are there: {}", ids.len());
    let missing: Vec<_> =
        ids.iter().filter(|id| !names.iter().any(|n| n.contains(&id.replace('-', "_")))).collect();
    assert!(missing.is_empty(), "no test is called by {missing:?}");
}
