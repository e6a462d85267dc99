//! Clinical forms that are asked, checked, scored and reported entirely in the browser.
//!
//! Five layers; each may name only those below it (`ARCHITECTURE.md` says why):
//!
//! - `embed`: a form as a guest in somebody else's page, without a vault;
//! - `ui`: draws the engine's state and turns gestures into changes;
//! - `browser`: every contact with the machine;
//! - [`vault`]: sealing what is kept, and finding it whole again. Plain Rust as well;
//! - [`engine`]: definitions, answers, rules, scores and reports. Plain Rust, no clock, no browser.

pub mod engine;
pub mod vault;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod embed;
#[cfg(target_arch = "wasm32")]
pub mod ui;
