//! Sealing: bound to what it belongs to, whole or refused, and nothing of the text shows.

use std::collections::BTreeSet;

use mhtr_forms::vault::seal::{
    Bound, Clear, Key, Tag, clear_prefix, hash, open, open_key, read_clear, seal, seal_key,
};
use mhtr_forms::vault::{VaultError, VaultId};

use super::{Dice, NoDice};

const BOUND: Bound<'static> = Bound {
    tag: Tag::Body,
    vault: VaultId([7; 16]),
    record: "case-7F3K",
    kind: 2,
    schema: 3,
    revision: 41,
    sequence: 5,
};

const PREFIX: usize = 25;
const PREFIX_AND_NONCE: usize = 49;
const CHECK: usize = 4;

/// The same with the check at its end put right.
fn rechecked(mut sealed: Vec<u8>) -> Vec<u8> {
    sealed.truncate(sealed.len() - CHECK);
    let check = hash(&sealed);
    sealed.extend(&check[..CHECK]);
    sealed
}

fn key() -> Key {
    Key::make(&Dice::new()).unwrap()
}

#[test]
fn what_is_sealed_opens_again_whatever_its_length() {
    let key = key();
    for length in (0..200).chain([4_096, 70_000]) {
        let plain: Vec<u8> = (0..length).map(|n| n as u8).collect();
        let sealed = seal(&key, &BOUND, &plain, &Dice::new()).unwrap();
        assert_eq!(
            *open(&key, &BOUND, &sealed).unwrap(),
            plain,
            "{length} bytes"
        );
    }
}

#[test]
fn a_sealed_text_begins_with_what_can_be_read_without_a_key() {
    let sealed = seal(&key(), &BOUND, b"text", &Dice::new()).unwrap();
    assert_eq!(
        sealed[..PREFIX],
        *b"MHV\x01\x01B\x02\0\x03\0\0\0\0\0\0\0\x29\0\0\0\0\0\0\0\x05"
    );
    assert_eq!(clear_prefix(&BOUND), sealed[..PREFIX]);
    let clear = Clear {
        tag: Tag::Body,
        kind: 2,
        schema: 3,
        revision: 41,
        sequence: 5,
    };
    assert_eq!(read_clear(&sealed), Ok(clear));
}

#[test]
fn a_text_opens_only_where_it_belongs() {
    let key = key();
    let sealed = seal(&key, &BOUND, b"text", &Dice::new()).unwrap();
    let elsewhere = [
        Bound {
            tag: Tag::Journal,
            ..BOUND
        },
        Bound {
            vault: VaultId([8; 16]),
            ..BOUND
        },
        Bound {
            record: "case-7F3L",
            ..BOUND
        },
        Bound {
            record: "case-7F3",
            ..BOUND
        },
        Bound {
            record: "",
            ..BOUND
        },
        Bound { kind: 3, ..BOUND },
        Bound { schema: 4, ..BOUND },
        Bound {
            revision: 40,
            ..BOUND
        },
        Bound {
            revision: 42,
            ..BOUND
        },
        Bound {
            sequence: 6,
            ..BOUND
        },
    ];
    for bound in elsewhere {
        assert_eq!(
            open(&key, &bound, &sealed),
            Err(VaultError::Damaged),
            "{bound:?}"
        );
    }
}

#[test]
fn what_is_written_on_a_text_cannot_be_rewritten() {
    let key = key();
    let sealed = seal(&key, &BOUND, b"text", &Dice::new()).unwrap();
    let rewritten = [
        Bound {
            tag: Tag::Journal,
            ..BOUND
        },
        Bound { kind: 3, ..BOUND },
        Bound { schema: 2, ..BOUND },
        Bound {
            revision: 42,
            ..BOUND
        },
        Bound {
            sequence: 6,
            ..BOUND
        },
    ];
    for bound in rewritten {
        let forged = rechecked([&clear_prefix(&bound), &sealed[PREFIX..]].concat());
        assert_eq!(
            open(&key, &bound, &forged),
            Err(VaultError::Damaged),
            "{bound:?}"
        );
    }
}

#[test]
fn the_bodies_of_two_records_cannot_be_swapped() {
    let (key, dice) = (key(), Dice::new());
    let other = Bound {
        record: "case-9Q2M",
        ..BOUND
    };
    let first = seal(&key, &BOUND, b"first", &dice).unwrap();
    let second = seal(&key, &other, b"second", &dice).unwrap();
    assert_eq!(open(&key, &BOUND, &second), Err(VaultError::Damaged));
    assert_eq!(open(&key, &other, &first), Err(VaultError::Damaged));
}

#[test]
fn another_key_does_not_open() {
    let dice = Dice::new();
    let (one, other) = (Key::make(&dice).unwrap(), Key::make(&dice).unwrap());
    let sealed = seal(&one, &BOUND, b"text", &dice).unwrap();
    assert_eq!(open(&other, &BOUND, &sealed), Err(VaultError::Damaged));
}

#[test]
fn no_bit_can_be_changed_and_no_end_cut_off() {
    let key = key();
    let sealed = seal(&key, &BOUND, b"text", &Dice::new()).unwrap();
    for bit in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let opened = open(&key, &BOUND, &changed);
        assert_eq!(opened, Err(VaultError::Damaged), "bit {bit}");
        // With the check put right nothing opens either; a later version is then called so.
        let expected = match bit / 8 {
            3 | 4 => VaultError::TooNew,
            _ => VaultError::Damaged,
        };
        if bit / 8 < sealed.len() - CHECK {
            let opened = open(&key, &BOUND, &rechecked(changed));
            assert_eq!(opened, Err(expected), "bit {bit}, with its check");
        }
    }
    for length in 0..sealed.len() {
        let cut = open(&key, &BOUND, &sealed[..length]);
        assert_eq!(cut, Err(VaultError::Damaged), "{length} bytes");
        assert_eq!(read_clear(&sealed[..length]), Err(VaultError::Damaged));
    }
    let longer = [sealed.as_slice(), &[0]].concat();
    assert_eq!(open(&key, &BOUND, &longer), Err(VaultError::Damaged));
}

#[test]
fn a_later_schema_is_called_so_and_not_damaged() {
    let key = key();
    let later = Bound { schema: 4, ..BOUND };
    let sealed = seal(&key, &later, b"text", &Dice::new()).unwrap();
    assert_eq!(open(&key, &BOUND, &sealed), Err(VaultError::TooNew));
    let moved = Bound {
        record: "other",
        ..BOUND
    };
    assert_eq!(open(&key, &moved, &sealed), Err(VaultError::Damaged));
}

#[test]
fn twenty_thousand_seals_use_twenty_thousand_nonces() {
    let (key, dice) = (key(), Dice::new());
    let mut nonces = BTreeSet::new();
    for _ in 0..20_000 {
        let sealed = seal(&key, &BOUND, b"the same", &dice).unwrap();
        let nonce: [u8; 24] = sealed[PREFIX..PREFIX_AND_NONCE].try_into().unwrap();
        assert!(nonces.insert(nonce));
    }
}

#[test]
fn two_seals_of_one_text_share_nothing() {
    let (key, dice) = (key(), Dice::new());
    let one = seal(&key, &BOUND, &[0; 500], &dice).unwrap();
    let two = seal(&key, &BOUND, &[0; 500], &dice).unwrap();
    let same = one.iter().zip(&two).skip(PREFIX).filter(|(a, b)| a == b);
    assert!(same.count() < 16, "of 552 bytes, two are equal by chance");
}

#[test]
fn the_length_shows_in_steps_of_64_bytes_only() {
    let (key, dice) = (key(), Dice::new());
    for length in 0..400 {
        let sealed = seal(&key, &BOUND, &vec![b'x'; length], &dice).unwrap();
        let body = sealed.len() - PREFIX_AND_NONCE - 16 - CHECK;
        assert_eq!(body, (length + 8).div_ceil(64) * 64, "{length} bytes");
    }
}

#[test]
fn a_key_sealed_under_another_opens_and_other_texts_are_no_keys() {
    let dice = Dice::new();
    let (outer, inner) = (Key::make(&dice).unwrap(), Key::make(&dice).unwrap());
    let bound = Bound {
        tag: Tag::RecordKey,
        ..BOUND
    };
    let wrapped = seal_key(&outer, &inner, &bound, &dice).unwrap();
    let text = seal(&inner, &BOUND, b"text", &dice).unwrap();
    let opened = open_key(&outer, &bound, &wrapped).unwrap();
    assert_eq!(**open(&opened, &BOUND, &text).unwrap(), *b"text");

    for length in [0, 31, 33] {
        let wrapped = seal(&outer, &bound, &vec![1; length], &dice).unwrap();
        let refused = open_key(&outer, &bound, &wrapped).map(|_| ());
        assert_eq!(refused, Err(VaultError::Damaged), "{length} bytes");
    }
}

#[test]
fn without_randomness_nothing_is_sealed() {
    let refused = seal(&key(), &BOUND, b"text", &NoDice);
    assert_eq!(refused, Err(VaultError::NoRandomness));
    assert_eq!(
        Key::make(&NoDice).map(|_| ()),
        Err(VaultError::NoRandomness)
    );
}

#[test]
fn a_key_shows_nothing_of_itself() {
    assert_eq!(format!("{:?}", key()), "Key");
}

/// `b2sum --length=256` of `abc`.
#[test]
fn the_hash_is_blake2b_of_256_bits() {
    let hex: String = hash(b"abc")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        hex,
        "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"
    );
}
