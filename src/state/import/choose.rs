//! The user's choices in an import: each answers what was asked about it and sets to work again what depends on it.

use super::{
    ColumnChoice, Dialect, Dimension, Encoding, Format, ImportSession, Kind, Match, Preview, Question,
    Target, Use,
};
use crate::domain::records::State;
use crate::files::columns::Confidence;
use crate::files::messages::{Choices, Request};
use crate::files::value::text::fold;
use rust_decimal::Decimal;

impl ImportSession {
    /// Takes a question as answered as it stands.
    pub fn confirm(&mut self, question: &Question) {
        self.confirmed.insert(question_key(question));
    }

    /// Chooses the encoding.
    pub fn set_encoding(&mut self, encoding: Encoding) {
        self.options.encoding = Some(encoding);
        self.confirm(&Question::Encoding);
        self.read();
    }

    /// Chooses the separator.
    pub fn set_dialect(&mut self, dialect: Dialect) {
        self.options.dialect = Some(dialect);
        // What was detected stays, so that one choice does not change another.
        if let Some(Preview { format: Format::Text { encoding, .. }, .. }) = &self.preview {
            self.options.encoding = Some(*encoding);
        }
        self.read();
    }

    /// Chooses the sheet.
    pub fn set_sheet(&mut self, sheet: &str) {
        self.options.sheet = Some(sheet.to_owned());
        self.read();
    }

    /// Moves the header, counted from 0; the columns are proposed anew.
    pub fn set_header(&mut self, header: Option<u64>) {
        self.change(|c| {
            c.header = header;
            c.columns.clear();
        });
    }

    /// Keeps a row that was taken for a subtotal as data, or leaves it out again. Counted from 0.
    pub fn keep_row(&mut self, row: u64, keep: bool) {
        self.change(|c| {
            c.keep.retain(|r| *r != row);
            if keep {
                c.keep.push(row);
            }
        });
    }

    /// Says what the rows are; the columns are proposed anew.
    pub fn set_kind(&mut self, kind: Kind) {
        self.confirm(&Question::Kind);
        self.change(|c| {
            c.kind = kind;
            c.columns.clear();
        });
    }

    /// Says how a column is read. A field it takes is taken from the column that had it.
    pub fn set_column(&mut self, column: usize, choice: ColumnChoice) {
        for q in [
            Question::Column { column },
            Question::Dates { column, styles: Vec::new() },
            Question::Unit { column, scale: 0 },
            Question::Tax { column },
            Question::Currency { column, code: String::new() },
        ] {
            self.confirm(&q);
        }
        self.change(|c| {
            for (n, other) in c.columns.iter_mut().enumerate() {
                if n == column {
                    *other = choice;
                } else if other.used == choice.used && matches!(choice.used, Use::Field(_)) {
                    other.used = Use::Ignore;
                }
            }
        });
    }

    /// Sets the tax in percent that is taken out of amounts that contain it.
    pub fn set_tax_rate(&mut self, percent: Decimal) {
        self.change(|c| c.tax_rate = percent);
    }

    /// Sets the year of months that name none.
    pub fn set_year(&mut self, year: i16) {
        self.confirm(&Question::Year);
        self.change(|c| c.year = Some(year));
    }

    /// Says what a state of the file means.
    pub fn set_state(&mut self, text: &str, state: State) {
        self.confirm(&Question::State { text: text.to_owned() });
        let key = fold(text);
        self.change(|c| {
            c.states.insert(key, state);
        });
    }

    /// Says what a name means.
    pub fn set_match(&mut self, dimension: Dimension, at: usize, target: Target) {
        let name = self
            .analysis
            .iter()
            .flat_map(|a| &a.names)
            .find(|c| c.dimension == dimension)
            .and_then(|c| c.names.get(at))
            .map(|n| format!("{}\u{1f}{}", n.number, n.name));
        if let Some(m) = self.matches.get_mut(&dimension).and_then(|m| m.get_mut(at)) {
            *m = Match { target, confidence: Confidence::Certain, near: m.near.clone() };
            self.prepared = None;
        }
        if let Some(name) = name {
            self.user_matched.insert((dimension, name), target);
        }
    }

    /// Takes all proposals of a dimension as they stand.
    pub fn confirm_matches(&mut self, dimension: Dimension) {
        let targets: Vec<Target> = self.matches(dimension).iter().map(|m| m.target).collect();
        for (at, target) in targets.into_iter().enumerate() {
            self.set_match(dimension, at, target);
        }
    }

    /// Chooses whether known rows with other content are changed.
    pub fn set_take_changes(&mut self, take: bool) {
        self.take_changes = take;
    }

    fn change(&mut self, change: impl FnOnce(&mut Choices)) {
        let queued = match &self.queue {
            Some(Request::Analyse { choices: Some(c), .. }) => Some(c.as_ref().clone()),
            _ => self.analysis.as_ref().map(|a| a.choices.clone()),
        };
        if let Some(mut choices) = queued {
            change(&mut choices);
            self.analyse(Some(Box::new(choices)));
        }
    }

    /// What is missing cannot be waved through.
    pub(super) fn is_confirmed(&self, question: &Question) -> bool {
        !matches!(question, Question::Missing { .. }) && self.confirmed.contains(&question_key(question))
    }
}

/// What makes two questions the same one.
fn question_key(question: &Question) -> (u8, usize, String) {
    match question {
        Question::Encoding => (0, 0, String::new()),
        Question::Kind => (1, 0, String::new()),
        Question::Column { column } => (2, *column, String::new()),
        Question::Dates { column, .. } => (3, *column, String::new()),
        Question::Unit { column, .. } => (4, *column, String::new()),
        Question::Tax { column } => (5, *column, String::new()),
        Question::Year => (6, 0, String::new()),
        Question::State { text } => (7, 0, text.clone()),
        Question::Missing { .. } => (8, 0, String::new()),
        Question::Currency { column, .. } => (9, *column, String::new()),
    }
}
