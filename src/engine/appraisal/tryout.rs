//! Trying a standard out while it is edited: a person's real figures, and ratings as if each group had given them.

use super::appraiser::{Appraised, Appraiser};
use crate::domain::appraisal::{
    Answer, Appraisal, Cycle, CycleState, Method, OutcomeRules, Phase, Population, RaterGroup, Rating,
    Receipt, Review, ReviewState, Reviewer, Standard,
};
use crate::domain::id::{AppraisalId, CompetencyId, CycleId, PersonId, ReviewId, Uuid};
use crate::domain::issue::Checked;
use crate::domain::{Dataset, Date, Decimal, Period};
use crate::engine::trace::Note;

/// What a standard would say about a person in a period, with these ratings by group and competency; each group answers as
/// often as its minimum asks. Nothing is stored.
pub fn try_out<N: Note>(
    data: &Dataset,
    standard: &Standard,
    (person, period): (PersonId, Period),
    as_of: Date,
    ratings: &[(RaterGroup, CompetencyId, Decimal)],
) -> Checked<Appraised<N>> {
    let card = standard.quantitative.as_ref().and_then(|p| data.scorecards.get(p.scorecard));
    let scorecard = card.map(|c| c.as_ref().clone());
    let cycle = Cycle {
        id: CycleId(Uuid::nil()),
        name: String::new(),
        period,
        population: Population::default(),
        standards: vec![standard.id],
        methods: vec![Method { standard: standard.clone(), scorecard }],
        stages: Vec::new(),
        state: CycleState::Running(Phase::Calibrate),
        sealed: true,
        formed_from: Vec::new(),
        guideline: None,
        boxes: None,
        rules: OutcomeRules::default(),
        funds: None,
        turns: Vec::new(),
    };
    let case = Appraisal {
        id: AppraisalId(Uuid::nil()),
        cycle: cycle.id,
        person,
        standard: standard.id,
        manager: None,
        nominations: Vec::new(),
        merges: Vec::new(),
        potential: None,
        adjustments: Vec::new(),
        released: None,
        meeting: None,
        receipt: Receipt::Waiting,
        appeal: None,
    };
    let reviews = pretended(standard, &case, as_of, ratings);
    Appraiser::with_reviews(data, &cycle, as_of, reviews.iter()).appraise(&case)
}

fn pretended(
    standard: &Standard,
    case: &Appraisal,
    on: Date,
    ratings: &[(RaterGroup, CompetencyId, Decimal)],
) -> Vec<Review> {
    let answers = |group: RaterGroup| -> Vec<Answer> {
        let own = ratings.iter().filter(|(g, _, value)| *g == group && standard.scale.allows(*value));
        own.map(|(_, competency, value)| Answer {
            competency: *competency,
            rating: Rating::Given(*value),
            comment: String::new(),
            evidence: Vec::new(),
        })
        .collect()
    };
    let review = |group| Review {
        id: ReviewId(Uuid::nil()),
        appraisal: case.id,
        group,
        by: Reviewer::Person(case.person),
        consent: false,
        answers: answers(group),
        replies: Vec::new(),
        state: ReviewState::Submitted(on),
        reopened: Vec::new(),
    };
    let often = |minimum: u32| usize::try_from(minimum.clamp(1, 100)).unwrap_or(1);
    standard.groups.iter().flat_map(|t| std::iter::repeat_n(review(t.group), often(t.minimum))).collect()
}
