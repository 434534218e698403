//! The signals of a trial: the stored plan, the moved one, and everybody's pay under both.
//!
//! Invariant: the records are scanned when data, period or plan change, never when a rate moves.

use crate::domain::dataset::Item;
use crate::domain::history::Label;
use crate::domain::id::{PersonId, PlanId};
use crate::domain::incentive::Plan;
use crate::domain::{Dataset, Decimal, Period, Span};
use crate::engine::incentive::{Pay, Prepared, Statement};
use crate::state::command::Command;
use crate::state::trial::{self, Effect, Knob};
use crate::ui::desk::Desk;
use crate::ui::hints::{Hint, Hints};
use crate::ui::session::{Refused, Session};
use crate::ui::shell::Router;
use crate::ui::view::settled;
use jiff::civil::Date;
use leptos::prelude::*;
use std::sync::Arc;

/// A trial. Copy it into views and handlers.
#[derive(Clone, Copy)]
pub struct Trial {
    /// The plan as stored.
    pub plan: Memo<Option<Arc<Plan>>>,
    /// Period and days whose records are paid, and the as-of date.
    pub scope: Memo<Option<(Period, Span, Date)>>,
    /// Which rate moves.
    pub knob: RwSignal<Knob>,
    /// Its value where it has been moved, as shown.
    pub moved: RwSignal<Option<Decimal>>,
    /// The plan with the moved rate.
    pub current: Memo<Option<Arc<Plan>>>,
    /// Bases of the period.
    pub prepared: Memo<Option<Arc<Prepared>>>,
    /// Bases of the running quarter, for the next deal.
    pub running: Memo<Option<Arc<Prepared>>>,
    /// Pay under the plan as stored; `None` where it cannot be computed.
    pub before: Memo<Option<Pay>>,
    /// Pay under the moved plan.
    pub after: Memo<Option<Pay>>,
    /// What the move does.
    pub effect: Memo<Effect>,
    hints: Hints,
}

impl Trial {
    /// A trial of a plan; of the workspace's first one where none is chosen or it is not there.
    pub fn new(chosen: Signal<Option<PlanId>>) -> Trial {
        let (session, router, settled) = (Session::get(), Router::get(), settled());
        let desk = Desk::get();
        let plan = session.select(move |data| {
            let wanted = chosen.get().and_then(|id| data.plans.get(id));
            wanted.or_else(|| data.plans.iter().next()).cloned()
        });
        let scope = session.select(move |data| {
            let view = settled.get()?;
            let (period, span) = trial::period(data, &router.view(), &view);
            Some((period, span, view.as_of))
        });
        let knob =
            RwSignal::new(plan.with_untracked(|p| p.as_deref().map(trial::first_knob)).unwrap_or_default());
        let moved = RwSignal::new(None::<Decimal>);
        let current = Memo::new(move |_| {
            let plan = plan.get()?;
            match moved.get() {
                Some(value) => Some(Arc::new(trial::with_rate(&plan, knob.get(), value))),
                None => Some(plan),
            }
        });
        // Returns reverse the sale that they name, so the names of the records are needed.
        desk.want_names();
        let prepare = move |span: Option<Span>| {
            desk.names_read();
            let (data, plan) = (session.data()?, plan.get()?);
            Some(Arc::new(Prepared::new(&data, &plan, span?).value))
        };
        let prepared = Memo::new(move |_| prepare(scope.get().map(|s| s.1)));
        let running = Memo::new(move |_| {
            let as_of = scope.get()?.2;
            prepare(trial::running(&*session.data()?, as_of))
        });
        let pay = move |plan: Option<Arc<Plan>>| prepared.get()?.pay(&*plan?).ok();
        let before = Memo::new(move |_| pay(plan.get()));
        let after = Memo::new(move |_| pay(current.get()));
        let effect = Memo::new(move |_| {
            before.with(|b| after.with(|a| Some(trial::effect(b.as_ref()?, a.as_ref()?)))).unwrap_or_default()
        });
        let hints = Hints::get();
        Trial { plan, scope, knob, moved, current, prepared, running, before, after, effect, hints }
    }

    /// The value of the rate as shown: moved or stored.
    pub fn value(self) -> Decimal {
        self.moved.get().or_else(|| self.stored()).unwrap_or_default()
    }

    /// The stored value of the rate as shown.
    pub fn stored(self) -> Option<Decimal> {
        let plan = self.plan.get()?;
        trial::tier(&plan, self.knob.get()).map(trial::shown)
    }

    /// Moves the rate; where it is back at the stored value, nothing is moved.
    pub fn move_to(self, value: Decimal) {
        let stored = untrack(|| self.stored());
        self.moved.set((stored != Some(value)).then_some(value));
        self.hints.followed(Hint::Rate);
    }

    /// Stores the moved plan.
    ///
    /// # Errors
    /// [`Refused`]; the move stays.
    pub fn keep(self) -> Result<Label, Refused> {
        let plan = self.current.get_untracked().ok_or(Refused::Nothing)?;
        let label = Session::get().run(&Command::Put(vec![Item::Plan(Plan::clone(&plan))]))?;
        self.moved.set(None);
        Ok(label)
    }

    /// A person's statement of the period under the moved plan.
    pub fn statement(self, data: &Dataset, person: PersonId) -> Option<Statement> {
        let (prepared, plan) = (self.prepared.get()?, self.current.get()?);
        prepared.statement(&plan, person, &data.workspace.calendar).ok()
    }
}
