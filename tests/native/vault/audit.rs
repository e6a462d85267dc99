//! The audit chain: whatever is taken out, changed, swapped or cut off shows.

use mhtr_forms::vault::audit::{Chain, Event};
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
