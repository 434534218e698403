//! The signals of a trial: the stored plan, the moved one in its pretended world, and everybody's pay under both.
//!
//! Invariant: the records are scanned when data, period or plan change, never when a number moves.

use crate::domain::dataset::Item;
use crate::domain::history::Label;
use crate::domain::id::{PersonId, PlanId};
use crate::domain::incentive::Plan;
use crate::domain::{Dataset, Decimal, Period, Span};
use crate::engine::incentive::whatif::Parameter;
use crate::engine::incentive::{Pay, Prepared, Statement};
use crate::state::command::Command;
use crate::state::knob::{self, Move};
use crate::state::scenario::Scenario;
use crate::state::trial::{self, Effect, World};
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
    /// Which number moves.
    pub knob: RwSignal<Option<Parameter>>,
    /// The numbers that have been moved, as stored in a plan.
    pub moves: RwSignal<Vec<Move>>,
    /// What is pretended beside the plan.
    pub world: RwSignal<World>,
    /// The plan with the moved numbers.
    pub current: Memo<Option<Arc<Plan>>>,
    /// Bases of the period, as they are.
    pub prepared: Memo<Option<Arc<Prepared>>>,
    /// Bases of the period in the pretended world.
    pub pretended: Memo<Option<Arc<Prepared>>>,
    /// Bases of the running quarter, for the next deal.
    pub running: Memo<Option<Arc<Prepared>>>,
    /// Pay under the plan as stored; `None` where it cannot be computed.
    pub before: Memo<Option<Pay>>,
    /// Pay under the moved plan in the pretended world.
    pub after: Memo<Option<Pay>>,
    /// What the trial does.
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
        let knob = RwSignal::new(plan.with_untracked(|p| p.as_deref().and_then(knob::first_knob)));
        // A plan that appears or changes later has a number to begin with as well.
        leptos::prelude::Effect::new(move |_| {
            let Some(plan) = plan.get() else { return };
            let known = knob.get_untracked().is_some_and(|k| knob::knobs(&plan).contains(&k));
            if !known {
                knob.set(knob::first_knob(&plan));
            }
        });
        let moves = RwSignal::new(Vec::<Move>::new());
        let world = RwSignal::new(World::default());
        let current = Memo::new(move |_| {
            let plan = plan.get()?;
            moves.with(|moves| {
                Some(if moves.is_empty() { plan } else { Arc::new(knob::plan_after(&plan, moves)) })
            })
        });
        // Returns reverse the sale that they name, so the names of the records are needed.
        desk.want_names();
        let prepare = move |span: Option<Span>| {
            desk.names_read();
            let (data, plan) = (session.data()?, plan.get()?);
            Some(Arc::new(Prepared::new(&data, &plan, span?).value))
        };
        let prepared = Memo::new(move |_| prepare(scope.get().map(|s| s.1)));
        let pretended = Memo::new(move |_| {
            let (real, world) = (prepared.get()?, world.get());
            Some(if world.is_real() { real } else { Arc::new(world.bases(&real)) })
        });
        let running = Memo::new(move |_| {
            let as_of = scope.get()?.2;
            prepare(trial::running(&*session.data()?, as_of))
        });
        let before = Memo::new(move |_| prepared.get()?.pay(&*plan.get()?).ok());
        let after = Memo::new(move |_| {
            let (bases, plan) = (pretended.get()?, current.get()?);
            let World { whom, deal, .. } = world.get();
            let rest = World { whom, deal, ..World::default() };
            rest.pay(&*session.data()?, &bases, &plan)
        });
        let effect = Memo::new(move |_| {
            before.with(|b| after.with(|a| Some(trial::effect(b.as_ref()?, a.as_ref()?)))).unwrap_or_default()
        });
        let hints = Hints::get();
        Trial {
            plan,
            scope,
            knob,
            moves,
            world,
            current,
            prepared,
            pretended,
            running,
            before,
            after,
            effect,
            hints,
        }
    }

    /// Whether anything differs from the plan as it stands.
    pub fn is_moved(self) -> bool {
        self.moves.with(|m| !m.is_empty()) || self.world.with(|w| !w.is_real())
    }

    /// The value of the number, as shown.
    pub fn value(self) -> Decimal {
        let (Some(plan), Some(knob)) = (self.plan.get(), self.knob.get()) else { return Decimal::ZERO };
        let stored = self.moves.with(|moves| knob::value_after(&plan, moves, knob)).unwrap_or_default();
        knob::unit(&plan, knob).shown(stored)
    }

    /// Moves the number, given as shown; where it is back at the stored value, it is not moved.
    pub fn move_to(self, shown: Decimal) {
        let (Some(plan), Some(knob)) = (self.plan.get_untracked(), self.knob.get_untracked()) else { return };
        let stored = knob::unit(&plan, knob).stored(shown);
        self.moves.update(|moves| *moves = knob::moved(&plan, moves, knob, stored));
        self.hints.followed(Hint::Rate);
    }

    /// Puts everything back.
    pub fn reset(self) {
        self.moves.set(Vec::new());
        self.world.set(World::default());
    }

    /// What is on trial, as a scenario.
    pub fn scenario(self, name: String) -> Scenario {
        Scenario { name, moves: self.moves.get_untracked(), world: self.world.get_untracked() }
    }

    /// Puts a scenario on trial.
    pub fn show(self, scenario: &Scenario) {
        self.moves.set(scenario.moves.clone());
        self.world.set(scenario.world);
        if let Some((first, _)) = scenario.moves.first() {
            self.knob.set(Some(*first));
        }
    }

    /// Stores the plan after some moves. What is pretended beside it stays pretended.
    ///
    /// # Errors
    /// [`Refused`]; the trial stays.
    pub fn adopt(self, moves: &[Move]) -> Result<Label, Refused> {
        let plan = self.plan.get_untracked().ok_or(Refused::Nothing)?;
        let moved = knob::plan_after(&plan, moves);
        let label = Session::get().run(&Command::Put(vec![Item::Plan(moved)]))?;
        self.moves.set(Vec::new());
        Ok(label)
    }

    /// A person's statement of the period under the moved plan in the pretended world.
    pub fn statement(self, data: &Dataset, person: PersonId) -> Option<Statement> {
        let (prepared, plan) = (self.pretended.get()?, self.current.get()?);
        prepared.explained(data, &plan, person).ok()
    }
}
