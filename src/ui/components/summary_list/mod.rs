//! What was answered, question beside answer, with links to change it.
//!
//! ```ignore
//! let row = SummaryRow::new("Date of birth", "27 March 1987")
//!     .with_note("From the assessment")
//!     .with_action(RowAction::new("Change", "date of birth", "#/…"));
//! view! { <SummaryList rows=vec![row] /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::classes;

/// What can be done about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAction {
    /// The words.
    pub text: String,
    /// What they are about, for those who hear the links one by one.
    pub hidden_text: String,
    /// Where it goes.
    pub href: String,
    /// The link's id, for an error summary to lead to.
    pub id: Option<String>,
}

impl RowAction {
    /// A link with its words, what they are about, and where it goes.
    #[must_use]
    pub fn new(
        text: impl Into<String>,
        hidden_text: impl Into<String>,
        href: impl Into<String>,
    ) -> Self {
        Self {
            text: text.into(),
            hidden_text: hidden_text.into(),
            href: href.into(),
            id: None,
        }
    }
}

/// One question with its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// The question.
    pub key: String,
    /// The answer: one paragraph each.
    pub value: Vec<String>,
    /// Where the answer comes from, or what else is to be said about it.
    pub note: Option<String>,
    /// What can be done about it.
    pub actions: Vec<RowAction>,
    /// The link id of the form's item, put on the row as `data-linkid`.
    pub link_id: Option<String>,
}

impl SummaryRow {
    /// A question with its answer. Each line of the answer stands on a line of its own.
    #[must_use]
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            value: vec![value.into()],
            ..Self::default()
        }
    }

    /// A question with an answer of several paragraphs.
    #[must_use]
    pub fn with_paragraphs(key: impl Into<String>, value: Vec<String>) -> Self {
        Self {
            key: key.into(),
            value,
            ..Self::default()
        }
    }

    /// With words below the answer.
    #[must_use]
    pub fn with_note(self, note: impl Into<String>) -> Self {
        Self {
            note: Some(note.into()),
            ..self
        }
    }

    /// With a further link.
    #[must_use]
    pub fn with_action(mut self, action: RowAction) -> Self {
        self.actions.push(action);
        self
    }

    /// With the link id of the form's item.
    #[must_use]
    pub fn with_link_id(self, link_id: impl Into<String>) -> Self {
        Self {
            link_id: Some(link_id.into()),
            ..self
        }
    }
}

/// A summary list.
#[component]
pub fn SummaryList(
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<SummaryRow>>,
    /// The title of a card round the list.
    #[prop(optional, into)]
    card_title: MaybeProp<String>,
    /// What can be done about the whole card.
    #[prop(optional)]
    card_actions: Vec<RowAction>,
    /// Whether there are no lines between the rows.
    #[prop(optional)]
    is_borderless: bool,
) -> impl IntoView {
    let borderless = if is_borderless {
        "govuk-summary-list--no-border"
    } else {
        ""
    };
    let title = card_title.get_untracked();
    let about_card = title.clone();
    let list = view! {
        <dl class=classes(&["govuk-summary-list", borderless])>
            {move || {
                let rows = rows.get();
                let has_actions = rows.iter().any(|row| !row.actions.is_empty());
                rows.into_iter()
                    .map(|row| summary_row(row, has_actions, about_card.as_deref()))
                    .collect_view()
            }}
        </dl>
    };
    match title {
        Some(title) => {
            let actions = card_actions_view(card_actions, &title);
            view! {
                <div class="govuk-summary-card">
                    <div class="govuk-summary-card__title-wrapper">
                        <h2 class="govuk-summary-card__title">{title}</h2>
                        {actions}
                    </div>
                    <div class="govuk-summary-card__content">{list}</div>
                </div>
            }
            .into_any()
        }
        None => list.into_any(),
    }
}

/// A link of a row or of a card.
fn link(action: RowAction, about_card: Option<&str>) -> impl IntoView + use<> {
    let about_row = (!action.hidden_text.is_empty()).then(|| format!(" {}", action.hidden_text));
    let about_card = about_card.map(|title| format!(" ({title})"));
    let about = (about_row.is_some() || about_card.is_some()).then(|| {
        view! {
            <span class="govuk-visually-hidden">
                {about_row}
                {about_card}
            </span>
        }
    });
    view! {
        <a class="govuk-link" id=action.id href=action.href>
            {action.text}
            {about}
        </a>
    }
}

/// The links of a card.
fn card_actions_view(mut actions: Vec<RowAction>, title: &str) -> impl IntoView + use<> {
    if actions.len() < 2 {
        return actions
            .pop()
            .map(|action| {
                view! { <div class="govuk-summary-card__actions">{link(action, Some(title))}</div> }
            })
            .into_any();
    }
    let links = actions
        .into_iter()
        .map(|action| {
            view! { <li class="govuk-summary-card__action">{link(action, Some(title))}</li> }
        })
        .collect_view();
    view! { <ul class="govuk-summary-card__actions">{links}</ul> }.into_any()
}

/// One row.
fn summary_row(
    mut row: SummaryRow,
    has_actions: bool,
    about_card: Option<&str>,
) -> impl IntoView + use<> {
    let without = if has_actions && row.actions.is_empty() {
        "govuk-summary-list__row--no-actions"
    } else {
        ""
    };
    let value = if row.value.len() == 1 {
        row.value.pop().into_any()
    } else {
        row.value
            .into_iter()
            .map(|text| view! { <p class="govuk-body">{text}</p> })
            .collect_view()
            .into_any()
    };
    let note = row
        .note
        .map(|note| view! { <div class="app-note">{note}</div> });
    let actions = if row.actions.len() < 2 {
        row.actions
            .pop()
            .map(|action| {
                view! {
                    <dd class="govuk-summary-list__actions">{link(action, about_card)}</dd>
                }
            })
            .into_any()
    } else {
        let links = row
            .actions
            .into_iter()
            .map(|action| {
                view! {
                    <li class="govuk-summary-list__actions-list-item">{link(action, about_card)}</li>
                }
            })
            .collect_view();
        view! {
            <dd class="govuk-summary-list__actions">
                <ul class="govuk-summary-list__actions-list">{links}</ul>
            </dd>
        }
        .into_any()
    };
    view! {
        <div class=classes(&["govuk-summary-list__row", without]) data-linkid=row.link_id>
            <dt class="govuk-summary-list__key">{row.key}</dt>
            <dd class="govuk-summary-list__value">
                {value}
                {note}
            </dd>
            {actions}
        </div>
    }
}
