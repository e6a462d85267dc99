//! Named examples of the vault's screens, in every state: for the gallery and the accessibility checks.

mod locked;
mod open;

use leptos::prelude::*;

use super::{DoorProblem, PassphraseProblem, PassphraseRules, RecoveryCode};
use crate::ui::components::recovery_code_view::examples::groups;
use crate::ui::gallery::Example;

/// The examples, by the name of what they are examples of. Those called `…_page` bring a main part.
#[must_use]
pub fn all() -> Vec<(&'static str, Vec<Example>)> {
    vec![
        ("unlock_page", locked::unlock()),
        ("new_vault_page", locked::new_vault()),
        ("trouble_page", locked::trouble()),
        ("conflict_page", open::conflict()),
        ("remove_case", open::remove_case()),
        ("vault_settings_page", open::settings()),
        ("vault_standing", open::standing()),
    ]
}

/// Five words that open nothing, and a rule as strict as the real one about length.
fn rules() -> PassphraseRules {
    let offers = [
        "heron lantern quiet maple stone",
        "violet ladder apron comet thaw",
    ];
    let n_offered = StoredValue::new(0_usize);
    PassphraseRules {
        offer: Callback::new(move |()| {
            let n = n_offered.get_value();
            n_offered.set_value(n + 1);
            offers
                .get(n % offers.len())
                .map(|words| (*words).to_owned())
        }),
        check: Callback::new(|typed: String| {
            if typed.chars().count() < 12 {
                Some(PassphraseProblem::TooShort)
            } else if typed == "passwordpassword" {
                Some(PassphraseProblem::Common)
            } else {
                None
            }
        }),
    }
}

/// A code that opens nothing.
fn code() -> RecoveryCode {
    RecoveryCode {
        groups: groups(),
        asked: [2, 5],
        is_group: Callback::new(|(n, typed): (usize, String)| {
            let group = n.checked_sub(1).and_then(|n| groups().get(n).cloned());
            group.is_some_and(|group| group == typed.trim().to_uppercase())
        }),
        mark: "Amber heron".into(),
        day: "27 March 2026".into(),
    }
}

/// No outcome yet.
fn nothing() -> Signal<Option<DoorProblem>> {
    Signal::stored(None)
}
