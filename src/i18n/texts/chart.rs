//! Words of charts.

texts! {
    /// Words of charts.
    ChartTexts {
        as_table: "以表格顯示", "以表格显示", "Show as table";
        as_chart: "以圖表顯示", "以图表显示", "Show as chart";
        save_svg: "匯出 SVG 圖檔", "导出 SVG 图片", "Export SVG";
        save_csv: "匯出 CSV 資料", "导出 CSV 数据", "Export CSV";
        actual: "實績", "实际", "Actual";
        target: "目標", "目标", "Target";
        projection: "推估", "推算", "Projection";
        interval: "推估區間", "推算区间", "Interval";
        last_year: "去年同期", "去年同期", "Last year";
        other: "其他", "其他", "Other";
        empty: "這段期間沒有資料可畫。", "该期间没有可绘制的数据。", "There are no data to draw in this period.";
        one_point: "只有一個資料點；再多一期就能看出趨勢。", "只有一个数据点；再多一期就能看出趋势。", "One point only; a trend needs a second period.";
        show_all: "顯示全部", "显示全部", "Show all";
        ends_only: "只看頭尾", "只看首尾", "Show the ends only";
        instructions: "用方向鍵在資料點之間移動，按 T 改以表格顯示。", "用方向键在数据点之间移动，按 T 改以表格显示。", "Move between points with the arrow keys; T shows the table.";
    }
    fn between(count: &str): format!("中間 {count} 名未顯示。"), format!("中间 {count} 名未显示。"), format!("{count} in between are not shown.");
}
