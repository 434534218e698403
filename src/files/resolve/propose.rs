//! Names of a file against what is known: equal, nearly equal, new.

use super::{Known, Match, Target};
use crate::domain::id::Uuid;
use crate::files::columns::Confidence;
use crate::files::messages::Name;
use crate::files::value::text::{distance, fold};
use std::collections::HashMap;

/// Names beyond which near spellings are not searched: pairs compared.
const MOST_PAIRS: usize = 4_000_000;

/// Proposes what each name means.
pub fn propose(names: &[Name], known: &[Known]) -> Vec<Match> {
    let mut numbers: HashMap<String, Uuid> = HashMap::new();
    let mut exact: HashMap<&str, Uuid> = HashMap::new();
    let mut folded: HashMap<String, Uuid> = HashMap::new();
    for k in known {
        if !k.number.is_empty() {
            numbers.entry(fold(&k.number)).or_insert(k.id);
        }
        for name in std::iter::once(&k.name).chain(&k.aliases) {
            exact.entry(name.trim()).or_insert(k.id);
            folded.entry(fold(name)).or_insert(k.id);
        }
    }
    let search = names.len().saturating_mul(known.len() + names.len()) <= MOST_PAIRS;
    let known_folded: Vec<(Uuid, &str, Spelling)> =
        known.iter().map(|k| (k.id, k.name.as_str(), Spelling::new(fold(&k.name)))).collect();
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut fresh: Vec<(usize, &str, Spelling)> = Vec::new();
    let mut out = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let settled = |target, confidence| Match { target, confidence, near: Vec::new() };
        let shown = if name.name.is_empty() { &name.number } else { &name.name };
        let key = fold(shown);
        let by_number = (!name.number.is_empty()).then(|| numbers.get(&fold(&name.number))).flatten();
        let found = if let Some(id) = by_number.or_else(|| exact.get(shown.trim())) {
            settled(Target::Existing(*id), Confidence::Certain)
        } else if let Some(id) = numbers.get(&key) {
            // A column of numbers under a heading that promises names.
            settled(Target::Existing(*id), Confidence::Certain)
        } else if let Some(id) = folded.get(&key).filter(|_| !key.is_empty()) {
            settled(Target::Existing(*id), Confidence::Likely)
        } else if let Some(other) =
            first.get(&key).filter(|o| !key.is_empty() && same_number(names.get(**o), name))
        {
            settled(Target::SameAs(*other), Confidence::Likely)
        } else {
            let mut near = Vec::new();
            let own = Spelling::new(key.clone());
            if search {
                let existing = known_folded.iter().filter(|(_, _, other)| own.is_near(other));
                near.extend(existing.map(|(id, n, _)| (Target::Existing(*id), (*n).to_owned())));
                let same = fresh.iter().filter(|(_, _, other)| own.is_near(other));
                near.extend(same.map(|(n, text, _)| (Target::SameAs(*n), (*text).to_owned())));
            }
            fresh.push((at, shown, own));
            let confidence = if near.is_empty() { Confidence::Certain } else { Confidence::Likely };
            Match { target: Target::New, confidence, near }
        };
        first.entry(key).or_insert(at);
        out.push(found);
    }
    out
}

fn same_number(a: Option<&Name>, b: &Name) -> bool {
    a.is_some_and(|a| a.number.is_empty() || b.number.is_empty() || a.number == b.number)
}

/// A folded name with what tells at a glance that another one is far.
struct Spelling {
    text: String,
    /// Characters.
    length: usize,
    digits: String,
    /// Which characters there are, 64 bits for all of them: one edit changes two bits at most.
    letters: u64,
}

impl Spelling {
    fn new(text: String) -> Spelling {
        Spelling {
            length: text.chars().count(),
            digits: text.chars().filter(char::is_ascii_digit).collect(),
            letters: text.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64)),
            text,
        }
    }

    /// Whether two names are so near that one may be a slip of the other. Digits make a difference: GTX 500 is no GTX 600;
    /// short names differ by more than a slip.
    fn is_near(&self, other: &Spelling) -> bool {
        let wide = !self.text.is_ascii();
        let most = match self.length.min(other.length) {
            0..=2 => return false,
            3..=4 if !wide => return false,
            n if n < 9 => 1,
            _ => 2,
        };
        self.length.abs_diff(other.length) <= most
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * most
            && self.digits == other.digits
            && self.text != other.text
            && distance(&self.text, &other.text, most).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<Name> {
        list.iter().map(|n| Name { name: (*n).to_owned(), rows: 1, ..Name::default() }).collect()
    }

    fn entity(n: u128, name: &str, number: &str, aliases: &[&str]) -> Known {
        Known {
            id: Uuid::from_u128(n),
            name: name.into(),
            number: number.into(),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        }
    }

    #[test]
    fn proposes_what_names_mean() {
        let known = [
            entity(1, "GTX Pro", "", &[]),
            entity(2, "Technology", "T7", &["Tech"]),
            entity(3, "陳怡君", "E01", &[]),
            entity(4, "GTX 500", "", &[]),
        ];
        let existing = |n| Target::Existing(Uuid::from_u128(n));
        let cases: &[(&str, Target, Confidence, &[Target])] = &[
            ("GTX Pro", existing(1), Confidence::Certain, &[]),
            ("GTXPro", existing(1), Confidence::Likely, &[]),
            ("Tech", existing(2), Confidence::Certain, &[]),
            ("T7", existing(2), Confidence::Certain, &[]),
            ("technolgy", Target::New, Confidence::Likely, &[existing(2)]),
            ("陳怡均", Target::New, Confidence::Likely, &[existing(3)]),
            ("GTX 600", Target::New, Confidence::Certain, &[]),
            ("Somebody else", Target::New, Confidence::Certain, &[]),
        ];
        for (name, target, confidence, near) in cases {
            let got = propose(&names(&[name]), &known).remove(0);
            let targets: Vec<Target> = got.near.iter().map(|n| n.0).collect();
            assert_eq!(
                (got.target, got.confidence, targets.as_slice()),
                (*target, *confidence, *near),
                "{name}"
            );
        }
    }

    proptest::proptest! {
        /// What tells at a glance only spares work.
        #[test]
        fn a_glance_never_hides_a_near_name(a in "[abc陳王1]{0,12}", edits in proptest::collection::vec((0_usize..12, "[abdx陳]"), 0..4)) {
            let mut b: Vec<char> = a.chars().collect();
            for (at, by) in edits {
                let at = at.min(b.len());
                match by.as_str() {
                    "x" => drop(b.get(at).copied().map(|_| b.remove(at))),
                    by => b.splice(at..(at + 1).min(b.len()), by.chars()).for_each(drop),
                }
            }
            let b: String = b.into_iter().collect();
            let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
            let length = a.chars().count().min(b.chars().count());
            let most = match length {
                0..=2 => 0,
                3..=4 if a.is_ascii() => 0,
                n => if n < 9 { 1 } else { 2 },
            };
            let near = most > 0 && a != b && distance(&a, &b, most).is_some() && digits(&a) == digits(&b);
            proptest::prop_assert_eq!(Spelling::new(a).is_near(&Spelling::new(b)), near);
        }
    }

    #[test]
    fn names_of_one_file_are_compared_with_each_other() {
        let got = propose(&names(&["Acme Corp", "ACME CORP.", "Acme Corpp"]), &[]);
        assert_eq!(got[0].target, Target::New);
        assert_eq!((got[1].target, got[1].confidence), (Target::SameAs(0), Confidence::Likely));
        assert_eq!((got[2].target, got[2].near.len()), (Target::New, 1));
    }
}
