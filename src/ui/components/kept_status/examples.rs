//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::{Kept, KeptStatus};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("nothing to keep", || {
            view! { <KeptStatus state=Kept::Nothing /> }.into_any()
        }),
        example("saving", || {
            view! { <KeptStatus state=Kept::Saving /> }.into_any()
        }),
        example("kept", || {
            view! { <KeptStatus state=Kept::Kept detail="14:05" /> }.into_any()
        }),
        example("not kept", || {
            view! {
                <KeptStatus state=Kept::NotKept detail="There is no room. Save a copy before you close the page." />
            }
            .into_any()
        }),
        example("read only", || {
            view! { <KeptStatus state=Kept::ReadOnly /> }.into_any()
        }),
    ]
}
