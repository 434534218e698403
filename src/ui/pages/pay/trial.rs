//! The signals of a trial: the stored plan, the moved one in its pretended world, and everybody's pay under both.
//!
//! Invariant: the records are scanned when data, period or plan change, never when a number moves.

use crate::domain::dataset::Item;
use crate::domain::history::Label;
use crate::domain::id::PlanId;
use crate::domain::incentive::Plan;
use crate::domain::{Decimal, Period, Span};
use crate::engine::incentive::Pay;
use crate::engine::incentive::in_force;
use crate::engine::incentive::whatif::Parameter;
use crate::state::command::Command;
use crate::state::knob::{self, Move};
use crate::state::scenario::Scenario;
use crate::state::trial::{self, Effect, Ground, World};
use crate::ui::desk::Desk;
use crate::ui::hints::{Hint, Hints};
use crate::ui::pages::payroll::Cash;
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
    /// The plan over the period, as both are.
    pub ground: Memo<Option<Ground>>,
    /// The moved plan over the period in the pretended world.
    pub tried: Memo<Option<Ground>>,
    /// The moved plan over the running quarter, for the next deal.
    pub running: Memo<Option<Ground>>,
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
        Trial::of(chosen, false)
    }

    /// What is in force of a plan on the as-of date, for a person whom it pays; the plan as it stands where nothing is
    /// published.
    pub fn in_force(chosen: Signal<Option<PlanId>>) -> Trial {
        Trial::of(chosen, true)
    }

    fn of(chosen: Signal<Option<PlanId>>, published: bool) -> Trial {
        let (session, router, settled) = (Session::get(), Router::get(), settled());
        let desk = Desk::get();
        let plan = session.select(move |data| {
            let wanted = chosen.get().and_then(|id| data.plans.get(id));
            let plan = wanted.or_else(|| data.plans.iter().next()).cloned()?;
            let day = settled.get().filter(|_| published).map(|view| view.as_of);
            let version = day.and_then(|day| in_force(data, plan.id, day));
            Some(version.map_or(plan, |version| Arc::new(version.plan.clone())))
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
        let look = move |span: Span, begins: Date| {
            desk.names_read();
            Ground::new(&session.data()?, &plan.get()?, span, begins)
        };
        let ground = Memo::new(move |_| {
            let span = scope.get()?.1;
            look(span, span.from)
        });
        let moved = Memo::new(move |_| Some(ground.get()?.after(&moves.get())));
        let tried = Memo::new(move |_| Some(moved.get()?.within(&world.get())));
        let now = Memo::new(move |_| {
            let span = trial::running(&*session.data()?, scope.get()?.2)?;
            look(span, span.to)
        });
        let running = Memo::new(move |_| Some(now.get()?.after(&moves.get())));
        let before = Memo::new(move |_| ground.get()?.pay());
        let after = Memo::new(move |_| tried.get()?.pay());
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
            ground,
            tried,
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

    /// The currency in which the plan pays, and how it is written.
    pub fn cash(self) -> Option<Cash> {
        Some(Cash::of(&*Session::get().data()?, &*self.plan.get()?))
    }
}
