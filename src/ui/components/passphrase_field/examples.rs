//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::PassphraseField;
use crate::ui::gallery::{Example, example};

/// A field with this in it.
fn field(text: &str, hint: Option<&'static str>, error: Option<&'static str>) -> AnyView {
    let value = RwSignal::new(text.to_owned());
    view! {
        <PassphraseField id="passphrase" label="Passphrase" value=value hint=hint.map(str::to_owned)
            error=error.map(str::to_owned) on_input=move |typed| value.set(typed) />
    }
    .into_any()
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || field("", None, None)),
        example("with a hint and something typed", || {
            field(
                "heron lantern quiet maple stone",
                Some("Five words with spaces between them, or your own"),
                None,
            )
        }),
        example("with an error", || {
            field(
                "heron lantern",
                None,
                Some("That passphrase does not open this vault"),
            )
        }),
        example("ending with a space", || {
            field("heron lantern ", None, None)
        }),
    ]
}
