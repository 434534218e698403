//! Stored forms of published plan versions, acknowledgements, closed pay runs, disputes, adjustments and awards.

use crate::domain::id::{
    AcknowledgementId, AdjustmentId, AgreementId, AwardId, BlockId, ComponentId, DisputeId, PersonId, PlanId,
    RunId, VersionId,
};
use crate::domain::{Date, Decimal, Period, incentive};
use crate::store::wire::appraisal::Ruling;
use crate::store::wire::dataset::Dataset;
use crate::store::wire::incentive::{ClosedRun, Plan, plain, refined};
use crate::store::wire::leaf::Text;
use crate::store::wire::{Stored, WireError};
use serde::{Deserialize, Serialize};

refined! {
    /// What somebody is expected to earn.
    Expected of incentive::Expected { person: PersonId, low: Text<i64>, target: Text<i64>, high: Text<i64>; }
    /// A published version.
    PlanVersion of incentive::PlanVersion {
        id: VersionId, number: u32, hash: String, announced: Text<Date>, plan: Plan; expected: Vec<Expected>,
    }
    /// Receipt of a version.
    Acknowledgement of incentive::Acknowledgement {
        id: AcknowledgementId, version: VersionId, person: PersonId, on: Text<Date>;
    }
    /// Agreement to a version's reaching back.
    Agreement of incentive::Agreement {
        id: AgreementId, plan: PlanId, terms: String, person: PersonId, less: Text<i64>, on: Text<Date>;
    }
    /// A closed pay run.
    PayRun of incentive::PayRun { id: RunId, version: VersionId, closed: Text<Date>, run: ClosedRun; }
    /// What was said to a dispute.
    Answer of incentive::Answer { on: Text<Date>, upheld: bool, text: String; }
    /// A dispute.
    Dispute of incentive::Dispute {
        id: DisputeId, plan: PlanId, person: PersonId, period: Text<Period>, raised: Text<Date>, text: String;
        component: Option<ComponentId>, answer: Option<Answer>,
    }
    /// An adjustment.
    Adjustment of incentive::Adjustment {
        id: AdjustmentId, plan: PlanId, person: PersonId, period: Text<Period>, minor: Text<i64>, reason: String,
        on: Text<Date>;
        component: Option<ComponentId>, dispute: Option<DisputeId>,
    }
    /// What a period showed.
    Showing of incentive::Showing { period: Text<Period>; grade: Option<String>, value: Option<Text<Decimal>>, }
    /// A decision about a non-cash reward.
    Award of incentive::Award {
        id: AwardId, plan: PlanId, component: ComponentId, person: PersonId, showings: Vec<Showing>, ruling: Ruling;
    }
}

/// A block of records inside a statement file, each part in base64.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// The block.
    pub id: BlockId,
    /// Its columns.
    pub facts: String,
    /// Its names.
    pub names: String,
}

/// A closed statement with everything that is needed to compute it again, and nobody else's data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementFile {
    /// By which plan.
    pub plan: PlanId,
    /// Whose.
    pub person: PersonId,
    /// What it pays for.
    pub period: Text<Period>,
    /// Components that look at other people's figures, which are not in the file.
    #[serde(default, skip_serializing_if = "plain")]
    pub without: Vec<ComponentId>,
    /// Whether terms of the plan that name other people were left out, so that its content hash cannot be checked.
    #[serde(default, skip_serializing_if = "plain")]
    pub shortened: bool,
    /// The inputs, the plan version and the runs up to the statement.
    pub dataset: Dataset,
    /// The person's records.
    pub rows: Vec<Rows>,
    /// SHA-256 of the canonical JSON of the dataset.
    pub hash: String,
}

#[cfg(test)]
mod tests {
    use crate::domain::dataset::{Change, Changes};
    use crate::domain::incentive::*;
    use crate::store::testing::{full, id};
    use crate::store::wire::dataset::{self, Dataset};
    use jiff::civil::date;

    fn paid() -> Changes {
        let plan = Plan::clone(full().plans.iter().next().unwrap());
        let (version, person) = (id(400), id(100));
        let line = RunLine {
            component: Some(id(91)),
            kind: LineKind::Correction,
            earned_in: "2026Q1".parse().unwrap(),
            row: None,
            rule: 0,
            earned: "12.345".parse().unwrap(),
            waiting: "0".parse().unwrap(),
            minor: -1235,
            carries: 7,
            version: 2,
            adjustment: None,
        };
        let adjusted = RunLine {
            component: None,
            kind: LineKind::Adjustment,
            earned: "0".parse().unwrap(),
            minor: 500,
            carries: 0,
            version: 0,
            adjustment: Some(id(406)),
            ..line.clone()
        };
        let statement = RunStatement {
            person,
            lines: vec![line, adjusted],
            total: -735,
            drawn: 0,
            recovered: 0,
            withheld: 0,
            instalments: 0,
            holdback: 0,
            released: 0,
            paid: 0,
            forgiven: 0,
            balances: Balances { owed: 1235, ..Balances::default() },
        };
        let run = ClosedRun {
            plan: plan.id,
            version: "00ff".into(),
            period: "2026Q2".parse().unwrap(),
            statements: vec![statement],
        };
        let day = date(2026, 7, 1);
        let answer = Answer { on: day, upheld: false, text: "否".into() };
        let dispute = Dispute {
            id: id(404),
            plan: plan.id,
            person,
            period: run.period,
            component: Some(id(91)),
            raised: day,
            text: "?".into(),
            answer: None,
        };
        let adjustment = Adjustment {
            id: id(406),
            plan: plan.id,
            person,
            period: run.period,
            component: None,
            minor: 500,
            reason: "補發".into(),
            dispute: Some(id(405)),
            on: day,
        };
        let answered = Dispute { id: id(405), answer: Some(answer), ..dispute.clone() };
        let showing = |grade: Option<&str>, value: Option<&str>| Showing {
            period: "2026Q1".parse().unwrap(),
            grade: grade.map(str::to_owned),
            value: value.map(|v| v.parse().unwrap()),
        };
        let ruling =
            crate::domain::appraisal::Ruling::Declined { on: day, by: Some(person), reason: "否".into() };
        let plan_id = plan.id;
        let award = Award {
            id: id(407),
            plan: plan.id,
            component: id(91),
            person,
            showings: vec![showing(Some("A"), None), showing(None, Some("1.25"))],
            ruling,
        };
        Changes {
            versions: vec![Change::add(PlanVersion {
                id: version,
                number: 3,
                hash: "00ff".into(),
                announced: day,
                expected: vec![Expected { person, low: 1, target: 2, high: 3 }],
                plan,
            })],
            acknowledgements: vec![Change::add(Acknowledgement { id: id(401), version, person, on: day })],
            agreements: vec![Change::add(Agreement {
                id: id(408),
                plan: plan_id,
                terms: "00fe".into(),
                person,
                less: 7,
                on: day,
            })],
            runs: vec![Change::add(PayRun { id: id(402), version, closed: day, run })],
            disputes: vec![Change::add(dispute), Change::add(answered)],
            adjustments: vec![Change::add(adjustment)],
            awards: vec![Change::add(award)],
            ..Changes::default()
        }
    }

    #[test]
    fn what_is_paid_survives_the_stored_form() {
        let changes = paid();
        let json = serde_json::to_string(&dataset::Changes::put(&changes)).unwrap();
        let none = |_| None;
        assert_eq!(serde_json::from_str::<dataset::Changes>(&json).unwrap().take(&none).unwrap(), changes);
        let workspace = crate::store::testing::workspace(1);
        let after = crate::domain::Dataset::new(workspace).apply(&changes).unwrap();
        let json = serde_json::to_string(&Dataset::put(&after)).unwrap();
        let back = serde_json::from_str::<Dataset>(&json).unwrap().take(&none).unwrap();
        assert_eq!(back.as_changes(), after.as_changes());
    }
}
