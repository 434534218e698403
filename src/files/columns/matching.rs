//! What kind of table it is and what each column means: headings and contents against the words of every field.

use super::{ColumnChoice, Confidence, Profile, Use};
use crate::files::field::{Content, Field, Kind, words};
use crate::files::value::date::DateStyle;
use crate::files::value::heading::{self, Tax};
use crate::files::value::period::{Part, PeriodName};
use crate::files::value::text::fold;
use serde::{Deserialize, Serialize};

/// The proposal for all columns of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matching {
    /// The kind.
    pub kind: Kind,
    /// Per column what it is used as, and how sure that is.
    pub uses: Vec<(Use, Confidence)>,
    /// How well the kind fits; only for comparing kinds.
    pub score: i32,
}

/// Proposes the meaning of every column for a kind.
pub fn match_kind(profiles: &[Profile], kind: Kind) -> Matching {
    let mut candidates: Vec<(i32, usize, Field)> = Vec::new();
    for (column, profile) in profiles.iter().enumerate() {
        for field in kind.fields() {
            let score = fit(profile, kind, *field);
            if score > 0 {
                candidates.push((score, column, *field));
            }
        }
    }
    candidates.sort_by_key(|(score, column, _)| (-score, *column));
    let mut uses = vec![(Use::Ignore, Confidence::None); profiles.len()];
    let mut taken: Vec<Field> = Vec::new();
    let months = spread_periods(profiles, kind);
    for (column, name) in &months {
        if let Some(slot) = uses.get_mut(*column) {
            *slot = (Use::Period(*name), Confidence::Certain);
        }
    }
    if !months.is_empty() {
        taken.extend([Field::Value, Field::Period, Field::BookedOn, Field::Amount]);
    }
    for (score, column, field) in candidates {
        let Some(slot) = uses.get_mut(column) else { continue };
        if slot.0 == Use::Ignore && !taken.contains(&field) {
            *slot = (Use::Field(field), if score >= 90 { Confidence::Certain } else { Confidence::Likely });
            taken.push(field);
        }
    }
    let found = uses.iter().map(|u| match u.1 {
        Confidence::Certain => 10,
        Confidence::Likely => 4,
        Confidence::None => -1,
    });
    let missing = kind.required().iter().filter(|g| !g.iter().any(|f| taken.contains(f))).count();
    let score = found.sum::<i32>() - 40 * i32::try_from(missing).unwrap_or(0);
    if months.is_empty() {
        guess_missing(profiles, kind, &taken, &mut uses);
    }
    Matching { kind, uses, score }
}

/// Where no heading names a field that is needed, the contents propose a column, to be confirmed: the first of dates, the
/// last of numbers, the first of words.
fn guess_missing(profiles: &[Profile], kind: Kind, taken: &[Field], uses: &mut [(Use, Confidence)]) {
    for group in kind.required() {
        let Some(field) = group.first().filter(|_| !group.iter().any(|f| taken.contains(f))) else {
            continue;
        };
        let free = |(n, p): &(usize, &Profile)| {
            let numeric = p.numbers * 10 >= p.filled * 8;
            let fits = match field.content() {
                Content::Text => !numeric && contents(p, *field) >= 0,
                Content::Date => {
                    p.dates.read * 10 >= p.filled * 8 && !(numeric && p.dates.style == DateStyle::default())
                }
                _ => contents(p, *field) > 0,
            };
            p.filled > 0 && fits && uses.get(*n).is_some_and(|u| u.0 == Use::Ignore)
        };
        let mut found = profiles.iter().enumerate().filter(free).map(|(n, _)| n);
        let column = if field.content() == Content::Number { found.next_back() } else { found.next() };
        if let Some(slot) = column.and_then(|n| uses.get_mut(n)) {
            *slot = (Use::Field(*field), Confidence::Likely);
        }
    }
}

/// Columns whose headings are periods, where the kind can have them: at least two, all of one grain.
fn spread_periods(profiles: &[Profile], kind: Kind) -> Vec<(usize, PeriodName)> {
    if !matches!(kind, Kind::Records | Kind::Targets | Kind::Measurements) {
        return Vec::new();
    }
    let grain = |p: &PeriodName| std::mem::discriminant(&p.part);
    let all: Vec<(usize, PeriodName)> = profiles
        .iter()
        .enumerate()
        .filter(|(_, p)| p.numbers * 10 >= p.filled * 8)
        .filter_map(|(n, p)| Some((n, p.period?)))
        .collect();
    let months: Vec<_> = all.iter().filter(|(_, p)| matches!(p.part, Part::Month(_))).copied().collect();
    let chosen = match (months.len() >= 2, all.first()) {
        (true, _) => months,
        (false, Some((_, first))) => all.iter().filter(|(_, p)| grain(p) == grain(first)).copied().collect(),
        (false, None) => Vec::new(),
    };
    if chosen.len() >= 2 { chosen } else { Vec::new() }
}

/// Proposes the kind: the one that explains most columns. Certain where it is far ahead of the next.
pub fn propose_kind(profiles: &[Profile], file_name: &str) -> (Matching, Confidence) {
    let name = fold(file_name);
    let says = |words: &[&str]| words.iter().any(|w| name.contains(w));
    let mut all: Vec<Matching> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let mut m = match_kind(profiles, kind);
            let named = match kind {
                Kind::Records => {
                    says(&["pipeline", "orders", "opportunit", "銷售紀錄", "销售记录", "訂單", "订单"])
                }
                Kind::People => {
                    says(&["people", "salespeople", "team", "staff", "人員", "人员", "員工", "员工"])
                }
                Kind::Products => says(&["product", "產品", "产品", "商品"]),
                Kind::Customers => says(&["customer", "account", "客戶", "客户"]),
                Kind::Measurements => {
                    says(&["satisfaction", "survey", "marketsize", "滿意度", "满意度", "市場", "市场"])
                }
                Kind::Targets => says(&["target", "quota", "budget", "目標", "目标", "責任額", "预算"]),
            };
            m.score += if named { 8 } else { 0 };
            m
        })
        .collect();
    all.sort_by_key(|m| -m.score);
    let next = all.get(1).map_or(i32::MIN, |m| m.score);
    let first =
        all.into_iter().next().unwrap_or(Matching { kind: Kind::Records, uses: Vec::new(), score: 0 });
    let certain = first.score >= 15 && first.score - next >= 8;
    let confidence = if certain { Confidence::Certain } else { Confidence::Likely };
    (first, confidence)
}

/// The settings that go with a proposal.
pub fn choices(profiles: &[Profile], matching: &Matching) -> Vec<ColumnChoice> {
    profiles
        .iter()
        .zip(&matching.uses)
        .map(|(profile, (used, _))| {
            let heading = heading::parse(&profile.heading);
            let money = match used {
                Use::Field(f) => f.is_money() || *f == Field::Value,
                Use::Period(_) => true,
                Use::Ignore => false,
            };
            ColumnChoice {
                used: *used,
                date: profile.dates.style,
                mark: profile.mark,
                scale: if money { heading.scale } else { 1 },
                tax: heading.tax.filter(|_| money).unwrap_or(Tax::Excluded),
                rate: None,
            }
        })
        .collect()
}

/// How well heading and contents fit a field: 0 not at all, from 90 certain.
fn fit(profile: &Profile, kind: Kind, field: Field) -> i32 {
    let heading = heading::parse(&profile.heading).name;
    let heading = if heading.is_empty() { fold(&profile.heading) } else { heading };
    if heading.is_empty() {
        return 0;
    }
    let words = words(kind, field);
    let head = match words.iter().position(|w| *w == heading) {
        Some(at) => 100 - i32::try_from(at / 10).unwrap_or(0).min(8),
        None => {
            let long = |w: &&&str| if w.is_ascii() { w.len() >= 4 } else { w.chars().count() >= 2 };
            match words.iter().filter(long).filter(|w| heading.contains(**w)).map(|w| w.len()).max() {
                Some(length) => 40 + i32::try_from(40 * length / heading.len()).unwrap_or(0),
                None => return 0,
            }
        }
    };
    head + contents(profile, field)
}

/// What the contents add or take away.
fn contents(profile: &Profile, field: Field) -> i32 {
    if profile.filled == 0 {
        return 0;
    }
    let share = |n: usize| n * 100 / profile.filled;
    let dates = share(profile.dates.read);
    match field.content() {
        Content::Date if dates >= 80 => 2,
        Content::Date if dates >= 40 => -20,
        Content::Date => -100,
        Content::Number if share(profile.numbers) >= 80 => 2,
        Content::Number if share(profile.numbers) >= 40 => -20,
        Content::Number => -100,
        Content::Period if share(profile.periods) >= 80 || dates >= 80 => 2,
        Content::Period => -100,
        // A column of real dates (not bare numbers, which may be codes) is no name.
        Content::Text if dates >= 80 && share(profile.numbers) < 50 => -100,
        Content::Text => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile;
    use super::*;
    use crate::files::grid::Grid;
    use crate::files::layout::{lay_out, propose_header};

    fn of(rows: &[&[&str]], name: &str) -> (Matching, Confidence, Vec<Profile>) {
        let grid = Grid::from_rows(rows.iter().map(|r| r.iter()));
        let layout = lay_out(&grid, propose_header(&grid));
        let profiles = profile(&grid, &layout);
        let (matching, confidence) = propose_kind(&profiles, name);
        (matching, confidence, profiles)
    }

    /// File name, rows, and the kind and fields they shall be taken for.
    type Case<'a> = (&'a str, &'a [&'a [&'a str]], Kind, &'a [Option<Field>]);

    #[test]
    fn recognises_real_headings() {
        use Field::*;
        let cases: &[Case] = &[
            (
                "sales.csv",
                &[
                    &[
                        "order_id",
                        "line",
                        "order_date",
                        "salesperson",
                        "product",
                        "category",
                        "customer",
                        "ship_country",
                        "quantity",
                        "unit_price",
                        "discount",
                        "amount",
                    ],
                    &[
                        "10248",
                        "1",
                        "1996-07-04",
                        "Steven Buchanan",
                        "Queso",
                        "Dairy",
                        "Vins",
                        "France",
                        "12",
                        "14",
                        "0",
                        "168.00",
                    ],
                ],
                Kind::Records,
                &[
                    Some(Document),
                    Some(Line),
                    Some(BookedOn),
                    Some(Person),
                    Some(Product),
                    Some(Category),
                    Some(Customer),
                    Some(Territory),
                    Some(Quantity),
                    Some(UnitPrice),
                    Some(Discount),
                    Some(Amount),
                ],
            ),
            (
                "sales_pipeline.csv",
                &[
                    &[
                        "opportunity_id",
                        "sales_agent",
                        "product",
                        "account",
                        "deal_stage",
                        "engage_date",
                        "close_date",
                        "close_value",
                    ],
                    &[
                        "1C1I7A6R",
                        "Moses Frase",
                        "GTX Plus Basic",
                        "Cancity",
                        "Won",
                        "2016-10-20",
                        "2017-03-01",
                        "1054",
                    ],
                ],
                Kind::Records,
                &[
                    Some(Document),
                    Some(Person),
                    Some(Product),
                    Some(Customer),
                    Some(State),
                    Some(OpenedOn),
                    Some(BookedOn),
                    Some(Amount),
                ],
            ),
            (
                "sales_teams.csv",
                &[
                    &["sales_agent", "manager", "regional_office"],
                    &["Anna Snelling", "Dustin Brinkmann", "Central"],
                ],
                Kind::People,
                &[Some(Person), Some(Manager), Some(Office)],
            ),
            (
                "salespeople.csv",
                &[
                    &["employee_no", "name", "title", "hire_date", "manager", "country"],
                    &["1", "Nancy Davolio", "Rep", "1992-05-01", "Andrew", "USA"],
                ],
                Kind::People,
                &[Some(PersonNumber), Some(Person), Some(Role), Some(HiredOn), Some(Manager), None],
            ),
            (
                "products.csv",
                &[&["product", "series", "sales_price"], &["GTX Basic", "GTX", "550"]],
                Kind::Products,
                &[Some(Product), Some(Category), None],
            ),
            (
                "accounts.csv",
                &[
                    &[
                        "account",
                        "sector",
                        "year_established",
                        "revenue",
                        "employees",
                        "office_location",
                        "subsidiary_of",
                    ],
                    &["Acme", "technolgy", "1996", "1100.04", "2822", "United States", ""],
                ],
                Kind::Customers,
                &[Some(Customer), Some(Sector), None, None, None, Some(Territory), None],
            ),
            (
                "銷貨明細.csv",
                &[
                    &[
                        "銷貨日期",
                        "單號",
                        "業務人員",
                        "客戶名稱",
                        "品名",
                        "數量",
                        "單價",
                        "未稅金額(千元)",
                        "備註",
                    ],
                    &["114/3/5", "S001", "陳怡君", "台北商行", "龍井茶", "3", "1,200", "3.6", "急"],
                ],
                Kind::Records,
                &[
                    Some(BookedOn),
                    Some(Document),
                    Some(Person),
                    Some(Customer),
                    Some(Product),
                    Some(Quantity),
                    Some(UnitPrice),
                    Some(Amount),
                    None,
                ],
            ),
            (
                "满意度.csv",
                &[&["月份", "客户", "满意度", "样本数"], &["2025-01", "上海贸易", "4.5", "12"]],
                Kind::Measurements,
                &[Some(Period), Some(Customer), Some(Value), Some(Sample)],
            ),
        ];
        for (name, rows, kind, fields) in cases {
            let (matching, confidence, _) = of(rows, name);
            let got: Vec<Option<Field>> = matching
                .uses
                .iter()
                .map(|u| match u.0 {
                    Use::Field(f) => Some(f),
                    _ => None,
                })
                .collect();
            assert_eq!((matching.kind, got.as_slice()), (*kind, *fields), "{name}");
            assert_eq!(confidence, Confidence::Certain, "{name}");
        }
    }

    #[test]
    fn months_as_columns_become_periods() {
        let (matching, _, profiles) = of(
            &[&["姓名", "1月", "2月", "3月", "合計"], &["陳怡君", "100", "200", "300", "600"]],
            "2025業績目標(萬元).xlsx",
        );
        assert_eq!(matching.kind, Kind::Targets);
        let name = |m| Use::Period(PeriodName { year: None, part: Part::Month(m) });
        let uses: Vec<Use> = matching.uses.iter().map(|u| u.0).collect();
        assert_eq!(uses, [Use::Field(Field::Person), name(1), name(2), name(3), Use::Ignore]);
        assert_eq!(choices(&profiles, &matching).len(), 5);
    }

    #[test]
    fn contents_overrule_headings() {
        let (matching, _, _) =
            of(&[&["date", "amount", "rep"], &["soon", "many", "A"], &["later", "few", "B"]], "x.csv");
        assert!(!matching.uses.iter().any(|u| matches!(u.0, Use::Field(Field::BookedOn | Field::Amount))));
    }
}
