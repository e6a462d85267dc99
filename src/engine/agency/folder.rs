//! The files of an agency's folder, as whoever read them found them.

use std::collections::BTreeMap;

/// The folder, beside the page.
pub const FOLDER: &str = "agency/";

/// Where the settings stand in it.
pub const SETTINGS: &str = "settings.json";

/// What became of a file that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is there, with this text.
    Text(String),
    /// It is there, and is no text, or nobody needs it.
    There,
    /// It is not there.
    Nothing,
}

/// The files that were looked for, by their paths in the folder. Of one that nobody has looked for nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, Found>);

impl Files {
    /// Notes what became of a file.
    pub fn put(&mut self, path: impl Into<String>, found: Found) {
        self.0.insert(path.into(), found);
    }

    /// The text of a file, without the mark that some editors put before it.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.0.get(path)? {
            Found::Text(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Found::There | Found::Nothing => None,
        }
    }

    /// Whether somebody looked for it and did not find it.
    #[must_use]
    pub fn is_missing(&self, path: &str) -> bool {
        self.0.get(path) == Some(&Found::Nothing)
    }
}

/// Whether this is a plain path downwards within the folder: letters, digits, `-`, `_` and `.`, divided by `/`.
#[must_use]
pub fn is_within(path: &str) -> bool {
    let is_plain = |part: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(is_plain)
    };
    path.split('/').all(is_plain)
}

/// A file that the settings name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its path in the folder.
    pub path: String,
    /// Whether the app reads it when it starts; the others are only looked for by who checks the folder.
    pub is_read: bool,
}
