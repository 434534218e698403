//! The first home: the origin's private files. One directory per workspace below `attain`.
//!
//! A file is written through a stream that takes the old file's place only when it is closed.

use crate::domain::id::WorkspaceId;
use crate::store::StorageError;
use crate::store::port::{Later, Storage};
use crate::web::js::{global, wait};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemRemoveOptions, FileSystemWritableFileStream,
};

/// The private files of the origin.
#[derive(Debug)]
pub struct PrivateFiles {
    top: FileSystemDirectoryHandle,
}

type Answer<T> = Result<T, StorageError>;

fn cast<T: JsCast>(value: JsValue) -> Answer<T> {
    value.dyn_into().map_err(|_| StorageError::Other("unexpected type".to_owned()))
}

async fn directory(
    parent: &FileSystemDirectoryHandle,
    name: &str,
    create: bool,
) -> Answer<FileSystemDirectoryHandle> {
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(create);
    cast(wait(parent.get_directory_handle_with_options(name, &options)).await?)
}

/// The names in a directory.
async fn names(directory: &FileSystemDirectoryHandle) -> Answer<Vec<String>> {
    let keys = directory.keys();
    let mut all = Vec::new();
    loop {
        let next = keys.next().map_err(|e| crate::web::js::error(&e))?;
        let step: js_sys::IteratorNext = wait(next).await?.unchecked_into();
        if step.done() {
            return Ok(all);
        }
        all.extend(step.value().as_string());
    }
}

/// An error as an answer, where "not there" is one too.
fn absent<T>(answer: Answer<T>, instead: T) -> Answer<T> {
    match answer {
        Err(StorageError::NotFound) => Ok(instead),
        answer => answer,
    }
}

impl PrivateFiles {
    /// The private files, where this browser has them and lets us write.
    ///
    /// # Errors
    /// [`StorageError::Refused`] where they are missing or not allowed here.
    pub async fn open() -> Answer<PrivateFiles> {
        let able = global(&["navigator", "storage", "getDirectory"]).is_some()
            && global(&["FileSystemFileHandle", "prototype", "createWritable"]).is_some();
        let Some(window) = web_sys::window().filter(|_| able) else { return Err(StorageError::Refused) };
        let root: FileSystemDirectoryHandle =
            cast(wait(window.navigator().storage().get_directory()).await?)?;
        Ok(PrivateFiles { top: directory(&root, "attain", true).await? })
    }

    async fn workspace(&self, id: WorkspaceId, create: bool) -> Answer<FileSystemDirectoryHandle> {
        directory(&self.top, &id.to_string(), create).await
    }
}

async fn write(directory: FileSystemDirectoryHandle, name: &str, bytes: &[u8]) -> Answer<()> {
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let file: FileSystemFileHandle =
        cast(wait(directory.get_file_handle_with_options(name, &options)).await?)?;
    let stream: FileSystemWritableFileStream = cast(wait(file.create_writable()).await?)?;
    // A copy of its own: the memory of wasm may move while the stream writes.
    let copy = Uint8Array::from(bytes);
    let written = match stream.write_with_buffer_source(&copy) {
        Ok(promise) => wait(promise).await,
        Err(thrown) => Err(crate::web::js::error(&thrown)),
    };
    if let Err(error) = written {
        // The old file stays where the stream is given up.
        let _ = wait(stream.abort()).await;
        return Err(error);
    }
    wait(stream.close()).await.map(drop)
}

impl Storage for PrivateFiles {
    fn workspaces(&self) -> Later<'_, Vec<WorkspaceId>> {
        Box::pin(async {
            let names = names(&self.top).await?;
            Ok(names
                .iter()
                .filter_map(|n| n.parse::<WorkspaceId>().ok().filter(|id| id.to_string() == *n))
                .collect())
        })
    }

    fn list(&self, workspace: WorkspaceId) -> Later<'_, Vec<String>> {
        Box::pin(async move {
            match self.workspace(workspace, false).await {
                Ok(directory) => names(&directory).await,
                Err(error) => absent(Err(error), Vec::new()),
            }
        })
    }

    fn read<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, Vec<u8>> {
        Box::pin(async move {
            let directory = self.workspace(workspace, false).await?;
            let handle: FileSystemFileHandle = cast(wait(directory.get_file_handle(name)).await?)?;
            let file: File = cast(wait(handle.get_file()).await?)?;
            Ok(Uint8Array::new(&wait(file.array_buffer()).await?).to_vec())
        })
    }

    fn write<'a>(&'a self, workspace: WorkspaceId, name: &'a str, bytes: &'a [u8]) -> Later<'a, ()> {
        Box::pin(async move { write(self.workspace(workspace, true).await?, name, bytes).await })
    }

    fn remove<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, ()> {
        Box::pin(async move {
            let removed = async {
                let directory = self.workspace(workspace, false).await?;
                wait(directory.remove_entry(name)).await.map(drop)
            };
            absent(removed.await, ())
        })
    }

    fn clear(&self, workspace: WorkspaceId) -> Later<'_, ()> {
        Box::pin(async move {
            let options = FileSystemRemoveOptions::new();
            options.set_recursive(true);
            let removed = wait(self.top.remove_entry_with_options(&workspace.to_string(), &options)).await;
            absent(removed.map(drop), ())
        })
    }
}
