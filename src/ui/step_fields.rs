//! What has to be done, line by line: what, and by when. Aims of development plans and agreements of feedback are edited
//! alike.

use crate::domain::appraisal::AimStep;
use crate::ui::components::{Button, ButtonKind, DateField, Icon, IconButton, TextField};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

/// The steps in a draft.
pub struct StepList<T: 'static> {
    /// Reads them.
    pub read: fn(&T) -> &Vec<AimStep>,
    /// Changes them.
    pub write: fn(&mut T) -> &mut Vec<AimStep>,
    /// What one is called.
    pub one: &'static str,
    /// The word of the button that adds one.
    pub add: &'static str,
}

impl<T> Clone for StepList<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for StepList<T> {}

/// The fields of all steps, and the button that adds one.
pub fn step_fields<T: Clone + Send + Sync + 'static>(draft: Draft<T>, list: StepList<T>) -> AnyView {
    let count = draft.read(move |d| (list.read)(d).len());
    let rows = move || (0..count.get()).map(|n| step(draft, list, n)).collect_view();
    let add = move |()| {
        draft.update(|d| (list.write)(d).push(AimStep { text: String::new(), due: None, done: None }));
    };
    view! {
        {rows}
        <div class="row"><Button kind=ButtonKind::Quiet small=true icon=Icon::Plus on_press=add>{list.add}</Button></div>
    }
    .into_any()
}

fn step<T: Clone + Send + Sync + 'static>(draft: Draft<T>, list: StepList<T>, n: usize) -> AnyView {
    let number = fmt().whole(i64::try_from(n).unwrap_or(0).saturating_add(1));
    let text = draft.read(move |d| (list.read)(d).get(n).map(|s| s.text.clone()).unwrap_or_default());
    let due = draft.read(move |d| (list.read)(d).get(n).and_then(|s| s.due));
    let set = draft.write(move |d, text: String| {
        if let Some(step) = (list.write)(d).get_mut(n) {
            step.text = text;
        }
    });
    let set_due = draft.write(move |d, day| {
        if let Some(step) = (list.write)(d).get_mut(n) {
            step.due = day;
        }
    });
    let out = move |()| {
        draft.update(|d| {
            let all = (list.write)(d);
            if n < all.len() {
                all.remove(n);
            }
        });
    };
    let name = fmt().beside(t().common.remove, &number);
    view! {
        <div class="aim-step">
            <TextField label=fmt().beside(list.one, &number) value=text on_input=set/>
            <DateField label=t().development.due optional=true value=due on_change=set_due/>
            <IconButton icon=Icon::Close name=name on_press=out/>
        </div>
    }
    .into_any()
}
