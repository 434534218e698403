//! What may be known of a rater group: mean and count of items with enough answers, and nothing of all others.
//!
//! Groups that are shown are disjoint, and a merged group's parts are never shown beside it, so that no difference of two
//! shown groups is a third one. Named groups (self, manager, interview) are never pooled with anonymous ones: whoever
//! reads the manager's form could take it out of the mean again.

use crate::domain::Decimal;
use crate::domain::appraisal::{Appraisal, Competency, RaterGroup, Rating, Review, Standard};
use crate::domain::id::QuestionId;

/// The answers to one item of one group, or of several merged ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// The groups, in their order.
    pub groups: Vec<RaterGroup>,
    /// Weight as stated, in percent; the sum of the groups'.
    pub weight: Decimal,
    /// Number of answers; zero where they are fewer than needed, however many there are.
    pub count: u32,
    /// Their mean on the rating scale; absent where they are fewer than needed.
    pub mean: Option<Decimal>,
    /// Whether there are answers that stay hidden.
    pub hidden: bool,
}

/// The groups asked about something, merged ones together.
fn asked(standard: &Standard, appraisal: &Appraisal, list: &[RaterGroup]) -> Vec<Vec<RaterGroup>> {
    let mut pools: Vec<(RaterGroup, Vec<RaterGroup>)> = Vec::new();
    for group in RaterGroup::ALL.into_iter().filter(|g| standard.asks(list, *g)) {
        let counted = appraisal.counted_as(group);
        match pools.iter_mut().find(|(key, _)| *key == counted) {
            Some((_, groups)) => groups.push(group),
            None => pools.push((counted, vec![group])),
        }
    }
    pools.into_iter().map(|(_, groups)| groups).collect()
}

/// How many answers a pool needs: the largest minimum of its groups; one where all who answered are customers that agreed
/// to be named.
fn needed(standard: &Standard, groups: &[RaterGroup], answering: &[&&Review]) -> u32 {
    if groups == [RaterGroup::Customers] && answering.iter().all(|r| r.consent) {
        return 1;
    }
    groups.iter().filter_map(|g| standard.terms(*g)).map(|t| t.minimum).max().unwrap_or(u32::MAX).max(1)
}

/// The answers to a competency by group. Anonymous groups are looked at only once they are sealed, since a mean that
/// changes by one answer gives that answer away.
pub fn pools(
    standard: &Standard,
    appraisal: &Appraisal,
    reviews: &[&Review],
    sealed: bool,
    competency: &Competency,
) -> Vec<Pool> {
    let all = asked(standard, appraisal, &competency.asked);
    all.into_iter()
        .map(|groups| {
            let open = sealed || !groups.iter().any(|g| g.anonymous());
            let given = |r: &&&Review| matches!(r.rating(competency.id), Rating::Given(_));
            let answering: Vec<&&Review> = reviews
                .iter()
                .filter(|r| open && r.submitted() && groups.contains(&r.group))
                .filter(given)
                .collect();
            let enough = answering.len() as u64 >= u64::from(needed(standard, &groups, &answering));
            let weights = groups.iter().filter_map(|g| standard.terms(*g)).map(|t| t.weight);
            let weight = weights.fold(Decimal::ZERO, Decimal::saturating_add);
            if answering.is_empty() || !enough {
                return Pool { groups, weight, count: 0, mean: None, hidden: !answering.is_empty() };
            }
            let mut ratings = answering.iter().filter_map(|r| match r.rating(competency.id) {
                Rating::Given(value) => Some(value),
                Rating::Open | Rating::NotApplicable => None,
            });
            let sum = ratings.try_fold(Decimal::ZERO, Decimal::checked_add);
            let mean = sum.and_then(|s| s.checked_div(Decimal::from(answering.len())));
            Pool { groups, weight, count: u32::try_from(answering.len()).unwrap_or(0), mean, hidden: false }
        })
        .collect()
}

/// What raters wrote, by group: of an item of the form, or in answer to a question. A group's words are shown where at
/// least its minimum of reviews have words there, and in an order that says nothing about who wrote when: sorted by
/// their text.
pub fn words(
    standard: &Standard,
    appraisal: &Appraisal,
    reviews: &[&Review],
    sealed: bool,
    item: Words,
) -> Vec<(Vec<RaterGroup>, Vec<String>)> {
    let list = match item {
        Words::Comments(competency) => &competency.asked,
        Words::Replies(question) => {
            let Some(question) = standard.questions.iter().find(|q| q.id == question) else {
                return Vec::new();
            };
            &question.asked
        }
    };
    let text = |review: &Review| match item {
        Words::Comments(c) => {
            review.answers.iter().find(|a| a.competency == c.id).map(|a| a.comment.trim().to_owned())
        }
        Words::Replies(id) => {
            review.replies.iter().find(|r| r.question == id).map(|r| r.text.trim().to_owned())
        }
    };
    let mut found = Vec::new();
    for groups in asked(standard, appraisal, list) {
        let open = sealed || !groups.iter().any(|g| g.anonymous());
        let writing: Vec<&&Review> = reviews
            .iter()
            .filter(|r| open && r.submitted() && groups.contains(&r.group))
            .filter(|r| text(r).is_some_and(|t| !t.is_empty()))
            .collect();
        if (writing.len() as u64) < u64::from(needed(standard, &groups, &writing)) {
            continue;
        }
        let mut texts: Vec<String> = writing.iter().filter_map(|r| text(r)).collect();
        texts.sort();
        found.push((groups, texts));
    }
    found
}

/// Which words are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Words<'a> {
    /// Comments on a competency.
    Comments(&'a Competency),
    /// Answers to a question.
    Replies(QuestionId),
}
