//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::WarningText;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! {
                <WarningText>
                    "You can be fined up to £5,000 if you don’t register."
                </WarningText>
            }
            .into_any()
        })
        .mirrors("warning-text", "default"),
        example("multiple lines", || {
            view! {
                <WarningText>
                    "If you are not covered by this License), You must: (a) comply with the terms stated above for the purpose of this license. It explains, for example, the production of a Source form, including but not limited to, the implied warranties or conditions of this License, without any additional file created by such Respondent to you under Sections 2.1 and 2.2 above. Larger Works. You may choose to distribute such a notice and a brief idea of what it does."
                </WarningText>
            }
            .into_any()
        })
        .mirrors("warning-text", "multiple lines"),
    ]
}
