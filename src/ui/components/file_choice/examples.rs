//! Named examples of this component: for the gallery, the accessibility checks and the comparison with
//! the published markup.

use leptos::prelude::*;

use super::FileChoice;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! { <FileChoice id="file-upload-1" label="Upload a file" on_choose=|_| () /> }
                .into_any()
        })
        .mirrors("file-upload", "default"),
        example("with hint text", || {
            view! {
                <FileChoice id="file-upload-2" label="Upload your photo"
                    hint="Your photo may be in your Pictures, Photos, Downloads or Desktop folder. Or in an app like iPhoto."
                    on_choose=|_| () />
            }
            .into_any()
        })
        .mirrors("file-upload", "with hint text"),
        example("with error message and hint", || {
            view! {
                <FileChoice id="file-upload-3" label="Upload a file"
                    hint="Your photo may be in your Pictures, Photos, Downloads or Desktop folder. Or in an app like iPhoto."
                    error="Error message goes here" on_choose=|_| () />
            }
            .into_any()
        })
        .mirrors("file-upload", "with error message and hint"),
        example("a backup", || {
            view! {
                <FileChoice id="backup" label="Backup file" accept=".vault"
                    hint="Its name ends in .vault" on_choose=|_| () />
            }
            .into_any()
        }),
    ]
}
