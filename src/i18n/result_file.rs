//! Results of appraisals as files: the list of a calibration. Whatever is written here comes from result sheets, which
//! hold nothing that anonymity hides.

use super::names::Names;
use crate::domain::Decimal;
use crate::state::appraisal::calibration::{Board, Row};
use crate::state::sheet::csv;
use std::sync::Arc;

/// The people of a calibration, one a row. No cell is ever run as a formula.
#[must_use]
pub fn calibration_csv(board: &Board, rows: &[Arc<Row>], names: Names) -> String {
    let (common, c, a) = (&names.texts.common, &names.texts.calibration, &names.texts.appraisal);
    let head = [
        names.texts.data.number,
        common.person,
        common.team,
        c.before,
        a.quantitative,
        a.qualitative,
        a.whole,
        c.computed,
        c.grade,
        c.potential,
        c.boxes,
        c.reason,
    ];
    let exact = |value: Option<Decimal>| value.map(|v| v.normalize().to_string()).unwrap_or_default();
    let half = names.data.workspace.rounding.half;
    let row = |r: &Arc<Row>| {
        let number = names.data.people.get(r.person).map(|p| p.number.clone()).unwrap_or_default();
        let case = names.data.appraisals.get(r.appraisal);
        let reason = case.and_then(|a| a.adjustments.last()).map(|m| m.reason.clone());
        let places = board.cycle.method(r.standard).map_or(2, |m| m.standard.places);
        let part = |value: Option<Decimal>| exact(value.map(|v| half.round(v, places)));
        vec![
            number,
            r.name.clone(),
            r.team_name.clone(),
            r.before.clone().unwrap_or_default(),
            part(r.sheet.quantitative),
            part(r.sheet.qualitative),
            exact(r.sheet.score),
            r.sheet.computed_grade.clone().unwrap_or_default(),
            r.sheet.grade.clone().unwrap_or_default(),
            exact(r.potential),
            r.nine_box.map(|b| b.to_string()).unwrap_or_default(),
            reason.unwrap_or_default(),
        ]
    };
    csv(std::iter::once(head.map(str::to_owned).to_vec()).chain(rows.iter().map(row)))
}
