//! Web Locks: at most one tab holds a name. Unstable in web-sys, hence declared here.

use crate::web::js::{global, object};
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        callback: &Function,
    ) -> Result<Promise, JsValue>;
}

/// How a lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Only if nobody holds it.
    IfFree,
    /// As soon as nobody holds it, in the order of asking.
    Wait,
    /// Taken from whoever holds it, who is told.
    Steal,
}

/// A lock held by this tab; dropping it sets it free a moment later.
#[derive(Debug)]
pub struct Held {
    release: Function,
    /// Kept when the lock is free again.
    request: Promise,
    stolen: Rc<Cell<bool>>,
}

impl Held {
    /// Sets the lock free and waits until it is: until then, asking for it again would fail.
    pub async fn set_free(self) {
        let free = self.request.clone();
        drop(self);
        // A lock that was stolen meanwhile is as free as one that was given back.
        let _ = JsFuture::from(free).await;
    }

    /// Whether another tab has taken it meanwhile.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.stolen.get()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Resolving a promise does not fail.
        let _ = self.release.call0(&JsValue::NULL);
    }
}

fn manager() -> Option<LockManager> {
    global(&["navigator", "locks"]).map(JsCast::unchecked_into)
}

/// Whether this browser has locks here; on plain http it has none.
#[must_use]
pub fn supported() -> bool {
    manager().is_some()
}

/// Asks for a lock. `None` where another tab holds it. `lost` is called when another tab steals it later.
pub async fn hold(name: &str, ask: Ask, lost: impl FnOnce() + 'static) -> Option<Held> {
    let manager = manager()?;
    let options = match ask {
        Ask::IfFree => object(&[("ifAvailable", JsValue::TRUE)]),
        Ask::Wait => object(&[]),
        Ask::Steal => object(&[("steal", JsValue::TRUE)]),
    };
    let held: Rc<RefCell<Option<Function>>> = Rc::default();
    let stolen: Rc<Cell<bool>> = Rc::default();
    let request: RefCell<Option<Promise>> = RefCell::default();
    let granted = Promise::new(&mut |answer, refuse| {
        let held = Rc::clone(&held);
        // Called with the lock, or with null where it is not free. The lock is held until the promise is kept.
        let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let mut kept = JsValue::UNDEFINED;
            if !lock.is_null() {
                kept = Promise::new(&mut |release, _| *held.borrow_mut() = Some(release)).into();
            }
            let _ = answer.call0(&JsValue::NULL);
            kept
        });
        match manager.request(name, &options, callback.unchecked_ref()) {
            Ok(promise) => *request.borrow_mut() = Some(promise),
            Err(thrown) => drop(refuse.call1(&JsValue::NULL, &thrown)),
        }
    });
    JsFuture::from(granted).await.ok()?;
    let request = request.into_inner()?;
    let release = held.borrow_mut().take()?;
    let held = Held { release, request: request.clone(), stolen: Rc::clone(&stolen) };
    wasm_bindgen_futures::spawn_local(async move {
        if JsFuture::from(request).await.is_err() {
            stolen.set(true);
            lost();
        }
    });
    Some(held)
}
