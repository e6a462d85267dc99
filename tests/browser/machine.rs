//! What the app takes from the machine it runs on: the time, randomness and files.

use std::collections::BTreeSet;

use js_sys::Date as JsDate;
use mhtr_forms::browser::download::{self, Offered};
use mhtr_forms::browser::files::{FileError, read_text};
use mhtr_forms::browser::{clock, random};
use mhtr_forms::engine::calendar::{Date, DateTime};
use mhtr_forms::engine::case::CaseId;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page;

/// Seconds since 1970 of what the clock says, as JavaScript reads it.
fn seconds(now: DateTime) -> f64 {
    JsDate::parse(&now.to_string()) / 1000.0
}

#[wasm_bindgen_test]
fn the_clock_says_the_time_with_this_device_s_offset() {
    let before = (JsDate::now() / 1000.0).floor();
    let now = clock::now();
    let after = JsDate::now() / 1000.0;
    assert!((before..=after).contains(&seconds(now)), "{now}");
    assert_eq!(DateTime::read(&now.to_string()), Some(now));
    assert_eq!(clock::today(), clock::now().date);
    let here = JsDate::new_0();
    let day = Date::real(
        here.get_full_year().try_into().unwrap(),
        (here.get_month() + 1).try_into().unwrap(),
        here.get_date().try_into().unwrap(),
    );
    assert_eq!(Some(clock::today()), day);
}

#[wasm_bindgen_test]
fn the_clock_is_right_in_every_zone_and_at_the_ends_of_time() {
    for (utc, offset, expected) in [
        ("2026-07-01T13:30:05Z", -60, "2026-07-01T14:30:05+01:00"),
        ("2026-01-01T00:00:00Z", 0, "2026-01-01T00:00:00Z"),
        ("2026-01-01T02:00:00Z", 210, "2025-12-31T22:30:00-03:30"),
        ("2028-02-28T13:30:00Z", -840, "2028-02-29T03:30:00+14:00"),
        ("9999-12-31T23:59:59Z", 0, "9999-12-31T23:59:59Z"),
        ("+010000-01-01T00:00:00Z", 0, "9999-01-01T00:00:00Z"),
        ("+200000-01-01T00:00:00Z", 0, "9999-01-01T00:00:00Z"),
    ] {
        page::set_clock(JsDate::parse(utc), offset);
        let now = clock::now();
        page::seen();
        assert_eq!(now.to_string(), expected);
        assert_eq!(DateTime::read(expected), Some(now));
    }
}

#[wasm_bindgen_test]
fn case_identities_are_all_different_and_can_be_read() {
    let ids: BTreeSet<CaseId> = (0..500).map(|_| random::make_case_id().unwrap()).collect();
    assert_eq!(ids.len(), 500);
    for id in &ids {
        assert_eq!(CaseId::read(id.as_str()).as_ref(), Some(id));
        assert_eq!(id.as_str().len(), 32, "128 bits in hexadecimal");
        assert!(
            id.as_str()
                .bytes()
                .all(|it| b"0123456789abcdef".contains(&it))
        );
    }
    for place in 0..32 {
        let digits: BTreeSet<u8> = ids.iter().map(|id| id.as_str().as_bytes()[place]).collect();
        assert_eq!(digits.len(), 16, "every digit comes up at place {place}");
    }
}

/// Counts what the page asks the network for while `address` is read.
async fn read_counted(address: &str) -> (Result<String, FileError>, Vec<String>) {
    page::watch_fetches();
    let text = read_text(address).await;
    (text, page::seen())
}

#[wasm_bindgen_test]
async fn a_file_of_another_site_is_not_even_asked_for() {
    for address in [
        "https://example.org/questionnaire.json",
        "//example.org/questionnaire.json",
        "\\\\example.org\\questionnaire.json",
        "http://127.0.0.1:1/questionnaire.json",
        "https:questionnaire.json",
        "http://localhost.example.org/",
        "file:///etc/hostname",
        "data:application/json,{}",
        "blob:null/0",
        "javascript:alert(1)",
        "about:blank",
        "http://[",
        " \n//example.org/a",
    ] {
        let (text, asked) = read_counted(address).await;
        assert_eq!(text, Err(FileError::Elsewhere), "{address}");
        assert_eq!(asked, Vec::<String>::new(), "{address}");
    }
}

#[wasm_bindgen_test]
async fn a_file_of_this_site_is_asked_for_once_by_its_whole_address() {
    let (text, asked) = read_counted("forms/no-such-folder/questionnaire.json").await;
    assert_eq!(text, Err(FileError::NotFound));
    assert_eq!(asked.len(), 1);
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    assert!(asked[0].starts_with(&origin), "{asked:?}");
    assert!(
        asked[0].ends_with("/forms/no-such-folder/questionnaire.json"),
        "{asked:?}"
    );
    let page = web_sys::window().unwrap().location().pathname().unwrap();
    let (text, _) = read_counted(&page).await;
    assert!(
        text.unwrap().to_lowercase().contains("<html"),
        "the page of these tests itself"
    );
}

#[wasm_bindgen_test]
async fn a_file_is_offered_under_its_name_with_its_bytes() {
    let text = "{\"é\": \"\u{1F41F}\"}";
    page::catch_files();
    let outcome = download::offer("a copy.json", "application/json", text);
    assert_eq!(
        page::caught_file().await,
        ["a copy.json", "application/json", text]
    );
    assert_eq!(outcome, Offered::Handed);
}
