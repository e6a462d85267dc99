//! Named examples of this component, for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::SignaturePad;
use crate::engine::drawing::Drawing;
use crate::ui::gallery::{Example, example};

/// A mark of two lines.
const MARK: &str = "0+400:300,80 480,200 700,330;900+380:690,90 500,210 310,320";

fn pad(drawing: Option<Drawing>, error: Option<&'static str>, is_closed: bool) -> AnyView {
    let value = RwSignal::new(drawing.unwrap_or_default());
    view! {
        <SignaturePad
            id="example"
            label="Draw your name"
            value=value
            on_change=move |drawing| value.set(drawing)
            error=error.map(str::to_owned)
            is_closed=is_closed
        />
    }
    .into_any()
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("empty", || pad(None, None, false)),
        example("a mark of two lines", || {
            pad(Drawing::read(MARK), None, false)
        }),
        example("with an error", || {
            pad(None, Some("Enter a drawing of your name"), false)
        }),
        example("signed", || pad(Drawing::read(MARK), None, true)),
    ]
}
