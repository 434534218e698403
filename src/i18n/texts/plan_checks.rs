//! Checks of an incentive plan, the plan in words, and its examples.

texts! {
    /// Words around the proof of an incentive plan.
    PlanCheckTexts {
        title: "檢查", "检查", "Checks";
        fine: "沒有發現問題。", "没有发现问题。", "Nothing to object to.";
        refuses: "要修正才能發布", "修正后才能发布", "Fix before publishing";
        warns: "值得留意", "值得留意", "Worth a look";
        go: "前往", "前往", "Go there";
        no_records: "還沒有銷售紀錄，因此無法對照成本。", "还没有销售记录，因此无法对照成本。", "There are no records yet to work out a cost from.";
        order: "級距或點的順序不對，或還沒有填寫。", "阶梯或点的顺序不对，或还没有填写。", "Tiers or points are out of order, or there are none.";
        nobody_shares: "沒有人分得獎金池：權重都是零。", "没有人分得奖金池：权重都是零。", "Nobody shares the pool: every weight is zero.";
        announced: "生效日早於公告日。", "生效日期早于公布日期。", "It takes effect before it is announced.";
        employed: "離職者會失去已經賺得、但還沒發放的獎金；發放前請確認法規允許。", "离职者会失去已赚得、但尚未发放的奖金；发放前请确认法规允许。", "Leavers lose what they have earned and were not paid yet. Make sure that the law allows it.";
        reaches_back: "生效日早於今天：已經成交的業績也會依這份方案計算。", "生效日期早于今天：已成交的业绩也会按该方案计算。", "It takes effect before today: sales already made are paid by it too.";
        reference: "參照的獎金項目不存在，或參照到自己。", "参照的奖励项目不存在，或参照了自己。", "It reads a component that does not exist, or itself.";
        uncapped: "沒有上限：業績越高，獎金無止境增加。", "不封顶：业绩越高，奖金无止境增加。", "Nothing limits it: pay grows without end.";
        no_pay_level: "沒有填寫底薪或目標獎金，這一項發不出錢。", "没有填写底薪或目标奖金，该项发不出钱。", "Without base or target pay this component pays nothing.";
        shadowed: "前面已有條件相同的規則，這一條永遠用不到。", "前面已有条件相同的规则，这一条永远用不到。", "An equal rule before it takes every record.";
        in_words: "方案摘要", "方案摘要", "In plain words";
        summary_words: "由方案自動產生，隨修改更新。", "由方案自动生成，随修改更新。", "Written from the plan, and rewritten with every change.";
        marginal_rule: "每一級的比率只用在該級之內的部分。", "每一级的比例只用于该级之内的部分。", "Each rate holds for the part inside its tier.";
        retroactive_rule: "達到某一級時，全部業績都用該級的比率。", "达到某一级时，全部业绩都用该级的比例。", "Once a tier is reached, its rate holds for everything from the first sale.";
        points_rule: "各點之間依比例計算。", "各点之间按比例计算。", "In between it moves in a straight line.";
        equally: "成員均分。", "成员均分。", "Members share it equally.";
        by_credit: "依個人業績分配。", "按个人业绩分配。", "Members share it by their own sales.";
        proposes: "符合條件時提出建議，由主管決定。", "符合条件时提出建议，由上级决定。", "It proposes when the condition is met; a person decides.";
        examples: "範例", "示例", "Examples";
        examples_words: "寫下「賣多少、該領多少」。每次修改都會重新計算；有一個不符就不能發布。", "写下“卖多少、该拿多少”。每次修改都会重新计算；有一个不符就不能发布。", "Say what a given input should pay. Examples are run on every change, and the plan cannot be published while one fails.";
        add_example: "新增範例", "新增示例", "Add an example";
        new_example: "剛好達成目標", "恰好达成目标", "Just at target";
        example_name: "範例名稱", "示例名称", "Example";
        value: "業績", "业绩", "Sells";
        months_served: "服務月數", "服务月数", "Months of service";
        quota: "責任額", "任务额", "Quota";
        month: "到職後第幾個月", "入职后第几个月", "Month since hire";
        expected: "應領獎金", "应得奖金", "Should pay";
        add_value: "再加一筆", "再加一条", "Add another";
        take: "改為這個金額", "改为该金额", "Expect this instead";
        holds: "符合", "符合", "Comes out";
        fails: "不符", "不符", "Does not come out";
        rate_day: "依成交當日的比率計算，只適用於以本人銷售計算的級距表或目標獎金。", "按成交当日的比例计算，只适用于按本人销售计算的阶梯表或目标奖金。", "The rate of the day of the sale needs a rate table or target bonus on own sales.";
        other_quota: "以毛利、成本或數量計算，卻與營收的責任額相比；請選擇責任額取自哪個指標，或改以指標計算。", "按毛利、成本或数量计算，却与营收的任务额相比；请选择任务额取自哪个指标，或改为按指标计算。", "It is paid on margin, cost or quantity, and held against the targets of revenue; choose the KPI that the quota comes from, or a KPI to pay on.";
        one_by_one: "逐筆計算（每筆或每張單據、條件、規則、加成、扣除額）時只能以本人的銷售計算，不能採團隊或公司的業績。", "逐条计算（每条或每张单据、条件、规则、加成、扣除额）时只能按本人的销售计算，不能采用团队或公司的业绩。", "Where records are looked at one by one (per record or document, conditions, rules, uplifts, deductible), only own sales can count, not those of a team or the company.";
        ended: "日期永遠不會到：結束早於開始。", "日期永远不会到：结束早于开始。", "These days never come: it ends before it begins.";
        depends: "獎金取決於什麼", "奖金取决于什么", "What the pay depends on";
        depends_words: "一項獎金可以取決於好幾件事，因此合計可以超過 100%。", "一项奖励可以取决于好几件事，因此合计可以超过 100%。", "A component may depend on several things, so the shares may exceed 100%.";
        on_own: "只看個人業績", "只看个人业绩", "Own sales alone";
        on_team: "團隊或公司", "团队或公司", "Team or company";
        on_margin: "毛利", "毛利", "Margin";
        on_satisfaction: "客戶滿意度", "客户满意度", "Customer satisfaction";
        on_other: "考核或其他指標", "考核或其他指标", "Appraisal or other KPIs";
        most: "最高可以領多少", "最高可以拿多少", "The most one can earn";
        not_bounded: "沒有上限", "没有封顶", "not bounded";
        sold: "賣的是什麼", "卖的是什么", "What is sold";
        position: "數量", "数量", "Quantity measured";
        another_input: "再加一種銷售", "再加一种销售", "Sales of another kind";
        readings: "考核與指標的數值", "考核与指标的数值", "Figures that gates and factors read";
        owed: "先前未扣回的預支", "先前未扣回的预支", "Draw owed from before";
        look: "看一看、試一試", "看一看、试一试", "Look and try";
        look_words: "虛構的一個人，所有目標恰好達成。拉動達成率或任何比率，獎金立刻跟著變；不需要任何資料。", "虚构的一个人，所有目标恰好达成。拖动达成率或任何比例，奖金立即随之变化；不需要任何数据。", "A made-up person, just at every target. Drag the attainment or any rate and the pay moves at once; no data are needed.";
        preferred: "大家偏好的獎勵", "大家偏好的奖励", "What people prefer";
        not_asked: "還沒有人填寫偏好；可以在人員資料裡記錄。", "还没有人填写偏好；可以在人员信息中记录。", "Nobody has said yet. Record it with each person.";
        bare: "不計上限與係數", "不计封顶与系数", "Without cap and factors";
        factor_least: "係數最低時", "系数最低时", "With the lowest factors";
        factor_most: "係數最高時", "系数最高时", "With the highest factors";
        gate_open: "圖中假設前提條件都已成立。", "图中假设前置条件均已满足。", "Drawn with every gate open.";
        cap_not_drawn: "另有上限，這張圖的座標畫不出來。", "另有封顶，此图的坐标画不出来。", "There is a cap that these axes cannot show.";
        paid: "實發（扣預支、上限與保留款後）", "实发（扣预支、封顶与暂扣后）", "Paid after draw, cap and holdback";
    }
    fn would_cost(cost: &str, rate: &str): format!("用最近一年的紀錄計算，獎金約 {cost}，占營收 {rate}。"), format!("用最近一年的记录计算，奖金约 {cost}，占销售额 {rate}。"), format!("On the past year’s records it would have cost {cost}, {rate} of revenue.");
    fn within_rate(limit: &str): format!("方案允許的上限是 {limit}。"), format!("方案允许的上限是 {limit}。"), format!("The plan allows {limit}.");
    fn cost_rate(rate: &str, limit: &str): format!("最近一年獎金占營收 {rate}，超過 {limit}。"), format!("最近一年奖金占销售额 {rate}，超过 {limit}。"), format!("In the past year it would have cost {rate} of revenue, above the limit of {limit}.");
    fn leverage_seen(whom: &str, times: &str, limit: &str): format!("{whom}：依最近一年的紀錄，最高總收入是底薪的 {times} 倍，超過 {limit} 倍。"), format!("{whom}：按最近一年的记录，最高总收入是底薪的 {times} 倍，超过 {limit} 倍。"), format!("{whom}: on the past year’s records the highest earner gets {times} times base pay, above the limit of {limit}.");
    fn bounds(times: &str, upside: &str): format!("總收入最高為底薪的 {times} 倍，獎金最高為目標的 {upside} 倍"), format!("总收入最高为底薪的 {times} 倍，奖金最高为目标的 {upside} 倍"), format!("at most {times} times base pay in all, {upside} times target pay");
    fn bound_base(times: &str): format!("總收入最高為底薪的 {times} 倍"), format!("总收入最高为底薪的 {times} 倍"), format!("at most {times} times base pay in all");
    fn bound_target(upside: &str): format!("獎金最高為目標的 {upside} 倍"), format!("奖金最高为目标的 {upside} 倍"), format!("at most {upside} times target pay");
    fn earns(attainment: &str, pay: &str): format!("達成 {attainment} 時領 {pay}"), format!("达成 {attainment} 时拿 {pay}"), format!("{pay} at {attainment} attainment");
    fn as_it_came(pay: &str): format!("原方案是 {pay}"), format!("原方案是 {pay}"), format!("{pay} under the plan as it came");
    fn assumes(figures: &str): format!("假設：{figures}。"), format!("假设：{figures}。"), format!("Taken for granted: {figures}.");
    fn other_currency(theirs: &str, ours: &str): format!("方案的金額是 {theirs}，這個工作區使用 {ours}；存下之後請核對金額。"), format!("方案的金额是 {theirs}，此工作区使用 {ours}；保存后请核对金额。"), format!("The amounts of the plan are in {theirs}, this workspace counts in {ours}: check them after saving.");
    fn asked(asked: &str, people: &str): format!("{people} 人中 {asked} 人已填寫"), format!("{people} 人中 {asked} 人已填写"), format!("{asked} of {people} have said");
    fn preference(kind: &str, named: &str, first: &str): format!("{kind} {named}（首選 {first}）"), format!("{kind} {named}（首选 {first}）"), format!("{kind} {named} (first choice of {first})");
    fn pays_out(paid: &str): format!("實發 {paid}"), format!("实发 {paid}"), format!("{paid} is paid");
    fn own_only(share: &str): format!("{share} 的獎金只看個人業績，與團隊、毛利、滿意度無關。"), format!("{share} 的奖金只看个人业绩，与团队、毛利、满意度无关。"), format!("{share} of the pay depends on own sales alone, not on team, margin or satisfaction.");
    fn gap(at: &str): format!("{at} 之前有缺口，這段業績沒有比率。"), format!("{at} 之前有缺口，这段业绩没有比例。"), format!("There is a gap before {at}: what falls into it has no rate.");
    fn overlap(at: &str): format!("自 {at} 起與前一級重疊。"), format!("从 {at} 起与前一级重叠。"), format!("It overlaps the tier before from {at}.");
    fn weights(total: &str): format!("各項「占目標獎金」合計 {total}，應為 100%。"), format!("各项“占目标奖金”合计 {total}，应为 100%。"), format!("The shares of target pay total {total}, not 100%.");
    fn shares(total: &str): format!("各部分合計 {total}，應為 100%。"), format!("各部分合计 {total}，应为 100%。"), format!("The parts total {total}, not 100%.");
    fn example_fails(name: &str, expected: &str, paid: &str): format!("範例「{name}」應為 {expected}，算出來是 {paid}。"), format!("示例“{name}”应为 {expected}，算出来是 {paid}。"), format!("Example “{name}” expects {expected}, but {paid} comes out.");
    fn cap_below(target: &str, cap: &str): format!("上限 {cap} 低於達成目標時的 {target}。"), format!("封顶额 {cap} 低于达成目标时的 {target}。"), format!("The cap of {cap} lies below the {target} paid at target.");
    fn beyond_cap(at: &str, cap: &str): format!("超過上限 {cap} 之後，{at} 起的級距永遠用不到。"), format!("超过封顶额 {cap} 之后，{at} 起的阶梯永远用不到。"), format!("With the cap at {cap}, the tier from {at} is never reached.");
    fn never_reached(at: &str, most: &str): format!("最近一年最高只到 {most}，沒有人達到 {at}。"), format!("最近一年最高只到 {most}，没有人达到 {at}。"), format!("Nobody reached {at} in the past year; the highest was {most}.");
    fn short_of_target(share: &str): format!("達成 100% 時只發目標獎金的 {share}。"), format!("达成 100% 时只发目标奖金的 {share}。"), format!("At 100% attainment only {share} of target pay is earned.");
    fn leverage(whom: &str, times: &str, limit: &str): format!("{whom}：最高總收入是底薪的 {times} 倍，超過 {limit} 倍。"), format!("{whom}：最高总收入是底薪的 {times} 倍，超过 {limit} 倍。"), format!("{whom}: base and highest incentive are {times} times base pay, above the limit of {limit}.");
    fn budget(cost: &str, budget: &str): format!("一年獎金約 {cost}，超過預算 {budget}。"), format!("一年奖金约 {cost}，超过预算 {budget}。"), format!("A year costs about {cost}, above the budget of {budget}.");
    fn input_of(component: &str, what: &str): format!("{component}：{what}"), format!("{component}：{what}"), format!("{component}: {what}");
    fn comes_out(paid: &str): format!("算出來是 {paid}"), format!("算出来是 {paid}"), format!("{paid} comes out");
    fn begins(plan: &str, day: &str, whom: &str): format!("「{plan}」自 {day} 起生效，適用對象：{whom}。"), format!("“{plan}”自 {day} 起生效，适用对象：{whom}。"), format!("“{plan}” holds from {day} for {whom}.");
    fn table_base(base: &str, whose: &str, span: &str): format!("依{whose}的{base}計算，{span}。"), format!("按{whose}的{base}计算，{span}。"), format!("It pays on {base}, on {whose} sales, {span}.");
    fn each_span(span: &str): format!("每{span}累計一次"), format!("每{span}累计一次"), format!("added up over each {}", span.to_lowercase());
    fn each_record(span: &str): format!("{span}各自計算"), format!("{span}各自计算"), format!("{} by itself", span.to_lowercase());
    fn bonus_base(of: &str, base: &str, span: &str): format!("依{base}的目標達成率發放{of}，{span}。"), format!("按{base}的目标达成率发放{of}，{span}。"), format!("It pays {} by attainment of the target on {base}, {span}.", of.to_lowercase());
    fn single_rate(rate: &str): format!("比率一律 {rate}。"), format!("比例一律 {rate}。"), format!("The rate is {rate} throughout.");
    fn with_mode(value: &str, mode: &str): format!("{value}（{mode}）"), format!("{value}（{mode}）"), format!("{value} ({})", mode.to_lowercase());
    fn at_pays(at: &str, pays: &str): format!("達成 {at} 發 {pays}"), format!("达成 {at} 发 {pays}"), format!("{pays} at {at}");
    fn below_nothing(at: &str): format!("未達 {at} 不發。"), format!("未达 {at} 不发。"), format!("Below {at} it pays nothing.");
    fn no_more_above(at: &str): format!("超過 {at} 不再增加。"), format!("超过 {at} 不再增加。"), format!("Above {at} it does not grow.");
    fn pool_is(size: &str, whose: &str, span: &str): format!("{whose}的獎金池為{size}，{span}。", size = super::spaced(size).trim_end()), format!("{whose}的奖金池为{size}，{span}。", size = super::spaced(size).trim_end()), format!("A pool of {size} from {whose} sales, {span}.");
    fn of_sales(rate: &str): format!("業績的 {rate}"), format!("业绩的 {rate}"), format!("{rate} of sales");
    fn months_of_base(months: &str): format!("每年發 {months} 個月底薪，未滿一年依服務月數折算。"), format!("每年发 {months} 个月底薪，未满一年按服务月数折算。"), format!("{months} months of base pay a year, in proportion to months of service.");
    fn multiplies(span: &str, times: &str): format!("{span} {times} 倍"), format!("{span} {times} 倍"), format!("{span} × {times}");
    fn only(what: &str): format!("只計：{what}。"), format!("只计：{what}。"), format!("Only {what}.");
    fn draw_is(amount: &str, months: &str, rest: &str):
        if months.is_empty() { format!("預支每期保底 {amount}；未扣回的部分{rest}。") } else { format!("預支每期保底 {amount}，到職後 {months} 個月內有效；未扣回的部分{rest}。") },
        if months.is_empty() { format!("预支每期保底 {amount}；未扣回的部分{rest}。") } else { format!("预支每期保底 {amount}，入职后 {months} 个月内有效；未扣回的部分{rest}。") },
        if months.is_empty() { format!("A draw brings every pay run up to {amount}; what is not earned back {rest}.") } else { format!("A draw brings every pay run up to {amount} in the first {months} months after hire; what is not earned back {rest}.") };
    fn ramp_is(months: &str, shares: &str):
        if months == "1" { format!("第 1 個月責任額為 {shares}。") } else { format!("第 1 至 {months} 個月責任額為 {shares}。") },
        if months == "1" { format!("第 1 个月任务额为 {shares}。") } else { format!("第 1 至 {months} 个月任务额为 {shares}。") },
        if months == "1" { format!("In the first month the quota is {shares} of what it is later.") } else { format!("In months 1 to {months} the quota is {shares} of what it is later.") };
    fn fact(label: &str, value: &str): format!("{label}：{value}。"), format!("{label}：{value}。"), format!("{label}: {value}.");
}
