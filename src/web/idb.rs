//! The second home: IndexedDB. One object store, `files`, with keys `<workspace>/<name>`.
//!
//! A connection that was closed from outside is opened again by the next request. An upgrade by another tab is never
//! blocked: the connection closes when it is asked to.

use crate::domain::id::WorkspaceId;
use crate::store::StorageError;
use crate::store::port::{Later, Storage};
use crate::web::js::{error, global, object, wait};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{
    IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

const NAME: &str = "attain";
const STORE: &str = "files";

/// The database of the origin.
#[derive(Debug)]
pub struct Database {
    connection: RefCell<Option<IdbDatabase>>,
}

type Answer<T> = Result<T, StorageError>;

fn refused(thrown: JsValue) -> StorageError {
    error(&thrown)
}

/// A promise of what a request answers. The handlers stay until the request is collected.
fn answer_of(request: &IdbRequest) -> Promise {
    let source = request.clone();
    Promise::new(&mut |resolve, reject| {
        let (done, failed) = (source.clone(), source.clone());
        let success = Closure::once_into_js(move || {
            let _ = resolve.call1(&JsValue::NULL, &done.result().unwrap_or(JsValue::UNDEFINED));
        });
        let failure = Closure::once_into_js(move || {
            let reason = failed.error().ok().flatten().map_or(JsValue::UNDEFINED, JsValue::from);
            let _ = reject.call1(&JsValue::NULL, &reason);
        });
        source.set_onsuccess(Some(success.unchecked_ref()));
        source.set_onerror(Some(failure.unchecked_ref()));
    })
}

/// A promise that is kept when a transaction is written.
fn end_of(transaction: &IdbTransaction) -> Promise {
    let source = transaction.clone();
    Promise::new(&mut |resolve, reject| {
        let (failed, reject_too) = (source.clone(), reject.clone());
        let done = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
        });
        let aborted = Closure::once_into_js(move || {
            let reason = failed.error().map_or(JsValue::UNDEFINED, JsValue::from);
            let _ = reject_too.call1(&JsValue::NULL, &reason);
        });
        source.set_oncomplete(Some(done.unchecked_ref()));
        source.set_onabort(Some(aborted.unchecked_ref()));
    })
}

async fn connect() -> Answer<IdbDatabase> {
    let factory: IdbFactory = global(&["indexedDB"]).ok_or(StorageError::Refused)?.unchecked_into();
    let request: IdbOpenDbRequest = factory.open_with_u32(NAME, 1).map_err(refused)?;
    let opening = request.clone();
    let upgrade = Closure::once_into_js(move || {
        let database = opening.result().ok().and_then(|d| d.dyn_into::<IdbDatabase>().ok());
        // Where the store cannot be made, the opening fails by itself.
        let _ = database.map(|d| d.create_object_store(STORE));
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = wait(answer_of(&request)).await?.unchecked_into();
    let own = database.clone();
    let leave = Closure::once_into_js(move || own.close());
    database.set_onversionchange(Some(leave.unchecked_ref()));
    Ok(database)
}

fn key(workspace: WorkspaceId, name: &str) -> JsValue {
    JsValue::from_str(&format!("{workspace}/{name}"))
}

/// All keys of a workspace: `0` is the character after `/`.
fn range(workspace: WorkspaceId) -> Answer<JsValue> {
    let (from, to) =
        (JsValue::from_str(&format!("{workspace}/")), JsValue::from_str(&format!("{workspace}0")));
    IdbKeyRange::bound(&from, &to).map(JsValue::from).map_err(refused)
}

fn texts(keys: JsValue) -> impl Iterator<Item = String> {
    Array::from(&keys).into_iter().filter_map(|key| key.as_string())
}

impl Database {
    /// The database, where this browser has one and lets us use it.
    ///
    /// # Errors
    /// [`StorageError::Refused`] where it is missing, or what the browser says.
    pub async fn open() -> Answer<Database> {
        let database = Database { connection: RefCell::new(Some(connect().await?)) };
        database.read_only(|store| store.count().map_err(refused)).await?;
        Ok(database)
    }

    /// A transaction; opened anew where the connection was closed from outside.
    async fn transaction(&self, mode: &str) -> Answer<IdbTransaction> {
        let options = object(&[("durability", JsValue::from_str("strict"))]);
        let begin = |database: &IdbDatabase| -> Result<IdbTransaction, JsValue> {
            // Written out by hand: the options of a transaction are not stable in web-sys.
            let function: Function = Reflect::get(database, &JsValue::from_str("transaction"))?.dyn_into()?;
            Ok(function.call3(database, &STORE.into(), &mode.into(), &options)?.unchecked_into())
        };
        let open = self.connection.borrow().clone();
        if let Some(Ok(transaction)) = open.as_ref().map(begin) {
            return Ok(transaction);
        }
        let database = connect().await?;
        let transaction = begin(&database).map_err(refused)?;
        *self.connection.borrow_mut() = Some(database);
        Ok(transaction)
    }

    async fn read_only(&self, ask: impl FnOnce(&IdbObjectStore) -> Answer<IdbRequest>) -> Answer<JsValue> {
        let transaction = self.transaction("readonly").await?;
        let store = transaction.object_store(STORE).map_err(refused)?;
        wait(answer_of(&ask(&store)?)).await
    }

    async fn change(&self, ask: impl FnOnce(&IdbObjectStore) -> Answer<IdbRequest>) -> Answer<()> {
        let transaction = self.transaction("readwrite").await?;
        let end = end_of(&transaction);
        let store = transaction.object_store(STORE).map_err(refused)?;
        ask(&store)?;
        wait(end).await.map(drop)
    }
}

impl Storage for Database {
    fn workspaces(&self) -> Later<'_, Vec<WorkspaceId>> {
        Box::pin(async {
            let keys = self.read_only(|store| store.get_all_keys().map_err(refused)).await?;
            let ids = texts(keys).filter_map(|key| key.split_once('/').and_then(|(id, _)| id.parse().ok()));
            let mut all: Vec<WorkspaceId> = ids.collect();
            all.dedup();
            Ok(all)
        })
    }

    fn list(&self, workspace: WorkspaceId) -> Later<'_, Vec<String>> {
        Box::pin(async move {
            let range = range(workspace)?;
            let keys = self.read_only(|store| store.get_all_keys_with_key(&range).map_err(refused)).await?;
            Ok(texts(keys).filter_map(|key| key.split_once('/').map(|(_, name)| name.to_owned())).collect())
        })
    }

    fn read<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, Vec<u8>> {
        Box::pin(async move {
            let found = self.read_only(|store| store.get(&key(workspace, name)).map_err(refused)).await?;
            let bytes = found.dyn_into::<Uint8Array>().map_err(|_| StorageError::NotFound)?;
            Ok(bytes.to_vec())
        })
    }

    fn write<'a>(&'a self, workspace: WorkspaceId, name: &'a str, bytes: &'a [u8]) -> Later<'a, ()> {
        Box::pin(async move {
            let value = Uint8Array::from(bytes);
            self.change(|store| store.put_with_key(&value, &key(workspace, name)).map_err(refused)).await
        })
    }

    fn remove<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, ()> {
        Box::pin(
            async move { self.change(|store| store.delete(&key(workspace, name)).map_err(refused)).await },
        )
    }

    fn clear(&self, workspace: WorkspaceId) -> Later<'_, ()> {
        Box::pin(async move {
            let range = range(workspace)?;
            self.change(|store| store.delete(&range).map_err(refused)).await
        })
    }
}
