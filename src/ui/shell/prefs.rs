//! Language and theme of this device.

use crate::i18n::Lang;
use crate::web::local;
use leptos::prelude::*;

const LANGUAGE: &str = "attain.language";
const THEME: &str = "attain.theme";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The reader's preferences. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Prefs {
    lang: RwSignal<Lang>,
    theme: RwSignal<Theme>,
}

impl Prefs {
    /// What `early.js` has settled before the first paint.
    #[must_use]
    pub fn load() -> Self {
        let root = document().document_element();
        let tag = root.as_ref().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
        let theme = match root.and_then(|root| root.get_attribute("data-theme")).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        };
        Self { lang: RwSignal::new(Lang::from_tag(&tag)), theme: RwSignal::new(theme) }
    }

    /// The language, tracked.
    #[must_use]
    pub fn lang(self) -> Lang {
        self.lang.get()
    }

    /// The theme, tracked.
    #[must_use]
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Speaks another language from now on.
    pub fn set_lang(self, lang: Lang) {
        local::set(LANGUAGE, lang.tag());
        self.lang.set(lang);
    }

    /// Looks different from now on.
    pub fn set_theme(self, theme: Theme) {
        let Some(root) = document().document_element() else { return };
        match theme {
            Theme::System => {
                local::remove(THEME);
                let _ = root.remove_attribute("data-theme");
            }
            Theme::Light => {
                local::set(THEME, "light");
                let _ = root.set_attribute("data-theme", "light");
            }
            Theme::Dark => {
                local::set(THEME, "dark");
                let _ = root.set_attribute("data-theme", "dark");
            }
        }
        self.theme.set(theme);
    }
}
