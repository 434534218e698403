//! The file worker: heavy codecs, loaded on first use. It answers questions one after the other and holds one file.

use attain::files::error::FileError;
use attain::files::job::Job;
use attain::files::messages::{Progress, ReadOptions, Reply, Request};
use attain::files::read::{Loaded, Loader};
use attain::files::transport::{Asked, Said, What, send, unpack};
use attain::web::port;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

/// Bytes read at once: between two pieces progress is told and a newer question is noticed.
const PIECE: f64 = 4_194_304.0;

/// What the worker holds.
#[derive(Default)]
struct State {
    job: RefCell<Job>,
    file: RefCell<Option<Blob>>,
    latest: Cell<u32>,
}

fn main() {
    attain::web::crash::install();
    let state = Rc::new(State::default());
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let handler = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let (state, scope) = (Rc::clone(&state), scope.clone());
            spawn_local(async move { answer(&state, &scope, &event).await });
        })
    };
    scope.set_onmessage(Some(handler.as_ref().unchecked_ref()));
    // The handler lives as long as the worker.
    handler.forget();
}

fn tell(scope: &DedicatedWorkerGlobalScope, id: u32, what: What, buffers: &[Vec<u8>]) {
    if let Ok(text) = serde_json::to_string(&Said { id, what }) {
        let (message, transfer) = port::message(&text, None, buffers);
        // A page that is gone hears nothing.
        let _ = scope.post_message_with_transfer(&message, &transfer);
    }
}

async fn answer(state: &State, scope: &DedicatedWorkerGlobalScope, event: &MessageEvent) {
    let data = event.data();
    let Some(text) = port::text(&data) else { return };
    let Ok(asked) = serde_json::from_str::<Asked>(&text) else {
        // A question that is not understood is answered all the same: nobody shall wait for ever.
        let id = serde_json::from_str::<serde_json::Value>(&text).ok();
        if let Some(id) = id.and_then(|v| u32::try_from(v.get("id")?.as_u64()?).ok()) {
            tell(scope, id, What::Failed(FileError::Unreadable), &[]);
        }
        return;
    };
    let id = asked.id;
    state.latest.set(id);
    if let Some(file) = port::file(&data) {
        *state.file.borrow_mut() = Some(file);
    }
    let progress = |p| tell(scope, id, What::Progress(p), &[]);
    let reply = match &asked.request {
        Request::Read { name, options } => read(state, scope, id, name, options).await,
        request => {
            progress(match request {
                Request::Analyse { .. } => Progress::Understanding,
                _ => Progress::Building,
            });
            let buffers: Vec<_> = port::buffers(&data).iter().map(js_sys::Uint8Array::to_vec).collect();
            let blocks = unpack(&buffers).unwrap_or_default();
            let existing: Vec<_> = blocks.iter().map(|(f, n)| (f, n)).collect();
            state.job.borrow_mut().answer(request, &[], &existing)
        }
    };
    let (what, buffers) = send(reply);
    tell(scope, id, what, &buffers);
}

async fn read(
    state: &State,
    scope: &DedicatedWorkerGlobalScope,
    id: u32,
    name: &str,
    options: &ReadOptions,
) -> Reply {
    if options.sheet.is_some()
        && let Some(reply) = state.job.borrow_mut().sheet(name, options)
    {
        return reply;
    }
    let file = state.file.borrow().clone();
    let Some(file) = file else { return Reply::Failed(FileError::Unreadable) };
    let loaded = match load(state, scope, id, name, options.clone(), &file).await {
        Ok(loaded) => match loaded.again.clone() {
            Some(again) => {
                load(state, scope, id, name, again, &file).await.map(|second| loaded.reread(second))
            }
            None => Ok(loaded),
        },
        Err(error) => Err(error),
    };
    match loaded {
        Ok(loaded) => state.job.borrow_mut().take(loaded),
        Err(error) => Reply::Failed(error),
    }
}

async fn load(
    state: &State,
    scope: &DedicatedWorkerGlobalScope,
    id: u32,
    name: &str,
    options: ReadOptions,
    file: &Blob,
) -> Result<Loaded, FileError> {
    let mut loader = Loader::new(name, options);
    let size = file.size();
    let ask = |from: f64| {
        let slice = file.slice_with_f64_and_f64(from, (from + PIECE).min(size));
        slice.ok().filter(|_| from < size).map(|slice| slice.array_buffer())
    };
    let mut from = 0.0;
    let mut coming = ask(from);
    while from < size {
        let buffer = JsFuture::from(coming.ok_or(FileError::Unreadable)?).await;
        let bytes = js_sys::Uint8Array::new(&buffer.map_err(|_| FileError::Unreadable)?).to_vec();
        if state.latest.get() != id {
            return Err(FileError::Cancelled);
        }
        from = (from + PIECE).min(size);
        // The next piece comes while this one is read.
        coming = ask(from);
        loader.feed(&bytes)?;
        let (done, total) = (from as u64, size as u64);
        tell(scope, id, What::Progress(Progress::Reading { done, total }), &[]);
    }
    loader.finish()
}
