//! The page of workspaces and backups, and what is said where one cannot be opened.

texts! {
    /// Words of workspaces, backups and recovery.
    WorkspaceTexts {
        lede: "每個工作區就是一個獨立的組織；資料只存在這台裝置的瀏覽器裡。", "每个工作区就是一个独立的组织；数据只保存在这台设备的浏览器里。", "Each workspace is an organisation of its own. Its data live in this browser, on this device, and nowhere else.";
        all: "工作區", "工作区", "Workspaces";
        new_empty: "新增空白工作區", "新建空白工作区", "New empty workspace";
        new_sample: "新增範例公司", "新建示例公司", "New sample company";
        open_now: "使用中", "当前打开", "Open now";
        sample: "範例", "示例", "Sample";
        changed: "上次變更", "上次更改", "Last changed";
        move_to_bin: "移到回收筒", "移到回收站", "Move to the bin";
        bin: "回收筒", "回收站", "Bin";
        bin_words: "回收筒裡的工作區保留 30 天。", "回收站里的工作区保留 30 天。", "Workspaces stay in the bin for 30 days.";
        take_out: "還原", "恢复", "Put back";
        delete_for_good: "永久刪除", "永久删除", "Delete for good";
        delete_sure: "永久刪除後無法復原。", "永久删除后无法恢复。", "This cannot be undone.";
        damaged: "已損壞，開啟時會嘗試修復", "已损坏，打开时会尝试修复", "Damaged; opening it tries to repair it";
        newer: "由較新的版本寫入，請重新載入頁面", "由较新的版本写入，请重新加载页面", "Written by a newer version: reload the page";
        backup: "備份", "备份", "Backup";
        backup_words: "備份是一個檔案，包含這個工作區的全部資料，但不含復原步驟。其中也有每一份考核評價的原始內容與填寫人，包括匿名評價：請只交給可以看到這些內容的人。", "备份是一个文件，包含此工作区的全部数据，但不含撤销步骤。其中也有每一份考核评价的原始内容和填写人，包括匿名评价：请只交给可以看到这些内容的人。", "A backup is one file with all data of this workspace, without the undo steps. It holds every review as it was written and by whom, anonymous ones too: give it only to people who may see them.";
        back_up: "下載備份", "下载备份", "Save a backup";
        restore: "從備份還原…", "从备份恢复…", "Restore a backup…";
        restore_words: "還原會建立新的工作區，目前的資料不受影響。", "恢复会新建一个工作区，当前数据不受影响。", "Restoring creates a new workspace. What is here now stays as it is.";
        restore_replace: "同時把目前的工作區移到回收筒", "同时把当前工作区移到回收站", "Move the present workspace to the bin as well";
        restored: "已從備份還原", "已从备份恢复", "Restored from the backup";
        not_kept: "這個瀏覽器不允許儲存，關閉頁面後資料就會消失。請先下載備份。", "此浏览器不允许存储，关闭页面后数据就会消失。请先下载备份。", "This browser refuses storage: everything is gone when the page is closed. Save a backup first.";
        repaired: "部分儲存的檔案遺失或損壞，已由第二份副本修復，資料沒有遺失。", "部分存储的文件丢失或损坏，已由第二份副本修复，数据没有丢失。", "Some stored files were missing or damaged and have been repaired from the second copy. Nothing is lost.";
        incomplete: "這個工作區少了一部分資料", "此工作区缺少部分数据", "Part of this workspace is missing";
        incomplete_safe: "目前沒有任何變更。您可以從備份還原，或只開啟找得到的內容。", "目前没有任何更改。您可以从备份恢复，或只打开能找到的内容。", "Nothing has been changed. You can restore a backup, or open what is still there.";
        open_rest: "開啟現有內容", "打开现有内容", "Open what is there";
        failed: "無法開啟工作區", "无法打开工作区", "The workspace cannot be opened";
        try_again: "再試一次", "重试", "Try again";
        other: "開啟其他工作區", "打开其他工作区", "Open another one";
        file_missing: "儲存的檔案不見了。", "存储的文件丢失了。", "A stored file is missing.";
        storage_full: "裝置空間不足，這一步沒有儲存。請釋出空間，或先下載備份。", "设备空间不足，这一步没有保存。请释放空间，或先下载备份。", "Storage is full; this step was not saved. Free some space, or save a backup first.";
        storage_refused: "瀏覽器拒絕儲存。", "浏览器拒绝存储。", "The browser refuses storage.";
        storage_closed: "瀏覽器關閉了儲存空間，請重新載入頁面。", "浏览器关闭了存储，请重新加载页面。", "The browser closed its storage: reload the page.";
        storage_failed: "瀏覽器無法寫入。", "浏览器无法写入。", "The browser could not write.";
        file_damaged: "檔案已損壞。", "文件已损坏。", "The file is damaged.";
        file_newer: "檔案由較新的版本寫入，請先更新頁面。", "文件由较新的版本写入，请先更新页面。", "A newer version wrote this file: update the page first.";
        file_invalid: "這不是 Attain 的檔案，或內容不完整。", "这不是 Attain 的文件，或内容不完整。", "This is not an Attain file, or it is incomplete.";
        elsewhere: "另一個分頁正在使用這個工作區。", "另一个标签页正在使用此工作区。", "Another tab is using this workspace.";
        unsaved: "還有變更尚未儲存，因此工作區維持開啟。請釋出空間後再試，或先下載備份。", "还有更改尚未保存，因此工作区保持打开。请释放空间后重试，或先下载备份。", "Some changes are not saved yet, so this workspace stays open. Free some space and try again, or save a backup first.";
        unknown: "儲存時發生未預期的問題。", "存储时发生意外问题。", "Storage failed in an unexpected way.";
    }
    fn incomplete_words(found: &str, promised: &str): format!("應有 {promised} 個步驟，找到 {found} 個。"), format!("应有 {promised} 步，找到 {found} 步。"), format!("{promised} steps were saved; {found} can be read.");
    fn incomplete_records(count: &str): format!("{count} 筆紀錄無法讀取。"), format!("{count} 条记录无法读取。"), format!("{} cannot be read.", super::plural(count, "record"));
    fn binned_on(day: &str): format!("{day} 移入"), format!("{day} 移入"), format!("since {day}");
    fn moved(name: &str): format!("「{name}」已移到回收筒"), format!("“{name}”已移到回收站"), format!("{name} is in the bin");
    fn move_named(name: &str): format!("把「{name}」移到回收筒"), format!("把“{name}”移到回收站"), format!("Move {name} to the bin");
}

impl WorkspaceTexts {
    /// What a stable code of storage means.
    #[must_use]
    pub fn problem(&self, code: &str) -> &'static str {
        match code {
            "file-missing" | "no-workspace" => self.file_missing,
            "storage-full" => self.storage_full,
            "storage-refused" => self.storage_refused,
            "storage-closed" => self.storage_closed,
            "storage-failed" => self.storage_failed,
            "file-damaged" | "names-missing" => self.file_damaged,
            "file-newer" => self.file_newer,
            "file-invalid" => self.file_invalid,
            "read-only" => self.elsewhere,
            "unsaved" => self.unsaved,
            _ => self.unknown,
        }
    }
}
