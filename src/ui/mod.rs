//! Draws the engine's state and turns every gesture into a change. Makes no decision about answers.

pub mod components;

/// Puts the app into the page.
pub fn start() {
    console_error_panic_hook::set_once();
}
