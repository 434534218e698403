//! The pages of appraisal standards.

use crate::engine::appraisal::Finding;
use crate::state::appraisal::standards::Standing;
use crate::state::ready::Ready;

texts! {
    /// Words of the pages of appraisal standards.
    StandardTexts {
        title: "考核標準", "考核标准", "Appraisal standards";
        lede: "一個職務怎麼考核：看哪些績效指標與職能、由誰評核、各占多少權重，分數落在哪個等第。", "一个岗位怎么考核：看哪些绩效指标与胜任力、由谁评价、各占多少权重，得分落在哪个等级。", "How a role is judged: KPIs, competencies, who rates with which weight, and the grades.";
        none: "還沒有考核標準", "还没有考核标准", "No appraisal standards yet";
        none_words: "從一份現成的標準開始，再依需要修改。", "从一份现成的标准开始，再按需要修改。", "Begin with a ready-made one and make it yours.";
        add: "新增考核標準", "新增考核标准", "Add a standard";
        seller: "業績、客戶滿意度與新客戶，加上團隊合作、溝通與創新", "业绩、客户满意度与新客户，加上团队合作、沟通与创新", "Revenue, satisfaction and new customers, with teamwork, communication and innovation";
        key_accounts: "業績、毛利率與客戶滿意度，加上客戶導向與客戶評價", "业绩、毛利率与客户满意度，加上客户导向与客户评价", "Revenue, margin and satisfaction, with customer focus rated by customers too";
        team_leader: "團隊業績、客戶滿意度與市場占有率，加上領導與部屬評核", "团队业绩、客户满意度与市场占有率，加上领导力与下级评价", "Revenue, satisfaction and market share, with leadership rated by direct reports";
        composition: "組成", "组成", "Made of";
        status: "狀態", "状态", "Status";
        draft: "草稿", "草稿", "Draft";
        copy: "複製", "复制", "Copy";
        publish: "發布", "发布", "Publish";
        publish_words: "發布後，新開始的考核週期採用這一版；進行中的週期不變。", "发布后，新开始的考核周期采用该版本；进行中的周期不变。", "Cycles opened from now on use this version. Running cycles stay as they are.";
        effective: "生效日", "生效日期", "In force from";
        effective_hint: "留空表示發布後新開始的週期即適用。", "留空表示发布后新开始的周期即适用。", "Empty: for every cycle opened after it is published.";
        basics: "最高分、小數位數與缺少的部分", "最高分、小数位数与缺少的部分", "Highest score, decimals, absent parts";
        tab_figures: "績效指標", "绩效指标", "KPIs";
        tab_judged: "職能", "胜任力", "Competencies";
        tab_raters: "評核人與等第", "评价人与等级", "Raters and grades";
        tab_versions: "版本", "版本", "Versions";
        parts: "這份標準的各個部分", "该标准的各个部分", "Parts of this standard";
        balance: "績效指標占總分的權重", "绩效指标占总分的权重", "Weight of the KPIs in the score";
        no_figures: "這份標準只評職能。", "该标准只评胜任力。", "This standard judges competencies only.";
        add_figures: "加入績效指標", "加入绩效指标", "Add a KPI part";
        drop_figures: "不使用績效指標", "不使用绩效指标", "Leave the KPIs out";
        card: "計分表", "计分表", "Scorecard";
        own_card: "這份標準自己的計分表", "该标准自己的计分表", "A scorecard of its own";
        kpi_grades_words: "這裡的得分以 100 為滿分，再換算成總分的尺度。", "这里的得分以 100 为满分，再换算成总分的尺度。", "Full marks here are 100; the result is then converted to the scale of the whole score.";
        no_judged: "這份標準只看數字，沒有職能。", "该标准只看数字，没有胜任力。", "This standard looks at figures only.";
        competency: "職能", "胜任力", "Competency";
        meaning: "說明", "说明", "What is meant";
        asked: "由誰評核", "由谁评价", "Who is asked";
        all_groups: "所有評核人", "所有评价人", "Everybody who rates";
        answer: "作答", "作答", "Answer";
        required: "必填", "必填", "Required";
        voluntary: "選填", "选填", "Optional";
        anchor: "行為指標", "行为锚定", "Behavioural anchor";
        anchors: "行為指標", "行为锚定", "Behavioural anchors";
        anchors_words: "各個評分所對應的具體行為。", "各个评分所对应的具体行为。", "What a rating looks like in behaviour.";
        add_competency: "新增職能", "新增胜任力", "Add a competency";
        new_competency: "新職能", "新胜任力", "New competency";
        question: "問題", "问题", "Question";
        questions: "問答題", "问答题", "Questions answered in words";
        questions_words: "在評核表裡用文字回答；面談紀錄就由這些問題組成。", "在评价表里用文字回答；面谈记录就由这些问题组成。", "Answered in words on the forms. The interview record is made of these.";
        add_question: "新增問題", "新增问题", "Add a question";
        scale: "評分量尺", "评分量表", "Rating scale";
        low: "最低", "最低", "Lowest";
        high: "最高", "最高", "Highest";
        step: "間距", "间距", "Step";
        step_hint: "0 表示可以給任何數值。", "0 表示可以给任何数值。", "0 allows every value.";
        rating_name: "名稱", "名称", "Name";
        raters: "評核人", "评价人", "Raters";
        raters_words: "權重合計 100；權重 0 表示只請其評核、不計分。匿名群體未達最少份數時，一律視為沒有資料。", "权重合计 100；权重 0 表示只请其评价、不计分。匿名群体未达最少份数时，一律视为没有数据。", "Weights total 100. A group with weight 0 is asked but does not count. An anonymous group below its minimum is treated as absent everywhere.";
        group: "評核人", "评价人", "Who rates";
        minimum: "最少份數", "最少份数", "Minimum answers";
        anonymous: "匿名", "匿名", "anonymous";
        full: "滿分", "满分", "Full score";
        most: "最高可得", "最高可得", "Highest score";
        absent: "缺少的部分", "缺少的部分", "A part that is absent";
        checks: "檢查", "检查", "Checks";
        all_fine: "可以使用，沒有發現問題。", "可以使用，未发现问题。", "It can be used; no problem was found.";
        usable: "可以使用，但請留意：", "可以使用，但请留意：", "It can be used, but look at this:";
        not_usable: "還不能發布：", "还不能发布：", "It cannot be published yet:";
        nobody: "目前沒有人適用這份標準。", "目前没有人适用该标准。", "It is for nobody at present.";
        trial: "試算", "测算", "Try it out";
        trial_words: "真實的數字，加上假設的評分。不會儲存任何內容。", "真实的数字，加上假设的评分。不会保存任何内容。", "Real figures, made-up ratings. Nothing is stored.";
        rated_by: "誰的評分", "谁的评分", "Ratings of";
        all_raters: "所有人", "所有人", "All";
        no_score: "沒有分數", "没有分数", "No score";
        no_grade: "沒有等第", "没有等级", "no grade";
        history: "已發布的版本", "已发布的版本", "Published versions";
        never: "還沒有發布過。", "还没有发布过。", "Not published yet.";
        unpublished: "尚未發布的變更", "尚未发布的更改", "Changes not published yet";
        same: "與最新版本相同。", "与最新版本相同。", "The same as the newest version.";
        part: "項目", "项目", "Part";
        made: "已建立新的考核標準", "已创建新的考核标准", "New standard created";
    }
    fn at_least(count: &str): format!("最少 {count} 份"), format!("最少 {count} 份"), format!("at least {count}");
    fn version(number: &str): format!("第 {number} 版"), format!("第 {number} 版"), format!("Version {number}");
    fn changed(number: &str): format!("第 {number} 版，有未發布的變更"), format!("第 {number} 版，有未发布的更改"), format!("Version {number}, changed since");
    fn published(number: &str): format!("已發布第 {number} 版"), format!("已发布第 {number} 版"), format!("Version {number} published");
    fn published_on(day: &str): format!("{day} 發布"), format!("{day} 发布"), format!("published {day}");
    fn applies(count: &str): format!("本期適用 {count} 人"), format!("本期适用 {count} 人"), if count == "1" { "For 1 person in this period".to_owned() } else { format!("For {count} people in this period") };
    fn shared(names: &str): format!("「{names}」也用這份計分表；在這裡修改，那裡也會跟著變。"), format!("“{names}”也使用该计分表；在此处修改，那里也会随之变化。"), format!("This scorecard is also used by {names}; what is changed here changes there.");
    fn copy_of(name: &str): format!("{name}（複本）"), format!("{name}（副本）"), format!("{name} (copy)");
    fn about(what: &str, names: &str): format!("{what}：{names}"), format!("{what}：{names}"), format!("{what}: {names}");
    fn people_more(names: &str, count: &str): format!("{names} 等 {count} 人"), format!("{names} 等 {count} 人"), format!("{names} and others, {count} in all");
    fn of_kpi(kpi: &str, what: &str): format!("{kpi}：{what}"), format!("{kpi}：{what}"), format!("{kpi}: {what}");
    fn share(kpis: &str, judged: &str): format!("績效指標 {kpis}、職能 {judged}"), format!("绩效指标 {kpis}、胜任力 {judged}"), format!("KPIs {kpis}, competencies {judged}");
    fn grade(grade: &str): format!("等第「{grade}」"), format!("等级“{grade}”"), format!("grade {grade}");
    fn rating_at(at: &str): format!("評分 {at}"), format!("评分 {at}"), format!("Rating {at}");
}

impl StandardTexts {
    /// What a ready-made standard looks at.
    #[must_use]
    pub const fn ready(&self, which: Ready) -> &'static str {
        match which {
            Ready::Seller => self.seller,
            Ready::KeyAccounts => self.key_accounts,
            Ready::TeamLeader => self.team_leader,
        }
    }

    /// How a standard stands.
    #[must_use]
    pub fn standing(&self, standing: Standing) -> String {
        match standing {
            Standing::Draft => self.draft.to_owned(),
            Standing::Published(number) => self.version(&number.to_string()),
            Standing::Changed(number) => self.changed(&number.to_string()),
        }
    }

    /// What a finding names besides people and KPIs: a competency, a group, a role.
    #[must_use]
    pub fn named(
        finding: &Finding,
        competency: impl Fn(crate::domain::id::CompetencyId) -> String,
        group: impl Fn(crate::domain::appraisal::RaterGroup) -> &'static str,
    ) -> Option<String> {
        match finding {
            Finding::Anchors(id) | Finding::NobodyAsked(id) => Some(competency(*id)),
            Finding::GroupTwice(one) | Finding::SmallMinimum(one) => Some(group(*one).to_owned()),
            Finding::RoleDivided(role) => Some(role.clone()),
            _ => None,
        }
    }
}
