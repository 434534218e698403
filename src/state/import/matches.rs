//! Proposals for all names of a file, with the user's own choices on top.

use crate::domain::dataset::Dataset;
use crate::files::columns::Confidence;
use crate::files::field::Kind;
use crate::files::messages::{Analysis, Dimension, Name};
use crate::files::resolve::{Match, Target, known, propose as propose_names};
use crate::files::value::text::fold;
use std::collections::BTreeMap;

/// Proposes what every name means; a choice the user made for the same name before stays.
pub fn propose(
    data: &Dataset,
    analysis: &Analysis,
    chosen: &BTreeMap<(Dimension, String), Target>,
) -> BTreeMap<Dimension, Vec<Match>> {
    let kind = analysis.choices.kind;
    let mut all = BTreeMap::new();
    for column in &analysis.names {
        let mut matches = match column.dimension {
            Dimension::Measure => column.names.iter().map(|n| measure(data, kind, n)).collect(),
            dimension => propose_names(&column.names, &known(data, dimension)),
        };
        for (m, name) in matches.iter_mut().zip(&column.names) {
            let key = (column.dimension, format!("{}\u{1f}{}", name.number, name.name));
            if let Some(target) = chosen.get(&key) {
                (m.target, m.confidence) = (*target, Confidence::Certain);
            }
        }
        all.insert(column.dimension, matches);
    }
    all
}

/// A KPI (for targets) or measure (for measurements) by key, own name, or the library's words in three languages.
fn measure(data: &Dataset, kind: Kind, name: &Name) -> Match {
    use crate::domain::kpi::Label;
    let wanted = fold(&name.name);
    let library = crate::files::library::recognise(&wanted);
    let fits = |key: &str, label: &Label| match label {
        Label::Own(own) => fold(own) == wanted,
        Label::Library(l) => fold(key) == wanted || Some(*l) == library,
    };
    let found = if kind == Kind::Targets {
        data.kpis.iter().find(|k| fits(&k.key, &k.label)).map(|k| k.id.0)
    } else {
        data.measures.iter().find(|m| fits(&m.key, &m.label)).map(|m| m.id.0)
    };
    let (target, confidence) = match found {
        Some(id) => (Target::Existing(id), Confidence::Certain),
        // A new measure is easily made; a KPI needs a formula, so its targets wait for a choice.
        None if kind == Kind::Measurements => (Target::New, Confidence::Likely),
        None => (Target::Nothing, Confidence::Likely),
    };
    Match { target, confidence, near: Vec::new() }
}
