//! The form of every text file: a line with kind, version, length and checksum, then JSON.
//!
//! `attain <kind> <version> <length> <crc>\n<JSON>`; the checksum covers all of it but itself and the first word.

use crate::store::error::FileError;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The schema version written by this code.
pub const VERSION: u32 = 1;

/// What a text file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Generation, last frame and snapshot of a workspace.
    Head,
    /// A whole dataset without its blocks.
    Snapshot,
    /// One command.
    Frame,
    /// The index of a backup.
    Backup,
    /// A statement that can be computed again.
    Statement,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Head => "head",
            Kind::Snapshot => "snapshot",
            Kind::Frame => "frame",
            Kind::Backup => "backup",
            Kind::Statement => "statement",
        }
    }
}

/// The checksum that stands in a file's first line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crc(pub u32);

/// A text file taken apart; its checksum has been verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// Schema version; not above [`VERSION`].
    pub version: u32,
    /// Its checksum.
    pub crc: Crc,
    /// The JSON.
    pub body: &'a [u8],
    /// All its bytes, from the first line to the end of the JSON.
    pub whole: &'a [u8],
    /// What follows.
    pub rest: &'a [u8],
}

fn checksum(described: &str, body: &[u8]) -> Crc {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(described.as_bytes());
    hasher.update(b"\n");
    hasher.update(body);
    Crc(hasher.finalize())
}

/// The bytes of a text file around a JSON body.
pub fn wrap(kind: Kind, body: &[u8]) -> (Vec<u8>, Crc) {
    let described = format!("{} {VERSION} {}", kind.word(), body.len());
    let crc = checksum(&described, body);
    let mut bytes = format!("attain {described} {:08x}\n", crc.0).into_bytes();
    bytes.extend_from_slice(body);
    (bytes, crc)
}

/// Takes the text file of a kind that `bytes` begin with apart.
///
/// # Errors
/// [`FileError::Damaged`] for anything that was not written by [`wrap`]; [`FileError::Newer`] where it was written by
/// a later version.
pub fn open(kind: Kind, bytes: &[u8]) -> Result<Text<'_>, FileError> {
    parts(kind, bytes).ok_or(FileError::Damaged).and_then(|text| {
        if text.version > VERSION { Err(FileError::Newer { version: text.version }) } else { Ok(text) }
    })
}

/// The kind of the text file that `bytes` begin with, by its first line alone; `None` where Attain wrote no such file.
pub fn kind_of(bytes: &[u8]) -> Option<Kind> {
    let end = bytes.iter().take(80).position(|b| *b == b'\n')?;
    let word = std::str::from_utf8(bytes.get(..end)?).ok()?.strip_prefix("attain ")?.split(' ').next()?;
    [Kind::Head, Kind::Snapshot, Kind::Frame, Kind::Backup, Kind::Statement]
        .into_iter()
        .find(|k| k.word() == word)
}

fn parts(kind: Kind, bytes: &[u8]) -> Option<Text<'_>> {
    let end = bytes.iter().take(80).position(|b| *b == b'\n')?;
    let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let (described, crc) = line.strip_prefix("attain ")?.rsplit_once(' ')?;
    let mut words = described.split(' ');
    let (word, version, length) = (words.next()?, number(words.next()?)?, number(words.next()?)?);
    if words.next().is_some() || word != kind.word() {
        return None;
    }
    let start = end + 1;
    let stop = start.checked_add(length)?;
    let body = bytes.get(start..stop)?;
    let sum = checksum(described, body);
    let version = u32::try_from(version).ok()?;
    (format!("{:08x}", sum.0) == crc).then_some(Text {
        version,
        crc: sum,
        body,
        whole: bytes.get(..stop)?,
        rest: bytes.get(stop..)?,
    })
}

fn number(word: &str) -> Option<usize> {
    let plain = word.bytes().all(|b| b.is_ascii_digit()) && (word.len() == 1 || !word.starts_with('0'));
    plain.then(|| word.parse().ok()).flatten()
}

/// Writes a value as a text file.
///
/// # Errors
/// [`FileError::Invalid`] where the value has no JSON, such as a map whose keys are no texts.
pub fn encode<T: Serialize>(kind: Kind, value: &T) -> Result<(Vec<u8>, Crc), FileError> {
    let body = serde_json::to_vec(value).map_err(place)?;
    Ok(wrap(kind, &body))
}

/// Reads the value of a text file that fills all of `bytes`.
///
/// # Errors
/// [`FileError`]; bytes after the JSON count as damage.
pub fn decode<T: DeserializeOwned>(kind: Kind, bytes: &[u8]) -> Result<(T, Crc), FileError> {
    let text = open(kind, bytes)?;
    if !text.rest.is_empty() {
        return Err(FileError::Damaged);
    }
    Ok((crate::store::migrate::read(kind, text.version, text.body)?, text.crc))
}

/// The JSON of a value as a tree; by way of its text, so that no stored type needs code for both.
///
/// # Errors
/// [`FileError::Invalid`] where the value has no JSON.
pub fn to_tree<T: Serialize>(value: &T) -> Result<serde_json::Value, FileError> {
    let text = serde_json::to_vec(value).map_err(place)?;
    serde_json::from_slice(&text).map_err(place)
}

/// The value of a tree; see [`to_tree`].
///
/// # Errors
/// [`FileError::Invalid`] with the place in the tree's text.
pub fn from_tree<T: DeserializeOwned>(tree: &serde_json::Value) -> Result<T, FileError> {
    let text = serde_json::to_vec(tree).map_err(place)?;
    serde_json::from_slice(&text).map_err(place)
}

/// Where a JSON text is wrong.
pub fn place(error: serde_json::Error) -> FileError {
    FileError::Invalid { place: format!("{}:{}", error.line(), error.column()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_its_kind_at_its_beginning() {
        for kind in [Kind::Head, Kind::Snapshot, Kind::Frame, Kind::Backup, Kind::Statement] {
            let (bytes, _) = wrap(kind, b"{}");
            assert_eq!(kind_of(&bytes), Some(kind));
        }
        for other in [&b"attain"[..], b"attain else 1 2 00000000\n{}", b"date,amount\n1,2", b""] {
            assert_eq!(kind_of(other), None);
        }
    }

    #[test]
    fn a_file_reads_back() {
        let (bytes, crc) = encode(Kind::Head, &vec![1, 2]).unwrap();
        assert_eq!(bytes, format!("attain head 1 5 {:08x}\n[1,2]", crc.0).into_bytes());
        assert_eq!(decode::<Vec<i32>>(Kind::Head, &bytes), Ok((vec![1, 2], crc)));
        assert_eq!(decode::<Vec<i32>>(Kind::Frame, &bytes), Err(FileError::Damaged));
        let place = "1:2".to_owned();
        assert_eq!(decode::<Vec<bool>>(Kind::Head, &bytes), Err(FileError::Invalid { place }));
    }

    #[test]
    fn every_flip_and_every_cut_is_noticed() {
        let (bytes, _) = encode(Kind::Snapshot, &"純利 margin").unwrap();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut bad = bytes.clone();
                bad[at] ^= 1 << bit;
                assert!(decode::<String>(Kind::Snapshot, &bad).is_err(), "flip at {at}");
            }
            assert!(decode::<String>(Kind::Snapshot, &bytes[..at]).is_err(), "cut at {at}");
        }
        let longer = [&bytes[..], b"x"].concat();
        assert_eq!(decode::<String>(Kind::Snapshot, &longer), Err(FileError::Damaged));
    }

    #[test]
    fn a_newer_version_is_an_error_of_its_own() {
        let body = b"{}";
        let crc = checksum("head 9 2", body);
        let bytes = format!("attain head 9 2 {:08x}\n{{}}", crc.0);
        assert_eq!(open(Kind::Head, bytes.as_bytes()).err(), Some(FileError::Newer { version: 9 }));
    }
}
