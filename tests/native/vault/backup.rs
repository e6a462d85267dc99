//! A backup: everything comes back, nothing older or damaged comes in, and what was changed in two places
//! is kept twice.

use std::collections::BTreeMap;
use std::rc::Rc;

use mhtr_forms::vault::backup::{Difference, MAX_FILE, OpenBackup};
use mhtr_forms::vault::disk::{Shelf, StoreError};
use mhtr_forms::vault::door::{put_new, vaults};
use mhtr_forms::vault::header::Passphrase;
use mhtr_forms::vault::manifest::Kind;
use mhtr_forms::vault::memory::MemoryMirror;
use mhtr_forms::vault::place::Finding;
use mhtr_forms::vault::{Unreadable, Vault, VaultError, VaultId};

use super::machine::{
    Answer, Machine, PASSPHRASE, create, data_key, fold, header_of, keep, shown, text,
};
use super::place::{Dice, Failing, FailingDisk, VAULT, now, place};

/// A machine with a vault of two records, one of them with changes in its journal only.
fn made() -> (Machine, Vault) {
    let machine = Machine::new();
    now(put_new(&machine.place(), &header_of(VAULT))).unwrap();
    let vault = machine.window();
    create(&vault, "ours", "{\"name\":\"Robin\"}");
    create(&vault, "other", "{\"name\":\"Sam\"}");
    keep(&vault, "other", "{\"name\":\"Sam\",\"more\":1}");
    (machine, vault)
}

fn file_of(vault: &Vault) -> Vec<u8> {
    now(vault.back_up(&header_of(VAULT), &[])).unwrap()
}

fn open(file: &[u8]) -> OpenBackup {
    OpenBackup::open(file, &Passphrase::new(PASSPHRASE)).unwrap()
}

fn compare(vault: &Vault, backup: &OpenBackup) -> Difference {
    now(vault.compare_backup(backup)).unwrap()
}

fn take_in(vault: &Vault, file: &[u8]) -> Difference {
    let backup = open(file);
    let difference = compare(vault, &backup);
    now(vault.take_in(&backup, &difference, "now")).unwrap();
    difference
}

/// Another machine on which the backup was restored.
fn restored(file: &[u8]) -> Machine {
    let machine = Machine::new();
    now(open(file).restore(&machine.place())).unwrap();
    machine
}

fn texts(vault: &Vault) -> BTreeMap<String, String> {
    let ids = now(vault.list()).into_keys();
    ids.map(|id| (id.clone(), text(vault, &id))).collect()
}

fn only(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn a_backup_that_is_restored_elsewhere_holds_everything() {
    let (machine, vault) = made();
    let file = file_of(&vault);
    let elsewhere = restored(&file);
    let opened = elsewhere.open();
    assert_eq!(opened.findings, []);
    assert_eq!(texts(&opened.vault), texts(&machine.window()));
    assert_eq!(
        now(opened.vault.audit_chain()).unwrap(),
        now(machine.window().audit_chain()).unwrap()
    );
    let found = now(vaults(&elsewhere.place())).unwrap().remove(0);
    assert!(!found.is_copy_damaged);
    assert!(
        found
            .header
            .unwrap()
            .unlock(&Passphrase::new(PASSPHRASE))
            .is_ok()
    );
    // It can be worked with.
    keep(&opened.vault, "other", "more");
    fold(&opened.vault, "ours", "more");
    let again = elsewhere.after(|_| ()).open();
    assert_eq!(again.findings, []);
    assert_eq!(text(&again.vault, "other"), "more");
    assert!(now(again.vault.audit_chain()).unwrap().is_whole);
}

#[test]
fn a_backup_is_not_restored_over_a_vault() {
    let (machine, vault) = made();
    let file = file_of(&vault);
    let before = machine.disk.inner.contents();
    assert_eq!(
        now(open(&file).restore(&machine.place())),
        Err(StoreError::Newer)
    );
    assert_eq!(machine.disk.inner.contents(), before);
}

#[test]
fn where_only_the_header_is_lost_a_backup_gives_back_the_header_and_no_older_record() {
    let (machine, vault) = made();
    let file = file_of(&vault);
    keep(&vault, "ours", "newer than the backup");
    create(&vault, "new", "newer than the backup");
    let machine = machine.without_mirror(|contents| {
        contents.retain(|(shelf, _), _| *shelf != Shelf::Header);
    });
    now(open(&file).restore(&machine.place())).unwrap();
    assert!(now(vaults(&machine.place())).unwrap()[0].header.is_ok());
    let opened = machine.open();
    assert_eq!(opened.findings, []);
    assert_eq!(text(&opened.vault, "ours"), "newer than the backup");
    assert_eq!(text(&opened.vault, "new"), "newer than the backup");
}

/// Tries a file; whatever it is, nothing is written and nothing panics.
fn refusal(file: &[u8]) -> Option<VaultError> {
    OpenBackup::open(file, &Passphrase::new(PASSPHRASE)).err()
}

#[test]
fn a_backup_that_is_cut_off_anywhere_is_refused() {
    let (_, vault) = made();
    let file = file_of(&vault);
    let n_tried = (0..file.len()).step_by(97).chain(0..40).map(|length| {
        assert_eq!(
            refusal(&file[..length]),
            Some(VaultError::Damaged),
            "{length}"
        );
    });
    assert!(n_tried.count() > 60);
    // At the end of every part, too.
    let mut at = 8;
    while at < file.len() {
        assert_eq!(refusal(&file[..at]), Some(VaultError::Damaged), "{at}");
        let length = u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
        at += 4 + length as usize;
    }
    assert_eq!(at, file.len());
    assert_eq!(
        refusal(&[file.as_slice(), &[0]].concat()),
        Some(VaultError::Damaged)
    );
    assert_eq!(
        refusal(&[file.as_slice(), &file[8..]].concat()),
        Some(VaultError::Damaged)
    );
}

#[test]
fn a_backup_with_any_byte_changed_is_refused() {
    let (_, vault) = made();
    let file = file_of(&vault);
    let dice = Dice::new(3);
    let mut at = 0;
    while at < file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1 << dice.below(8);
        let refused = refusal(&changed);
        let is_of_header = (12..12 + 271).contains(&at);
        assert!(
            refused == Some(VaultError::Damaged) || is_of_header && refused.is_some(),
            "byte {at} of {}: {refused:?}",
            file.len()
        );
        at += 1 + dice.below(23);
    }
}

#[test]
fn a_file_that_is_no_backup_is_refused_without_much_ado() {
    let dice = Dice::new(9);
    let mut random = vec![0; 10_000];
    mhtr_forms::vault::Random::fill(&dice, &mut random).unwrap();
    let magic = &file_of(&made().1)[..8];
    let huge_length = [magic, &u32::MAX.to_be_bytes(), &[0; 999]].concat();
    let lengths_only = [magic, &vec![0; MAX_FILE - 8]].concat();
    for file in [
        Vec::new(),
        vec![0; 1 << 20],
        random.clone(),
        [magic, &random].concat(),
        b"%PDF-1.7 and so on".to_vec(),
        magic.to_vec(),
        huge_length,
        lengths_only,
        vec![0; MAX_FILE + 1],
    ] {
        assert_eq!(
            refusal(&file),
            Some(VaultError::Damaged),
            "{} bytes",
            file.len()
        );
    }
    assert!(OpenBackup::is_backup(magic) && !OpenBackup::is_backup(&random));
}

#[test]
fn a_backup_opens_with_its_passphrase_only() {
    let (_, vault) = made();
    let opened = OpenBackup::open(&file_of(&vault), &Passphrase::new("another"));
    assert_eq!(opened.err(), Some(VaultError::WrongSecret));
}

#[test]
fn what_is_older_in_a_backup_stays_outside() {
    let (machine, vault) = made();
    let file = file_of(&vault);
    keep(&vault, "ours", "newer, in the journal");
    fold(&vault, "other", "newer, in the body");
    for vault in [vault, machine.window()] {
        let before = machine.disk.inner.contents();
        let difference = take_in(&vault, &file);
        assert_eq!(difference.older, only(&["other", "ours"]));
        assert_eq!(machine.disk.inner.contents(), before, "nothing is written");
    }
    // Of a vault that is the same nothing is older.
    let same = take_in(&machine.window(), &file_of(&machine.window()));
    assert_eq!(same.same, only(&["other", "ours"]));
}

#[test]
fn what_is_newer_or_new_in_a_backup_is_taken_in_once() {
    let (machine, vault) = made();
    let elsewhere = restored(&file_of(&vault));
    keep(&vault, "ours", "newer, in the journal");
    fold(&vault, "other", "newer, in the body");
    create(&vault, "new", "new");
    let file = file_of(&vault);
    let there = elsewhere.window();
    shown(&there, "ours");
    let difference = take_in(&there, &file);
    assert_eq!(difference.newer, only(&["other", "ours"]));
    assert_eq!(difference.new, only(&["new"]));
    let opened = elsewhere.open();
    assert_eq!(opened.findings, []);
    assert_eq!(texts(&opened.vault), texts(&machine.window()));
    assert_eq!(shown(&opened.vault, "ours").findings, []);
    let before = elsewhere.disk.inner.contents();
    let again = take_in(&opened.vault, &file);
    assert_eq!(again.same, only(&["new", "other", "ours"]));
    assert_eq!(
        elsewhere.disk.inner.contents(),
        before,
        "nothing is written"
    );
    // Its second copy is what was taken in, and not what was there before.
    let of_mirror = elsewhere.after(|contents| {
        contents.retain(|(shelf, _), _| *shelf != Shelf::Record);
    });
    assert_eq!(text(&of_mirror.window(), "ours"), "newer, in the journal");
}

#[test]
fn what_was_changed_in_two_places_is_kept_twice() {
    let (machine, vault) = made();
    let elsewhere = restored(&file_of(&vault));
    let there = elsewhere.window();
    shown(&there, "ours");
    fold(&there, "ours", "changed there");
    shown(&vault, "ours");
    // However often it was written here.
    for n in 0..5 {
        fold(&vault, "ours", &format!("changed here {n}"));
    }
    for (vault, file, mine, theirs) in [
        (&there, file_of(&vault), "changed there", "changed here 4"),
        (&vault, file_of(&there), "changed here 4", "changed there"),
    ] {
        let difference = take_in(vault, &file);
        assert_eq!(difference.other, only(&["ours"]));
        assert_eq!(text(vault, "ours"), mine);
        let list = now(vault.list());
        let others = list.iter().filter(|(_, of)| of.kind == Kind::OtherVersion);
        let others: Vec<_> = others.map(|(id, _)| text(vault, id)).collect();
        assert_eq!(others, [theirs]);
        let n_before = list.len();
        take_in(vault, &file);
        assert_eq!(
            now(vault.list()).len(),
            n_before,
            "taken in twice, kept once"
        );
    }
    drop(machine);
}

#[test]
fn a_vault_may_go_back_and_forth_between_two_machines() {
    let (_, here) = made();
    let elsewhere = restored(&file_of(&here));
    let there = elsewhere.window();
    for n in 0..3 {
        let (a, b) = (format!("{n} there"), format!("{n} here"));
        shown(&there, "ours");
        keep(&there, "ours", &a);
        assert_eq!(take_in(&here, &file_of(&there)).newer, only(&["ours"]));
        assert_eq!(text(&here, "ours"), a);
        fold(&here, "ours", &b);
        assert_eq!(take_in(&there, &file_of(&here)).newer, only(&["ours"]));
        assert_eq!(text(&there, "ours"), b);
    }
    assert_eq!(now(there.list()).len(), 2, "nothing was kept twice");
}

#[test]
fn a_backup_takes_the_place_of_a_record_that_does_not_open_and_of_one_that_was_damaged() {
    let (machine, vault) = made();
    fold(&vault, "ours", "folded");
    let file = file_of(&vault);
    for n_damaged in [1, 2] {
        let machine = machine.without_mirror(|contents| {
            let mut bodies: Vec<_> = contents
                .iter_mut()
                .filter(|((shelf, key), _)| *shelf == Shelf::Record && key.contains("ours"))
                .collect();
            // The newest first.
            bodies.sort_by_key(|((_, key), _)| !key.ends_with('0'));
            for (_, bytes) in bodies.into_iter().take(n_damaged) {
                bytes[80] ^= 1;
            }
        });
        let damaged = machine.rows(Shelf::Record);
        let vault = machine.window();
        let difference = take_in(&vault, &file);
        assert_eq!(difference.newer, only(&["ours"]), "{n_damaged}");
        assert_eq!(text(&vault, "ours"), "folded");
        let opened = machine.open();
        assert_eq!(shown(&opened.vault, "ours").findings, []);
        let aside = machine.rows(Shelf::Quarantine);
        let of_ours = damaged.iter().filter(|(key, _)| key.contains("ours"));
        let n_aside = of_ours.filter(|(_, bytes)| aside.iter().any(|(_, kept)| kept == bytes));
        assert_eq!(n_aside.count(), n_damaged);
    }
}

#[test]
fn nothing_is_taken_in_over_what_changed_since_it_was_compared() {
    let (_, vault) = made();
    let elsewhere = restored(&file_of(&vault));
    keep(&vault, "ours", "newer");
    let backup = open(&file_of(&vault));
    let there = elsewhere.window();
    let difference = compare(&there, &backup);
    assert_eq!(difference.newer, only(&["ours"]));
    let other_window = elsewhere.window();
    shown(&other_window, "ours");
    keep(&other_window, "ours", "typed meanwhile");
    assert_eq!(
        now(there.take_in(&backup, &difference, "now")),
        Err(StoreError::Newer)
    );
    assert_eq!(text(&elsewhere.window(), "ours"), "typed meanwhile");
    assert_eq!(compare(&there, &backup).other, only(&["ours"]));
}

#[test]
fn taking_in_is_all_or_nothing_when_the_power_fails() {
    let (_, vault) = made();
    let elsewhere = restored(&file_of(&vault));
    keep(&vault, "ours", "newer");
    create(&vault, "new", "new");
    let backup = open(&file_of(&vault));
    let before = texts(&elsewhere.window());
    let mut outcomes = [0, 0];
    for seed in 0..40 {
        let dice = Rc::new(Dice::new(seed));
        let contents = elsewhere.disk.inner.contents();
        let disk = Rc::new(FailingDisk::new(contents, Rc::clone(&dice), Failing::Whole));
        let of = place(disk.clone(), Rc::new(MemoryMirror::default()), dice);
        let there = now(Vault::open(VAULT, data_key(), of)).unwrap().vault;
        let difference = compare(&there, &backup);
        disk.is_doomed.set(true);
        assert!(now(there.take_in(&backup, &difference, "now")).is_err());
        let after = Machine::holding(disk.after(), MemoryMirror::default());
        let found = texts(&after.window());
        let is_taken_in = found != before;
        outcomes[usize::from(is_taken_in)] += 1;
        if is_taken_in {
            assert_eq!(found["ours"], "newer");
            assert_eq!(found["new"], "new");
        }
        // Trying again completes it.
        take_in(&after.window(), &file_of(&vault));
        assert_eq!(texts(&after.window())["ours"], "newer");
    }
    assert!(outcomes.iter().all(|n| *n > 0), "{outcomes:?}");
}

#[test]
fn restoring_is_all_or_nothing_when_the_power_fails() {
    let backup = open(&file_of(&made().1));
    for seed in 0..20 {
        let dice = Rc::new(Dice::new(seed));
        let disk = FailingDisk::new(Default::default(), Rc::clone(&dice), Failing::Whole);
        let disk = Rc::new(disk);
        let of = place(disk.clone(), Rc::new(MemoryMirror::default()), dice);
        disk.is_doomed.set(true);
        assert!(now(backup.restore(&of)).is_err());
        let after = Machine::holding(disk.after(), MemoryMirror::default());
        let n_found = now(vaults(&after.place())).unwrap().len();
        assert_eq!(now(after.window().list()).len(), n_found * 2);
    }
}

#[test]
fn what_could_not_be_kept_is_rescued_and_taken_in_as_newer() {
    let (machine, vault) = made();
    let unsaved = BTreeMap::from([
        ("other".to_owned(), "typed, and not kept".to_owned()),
        ("never".to_owned(), "begun, and not kept".to_owned()),
    ]);
    machine.disk.is_silent.set(true);
    let file = now(vault.rescue(&header_of(VAULT), &unsaved)).unwrap();
    machine.disk.is_silent.set(false);
    let vault = machine.after(|_| ()).window();
    let difference = take_in(&vault, &file);
    assert_eq!(difference.newer, only(&["other"]));
    assert_eq!(difference.new, only(&["never"]));
    assert_eq!(text(&vault, "other"), unsaved["other"]);
    assert_eq!(text(&vault, "never"), unsaved["never"]);
    assert_eq!(text(&vault, "ours"), "{\"name\":\"Robin\"}");
}

#[test]
fn what_was_rescued_never_takes_the_place_of_what_was_typed_after_it() {
    for n_folds in [0, 3] {
        let (_, vault) = made();
        let unsaved = BTreeMap::from([("other".to_owned(), "not kept at first".to_owned())]);
        let file = now(vault.rescue(&header_of(VAULT), &unsaved)).unwrap();
        keep(&vault, "other", "kept after all, and gone on with");
        for n in 0..n_folds {
            fold(
                &vault,
                "other",
                &format!("kept after all, and gone on with {n}"),
            );
        }
        let before = text(&vault, "other");
        assert_eq!(take_in(&vault, &file).other, only(&["other"]));
        assert_eq!(text(&vault, "other"), before);
        // What was kept word for word is not kept twice.
        let (_, vault) = made();
        let file = now(vault.rescue(&header_of(VAULT), &unsaved)).unwrap();
        keep(&vault, "other", &unsaved["other"]);
        assert_eq!(take_in(&vault, &file).same, only(&["other"]));
    }
}

#[test]
fn a_backup_of_one_vault_is_taken_into_another() {
    let (_, vault) = made();
    let file = file_of(&vault);
    let machine = Machine::new();
    let colleague = VaultId([8; 16]);
    let theirs = now(Vault::open(colleague, data_key(), machine.place()))
        .unwrap()
        .vault;
    create(&theirs, "mine", "already here");
    // Their own record by a name that the backup uses too has nothing to do with it.
    create(&theirs, "ours", "not the same at all");
    let difference = take_in(&theirs, &file);
    assert_eq!(
        (difference.new, difference.other),
        (only(&["other"]), only(&["ours"]))
    );
    assert_eq!(text(&theirs, "other"), "{\"name\":\"Sam\",\"more\":1}");
    assert_eq!(text(&theirs, "ours"), "not the same at all");
    assert_eq!(take_in(&theirs, &file).same, only(&["other"]));
    let opened = now(Vault::open(colleague, data_key(), machine.place())).unwrap();
    assert_eq!(opened.findings, []);
    assert_eq!(now(opened.vault.list()).len(), 4);
}

#[test]
fn a_backup_that_would_leave_something_out_is_not_made_in_silence() {
    let (machine, _) = made();
    let machine = machine.without_mirror(|contents| {
        for ((shelf, key), bytes) in contents {
            if *shelf == Shelf::Record && key.contains("ours") {
                bytes[80] ^= 1;
            }
        }
    });
    let vault = machine.window();
    let made = now(vault.back_up(&header_of(VAULT), &[]));
    assert_eq!(made.err(), Some(Unreadable::Damaged));
    let made = now(vault.back_up(&header_of(VAULT), &only(&["ours"]))).unwrap();
    assert_eq!(open(&made).n_records(), 1);
}

#[test]
fn a_backup_holds_what_another_window_has_written() {
    let (machine, vault) = made();
    let other = machine.window();
    create(&other, "new", "of another window");
    assert_eq!(open(&file_of(&vault)).n_records(), 3);
}

#[test]
fn after_a_backup_nothing_is_newer_until_something_is() {
    let is_newer = |vault: &Vault| {
        let manifest = now(vault.manifest());
        manifest
            .backup
            .is_none_or(|backup| manifest.counter > backup.counter)
    };
    let (machine, vault) = made();
    assert!(is_newer(&vault));
    let n_records = open(&file_of(&vault)).n_records();
    now(vault.note_backup("now", n_records)).unwrap();
    assert!(!is_newer(&vault) && !is_newer(&machine.window()));
    fold(&vault, "ours", "changed");
    assert!(is_newer(&vault) && is_newer(&machine.window()));
    // What was written between making the backup and its reaching the person is not in it.
    file_of(&vault);
    fold(&vault, "ours", "changed meanwhile");
    now(vault.note_backup("now", n_records)).unwrap();
    assert!(is_newer(&vault) && is_newer(&machine.window()));
}

#[test]
fn a_backup_that_was_not_noted_leaves_the_last_one_as_it_was() {
    let (machine, vault) = made();
    file_of(&vault);
    machine.disk.answer([Answer::No(StoreError::Full)]);
    assert_eq!(now(vault.note_backup("now", 2)), Err(StoreError::Full));
    assert_eq!(now(vault.manifest()).backup, None);
    assert_eq!(now(machine.window().manifest()).backup, None);
}

#[test]
fn a_damaged_audit_chain_is_backed_up_as_it_is() {
    let (machine, _) = made();
    let machine = machine.after(|contents| {
        contents.remove(&(Shelf::Audit, format!("{VAULT}/{:016x}", 0)));
    });
    let opened = machine.open();
    let chain = now(opened.vault.audit_chain()).unwrap();
    assert!(!chain.is_whole);
    let elsewhere = restored(&file_of(&opened.vault)).open();
    assert_eq!(now(elsewhere.vault.audit_chain()).unwrap(), chain);
    assert!(!elsewhere.findings.contains(&Finding::ListRebuilt));
}
