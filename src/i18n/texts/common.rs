//! Words that every page uses.

use super::plural;

texts! {
    /// Words that every page uses.
    CommonTexts {
        product: "Attain", "Attain", "Attain";
        save: "儲存", "保存", "Save";
        cancel: "取消", "取消", "Cancel";
        close: "關閉", "关闭", "Close";
        back: "上一步", "上一步", "Back";
        next: "下一步", "下一步", "Next";
        add: "新增", "新增", "Add";
        delete: "刪除", "删除", "Delete";
        remove: "移除", "移除", "Remove";
        import: "匯入", "导入", "Import";
        print: "列印", "打印", "Print";
        open: "開啟", "打开", "Open";
        search: "搜尋", "搜索", "Search";
        undo: "復原", "撤销", "Undo";
        redo: "重做", "重做", "Redo";
        total: "合計", "合计", "Total";
        unknown: "不明", "未知", "Unknown";
        optional: "選填", "选填", "optional";
        required: "此欄必填。", "此项必填。", "This is required.";
        not_a_number: "請輸入數字，例如 1,234.5。", "请输入数字，例如 1,234.5。", "Enter a number, such as 1,234.5.";
        not_a_date: "請輸入日期，例如 2026/11/20。", "请输入日期，例如 2026-11-20。", "Enter a day, such as 2026-11-20.";
        no_value: "無資料", "无数据", "no data";
        ahead: "超前", "超前", "ahead";
        behind: "落後", "落后", "behind";
        unchanged: "持平", "持平", "unchanged";
        company: "公司", "公司", "Company";
        team: "團隊", "团队", "Team";
        person: "人員", "人员", "Person";
        product_word: "產品", "产品", "Product";
        channel: "通路", "渠道", "Channel";
        territory: "區域", "区域", "Territory";
        customer: "客戶", "客户", "Customer";
        category: "產品類別", "产品类别", "Category";
    }
    fn and_more(count: &str): format!("還有 {count} 項"), format!("还有 {count} 项"), format!("and {count} more");
    fn records(count: &str): format!("{count} 筆紀錄"), format!("{count} 条记录"), plural(count, "record");
    fn people(count: &str): format!("{count} 人"), format!("{count} 人"), if count == "1" { "1 person".to_owned() } else { format!("{count} people") };
    fn undone(what: &str): format!("已復原：{what}"), format!("已撤销：{what}"), format!("Undone: {what}");
    fn redone(what: &str): format!("已重做：{what}"), format!("已重做：{what}"), format!("Redone: {what}");
}
