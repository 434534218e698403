//! Components that pay in another way than by a table or a curve: SPIFF, pool, months of base pay, reward.

use super::component::of;
use super::fields::{Ask, Place, choice, maybe_day, number, place, read, whole_from};
use super::list::{Words, list, part};
use super::reading::gate;
use crate::domain::Decimal;
use crate::domain::calendar::Grain;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Pays, Plan, PoolOf, PoolShares, Reward, RewardFor, Spiff, SpiffKind, Whose};
use crate::domain::scorecard::Assigned;
use crate::ui::assigned::{assigned_name, choices, chosen};
use crate::ui::components::{Button, Choice, Icon, IconButton, NumberField, Select, TextField};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;

const WHOSE: [Whose; 2] = [Whose::Team, Whose::Company];
const PERIODS: [Grain; 5] = [Grain::HalfMonth, Grain::Month, Grain::Quarter, Grain::HalfYear, Grain::Year];

/// The fields of such a component.
pub fn other(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let mut now = draft.now();
    match of(&mut now, id).map(|c| &c.pays) {
        Some(Pays::Spiff(_)) => spiff_view(draft, id),
        Some(Pays::Pool(_)) => pool_view(draft, id),
        Some(Pays::Fixed(_)) => {
            let months = place(move |p| match &mut of(p, id)?.pays {
                Pays::Fixed(fixed) => Some(&mut fixed.months),
                _ => None,
            });
            number(draft, Ask::number(t().plans.months_of_pay), months)
        }
        Some(Pays::Reward(_)) => reward_view(draft, id),
        _ => ().into_any(),
    }
}

fn spiff(plan: &mut Plan, id: ComponentId) -> Option<&mut Spiff> {
    match &mut of(plan, id)?.pays {
        Pays::Spiff(spiff) => Some(spiff),
        _ => None,
    }
}

/// One SPIFF of every kind; the place in the list is its code.
fn kinds() -> [SpiffKind; 5] {
    let amount = Decimal::from(500);
    [
        SpiffKind::PerRecord { amount },
        SpiffKind::Fixed { amount },
        SpiffKind::PerStep { step: Decimal::from(10_000), amount },
        SpiffKind::First { count: 10, amount },
        SpiffKind::Ranking { prizes: vec![Decimal::from(5_000), Decimal::from(3_000), Decimal::from(1_000)] },
    ]
}

fn code(kind: &SpiffKind) -> String {
    let same = |one: &SpiffKind| std::mem::discriminant(one) == std::mem::discriminant(kind);
    kinds().iter().position(same).map(|n| n.to_string()).unwrap_or_default()
}

fn amount(plan: &mut Plan, id: ComponentId) -> Option<&mut Decimal> {
    match &mut spiff(plan, id)?.kind {
        SpiffKind::Fixed { amount }
        | SpiffKind::PerStep { amount, .. }
        | SpiffKind::PerRecord { amount }
        | SpiffKind::First { amount, .. } => Some(amount),
        SpiffKind::Ranking { .. } => None,
    }
}

fn prizes(plan: &mut Plan, id: ComponentId) -> Option<&mut Vec<Decimal>> {
    match &mut spiff(plan, id)?.kind {
        SpiffKind::Ranking { prizes } => Some(prizes),
        _ => None,
    }
}

fn spiff_view(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let stored = read(draft, &place(move |p| Some(&mut spiff(p, id)?.kind)));
    let form = Memo::new(move |_| {
        stored.get().map(|kind| {
            let ranks = if let SpiffKind::Ranking { prizes } = &kind { prizes.len() } else { 0 };
            (code(&kind), ranks)
        })
    });
    let options: Vec<Choice> =
        kinds().iter().map(|kind| Choice::new(code(kind), t().plans.spiff_name(kind))).collect();
    let value = Signal::derive(move || form.get().map(|f| f.0).unwrap_or_default());
    let set = draft.write(move |plan, code: String| {
        let wanted = code.parse().ok().and_then(|n: usize| kinds().into_iter().nth(n));
        if let (Some(own), Some(wanted)) = (spiff(plan, id), wanted) {
            own.kind = wanted;
        }
    });
    let details = move || {
        let (code, ranks) = form.get()?;
        let step = place(move |p| match &mut spiff(p, id)?.kind {
            SpiffKind::PerStep { step, .. } => Some(step),
            _ => None,
        });
        Some(match code.as_str() {
            "4" => rank_rows(draft, id, ranks),
            "2" => view! {
                {number(draft, Ask::number(t().plans.step), step)}
                {number(draft, Ask::number(t().plans.amount), place(move |p| amount(p, id)))}
            }
            .into_any(),
            "3" => view! {
                {first_count(draft, id)}
                {number(draft, Ask::number(t().plans.amount), place(move |p| amount(p, id)))}
            }
            .into_any(),
            _ => number(draft, Ask::number(t().plans.amount), place(move |p| amount(p, id))),
        })
    };
    view! {
        <Select label=t().plans.spiff_kind options value on_change=set/>
        {details}
        <div class="columns-2">
            {maybe_day(draft, t().plans.first_day, place(move |p| Some(&mut spiff(p, id)?.from)))}
            {maybe_day(draft, t().plans.last_day, place(move |p| Some(&mut spiff(p, id)?.to)))}
        </div>
    }
    .into_any()
}

fn first_count(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let at = place(move |p| match &mut spiff(p, id)?.kind {
        SpiffKind::First { count, .. } => Some(count),
        _ => None,
    });
    whole_from(draft, t().plans.count, 1, at)
}

fn rank_rows(draft: Draft<Plan>, id: ComponentId, ranks: usize) -> AnyView {
    let row = move |at: usize| {
        let stored = read(draft, &place(move |p| prizes(p, id)?.get_mut(at)));
        let set = draft.write(move |plan, n: Option<Decimal>| {
            if let (Some(own), Some(n)) = (prizes(plan, id).and_then(|all| all.get_mut(at)), n) {
                *own = n;
            }
        });
        let remove = draft.write(move |plan, ()| {
            if let Some(all) = prizes(plan, id).filter(|all| all.len() > 1 && at < all.len()) {
                all.remove(at);
            }
        });
        let label = t().plans.rank(&fmt().whole(i64::try_from(at + 1).unwrap_or(i64::MAX)));
        view! {
            <div class="row-end">
                <NumberField label decimals=2 value=stored on_change=set/>
                <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/>
            </div>
        }
    };
    let add = draft.write(move |plan, ()| {
        if let Some(all) = prizes(plan, id) {
            all.push(all.last().copied().unwrap_or_default());
        }
    });
    view! {
        {(0..ranks).map(row).collect_view()}
        <div class="row"><Button small=true icon=Icon::Plus on_press=add>{t().plans.add_prize}</Button></div>
    }
    .into_any()
}

fn pool_view(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    fn pool(plan: &mut Plan, id: ComponentId) -> Option<&mut crate::domain::incentive::Pool> {
        match &mut of(plan, id)?.pays {
            Pays::Pool(pool) => Some(pool),
            _ => None,
        }
    }
    let stored = read(draft, &place(move |p| Some(&mut pool(p, id)?.of)));
    let rate = Memo::new(move |_| matches!(stored.get(), Some(PoolOf::Rate(_))));
    let sizes = vec![Choice::new("rate", t().plans.pool_rate), Choice::new("amount", t().plans.pool_amount)];
    let size = Signal::derive(move || if rate.get() { "rate" } else { "amount" }.to_owned());
    let set_size = draft.write(move |plan, code: String| {
        if let Some(own) = pool(plan, id) {
            own.of = if code == "rate" {
                PoolOf::Rate(Decimal::new(1, 2))
            } else {
                PoolOf::Amount(Decimal::from(10_000))
            };
        }
    });
    let at = move || {
        place(move |p| match &mut pool(p, id)?.of {
            PoolOf::Rate(value) | PoolOf::Amount(value) => Some(value),
        })
    };
    let shares = read(draft, &place(move |p| Some(&mut pool(p, id)?.shares)));
    let ways = vec![
        Choice::new("equal", t().plans.shares_equal),
        Choice::new("credit", t().plans.shares_credit),
        Choice::new("weights", t().plan_terms.shares_weights),
    ];
    let way = Memo::new(move |_| match shares.get() {
        Some(PoolShares::Credit) => "credit".to_owned(),
        Some(PoolShares::Weights(_)) => "weights".to_owned(),
        _ => "equal".to_owned(),
    });
    let set_way = draft.write(move |plan, code: String| {
        if let Some(own) = pool(plan, id) {
            own.shares = match code.as_str() {
                "credit" => PoolShares::Credit,
                "weights" => PoolShares::Weights(vec![(Assigned::Everybody, Decimal::ONE)]),
                _ => PoolShares::Equal,
            };
        }
    });
    view! {
        <div class="columns-2">
            <Select label=t().plans.pool_size options=sizes value=size on_change=set_size/>
            {move || if rate.get() {
                number(draft, Ask::percent(t().plans.rate), at())
            } else {
                number(draft, Ask::number(t().plans.amount), at())
            }}
            {choice(draft, t().plans.pool_of, &WHOSE, |one| t().plans.whose_name(one), place(move |p| Some(&mut pool(p, id)?.whose)))}
            <Select label=t().plans.pool_shares options=ways value=way on_change=set_way/>
        </div>
        {move || (way.get() == "weights").then(|| weights(draft, &place(move |p| match &mut pool(p, id)?.shares {
            PoolShares::Weights(all) => Some(all),
            PoolShares::Equal | PoolShares::Credit => None,
        })))}
        {gate(draft, t().plan_terms.members.to_owned(), t().plan_terms.everybody_shares, false, &place(move |p| Some(&mut pool(p, id)?.members)))}
    }
    .into_any()
}

/// Who counts how much in a pool.
fn weights(draft: Draft<Plan>, at: &Place<Vec<(Assigned, Decimal)>>) -> AnyView {
    let w = &t().plan_terms;
    let words = Words { legend: w.shares_weights, hint: "", add: w.add_weight };
    let row = move |at: Place<(Assigned, Decimal)>, _| {
        view! {
            <div class="columns-3 is-close">
                {whom(draft, &part(&at, |one| Some(&mut one.0)))}
                {number(draft, Ask::number(w.weight), part(&at, |one| Some(&mut one.1)))}
            </div>
        }
        .into_any()
    };
    list(draft, words, at, || (Assigned::Everybody, Decimal::ONE), row)
}

/// One name: everybody, a role, a team or a person.
fn whom(draft: Draft<Plan>, at: &Place<Assigned>) -> AnyView {
    let session = Session::get();
    let stored = read(draft, at);
    let options = Signal::derive(move || {
        let (Some(data), Some(now)) = (session.data(), stored.get()) else { return Vec::new() };
        // The invitation stands for the name that is chosen already.
        let mut all = choices(&data, "", std::slice::from_ref(&now));
        if let Some(first) = all.first_mut() {
            first.label = assigned_name(&data, &now);
        }
        all
    });
    let set = super::fields::write(draft, at, move |own: &mut Assigned, code: String| {
        if let Some(one) = session.data_now().and_then(|d| chosen(&d, &code)) {
            *own = one;
        }
    });
    view! { <Select label=t().pay.whom options value=String::new() on_change=set/> }.into_any()
}

fn reward_view(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    fn reward(plan: &mut Plan, id: ComponentId) -> Option<&mut Reward> {
        match &mut of(plan, id)?.pays {
            Pays::Reward(reward) => Some(reward),
            _ => None,
        }
    }
    let w = &t().plan_terms;
    let stored = read(draft, &place(move |p| Some(&mut reward(p, id)?.asks)));
    let kind = Memo::new(move |_| {
        match stored.get() {
            Some(RewardFor::Grades(_)) => "grades",
            Some(RewardFor::Score(_)) => "score",
            Some(RewardFor::Attainment(_)) | None => "attainment",
        }
        .to_owned()
    });
    let options = vec![
        Choice::new("attainment", w.reward_attainment),
        Choice::new("score", w.reward_score),
        Choice::new("grades", w.reward_grades),
    ];
    let set = draft.write(move |plan, code: String| {
        if let Some(own) = reward(plan, id) {
            own.asks = match code.as_str() {
                "grades" => RewardFor::Grades(Vec::new()),
                "score" => RewardFor::Score(Decimal::from(90)),
                _ => RewardFor::Attainment(Decimal::new(12, 1)),
            };
        }
    });
    let grades = Signal::derive(move || match stored.get() {
        Some(RewardFor::Grades(all)) => all.join(", "),
        _ => String::new(),
    });
    let set_grades = draft.write(move |plan, text: String| {
        if let Some(RewardFor::Grades(own)) = reward(plan, id).map(|r| &mut r.asks) {
            let parts = text.split([',', '，', '、']).map(str::trim).filter(|g| !g.is_empty());
            *own = parts.map(str::to_owned).collect();
        }
    });
    let least = move || {
        place(move |p| match &mut reward(p, id)?.asks {
            RewardFor::Attainment(least) | RewardFor::Score(least) => Some(least),
            RewardFor::Grades(_) => None,
        })
    };
    let finer = move || match kind.get().as_str() {
        "grades" => view! { <TextField label=w.grades value=grades on_change=set_grades/> }.into_any(),
        "score" => number(draft, Ask::number(w.least), least()),
        _ => number(draft, Ask::percent(t().plans.reward_at), least()),
    };
    view! {
        <div class="columns-2 is-form">
            <Select label=w.reward_asks options value=kind on_change=set/>
            {finer}
            {whole_from(draft, t().plans.reward_running, 1, place(move |p| Some(&mut reward(p, id)?.running)))}
            {choice(draft, w.every, &PERIODS, |one| t().plans.grain_name(one), place(move |p| Some(&mut reward(p, id)?.every)))}
        </div>
    }
    .into_any()
}
