//! The list of records behind a view or a figure: search, export.

use crate::domain::Dataset;
use crate::domain::records::StateSet;
use crate::engine::measure::{DayOf, Line, Listing, RecordQuery};
use crate::state::select::CodeNames;
use crate::state::view::Settled;

/// The records of a view: all states, so that open, lost and cancelled ones can be seen too.
pub fn of_view(view: &Settled, states: StateSet) -> RecordQuery {
    RecordQuery {
        span: Some(view.span),
        day: DayOf::Booked,
        filters: vec![view.filter.clone()],
        states,
        sign: crate::domain::kpi::Sign::Any,
        first: false,
    }
}

/// The records of a list that hold a text in any name or in their document number.
pub fn search(listing: &Listing, names: &CodeNames, text: &str) -> Listing {
    let text = text.trim();
    if text.is_empty() {
        return listing.clone();
    }
    let found = names.find(text);
    let needle = text.to_lowercase();
    listing.filtered(|block, row| {
        let document = || block.names().is_some_and(|n| n.document.get(row).to_lowercase().contains(&needle));
        found.holds(&block.facts, row) || document()
    })
}

/// The name of the import a record came from; empty for records entered by hand.
pub fn source<'a>(data: &'a Dataset, line: &Line) -> &'a str {
    data.segments.get(line.row.segment).map_or("", |s| s.source.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kpi::{Label, Library};
    use crate::domain::{Decimal, Span};
    use crate::engine::kpi::Ask;
    use crate::engine::measure::{Order, list};
    use crate::i18n::{Lang, sample};
    use crate::state::sample::{ROWS, Request, company, sample_as_of};
    use crate::state::select::Cache;
    use crate::state::view::View;
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn the_list_and_the_figure_agree_and_search_narrows() {
        let as_of = sample_as_of(date(2026, 11, 23));
        let (workspace, changes) =
            company(&Request { seed: 3, names: sample::names(Lang::En), as_of, rows: ROWS / 4 });
        let data = Arc::new(Dataset::new(workspace).apply(&changes).unwrap());
        let view = View { as_of: Some(as_of), ..View::default() }.settle(&data, as_of).unwrap();
        let span = Span { from: view.span.from, to: view.as_of };
        let query = RecordQuery { span: Some(span), ..of_view(&view, StateSet::BOOKED) };
        let all = list(&data, &query, Order::Newest);
        let cache = Cache::default();
        let label = Label::Library(Library::Revenue);
        let revenue = data.kpis.iter().find(|k| k.label == label).unwrap().id;
        let ask = Ask {
            kpis: vec![revenue],
            span: Some(span),
            filter: view.filter.clone(),
            rows: None,
            columns: None,
        };
        let scale = data.workspace.currency.digits();
        let total = cache.figures(&data, &ask).at(revenue, None, None).unwrap();
        assert_eq!(Decimal::from_i128_with_scale(all.sum, scale), total);

        let names = cache.names(&data);
        let person = data.people.iter().next().unwrap();
        let found = search(&all, &names, &person.name.to_uppercase());
        assert!(!found.is_empty() && found.len() < all.len());
        for at in 0..found.len() {
            assert_eq!(names.credit(found.line(at).unwrap().credit), person.name);
        }
        assert_eq!(search(&all, &names, "  ").len(), all.len());
        assert!(search(&all, &names, "no such words").is_empty());
    }
}
