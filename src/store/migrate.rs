//! Reading files of every schema version: one pure step per version, without gaps.
//!
//! A step takes the JSON of version `n` to that of version `n + 1`. `STEPS[n - 1]` leads from version `n`, so their
//! number and [`VERSION`] always agree, which the compiler checks. `tests/fixtures/v<n>/` holds what version `n` wrote.

use crate::store::error::FileError;
use crate::store::file::{Kind, VERSION, from_tree, place};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One step: the JSON of a file of some kind, one version later.
type Step = fn(Kind, Value) -> Result<Value, FileError>;

/// The steps from version 1 on. Empty as long as version 1 is the newest.
const STEPS: [Step; VERSION as usize - 1] = [];

/// Reads the JSON of a file of a kind and version.
///
/// # Errors
/// [`FileError::Newer`] for a version not known yet, [`FileError::Invalid`] with the place for JSON that is not of this
/// kind, [`FileError::Damaged`] for version zero, which nobody ever wrote.
pub fn read<T: DeserializeOwned>(kind: Kind, version: u32, body: &[u8]) -> Result<T, FileError> {
    if version == VERSION {
        return serde_json::from_slice(body).map_err(place);
    }
    let tree = serde_json::from_slice(body).map_err(place)?;
    from_tree(&lift(kind, version, tree, &STEPS)?)
}

/// Takes JSON of a version through all later steps.
fn lift(kind: Kind, version: u32, tree: Value, steps: &[Step]) -> Result<Value, FileError> {
    let done = version.checked_sub(1).ok_or(FileError::Damaged)? as usize;
    let later = steps.get(done..).ok_or(FileError::Newer { version })?;
    later.iter().try_fold(tree, |tree, step| step(kind, tree))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_version_is_lifted_step_by_step() {
        fn push(mut tree: Value, n: i32) -> Result<Value, FileError> {
            tree.as_array_mut().ok_or(FileError::Damaged)?.push(json!(n));
            Ok(tree)
        }
        let steps: [Step; 2] = [|_, t| push(t, 2), |_, t| push(t, 3)];
        let lifted = |version| lift(Kind::Head, version, json!([]), &steps);
        assert_eq!(lifted(1), Ok(json!([2, 3])));
        assert_eq!(lifted(2), Ok(json!([3])));
        assert_eq!(lifted(3), Ok(json!([])));
        assert_eq!(lifted(4), Err(FileError::Newer { version: 4 }));
        assert_eq!(lifted(0), Err(FileError::Damaged));
    }
}
