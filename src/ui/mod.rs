//! Draws the engine's state and turns every gesture into a change. Makes no decision about answers.

/// Puts the app into the page.
pub fn start() {
    console_error_panic_hook::set_once();
}
