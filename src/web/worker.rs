//! The page's side of the file worker: started on first use, asked one question at a time, ended by cancelling.
//!
//! Every question is answered exactly once: by the worker, or with a failure where it was cancelled or could not start.

use crate::domain::records::Block;
use crate::files::error::FileError;
use crate::files::messages::{Progress, Reply, Request};
use crate::files::transport::{Asked, Said, What, pack, receive, unpack};
use crate::web::{js, port, worker_start};
use js_sys::{Function, Promise, Uint8Array};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, MessageEvent};

/// A question under way.
struct Pending {
    resolve: Function,
    progress: Box<dyn Fn(Progress)>,
}

/// An answer with its buffers, which are not this thread's memory yet.
type Answer = (What, Vec<Uint8Array>);

#[derive(Default)]
struct Inner {
    worker: RefCell<Option<web_sys::Worker>>,
    next: Cell<u32>,
    pending: RefCell<BTreeMap<u32, Pending>>,
    answers: RefCell<BTreeMap<u32, Answer>>,
    handlers: RefCell<Vec<JsValue>>,
}

/// The file worker. Clones speak to the same one.
#[derive(Clone, Default)]
pub struct FileWorker {
    inner: Rc<Inner>,
}

/// Pasted text as a file.
#[must_use]
pub fn pasted(text: &str) -> Option<Blob> {
    let parts = js_sys::Array::of1(&text.into());
    let kind = BlobPropertyBag::new();
    kind.set_type("text/tab-separated-values");
    Blob::new_with_str_sequence_and_options(&parts, &kind).ok()
}

impl FileWorker {
    /// Asks the worker. `file` is the file of [`Request::Read`], needed the first time; `existing` are the blocks of
    /// [`Request::Build`], whose names must be at hand. `progress` hears how far it is.
    pub async fn ask(
        &self,
        request: Request,
        file: Option<&Blob>,
        existing: &[Arc<Block>],
        progress: impl Fn(Progress) + 'static,
    ) -> Reply {
        let failed = Reply::Failed(FileError::Unreadable);
        let with_names: Option<Vec<_>> = existing.iter().map(|b| Some((&b.facts, b.names()?))).collect();
        let Some(buffers) = with_names.and_then(pack) else { return failed };
        let inner = &self.inner;
        let id = inner.next.get().wrapping_add(1);
        inner.next.set(id);
        let Ok(text) = serde_json::to_string(&Asked { id, request }) else { return failed };
        let Some(worker) = self.worker() else { return failed };
        let mut progress: Option<Box<dyn Fn(Progress)>> = Some(Box::new(progress));
        let answered = Promise::new(&mut |resolve, _| {
            if let Some(progress) = progress.take() {
                inner.pending.borrow_mut().insert(id, Pending { resolve, progress });
            }
        });
        let (message, transfer) = port::message(&text, file, &buffers);
        if worker.post_message_with_transfer(&message, &transfer).is_err() {
            inner.pending.borrow_mut().remove(&id);
            return failed;
        }
        // The promise is only ever resolved.
        let _ = JsFuture::from(answered).await;
        let Some((what, buffers)) = inner.answers.borrow_mut().remove(&id) else { return failed };
        take(what, &buffers).await.unwrap_or(failed)
    }

    /// Ends whatever is under way; its questions are answered with [`FileError::Cancelled`]. The next question starts a
    /// new worker, which knows no file.
    pub fn cancel(&self) {
        self.end(FileError::Cancelled);
    }

    fn end(&self, error: FileError) {
        if let Some(worker) = self.inner.worker.borrow_mut().take() {
            worker.terminate();
        }
        let ids: Vec<u32> = self.inner.pending.borrow().keys().copied().collect();
        for id in ids {
            self.inner.settle(id, (What::Failed(error.clone()), Vec::new()));
        }
    }

    fn worker(&self) -> Option<web_sys::Worker> {
        if let Some(worker) = self.inner.worker.borrow().as_ref() {
            return Some(worker.clone());
        }
        let worker = worker_start::start()?;
        let heard = {
            let inner = Rc::downgrade(&self.inner);
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(inner) = inner.upgrade() {
                    inner.hear(&event.data());
                }
            })
        };
        let broken = {
            let inner = Rc::downgrade(&self.inner);
            Closure::<dyn FnMut(JsValue)>::new(move |_| {
                if let Some(inner) = inner.upgrade() {
                    FileWorker { inner }.end(FileError::Unreadable);
                }
            })
        };
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
        // They are kept as long as the worker may speak.
        *self.inner.handlers.borrow_mut() = vec![heard.into_js_value(), broken.into_js_value()];
        *self.inner.worker.borrow_mut() = Some(worker.clone());
        Some(worker)
    }
}

/// Blocks that are taken at once: a few frames' worth of work in one would hold up the page, and a pause after each would
/// take longer than the blocks.
const AT_ONCE: usize = 8;

/// An answer as it was given; `None` where it is damaged. A million rows are 80 MB: between some blocks the page has its turn.
async fn take(what: What, buffers: &[Uint8Array]) -> Option<Reply> {
    if matches!(what, What::File) {
        return receive(what, Vec::new(), buffers.first()?.to_vec());
    }
    let mut blocks = Vec::new();
    for some in buffers.chunks(2 * AT_ONCE) {
        for pair in some.chunks(2) {
            let bytes: Vec<Vec<u8>> = pair.iter().map(Uint8Array::to_vec).collect();
            blocks.extend(unpack(&bytes)?);
        }
        js::sleep(0).await;
    }
    receive(what, blocks, Vec::new())
}

impl Inner {
    fn hear(&self, message: &JsValue) {
        let Some(said) = port::text(message).and_then(|t| serde_json::from_str::<Said>(&t).ok()) else {
            return;
        };
        match said.what {
            What::Progress(p) => {
                if let Some(pending) = self.pending.borrow().get(&said.id) {
                    (pending.progress)(p);
                }
            }
            what => self.settle(said.id, (what, port::buffers(message))),
        }
    }

    fn settle(&self, id: u32, answer: Answer) {
        let pending = self.pending.borrow_mut().remove(&id);
        if let Some(pending) = pending {
            self.answers.borrow_mut().insert(id, answer);
            let _ = pending.resolve.call0(&JsValue::NULL);
        }
    }
}
