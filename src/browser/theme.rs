//! The colours and the name that an agency gives the page.

use js_sys::Array;

use super::paper::style_sheet;

/// Puts an agency's colours over those of the page, or takes away what an earlier instance of the program has put
/// there. A browser that knows no such style sheets shows the built-in colours.
pub fn put_on(css: Option<&str>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let sheets: Array = css.and_then(|css| style_sheet(css).ok()).iter().collect();
    if sheets.length() > 0 || css.is_none() {
        document.set_adopted_style_sheets(&sheets);
    }
}

/// Gives the page its name, for the window and for paper.
pub fn name_page(name: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(name);
    }
}
