//! Words of tables. Column and row are 欄 and 列 in Taiwan, 列 and 行 on the mainland.

texts! {
    /// Words of tables.
    TableTexts {
        search: "搜尋表格", "搜索表格", "Search the table";
        empty: "沒有資料", "没有数据", "No rows";
        no_match: "沒有符合搜尋的資料列。", "没有匹配的数据行。", "No row matches the search.";
        add_row: "新增一列", "新增一行", "Add a row";
        delete_rows: "刪除選取的列", "删除选中的行", "Delete the selected rows";
        sort_by: "排序", "排序", "Sort";
        copied: "已複製到剪貼簿", "已复制到剪贴板", "Copied to the clipboard";
        no_choice: "沒有符合的項目。", "没有匹配的选项。", "Nothing matches.";
        read_only_cell: "此儲存格無法編輯。", "该单元格不可编辑。", "This cell cannot be edited.";
    }
    fn count(shown: &str, all: &str):
        if shown == all { format!("{all} 列") } else { format!("{all} 列中的 {shown} 列") },
        if shown == all { format!("{all} 行") } else { format!("{all} 行中的 {shown} 行") },
        if shown == all { super::plural(all, "row") } else { format!("{shown} of {}", super::plural(all, "row")) };
    fn pasted(cells: &str): format!("已貼上 {cells} 個儲存格"), format!("已粘贴 {cells} 个单元格"), format!("{} pasted", super::plural(cells, "cell"));
    fn refused(cells: &str): format!("{cells} 個儲存格未貼上"), format!("{cells} 个单元格未粘贴"), format!("{} not pasted", super::plural(cells, "cell"));
    fn at(row: &str, column: &str, what: &str): format!("第 {row} 列「{column}」：{what}"), format!("第 {row} 行“{column}”：{what}"), format!("Row {row}, {column}: {what}");
}
