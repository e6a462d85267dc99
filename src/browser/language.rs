//! In which language a person wants the forms on this computer, and what the page says of its own.

use web_sys::{Document, Storage};

/// Where the choice is kept. It says nothing of anybody: whoever opens the forms here next sees it.
const KEY: &str = "mhtr-forms.language";

/// The tag of the language that was last chosen on this computer; none is English.
#[must_use]
pub fn chosen() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

/// Keeps a choice; none for English. Where nothing can be kept it holds until the forms are started anew.
pub fn choose(tag: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match tag {
        Some(tag) => storage.set_item(KEY, tag),
        None => storage.remove_item(KEY),
    };
}

/// Says in the page itself in which language it is, for who reads it aloud.
pub fn name_page_language(tag: &str) {
    let document: Option<Document> = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
