//! A dialogue over the page. The browser keeps the keyboard inside it, and puts it back afterwards.

use web_sys::HtmlDialogElement;

/// Opens it over the page, unless it is open.
pub fn open_over_the_page(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // One that is not in the page any more has nobody left to ask.
        let _ = dialog.show_modal();
    }
}

/// Closes it, if it is open.
pub fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}
