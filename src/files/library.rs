//! The words by which files name the KPIs and measures of the library.

use crate::domain::kpi::Library;

const WORDS: [(Library, &[&str]); 16] = [
    (Library::MarginRate, &["marginrate", "grossmargin", "marginpercent", "毛利率"]),
    (Library::Margin, &["margin", "grossprofit", "profit", "毛利", "毛利額", "毛利额"]),
    (Library::MarketShare, &["marketshare", "share", "市場占有率", "市占率", "市场占有率", "市场份额"]),
    (Library::MarketSize, &["marketsize", "market", "市場規模", "市场规模", "市場總量", "市场总量"]),
    (
        Library::Satisfaction,
        &["satisfaction", "csat", "nps", "rating", "score", "滿意度", "满意度", "客戶滿意度", "客户满意度"],
    ),
    (Library::RevenuePerHead, &["revenueperhead", "人均營收", "人均业绩", "人均業績"]),
    (
        Library::AverageOrder,
        &["averageorder", "averageordervalue", "aov", "平均訂單金額", "客單價", "客单价"],
    ),
    (Library::NewCustomers, &["newcustomers", "newaccounts", "新客戶數", "新客戶", "新客户", "新客户数"]),
    (Library::ActiveCustomers, &["activecustomers", "活躍客戶", "活跃客户", "活躍客戶數", "活跃客户数"]),
    (Library::WinRate, &["winrate", "成交率", "贏單率", "赢单率"]),
    (Library::ReturnRate, &["returnrate", "退貨率", "退货率"]),
    (Library::Returns, &["returns", "退貨", "退货", "退貨金額", "退货金额"]),
    (Library::Quantity, &["quantity", "units", "volume", "銷量", "销量", "數量", "数量"]),
    (Library::Orders, &["orders", "ordercount", "訂單數", "订单数"]),
    (Library::Heads, &["heads", "headcount", "人數", "人数"]),
    (
        Library::Revenue,
        &[
            "revenue",
            "sales",
            "amount",
            "turnover",
            "營收",
            "业绩",
            "業績",
            "銷售額",
            "销售额",
            "營業額",
            "营业额",
            "收入",
            "目標",
            "目标",
            "target",
            "quota",
            "責任額",
        ],
    ),
];

/// The library's KPI that a folded name means.
pub fn recognise(folded: &str) -> Option<Library> {
    let exact = WORDS.iter().find(|(_, words)| words.contains(&folded));
    let within = || {
        WORDS.iter().find(|(_, words)| {
            words.iter().any(
                |w| if w.is_ascii() { w.len() >= 6 } else { w.chars().count() >= 2 } && folded.contains(w),
            )
        })
    };
    exact.or_else(within).map(|(l, _)| *l)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_the_words_of_files() {
        for (name, want) in [
            ("毛利率", Some(Library::MarginRate)),
            ("客戶滿意度", Some(Library::Satisfaction)),
            ("revenue2025", Some(Library::Revenue)),
            ("業績目標", Some(Library::Revenue)),
            ("xyz", None),
        ] {
            assert_eq!(recognise(name), want, "{name}");
        }
    }
}
