//! Whether a passphrase is worth having: its length, and that it is not among those that are tried first.

use mhtr_forms::vault::header::{Passphrase, Weak};

fn strength(text: &str) -> Result<(), Weak> {
    Passphrase::new(text).strength()
}

#[test]
fn a_passphrase_has_twelve_characters_at_least() {
    assert_eq!(strength(""), Err(Weak::TooShort));
    assert_eq!(strength("vole nut by"), Err(Weak::TooShort));
    assert_eq!(strength("vole nuts by"), Ok(()));
    assert_eq!(
        strength("éüñôåçøßæðþ"),
        Err(Weak::TooShort),
        "characters, not bytes"
    );
    assert_eq!(strength("🐝🦔🍐🚲🎺🧦🌧🪁🥾🫖🧩"), Err(Weak::TooShort));
    assert_eq!(strength("🐝🦔🍐🚲🎺🧦🌧🪁🥾🫖🧩🪜"), Ok(()));
    assert_eq!(strength(&"vole nuts by ".repeat(77)), Ok(()));
}

#[test]
fn what_is_tried_first_is_refused() {
    for text in [
        "password1234",
        "Password 2026!",
        "PASSWORDPASSWORD",
        "correct horse battery staple",
        "Liverpool2005",
        "mental-health-treatment",
        "letmein 123456",
        "123456789012",
        "qwertyuiop[]",
        "qwertyuiop12",
        "abcdefghijkl",
        "zyxwvutsrqpo",
        "aaaaaaaaaaaa",
        "banana banana ",
        "xkxkxkxkxkxkx",
        "............",
    ] {
        let length = text.chars().count();
        assert!(length >= 12, "{text} is refused for its length");
        assert_eq!(strength(text), Err(Weak::Common), "{text}");
    }
}

#[test]
fn no_rule_asks_for_signs_digits_or_capitals() {
    for text in [
        "vole kettle amber",
        "a password of mine own",
        "rain over Kettering in spring",
        "084712936550",
        "twelve-chars",
        "twelve words twelve words.",
    ] {
        assert_eq!(strength(text), Ok(()), "{text}");
    }
}

#[test]
fn a_passphrase_shows_nothing_of_itself() {
    assert_eq!(
        format!("{:?}", Passphrase::new("vole kettle amber")),
        "Passphrase"
    );
}
