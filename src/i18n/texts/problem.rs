//! What is wrong, in words: refused commands, and issues of results.

use super::plural;
use crate::domain::IssueCode;
use crate::i18n::Format;
use crate::state::command::{CommandError, Field, Why};
use crate::state::payroll::OrderFault;

texts! {
    /// What is wrong, in words.
    ProblemTexts {
        name: "名稱", "名称", "The name";
        number: "編號", "编号", "The number";
        parent: "上層項目", "上级", "The parent";
        left: "離職日", "离职日期", "The leave date";
        stints: "團隊、職務或主管", "团队、岗位或上级", "Team, role or manager";
        shares: "拆分比例", "拆分比例", "The shares";
        formula: "公式", "公式", "The formula";
        value: "數值", "数值", "The value";
        weights: "權重", "权重", "The weights";
        curve: "計分曲線", "计分曲线", "The scoring curve";
        bands: "等第", "等级", "The grades";
        table: "獎金級距表", "提成阶梯表", "The rate table";
        day: "日期", "日期", "The date";
        subject: "對象", "对象", "Whom it is about";
        reason: "原因", "原因", "The reason";
        missing: "這筆資料已經不存在。", "该数据已不存在。", "This entry is no longer there.";
        not_mergeable: "只有同一種類的兩個項目才能合併。", "只有同一类的两个项目才能合并。", "Only two entries of one kind can be merged.";
        targets_clash: "兩者在相同期間都有目標值，請先刪除其中一個。", "两者在同一期间都有目标值，请先删除其中一个。", "Both have a target for the same period. Remove one of them first.";
        full: "這類項目已達數量上限，無法再新增。", "该类条目已达数量上限，无法再新增。", "There are too many entries of this kind; no more can be added.";
        not_loaded: "紀錄仍在載入，請稍後再試。", "记录仍在加载，请稍后再试。", "The records are still being read. Try again in a moment.";
        currency_in_use: "已有銷售紀錄，幣別不能再更改。", "已有销售记录，币种不能再更改。", "There are sales records, so the currency can no longer change.";
        announced_late: "方案不能在公告之前生效。請把生效日訂在公告日當天或之後。", "方案不能在公布之前生效。请将生效日期定在公布日期当天或之后。", "A plan cannot take effect before it is announced. Choose an effective date on or after the announcement.";
        before_last: "上一個版本在這一天之後才生效。新版本的生效日不能比它早。", "上一个版本在这一天之后才生效。新版本的生效日期不能早于它。", "The last version takes effect later than this. A new version cannot take effect before it.";
        unchanged: "內容與上一個版本完全相同，沒有需要發布的變更。", "内容与上一个版本完全相同，没有需要发布的更改。", "Nothing has changed since the last version, so there is nothing to publish.";
        unpublished: "這個期間沒有已發布的方案版本。請先發布方案，才能結算。", "该期间没有已发布的方案版本。请先发布方案，再结算。", "No version of the plan is in force in this period. Publish the plan first, then close the run.";
        run_closed: "這個期間或更晚的期間已經結算。結算後不再變更，差額會列入下一次結算。", "该期间或更晚的期间已经结算。结算后不再更改，差额会列入下一次结算。", "This period, or a later one, is already closed. A closed run never changes; differences become lines of the next run.";
        frozen: "已發布的版本、簽收與已結算的內容不能更改或刪除。", "已发布的版本、签收和已结算的内容不能更改或删除。", "Published versions, acknowledgements and closed runs cannot be changed or removed.";
        nobody: "沒有可以記錄的人：選取的人都已簽收。", "没有可以记录的人：所选人员都已签收。", "There is nobody to record: everybody chosen has acknowledged already.";
        answered: "這項異議已經回覆過了。", "该异议已经答复过了。", "This dispute has been answered already.";
        not_upheld: "只有處理結果為成立的異議，才能以調整項更正。", "只有处理结果为成立的异议，才能以调整项更正。", "Only a dispute that was upheld is answered by an adjustment.";
        adjustment_stated: "這個調整項已列入結算，不能撤回。請另外輸入相反的調整項。", "该调整项已列入结算，不能撤回。请另外录入相反的调整项。", "A closed run states this adjustment, so it stays. Enter the opposite one.";
        version_currency: "新版本的支付幣別與前一版不同。不同幣別請建立新方案。", "新版本的支付币种与前一版不同。不同币种请新建方案。", "A version pays in the currency of the version before. Make a new plan for another currency.";
        not_proposed: "這項獎勵目前沒有被提出，或已有決定。", "这项奖励目前未被提出，或已有决定。", "This reward is not proposed, or is decided already.";
        read_only: "另一個分頁正在編輯，這裡目前唯讀。", "另一个标签页正在编辑，此处当前只读。", "Another tab is editing; this one is read-only.";
        closed: "目前沒有開啟工作區。", "当前没有打开工作区。", "No workspace is open.";
        nothing_to_do: "沒有可以復原或重做的步驟。", "没有可以撤销或重做的操作。", "There is nothing to undo or redo.";
        no_data: "期間內沒有資料", "期间内没有数据", "No data in the period";
        no_target: "沒有目標值", "没有目标值", "No target";
        zero_target: "目標值為零，達成率沒有意義", "目标值为零，达成率没有意义", "The target is zero, so there is no attainment";
        targets_disagree: "已設定的目標值彼此不一致", "已设置的目标值相互不一致", "Targets that were set disagree";
        division_by_zero: "除數為零", "除数为零", "Division by zero";
        unknown_name: "公式裡有不存在的名稱", "公式中有不存在的名称", "The formula names something that does not exist";
        syntax: "無法辨識這裡的寫法", "无法识别此处的写法", "This cannot be read";
        unit_mismatch: "單位不能這樣運算", "单位不能这样运算", "These units do not go together";
        cycle: "公式引用了自己", "公式引用了自身", "The formula refers to itself";
        too_complex: "公式過長", "公式过长", "The formula is too long";
        weights_total: "權重合計不是 100", "权重合计不是 100", "The weights do not total 100";
        rescaled: "缺少的部分未計入，其餘權重已重新換算", "缺少的部分未计入，其余权重已重新折算", "Absent parts were left out and the other weights rescaled";
        counted_as_zero: "缺少的部分以零分計", "缺少的部分按零分计", "Absent parts counted as zero";
        vetoed: "觸發一票否決", "触发一票否决", "A veto capped the result";
        bad_curve: "計分曲線不完整", "计分曲线不完整", "The scoring curve is incomplete";
        table_gap: "級距之間有缺口", "阶梯之间有缺口", "The tiers leave a gap";
        table_overlap: "級距互相重疊", "阶梯相互重叠", "The tiers overlap";
        table_order: "級距順序錯誤", "阶梯顺序错误", "The tiers are out of order";
        falling_pay: "業績提高，獎金反而減少", "业绩提高，提成反而减少", "Pay falls while the result rises";
        beyond_table: "超過最後一個級距", "超过最后一个阶梯", "Beyond the last tier";
        overflow: "數字過大，無法精確計算", "数字过大，无法精确计算", "The number is too large to be computed exactly";
        cost_missing: "部分紀錄沒有成本，毛利只計算有成本的紀錄", "部分记录没有成本，毛利只计算有成本的记录", "Some records have no cost; the margin covers only those that do";
        group_too_small: "評核人數不足，為保護匿名未計入", "评价人数不足，为保护匿名未计入", "Too few answers in a group; it is left out to keep it anonymous";
        not_yet_counted: "匿名評價要到校準時才計入", "匿名评价要到校准时才计入", "Anonymous answers count once calibration begins";
        no_rating: "沒有可計入的評分", "没有可计入的评分", "No rating that counts";
        no_method: "考核週期沒有這份考核標準", "考核周期没有该考核标准", "The cycle does not use this standard";
        cycle_missing: "有週期尚未公布這個人的分數，因此未計入，其餘週期的權重已重新換算", "有周期尚未公布此人的得分，因此未计入，其余周期的权重已重新折算", "A cycle has no released score of this person; it was left out and the weights of the others rescaled";
        cycle_as_zero: "有週期尚未公布這個人的分數，該週期以零分計", "有周期尚未公布此人的得分，该周期按零分计", "A cycle has no released score of this person and counted as zero";
        split_total: "拆分比例合計不是 100", "拆分比例合计不是 100", "The shares do not total 100";
        gate_closed: "前提條件尚未達成，這一項暫不發放", "前置条件尚未达成，该项暂不发放", "The gate is closed, so nothing of this is paid now";
        no_target_pay: "方案沒有寫明這個人的底薪或目標獎金", "方案没有写明此人的底薪或目标奖金", "The plan names no base or target pay for this person";
        names_missing: "部分紀錄的單號尚未讀入，退貨無法對應到原銷售", "部分记录的单号尚未读入，退货无法对应到原销售", "Documents of some records have not been read yet, so returns could not be matched with their sales";
    }
    fn example_fails(name: &str): format!("方案的範例「{name}」沒有得出預期的金額，因此不能發布。"), format!("方案的示例“{name}”没有得出预期的金额，因此不能发布。"), format!("The plan’s example “{name}” does not come out as expected, so the plan cannot be published.");
    fn earns_less(names: &str):
        format!("生效日落在已結算的期間內，{names}會因此少領而尚未同意。請先取得同意，或把生效日訂在已結算期間之後。", names = super::spaced(names)),
        format!("生效日期落在已结算的期间内，{names}会因此少领且尚未同意。请先取得同意，或将生效日期定在已结算期间之后。", names = super::spaced(names)),
        format!("The effective date lies in closed periods, where {names} would earn less and have not agreed. Record their agreement, or choose a date after the last closed period.");
    fn checks_fail(count: &str): format!("方案的檢查有 {count} 項要修正，因此不能發布。"), format!("方案的检查有 {count} 项要修正，因此不能发布。"), format!("The plan’s checks found {} to fix, so it cannot be published.", plural(count, "thing"));
    fn plan_fault(why: &str): format!("方案目前無法計算：{why}。"), format!("方案目前无法计算：{why}。"), format!("The plan cannot be computed: {}.", why.to_lowercase());
    fn empty(what: &str): format!("請填寫{what}。"), format!("请填写{what}。"), format!("{what} must not be empty.");
    fn taken(what: &str): format!("{what}已經被使用。"), format!("{what}已被使用。"), format!("{what} is already in use.");
    fn unknown(what: &str): format!("{what}不存在。"), format!("{what}不存在。"), format!("{what} does not exist.");
    fn loop_in(what: &str): format!("{what}形成循環。"), format!("{what}形成循环。"), format!("{what} would form a loop.");
    fn order(what: &str): format!("{what}的順序不對。"), format!("{what}的顺序不对。"), format!("{what}: the order is wrong.");
    fn total(what: &str): format!("{what}合計必須是 100。"), format!("{what}合计必须为 100。"), format!("{what} must total 100.");
    fn range(what: &str): format!("{what}超出允許範圍。"), format!("{what}超出允许范围。"), format!("{what} is outside what is allowed.");
    fn key(what: &str): format!("{what}只能用小寫英文字母、數字與底線，並以字母開頭。"), format!("{what}只能用小写英文字母、数字和下划线，并以字母开头。"), format!("{what} may hold lower case letters, digits and underscores, and begins with a letter.");
    fn at(what: &str, place: &str): format!("{what}（第 {place} 個字元）。"), format!("{what}（第 {place} 个字符）。"), format!("{what} (character {place}).");
    fn in_use_records(count: &str): format!("仍有 {count} 筆銷售紀錄使用，因此保留。可以改為合併。"), format!("仍有 {count} 条销售记录在使用，因此保留。可以改为合并。"), format!("{} still refer to it, so it stays. You can merge it instead.", plural(count, "sales record"));
    fn in_use_others(count: &str): format!("仍有 {count} 筆其他資料使用，因此保留。"), format!("仍有 {count} 条其他数据在使用，因此保留。"), format!("{count} other entries still refer to it, so it stays.");
}

impl ProblemTexts {
    /// The name of a field, as it begins a sentence.
    #[must_use]
    pub const fn field(&self, field: Field) -> &'static str {
        match field {
            Field::Name => self.name,
            Field::Number => self.number,
            Field::Parent => self.parent,
            Field::Left => self.left,
            Field::Stints => self.stints,
            Field::Shares => self.shares,
            Field::Formula => self.formula,
            Field::Value => self.value,
            Field::Weights => self.weights,
            Field::Curve => self.curve,
            Field::Bands => self.bands,
            Field::Table => self.table,
            Field::Day => self.day,
            Field::Subject => self.subject,
            Field::Reason => self.reason,
        }
    }

    /// What is wrong with a field, as a sentence.
    #[must_use]
    pub fn why(&self, field: Field, why: &Why) -> String {
        self.say(self.field(field), why)
    }

    /// What is wrong with something that has a name of its own, such as a column.
    #[must_use]
    pub fn say(&self, what: &str, why: &Why) -> String {
        match why {
            Why::Empty => self.empty(what),
            Why::Taken => self.taken(what),
            Why::Unknown => self.unknown(what),
            Why::Loop => self.loop_in(what),
            Why::Order => self.order(what),
            Why::Total => self.total(what),
            Why::Range => self.range(what),
            Why::Key => self.key(what),
            Why::Formula(code, from, _) => self.at(self.issue(*code), &(from + 1).to_string()),
        }
    }

    /// Why a command was refused, as a sentence.
    #[must_use]
    pub fn refused(&self, error: &CommandError) -> String {
        let whole = |n: u64| Format::new(self.lang).whole(i64::try_from(n).unwrap_or(i64::MAX));
        match error {
            CommandError::Invalid { field, why, .. } => self.why(*field, why),
            CommandError::InUse { records: 0, others, .. } => self.in_use_others(&whole(*others)),
            CommandError::InUse { records, .. } => self.in_use_records(&whole(*records)),
            CommandError::Missing => self.missing.to_owned(),
            CommandError::NotMergeable => self.not_mergeable.to_owned(),
            CommandError::TargetsClash => self.targets_clash.to_owned(),
            CommandError::Full => self.full.to_owned(),
            CommandError::NotLoaded => self.not_loaded.to_owned(),
            CommandError::CurrencyInUse => self.currency_in_use.to_owned(),
            CommandError::Payroll(fault) => match fault {
                OrderFault::AnnouncedLate => self.announced_late.to_owned(),
                OrderFault::BeforeLast => self.before_last.to_owned(),
                OrderFault::Example(name) => self.example_fails(name),
                OrderFault::Plan(code) => self.plan_fault(self.issue(*code)),
                OrderFault::Checks(count) => self.checks_fail(&whole(*count as u64)),
                OrderFault::Unchanged => self.unchanged.to_owned(),
                OrderFault::Unpublished => self.unpublished.to_owned(),
                OrderFault::Closed => self.run_closed.to_owned(),
                OrderFault::Frozen => self.frozen.to_owned(),
                OrderFault::Nobody => self.nobody.to_owned(),
                OrderFault::Answered => self.answered.to_owned(),
                OrderFault::NotUpheld => self.not_upheld.to_owned(),
                OrderFault::Stated => self.adjustment_stated.to_owned(),
                OrderFault::Currency => self.version_currency.to_owned(),
                OrderFault::EarnsLess(names) => self.earns_less(&Format::new(self.lang).list(names)),
                OrderFault::NotProposed => self.not_proposed.to_owned(),
                OrderFault::NoReason => super::Texts::of(self.lang).appraisal.no_reason.to_owned(),
            },
            CommandError::Appraisal(refusal) => super::Texts::of(self.lang).appraisal.refused(refusal),
        }
    }

    /// What an issue says.
    #[must_use]
    pub const fn issue(&self, code: IssueCode) -> &'static str {
        match code {
            IssueCode::NoData => self.no_data,
            IssueCode::NoTarget => self.no_target,
            IssueCode::ZeroTarget => self.zero_target,
            IssueCode::TargetsDisagree => self.targets_disagree,
            IssueCode::DivisionByZero => self.division_by_zero,
            IssueCode::UnknownName => self.unknown_name,
            IssueCode::Syntax => self.syntax,
            IssueCode::UnitMismatch => self.unit_mismatch,
            IssueCode::Cycle => self.cycle,
            IssueCode::TooComplex => self.too_complex,
            IssueCode::WeightsTotal => self.weights_total,
            IssueCode::Rescaled => self.rescaled,
            IssueCode::CountedAsZero => self.counted_as_zero,
            IssueCode::Vetoed => self.vetoed,
            IssueCode::BadCurve => self.bad_curve,
            IssueCode::TableGap => self.table_gap,
            IssueCode::TableOverlap => self.table_overlap,
            IssueCode::TableOrder => self.table_order,
            IssueCode::FallingPay => self.falling_pay,
            IssueCode::BeyondTable => self.beyond_table,
            IssueCode::Overflow => self.overflow,
            IssueCode::CostMissing => self.cost_missing,
            IssueCode::SplitTotal => self.split_total,
            IssueCode::GateClosed => self.gate_closed,
            IssueCode::NoTargetPay => self.no_target_pay,
            IssueCode::NamesMissing => self.names_missing,
            IssueCode::GroupTooSmall => self.group_too_small,
            IssueCode::NotYetCounted => self.not_yet_counted,
            IssueCode::NoRating => self.no_rating,
            IssueCode::NoMethod => self.no_method,
            IssueCode::CycleMissing => self.cycle_missing,
            IssueCode::CycleAsZero => self.cycle_as_zero,
        }
    }
}
