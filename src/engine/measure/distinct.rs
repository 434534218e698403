//! Exact distinct counts.
//!
//! Documents are many and nearly always fall into one leaf: the leaf of each is remembered, and only those that fall
//! into several are listed. Customers and products are few and fall into many: each leaf has a bit set, or, where
//! that would be too large, leaf and item are listed and sorted.

use super::booked_days;
use crate::domain::kpi::Distinct;
use crate::domain::{Dataset, Day};

/// Most words of all bit sets of a count: 16 MB.
const MOST_WORDS: usize = 1 << 21;
/// Largest document of a segment. Documents are numbered without gaps, so only damaged data have larger ones.
const MOST_DOCUMENTS: usize = 1 << 26;
/// A document that has not been seen.
const UNSEEN: u32 = u32::MAX;

/// Distinct documents per leaf.
pub(super) struct Documents {
    pub counts: Vec<u32>,
    /// Leaves of documents that count in more than one.
    pub several: Vec<Vec<u32>>,
    /// Leaf of each document of the running segment.
    leaf: Vec<u32>,
    /// Documents of the running segment seen in another leaf too.
    more: Vec<(u32, u32)>,
}

impl Documents {
    pub fn new(leaves: usize) -> Documents {
        Documents { counts: vec![0; leaves + 1], several: Vec::new(), leaf: Vec::new(), more: Vec::new() }
    }

    /// Adds rows of the running segment.
    #[expect(
        clippy::indexing_slicing,
        reason = "column scan: every place is at most the index of the last cell"
    )]
    pub fn add(&mut self, documents: &[u32], places: &[u32]) {
        let most = (documents.iter().copied().max().unwrap_or(0) as usize).min(MOST_DOCUMENTS);
        if self.leaf.len() <= most {
            self.leaf.resize((most + 1).next_power_of_two(), UNSEEN);
        }
        let trash = self.counts.len() - 1;
        // Lines of one document mostly lie together: the same document and leaf as just before add nothing.
        let mut last = (0, trash as u32);
        for (document, place) in documents.iter().zip(places) {
            if (*document, *place) == last || *place as usize == trash {
                continue;
            }
            last = (*document, *place);
            let Some(leaf) = self.leaf.get_mut(*document as usize) else { continue };
            if *leaf == UNSEEN {
                *leaf = *place;
                self.counts[*place as usize] += 1;
            } else if *leaf != *place {
                self.more.push((*document, *place));
            }
        }
    }

    /// Closes a segment: document numbers start again with the next.
    pub fn end_segment(&mut self) {
        self.more.sort_unstable();
        self.more.dedup();
        for same in self.more.chunk_by(|a, b| a.0 == b.0) {
            let Some(first) = same.first().and_then(|(d, _)| self.leaf.get(*d as usize)) else { continue };
            let mut leaves = vec![*first];
            for (_, leaf) in same {
                leaves.push(*leaf);
                if let Some(count) = self.counts.get_mut(*leaf as usize) {
                    *count += 1;
                }
            }
            self.several.push(leaves);
        }
        self.more.clear();
        self.leaf.clear();
    }
}

/// How the items of each leaf are kept.
pub(super) enum Kept {
    /// A bit set per leaf, so many words each.
    Bits(Vec<u64>, usize),
    /// Item and leaf, in no order and repeated.
    Pairs(Vec<(u32, u32)>),
}

/// Distinct customers or products per leaf.
pub(super) struct Items {
    pub kept: Kept,
    pub leaves: usize,
    /// Number of items; the number itself stands for "none".
    pub items: u32,
    /// Item by code; the last entry is "none".
    item: Vec<u32>,
    /// First booked day by item, where only first days count.
    first: Option<Vec<Day>>,
}

impl Items {
    pub fn new(data: &Dataset, leaves: usize, what: Distinct) -> Items {
        let (items, item) = numbered(data, what);
        let first = (what == Distinct::NewCustomers).then(|| first_days(data));
        let words = items as usize / 64 + 1;
        let kept = if words.saturating_mul(leaves + 1) <= MOST_WORDS {
            Kept::Bits(vec![0; words * (leaves + 1)], words)
        } else {
            Kept::Pairs(Vec::new())
        };
        Items { kept, leaves, items, item, first }
    }

    /// Adds rows.
    #[expect(
        clippy::indexing_slicing,
        reason = "column scan: the last entry of the table stands for every code beyond"
    )]
    pub fn add(&mut self, codes: &[u32], days: &[Day], places: &[u32]) {
        let most = self.item.len() - 1;
        let item = |code: u32| self.item[(code as usize).min(most)];
        let trash = self.leaves as u32;
        match (&mut self.kept, &self.first) {
            (Kept::Bits(bits, words), None) => {
                let mut last = (0, trash);
                for (code, place) in codes.iter().zip(places) {
                    if (*code, *place) == last {
                        continue;
                    }
                    last = (*code, *place);
                    let item = item(*code) as usize;
                    bits[*place as usize * *words + item / 64] |= 1 << (item % 64);
                }
            }
            (kept, first) => {
                for ((code, day), place) in codes.iter().zip(days).zip(places) {
                    let item = item(*code);
                    let counts = first.as_ref().is_none_or(|f| f.get(item as usize) == Some(day));
                    if *place == trash || item == self.items || !counts {
                        continue;
                    }
                    match kept {
                        Kept::Bits(bits, words) => {
                            let item = item as usize;
                            bits[*place as usize * *words + item / 64] |= 1 << (item % 64);
                        }
                        Kept::Pairs(pairs) => {
                            if pairs.len() == pairs.capacity() && pairs.len() > 1 << 20 {
                                pairs.sort_unstable();
                                pairs.dedup();
                            }
                            pairs.push((item, *place));
                        }
                    }
                }
            }
        }
    }
}

/// Number of items, and the item of each code: codes of one entity are one item.
fn numbered(data: &Dataset, what: Distinct) -> (u32, Vec<u32>) {
    fn fill<'a>(codes: impl Iterator<Item = &'a Vec<u32>>, count: usize) -> (u32, Vec<u32>) {
        let none = u32::try_from(count).unwrap_or(u32::MAX);
        let mut table = vec![none; 2];
        for (item, codes) in codes.enumerate() {
            for code in codes.iter().map(|c| *c as usize).filter(|c| *c <= 1 << 24) {
                if table.len() < code + 2 {
                    table.resize(code + 2, none);
                }
                if let Some(entry) = table.get_mut(code) {
                    *entry = item as u32;
                }
            }
        }
        (none, table)
    }
    match what {
        Distinct::Products => fill(data.products.iter().map(|p| &p.codes), data.products.len()),
        _ => fill(data.customers.iter().map(|c| &c.codes), data.customers.len()),
    }
}

/// The first booked day of every customer, in the order of the table; [`Day::NONE`] without one.
pub(super) fn first_days(data: &Dataset) -> Vec<Day> {
    let (customers, item) = numbered(data, Distinct::Customers);
    let mut first = vec![Day::MAX; customers as usize + 1];
    if booked_days(data).is_none() {
        return vec![Day::NONE; customers as usize];
    }
    let last = item.len() - 1;
    let blocks = data.segments.iter().flat_map(|s| s.blocks.iter());
    for facts in blocks.map(|b| &b.facts) {
        for ((code, day), state) in facts.customer.iter().zip(&facts.day).zip(&facts.state) {
            if *state == 0 && *day != Day::NONE {
                let item = item.get((*code as usize).min(last)).copied().unwrap_or(customers);
                if let Some(known) = first.get_mut(item as usize) {
                    *known = (*known).min(*day);
                }
            }
        }
    }
    first.truncate(customers as usize);
    first.into_iter().map(|d| if d == Day::MAX { Day::NONE } else { d }).collect()
}

/// The item of a customer's code, for lists.
pub(super) fn customer_items(data: &Dataset) -> (u32, Vec<u32>) {
    numbered(data, Distinct::Customers)
}
