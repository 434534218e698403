//! When a review was opened again or taken back, by whom, and why.

use crate::domain::appraisal::Review;
use crate::domain::dataset::Dataset;
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

/// Every reopening of a review, the newest first; for whoever may read the review.
pub fn reopened(data: &Dataset, review: &Review) -> Option<AnyView> {
    let line = |one: &crate::domain::appraisal::Reopening| {
        let who = one.by.and_then(|by| data.people.get(by)).map(|p| p.name.clone());
        let who = who.unwrap_or_else(|| t().reviews.nobody.to_owned());
        view! { <li>{t().cycles.reopened_by(&fmt().date(one.on), &who, &one.reason)}</li> }
    };
    let lines = review.reopened.iter().rev().map(line).collect_view();
    (!review.reopened.is_empty()).then(|| view! { <ul class="plain muted small">{lines}</ul> }.into_any())
}
