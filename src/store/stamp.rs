//! Stamps: when and where something was changed, so that files of several people can be merged.
//!
//! A hybrid logical clock: the wall clock, but never going back and never standing still.
//! Source: Kulkarni et al., Logical Physical Clocks, 2014.

use crate::store::wire::leaf::Lexical;
use std::fmt;

/// A device, as a random number drawn once per browser profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Device(pub u32);

/// When (by the hybrid clock) and where a change was made. Stamps are totally ordered, time first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970 UTC; at most 48 bits.
    pub millis: u64,
    /// Orders stamps of one millisecond.
    pub count: u16,
    /// The device.
    pub device: Device,
}

const LAST_MILLIS: u64 = (1 << 48) - 1;

impl Stamp {
    /// The stamp after `self` on a device whose wall clock shows `now` milliseconds since 1970.
    pub fn next(self, now: u64, device: Device) -> Stamp {
        let now = now.min(LAST_MILLIS);
        if now > self.millis {
            return Stamp { millis: now, count: 0, device };
        }
        match self.count.checked_add(1) {
            Some(count) => Stamp { millis: self.millis, count, device },
            None => Stamp { millis: (self.millis + 1).min(LAST_MILLIS), count: 0, device },
        }
    }
}

impl fmt::Display for Stamp {
    /// `<millis, 12 hex>-<count, 4 hex>-<device, 8 hex>`: as text ordered like the stamps.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}-{:04x}-{:08x}", self.millis, self.count, self.device.0)
    }
}

impl Lexical for Stamp {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        let hex = |from: usize, to: usize| {
            let digits = text.get(from..to)?;
            let plain = digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            plain.then(|| u64::from_str_radix(digits, 16).ok()).flatten()
        };
        let dashes = text.get(12..13) == Some("-") && text.get(17..18) == Some("-") && text.len() == 26;
        let (millis, count, device) = (hex(0, 12)?, hex(13, 17)?, hex(18, 26)?);
        let stamp =
            Stamp { millis, count: u16::try_from(count).ok()?, device: Device(u32::try_from(device).ok()?) };
        dashes.then_some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_goes_back_and_never_stands_still() {
        let mut stamp = Stamp::default();
        for now in [5, 5, 4, 9, 0, u64::MAX, 3] {
            let next = stamp.next(now, Device(7));
            assert!(next > stamp, "{next} after {stamp}");
            assert_eq!(Stamp::read(&next.to_string()), Some(next));
            stamp = next;
        }
        let full = Stamp { millis: 5, count: u16::MAX, device: Device(1) };
        assert_eq!(full.next(5, Device(1)), Stamp { millis: 6, count: 0, device: Device(1) });
    }

    #[test]
    fn reads_only_its_own_form() {
        for bad in [
            "",
            "0",
            "000000000001-0000-0000000g",
            "000000000001-0000-00000001x",
            "00000000000A-0000-00000001",
        ] {
            assert_eq!(Stamp::read(bad), None, "{bad}");
        }
    }
}
