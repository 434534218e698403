//! "I am …": whose tasks the pages of appraisal show, remembered on this device for each workspace.
//!
//! Invariant: this is a convenience. Nothing is protected by it, and the pages say so.

use crate::domain::history::Label;
use crate::domain::id::{PersonId, Uuid, WorkspaceId};
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::{day, people};
use crate::state::command::Command;
use crate::ui::components::{Choice, Select};
use crate::ui::lang::t;
use crate::ui::session::{Refused, Session};
use crate::web::{clock, local};
use jiff::civil::Date;
use leptos::prelude::*;

/// Where this device remembers it, before the workspace's id.
const KEY: &str = "attain.me.";

/// Who somebody is in a workspace, as chosen since the page was opened.
type Chosen = Vec<(WorkspaceId, Option<PersonId>)>;

/// Who the reader is. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Me {
    session: Session,
    chosen: RwSignal<Chosen>,
    person: Memo<Option<PersonId>>,
}

impl Me {
    /// Who the reader was last, given to everything below.
    pub fn provide(session: Session) -> Self {
        let chosen = RwSignal::new(Chosen::new());
        let person = session.select(move |data| {
            let id = data.workspace.id;
            let now = chosen.with(|all| all.iter().rev().find(|(w, _)| *w == id).map(|(_, p)| *p));
            let stored = || local::get(&format!("{KEY}{id}")).and_then(|text| text.parse().ok());
            now.unwrap_or_else(stored).filter(|p| data.people.get(*p).is_some())
        });
        let me = Self { session, chosen, person };
        provide_context(me);
        me
    }

    /// Who the reader is.
    #[must_use]
    pub fn get() -> Self {
        use_context().unwrap_or_else(|| Self::provide(Session::get()))
    }

    /// The person, tracked; `None` where nobody was chosen.
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        self.person.get()
    }

    /// The person, for handlers.
    #[must_use]
    pub fn now(self) -> Option<PersonId> {
        self.person.get_untracked()
    }

    /// The reader is somebody else from now on, or nobody in particular.
    pub fn choose(self, person: Option<PersonId>) {
        let Some(id) = self.session.data_now().map(|data| data.workspace.id) else { return };
        match person {
            Some(person) => local::set(&format!("{KEY}{id}"), &person.to_string()),
            None => local::remove(&format!("{KEY}{id}")),
        }
        self.chosen.update(|all| {
            all.retain(|(w, _)| *w != id);
            all.push((id, person));
        });
    }

    /// The day that steps are taken on, tracked.
    #[must_use]
    pub fn day(self) -> Date {
        self.session.data().map_or_else(clock::today, |data| day(&data, clock::today()))
    }

    /// Takes a step of an appraisal as this person, today.
    ///
    /// # Errors
    /// [`Refused`]; nothing has changed then.
    pub fn act(self, deed: Deed) -> Result<Label, Refused> {
        self.act_in(deed, None)
    }

    /// The same as part of a sitting, see [`Session::run_in`].
    ///
    /// # Errors
    /// [`Refused`]; nothing has changed then.
    pub fn act_in(self, deed: Deed, sitting: Option<Uuid>) -> Result<Label, Refused> {
        let on = untrack(|| self.day());
        self.session.run_in(&Command::Appraise { deed: Box::new(deed), on, by: self.now() }, sitting)
    }
}

/// Chooses who the reader is, and says that this protects nothing.
#[component]
pub fn IAm() -> impl IntoView {
    let (me, session) = (Me::get(), Session::get());
    let options = Signal::derive(move || {
        let nobody = Choice::new("", t().reviews.nobody);
        let all = session.data().map(|data| people(&data, me.day())).unwrap_or_default();
        std::iter::once(nobody)
            .chain(all.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || me.person().map(|p| p.to_string()).unwrap_or_default());
    let choose = move |code: String| me.choose(code.parse().ok());
    view! {
        <div class="i-am no-print">
            <Select label=t().reviews.i_am hint=t().reviews.i_am_words options value on_change=choose/>
        </div>
    }
    .into_any()
}
