//! Feedback between appraisals: given with the figures of the day, followed up, taken back.

use super::Refusal;
use crate::domain::appraisal::{Evidence, Feedback};
use crate::domain::dataset::Change;
use crate::domain::id::FeedbackId;
use crate::domain::{Changes, Dataset};

/// Feedback that is given, or followed up later. Who, about whom, when, and the figures stay as they were given.
pub(super) fn save(data: &Dataset, wanted: &Feedback) -> Result<Changes, Refusal> {
    let stored = data.feedbacks.get(wanted.id);
    let after = match stored {
        None => wanted.clone(),
        Some(stored) => Feedback {
            about: stored.about,
            by: stored.by,
            on: stored.on,
            as_of: stored.as_of,
            figures: stored.figures.clone(),
            ..wanted.clone()
        },
    };
    let there = data.people.get(after.about).is_some() && data.people.get(after.by).is_some();
    if !there || (stored.is_none() && after.figures.iter().any(|f| data.kpis.get(f.kpi).is_none())) {
        return Err(Refusal::Missing);
    }
    if after.about == after.by {
        return Err(Refusal::OwnFeedback);
    }
    if after.words.trim().is_empty() || after.agreed.iter().any(|a| a.text.trim().is_empty()) {
        return Err(Refusal::NoWords);
    }
    if after.follow_up.is_some_and(|day| day < after.on) {
        return Err(Refusal::FollowUpBefore);
    }
    let mut changes = Changes::default();
    changes.put(data, after.into());
    Ok(changes)
}

/// Feedback that no review rests on can go.
pub(super) fn remove(data: &Dataset, id: FeedbackId) -> Result<Changes, Refusal> {
    let stored = data.feedbacks.get(id).ok_or(Refusal::Missing)?;
    let cited = |e: &Evidence| *e == Evidence::Feedback(id);
    if data.reviews.iter().any(|r| r.answers.iter().any(|a| a.evidence.iter().any(cited))) {
        return Err(Refusal::Cited);
    }
    Ok(Changes { feedbacks: vec![Change::remove(stored)], ..Changes::default() })
}
