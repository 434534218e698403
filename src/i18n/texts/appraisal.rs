//! Words of appraisal: groups, phases, steps of a score, and why something is refused.

use super::plural;
use crate::domain::appraisal::{CycleState, Evidence, Phase, RaterGroup};
use crate::domain::scorecard::Absent;
use crate::engine::appraisal::process::Refusal;
use crate::engine::appraisal::{Finding, GuidelineFault, Lacking, PartKind, RuleFault};

texts! {
    /// Words of appraisal.
    AppraisalTexts {
        oneself: "自評", "自评", "Self";
        manager: "主管評核", "上级评价", "Manager";
        peers: "同儕互評", "同事互评", "Peers";
        reports: "部屬評核", "下级评价", "Direct reports";
        customers: "客戶評價", "客户评价", "Customers";
        interview: "面談", "面谈", "Interview";
        phase_self: "自評", "自评", "Self review";
        phase_nominate: "提名評核人", "提名评价人", "Nomination";
        phase_feedback: "同儕與客戶評價", "同事与客户评价", "Peer and customer reviews";
        phase_manager: "主管評核", "上级评价", "Manager review";
        phase_calibrate: "校準", "校准", "Calibration";
        phase_share: "公布結果", "公布结果", "Sharing";
        phase_acknowledge: "確認簽收", "签收确认", "Acknowledgement";
        draft: "準備中", "准备中", "In preparation";
        closed: "已結束", "已结束", "Closed";
        quantitative: "績效指標", "绩效指标", "KPIs";
        qualitative: "職能", "胜任力", "Competencies";
        whole: "考核總分", "考核总分", "Appraisal score";
        whole_how: "各部分分數 × 權重", "各部分得分 × 权重", "Parts × weights";
        competencies_how: "各職能分數 × 權重", "各项胜任力得分 × 权重", "Competencies × weights";
        scale: "換算分數", "换算分数", "Change of scale";
        adjusted: "調整後的等第", "调整后的等级", "Grade after adjustment";
        missing: "這筆資料已經不存在。", "该数据已不存在。", "This entry is no longer there.";
        cycle_closed: "考核週期已結束，內容不能再更改。", "考核周期已结束，内容不能再更改。", "The cycle is closed; nothing changes any more.";
        not_now: "目前的階段不能這樣做。", "当前阶段不能这样做。", "This cannot be done in this phase.";
        method_frozen: "已有評核表，考核方法不能再更改。", "已有评价表，考核方法不能再更改。", "There are reviews, so the method can no longer change.";
        sealed: "校準已經開始，匿名評價不能再新增或更改。", "校准已经开始，匿名评价不能再新增或更改。", "Calibration has begun; anonymous reviews can no longer be added or changed.";
        released: "結果已經公布。", "结果已经公布。", "The result is already released.";
        not_released: "結果尚未公布。", "结果尚未公布。", "The result is not released yet.";
        no_reason: "請填寫理由。", "请填写理由。", "A reason is needed.";
        bad_cycle: "考核週期不完整：名稱、期間、考核標準、對象與各階段日期都必須正確，而且要有公布結果的階段。", "考核周期不完整：名称、期间、考核标准、对象和各阶段日期都必须正确，而且要有公布结果的阶段。", "The cycle is incomplete: it needs a name, a period, a standard, people, and phases in order, one of them sharing the results.";
        unpublished: "考核標準尚未發布。", "考核标准尚未发布。", "The standard is not published yet.";
        in_use: "已有考核週期使用這個考核標準。", "已有考核周期使用该考核标准。", "A cycle uses this standard.";
        no_standard: "有人沒有適用的考核標準。", "有人没有适用的考核标准。", "There is somebody whom no standard fits.";
        duplicate: "同一個人在相同期間已有考核。", "同一个人在同一期间已有考核。", "This person already has an appraisal for some of the same days.";
        no_self: "不能以其他身分評核自己，也不能代寫別人的自評。", "不能以其他身份评价自己，也不能代写他人的自评。", "Nobody reviews themselves as somebody else, or writes another person’s self review.";
        not_a_rater: "這個人不能以這個身分評核。", "此人不能以该身份评价。", "This person cannot review in this group.";
        bad_rating: "評分超出量尺，或這個項目不由這個身分評核。", "评分超出量表，或该项目不由该身份评价。", "The rating is outside the scale, or the item is not asked of this group.";
        bad_reply: "這個問題不由這個身分回答。", "该问题不由该身份回答。", "This question is not asked of this group.";
        bad_merge: "只有匿名評價的群體可以合併，而且只能合併一次。", "只有匿名评价的群体可以合并，而且只能合并一次。", "Only anonymous groups can be merged, and only once.";
        bad_grade: "考核標準沒有這個等第，或等第沒有改變。", "考核标准没有该等级，或等级没有改变。", "The standard has no such grade, or the grade is already this one.";
        moved: "等第剛被別人調整過，請再看一次。", "等级刚被他人调整过，请再看一次。", "Somebody has just moved this grade. Look again.";
        appealed_once: "申訴只能提出一次。", "申诉只能提出一次。", "Only one appeal is possible, and it was already made.";
        guideline: "等第分布尚未符合要求，校準還不能結束。", "强制分布尚未符合要求，校准还不能结束。", "The distribution guideline is not met, so calibration cannot end.";
        bad_value: "內容不完整或超出允許範圍。", "内容不完整或超出允许范围。", "Something is incomplete or outside what is allowed.";
        rules_promotion: "晉升規則要有等第與週期數。", "晋升规则须有等级与周期数。", "Promotion needs a grade and a number of cycles.";
        rules_training: "訓練的門檻不能低於 0。", "培训的门槛不能低于 0。", "Training cannot begin below 0.";
        no_document: "銷售紀錄裡沒有這個單號。", "销售记录中没有该单号。", "No sales record has this document number.";
        no_link: "請輸入以 http:// 或 https:// 開頭的完整網址。", "请输入以 http:// 或 https:// 开头的完整网址。", "Enter a whole address that begins with http:// or https://.";
        no_feedback: "找不到關於這個人的這則回饋。", "找不到关于此人的这条反馈。", "There is no such feedback about this person.";
        no_note: "請寫下內容。", "请写下内容。", "Write something down.";
        unread: "單號仍在載入，請稍後再試。", "单号仍在加载，请稍后再试。", "Document numbers are still being read. Try again in a moment.";
        own_feedback: "回饋要由另一個人給。", "反馈须由另一个人给出。", "Feedback comes from somebody else.";
        no_words: "請寫下要說的話；每個約定事項也要有內容。", "请写下要说的话；每项约定也要有内容。", "Write what you want to say, and what each agreed action is.";
        follow_up_before: "追蹤日期不能早於回饋當天。", "跟进日期不能早于反馈当天。", "The follow-up cannot lie before the feedback.";
        cited: "已有評核表引用這則回饋，因此保留。", "已有评价表引用该反馈，因此保留。", "A review rests on this feedback, so it stays.";
        f_no_name: "沒有名稱", "没有名称", "It has no name";
        f_parts_total: "績效指標與職能的權重合計不是 100", "绩效指标与胜任力的权重合计不是 100", "KPIs and competencies do not total 100";
        f_competencies_total: "職能權重合計不是 100", "胜任力权重合计不是 100", "The competencies do not total 100";
        f_groups_total: "評核人權重合計不是 100", "评价人权重合计不是 100", "The rater groups do not total 100";
        f_negative: "權重不能為負數", "权重不能为负数", "A weight is below zero";
        f_scale: "評分量尺不正確", "评分量表不正确", "The rating scale is wrong";
        f_full: "滿分或最高分不正確", "满分或最高分不正确", "The full or the highest score is wrong";
        f_anchors: "行為指標超出量尺或順序錯誤", "行为锚定超出量表或顺序错误", "Behavioural anchors lie outside the scale or out of order";
        f_twice: "項目重複", "项目重复", "An item occurs twice";
        f_group_twice: "評核人重複", "评价人重复", "A rater group occurs twice";
        f_nobody: "有職能沒有人評核", "有胜任力无人评价", "A competency asks nobody";
        f_bands: "等第不完整或順序錯誤", "等级不完整或顺序错误", "The grades are incomplete or out of order";
        f_no_scorecard: "找不到計分表", "找不到计分表", "The scorecard does not exist";
        f_small: "匿名群體的最少人數低於 3，可能認得出是誰", "匿名群体的最少人数低于 3，可能认得出是谁", "An anonymous group of fewer than three may give people away";
        f_kpi_twice: "同一個績效指標計了兩次", "同一绩效指标计了两次", "The same KPI counts twice";
        f_no_data: "有人的績效指標沒有資料", "有人的绩效指标没有数据", "A KPI has no data for somebody";
        f_no_target: "有人的績效指標沒有目標值", "有人的绩效指标没有目标值", "A KPI has no target for somebody";
        f_far: "目標值遠離本人過去的表現", "目标值远离本人过去的表现", "A target is far from the person’s own history";
        f_divided: "同一職務使用不同的考核標準", "同一岗位使用不同的考核标准", "People of one role have different standards";
        behind_seal: "校準已經開始，匿名評價已計入並顯示。回到這之前，就能從差異推算某個人的評分，所以這一步和更早的步驟不能復原。", "校准已经开始，匿名评价已计入并显示。回到此前就能从差异推算某个人的评分，所以这一步和更早的步骤不能撤销。", "Calibration has begun, so anonymous reviews are counted and shown. Going back behind this would let somebody work out one rating from the difference: this step and earlier ones are not undone.";
        corrected: "申訴後更正的分數", "申诉后更正的得分", "Score corrected by an appeal";
        part_rescaled: "缺少的部分未計入，其餘部分的權重重新換算", "缺少的部分未计入，其余部分的权重重新折算", "An absent part was left out and the weight of the other rescaled";
        part_as_zero: "缺少的部分以零分計", "缺少的部分按零分计", "An absent part counted as zero";
        cycle_rescaled: "尚未公布分數的週期未計入，其餘週期的權重重新換算", "尚未公布得分的周期未计入，其余周期的权重重新折算", "Cycles without a released score were left out and the weights of the others rescaled";
        cycle_as_zero: "尚未公布分數的週期以零分計", "尚未公布得分的周期按零分计", "Cycles without a released score counted as zero";
        bad_score: "更正的分數必須在 0 與最高分之間、小數位數不超過考核標準，而且與原分數不同。", "更正的得分必须在 0 与最高分之间、小数位数不超过考核标准，且与原得分不同。", "The corrected score must lie between zero and the highest score, have no more decimals than the standard, and differ from the score that stands.";
        not_yours: "只有本人可以簽收、拒絕或申訴；只有主辦人（未選擇人員）或主管的上一級可以裁決。", "只有本人可以签收、拒绝或申诉；只有主办人（未选择人员）或上级的上级可以裁决。", "Only the person acknowledges, refuses or appeals; only the organiser of the cycle (nobody chosen) or the manager’s manager decides.";
        own_appeal: "不能裁決自己的申訴。", "不能裁决自己的申诉。", "Nobody decides their own appeal.";
        g_no_lines: "至少要有一列。", "至少要有一行。", "At least one line is needed.";
        g_grades: "請選擇等第，每個等第只能選一次。", "请选择等级，每个等级只能选一次。", "Choose grades, each once.";
        g_unknown: "考核標準沒有這個等第。", "考核标准没有该等级。", "No standard of the cycle has this grade.";
        g_share: "比例必須在 0% 到 100% 之間，而且要有可能達成。", "比例必须在 0% 到 100% 之间，且有可能达成。", "The share must lie between 0% and 100%, and be one that can be met.";
        g_order: "下限不能高於上限。", "下限不能高于上限。", "The lower end must not lie above the upper one.";
        g_total: "每個等第各有一個確切比例時，合計必須是 100%。", "每个等级各有一个确切比例时，合计必须是 100%。", "Where every grade has one exact share, they must total 100%.";
        g_too_much: "各列要求的最低比例合計超過 100%。", "各行要求的最低比例合计超过 100%。", "What is asked for at least is more than 100% in all.";
        g_too_little: "各列允許的最高比例合計不到 100%。", "各行允许的最高比例合计不足 100%。", "What is allowed at most is less than 100% in all.";
        box_order: "低的切點不能高於高的切點。", "低切点不能高于高切点。", "The lower cut must not lie above the upper one.";
    }
    fn weight(weight: &str, effective: &str):
        if weight == effective { format!("權重 {weight}") } else { format!("權重 {weight}，實際計入 {effective}") },
        if weight == effective { format!("权重 {weight}") } else { format!("权重 {weight}，实际计入 {effective}") },
        if weight == effective { format!("weight {weight}") } else { format!("weight {weight}, counted as {effective}") };
    fn answers(count: &str): format!("{count} 份評價的平均"), format!("{count} 份评价的平均"), format!("mean of {}", plural(count, "answer"));
    fn scaled(from: &str, to: &str): format!("÷ {from} × {to}"), format!("÷ {from} × {to}"), format!("÷ {from} × {to}");
    fn bad_standard(what: &str): format!("考核標準還不能使用：{what}。"), format!("考核标准还不能使用：{what}。"), format!("The standard cannot be used yet: {what}.");
    fn rules_role(number: &str): format!("第 {number} 個薪資範圍：請填寫職務，且不能重複。"), format!("第 {number} 个薪资范围：请填写岗位，且不能重复。"), format!("Pay range {number}: name a role that has no range yet.");
    fn rules_range(number: &str): format!("第 {number} 個薪資範圍：下限不能低於 0 或高於上限。"), format!("第 {number} 个薪资范围：下限不能低于 0 或高于上限。"), format!("Pay range {number}: the lowest cannot be below 0 or above the highest.");
    fn rules_cut(number: &str): format!("第 {number} 欄的起點必須大於前一欄。"), format!("第 {number} 列的起点必须大于前一列。"), format!("Column {number} must begin above the one before it.");
    fn rules_raise(grade: &str): format!("等第「{grade}」的調幅不能低於 −100%。"), format!("等级“{grade}”的调幅不能低于 −100%。"), format!("The raise of grade {grade} cannot be below −100%.");
    fn rules_multiplier(grade: &str): format!("等第「{grade}」的獎金係數不能低於 0。"), format!("等级“{grade}”的奖金系数不能低于 0。"), format!("The multiplier of grade {grade} cannot be below 0.");
    fn unanswered(count: &str): format!("還有 {count} 個必填項目沒有作答。"), format!("还有 {count} 个必填项未作答。"), format!("{} not answered yet.", if count == "1" { "1 required item is".to_owned() } else { format!("{count} required items are") });
    fn unfinished(drafts: &str, unreleased: &str, waiting: &str, appeals: &str):
        format!("還有未完成的工作：草稿 {drafts}、未公布 {unreleased}、未簽收 {waiting}、申訴中 {appeals}。"),
        format!("还有未完成的工作：草稿 {drafts}、未公布 {unreleased}、未签收 {waiting}、申诉中 {appeals}。"),
        format!("Work is left: drafts {drafts}, not released {unreleased}, not acknowledged {waiting}, appeals {appeals}.");
}

impl AppraisalTexts {
    /// The name of a rater group.
    #[must_use]
    pub const fn group(&self, group: RaterGroup) -> &'static str {
        match group {
            RaterGroup::Oneself => self.oneself,
            RaterGroup::Manager => self.manager,
            RaterGroup::Peers => self.peers,
            RaterGroup::Reports => self.reports,
            RaterGroup::Customers => self.customers,
            RaterGroup::Interview => self.interview,
        }
    }

    /// The name of a phase.
    #[must_use]
    pub const fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::Oneself => self.phase_self,
            Phase::Nominate => self.phase_nominate,
            Phase::Feedback => self.phase_feedback,
            Phase::Manager => self.phase_manager,
            Phase::Calibrate => self.phase_calibrate,
            Phase::Share => self.phase_share,
            Phase::Acknowledge => self.phase_acknowledge,
        }
    }

    /// Where a cycle stands.
    #[must_use]
    pub const fn state(&self, state: CycleState) -> &'static str {
        match state {
            CycleState::Draft => self.draft,
            CycleState::Running(phase) => self.phase(phase),
            CycleState::Closed => self.closed,
        }
    }

    /// That parts of a score were absent, and how they counted.
    #[must_use]
    pub const fn missing(&self, what: Lacking, absent: Absent) -> &'static str {
        match (what, absent) {
            (Lacking::Part, Absent::Rescale) => self.part_rescaled,
            (Lacking::Part, Absent::Zero) => self.part_as_zero,
            (Lacking::Cycle, Absent::Rescale) => self.cycle_rescaled,
            (Lacking::Cycle, Absent::Zero) => self.cycle_as_zero,
        }
    }

    /// The name of a part of a score.
    #[must_use]
    pub const fn part(&self, part: PartKind) -> &'static str {
        match part {
            PartKind::Quantitative => self.quantitative,
            PartKind::Qualitative => self.qualitative,
        }
    }

    /// What is wrong or doubtful in a standard, without a full stop.
    #[must_use]
    pub const fn finding(&self, finding: &Finding) -> &'static str {
        match finding {
            Finding::NoName => self.f_no_name,
            Finding::PartsTotal => self.f_parts_total,
            Finding::CompetenciesTotal => self.f_competencies_total,
            Finding::GroupsTotal => self.f_groups_total,
            Finding::NegativeWeight => self.f_negative,
            Finding::Scale => self.f_scale,
            Finding::FullScore => self.f_full,
            Finding::Anchors(_) => self.f_anchors,
            Finding::Twice => self.f_twice,
            Finding::GroupTwice(_) => self.f_group_twice,
            Finding::NobodyAsked(_) => self.f_nobody,
            Finding::Bands => self.f_bands,
            Finding::NoScorecard => self.f_no_scorecard,
            Finding::SmallMinimum(_) => self.f_small,
            Finding::KpiTwice(_) => self.f_kpi_twice,
            Finding::NoData(..) => self.f_no_data,
            Finding::NoTarget(..) => self.f_no_target,
            Finding::TargetOutsideHistory(..) => self.f_far,
            Finding::RoleDivided(_) => self.f_divided,
        }
    }

    /// What is wrong with rules of outcomes, as a sentence.
    #[must_use]
    pub fn rules(&self, fault: &RuleFault) -> String {
        let number = |at: usize| (at + 1).to_string();
        match fault {
            RuleFault::Role(at) => self.rules_role(&number(*at)),
            RuleFault::Range(at) => self.rules_range(&number(*at)),
            RuleFault::Cut(at) => self.rules_cut(&number(*at + 1)),
            RuleFault::Raise(grade) => self.rules_raise(grade),
            RuleFault::Multiplier(grade) => self.rules_multiplier(grade),
            RuleFault::Promotion => self.rules_promotion.to_owned(),
            RuleFault::Training => self.rules_training.to_owned(),
        }
    }

    /// What is wrong with a guideline.
    #[must_use]
    pub const fn guideline_fault(&self, fault: GuidelineFault) -> &'static str {
        match fault {
            GuidelineFault::NoLines => self.g_no_lines,
            GuidelineFault::Grades(_) => self.g_grades,
            GuidelineFault::UnknownGrade(_) => self.g_unknown,
            GuidelineFault::Share(_) => self.g_share,
            GuidelineFault::Order(_) => self.g_order,
            GuidelineFault::Total => self.g_total,
            GuidelineFault::TooMuch => self.g_too_much,
            GuidelineFault::TooLittle => self.g_too_little,
        }
    }

    /// Why a step was refused, as a sentence.
    #[must_use]
    pub fn refused(&self, refusal: &Refusal) -> String {
        let words = match refusal {
            Refusal::Missing => self.missing,
            Refusal::Closed => self.cycle_closed,
            Refusal::NotNow => self.not_now,
            Refusal::MethodFrozen => self.method_frozen,
            Refusal::Sealed => self.sealed,
            Refusal::BehindSeal => self.behind_seal,
            Refusal::Released => self.released,
            Refusal::NotReleased => self.not_released,
            Refusal::NoReason => self.no_reason,
            Refusal::BadCycle => self.bad_cycle,
            Refusal::BadStandard(_, finding) => return self.bad_standard(self.finding(finding)),
            Refusal::Unpublished(_) => self.unpublished,
            Refusal::InUse(_) => self.in_use,
            Refusal::NoStandard(_) => self.no_standard,
            Refusal::Duplicate(_) => self.duplicate,
            Refusal::Oneself => self.no_self,
            Refusal::NotARater => self.not_a_rater,
            Refusal::BadRating(_) => self.bad_rating,
            Refusal::BadReply(_) => self.bad_reply,
            Refusal::Unanswered(items, questions) => {
                return self.unanswered(&(items.len() + questions.len()).to_string());
            }
            Refusal::BadMerge => self.bad_merge,
            Refusal::BadGrade => self.bad_grade,
            Refusal::BadScore => self.bad_score,
            Refusal::BadGuideline(fault) => self.guideline_fault(*fault),
            Refusal::BadBoxes(_) => self.box_order,
            Refusal::NotYours => self.not_yours,
            Refusal::OwnAppeal => self.own_appeal,
            Refusal::Moved => self.moved,
            Refusal::AppealedOnce => self.appealed_once,
            Refusal::Guideline => self.guideline,
            Refusal::Unfinished { drafts, unreleased, waiting, appeals } => {
                let [a, b, c, d] = [drafts, unreleased, waiting, appeals].map(ToString::to_string);
                return self.unfinished(&a, &b, &c, &d);
            }
            Refusal::BadValue => self.bad_value,
            Refusal::BadRules(fault) => return self.rules(fault),
            Refusal::BadEvidence(_, Evidence::Document(_)) => self.no_document,
            Refusal::BadEvidence(_, Evidence::Link(_)) => self.no_link,
            Refusal::BadEvidence(_, Evidence::Feedback(_)) => self.no_feedback,
            Refusal::BadEvidence(_, Evidence::Note(_)) => self.no_note,
            Refusal::Unread => self.unread,
            Refusal::OwnFeedback => self.own_feedback,
            Refusal::NoWords => self.no_words,
            Refusal::FollowUpBefore => self.follow_up_before,
            Refusal::Cited => self.cited,
        };
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{StandardId, Uuid};

    #[test]
    fn refusals_read_as_sentences() {
        let bad = Refusal::BadStandard(StandardId(Uuid::nil()), Finding::GroupsTotal);
        let open = Refusal::Unfinished { drafts: 1, unreleased: 0, waiting: 2, appeals: 0 };
        let cases = [
            (
                bad,
                "考核標準還不能使用：評核人權重合計不是 100。",
                "The standard cannot be used yet: The rater groups do not total 100.",
            ),
            (Refusal::NoReason, "請填寫理由。", "A reason is needed."),
            (
                Refusal::Unanswered(vec![], vec![]),
                "還有 0 個必填項目沒有作答。",
                "0 required items are not answered yet.",
            ),
            (
                open,
                "還有未完成的工作：草稿 1、未公布 0、未簽收 2、申訴中 0。",
                "Work is left: drafts 1, not released 0, not acknowledged 2, appeals 0.",
            ),
        ];
        for (refusal, hant, en) in cases {
            assert_eq!(AppraisalTexts::ZH_HANT.refused(&refusal), hant);
            assert_eq!(AppraisalTexts::EN.refused(&refusal), en);
        }
    }
}
