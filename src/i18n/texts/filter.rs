//! Words of filters, period and as-of date.

texts! {
    /// Words of filters, period and as-of date.
    FilterTexts {
        filters: "篩選", "筛选", "Filters";
        clear: "清除篩選", "清除筛选", "Clear the filters";
        period: "期間", "期间", "Period";
        as_of: "基準日", "截至日期", "As of";
        month: "月", "月", "Month";
        quarter: "季", "季度", "Quarter";
        half_year: "半年", "半年", "Half-year";
        year: "年", "年", "Year";
        earlier: "前一期", "上一期", "Earlier";
        later: "後一期", "下一期", "Later";
        compare: "比較", "对比", "Compare";
        compare_none: "不比較", "不对比", "No comparison";
        compare_previous: "前期", "上期", "vs previous";
        compare_last_year: "去年同期", "去年同期", "vs last year";
        nothing_found: "找不到符合的項目。", "没有匹配的项目。", "Nothing matches.";
    }
    fn chosen(label: &str, count: &str): format!("{label}：{count} 項"), format!("{label}：{count} 项"), format!("{label}: {count}");
    fn drop(label: &str): format!("移除篩選：{label}"), format!("移除筛选：{label}"), format!("Remove the filter {label}");
}
