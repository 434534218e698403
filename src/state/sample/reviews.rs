//! Two appraisal cycles of the company, made by the same steps that people take: one that is closed, with an appeal and
//! a development plan, and one in calibration; and feedback since.

use crate::domain::appraisal::{
    Aim, AimStep, Answer, Bound, Cycle, CycleState, Decision, Development, Enforce, Feedback, FeedbackKind,
    Funds, GradeShare, Guideline, MeritRow, NineBox, Origin, OutcomeRules, PayRange, Phase, Population,
    PromotionRule, ProposalKind, RaterGroup, Rating, Reply, Review, ReviewState, Reviewer, Ruling, Stage,
    Standard, TrainingRule,
};
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::{AppraisalId, CycleId, DevelopmentId, PersonId, ReviewId, StandardId};
use crate::domain::scorecard::Assigned;
use crate::domain::{Dataset, Date, Decimal, Period};
use crate::engine::appraisal::Appraiser;
use crate::engine::appraisal::process::{Ctx, Deed, act};
use crate::engine::trace::Silent;
use crate::state::appraisal::feedback;
use crate::state::ready::{Ready, ReadyWords, ready};
use crate::state::sample::cast::{ABOVE, BELOW, PARTS, STAR, shift, team};
use crate::state::sample::names::Names;
use crate::state::sample::rng::{Ids, Rng};
use std::cell::RefCell;

/// What people of the sample company write.
#[derive(Clone, Copy, Debug)]
pub struct ReviewWords {
    /// Words of the ready standards.
    pub ready: &'static ReadyWords,
    /// Name of a cycle; `{}` is its period.
    pub cycle: &'static str,
    /// What goes well.
    pub praise: [&'static str; 4],
    /// What should get better.
    pub wishes: [&'static str; 4],
    /// Why a grade is moved.
    pub calibrated: &'static str,
    /// Why somebody appeals.
    pub appeal: &'static str,
    /// Why the result is kept.
    pub kept: &'static str,
    /// An aim of a development plan.
    pub aim: &'static str,
    /// Its two steps.
    pub steps: [&'static str; 2],
    /// Who helps.
    pub support: &'static str,
    /// Recognition, periodic feedback and coaching between appraisals.
    pub told: [&'static str; 3],
    /// What is agreed in the coaching.
    pub agreed: [&'static str; 2],
}

/// The company on which the steps are taken one after the other.
struct Desk<'a> {
    data: Dataset,
    on: Date,
    words: &'a ReviewWords,
    roles: [&'static str; 2],
    ids: RefCell<&'a mut Ids>,
    rng: &'a mut Rng,
}

/// The company with its standards and cycles. `closed` and `running` are the quarters appraised.
pub fn cycles(
    data: Dataset,
    names: &Names,
    (closed, running): (Period, Period),
    as_of: Date,
    ids: &mut Ids,
    rng: &mut Rng,
) -> Dataset {
    let mut desk = Desk {
        data,
        on: as_of,
        words: &names.reviews,
        roles: [names.seller, names.lead],
        ids: RefCell::new(ids),
        rng,
    };
    let end = |period| desk.data.workspace.calendar.span(period).map_or(as_of, |s| s.to);
    let (first, second) = (shift(end(closed), 1), shift(as_of, -30));
    desk.on = shift(first, -30);
    let standards = desk.standards(names);
    let cycle = desk.open(closed, &standards, first);
    desk.answer(cycle);
    desk.finish(cycle);
    let cycle = desk.open(running, &standards, second);
    desk.answer(cycle);
    desk.talk(running, as_of);
    desk.data
}

impl Desk<'_> {
    fn fresh<T: From<crate::domain::id::Uuid>>(&self) -> T {
        self.ids.borrow_mut().make()
    }

    /// Takes a step; one that is refused is left out.
    fn take(&mut self, deed: Deed) {
        let new_id = || self.fresh();
        let ctx = Ctx { on: self.on, by: None, new_id: &new_id };
        let after = act(&self.data, &deed, &ctx).ok().and_then(|changes| self.data.apply(&changes).ok());
        if let Some(after) = after {
            self.data = after;
        }
    }

    /// The three ready standards, published.
    fn standards(&mut self, names: &Names) -> Vec<StandardId> {
        let mut made = Vec::new();
        for which in Ready::ALL {
            let (card, mut standard) = {
                let kpis: Vec<_> = self.data.kpis.iter().map(AsRef::as_ref).collect();
                ready(which, self.words.ready, &kpis, &|| self.fresh())
            };
            let roles = match which {
                Ready::Seller => vec![Assigned::Role(names.seller.into())],
                Ready::TeamLeader => vec![Assigned::Role(names.lead.into())],
                Ready::KeyAccounts => Vec::new(),
            };
            standard.assigned = roles;
            let scorecards = card.map(Change::add).into_iter().collect();
            if let Ok(data) = self.data.apply(&Changes { scorecards, ..Changes::default() }) {
                self.data = data;
            }
            let id = standard.id;
            self.take(Deed::SaveStandard(Box::new(standard)));
            self.take(Deed::PublishStandard(id));
            made.push(id);
        }
        made
    }

    /// Opens a cycle whose phases begin on a day, a week each.
    fn open(&mut self, period: Period, standards: &[StandardId], begin: Date) -> CycleId {
        let id: CycleId = self.fresh();
        let stages = Phase::ALL.into_iter().zip(0_i64..);
        let stages =
            stages.map(|(phase, n)| Stage { phase, from: shift(begin, n * 7), to: shift(begin, n * 7 + 6) });
        let ends = self.data.workspace.calendar.span(period).map(|s| s.to);
        let cycle = Cycle {
            id,
            name: self.words.cycle.replace("{}", &period.to_string()),
            period,
            population: Population {
                who: vec![Assigned::Everybody],
                hired_by: ends.map(|e| shift(e, -45)),
                ..Population::default()
            },
            standards: standards.to_vec(),
            methods: Vec::new(),
            stages: stages.collect(),
            state: CycleState::Draft,
            sealed: false,
            formed_from: Vec::new(),
            guideline: Some(self.guideline()),
            boxes: Some(boxes()),
            rules: self.rules(),
            funds: None,
            turns: Vec::new(),
        };
        self.on = shift(begin, -3);
        self.take(Deed::SaveCycle(Box::new(cycle)));
        self.on = begin;
        self.take(Deed::Open(id));
        id
    }

    fn grade(&self, place: usize) -> String {
        self.words.ready.grades.get(place).map(|g| (*g).to_owned()).unwrap_or_default()
    }

    fn guideline(&self) -> Guideline {
        let line = |place: usize, percent: i64| GradeShare {
            grades: vec![self.grade(place)],
            bound: Bound::AtMost(Decimal::from(percent)),
        };
        Guideline { lines: vec![line(0, 15), line(1, 35)], enforce: Enforce::Warn, least: 10 }
    }

    fn rules(&self) -> OutcomeRules {
        let multipliers = [130, 115, 100, 80, 0];
        // Tenths of a percent, by position in the range: the lower third, the middle one, the upper one.
        let raises = [[60, 50, 40], [45, 35, 25], [30, 20, 10], [10, 0, 0], [0, 0, 0]];
        let range = |role: &str, low: i64, high: i64| PayRange {
            role: role.to_owned(),
            low: Decimal::from(low),
            high: Decimal::from(high),
        };
        let merit = multipliers.into_iter().enumerate().map(|(place, hundredths)| MeritRow {
            grade: self.grade(place),
            raises: raises.get(place).into_iter().flatten().map(|n| Some(Decimal::new(*n, 1))).collect(),
            multiplier: Some(Decimal::new(hundredths, 2)),
        });
        OutcomeRules {
            ranges: vec![range(self.roles[0], 540_000, 840_000), range(self.roles[1], 840_000, 1_260_000)],
            positions: vec![Decimal::new(33, 2), Decimal::new(67, 2)],
            merit: merit.collect(),
            promotion: Some(PromotionRule {
                grades: vec![self.grade(0), self.grade(1)],
                cycles: 2,
                potential: Some(Decimal::from(3)),
            }),
            training: Some(TrainingRule {
                competency_below: Decimal::from(60),
                kpi_below: Decimal::from(60),
            }),
        }
    }

    /// People of a cycle with their appraisals.
    fn cases(&self, cycle: CycleId) -> Vec<(AppraisalId, PersonId)> {
        self.data.appraisals.iter().filter(|a| a.cycle == cycle).map(|a| (a.id, a.person)).collect()
    }

    fn place(&self, person: PersonId) -> usize {
        self.data.people.iter().position(|p| p.id == person).unwrap_or(0)
    }

    /// Everybody reviews themselves, three colleagues and the manager review them; leaders are reviewed by their team.
    fn answer(&mut self, cycle: CycleId) {
        let cases = self.cases(cycle);
        let next = |desk: &mut Desk, days: i64| {
            desk.on = shift(desk.on, days);
            desk.take(Deed::Advance(cycle));
        };
        for (case, person) in &cases {
            self.write(cycle, *case, *person, RaterGroup::Oneself, *person);
        }
        next(self, 7);
        let mut invited = Vec::new();
        for (case, person) in &cases {
            let place = self.place(*person);
            let leads = place.is_multiple_of(8);
            let mate = |p: PersonId| {
                let at = self.place(p);
                team(at) == team(place) && at != place && !at.is_multiple_of(8)
            };
            let mates: Vec<PersonId> = cases.iter().map(|c| c.1).filter(|p| mate(*p)).collect();
            let group = if leads { RaterGroup::Reports } else { RaterGroup::Peers };
            let first = place % mates.len().max(1);
            for rater in mates.iter().cycle().skip(first).take(mates.len().min(4)).copied() {
                let reviewer = Reviewer::Person(rater);
                self.take(Deed::Nominate { appraisal: *case, reviewer: reviewer.clone(), group });
                self.take(Deed::DecideNomination { appraisal: *case, reviewer, declined: None });
                invited.push((*case, *person, group, rater));
            }
        }
        next(self, 7);
        for (case, person, group, rater) in invited {
            // Not everybody answers in time.
            if self.rng.in_thousand(900) {
                self.write(cycle, case, person, group, rater);
            }
        }
        next(self, 7);
        for (case, person) in &cases {
            let manager = self.data.appraisals.get(*case).and_then(|a| a.manager);
            if let Some(manager) = manager {
                self.write(cycle, *case, *person, RaterGroup::Manager, manager);
            }
            let potential = Some(Decimal::from(self.rng.between(2, 5)));
            self.take(Deed::SetPotential { appraisal: *case, potential });
        }
        next(self, 7);
    }

    /// One review: good sellers are rated higher, whoever has content customers communicates better, one's own view is kinder.
    fn write(
        &mut self,
        cycle: CycleId,
        appraisal: AppraisalId,
        person: PersonId,
        group: RaterGroup,
        rater: PersonId,
    ) {
        let standard = self.standard(cycle, appraisal);
        let Some(standard) = standard else { return };
        let part = PARTS.get(self.place(person)).copied();
        let strong = part.is_some_and(|p| p.weight >= 100);
        let liked = part.is_some_and(|p| p.satisfaction >= 435);
        let mut answers = Vec::new();
        for (n, competency) in standard.rated_by(group).enumerate() {
            let able = if n == 1 { liked } else { strong };
            let kind = i64::from(group == RaterGroup::Oneself && self.rng.in_thousand(500));
            let usual = if able { self.rng.between(3, 5) } else { self.rng.between(2, 4) };
            answers.push(Answer {
                competency: competency.id,
                rating: Rating::Given(Decimal::from((usual + kind).min(5))),
                comment: String::new(),
                evidence: Vec::new(),
            });
        }
        let phrases = [self.words.praise, self.words.wishes];
        let replies = standard.asked_of(group).zip(phrases).filter_map(|(question, all)| {
            let text = all.get(self.rng.weighted(&[1; 4])).copied()?;
            Some(Reply { question: question.id, text: text.to_owned() })
        });
        let replies = replies.collect();
        let id: ReviewId = self.fresh();
        self.take(Deed::SaveReview(Box::new(Review {
            id,
            appraisal,
            group,
            by: Reviewer::Person(rater),
            consent: false,
            answers,
            replies,
            state: ReviewState::Draft,
            reopened: Vec::new(),
        })));
        self.take(Deed::Submit(id));
    }

    fn standard(&self, cycle: CycleId, appraisal: AppraisalId) -> Option<Standard> {
        let case = self.data.appraisals.get(appraisal)?;
        Some(self.data.cycles.get(cycle)?.method(case.standard)?.standard.clone())
    }

    /// Releases everything; one person appeals, one begins a development plan, all acknowledge, the cycle closes.
    fn finish(&mut self, cycle: CycleId) {
        let cases = self.cases(cycle);
        let named = |desk: &Desk, place: usize| cases.iter().copied().find(|(_, p)| desk.place(*p) == place);
        if let Some((appraisal, _)) = named(self, BELOW) {
            self.calibrate(cycle, appraisal);
        }
        self.on = shift(self.on, 7);
        self.take(Deed::Advance(cycle));
        let appraisals = cases.iter().map(|(case, _)| *case).collect();
        let as_of = self.on;
        self.take(Deed::Release { appraisals, as_of });
        self.on = shift(self.on, 7);
        self.take(Deed::Advance(cycle));
        if let Some((appraisal, _)) = named(self, ABOVE) {
            self.take(Deed::Appeal { appraisal, reason: self.words.appeal.into() });
            self.on = shift(self.on, 3);
            let decision = Decision {
                on: self.on,
                by: None,
                grade: None,
                reason: self.words.kept.into(),
                score: None,
                document: String::new(),
            };
            self.take(Deed::DecideAppeal { appraisal, decision });
        }
        for (appraisal, _) in &cases {
            self.take(Deed::Acknowledge { appraisal: *appraisal, remark: String::new() });
        }
        if let Some((appraisal, person)) = named(self, STAR) {
            self.develop(appraisal, person);
        }
        self.decide(cycle, &cases);
        self.take(Deed::Close(cycle));
    }

    /// What follows: everybody's base pay is known, raises are decided for all but a few, the rest waits.
    fn decide(&mut self, cycle: CycleId, cases: &[(AppraisalId, PersonId)]) {
        let pay = |desk: &Desk, person: PersonId| {
            let place = desk.place(person);
            let leads = if place.is_multiple_of(8) { 330_000 } else { 0 };
            let steps = i64::try_from(place * 7 % 13).unwrap_or_default();
            Decimal::from(560_000 + leads + steps * 20_000)
        };
        let base: Vec<_> = cases.iter().map(|(_, person)| (*person, pay(self, *person))).collect();
        // A tenth of a quarter's base pay is the target bonus; four percent and the targets are what may be spent.
        let bonus: Vec<_> = base.iter().map(|(person, pay)| (*person, *pay / Decimal::from(40))).collect();
        let sum = |all: &[(PersonId, Decimal)]| all.iter().map(|(_, amount)| *amount).sum::<Decimal>();
        let raises = (sum(&base) * Decimal::new(4, 2)).round_dp(0);
        let funds =
            Funds { raises: Some(raises), bonuses: Some(sum(&bonus).round_dp(0)), base: base.clone(), bonus };
        self.take(Deed::SetFunds { cycle, funds });
        self.take(Deed::Propose { cycle, base });
        let raises = self
            .data
            .proposals
            .iter()
            .filter(|p| matches!(p.kind, ProposalKind::Pay { .. } | ProposalKind::Bonus(_)));
        let decided: Vec<_> = raises.map(|p| p.id).collect();
        let some = decided.len().saturating_sub(6);
        for proposal in decided.into_iter().take(some) {
            let ruling = Ruling::Accepted { on: self.on, by: None };
            self.take(Deed::Rule { proposal, ruling });
        }
    }

    /// What leaders told three people since the period that is being appraised ended, with the figures of that time.
    fn talk(&mut self, period: Period, as_of: Date) {
        let people: Vec<PersonId> = self.data.people.iter().map(|p| p.id).collect();
        let entries = [
            (ABOVE, FeedbackKind::Recognition, -40),
            (BELOW, FeedbackKind::Feedback, -33),
            (STAR, FeedbackKind::Coaching, -26),
        ];
        for ((place, kind, days), words) in entries.into_iter().zip(self.words.told) {
            self.on = shift(as_of, days);
            let Some(about) = people.get(place).copied() else { continue };
            let Some(by) = feedback::manager_on(&self.data, about, self.on) else { continue };
            let coaching = kind == FeedbackKind::Coaching;
            let action = |(text, (due, done)): (&str, (i64, Option<i64>))| AimStep {
                text: text.to_owned(),
                due: Some(shift(self.on, due)),
                done: done.map(|days| shift(self.on, days)),
            };
            let agreed = self.words.agreed.into_iter().zip([(14, Some(10)), (40, None)]).map(action);
            let entry = Feedback {
                kind,
                words: words.to_owned(),
                agreed: if coaching { agreed.collect() } else { Vec::new() },
                follow_up: (kind != FeedbackKind::Recognition).then(|| shift(self.on, 42)),
                figures: feedback::figures(&self.data, about, period, self.on),
                ..feedback::fresh(self.fresh(), about, by, self.on)
            };
            self.take(Deed::SaveFeedback(Box::new(entry)));
        }
    }

    /// Moves a grade one place up, or down from the best.
    fn calibrate(&mut self, cycle: CycleId, appraisal: AppraisalId) {
        let grade = {
            let (Some(cycle), Some(case)) =
                (self.data.cycles.get(cycle), self.data.appraisals.get(appraisal))
            else {
                return;
            };
            Appraiser::new(&self.data, cycle, self.on).appraise::<Silent>(case).value.sheet.grade
        };
        let place = self.words.ready.grades.iter().position(|g| Some(*g) == grade.as_deref());
        let Some(place) = place else { return };
        let to = self.grade(place.checked_sub(1).unwrap_or(1));
        let reason = self.words.calibrated.to_owned();
        self.take(Deed::Adjust { appraisal, from: grade, to, reason });
    }

    fn develop(&mut self, appraisal: AppraisalId, person: PersonId) {
        let released = self.data.appraisals.get(appraisal).and_then(|a| a.released.clone());
        let weakest = released.and_then(|r| {
            let scored = r.sheet.competencies.into_iter().filter(|c| c.score.is_some());
            scored.min_by_key(|c| c.score)
        });
        let due = |days| Some(shift(self.on, days));
        let step = |(text, (days, done)): (&str, (i64, Option<Date>))| AimStep {
            text: text.into(),
            due: due(days),
            done,
        };
        let aim = Aim {
            title: self.words.aim.into(),
            origin: weakest.map_or(Origin::Own, |c| Origin::Shortfall(c.competency)),
            steps: self.words.steps.into_iter().zip([(30, due(21)), (80, None)]).map(step).collect(),
            support: self.words.support.into(),
            due: due(85),
            progress: None,
        };
        let id: DevelopmentId = self.fresh();
        let (on, appraisal) = (self.on, Some(appraisal));
        self.take(Deed::SaveDevelopment(Box::new(Development {
            id,
            person,
            appraisal,
            on,
            aims: vec![aim],
        })));
    }
}

fn boxes() -> NineBox {
    NineBox {
        performance_low: Decimal::from(75),
        performance_high: Decimal::from(95),
        potential_low: Decimal::from(2),
        potential_high: Decimal::from(4),
    }
}
