//! Being paid: statements, pay runs, disputes.

use super::plural;
use crate::domain::incentive::LineKind;

texts! {
    /// Words of statements and pay runs.
    PayrollTexts {
        statement: "獎金明細", "奖金明细", "Pay statement";
        runs: "獎金結算", "奖金结算", "Pay runs";
        runs_lede: "每期結算一次。結算後不再變更，之後的差額列入下一期。", "每期结算一次。结算后不再更改，之后的差额列入下一期。", "One run per period. A closed run never changes; what differs later is a line of the next one.";
        no_plan: "這一期沒有適用於此人的激勵方案。", "这一期没有适用于此人的激励方案。", "No incentive plan pays this person in this period.";
        no_runs: "還沒有可以結算的方案", "还没有可以结算的方案", "Nothing to run yet";
        no_runs_words: "先建立並發布一個激勵方案，才能結算。", "先创建并发布一个激励方案，才能结算。", "Create and publish an incentive plan first.";
        component: "獎金項目", "奖励项目", "Component";
        lines: "明細項目", "明细项目", "Lines";
        kind_earned: "本期", "本期", "Earned";
        kind_correction: "前期更正", "前期更正", "Correction";
        kind_clawback: "獎金扣回", "扣回", "Clawback";
        kind_carried: "前期結轉", "前期结转", "Carried";
        kind_adjustment: "調整", "调整", "Adjustment";
        kind: "性質", "性质", "Kind";
        earned_in: "所屬期間", "所属期间", "Earned in";
        amount: "金額", "金额", "Amount";
        earned: "獎金合計", "奖金合计", "Total";
        paid: "實發", "实发", "Paid";
        to_be_paid: "應發", "应发", "To be paid";
        drawn: "預支", "预支", "Draw";
        recovered: "扣回預支與欠款", "扣回预支与欠款", "Recovered";
        withheld: "超過上限的部分", "超出封顶部分", "Above the cap";
        instalments: "分期未到期", "分期未到期", "Not due yet";
        instalments_due: "分期到期", "分期到期", "Fallen due";
        holdback: "本期保留款", "本期暂扣款", "Held back";
        released: "到期發放的保留款", "到期发放的暂扣款", "Released";
        forgiven: "免除的預支", "免除的预支", "Draw forgiven";
        from_cap: "前期上限結轉", "前期封顶结转", "Carried from a cap";
        carried: "負數結轉至下期", "负数结转至下期", "Carried forward";
        balances: "期末餘額", "期末余额", "Balances";
        balance_debt: "尚未扣回的預支", "尚未扣回的预支", "Draw still owed";
        balance_owed: "下期起扣回", "下期起扣回", "To be taken from later runs";
        balance_capped: "超過上限而結轉", "超出封顶而结转", "Withheld by the cap, carried";
        balance_instalments: "尚未到期的分期", "尚未到期的分期", "Instalments not due";
        balance_holdback: "保留款", "暂扣款", "Held back";
        balance_lapsed: "因離職失效", "因离职失效", "Lapsed on leaving";
        no_balances: "沒有未結的餘額。", "没有未结余额。", "Nothing is owed or held.";
        year_paid: "本年度已發", "本年度已发", "Paid this year";
        expected: "達成目標時的預期（至年度結束）", "达成目标时的预期（至年度结束）", "Expected at target, to the end of the year";
        state: "狀態", "状态", "State";
        open_run: "未結算", "未结算", "Open";
        draft: "試算：方案尚未發布", "测算：方案尚未发布", "Trial: the plan is not published";
        provisional: "這一期還沒有結算，金額會隨紀錄變動。", "该期尚未结算，金额会随记录变动。", "This period is still open; the figures move with the records.";
        changed_since: "結算之後紀錄有變動，差額會列入下一次結算。以下計算過程依目前的紀錄。", "结算之后记录有变动，差额会列入下一次结算。以下计算过程按当前记录。", "Records have changed since this run was closed. The difference becomes a line of the next run; the calculation below is that of today’s records.";
        export_lines: "匯出明細", "导出明细", "Export lines";
        export_pay: "匯出薪資檔", "导出薪资文件", "Export for payroll";
        nothing_earned: "這一期沒有任何獎金項目。", "该期没有任何奖励项目。", "Nothing was earned in this period.";
        disputes: "異議", "异议", "Disputes";
        dispute: "提出異議", "提出异议", "Dispute this statement";
        dispute_words: "哪裡不對？請寫下單號、客戶或日期。", "哪里不对？请写下单号、客户或日期。", "What is wrong? Name the document, customer or day.";
        no_disputes: "沒有異議。", "没有异议。", "No disputes.";
        send: "送出", "提交", "Send";
        answer: "回覆", "答复", "Answer";
        outcome: "處理結果", "处理结果", "Outcome";
        upheld: "成立，於下次結算更正", "成立，在下次结算更正", "Right: the next run corrects it";
        rejected: "不成立，明細維持", "不成立，明细维持", "The statement stands";
        concerns: "哪個項目", "哪个项目", "Which component";
        whole: "整份明細", "整份明细", "The whole statement";
        pending: "等待回覆", "等待答复", "Waiting for an answer";
        pending_disputes: "待回覆的異議", "待答复的异议", "Disputes to answer";
        plan: "方案", "方案", "Plan";
        period: "期間", "期间", "Period";
        people: "人數", "人数", "People";
        cost: "獎金總額", "奖金总额", "Cost";
        corrections: "前期更正", "前期更正", "Corrections";
        close_run: "結算這一期", "结算该期", "Close this run";
        close_title: "結算後不再變更", "结算后不再更改", "A closed run never changes";
        close_words: "每個人的明細、餘額與方案版本會照現在的樣子封存。之後才到的紀錄、退貨與更正，都列入下一期。", "每个人的明细、余额与方案版本会按现在的样子保存。之后才到的记录、退货和更正，都列入下一期。", "Everybody’s statement, the balances and the plan version are kept as they are now. Records that come later, returns and corrections are lines of the next run.";
        not_over: "這一期還沒有結束：之後的業績要到下一期才補發。", "该期尚未结束：之后的业绩要到下一期才补发。", "The period is not over: what is sold in the rest of it is paid in the next run.";
        publish_first: "方案尚未發布。先發布，才能結算。", "方案尚未发布。先发布，才能结算。", "The plan is not published. Publish it before closing a run.";
        to_versions: "版本與發布", "版本与发布", "Versions and publishing";
        drift: "結算後的變動", "结算后的变动", "Changed since";
        stated: "結算時", "结算时", "As closed";
        now: "依目前紀錄", "按当前记录", "By today’s records";
        difference: "差額", "差额", "Difference";
        reproduced: "依目前的紀錄重新計算，分毫不差。", "按当前记录重新计算，分毫不差。", "Computed again from today’s records: the same to the cent.";
        save_file: "存成可驗算的檔案", "存为可验算的文件", "Save as a checkable file";
        verify: "驗算獎金明細", "验算奖金明细", "Check a statement";
        verify_words: "開啟獎金明細檔，在這台裝置上重新計算，逐項核對金額是否一致。", "打开奖金明细文件，在本设备上重新计算，逐项核对金额是否一致。", "Open a statement file: it is computed again on this device, and the page says whether every cent agrees.";
        choose_file: "選擇檔案", "选择文件", "Choose a file";
        file_agrees: "重新計算的結果與明細一致，分毫不差。", "重新计算的结果与明细一致，分毫不差。", "Computed again, it agrees to the cent.";
        file_differs: "重新計算的結果與明細不同。不同之處如下。", "重新计算的结果与明细不同。不同之处如下。", "Computed again, it does not agree. The differences are listed below.";
        file_changed: "金額相符，但檔案內容與所列的雜湊或合計不一致：檔案被改動過。", "金额相符，但文件内容与所列的哈希或合计不一致：文件被改动过。", "The amounts agree, but the content of the file does not match its own hash or totals: the file was changed.";
        file_damaged: "這不是獎金明細檔，或檔案已損毀。請對方重新提供。", "这不是奖金明细文件，或文件已损坏。请对方重新提供。", "This is not a statement file, or it is damaged. Ask for it again.";
        file_newer: "這個檔案由較新的版本產生，請先更新 Attain。", "此文件由更新的版本生成，请先更新 Attain。", "A newer version of Attain made this file. Update first.";
        computed: "重新計算", "重新计算", "Computed again";
        only: "只計", "只计", "Only";
        versions: "版本與發布", "版本与发布", "Versions and publishing";
        versions_lede: "發布會把方案當時的內容定下來，之後依這個版本結算。", "发布会保存方案当时的内容，之后按该版本结算。", "Publishing keeps the plan as it is now; runs are paid by that version.";
        never_published: "這個方案還沒有發布過。", "该方案尚未发布过。", "This plan has not been published yet.";
        is_published: "方案與最新版本相同。", "方案与最新版本相同。", "The plan is the same as its newest version.";
        not_published: "方案有尚未發布的變更。", "方案有尚未发布的更改。", "The plan has changes that are not published.";
        publish: "發布", "发布", "Publish";
        publish_title: "發布新版本", "发布新版本", "Publish a version";
        announced: "公告日", "公布日期", "Announced on";
        effective: "生效日", "生效日期", "Effective from";
        effective_hint: "不得早於公告日。", "不得早于公布日期。", "Not before the announcement.";
        what_changes: "與上一版相比", "与上一版相比", "Compared with the version before";
        first_version: "第一個版本。", "第一个版本。", "The first version.";
        nothing_changes: "條款沒有變更。", "条款没有更改。", "No term has changed.";
        before: "原為", "原为", "Before";
        after: "改為", "改为", "Now";
        expected_title: "自生效日至年度結束的預期獎金", "自生效日至年度结束的预期奖金", "Expected earnings from the first day to the end of the year";
        expected_words: "會計年度內達成目標 80%、100%、120% 時的獎金；未計預支、上限與保留款。", "财年内达成目标 80%、100%、120% 时的奖金；未计预支、封顶与暂扣。", "In the fiscal year at 80%, 100% and 120% of target, before draw, cap and holdback.";
        newest: "最新", "最新", "Newest";
        hash: "內容雜湊", "内容哈希", "Content hash";
        acknowledged: "簽收", "签收", "Acknowledged";
        acknowledged_on: "簽收日", "签收日期", "Acknowledged on";
        record_receipt: "記錄簽收", "记录签收", "Record receipt";
        record_all: "全部記為已簽收", "全部记为已签收", "Record receipt for all";
        receipt_words: "簽收表示收到，不表示同意。", "签收表示收到，不表示同意。", "Receipt is not agreement.";
        agreed_title: "已結算期間會少領的人", "已结算期间会少领的人", "Who would earn less in closed periods";
        agreed_words: "所有人都同意這份條款追溯生效後才能發布；簽收不等於同意。條款或生效日變更後要重新取得同意。", "所有人都同意这份条款追溯生效后才能发布；签收不等于同意。条款或生效日期更改后须重新取得同意。", "It can be published once all of them have agreed that these terms reach back; receipt is not agreement. Changed terms or another date need agreement anew.";
        earns_less: "少領", "少领", "Less by";
        agreed_on: "同意日", "同意日期", "Agreed on";
        record_agreement: "記錄同意", "记录同意", "Record agreement";
        record_agreed_all: "全部記為已同意", "全部记为已同意", "Record agreement for all";
        agreed_back: "同意追溯生效", "同意追溯生效", "Agreed to its reaching back";
        letters: "方案通知書", "方案通知书", "Plan letters";
        letter_words: "每人一頁，可列印。", "每人一页，可打印。", "One page for each person, to print.";
        letter_all: "所有人", "所有人", "Everybody";
        letter_terms: "方案內容", "方案内容", "What the plan says";
        letter_expected: "您的預期獎金", "您的预期奖金", "What you can expect";
        letter_sign: "簽收", "签收", "Received";
        letter_signature: "簽名", "签名", "Signature";
        letter_date: "日期", "日期", "Date";
        at_attainment: "達成率", "达成率", "Attainment";
        letter_own: "您的條件", "您的条件", "Your own terms";
        letter_proration: "適用期間的折算", "适用期间的折算", "Proration";
        letter_no_quota: "尚未設定", "尚未设定", "not set yet";
        letter_own_words: "依公告當時的資料；目標變更時會另行通知。", "按公布时的数据；目标变更时另行通知。", "As known now; a change of your targets is announced separately.";
        confirm_warnings: "我已看過這些提醒，仍要發布。", "我已看过这些提醒，仍要发布。", "I have seen these warnings and publish all the same.";
        together: "合計", "合计", "Together";
        rule: "規則", "规则", "Rule";
        document: "單號", "单号", "Document";
        reason: "原因", "原因", "Reason";
        in_version: "方案版本", "方案版本", "Plan version";
        adjust: "調整獎金", "调整奖金", "Adjust pay";
        adjust_words: "調整項會成為這一期結算裡單獨的一項，並附上原因。要扣回時輸入負數。", "调整项会成为该期结算中单独的一项，并附上原因。要扣回时录入负数。", "An adjustment is a line of its own in this run, with its reason. A negative amount is taken back.";
        adjustments: "調整項", "调整项", "Adjustments";
        no_component: "不屬於任何獎金項目", "不属于任何奖励项目", "No component";
        correct_now: "以調整項更正", "以调整项更正", "Correct by an adjustment";
        answers_dispute: "回覆異議", "答复异议", "Answers a dispute";
        take_back: "撤回", "撤回", "Take back";
        line_changed: "資料已變動", "数据已变动", "Data changed since";
    }
    fn by_version(number: &str): format!("依第 {number} 版"), format!("按第 {number} 版"), format!("under version {number}");
    fn adjusted(name: &str, period: &str): format!("已調整{name}{period}的獎金", name = super::spaced(name).trim_end(), period = super::spaced(period)), format!("已调整{name}{period}的奖金", name = super::spaced(name).trim_end(), period = super::spaced(period)), format!("Adjusted the pay of {name} in {period}");
    fn adjusted_by(amount: &str, period: &str): format!("列入{period}：{amount}", period = super::spaced(period).trim_end()), format!("列入{period}：{amount}", period = super::spaced(period).trim_end()), format!("In the run of {period}: {amount}");
    fn save_file_of(plan: &str): format!("存成可驗算的檔案：{plan}"), format!("存为可验算的文件：{plan}"), format!("Save as a checkable file: {plan}");
    fn takes(count: &str, plan: &str, day: &str):
        format!("{count} 人目前適用「{plan}」；自 {day} 起改由這個方案計算，「{plan}」不再支付這些人。"),
        format!("{count} 人目前适用“{plan}”；自 {day} 起改由该方案计算，“{plan}”不再支付这些人。"),
        format!("{} paid by “{plan}” now; from {day} on this plan pays instead, and “{plan}” no longer does.", if count == "1" { "1 person is".to_owned() } else { format!("{count} people are") });
    fn keeps(count: &str, plan: &str):
        format!("{count} 人雖在適用對象內，仍由「{plan}」支付，因為該方案的指定更具體或較晚生效。"),
        format!("{count} 人虽在适用对象内，仍由“{plan}”支付，因为该方案的指定更具体或生效更晚。"),
        format!("{} named here too and stay with “{plan}”, which names them more closely or took effect later.", if count == "1" { "1 person is".to_owned() } else { format!("{count} people are") });
    fn skipped(periods: &str): format!("{periods}尚未結算，所得會在這一期列為更正。建議先結算較早的期間。"), format!("{periods}尚未结算，所得会在该期列为更正。建议先结算较早的期间。"), format!("Not closed yet: {periods}. What was earned then is in this run as corrections; it is better to close earlier periods first.");
    fn file_without(parts: &str): format!("{parts}取決於其他人的業績，檔案裡沒有，因此未重新計算。"), format!("{parts}取决于其他人的业绩，文件中没有，因此未重新计算。"), format!("{parts} depends on other people’s figures, which are not in the file, so it was not computed again.");
    fn range(from: &str, to: &str): format!("{}至{}", super::spaced(from).trim_start(), super::spaced(to).trim_end()), format!("{}至{}", super::spaced(from).trim_start(), super::spaced(to).trim_end()), format!("{from} to {to}");
    fn and_above(from: &str): format!("{}以上", super::spaced(from).trim_start()), format!("{}以上", super::spaced(from).trim_start()), format!("{from} and above");
    fn number(number: &str): format!("第 {number} 版"), format!("第 {number} 版"), format!("Version {number}");
    fn published(number: &str): format!("已發布第 {number} 版"), format!("已发布第 {number} 版"), format!("Version {number} published");
    fn received(count: &str, of: &str): format!("{of} 人中 {count} 人已簽收"), format!("{of} 人中 {count} 人已签收"), format!("{count} of {of} have acknowledged");
    fn letter_to(name: &str): format!("{name} 您好："), format!("{name}，您好："), format!("Dear {name},");
    fn letter_body(plan: &str, number: &str, effective: &str):
        format!("自 {effective} 起，您的獎金依「{plan}」第 {number} 版計算。以下是方案內容與您的預期獎金。"),
        format!("自 {effective} 起，您的奖金按“{plan}”第 {number} 版计算。以下是方案内容与您的预期奖金。"),
        format!("From {effective} your incentive pay follows version {number} of {plan}. Its terms and what you can expect are listed below.");
    fn a_year(amount: &str): format!("每年 {amount}"), format!("每年 {amount}"), format!("{amount} a year");
    fn every_period(amount: &str, period: &str): format!("每{period} {amount}"), format!("每{period} {amount}"), format!("{amount} each {}", period.to_lowercase());
    fn times_part(factor: &str): format!("× 折算 {factor}"), format!("× 折算 {factor}"), format!("× proration {factor}");
    fn times_ramp(factor: &str): format!("× 新進比率 {factor}"), format!("× 新人比例 {factor}"), format!("× ramp {factor}");
    fn quota_made(value: &str, target: &str, factors: &str): format!("{value}（目標 {target} {factors}）"), format!("{value}（目标 {target} {factors}）"), format!("{value} (target {target} {factors})");
    fn part_of(period: &str, days: &str, of: &str, factor: &str): format!("{period}：{of} 天中的 {days} 天（{factor}）"), format!("{period}：{of} 天中的 {days} 天（{factor}）"), format!("{period}: {days} of {of} days ({factor})");
    fn letter_version(hash: &str, announced: &str): format!("公告日 {announced} · 內容雜湊 {hash}"), format!("公布日期 {announced} · 内容哈希 {hash}"), format!("Announced {announced} · content hash {hash}");
    fn receipt_done(name: &str): format!("已記錄{name}簽收", name = super::spaced(name)), format!("已记录{name}签收", name = super::spaced(name)), format!("Recorded that {name} acknowledged");
    fn agreed_done(name: &str): format!("已記錄{name}同意追溯生效", name = super::spaced(name)), format!("已记录{name}同意追溯生效", name = super::spaced(name)), format!("Recorded that {name} agreed");
    fn agreed_by(name: &str, day: &str, less: &str): format!("{name}（{day}，少領 {less}）"), format!("{name}（{day}，少领 {less}）"), format!("{name} ({day}, {less} less)");
    fn finding_paid(name: &str, period: &str, paid: &str, earned: &str):
        format!("{name}{period}實發 {paid}（獎金合計 {earned}）。", period = super::spaced(period)),
        format!("{name}{period}实发 {paid}（奖金合计 {earned}）。", period = super::spaced(period)),
        format!("{name} is paid {paid} for {period}, of a total of {earned}.");
    fn finding_open(name: &str, period: &str, paid: &str, earned: &str):
        format!("{name}{period}目前的獎金為 {earned}；若現在結算，實發 {paid}。", period = super::spaced(period)),
        format!("{name}{period}目前的奖金为 {earned}；如现在结算，实发 {paid}。", period = super::spaced(period)),
        format!("So far {name} has earned {earned} in {period}; closed now, {paid} would be paid.");
    fn run_closed(period: &str, paid: &str, people: &str, day: &str):
        format!("{period}已於 {day} 結算，發給 {people} 人共 {paid}。"),
        format!("{period}已于 {day} 结算，发给 {people} 人共 {paid}。"),
        format!("{period} was closed on {day}: {paid} to {}.", if people == "1" { "1 person".to_owned() } else { format!("{people} people") });
    fn run_open(period: &str, paid: &str, people: &str):
        format!("{period}若現在結算，共發給 {people} 人 {paid}。"),
        format!("{period}如现在结算，共发给 {people} 人 {paid}。"),
        format!("Closing {period} now would pay {paid} to {}.", if people == "1" { "1 person".to_owned() } else { format!("{people} people") });
    fn closed_on(day: &str): format!("{day} 結算"), format!("{day} 结算"), format!("Closed {day}");
    fn version(number: &str, day: &str): format!("第 {number} 版，{day} 起生效"), format!("第 {number} 版，{day} 起生效"), format!("version {number}, in force from {day}");
    fn raised_on(day: &str): format!("{day} 提出"), format!("{day} 提出"), format!("Raised {day}");
    fn answered_on(day: &str): format!("{day} 回覆"), format!("{day} 答复"), format!("Answered {day}");
    fn drifted(count: &str, sum: &str):
        format!("結算後有 {count} 個項目變動，合計 {sum}，會列入下一期。"),
        format!("结算后有 {count} 个项目变动，合计 {sum}，会列入下一期。"),
        format!("{} changed since the run was closed, {sum} in all. They become lines of the next run.", plural(count, "item"));
    fn run_done(period: &str): format!("{period}已結算"), format!("{period}已结算"), format!("{period} closed");
    fn statement_file(name: &str, period: &str): format!("獎金明細-{name}-{period}"), format!("奖金明细-{name}-{period}"), format!("Pay statement {name} {period}");
    fn run_file(plan: &str, period: &str): format!("獎金結算-{plan}-{period}"), format!("奖金结算-{plan}-{period}"), format!("Pay run {plan} {period}");
}

impl PayrollTexts {
    /// What a line is.
    #[must_use]
    pub const fn line(&self, kind: LineKind) -> &'static str {
        match kind {
            LineKind::Earned => self.kind_earned,
            LineKind::Correction => self.kind_correction,
            LineKind::Clawback => self.kind_clawback,
            LineKind::Carried => self.kind_carried,
            LineKind::Adjustment => self.kind_adjustment,
        }
    }
}
