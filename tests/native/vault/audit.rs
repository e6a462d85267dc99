//! The audit chain: whatever is taken out, changed, swapped or cut off shows.

use mhtr_forms::vault::audit::{self, AuditEntry, Chain, Event, Written};
use mhtr_forms::vault::disk::Shelf;
use mhtr_forms::vault::memory::Contents;
use mhtr_forms::vault::place::Finding;

use super::machine::{Machine, create, fold, keep, shown};
use super::place::{VAULT, now};

/// A machine with a chain of six entries, of which the list knows all.
fn used() -> Machine {
    let machine = Machine::new();
    let vault = machine.window();
    now(vault.note("1", Event::Made, None)).unwrap();
    create(&vault, "ours", "one");
    now(vault.note("2", Event::Opened, Some("ours"))).unwrap();
    keep(&vault, "ours", "two");
    now(vault.note("3", Event::Printed, Some("ours"))).unwrap();
    now(vault.note("4", Event::Locked, None)).unwrap();
    fold(&vault, "ours", "three");
    machine
}

/// Something that is done to the rows of a machine, and what to call it.
type Change = (String, Box<dyn Fn(&mut Contents)>);

fn key(n: u64) -> (Shelf, String) {
    (Shelf::Audit, format!("{VAULT}/{n:016x}"))
}

fn chain(machine: &Machine) -> Chain {
    now(machine.window().audit_chain()).unwrap()
}

#[test]
fn the_chain_holds_what_was_done_in_order() {
    let machine = used();
    let chain = chain(&machine);
    assert!(chain.is_whole);
    let events: Vec<_> = chain.entries.iter().map(|entry| entry.event).collect();
    assert_eq!(
        events,
        [
            Event::Made,
            Event::Begun,
            Event::Opened,
            Event::Printed,
            Event::Locked,
            Event::Changed
        ]
    );
    assert_eq!(chain.entries[2].record.as_deref(), Some("ours"));
}

#[test]
fn an_entry_that_is_taken_out_changed_swapped_or_cut_off_shows() {
    let used = used();
    let mut changes: Vec<Change> = Vec::new();
    for n in 0..6 {
        changes.push((
            format!("{n} taken out"),
            Box::new(move |of| drop(of.remove(&key(n)))),
        ));
        changes.push((
            format!("{n} changed"),
            Box::new(move |of| of.get_mut(&key(n)).unwrap()[70] ^= 1),
        ));
        changes.push((
            format!("from {n} on cut off"),
            Box::new(move |of| of.retain(|at, _| at.0 != Shelf::Audit || *at < key(n))),
        ));
        for other in 0..n {
            changes.push((
                format!("{n} and {other} swapped"),
                Box::new(move |of| {
                    let (a, b) = (of[&key(n)].clone(), of[&key(other)].clone());
                    of.insert(key(other), a);
                    of.insert(key(n), b);
                }),
            ));
        }
    }
    for (what, change) in changes {
        let machine = used.after(change);
        assert!(!chain(&machine).is_whole, "{what}");
        // Going on does not heal it over.
        let vault = machine.window();
        now(vault.note("5", Event::Unlocked, None)).unwrap();
        shown(&vault, "ours");
        fold(&vault, "ours", "after");
        assert!(!now(vault.audit_chain()).unwrap().is_whole, "{what}");
        let chain = chain(&machine);
        assert!(!chain.is_whole, "{what}");
        assert_eq!(
            chain.entries.last().unwrap().event,
            Event::Changed,
            "{what}"
        );
    }
}

#[test]
fn a_chain_whose_end_was_cut_off_is_reported_when_the_vault_is_opened() {
    let machine = used().after(|contents| drop(contents.remove(&key(5))));
    assert_eq!(machine.open().findings, [Finding::AuditBroken]);
}

#[test]
fn what_this_window_has_noted_itself_cannot_be_cut_off_unseen() {
    let machine = used();
    let vault = machine.window();
    now(vault.note("5", Event::Unlocked, None)).unwrap();
    assert!(now(vault.audit_chain()).unwrap().is_whole);
    let mut batch = mhtr_forms::vault::disk::Batch::default();
    batch.remove(Shelf::Audit, &key(6).1);
    now(mhtr_forms::vault::disk::Disk::write(&*machine.disk, batch)).unwrap();
    assert!(!now(vault.audit_chain()).unwrap().is_whole);
}

#[test]
fn two_windows_write_one_chain() {
    let machine = used();
    let (one, other) = (machine.window(), machine.window());
    for n in 0..5 {
        now(one.note("5", Event::WrongPassphrase(n), None)).unwrap();
        now(other.note("5", Event::TakenOver, None)).unwrap();
    }
    let chain = now(one.audit_chain()).unwrap();
    assert!(chain.is_whole);
    assert_eq!(chain.entries.len(), 16);
}

fn entry(at: &str, event: Event, record: Option<&str>) -> AuditEntry {
    AuditEntry {
        at: at.to_owned(),
        event,
        record: record.map(str::to_owned),
        previous: None,
    }
}

#[test]
fn entries_are_read_as_they_were_first_written() {
    for (event, written) in [
        (Event::Printed, r#""printed""#),
        (Event::Copied, r#""copied""#),
        (Event::WrongPassphrase(3), r#"{"wrong-passphrase":3}"#),
        (
            Event::HandedOn(Written::WebPage),
            r#"{"handed-on":"web-page"}"#,
        ),
        (Event::HandedOn(Written::Rows), r#"{"handed-on":"rows"}"#),
    ] {
        let text = format!(
            r#"{{"at":"2026-11-22T09:00:00Z","event":{written},"record":"ours","previous":null}}"#
        );
        let read: AuditEntry = serde_json::from_str(&text).unwrap();
        assert_eq!(read, entry("2026-11-22T09:00:00Z", event, Some("ours")));
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
}

#[test]
fn the_history_of_a_record_is_its_own_newest_first_and_short() {
    let entries = [
        entry("2026-11-21T16:00:00Z", Event::Unlocked, None),
        entry("2026-11-21T16:01:00Z", Event::Begun, Some("ours")),
        entry("2026-11-21T16:02:00Z", Event::Changed, Some("ours")),
        entry("2026-11-21T16:02:30Z", Event::Changed, Some("theirs")),
        entry("2026-11-21T16:03:00Z", Event::Changed, Some("ours")),
        entry("2026-11-22T09:00:00Z", Event::Changed, Some("ours")),
        entry(
            "2026-11-22T09:01:00Z",
            Event::HandedOn(Written::Text),
            Some("ours"),
        ),
        entry(
            "2026-11-22T09:01:05Z",
            Event::HandedOn(Written::Text),
            Some("ours"),
        ),
    ];
    let history = audit::history(&entries, "ours");
    let shown: Vec<_> = history
        .iter()
        .map(|of| (of.event, &of.first[8..16], &of.last[8..16], of.n_times))
        .collect();
    // Each time something left is a line of its own.
    assert_eq!(
        shown,
        [
            (Event::HandedOn(Written::Text), "22T09:01", "22T09:01", 1),
            (Event::HandedOn(Written::Text), "22T09:01", "22T09:01", 1),
            (Event::Changed, "22T09:00", "22T09:00", 1),
            (Event::Changed, "21T16:02", "21T16:03", 2),
            (Event::Begun, "21T16:01", "21T16:01", 1),
        ]
    );
    assert_eq!(audit::history(&entries, "nobody’s"), []);
}
