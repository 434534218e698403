//! Bytes of any file to a grid, piece by piece.
//!
//! The loader knows no file and no browser: it is fed. A text is never held as a whole; a workbook must be.

use crate::files::csv::{self, Dialect, Scanner};
use crate::files::decode::{Decoding, detect};
use crate::files::encoding::{Encoding, Script};
use crate::files::error::FileError;
use crate::files::grid::Grid;
use crate::files::messages::{Format, Preview, ReadOptions};
use crate::files::xlsx;
use std::sync::Arc;

/// Bytes from which encoding and separator are detected.
const SAMPLE: usize = 1 << 20;
/// Characters from which the separator is detected.
const DIALECT_SAMPLE: usize = 64 << 10;
/// Extent of the preview.
const HEAD: (usize, usize, usize) = (60, 60, 120);

/// A file being read.
pub struct Loader {
    name: String,
    options: ReadOptions,
    seen: u64,
    mode: Mode,
}

enum Mode {
    /// The beginning, until there is enough to tell.
    Deciding(Vec<u8>),
    Text(Box<Text>),
    Workbook(Vec<u8>),
}

/// A text being read.
struct Text {
    encoding: Encoding,
    /// Only ASCII so far and the encoding is a guess: the first other byte decides.
    undecided: bool,
    script: Script,
    decoding: Decoding,
    dialect: Dialect,
    scanner: Scanner,
    buffer: String,
    grid: Grid,
}

/// A file read.
#[derive(Debug)]
pub struct Loaded {
    /// What the page is shown.
    pub preview: Preview,
    /// The cells.
    pub grid: Grid,
    /// The bytes of a workbook, for its other sheets.
    pub workbook: Option<Arc<[u8]>>,
    /// Set where a quote was never closed: the file should be read again this way, with quotes as plain characters.
    pub again: Option<ReadOptions>,
}

impl Loader {
    /// Begins a file.
    pub fn new(name: &str, options: ReadOptions) -> Loader {
        Loader { name: name.to_owned(), options, seen: 0, mode: Mode::Deciding(Vec::new()) }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`FileError`]: the file is refused.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.seen += bytes.len() as u64;
        match &mut self.mode {
            Mode::Deciding(start) => {
                start.extend_from_slice(bytes);
                if start.len() >= SAMPLE { self.decide() } else { Ok(()) }
            }
            Mode::Text(text) => {
                if self.seen > csv::MAX_BYTES {
                    return Err(FileError::TooLarge { limit: csv::MAX_BYTES });
                }
                text.feed(bytes, false)
            }
            Mode::Workbook(all) => {
                if self.seen > xlsx::MAX_BYTES {
                    return Err(FileError::TooLarge { limit: xlsx::MAX_BYTES });
                }
                all.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`FileError`]: the file is refused.
    pub fn finish(mut self) -> Result<Loaded, FileError> {
        if matches!(self.mode, Mode::Deciding(_)) {
            self.decide()?;
        }
        match self.mode {
            Mode::Text(mut text) => {
                text.feed(&[], true)?;
                let Text { encoding, decoding, dialect, scanner, mut grid, .. } = *text;
                let end = scanner.finish(&mut grid);
                if grid.rows_from(0).all(|r| r.is_empty()) {
                    return Err(FileError::Empty);
                }
                let replaced = decoding.replaced();
                let format = Format::Text { encoding, dialect, replaced, unclosed_quote: end.unclosed_quote };
                let again = end.unclosed_quote.map(|_| ReadOptions {
                    encoding: Some(encoding),
                    dialect: Some(Dialect { quotes: false, ..dialect }),
                    ..self.options
                });
                Ok(Loaded {
                    preview: preview(self.name, self.seen, format, &grid),
                    grid,
                    workbook: None,
                    again,
                })
            }
            Mode::Workbook(bytes) => {
                let bytes: Arc<[u8]> = bytes.into();
                sheet(&self.name, &bytes, self.options.sheet.as_deref())
            }
            Mode::Deciding(_) => Err(FileError::Empty),
        }
    }

    fn decide(&mut self) -> Result<(), FileError> {
        let Mode::Deciding(start) = &mut self.mode else { return Ok(()) };
        let start = std::mem::take(start);
        if start.is_empty() {
            return Err(FileError::Empty);
        }
        if start.starts_with(b"PK\x03\x04") {
            let odf =
                start.get(..200).unwrap_or(&start).windows(25).any(|w| w == b"application/vnd.oasis.ope");
            if odf {
                return Err(FileError::OldSpreadsheet);
            }
            self.mode = Mode::Workbook(start);
            return Ok(());
        }
        refuse_other_formats(&start)?;
        let mut text = Text::new(&start, &self.name, &self.options);
        let fed = text.feed(&start, false);
        self.mode = Mode::Text(Box::new(text));
        fed
    }
}

fn refuse_other_formats(start: &[u8]) -> Result<(), FileError> {
    if start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = start.windows(wide.len()).any(|w| w == wide);
        return Err(if encrypted { FileError::Encrypted } else { FileError::OldSpreadsheet });
    }
    let magic: [&[u8]; 7] =
        [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x1F\x8B", b"Rar!", b"7z\xBC\xAF"];
    if magic.iter().any(|m| start.starts_with(m)) { Err(FileError::NotATable) } else { Ok(()) }
}

impl Text {
    fn new(start: &[u8], name: &str, options: &ReadOptions) -> Text {
        let encoding = options.encoding.unwrap_or_else(|| detect(start, options.script));
        let undecided = options.encoding.is_none() && encoding == Encoding::Utf8 && start.is_ascii();
        let dialect = options.dialect.unwrap_or_else(|| {
            let mut sample = String::new();
            Decoding::new(encoding).feed(start.get(..DIALECT_SAMPLE).unwrap_or(start), false, &mut sample);
            // Cells copied from a spreadsheet are separated by tabs, whatever else stands in them.
            if name.is_empty() && sample.contains('\t') {
                Dialect { delimiter: '\t', quotes: true }
            } else {
                csv::detect(&sample)
            }
        });
        Text {
            encoding,
            undecided,
            script: options.script,
            decoding: Decoding::new(encoding),
            dialect,
            scanner: Scanner::new(dialect),
            buffer: String::new(),
            grid: Grid::default(),
        }
    }

    fn feed(&mut self, bytes: &[u8], last: bool) -> Result<(), FileError> {
        if self.undecided && !bytes.is_ascii() {
            // Everything before was ASCII, which all these encodings share: nothing need be read again.
            self.undecided = false;
            self.encoding = detect(bytes, self.script);
            self.decoding = Decoding::new(self.encoding);
        }
        self.buffer.clear();
        self.decoding.feed(bytes, last, &mut self.buffer);
        self.scanner.feed(&self.buffer, &mut self.grid)
    }
}

impl Loaded {
    /// The file read again without quotes; where the open quote stood is kept for the user to see.
    pub fn reread(self, mut again: Loaded) -> Loaded {
        if let (Format::Text { unclosed_quote: from, .. }, Format::Text { unclosed_quote: to, .. }) =
            (&self.preview.format, &mut again.preview.format)
        {
            *to = *from;
        }
        again
    }
}

/// Reads a sheet of a workbook.
///
/// # Errors
/// [`FileError`]: the file is refused.
pub fn sheet(name: &str, bytes: &Arc<[u8]>, sheet: Option<&str>) -> Result<Loaded, FileError> {
    let read = xlsx::read(bytes, sheet)?;
    let format = Format::Workbook { sheets: read.names, sheet: read.name };
    let preview = preview(name.to_owned(), bytes.len() as u64, format, &read.grid);
    Ok(Loaded { preview, grid: read.grid, workbook: Some(Arc::clone(bytes)), again: None })
}

fn preview(name: String, bytes: u64, format: Format, grid: &Grid) -> Preview {
    let (rows, columns, length) = HEAD;
    let short = |c: &str| c.chars().take(length).collect::<String>();
    let head = grid.rows_from(0).take(rows).map(|r| r.cells().take(columns).map(short).collect()).collect();
    Preview { name, bytes, format, rows: grid.len() as u64, width: grid.width() as u64, head }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(name: &str, bytes: &[u8], piece: usize) -> Result<Loaded, FileError> {
        let mut loader = Loader::new(name, ReadOptions::default());
        for part in bytes.chunks(piece) {
            loader.feed(part)?;
        }
        loader.finish()
    }

    #[test]
    fn an_encoding_that_shows_late_is_found() {
        let mut bytes = "date,name,amount\n".repeat(SAMPLE / 16).into_bytes();
        bytes.extend_from_slice(&encoding_rs::BIG5.encode("2025/1/1,台北商行銷售業務陳先生,1\n").0);
        let loaded = load("x.csv", &bytes, 100_000).unwrap();
        let last = loaded.grid.len() - 1;
        assert_eq!(loaded.grid.cell(last, 1), "台北商行銷售業務陳先生");
        assert!(matches!(loaded.preview.format, Format::Text { encoding: Encoding::Big5, replaced: 0, .. }));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for (bytes, want) in [
            (&b""[..], FileError::Empty),
            (b"\n\n", FileError::Empty),
            (b"%PDF-1.4 ...", FileError::NotATable),
            (b"\x89PNG\r\n", FileError::NotATable),
            (b"\xD0\xCF\x11\xE0 old", FileError::OldSpreadsheet),
            (b"PK\x03\x04 damaged", FileError::DamagedWorkbook),
            (b"a,b\n1,\0\n", FileError::ZeroByte { row: 2 }),
        ] {
            assert_eq!(load("x", bytes, 4).unwrap_err(), want);
        }
    }

    #[test]
    fn an_open_quote_asks_to_be_read_without_quotes() {
        let loaded = load("x.csv", b"a,b\n\"5,1\n6,2\n", 100).unwrap();
        let again = loaded.again.unwrap();
        assert_eq!(again.dialect, Some(Dialect { delimiter: ',', quotes: false }));
        let mut loader = Loader::new("x.csv", again);
        loader.feed(b"a,b\n\"5,1\n6,2\n").unwrap();
        assert_eq!(loader.finish().unwrap().grid.len(), 3);
    }

    #[test]
    fn pasted_cells_are_separated_by_tabs() {
        let loaded = load("", "姓名\t金額\n\"陳, 怡君\"\t\"1,200\"\n".as_bytes(), 100).unwrap();
        assert_eq!((loaded.grid.cell(1, 0), loaded.grid.cell(1, 1)), ("陳, 怡君", "1,200"));
    }
}
