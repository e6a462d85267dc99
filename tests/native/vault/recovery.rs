//! The recovery code: read as people type, and the wrong group is named.

use mhtr_forms::vault::VaultError;
use mhtr_forms::vault::recovery::{RecoveryCode, WrongCode};

use super::{Dice, NoDice};

fn groups() -> Vec<String> {
    RecoveryCode::make(&Dice::new()).unwrap().groups()
}

/// The groups that a text is read as.
fn read(text: &str) -> Result<Vec<String>, WrongCode> {
    RecoveryCode::read(text).map(|code| code.groups())
}

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[test]
fn a_code_is_six_groups_of_six_and_five_characters() {
    let lengths: Vec<_> = groups().iter().map(String::len).collect();
    assert_eq!(lengths, [6, 6, 5, 5, 5, 5]);
    assert!(groups().concat().chars().all(|c| ALPHABET.contains(c)));
}

#[test]
fn every_code_reads_as_itself() {
    let dice = Dice::new();
    for _ in 0..2_000 {
        let groups = RecoveryCode::make(&dice).unwrap().groups();
        assert_eq!(read(&groups.join("-")), Ok(groups));
    }
}

#[test]
fn a_code_is_read_in_either_case_with_any_spaces_and_hyphens() {
    let groups = groups();
    let ways = [
        groups.concat(),
        groups.join(" "),
        groups.join("-").to_lowercase(),
        groups.join(" – "),
        format!("  {}\t\n", groups.join("\u{a0}\u{2011}")),
        groups.concat().chars().map(|c| format!("{c} ")).collect(),
    ];
    for way in ways {
        assert_eq!(read(&way), Ok(groups.clone()), "{way}");
    }
}

#[test]
fn letters_that_look_like_digits_are_read_as_those() {
    let dice = Dice::new();
    let mut seen = (false, false);
    for _ in 0..50 {
        let groups = RecoveryCode::make(&dice).unwrap().groups();
        let text = groups.join(" ");
        seen = (seen.0 || text.contains('0'), seen.1 || text.contains('1'));
        for (zero, one) in [("O", "I"), ("o", "l"), ("O", "L"), ("o", "i")] {
            let typed = text.replace('0', zero).replace('1', one);
            assert_eq!(read(&typed), Ok(groups.clone()), "{typed}");
        }
    }
    assert_eq!(seen, (true, true));
}

/// Every code that one slip makes of `text`, with the place of the character.
fn slips(text: &str) -> Vec<(usize, String)> {
    let mut slips = Vec::new();
    for (at, own) in text.chars().enumerate() {
        for other in ALPHABET
            .chars()
            .chain(['U', '*', 'é'])
            .filter(|c| *c != own)
        {
            let typed = text.chars().enumerate();
            let typed = typed.map(|(n, c)| if n == at { other } else { c });
            slips.push((at, typed.collect()));
        }
    }
    slips
}

fn group_of(at: usize) -> usize {
    [6, 12, 17, 22, 27, 32]
        .iter()
        .position(|end| at < *end)
        .unwrap()
        + 1
}

#[test]
fn one_wrong_character_is_found_and_its_group_named() {
    for (at, typed) in slips(&groups().concat()) {
        assert_eq!(read(&typed), Err(WrongCode::Group(group_of(at))), "{typed}");
    }
}

#[test]
fn two_characters_of_a_group_that_change_places_are_found() {
    let text: Vec<char> = groups().concat().chars().collect();
    for one in 0..text.len() {
        for other in one + 1..text.len() {
            if group_of(one) != group_of(other) || text[one] == text[other] {
                continue;
            }
            let mut typed = text.clone();
            typed.swap(one, other);
            let typed: String = typed.into_iter().collect();
            assert_eq!(
                read(&typed),
                Err(WrongCode::Group(group_of(one))),
                "{typed}"
            );
        }
    }
}

#[test]
fn two_groups_that_change_places_are_found() {
    let groups = groups();
    for (one, other) in [(0, 1), (2, 3), (2, 4), (2, 5), (3, 4), (3, 5), (4, 5)] {
        let mut typed = groups.clone();
        typed.swap(one, other);
        assert_eq!(read(&typed.concat()), Err(WrongCode::Group(one + 1)));
    }
}

#[test]
fn the_first_wrong_group_is_named() {
    let groups = groups();
    let mut typed = groups.clone();
    typed[1] = "UUUUUU".to_owned();
    typed[4] = "UUUUU".to_owned();
    assert_eq!(read(&typed.concat()), Err(WrongCode::Group(2)));
}

#[test]
fn too_few_and_too_many_characters_are_counted() {
    let text = groups().join("-");
    for n in 0..32 {
        let typed: String = groups().concat().chars().take(n).collect();
        assert_eq!(read(&typed), Err(WrongCode::Length { n }));
    }
    let longer = format!("{text} 0");
    assert_eq!(read(&longer), Err(WrongCode::Length { n: 33 }));
    assert_eq!(read(""), Err(WrongCode::Length { n: 0 }));
}

/// Two bits of the last character say nothing. If they were read as anything, one code would be written in
/// several ways.
#[test]
fn the_spare_bits_are_nought() {
    let text = groups().concat();
    let accepted = ALPHABET.chars().flat_map(|last| {
        let begun = format!("{}{last}", &text[..30]);
        ALPHABET.chars().map(move |check| format!("{begun}{check}"))
    });
    let accepted: Vec<_> = accepted.filter_map(|typed| read(&typed).ok()).collect();
    assert_eq!(accepted.len(), 8, "{accepted:?}");
}

/// Codes are on paper for years: these must be read by every later version.
#[test]
fn codes_stay_as_they_were_printed() {
    struct Same(u8);
    impl mhtr_forms::vault::Random for Same {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
            for (n, byte) in bytes.iter_mut().enumerate() {
                *byte = self.0.wrapping_mul(n as u8);
            }
            Ok(())
        }
    }
    let printed = [
        (0, "00000A-00000M-0000F-0000M-0000H-0000Y"),
        (17, "008J4A-CT4ANP-K7F2Q-4SNA2-XWSQ9-FEZW4"),
        (91, "01DVC6-4BCRWW-H7VP5-1KHVN-MM978-ZTAMP"),
    ];
    for (seed, code) in printed {
        let groups = RecoveryCode::make(&Same(seed)).unwrap().groups();
        assert_eq!(groups.join("-"), code);
    }
}

#[test]
fn no_text_stops_the_reading() {
    for text in [
        "",
        "-",
        "\u{0}",
        "é".repeat(32).as_str(),
        "🙂".repeat(32).as_str(),
    ] {
        assert!(read(text).is_err());
    }
}

#[test]
fn a_code_shows_nothing_of_itself_and_needs_randomness() {
    let code = RecoveryCode::make(&Dice::new()).unwrap();
    assert_eq!(format!("{code:?}"), "RecoveryCode");
    let refused = RecoveryCode::make(&NoDice).map(|_| ());
    assert_eq!(refused, Err(VaultError::NoRandomness));
}
