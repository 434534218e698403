//! From lines to what is paid: negative balances, draw, the statement's cap, instalments, holdback.

use super::Ground;
use super::due::later;
use crate::domain::id::PersonId;
use crate::domain::incentive::{Balances, Cap, CapOn, Draw, RunLine, RunStatement};
use crate::domain::money::round;
use crate::domain::{Date, Decimal};
use crate::engine::incentive::base::Prepared;
use crate::engine::incentive::draw::{At, Drawing, drawing, percent};
use crate::engine::incentive::level;
use crate::engine::incentive::prorate::pieces;
use crate::engine::incentive::sales::full_months;

impl Ground<'_> {
    /// A person's statement from its lines. `None` on overflow.
    pub(super) fn settle(&self, person: PersonId, lines: Vec<RunLine>) -> Option<RunStatement> {
        let terms = &self.plan.terms;
        let last = self.before.last(person).map(|s| s.balances).unwrap_or_default();
        let total = lines.iter().try_fold(0_i64, |sum, l| sum.checked_add(l.minor))?;
        let leaver = self.data.people.get(person).and_then(|p| p.left).is_some_and(|l| l <= self.span.to);
        let mut balances = Balances { debt: last.debt, owed: last.owed, ..Balances::default() };

        // A negative total is paid as zero and carried; so much of a positive one may be taken.
        let positive = total.max(0);
        balances.instalments = self.not_due(person, &lines)?;
        let instalments = balances.instalments.checked_sub(last.instalments)?;
        let incentive = positive.max(total.checked_sub(instalments)?);
        balances.owed = balances.owed.checked_add(total.min(0).saturating_neg())?;
        let mut room = match (leaver, terms.recovery) {
            (true, _) => 0,
            (_, Some(share)) => percent(incentive, share)?,
            _ => incentive,
        };
        let taken = last.owed.min(room).max(0);
        balances.owed = balances.owed.checked_sub(taken)?;
        room = room.checked_sub(taken)?;
        let mut pay = positive.checked_sub(taken)?;

        let (mut drawn, mut recovered, mut forgiven) = (0, taken, 0);
        if let Some(draw) = &terms.draw {
            let mut exempt = lines.iter().filter(|l| draw.exempt.contains(&l.component));
            let exempt = exempt.try_fold(0_i64, |sum, l| sum.checked_add(l.minor))?.clamp(0, pay.max(0));
            let earned = pay.checked_sub(exempt)?.max(0);
            let drawing = self.draw(draw, person, earned, leaver, balances.debt, room)?;
            (drawn, forgiven) = (drawing.drawn, drawing.forgiven);
            recovered = recovered.checked_add(drawing.recovered)?;
            balances.debt = drawing.debt;
            pay = pay.checked_add(drawn)?.checked_sub(drawing.recovered)?;
        }

        pay = pay.checked_add(last.capped)?;
        let mut withheld = 0;
        if let Some(cap) = terms.cap {
            let most = self.most(&cap, person)?;
            withheld = pay.checked_sub(most)?.max(0);
            pay = pay.checked_sub(withheld)?;
            balances.capped = if cap.carries { withheld } else { 0 };
        }

        pay = pay.checked_sub(instalments)?;
        if pay < 0 {
            // Less is due than what is taken or waits.
            balances.owed = balances.owed.checked_add(pay.saturating_neg())?;
            pay = 0;
        }
        let holdback = terms.holdback.map_or(Some(0), |h| percent(pay, h.share))?;
        let released = self.released(person);
        balances.holdback = last.holdback.checked_add(holdback)?.checked_sub(released)?;
        let paid = pay.checked_sub(holdback)?.checked_add(released)?;
        Some(RunStatement {
            person,
            lines,
            total,
            drawn,
            recovered,
            withheld,
            instalments,
            holdback,
            released,
            paid,
            forgiven,
            balances,
        })
    }

    /// The statement's cap in minor units.
    fn most(&self, cap: &Cap, person: PersonId) -> Option<i64> {
        let prepared: &Prepared = &self.prepared.value;
        let most = match cap.on {
            CapOn::TargetPay => {
                let terms = &self.plan.terms;
                let person = self.data.people.get(person)?;
                let pieces = pieces(self.data, self.plan, person, self.span);
                let part = super::super::prorate::part(terms.proration, self.span, &pieces, person.left);
                let shares = level::shares(self.data, terms, person, self.span, &pieces, part);
                level::amount(terms, &shares.target, |l| l.target)
                    .unwrap_or(Decimal::ZERO)
                    .checked_mul(cap.most)?
            }
            CapOn::Payment | CapOn::Rate | CapOn::Attainment => cap.most,
        };
        let currency = terms_currency(self);
        round(most, currency, prepared.rounding).map(|m| m.minor)
    }

    /// What was held back in runs whose window ends with this period.
    fn released(&self, person: PersonId) -> i64 {
        let Some(holdback) = self.plan.terms.holdback else {
            // Without a rule any longer, everything held is due.
            return self.before.last(person).map_or(0, |s| s.balances.holdback);
        };
        let last = self.before.runs.last().map(|(_, s)| s.to);
        let due = |end: Date| {
            let day = later(end, holdback.months);
            day.is_some_and(|d| d <= self.span.to && last.is_none_or(|l| d > l))
        };
        let runs = self.before.runs.iter().filter(|(_, s)| due(s.to));
        let own = runs.flat_map(|(r, _)| r.statements.iter().filter(|s| s.person == person));
        own.map(|s| s.holdback).sum()
    }

    fn draw(
        &self,
        draw: &Draw,
        person: PersonId,
        earned: i64,
        leaver: bool,
        debt: i64,
        room: i64,
    ) -> Option<Drawing> {
        let rounding = self.prepared.value.rounding;
        let amount = round(draw.amount, terms_currency(self), rounding)?.minor;
        let hired = self.data.people.get(person).and_then(|p| p.hired);
        let start = hired.map_or(self.plan.effective, |h| h.max(self.plan.effective));
        let months = u32::try_from(full_months(start.first_of_month(), self.span.to).max(0)).unwrap_or(0);
        drawing(draw, amount, At { months, leaver, room }, earned, debt)
    }
}

/// The currency in which a plan pays.
fn terms_currency(ground: &Ground) -> crate::domain::money::Currency {
    ground.plan.terms.pay_in.as_ref().map_or(ground.prepared.value.currency, |p| p.currency)
}
