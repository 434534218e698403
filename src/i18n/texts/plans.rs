//! The pages of incentive plans: the list, and the editor of one.

use crate::domain::calendar::Grain;
use crate::domain::incentive::{
    Accumulate, Boundary, CapOn, Forgiveness, MeasuredIn, PayOf, Pays, Prorate, SpiffKind, TierMode, Whose,
    Worth,
};
use crate::state::plan::{PartName, Template};

texts! {
    /// Words of the pages of incentive plans.
    PlanTexts {
        title: "激勵方案", "激励方案", "Incentive plans";
        lede: "獎金怎麼算：從哪些業績、依什麼級距、發給誰。", "奖金和提成怎么算：按哪些业绩、用什么阶梯、发给谁。", "How pay is worked out: on which sales, by which rates, for whom.";
        none: "還沒有激勵方案", "还没有激励方案", "No incentive plan yet";
        none_words: "從一個現成的方案開始，再改成自己的。", "从一个现成的方案开始，再改成自己的。", "Begin with a ready-made plan and make it your own.";
        add: "新增方案", "新增方案", "Add a plan";
        try_it: "試算", "测算", "Try it";
        name: "名稱", "名称", "Name";
        effective: "生效日", "生效日期", "Effective from";
        announced: "公告日", "公布日期", "Announced on";
        assigned: "適用對象", "适用对象", "Pays whom";
        parts: "組成", "组成", "Components";
        part: "獎金項目", "奖励项目", "Component";
        add_part: "新增獎金項目", "新增奖励项目", "Add a component";
        new_business: "新業務獎金：超過責任額加速", "新业务提成：超任务额加速", "New-business commission";
        new_business_words: "依季責任額達成率，超額部分比率更高。", "按季度任务额达成率，超额部分比例更高。", "By attainment of the quarter’s quota, at higher rates above it.";
        target_bonus: "目標獎金 60／40", "目标奖金 60／40", "Target bonus 60/40";
        target_bonus_words: "六成看營收、四成看毛利，達成八成起算。", "六成看销售额、四成看毛利，达成八成起算。", "Sixty percent on revenue, forty on margin, from 80% attainment.";
        team_pool: "團隊獎金池", "团队奖金池", "Team pool";
        team_pool_words: "團隊季營收的 1% 由成員均分。", "团队季度销售额的 1% 由成员均分。", "One percent of the team’s revenue, shared equally each quarter.";
        spiff: "專案獎金月", "专项激励月", "SPIFF month";
        spiff_words: "一個月內，每成交一筆加發固定金額。", "一个月内，每成交一单加发固定金额。", "For one month, every deal earns a fixed amount.";
        margin_plan: "毛利獎金", "毛利提成", "Margin commission";
        margin_plan_words: "每月毛利的固定比率。", "每月毛利的固定比例。", "A share of each month’s margin.";
        draw_plan: "新人預支（可扣回）", "新人预支（可扣回）", "Draw for new hires";
        draw_plan_words: "前六個月保障收入，之後由獎金扣回；責任額逐月調高。", "前六个月保障收入，之后从提成中扣回；任务额逐月调高。", "Pay in advance for six months, recovered later, with quotas that ramp up.";
        commission: "業績獎金", "业绩提成", "Commission on revenue";
        revenue_bonus: "營收獎金", "销售额奖金", "Revenue bonus";
        margin_part: "毛利獎金", "毛利奖金", "Margin";
        pool: "團隊獎金池", "团队奖金池", "Team pool";
        spiff_pay: "專案獎金", "专项激励", "SPIFF";
        spiff_part: "每筆成交加發", "每单加发", "Extra for every deal";
        new_part: "新的獎金項目", "新的奖励项目", "New component";
        pays: "計算方式", "计算方式", "Pays by";
        table: "級距表", "阶梯表", "Rate table";
        bonus: "目標獎金", "目标奖金", "Target bonus";
        fixed: "固定月數的獎金", "固定月数奖金", "Months of base pay";
        reward: "非現金獎勵", "非现金奖励", "Non-cash reward";
        base: "計算基礎", "计算基础", "Paid on";
        accumulate: "累計期間", "累计期间", "Accumulates over";
        per_record: "每筆紀錄", "每条记录", "Each record";
        per_document: "每張單據", "每张单据", "Each document";
        half_month: "半個月", "半个月", "Half a month";
        month: "月", "月", "Month";
        quarter: "季", "季度", "Quarter";
        half_year: "半年", "半年", "Half-year";
        year: "年", "年", "Year";
        measured: "級距依據", "阶梯依据", "Tiers by";
        by_amount: "金額", "金额", "Amount";
        by_quantity: "數量", "数量", "Quantity";
        by_quota: "責任額達成率", "任务额达成率", "Percent of quota";
        by_field: "紀錄的欄位", "记录的字段", "A field of the record";
        from: "自", "从", "From";
        to: "至", "至", "To";
        rate: "比率", "比例", "Rate";
        amount: "金額", "金额", "Amount";
        mode: "方式", "方式", "How";
        marginal: "超額累進", "超额累进", "Marginal";
        retroactive: "全額累進", "全额累进", "Retroactive";
        interpolated: "線性內插", "线性插值", "Interpolated";
        worth: "發放", "发放", "Pays";
        worth_plain: "比率", "比例", "A rate";
        worth_amount: "固定金額", "固定金额", "A fixed amount";
        worth_target: "目標獎金的比率", "目标奖金的比例", "A share of target pay";
        worth_base: "底薪的比率", "底薪的比例", "A share of base pay";
        add_tier: "新增級距", "新增阶梯", "Add a tier";
        boundary: "剛好在邊界時", "恰好在边界时", "Exactly on a boundary";
        boundary_upper: "歸入較高的級距", "归入较高的阶梯", "The upper tier holds";
        boundary_lower: "歸入較低的級距", "归入较低的阶梯", "The lower tier holds";
        curve: "獎金曲線", "兑现曲线", "Payout curve";
        linear: "與達成率成正比", "与达成率成正比", "In proportion to attainment";
        by_points: "各點之間線性", "各点之间线性", "Linear between points";
        by_multiplier: "分段倍數", "分段倍数", "Multipliers by tier";
        multiplier: "倍數", "倍数", "Multiplier";
        share: "發放比率（占目標獎金）", "兑现比例（占目标奖金）", "Pays of target pay";
        at: "達成率", "达成率", "At attainment";
        add_point: "新增一點", "新增一点", "Add a point";
        of_target: "目標獎金", "目标奖金", "Target pay";
        of_base: "底薪", "底薪", "Base pay";
        pay_of: "計算依據", "计算依据", "A share of";
        spiff_kind: "發放方式", "发放方式", "Rewards";
        spiff_fixed: "有成交就發固定金額", "有成交即发固定金额", "Anybody with a sale";
        spiff_step: "每滿一個單位發一次", "每满一个单位发一次", "Every full step";
        spiff_record: "每筆成交", "每单成交", "Every deal";
        spiff_first: "最先成交的幾筆", "最先成交的几单", "The first deals of all";
        spiff_ranking: "依名次", "按名次", "Ranks";
        step: "單位大小", "单位大小", "Size of a step";
        count: "筆數", "笔数", "How many";
        add_prize: "新增名次", "新增名次", "Add a rank";
        first_day: "開始日", "开始日期", "First day";
        last_day: "結束日", "结束日期", "Last day";
        pool_size: "獎金池大小", "奖金池大小", "Size of the pool";
        pool_rate: "業績的比率", "业绩的比例", "A share of sales";
        pool_amount: "固定金額", "固定金额", "A fixed amount";
        pool_of: "誰的業績", "谁的业绩", "Whose sales";
        own: "本人", "本人", "The person’s";
        team: "所屬團隊", "所属团队", "The team’s";
        company: "全公司", "全公司", "The company’s";
        pool_shares: "如何分配", "如何分配", "Shared";
        shares_equal: "均分", "均分", "Equally";
        shares_credit: "依個人業績", "按个人业绩", "By own sales";
        months_of_pay: "底薪月數", "底薪月数", "Months of base pay";
        reward_at: "達成率至少", "达成率至少", "Attainment of at least";
        reward_running: "連續期數", "连续期数", "Periods running";
        refinements: "條件與限制", "条件与限制", "Conditions and limits";
        weight: "占目標獎金", "占目标奖金", "Share of target pay";
        whose: "看誰的業績", "看谁的业绩", "Counts the sales of";
        cap: "上限", "封顶", "Cap";
        cap_none: "不設上限", "不封顶", "No cap";
        cap_payment: "每期發放金額", "每期发放金额", "Pay of a period";
        cap_target: "目標獎金的倍數", "目标奖金的倍数", "Share of target pay";
        cap_rate: "實際比率", "实际比例", "Effective rate";
        cap_attainment: "計入的達成率", "计入的达成率", "Attainment that counts";
        most: "最多", "最多", "At most";
        carries: "超過的部分結轉至下期", "超出部分结转至下期", "What is above is carried forward";
        gate: "前提條件", "前置条件", "Gate";
        gate_none: "沒有前提條件", "没有前置条件", "No gate";
        gate_least: "至少", "至少", "At least";
        pays_back: "達到之後補發先前保留的部分", "达到之后补发此前保留的部分", "What was withheld is paid once it opens";
        clawback_on: "成交後退貨時扣回獎金", "成交后退货时扣回提成", "Returns take back what the sale earned";
        clawback_within: "成交後幾個月內", "成交后几个月内", "Within months of the sale";
        terms: "整份方案的規定", "整份方案的规定", "Terms of the plan";
        pay_levels: "底薪與目標獎金", "底薪与目标奖金", "Base and target pay";
        pay_levels_words: "每年金額；最具體的對象優先。", "每年金额；最具体的对象优先。", "Per year; the most specific name counts.";
        base_pay: "底薪（年）", "底薪（年）", "Base pay a year";
        target_pay: "目標獎金（年）", "目标奖金（年）", "Target pay a year";
        add_level: "新增對象", "新增对象", "Add people";
        proration: "到職與離職的折算", "入职与离职的折算", "Hires and leavers";
        by_days: "依日數", "按天", "By day";
        started_months: "未滿一個月以一個月計", "不满一个月按一个月计", "A started month counts whole";
        full_months: "只計滿月", "只计满月", "Only full months count";
        not_prorated: "不折算", "不折算", "Not prorated";
        ramp: "養成期責任額", "爬坡期任务额", "Quota while ramping";
        add_ramp: "新增一個月", "新增一个月", "Add a month";
        draw: "預支", "预支", "Draw";
        draw_on: "獎金不足時先預支", "提成不足时先预支", "Pay in advance where too little is earned";
        draw_amount: "每期保障金額", "每期保障金额", "At least, per pay run";
        draw_forgiven: "未扣回的部分", "未扣回的部分", "What is not earned back";
        draw_owed: "之後扣回", "之后扣回", "Is owed until it is earned";
        draw_at_end: "預支期滿後免還", "预支期满后免还", "Is forgiven when the draw ends";
        draw_never: "不必還（保障獎金）", "不必归还（保底）", "Is never owed: a guarantee";
        draw_months: "到職後幾個月", "入职后几个月", "Months since hire";
        statement_cap: "每期總額上限", "每期总额封顶", "Cap on the statement";
        holdback: "保留款", "暂扣", "Holdback";
        holdback_share: "保留比率", "暂扣比例", "Share held";
        holdback_months: "幾個月後發放", "几个月后发放", "Paid after months";
        budget: "年度預算", "年度预算", "Budget a year";
        plan_note: "尚未儲存的修改只在這個頁面上。", "未保存的修改只在本页面上。", "Changes not yet saved are on this page only.";
        drawn_pay: "獎金", "提成", "Pay";
        drawn_jump: "落差", "落差", "Step of";
        drawn_rate: "每多賣一元多得多少", "每多卖一元多得多少", "Pay for one more";
        drawn_share: "達成率每多 1% 多得多少獎金", "达成率每多 1% 多得多少奖金", "Bonus for one more percent of quota";
        drawn_points: "目標獎金的百分點", "目标奖金的百分点", "points of target bonus";
        of_quota: "占責任額", "占任务额", "of quota";
        of_pay: "占目標獎金", "占目标奖金", "of target pay";
        not_drawn: "這種計算方式沒有曲線。", "这种计算方式没有曲线。", "This way of paying has no curve.";
        broken: "級距或曲線有誤，暫時無法計算", "阶梯或曲线有误，暂时无法计算", "The tiers or the curve are wrong, so nothing can be paid";
        send: "分享", "分享", "Share";
        open_file: "開啟方案檔", "打开方案文件", "Open a plan file";
        shared_first: "有人傳給您一份激勵方案。上面就能看、能試；也可以開啟範例公司，用一整年的紀錄試算。", "有人发给您一份激励方案。上面就能看、能试；也可以打开示例公司，用一整年的记录测算。", "A plan was sent to you. Look and try above, or open the sample company to try it on a year of records.";
        copy_link: "複製連結", "复制链接", "Copy link";
        link_copied: "連結已複製；連結裡只有方案，沒有任何人的資料。", "链接已复制；链接里只有方案，没有任何人的数据。", "Link copied. It holds the plan and nobody’s data.";
        link_failed: "瀏覽器不允許複製；請改存成檔案。", "浏览器不允许复制；请改存为文件。", "The browser refuses to copy; save the plan as a file instead.";
        link_too_large: "方案太大，放不進連結；請改存成檔案。", "方案太大，放不进链接；请改存为文件。", "The plan is too large for a link; save it as a file.";
        save_file: "存成檔案", "存为文件", "Save as a file";
        shared_title: "收到的方案", "收到的方案", "A plan sent to you";
        shared_words: "這份方案來自一個連結，還沒有存進任何工作區。", "这份方案来自一个链接，尚未存入任何工作区。", "This plan came in a link and is in no workspace yet.";
        save_copy: "存一份到這個工作區", "在此工作区保存一份", "Save a copy here";
        save_new: "存一份到新的工作區", "保存到新的工作区", "Save a copy in a new workspace";
        link_damaged: "連結不完整，或在傳送途中被改動。請對方重新傳送，或改傳檔案。", "链接不完整，或在传送途中被改动。请对方重新发送，或改发文件。", "The link is cut or was changed on its way. Ask for it again, or for the file.";
        link_newer: "這個連結由較新的版本產生，請先更新 Attain。", "此链接由更新的版本生成，请先更新 Attain。", "A newer version of Attain made this link. Update first.";
        link_oversized: "連結過長，無法開啟；請對方改傳檔案。", "链接过长，无法打开；请对方改发文件。", "The link is too long to be opened. Ask for the file.";
    }
    fn points_between(first: &str, last: &str): format!("各點之間依比例；未達 {first} 不發，超過 {last} 不再增加"), format!("各点之间按比例；未达 {first} 不发，超过 {last} 不再增加"), format!("In proportion between the points; nothing below {first}, no more above {last}");
    fn saved_copy(name: &str): format!("已存入「{name}」"), format!("已保存“{name}”"), format!("Saved “{name}”");
    fn unknown_names(names: &str): format!("這個工作區沒有：{names}。儲存後請重新選擇，否則沒有業績符合這些條件。"), format!("此工作区没有：{names}。保存后请重新选择，否则没有业绩符合这些条件。"), format!("Not in this workspace: {names}. Choose others after saving, or nothing will match.");
    fn file_damaged(place: &str): format!("這不是方案檔，或內容有誤。{place}"), format!("这不是方案文件，或内容有误。{place}"), format!("This is not a plan file, or its content is wrong. {place}");
    fn ramp_at(month: &str): format!("第 {month} 個月"), format!("第 {month} 个月"), format!("Month {month}");
    fn rank(place: &str): format!("第 {place} 名"), format!("第 {place} 名"), format!("Rank {place}");
    fn faulty_tier(tier: &str, words: &str): format!("第 {tier} 級：{words}"), format!("第 {tier} 级：{words}"), format!("Tier {tier}: {words}");
}

impl PlanTexts {
    /// A ready-made plan and what it does.
    #[must_use]
    pub const fn template(&self, template: Template) -> (&'static str, &'static str) {
        match template {
            Template::NewBusiness => (self.new_business, self.new_business_words),
            Template::TargetBonus => (self.target_bonus, self.target_bonus_words),
            Template::TeamPool => (self.team_pool, self.team_pool_words),
            Template::Spiff => (self.spiff, self.spiff_words),
            Template::Margin => (self.margin_plan, self.margin_plan_words),
            Template::Draw => (self.draw_plan, self.draw_plan_words),
        }
    }

    /// A part of a ready-made plan.
    #[must_use]
    pub const fn part_name(&self, part: PartName) -> &'static str {
        match part {
            PartName::Plan(template) => self.template(template).0,
            PartName::Commission => self.commission,
            PartName::RevenueBonus => self.revenue_bonus,
            PartName::MarginPart => self.margin_part,
            PartName::Pool => self.pool,
            PartName::Spiff => self.spiff_part,
            PartName::New => self.new_part,
        }
    }

    /// A way of paying.
    #[must_use]
    pub const fn pays_name(&self, pays: &Pays) -> &'static str {
        match pays {
            Pays::Table(_) => self.table,
            Pays::Bonus(_) => self.bonus,
            Pays::Spiff(_) => self.spiff_pay,
            Pays::Pool(_) => self.pool,
            Pays::Fixed(_) => self.fixed,
            Pays::Reward(_) => self.reward,
        }
    }

    /// A span of accumulation.
    #[must_use]
    pub const fn accumulate_name(&self, accumulate: Accumulate) -> &'static str {
        match accumulate {
            Accumulate::PerRecord => self.per_record,
            Accumulate::PerDocument => self.per_document,
            Accumulate::HalfMonth => self.half_month,
            Accumulate::Month => self.month,
            Accumulate::Quarter => self.quarter,
            Accumulate::HalfYear => self.half_year,
            Accumulate::Year => self.year,
        }
    }

    /// A length of time.
    #[must_use]
    pub const fn grain_name(&self, grain: Grain) -> &'static str {
        match grain {
            Grain::HalfMonth => self.half_month,
            Grain::Month => self.month,
            Grain::Quarter => self.quarter,
            Grain::HalfYear => self.half_year,
            Grain::Year => self.year,
        }
    }

    /// What a table measures.
    #[must_use]
    pub const fn measured_name(&self, measured: MeasuredIn) -> &'static str {
        match measured {
            MeasuredIn::Amount => self.by_amount,
            MeasuredIn::Quantity => self.by_quantity,
            MeasuredIn::PercentOfQuota => self.by_quota,
            MeasuredIn::Field(_) => self.by_field,
        }
    }

    /// How a tier pays.
    #[must_use]
    pub const fn mode_name(&self, mode: TierMode) -> &'static str {
        match mode {
            TierMode::Marginal => self.marginal,
            TierMode::Retroactive => self.retroactive,
            TierMode::Interpolated => self.interpolated,
        }
    }

    /// What a tier's value is.
    #[must_use]
    pub const fn worth_name(&self, worth: Worth) -> &'static str {
        match worth {
            Worth::Plain => self.worth_plain,
            Worth::Amount => self.worth_amount,
            Worth::TargetPay => self.worth_target,
            Worth::BasePay => self.worth_base,
        }
    }

    /// To which tier a boundary belongs.
    #[must_use]
    pub const fn boundary_name(&self, boundary: Boundary) -> &'static str {
        match boundary {
            Boundary::Upper => self.boundary_upper,
            Boundary::Lower => self.boundary_lower,
        }
    }

    /// Of which pay a curve is a share.
    #[must_use]
    pub const fn pay_of_name(&self, of: PayOf) -> &'static str {
        match of {
            PayOf::Target => self.of_target,
            PayOf::Base => self.of_base,
        }
    }

    /// What a SPIFF pays for.
    #[must_use]
    pub const fn spiff_name(&self, kind: &SpiffKind) -> &'static str {
        match kind {
            SpiffKind::Fixed { .. } => self.spiff_fixed,
            SpiffKind::PerStep { .. } => self.spiff_step,
            SpiffKind::PerRecord { .. } => self.spiff_record,
            SpiffKind::First { .. } => self.spiff_first,
            SpiffKind::Ranking { .. } => self.spiff_ranking,
        }
    }

    /// Whose figures count.
    #[must_use]
    pub const fn whose_name(&self, whose: Whose) -> &'static str {
        match whose {
            Whose::Own => self.own,
            Whose::Team => self.team,
            Whose::Company => self.company,
        }
    }

    /// What a cap limits.
    #[must_use]
    pub const fn cap_name(&self, on: CapOn) -> &'static str {
        match on {
            CapOn::Payment => self.cap_payment,
            CapOn::TargetPay => self.cap_target,
            CapOn::Rate => self.cap_rate,
            CapOn::Attainment => self.cap_attainment,
        }
    }

    /// How a part of a period counts.
    #[must_use]
    pub const fn prorate_name(&self, by: Prorate) -> &'static str {
        match by {
            Prorate::Days => self.by_days,
            Prorate::StartedMonths => self.started_months,
            Prorate::FullMonths => self.full_months,
            Prorate::Whole => self.not_prorated,
        }
    }

    /// What becomes of a draw.
    #[must_use]
    pub const fn forgiven_name(&self, forgiven: Forgiveness) -> &'static str {
        match forgiven {
            Forgiveness::Owed => self.draw_owed,
            Forgiveness::AtEnd => self.draw_at_end,
            Forgiveness::Never => self.draw_never,
        }
    }
}
