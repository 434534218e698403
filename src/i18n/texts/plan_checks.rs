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
    }
    fn would_cost(cost: &str, rate: &str): format!("用最近一年的紀錄計算，獎金約 {cost}，占營收 {rate}。"), format!("用最近一年的记录计算，奖金约 {cost}，占销售额 {rate}。"), format!("On the past year’s records it would have cost {cost}, {rate} of revenue.");
    fn own_share(share: &str): format!("{share} 的獎金只看個人業績。"), format!("{share} 的奖金只看个人业绩。"), format!("{share} of the pay depends on own sales alone.");
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
    fn fact(label: &str, value: &str): format!("{label}：{value}。"), format!("{label}：{value}。"), format!("{label}: {value}.");
}
