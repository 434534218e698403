//! A text inside a link: squeezed, with a checksum, in letters that every address keeps.
//!
//! Form: the digit `1`, then base64url without padding of the CRC-32 (IEEE, little-endian) of the text and the text
//! as raw deflate. Nothing here knows what the text is.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The first character: how the rest is to be read.
const FORM: char = '1';
/// Longest link that mail and chat programs keep whole, in characters.
pub const MOST_CHARS: usize = 16_000;
/// Largest text that a link may unfold to, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// Why a link cannot be made or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It was cut or changed on its way.
    Damaged,
    /// It is larger than a link may be.
    TooLarge,
    /// A newer version of Attain made it.
    Newer,
}

/// A text as part of a link.
///
/// # Errors
/// [`LinkError::TooLarge`] where the link would be longer than [`MOST_CHARS`].
pub fn encode(text: &str) -> Result<String, LinkError> {
    let mut bytes = crc32fast::hash(text.as_bytes()).to_le_bytes().to_vec();
    bytes.extend(compress_to_vec(text.as_bytes(), 10));
    let link = format!("{FORM}{}", URL_SAFE_NO_PAD.encode(bytes));
    if link.len() > MOST_CHARS || text.len() > MOST_BYTES { Err(LinkError::TooLarge) } else { Ok(link) }
}

/// The text of a link.
///
/// # Errors
/// [`LinkError`].
pub fn decode(link: &str) -> Result<String, LinkError> {
    if link.len() > MOST_CHARS {
        return Err(LinkError::TooLarge);
    }
    let rest = match link.strip_prefix(FORM) {
        Some(rest) => rest,
        None if link.starts_with(|c: char| c.is_ascii_digit() && c != '0') => return Err(LinkError::Newer),
        None => return Err(LinkError::Damaged),
    };
    let bytes = URL_SAFE_NO_PAD.decode(rest).map_err(|_| LinkError::Damaged)?;
    let (sum, squeezed) = bytes.split_first_chunk::<4>().ok_or(LinkError::Damaged)?;
    let text = decompress_to_vec_with_limit(squeezed, MOST_BYTES).map_err(|_| LinkError::Damaged)?;
    if crc32fast::hash(&text) != u32::from_le_bytes(*sum) {
        return Err(LinkError::Damaged);
    }
    String::from_utf8(text).map_err(|_| LinkError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> String {
        (0..40).map(|n| format!("{{\"tier\":{n},\"name\":\"超額累進 {n}\",\"rate\":\"0.0{n}\"}}")).collect()
    }

    #[test]
    fn what_was_put_in_comes_out() {
        for text in ["", "a", "佣金 🙂", &plan()] {
            let link = encode(text).unwrap();
            assert!(link.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
            assert_eq!(decode(&link).as_deref(), Ok(text));
        }
    }

    #[test]
    fn every_cut_and_every_changed_letter_is_noticed() {
        // Bits behind the end of the squeezed text mean nothing; then the text is the same.
        let noticed = |link: &str| decode(link).map_or(true, |text| text == plan());
        let link = encode(&plan()).unwrap();
        for end in 0..link.len() {
            assert!(decode(&link[..end]).is_err(), "cut to {end}");
        }
        for at in 0..link.len() {
            for letter in ["A", "b", "9", "_", "!"] {
                let mut changed = link.clone();
                changed.replace_range(at..=at, letter);
                assert!(noticed(&changed), "{letter} at {at}");
            }
        }
    }

    #[test]
    fn sizes_are_bounded() {
        let mut seed = 7_u64;
        let noise: String = (0..60_000)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                char::from(33 + (seed >> 33) as u8 % 90)
            })
            .collect();
        assert_eq!(encode(&noise), Err(LinkError::TooLarge));
        assert_eq!(decode(&"1".repeat(MOST_CHARS + 1)), Err(LinkError::TooLarge));
        let bomb = format!(
            "1{}",
            URL_SAFE_NO_PAD.encode([&[0; 4][..], &compress_to_vec(&vec![0; MOST_BYTES * 4], 10)].concat())
        );
        assert!(bomb.len() < MOST_CHARS);
        assert_eq!(decode(&bomb), Err(LinkError::Damaged), "it is not unfolded beyond the limit");
        assert_eq!(decode("2abc"), Err(LinkError::Newer));
    }
}
