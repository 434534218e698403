//! Development plans: aims, steps, support, dates, progress.

use super::{plural, spaced};

texts! {
    /// Words of development plans.
    DevelopmentTexts {
        title: "個人發展計畫", "个人发展计划", "Development plan";
        lede: "依考核的優勢與不足訂定目標、步驟與支援；下次考核時會顯示在評核表旁。", "根据考核的优势与不足制定目标、步骤与支持；下次考核时会显示在评价表旁。", "Aims that follow from strengths and shortfalls, with steps and support. The next review shows them beside its form.";
        nobody: "找不到這個人", "找不到此人", "There is no such person";
        none: "還沒有發展計畫", "尚无发展计划", "There is no plan yet";
        none_words: "開始後，每一項不足會成為一個目標，您再補上步驟、支援與日期。", "开始后，每项不足会成为一个目标，您再补充步骤、支持与日期。", "Beginning one turns every shortfall into an aim; you add steps, support and dates.";
        begin: "開始發展計畫", "开始发展计划", "Begin a plan";
        begin_new: "依最新結果開始新的計畫", "按最新结果开始新的计划", "Begin a new one from the latest result";
        remove: "刪除這份計畫", "删除该计划", "Delete this plan";
        aim: "目標", "目标", "Aim";
        add_aim: "新增目標", "新增目标", "Add an aim";
        edit_aim: "編輯目標", "编辑目标", "Edit the aim";
        edit: "編輯", "编辑", "Edit";
        from: "來自考核的目標", "来自考核的目标", "Aims from the result";
        steps: "步驟", "步骤", "Steps";
        step: "步驟", "步骤", "Step";
        add_step: "新增步驟", "新增步骤", "Add a step";
        support: "支援", "支持", "Support";
        support_hint: "誰或什麼會幫上忙。", "谁或什么会提供帮助。", "Who or what helps.";
        due: "期限", "期限", "Due";
        progress: "進度", "进度", "Progress";
        progress_hint: "0 到 100；留空則由完成的步驟計算。", "0 到 100；留空则按完成的步骤计算。", "0 to 100. Empty: the share of steps that are done.";
        own: "自訂", "自定义", "Own idea";
        no_steps: "還沒有步驟。", "尚无步骤。", "No steps yet.";
        no_progress: "尚無進度", "尚无进度", "no progress yet";
        earlier: "較早的計畫", "较早的计划", "Earlier plans";
    }
    fn of(name: &str): format!("{name}的個人發展計畫", name = spaced(name).trim_start()), format!("{name}的个人发展计划", name = spaced(name).trim_start()), format!("Development plan of {name}");
    fn finding(aims: &str, reached: &str): format!("{aims} 個目標，進度 {reached}。"), format!("{aims} 个目标，进度 {reached}。"), format!("{}, {reached} reached.", plural(aims, "aim"));
    fn not_begun(aims: &str): format!("{aims} 個目標，尚無進度。"), format!("{aims} 个目标，尚无进度。"), format!("{}, no progress yet.", plural(aims, "aim"));
    fn is_late(count: &str): format!("{count} 個步驟已逾期。"), format!("{count} 个步骤已逾期。"), format!("{} late.", plural(count, "step"));
    fn since(day: &str): format!("{day} 開始"), format!("{day} 开始"), format!("Begun on {day}");
    fn grown(cycle: &str): format!("依「{cycle}」"), format!("依据“{cycle}”"), format!("From {cycle}");
    fn shortfall(name: &str): format!("待加強：{name}"), format!("待提升：{name}"), format!("Shortfall: {name}");
    fn strength(name: &str): format!("優勢：{name}"), format!("优势：{name}"), format!("Strength: {name}");
    fn kpi(name: &str): format!("指標：{name}"), format!("指标：{name}"), format!("KPI: {name}");
    fn by(day: &str): format!("{day} 前"), format!("{day} 前"), format!("by {day}");
    fn was_due(day: &str): format!("已逾期（期限 {day}）"), format!("已逾期（期限 {day}）"), format!("Late, was due {day}");
    fn done_on(day: &str): format!("{day} 完成"), format!("{day} 完成"), format!("done {day}");
    fn helps(who: &str): format!("支援：{who}"), format!("支持：{who}"), format!("Support: {who}");
}
