//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Pagination, PaginationLink};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("with prev and next only", || {
            let previous = PaginationLink::new("/previous");
            let next = PaginationLink::new("/next");
            view! { <Pagination previous=previous next=next /> }.into_any()
        })
        .mirrors("pagination", "with prev and next only"),
        example("with prev and next only and labels", || {
            let previous = PaginationLink::new("/previous").with_text("Previous page").with_label("Paying VAT and duty");
            let next = PaginationLink::new("/next").with_text("Next page").with_label("Registering an imported vehicle");
            view! { <Pagination previous=previous next=next /> }.into_any()
        })
        .mirrors("pagination", "with prev and next only and labels"),
        example("with prev and next only and very long labels", || {
            let previous = PaginationLink::new("/previous").with_text("Previous page").with_label("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.");
            let next = PaginationLink::new("/next").with_text("Next page").with_label("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.");
            view! { <Pagination previous=previous next=next /> }.into_any()
        })
        .mirrors("pagination", "with prev and next only and very long labels"),
        example("with previous only", || {
            let previous = PaginationLink::new("/previous");
            view! { <Pagination previous=previous /> }.into_any()
        })
        .mirrors("pagination", "with previous only"),
        example("with next only", || {
            let next = PaginationLink::new("/next");
            view! { <Pagination next=next /> }.into_any()
        })
        .mirrors("pagination", "with next only"),
    ]
}
