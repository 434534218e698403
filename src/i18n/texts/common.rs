//! Words that every page uses.

use super::plural;

texts! {
    /// Words that every page uses.
    CommonTexts {
        product: "Attain", "Attain", "Attain";
        save: "儲存", "保存", "Save";
        cancel: "取消", "取消", "Cancel";
        close: "關閉", "关闭", "Close";
        done: "完成", "完成", "Done";
        back: "上一步", "上一步", "Back";
        next: "下一步", "下一步", "Next";
        add: "新增", "新增", "Add";
        edit: "編輯", "编辑", "Edit";
        rename: "重新命名", "重命名", "Rename";
        delete: "刪除", "删除", "Delete";
        remove: "移除", "移除", "Remove";
        restore: "還原", "恢复", "Restore";
        copy: "複製", "复制", "Copy";
        paste: "貼上", "粘贴", "Paste";
        import: "匯入", "导入", "Import";
        export: "匯出", "导出", "Export";
        download: "下載", "下载", "Download";
        print: "列印", "打印", "Print";
        open: "開啟", "打开", "Open";
        search: "搜尋", "搜索", "Search";
        undo: "復原", "撤销", "Undo";
        redo: "重做", "重做", "Redo";
        details: "詳細內容", "详情", "Details";
        more: "更多", "更多", "More";
        all: "全部", "全部", "All";
        none: "無", "无", "None";
        yes: "是", "是", "Yes";
        no: "否", "否", "No";
        total: "合計", "合计", "Total";
        unknown: "不明", "未知", "Unknown";
        optional: "選填", "选填", "optional";
        required: "此欄必填。", "此项必填。", "This is required.";
        not_a_number: "請輸入數字，例如 1,234.5。", "请输入数字，例如 1,234.5。", "Enter a number, such as 1,234.5.";
        not_a_date: "請輸入日期，例如 2026/11/20。", "请输入日期，例如 2026-11-20。", "Enter a day, such as 2026-11-20.";
        no_value: "無資料", "无数据", "no data";
        ahead: "超前", "超前", "ahead";
        behind: "落後", "落后", "behind";
        on_target: "達標", "达标", "on target";
        up: "上升", "上升", "up";
        down: "下降", "下降", "down";
        unchanged: "持平", "持平", "unchanged";
        working: "處理中…", "处理中…", "Working…";
        company: "公司", "公司", "Company";
        team: "團隊", "团队", "Team";
        person: "人員", "人员", "Person";
        product_word: "產品", "产品", "Product";
        channel: "通路", "渠道", "Channel";
        territory: "區域", "区域", "Territory";
        customer: "客戶", "客户", "Customer";
        category: "產品類別", "产品类别", "Category";
    }
    fn at_least(limit: &str): format!("不能小於 {limit}。"), format!("不能小于 {limit}。"), format!("Must be at least {limit}.");
    fn at_most(limit: &str): format!("不能大於 {limit}。"), format!("不能大于 {limit}。"), format!("Must be at most {limit}.");
    fn records(count: &str): format!("{count} 筆紀錄"), format!("{count} 条记录"), plural(count, "record");
    fn people(count: &str): format!("{count} 人"), format!("{count} 人"), if count == "1" { "1 person".to_owned() } else { format!("{count} people") };
    fn days(count: &str): format!("{count} 天"), format!("{count} 天"), plural(count, "day");
    fn undone(what: &str): format!("已復原：{what}"), format!("已撤销：{what}"), format!("Undone: {what}");
    fn redone(what: &str): format!("已重做：{what}"), format!("已重做：{what}"), format!("Redone: {what}");
}
