//! Workbooks: sheets to a [`Grid`] cell by cell, and tables to a workbook whose texts are never formulas.
//!
//! The archive is measured before anything of it is used; no dense range is ever made, so that one far cell costs nothing.

use crate::files::csv_write::is_formula;
use crate::files::error::FileError;
use crate::files::grid::Grid;
use crate::files::value::number::{DecimalMark, parse};
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;

/// Largest file.
pub const MAX_BYTES: u64 = 64 << 20;
/// Most bytes it may unpack to.
pub const MAX_UNPACKED: u64 = 256 << 20;
/// Most a single part of it may expand, beyond the first megabytes.
pub const MAX_RATIO: u64 = 200;
/// Most files in it.
pub const MAX_ENTRIES: usize = 1_000;
/// Most cells of a sheet, empty ones before the last of a row included.
pub const MAX_CELLS: u64 = 5_000_000;

/// Unpacked bytes below which a ratio says nothing: empty styles compress very well.
const RATIO_FROM: u64 = 8 << 20;

/// A sheet read, and the names of all that can be chosen.
#[derive(Debug)]
pub struct Sheet {
    /// Visible sheets.
    pub names: Vec<String>,
    /// The one read.
    pub name: String,
    /// Its cells.
    pub grid: Grid,
}

/// Reads a sheet; the first visible one that has cells where none is named.
///
/// # Errors
/// [`FileError`], among them every limit.
pub fn read(bytes: &Arc<[u8]>, sheet: Option<&str>) -> Result<Sheet, FileError> {
    measure(bytes)?;
    let mut book: Xlsx<Cursor<Arc<[u8]>>> =
        Xlsx::new(Cursor::new(Arc::clone(bytes))).map_err(|e| match e {
            calamine::XlsxError::Password => FileError::Encrypted,
            _ => FileError::DamagedWorkbook,
        })?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible)
        .map(|s| s.name.clone())
        .collect();
    if let Some(wanted) = sheet {
        if !names.iter().any(|n| n == wanted) {
            return Err(FileError::NoSheet);
        }
        let grid = cells(&mut book, wanted)?;
        return Ok(Sheet { name: wanted.to_owned(), names, grid });
    }
    let mut first = None;
    for name in &names {
        let grid = cells(&mut book, name)?;
        if grid.rows_from(0).any(|r| !r.is_empty()) {
            first = Some((name.clone(), grid));
            break;
        }
    }
    let (name, grid) = first.ok_or(FileError::Empty)?;
    Ok(Sheet { names, name, grid })
}

/// Unpacks every part into nothing and counts: what an archive says about its own sizes proves nothing.
fn measure(bytes: &Arc<[u8]>) -> Result<(), FileError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileError::TooLarge { limit: MAX_BYTES });
    }
    let mut archive =
        ZipArchive::new(Cursor::new(Arc::clone(bytes))).map_err(|_| FileError::DamagedWorkbook)?;
    if archive.len() > MAX_ENTRIES {
        return Err(FileError::TooManyEntries { limit: MAX_ENTRIES as u64 });
    }
    let mut total = 0u64;
    let mut buffer = vec![0u8; 64 << 10];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| FileError::DamagedWorkbook)?;
        let packed = part.compressed_size().max(1);
        if part.size() > MAX_UNPACKED {
            return Err(FileError::Bomb);
        }
        let mut size = 0u64;
        loop {
            let n = part.read(&mut buffer).map_err(|_| FileError::DamagedWorkbook)? as u64;
            if n == 0 {
                break;
            }
            size += n;
            if total + size > MAX_UNPACKED || (size > RATIO_FROM && size / packed > MAX_RATIO) {
                return Err(FileError::Bomb);
            }
        }
        total += size;
    }
    Ok(())
}

fn cells(book: &mut Xlsx<Cursor<Arc<[u8]>>>, sheet: &str) -> Result<Grid, FileError> {
    let damaged = |_| FileError::DamagedWorkbook;
    let mut reader = book.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut grid = Grid::default();
    let (mut row, mut column, mut open) = (0u32, 0u32, false);
    let mut pending = 0u64;
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let (r, c) = cell.get_position();
        let Some(text) = text(cell.get_value()) else { continue };
        if r < row || (r == row && c < column) {
            // Cells out of order: a second value for a cell already passed is ignored.
            continue;
        }
        while row < r {
            grid.end_row();
            row += 1;
            column = 0;
        }
        pending += u64::from(c - column) + 1;
        if pending > MAX_CELLS {
            return Err(FileError::TooManyCells { limit: MAX_CELLS });
        }
        while column < c {
            grid.end_cell();
            column += 1;
        }
        grid.push_cell(&text);
        column += 1;
        open = true;
    }
    if open {
        grid.end_row();
    }
    Ok(grid)
}

/// The text of a cell: dates as ISO, numbers plain as a spreadsheet counts them (15 digits). `None` where it is empty.
fn text(value: &DataRef) -> Option<String> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(f) => float(*f),
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(b) => if *b { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(d) if d.is_datetime() && d.as_f64() >= 1.0 => {
            let (y, m, day, ..) = d.to_ymd_hms_milli();
            format!("{y:04}-{m:02}-{day:02}")
        }
        DataRef::DateTime(d) => float(d.as_f64()),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.clone(),
        DataRef::Error(_) => Data::from(value.clone()).to_string(),
    })
}

fn float(value: f64) -> String {
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{}", value as i64);
    }
    let plain = value.to_string();
    if plain.len() <= 16 {
        return plain;
    }
    // 0.1 + 0.2 is shown as 0.3 by every spreadsheet.
    format!("{value:.14e}").parse::<f64>().map_or(plain, |v| v.to_string())
}

/// Writes rows of cells as a workbook with one sheet, the first row being the heading. Numbers become numbers; every
/// other text stays a text, whatever it begins with.
///
/// # Errors
/// [`FileError::TooManyCells`] where the sheet would exceed what a workbook holds.
pub fn write<S: AsRef<str>>(
    sheet: &str,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = S>>,
) -> Result<Vec<u8>, FileError> {
    let full = |_| FileError::TooManyCells { limit: MAX_CELLS };
    let mut book = Workbook::new();
    let head = Format::new().set_bold();
    let page = book.add_worksheet();
    // Names with forbidden characters, or too long, fall back to the default name.
    let _ = page.set_name(sheet);
    page.set_freeze_panes(1, 0).map_err(full)?;
    for (r, row) in rows.into_iter().enumerate() {
        let r32 = u32::try_from(r).map_err(|_| FileError::TooManyCells { limit: MAX_CELLS })?;
        for (c, cell) in row.into_iter().enumerate() {
            let c16 = u16::try_from(c).map_err(|_| FileError::TooManyCells { limit: MAX_CELLS })?;
            let cell = cell.as_ref();
            if r == 0 {
                page.write_string_with_format(r32, c16, cell, &head).map_err(full)?;
            } else if let Some(number) = plain_number(cell) {
                page.write_number(r32, c16, number).map_err(full)?;
            } else if !cell.is_empty() {
                page.write_string(r32, c16, cell).map_err(full)?;
            }
        }
    }
    book.save_to_buffer().map_err(full)
}

/// The number of a cell that looks like one and loses nothing as one: no leading zeros, at most 15 digits.
fn plain_number(cell: &str) -> Option<f64> {
    let digits = cell.trim_start_matches(['-', '+']);
    let code = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    if code || is_formula(cell) || !cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-')) {
        return None;
    }
    let value = parse(cell, DecimalMark::Point)?;
    if value.mantissa().unsigned_abs() >= 1_000_000_000_000_000 { None } else { value.to_f64() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn rows(grid: &Grid) -> Vec<Vec<String>> {
        grid.rows_from(0).map(|r| r.cells().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let table = [
            vec!["日期", "Amount", "Note", "Code"],
            vec!["2025-03-05", "1234.5", "=1+1", "00123"],
            vec!["", "-7", "@x", "12345678901234567"],
        ];
        let bytes: Arc<[u8]> = write("銷售", &table).unwrap().into();
        let sheet = read(&bytes, None).unwrap();
        assert_eq!((sheet.name.as_str(), sheet.names.len()), ("銷售", 1));
        assert_eq!(rows(&sheet.grid), table.map(|r| r.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>()));
        assert_eq!(read(&bytes, Some("none")).unwrap_err(), FileError::NoSheet);
    }

    #[test]
    fn dates_formulas_and_gaps_are_read_as_shown() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        let date = Format::new().set_num_format("yyyy/m/d");
        page.write_number_with_format(0, 0, 45721.0, &date).unwrap();
        page.write_number_with_format(0, 1, 45721.75, &date).unwrap();
        page.write_number(0, 2, 0.1 + 0.2).unwrap();
        page.write_formula(0, 3, rust_xlsxwriter::Formula::new("=6*7").set_result("42")).unwrap();
        page.write_number(3, 2, 9.0).unwrap();
        page.write_boolean(3, 3, true).unwrap();
        book.add_worksheet().set_hidden(true);
        let bytes: Arc<[u8]> = book.save_to_buffer().unwrap().into();
        let sheet = read(&bytes, None).unwrap();
        let want: Vec<Vec<&str>> =
            vec![vec!["2025-03-05", "2025-03-05", "0.3", "42"], vec![], vec![], vec!["", "", "9", "TRUE"]];
        assert_eq!(rows(&sheet.grid), want);
        assert_eq!(sheet.names, ["Sheet1"], "hidden sheets are not offered");
    }

    fn archive(entries: &[(&str, &[u8])]) -> Arc<[u8]> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner().into()
    }

    #[test]
    fn hostile_archives_are_refused() {
        let zeros = vec![b' '; 32 << 20];
        let bomb = archive(&[("xl/workbook.xml", zeros.as_slice())]);
        assert_eq!(read(&bomb, None).unwrap_err(), FileError::Bomb);
        let many: Vec<(String, Vec<u8>)> = (0..=MAX_ENTRIES).map(|n| (format!("f{n}"), Vec::new())).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
        let limit = MAX_ENTRIES as u64;
        assert_eq!(read(&archive(&many), None).unwrap_err(), FileError::TooManyEntries { limit });
        for junk in [archive(&[("hello.txt", b"x")]), Arc::from(&b"PK\x03\x04"[..]), Arc::from(&b""[..])] {
            assert_eq!(read(&junk, None).unwrap_err(), FileError::DamagedWorkbook);
        }
    }

    #[test]
    fn a_far_cell_costs_nothing_and_many_of_them_are_refused() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.write_string(0, 0, "a").unwrap();
        page.write_string(1_048_575, 16_383, "far").unwrap();
        let bytes: Arc<[u8]> = book.save_to_buffer().unwrap().into();
        let sheet = read(&bytes, None).unwrap();
        assert_eq!((sheet.grid.len(), sheet.grid.cells()), (1_048_576, 16_385));
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        for row in 0..400 {
            page.write_string(row, 16_383, "far").unwrap();
        }
        let bytes: Arc<[u8]> = book.save_to_buffer().unwrap().into();
        assert_eq!(read(&bytes, None).unwrap_err(), FileError::TooManyCells { limit: MAX_CELLS });
    }
}
