//! Messages between the tabs of one workspace.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// What tabs tell one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A frame was committed.
    Frame(Vec<u8>),
    /// A tab wants to write: the writer shall finish and let go.
    Release,
    /// The writer has let go.
    Released,
    /// Is anybody writing? Asked where there are no locks.
    Who,
    /// I am.
    Here,
}

impl Message {
    fn put(&self) -> JsValue {
        let word = |w: &str| Array::of1(&JsValue::from_str(w)).into();
        match self {
            Message::Frame(bytes) => {
                Array::of2(&JsValue::from_str("frame"), &Uint8Array::from(&bytes[..])).into()
            }
            Message::Release => word("release"),
            Message::Released => word("released"),
            Message::Who => word("who"),
            Message::Here => word("here"),
        }
    }

    fn take(value: &JsValue) -> Option<Message> {
        let parts = value.dyn_ref::<Array>()?;
        Some(match parts.get(0).as_string()?.as_str() {
            "frame" => Message::Frame(parts.get(1).dyn_into::<Uint8Array>().ok()?.to_vec()),
            "release" => Message::Release,
            "released" => Message::Released,
            "who" => Message::Who,
            "here" => Message::Here,
            _ => return None,
        })
    }
}

/// A channel to the other tabs of this browser that have opened one of the same name.
#[derive(Debug)]
pub struct Channel {
    inner: BroadcastChannel,
    _heard: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Opens a channel; `None` where the browser has none.
    pub fn open(name: &str, hear: impl Fn(Message) + 'static) -> Option<Channel> {
        let inner = BroadcastChannel::new(name).ok()?;
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = Message::take(&event.data()) {
                hear(message);
            }
        });
        inner.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Channel { inner, _heard: heard })
    }

    /// Tells all others. A closed channel reaches nobody, which is no loss: the journal is the truth.
    pub fn tell(&self, message: &Message) {
        let _ = self.inner.post_message(&message.put());
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.inner.set_onmessage(None);
        self.inner.close();
    }
}
