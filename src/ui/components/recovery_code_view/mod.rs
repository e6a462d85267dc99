//! The recovery code, large enough to be copied by hand, and the sheet of paper it is printed on.
//!
//! While it is on the page, printing prints the sheet alone: the code, what it is for and who keeps it,
//! and nothing about any client.
//!
//! ```ignore
//! view! { <RecoveryCodeView groups=groups mark="Amber heron" day="27 March 2026" /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Button, ButtonKind, wording};
use crate::browser::print::print;

/// The recovery code.
#[component]
pub fn RecoveryCodeView(
    /// The groups of characters, in their order.
    groups: Vec<String>,
    /// The mark of the vault it opens: words that name nobody.
    #[prop(into)]
    mark: String,
    /// The day it was made, in words.
    #[prop(into)]
    day: String,
) -> impl IntoView {
    let words = wording();
    let groups = groups
        .into_iter()
        .map(|group| view! { <li class="app-code__group"><span class="app-code__text">{group}</span></li> })
        .collect_view();
    view! {
        <div class="app-code-sheet">
            <p class="app-code-sheet__title app-print-only">{words.say("vault.sheet.title")}</p>
            <p class="govuk-body app-print-only">{words.say("vault.sheet.what-for")}</p>
            <p class="govuk-body app-print-only">{words.fill("vault.sheet.vault", &[("mark", &mark)])}</p>
            <p class="govuk-body app-print-only">{words.fill("vault.sheet.day", &[("date", &day)])}</p>
            // A list keeps the number of each group out of what is selected and copied.
            <ol class="app-code" translate="no" aria-label=words.say("vault.sheet.title")>
                {groups}
            </ol>
            <p class="govuk-body app-print-only">{words.say("vault.sheet.owner")}</p>
            <p class="govuk-body app-print-only">{words.say("vault.sheet.keeper")}</p>
            <p class="govuk-body app-print-only">{words.say("vault.sheet.keep")}</p>
        </div>
        <Button
            text=words.say("vault.sheet.print")
            kind=ButtonKind::Secondary
            on_press=move |()| print()
        />
    }
    .into_any()
}
