//! Several windows over one place: nothing that one was told is kept is lost because of another.

use std::collections::BTreeSet;
use std::rc::Rc;

use mhtr_forms::vault::Vault;
use mhtr_forms::vault::disk::{Shelf, StoreError};
use mhtr_forms::vault::lease::{self, Holder, LASTS_MS};
use mhtr_forms::vault::manifest::Kind;

use super::machine::{Answer, Machine, create, fold, keep, shown, text};
use super::place::{Dice, VAULT, now};

const FIRST: &str = "{\"name\":\"Robin\",\"n\":1}";

fn begun() -> (Machine, Vault) {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "ours", FIRST);
    (machine, vault)
}

#[test]
fn a_confirmation_that_was_lost_is_no_conflict_when_it_is_tried_again() {
    for is_fold in [false, true] {
        let (machine, vault) = begun();
        let write = |text: &str| {
            if is_fold {
                now(vault.fold("ours", text, "now"))
            } else {
                now(vault.keep("ours", text, "now"))
            }
        };
        machine.disk.answer([Answer::Lost]);
        assert_eq!(write("one"), Err(StoreError::Silent));
        assert_eq!(write("one"), Ok(()), "the same again");
        machine.disk.answer([Answer::Lost]);
        assert_eq!(write("two"), Err(StoreError::Silent));
        assert_eq!(write("three"), Ok(()), "the person typed on");
        machine
            .disk
            .answer([Answer::Lost, Answer::No(StoreError::Full), Answer::Lost]);
        assert_eq!(write("four"), Err(StoreError::Silent));
        assert_eq!(write("five"), Err(StoreError::Full));
        assert_eq!(write("six"), Err(StoreError::Silent));
        assert_eq!(write("seven"), Ok(()));
        assert_eq!(text(&machine.window(), "ours"), "seven");
    }
}

#[test]
fn going_back_to_what_was_confirmed_undoes_what_was_written_without_an_answer() {
    let (machine, vault) = begun();
    keep(&vault, "ours", "one");
    machine.disk.answer([Answer::Lost]);
    assert!(now(vault.keep("ours", "two", "now")).is_err());
    keep(&vault, "ours", "one");
    assert_eq!(text(&machine.window(), "ours"), "one");
    machine.disk.answer([Answer::Lost]);
    assert!(now(vault.fold("ours", "two", "now")).is_err());
    fold(&vault, "ours", "one");
    assert_eq!(text(&machine.window(), "ours"), "one");
}

#[test]
fn a_new_record_whose_confirmation_was_lost_is_gone_on_with() {
    let machine = Machine::new();
    let vault = machine.window();
    machine.disk.answer([Answer::Lost]);
    assert!(now(vault.create("ours", Kind::Case, "one", "now")).is_err());
    create(&vault, "ours", "one, and more");
    assert_eq!(text(&machine.window(), "ours"), "one, and more");
    create(&vault, "next", "text");
    assert_eq!(
        now(vault.create("next", Kind::Case, "other", "now")),
        Err(StoreError::Newer)
    );
    assert_eq!(text(&vault, "next"), "text");
}

#[test]
fn a_removal_and_a_note_whose_confirmation_was_lost_can_be_tried_again() {
    use mhtr_forms::vault::audit::Event;
    let (machine, vault) = begun();
    machine.disk.answer([Answer::Lost]);
    assert!(now(vault.note("now", Event::Printed, None)).is_err());
    now(vault.note("now", Event::Printed, None)).unwrap();
    machine.disk.answer([Answer::Lost]);
    now(vault.remove("ours", "now")).unwrap();
    now(vault.remove("ours", "now")).unwrap();
    create(&vault, "next", "text");
    assert!(now(vault.audit_chain()).unwrap().is_whole);
}

#[test]
fn what_was_written_while_the_page_seemed_to_go_is_no_conflict_when_it_stays() {
    let (machine, vault) = begun();
    vault.keep_in_passing("ours", "typed so far", "now");
    assert_eq!(text(&machine.window(), "ours"), "typed so far");
    keep(&vault, "ours", "typed so far, and on");
    assert_eq!(text(&machine.window(), "ours"), "typed so far, and on");
}

#[test]
fn what_another_window_wrote_is_not_written_over() {
    type Write = fn(&Vault) -> Result<(), StoreError>;
    let writes: [(&str, Write); 3] = [
        ("keep", |vault| now(vault.keep("ours", "mine", "now"))),
        ("fold", |vault| now(vault.fold("ours", "mine", "now"))),
        ("verify", |vault| {
            now(vault.fold_and_verify("ours", "mine", "now"))
        }),
    ];
    for (theirs, write_theirs) in writes {
        for (ours, write_ours) in writes {
            let at = format!("{theirs}, then {ours}");
            let (machine, one) = begun();
            let other = machine.window();
            shown(&other, "ours");
            // The other window wrote something else.
            let theirs = "theirs";
            match write_theirs(&other) {
                Ok(()) => keep(&other, "ours", theirs),
                Err(error) => panic!("{at}: {error:?}"),
            }
            let before = machine.disk.inner.contents();
            assert_eq!(write_ours(&one), Err(StoreError::Newer), "{at}");
            assert_eq!(machine.disk.inner.contents(), before, "{at}");
            assert_eq!(text(&machine.window(), "ours"), theirs, "{at}");
            // However often it is tried.
            assert_eq!(write_ours(&one), Err(StoreError::Newer), "{at}");
            now(one.create_beside("beside", Kind::OtherVersion, "mine", "now")).unwrap();
            let seen = machine.window();
            assert_eq!(
                (text(&seen, "ours"), text(&seen, "beside")),
                (theirs.into(), "mine".into())
            );
        }
    }
}

#[test]
fn a_journal_entry_of_another_window_is_not_folded_away() {
    let (machine, one) = begun();
    keep(&one, "ours", "both know");
    let other = machine.window();
    shown(&other, "ours");
    keep(&other, "ours", "only the other knows");
    assert_eq!(now(one.fold("ours", "mine", "now")), Err(StoreError::Newer));
    assert_eq!(
        now(one.fold("ours", "both know", "now")),
        Err(StoreError::Newer)
    );
    assert_eq!(text(&machine.window(), "ours"), "only the other knows");
}

#[test]
fn a_record_that_another_window_removed_does_not_come_back_by_itself() {
    let (machine, one) = begun();
    let other = machine.window();
    now(other.remove("ours", "now")).unwrap();
    for written in [
        now(one.keep("ours", "mine", "now")),
        now(one.fold("ours", "mine", "now")),
    ] {
        assert_eq!(written, Err(StoreError::Newer));
    }
    one.keep_in_passing("ours", "mine", "now");
    let opened = machine.open();
    assert!(now(opened.vault.list()).is_empty());
    assert!(now(opened.vault.read("ours")).is_err());
    assert_eq!(
        machine.rows(Shelf::Journal),
        [],
        "what came after it is swept away"
    );
}

#[test]
fn a_second_window_may_begin_a_record_while_the_first_writes() {
    let (machine, one) = begun();
    let other = machine.window();
    create(&one, "first", "a");
    create(&other, "second", "b");
    create(&one, "third", "c");
    let listed: Vec<_> = now(machine.window().list()).into_keys().collect();
    assert_eq!(listed, ["first", "ours", "second", "third"]);
}

fn claim(machine: &Machine, window: &str, now_ms: u64, is_taken_over: bool) -> Holder {
    now(lease::claim(
        &machine.place(),
        VAULT,
        window,
        now_ms,
        is_taken_over,
    ))
    .unwrap()
}

#[test]
fn one_window_at_a_time_holds_the_lease() {
    let machine = Machine::new();
    let begin = 1_000_000;
    assert_eq!(claim(&machine, "w1", begin, false), Holder::Ours);
    assert_eq!(claim(&machine, "w2", begin + 1, false), Holder::Theirs);
    assert_eq!(
        claim(&machine, "w1", begin + LASTS_MS, false),
        Holder::Ours,
        "it is renewed"
    );
    assert_eq!(
        claim(&machine, "w2", begin + 2 * LASTS_MS, false),
        Holder::Theirs
    );
    assert_eq!(
        claim(&machine, "w2", begin + 2 * LASTS_MS + 1, false),
        Holder::Ours,
        "it ended"
    );
    assert_eq!(
        claim(&machine, "w1", begin + 2 * LASTS_MS + 2, false),
        Holder::Theirs
    );
    assert_eq!(
        claim(&machine, "w1", begin + 2 * LASTS_MS + 3, true),
        Holder::Ours,
        "taken over"
    );
    now(lease::give_back(&machine.place(), VAULT, "w2")).unwrap();
    assert_eq!(
        claim(&machine, "w2", begin + 2 * LASTS_MS + 4, false),
        Holder::Theirs
    );
    now(lease::give_back(&machine.place(), VAULT, "w1")).unwrap();
    assert_eq!(
        claim(&machine, "w2", begin + 2 * LASTS_MS + 5, false),
        Holder::Ours
    );
}

#[test]
fn a_clock_that_is_put_back_or_forward_locks_nobody_out() {
    let machine = Machine::new();
    let year_ms = 365 * 24 * 3_600_000;
    assert_eq!(claim(&machine, "w1", 50 * year_ms, false), Holder::Ours);
    assert_eq!(claim(&machine, "w2", 47 * year_ms, false), Holder::Ours);
    assert_eq!(claim(&machine, "w1", 57 * year_ms, false), Holder::Ours);
}

#[test]
fn a_window_that_lost_the_lease_writes_nothing_more_but_its_own_version() {
    let (machine, one) = begun();
    now(one.write_as(Some("w1".to_owned())));
    assert_eq!(claim(&machine, "w1", 1_000, false), Holder::Ours);
    keep(&one, "ours", "one");
    assert_eq!(claim(&machine, "w10", 2_000, true), Holder::Ours);
    let before = machine.disk.inner.contents();
    for written in [
        now(one.keep("ours", "mine", "now")),
        now(one.fold("ours", "mine", "now")),
        now(one.create("new", Kind::Case, "mine", "now")),
        now(one.remove("ours", "now")),
    ] {
        assert_eq!(written, Err(StoreError::Newer));
    }
    assert_eq!(machine.disk.inner.contents(), before);
    now(one.create_beside("beside", Kind::OtherVersion, "mine", "now")).unwrap();
    assert_eq!(now(one.owner()), Some("w1".to_owned()));
    let seen = machine.window();
    assert_eq!(
        (text(&seen, "ours"), text(&seen, "beside")),
        ("one".into(), "mine".into())
    );
}

/// Two windows change one record as they please, as windows without a lease would.
fn two_windows_at_once(seed: u64) {
    let dice = Rc::new(Dice::new(seed));
    let (machine, one) = begun();
    let windows = [one, machine.window()];
    shown(&windows[1], "ours");
    let mut texts = [FIRST.to_owned(), FIRST.to_owned()];
    // Every edit, and those that led to what the record was confirmed to be.
    let mut edits = BTreeSet::new();
    for n in 0..400 {
        let who = dice.below(2);
        let vault = &windows[who];
        let edit = format!(",\"edit {n} of {who}\"");
        let text = format!("{}{edit}", texts[who]);
        if dice.one_in(9) {
            let lost = [Answer::Lost, Answer::No(StoreError::Failed)][dice.below(2)];
            machine.disk.answer([lost]);
        }
        let written = match dice.below(6) {
            0 => now(vault.fold("ours", &text, "now")),
            1 => now(vault.fold_and_verify("ours", &text, "now")),
            _ => now(vault.keep("ours", &text, "now")),
        };
        // A note may be what met with no answer; the next write must not.
        machine.disk.settle();
        match written {
            Ok(()) => {
                edits.insert(edit);
                texts[who] = text;
            }
            Err(StoreError::Newer) => {
                let beside = format!("beside-{n}");
                now(vault.create_beside(&beside, Kind::OtherVersion, &text, "now")).unwrap();
                edits.insert(edit);
                texts[who] = shown(vault, "ours").text;
            }
            // Not confirmed: the person goes on typing, from what is on the screen.
            Err(_) => texts[who] = text,
        }
    }
    let opened = machine.open();
    assert_eq!(opened.findings, [], "seed {seed}");
    let mut kept = String::new();
    let mut n_others = 0;
    for (id, listed) in now(opened.vault.list()) {
        let shown = shown(&opened.vault, &id);
        assert_eq!(shown.findings, [], "seed {seed}, {id}");
        kept.push_str(&shown.text);
        n_others += usize::from(listed.kind == Kind::OtherVersion);
    }
    for edit in edits {
        assert!(kept.contains(&edit), "seed {seed}: {edit} is lost");
    }
    assert!(n_others > 10, "the windows were in each other's way");
    assert_eq!(machine.rows(Shelf::Quarantine), [], "seed {seed}");
}

#[test]
fn every_edit_of_two_windows_is_in_the_record_or_in_a_version_beside_it() {
    for seed in 0..3 {
        two_windows_at_once(seed);
    }
}

#[test]
fn a_row_that_was_cut_short_is_not_taken_for_the_whole_one_that_begins_the_same() {
    for length in [0, 10, 25, 60] {
        let (machine, vault) = begun();
        fold(&vault, "ours", "two");
        // What a power cut left of the row that the next body's key is put over.
        let machine = machine.after(|contents| {
            let newest = contents[&(Shelf::Key, format!("{VAULT}/ours/0"))].clone();
            let mut begins = newest[..length].to_vec();
            // Its clear revision is the one that is written next.
            if let Some(byte) = begins.get_mut(16) {
                *byte = 3;
            }
            contents.insert((Shelf::Key, format!("{VAULT}/ours/1")), begins);
        });
        let (one, other) = (machine.window(), machine.window());
        shown(&one, "ours");
        shown(&other, "ours");
        fold(&other, "ours", "theirs");
        assert_eq!(
            now(one.keep("ours", "mine", "now")),
            Err(StoreError::Newer),
            "{length}"
        );
        assert_eq!(text(&machine.window(), "ours"), "theirs", "{length}");
    }
}
