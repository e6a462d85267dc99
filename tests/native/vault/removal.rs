//! Taking a record away for good: its key goes first, and nothing brings it back.

use mhtr_forms::vault::disk::{Shelf, StoreError, Write};
use mhtr_forms::vault::memory::{Contents, MemoryMirror};
use mhtr_forms::vault::seal::{Bound, Tag, open, open_key, read_clear};
use mhtr_forms::vault::{Unreadable, Vault};

use super::machine::{Answer, Machine, create, data_key, fold, keep, shown};
use super::place::{VAULT, now};

/// A machine with a record to remove, of which a damaged copy lies aside, and another.
fn used() -> (Machine, Vault) {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "gone", "one");
    create(&vault, "stays", "one");
    keep(&vault, "gone", "two");
    fold(&vault, "gone", "three");
    keep(&vault, "gone", "four");
    let machine = machine.after(|contents| {
        let key = (Shelf::Key, format!("{VAULT}/gone/1"));
        contents.get_mut(&key).unwrap()[100] ^= 1;
    });
    let vault = machine.window();
    shown(&vault, "gone");
    assert_eq!(machine.rows(Shelf::Quarantine).len(), 1);
    (machine, vault)
}

fn of_gone(contents: &Contents) -> Vec<String> {
    let keys = contents.keys().filter(|(_, key)| key.contains("gone"));
    keys.map(|(shelf, key)| format!("{shelf:?} {key}"))
        .collect()
}

#[test]
fn the_key_goes_before_anything_else() {
    let (machine, vault) = used();
    machine.disk.forget();
    now(vault.remove("gone", "now")).unwrap();
    let written = machine.disk.written.borrow();
    let removed = |n: usize| -> Vec<Shelf> {
        let of_batch = written[n].writes.iter();
        let removed = of_batch.filter_map(|write| match write {
            Write::Remove { shelf, .. } => Some(*shelf),
            Write::Put { .. } => None,
        });
        removed.collect()
    };
    assert_eq!(removed(0), [Shelf::Key, Shelf::Key, Shelf::Quarantine]);
    assert!(removed(1).contains(&Shelf::Record) && removed(1).contains(&Shelf::Journal));
    assert_eq!(written.len(), 2);
}

#[test]
fn nothing_of_it_is_left() {
    let (machine, vault) = used();
    now(vault.remove("gone", "now")).unwrap();
    assert_eq!(of_gone(&machine.disk.inner.contents()), [""; 0]);
    let mirrored = machine.mirror.contents();
    assert!(
        mirrored.keys().all(|key| !key.contains("gone")),
        "{mirrored:?}"
    );
    // Not even a line in the older state of the list.
    for (key, bytes) in machine.rows(Shelf::Manifest) {
        let plain = open_list(&bytes);
        assert!(!plain.contains("\"gone\":"), "{key}: {plain}");
    }
    let opened = machine.open();
    assert_eq!(opened.findings, []);
    assert_eq!(
        now(opened.vault.read("gone")).err(),
        Some(Unreadable::Missing)
    );
    assert!(now(opened.vault.audit_chain()).unwrap().is_whole);
    shown(&opened.vault, "stays");
}

fn open_list(bytes: &[u8]) -> String {
    let bound = Bound {
        tag: Tag::Manifest,
        vault: VAULT,
        record: "",
        kind: 0,
        schema: 2,
        revision: read_clear(bytes).unwrap().revision,
        sequence: 0,
    };
    let plain = open(&data_key(), &bound, bytes).unwrap();
    String::from_utf8(plain.to_vec()).unwrap()
}

#[test]
fn once_its_key_is_gone_the_old_bodies_open_for_nobody() {
    let (machine, vault) = used();
    let before = machine.disk.inner.contents();
    // Only the first step is carried out.
    machine
        .disk
        .answer([Answer::Yes, Answer::No(StoreError::Failed)]);
    now(vault.remove("gone", "now")).unwrap();
    let left = machine.disk.inner.contents();
    assert!(!of_gone(&left).is_empty());
    // No row that is left opens, with the key of the vault, to the key of the record.
    for ((shelf, key), bytes) in left.iter().filter(|((_, key), _)| key.contains("gone")) {
        assert!(
            matches!(shelf, Shelf::Record | Shelf::Journal),
            "{shelf:?} {key}"
        );
        for revision in 0..9 {
            let bound = Bound {
                tag: Tag::RecordKey,
                vault: VAULT,
                record: "gone",
                kind: 1,
                schema: 1,
                revision,
                sequence: 0,
            };
            assert!(open_key(&data_key(), &bound, bytes).is_err());
        }
    }
    // Not with every body and journal entry that there ever was, either.
    let machine = machine.after(|contents| {
        let bodies = before.into_iter();
        contents.extend(
            bodies.filter(|((shelf, _), _)| matches!(shelf, Shelf::Record | Shelf::Journal)),
        );
    });
    let opened = machine.open();
    assert_eq!(opened.findings, [], "it is no damaged record");
    assert_eq!(
        of_gone(&machine.disk.inner.contents()),
        [""; 0],
        "it is swept away"
    );
    assert!(!now(opened.vault.list()).contains_key("gone"));
}

#[test]
fn a_second_copy_that_has_not_heard_of_it_does_not_bring_it_back() {
    let (machine, vault) = used();
    let before = machine.mirror.contents();
    now(vault.remove("gone", "now")).unwrap();
    let mirror = MemoryMirror::holding(before);
    let machine = Machine::holding(machine.disk.inner.contents(), mirror);
    let opened = machine.open();
    assert_eq!(opened.findings, []);
    assert!(!now(opened.vault.list()).contains_key("gone"));
    let mirrored = machine.mirror.contents();
    assert!(
        mirrored.keys().all(|key| !key.contains("gone")),
        "{:?}",
        mirrored.keys()
    );
    shown(&opened.vault, "stays");
}

#[test]
fn a_record_of_the_same_name_may_be_begun_again() {
    let (machine, vault) = used();
    now(vault.remove("gone", "now")).unwrap();
    create(&vault, "gone", "begun again");
    let opened = machine.open();
    assert_eq!(opened.findings, []);
    let found = shown(&opened.vault, "gone");
    assert_eq!(
        (found.text.as_str(), found.findings),
        ("begun again", vec![])
    );
}

#[test]
fn a_removal_that_fails_changes_nothing() {
    let (machine, vault) = used();
    let before = machine.disk.inner.contents();
    machine.disk.answer([Answer::No(StoreError::Failed)]);
    assert_eq!(now(vault.remove("gone", "now")), Err(StoreError::Failed));
    assert_eq!(machine.disk.inner.contents(), before);
    assert_eq!(shown(&machine.window(), "gone").text, "four");
    now(vault.remove("gone", "now")).unwrap();
    assert_eq!(of_gone(&machine.disk.inner.contents()), [""; 0]);
}

/// What says so goes to whoever asked for it: a record that opens for nobody is not "not removed".
#[test]
fn a_removal_of_which_only_the_sweeping_failed_is_one() {
    let (machine, vault) = used();
    machine
        .disk
        .answer([Answer::Yes, Answer::No(StoreError::Full)]);
    assert_eq!(now(vault.remove("gone", "now")), Ok(()));
    assert!(!now(vault.list()).contains_key("gone"));
    assert_eq!(
        now(vault.keep("gone", "four", "now")),
        Err(StoreError::Newer)
    );
    assert!(now(vault.read("gone")).is_err());
    assert_eq!(now(vault.remove("gone", "now")), Ok(()), "asked once more");
    assert_eq!(of_gone(&machine.disk.inner.contents()), [""; 0]);
    assert_eq!(machine.open().findings, []);
}

#[test]
fn a_removal_that_was_carried_out_and_never_confirmed_is_one() {
    let (machine, vault) = used();
    machine.disk.answer([Answer::Lost]);
    assert_eq!(now(vault.remove("gone", "now")), Ok(()));
    assert_eq!(of_gone(&machine.disk.inner.contents()), [""; 0]);
    let opened = machine.open();
    assert_eq!(opened.findings, []);
    assert!(now(opened.vault.audit_chain()).unwrap().is_whole);
}

#[test]
fn while_nobody_knows_whether_it_was_removed_nothing_of_it_counts_as_kept() {
    let (machine, vault) = used();
    machine.disk.answer([Answer::Dead]);
    assert_eq!(now(vault.remove("gone", "now")), Err(StoreError::Silent));
    assert!(
        !now(vault.is_removed("gone")),
        "not as far as it can be asked"
    );
    assert_eq!(
        now(vault.keep("gone", "four", "now")),
        Err(StoreError::Silent)
    );
    machine.disk.is_silent.set(false);
    assert_eq!(
        now(vault.keep("gone", "four", "now")),
        Err(StoreError::Newer)
    );
    assert!(now(vault.is_removed("gone")));
    assert_eq!(now(vault.remove("gone", "now")), Ok(()));
    assert_eq!(of_gone(&machine.disk.inner.contents()), [""; 0]);
}

#[test]
fn a_removal_that_failed_leaves_what_is_kept_to_be_gone_on_with() {
    let (machine, vault) = used();
    machine.disk.answer([Answer::No(StoreError::Full)]);
    assert_eq!(now(vault.remove("gone", "now")), Err(StoreError::Full));
    assert!(!now(vault.is_removed("gone")));
    assert_eq!(now(vault.keep("gone", "four", "now")), Ok(()));
    keep(&vault, "gone", "five");
    assert_eq!(shown(&machine.window(), "gone").text, "five");
}

#[test]
fn another_window_that_writes_meanwhile_does_not_keep_a_record_from_being_removed() {
    let (machine, vault) = used();
    machine.disk.answer([Answer::No(StoreError::Newer)]);
    assert_eq!(now(vault.remove("gone", "now")), Ok(()));
    assert_eq!(of_gone(&machine.disk.inner.contents()), [""; 0]);
}
