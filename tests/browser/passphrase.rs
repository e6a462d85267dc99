//! A passphrase opens what it sealed, whichever way a keyboard writes it, and nothing of it is trimmed.

use mhtr_forms::browser::passphrase;
use mhtr_forms::browser::random::BrowserRandom;
use mhtr_forms::vault::header::Header;
use mhtr_forms::vault::kdf::RECOVERY;
use mhtr_forms::vault::recovery::RecoveryCode;
use mhtr_forms::vault::{VaultError, VaultId};
use wasm_bindgen_test::wasm_bindgen_test;

/// What comes of unlocking with one passphrase what another sealed.
fn opened(sealed_with: &str, typed: &str) -> Result<(), VaultError> {
    let random = BrowserRandom;
    let code = RecoveryCode::make(&random).unwrap();
    let sealed_with = passphrase::read(sealed_with);
    let made = Header::make(VaultId([7; 16]), &sealed_with, &code, RECOVERY, &random);
    let (header, _) = made.unwrap();
    header.unlock(&passphrase::read(typed)).map(drop)
}

#[wasm_bindgen_test]
fn an_accent_of_one_character_or_of_two_is_the_same_passphrase() {
    let (one, two) = (
        "caf\u{e9} au lait, tr\u{e8}s chaud",
        "cafe\u{301} au lait, tre\u{300}s chaud",
    );
    assert_ne!(one, two);
    assert_eq!(opened(one, two), Ok(()));
    assert_eq!(opened(two, one), Ok(()));
    assert_eq!(opened("\u{fb01}nally 12", "finally 12"), Ok(()), "KC");
    let without = "cafe au lait, tres chaud";
    assert_eq!(opened(one, without), Err(VaultError::WrongSecret));
}

#[wasm_bindgen_test]
fn spaces_at_the_ends_belong_to_a_passphrase() {
    for (sealed_with, typed) in [
        ("four words of mine ", "four words of mine"),
        ("four words of mine", " four words of mine"),
        ("four words of mine", "four words  of mine"),
        ("four words of mine", "Four words of mine"),
    ] {
        let result = opened(sealed_with, typed);
        assert_eq!(result, Err(VaultError::WrongSecret), "{sealed_with:?}");
        assert_eq!(opened(sealed_with, sealed_with), Ok(()));
    }
}
