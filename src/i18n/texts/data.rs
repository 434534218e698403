//! The pages of data: headings of their tables, merging, the history of a person's teams.

use super::plural;
use crate::domain::org::RewardKind;

texts! {
    /// Words of the pages of people, products, channels, territories, customers and measurements.
    DataTexts {
        number: "編號", "编号", "Number";
        name: "名稱", "名称", "Name";
        person_name: "姓名", "姓名", "Name";
        team: "團隊", "团队", "Team";
        role: "職務", "岗位", "Role";
        manager: "主管", "上级", "Manager";
        hired: "到職日", "入职日期", "Hired";
        left: "離職日", "离职日期", "Left";
        aliases: "其他寫法", "其他写法", "Other spellings";
        parent_team: "上層團隊", "上级团队", "Parent team";
        parent_category: "上層類別", "上级类别", "Parent category";
        parent_territory: "上層區域", "上级区域", "Parent territory";
        lead: "負責人", "负责人", "Lead";
        heads: "人數", "人数", "People";
        category: "類別", "类别", "Category";
        sector: "產業", "行业", "Sector";
        territory: "區域", "区域", "Territory";
        shares: "拆分比例", "拆分比例", "Shares";
        overlays: "協同業績", "协同业绩", "Overlays";
        measure: "量值", "度量", "Measure";
        subject: "對象", "对象", "About";
        when: "日期或期間", "日期或期间", "Day or period";
        value: "數值", "数值", "Value";
        sample: "樣本數", "样本数", "Answers";
        source: "來源", "来源", "Source";
        people: "人員", "人员", "People";
        teams: "團隊", "团队", "Teams";
        splits: "業績拆分", "业绩拆分", "Shared credit";
        products: "產品", "产品", "Products";
        categories: "產品類別", "产品类别", "Categories";
        channels: "通路", "渠道", "Channels";
        territories: "區域", "区域", "Territories";
        customers: "客戶", "客户", "Customers";
        measurements: "量測資料", "测量数据", "Measurements";
        people_lede: "團隊、職務與主管都依生效日記錄。儲存格可以直接編輯；開啟一列即可記錄調動。", "团队、岗位和上级都按生效日期记录。单元格可以直接编辑；打开一行即可记录调动。", "Team, role and manager are kept by date. Edit any cell, or open a row to record a transfer.";
        products_lede: "銷售紀錄可依名稱、編號或其他寫法對應到產品。", "销售记录按名称、编号或其他写法识别产品。", "Records find a product by its name, number or other spellings.";
        channels_lede: "業績在哪裡成交：通路，以及可以分層的區域。", "业绩在哪里成交：渠道，以及可以分层的区域。", "Where sales are made. Territories form a tree.";
        customers_lede: "合併同一客戶的不同寫法後，過去的紀錄也會一併歸戶。", "合并同一客户的不同写法后，过去的记录也会一并归集。", "Merge spellings of one customer and their past records come together.";
        measurements_lede: "銷售以外的量測值，例如客戶滿意度與市場規模。", "销售以外的测量值，例如客户满意度和市场规模。", "Observed values that are not sales, such as satisfaction or market size.";
        splits_lede: "一筆業績由多人分享時使用。拆分比例合計 100；協同業績只計入個人，不計入團隊與公司。寫法：姓名 60；姓名 40。", "一笔业绩由多人分享时使用。拆分比例合计 100；协同业绩只计入个人，不计入团队和公司。写法：姓名 60；姓名 40。", "For sales that several people share. Shares total 100; overlays count for the person only. Write: name 60; name 40.";
        empty_words: "直接輸入、從試算表貼上，或匯入檔案。", "直接输入、从电子表格粘贴，或导入文件。", "Type, paste from a spreadsheet, or import a file.";
        no_measures: "還沒有以量測資料計算的量值，請先在「績效指標」頁新增。", "还没有基于测量数据的度量，请先在“绩效指标”页新增。", "No measure is taken from measurements yet. Add one on the KPI page first.";
        unknown_cell: "找不到這個名稱，請從清單選擇或先新增。", "找不到该名称，请从列表中选择或先新增。", "There is no entry of this name. Choose from the list, or add it first.";
        ambiguous_cell: "有多個項目符合，請從清單選擇。", "有多个条目匹配，请从列表中选择。", "Several entries have this name. Choose from the list.";
        not_a_span: "請輸入日期或期間，例如 2026-11-20、2026-11、2026Q4。", "请输入日期或期间，例如 2026-11-20、2026-11、2026Q4。", "Enter a day or period, such as 2026-11-20, 2026-11 or 2026Q4.";
        go_there: "前往", "前往", "Go there";
        discard: "捨棄", "放弃", "Discard";
        open_row: "開啟", "打开", "Open";
        export_csv: "匯出 CSV", "导出 CSV", "Export CSV";
        merge: "合併…", "合并…", "Merge…";
        merge_title: "合併兩個項目", "合并两个条目", "Merge two entries";
        merge_do: "合併", "合并", "Merge";
        keep: "保留", "保留", "Keep";
        gone: "併入後移除", "并入后移除", "Merge in and remove";
        keep_hint: "名稱、編號與設定不變。", "名称、编号和设置不变。", "Its name, number and settings stay.";
        gone_hint: "它的名稱會成為其他寫法，之後匯入時會自動對應到保留的項目。", "其名称会成为其他写法，之后导入时会自动对应到保留的条目。", "Its name becomes another spelling, so later imports find the entry that stays.";
        moves: "會一起轉移的資料", "将一并转移的数据", "What moves";
        nothing_moves: "沒有其他資料引用它，只會新增一個寫法。", "没有其他数据引用它，只会新增一个写法。", "Nothing else refers to it; only the spelling is added.";
        in_use_title: "仍在使用，無法刪除", "仍在使用，无法删除", "Still in use";
        in_use_merge: "改為合併", "改为合并", "Merge instead";
        stints: "團隊與職務歷程", "团队与岗位变动", "Team and role by date";
        from: "起始日", "起始日期", "From";
        from_start: "最初", "最初", "from the start";
        transfer: "記錄調動", "记录调动", "Record a transfer";
        transfer_hint: "調動前的業績仍歸原團隊。", "调动前的业绩仍归原团队。", "Sales before the transfer stay with the old team.";
        aliases_hint: "以分號分隔。", "用分号分隔。", "Separate with semicolons.";
        score: "查看得分", "查看得分", "See the score";
        responsibilities: "職責", "职责", "Responsibilities";
        tasks: "工作項目", "工作任务", "Tasks";
        one_a_line: "一行一項；考核時會顯示在評核表旁。", "一行一项；考核时会显示在评价表旁。", "One a line. Reviews show them beside their form.";
        no_stints: "尚未指定團隊。", "尚未指定团队。", "No team yet.";
        prefers: "偏好的獎勵", "偏好的奖励", "Preferred rewards";
        prefers_hint: "依重要性排列，最想要的在前；設計激勵方案時會看到統計。", "按重要性排列，最想要的在前；设计激励方案时会看到统计。", "The dearest first. Whoever designs an incentive plan sees how many prefer what.";
        add_preference: "新增偏好…", "新增偏好…", "Add a preference…";
        cash: "現金", "现金", "Cash";
        recognition: "公開表揚", "公开表彰", "Recognition";
        promotion: "升遷", "晋升", "Promotion";
        time_off: "休假", "休假", "Time off";
        training: "培訓", "培训", "Training";
        travel: "旅遊", "旅游", "Travel";
    }
    fn not_right(count: &str): format!("{count} 個儲存格還需要修正，輸入的內容已保留。"), format!("{count} 个单元格还需要修正，输入的内容已保留。"), format!("{} not stored yet; what was typed is kept.", plural(count, "cell"));
    fn stored(count: &str): format!("已儲存 {count} 列"), format!("已保存 {count} 行"), format!("{} stored", plural(count, "row"));
    fn merged(gone: &str, keep: &str): format!("「{gone}」已併入「{keep}」"), format!("“{gone}”已并入“{keep}”"), format!("{gone} merged into {keep}");
    fn of(what: &str, count: &str): format!("{what}：{count} 筆"), format!("{what}：{count} 条"), format!("{what}: {count}");
    fn spellings(names: &str): format!("其他寫法加入：{names}"), format!("其他写法加入：{names}"), format!("New spellings: {names}");
    fn file(what: &str): format!("{what}.csv"), format!("{what}.csv"), format!("{what}.csv");
}

impl DataTexts {
    /// A kind of reward.
    #[must_use]
    pub const fn reward_kind(&self, kind: RewardKind) -> &'static str {
        match kind {
            RewardKind::Cash => self.cash,
            RewardKind::Recognition => self.recognition,
            RewardKind::Promotion => self.promotion,
            RewardKind::TimeOff => self.time_off,
            RewardKind::Training => self.training,
            RewardKind::Travel => self.travel,
        }
    }
}
