//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Cell, Table};
use crate::ui::components::Size;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let rows = vec![
                vec![Cell::from("January"), Cell::numeric("£85"), Cell::numeric("£95")],
                vec![Cell::from("February"), Cell::numeric("£75"), Cell::numeric("£55")],
                vec![Cell::from("March"), Cell::numeric("£165"), Cell::numeric("£125")],
            ];
            view! { <Table rows=rows /> }.into_any()
        })
        .mirrors("table", "default"),
        example("with head", || {
            let head = vec![Cell::from("Month you apply"), Cell::numeric("Rate for bicycles"), Cell::numeric("Rate for vehicles")];
            let rows = vec![
                vec![Cell::from("January"), Cell::numeric("£85"), Cell::numeric("£95")],
                vec![Cell::from("February"), Cell::numeric("£75"), Cell::numeric("£55")],
                vec![Cell::from("March"), Cell::numeric("£165"), Cell::numeric("£125")],
            ];
            view! { <Table head=head rows=rows /> }.into_any()
        })
        .mirrors("table", "with head"),
        example("with head and caption", || {
            let head = vec![Cell::from("Month you apply"), Cell::numeric("Rate for bicycles"), Cell::numeric("Rate for vehicles")];
            let rows = vec![
                vec![Cell::from("January"), Cell::numeric("£85"), Cell::numeric("£95")],
                vec![Cell::from("February"), Cell::numeric("£75"), Cell::numeric("£55")],
                vec![Cell::from("March"), Cell::numeric("£165"), Cell::numeric("£125")],
            ];
            view! {
                <Table caption="Caption 1: Months and rates" caption_size=Size::M head=head rows=rows
                    first_cell_is_header=true />
            }
            .into_any()
        })
        .mirrors("table", "with head and caption"),
        example("classes", || {
            let rows = vec![
                vec![Cell::from("Jan"), Cell::from("Feb")],
            ];
            view! { <Table rows=rows class="custom-class-goes-here" /> }.into_any()
        })
        .mirrors("table", "classes"),
        example("html as text", || {
            let head = vec![Cell::from("Foo <script>hacking.do(1337)</script>")];
            let rows = vec![
                vec![Cell::from("Foo <script>hacking.do(1337)</script>")],
            ];
            view! { <Table head=head rows=rows /> }.into_any()
        })
        .mirrors("table", "html as text"),
        example("with firstCellIsHeader true", || {
            let rows = vec![
                vec![Cell::from("January"), Cell::numeric("£85"), Cell::numeric("£95")],
                vec![Cell::from("February"), Cell::numeric("£75"), Cell::numeric("£55")],
                vec![Cell::from("March"), Cell::numeric("£165"), Cell::numeric("£125")],
            ];
            view! { <Table rows=rows first_cell_is_header=true /> }.into_any()
        })
        .mirrors("table", "with firstCellIsHeader true"),
        example("with small text modifier for tables with a lot of data", || {
            let rows = vec![
                vec![Cell::from("January"), Cell::numeric("£85"), Cell::numeric("£95")],
                vec![Cell::from("February"), Cell::numeric("£75"), Cell::numeric("£55")],
                vec![Cell::from("March"), Cell::numeric("£165"), Cell::numeric("£125")],
            ];
            view! { <Table rows=rows class="govuk-table--small-text-until-tablet" /> }.into_any()
        })
        .mirrors("table", "with small text modifier for tables with a lot of data"),
        example("wider than a small screen", || {
            let head = vec![
                Cell::from("Session"), Cell::from("Date"), Cell::from("Attendance"),
                Cell::numeric("Minutes"), Cell::from("What was worked on"),
            ];
            let rows = vec![vec![
                Cell::from("1"), Cell::from("3 March 2026"), Cell::from("Attended"),
                Cell::numeric("50"), Cell::from("Agreed what treatment is for"),
            ]];
            view! {
                <Table caption="Session log" head=head rows=rows first_cell_is_header=true is_wide=true />
            }
            .into_any()
        }),
    ]
}
