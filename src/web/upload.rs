//! Files chosen by the reader.

use crate::store::file::{Kind, kind_of};
use wasm_bindgen_futures::JsFuture;

/// A file that Attain has written itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFile {
    /// A workspace.
    Backup,
    /// A pay statement that can be computed again.
    Statement,
}

/// What of Attain's own a file holds, by its beginning; `None` for anything else.
#[must_use]
pub fn own(bytes: &[u8]) -> Option<OwnFile> {
    match kind_of(bytes)? {
        Kind::Backup => Some(OwnFile::Backup),
        Kind::Statement => Some(OwnFile::Statement),
        Kind::Head | Kind::Snapshot | Kind::Frame => None,
    }
}

/// The bytes of a file; `None` where the browser cannot read it any more.
pub async fn read(file: &web_sys::File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
