//! Steps of incentive pay in words.

use super::joined;
use crate::domain::Decimal;
use crate::domain::Period;
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{CapOn, Due, LineKind, Reading, ReadingOf, TierMode, Worth};
use crate::domain::kpi::Unit;
use crate::domain::target::Subject;
use crate::engine::incentive::Counting;
use crate::engine::trace::{PayStep, Step, TraceValue};
use crate::i18n::figure::Shown;
use crate::i18n::names::Names;

/// Label and note.
type Words = (String, String);

fn money(value: Decimal, names: Names) -> String {
    figure(value, Unit::Money, names)
}

fn figure(value: Decimal, unit: Unit, names: Names) -> String {
    names.format().exact(value, Shown { unit, digits: names.data.workspace.shown_digits })
}

fn ratio(value: Decimal, names: Names) -> String {
    names.format().percent_at_most(value, 4)
}

fn plain(value: Decimal, names: Names) -> String {
    names.format().at_most(value, 4)
}

fn percent(value: Decimal, names: Names) -> String {
    format!("{}%", names.format().at_most(value, 2))
}

pub(super) fn component(id: ComponentId, names: Names) -> String {
    let plans = names.data.plans.iter().map(AsRef::as_ref);
    let all = plans.chain(names.data.versions.iter().map(|v| &v.plan)).flat_map(|p| &p.components);
    let found = all.into_iter().find(|c| c.id == id);
    found.map_or_else(|| names.texts.common.unknown.to_owned(), |c| c.name.clone())
}

/// A tier: its ends, the part of the measured value inside it, its rate or value, and what it adds to the blended rate.
pub(super) fn tier(step: &Step, names: Names) -> Option<Words> {
    let Step::Tier { from, to, rate, mode, worth, part, unit, blended } = step else { return None };
    let t = &names.texts.trace;
    let end = |value: Decimal| match unit {
        Unit::Ratio => ratio(value, names),
        unit => figure(value, *unit, names),
    };
    let mode_name = match mode {
        TierMode::Marginal => t.marginal,
        TierMode::Retroactive => t.retroactive,
        TierMode::Interpolated => t.interpolated,
    };
    let value = match (worth, mode, unit) {
        (Worth::Plain, TierMode::Interpolated, _) | (Worth::Amount, ..) => money(*rate, names),
        (Worth::Plain, _, Unit::Ratio) => plain(*rate, names),
        (Worth::Plain | Worth::TargetPay | Worth::BasePay, ..) => ratio(*rate, names),
    };
    let value = match worth {
        Worth::TargetPay => format!("{value} · {}", t.target_pay),
        Worth::BasePay => format!("{value} · {}", t.base_pay),
        Worth::Plain | Worth::Amount => value,
    };
    let how = t.tier_how(&end(*part), &value, mode_name);
    let mut parts = vec![how];
    parts.extend(blended.map(|share| t.blended(&ratio(share, names))));
    Some((t.tier(&end(*from), &to.map(end).unwrap_or_default()), joined(names, &parts)))
}

/// The records of a line: whose, in which period, under which rule.
pub(super) fn counted(counting: &Counting, names: Names) -> Words {
    let mut parts = vec![names.subject(counting.whom), names.period(counting.period)];
    let own = counting.plan.components.iter().find(|c| c.id == counting.component);
    let rule = usize::from(counting.rule).checked_sub(1);
    parts.extend(rule.and_then(|n| own?.terms.rules.get(n)).map(|rule| rule.name.clone()));
    parts.extend(own.map(|c| names.filter(&c.filter)).unwrap_or_default());
    (names.texts.trace.records.to_owned(), joined(names, &parts))
}

/// A figure that is read.
pub(super) fn read(reading: Reading, period: Period, whom: Subject, names: Names) -> Words {
    let w = &names.texts.plan_terms;
    let label = match reading.of {
        ReadingOf::Component(id) => w.attainment_of(&component(id, names)),
        ReadingOf::Kpi(id) => w.value_of(&names.kpi(id)),
        ReadingOf::KpiAttainment(id) => w.attainment_of(&names.kpi(id)),
        ReadingOf::Score => w.score.to_owned(),
        ReadingOf::Appraisal => w.appraisal_score.to_owned(),
        ReadingOf::Multiplier => w.appraisal_multiplier.to_owned(),
    };
    (label, joined(names, &[names.subject(whom), names.period(period)]))
}

/// A member of a pool.
pub(super) fn member(person: PersonId, weight: Decimal, open: bool, names: Names) -> Words {
    let t = &names.texts.trace;
    let note = if open { t.weighs(&plain(weight, names)) } else { t.not_a_member.to_owned() };
    (names.subject(Subject::Person(person)), note)
}

/// Somebody in a ranking.
pub(super) fn ranked(person: PersonId, (rank, equals): (u32, u32), prize: Decimal, names: Names) -> Words {
    let t = &names.texts.trace;
    let parts = [t.rank(&rank.to_string(), &equals.to_string()), t.prize(&money(prize, names))];
    (names.subject(Subject::Person(person)), joined(names, &parts))
}

/// When an instalment is due.
fn due(due: Due, names: Names) -> String {
    let (w, t) = (&names.texts.plan_terms, &names.texts.trace);
    match due {
        Due::Event { event, days } => w.days_after(w.event_name(event), &names.format().whole(days.into())),
        Due::Months(months) => w.months_after(&names.format().whole(months.into())),
        Due::YearEnd => t.year_end.to_owned(),
        Due::Date(day) => names.format().date(day),
    }
}

/// A step of incentive pay: what it is called, and how it works.
pub(super) fn step(step: PayStep, value: &TraceValue, names: Names) -> Words {
    let t = &names.texts.trace;
    let least = |least: Decimal| match value {
        TraceValue::Factor(_) => t.at_least(&ratio(least, names)),
        _ => t.at_least(&plain(least, names)),
    };
    let name = |label: &str| (label.to_owned(), String::new());
    let with = |label: &str, how: String| (label.to_owned(), how);
    match step {
        PayStep::Quota => with(t.quota, t.quota_how.to_owned()),
        PayStep::Ramp => name(t.ramp),
        PayStep::Part(days, of, by, places) => {
            let how = names.texts.plans.prorate_name(by);
            let rounded = places.map(|p| t.rounded(&p.to_string())).unwrap_or_default();
            (t.part_by(&days.to_string(), &of.to_string(), how), rounded)
        }
        PayStep::TargetPay(weight) => {
            let share = |w| t.weight(&percent(w, names), &percent(w, names));
            with(t.target_pay, weight.map(share).unwrap_or_default())
        }
        PayStep::BasePay => name(t.base_pay),
        PayStep::Level(months) => with(t.pay_level, t.months_of_year(&plain(months, names))),
        PayStep::Base => name(t.base),
        PayStep::Before => name(t.before),
        PayStep::Credit => name(t.credit),
        PayStep::HeldAtZero => name(t.held_at_zero),
        PayStep::Supposed => name(t.supposed),
        PayStep::Service => name(t.service),
        PayStep::Reversal(part, taken) => {
            with(t.reversal, t.came_back(&ratio(part, names), &ratio(taken, names)))
        }
        PayStep::OfSales(base, counts, sales) => {
            let of = format!("{} / {}", money(counts, names), money(sales, names));
            with(&t.of_sales(names.texts.kpis.base_name(base)), of)
        }
        PayStep::Curve(share) => {
            let mut parts = vec![t.payout_curve_how.to_owned()];
            parts.extend(share.map(|s| t.share_of_pay(&ratio(s, names))));
            with(t.payout_curve, joined(names, &parts))
        }
        PayStep::Spiff => name(t.spiff),
        PayStep::WholeSteps(size, amount) => {
            with(t.whole_steps, t.each_step(&plain(size, names), &money(amount, names)))
        }
        PayStep::Pot(rate) => with(
            t.pot,
            rate.map_or_else(|| t.pot_fixed.to_owned(), |rate| format!("× {}", ratio(rate, names))),
        ),
        PayStep::PoolShare => name(t.pool_share),
        PayStep::Fixed => with(t.fixed_bonus, t.fixed_bonus_how.to_owned()),
        PayStep::StatedBefore => name(t.stated_before),
        PayStep::Gate { least: at, open, pays_back } => {
            let mut parts = vec![least(at)];
            parts.extend((pays_back && !open).then(|| t.pays_back.to_owned()));
            with(if open { t.gate_open } else { t.gate_closed }, joined(names, &parts))
        }
        PayStep::TierGate { from, least: at, open } => {
            let state = if open { t.gate_open } else { t.gate_closed };
            (t.tier_gate(&plain(from, names)), joined(names, &[state.to_owned(), least(at)]))
        }
        PayStep::Cap(CapOn::Payment, most) => with(t.pay_cap, t.at_most(&money(most, names))),
        PayStep::Cap(CapOn::TargetPay, most) => with(t.pay_cap, t.at_most(&money(most, names))),
        PayStep::Cap(CapOn::Rate | CapOn::Attainment, most) => {
            with(t.pay_cap, t.at_most(&ratio(most, names)))
        }
        PayStep::CapCarries => name(t.cap_carries),
        PayStep::Modifier(read) => with(t.modifier, read.map(|r| plain(r, names)).unwrap_or_default()),
        PayStep::Converted(currency, how) => {
            let own = names.data.workspace.currency;
            let parts = [
                t.for_one(&own.to_string(), &currency.to_string()),
                names.texts.plan_terms.conversion_name(how).to_owned(),
            ];
            with(t.converted, joined(names, &parts))
        }
        PayStep::Rounded(exact) => with(t.line_rounded, t.exactly(&names.format().at_most(exact, 8))),
        PayStep::Line(kind, earned_in, paid_in) => {
            let label = match kind {
                LineKind::Earned => t.line_earned,
                LineKind::Correction => t.line_correction,
                LineKind::Clawback => t.line_clawback,
                LineKind::Carried => t.line_carried,
                LineKind::Adjustment => t.line_adjustment,
            };
            let parts = [t.earned_in(&names.period(earned_in)), t.paid_in(&names.period(paid_in))];
            with(label, joined(names, &parts))
        }
        PayStep::Adjusted(id) => {
            let reason = names.data.adjustments.get(id).map(|a| a.reason.clone());
            with(t.line_adjustment, reason.unwrap_or_default())
        }
        PayStep::Stated => name(t.as_stated),
        PayStep::Waiting => name(t.waiting),
        PayStep::Today => name(t.today),
        PayStep::Draw => name(t.draw),
        PayStep::Recovery => name(t.recovery),
        PayStep::FromCap => name(t.from_cap),
        PayStep::StatementCap => name(t.pay_cap),
        PayStep::Instalments => name(t.instalments),
        PayStep::NotDue(id, earned_in) => {
            (t.not_due(&component(id, names)), t.earned_in(&names.period(earned_in)))
        }
        PayStep::Instalment(share, when, of_it, lost) => {
            let mut parts = vec![due(when, names)];
            parts.extend((of_it > Decimal::ZERO).then(|| t.of_it_due(&ratio(of_it, names))));
            parts.extend((lost > Decimal::ZERO).then(|| t.of_it_lapses(&ratio(lost, names))));
            (t.instalment(&percent(share, names)), joined(names, &parts))
        }
        PayStep::NotDueBefore => name(t.not_due_before),
        PayStep::Holdback => name(t.holdback),
        PayStep::Released => name(t.released),
        PayStep::CarriedForward => name(t.carried_forward),
        PayStep::Lapsed => name(names.texts.payroll.balance_lapsed),
        PayStep::Paid(period) => with(t.paid_out, names.period(period)),
    }
}
