//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::{SectionLink, SectionNav, SectionState};
use crate::ui::gallery::{Example, example};

/// The sections of an assessment.
pub(crate) fn sections() -> Vec<SectionLink> {
    let here = "#/gallery/section_nav";
    vec![
        SectionLink::new("About the person", here).with_state(SectionState::Complete),
        SectionLink::new("CORE-34", here)
            .with_state(SectionState::InProgress)
            .current(),
        SectionLink::new("PHQ-9", here).with_state(SectionState::HasErrors),
        SectionLink::new("GAD-7", here),
        SectionLink::new("Areas of difficulty", here),
        SectionLink::new("Interview", here),
        SectionLink::new("Outcome and next step", here),
    ]
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("in every state", || {
            view! { <SectionNav title="Sections" sections=sections() /> }.into_any()
        }),
        example("one section", || {
            let sections = vec![SectionLink::new("Consent", "#/gallery").current()];
            view! { <SectionNav title="Sections" sections=sections /> }.into_any()
        }),
    ]
}
