//! Blocks of records as bytes: little endian columns behind a directory, under an XXH64 checksum.
//!
//! The layout stands in `docs/data-format.md`. Columns are copied whole. The checksum is verified before anything else
//! is believed, and every number read after it is still checked against the bytes that are there.

use crate::domain::Day;
use crate::domain::id::{BlockId, Uuid};
use crate::domain::records::{BLOCK_ROWS, Extra, Facts, Ints, Names, State, Texts};
use crate::store::error::FileError;
use bytemuck::{AnyBitPattern, NoUninit, cast_slice, pod_collect_to_vec};
use xxhash_rust::xxh64::xxh64;

const _: () = assert!(cfg!(target_endian = "little"), "columns are copied as they lie in memory");

const VERSION: u16 = 1;
const HEADER: usize = 40;
const ENTRY: usize = 16;
const FACTS: [u8; 4] = *b"ATNF";
const NAMES: [u8; 4] = *b"ATNN";

/// Column tags of facts.
mod fact {
    pub const DAY: u16 = 1;
    pub const STATE: u16 = 2;
    pub const CREDIT: u16 = 3;
    pub const PRODUCT: u16 = 4;
    pub const CUSTOMER: u16 = 5;
    pub const CHANNEL: u16 = 6;
    pub const TERRITORY: u16 = 7;
    pub const DOCUMENT: u16 = 8;
    pub const QUANTITY: u16 = 9;
    pub const AMOUNT: u16 = 10;
    pub const COST: u16 = 11;
    pub const INVOICED: u16 = 12;
    pub const DUE: u16 = 13;
    pub const COLLECTED: u16 = 14;
    pub const PROBABILITY: u16 = 15;
}

/// Column tags of names; a text column has its tag for the ends and the next for the bytes.
mod name {
    pub const DOCUMENT: u16 = 1;
    pub const LINE: u16 = 3;
    pub const RETURNS: u16 = 5;
    pub const CURRENCY: u16 = 7;
    pub const SOURCE_ROW: u16 = 9;
    pub const DISCOUNT: u16 = 10;
    pub const TERM: u16 = 11;
    pub const ORIGINAL: u16 = 12;
}

struct Writer {
    magic: [u8; 4],
    id: BlockId,
    rows: usize,
    columns: Vec<(u16, u16, Vec<u8>)>,
}

impl Writer {
    fn put<T: NoUninit>(&mut self, tag: u16, values: &[T]) {
        self.columns.push((tag, size_of::<T>() as u16, cast_slice(values).to_vec()));
    }

    fn days(&mut self, tag: u16, days: &[Day]) {
        let plain: Vec<u16> = days.iter().map(|d| d.0).collect();
        self.put(tag, &plain);
    }

    fn ints(&mut self, tag: u16, ints: &Ints) {
        match ints {
            Ints::Narrow(v) => self.put(tag, v),
            Ints::Wide(v) => self.put(tag, v),
        }
    }

    fn texts(&mut self, tag: u16, texts: &Texts) {
        if !texts.is_empty() {
            self.put(tag, &texts.ends);
            self.put(tag + 1, texts.bytes.as_bytes());
        }
    }

    /// `None` where the block is too large for its format.
    fn finish(self) -> Option<Vec<u8>> {
        let number = |n: usize| u32::try_from(n).ok();
        let start = HEADER + ENTRY * self.columns.len();
        let size: usize = self.columns.iter().map(|c| c.2.len().next_multiple_of(8)).sum();
        let mut out = Vec::with_capacity(start + size + 8);
        out.extend_from_slice(&[0; 8]);
        out.extend_from_slice(&self.magic);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&u16::try_from(self.columns.len()).ok()?.to_le_bytes());
        out.extend_from_slice(self.id.0.as_bytes());
        out.extend_from_slice(&number(self.rows)?.to_le_bytes());
        out.extend_from_slice(&[0; 4]);
        let mut at = start.next_multiple_of(8);
        for (tag, width, bytes) in &self.columns {
            out.extend_from_slice(&tag.to_le_bytes());
            out.extend_from_slice(&width.to_le_bytes());
            out.extend_from_slice(&[0; 4]);
            out.extend_from_slice(&number(at)?.to_le_bytes());
            out.extend_from_slice(&number(bytes.len())?.to_le_bytes());
            at += bytes.len().next_multiple_of(8);
        }
        for (_, _, bytes) in &self.columns {
            out.resize(out.len().next_multiple_of(8), 0);
            out.extend_from_slice(bytes);
        }
        let sum = xxh64(out.get(8..)?, 0);
        out.get_mut(..8)?.copy_from_slice(&sum.to_le_bytes());
        Some(out)
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    rows: usize,
    entries: &'a [u8],
}

type Read<T> = Result<T, FileError>;

fn array<const N: usize>(bytes: &[u8], at: usize) -> Read<[u8; N]> {
    let found = at.checked_add(N).and_then(|end| bytes.get(at..end));
    found.and_then(|b| b.try_into().ok()).ok_or(FileError::Damaged)
}

fn short(bytes: &[u8], at: usize) -> Read<u16> {
    Ok(u16::from_le_bytes(array(bytes, at)?))
}

fn long(bytes: &[u8], at: usize) -> Read<usize> {
    Ok(u32::from_le_bytes(array(bytes, at)?) as usize)
}

impl<'a> Reader<'a> {
    fn open(magic: [u8; 4], id: BlockId, bytes: &'a [u8]) -> Read<Reader<'a>> {
        let sum = u64::from_le_bytes(array(bytes, 0)?);
        if xxh64(bytes.get(8..).unwrap_or_default(), 0) != sum || array(bytes, 8)? != magic {
            return Err(FileError::Damaged);
        }
        let version = short(bytes, 12)?;
        if version > VERSION {
            return Err(FileError::Newer { version: u32::from(version) });
        }
        let (columns, rows) = (usize::from(short(bytes, 14)?), long(bytes, 32)?);
        let entries = bytes.get(HEADER..HEADER + ENTRY * columns).ok_or(FileError::Damaged)?;
        if Uuid::from_bytes(array(bytes, 16)?) != id.0 || rows > BLOCK_ROWS {
            return Err(FileError::Damaged);
        }
        Ok(Reader { bytes, rows, entries })
    }

    /// Width and bytes of a column, where it is there.
    fn column(&self, tag: u16) -> Read<Option<(usize, &'a [u8])>> {
        let Some(entry) = self.entries.chunks_exact(ENTRY).find(|e| short(e, 0) == Ok(tag)) else {
            return Ok(None);
        };
        let (width, from, length) = (usize::from(short(entry, 2)?), long(entry, 8)?, long(entry, 12)?);
        let bytes = from.checked_add(length).and_then(|to| self.bytes.get(from..to));
        bytes.map(|b| Some((width, b))).ok_or(FileError::Damaged)
    }

    fn maybe<T: NoUninit + AnyBitPattern>(&self, tag: u16) -> Read<Option<Vec<T>>> {
        match self.column(tag)? {
            None => Ok(None),
            Some((width, bytes)) if width == size_of::<T>() && bytes.len() == width * self.rows => {
                Ok(Some(pod_collect_to_vec(bytes)))
            }
            Some(_) => Err(FileError::Damaged),
        }
    }

    fn get<T: NoUninit + AnyBitPattern>(&self, tag: u16) -> Read<Vec<T>> {
        self.maybe(tag)?.ok_or(FileError::Damaged)
    }

    fn maybe_days(&self, tag: u16) -> Read<Option<Vec<Day>>> {
        Ok(self.maybe::<u16>(tag)?.map(|days| days.into_iter().map(Day).collect()))
    }

    fn ints(&self, tag: u16) -> Read<Ints> {
        match self.column(tag)? {
            Some((4, _)) => Ok(Ints::Narrow(self.get(tag)?)),
            Some((8, _)) => Ok(Ints::Wide(self.get(tag)?)),
            _ => Err(FileError::Damaged),
        }
    }

    fn texts(&self, tag: u16) -> Read<Texts> {
        let Some(ends) = self.maybe::<u32>(tag)? else { return Ok(Texts::default()) };
        let (_, bytes) = self.column(tag + 1)?.ok_or(FileError::Damaged)?;
        let bytes = std::str::from_utf8(bytes).map_err(|_| FileError::Damaged)?.to_owned();
        let ascending = ends.is_sorted() && ends.iter().all(|e| bytes.is_char_boundary(*e as usize));
        let whole = ends.last().is_none_or(|e| *e as usize == bytes.len());
        if ascending && whole { Ok(Texts { bytes, ends }) } else { Err(FileError::Damaged) }
    }
}

/// The bytes of a block's facts; `None` where columns differ in length or exceed [`BLOCK_ROWS`].
pub fn encode_facts(id: BlockId, facts: &Facts) -> Option<Vec<u8>> {
    let Facts {
        day,
        state,
        credit,
        product,
        customer,
        channel,
        territory,
        document,
        quantity,
        amount,
        cost,
        extra: Extra { invoiced, due, collected, probability },
    } = facts;
    let rows = day.len();
    let extra = [invoiced, due, collected].map(|days| days.as_ref().map_or(rows, Vec::len));
    let lengths = [state.len(), credit.len(), product.len(), customer.len(), channel.len(), territory.len()];
    let more = [document.len(), quantity.len(), amount.len(), cost.len()];
    let last = probability.as_ref().map_or(rows, Vec::len);
    if rows > BLOCK_ROWS || lengths.iter().chain(&more).chain(&extra).any(|n| *n != rows) || last != rows {
        return None;
    }
    let mut out = Writer { magic: FACTS, id, rows, columns: Vec::new() };
    out.days(fact::DAY, day);
    out.put(fact::STATE, state);
    out.put(fact::CREDIT, credit);
    out.put(fact::PRODUCT, product);
    out.put(fact::CUSTOMER, customer);
    out.put(fact::CHANNEL, channel);
    out.put(fact::TERRITORY, territory);
    out.put(fact::DOCUMENT, document);
    out.ints(fact::QUANTITY, quantity);
    out.ints(fact::AMOUNT, amount);
    out.ints(fact::COST, cost);
    for (tag, days) in [(fact::INVOICED, invoiced), (fact::DUE, due), (fact::COLLECTED, collected)] {
        if let Some(days) = days {
            out.days(tag, days);
        }
    }
    if let Some(probability) = probability {
        out.put(fact::PROBABILITY, probability);
    }
    out.finish()
}

/// The facts of a block.
///
/// # Errors
/// [`FileError`] for bytes that are not the facts of this block.
pub fn decode_facts(id: BlockId, bytes: &[u8]) -> Result<Facts, FileError> {
    let read = Reader::open(FACTS, id, bytes)?;
    let state: Vec<u8> = read.get(fact::STATE)?;
    if state.iter().any(|s| State::from_code(*s).is_none()) {
        return Err(FileError::Damaged);
    }
    Ok(Facts {
        day: read.maybe_days(fact::DAY)?.ok_or(FileError::Damaged)?,
        state,
        credit: read.get(fact::CREDIT)?,
        product: read.get(fact::PRODUCT)?,
        customer: read.get(fact::CUSTOMER)?,
        channel: read.get(fact::CHANNEL)?,
        territory: read.get(fact::TERRITORY)?,
        document: read.get(fact::DOCUMENT)?,
        quantity: read.ints(fact::QUANTITY)?,
        amount: read.ints(fact::AMOUNT)?,
        cost: read.ints(fact::COST)?,
        extra: Extra {
            invoiced: read.maybe_days(fact::INVOICED)?,
            due: read.maybe_days(fact::DUE)?,
            collected: read.maybe_days(fact::COLLECTED)?,
            probability: read.maybe(fact::PROBABILITY)?,
        },
    })
}

/// The bytes of a block's names; `None` where a column is neither empty nor of `rows` values, or there are too many.
pub fn encode_names(id: BlockId, rows: usize, names: &Names) -> Option<Vec<u8>> {
    let Names { document, line, source_row, returns, discount, term, original } = names;
    let mut lengths = vec![document.len(), line.len(), source_row.len(), returns.len()];
    lengths.retain(|n| *n != 0);
    lengths.extend(discount.as_ref().map(Vec::len));
    lengths.extend(term.as_ref().map(Vec::len));
    lengths.extend(original.as_ref().map(|o| o.1.len()));
    if rows > BLOCK_ROWS || lengths.iter().any(|n| *n != rows) {
        return None;
    }
    let mut out = Writer { magic: NAMES, id, rows, columns: Vec::new() };
    out.texts(name::DOCUMENT, document);
    out.texts(name::LINE, line);
    out.texts(name::RETURNS, returns);
    if !source_row.is_empty() {
        out.put(name::SOURCE_ROW, source_row);
    }
    if let Some(discount) = discount {
        out.put(name::DISCOUNT, discount);
    }
    if let Some(term) = term {
        out.put(name::TERM, term);
    }
    if let Some((currency, amount)) = original {
        out.texts(name::CURRENCY, currency);
        out.put(name::ORIGINAL, amount);
    }
    out.finish()
}

/// The names of a block.
///
/// # Errors
/// [`FileError`] for bytes that are not the names of this block.
pub fn decode_names(id: BlockId, bytes: &[u8]) -> Result<Names, FileError> {
    let read = Reader::open(NAMES, id, bytes)?;
    let original = match read.maybe(name::ORIGINAL)? {
        Some(amount) => Some((read.texts(name::CURRENCY)?, amount)),
        None => None,
    };
    Ok(Names {
        document: read.texts(name::DOCUMENT)?,
        line: read.texts(name::LINE)?,
        source_row: read.maybe(name::SOURCE_ROW)?.unwrap_or_default(),
        returns: read.texts(name::RETURNS)?,
        discount: read.maybe(name::DISCOUNT)?,
        term: read.maybe(name::TERM)?,
        original,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{facts, id, names};
    use proptest::prelude::*;

    #[test]
    fn blocks_read_back() {
        for rows in [0, 1, 7, 16_384] {
            for wide in [false, true] {
                let (facts, names) = (facts(rows, wide), names(rows, wide));
                let bytes = encode_facts(id(1), &facts).unwrap();
                assert_eq!(decode_facts(id(1), &bytes), Ok(facts));
                let bytes = encode_names(id(1), rows, &names).unwrap();
                assert_eq!(decode_names(id(1), &bytes), Ok(names));
            }
        }
    }

    #[test]
    fn facts_take_at_most_36_bytes_a_row() {
        let bytes = encode_facts(id(1), &facts(BLOCK_ROWS, false)).unwrap();
        assert!(bytes.len() <= 36 * BLOCK_ROWS, "{}", bytes.len());
    }

    #[test]
    fn uneven_and_oversized_blocks_are_refused() {
        let mut uneven = facts(5, true);
        uneven.extra.due = Some(vec![Day::NONE; 4]);
        assert_eq!(encode_facts(id(1), &uneven), None);
        assert_eq!(encode_facts(id(1), &facts(BLOCK_ROWS + 1, false)), None);
        assert_eq!(encode_names(id(1), 4, &names(5, false)), None);
    }

    #[test]
    fn other_blocks_and_versions_are_told_apart() {
        let bytes = encode_facts(id(1), &facts(3, true)).unwrap();
        assert_eq!(decode_facts(id(2), &bytes), Err(FileError::Damaged));
        assert_eq!(decode_names(id(1), &bytes), Err(FileError::Damaged));
        let mut newer = bytes;
        newer[12] = 2;
        let sum = xxh64(&newer[8..], 0);
        newer[..8].copy_from_slice(&sum.to_le_bytes());
        assert_eq!(decode_facts(id(1), &newer), Err(FileError::Newer { version: 2 }));
    }

    proptest! {
        #[test]
        fn flips_and_cuts_are_noticed(rows in 0usize..40, wide: bool, at: prop::sample::Index, bit in 0u8..8) {
            let facts = encode_facts(id(1), &facts(rows, wide)).unwrap();
            let names = encode_names(id(1), rows, &names(rows, wide)).unwrap();
            for good in [facts, names] {
                let mut bad = good.clone();
                bad[at.index(good.len())] ^= 1 << bit;
                prop_assert!(decode_facts(id(1), &bad).is_err() && decode_names(id(1), &bad).is_err());
                let cut = &good[..at.index(good.len())];
                prop_assert!(decode_facts(id(1), cut).is_err() && decode_names(id(1), cut).is_err());
            }
        }

        /// Behind a correct checksum anything may stand; it may be refused, but never panics.
        #[test]
        fn no_bytes_panic(rows in 0usize..9, wide: bool, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
            let facts = encode_facts(id(1), &facts(rows, wide)).unwrap();
            let names = encode_names(id(1), rows, &names(rows, wide)).unwrap();
            for mut bytes in [facts, names] {
                for (at, byte) in &changes {
                    let at = 12 + at.index(bytes.len() - 12);
                    bytes[at] = *byte;
                }
                let sum = xxh64(&bytes[8..], 0);
                bytes[..8].copy_from_slice(&sum.to_le_bytes());
                let _ = decode_facts(id(1), &bytes);
                let _ = decode_names(id(1), &bytes);
            }
        }
    }

    #[test]
    #[ignore = "prints times of a million rows; run in release"]
    fn times() {
        let facts = facts(BLOCK_ROWS, false);
        let start = std::time::Instant::now();
        let files: Vec<_> = (0..61).map(|n| encode_facts(id(n), &facts).unwrap()).collect();
        println!("write {:?}", start.elapsed());
        let start = std::time::Instant::now();
        let rows: usize =
            files.iter().enumerate().map(|(n, b)| decode_facts(id(n as u128), b).unwrap().len()).sum();
        println!("read {rows} rows {:?}", start.elapsed());
    }
}
