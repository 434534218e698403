//! What can go wrong with storage: stable codes, no prose.

use std::fmt;

/// Why a file's bytes cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The bytes are not what was written: cut off, flipped, or of another file.
    Damaged,
    /// A later version of the app wrote it.
    Newer {
        /// The version found.
        version: u32,
    },
    /// The bytes are as they were written, but the content is not valid.
    Invalid {
        /// Where: a path such as `people[3].hired`, or line and column.
        place: String,
    },
}

/// Why a home of storage did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// There is no such file.
    NotFound,
    /// The browser grants no more space.
    Full,
    /// The browser does not allow storage here.
    Refused,
    /// The connection was closed from outside, such as by clearing the site's data.
    Closed,
    /// Anything else, in the browser's own words.
    Other(String),
}

/// Why the store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The home of storage failed.
    Storage(StorageError),
    /// A file cannot be used.
    File {
        /// Its name.
        name: String,
        /// Why.
        error: FileError,
    },
    /// The changes were made for another state of the data.
    Stale,
    /// Another tab writes this workspace.
    ReadOnly,
    /// Something done in the open workspace could not be written yet, so it stays open.
    Unsaved,
    /// There is no such workspace.
    NoWorkspace,
    /// Less is there than was promised; only recovery may open it.
    Incomplete,
    /// The names of a block that shall be written are not at hand.
    NamesMissing,
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        StoreError::Storage(error)
    }
}

impl StoreError {
    /// A stable code for texts, logs and tests.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::Storage(StorageError::NotFound) => "file-missing",
            StoreError::Storage(StorageError::Full) => "storage-full",
            StoreError::Storage(StorageError::Refused) => "storage-refused",
            StoreError::Storage(StorageError::Closed) => "storage-closed",
            StoreError::Storage(StorageError::Other(_)) => "storage-failed",
            StoreError::File { error: FileError::Damaged, .. } => "file-damaged",
            StoreError::File { error: FileError::Newer { .. }, .. } => "file-newer",
            StoreError::File { error: FileError::Invalid { .. }, .. } => "file-invalid",
            StoreError::Stale => "changes-stale",
            StoreError::ReadOnly => "read-only",
            StoreError::Unsaved => "unsaved",
            StoreError::NoWorkspace => "no-workspace",
            StoreError::Incomplete => "incomplete",
            StoreError::NamesMissing => "names-missing",
        }
    }

    /// The error of a named file.
    pub fn file(name: &str, error: FileError) -> StoreError {
        StoreError::File { name: name.to_owned(), error }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
