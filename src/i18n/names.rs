//! What the things of a dataset are called: entities, subjects, scopes and filters in words.
//!
//! Invariant: an id that is no longer there has a name too, so that an old trace or link never shows an id.

use super::{Format, Texts};
use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, MeasureId};
use crate::domain::kpi::Label;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Period, Span};
use crate::engine::measure::Key;

/// Names as one language writes them.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Where the names stand.
    pub data: &'a Dataset,
    /// The words of the language.
    pub texts: &'static Texts,
}

impl<'a> Names<'a> {
    /// The names of a dataset in the language of these texts.
    #[must_use]
    pub const fn new(data: &'a Dataset, texts: &'static Texts) -> Self {
        Self { data, texts }
    }

    /// The formats of the language.
    #[must_use]
    pub fn format(self) -> Format {
        Format::new(self.texts.common.lang)
    }

    fn unknown(self) -> String {
        self.texts.common.unknown.to_owned()
    }

    /// A label: of the library in the reader's language, or the user's own words.
    #[must_use]
    pub fn label(self, label: &Label) -> String {
        match label {
            Label::Library(item) => self.texts.library.of(*item).to_owned(),
            Label::Own(text) => text.clone(),
        }
    }

    /// A formula as people read it: names for keys, and the signs of arithmetic.
    #[must_use]
    pub fn formula(self, formula: &str) -> String {
        let label = |key: &str| {
            let measure = self.data.measures.iter().find(|m| m.key == key).map(|m| self.label(&m.label));
            measure.or_else(|| self.data.kpis.iter().find(|k| k.key == key).map(|k| self.label(&k.label)))
        };
        in_words(formula, label)
    }

    /// A KPI.
    #[must_use]
    pub fn kpi(self, id: KpiId) -> String {
        self.data.kpis.get(id).map_or_else(|| self.unknown(), |k| self.label(&k.label))
    }

    /// A measure.
    #[must_use]
    pub fn measure(self, id: MeasureId) -> String {
        self.data.measures.get(id).map_or_else(|| self.unknown(), |m| self.label(&m.label))
    }

    /// A member of a dimension.
    #[must_use]
    pub fn key(self, key: Key) -> String {
        let data = self.data;
        let found = match key {
            Key::Person(id) => data.people.get(id).map(|e| e.name.clone()),
            Key::Team(id) => data.teams.get(id).map(|e| e.name.clone()),
            Key::Product(id) => data.products.get(id).map(|e| e.name.clone()),
            Key::Category(id) => data.categories.get(id).map(|e| e.name.clone()),
            Key::Channel(id) => data.channels.get(id).map(|e| e.name.clone()),
            Key::Territory(id) => data.territories.get(id).map(|e| e.name.clone()),
            Key::Customer(id) => data.customers.get(id).map(|e| e.name.clone()),
            Key::Period(period) => Some(self.period(period)),
            Key::None => Some(self.texts.trace.nobody.to_owned()),
        };
        found.unwrap_or_else(|| self.unknown())
    }

    /// Whom or what a figure is about.
    #[must_use]
    pub fn subject(self, subject: Subject) -> String {
        match subject {
            Subject::Company => self.texts.common.company.to_owned(),
            Subject::Team(id) => self.key(Key::Team(id)),
            Subject::Person(id) => self.key(Key::Person(id)),
            Subject::Territory(id) => self.key(Key::Territory(id)),
            Subject::Customer(id) => self.key(Key::Customer(id)),
            Subject::Product(id) => self.key(Key::Product(id)),
        }
    }

    /// A period as the workspace's calendar names it.
    #[must_use]
    pub fn period(self, period: Period) -> String {
        self.format().period(period, self.data.workspace.calendar.fiscal_start != 1)
    }

    /// Days.
    #[must_use]
    pub fn days(self, span: Span) -> String {
        self.format().days(span.from, span.to)
    }

    /// What a filter lets through, one text per dimension in use; empty where it lets everything through.
    #[must_use]
    pub fn filter(self, filter: &Filter) -> Vec<String> {
        let (common, format) = (&self.texts.common, self.format());
        let mut parts = Vec::new();
        let mut push = |word: &str, names: Vec<String>| {
            if !names.is_empty() {
                parts.push(format!("{word}{}{}", format.colon(), format.list(&names)));
            }
        };
        push(common.team, self.keys(&filter.teams, Key::Team));
        push(common.person, self.keys(&filter.people, Key::Person));
        push(common.product_word, self.keys(&filter.products, Key::Product));
        push(common.category, self.keys(&filter.categories, Key::Category));
        push(common.channel, self.keys(&filter.channels, Key::Channel));
        push(common.territory, self.keys(&filter.territories, Key::Territory));
        push(common.customer, self.keys(&filter.customers, Key::Customer));
        parts
    }

    fn keys<T: Copy>(self, ids: &[T], key: fn(T) -> Key) -> Vec<String> {
        ids.iter().map(|id| self.key(key(*id))).collect()
    }
}

fn in_words(formula: &str, label: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(word.max(first.len_utf8()));
        match head {
            "*" => out.push('×'),
            "/" => out.push('÷'),
            "-" => out.push('−'),
            _ => out.push_str(&label(head).unwrap_or_else(|| head.to_owned())),
        }
        rest = tail;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn a_formula_is_read_with_names_and_signs() {
        let label = |key: &str| match key {
            "revenue" => Some("營收".to_owned()),
            "market_size" => Some("市場規模".to_owned()),
            "won" => Some("Deals won".to_owned()),
            _ => None,
        };
        for (formula, words) in [
            ("revenue / market_size", "營收 ÷ 市場規模"),
            ("won/(won + lost)", "Deals won÷(Deals won + lost)"),
            ("max(revenue - 0.5*won, 0)", "max(營收 − 0.5×Deals won, 0)"),
            ("", ""),
            ("revenue_2", "revenue_2"),
        ] {
            assert_eq!(in_words(formula, label), words);
        }
    }
}
