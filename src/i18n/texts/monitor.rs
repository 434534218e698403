//! Words of the monitor page, of a person's score and of lists of records.

use super::plural;

texts! {
    /// Words of the monitor page. Sentences with places in braces are filled by [`crate::i18n::finding`].
    MonitorTexts {
        behind: "{who} {period}進度達成率為 {percent}，落後 {amount}", "{who} {period}进度达成率为 {percent}，落后 {amount}", "{who} is at {percent} of its {period} target to date, {amount} behind pace";
        ahead: "{who} {period}進度達成率為 {percent}，超前 {amount}", "{who} {period}进度达成率为 {percent}，超前 {amount}", "{who} is at {percent} of its {period} target to date, {amount} ahead of pace";
        missed: "{who} {period}達成目標的 {percent}，短少 {amount}", "{who} {period}完成目标的 {percent}，还差 {amount}", "{who} reached {percent} of its {period} target, {amount} short of it";
        met: "{who} {period}達成目標的 {percent}，超出 {amount}", "{who} {period}完成目标的 {percent}，超出 {amount}", "{who} reached {percent} of its {period} target, {amount} above it";
        level: "{who} {period}的{kpi}為 {actual}，達成目標的 {percent}", "{who} {period}的{kpi}为 {actual}，达到目标的 {percent}", "{kpi} of {who} is {actual} in {period}, {percent} of the target";
        makers: "；差距來自 {count} 人：{people}", "；差距来自 {count} 人：{people}", "; {count} people make up the gap: {people}";
        festival: "農曆春節有 {now} 天落在 {period}，{before}則有 {then} 天，這是減少的原因之一。", "春节假期有 {now} 天落在 {period}，{before}则有 {then} 天，这是下降的原因之一。", "Days of the Lunar New Year festival: {now} in {period}, {then} in {before}; that explains part of the drop.";
        new_hire: "（新進人員）", "（新入职）", " (newly hired)";
        one_maker: "；差距全來自{people}", "；差距全部来自{people}", "; {people} alone makes up the gap";
        whole: "全公司為 {percent}，{side} {amount}。", "全公司为 {percent}，{side} {amount}。", "The company as a whole is at {percent}, {amount} {side}.";
        whole_behind: "落後", "落后", "behind";
        whole_ahead: "超前", "超前", "ahead";
        no_target: "{period}{kpi}為 {actual}", "{period}{kpi}为 {actual}", "{kpi} in {period} is {actual}";
        more_than: "，較 {before}增加 {change}", "，比 {before}增加 {change}", ", {change} more than {before}";
        less_than: "，較 {before}減少 {change}", "，比 {before}减少 {change}", ", {change} less than {before}";
        set_targets: "設定目標值後，這裡會告訴您超前或落後多少。", "设置目标值后，这里会告诉您超前或落后多少。", "With a target, this line says how far ahead or behind it is.";
        unusual: "目前的篩選條件沒有對應的目標值，因此這裡只比較不同期間。", "当前筛选条件没有对应的目标值，因此这里只对比不同期间。", "There are no targets for this choice of records, so figures are compared over time only.";
        no_records: "還沒有銷售紀錄。", "还没有销售记录。", "There are no sales records yet.";
        no_records_words: "匯入檔案後，這裡會告訴您誰超前、誰落後，以及原因。", "导入文件后，这里会告诉您谁超前、谁落后，以及原因。", "Import a file, and this page says who is ahead, who is behind, and why.";
        no_kpis: "還沒有績效指標。", "还没有绩效指标。", "There are no KPIs yet.";
        no_kpis_words: "加入常用指標後，就能看到營收、毛利、訂單與客戶的表現。", "加入常用指标后，就能看到销售额、毛利、订单与客户的表现。", "Add the ready KPIs to see revenue, margin, orders and customers.";
        no_data: "{period}沒有符合條件的紀錄。", "{period}没有符合条件的记录。", "No records match in {period}.";
        no_data_words: "請改選其他期間，或放寬篩選條件。", "请改选其他期间，或放宽筛选条件。", "Choose another period, or loosen the filter.";
        not_begun: "{period}在基準日當天尚未開始。", "{period}在截至日期尚未开始。", "{period} has not begun on the as-of date.";
        not_begun_words: "可以先設定目標值，或改選較早的期間。", "可以先设置目标值，或改选较早的期间。", "You can set its targets, or go back to an earlier period.";
        import: "匯入檔案", "导入文件", "Import a file";
        set_target: "設定目標值", "设置目标值", "Set targets";
        add_kpis: "設定績效指標", "设置绩效指标", "Set up KPIs";
        current: "回到目前期間", "回到当前期间", "Back to the current period";
        measure: "圖表指標", "图表指标", "KPI in the charts";
        trend: "走勢", "走势", "Trend";
        by_month: "各月{kpi}", "各月{kpi}", "{kpi} by month";
        by_quarter: "各季{kpi}", "各季度{kpi}", "{kpi} by quarter";
        ranking: "排名", "排名", "Ranking";
        mix: "組成", "构成", "Mix";
        heat: "人員 × 指標", "人员 × 指标", "People × KPIs";
        heat_words: "顏色表示與目標的差距；累計型指標顯示進度達成率，比率型指標顯示實績", "颜色表示与目标的差距；累计型指标显示进度达成率，比率型指标显示实际值", "Colour: standing against the target. Totals show attainment to date, rates their actual value";
        records: "紀錄", "记录", "Records";
        show_records: "查看這些紀錄", "查看这些记录", "Show these records";
        attainment: "達成率", "达成率", "Attainment";
        to_date: "進度達成率", "进度达成率", "To date";
        gap: "距目標", "距目标", "To target";
        pace: "每日平均", "日均", "Average per day";
        required: "每日需達", "日均需达", "Needed per day";
        pipeline: "未結商機", "未结商机", "Open pipeline";
        open_deals: "未結筆數", "未结条数", "Open deals";
        no_amounts: "商機沒有填寫金額", "商机未填写金额", "no amounts are stated";
        coverage: "商機覆蓋率", "商机覆盖率", "Coverage";
        weighted: "加權商機", "加权商机", "Weighted";
        weighted_coverage: "加權覆蓋率", "加权覆盖率", "Weighted coverage";
        pipeline_needed: "所需商機", "所需商机", "Pipeline needed";
        working_days_left: "剩餘工作天", "剩余工作日", "Working days left";
        days_left: "剩餘天數", "剩余天数", "Days left";
        projected: "期末推估", "期末推算", "Projected end";
        versus_year: "較去年同期", "较去年同期", "vs last year";
        versus_previous: "較前期", "较上期", "vs previous period";
        behind_pace: "落後進度", "落后进度", "Behind pace";
        ahead_of_pace: "超前進度", "超前进度", "Ahead of pace";
        target: "目標", "目标", "Target";
        no_target_set: "未設目標", "未设目标", "no target";
        actual: "實績", "实际", "Actual";
        score: "總分", "总分", "Score";
        line_score: "得分", "得分", "Score";
        weight: "權重", "权重", "Weight";
        kpi: "指標", "指标", "KPI";
        no_standard: "沒有適用的考核標準。", "没有适用的考核标准。", "No scorecard applies.";
        no_standard_words: "先建立考核標準並指定適用對象，這裡就會算出分數。", "先建立考核标准并指定适用对象，这里就会算出分数。", "Create a scorecard and say whom it is for; the score appears here.";
        no_score: "尚無法評分", "暂时无法评分", "cannot be scored yet";
        save_file: "另存新檔", "另存为文件", "Save as a file";
        file_words: "檔案只包含此人的資料。", "文件只包含此人的数据。", "The file holds this person's data only.";
        no_person: "找不到這個人。", "找不到此人。", "There is no such person.";
        document: "單號", "单号", "Document";
        day: "日期", "日期", "Day";
        state: "狀態", "状态", "State";
        quantity: "數量", "数量", "Quantity";
        amount: "金額", "金额", "Amount";
        credited: "計入金額", "计入金额", "Credited";
        cost: "成本", "成本", "Cost";
        source: "來源", "来源", "Source";
        by_hand: "手動輸入", "手工录入", "Entered by hand";
        order: "排序", "排序", "Order";
        newest_first: "新到舊", "从新到旧", "Newest first";
        oldest_first: "舊到新", "从旧到新", "Oldest first";
        largest_first: "金額大到小", "金额从大到小", "Largest first";
        smallest_first: "金額小到大", "金额从小到大", "Smallest first";
        find: "搜尋姓名、產品、客戶或單號", "搜索姓名、产品、客户或单号", "Search names, products, customers, documents";
        add_record: "新增紀錄", "新增记录", "Add a record";
        remove_record: "移除這筆紀錄", "移除该记录", "Remove this record";
        record: "銷售紀錄", "销售记录", "Sales record";
        lede: "所有數字的來源。篩選條件與績效監控相同。", "所有数字的来源。筛选条件与绩效监控相同。", "Where every figure comes from, under the filter of the monitor.";
        counted_only: "只看計入業績的", "只看计入业绩的", "Counted only";
        all_states: "所有狀態", "所有状态", "All states";
        explanation: "計算過程", "计算过程", "How it was calculated";
        removed: "已移除一筆紀錄。", "已移除一条记录。", "One record removed.";
        added: "已新增一筆紀錄。", "已新增一条记录。", "One record added.";
    }
    fn lunar(month: &str, change: &str, this: &str, last: &str, together: &str):
        format!("{month}比去年同月少 {change}，是因為農曆新年在 {this}（去年在 {last}）；一、二月合計為 {together}。"),
        format!("{month}比去年同月少 {change}，是因为春节在 {this}（去年在 {last}）；一、二月合计为 {together}。"),
        format!("{month} is {change} below the year before because Lunar New Year fell on {this} (on {last} the year before); January and February together are at {together}.");
    fn provisional(left: &str, of: &str): format!("期間共 {of} 個工作天，還剩 {left} 天，分數仍會變動。"), format!("期间共 {of} 个工作日，还剩 {left} 天，分数仍会变动。"), if left == "1" { format!("1 of {of} working days is still to come, so the score will move.") } else { format!("{left} of {of} working days are still to come, so the score will move.") };
    fn provisional_days(left: &str, of: &str): format!("期間共 {of} 天，還剩 {left} 天，分數仍會變動。"), format!("期间共 {of} 天，还剩 {left} 天，分数仍会变动。"), if left == "1" { format!("1 of {of} days is still to come, so the score will move.") } else { format!("{left} of {of} days are still to come, so the score will move.") };
    fn sum(count: &str, amount: &str): format!("{count} 筆，合計 {amount}"), format!("{count} 条，合计 {amount}"), format!("{}, {amount} in all", plural(count, "record"));
    fn people_words(count: &str): count.to_owned(), count.to_owned(), match count { "2" => "two".to_owned(), "3" => "three".to_owned(), "4" => "four".to_owned(), "5" => "five".to_owned(), other => other.to_owned() };
    fn records_until(day: &str): format!("最新紀錄 {day}"), format!("最新记录 {day}"), format!("Newest record {day}");
    fn ranking_of(kpi: &str, axis: &str): format!("各{axis}{kpi}"), format!("各{axis}{kpi}"), format!("{kpi} by {}", axis.to_lowercase());
    fn leads(name: &str, share: &str): format!("{name}占 {share}"), format!("{name}占 {share}"), format!("{name}: {share} of the total");
    fn behind_count(behind: &str, of: &str): format!("{of} 人中有 {behind} 人落後進度"), format!("{of} 人中有 {behind} 人落后进度"), if behind == "1" { format!("1 of {of} people is behind pace") } else { format!("{behind} of {of} people are behind pace") };
    fn months_met(kpi: &str, met: &str, of: &str): format!("{kpi}：{of} 期中有 {met} 期達標"), format!("{kpi}：{of} 期中有 {met} 期达标"), format!("{kpi}: {met} of {of} periods reached the target");
    fn file_name(name: &str, period: &str): format!("評分 {name} {period}"), format!("评分 {name} {period}"), format!("Score {name} {period}");
}
