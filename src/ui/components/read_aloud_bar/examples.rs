//! Named examples of this component, for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::ReadAloudBar;
use crate::ui::gallery::{Example, example};

fn bar(is_reading: bool, has_failed: bool) -> AnyView {
    view! {
        <ReadAloudBar
            is_reading=is_reading
            is_slow=is_reading
            has_failed=has_failed
            on_read=|()| ()
            on_stop=|()| ()
            on_again=|()| ()
            on_slower=|()| ()
        />
    }
    .into_any()
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("silent", || bar(false, false)),
        example("reading slowly", || bar(true, false)),
        example("could not go on", || bar(false, true)),
    ]
}
