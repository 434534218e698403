//! The canonical form of a stored value, and the content hash over it.

use crate::store::error::FileError;
use crate::store::file::to_tree;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// JSON with sorted keys and without spaces.
///
/// # Errors
/// [`FileError::Invalid`] where the value has no JSON.
pub fn canonical<T: Serialize>(value: &T) -> Result<String, FileError> {
    to_tree(value).map(|tree| tree.to_string())
}

/// The SHA-256 of the canonical form, as 64 hexadecimal digits.
///
/// # Errors
/// [`FileError::Invalid`] where the value has no JSON.
pub fn content_hash<T: Serialize>(value: &T) -> Result<String, FileError> {
    let digest = Sha256::digest(canonical(value)?.as_bytes());
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[derive(Serialize)]
    struct Sample {
        b: u8,
        a: HashMap<&'static str, &'static str>,
    }

    #[test]
    fn keys_are_sorted_and_nothing_is_spaced() {
        let sample = Sample { b: 1, a: HashMap::from([("二", " "), ("z", "\""), ("A", "")]) };
        assert_eq!(canonical(&sample).unwrap(), r#"{"a":{"A":"","z":"\"","二":" "},"b":1}"#);
    }

    #[test]
    fn the_hash_is_sha_256() {
        // FIPS 180-4 example: the hash of "abc" differs from that of its JSON text "\"abc\"".
        let hash = content_hash(&"abc").unwrap();
        assert_eq!(hash, "6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25");
        assert_ne!(hash, content_hash(&"abd").unwrap());
    }
}
