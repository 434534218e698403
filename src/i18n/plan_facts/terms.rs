//! Facts of a plan as a whole.

use super::{List, whom};
use crate::domain::incentive::AssignedDates;
use crate::domain::incentive::{Conversion, Draw, Holdback, Leaving, PayIn, PlanTerms, Prorate, Proration};
use crate::domain::scorecard::Assigned;
use crate::i18n::names::Names;

/// The days on which an assignment holds, in words; empty for all of them.
#[must_use]
pub fn days(dates: &AssignedDates, names: Names) -> String {
    let (w, f) = (&names.texts.plan_terms, names.format());
    match (dates.from, dates.to) {
        (Some(from), Some(to)) => w.days_between(&f.date(from), &f.date(to)),
        (Some(from), None) => w.days_from(&f.date(from)),
        (None, Some(to)) => w.days_to(&f.date(to)),
        (None, None) => String::new(),
    }
}

impl List<'_> {
    pub(super) fn terms(&mut self, terms: &PlanTerms) {
        let (w, finer) = (&self.names.texts.plans, &self.names.texts.plan_terms);
        // The announcement stands beside a version; the budget is nobody's pay.
        let PlanTerms {
            announced: _,
            until,
            dates,
            pay,
            proration,
            ramp,
            attainment_places,
            draw,
            cap,
            holdback,
            leaving,
            recovery,
            pay_in,
            budget: _,
            leverage,
            cost_rate: _,
        } = terms;
        if let Some(last) = until {
            self.add("until", finer.until, self.names.format().date(*last));
        }
        for (at, one) in dates.iter().enumerate() {
            let label = format!("{} · {}", finer.dates, whom(&one.whom, self.names));
            self.add(&format!("dates {at} {label}"), label.clone(), days(one, self.names));
            if matches!(one.whom, Assigned::Person(_)) {
                self.personal();
            }
        }
        if let Some(draw) = draw {
            self.draw(draw);
        }
        if let Some(cap) = cap {
            self.cap("statement cap", w.statement_cap, cap);
        }
        if let Some(Holdback { share, months }) = holdback {
            self.add("holdback", w.holdback_share, self.share(*share));
            self.add("holdback months", w.holdback_months, self.count(*months));
        }
        if *leaving != Leaving::default() {
            self.add("leaving", finer.leaving, finer.leaving_name(*leaving).to_owned());
        }
        for (at, share) in ramp.iter().enumerate() {
            let month = self.names.format().whole(i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1));
            self.add(&format!("ramp {at}"), w.ramp_at(&month), self.share(*share));
        }
        self.pay_levels(pay);
        self.proration(proration);
        if let Some(places) = attainment_places {
            self.add("attainment places", finer.attainment_places, self.count(*places));
        }
        if let Some(most) = recovery {
            self.add("recovery", finer.recovery, self.share(*most));
        }
        if let Some(limit) = leverage {
            self.add("leverage", finer.leverage, self.figure(*limit));
        }
        if let Some(pay_in) = pay_in {
            self.pay_in(pay_in);
        }
    }

    fn draw(&mut self, draw: &Draw) {
        let (w, finer) = (&self.names.texts.plans, &self.names.texts.plan_terms);
        let Draw { amount, forgiven, months, defer, exempt } = draw;
        self.add("draw", self.names.texts.payroll.drawn, self.money(*amount));
        self.add("forgiven", w.draw_forgiven, w.forgiven_name(*forgiven).to_owned());
        if let Some(months) = months {
            self.add("draw months", w.draw_months, self.count(*months));
        }
        if *defer > 0 {
            self.add("draw defer", finer.draw_defer, self.count(*defer));
        }
        if !exempt.is_empty() {
            let names: Vec<String> = exempt.iter().map(|id| self.component_name(*id)).collect();
            self.add("draw exempt", finer.draw_exempt, self.names.format().list(&names));
        }
    }

    fn proration(&mut self, proration: &Proration) {
        let (w, finer) = (&self.names.texts.plans, &self.names.texts.plan_terms);
        let Proration { by, places, without_last } = proration;
        if *by != Prorate::default() {
            self.add("proration", w.proration, w.prorate_name(*by).to_owned());
        }
        if let Some(places) = places {
            self.add("places", finer.places, self.count(*places));
        }
        self.flag("without last", finer.without_last, *without_last);
    }

    fn pay_in(&mut self, pay_in: &PayIn) {
        let finer = &self.names.texts.plan_terms;
        let PayIn { currency, fixed, rates, target, commission } = pay_in;
        self.add(
            "pay in",
            finer.pay_in,
            format!("{currency} · {} {}", finer.fixed_rate, self.figure(*fixed)),
        );
        for (at, (day, rate)) in rates.iter().enumerate() {
            let words = format!("{} · {}", self.names.format().date(*day), self.figure(*rate));
            self.add(&format!("market rate {at}"), finer.market_rates, words);
        }
        let both =
            [("target at", finer.target_at, target), ("commission at", finer.commission_at, commission)];
        for (key, label, how) in both {
            if *how != Conversion::default() {
                self.add(key, label, finer.conversion_name(*how).to_owned());
            }
        }
    }
}
