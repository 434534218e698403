//! Words around figures and the calculation behind them.

texts! {
    /// Words around figures and the calculation behind them.
    FigureTexts {
        trace: "計算過程", "计算过程", "How this was calculated";
        export_trace: "匯出計算過程", "导出计算过程", "Export the calculation";
        expand_all: "全部展開", "全部展开", "Open all";
        collapse_all: "全部收合", "全部收起", "Close all";
        missing: "缺少資料", "缺少数据", "missing";
        attainment: "達成率", "达成率", "Attainment";
        gap: "差距", "差距", "Gap";
        pace: "進度", "进度", "Pace";
        projected: "期末推估", "期末推算", "Projected end";
    }
    fn explain(what: &str): format!("{what}：顯示計算過程"), format!("{what}：查看计算过程"), format!("{what}: show how it was calculated");
    fn of_target(percent: &str): format!("目標的 {percent}"), format!("目标的 {percent}"), format!("{percent} of target");
}
