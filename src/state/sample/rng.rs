//! A small reproducible source of numbers. Integers only: the same seed gives the same company on every machine.

use crate::domain::id::Uuid;

/// SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// Starts from a seed and a stream, so that parts of the company do not shift each other's numbers.
    pub fn new(seed: u64, stream: u64) -> Rng {
        let mut rng = Rng(seed ^ stream.wrapping_mul(0xD1B5_4A32_D192_ED03));
        rng.next();
        rng
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n − 1`; 0 where `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        u64::try_from((u128::from(self.next()) * u128::from(n)) >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// True in so many of a thousand cases.
    pub fn in_thousand(&mut self, n: u64) -> bool {
        self.below(1000) < n
    }

    /// The place of one of several weights; 0 where all are zero.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|w| u64::from(*w)).sum();
        let mut left = self.below(total);
        for (at, w) in weights.iter().enumerate() {
            match left.checked_sub(u64::from(*w)) {
                Some(rest) => left = rest,
                None => return at,
            }
        }
        0
    }
}

/// Makes UUIDv7 values whose order is the order of making.
#[derive(Debug)]
pub struct Ids {
    millis: u64,
    rng: Rng,
}

impl Ids {
    /// Ids that begin at a time in milliseconds since 1970.
    pub fn new(millis: u64, rng: Rng) -> Ids {
        Ids { millis, rng }
    }

    /// The next id, of whatever kind is wanted.
    pub fn make<T: From<Uuid>>(&mut self) -> T {
        self.millis += 1;
        let random = u128::from(self.rng.next()) << 64 | u128::from(self.rng.next());
        let mut bytes = [0; 10];
        for (to, from) in bytes.iter_mut().zip(random.to_le_bytes()) {
            *to = from;
        }
        T::from(uuid::Builder::from_unix_timestamp_millis(self.millis, &bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_and_ranges() {
        // Reference output of SplitMix64 for the seed 1234567.
        let mut rng = Rng(1_234_567);
        assert_eq!([rng.next(), rng.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
        let drawn: Vec<_> = (0..1000).map(|_| rng.between(-2, 2)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&2)));
        let picks: Vec<_> = (0..1000).map(|_| rng.weighted(&[0, 3, 0, 1])).collect();
        assert!(picks.iter().all(|p| [1, 3].contains(p)));
        assert!((650..850).contains(&picks.iter().filter(|p| **p == 1).count()));
    }

    #[test]
    fn ids_are_version_seven_and_ordered() {
        let mut ids = Ids::new(1_780_000_000_000, Rng::new(1, 2));
        let made: Vec<Uuid> = (0..50).map(|_| ids.make()).collect();
        assert!(made.is_sorted() && made.iter().all(|id| id.get_version_num() == 7));
    }
}
