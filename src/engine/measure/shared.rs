//! Rows whose credit is shared: rare, and counted one by one.

use super::scan::{Column, Found, count_all, value};
use super::tables::{Overlay, Who};
use crate::domain::id::PersonId;
use crate::domain::kpi::Distinct;
use crate::domain::org::Split;
use crate::domain::records::Facts;
use crate::domain::{Day, Decimal};
use crate::engine::split::largest_remainder;
use rust_decimal::prelude::ToPrimitive;

/// A row with shared credit: what each share takes of a whole number. Shares sum to the whole exactly; overlays come
/// on top, rounded half away from zero.
pub(super) fn parts(split: &Split, whole: i128) -> (Vec<i128>, Vec<i128>) {
    let weights: Vec<Decimal> = split.shares.iter().map(|s| s.1).collect();
    let overlay = |percent: &Decimal| {
        let exact = Decimal::try_from_i128_with_scale(whole, 0).ok().and_then(|w| w.checked_mul(*percent));
        let part = exact.map(|p| crate::domain::money::Half::AwayFromZero.round(p / Decimal::ONE_HUNDRED, 0));
        part.and_then(|p| p.to_i128()).unwrap_or(0)
    };
    (largest_remainder(whole, &weights), split.overlays.iter().map(|o| overlay(&o.1)).collect())
}

/// Who has which part of a record with shared credit, of a whole in major units: the shares at so many decimals, so that
/// they sum to the whole exactly; overlays on top. What the whole has beyond those decimals goes to the first share.
pub fn shares(split: &Split, whole: Decimal, digits: u32) -> Vec<(PersonId, Decimal)> {
    let cut = whole.trunc_with_scale(digits);
    let minor = cut.checked_mul(Decimal::from(10_i64.pow(digits))).and_then(|m| m.to_i128()).unwrap_or(0);
    let (own, over) = parts(split, minor);
    let major = |v: i128| Decimal::try_from_i128_with_scale(v, digits).unwrap_or_default();
    let people = split.shares.iter().chain(&split.overlays).map(|s| s.0);
    let mut found: Vec<(PersonId, Decimal)> = people.zip(own.into_iter().chain(over).map(major)).collect();
    if let Some(first) = found.first_mut() {
        first.1 += whole - cut;
    }
    found
}

/// Adds one row with shared credit to every accumulator.
pub(super) fn share(found: &mut [Found], facts: &Facts, row: usize, place: u32, who: &Who, trash: u32) {
    let day = facts.day.get(row).copied().unwrap_or(Day::NONE);
    let code = facts.credit.get(row).copied().unwrap_or(0);
    let Some((split, shares, overlays)) = who.shares(day, code) else { return };
    let leaf = |p: &u32| (place + p).min(trash);
    let shares: Vec<u32> = shares.iter().map(leaf).collect();
    let overlays: Vec<u32> =
        if who.overlay == Overlay::Ignored { Vec::new() } else { overlays.iter().map(leaf).collect() };
    let mut leaves: Vec<u32> = shares.iter().chain(&overlays).copied().filter(|p| *p < trash).collect();
    leaves.sort_unstable();
    leaves.dedup();
    if leaves.is_empty() {
        return;
    }
    for one in found {
        match one {
            Found::Sums(column, sums) => {
                let Some(whole) = value(*column, facts, row) else { continue };
                if sums.wide.is_empty() {
                    sums.wide = vec![0; sums.narrow.len()];
                }
                let (own, over) = parts(split, whole);
                let apart = who.overlay == Overlay::Apart;
                let own = shares.iter().zip(own).map(|(leaf, v)| (*leaf, v, false));
                for (leaf, v, apart) in own.chain(overlays.iter().zip(over).map(|(l, v)| (*l, v, apart))) {
                    if leaf >= trash {
                        continue;
                    }
                    if apart {
                        *sums.apart.entry(leaf).or_default() += v;
                    } else if let Some(cell) = sums.wide.get_mut(leaf as usize) {
                        *cell += v;
                    }
                }
            }
            Found::Rows(column, counts) => {
                if value(*column, facts, row).is_none() && *column != Column::Amount {
                    continue;
                }
                count_all(&mut counts.rows, &leaves);
                if leaves.len() > 1 {
                    counts.several.push(leaves.clone());
                }
            }
            Found::Documents(documents) => {
                let document = facts.document.get(row).copied().unwrap_or(0);
                documents.add(&vec![document; leaves.len()], &leaves);
            }
            Found::Items(what, items) => {
                let codes = if *what == Distinct::Products { &facts.product } else { &facts.customer };
                let code = codes.get(row).copied().unwrap_or(0);
                items.add(&vec![code; leaves.len()], &vec![day; leaves.len()], &leaves);
            }
        }
    }
}
