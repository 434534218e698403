//! The worker's side of an import: one file, from bytes to blocks. Plain Rust, so that tests and benchmarks run it natively.

use crate::domain::records::{Facts, Names};
use crate::files::analyse::{self, Understood};
use crate::files::build::{Existing, build};
use crate::files::error::FileError;
use crate::files::messages::{BuildPlan, Choices, Context, Format, Preview, ReadOptions, Reply, Request};
use crate::files::read::{self, Loaded, Loader};
use crate::files::xlsx;
use std::collections::BTreeMap;

/// A file at work.
#[derive(Default)]
pub struct Job {
    loaded: Option<Loaded>,
    understood: Option<Understood>,
}

impl Job {
    /// Takes a file that was read.
    pub fn take(&mut self, loaded: Loaded) -> Reply {
        let preview = loaded.preview.clone();
        self.understood = None;
        self.loaded = Some(loaded);
        Reply::Read(Box::new(preview))
    }

    /// Reads another sheet of the workbook at hand; `None` where the file is no workbook.
    pub fn sheet(&mut self, name: &str, options: &ReadOptions) -> Option<Reply> {
        let bytes = self.loaded.as_ref()?.workbook.clone()?;
        Some(match read::sheet(name, &bytes, options.sheet.as_deref()) {
            Ok(loaded) => self.take(loaded),
            Err(error) => Reply::Failed(error),
        })
    }

    /// Interprets the rows.
    pub fn analyse(&mut self, choices: Option<Choices>, context: &Context) -> Reply {
        let Some(loaded) = &self.loaded else { return Reply::Failed(FileError::Empty) };
        let Preview { name, format, .. } = &loaded.preview;
        // A sheet's name says as much about its rows as a file's.
        let (replaced, name) = match format {
            Format::Text { replaced, .. } => (*replaced, name.clone()),
            Format::Workbook { sheet, .. } => (0, format!("{name} {sheet}")),
        };
        let (analysis, understood) = analyse::analyse(&loaded.grid, &name, replaced, choices, context);
        self.understood = Some(understood);
        Reply::Analysed(Box::new(analysis))
    }

    /// Builds blocks from the rows last analysed, compared with existing ones.
    pub fn build(&self, plan: &BuildPlan, existing: &[(Facts, Names)]) -> Reply {
        let existing: Vec<Existing> = existing.iter().map(|(f, n)| (f, n)).collect();
        self.build_with(plan, &existing)
    }

    /// The same with borrowed blocks.
    pub fn build_with(&self, plan: &BuildPlan, existing: &[Existing]) -> Reply {
        match self.understood.as_ref().and_then(|u| u.draft.as_ref()) {
            Some(draft) => Reply::Built(Box::new(build(draft, plan, existing))),
            None => Reply::Failed(FileError::Empty),
        }
    }

    /// The rows with faults as CSV.
    pub fn bad_rows(&self, words: &BTreeMap<String, String>) -> Reply {
        match (&self.loaded, &self.understood) {
            (Some(l), Some(u)) => Reply::File(analyse::bad_rows(&l.grid, u, words).into_bytes()),
            _ => Reply::Failed(FileError::Empty),
        }
    }

    /// Answers any request with all bytes at hand.
    pub fn answer(&mut self, request: &Request, bytes: &[u8], existing: &[Existing]) -> Reply {
        match request {
            Request::Read { name, options } => match load(name, options, bytes) {
                Ok(loaded) => self.take(loaded),
                Err(error) => Reply::Failed(error),
            },
            Request::Analyse { choices, context } => self.analyse(choices.as_deref().cloned(), context),
            Request::Build(plan) => self.build_with(plan, existing),
            Request::BadRows { words } => self.bad_rows(words),
            Request::Workbook { sheet, rows } => match xlsx::write(sheet, rows) {
                Ok(bytes) => Reply::File(bytes),
                Err(error) => Reply::Failed(error),
            },
        }
    }
}

/// Reads a whole file; again without quotes where one was never closed.
///
/// # Errors
/// [`FileError`]: the file is refused.
pub fn load(name: &str, options: &ReadOptions, bytes: &[u8]) -> Result<Loaded, FileError> {
    let once = |options: ReadOptions| {
        let mut loader = Loader::new(name, options);
        for piece in bytes.chunks(4 << 20) {
            loader.feed(piece)?;
        }
        loader.finish()
    };
    let first = once(options.clone())?;
    match first.again.clone() {
        Some(again) => Ok(first.reread(once(again)?)),
        None => Ok(first),
    }
}
