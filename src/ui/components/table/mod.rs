//! Figures that are compared. Never for laying out a page, and never for asking.
//!
//! ```ignore
//! view! { <Table caption="Sessions" head=vec!["Date".into(), Cell::numeric("Minutes")]
//!     rows=vec![vec!["3 March 2026".into(), Cell::numeric("50")]] /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Size, classes};

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// Whether they are a number, to be read down the column.
    pub is_numeric: bool,
}

impl Cell {
    /// A cell with a number in it.
    #[must_use]
    pub fn numeric(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_numeric: true,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            is_numeric: false,
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
            is_numeric: false,
        }
    }
}

/// A table.
#[component]
pub fn Table(
    /// What the table shows.
    #[prop(optional, into)]
    caption: MaybeProp<String>,
    /// How large the caption is.
    #[prop(default = Size::M)]
    caption_size: Size,
    /// The headings of the columns.
    #[prop(optional)]
    head: Vec<Cell>,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<Vec<Cell>>>,
    /// Whether the first cell of a row is its heading.
    #[prop(optional)]
    first_cell_is_header: bool,
    /// Whether it may be wider than a small screen: it then scrolls by itself, and can be reached with the keyboard.
    #[prop(optional)]
    is_wide: bool,
    /// Further classes.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let caption_words = caption.get_untracked();
    let caption = caption_words.clone().map(|text| {
        let class = classes(&[
            "govuk-table__caption",
            &caption_size.class("govuk-table__caption"),
        ]);
        view! { <caption class=class>{text}</caption> }
    });
    let head = (!head.is_empty()).then(|| {
        let cells = head
            .into_iter()
            .map(|cell| {
                let numeric = if cell.is_numeric {
                    "govuk-table__header--numeric"
                } else {
                    ""
                };
                view! {
                    <th scope="col" class=classes(&["govuk-table__header", numeric])>
                        {cell.text}
                    </th>
                }
            })
            .collect_view();
        view! {
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">{cells}</tr>
            </thead>
        }
    });
    let body = move || {
        rows.get()
            .into_iter()
            .map(|row| {
                let cells = row
                    .into_iter()
                    .enumerate()
                    .map(|(place, cell)| table_cell(cell, first_cell_is_header && place == 0))
                    .collect_view();
                view! { <tr class="govuk-table__row">{cells}</tr> }
            })
            .collect_view()
    };
    let table = view! {
        <table class=classes(&["govuk-table", &class])>
            {caption}
            {head}
            <tbody class="govuk-table__body">{body}</tbody>
        </table>
    };
    if is_wide {
        view! {
            <div class="app-scroll" role="region" tabindex="0" aria-label=caption_words>
                {table}
            </div>
        }
        .into_any()
    } else {
        table.into_any()
    }
}

/// One cell of the body.
fn table_cell(cell: Cell, is_header: bool) -> AnyView {
    if is_header {
        view! {
            <th scope="row" class="govuk-table__header">
                {cell.text}
            </th>
        }
        .into_any()
    } else {
        let numeric = if cell.is_numeric {
            "govuk-table__cell--numeric"
        } else {
            ""
        };
        view! { <td class=classes(&["govuk-table__cell", numeric])>{cell.text}</td> }.into_any()
    }
}
