//! From lines to what is paid: negative balances, draw, the statement's cap, instalments, holdback.

use super::Ground;
use super::before::Own;
use super::due::later;
use crate::domain::id::PersonId;
use crate::domain::incentive::{Balances, Cap, CapOn, Draw, Leaving, RunLine, RunStatement};
use crate::domain::money::round;
use crate::domain::{Date, Decimal};
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
        let (waits, lapsed) = self.not_due(person, &lines)?;
        balances.instalments = waits;
        // What lapsed once stays lapsed, whatever a later version says of leavers.
        balances.lapsed = lapsed.max(last.lapsed);
        let kept = waits.checked_add(balances.lapsed)?;
        let instalments = kept.checked_sub(last.instalments)?.checked_sub(last.lapsed)?;
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
            let mut exempt = lines.iter().filter(|l| l.component.is_some_and(|c| draw.exempt.contains(&c)));
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
        let mut paid = pay.checked_sub(holdback)?.checked_add(released)?;
        let employed = terms.leaving == Leaving::Employed;
        if employed && self.data.people.get(person).and_then(|p| p.left).is_some_and(|l| l < self.span.to) {
            balances.lapsed = balances.lapsed.checked_add(paid)?;
            paid = 0;
        }
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
        round(most, self.currency(), self.data.workspace.rounding).map(|m| m.minor)
    }

    /// What was held back in runs whose window is over by the end of this period, less what was released before. Without a
    /// rule any longer, everything held is due.
    fn released(&self, person: PersonId) -> i64 {
        let months = self.plan.terms.holdback.map_or(0, |h| h.months);
        let due = |end: Date| later(end, months).is_some_and(|d| d <= self.span.to);
        let own = |(statement, _, span): &Own| {
            let held = if due(span.to) { statement.holdback } else { 0 };
            held.saturating_sub(statement.released)
        };
        self.before.of_person(person).iter().map(own).sum::<i64>().max(0)
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
        let amount = round(draw.amount, self.currency(), self.data.workspace.rounding)?.minor;
        let hired = self.data.people.get(person).and_then(|p| p.hired);
        let start = hired.map_or(self.effective, |h| h.max(self.effective));
        let months = u32::try_from(full_months(start.first_of_month(), self.span.to).max(0)).unwrap_or(0);
        drawing(draw, amount, At { months, leaver, room }, earned, debt)
    }
}
