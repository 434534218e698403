//! Why a file cannot be read, as stable codes without prose.
//!
//! A file error refuses the whole file; what is wrong with single rows is an issue and refuses nothing else.

use serde::{Deserialize, Serialize};

/// The reason a file was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum FileError {
    /// Nothing in it.
    Empty,
    /// More bytes than the limit of its kind.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// One line is longer than 10 MB.
    LineTooLong {
        /// Row in which it begins, counted from 1.
        row: u64,
    },
    /// A zero character: not a text file.
    ZeroByte {
        /// Row in which it stands, counted from 1.
        row: u64,
    },
    /// A spreadsheet of a kind that cannot be read (XLS, XLSB, ODS): save it as XLSX or CSV.
    OldSpreadsheet,
    /// The workbook is protected by a password.
    Encrypted,
    /// The archive is damaged or is no workbook.
    DamagedWorkbook,
    /// The archive unpacks to more than the limits allow.
    Bomb,
    /// More files in the archive than allowed.
    TooManyEntries {
        /// The limit.
        limit: u64,
    },
    /// More cells than allowed.
    TooManyCells {
        /// The limit.
        limit: u64,
    },
    /// The workbook has no such sheet.
    NoSheet,
    /// A format that is no table, such as a picture or a PDF.
    NotATable,
    /// The user stopped it.
    Cancelled,
    /// The browser could not read the file.
    Unreadable,
}
