//! The import wizard, from the file to what was added.

use super::plural;
use crate::domain::records::State;
use crate::files::error::FileError;
use crate::files::field::{Field, Kind};
use crate::files::layout::Skip;
use crate::files::messages::{Dimension, RowFault};
use crate::state::import::Step;

texts! {
    /// Words of the import wizard.
    ImportTexts {
        lede: "CSV、TSV、Excel（XLSX），或直接貼上儲存格。檔案不會離開這台裝置。", "CSV、TSV、Excel（XLSX），或直接粘贴单元格。文件不会离开此设备。", "CSV, TSV, Excel (XLSX), or cells pasted from a spreadsheet. The file stays on this device.";
        pasted: "貼上的儲存格", "粘贴的单元格", "Pasted cells";
        steps: "匯入步驟", "导入步骤", "Steps of the import";
        step_source: "檔案", "文件", "File";
        step_layout: "標題列", "标题行", "Heading";
        step_columns: "欄位", "列", "Columns";
        step_match: "比對", "匹配", "Match";
        step_check: "確認", "确认", "Check";
        drop_title: "將檔案拖曳到頁面任何位置", "将文件拖到页面任意位置", "Drop a file anywhere on this page";
        choose: "選擇檔案", "选择文件", "Choose a file";
        paste_label: "或從試算表複製後貼在這裡", "或从电子表格复制后粘贴到这里", "Or paste cells from a spreadsheet here";
        paste_read: "讀取貼上的內容", "读取粘贴内容", "Read the pasted cells";
        templates: "下載範本", "下载模板", "Templates";
        templates_words: "第一列是標題，下面兩列是範例；換成自己的資料後存檔，再匯入即可。欄位順序不限，多餘的欄會略過。", "第一行是标题，下面两行是示例；换成自己的数据后保存，再导入即可。列的顺序不限，多余的列会忽略。", "The first row holds the headings, the two below are examples. Put your own data in their place, save, import. Columns may stand in any order; others are left out.";
        records: "銷售紀錄", "销售记录", "Sales records";
        people: "人員", "人员", "People";
        products: "產品", "产品", "Products";
        customers: "客戶", "客户", "Customers";
        measurements: "量測資料", "测量数据", "Measurements";
        targets: "目標值", "目标值", "Targets";
        reading: "正在讀取檔案…", "正在读取文件…", "Reading the file…";
        analysing: "正在辨識欄位與資料…", "正在识别列与数据…", "Recognising columns and rows…";
        building: "正在整理紀錄…", "正在整理记录…", "Preparing the records…";
        committing: "正在寫入…", "正在写入…", "Writing…";
        encoding: "編碼", "编码", "Encoding";
        delimiter: "分隔符號", "分隔符", "Separator";
        comma: "逗號", "逗号", "Comma";
        tab: "Tab", "制表符", "Tab";
        semicolon: "分號", "分号", "Semicolon";
        pipe: "直線 |", "竖线 |", "Vertical bar";
        sheet: "工作表", "工作表", "Sheet";
        preview: "預覽", "预览", "Preview";
        encoding_doubt: "有些字元無法讀取。若下方出現亂碼，請改選其他編碼。", "部分字符无法读取。若下方出现乱码，请选择其他编码。", "Some characters could not be read. If the preview looks wrong, choose another encoding.";
        encoding_fine: "內容看起來正確", "内容看起来正确", "The preview looks right";
        header: "標題列", "标题行", "Heading row";
        header_none: "沒有標題列", "没有标题行", "There is no heading row";
        header_hint: "按一下某一列，將它設為標題。", "点击某一行，将其设为标题。", "Press a row to make it the heading.";
        left_out: "不匯入的列", "不导入的行", "Rows left out";
        keep: "當作資料保留", "作为数据保留", "Keep as data";
        skip_title: "標題文字", "标题文字", "Title";
        skip_blank: "空白列", "空白行", "Blank";
        skip_subtotal: "小計或合計", "小计或合计", "Subtotal";
        skip_header: "重複的標題列", "重复的标题行", "Repeated heading";
        kind: "這份資料是", "这份数据是", "These rows are";
        column: "檔案欄位", "文件列", "Column of the file";
        means: "代表", "含义", "Means";
        samples: "內容", "内容", "Contents";
        ignore: "不匯入", "不导入", "Leave out";
        months: "期間欄（標題為月份）", "期间列（标题为月份）", "Period, named by the heading";
        dates: "日期寫法", "日期写法", "Dates are";
        date_ymd: "年/月/日", "年/月/日", "year, month, day";
        date_dmy: "日/月/年", "日/月/年", "day, month, year";
        date_mdy: "月/日/年", "月/日/年", "month, day, year";
        date_roc: "民國年", "民国年", "ROC years";
        unit: "單位", "单位", "Unit";
        unit_one: "元", "元", "as it is";
        tax_included: "金額含稅", "金额含税", "contains tax";
        tax_rate: "稅率（%）", "税率（%）", "Tax rate in %";
        year: "月份所屬的年份", "月份所属年份", "Year of the months";
        certain: "確定", "确定", "certain";
        likely: "請確認", "请确认", "please confirm";
        confirm: "確認", "确认", "Confirm";
        states: "狀態", "状态", "State";
        states_hint: "只有「已成交」計入業績。", "只有“已成交”计入业绩。", "Only “won” counts as sales.";
        state_open: "進行中", "进行中", "open";
        state_booked: "已成交", "已成交", "won";
        state_lost: "未成交", "已丢单", "lost";
        state_cancelled: "已取消", "已取消", "cancelled";
        match_lede: "檔案中的名稱對應到哪些既有資料。新的名稱會建立新項目。", "文件中的名称对应到哪些现有数据。新的名称会新建条目。", "Which entries the names in the file stand for. New names become new entries.";
        stands_for: "對應", "对应", "Stands for";
        new_entry: "建立新項目", "新建条目", "A new entry";
        nothing: "留空", "留空", "Leave empty";
        all_right: "全部接受建議", "全部接受建议", "Accept all proposals";
        show_all: "顯示全部", "显示全部", "Show all";
        show_open: "只看待確認", "只看待确认", "Only what needs confirming";
        people_word: "人員", "人员", "People";
        product_word: "產品", "产品", "Products";
        customer_word: "客戶", "客户", "Customers";
        channel_word: "通路", "渠道", "Channels";
        territory_word: "區域", "区域", "Territories";
        team_word: "團隊", "团队", "Teams";
        measure_word: "指標與量值", "指标与度量", "KPIs and measures";
        check_title: "匯入前確認", "导入前确认", "Check before importing";
        totals: "與檔案核對", "与文件核对", "Compare with your file";
        total_rows: "列數", "行数", "Rows";
        total_amount: "金額", "金额", "Amount";
        will_do: "匯入後", "导入后", "What this import does";
        changes_take: "以檔案內容更新", "以文件内容更新", "Update them from the file";
        changes_leave: "維持原樣", "保持不变", "Leave them as they are";
        faults: "無法匯入的列", "无法导入的行", "Rows that cannot be imported";
        faults_words: "其餘的列會照常匯入。可以下載這些列，修正後再匯入一次。", "其余的行会照常导入。可下载这些行，修正后再导入一次。", "The other rows are imported all the same. Download these, correct them, and import them again.";
        download_bad: "下載這些列", "下载这些行", "Download these rows";
        reason: "原因", "原因", "Reason";
        nothing_new: "檔案內容已全部存在，沒有需要匯入的資料。", "文件内容已全部存在，没有需要导入的数据。", "Everything in this file is already here. There is nothing to import.";
        located: "檔案沒有區域欄，紀錄歸入業務人員所屬的區域", "文件没有区域列，记录归入销售人员所属的区域", "The file has no territories, so each record takes its seller’s";
        choose_columns: "選擇欄位", "选择列", "Choose the columns";
        certain_words: "所有欄位與名稱都能確定，無需再設定。", "所有列与名称都能确定，无需再设置。", "Every column and name is certain. There is nothing to ask.";
        done_title: "匯入完成", "导入完成", "Imported";
        to_monitor: "查看績效", "查看绩效", "Open the monitor";
        to_records: "查看紀錄", "查看记录", "Look at the records";
        another: "再匯入一個檔案", "再导入一个文件", "Import another file";
        undo_import: "復原這次匯入", "撤销此次导入", "Undo this import";
        start_over: "換一個檔案", "换一个文件", "Another file";
        skip_file: "略過這個檔案", "跳过此文件", "Skip this file";
        read_again: "重新讀取", "重新读取", "Read it again";
        no_file: "瀏覽器無法讀取這個檔案，請再選擇一次。", "浏览器无法读取该文件，请重新选择。", "The browser could not read the file. Choose it again.";
        stale: "這段時間資料有變更，匯入內容已重新計算，請再確認一次。", "这段时间数据有更改，导入内容已重新计算，请再确认一次。", "Your data changed in the meantime, so the import was worked out again. Please check it once more.";
        codes_full: "這類項目已達數量上限，無法再新增。", "该类条目已达数量上限，无法再新增。", "There are too many entries of this kind; no more can be added.";
        err_empty: "檔案是空的。", "文件是空的。", "The file is empty.";
        err_too_large: "檔案太大，請分成較小的檔案再匯入。", "文件太大，请拆分成较小的文件后再导入。", "The file is too large. Split it and import the parts.";
        err_line: "有一列超過 10 MB，這可能不是表格。", "有一行超过 10 MB，这可能不是表格。", "One line is longer than 10 MB; this is probably not a table.";
        err_zero: "這不是文字檔。", "这不是文本文件。", "This is not a text file.";
        err_old: "不支援 XLS、XLSB、ODS。請用試算表軟體另存為 XLSX 或 CSV。", "不支持 XLS、XLSB、ODS。请用电子表格软件另存为 XLSX 或 CSV。", "XLS, XLSB and ODS cannot be read. Save the file as XLSX or CSV.";
        err_encrypted: "檔案有密碼保護，請移除密碼後再試。", "文件有密码保护，请移除密码后重试。", "The workbook is protected by a password. Remove it and try again.";
        err_damaged: "檔案已損壞，或不是 Excel 檔。", "文件已损坏，或不是 Excel 文件。", "The file is damaged, or it is not a workbook.";
        err_bomb: "檔案解壓縮後過大，為保護裝置未讀取。", "文件解压后过大，为保护设备未读取。", "The file unpacks to more than is safe, so it was not read.";
        err_no_sheet: "活頁簿裡沒有這個工作表。", "工作簿中没有该工作表。", "The workbook has no such sheet.";
        err_not_table: "這不是表格檔。", "这不是表格文件。", "This is not a table.";
        err_cancelled: "已取消，沒有任何變更。", "已取消，没有任何更改。", "Stopped. Nothing was changed.";
        fault_bad_date: "日期無法辨識", "日期无法识别", "The date cannot be read";
        fault_no_date: "沒有日期", "没有日期", "No date";
        fault_bad_number: "數字無法辨識", "数字无法识别", "The number cannot be read";
        fault_no_amount: "沒有金額", "没有金额", "No amount";
        fault_out_of_range: "數值超出範圍", "数值超出范围", "Out of range";
        fault_no_name: "沒有名稱", "没有名称", "The name is missing";
        fault_bad_period: "期間無法辨識", "期间无法识别", "The period cannot be read";
        fault_bad_state: "狀態無法辨識", "状态无法识别", "The state is not known";
        fault_no_value: "沒有數值", "没有数值", "No value";
        f_document: "單號", "单号", "Document";
        f_line: "項次", "行号", "Line";
        f_state: "狀態", "状态", "State";
        f_booked: "成交日期", "成交日期", "Day of sale";
        f_opened: "建立日期", "创建日期", "Opened on";
        f_invoiced: "發票日期", "开票日期", "Invoiced on";
        f_due: "到期日", "到期日", "Due on";
        f_collected: "收款日期", "回款日期", "Collected on";
        f_person: "人員", "人员", "Person";
        f_person_number: "人員編號", "人员编号", "Person number";
        f_customer: "客戶", "客户", "Customer";
        f_customer_number: "客戶編號", "客户编号", "Customer number";
        f_product: "產品", "产品", "Product";
        f_product_number: "產品編號", "产品编号", "Product number";
        f_category: "類別", "类别", "Category";
        f_channel: "通路", "渠道", "Channel";
        f_territory: "區域", "区域", "Territory";
        f_quantity: "數量", "数量", "Quantity";
        f_unit_price: "單價", "单价", "Unit price";
        f_discount: "折扣", "折扣", "Discount";
        f_amount: "金額", "金额", "Amount";
        f_cost: "成本", "成本", "Cost";
        f_term: "合約月數", "合同月数", "Term in months";
        f_returns: "退貨原單號", "退货原单号", "Returns document";
        f_probability: "成交機率", "成交概率", "Probability";
        f_role: "職務", "岗位", "Role";
        f_team: "團隊", "团队", "Team";
        f_office: "區域／辦事處", "区域／办事处", "Region or office";
        f_manager: "主管", "上级", "Manager";
        f_hired: "到職日", "入职日期", "Hired";
        f_left: "離職日", "离职日期", "Left";
        f_sector: "產業", "行业", "Sector";
        f_measure: "指標", "指标", "KPI or measure";
        f_period: "期間", "期间", "Period";
        f_level: "目標層級", "目标级别", "Level";
        f_value: "數值", "数值", "Value";
        f_sample: "樣本數", "样本数", "Answers";
    }
    fn import_records(count: &str): format!("匯入 {count} 筆紀錄"), format!("导入 {count} 条记录"), format!("Import {}", plural(count, "record"));
    fn import_rows(count: &str): format!("匯入 {count} 列"), format!("导入 {count} 行"), format!("Import {}", plural(count, "row"));
    fn size(rows: &str, columns: &str): format!("{rows} 列 × {columns} 欄"), format!("{rows} 行 × {columns} 列"), format!("{rows} rows × {columns} columns");
    fn row(number: &str): format!("第 {number} 列"), format!("第 {number} 行"), format!("Row {number}");
    fn added_records(count: &str): format!("新增 {count} 筆紀錄"), format!("新增 {count} 条记录"), format!("{} added", plural(count, "record"));
    fn added_rows(count: &str): format!("新增 {count} 筆"), format!("新增 {count} 条"), format!("{} added", plural(count, "entry").replace("entrys", "entries"));
    fn same(count: &str): format!("{count} 筆已存在，內容相同"), format!("{count} 条已存在，内容相同"), format!("{count} already here, unchanged");
    fn changed(count: &str): format!("{count} 筆已存在，內容不同"), format!("{count} 条已存在，内容不同"), format!("{count} already here with other content");
    fn fresh(what: &str, count: &str): format!("{what}：新增 {count}"), format!("{what}：新增 {count}"), format!("{what}: {count} new");
    fn fresh_managers(count: &str): format!("另新增 {count} 位主管（檔案中沒有他們自己的列）"), format!("另新增 {count} 位上级（文件中没有他们自己的行）"), format!("{} without rows of their own added too", plural(count, "manager"));
    fn aliases(count: &str): format!("新增 {count} 個其他寫法"), format!("新增 {count} 个其他写法"), format!("{} learned", plural(count, "spelling"));
    fn fault_rows(count: &str): format!("{count} 列"), format!("{count} 行"), plural(count, "row");
    fn unmatched(count: &str): format!("{count} 個待確認"), format!("{count} 个待确认"), format!("{count} to confirm");
    fn names_found(count: &str, fresh: &str): match fresh {
        "0" => format!("{count} 個名稱，皆為既有項目"),
        all if all == count => format!("{count} 個名稱，都會建立為新項目"),
        _ => format!("{count} 個名稱，其中 {fresh} 個會建立為新項目"),
    }, match fresh {
        "0" => format!("{count} 个名称，均为现有条目"),
        all if all == count => format!("{count} 个名称，都会创建为新条目"),
        _ => format!("{count} 个名称，其中 {fresh} 个会创建为新条目"),
    }, match fresh {
        "0" => format!("{}, known already", plural(count, "name")),
        all if all == count => format!("{}, new", plural(count, "name")),
        _ => format!("{}, {fresh} of them new", plural(count, "name")),
    };
    fn files_waiting(count: &str): format!("後面還有 {count} 個檔案"), format!("后面还有 {count} 个文件"), format!("{} to follow", plural(count, "file"));
    fn next_file(name: &str): format!("接著匯入 {name}"), format!("接着导入 {name}"), format!("Next: {name}");
    fn go_to(step: &str): format!("前往「{step}」"), format!("前往“{step}”"), format!("Go to {step}");
    fn questions(count: &str): format!("還有 {count} 項需要確認"), format!("还有 {count} 项需要确认"), format!("{} still open", plural(count, "question"));
    fn missing(fields: &str): format!("缺少必要欄位：{fields}"), format!("缺少必要的列：{fields}"), format!("A column is missing: {fields}");
    fn or(first: &str, second: &str): format!("{first}或{second}"), format!("{first}或{second}"), format!("{first} or {second}");
    fn unused(columns: &str): format!("檔案中不匯入的欄位：{columns}"), format!("文件中不导入的列：{columns}"), format!("Columns of the file that are not used: {columns}");
    fn currency_differs(code: &str, own: &str): format!("標題寫的是 {code}，這個工作區使用 {own}。請填匯率；若金額已是 {own}，按「確認」即可。"), format!("标题写的是 {code}，此工作区使用 {own}。请填写汇率；若金额已是 {own}，按“确认”即可。"), format!("The heading says {code}; this workspace counts in {own}. Enter the rate, or press “Confirm” if the amounts are in {own} already.");
    fn currency_rate(code: &str, own: &str): format!("1 {code} 等於多少 {own}"), format!("1 {code} 等于多少 {own}"), format!("{own} for 1 {code}");
    fn in_column(column: &str): format!("欄位「{column}」"), format!("列“{column}”"), format!("Column {column}");
    fn and_more(count: &str): format!("還有 {count} 列"), format!("还有 {count} 行"), format!("and {count} more");
    fn bad_file(name: &str): format!("{name}-無法匯入.csv"), format!("{name}-无法导入.csv"), format!("{name}-not-imported.csv");
    fn template_file(kind: &str): format!("範本-{kind}.csv"), format!("模板-{kind}.csv"), format!("template-{kind}.csv");
    fn err_cells(limit: &str): format!("儲存格超過 {limit} 個，請分成較小的檔案再匯入。"), format!("单元格超过 {limit} 个，请拆分成较小的文件后再导入。"), format!("The file has more than {limit} cells. Split it and import the parts.");
    fn rows_in(count: &str): format!("出現 {count} 次"), format!("出现 {count} 次"), format!("in {}", plural(count, "row"));
}

impl ImportTexts {
    /// The name of a step.
    #[must_use]
    pub const fn step(&self, step: Step) -> &'static str {
        match step {
            Step::Source => self.step_source,
            Step::Layout => self.step_layout,
            Step::Columns => self.step_columns,
            Step::Match => self.step_match,
            Step::Check => self.step_check,
        }
    }

    /// The name of a kind of table.
    #[must_use]
    pub const fn kind_name(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Records => self.records,
            Kind::People => self.people,
            Kind::Products => self.products,
            Kind::Customers => self.customers,
            Kind::Measurements => self.measurements,
            Kind::Targets => self.targets,
        }
    }

    /// The name of a dimension, in the plural.
    #[must_use]
    pub const fn dimension(&self, dimension: Dimension) -> &'static str {
        match dimension {
            Dimension::Person => self.people_word,
            Dimension::Product => self.product_word,
            Dimension::Customer => self.customer_word,
            Dimension::Channel => self.channel_word,
            Dimension::Territory => self.territory_word,
            Dimension::Team => self.team_word,
            Dimension::Measure => self.measure_word,
        }
    }

    /// The name of a state.
    #[must_use]
    pub const fn state(&self, state: State) -> &'static str {
        match state {
            State::Open => self.state_open,
            State::Booked => self.state_booked,
            State::Lost => self.state_lost,
            State::Cancelled => self.state_cancelled,
        }
    }

    /// Why a row is left out.
    #[must_use]
    pub const fn skip(&self, skip: Skip) -> &'static str {
        match skip {
            Skip::Title => self.skip_title,
            Skip::Blank => self.skip_blank,
            Skip::Subtotal => self.skip_subtotal,
            Skip::Header => self.skip_header,
        }
    }

    /// What is wrong with a row.
    #[must_use]
    pub const fn fault(&self, fault: RowFault) -> &'static str {
        match fault {
            RowFault::BadDate => self.fault_bad_date,
            RowFault::NoDate => self.fault_no_date,
            RowFault::BadNumber => self.fault_bad_number,
            RowFault::NoAmount => self.fault_no_amount,
            RowFault::OutOfRange => self.fault_out_of_range,
            RowFault::NoName => self.fault_no_name,
            RowFault::BadPeriod => self.fault_bad_period,
            RowFault::BadState => self.fault_bad_state,
            RowFault::NoValue => self.fault_no_value,
        }
    }

    /// Why a file is refused.
    #[must_use]
    pub fn error(&self, error: &FileError) -> String {
        match error {
            FileError::Empty => self.err_empty,
            FileError::TooLarge { .. } => self.err_too_large,
            FileError::LineTooLong { .. } => self.err_line,
            FileError::ZeroByte { .. } => self.err_zero,
            FileError::OldSpreadsheet => self.err_old,
            FileError::Encrypted => self.err_encrypted,
            FileError::DamagedWorkbook => self.err_damaged,
            FileError::Bomb | FileError::TooManyEntries { .. } => self.err_bomb,
            FileError::TooManyCells { limit } => {
                let limit = i64::try_from(*limit).unwrap_or(i64::MAX);
                return self.err_cells(&crate::i18n::Format::new(self.lang).whole(limit));
            }
            FileError::NoSheet => self.err_no_sheet,
            FileError::NotATable => self.err_not_table,
            FileError::Cancelled => self.err_cancelled,
            FileError::Unreadable => self.no_file,
        }
        .to_owned()
    }

    /// The name of a field; also the heading of its template.
    #[must_use]
    pub const fn field(&self, field: Field) -> &'static str {
        match field {
            Field::Document => self.f_document,
            Field::Line => self.f_line,
            Field::State => self.f_state,
            Field::BookedOn => self.f_booked,
            Field::OpenedOn => self.f_opened,
            Field::InvoicedOn => self.f_invoiced,
            Field::DueOn => self.f_due,
            Field::CollectedOn => self.f_collected,
            Field::Person => self.f_person,
            Field::PersonNumber => self.f_person_number,
            Field::Customer => self.f_customer,
            Field::CustomerNumber => self.f_customer_number,
            Field::Product => self.f_product,
            Field::ProductNumber => self.f_product_number,
            Field::Category => self.f_category,
            Field::Channel => self.f_channel,
            Field::Territory => self.f_territory,
            Field::Quantity => self.f_quantity,
            Field::UnitPrice => self.f_unit_price,
            Field::Discount => self.f_discount,
            Field::Amount => self.f_amount,
            Field::Cost => self.f_cost,
            Field::Term => self.f_term,
            Field::Returns => self.f_returns,
            Field::Probability => self.f_probability,
            Field::Role => self.f_role,
            Field::Team => self.f_team,
            Field::Office => self.f_office,
            Field::Manager => self.f_manager,
            Field::HiredOn => self.f_hired,
            Field::LeftOn => self.f_left,
            Field::Sector => self.f_sector,
            Field::Measure => self.f_measure,
            Field::Period => self.f_period,
            Field::Level => self.f_level,
            Field::Value => self.f_value,
            Field::Sample => self.f_sample,
        }
    }
}
