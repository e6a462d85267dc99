//! How safe the vault is, for the first page: the last backup, whether this computer keeps data, and
//! what was found when it was opened.

use leptos::prelude::*;

use crate::ui::components::{
    NotificationBanner, SummaryList, SummaryRow, TagColour, TaskStatus, WarningText,
};
use crate::ui::pages::door::room::RoomWarning;
use crate::ui::wording;
use crate::vault::room::Room;

/// A backup that was opened again after it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastBackup {
    /// When, in words.
    pub when: String,
    /// How many records are in it.
    pub n_records: usize,
}

impl LastBackup {
    /// The backup in words.
    pub(super) fn says(&self) -> String {
        let words = wording();
        let records = words.count("standing.records", self.n_records);
        words.fill(
            "standing.last-backup",
            &[("when", &self.when), ("records", &records)],
        )
    }
}

/// The rows that say how safe the vault is.
pub(super) fn safety_rows(
    last_backup: Option<&LastBackup>,
    kept_since: Option<&str>,
) -> [SummaryRow; 2] {
    let words = wording();
    let backup = last_backup.map_or_else(|| words.say("standing.never"), LastBackup::says);
    let kept = kept_since.map_or_else(
        || words.say("standing.not-proven"),
        |since| words.fill("standing.since", &[("when", since)]),
    );
    [
        SummaryRow::new(words.say("standing.backup"), backup),
        SummaryRow::new(words.say("standing.kept"), kept),
    ]
}

/// How safe the vault is.
#[component]
pub fn VaultStanding(
    /// The last backup that was opened again after it was made; `None` where there never was one.
    #[prop(into)]
    last_backup: Signal<Option<LastBackup>>,
    /// Since when this computer is known to keep data, in words; `None` where it is not.
    #[prop(into)]
    kept_since: Signal<Option<String>>,
    /// How much room the browser gives, where it says so.
    #[prop(optional, into)]
    room: Signal<Option<Room>>,
    /// What was found when the vault was opened, a sentence each.
    #[prop(into)]
    reports: Signal<Vec<String>>,
    /// Where the vault is looked after.
    #[prop(into)]
    settings: String,
) -> impl IntoView {
    let words = wording();
    let rows = Signal::derive(move || {
        let (backup, since) = (last_backup.get(), kept_since.get());
        safety_rows(backup.as_ref(), since.as_deref()).to_vec()
    });
    let is_unproven = Memo::new(move |_| kept_since.read().is_none());
    let has_reports = Memo::new(move |_| !reports.read().is_empty());
    let sentences = move || {
        let reports = reports.get().into_iter();
        reports
            .map(|report| view! { <li>{report}</li> })
            .collect_view()
    };
    view! {
        <Show when=move || has_reports.get()>
            <NotificationBanner id="vault-reports" is_plain=true>
                <p class="govuk-notification-banner__heading">{wording().say("standing.reports")}</p>
                <ul class="govuk-list govuk-list--bullet">{sentences}</ul>
            </NotificationBanner>
        </Show>
        <h2 class="govuk-heading-m">{words.say("standing.title")}</h2>
        <RoomWarning room=room/>
        <Show when=move || is_unproven.get()>
            <WarningText>{wording().say("standing.not-proven-do")}</WarningText>
        </Show>
        <SummaryList rows=rows/>
        <p class="govuk-body">
            <a class="govuk-link" href=settings>
                {words.say("standing.settings")}
            </a>
        </p>
    }
    .into_any()
}

/// The status of a case whose review date has come.
#[must_use]
pub fn review_due() -> TaskStatus {
    TaskStatus::tag(wording().say("standing.review-due"), TagColour::Orange)
}
