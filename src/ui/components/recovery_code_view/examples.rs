//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::RecoveryCodeView;
use crate::ui::gallery::{Example, example};

/// A code of the length and alphabet of a real one, which opens nothing.
#[must_use]
pub fn groups() -> Vec<String> {
    ["7F3K", "0QXW", "M8ZR", "2N5T", "HV9C", "4BJD", "6P"]
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
