//! Sales records as columns: segments of immutable blocks.
//!
//! One import is one [`Segment`]; a segment is a list of [`Block`]s of at most [`BLOCK_ROWS`] rows. A block has two
//! parts: [`Facts`], which every figure reads, and [`Names`], which only drill-down and re-import read and which may
//! still lie on disk. A block never changes; a change of records swaps block references.

use crate::domain::day::Day;
use crate::domain::id::{BlockId, SegmentId};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};

/// Most rows of a block.
pub const BLOCK_ROWS: usize = 16_384;

/// What became of a sale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum State {
    /// Sold; the only state that counts as sales.
    #[default]
    Booked = 0,
    /// An open opportunity; feeds coverage and the weighted pipeline.
    Open = 1,
    /// Lost; kept for the win rate.
    Lost = 2,
    /// Cancelled; kept and never counted.
    Cancelled = 3,
}

impl State {
    /// All states in the order of their codes.
    pub const ALL: [State; 4] = [State::Booked, State::Open, State::Lost, State::Cancelled];

    /// The state of a code.
    pub fn from_code(code: u8) -> Option<State> {
        State::ALL.get(usize::from(code)).copied()
    }
}

/// A set of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StateSet(u8);

impl StateSet {
    /// Booked only.
    pub const BOOKED: StateSet = StateSet(1);

    /// The set of these states.
    pub fn of(states: &[State]) -> StateSet {
        StateSet(states.iter().fold(0, |set, s| set | 1 << *s as u8))
    }

    /// Whether a state belongs.
    pub fn has(self, state: State) -> bool {
        self.0 & (1 << state as u8) != 0
    }

    /// The states in order.
    pub fn iter(self) -> impl Iterator<Item = State> {
        State::ALL.into_iter().filter(move |s| self.has(*s))
    }
}

/// Whole numbers at the narrower of two widths: most blocks fit 32 bits, which halves the bytes a scan touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ints {
    /// All values fit 32 bits.
    Narrow(Vec<i32>),
    /// At least one value needs 64 bits.
    Wide(Vec<i64>),
}

/// Stands for an absent value where a column allows one. Narrow columns hold [`ABSENT_NARROW`] instead.
pub const ABSENT: i64 = i64::MIN;
/// [`ABSENT`] in a narrow column.
pub const ABSENT_NARROW: i32 = i32::MIN;

impl Ints {
    /// Packs values, [`ABSENT`] included, at the narrowest width that holds them all.
    pub fn pack(values: &[i64]) -> Ints {
        let narrow = |v: i64| match v {
            ABSENT => Some(ABSENT_NARROW),
            v => i32::try_from(v).ok().filter(|n| *n != ABSENT_NARROW),
        };
        match values.iter().map(|v| narrow(*v)).collect::<Option<Vec<_>>>() {
            Some(all) => Ints::Narrow(all),
            None => Ints::Wide(values.to_vec()),
        }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        match self {
            Ints::Narrow(v) => v.len(),
            Ints::Wide(v) => v.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a row; `None` where it is absent or there is no such row.
    pub fn get(&self, row: usize) -> Option<i64> {
        match self {
            Ints::Narrow(v) => v.get(row).filter(|n| **n != ABSENT_NARROW).map(|n| i64::from(*n)),
            Ints::Wide(v) => v.get(row).copied().filter(|n| *n != ABSENT),
        }
    }
}

/// What every figure reads. All columns have the same length. Typically 31 bytes a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Day of booking; for open, lost and cancelled records the day that put them there, or [`Day::NONE`].
    pub day: Vec<Day>,
    /// State codes, see [`State::from_code`].
    pub state: Vec<u8>,
    /// Credit codes of people or splits; 0 for nobody.
    pub credit: Vec<u16>,
    /// Product codes; 0 for none.
    pub product: Vec<u32>,
    /// Customer codes; 0 for none.
    pub customer: Vec<u32>,
    /// Channel codes; 0 for none.
    pub channel: Vec<u16>,
    /// Territory codes; 0 for none.
    pub territory: Vec<u16>,
    /// Ordinal of the document within the segment, from 1; lines of one document share it.
    pub document: Vec<u32>,
    /// Thousandths.
    pub quantity: Ints,
    /// Minor units without tax; zero where the file had none.
    pub amount: Ints,
    /// Minor units; absent where unknown, which is not zero.
    pub cost: Ints,
    /// Columns that few files have.
    pub extra: Extra,
}

/// Columns that few files have; `None` where no row of the block has a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// Day of the invoice.
    pub invoiced: Option<Vec<Day>>,
    /// Day on which payment is due.
    pub due: Option<Vec<Day>>,
    /// Day of collection.
    pub collected: Option<Vec<Day>>,
    /// Probability of an open opportunity in hundredths of a percent; [`u16::MAX`] where absent.
    pub probability: Option<Vec<u16>>,
}

impl Facts {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.day.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.day.is_empty()
    }

    /// First and last day of booked rows; `None` without any.
    pub fn booked_days(&self) -> Option<(Day, Day)> {
        let booked =
            self.day.iter().zip(&self.state).filter(|(d, s)| **s == 0 && **d != Day::NONE).map(|(d, _)| *d);
        booked.fold(None, |range, d| Some(range.map_or((d, d), |(a, b): (Day, Day)| (a.min(d), b.max(d)))))
    }
}

/// What drill-down and re-import read. Texts are empty where the file had none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Document numbers.
    pub document: Texts,
    /// Line numbers within the document.
    pub line: Texts,
    /// Row in the source file, from 1.
    pub source_row: Vec<u32>,
    /// Document that a return refers to.
    pub returns: Texts,
    /// Discount in hundredths of a percent; [`i32::MIN`] where absent.
    pub discount: Option<Vec<i32>>,
    /// Contract term in months; 0 where absent.
    pub term: Option<Vec<u16>>,
    /// Original amount in thousandths of its currency, where it was not the workspace's.
    pub original: Option<(Texts, Vec<i64>)>,
}

/// Many short texts in one allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// All texts one after the other.
    pub bytes: String,
    /// End of each text in `bytes`.
    pub ends: Vec<u32>,
}

impl Texts {
    /// Adds a text. `false` where the texts together exceed 4 GiB; nothing was added then.
    pub fn push(&mut self, text: &str) -> bool {
        let Ok(end) = u32::try_from(self.bytes.len() + text.len()) else { return false };
        self.bytes.push_str(text);
        self.ends.push(end);
        true
    }

    /// The text of a row; empty where there is none.
    pub fn get(&self, row: usize) -> &str {
        let to = self.ends.get(row).copied().unwrap_or(0) as usize;
        let from = row.checked_sub(1).and_then(|r| self.ends.get(r)).copied().unwrap_or(0) as usize;
        self.bytes.get(from..to).unwrap_or("")
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// An immutable block of records. Two blocks are equal where their ids are: a block never changes.
#[derive(Debug)]
pub struct Block {
    /// Identity and file name.
    pub id: BlockId,
    /// What every figure reads.
    pub facts: Facts,
    /// First and last booked day, for skipping blocks; `None` without booked rows.
    pub booked: Option<(Day, Day)>,
    names: OnceLock<Names>,
}

impl Block {
    /// A block whose names are at hand.
    pub fn new(id: BlockId, facts: Facts, names: Names) -> Block {
        let block = Block::without_names(id, facts);
        let _ = block.names.set(names);
        block
    }

    /// A block whose names still lie in storage.
    pub fn without_names(id: BlockId, facts: Facts) -> Block {
        Block { id, booked: facts.booked_days(), facts, names: OnceLock::new() }
    }

    /// The names, where they are at hand.
    pub fn names(&self) -> Option<&Names> {
        self.names.get()
    }

    /// Supplies the names from storage; a second supply is ignored, since a block never changes.
    pub fn supply_names(&self, names: Names) {
        let _ = self.names.set(names);
    }
}

impl PartialEq for Block {
    fn eq(&self, other: &Block) -> bool {
        self.id == other.id
    }
}
impl Eq for Block {}

/// One import of sales records, or the records entered by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Identity.
    pub id: SegmentId,
    /// File name and sheet, or empty for records entered by hand.
    pub source: String,
    /// The rows.
    pub blocks: Vec<Arc<Block>>,
}

impl Segment {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|b| b.facts.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|b| b.facts.is_empty())
    }
}

/// Where a record lies. Stable as long as its segment's blocks are not swapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowRef {
    /// The segment.
    pub segment: SegmentId,
    /// The row within the segment, from 0.
    pub row: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_narrowest_width() {
        let narrow = Ints::pack(&[1, -5, ABSENT, i64::from(i32::MAX)]);
        assert!(matches!(narrow, Ints::Narrow(_)));
        assert_eq!([0, 1, 2, 3, 4].map(|r| narrow.get(r)), [Some(1), Some(-5), None, Some(2147483647), None]);
        let wide = Ints::pack(&[i64::from(i32::MIN), ABSENT]);
        assert!(matches!(wide, Ints::Wide(_)), "the narrow mark for absent is no value");
        assert_eq!((wide.get(0), wide.get(1)), (Some(-2147483648), None));
    }

    #[test]
    fn texts_keep_their_borders() {
        let mut texts = Texts::default();
        for t in ["10248", "", "單號"] {
            assert!(texts.push(t));
        }
        assert_eq!([0, 1, 2, 3].map(|r| texts.get(r).to_owned()), ["10248", "", "單號", ""]);
    }

    #[test]
    fn states_have_codes_and_sets() {
        for (code, state) in State::ALL.into_iter().enumerate() {
            assert_eq!(State::from_code(code as u8), Some(state));
        }
        assert_eq!(State::from_code(4), None);
        let set = StateSet::of(&[State::Lost, State::Booked]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [State::Booked, State::Lost]);
    }
}
