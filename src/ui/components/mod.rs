//! The parts every screen is made of, one folder each: `mod.rs` is the markup, `examples.rs` the named
//! examples that feed the gallery, the accessibility checks and the comparison with the published markup.
//!
//! The markup is GOV.UK Frontend 6's, class for class (`govuk-…`); what is ours begins with `app-`.
//! Components decide nothing about answers: they show the value and the error they are handed, and
//! hand back what a person did.
//!
//! What holds for every control:
//!
//! - **Ids are given.** `id` is the control's; `{id}-hint` and `{id}-error` are derived from it. The first
//!   radio or checkbox has the id itself, the next `{id}-2`; the boxes of a date `{id}-day`, `-month`, `-year`.
//! - **Controls are controlled.** `value` is a signal, `on_input` or `on_change` hands back what was typed or
//!   chosen; the screen shows what the signal says.
//! - **What changes is a signal, the rest is plain.** `value`, `error` and `hint` follow their signals without
//!   the control being built again, so that neither focus nor the caret is lost.
//!
//! ```ignore
//! let name = RwSignal::new(String::new());
//! let error = RwSignal::new(None::<String>);
//! view! {
//!     <Input id="name" label="Full name" value=name error=error link_id="person.name"
//!         on_input=move |typed| name.set(typed) />
//! }
//! ```

pub mod alert_bar;
pub mod back_link;
pub mod button;
pub mod character_count;
pub mod chart;
pub mod checkboxes;
pub mod date_input;
pub mod details;
pub mod error_message;
pub mod error_summary;
pub mod fieldset;
pub mod file_choice;
pub mod footer;
pub mod form_group;
pub mod header;
pub mod hint;
pub mod idle_warning;
pub mod input;
pub mod inset_text;
pub mod kept_status;
pub mod label;
pub mod not_saved_bar;
pub mod notification_banner;
pub mod page;
pub mod pagination;
pub mod panel;
pub mod passphrase_field;
pub mod picture;
pub mod radios;
pub mod read_aloud_bar;
pub mod recovery_code_view;
pub mod score_table;
pub mod section_nav;
pub mod select;
pub mod signature_pad;
pub mod skip_link;
pub mod summary_list;
pub mod table;
pub mod tag;
pub mod take_over_bar;
pub mod task_list;
pub mod textarea;
pub mod warning_text;

use crate::ui::wording;

pub use alert_bar::{Alert, AlertBar};
pub use back_link::BackLink;
pub use button::{Button, ButtonKind, ButtonLink, ButtonType};
pub use character_count::CharacterCount;
pub use chart::ScoreChart;
pub use checkboxes::Checkboxes;
pub use date_input::{DateBoxes, DateInput, DateText};
pub use details::Details;
pub use error_message::ErrorMessage;
pub use error_summary::{ErrorLink, ErrorSummary};
pub use fieldset::Fieldset;
pub use file_choice::FileChoice;
pub use footer::{Footer, FooterLink};
pub use form_group::FormGroup;
pub use header::{Header, HeaderLogo};
pub use hint::Hint;
pub use idle_warning::IdleWarning;
pub use input::{Input, InputKind, Width};
pub use inset_text::InsetText;
pub use kept_status::{Kept, KeptStatus};
pub use label::{Label, Size};
pub use not_saved_bar::{NotSaved, NotSavedBar};
pub use notification_banner::{BannerKind, NotificationBanner};
pub use page::{Page, PageHeading, PageProps};
pub use pagination::{Pagination, PaginationLink};
pub use panel::Panel;
pub use passphrase_field::PassphraseField;
pub use picture::Picture;
pub use radios::{Choice, Radios, RadiosLayout};
pub use read_aloud_bar::ReadAloudBar;
pub use recovery_code_view::RecoveryCodeView;
pub use score_table::{Mark, ScoreRow, ScoreTable};
pub use section_nav::{SectionLink, SectionNav, SectionState};
pub use select::Select;
pub use signature_pad::SignaturePad;
pub use skip_link::SkipLink;
pub use summary_list::{RowAction, SummaryList, SummaryRow};
pub use table::{Cell, Table};
pub use tag::{Tag, TagColour};
pub use take_over_bar::TakeOverBar;
pub use task_list::{Task, TaskList, TaskStatus};
pub use textarea::Textarea;
pub use warning_text::WarningText;

/// Puts classes together, leaving out those that are empty.
pub(crate) fn classes(all: &[&str]) -> String {
    let mut joined = String::new();
    for class in all.iter().filter(|class| !class.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(class);
    }
    joined
}
