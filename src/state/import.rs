//! One import from file to changes: a state machine without a browser.
//!
//! The session says what it needs from the file worker ([`ImportSession::take_request`]), takes the answers and the user's
//! choices, and ends in changes for one undo step. Where every match is certain it runs through to the check by itself.
//! Nothing is written before [`ImportSession::commit`], and a commit is all or nothing.

mod choose;
mod commit;
mod matches;

use crate::domain::dataset::{Changes, Dataset};
use crate::domain::history::Label;
use crate::domain::id::BlockId;
use crate::domain::records::{Block, Facts, Names};
use crate::files::messages::{Analysis, Built, Choices, Column, Context, ReadOptions};
use crate::files::resolve::{ResolveError, Resolved};
use crate::files::{csv_write, template};
use crate::state::command::Env;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

// What the page has to name to show a file and to answer questions about it.
pub use crate::files::changed::{CellValue, ChangedRow, Differs};
pub use crate::files::columns::{ColumnChoice, Confidence, Use};
pub use crate::files::csv::{DELIMITERS, Dialect};
pub use crate::files::encoding::{Encoding, Script};
pub use crate::files::error::FileError;
pub use crate::files::field::{Content, Field, Kind};
pub use crate::files::layout::Skip;
pub use crate::files::messages::{
    Dimension, FaultGroup, Format, Name, Preview, Progress, Question, Reply, Request, RowFault, Skipped,
    StateTotal,
};
pub use crate::files::resolve::{Match, Target, known};
pub use crate::files::value::date::{DateOrder, DateStyle};
pub use crate::files::value::heading::Tax;

/// A table to fill in, as a CSV file: headings by `heading`, and two rows that show what goes where. It can be imported as
/// it is.
pub fn template(kind: Kind, script: Script, heading: &dyn Fn(Field) -> String) -> String {
    csv_write::write(template::rows(kind, script, heading))
}

/// The steps of the wizard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Choose a file, or paste; encoding, separator, sheet.
    #[default]
    Source,
    /// Header row and rows left out.
    Layout,
    /// Kind of table, meaning of the columns, dates, units.
    Columns,
    /// Names to entities, states.
    Match,
    /// What will be added and changed, what cannot be read; then commit.
    Check,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Step; 5] = [Step::Source, Step::Layout, Step::Columns, Step::Match, Step::Check];
}

/// Why nothing can be committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The worker has not finished, or no file is open.
    NotReady,
    /// Names cannot become codes.
    Resolve(ResolveError),
    /// The data were changed meanwhile: call [`ImportSession::prepare`] again.
    Stale,
}

/// What a commit would do, for the check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rows that are new: records, people, targets…
    pub added: u64,
    /// Rows that are already there, unchanged.
    pub same: u64,
    /// Rows that are already there with other content.
    pub changed: u64,
    /// The first changed rows, with what is different in them.
    pub examples: Vec<ChangedRow>,
    /// New entities by dimension, besides the rows themselves.
    pub fresh: BTreeMap<Dimension, u64>,
    /// New spellings of existing entities.
    pub aliases: u64,
    /// Whether records take the territory of their seller, because the file names none.
    pub located: bool,
}

/// What the session is waiting for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Waiting {
    #[default]
    No,
    Read,
    Analyse,
    Build,
}

/// An import in progress.
#[derive(Clone, Debug, Default)]
pub struct ImportSession {
    name: String,
    options: ReadOptions,
    context: Context,
    queue: Option<Request>,
    waiting: Waiting,
    preview: Option<Preview>,
    analysis: Option<Analysis>,
    /// Choices that the next analysis goes by: those in force when the worker was stopped.
    kept: Option<Box<Choices>>,
    matches: BTreeMap<Dimension, Vec<Match>>,
    confirmed: BTreeSet<(u8, usize, String)>,
    user_matched: BTreeMap<(Dimension, String), Target>,
    prepared: Option<Prepared>,
    take_changes: bool,
    error: Option<FileError>,
    failed: Option<ImportError>,
}

/// Everything a commit needs, for the dataset it was prepared on.
#[derive(Clone, Debug)]
struct Prepared {
    base: Dataset,
    resolved: Resolved,
    /// For records the built blocks; absent while the worker builds.
    built: Option<Fresh>,
    /// For records: the existing blocks that were compared.
    existing: Vec<Arc<Block>>,
    /// For everything else: the changes with and without updates of what exists.
    rows: Option<commit::RowChanges>,
    outcome: Outcome,
}

/// Built blocks with their identities.
#[derive(Clone, Debug)]
struct Fresh {
    /// Those of new rows.
    blocks: Vec<Arc<Block>>,
    /// Existing blocks with changed rows: place among those that were compared, and what the block becomes.
    replaced: Vec<(usize, Arc<Block>)>,
}

impl Fresh {
    fn new(blocks: Vec<(Facts, Names)>, replaced: Vec<(usize, Facts, Names)>, env: &Env) -> Fresh {
        let block = |facts, names| Arc::new(Block::new(BlockId((env.new_id)()), facts, names));
        Fresh {
            blocks: blocks.into_iter().map(|(facts, names)| block(facts, names)).collect(),
            replaced: replaced.into_iter().map(|(at, facts, names)| (at, block(facts, names))).collect(),
        }
    }
}

impl ImportSession {
    /// A session for a workspace.
    pub fn new(data: &Dataset, script: Script) -> ImportSession {
        ImportSession {
            context: Context::of(data.workspace.currency),
            options: ReadOptions { script, ..ReadOptions::default() },
            take_changes: true,
            ..ImportSession::default()
        }
    }

    /// Begins with a file, or with pasted cells where the name is empty. The bytes go to the worker beside the request.
    pub fn open(&mut self, name: &str) {
        *self = ImportSession {
            context: self.context.clone(),
            options: ReadOptions { script: self.options.script, ..ReadOptions::default() },
            take_changes: true,
            name: name.to_owned(),
            ..ImportSession::default()
        };
        self.read();
    }

    /// The next question for the worker, if one is due and none is under way.
    pub fn take_request(&mut self) -> Option<Request> {
        if self.waiting != Waiting::No {
            return None;
        }
        let request = self.queue.take()?;
        self.waiting = match &request {
            Request::Read { .. } => Waiting::Read,
            Request::Analyse { .. } => Waiting::Analyse,
            Request::Build(_) | Request::BadRows { .. } | Request::Workbook { .. } => Waiting::Build,
        };
        Some(request)
    }

    /// Whether the worker is at work or about to be.
    pub fn busy(&self) -> bool {
        self.waiting != Waiting::No || self.queue.is_some()
    }

    /// Takes the worker's answer. Answers that a newer choice has overtaken are dropped.
    pub fn receive(&mut self, reply: Reply, data: &Dataset, env: &Env) {
        self.waiting = Waiting::No;
        match reply {
            Reply::Failed(error) => {
                // What was waiting behind a question that was stopped is not wanted either.
                self.queue = self.queue.take().filter(|_| error != FileError::Cancelled);
                self.error = Some(error);
            }
            _ if self.queue.is_some() => {}
            Reply::Read(preview) => {
                self.error = None;
                self.preview = Some(*preview);
                let kept = self.kept.take();
                self.analyse(kept);
            }
            Reply::Analysed(analysis) => {
                self.error = None;
                self.matches = matches::propose(data, &analysis, &self.user_matched);
                self.analysis = Some(*analysis);
                self.prepared = None;
                if self.is_certain() {
                    self.prepare(data, env);
                }
            }
            Reply::Built(built) => {
                if let Some(prepared) = &mut self.prepared {
                    let Built { blocks, replaced, added, same, changed, examples } = *built;
                    prepared.outcome =
                        Outcome { added, same, changed, examples, ..std::mem::take(&mut prepared.outcome) };
                    prepared.built = Some(Fresh::new(blocks, replaced, env));
                }
            }
            Reply::File(_) => {}
        }
    }

    /// Begins again after the worker was stopped ([`FileError::Cancelled`]): the file is read anew, every choice stays.
    pub fn resume(&mut self) {
        self.error = None;
        self.kept = self.analysis.as_ref().map(|a| Box::new(a.choices.clone())).or(self.kept.take());
        self.read();
    }

    /// The first step at which something needs the user; the check where nothing does.
    pub fn suggested_step(&self) -> Step {
        let Some(analysis) = &self.analysis else { return Step::Source };
        let asks = |f: fn(&Question) -> bool| self.open_questions().any(f);
        if asks(|q| matches!(q, Question::Encoding)) {
            Step::Source
        } else if asks(|q| !matches!(q, Question::State { .. }))
            || analysis.kind != Confidence::Certain && !self.is_confirmed(&Question::Kind)
        {
            Step::Columns
        } else if self.open_matches() > 0 || asks(|q| matches!(q, Question::State { .. })) {
            Step::Match
        } else {
            Step::Check
        }
    }

    /// Whether nothing need be asked.
    pub fn is_certain(&self) -> bool {
        self.suggested_step() == Step::Check
    }

    /// File name; empty for pasted cells.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file as read.
    pub fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// The file as understood, with the choices in force.
    pub fn analysis(&self) -> Option<&Analysis> {
        self.analysis.as_ref()
    }

    /// Why the file was refused.
    pub fn error(&self) -> Option<&FileError> {
        self.error.as_ref()
    }

    /// Why it could not be prepared.
    pub fn failure(&self) -> Option<&ImportError> {
        self.failed.as_ref()
    }

    /// Questions without an answer yet.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.analysis.iter().flat_map(|a| &a.questions).filter(|q| !self.is_confirmed(q))
    }

    /// The currency that a column's heading names, where it is not the workspace's and the column holds money.
    pub fn foreign_currency(&self, at: usize) -> Option<String> {
        self.analysis.as_ref()?.questions.iter().find_map(|q| match q {
            Question::Currency { column, code } if *column == at => Some(code.clone()),
            _ => None,
        })
    }

    /// Headings of columns with content that are not imported; their number from 1 where they have no heading.
    pub fn unused(&self) -> Vec<String> {
        let Some(analysis) = &self.analysis else { return Vec::new() };
        let columns = analysis.columns.iter().zip(&analysis.choices.columns).enumerate();
        let unused = columns.filter(|(_, (c, choice))| choice.used == Use::Ignore && c.profile.filled > 0);
        let name = |(at, (c, _)): (usize, (&Column, &ColumnChoice))| {
            let heading = &c.profile.heading;
            if heading.is_empty() { (at + 1).to_string() } else { heading.clone() }
        };
        unused.map(name).collect()
    }

    /// The proposals for the names of a dimension, in the order of [`Analysis::names`].
    pub fn matches(&self, dimension: Dimension) -> &[Match] {
        self.matches.get(&dimension).map_or(&[], Vec::as_slice)
    }

    /// How many names are matched without certainty and not yet confirmed.
    pub fn open_matches(&self) -> usize {
        self.matches.values().flatten().filter(|m| m.confidence != Confidence::Certain).count()
    }

    /// Works out what a commit would do; for records the worker is asked to build the blocks.
    pub fn prepare(&mut self, data: &Dataset, env: &Env) {
        let Some(analysis) = &self.analysis else { return };
        self.failed = None;
        match commit::prepare(data, analysis, &self.matches, env) {
            Ok(prepared) => {
                if let Some(plan) = commit::build_plan(data, analysis, &prepared.resolved) {
                    self.queue = Some(Request::Build(Box::new(plan)));
                }
                self.prepared = Some(prepared);
            }
            Err(error) => self.failed = Some(error),
        }
    }

    /// The existing blocks that the worker compares with, to be sent beside [`Request::Build`] with their names loaded.
    pub fn existing(&self) -> &[Arc<Block>] {
        self.prepared.as_ref().map_or(&[], |p| &p.existing)
    }

    /// What a commit would do; `None` until it is worked out.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.prepared.as_ref().filter(|p| p.built.is_some() || p.rows.is_some()).map(|p| &p.outcome)
    }

    /// Whether known rows with other content are changed (the default) or left as they are.
    pub fn takes_changes(&self) -> bool {
        self.take_changes
    }

    /// The changes of the whole import and the label of its step, for [`crate::state::command::Command::Prepared`].
    ///
    /// # Errors
    /// [`ImportError`]; the session stays as it is.
    pub fn commit(&self, data: &Dataset, env: &Env) -> Result<(Label, Changes), ImportError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let prepared = self.prepared.as_ref().ok_or(ImportError::NotReady)?;
        if !prepared.base.same(data) {
            return Err(ImportError::Stale);
        }
        commit::changes(prepared, &self.source(), self.take_changes, env)
    }

    /// File and sheet, as the segment and the history name them.
    pub fn source(&self) -> String {
        match self.preview.as_ref().map(|p| &p.format) {
            Some(Format::Workbook { sheets, sheet }) if sheets.len() > 1 => {
                format!("{} · {sheet}", self.name)
            }
            _ => self.name.clone(),
        }
    }

    fn read(&mut self) {
        self.analysis = None;
        self.prepared = None;
        self.matches.clear();
        self.queue = Some(Request::Read { name: self.name.clone(), options: self.options.clone() });
    }

    fn analyse(&mut self, choices: Option<Box<Choices>>) {
        self.prepared = None;
        self.queue = Some(Request::Analyse { choices, context: self.context.clone() });
    }
}
