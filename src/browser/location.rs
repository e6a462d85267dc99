//! Where the person is in the app: the part of the address after `#/`.
//!
//! Hash routes work from any folder and from a file. Nothing of a person ever stands in an address.

/// What stands after `#/`, or `None` where the address names no place in the app: a link to an
/// element of the page is not a route.
#[must_use]
pub fn path() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    if hash.is_empty() {
        return Some(String::new());
    }
    hash.strip_prefix("#/").map(str::to_owned)
}

/// Goes to a place in the app; Back returns.
pub fn go(path: &str) {
    if let Some(window) = web_sys::window() {
        // The only failure is a security policy that forbids it, and then the person stays where they are.
        let _ = window.location().set_hash(&format!("/{path}"));
    }
}

/// Goes to a place in the app in the stead of this one; Back does not return here.
pub fn replace(path: &str) {
    if let Some(window) = web_sys::window() {
        // As for `go`. Unlike `history.replaceState`, this tells those who listen for the change.
        let _ = window.location().replace(&format!("#/{path}"));
    }
}

/// Loads the page anew, at the same place.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // As for `go`.
        let _ = window.location().reload();
    }
}

/// Whether nobody can see the page now.
#[must_use]
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden())
}
