//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::RecoveryCodeView;
use crate::ui::gallery::{Example, example};

/// A code of the length and alphabet of a real one, which opens nothing.
#[must_use]
pub fn groups() -> Vec<String> {
    ["7F3K0Q", "XWM8ZR", "2N5TH", "V9C4B", "JD6PA", "E1G7Y"]
        .map(str::to_owned)
        .to_vec()
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![example("default", || {
        view! { <RecoveryCodeView groups=groups() mark="Amber heron" day="27 March 2026" /> }
            .into_any()
    })]
}
