//! Short messages that answer an action and offer to take it back. They never carry the only copy of an error.

use super::button::{Button, IconButton};
use super::icon::Icon;
use crate::ui::lang::t;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

const SHOWN: Duration = Duration::from_secs(6);
const SHOWN_WITH_ACTION: Duration = Duration::from_secs(12);

/// What a message offers. It belongs to the message: what it was offered from, such as a dialog, may be gone by then.
type Action = Arc<dyn Fn(()) + Send + Sync>;

#[derive(Clone)]
struct Toast {
    id: u32,
    words: String,
    action: Option<(String, Action)>,
    error: bool,
}

/// The messages in sight. Copy it into handlers; `Toasts::new` belongs to the shell.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Default for Toasts {
    fn default() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }
}

impl Toasts {
    /// The shell's messages; a detached set where there is no shell.
    #[must_use]
    pub fn expect() -> Self {
        use_context().unwrap_or_default()
    }

    /// Says what has been done.
    pub fn say(self, words: impl Into<String>) {
        self.push(words.into(), None, false);
    }

    /// Says what has been done and offers one action, such as taking it back.
    pub fn offer(
        self,
        words: impl Into<String>,
        label: impl Into<String>,
        action: impl Fn(()) + Send + Sync + 'static,
    ) {
        self.push(words.into(), Some((label.into(), Arc::new(action))), false);
    }

    /// Says what could not be done.
    pub fn warn(self, words: impl Into<String>) {
        self.push(words.into(), None, true);
    }

    fn push(self, words: String, action: Option<(String, Action)>, error: bool) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        let shown = if action.is_some() || error { SHOWN_WITH_ACTION } else { SHOWN };
        self.list.update(|list| {
            // Three at most: the oldest makes room.
            if list.len() >= 3 {
                list.remove(0);
            }
            list.push(Toast { id, words, action, error });
        });
        set_timeout(move || self.drop(id), shown);
    }

    fn drop(self, id: u32) {
        let _ = self.list.try_update(|list| list.retain(|toast| toast.id != id));
    }
}

/// Draws the messages; once per page.
#[component]
pub fn ToastsView(
    /// The messages.
    toasts: Toasts,
) -> impl IntoView {
    let row = move |toast: Toast| {
        let id = toast.id;
        let action = toast.action.map(|(label, action)| {
            view! {
                <Button
                    small=true
                    on_press=move |()| {
                        toasts.drop(id);
                        action(());
                    }
                >
                    {label}
                </Button>
            }
        });
        view! {
            <div class="toast" class:is-error=toast.error>
                <span>{toast.words}</span>
                {action}
                <IconButton icon=Icon::Close small=true name=t().common.close on_press=move |()| toasts.drop(id)/>
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.list.get() key=|toast| toast.id children=row/>
        </div>
    }
    .into_any()
}
