//! The process map: six stages and their state.

texts! {
    /// Words of the process map.
    HomeTexts {
        title: "流程總覽", "流程总览", "Process map";
        lede: "銷售績效管理的六個階段。各階段的進度由資料計算，不靠人工勾選。", "销售绩效管理的六个阶段。各阶段的进度由数据计算得出，不靠手工勾选。", "The six stages of sales performance management. Progress is computed from the data, not ticked by hand.";
        strategy: "策略", "战略", "Strategy";
        strategy_words: "策略目標，以及承接的各項目標", "战略目标及其承接目标", "Strategic objectives and the goals that serve them";
        plan: "績效計畫", "绩效计划", "Plan";
        plan_words: "目標、考核標準、激勵方案", "目标、考核标准、激励方案", "Goals, targets, appraisal standard, incentive plan";
        run: "實施與監控", "实施与监控", "Run";
        run_words: "銷售紀錄、績效監控、回饋", "销售记录、绩效监控、反馈", "Records, monitoring, feedback";
        appraise: "考核與評估", "考核与评估", "Appraise";
        appraise_words: "得分、考核週期、結果", "得分、考核周期、结果", "Scores, reviews, results";
        improve: "改善與優化", "改进与优化", "Improve";
        improve_words: "差距、原因與改善措施", "差距、原因与改进措施", "Gaps, causes and measures";
        outlook: "總結與展望", "总结与展望", "Outlook";
        outlook_words: "年度回顧、預測與下一週期", "年度回顾、预测与下一周期", "Review of the year, forecast, next cycle";
        later: "這個階段尚未提供。", "该阶段暂未提供。", "This stage is not built yet.";
        no_records: "還沒有銷售紀錄", "还没有销售记录", "No sales records yet";
        no_people: "還沒有人員", "还没有人员", "No people yet";
        no_targets: "本期還沒有目標值", "本期还没有目标值", "No targets for this period";
        targets_above: "已設定公司或團隊的本期目標值", "已设置公司或团队的本期目标值", "Company or teams have targets this period";
        no_standard: "還沒有計分表", "还没有计分表", "No scorecard yet";
        no_plan: "還沒有激勵方案", "还没有激励方案", "No incentive plan yet";
        go_import: "匯入銷售紀錄", "导入销售记录", "Import sales records";
        go_people: "新增人員", "新增人员", "Add people";
        go_targets: "設定目標值", "设置目标值", "Set targets";
        go_standard: "建立計分表", "创建计分表", "Create a scorecard";
        go_appraisal_standard: "建立考核標準", "创建考核标准", "Create a standard";
        go_cycle: "查看考核進度", "查看考核进度", "See the cycle";
        go_cycles: "新增考核週期", "新建考核周期", "New cycle";
        no_published: "還沒有發布考核標準", "还没有发布考核标准", "No appraisal standard is published";
        no_cycle: "還沒有考核週期", "还没有考核周期", "No appraisal cycle yet";
        cycle_draft: "考核週期還在準備中", "考核周期还在准备中", "The cycle is still in preparation";
        cycle_open: "考核週期尚未結束", "考核周期尚未结束", "The cycle is not closed yet";
        cycle_closed: "考核週期已結束", "考核周期已结束", "The cycle is closed";
        all_released: "結果已全部公布", "结果已全部公布", "All results are released";
        all_answered: "已全部簽收，沒有待裁決的申訴", "已全部签收，没有待裁决的申诉", "Everybody has acknowledged, no appeal waits";
        all_decided: "調薪、獎金、晉升與訓練都已決定", "调薪、奖金、晋升和培训都已决定", "Pay, bonus, promotion and training are decided";
        no_outcomes: "還沒有提出調薪、獎金、晉升與訓練的建議", "还没有提出调薪、奖金、晋升和培训的建议", "No pay, bonus, promotion or training is proposed yet";
        go_monitor: "查看績效", "查看绩效", "See performance";
        go_pay: "試算獎金", "测算提成", "Try the pay plan";
    }
    fn people_in_teams(people: &str, teams: &str):
        format!("{people} 人，{teams} 個團隊"),
        format!("{people} 人，{teams} 个团队"),
        format!("{} in {}", if people == "1" { "1 person".to_owned() } else { format!("{people} people") }, super::plural(teams, "team"));
    fn without_target(count: &str):
        format!("{count} 人還沒有本期目標值"),
        format!("{count} 人还没有本期目标值"),
        if count == "1" { "1 person has no target this period".to_owned() } else { format!("{count} people have no target this period") };
    fn records_late(day: &str):
        format!("{day} 之後沒有新紀錄"),
        format!("{day} 之后没有新记录"),
        format!("No records since {day}");
    fn targets_set(with: &str, of: &str):
        format!("{of} 人中有 {with} 人已設定本期目標值"),
        format!("{of} 人中有 {with} 人已设置本期目标值"),
        format!("{with} of {of} people have a target this period");
    fn records_to(count: &str, day: &str):
        format!("{count} 筆紀錄，最新一筆為 {day}"),
        format!("{count} 条记录，最新一条为 {day}"),
        format!("{count} records, the newest of {day}");
    fn scorecards(count: &str): format!("{count} 份計分表"), format!("{count} 份计分表"), super::plural(count, "scorecard");
    fn plans(count: &str): format!("{count} 個激勵方案"), format!("{count} 个激励方案"), super::plural(count, "incentive plan");
    fn standards(count: &str): format!("{count} 份已發布的考核標準"), format!("{count} 份已发布的考核标准"), format!("{} published", super::plural(count, "standard"));
    fn cycle_in(phase: &str, people: &str):
        format!("考核 {people} 人：{phase}"),
        format!("考核 {people} 人：{phase}"),
        format!("{}: {}", if people == "1" { "1 person appraised".to_owned() } else { format!("{people} people appraised") }, phase.to_lowercase());
    fn reviews_in(done: &str, of: &str): format!("應交 {of} 份評核，已交 {done} 份"), format!("应交 {of} 份评价，已交 {done} 份"), format!("{done} of {of} reviews are in");
    fn reviews_missing(count: &str): format!("{count} 份評核未交"), format!("{count} 份评价未交"), format!("{} missing", if count == "1" { "1 review is".to_owned() } else { format!("{count} reviews are") });
    fn unreleased(count: &str): format!("{count} 人的結果尚未公布"), format!("{count} 人的结果尚未公布"), format!("{} not released", if count == "1" { "1 result is".to_owned() } else { format!("{count} results are") });
    fn unanswered(count: &str): format!("{count} 人尚未簽收"), format!("{count} 人尚未签收"), format!("{} not acknowledged", if count == "1" { "1 person has".to_owned() } else { format!("{count} people have") });
    fn appeals_wait(count: &str): format!("{count} 件申訴待裁決"), format!("{count} 件申诉待裁决"), format!("{} to decide", super::plural(count, "appeal"));
    fn undecided(count: &str): format!("{count} 項建議尚未決定"), format!("{count} 项建议尚未决定"), format!("{} to decide", super::plural(count, "proposal"));
}
