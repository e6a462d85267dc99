//! Draws the engine's state and turns every gesture into a change. Makes no decision about answers.

mod app;
pub mod components;
mod document;
mod frame;
#[cfg(feature = "gallery")]
pub mod gallery;
mod item;
mod open_form;
mod pages;
mod prefill_note;
pub mod route;
mod sections;
pub mod session;
mod wording;

use leptos::prelude::*;

pub use wording::wording;

/// Puts the app into the page.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(app::App);
}
