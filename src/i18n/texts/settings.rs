//! The settings page.

texts! {
    /// Words of the settings page.
    SettingsTexts {
        title: "設定", "设置", "Settings";
        workspace: "工作區", "工作区", "Workspace";
        name: "工作區名稱", "工作区名称", "Name of the workspace";
        money: "金額", "金额", "Money";
        currency: "幣別", "币种", "Currency";
        currency_hint: "有銷售紀錄後就不能更改，因為金額以這個幣別的最小單位儲存。", "有销售记录后不能更改，因为金额以该币种的最小单位存储。", "It is fixed once there are records, because amounts are stored in its smallest unit.";
        currency_locked: "已有銷售紀錄，金額以這個幣別的最小單位儲存，因此無法更改。要改用其他幣別，請建立新的工作區。", "已有销售记录，金额以该币种的最小单位存储，因此无法更改。如需其他币种，请新建工作区。", "There are records, stored in the smallest unit of this currency, so it can no longer change. Use a new workspace for another currency.";
        shown_digits: "金額顯示的小數位數", "金额显示的小数位数", "Decimals shown for money";
        shown_hint: "只影響顯示，計算一律用完整金額。", "只影响显示，计算始终使用完整金额。", "Only what is shown; calculations use the full amount.";
        rounding: "獎金捨入單位", "提成舍入单位", "Round pay to";
        half: "剛好一半時", "恰好一半时", "When exactly half";
        half_away: "四捨五入", "四舍五入", "Half away from zero";
        half_even: "取偶數（銀行家捨入）", "取偶数（银行家舍入）", "Half to even";
        calendar: "會計年度與工作日", "财年与工作日", "Fiscal year and working days";
        fiscal_start: "會計年度開始月份", "财年起始月份", "Fiscal year begins in";
        label: "年度名稱採用", "年度名称采用", "The year is named after";
        label_start: "開始的年份", "起始年份", "the year it starts in";
        label_end: "結束的年份", "结束年份", "the year it ends in";
        week: "每週工作日", "每周工作日", "Working days of the week";
        count: "進度計算的天數", "进度计算的天数", "Days counted for pace";
        count_working: "工作天", "工作日", "Working days";
        count_calendar: "日曆天", "日历天", "Calendar days";
        exceptions: "假日與補班日", "节假日与调休上班日", "Holidays and make-up days";
        exceptions_hint: "可從試算表貼上兩欄：日期、假日或補班。", "可从电子表格粘贴两列：日期、放假或上班。", "Paste two columns from a spreadsheet: the day, and holiday or make-up day.";
        day: "日期", "日期", "Day";
        weekday: "星期", "星期", "Weekday";
        kind: "類型", "类型", "Kind";
        holiday: "假日", "放假", "Holiday";
        makeup: "補班日", "调休上班", "Make-up day";
        add_day: "新增日期", "新增日期", "Add the day";
        device: "這台裝置", "此设备", "This device";
        language: "語言", "语言", "Language";
        theme: "外觀", "外观", "Appearance";
        storage: "儲存狀態", "存储状态", "Storage";
        storage_kept: "瀏覽器承諾保留這裡的資料，空間不足時也不會清除。", "浏览器承诺保留此处的数据，空间不足时也不会清除。", "The browser has promised to keep these data, also when space runs short.";
        storage_best: "瀏覽器可能在空間不足時清除資料。請讓瀏覽器保留資料，並定期備份。", "浏览器可能在空间不足时清除数据。请让浏览器保留数据，并定期备份。", "The browser may clear these data when space runs short. Ask it to keep them, and back up now and then.";
        storage_unknown: "無法得知這個瀏覽器會不會清除資料，請定期備份。", "无法得知该浏览器是否会清除数据，请定期备份。", "This browser does not say whether data are safe from clearing. Back up now and then.";
        storage_none: "瀏覽器拒絕儲存：關閉分頁後資料就會消失，請先備份。", "浏览器拒绝存储：关闭标签页后数据将消失，请先备份。", "The browser refuses storage: everything is gone when this tab is closed. Back up first.";
        storage_ask: "請瀏覽器保留資料", "请浏览器保留数据", "Ask the browser to keep them";
        storage_refused: "瀏覽器沒有同意。把網站加入書籤或安裝成應用程式後再試一次。", "浏览器未同意。请将网站加入书签或安装为应用后再试。", "The browser did not agree. Bookmark or install this page and try again.";
    }
}
