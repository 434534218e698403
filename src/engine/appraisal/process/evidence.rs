//! What a rating rests on: notes, sales documents, feedback about the person, addresses of the web.
//!
//! Invariant: evidence is there when it is added. What was stored stays, since records may go afterwards.

use super::Refusal;
use crate::domain::Dataset;
use crate::domain::appraisal::{Answer, Appraisal, Evidence, Review};

/// Whether everything that a review newly rests on is there.
pub(super) fn fits(data: &Dataset, appraisal: &Appraisal, review: &Review) -> Result<(), Refusal> {
    let stored = data.reviews.get(review.id);
    let before = |answer: &Answer| {
        let known = stored?.answers.iter().find(|a| a.competency == answer.competency)?;
        Some(known.evidence.as_slice())
    };
    for answer in &review.answers {
        let known = before(answer).unwrap_or_default();
        for one in answer.evidence.iter().filter(|e| !known.contains(e)) {
            let fine = match one {
                Evidence::Note(text) => !text.trim().is_empty(),
                Evidence::Link(address) => of_the_web(address),
                Evidence::Feedback(id) => {
                    data.feedbacks.get(*id).is_some_and(|f| f.about == appraisal.person)
                }
                Evidence::Document(document) => document_there(data, document).ok_or(Refusal::Unread)?,
            };
            if !fine {
                return Err(Refusal::BadEvidence(answer.competency, one.clone()));
            }
        }
    }
    Ok(())
}

/// Whether an address leads to a page of the web, and to nothing that a browser would run.
#[must_use]
pub fn of_the_web(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    let plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    plain && scheme.is_some_and(|(s, rest)| (s == "http" || s == "https") && !rest.is_empty())
}

/// Whether a document is among the sales records. `None` where none at hand has this number and the names of some are not
/// read yet.
#[must_use]
pub fn document_there(data: &Dataset, document: &str) -> Option<bool> {
    if document.trim().is_empty() {
        return Some(false);
    }
    let mut unread = false;
    for block in data.segments.iter().flat_map(|s| &s.blocks) {
        match block.names() {
            Some(names) if (0..block.facts.len()).any(|row| names.document.get(row) == document) => {
                return Some(true);
            }
            Some(_) => {}
            None => unread = true,
        }
    }
    if unread { None } else { Some(false) }
}
