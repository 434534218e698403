//! Distinct texts of a column as small codes: what a million cells of a few hundred names become.
//!
//! Code 0 is "none" and never given out; codes count up in order of appearance.

use crate::domain::records::Texts;
use crate::files::messages::Name;

/// Distinct texts with their codes and counts.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    texts: Texts,
    counts: Vec<u64>,
    hashes: Vec<u64>,
    /// Open addressing: code, or zero where the place is free. The length is a power of two.
    slots: Vec<u32>,
    last: u32,
}

/// A quick hash of a text; not for hostile input of unbounded size, which the limits of a file exclude.
fn hash(text: &str) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut h = text.len() as u64;
    let bytes = text.as_bytes();
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.try_into().map_or(0, u64::from_le_bytes);
        h = (h ^ word).wrapping_mul(K).rotate_left(29);
    }
    // The rest overlaps what was read already, where there is enough: eight bytes at once instead of one by one.
    let word = match bytes.last_chunk::<8>() {
        Some(_) if chunks.remainder().is_empty() => 0,
        Some(tail) => u64::from_le_bytes(*tail),
        None => bytes.iter().fold(0u64, |w, b| w << 8 | u64::from(*b)),
    };
    h = (h ^ word).wrapping_mul(K);
    // A multiplication carries upwards only; the places are taken from the low bits, so all must meet there.
    h = (h ^ h >> 32).wrapping_mul(K);
    h ^ h >> 29
}

impl Interner {
    /// The code of a text, a new one where it is new.
    pub fn code(&mut self, text: &str) -> u32 {
        // Lines of one document follow each other.
        if self.last != 0 && self.texts.get(self.last as usize - 1) == text {
            return self.hit(self.last);
        }
        if (self.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let h = hash(text);
        let mask = self.slots.len() - 1;
        let mut at = h as usize & mask;
        loop {
            match self.slots.get(at).copied() {
                Some(0) | None => break,
                Some(code) => {
                    let index = code as usize - 1;
                    if self.hashes.get(index) == Some(&h) && self.texts.get(index) == text {
                        return self.hit(code);
                    }
                    at = (at + 1) & mask;
                }
            }
        }
        self.texts.push(text);
        self.hashes.push(h);
        self.counts.push(0);
        let code = u32::try_from(self.len()).unwrap_or(u32::MAX);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = code;
        }
        self.hit(code)
    }

    fn hit(&mut self, code: u32) -> u32 {
        if let Some(n) = self.counts.get_mut(code as usize - 1) {
            *n += 1;
        }
        self.last = code;
        code
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let mut slots = vec![0u32; size];
        for (index, h) in self.hashes.iter().enumerate() {
            let mut at = *h as usize & (size - 1);
            while slots.get(at).is_some_and(|s| *s != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = index as u32 + 1;
            }
        }
        self.slots = slots;
    }

    /// Number of distinct texts.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The text of a code; empty for zero.
    pub fn text(&self, code: u32) -> &str {
        (code as usize).checked_sub(1).map_or("", |at| self.texts.get(at))
    }

    /// Texts with their counts, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.counts.iter().enumerate().map(|(at, n)| (self.texts.get(at), *n))
    }

    /// The texts as names; what stands before a unit separator is the number.
    pub fn names(&self) -> Vec<Name> {
        self.iter()
            .map(|(text, rows)| {
                let (number, name) = text.split_once('\u{1f}').unwrap_or(("", text));
                Name { name: name.to_owned(), number: number.to_owned(), rows, category: String::new() }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_at_the_end_spread() {
        let mut places: Vec<u64> = (0..1024).map(|n| hash(&format!("Seller number {n:04}")) & 4095).collect();
        places.sort_unstable();
        places.dedup();
        assert!(places.len() > 850, "{} of 1024 (906 expected of a random function)", places.len());
    }

    #[test]
    fn codes_are_dense_and_stable() {
        let mut interner = Interner::default();
        for round in 0..3 {
            for n in 0..5_000u32 {
                assert_eq!(interner.code(&format!("name {n}")), n + 1, "round {round}");
            }
        }
        assert_eq!((interner.len(), interner.text(1), interner.text(0)), (5_000, "name 0", ""));
        assert!(interner.iter().all(|(_, n)| n == 3));
    }
}
