//! Asks for a reason before a step of an appraisal that needs one.

use crate::engine::appraisal::process::Deed;
use crate::ui::components::{Button, ButtonKind, Dialog, TextArea};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use crate::ui::me::Me;
use leptos::prelude::*;
use std::sync::Arc;

/// Makes the step out of the reason.
pub type Stepped = Arc<dyn Fn(String) -> Deed + Send + Sync>;

/// A dialog that asks why, takes the step, and says what is wrong where it is refused.
#[component]
pub fn ReasonDialog(
    /// What is about to be done.
    #[prop(into)]
    title: String,
    /// What follows from it.
    #[prop(optional, into)]
    words: Option<String>,
    /// The verb on the button.
    #[prop(into)]
    verb: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Makes the step out of the reason.
    step: Stepped,
    /// After the step was taken.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let me = Me::get();
    let draft = Draft::new(String::new());
    let go = move |()| {
        if draft.stored(me.act(step(draft.now()))) {
            draft.update(String::clear);
            open.set(false);
            if let Some(done) = on_done {
                done.run(());
            }
        }
    };
    let go = Callback::new(go);
    let footer = ViewFn::from(move || {
        let verb = verb.clone();
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=go>{verb}</Button>
        }
    });
    view! {
        <Dialog title open footer=footer>
            <div class="stack">
                {words.clone().map(|words| view! { <p>{words}</p> })}
                <TextArea label=t().reviews.reason value=draft.read(String::clone) on_input=draft.write(|d, text| *d = text)/>
                {draft.problem_view()}
            </div>
        </Dialog>
    }
    .into_any()
}
