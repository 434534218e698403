//! Whole imports, from the bytes of a file to the dataset after one undo step: real files exactly as they are, and small ones
//! for everything that files do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::dataset::{Changes, Dataset};
use attain::domain::id::{Uuid, WorkspaceId};
use attain::domain::money::{Currency, Half, Rounding};
use attain::domain::org::Person;
use attain::domain::records::{Block, State};
use attain::domain::workspace::{Counters, Workspace};
use attain::domain::{Calendar, Day};
use attain::files::changed::{CellValue, Differs};
use attain::files::encoding::Script;
use attain::files::error::FileError;
use attain::files::field::{Field, Kind};
use attain::files::job::Job;
use attain::files::messages::{Dimension, Question, Reply, Request};
use attain::files::resolve::Target;
use attain::files::value::date::{DateOrder, DateStyle};
use attain::state::command::Env;
use attain::state::import::{ImportError, ImportSession, Step};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::PathBuf;

struct Bench {
    data: Dataset,
    next: Cell<u128>,
}

/// A session together with the worker it talks to.
struct Run {
    session: ImportSession,
    job: Job,
    bytes: Vec<u8>,
}

impl Bench {
    fn new(currency: &str) -> Bench {
        let data = Dataset::new(Workspace {
            id: WorkspaceId(Uuid::from_u128(1)),
            name: "W".into(),
            sample: false,
            currency: Currency::parse(currency).unwrap(),
            shown_digits: 2,
            rounding: Rounding { unit: 1, half: Half::AwayFromZero },
            calendar: Calendar::default(),
            next: Counters::default(),
        });
        Bench { data, next: Cell::new(1_000) }
    }

    fn with_env<T>(&self, f: impl FnOnce(&Env) -> T) -> T {
        let new_id = || {
            self.next.set(self.next.get() + 1);
            Uuid::from_u128(self.next.get())
        };
        f(&Env { new_id: &new_id })
    }

    fn open(&self, name: &str, bytes: &[u8]) -> Run {
        let mut session = ImportSession::new(&self.data, Script::Traditional);
        session.open(name);
        let mut run = Run { session, job: Job::default(), bytes: bytes.to_vec() };
        self.pump(&mut run);
        run
    }

    fn pump(&self, run: &mut Run) {
        while let Some(request) = run.session.take_request() {
            let blocks = run.session.existing().to_vec();
            let existing: Vec<_> = blocks.iter().map(|b| (&b.facts, b.names().unwrap())).collect();
            let reply = run.job.answer(&request, &run.bytes, &existing);
            self.with_env(|env| run.session.receive(reply, &self.data, env));
        }
    }

    /// Confirms whatever is proposed.
    fn accept_all(&self, run: &mut Run) {
        for _ in 0..10 {
            let open: Vec<Question> = run.session.open_questions().cloned().collect();
            open.iter().for_each(|q| run.session.confirm(q));
            for column in run.session.analysis().unwrap().names.clone() {
                run.session.confirm_matches(column.dimension);
            }
            self.with_env(|env| run.session.prepare(&self.data, env));
            self.pump(run);
            if run.session.outcome().is_some() {
                return;
            }
        }
        panic!("not ready: {:?} {:?}", run.session.error(), run.session.failure());
    }

    fn commit(&mut self, run: &Run) {
        let (label, changes) = self.with_env(|env| run.session.commit(&self.data, env)).unwrap();
        let after = self.data.apply(&changes).unwrap();
        let back = after.apply(&changes.inverse()).unwrap();
        assert_eq!(back.record_count(), self.data.record_count(), "one undo step: {label:?}");
        self.data = after;
    }

    fn import(&mut self, name: &str, bytes: &[u8]) -> Run {
        let mut run = self.open(name, bytes);
        if run.session.outcome().is_none() {
            self.accept_all(&mut run);
        }
        self.commit(&run);
        run
    }

    /// The ready measures and KPIs, as every new workspace has them.
    fn add_library(&mut self) {
        let mut changes = Changes::default();
        self.with_env(|env| {
            for item in attain::state::kpis::missing(&self.data, env.new_id) {
                changes.put(&self.data, item);
            }
        });
        self.data = self.data.apply(&changes).unwrap();
    }

    fn blocks(&self) -> Vec<&Block> {
        self.data.segments.iter().flat_map(|s| &s.blocks).map(AsRef::as_ref).collect()
    }

    /// Rows and minor units by state.
    fn by_state(&self) -> [(u64, i64); 4] {
        let mut out = [(0, 0); 4];
        for block in self.blocks() {
            for (row, state) in block.facts.state.iter().enumerate() {
                let slot = &mut out[usize::from(*state)];
                slot.0 += 1;
                slot.1 += block.facts.amount.get(row).unwrap();
            }
        }
        out
    }

    /// Booked minor units by territory.
    fn by_territory(&self) -> BTreeMap<String, i64> {
        let name = |code: u16| {
            let found = self.data.territories.iter().find(|t| t.codes.contains(&code));
            found.map(|t| t.name.clone()).unwrap_or_default()
        };
        let mut out = BTreeMap::new();
        for block in self.blocks() {
            for (row, code) in block.facts.territory.iter().enumerate() {
                if block.facts.state[row] == State::Booked as u8 {
                    *out.entry(name(*code)).or_default() += block.facts.amount.get(row).unwrap();
                }
            }
        }
        out
    }

    /// Booked minor units by person.
    fn by_person(&self) -> BTreeMap<String, i64> {
        let mut of_code = BTreeMap::new();
        for p in self.data.people.iter() {
            p.codes.iter().for_each(|c| {
                of_code.insert(*c, p.name.clone());
            });
        }
        let mut out = BTreeMap::new();
        for block in self.blocks() {
            for (row, credit) in block.facts.credit.iter().enumerate() {
                if block.facts.state[row] == State::Booked as u8 {
                    let name = of_code.get(credit).cloned().unwrap_or_default();
                    *out.entry(name).or_default() += block.facts.amount.get(row).unwrap();
                }
            }
        }
        out
    }
}

/// A file of `../shared/data`; `None` (and a word about it) where it is not there.
fn shared(path: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(_) if std::env::var_os("CI").is_some() => panic!("no {}", path.display()),
        Err(_) => {
            println!("skipped: no ../shared");
            None
        }
    }
}

#[test]
fn northwind_to_the_cent_and_nothing_asked() {
    let Some(sales) = shared("northwind/sales.csv") else { return };
    let mut bench = Bench::new("USD");
    let run = bench.open("sales.csv", &sales);
    assert_eq!(run.session.open_questions().collect::<Vec<_>>(), Vec::<&Question>::new());
    assert_eq!(run.session.suggested_step(), Step::Check, "{:?}", unsure(&run));
    assert_eq!(run.session.outcome().unwrap().added, 2155);
    bench.commit(&run);
    let cents = [
        ("Margaret Peacock", 23289089),
        ("Janet Leverling", 20281288),
        ("Nancy Davolio", 19210767),
        ("Andrew Fuller", 16653776),
        ("Laura Callahan", 12686230),
        ("Robert King", 12456824),
        ("Anne Dodsworth", 7730809),
        ("Michael Suyama", 7391315),
        ("Steven Buchanan", 6879231),
    ];
    assert_eq!(bench.by_person(), cents.map(|(n, c)| (n.to_owned(), c)).into());
    assert_eq!(bench.by_state()[0], (2155, 126579329));
    assert_eq!(
        (bench.data.products.len(), bench.data.categories.len(), bench.data.customers.len()),
        (77, 8, 89)
    );
    let documents: std::collections::BTreeSet<u32> =
        bench.blocks().iter().flat_map(|b| b.facts.document.clone()).collect();
    assert_eq!(documents.len(), 830);

    // The same file again changes nothing.
    let run = bench.open("sales.csv", &sales);
    let outcome = run.session.outcome().unwrap().clone();
    assert_eq!((outcome.added, outcome.same, outcome.changed, outcome.aliases), (0, 2155, 0, 0));
    let (_, changes) = bench.with_env(|env| run.session.commit(&bench.data, env)).unwrap();
    assert!(changes.is_empty());

    // A known line with other content is offered as a change, and can be left.
    let text = String::from_utf8(sales).unwrap();
    let other = text.replacen("12,14,0,168.00", "13,14,0,182.00", 1)
        + "99999,1,1998-05-07,Robert King,Chai,Beverages,Ernst Handel,Austria,1,18,0,18.00\n";
    let mut run = bench.open("sales.csv", other.as_bytes());
    let outcome = run.session.outcome().unwrap().clone();
    assert_eq!((outcome.added, outcome.same, outcome.changed), (1, 2154, 1));
    let [changed] = &outcome.examples[..] else { panic!("{:?}", outcome.examples) };
    assert_eq!((changed.row, changed.name.as_str()), (2, "10248"));
    let number = |n: i64| CellValue::Number(n.into());
    let differs = [
        Differs { field: Field::Quantity, was: number(12), is: number(13) },
        Differs { field: Field::Amount, was: CellValue::Money(16800), is: CellValue::Money(18200) },
    ];
    assert_eq!(changed.differs, differs);
    run.session.set_take_changes(false);
    let (_, changes) = bench.with_env(|env| run.session.commit(&bench.data, env)).unwrap();
    assert_eq!(bench.data.apply(&changes).unwrap().record_count(), 2156);
    run.session.set_take_changes(true);
    bench.commit(&run);
    assert_eq!(bench.by_state()[0], (2156, 126579329 + 1400 + 1800));

    let people = shared("northwind/salespeople.csv").unwrap();
    let run = bench.import("salespeople.csv", &people);
    assert_eq!(run.session.analysis().unwrap().choices.kind, Kind::People);
    assert_eq!(bench.data.people.len(), 9);
    let robert = bench.data.people.iter().find(|p| p.name == "Robert King").unwrap();
    assert_eq!((robert.number.as_str(), robert.hired.unwrap().to_string()), ("7", "1994-01-02".to_owned()));
    let manager = robert.stints[0].manager.and_then(|m| bench.data.people.get(m)).unwrap();
    assert_eq!(manager.name, "Steven Buchanan");
    let team = robert.stints[0].team.and_then(|t| bench.data.teams.get(t)).unwrap();
    let above = team.parent.and_then(|t| bench.data.teams.get(t)).unwrap();
    assert_eq!((team.name.as_str(), above.name.as_str()), ("Steven Buchanan", "Andrew Fuller"));
    // Another day in a person's row: said before it is taken.
    let later = String::from_utf8(people.clone()).unwrap().replacen("1994-01-02", "1994-02-01", 1);
    let run = bench.open("salespeople.csv", later.as_bytes());
    let [changed] = &run.session.outcome().unwrap().examples[..] else { panic!("one row") };
    let day = |day: &str| CellValue::Day(day.to_owned());
    let differs = [Differs { field: Field::HiredOn, was: day("1994-01-02"), is: day("1994-02-01") }];
    assert_eq!((changed.name.as_str(), &changed.differs[..]), ("Robert King", &differs[..]));

    let run = bench.open("salespeople.csv", &people);
    let outcome = run.session.outcome().unwrap();
    assert_eq!((outcome.added, outcome.same, outcome.changed), (0, 9, 0));
}

/// What keeps an import from being certain, for messages.
fn unsure(run: &Run) -> Vec<String> {
    let names = &run.session.analysis().unwrap().names;
    let open = |d: Dimension| {
        let column = names.iter().find(|c| c.dimension == d).unwrap();
        column
            .names
            .iter()
            .zip(run.session.matches(d))
            .filter(|(_, m)| m.confidence != attain::files::columns::Confidence::Certain)
            .map(|(n, m)| format!("{d:?} {} ~ {:?} {:?}", n.name, m.target, m.near))
            .collect::<Vec<_>>()
    };
    names.iter().flat_map(|c| open(c.dimension)).collect()
}

#[test]
fn crm_opportunities_as_they_are() {
    let Some(pipeline) = shared("crm-opportunities/sales_pipeline.csv") else { return };
    let mut bench = Bench::new("USD");
    for (file, kind) in [
        ("sales_teams.csv", Kind::People),
        ("products.csv", Kind::Products),
        ("accounts.csv", Kind::Customers),
    ] {
        let bytes = shared(&format!("crm-opportunities/{file}")).unwrap();
        let run = bench.open(file, &bytes);
        assert_eq!(
            run.session.suggested_step(),
            Step::Check,
            "{file}: {:?} {:?}",
            unsure(&run),
            run.session.open_questions().collect::<Vec<_>>()
        );
        assert_eq!(run.session.analysis().unwrap().choices.kind, kind, "{file}");
        bench.commit(&run);
    }
    assert_eq!((bench.data.people.len(), bench.data.products.len(), bench.data.customers.len()), (41, 7, 85));
    let anna = bench.data.people.iter().find(|p| p.name == "Anna Snelling").unwrap();
    let manager = anna.stints[0].manager.and_then(|m| bench.data.people.get(m)).unwrap();
    let team = anna.stints[0].team.and_then(|t| bench.data.teams.get(t)).unwrap();
    let region = team.parent.and_then(|t| bench.data.teams.get(t)).unwrap();
    assert_eq!(
        (manager.name.as_str(), team.lead, region.name.as_str()),
        ("Dustin Brinkmann", Some(manager.id), "Central")
    );
    assert_eq!(bench.data.teams.len(), 9, "three regions with two managers each");
    let territory = |person: &Person| {
        let id = person.stints[0].territory.expect("everybody works somewhere");
        bench.data.territories.get(id).unwrap().name.clone()
    };
    assert_eq!(
        (territory(anna), territory(bench.data.people.get(manager.id).unwrap())),
        ("Central".into(), "Central".into())
    );
    let mut heads: BTreeMap<String, usize> = BTreeMap::new();
    bench.data.people.iter().for_each(|p| *heads.entry(territory(p)).or_default() += 1);
    assert_eq!(heads, [("Central", 13), ("East", 14), ("West", 14)].map(|(n, c)| (n.to_owned(), c)).into());

    let mut run = bench.open("sales_pipeline.csv", &pipeline);
    assert_eq!(run.session.suggested_step(), Step::Match);
    assert_eq!(unsure(&run).len(), 1, "only GTXPro is pointed out: {:?}", unsure(&run));
    let pro = bench.data.products.iter().find(|p| p.name == "GTX Pro").unwrap().id;
    assert!(
        run.session
            .matches(Dimension::Product)
            .iter()
            .any(|m| m.target == Target::Existing(pro.0) && m.near.is_empty())
    );
    bench.accept_all(&mut run);
    bench.commit(&run);
    let [booked, open, lost, cancelled] = bench.by_state();
    assert_eq!(booked, (4238, 1_000_553_400));
    assert_eq!((open.0, lost.0, cancelled.0), (1589 + 500, 2473, 0));
    assert_eq!(bench.data.products.get(pro).unwrap().aliases, ["GTXPro"]);
    assert!(run.session.outcome().unwrap().located, "the pipeline names no territory");
    assert_eq!(
        bench.by_territory(),
        [("Central", 334_629_300), ("East", 309_059_400), ("West", 356_864_700)]
            .map(|(n, c)| (n.to_owned(), c))
            .into(),
        "every deal in the region of its agent"
    );
    assert_eq!((bench.data.people.len(), bench.data.products.len(), bench.data.customers.len()), (41, 7, 85));
    assert!(
        bench.blocks().iter().any(|b| b.facts.day.contains(&Day::NONE)),
        "prospects have no day and are kept"
    );

    let run = bench.open("sales_pipeline.csv", &pipeline);
    assert_eq!(run.session.suggested_step(), Step::Check, "the alias is known now");
    let outcome = run.session.outcome().unwrap();
    assert_eq!((outcome.added, outcome.same, outcome.changed), (0, 8800, 0));
}

#[test]
fn files_of_the_far_east() {
    let text = "銷售明細表,,,,,\n製表日:,114/4/1,,,,\n日期,單號,業務員,客戶,產品,金額(萬元)\n114/3/5,A1,陳怡君,台北商行,龍井茶,1.2\n114/3/6,A2,林志明,臺北 商行,烏龍茶,\"1,000.5\"\n陳怡君 小計,,,,,1.2\n114/3/7,A3,陳怡君,台北商行,龍井茶,abc\n總計,,,,,1001.7\n";
    let big5 = encoding_rs::BIG5.encode(text).0.into_owned();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [("utf8", text.as_bytes().to_vec()), ("big5", big5), ("utf16", utf16)] {
        let mut bench = Bench::new("TWD");
        let mut run = bench.open("sales.csv", &bytes);
        let analysis = run.session.analysis().unwrap();
        assert_eq!(analysis.choices.header, Some(2), "{name}");
        assert_eq!(analysis.choices.kind, Kind::Records);
        assert_eq!((analysis.good, analysis.bad), (2, 1));
        assert_eq!(analysis.faults[0].examples, [(7, "abc".to_owned())]);
        assert_eq!(analysis.skipped.iter().map(|s| s.row).collect::<Vec<_>>(), [1, 2, 6, 8]);
        assert!(analysis.questions.contains(&Question::Unit { column: 5, scale: 10_000 }));
        bench.accept_all(&mut run);
        bench.commit(&run);
        assert_eq!(bench.by_state()[0], (2, (12_000 + 10_005_000) * 100));
        assert_eq!(bench.data.customers.len(), 1, "臺北 商行 is 台北商行");
        let first = bench.blocks()[0].facts.day[0].date().unwrap();
        assert_eq!(first.to_string(), "2025-03-05");
    }
    let gbk = encoding_rs::GBK.encode("日期,单号,业务员,客户,产品,数量,单价,折扣,状态\n2025年3月5日,A1,陈怡君,上海贸易,龙井茶,3,￥1,10%,成交\n2025年3月6日,A2,陈怡君,上海贸易,龙井茶,3,￥100,,丢单\n").0.into_owned();
    let mut bench = Bench::new("CNY");
    bench.import("sales.csv", &gbk);
    assert_eq!(bench.by_state(), [(1, 270), (0, 0), (1, 30000), (0, 0)]);
}

#[test]
fn ambiguous_dates_are_asked_and_the_answer_holds() {
    let text = "Date,Rep,Amount\n3/4/2025,A,1\n5/6/2025,A,2\n";
    let mut bench = Bench::new("USD");
    let mut run = bench.open("x.csv", text.as_bytes());
    let Some(Question::Dates { column: 0, styles }) = run.session.open_questions().next().cloned() else {
        panic!("{:?}", run.session.open_questions().collect::<Vec<_>>())
    };
    assert_eq!(styles.len(), 2);
    assert!(run.session.outcome().is_none());
    let mut choice = run.session.analysis().unwrap().choices.columns[0];
    choice.date = styles[1];
    run.session.set_column(0, choice);
    bench.pump(&mut run);
    assert_eq!(run.session.suggested_step(), Step::Check);
    bench.commit(&run);
    assert_eq!(bench.blocks()[0].facts.day[0].date().unwrap().to_string(), "2025-04-03");
}

#[test]
fn months_as_columns_become_records_of_month_ends() {
    let text = "業務員,產品,2025-01,2025-02\n陳怡君,茶,100,200\n林志明,茶,,50\n";
    let mut bench = Bench::new("TWD");
    let mut run = bench.open("實績.csv", text.as_bytes());
    run.session.set_kind(Kind::Records);
    bench.pump(&mut run);
    bench.accept_all(&mut run);
    bench.commit(&run);
    assert_eq!(bench.by_state()[0], (3, 35_000));
    let days: Vec<String> =
        bench.blocks()[0].facts.day.iter().map(|d| d.date().unwrap().to_string()).collect();
    assert_eq!(days, ["2025-01-31", "2025-02-28", "2025-02-28"]);
    let run = bench.open("實績.csv", text.as_bytes());
    assert_eq!(run.session.analysis().unwrap().columns.len(), 4);
}

#[test]
fn blocks_cover_few_days_whatever_the_order_of_the_file() {
    let rows = 40_000;
    let line = |n: u32| format!("D{n},2025-{:02}-{:02},Ann,{n}\n", 1 + n * 7 % 12, 1 + n * 5 % 28);
    let text: String =
        std::iter::once("document,date,person,amount\n".into()).chain((0..rows).map(line)).collect();
    let mut bench = Bench::new("USD");
    bench.import("mixed.csv", text.as_bytes());
    let blocks: Vec<_> = bench.data.segments.iter().flat_map(|s| s.blocks.iter()).collect();
    assert!(blocks.len() > 2);
    assert!(blocks.windows(2).all(|two| two[0].booked.unwrap().1 <= two[1].booked.unwrap().0));
    for block in blocks {
        for row in (0..block.facts.len()).step_by(997) {
            let names = block.names().unwrap();
            let document = names.document.get(row).trim_start_matches('D').parse::<u32>().unwrap();
            assert_eq!(names.source_row[row], document + 2, "a row still knows its place in the file");
        }
    }
}

#[test]
fn identical_rows_without_document_are_counted() {
    let one = "date,salesperson,amount\n2025-01-01,A,5\n";
    let two = "date,salesperson,amount\n2025-01-01,A,5\n2025-01-01,A,5\n2025-01-01,A,6\n";
    let mut bench = Bench::new("USD");
    bench.import("a.csv", one.as_bytes());
    let run = bench.open("a.csv", two.as_bytes());
    let outcome = run.session.outcome().unwrap().clone();
    assert_eq!((outcome.added, outcome.same, outcome.changed), (2, 1, 0));
    bench.commit(&run);
    let run = bench.open("a.csv", two.as_bytes());
    assert_eq!(run.session.outcome().unwrap().same, 3);
}

#[test]
fn records_survive_export_and_import() {
    use attain::files::{csv_write, export, field::Field, field::words};
    let text = "日期,單號,項次,業務員,員工編號,客戶,產品,類別,通路,區域,數量,金額,成本,狀態,發票日期\n2025-03-05,A1,1,陳怡君,E1,\"台北, 商行\",龍井茶,茶,門市,北區,1.5,120.05,80,成交,2025-03-09\n2025-03-06,A1,2,林志明,E2,=HYPERLINK(1),烏龍茶,茶,網路,南區,-2,-99.9,,成交,\n2025-03-07,,,陳怡君,E1,,龍井茶,茶,,,1,5,3,失單,\n2025-03-07,,,陳怡君,E1,,龍井茶,茶,,,1,5,3,失單,\n";
    let mut bench = Bench::new("USD");
    bench.import("x.csv", text.as_bytes());
    assert_eq!(bench.by_state(), [(2, 2015), (0, 0), (2, 1000), (0, 0)]);
    let heading = |f: Field| words(Kind::Records, f)[0].to_owned();
    let state = |s: State| ["won", "open", "lost", "cancelled"][s as usize].to_owned();
    let table = export::records(&bench.data, &heading, &state);
    let csv = csv_write::write(&table).into_bytes();
    let xlsx = attain::files::xlsx::write("x", &table).unwrap();
    for (name, bytes) in [("again.csv", &csv), ("again.xlsx", &xlsx)] {
        // Into the same workspace: nothing changes.
        let mut run = bench.open(name, bytes);
        bench.accept_all(&mut run);
        let outcome = run.session.outcome().unwrap();
        assert_eq!((outcome.added, outcome.same, outcome.changed), (0, 4, 0), "{name}");
        // Into an empty one: the same records, and the same table again.
        let mut other = Bench::new("USD");
        other.import(name, bytes);
        assert_eq!(export::records(&other.data, &heading, &state), table, "{name}");
        assert_eq!(other.by_person(), bench.by_person());
    }
}

#[test]
fn the_pages_own_templates_and_exports_come_back_without_a_question() {
    use attain::files::{csv_write, export};
    use attain::i18n::{Lang, Texts};
    for (lang, script) in
        [(Lang::En, Script::Neutral), (Lang::ZhHant, Script::Traditional), (Lang::ZhHans, Script::Simplified)]
    {
        let words = &Texts::of(lang).import;
        let heading = |f| words.field(f).to_owned();
        for kind in Kind::ALL {
            let bytes = attain::state::import::template(kind, script, &heading).into_bytes();
            let mut bench = Bench::new("TWD");
            bench.add_library();
            let mut run = bench.open("x.csv", &bytes);
            let analysis = run.session.analysis().unwrap();
            assert_eq!((analysis.choices.kind, &analysis.questions), (kind, &vec![]), "{lang:?}");
            assert_eq!((analysis.good, analysis.bad), (2, 0), "{lang:?} {kind:?} {:?}", analysis.faults);
            bench.accept_all(&mut run);
            bench.commit(&run);
            let data = &bench.data;
            let made = match kind {
                Kind::Records => data.record_count(),
                Kind::People => data.people.len(),
                Kind::Products => data.products.len(),
                Kind::Customers => data.customers.len(),
                Kind::Measurements => data.measurements.len(),
                Kind::Targets => data.targets.len(),
            };
            assert_eq!(made, 2, "{lang:?} {kind:?}");
            if kind != Kind::Records {
                let mut again = bench.open("x.csv", &bytes);
                bench.accept_all(&mut again);
                let outcome = again.session.outcome().unwrap();
                assert_eq!((outcome.added, outcome.same, outcome.changed), (0, 2, 0), "{lang:?} {kind:?}");
                continue;
            }
            let table = export::records(&bench.data, &heading, &|s| words.state(s).to_owned());
            let run = bench.open("y.csv", csv_write::write(table).as_bytes());
            let outcome = run.session.outcome().expect("nothing is asked");
            assert_eq!((outcome.added, outcome.same, outcome.changed), (0, 2, 0), "{lang:?}");
        }
    }
}

#[test]
fn targets_and_measurements_find_their_subjects() {
    let mut bench = Bench::new("TWD");
    bench.import("people.csv", "姓名,團隊\n陳怡君,北區\n林志明,南區\n".as_bytes());
    let text = "業務員,1月,2月,第一季合計\n陳怡君,10,20,30\n林志明,5,,5\n";
    let mut run = bench.open("業績目標.csv", text.as_bytes());
    assert_eq!(run.session.analysis().unwrap().choices.kind, Kind::Targets);
    assert!(run.session.open_questions().any(|q| *q == Question::Year));
    run.session.set_year(2026);
    bench.pump(&mut run);
    bench.accept_all(&mut run);
    assert_eq!(run.session.analysis().unwrap().rows.len(), 3);
    let survey = "月份,客戶,客戶滿意度,樣本數\n2026-01,台北商行,4.5,12\n2026-02,台北商行,4.1,9\n";
    let run = bench.import("滿意度.csv", survey.as_bytes());
    assert_eq!(run.session.analysis().unwrap().choices.kind, Kind::Measurements);
    assert_eq!(
        (bench.data.measurements.len(), bench.data.measures.len(), bench.data.customers.len()),
        (2, 1, 1)
    );
    let run = bench.open("滿意度.csv", survey.as_bytes());
    let mut run = run;
    bench.accept_all(&mut run);
    assert_eq!(run.session.outcome().unwrap().same, 2);
}

#[test]
fn refusals_and_moments() {
    let bench = Bench::new("USD");
    let run = bench.open("x.csv", b"");
    assert_eq!(run.session.error(), Some(&FileError::Empty));
    let mut run = bench.open("x.csv", b"salesperson,amount\nA,5\nB,6\n");
    run.session.set_kind(Kind::Records);
    bench.pump(&mut run);
    assert!(run.session.open_questions().any(|q| matches!(q, Question::Missing { .. })));
    let not_ready = bench.with_env(|env| run.session.commit(&bench.data, env)).unwrap_err();
    assert_eq!(not_ready, ImportError::NotReady);
    let run = bench.open("x.csv", b"date,salesperson,amount\n2025-01-01,A,5\n");
    let other = Bench::new("USD");
    let stale = bench.with_env(|env| run.session.commit(&other.data, env)).unwrap_err();
    assert_eq!(stale, ImportError::Stale);
}

#[test]
fn a_worker_that_is_stopped_at_any_step_can_be_set_to_work_again() {
    let text = "Date,Rep,Amount\n3/4/2025,A,1\n5/6/2025,A,2\n";
    let steps = |request: &Request| match request {
        Request::Read { .. } => 0,
        Request::Analyse { .. } => 1,
        _ => 2,
    };
    for stop_at in 0..3 {
        let mut bench = Bench::new("USD");
        // Everything is answered, so that the next round runs through to the blocks.
        let mut run = bench.open("x.csv", text.as_bytes());
        let mut choice = run.session.analysis().unwrap().choices.columns[0];
        choice.date = DateStyle { order: DateOrder::Mdy, roc: false };
        run.session.set_column(0, choice);
        bench.pump(&mut run);
        run.session.resume();
        loop {
            let request = run.session.take_request().expect("the step is reached");
            let stopped = steps(&request) == stop_at;
            let reply = match stopped {
                true => Reply::Failed(FileError::Cancelled),
                false => run.job.answer(&request, &run.bytes, &[]),
            };
            bench.with_env(|env| run.session.receive(reply, &bench.data, env));
            if stopped {
                break;
            }
        }
        assert_eq!(run.session.error(), Some(&FileError::Cancelled), "{stop_at}");
        assert!(!run.session.busy(), "{stop_at}");
        // The page's next worker knows no file; the session asks for it again and keeps what was chosen.
        run.job = Job::default();
        run.session.resume();
        bench.pump(&mut run);
        assert_eq!((run.session.error(), run.session.outcome().unwrap().added), (None, 2), "{stop_at}");
        bench.commit(&run);
        assert_eq!(bench.blocks()[0].facts.day[0].date().unwrap().to_string(), "2025-03-04", "{stop_at}");
    }
}

/// Reads, analyses and builds whatever the bytes are; the only demand is that it ends with an answer.
fn survive(name: &str, bytes: &[u8]) {
    let bench = Bench::new("USD");
    let mut run = bench.open(name, bytes);
    if run.session.error().is_none() {
        bench.with_env(|env| run.session.prepare(&bench.data, env));
        bench.pump(&mut run);
    }
    assert!(run.session.error().is_some() || run.session.analysis().is_some());
}

mod hostile {
    use super::survive;
    use proptest::prelude::*;

    fn damaged(bytes: &[u8], hits: &[(usize, u8)], keep: usize) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for (at, value) in hits {
            let len = out.len();
            out[at % len] = *value;
        }
        out.truncate(out.len() - keep % out.len());
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            survive("x.csv", &bytes);
        }

        #[test]
        fn any_table_is_answered(text in "(date|金額|person|客戶|[0-9/.,-]{1,8}|\"|\n|,|;|\t|1月|Total|小計| ){0,80}") {
            survive("x.csv", text.as_bytes());
        }

        #[test]
        fn a_damaged_workbook_is_answered(
            hits in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..12),
            keep in prop_oneof![Just(0usize), any::<usize>()],
        ) {
            let rows = [["date", "salesperson", "amount"], ["2025-01-01", "A", "5"], ["2025-01-02", "B", "6"]];
            let book = attain::files::xlsx::write("x", rows).unwrap();
            survive("x.xlsx", &damaged(&book, &hits, keep));
        }
    }
}

#[test]
fn what_the_first_file_has_of_cents_is_shown() {
    let file = |amount: &str| {
        format!("日期,單號,業務員,金額\n2025-03-05,A1,陳怡君,{amount}\n2025-03-06,A2,陳怡君,100\n")
    };
    for (amount, digits) in [("250", 0), ("250.50", 2)] {
        let mut bench = Bench::new("TWD");
        let whole = Workspace { shown_digits: 0, ..bench.data.workspace.as_ref().clone() };
        bench.data = Dataset::new(whole);
        bench.import("sales.csv", file(amount).as_bytes());
        assert_eq!(bench.data.workspace.shown_digits, digits, "{amount}");
    }
}

#[test]
fn another_currency_in_a_heading_is_asked_about() {
    let text =
        "日期,單號,業務員,金額(美元),成本\n2025-03-05,A1,陳怡君,100.50,60\n2025-03-06,A2,陳怡君,-20,\n";
    let mut bench = Bench::new("TWD");
    let mut run = bench.open("sales.csv", text.as_bytes());
    let asked = Question::Currency { column: 3, code: "USD".into() };
    assert_eq!(run.session.open_questions().collect::<Vec<_>>(), [&asked]);
    assert_eq!(run.session.suggested_step(), Step::Columns);

    // The amounts are in the workspace's currency after all: they stay as they are.
    run.session.confirm(&asked);
    bench.accept_all(&mut run);
    let (_, changes) = bench.with_env(|env| run.session.commit(&bench.data, env)).unwrap();
    let block = changes.segments[0].after.as_ref().unwrap().blocks[0].clone();
    assert_eq!((block.facts.amount.get(0), &block.names().unwrap().original), (Some(10_050), &None));

    // A rate converts them and the original stays beside them.
    let mut run = bench.open("sales.csv", text.as_bytes());
    let mut choice = run.session.analysis().unwrap().choices.columns[3];
    choice.rate = Some("32.5".parse().unwrap());
    run.session.set_column(3, choice);
    bench.pump(&mut run);
    assert_eq!(run.session.suggested_step(), Step::Check);
    bench.commit(&run);
    let facts = &bench.blocks()[0].facts;
    let amounts: Vec<_> = (0..2).map(|row| facts.amount.get(row).unwrap()).collect();
    assert_eq!((amounts, facts.cost.get(0)), (vec![326_625, -65_000], Some(6_000)));
    let (codes, original) = bench.blocks()[0].names().unwrap().original.clone().unwrap();
    assert_eq!((codes.get(0), codes.get(1), original), ("USD", "USD", vec![100_500, -20_000]));

    // The same file at the same rate changes nothing; at another one its lines are offered as changes.
    for (rate, want) in [("32.5", (0, 2, 0)), ("33", (0, 0, 2))] {
        let mut run = bench.open("sales.csv", text.as_bytes());
        choice.rate = Some(rate.parse().unwrap());
        run.session.set_column(3, choice);
        bench.pump(&mut run);
        let outcome = run.session.outcome().unwrap().clone();
        assert_eq!((outcome.added, outcome.same, outcome.changed), want, "{rate}");
        bench.commit(&run);
    }
    let (codes, original) = bench.blocks()[0].names().unwrap().original.clone().unwrap();
    assert_eq!((codes.get(1), original), ("USD", vec![100_500, -20_000]));
    assert_eq!(bench.blocks()[0].facts.amount.get(0), Some(331_650));

    // A heading that names the workspace's own currency asks nothing.
    let own = text.replace("美元", "新台幣");
    assert_eq!(bench.open("sales.csv", own.as_bytes()).session.open_questions().count(), 0);
}

#[test]
fn columns_that_nothing_is_made_of_are_named() {
    let bench = Bench::new("USD");
    let run =
        bench.open("products.csv", b"product,series,sales_price,\nGTX Basic,GTX,550,\nGTX Pro,GTX,4821,x\n");
    assert_eq!(run.session.suggested_step(), Step::Check);
    assert_eq!(run.session.unused(), ["sales_price", "4"]);
}
