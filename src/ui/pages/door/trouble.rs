//! What stands in place of everything else when the data of this computer is damaged or gone. Never a
//! welcome: whoever was here before must not be told that there is nothing.

use leptos::prelude::*;

use super::OpenBackup;
use super::problem::DoorProblem;
use crate::browser::file_choice::ChosenFile;
use crate::ui::components::{Button, ButtonKind, PageHeading};
use crate::ui::frame::Frame;
use crate::ui::wording;

/// What is the matter with the data of this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It is there and cannot be read.
    Damaged,
    /// It was there and is gone.
    Missing,
    /// The sealed records are there, and what opens them is not.
    LockMissing,
    /// The browser does not let the page keep anything.
    Blocked,
    /// The browser's storage does not answer.
    NoAnswer,
    /// The browser gives no randomness.
    NoRandomness,
    /// The page stands inside another page.
    Framed,
}

impl Trouble {
    /// Whether a backup is what helps.
    fn can_be_restored(self) -> bool {
        match self {
            Self::Damaged | Self::Missing | Self::LockMissing => true,
            Self::Blocked | Self::NoAnswer | Self::NoRandomness | Self::Framed => false,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Missing => "missing",
            Self::LockMissing => "lock-missing",
            Self::Blocked => "blocked",
            Self::NoAnswer => "no-answer",
            Self::NoRandomness => "no-randomness",
            Self::Framed => "framed",
        }
    }
}

/// The page about it.
#[component]
pub fn TroublePage(
    /// What is the matter.
    trouble: Trouble,
    /// A backup file was picked and its passphrase given.
    #[prop(into)]
    on_backup: Callback<(ChosenFile, String)>,
    /// What came of it.
    #[prop(into)]
    outcome: Signal<Option<DoorProblem>>,
    /// Whether it is going on.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// Save a copy of what is there was pressed. None where nothing is there.
    #[prop(optional, into)]
    on_copy: Option<Callback<()>>,
    /// The person wants to go on without anything being kept. None where that cannot be.
    #[prop(optional, into)]
    on_without: Option<Callback<()>>,
    /// The person wants to leave what is there alone and begin again beside it. None where that
    /// cannot be.
    #[prop(optional, into)]
    on_new: Option<Callback<()>>,
) -> impl IntoView {
    let words = wording();
    let key = trouble.key();
    let copy = on_copy.map(|on_copy| {
        view! {
            <p class="govuk-body">{words.say("trouble.copy-why")}</p>
            <Button
                text=words.say("trouble.copy")
                kind=ButtonKind::Secondary
                on_press=on_copy
            />
        }
    });
    let restore = trouble.can_be_restored().then(|| {
        view! {
            <h2 class="govuk-heading-m">{words.say("trouble.restore")}</h2>
            <OpenBackup
                button=words.say("backup.open")
                on_open=on_backup
                outcome=outcome
                is_busy=is_busy
            />
        }
    });
    let without = on_without.map(|on_without| {
        view! {
            <p class="govuk-body">{words.say("trouble.without-why")}</p>
            <Button
                text=words.say("trouble.without")
                kind=ButtonKind::Secondary
                on_press=on_without
            />
        }
    });
    let new = on_new.map(|on_new| {
        view! {
            <div class="app-apart">
                <h2 class="govuk-heading-m">{words.say("trouble.no-backup")}</h2>
                <p class="govuk-body">{words.say("trouble.new-why")}</p>
                <Button
                    text=words.say("trouble.new")
                    kind=ButtonKind::Secondary
                    on_press=on_new
                />
            </div>
        }
    });
    view! {
        <Frame>
            <PageHeading text=words.say(&format!("trouble.{key}"))/>
            <p class="govuk-body">{words.say(&format!("trouble.{key}-what"))}</p>
            <p class="govuk-body">{words.say(&format!("trouble.{key}-do"))}</p>
            {copy}
            {restore}
            {without}
            {new}
        </Frame>
    }
    .into_any()
}
