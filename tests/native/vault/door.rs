//! The vaults at the door: found by whatever they left, opened by exactly one passphrase, and mended.

use mhtr_forms::vault::disk::{Shelf, StoreError};
use mhtr_forms::vault::door::{AtDoor, mend, put_new, replace, vaults};
use mhtr_forms::vault::header::{Header, Passphrase};
use mhtr_forms::vault::kdf::RECOVERY;
use mhtr_forms::vault::memory::MemoryMirror;
use mhtr_forms::vault::{VaultError, VaultId};

use super::machine::{Answer, Machine, PASSPHRASE, create, data_key, header_of, text};
use super::place::{Dice, VAULT, now};

/// A machine with a vault and a record in it.
fn made() -> Machine {
    let machine = Machine::new();
    now(put_new(&machine.place(), &header_of(VAULT))).unwrap();
    create(&machine.window(), "ours", "text");
    machine
}

fn at_door(machine: &Machine) -> AtDoor {
    let mut found = now(vaults(&machine.place())).unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn opens(header: &Header, passphrase: &str) -> bool {
    header.unlock(&Passphrase::new(passphrase)).is_ok()
}

/// The header with another passphrase.
fn changed(header: &Header, passphrase: &str) -> Header {
    let passphrase = Passphrase::new(passphrase);
    let dice = Dice::new(11);
    header
        .with_passphrase(&data_key(), &passphrase, RECOVERY, &dice)
        .unwrap()
}

#[test]
fn a_damaged_or_missing_copy_of_a_header_is_told_put_aside_and_written_again() {
    for (key, is_gone) in [("0", false), ("1", false), ("0", true), ("1", true)] {
        let at = (Shelf::Header, format!("{VAULT}/{key}"));
        let zeroes = vec![0; 271];
        let machine = made().after(|contents| {
            if is_gone {
                contents.remove(&at);
            } else {
                contents.insert(at.clone(), zeroes.clone());
            }
        });
        let found = at_door(&machine);
        assert!(found.is_copy_damaged);
        let header = found.header.unwrap();
        assert!(opens(&header, PASSPHRASE));
        now(mend(&machine.place(), &header)).unwrap();
        assert!(!at_door(&machine).is_copy_damaged);
        let aside = machine.rows(Shelf::Quarantine);
        assert_eq!(aside.iter().any(|(_, bytes)| *bytes == zeroes), !is_gone);
        assert_eq!(machine.disk.inner.contents()[&at], header.write());
    }
}

#[test]
fn a_header_that_is_only_in_the_second_copy_opens_the_vault() {
    let machine = made().after(|contents| contents.retain(|(shelf, _), _| *shelf != Shelf::Header));
    let found = at_door(&machine);
    assert!(found.is_copy_damaged);
    now(mend(&machine.place(), &found.header.unwrap())).unwrap();
    let again = machine.without_mirror(|_| ());
    assert!(!at_door(&again).is_copy_damaged);
    assert_eq!(text(&again.window(), "ours"), "text");
}

#[test]
fn records_without_any_header_stand_at_the_door_as_damaged() {
    let kept =
        made().without_mirror(|contents| contents.retain(|(shelf, _), _| *shelf != Shelf::Header));
    for left in [Shelf::Record, Shelf::Key, Shelf::Manifest] {
        let machine =
            kept.without_mirror(|contents| contents.retain(|(shelf, _), _| *shelf == left));
        let before = machine.disk.inner.contents();
        let found = at_door(&machine);
        assert_eq!(
            (found.id, found.header.err()),
            (VAULT, Some(VaultError::Damaged)),
            "{left:?}"
        );
        assert_eq!(
            now(put_new(&machine.place(), &header_of(VAULT))),
            Err(StoreError::Newer)
        );
        assert_eq!(machine.disk.inner.contents(), before, "nothing is deleted");
    }
    assert!(now(vaults(&Machine::new().place())).unwrap().is_empty());
}

#[test]
fn a_header_of_a_later_version_is_not_called_damaged() {
    let machine = made().without_mirror(|contents| {
        for ((shelf, _), bytes) in contents {
            if *shelf == Shelf::Header {
                *bytes = later_version(bytes);
            }
        }
    });
    assert_eq!(at_door(&machine).header.err(), Some(VaultError::TooNew));
}

fn later_version(bytes: &[u8]) -> Vec<u8> {
    let mut body = bytes[..bytes.len() - 4].to_vec();
    body[4] = 99;
    let crc = !body.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ ((crc & 1) * 0xEDB8_8320)
        })
    });
    [body, crc.to_be_bytes().to_vec()].concat()
}

#[test]
fn several_vaults_stand_at_one_door() {
    let machine = made();
    let other = VaultId([9; 16]);
    now(put_new(&machine.place(), &header_of(other))).unwrap();
    let ids: Vec<_> = now(vaults(&machine.place()))
        .unwrap()
        .iter()
        .map(|of| of.id)
        .collect();
    assert_eq!(ids, [VAULT, other]);
    assert_eq!(text(&machine.window(), "ours"), "text");
}

#[test]
fn a_change_of_passphrase_that_is_killed_anywhere_leaves_exactly_one_that_opens() {
    let new = "amber kettle vole";
    // The power fails before or after each write, with the mirror as it was or as it was to be.
    for n_done in 0..3 {
        for (is_lost, is_mirror_kept) in
            [(false, true), (true, true), (false, false), (true, false)]
        {
            let machine = made();
            let header = at_door(&machine).header.unwrap();
            let next = changed(&header, new);
            let stop = if is_lost {
                Answer::Lost
            } else {
                Answer::No(StoreError::Failed)
            };
            machine
                .disk
                .answer((0..n_done).map(|_| Answer::Yes).chain([stop, stop, stop]));
            let told = now(replace(&machine.place(), &next, |of| opens(of, new)));
            let at = format!("after {n_done} writes, {stop:?}, {told:?}");
            machine.disk.settle();
            let again = if is_mirror_kept {
                machine.after(|_| ())
            } else {
                machine.without_mirror(|_| ())
            };
            let header = at_door(&again).header.unwrap();
            assert_ne!(opens(&header, new), opens(&header, PASSPHRASE), "{at}");
            if told.is_ok() {
                assert!(opens(&header, new), "{at}");
            }
            if n_done == 0 && !is_lost {
                assert!(told.is_err() && opens(&header, PASSPHRASE), "{at}");
            }
            assert_eq!(text(&again.window(), "ours"), "text", "{at}");
            // The next time the vault is opened, no copy is left that the other passphrase opens.
            now(mend(&again.place(), &header)).unwrap();
            for (key, bytes) in again.rows(Shelf::Header) {
                assert_eq!(Header::read(&bytes).unwrap(), header, "{at}, {key}");
            }
            assert!(!at_door(&again).is_copy_damaged, "{at}");
        }
    }
}

#[test]
fn a_new_header_that_does_not_open_is_taken_back() {
    let machine = made();
    let header = at_door(&machine).header.unwrap();
    let next = changed(&header, "amber kettle vole");
    let before = machine.disk.inner.contents();
    let told = now(replace(&machine.place(), &next, |of| {
        opens(of, "another one")
    }));
    assert_eq!(told, Err(StoreError::Failed));
    assert_eq!(machine.disk.inner.contents(), before);
}

#[test]
fn a_changed_header_is_first_put_where_the_only_whole_one_is_not() {
    for whole in ["0", "1"] {
        let machine = made().without_mirror(|contents| {
            for ((shelf, key), bytes) in contents {
                if *shelf == Shelf::Header && !key.ends_with(whole) {
                    bytes[9] ^= 1;
                }
            }
        });
        let header = at_door(&machine).header.unwrap();
        machine
            .disk
            .answer([Answer::Yes, Answer::No(StoreError::Failed)]);
        now(replace(
            &machine.place(),
            &changed(&header, "amber kettle vole"),
            |_| true,
        ))
        .unwrap();
        let at = (Shelf::Header, format!("{VAULT}/{whole}"));
        assert_eq!(
            machine.disk.inner.contents()[&at],
            header.write(),
            "it is still there"
        );
    }
}

#[test]
fn a_window_that_knows_an_older_header_does_not_put_it_back() {
    let machine = made();
    let older = at_door(&machine).header.unwrap();
    let newer = changed(&older, "amber kettle vole");
    now(replace(&machine.place(), &newer, |_| true)).unwrap();
    now(mend(&machine.place(), &older)).unwrap();
    assert_eq!(at_door(&machine).header.unwrap(), newer);
    let late = changed(&older, "yet another one");
    assert_eq!(
        now(replace(&machine.place(), &late, |_| true)),
        Err(StoreError::Newer)
    );
    assert_eq!(at_door(&machine).header.unwrap(), newer);
}

#[test]
fn a_second_copy_that_forgot_is_no_damage() {
    let machine = made();
    let forgetful = Machine::holding(machine.disk.inner.contents(), MemoryMirror::default());
    assert!(!at_door(&forgetful).is_copy_damaged);
}
