//! The browser's own printing.

/// Opens the browser's print dialogue for the page as it is shown.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that may not print says so itself.
        let _ = window.print();
    }
}
