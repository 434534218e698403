//! Tasks and review forms.

mod evidence;
mod form;
mod item;
mod side;
pub mod tasks;

use crate::domain::appraisal::{RaterGroup, Reviewer};
use crate::domain::id::AppraisalId;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::review::fresh;
use crate::ui::components::{Button, Toasts};
use crate::ui::me::Me;
use crate::ui::route::Page;
use crate::ui::shell::Router;
use crate::web::ids;
pub use form::ReviewPage;
use leptos::prelude::*;
pub use tasks::TasksPage;

/// A button that begins a review and opens its form.
pub fn begin_button(
    appraisal: AppraisalId,
    group: RaterGroup,
    by: Reviewer,
    verb: impl Into<String>,
) -> AnyView {
    let (me, router, toasts) = (Me::get(), Router::get(), Toasts::expect());
    let verb = verb.into();
    let begin = move |()| {
        let review = fresh(appraisal, group, by.clone(), ids::fresh());
        let id = review.id;
        match me.act(Deed::SaveReview(Box::new(review))) {
            Ok(_) => router.open(Page::Review(id)),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    view! { <Button small=true on_press=begin>{verb}</Button> }.into_any()
}
