//! What the page and the file worker say to each other.
//!
//! The page asks, the worker answers each question once; progress comes in between. The page sees distinct names, samples
//! and counts, never the rows of a sales file; finished blocks travel as columns beside the message.

use crate::domain::money::Currency;
use crate::domain::records::{Facts, Names, State};
use crate::files::changed::ChangedRow;
use crate::files::columns::{ColumnChoice, Confidence, Profile};
use crate::files::csv::Dialect;
use crate::files::encoding::{Encoding, Script};
use crate::files::error::FileError;
use crate::files::field::{Field, Kind};
use crate::files::layout::Skip;
use crate::files::value::date::DateStyle;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How to read the bytes; what is absent is detected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Encoding of a text file.
    pub encoding: Option<Encoding>,
    /// Separator of a text file.
    pub dialect: Option<Dialect>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Script of the page, for encodings that a short text leaves open.
    pub script: Script,
}

/// A question to the worker. Not tagged from within: codes are keys of its maps, and such a tag would make texts of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Read the file (again) into a grid. The bytes travel beside the message the first time.
    Read {
        /// File name, or empty for pasted cells.
        name: String,
        /// How.
        options: ReadOptions,
    },
    /// Propose layout, kind and columns, or go by the user's choices, and interpret all rows.
    Analyse {
        /// The choices; `None` proposes everything.
        choices: Option<Box<Choices>>,
        /// Settings of the workspace that matter.
        context: Context,
    },
    /// Make blocks of records from the rows last analysed.
    Build(Box<BuildPlan>),
    /// The rows that cannot be imported, as CSV with their reasons.
    BadRows {
        /// Words for the reasons, by stable code (see [`RowFault::code`]), and the heading of their column.
        words: BTreeMap<String, String>,
    },
    /// A table as a workbook; the first row is the heading.
    Workbook {
        /// Name of the sheet.
        sheet: String,
        /// The cells.
        rows: Vec<Vec<String>>,
    },
}

/// How far the worker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Bytes read of all.
    Reading {
        /// So many.
        done: u64,
        /// Of so many.
        total: u64,
    },
    /// Interpreting rows.
    Understanding,
    /// Making blocks or a file.
    Building,
}

/// Settings of the workspace that matter to reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Decimal digits of the currency's minor unit.
    pub digits: u32,
    /// Code of the currency, such as `TWD`.
    pub currency: String,
}

impl Context {
    /// The settings of a currency.
    pub fn of(currency: Currency) -> Context {
        Context { digits: currency.digits(), currency: currency.code().to_owned() }
    }
}

/// An answer of the worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The file is read.
    Read(Box<Preview>),
    /// The rows are interpreted.
    Analysed(Box<Analysis>),
    /// The blocks are built.
    Built(Box<Built>),
    /// A file for download.
    File(Vec<u8>),
    /// It could not be done.
    Failed(FileError),
}

/// What kind of file was read, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "format")]
pub enum Format {
    /// Delimited text.
    Text {
        /// In this encoding.
        encoding: Encoding,
        /// With this separator.
        dialect: Dialect,
        /// Characters that could not be read.
        replaced: u64,
        /// Row whose quote was never closed; quotes were taken as plain characters then.
        unclosed_quote: Option<u64>,
    },
    /// A workbook.
    Workbook {
        /// Names of its visible sheets.
        sheets: Vec<String>,
        /// The sheet read.
        sheet: String,
    },
}

/// The file as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// File name; empty for pasted cells.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// What it is.
    pub format: Format,
    /// Number of rows, blank ones included.
    pub rows: u64,
    /// Largest number of cells in a row.
    pub width: u64,
    /// The first rows, at most 60 × 60 cells of at most 120 characters.
    pub head: Vec<Vec<String>>,
}

/// All choices about layout and columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choices {
    /// Header row, counted from 0; `None` for none.
    pub header: Option<u64>,
    /// What the rows are.
    pub kind: Kind,
    /// Per column how it is read.
    pub columns: Vec<ColumnChoice>,
    /// Tax in percent, taken out of amounts that contain it.
    pub tax_rate: Decimal,
    /// Year of months that name none.
    pub year: Option<i16>,
    /// State by the file's own word, folded.
    pub states: BTreeMap<String, State>,
    /// Subtotal rows that the user wants to keep as data, counted from 0.
    pub keep: Vec<u64>,
}

/// A row left out, shown with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Skipped {
    /// Row number as a spreadsheet shows it, from 1.
    pub row: u64,
    /// Why.
    pub reason: Skip,
    /// Its cells, joined.
    pub text: String,
}

/// A column with what is known and proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Heading, samples, counts.
    pub profile: Profile,
    /// How sure the proposal is.
    pub confidence: Confidence,
}

/// Something only the user knows. No question, nothing to ask.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "question")]
pub enum Question {
    /// Characters could not be read: is the encoding right?
    Encoding,
    /// What are the rows?
    Kind,
    /// Is the meaning of this column right?
    Column {
        /// Which, from 0.
        column: usize,
    },
    /// Day or month first, or which era?
    Dates {
        /// Which column.
        column: usize,
        /// The possible styles, the proposed one first.
        styles: Vec<DateStyle>,
    },
    /// The heading names a unit: is one cell so many?
    Unit {
        /// Which column.
        column: usize,
        /// So many.
        scale: i64,
    },
    /// The heading says that tax is contained: at which rate?
    Tax {
        /// Which column.
        column: usize,
    },
    /// The heading names another currency than the workspace's: are the amounts in it, and at which rate?
    Currency {
        /// Which column.
        column: usize,
        /// The code of the heading's currency.
        code: String,
    },
    /// Which year do the months belong to?
    Year,
    /// What does this state mean?
    State {
        /// The file's word.
        text: String,
    },
    /// One of these fields is needed and no column has it.
    Missing {
        /// One of them is enough.
        fields: Vec<Field>,
    },
}

/// What distinct names stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// People.
    Person,
    /// Products.
    Product,
    /// Customers.
    Customer,
    /// Channels.
    Channel,
    /// Territories.
    Territory,
    /// Teams.
    Team,
    /// KPIs or measures.
    Measure,
}

/// One distinct name of a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The name as written; empty where the file has a number only.
    pub name: String,
    /// The number, where the file has one.
    pub number: String,
    /// In how many rows.
    pub rows: u64,
    /// Category of a product, where the file has one.
    pub category: String,
}

/// The distinct names of a dimension; a name's place is its local code less one, zero being "none".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameColumn {
    /// Which dimension.
    pub dimension: Dimension,
    /// The names in order of appearance.
    pub names: Vec<Name>,
}

/// What is wrong with a cell or row. The row is left out and can be downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// A date cannot be read.
    BadDate,
    /// A sale without a day.
    NoDate,
    /// A number cannot be read.
    BadNumber,
    /// A sale without amount, quantity and price.
    NoAmount,
    /// The number does not fit.
    OutOfRange,
    /// The name is missing.
    NoName,
    /// A month, quarter or year cannot be read.
    BadPeriod,
    /// The state is not known.
    BadState,
    /// A target or measurement without a value.
    NoValue,
}

impl RowFault {
    /// All faults.
    pub const ALL: [RowFault; 9] = [
        RowFault::BadDate,
        RowFault::NoDate,
        RowFault::BadNumber,
        RowFault::NoAmount,
        RowFault::OutOfRange,
        RowFault::NoName,
        RowFault::BadPeriod,
        RowFault::BadState,
        RowFault::NoValue,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            RowFault::BadDate => "bad_date",
            RowFault::NoDate => "no_date",
            RowFault::BadNumber => "bad_number",
            RowFault::NoAmount => "no_amount",
            RowFault::OutOfRange => "out_of_range",
            RowFault::NoName => "no_name",
            RowFault::BadPeriod => "bad_period",
            RowFault::BadState => "bad_state",
            RowFault::NoValue => "no_value",
        }
    }
}

/// All rows with the same fault in the same column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultGroup {
    /// What is wrong.
    pub fault: RowFault,
    /// In which column, from 0; absent where it is about the row.
    pub column: Option<usize>,
    /// In how many rows.
    pub count: u64,
    /// The first few: row number from 1, text of the cell.
    pub examples: Vec<(u64, String)>,
}

/// Count and sum of the records in one state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateTotal {
    /// Rows.
    pub rows: u64,
    /// Sum of amounts in minor units.
    pub amount: i64,
}

/// A row of a file that holds no sales: fields with their texts made plain (dates ISO, numbers with a point and without
/// grouping, periods as `2025-01`, `2025Q1`, `2025`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainRow {
    /// Row number from 1.
    pub row: u64,
    /// The cells that are not blank.
    pub cells: Vec<(Field, String)>,
}

impl PlainRow {
    /// The text of a field; empty where there is none.
    pub fn get(&self, field: Field) -> &str {
        self.cells.iter().find(|(f, _)| *f == field).map_or("", |(_, t)| t)
    }
}

/// The file as understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The choices that were used, proposals included.
    pub choices: Choices,
    /// The columns.
    pub columns: Vec<Column>,
    /// How sure the kind is.
    pub kind: Confidence,
    /// What only the user knows.
    pub questions: Vec<Question>,
    /// The first rows left out.
    pub skipped: Vec<Skipped>,
    /// How many rows are left out, by reason.
    pub skip_counts: BTreeMap<Skip, u64>,
    /// Data rows that can be imported.
    pub good: u64,
    /// Data rows that cannot.
    pub bad: u64,
    /// What is wrong with them.
    pub faults: Vec<FaultGroup>,
    /// Distinct names to match.
    pub names: Vec<NameColumn>,
    /// States found: the file's word, rows, meaning.
    pub states: Vec<(String, u64, Option<State>)>,
    /// Sales: rows and amounts by state, in the order of [`State::ALL`].
    pub totals: [StateTotal; 4],
    /// Everything but sales: the rows themselves.
    pub rows: Vec<PlainRow>,
}

/// How the rows last analysed become blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildPlan {
    /// Per dimension the final code of each local code, zero first; see [`NameColumn`].
    pub codes: BTreeMap<Dimension, Vec<u32>>,
    /// Per dimension, for codes of the existing records, the code that stands for the same entity.
    pub canonical: BTreeMap<Dimension, BTreeMap<u32, u32>>,
    /// For files without a column of territories: where the person of a credit code works, as days from which a territory
    /// holds, the earliest first. New rows take it over.
    pub homes: BTreeMap<u32, Vec<(u16, u32)>>,
}

/// Blocks of records, without identities: the page gives those.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Built {
    /// New rows, in blocks of at most [`crate::domain::records::BLOCK_ROWS`].
    pub blocks: Vec<(Facts, Names)>,
    /// Existing blocks with changed rows: place among the blocks that were given, and what the block becomes.
    pub replaced: Vec<(usize, Facts, Names)>,
    /// Rows that are new.
    pub added: u64,
    /// Rows that are already there, unchanged.
    pub same: u64,
    /// Rows that are already there with other content.
    pub changed: u64,
    /// The first changed rows.
    pub examples: Vec<ChangedRow>,
}
