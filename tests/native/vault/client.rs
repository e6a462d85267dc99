//! While the device is with a client: no way through the vault leads to another record, and what the client
//! does is kept.

use std::collections::BTreeMap;

use mhtr_forms::vault::audit::Event;
use mhtr_forms::vault::backup::{Difference, OpenBackup};
use mhtr_forms::vault::disk::{Batch, Disk, Shelf, StoreError};
use mhtr_forms::vault::header::Passphrase;
use mhtr_forms::vault::manifest::Kind;
use mhtr_forms::vault::{Unreadable, Vault};

use super::machine::{Answer, Machine, PASSPHRASE, create, fold, header_of, keep, shown, text};
use super::place::{VAULT, now};

/// A machine that was handed over with one of its two records.
fn handed_over() -> (Machine, Vault) {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "theirs", "{\"name\":\"Robin\"}");
    create(&vault, "secret", "{\"name\":\"Sam\"}");
    shown(&vault, "secret");
    shown(&vault, "theirs");
    now(vault.narrow("theirs")).unwrap();
    (machine, vault)
}

#[test]
fn no_way_leads_to_another_record() {
    let (machine, vault) = handed_over();
    let opened = machine.window();
    let file = now(opened.back_up(&header_of(VAULT), &[])).unwrap();
    let backup = OpenBackup::open(&file, &Passphrase::new(PASSPHRASE)).unwrap();
    let before = machine.disk.inner.contents();

    assert!(now(vault.is_narrow()));
    assert!(now(vault.list()).is_empty());
    assert!(now(vault.manifest()).records.is_empty());
    assert_eq!(now(vault.read("secret")).err(), Some(Unreadable::Missing));
    assert!(now(vault.keep("secret", "text", "now")).is_err());
    assert!(now(vault.fold("secret", "text", "now")).is_err());
    assert!(now(vault.fold_and_verify("secret", "text", "now")).is_err());
    vault.keep_in_passing("secret", "text", "now");
    assert!(now(vault.create("new", Kind::Case, "text", "now")).is_err());
    assert!(now(vault.create_beside("new", Kind::Case, "text", "now")).is_err());
    assert!(now(vault.remove("secret", "now")).is_err());
    assert!(now(vault.remove("theirs", "now")).is_err());
    assert!(now(vault.narrow("secret")).is_err());
    assert_eq!(now(vault.audit_chain()).err(), Some(StoreError::Blocked));
    assert_eq!(
        now(vault.back_up(&header_of(VAULT), &[])).err(),
        Some(Unreadable::Missing)
    );
    let texts = BTreeMap::from([("theirs".to_owned(), "text".to_owned())]);
    assert_eq!(
        now(vault.rescue(&header_of(VAULT), &texts)).err(),
        Some(StoreError::Blocked)
    );
    assert!(now(vault.note_backup("now", 2)).is_err());
    assert_eq!(
        now(vault.compare_backup(&backup)).err(),
        Some(Unreadable::Missing)
    );
    let all = Difference {
        newer: vec!["secret".to_owned(), "theirs".to_owned()],
        ..Difference::default()
    };
    assert!(now(vault.take_in(&backup, &all, "now")).is_err());
    assert_eq!(now(vault.aside()).err(), Some(StoreError::Blocked));
    machine.disk.answer([Answer::No(StoreError::Failed)]);
    // Nothing is even asked of the disk.
    now(vault.note("now", Event::Opened, Some("secret"))).unwrap();
    machine.disk.settle();
    now(vault.read_anew()).unwrap();
    assert!(now(vault.list()).is_empty());
    assert_eq!(now(vault.read("secret")).err(), Some(Unreadable::Missing));

    assert_eq!(machine.disk.inner.contents(), before, "nothing was written");
    assert_eq!(
        text(&vault, "theirs"),
        "{\"name\":\"Robin\"}",
        "their own record is still open"
    );
}

#[test]
fn what_the_client_does_is_kept_however_it_is_asked_for() {
    let (machine, vault) = handed_over();
    keep(&vault, "theirs", "one");
    fold(&vault, "theirs", "two");
    assert_eq!(text(&machine.window(), "theirs"), "two");
    now(vault.fold_and_verify("theirs", "three", "now")).unwrap();
    now(vault.read_anew()).unwrap();
    // Far more entries than a journal has otherwise.
    for n in 0..130 {
        keep(&vault, "theirs", &format!("{n}"));
    }
    vault.keep_in_passing("theirs", "in passing", "now");
    let opened = machine.open();
    assert_eq!(opened.unfolded, ["theirs"]);
    assert_eq!(opened.findings, []);
    let found = shown(&opened.vault, "theirs");
    assert_eq!(
        (found.text.as_str(), found.findings),
        ("in passing", vec![])
    );
    fold(&opened.vault, "theirs", "in passing");
    let opened = machine.open();
    assert!(opened.unfolded.is_empty());
    let list = now(opened.vault.list());
    assert_eq!(list["theirs"].summary, "summary of 10");
    for n in 0..2 {
        shown(&opened.vault, "theirs");
        fold(&opened.vault, "theirs", &n.to_string());
    }
    assert_eq!(
        machine.rows(Shelf::Journal),
        [],
        "nothing of the journal is left"
    );
}

#[test]
fn what_was_typed_in_another_window_meanwhile_is_not_written_over() {
    let (machine, vault) = handed_over();
    let other = machine.window();
    shown(&other, "theirs");
    keep(&other, "theirs", "of the other window");
    assert_eq!(
        now(vault.keep("theirs", "of the client", "now")),
        Err(StoreError::Newer)
    );
    assert_eq!(text(&machine.window(), "theirs"), "of the other window");
}

#[test]
fn a_record_whose_journal_is_damaged_is_folded_before_it_is_handed_over() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "theirs", "one");
    keep(&vault, "theirs", "two");
    let machine = machine.without_mirror(|contents| {
        for ((shelf, _), bytes) in contents {
            if *shelf == Shelf::Journal {
                bytes[70] ^= 1;
            }
        }
    });
    let vault = machine.window();
    shown(&vault, "theirs");
    assert_eq!(now(vault.narrow("theirs")), Err(Unreadable::Damaged));
    assert!(!now(vault.is_narrow()), "nothing is given up");
    fold(&vault, "theirs", "one");
    now(vault.narrow("theirs")).unwrap();
    keep(&vault, "theirs", "of the client");
    assert_eq!(text(&machine.window(), "theirs"), "of the client");
}

/// The client's window holds the only key in memory: to let go of it would lose what they do next.
#[test]
fn the_record_in_the_client_s_hands_is_not_let_go_of() {
    let (machine, vault) = handed_over();
    now(vault.close("theirs"));
    keep(&vault, "theirs", "of the client");
    assert_eq!(text(&machine.window(), "theirs"), "of the client");
}

/// Another window removes the record for good and is stopped before everything is swept away.
#[test]
fn nothing_is_kept_in_a_record_whose_key_is_gone() {
    let (machine, vault) = handed_over();
    keep(&vault, "theirs", "one");
    let other = machine.window();
    machine
        .disk
        .answer([Answer::Yes, Answer::No(StoreError::Failed)]);
    now(other.remove("theirs", "now")).unwrap();
    assert!(!machine.rows(Shelf::Record).is_empty(), "bodies are left");
    assert_eq!(
        now(vault.keep("theirs", "two", "now")),
        Err(StoreError::Newer)
    );
    assert_eq!(
        now(vault.fold_and_verify("theirs", "two", "now")),
        Err(StoreError::Newer)
    );
    assert_eq!(now(vault.read("theirs")).err(), Some(Unreadable::Missing));
}

/// What a client typed just before the device is taken back, and whatever failed before.
#[test]
fn what_failed_or_was_never_confirmed_goes_on_when_the_disk_does() {
    let (machine, vault) = handed_over();
    machine
        .disk
        .answer([Answer::No(StoreError::Full), Answer::Lost]);
    assert_eq!(
        now(vault.keep("theirs", "one", "now")),
        Err(StoreError::Full)
    );
    assert_eq!(
        now(vault.keep("theirs", "two", "now")),
        Err(StoreError::Silent)
    );
    keep(&vault, "theirs", "three");
    now(vault.fold_and_verify("theirs", "four", "now")).unwrap();
    let opened = machine.open();
    assert_eq!(opened.findings, []);
    let found = shown(&opened.vault, "theirs");
    assert_eq!((found.text.as_str(), found.findings), ("four", vec![]));
}

/// A damaged copy that this window finds goes where nothing is written over it, as everywhere.
#[test]
fn a_copy_that_is_damaged_meanwhile_is_set_aside_and_the_whole_one_is_read() {
    let (machine, vault) = handed_over();
    keep(&vault, "theirs", "one");
    let mut batch = Batch::default();
    let rows = machine.rows(Shelf::Record);
    let (name, mut body) = rows
        .into_iter()
        .find(|(name, _)| name.contains("theirs"))
        .unwrap();
    body[70] ^= 1;
    batch.put(Shelf::Record, &name, body.clone());
    now(machine.disk.write(batch)).unwrap();
    assert_eq!(text(&vault, "theirs"), "one");
    let aside = machine.rows(Shelf::Quarantine);
    assert!(aside.iter().any(|(_, bytes)| *bytes == body));
    keep(&vault, "theirs", "two");
    assert_eq!(text(&machine.window(), "theirs"), "two");
}
