//! The header: both secrets open it, a wrong one is called wrong, and damage is called damage.

use mhtr_forms::vault::header::{Header, Passphrase};
use mhtr_forms::vault::kdf::{Params, RECOVERY};
use mhtr_forms::vault::recovery::RecoveryCode;
use mhtr_forms::vault::seal::{Bound, Key, Tag, open, seal};
use mhtr_forms::vault::{Random, VaultError, VaultId};

use super::{Dice, NoDice};

/// The least that is accepted, so that a test may derive often.
const QUICK: Params = RECOVERY;

const VAULT: VaultId = VaultId([9; 16]);

const LENGTH: usize = 271;

const BOUND: Bound<'static> = Bound {
    tag: Tag::Body,
    vault: VAULT,
    record: "case",
    kind: 1,
    schema: 1,
    revision: 1,
    sequence: 0,
};

struct Made {
    header: Header,
    key: Key,
    passphrase: Passphrase,
    code: RecoveryCode,
    dice: Dice,
}

fn made() -> Made {
    let dice = Dice::new();
    let passphrase = Passphrase::new("vole kettle amber");
    let code = RecoveryCode::make(&dice).unwrap();
    let (header, key) = Header::make(VAULT, &passphrase, &code, QUICK, &dice).unwrap();
    Made {
        header,
        key,
        passphrase,
        code,
        dice,
    }
}

/// Whether two keys are the same: what one seals, the other opens.
fn are_same(one: &Key, other: &Key) -> bool {
    let sealed = seal(one, &BOUND, b"text", &Dice::new()).unwrap();
    open(other, &BOUND, &sealed).is_ok()
}

/// Why it does not open.
fn refusal(opened: Result<Key, VaultError>) -> Option<VaultError> {
    opened.err()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ ((crc & 1) * 0xEDB8_8320)
        })
    })
}

/// Puts a right CRC at the end.
fn with_crc(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 4;
    let crc = crc32(&bytes[..end]);
    bytes[end..].copy_from_slice(&crc.to_be_bytes());
    bytes
}

#[test]
fn both_secrets_open_what_was_written() {
    let made = made();
    let bytes = made.header.write();
    assert_eq!(bytes.len(), LENGTH);
    let header = Header::read(&bytes).unwrap();
    assert_eq!(header, made.header);
    assert_eq!((header.vault(), header.sequence()), (VAULT, 1));
    assert!(are_same(
        &header.unlock(&made.passphrase).unwrap(),
        &made.key
    ));
    assert!(are_same(
        &header.unlock_with_code(&made.code).unwrap(),
        &made.key
    ));
    assert!(header.has_key(&made.key));
}

#[test]
fn a_wrong_secret_is_wrong_and_not_damage() {
    let made = made();
    for text in [
        "",
        "vole kettle ambe",
        "vole kettle amber ",
        "Vole kettle amber",
    ] {
        let opened = made.header.unlock(&Passphrase::new(text));
        assert_eq!(refusal(opened), Some(VaultError::WrongSecret), "{text:?}");
    }
    let other = RecoveryCode::make(&made.dice).unwrap();
    let opened = made.header.unlock_with_code(&other);
    assert_eq!(refusal(opened), Some(VaultError::WrongSecret));
}

#[test]
fn every_changed_bit_is_damage_and_not_a_wrong_secret() {
    let bytes = made().header.write();
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(
            Header::read(&changed),
            Err(VaultError::Damaged),
            "bit {bit}"
        );
    }
}

#[test]
fn every_cut_and_every_addition_is_damage() {
    let bytes = made().header.write();
    for length in 0..bytes.len() {
        assert_eq!(
            Header::read(&bytes[..length]),
            Err(VaultError::Damaged),
            "{length}"
        );
        if length >= 9 {
            let cut = with_crc(bytes[..length].to_vec());
            assert_eq!(Header::read(&cut), Err(VaultError::Damaged), "{length}");
        }
    }
    let longer = with_crc([bytes.as_slice(), &[0]].concat());
    assert_eq!(Header::read(&longer), Err(VaultError::Damaged));
    assert_eq!(Header::read(&vec![0; 1 << 20]), Err(VaultError::Damaged));
}

#[test]
fn a_changed_byte_is_refused_though_the_crc_is_made_to_fit() {
    let made = made();
    let bytes = made.header.write();
    let (crc, key) = (bytes.len() - 4, &made.key);
    for at in 0..crc {
        let mut changed = bytes.clone();
        // The lowest bit, so that parameters stay small enough for a test to derive.
        changed[at] ^= 1;
        let Ok(header) = Header::read(&with_crc(changed)) else {
            continue;
        };
        assert!(!header.has_key(key), "byte {at}");
        // Each takes two derivations: every fifth byte stands for its neighbours.
        if at % 5 != 0 {
            continue;
        }
        for opened in [
            header.unlock(&made.passphrase),
            header.unlock_with_code(&made.code),
        ] {
            let why = refusal(opened);
            let refused = [Some(VaultError::WrongSecret), Some(VaultError::Damaged)];
            assert!(refused.contains(&why), "byte {at}: {why:?}");
        }
    }
}

/// Where things stand in a header.
const VERSION_AT: usize = 4;
const VAULT_AT: usize = 5;
const SEQUENCE_AT: usize = 21;
const SLOTS_AT: [usize; 2] = [25, 126];

#[test]
fn what_was_changed_by_hand_is_called_what_it_is() {
    let made = made();
    let changed = |at: usize, by: &[u8]| {
        let mut bytes = made.header.write();
        bytes[at..at + by.len()].copy_from_slice(by);
        Header::read(&with_crc(bytes))
    };
    for version in [0, 2, 255] {
        assert_eq!(changed(VERSION_AT, &[version]), Err(VaultError::TooNew));
    }
    for slot in SLOTS_AT {
        let (kind, memory, passes, lanes, salt) = (slot, slot + 1, slot + 5, slot + 9, slot + 13);
        assert_eq!(changed(kind, &[3]), Err(VaultError::Damaged));
        for out_of_range in [u32::MAX, 4 << 20, 256 * 1024 + 1, 8 * 1024 - 1, 0] {
            let read = changed(memory, &out_of_range.to_be_bytes());
            assert_eq!(read, Err(VaultError::TooNew));
        }
        for out_of_range in [u32::MAX, 11, 0] {
            let read = changed(passes, &out_of_range.to_be_bytes());
            assert_eq!(read, Err(VaultError::TooNew));
        }
        for out_of_range in [u32::MAX, 5, 0] {
            let read = changed(lanes, &out_of_range.to_be_bytes());
            assert_eq!(read, Err(VaultError::TooNew));
        }
        let own = |header: &Header| match slot == SLOTS_AT[0] {
            true => refusal(header.unlock(&made.passphrase)),
            false => refusal(header.unlock_with_code(&made.code)),
        };
        let other = |header: &Header| match slot == SLOTS_AT[0] {
            true => refusal(header.unlock_with_code(&made.code)),
            false => refusal(header.unlock(&made.passphrase)),
        };
        for (at, by) in [
            (memory + 2, [0x21]),
            (passes + 3, [2]),
            (lanes + 3, [2]),
            (salt, [1]),
        ] {
            let header = changed(at, &by).unwrap();
            assert_eq!(own(&header), Some(VaultError::WrongSecret), "byte {at}");
            assert_eq!(other(&header), Some(VaultError::Damaged), "byte {at}");
        }
    }
    let header = changed(VAULT_AT, &[8]).unwrap();
    let opened = header.unlock(&made.passphrase);
    assert_eq!(refusal(opened), Some(VaultError::WrongSecret));
    let header = changed(SEQUENCE_AT, &[1]).unwrap();
    let opened = header.unlock(&made.passphrase);
    assert_eq!(refusal(opened), Some(VaultError::Damaged));
}

#[test]
fn slots_of_two_headers_cannot_be_mixed() {
    let made = made();
    let code = RecoveryCode::make(&made.dice).unwrap();
    let later = made.header.with_code(&made.key, &code, &made.dice).unwrap();
    let mut mixed = later.write();
    let (from, to) = (SLOTS_AT[1], SLOTS_AT[1] + 101);
    mixed[from..to].copy_from_slice(&made.header.write()[from..to]);
    let mixed = Header::read(&with_crc(mixed)).unwrap();
    let opened = mixed.unlock_with_code(&made.code);
    assert_eq!(
        refusal(opened),
        Some(VaultError::Damaged),
        "a code that was given up"
    );
}

#[test]
fn another_passphrase_opens_the_same_vault_and_the_old_one_does_not() {
    let made = made();
    let new = Passphrase::new("otter ladle violet");
    let later = made
        .header
        .with_passphrase(&made.key, &new, QUICK, &made.dice);
    let later = Header::read(&later.unwrap().write()).unwrap();
    assert_eq!((later.vault(), later.sequence()), (VAULT, 2));
    assert!(are_same(&later.unlock(&new).unwrap(), &made.key));
    assert!(are_same(
        &later.unlock_with_code(&made.code).unwrap(),
        &made.key
    ));
    let opened = later.unlock(&made.passphrase);
    assert_eq!(refusal(opened), Some(VaultError::WrongSecret));
    let old = made.header.unlock(&made.passphrase).unwrap();
    assert!(
        are_same(&old, &made.key),
        "the old copy still opens with the old one"
    );
}

#[test]
fn another_code_opens_the_same_vault_and_the_old_one_does_not() {
    let made = made();
    let new = RecoveryCode::make(&made.dice).unwrap();
    let later = made.header.with_code(&made.key, &new, &made.dice).unwrap();
    assert_eq!(later.sequence(), 2);
    assert!(are_same(&later.unlock_with_code(&new).unwrap(), &made.key));
    assert!(are_same(
        &later.unlock(&made.passphrase).unwrap(),
        &made.key
    ));
    let opened = later.unlock_with_code(&made.code);
    assert_eq!(refusal(opened), Some(VaultError::WrongSecret));
}

#[test]
fn a_header_is_not_rewritten_with_the_key_of_another_vault() {
    let made = made();
    let other = Key::make(&made.dice).unwrap();
    assert!(!made.header.has_key(&other));
    let new = Passphrase::new("otter ladle violet");
    let refused = made.header.with_passphrase(&other, &new, QUICK, &made.dice);
    assert_eq!(refused, Err(VaultError::WrongSecret));
    let refused = made.header.with_code(&other, &made.code, &made.dice);
    assert_eq!(refused, Err(VaultError::WrongSecret));
}

#[test]
fn a_vault_is_made_only_with_randomness_and_with_parameters_that_can_be_read() {
    let made = made();
    let make = |params: Params, random: &dyn Random| {
        let header = Header::make(VAULT, &made.passphrase, &made.code, params, random);
        header.map(|_| ())
    };
    assert_eq!(make(QUICK, &NoDice), Err(VaultError::NoRandomness));
    let cheap = Params {
        memory_kib: 8_191,
        ..QUICK
    };
    assert_eq!(make(cheap, &made.dice), Err(VaultError::TooNew));
}

#[test]
fn no_two_headers_share_a_salt_or_a_sealed_key() {
    let made = made();
    let same = Header::make(VAULT, &made.passphrase, &made.code, QUICK, &made.dice);
    let (one, two) = (made.header.write(), same.unwrap().0.write());
    for slot in SLOTS_AT {
        assert_ne!(one[slot + 13..slot + 29], two[slot + 13..slot + 29]);
        assert_ne!(one[slot + 29..slot + 53], two[slot + 29..slot + 53]);
        assert_ne!(one[slot + 53..slot + 101], two[slot + 53..slot + 101]);
    }
}

#[test]
fn no_garbage_stops_the_reading() {
    let dice = Dice::new();
    let whole = made().header.write();
    for round in 0..20_000_usize {
        let mut garbage = vec![0; round % 600];
        dice.fill(&mut garbage).unwrap();
        assert_eq!(Header::read(&garbage), Err(VaultError::Damaged));
        // Garbage that gets past the first checks, as far as a header's length allows.
        let n_kept = (round % 30).min(garbage.len());
        garbage[..n_kept].copy_from_slice(&whole[..n_kept]);
        if garbage.len() > 8 {
            let read = Header::read(&with_crc(garbage));
            assert!(read.is_err(), "round {round}");
        }
    }
}

#[test]
fn random_bytes_behind_a_whole_beginning_never_open() {
    let made = made();
    for _ in 0..50 {
        let mut bytes = made.header.write();
        for slot in SLOTS_AT {
            made.dice.fill(&mut bytes[slot + 13..slot + 101]).unwrap();
        }
        let header = Header::read(&with_crc(bytes)).unwrap();
        let opened = header.unlock(&made.passphrase);
        assert_eq!(refusal(opened), Some(VaultError::WrongSecret));
    }
}

/// As `python3 -c "import zlib; print(zlib.crc32(header))"` has it: the CRC is the one of zip and PNG.
#[test]
fn the_crc_is_the_one_that_zip_has() {
    assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    let bytes = made().header.write();
    assert_eq!(with_crc(bytes.clone()), bytes);
}

/// Vaults are kept for years: these must be read by every later version.
#[test]
fn what_was_sealed_with_version_1_stays_readable() {
    let bytes = include_bytes!("../golden/header-1.vault");
    let header = Header::read(bytes).unwrap();
    assert_eq!((header.vault(), header.sequence()), (VAULT, 1));
    assert_eq!(header.write(), bytes);
    let key = header
        .unlock(&Passphrase::new("vole kettle amber"))
        .unwrap();
    let code = RecoveryCode::read("NZ6HTD-YSSN0W-GE5XP-35Q6P-GPN7D-KRDRW").unwrap();
    assert!(are_same(&header.unlock_with_code(&code).unwrap(), &key));
    let sealed = include_bytes!("../golden/sealed-1.vault");
    assert_eq!(**open(&key, &BOUND, sealed).unwrap(), *b"a text");
}
