//! Calibration: grades side by side, the guideline, the nine boxes, moves and their reasons.

use super::{plural, spaced};

texts! {
    /// Words of calibration.
    CalibrationTexts {
        title: "校準", "校准", "Calibration";
        lede: "把同一群人的等第放在一起比較，調整時說明理由。", "把同一群人的等级放在一起比较，调整时说明理由。", "Compare a group’s grades side by side, and move them with a reason.";
        not_yet: "校準還沒有開始", "校准尚未开始", "Calibration has not begun";
        not_yet_words: "進入校準階段後，匿名評價才會計入分數；在那之前這裡不顯示任何人的分數。", "进入校准阶段后，匿名评价才会计入得分；在此之前这里不显示任何人的得分。", "Anonymous reviews count only from the calibration phase on. Until then nobody’s score is shown here.";
        open_result: "查看結果", "查看结果", "Open the result";
        cycle: "考核週期", "考核周期", "Cycle";
        no_cycle: "找不到這個考核週期", "找不到该考核周期", "There is no such cycle";
        grades: "等第", "等级", "Grades";
        boxes: "九宮格", "九宫格", "9-box";
        compare: "並列比較", "并列比较", "Side by side";
        history: "調整紀錄", "调整记录", "Changes";
        view: "檢視方式", "查看方式", "View";
        guideline: "等第分布", "强制分布", "Distribution guideline";
        no_guideline: "這個週期沒有設定等第分布。", "该周期没有设置强制分布。", "This cycle has no distribution guideline.";
        met: "符合", "符合", "Met";
        warns: "不符合時只提醒，校準仍可結束。", "不符合时只提醒，校准仍可结束。", "An unmet guideline is only a warning; calibration can still end.";
        blocks: "不符合時不能結束校準。", "不符合时不能结束校准。", "Calibration cannot end while the guideline is unmet.";
        whole: "全部", "全部", "Everybody";
        group: "目前這群人", "当前人群", "This group";
        allowed: "允許", "允许", "Allowed";
        all_teams: "所有團隊", "所有团队", "All teams";
        all_managers: "所有主管", "所有主管", "All managers";
        manager: "主管", "主管", "Manager";
        find: "搜尋姓名", "搜索姓名", "Find a name";
        only_moved: "只看調整過的", "只看调整过的", "Only moved ones";
        order: "排序", "排序", "Order";
        by_score: "依分數", "按得分", "By score";
        by_grade: "依等第", "按等级", "By grade";
        by_name: "依姓名", "按姓名", "By name";
        by_team: "依團隊", "按团队", "By team";
        nobody: "沒有符合條件的人", "没有符合条件的人", "Nobody matches";
        before: "上期", "上期", "Last";
        grade: "等第", "等级", "Grade";
        computed: "依分數應得的等第", "按得分应得的等级", "Grade by score";
        how: "拖曳目前的等第，或按其他等第；鍵盤用 ← → 調整、↑ ↓ 換人。", "拖动当前等级，或点击其他等级；键盘用 ← → 调整、↑ ↓ 换人。", "Drag a grade or press another one. Keys: ← → move the grade, ↑ ↓ change person.";
        read_only: "校準階段已過，等第不能再調整。", "校准阶段已过，等级不能再调整。", "Calibration is over; grades can no longer be moved.";
        reason: "理由", "理由", "Reason";
        reason_hint: "會留在調整紀錄裡。", "会保留在调整记录中。", "It stays in the history of changes.";
        again: "用過的理由", "用过的理由", "Reasons used before";
        move_it: "調整等第", "调整等级", "Move the grade";
        potential: "潛力", "潜力", "Potential";
        potential_hint: "用於九宮格，量尺與分界值相同。", "用于九宫格，量表与分界值相同。", "Used for the 9-box, on the same scale as its cuts.";
        performance: "績效", "绩效", "Performance";
        low: "低", "低", "Low";
        middle: "中", "中", "Middle";
        high: "高", "高", "High";
        no_boxes: "這個週期沒有設定九宮格的分界值。", "该周期没有设置九宫格的分界值。", "This cycle has no cuts for the 9-box.";
        pick: "選擇要比較的人", "选择要比较的人", "Choose people to compare";
        pick_words: "最多四位，職能、指標與等第並列顯示。", "最多四位，胜任力、指标和等级并列显示。", "Up to four, with competencies, KPIs and grades next to each other.";
        add: "加入比較", "加入比较", "Add to comparison";
        take_out: "移出比較", "移出比较", "Take out";
        no_moves: "還沒有人的等第被調整。", "尚无人的等级被调整。", "No grade has been moved.";
        by: "調整者", "调整人", "By";
        from_to: "調整", "调整", "Change";
        people: "人數", "人数", "People";
        for_leaders: "校準由主管進行", "校准由上级进行", "Calibration is for those who lead";
        for_leaders_words: "公布前的等第只給這次考核裡帶人的主管與主辦人（未選擇人員）看。", "公布前的等级只给本次考核中带人的上级和主办人（未选择人员）看。", "Grades before their release are shown to those who lead somebody in this cycle, and to its organiser (nobody chosen).";
        export: "匯出名單", "导出名单", "Export the list";
    }
    fn file(cycle: &str): format!("校準 {cycle}"), format!("校准 {cycle}"), format!("Calibration {cycle}");
    fn finding(people: &str, graded: &str, moved: &str):
        format!("{people} 人中 {graded} 人有等第，調整過 {moved} 人。"),
        format!("{people} 人中 {graded} 人有等级，调整过 {moved} 人。"),
        format!("{graded} of {} have a grade; {moved} {} moved.", plural(people, "person").replace("persons", "people"), if moved == "1" { "was" } else { "were" });
    fn spread_met(): "等第分布符合要求。".to_owned(), "等级分布符合要求。".to_owned(), "The distribution meets the guideline.".to_owned();
    fn spread_small(least: &str): format!("未滿 {least} 人，等第分布不適用。"), format!("不足 {least} 人，强制分布不适用。"), format!("The guideline holds from {least} people on.");
    fn too_many(grades: &str, count: &str): format!("{grades}超出 {count} 人", grades = spaced(grades)), format!("{grades}超出 {count} 人", grades = spaced(grades)), format!("{count} too many with {grades}");
    fn too_few(grades: &str, count: &str): format!("{grades}不足 {count} 人", grades = spaced(grades)), format!("{grades}不足 {count} 人", grades = spaced(grades)), format!("{count} too few with {grades}");
    fn over(count: &str): format!("超出 {count} 人"), format!("超出 {count} 人"), format!("{count} too many");
    fn under(count: &str): format!("不足 {count} 人"), format!("不足 {count} 人"), format!("{count} too few");
    fn exactly(count: &str): format!("{count} 人"), format!("{count} 人"), format!("exactly {count}");
    fn at_most(count: &str): format!("最多 {count} 人"), format!("最多 {count} 人"), format!("at most {count}");
    fn at_least(count: &str): format!("至少 {count} 人"), format!("至少 {count} 人"), format!("at least {count}");
    fn between(low: &str, high: &str): format!("{low} 至 {high} 人"), format!("{low} 至 {high} 人"), format!("{low} to {high}");
    fn grade_of(name: &str): format!("{name}的等第", name = spaced(name).trim_start()), format!("{name}的等级", name = spaced(name).trim_start()), format!("Grade of {name}");
    fn score_of(name: &str): format!("{name} – 考核總分"), format!("{name} – 考核总分"), format!("{name} – appraisal score");
    fn move_title(name: &str, from: &str, to: &str): format!("{name}：{from} → {to}"), format!("{name}：{from} → {to}"), format!("{name}: {from} → {to}");
    fn moved_up(count: &str): format!("上調 {count} 級"), format!("上调 {count} 级"), format!("up {count}");
    fn moved_down(count: &str): format!("下調 {count} 級"), format!("下调 {count} 级"), format!("down {count}");
    fn moved(name: &str, to: &str): format!("{name}已調整為「{to}」", name = spaced(name).trim_start()), format!("{name}已调整为“{to}”", name = spaced(name).trim_start()), format!("{name} moved to {to}");
    fn more(count: &str): format!("另外 {count} 人"), format!("另外 {count} 人"), format!("{count} more");
    fn no_box(count: &str): format!("{count} 人還沒有分數或潛力，不在九宮格內。"), format!("{count} 人尚无得分或潜力，不在九宫格内。"), format!("{} without a score or a rated potential are in no box.", plural(count, "person").replace("persons", "people"));
    fn box_name(potential: &str, performance: &str): format!("潛力{potential}、績效{performance}"), format!("潜力{potential}、绩效{performance}"), format!("{potential} potential, {} performance", performance.to_lowercase());
    fn chart(graded: &str): format!("{graded} 人的等第"), format!("{graded} 人的等级"), format!("Grades of {}", plural(graded, "person").replace("persons", "people"));
}
