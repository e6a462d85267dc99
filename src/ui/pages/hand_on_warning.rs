//! What a person must know before a report is written in clear: what is in it, that nothing locks it, where
//! it goes, and what to do with it afterwards.

use leptos::ev;
use leptos::prelude::*;

use super::hand_on::name;
use crate::browser::dialog;
use crate::browser::focus::focus_element;
use crate::engine::report::{Attached, Report, Standing};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::wording;
use crate::vault::audit::Written;

/// The warning. It opens over the page while a way is asked about. Escape, Cancel and whatever else closes
/// it write nothing.
#[component]
pub fn Warning(
    /// The way that is asked about; `None` while none is.
    asked: RwSignal<Option<Written>>,
    /// The report.
    report: Memo<Option<Report>>,
    /// What is in it.
    attached: RwSignal<Attached>,
    /// Nothing else of the case goes with it, no scores either.
    is_alone: bool,
    /// The person agreed.
    #[prop(into)]
    on_yes: Callback<Written>,
) -> impl IntoView {
    let warning = NodeRef::<leptos::html::Dialog>::new();
    let heading = NodeRef::<leptos::html::H2>::new();
    Effect::new(move |_| {
        let is_asked = asked.get().is_some();
        if let Some(warning) = warning.get() {
            if is_asked {
                dialog::open_over_the_page(&warning);
                // The keyboard begins above what must be read before a button is pressed.
                if let Some(heading) = heading.get() {
                    focus_element(&heading);
                }
            } else {
                dialog::close(&warning);
            }
        }
    });
    let no = move |()| asked.set(None);
    let escaped = move |event: ev::Event| {
        event.prevent_default();
        no(());
    };
    // Some browsers close it without asking when Escape is pressed again and again.
    let closed = move |_| {
        if asked.get_untracked().is_some() {
            no(());
        }
    };
    let inside = move || {
        let way = asked.get()?;
        let is_draft = report.with(|report| {
            report
                .as_ref()
                .is_none_or(|report| report.identity.standing == Standing::Draft)
        });
        let yes = move |()| {
            // It is closed first, so that the keyboard is back on the page when the outcome is said.
            no(());
            on_yes.run(way);
        };
        let words = wording();
        let lines = lines(way, is_draft, is_alone, attached.get().item_answers)
            .into_iter()
            .map(|key| view! { <li>{wording().say(key)}</li> })
            .collect_view();
        let agree = match way {
            Written::OnClipboard => "hand-on.sure.yes.clipboard",
            Written::WebPage | Written::Text | Written::Fhir | Written::Rows | Written::Word => {
                "hand-on.sure.yes.file"
            }
        };
        Some(view! {
            <p class="govuk-body"><strong>{words.say(&format!("hand-on.{}", name(way)))}</strong></p>
            <ul class="govuk-list govuk-list--bullet" id="hand-on-sure-why">{lines}</ul>
            <div class="govuk-button-group">
                <Button text=words.say("hand-on.sure.no") on_press=no/>
                <Button text=words.say(agree) kind=ButtonKind::Warning on_press=yes/>
            </div>
        })
    };
    view! {
        <dialog
            class="app-dialog"
            node_ref=warning
            aria-labelledby="hand-on-sure"
            aria-describedby="hand-on-sure-why"
            on:cancel=escaped
            on:close=closed
        >
            <h2
                class="govuk-heading-m app-takes-focus"
                id="hand-on-sure"
                tabindex="-1"
                node_ref=heading
            >
                {wording().say("hand-on.sure")}
            </h2>
            {inside}
        </dialog>
    }
    .into_any()
}

/// What is said, in order.
fn lines(way: Written, is_draft: bool, is_alone: bool, with_items: bool) -> Vec<&'static str> {
    let mut lines = Vec::new();
    if is_draft {
        lines.push("hand-on.sure.draft");
    }
    match way {
        Written::WebPage | Written::Text | Written::OnClipboard | Written::Word => {
            lines.push(if is_alone {
                "hand-on.sure.holds.alone"
            } else {
                "hand-on.sure.holds.report"
            });
            if with_items {
                lines.push("hand-on.sure.items");
            }
        }
        Written::Fhir | Written::Rows => lines.push("hand-on.sure.holds.case"),
    }
    lines.push("hand-on.sure.open");
    lines.extend(match way {
        Written::OnClipboard => ["hand-on.sure.clipboard", "hand-on.sure.delete-clipboard"],
        Written::WebPage | Written::Text | Written::Fhir | Written::Rows | Written::Word => {
            ["hand-on.sure.file", "hand-on.sure.delete-file"]
        }
    });
    lines
}
