//! What there is to know about the vault, the backup, and the ways to the other tasks.

use leptos::prelude::*;

use super::{Doing, Panel, SetAside, VaultFacts, VaultGestures};
use crate::ui::components::{
    BannerKind, Button, ButtonKind, ErrorLink, ErrorSummary, NotificationBanner, PageHeading,
    SummaryList, SummaryRow, WarningText,
};
use crate::ui::pages::door::room::{RoomWarning, room_in_words};
use crate::ui::pages::door::standing::safety_rows;
use crate::ui::pages::door::{LastBackup, busy};
use crate::ui::wording;

/// The first screen.
#[component]
pub(super) fn Overview(
    /// What there is to know.
    facts: Signal<VaultFacts>,
    /// What the person can ask for.
    gestures: VaultGestures,
    /// How far the backup is.
    backup: Signal<Doing<LastBackup>>,
    /// Which screen stands.
    panel: RwSignal<Panel>,
) -> impl IntoView {
    let words = wording();
    let mark =
        Signal::derive(move || wording().fill("unlock.mark", &[("mark", &facts.read().mark)]));
    let rows = Signal::derive(move || {
        let facts = facts.read();
        let words = wording();
        let kept_since = facts.kept_since.as_deref();
        let mut rows = safety_rows(facts.last_backup.as_ref(), kept_since).to_vec();
        rows.push(SummaryRow::new(
            words.say("room.title"),
            room_in_words(facts.room),
        ));
        rows.push(SummaryRow::new(
            words.say("vault.idle"),
            words.count("vault.idle-after", facts.idle_minutes),
        ));
        rows
    });
    let is_unproven = Memo::new(move |_| facts.read().kept_since.is_none());
    let is_underway = Signal::derive(move || matches!(&*backup.read(), Doing::Underway));
    let save = move |()| {
        if !is_underway.get_untracked() {
            gestures.on_backup.run(());
        }
    };
    let open = move |to: Panel| move |()| panel.set(to);
    view! {
        <BackupRefused backup=backup/>
        <PageHeading text=words.say("vault.title") caption=mark/>
        <Neighbours facts=facts/>
        <RoomWarning room=Signal::derive(move || facts.read().room)/>
        <Show when=move || is_unproven.get()>
            <WarningText>{wording().say("standing.not-proven-do")}</WarningText>
        </Show>
        <SummaryList rows=rows/>
        <h2 class="govuk-heading-m">{words.say("vault.backup")}</h2>
        <p class="govuk-body">{words.say("vault.backup-why")}</p>
        <BackupDone backup=backup/>
        {busy(is_underway, "vault.backup-underway")}
        <Button text=words.say("vault.backup-save") on_press=save/>
        <h2 class="govuk-heading-m">{words.say("vault.tasks")}</h2>
        <div class="app-tasks">
            <Button
                text=words.say("take-in.title")
                kind=ButtonKind::Secondary
                on_press=open(Panel::TakeIn)
            />
            <Button
                text=words.say("new-passphrase.title")
                kind=ButtonKind::Secondary
                on_press=open(Panel::Passphrase)
            />
            <Button
                text=words.say("new-code.title")
                kind=ButtonKind::Secondary
                on_press=open(Panel::Code)
            />
            <Button
                text=words.say("vault.audit")
                kind=ButtonKind::Secondary
                on_press=gestures.on_audit
            />
        </div>
        <p class="govuk-body">{words.say("vault.audit-what")}</p>
        <AsideRecords facts=facts gestures=gestures/>
    }
    .into_any()
}

/// Why no backup was made.
#[component]
fn BackupRefused(
    /// How far the backup is.
    backup: Signal<Doing<LastBackup>>,
) -> impl IntoView {
    let errors = Signal::derive(move || match &*backup.read() {
        Doing::Refused(problem) => vec![
            ErrorLink::without_link(problem.says()),
            ErrorLink::without_link(problem.to_do()),
        ],
        Doing::Nothing | Doing::Underway | Doing::Done(_) => Vec::new(),
    });
    view! { <ErrorSummary errors=errors/> }
}

/// That the backup was made and opened again, and where it is.
#[component]
fn BackupDone(
    /// How far the backup is.
    backup: Signal<Doing<LastBackup>>,
) -> impl IntoView {
    let records = Memo::new(move |_| match &*backup.read() {
        Doing::Done(backup) => Some(backup.n_records),
        Doing::Nothing | Doing::Underway | Doing::Refused(_) => None,
    });
    move || {
        records.get().map(|n| {
            let words = wording();
            let records = words.count("standing.records", n);
            view! {
                <NotificationBanner id="backup-done" kind=BannerKind::Success is_plain=true>
                    <p class="govuk-notification-banner__heading">
                        {words.fill("vault.backup-done", &[("records", &records)])}
                    </p>
                    <p>{words.say("vault.backup-where")}</p>
                </NotificationBanner>
            }
        })
    }
}

/// What else can read and remove what is kept at this address.
#[component]
fn Neighbours(
    /// What there is to know.
    facts: Signal<VaultFacts>,
) -> impl IntoView {
    let names = Memo::new(move |_| facts.read().neighbours.clone());
    let list = move || {
        let names = names.get().into_iter();
        names.map(|name| view! { <li>{name}</li> }).collect_view()
    };
    view! {
        <Show when=move || !names.read().is_empty()>
            <NotificationBanner id="neighbours" is_plain=true>
                <p class="govuk-notification-banner__heading">{wording().say("vault.shared")}</p>
                <p>{wording().say("vault.shared-do")}</p>
                <ul class="govuk-list govuk-list--bullet">{list}</ul>
            </NotificationBanner>
        </Show>
    }
}

/// Records that do not open, each with a way to save a copy of it.
#[component]
fn AsideRecords(
    /// What there is to know.
    facts: Signal<VaultFacts>,
    /// What the person can ask for.
    gestures: VaultGestures,
) -> impl IntoView {
    let all = Memo::new(move |_| facts.read().set_aside.clone());
    let row = move |aside: SetAside| {
        let words = wording();
        let key = aside.key;
        view! {
            <li class="app-aside-record">
                <p class="govuk-body">
                    <strong>{words.fill("vault.aside-record", &[("record", &aside.record)])}</strong>
                    " "
                    {aside.why}
                </p>
                <Button
                    text=words.say("vault.aside-copy")
                    hidden_text=words.fill("vault.aside-of", &[("record", &aside.record)])
                    kind=ButtonKind::Secondary
                    on_press=move |()| gestures.on_copy_aside.run(key.clone())
                />
            </li>
        }
    };
    let rows = move || all.get().into_iter().map(row).collect_view();
    view! {
        <Show when=move || !all.read().is_empty()>
            <h2 class="govuk-heading-m">{wording().say("vault.aside")}</h2>
            <p class="govuk-body">{wording().say("vault.aside-why")}</p>
            <ul class="govuk-list">{rows}</ul>
        </Show>
    }
}
