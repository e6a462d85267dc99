//! What is found again when bytes are damaged, missing, put back or from a later version, and that nothing
//! is written over what was damaged.

use mhtr_forms::vault::disk::Shelf;
use mhtr_forms::vault::memory::{Contents, MemoryMirror};
use mhtr_forms::vault::place::Finding;
use mhtr_forms::vault::seal::{Bound, Key, Tag, open_key, read_clear, seal, seal_key};
use mhtr_forms::vault::{Unreadable, Vault};

use super::machine::{Machine, create, data_key, fold, is_about, keep, shown, text};
use super::place::{Dice, VAULT, now};

const FIRST: &str = "{\"name\":\"Robin\",\"n\":1}";
const FOLDED: &str = "{\"name\":\"Robin\",\"n\":2,\"more\":\"words\"}";
const LAST: &str = "{\"name\":\"Robin\",\"n\":3,\"more\":\"words\"}";

/// A machine with two records, each with an earlier body, entries that led to the body, and one after it.
fn used() -> Machine {
    let machine = Machine::new();
    let vault = machine.window();
    for id in ["ours", "theirs"] {
        create(&vault, id, FIRST);
        keep(&vault, id, FOLDED);
        fold(&vault, id, FOLDED);
        keep(&vault, id, LAST);
    }
    machine
}

fn flip(bytes: &mut [u8]) {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
}

/// Every row of the machine but its lease and header.
fn every_row(machine: &Machine) -> Vec<(Shelf, String)> {
    let rows: Vec<_> = machine.disk.inner.contents().into_keys().collect();
    assert!(rows.len() > 12, "there is something to damage: {rows:?}");
    rows
}

fn is_kept_aside(machine: &Machine, bytes: &[u8]) -> bool {
    let aside = machine.rows(Shelf::Quarantine);
    aside.iter().any(|(_, kept)| kept == bytes)
}

#[test]
fn a_flipped_byte_in_any_row_loses_nothing_while_the_second_copy_is_whole() {
    let used = used();
    for (shelf, key) in every_row(&used) {
        let at = format!("{shelf:?} {key}");
        let mut damaged = Vec::new();
        let machine = used.after(|contents| {
            let bytes = contents.get_mut(&(shelf, key.clone())).unwrap();
            flip(bytes);
            damaged.clone_from(bytes);
        });
        let opened = machine.open();
        let mut findings = opened.findings;
        for id in ["ours", "theirs"] {
            let shown = shown(&opened.vault, id);
            assert_eq!(shown.text, LAST, "{at}");
            findings.extend(shown.findings);
        }
        match shelf {
            Shelf::Audit => {
                let chain = now(opened.vault.audit_chain()).unwrap();
                assert!(!chain.is_whole, "{at}");
            }
            Shelf::Manifest => assert_eq!(findings, [Finding::ListOlder], "{at}"),
            // Those that went into the body already are there for the day the body is damaged.
            Shelf::Journal if findings.is_empty() => {
                assert!(key.contains("0000000000000001/"), "{at}");
            }
            Shelf::Journal | Shelf::Key | Shelf::Record => {
                let id = key.split('/').nth(1).unwrap().to_owned();
                assert_eq!(findings, [Finding::CopyDamaged(id)], "{at}");
            }
            Shelf::Header | Shelf::Quarantine | Shelf::Lease => unreachable!("{at}"),
        }
        if shelf != Shelf::Audit && !findings.is_empty() {
            assert!(is_kept_aside(&machine, &damaged), "{at}");
        }
        // Going on overwrites nothing that was not put aside before, and mends what is damaged.
        for id in ["ours", "theirs"] {
            for n in 0..4 {
                fold(&opened.vault, id, &format!("{n}"));
            }
        }
        let again = machine.after(|_| ());
        assert_eq!(text(&again.window(), "ours"), "3", "{at}");
        assert_eq!(again.open().findings, [], "{at}");
    }
}

#[test]
fn a_flipped_byte_is_reported_by_name_where_there_is_no_second_copy() {
    let used = used();
    for (shelf, key) in every_row(&used) {
        let at = format!("{shelf:?} {key}");
        let mut damaged = Vec::new();
        let machine = used.without_mirror(|contents| {
            let bytes = contents.get_mut(&(shelf, key.clone())).unwrap();
            flip(bytes);
            damaged.clone_from(bytes);
        });
        let opened = machine.open();
        let id = key.split('/').nth(1).unwrap();
        for of in ["ours", "theirs"] {
            let shown = shown(&opened.vault, of);
            if id != of {
                assert_eq!(
                    (shown.text.as_str(), shown.findings),
                    (LAST, Vec::new()),
                    "{at}"
                );
                continue;
            }
            assert!(
                shown.findings.iter().all(|found| is_about(found, id)),
                "{at}"
            );
            // The entry after the body is the one thing that stands nowhere else.
            if shown.text != LAST {
                assert_eq!(shown.text, FOLDED, "{at}");
                let cut = Finding::JournalCut(of.to_owned(), None);
                assert_eq!(shown.findings, [cut], "{at}");
                assert_eq!(shelf, Shelf::Journal, "{at}");
            }
            if !shown.findings.is_empty() {
                assert!(is_kept_aside(&machine, &damaged), "{at}");
            }
        }
    }
}

#[test]
fn the_text_of_a_damaged_body_is_found_from_the_one_before_and_both_journals() {
    let machine = used().without_mirror(|contents| {
        let newest = contents
            .iter_mut()
            .filter(|((shelf, key), _)| *shelf == Shelf::Record && key.contains("ours"))
            .max_by_key(|(_, bytes)| read_clear(bytes).unwrap().revision);
        flip(newest.unwrap().1);
    });
    let vault = machine.window();
    let found = shown(&vault, "ours");
    assert_eq!(found.text, LAST);
    assert_eq!(found.findings, [Finding::CopyDamaged("ours".to_owned())]);
    keep(&vault, "ours", "after");
    assert_eq!(text(&machine.after(|_| ()).window(), "ours"), "after");
}

#[test]
fn a_damaged_second_copy_says_nothing_and_is_written_again_when_its_record_is_read() {
    let used = used();
    let whole = used.mirror.contents();
    for key in whole.keys() {
        let mut contents = whole.clone();
        flip(contents.get_mut(key).unwrap());
        let mirror = MemoryMirror::holding(contents);
        let machine = Machine::holding(used.disk.inner.contents(), mirror);
        let opened = machine.open();
        assert_eq!(opened.findings, [], "{key}");
        for id in ["ours", "theirs"] {
            let shown = shown(&opened.vault, id);
            assert_eq!(
                (shown.text.as_str(), shown.findings),
                (LAST, vec![]),
                "{key}"
            );
        }
        if key.starts_with("k.") || key.starts_with("r.") {
            assert_eq!(machine.mirror.contents()[key], whole[key], "{key}");
        }
    }
}

/// Damages every copy of a record's body.
fn damage_bodies(contents: &mut Contents, id: &str) {
    for ((shelf, key), bytes) in contents {
        if *shelf == Shelf::Record && key.contains(id) {
            flip(bytes);
        }
    }
}

#[test]
fn a_record_that_does_not_open_is_kept_as_it_was_found_and_leaves_the_others_usable() {
    let machine = used().without_mirror(|contents| damage_bodies(contents, "ours"));
    let before = machine.rows(Shelf::Record);
    let vault = machine.window();
    assert_eq!(now(vault.read("ours")).err(), Some(Unreadable::Damaged));
    assert!(
        now(vault.list()).contains_key("ours"),
        "it stays in the list"
    );
    for (key, bytes) in before.iter().filter(|(key, _)| key.contains("ours")) {
        assert!(is_kept_aside(&machine, bytes), "{key}");
    }
    shown(&vault, "theirs");
    for n in 0..3 {
        fold(&vault, "theirs", &n.to_string());
    }
    let ours = |rows: Vec<(String, Vec<u8>)>| -> Vec<_> {
        let rows = rows.into_iter();
        rows.filter(|(key, _)| key.contains("ours")).collect()
    };
    assert_eq!(ours(machine.rows(Shelf::Record)), ours(before));
}

#[test]
fn damaged_copies_are_put_aside_with_the_write_where_they_could_not_be_before() {
    use super::machine::Answer;
    use mhtr_forms::vault::disk::StoreError;
    let used = used();
    for shelf in [Shelf::Record, Shelf::Journal, Shelf::Key] {
        let of_ours: Vec<_> = used.rows(shelf).into_iter().map(|(key, _)| key).collect();
        for key in of_ours.iter().filter(|key| key.contains("ours")) {
            let mut damaged = Vec::new();
            let machine = used.after(|contents| {
                let bytes = contents.get_mut(&(shelf, key.clone())).unwrap();
                flip(bytes);
                damaged.clone_from(bytes);
            });
            let vault = machine.window();
            machine.disk.answer([Answer::No(StoreError::Full)]);
            let findings = shown(&vault, "ours").findings;
            if findings.is_empty() {
                continue;
            }
            machine.disk.answer([]);
            fold(&vault, "ours", "one");
            fold(&vault, "ours", "two");
            assert!(is_kept_aside(&machine, &damaged), "{shelf:?} {key}");
        }
    }
}

/// Seals the newest body of a record again with another schema.
fn make_too_new(contents: &mut Contents, id: &str, shelf: Shelf) {
    let rows = contents
        .iter()
        .filter(|((on, key), _)| *on == shelf && key.contains(id));
    let newest =
        rows.max_by_key(|((_, key), bytes)| (read_clear(bytes).unwrap().revision, key.clone()));
    let ((_, at), bytes) = newest.unwrap();
    let (at, clear) = (at.clone(), read_clear(bytes).unwrap());
    let key = record_key(contents, id);
    let bound = Bound {
        tag: clear.tag,
        vault: VAULT,
        record: id,
        kind: clear.kind,
        schema: 99,
        revision: clear.revision,
        sequence: clear.sequence,
    };
    let dice = Dice::new(5);
    let sealed = match clear.tag {
        Tag::RecordKey => seal_key(&data_key(), &key, &bound, &dice),
        Tag::Body | Tag::Journal => seal(&key, &bound, b"later", &dice),
        Tag::Manifest | Tag::Audit | Tag::Settings => unreachable!(),
    };
    contents.insert((shelf, at), sealed.unwrap());
}

fn record_key(contents: &Contents, id: &str) -> Key {
    let mut rows = contents.iter();
    let row = rows.find(|((on, key), _)| *on == Shelf::Key && key.contains(id));
    let (_, bytes) = row.unwrap();
    let clear = read_clear(bytes).unwrap();
    let bound = Bound {
        tag: Tag::RecordKey,
        vault: VAULT,
        record: id,
        kind: clear.kind,
        schema: clear.schema,
        revision: clear.revision,
        sequence: 0,
    };
    open_key(&data_key(), &bound, bytes).unwrap()
}

#[test]
fn a_record_that_a_later_version_went_on_with_is_not_touched() {
    for shelf in [Shelf::Record, Shelf::Journal] {
        let machine = used().after(|contents| make_too_new(contents, "ours", shelf));
        let before = machine.disk.inner.contents();
        let vault = machine.window();
        assert_eq!(
            now(vault.read("ours")).err(),
            Some(Unreadable::TooNew),
            "{shelf:?}"
        );
        assert!(now(vault.keep("ours", "text", "now")).is_err());
        assert_eq!(machine.disk.inner.contents(), before, "{shelf:?}");
        assert_eq!(text(&vault, "theirs"), LAST);
    }
}

#[test]
fn a_list_that_a_later_version_wrote_opens_nothing() {
    let machine = used().after(|contents| {
        let bound = Bound {
            tag: Tag::Manifest,
            vault: VAULT,
            record: "",
            kind: 0,
            schema: 99,
            revision: 9,
            sequence: 0,
        };
        let sealed = seal(&data_key(), &bound, b"later", &Dice::new(5)).unwrap();
        contents.insert((Shelf::Manifest, format!("{VAULT}/1")), sealed);
    });
    let before = machine.disk.inner.contents();
    assert_eq!(machine.try_to_open().err(), Some(Unreadable::TooNew));
    assert_eq!(machine.disk.inner.contents(), before);
}

#[test]
fn a_record_that_was_put_back_to_an_earlier_state_is_reported() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "ours", FIRST);
    let before = machine.disk.inner.contents();
    for n in 0..4 {
        fold(&vault, "ours", &n.to_string());
    }
    let machine = machine.without_mirror(|contents| {
        contents.retain(|(_, key), _| !key.contains("ours"));
        let of_ours = before
            .into_iter()
            .filter(|((_, key), _)| key.contains("ours"));
        contents.extend(of_ours);
    });
    let shown = shown(&machine.window(), "ours");
    assert_eq!(shown.text, FIRST);
    assert_eq!(shown.findings, [Finding::PutBack("ours".to_owned())]);
}

#[test]
fn a_record_that_is_gone_is_reported_and_stays_in_the_list() {
    let machine = used().without_mirror(|contents| {
        contents.retain(|(_, key), _| !key.contains("ours"));
    });
    let manifest = machine.rows(Shelf::Manifest);
    let opened = machine.open();
    assert_eq!(opened.findings, [Finding::Missing("ours".to_owned())]);
    assert_eq!(
        machine.rows(Shelf::Manifest),
        manifest,
        "nothing is written"
    );
    assert_eq!(
        now(opened.vault.read("ours")).err(),
        Some(Unreadable::Missing)
    );
    shown(&opened.vault, "theirs");
    fold(&opened.vault, "theirs", "after");
    assert!(
        machine
            .open()
            .findings
            .contains(&Finding::Missing("ours".to_owned()))
    );
}

#[test]
fn a_record_that_is_only_in_the_second_copy_is_found_there() {
    let machine = used().after(|contents| {
        contents.retain(|(shelf, key), _| *shelf == Shelf::Journal || !key.contains("ours"));
    });
    let opened = machine.open();
    assert_eq!(opened.findings, []);
    let found = shown(&opened.vault, "ours");
    assert_eq!(found.text, LAST);
    assert_eq!(found.findings, [Finding::FromMirror("ours".to_owned())]);
    fold(&opened.vault, "ours", "after");
    let again = machine.without_mirror(|_| ());
    assert_eq!(text(&again.window(), "ours"), "after");
}

fn listed(vault: &Vault) -> Vec<String> {
    now(vault.list()).into_keys().collect()
}

#[test]
fn a_list_that_is_damaged_twice_or_gone_is_made_anew_from_all_records() {
    for is_gone in [false, true] {
        let machine = used().without_mirror(|contents| {
            for ((shelf, _), bytes) in contents.iter_mut() {
                if *shelf == Shelf::Manifest {
                    flip(bytes);
                }
            }
            contents.retain(|(shelf, _), _| !is_gone || *shelf != Shelf::Manifest);
        });
        let damaged = machine.rows(Shelf::Manifest);
        let opened = machine.open();
        assert_eq!(opened.findings, [Finding::ListRebuilt]);
        assert_eq!(listed(&opened.vault), ["ours", "theirs"]);
        let summaries: Vec<_> = now(opened.vault.list()).into_values().collect();
        assert_eq!(summaries[0].summary, format!("summary of {}", LAST.len()));
        shown(&opened.vault, "ours");
        // One for each slot.
        fold(&opened.vault, "ours", "after");
        fold(&opened.vault, "ours", "after that");
        for (key, bytes) in damaged {
            assert!(is_kept_aside(&machine, &bytes), "{key}");
        }
        let again = machine.without_mirror(|_| ()).open();
        assert_eq!(again.findings, []);
        assert_eq!(listed(&again.vault), ["ours", "theirs"]);
    }
}

#[test]
fn a_list_that_is_older_than_its_records_is_brought_up_to_date() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "ours", FIRST);
    fold(&vault, "ours", LAST);
    create(&vault, "new", FIRST);
    let machine = machine.without_mirror(|contents| {
        let slots = contents
            .iter_mut()
            .filter(|((shelf, _), _)| *shelf == Shelf::Manifest);
        let newest = slots.max_by_key(|(_, bytes)| read_clear(bytes).unwrap().revision);
        flip(newest.unwrap().1);
    });
    let opened = machine.open();
    assert_eq!(
        opened.findings,
        [Finding::ListOlder, Finding::Unlisted("new".to_owned())]
    );
    assert_eq!(listed(&opened.vault), ["new", "ours"]);
    assert_eq!(shown(&opened.vault, "ours").findings, []);
    now(opened.vault.read_anew()).unwrap();
    assert_eq!(
        listed(&opened.vault),
        ["new", "ours"],
        "it is in no copy of the list yet"
    );
}

#[test]
fn a_record_that_is_not_in_the_list_is_taken_in() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "ours", FIRST);
    let list = machine.rows(Shelf::Manifest);
    create(&vault, "new", LAST);
    let machine = machine.without_mirror(|contents| {
        contents.retain(|(shelf, _), _| *shelf != Shelf::Manifest);
        for (key, bytes) in list {
            contents.insert((Shelf::Manifest, key), bytes);
        }
    });
    let opened = machine.open();
    assert_eq!(opened.findings, [Finding::Unlisted("new".to_owned())]);
    assert_eq!(text(&opened.vault, "new"), LAST);
    fold(&opened.vault, "new", "after");
    assert_eq!(machine.open().findings, []);
}

#[test]
fn a_place_that_does_not_answer_opens_no_empty_vault() {
    let machine = used();
    machine.disk.is_silent.set(true);
    assert!(matches!(
        machine.try_to_open().err(),
        Some(Unreadable::Store(_))
    ));
}

#[test]
fn nothing_in_the_place_or_the_second_copy_can_be_read() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "ours", "{\"name\":\"ZQcanaryK7W9\"}");
    keep(
        &vault,
        "ours",
        "{\"name\":\"ZQcanaryK7W9\",\"more\":\"ZQcanaryK7W9\"}",
    );
    fold(&vault, "ours", "ZQcanaryK7W9");
    let rows = machine.disk.inner.contents();
    let rows = rows.into_iter().map(|((_, key), bytes)| (key, bytes));
    for (key, bytes) in rows.chain(machine.mirror.contents()) {
        let text = format!("{key}{}", String::from_utf8_lossy(&bytes));
        assert!(
            !text.contains("canary") && !text.contains("summary"),
            "{key}"
        );
    }
}
