//! Drafts: an entity being edited, with what was said against it when it was last to be stored.
//!
//! Invariant: what was typed stays in the draft until it is stored or thrown away.

use crate::state::command::{CommandError, Field};
use crate::ui::components::{Button, ButtonKind, Note, NoteKind};
use crate::ui::lang::t;
use crate::ui::session::Refused;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// An entity being edited.
pub struct Draft<T: Send + Sync + 'static> {
    value: RwSignal<T>,
    refused: RwSignal<Option<Refused>>,
}

impl<T: Send + Sync + 'static> Clone for Draft<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Draft<T> {}

impl<T: Clone + Send + Sync + 'static> Draft<T> {
    /// A draft that begins as a value.
    pub fn new(value: T) -> Self {
        Self { value: RwSignal::new(value), refused: RwSignal::new(None) }
    }

    /// The draft, tracked.
    pub fn get(self) -> T {
        self.value.get()
    }

    /// The draft, for handlers.
    pub fn now(self) -> T {
        self.value.get_untracked()
    }

    /// Changes the draft.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.value.update(change);
    }

    /// A part of the draft as a signal, for a field. It changes with its part only, so that what is being typed into one
    /// field stays while another one changes.
    pub fn read<P>(self, part: impl Fn(&T) -> P + Send + Sync + 'static) -> Signal<P>
    where
        P: PartialEq + Send + Sync + 'static,
    {
        let value = self.value;
        Memo::new(move |_| value.with(&part)).into()
    }

    /// A callback that writes a part of the draft, for a field.
    pub fn write<P: 'static>(self, set: impl Fn(&mut T, P) + Send + Sync + 'static) -> Callback<P> {
        let value = self.value;
        Callback::new(move |part: P| value.update(|draft| set(draft, part)))
    }

    /// Takes the outcome of storing: remembers why it was refused, and tells whether it was stored.
    pub fn stored<R>(self, outcome: Result<R, Refused>) -> bool {
        let refused = outcome.err();
        let fine = refused.is_none();
        self.refused.set(refused);
        fine
    }

    /// Whether it was refused when it was last to be stored, for handlers.
    pub fn refused(self) -> bool {
        self.refused.with_untracked(Option::is_some)
    }

    /// What was said against one of these fields.
    pub fn error(self, fields: &'static [Field]) -> Signal<Option<String>> {
        let refused = self.refused;
        Signal::derive(move || match refused.get()? {
            Refused::Command(CommandError::Invalid { field, why, .. }) if fields.contains(&field) => {
                Some(t().problem.why(field, &why))
            }
            _ => None,
        })
    }

    /// What was said last, whole; for the foot of a form.
    pub fn problem_view(self) -> AnyView {
        let refused = self.refused;
        (move || refused.get().map(|refused| view! { <Note kind=NoteKind::Error>{refused.words()}</Note> }))
            .into_any()
    }
}

/// Leads to the first field whose text is no number or no day, and tells whether there is one: to store without it would
/// silently keep what stood there before. In an open dialog only its own fields count.
pub fn to_unread() -> bool {
    let first = |selector| document().query_selector(selector).ok().flatten();
    let scope =
        if first("dialog[open]").is_some() { "dialog[open] [data-unread]" } else { "main [data-unread]" };
    let Some(field) = first(scope).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    // A field that cannot be reached any more asks for nothing.
    field.focus().is_ok()
}

/// The foot of a dialog that edits an entity: delete where it is stored already, cancel, save.
pub fn foot(
    open: RwSignal<bool>,
    save: impl Fn(()) + Copy + Send + Sync + 'static,
    delete: Option<impl Fn(()) + Copy + Send + Sync + 'static>,
) -> ViewFn {
    ViewFn::from(move || {
        view! {
            {delete.map(|delete| view! { <Button kind=ButtonKind::Danger on_press=delete>{t().common.delete}</Button> })}
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=move |()| if !to_unread() { save(()) }>{t().common.save}</Button>
        }
    })
}

/// The code of one of a list of values, for [`crate::ui::components::Select`].
pub fn to_code<T: PartialEq>(all: &[T], value: &T) -> String {
    all.iter().position(|v| v == value).map(|n| n.to_string()).unwrap_or_default()
}

/// The value of a code; the value so far where the code is none.
pub fn from_code<T: Copy>(all: &[T], code: &str, so_far: T) -> T {
    code.parse().ok().and_then(|n: usize| all.get(n)).copied().unwrap_or(so_far)
}
