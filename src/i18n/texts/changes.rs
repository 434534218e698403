//! What a step changed: the tables and how many entries of each.

texts! {
    /// Names of tables and counts of changed entries.
    ChangeTexts {
        people: "人員", "人员", "People";
        teams: "團隊", "团队", "Teams";
        splits: "業績拆分", "业绩拆分", "Shared credit";
        categories: "產品類別", "产品类别", "Categories";
        products: "產品", "产品", "Products";
        channels: "通路", "渠道", "Channels";
        territories: "區域", "区域", "Territories";
        customers: "客戶", "客户", "Customers";
        measures: "量值", "度量", "Measures";
        measurements: "量測資料", "测量数据", "Measurements";
        kpis: "績效指標", "绩效指标", "KPIs";
        targets: "目標值", "目标值", "Targets";
        scorecards: "計分表", "计分表", "Scorecards";
        plans: "激勵方案", "激励方案", "Incentive plans";
        versions: "方案版本", "方案版本", "Plan versions";
        acknowledgements: "簽收", "签收", "Acknowledgements";
        agreements: "追溯生效的同意", "追溯生效的同意", "Agreements";
        runs: "結算", "结算", "Pay runs";
        scenarios: "試算情境", "测算情景", "Scenarios";
        disputes: "異議", "异议", "Disputes";
        adjustments: "調整項", "调整项", "Adjustments";
        awards: "非現金獎勵的決定", "非现金奖励的决定", "Decisions about rewards";
        segments: "紀錄批次", "记录批次", "Batches of records";
        standards: "考核標準", "考核标准", "Appraisal standards";
        cycles: "考核週期", "考核周期", "Appraisal cycles";
        appraisals: "考核", "考核", "Appraisals";
        reviews: "評核表", "评价表", "Reviews";
        developments: "發展計畫", "发展计划", "Development plans";
        proposals: "結果運用建議", "结果应用建议", "Outcome proposals";
        feedbacks: "回饋", "反馈", "Feedback";
        settings: "設定", "设置", "Settings";
        more: "其他", "其他", "Other";
    }
    fn added(count: &str): format!("新增 {count}"), format!("新增 {count}"), format!("{count} added");
    fn updated(count: &str): format!("變更 {count}"), format!("更改 {count}"), format!("{count} changed");
    fn removed(count: &str): format!("刪除 {count}"), format!("删除 {count}"), format!("{count} removed");
    fn line(table: &str, counts: &str): format!("{table}：{counts}"), format!("{table}：{counts}"), format!("{table}: {counts}");
}

impl ChangeTexts {
    /// The name of a table of the dataset.
    #[must_use]
    pub fn table(&self, name: &str) -> &'static str {
        match name {
            "people" => self.people,
            "teams" => self.teams,
            "splits" => self.splits,
            "categories" => self.categories,
            "products" => self.products,
            "channels" => self.channels,
            "territories" => self.territories,
            "customers" => self.customers,
            "measures" => self.measures,
            "measurements" => self.measurements,
            "kpis" => self.kpis,
            "targets" => self.targets,
            "scorecards" => self.scorecards,
            "plans" => self.plans,
            "scenarios" => self.scenarios,
            "versions" => self.versions,
            "acknowledgements" => self.acknowledgements,
            "agreements" => self.agreements,
            "runs" => self.runs,
            "disputes" => self.disputes,
            "adjustments" => self.adjustments,
            "awards" => self.awards,
            "standards" => self.standards,
            "cycles" => self.cycles,
            "appraisals" => self.appraisals,
            "reviews" => self.reviews,
            "developments" => self.developments,
            "proposals" => self.proposals,
            "feedbacks" => self.feedbacks,
            "segments" => self.segments,
            _ => self.more,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_names() {
        for (table, _) in crate::store::testing::full().as_changes().summary() {
            assert_ne!(ChangeTexts::EN.table(table), ChangeTexts::EN.more, "{table}");
        }
    }
}
