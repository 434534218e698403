//! Steps of an appraisal in words.

use crate::domain::Decimal;
use crate::domain::appraisal::Competency;
use crate::domain::id::CompetencyId;
use crate::engine::appraisal::Judged;
use crate::i18n::names::Names;

/// Label and note of a step of an appraisal.
pub(super) fn words(step: &Judged, names: Names) -> (String, String) {
    let (t, format) = (&names.texts.appraisal, names.format());
    let percent = |value: &Decimal| format!("{}%", format.at_most(*value, 2));
    let weighed = |weight: &Decimal, effective: &Decimal| t.weight(&percent(weight), &percent(effective));
    match step {
        Judged::Whole(id) => {
            let case = names.data.appraisals.get(*id);
            let person = case.and_then(|a| names.data.people.get(a.person)).map(|p| p.name.clone());
            let label =
                person.map_or_else(|| t.whole.to_owned(), |p| format!("{}{}{p}", t.whole, format.colon()));
            (label, t.whole_how.to_owned())
        }
        Judged::Part { part, weight, effective } => (t.part(*part).to_owned(), weighed(weight, effective)),
        Judged::Scale { from, to } => {
            let how = t.scaled(&format.at_most(*from, 4), &format.at_most(*to, 4));
            (t.scale.to_owned(), how)
        }
        Judged::Competencies => (t.qualitative.to_owned(), t.competencies_how.to_owned()),
        Judged::Competency { competency, weight, effective } => {
            let label = competency_name(names, *competency);
            (label, weighed(weight, effective))
        }
        Judged::Group { groups, weight, effective, count } => {
            let label: Vec<&str> = groups.iter().map(|g| t.group(*g)).collect();
            let answers = t.answers(&format.whole(i64::from(*count)));
            (label.join(" + "), super::joined(names, &[answers, weighed(weight, effective)]))
        }
        Judged::Cycle { cycle, weight, effective } => {
            let name = names.data.cycles.get(*cycle).map(|c| c.name.clone());
            (name.unwrap_or_else(|| names.texts.common.unknown.to_owned()), weighed(weight, effective))
        }
        Judged::Missing(what, absent) => (t.missing(*what, *absent).to_owned(), String::new()),
        Judged::Corrected => (t.corrected.to_owned(), String::new()),
        Judged::Adjusted(_) => (t.adjusted.to_owned(), String::new()),
    }
}

/// The name of a competency: as a cycle froze it, otherwise as a standard has it now.
pub(super) fn competency_name(names: Names, id: CompetencyId) -> String {
    let find = |all: &[Competency]| all.iter().find(|c| c.id == id).map(|c| c.name.clone());
    let frozen = || {
        let mut methods = names.data.cycles.iter().rev().flat_map(|c| &c.methods);
        methods.find_map(|m| find(&m.standard.competencies))
    };
    let stored = names.data.standards.iter().find_map(|s| find(&s.competencies));
    stored.or_else(frozen).unwrap_or_else(|| names.texts.common.unknown.to_owned())
}
