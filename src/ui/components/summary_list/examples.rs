//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{RowAction, SummaryList, SummaryRow};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("as a summary card with a text header", || {
            let rows = vec![
                SummaryRow::new("Name", "Firstname Lastname"),
                SummaryRow::new("Date of birth", "13/08/1980"),
            ];
            view! {
                <SummaryList rows=rows card_title="Undergraduate teaching assistant" />
            }
            .into_any()
        })
        .mirrors("summary-list", "as a summary card with a text header"),
        example("as a summary card with actions", || {
            let rows = vec![
                SummaryRow::new("Name", "Firstname Lastname"),
                SummaryRow::new("Date of birth", "13/08/1980"),
            ];
            let actions = vec![
                RowAction::new("Delete job history", "", "#"),
                RowAction::new("Withdraw job history", "", "#"),
            ];
            view! {
                <SummaryList rows=rows card_title="Undergraduate teaching assistant" card_actions=actions />
            }
            .into_any()
        })
        .mirrors("summary-list", "as a summary card with actions"),
        example("as a summary card with actions plus summary list actions", || {
            let rows = vec![
                SummaryRow::new("Name", "Firstname Lastname")
                    .with_action(RowAction::new("Edit", "name", "#"))
                    .with_action(RowAction::new("Delete", "name", "#")),
                SummaryRow::new("Date of birth", "13/08/1980")
                    .with_action(RowAction::new("Change", "date of birth", "#")),
            ];
            let actions = vec![
                RowAction::new("Delete job history", "", "#"),
                RowAction::new("Withdraw job history", "", "#"),
            ];
            view! {
                <SummaryList rows=rows card_title="Undergraduate teaching assistant" card_actions=actions />
            }
            .into_any()
        })
        .mirrors("summary-list", "as a summary card with actions plus summary list actions"),
        example("actions href", || {
            let rows = vec![
                SummaryRow::new("Name", "Firstname Lastname")
                    .with_action(RowAction::new("Go to GOV.UK", "", "https://www.gov.uk")),
            ];
            view! { <SummaryList rows=rows /> }.into_any()
        })
        .mirrors("summary-list", "actions href"),
        example("single action with anchor", || {
            let rows = vec![
                SummaryRow::new("Name", "Firstname Lastname")
                    .with_action(RowAction::new("First action", "", "#")),
            ];
            view! { <SummaryList rows=rows /> }.into_any()
        })
        .mirrors("summary-list", "single action with anchor"),
        example("empty items array", || {
            let rows = vec![
                SummaryRow::new("Name", "Firstname Lastname"),
            ];
            view! { <SummaryList rows=rows /> }.into_any()
        })
        .mirrors("summary-list", "empty items array"),
        example("summary card with only 1 action", || {
            let rows = vec![
                SummaryRow::new("Name", "Firstname Lastname"),
                SummaryRow::new("Date of birth", "13/08/1980"),
            ];
            let actions = vec![
                RowAction::new("My lonely action", "", "#"),
            ];
            view! {
                <SummaryList rows=rows card_title="Undergraduate teaching assistant" card_actions=actions />
            }
            .into_any()
        })
        .mirrors("summary-list", "summary card with only 1 action"),
        example("with where an answer comes from", || {
            let rows = vec![
                SummaryRow::new("Name", "Alex Example")
                    .with_note("From the practitioner assessment")
                    .with_action(RowAction::new("Change", "name", "#/")),
                SummaryRow::new("GP surgery", "Not provided")
                    .with_action(RowAction::new("Change", "GP surgery", "#/")),
                SummaryRow::with_paragraphs(
                    "Presenting difficulties",
                    vec!["Low mood since losing work.".to_owned(), "Sleeps four hours.".to_owned()],
                )
                .with_action(RowAction::new("Change", "presenting difficulties", "#/")),
            ];
            view! { <SummaryList rows=rows /> }.into_any()
        }),
        example("with text that could be taken for markup", || {
            let rows = vec![SummaryRow::new("Name", "<img src=x onerror=alert(1)> & \"co\"")];
            view! { <SummaryList rows=rows /> }.into_any()
        }),
    ]
}
