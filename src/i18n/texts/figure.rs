//! Words around figures and the calculation behind them.

texts! {
    /// Words around figures and the calculation behind them.
    FigureTexts {
        trace: "計算過程", "计算过程", "How this was calculated";
        export_trace: "匯出計算過程", "导出计算过程", "Export the calculation";
        missing: "缺少資料", "缺少数据", "missing";
        attainment: "達成率", "达成率", "Attainment";
    }
    fn explain(what: &str): format!("{what}：顯示計算過程"), format!("{what}：查看计算过程"), format!("{what}: show how it was calculated");
    fn in_unit(what: &str, unit: &str): format!("{what}（{unit}）"), format!("{what}（{unit}）"), format!("{what} ({unit})");
}
