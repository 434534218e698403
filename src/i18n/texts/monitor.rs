//! Words of the monitor page, of a person's score and of lists of records.

use super::plural;

texts! {
    /// Words of the monitor page. Sentences with places in braces are filled by [`crate::i18n::finding`].
    MonitorTexts {
        behind: "{who}{period}目標進度為 {percent}，落後 {amount}", "{who}{period}目标进度为 {percent}，落后 {amount}", "{who} is at {percent} of its {period} target to date, {amount} behind pace";
        ahead: "{who}{period}目標進度為 {percent}，超前 {amount}", "{who}{period}目标进度为 {percent}，超前 {amount}", "{who} is at {percent} of its {period} target to date, {amount} ahead of pace";
        missed: "{who}{period}達成目標的 {percent}，短少 {amount}", "{who}{period}完成目标的 {percent}，短少 {amount}", "{who} reached {percent} of its {period} target, {amount} short of it";
        met: "{who}{period}達成目標的 {percent}，超出 {amount}", "{who}{period}完成目标的 {percent}，超出 {amount}", "{who} reached {percent} of its {period} target, {amount} above it";
        level: "{who}{period}的{kpi}為 {actual}，達成目標的 {percent}", "{who}{period}的{kpi}为 {actual}，达到目标的 {percent}", "{kpi} of {who} is {actual} in {period}, {percent} of the target";
        makers: "；差距就在 {count} 個人：{people}", "；差距就在 {count} 个人：{people}", "; {count} people make up the gap: {people}";
        festival: "農曆春節有 {now} 天落在{period}，{before}則為 {then} 天，減少的部分有一些由此而來。", "春节有 {now} 天落在{period}，{before}则为 {then} 天，下降有一部分由此而来。", "Days of the Lunar New Year festival: {now} in {period}, {then} in {before}; that explains part of the drop.";
        new_hire: "（新進人員）", "（新员工）", " (newly hired)";
        one_maker: "；差距就在 {people} 一人", "；差距就在 {people} 一人", "; {people} alone makes up the gap";
        whole: "全公司為 {percent}，{side} {amount}。", "全公司为 {percent}，{side} {amount}。", "The company as a whole is at {percent}, {amount} {side}.";
        whole_behind: "落後", "落后", "behind";
        whole_ahead: "超前", "超前", "ahead";
        no_target: "{period}{kpi}為 {actual}", "{period}{kpi}为 {actual}", "{kpi} in {period} is {actual}";
        more_than: "，比{before}多 {change}", "，比{before}多 {change}", ", {change} more than {before}";
        less_than: "，比{before}少 {change}", "，比{before}少 {change}", ", {change} less than {before}";
        set_targets: "設定目標值後，這裡會告訴您超前或落後多少。", "设置目标值后，这里会告诉您超前或落后多少。", "With a target, this line says how far ahead or behind it is.";
        unusual: "目標值不是按這種篩選設定的，因此這裡只比較前後期。", "目标值不是按这种筛选设置的，因此这里只做前后期对比。", "Targets are not set for this choice of records, so figures are compared over time only.";
        no_records: "還沒有銷售紀錄。", "还没有销售记录。", "There are no sales records yet.";
        no_records_words: "匯入一個檔案，這個頁面就會開始說話：誰超前、誰落後、為什麼。", "导入一个文件，本页就会告诉您：谁超前、谁落后、为什么。", "Import a file, and this page says who is ahead, who is behind, and why.";
        no_kpis: "還沒有績效指標。", "还没有绩效指标。", "There are no KPIs yet.";
        no_kpis_words: "加入常用指標後，就能看到營收、毛利、訂單與客戶的表現。", "加入常用指标后，就能看到销售额、毛利、订单与客户的表现。", "Add the ready KPIs to see revenue, margin, orders and customers.";
        no_data: "{period}沒有符合條件的紀錄。", "{period}没有符合条件的记录。", "No records match in {period}.";
        no_data_words: "換一個期間，或放寬篩選條件。", "换一个期间，或放宽筛选条件。", "Choose another period, or loosen the filter.";
        not_begun: "{period}在基準日尚未開始。", "{period}在截至日期尚未开始。", "{period} has not begun on the as-of date.";
        not_begun_words: "可以設定目標值，或把期間調回來。", "可以设置目标值，或把期间调回来。", "You can set its targets, or go back to an earlier period.";
        import: "匯入檔案", "导入文件", "Import a file";
        set_target: "設定目標值", "设置目标值", "Set targets";
        add_kpis: "設定績效指標", "设置绩效指标", "Set up KPIs";
        clear: "清除篩選", "清除筛选", "Clear the filters";
        current: "回到目前期間", "回到当前期间", "Back to the current period";
        measure: "圖表指標", "图表指标", "Figure of the charts";
        trend: "走勢", "走势", "Trend";
        by_month: "各月{kpi}", "各月{kpi}", "{kpi} by month";
        by_quarter: "各季{kpi}", "各季度{kpi}", "{kpi} by quarter";
        target_to_date: "至今應達目標", "至今应达目标", "Target to date";
        ranking: "排名", "排名", "Ranking";
        mix: "組成", "构成", "Mix";
        heat: "人員 × 指標", "人员 × 指标", "People × KPIs";
        heat_words: "顏色表示相對於目標的位置；累計指標為進度達成率，比率為實際值", "颜色表示相对于目标的位置；累计指标为进度达成率，比率为实际值", "Colour: standing against the target. Totals show attainment to date, rates their actual value";
        all_figures: "所有指標", "所有指标", "All KPIs";
        records: "紀錄", "记录", "Records";
        show_records: "查看這些紀錄", "查看这些记录", "Show these records";
        products: "產品", "产品", "Products";
        attainment: "達成率", "达成率", "Attainment";
        to_date: "進度達成率", "进度达成率", "To date";
        gap: "距目標", "距目标", "To target";
        pace: "每日平均", "日均", "Per day";
        required: "每日需達", "日均需达", "Needed per day";
        projected: "期末推估", "期末推算", "Projected end";
        behind_pace: "落後進度", "落后进度", "Behind pace";
        ahead_of_pace: "超前進度", "超前进度", "Ahead of pace";
        target: "目標", "目标", "Target";
        no_target_set: "未設目標", "未设目标", "no target";
        newest: "最新紀錄", "最新记录", "Newest record";
        actual: "實際", "实际", "Actual";
        score_page: "個人評分", "个人评分", "Scorecard";
        score: "總分", "总分", "Score";
        line_score: "得分", "得分", "Score";
        grade: "等第", "等级", "Grade";
        weight: "權重", "权重", "Weight";
        kpi: "指標", "指标", "KPI";
        no_standard: "沒有適用的考核標準。", "没有适用的考核标准。", "No scorecard applies.";
        no_standard_words: "先建立考核標準並指定適用對象，這裡就會算出分數。", "先建立考核标准并指定适用对象，这里就会算出分数。", "Create a scorecard and say whom it is for; the score appears here.";
        no_score: "尚無法評分", "暂时无法评分", "cannot be scored yet";
        save_file: "另存檔案", "另存文件", "Save as a file";
        file_words: "檔案只包含這個人的資料。", "文件只包含此人的数据。", "The file holds this person's data only.";
        score_of: "{name}{period}的總分為 {score}，等第 {grade}。", "{name}{period}的总分为 {score}，等级 {grade}。", "{name} scores {score} in {period}, grade {grade}.";
        partial: "部分指標沒有資料，分數由其餘指標算出。", "部分指标没有数据，分数由其余指标算出。", "Some KPIs have no data; the score rests on the others.";
        no_person: "找不到這個人。", "找不到此人。", "There is no such person.";
        document: "單號", "单号", "Document";
        line: "項次", "行号", "Line";
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
        counted_only: "只看計入的", "只看计入的", "Counted only";
        all_states: "所有狀態", "所有状态", "All states";
        explanation: "計算過程", "计算过程", "How it was calculated";
        nothing_here: "這個期間與條件下沒有紀錄。", "该期间与条件下没有记录。", "No records in this period and choice.";
        removed: "已移除一筆紀錄。", "已移除一条记录。", "One record removed.";
        added: "已新增一筆紀錄。", "已新增一条记录。", "One record added.";
        opens: "開啟", "打开", "Open";
    }
    fn lunar(month: &str, change: &str, this: &str, last: &str, together: &str):
        format!("{month}比去年同月少 {change}，是因為農曆新年落在 {this}（去年是 {last}）；一、二月合計為 {together}。"),
        format!("{month}比去年同月少 {change}，是因为农历新年在 {this}（去年是 {last}）；一、二月合计为 {together}。"),
        format!("{month} is {change} below the year before because Lunar New Year fell on {this} (on {last} the year before); January and February together are at {together}.");
    fn days_left(left: &str, of: &str): format!("還剩 {left} 個工作天，共 {of} 天"), format!("还剩 {left} 个工作日，共 {of} 天"), if left == "1" { format!("1 of {of} working days left") } else { format!("{left} of {of} working days left") };
    fn versus(what: &str): format!("較{what}"), format!("较{what}"), format!("vs {what}");
    fn sum(count: &str, amount: &str): format!("{count} 筆，合計 {amount}"), format!("{count} 条，合计 {amount}"), format!("{}, {amount} in all", plural(count, "record"));
    fn people_words(count: &str): count.to_owned(), count.to_owned(), match count { "2" => "two".to_owned(), "3" => "three".to_owned(), "4" => "four".to_owned(), "5" => "five".to_owned(), other => other.to_owned() };
    fn records_until(day: &str): format!("最新紀錄 {day}"), format!("最新记录 {day}"), format!("Newest record {day}");
    fn ranking_of(kpi: &str, axis: &str): format!("各{axis}{kpi}"), format!("各{axis}{kpi}"), format!("{kpi} by {}", axis.to_lowercase());
    fn leads(name: &str, share: &str): format!("{name}占 {share}"), format!("{name}占 {share}"), format!("{name} is {share}");
    fn behind_count(behind: &str, of: &str): format!("{of} 人中有 {behind} 人落後進度"), format!("{of} 人中有 {behind} 人落后进度"), if behind == "1" { format!("1 of {of} people is behind pace") } else { format!("{behind} of {of} people are behind pace") };
    fn months_met(kpi: &str, met: &str, of: &str): format!("{kpi}：{of} 期中有 {met} 期達標"), format!("{kpi}：{of} 期中有 {met} 期达标"), format!("{kpi}: {met} of {of} periods reached the target");
    fn file_name(name: &str, period: &str): format!("評分 {name} {period}"), format!("评分 {name} {period}"), format!("Score {name} {period}");
}
