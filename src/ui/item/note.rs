//! Beside a prefilled answer: where it came from, and whether its source says something else today.

use leptos::prelude::*;

use crate::engine::case::prefill::Standing;
use crate::engine::form::NodeId;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::open_form::OpenForm;
use crate::ui::prefill_note::PrefillNote;
use crate::ui::wording;

/// The id of the note, for the control to be described by.
pub fn id_of(node: NodeId) -> String {
    format!("{}-origin", super::id_of(node))
}

/// The note of one question; nothing where the answer was not prefilled.
#[component]
pub fn Note(
    /// The form.
    form: OpenForm,
    /// The question.
    node: NodeId,
) -> impl IntoView {
    let Some(item) = form.item(node) else {
        return ().into_any();
    };
    if item.prefill.is_empty() {
        return ().into_any();
    }
    let link_id = StoredValue::new(item.link_id);
    let note = Memo::new(move |_| {
        form.notes()
            .with(|notes| notes.get(&link_id.get_value()).cloned())
    });
    let update = Callback::new(move |()| form.bring_up_to_date(&link_id.get_value()));
    view! {
        <div id=id_of(node) class="app-origin">
            {move || note.get().map(|note| drawn(&note, update))}
        </div>
    }
    .into_any()
}

fn drawn(note: &PrefillNote, update: Callback<()>) -> AnyView {
    let words = wording();
    let origins = note
        .origins
        .iter()
        .map(|origin| view! { <p class="govuk-body-s app-origin__line">{origin.clone()}</p> })
        .collect_view();
    let standing = match &note.standing {
        Standing::AsTaken => ().into_any(),
        Standing::Edited => {
            view! { <p class="govuk-body-s app-origin__line">{words.say("prefill.edited")}</p> }
                .into_any()
        }
        Standing::Outdated {
            proposal,
            is_edited,
        } => {
            let says = if *is_edited {
                "prefill.outdated-edited"
            } else {
                "prefill.outdated"
            };
            let action = if *is_edited {
                "prefill.replace"
            } else {
                "prefill.update"
            };
            view! {
                <div class="app-origin__changed">
                    <p class="govuk-body-s">
                        <strong>{words.say(says)}</strong>
                    </p>
                    <dl class="app-origin__both govuk-body-s">
                        <div>
                            <dt>{words.say("prefill.taken")}</dt>
                            <dd class="app-origin__now">{note.prefilled.words.clone()}</dd>
                        </div>
                        <div>
                            <dt>{words.say("prefill.today")}</dt>
                            <dd class="app-origin__now">{proposal.words.clone()}</dd>
                        </div>
                    </dl>
                    <Button
                        text=words.say(action)
                        kind=ButtonKind::Secondary
                        on_press=move |()| update.run(())
                    />
                </div>
            }
            .into_any()
        }
    };
    view! {
        {origins}
        {standing}
    }
    .into_any()
}
