//! Words of tables. Column and row are 欄 and 列 in Taiwan, 列 and 行 on the mainland.

texts! {
    /// Words of tables.
    TableTexts {
        search: "搜尋表格", "搜索表格", "Search the table";
        csv: "CSV", "CSV", "CSV";
        workbook: "Excel（XLSX）", "Excel（XLSX）", "Excel (XLSX)";
        empty: "沒有資料", "没有数据", "No rows";
        no_match: "沒有符合搜尋的資料列。", "没有匹配的数据行。", "No row matches the search.";
        add_row: "新增一列", "新增一行", "Add a row";
        delete_rows: "刪除選取的列", "删除选中的行", "Delete the selected rows";
        no_choice: "沒有符合的項目。", "没有匹配的选项。", "Nothing matches.";
        read_only_cell: "此儲存格無法編輯。", "该单元格不可编辑。", "This cell cannot be edited.";
    }
    fn count(shown: &str, all: &str):
        if shown == all { format!("{all} 列") } else { format!("{all} 列中的 {shown} 列") },
        if shown == all { format!("{all} 行") } else { format!("{all} 行中的 {shown} 行") },
        if shown == all { super::plural(all, "row") } else { format!("{shown} of {}", super::plural(all, "row")) };
    fn at(row: &str, column: &str, what: &str): format!("第 {row} 列「{column}」：{what}"), format!("第 {row} 行“{column}”：{what}"), format!("Row {row}, {column}: {what}");
}
