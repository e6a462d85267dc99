//! The list of records: an earlier shape of it is read, a later one is left alone, and it remembers which header
//! the vault was last used with.

use mhtr_forms::vault::audit::Event;
use mhtr_forms::vault::disk::{Shelf, StoreError};
use mhtr_forms::vault::place::Finding;
use mhtr_forms::vault::seal::{Bound, Tag, open, read_clear, seal};
use mhtr_forms::vault::{Unreadable, Vault};

use super::machine::{Answer, Machine, create, data_key, fold, shown};
use super::place::{Dice, VAULT, now};

fn bound(schema: u16, counter: u64) -> Bound<'static> {
    Bound {
        tag: Tag::Manifest,
        vault: VAULT,
        record: "",
        kind: 0,
        schema,
        revision: counter,
        sequence: 0,
    }
}

/// A machine whose list was written in another shape.
fn written_as(schema: u16, change: impl Fn(&str) -> String) -> Machine {
    let machine = Machine::new();
    create(&machine.window(), "a", "one");
    machine.without_mirror(|contents| {
        for ((shelf, _), bytes) in contents {
            if *shelf == Shelf::Manifest {
                let counter = read_clear(bytes).unwrap().revision;
                let plain = open(&data_key(), &bound(2, counter), bytes).unwrap();
                let plain = change(std::str::from_utf8(&plain).unwrap());
                let bound = bound(schema, counter);
                *bytes = seal(&data_key(), &bound, plain.as_bytes(), &Dice::new(5)).unwrap();
            }
        }
    })
}

#[test]
fn a_list_of_the_first_shape_is_read_and_written_in_todays() {
    let machine = written_as(1, |plain| {
        let first = plain.replace(",\"header\":0}", "}");
        assert_ne!(first, plain, "it has what the first shape had not");
        first
    });
    let opened = machine.open();
    assert_eq!(opened.findings, []);
    assert_eq!(shown(&opened.vault, "a").text, "one");
    assert_eq!(machine.rows(Shelf::Quarantine), [], "it is not damaged");
    for text in ["two", "three"] {
        fold(&opened.vault, "a", text);
    }
    for (_, bytes) in machine.rows(Shelf::Manifest) {
        assert_eq!(read_clear(&bytes).unwrap().schema, 2);
    }
    let again = machine.open();
    assert_eq!(again.findings, []);
    assert_eq!(shown(&again.vault, "a").text, "three");
}

#[test]
fn a_list_of_a_later_shape_is_left_as_it_is() {
    let machine = written_as(3, |plain| plain.replace("\"header\"", "\"later\""));
    let before = machine.disk.inner.contents();
    assert_eq!(machine.try_to_open().err(), Some(Unreadable::TooNew));
    assert_eq!(machine.disk.inner.contents(), before);
}

/// What a window that unlocked with such a header is told.
fn told(machine: &Machine, sequence: u32) -> Option<Finding> {
    now(machine.window().compare_header(sequence))
}

fn changed(vault: &Vault, sequence: u32) -> Result<(), StoreError> {
    now(vault.note_header(sequence, "now", Event::PassphraseChanged))
}

#[test]
fn a_header_from_before_the_passphrase_was_changed_is_known_to_be_put_back() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "a", "one");
    assert_eq!(now(vault.compare_header(1)), None);
    changed(&vault, 2).unwrap();
    assert_eq!(told(&machine, 2), None);
    assert_eq!(told(&machine, 3), None, "changed elsewhere since");
    assert_eq!(told(&machine, 1), Some(Finding::HeaderPutBack));
    let chain = now(machine.window().audit_chain()).unwrap();
    let last = chain.entries.last().unwrap();
    assert_eq!(last.event, Event::PassphraseChanged);
}

#[test]
fn a_change_that_could_not_be_noted_is_noted_with_the_next_thing_that_is_kept() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "a", "one");
    machine.disk.answer([Answer::No(StoreError::Full)]);
    assert_eq!(changed(&vault, 2), Err(StoreError::Full));
    assert_eq!(told(&machine, 1), None);
    fold(&vault, "a", "two");
    assert_eq!(told(&machine, 1), Some(Finding::HeaderPutBack));
}

/// A window that has not heard of the change goes on keeping, and the change is not forgotten for that.
#[test]
fn a_window_with_the_header_of_before_does_not_make_the_list_forget() {
    let machine = Machine::new();
    let (one, other) = (machine.window(), machine.window());
    assert_eq!(now(other.compare_header(1)), None);
    changed(&one, 2).unwrap();
    create(&other, "a", "one");
    assert_eq!(told(&machine, 1), Some(Finding::HeaderPutBack));
}

#[test]
fn once_the_passphrase_is_changed_again_nothing_is_said_of_what_was_put_back() {
    let machine = Machine::new();
    changed(&machine.window(), 5).unwrap();
    let vault = machine.window();
    assert_eq!(now(vault.compare_header(1)), Some(Finding::HeaderPutBack));
    changed(&vault, 2).unwrap();
    assert_eq!(told(&machine, 2), None);
    assert_eq!(told(&machine, 1), Some(Finding::HeaderPutBack));
}
