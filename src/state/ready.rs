//! Ready appraisal standards for usual sales roles, to begin from. Their words come from the language.

use crate::domain::appraisal::{
    Anchor, Competency, GroupTerms, KpiPart, Question, RaterGroup, Scale, ScaleLabel, Standard,
};
use crate::domain::id::{CompetencyId, KpiId, QuestionId, ScorecardId, StandardId, Uuid};
use crate::domain::kpi::{Kpi, Label, Library};
use crate::domain::scorecard::{
    Absent, Assigned, Beyond, Curve, GradeBand, Input, Point, ScoreLine, Scorecard,
};
use crate::domain::target::Level;
use rust_decimal::Decimal;

/// The roles that there are ready standards for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ready {
    /// Somebody who sells.
    Seller,
    /// Somebody who looks after large customers.
    KeyAccounts,
    /// Somebody who leads sellers.
    TeamLeader,
}

impl Ready {
    /// All of them.
    pub const ALL: [Ready; 3] = [Ready::Seller, Ready::KeyAccounts, Ready::TeamLeader];
}

/// The competencies that ready standards are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadyCompetency {
    /// Working with others.
    Teamwork,
    /// Listening and explaining.
    Communication,
    /// Trying better ways.
    Innovation,
    /// Putting the customer's interest first.
    Customers,
    /// Leading and developing people.
    Leadership,
}

impl ReadyCompetency {
    /// All of them.
    pub const ALL: [ReadyCompetency; 5] = [
        ReadyCompetency::Teamwork,
        ReadyCompetency::Communication,
        ReadyCompetency::Innovation,
        ReadyCompetency::Customers,
        ReadyCompetency::Leadership,
    ];
}

/// Words of one competency: name, meaning, and how ratings 1, 3 and 5 look in behaviour.
#[derive(Clone, Copy, Debug)]
pub struct CompetencyWords {
    /// Name.
    pub name: &'static str,
    /// Meaning.
    pub meaning: &'static str,
    /// Behaviour at 1, 3 and 5.
    pub anchors: [&'static str; 3],
}

/// The words of ready standards in one language.
#[derive(Clone, Copy, Debug)]
pub struct ReadyWords {
    /// Names of the standards, in the order of [`Ready::ALL`].
    pub standards: [&'static str; 3],
    /// The competencies, in the order of [`ReadyCompetency::ALL`].
    pub competencies: [CompetencyWords; 5],
    /// Names of the ratings 1 to 5.
    pub ratings: [&'static str; 5],
    /// Grades, best first.
    pub grades: [&'static str; 5],
    /// What went well; asked of everybody.
    pub strengths: &'static str,
    /// What should get better; asked of everybody.
    pub wishes: &'static str,
    /// What the person wants to reach next; asked of oneself and in the interview.
    pub aims: &'static str,
}

type Line = (Library, i64, &'static [(i64, i64)], Input);

/// A line whose KPI the workspace has: KPI, weight, points, what they read.
type Found = (KpiId, Decimal, &'static [(i64, i64)], Input);

const ATTAINED: &[(i64, i64)] = &[(60, 40), (80, 70), (100, 100), (120, 120)];
const SATISFIED: &[(i64, i64)] = &[(300, 30), (380, 70), (430, 100), (470, 120)];
const MARGINS: &[(i64, i64)] = &[(10, 30), (25, 80), (32, 100), (38, 120)];

fn lines(which: Ready) -> &'static [Line] {
    use Input::{Actual, Attainment};
    match which {
        Ready::Seller => &[
            (Library::Revenue, 50, ATTAINED, Attainment),
            (Library::Satisfaction, 25, SATISFIED, Actual),
            (Library::NewCustomers, 25, ATTAINED, Attainment),
        ],
        Ready::KeyAccounts => &[
            (Library::Revenue, 40, ATTAINED, Attainment),
            (Library::MarginRate, 30, MARGINS, Actual),
            (Library::Satisfaction, 30, SATISFIED, Actual),
        ],
        Ready::TeamLeader => &[
            (Library::Revenue, 50, ATTAINED, Attainment),
            (Library::Satisfaction, 25, SATISFIED, Actual),
            (Library::MarketShare, 25, ATTAINED, Attainment),
        ],
    }
}

fn competencies(which: Ready) -> &'static [(ReadyCompetency, i64)] {
    use ReadyCompetency::{Communication, Customers, Innovation, Leadership, Teamwork};
    match which {
        Ready::Seller => &[(Teamwork, 35), (Communication, 35), (Innovation, 30)],
        Ready::KeyAccounts => &[(Customers, 40), (Communication, 30), (Teamwork, 15), (Innovation, 15)],
        Ready::TeamLeader => &[(Leadership, 40), (Teamwork, 20), (Communication, 20), (Innovation, 20)],
    }
}

fn groups(which: Ready) -> &'static [(RaterGroup, i64)] {
    use RaterGroup::{Customers, Manager, Oneself, Peers, Reports};
    match which {
        Ready::Seller => &[(Oneself, 10), (Manager, 60), (Peers, 30)],
        Ready::KeyAccounts => &[(Oneself, 10), (Manager, 50), (Peers, 20), (Customers, 20)],
        Ready::TeamLeader => &[(Oneself, 10), (Manager, 40), (Peers, 20), (Reports, 30)],
    }
}

/// How much of a score the figures make, in percent.
fn figures(which: Ready) -> i64 {
    match which {
        Ready::Seller => 70,
        Ready::KeyAccounts => 60,
        Ready::TeamLeader => 50,
    }
}

/// A ready standard as a draft, with the scorecard of its figures: of the library's KPIs those that the workspace has, their
/// weights brought to 100. Without any of them the standard has no KPI part. Competencies and questions get fresh ids.
pub fn ready(
    which: Ready,
    words: &ReadyWords,
    kpis: &[&Kpi],
    new_id: &dyn Fn() -> Uuid,
) -> (Option<Scorecard>, Standard) {
    let place = Ready::ALL.iter().position(|r| *r == which).unwrap_or(0);
    let name = words.standards.get(place).copied().unwrap_or_default();
    let bands = |from: [i64; 5]| -> Vec<GradeBand> {
        let all = words.grades.iter().zip(from);
        all.map(|(grade, from)| GradeBand { grade: (*grade).into(), from: Decimal::from(from) }).collect()
    };
    let card = scorecard(which, name, bands([105, 95, 80, 65, 0]), kpis, new_id);
    let weight = if card.is_some() { figures(which) } else { 0 };
    let standard = Standard {
        id: StandardId(new_id()),
        name: name.into(),
        version: 0,
        published: None,
        assigned: vec![Assigned::Everybody],
        scale: scale(words),
        full: Decimal::ONE_HUNDRED,
        most: Decimal::from(120),
        quantitative: card.as_ref().map(|card| KpiPart { weight: Decimal::from(weight), scorecard: card.id }),
        qualitative: Decimal::from(100 - weight),
        competencies: competencies(which)
            .iter()
            .filter_map(|(c, weight)| competency(*c, *weight, words, new_id))
            .collect(),
        questions: questions(words, new_id),
        groups: groups(which)
            .iter()
            .map(|(group, weight)| GroupTerms {
                group: *group,
                weight: Decimal::from(*weight),
                minimum: group.usual_minimum(),
            })
            .collect(),
        bands: bands([100, 90, 75, 60, 0]),
        places: 2,
        absent: Absent::Rescale,
        effective: None,
        versions: Vec::new(),
    };
    (card, standard)
}

fn scorecard(
    which: Ready,
    name: &str,
    bands: Vec<GradeBand>,
    kpis: &[&Kpi],
    new_id: &dyn Fn() -> Uuid,
) -> Option<Scorecard> {
    let found: Vec<Found> = lines(which)
        .iter()
        .filter_map(|(wanted, weight, points, input)| {
            let kpi = kpis.iter().find(|k| k.label == Label::Library(*wanted))?;
            Some((kpi.id, Decimal::from(*weight), *points, *input))
        })
        .collect();
    let weights: Vec<Decimal> = found.iter().map(|(_, w, _, _)| *w).collect();
    let weights = crate::engine::split::split(Decimal::ONE_HUNDRED, &weights, 0)?;
    let line = |((kpi, _, points, input), weight): (Found, Decimal)| {
        let points =
            points.iter().map(|(at, score)| Point { at: Decimal::new(*at, 2), score: Decimal::from(*score) });
        let curve =
            Curve::Points { points: points.collect(), input, worse: Beyond::Zero, better: Beyond::Held };
        ScoreLine { kpi, weight, level: Level::Target, curve, floor: None, cap: None, veto: None }
    };
    let lines: Vec<ScoreLine> = found.into_iter().zip(weights).map(line).collect();
    (!lines.is_empty()).then(|| Scorecard {
        id: ScorecardId(new_id()),
        name: name.into(),
        assigned: Vec::new(),
        lines,
        bands,
        places: 2,
        absent: Absent::Rescale,
    })
}

fn scale(words: &ReadyWords) -> Scale {
    let labels = words.ratings.iter().zip(1_i64..);
    Scale {
        low: Decimal::ONE,
        high: Decimal::from(5),
        step: Decimal::ONE,
        labels: labels
            .map(|(label, at)| ScaleLabel { at: Decimal::from(at), label: (*label).into() })
            .collect(),
    }
}

fn competency(
    which: ReadyCompetency,
    weight: i64,
    words: &ReadyWords,
    new_id: &dyn Fn() -> Uuid,
) -> Option<Competency> {
    let place = ReadyCompetency::ALL.iter().position(|c| *c == which)?;
    let words = words.competencies.get(place)?;
    let anchors = words.anchors.iter().zip([1_i64, 3, 5]);
    Some(Competency {
        id: CompetencyId(new_id()),
        name: words.name.into(),
        description: words.meaning.into(),
        weight: Decimal::from(weight),
        anchors: anchors.map(|(text, at)| Anchor { at: Decimal::from(at), text: (*text).into() }).collect(),
        asked: Vec::new(),
        required: true,
    })
}

fn questions(words: &ReadyWords, new_id: &dyn Fn() -> Uuid) -> Vec<Question> {
    let ask = |text: &str, asked: &[RaterGroup]| Question {
        id: QuestionId(new_id()),
        text: text.into(),
        asked: asked.to_vec(),
        required: false,
    };
    vec![
        ask(words.strengths, &[]),
        ask(words.wishes, &[]),
        ask(words.aims, &[RaterGroup::Oneself, RaterGroup::Interview]),
    ]
}
