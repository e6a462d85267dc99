//! The addresses of the app: every place has one that leads back to it, and no address leads astray.

use mhtr_forms::browser::location;
use mhtr_forms::engine::case::{CaseId, DocumentId};
use mhtr_forms::engine::catalogue::FormId;
use mhtr_forms::ui::route::Route;
use wasm_bindgen_test::wasm_bindgen_test;

/// Names an agency may give a folder, and addresses that try to be something else.
const HOSTILE: [&str; 14] = [
    "phq-9",
    "our form",
    "50%",
    "a/b",
    "..",
    "#/case/x",
    "?questionnaire=x",
    "a&b=c",
    "+1",
    "%41",
    "Frågor",
    "\u{202e}\u{1F41F}",
    "<b>\"'\\",
    "start",
];

fn case() -> CaseId {
    CaseId::read("0123456789abcdef0123456789abcdef").unwrap()
}

fn every_place() -> Vec<Route> {
    let document = || DocumentId(u32::MAX);
    let mut places = vec![
        Route::Home,
        Route::Case(case()),
        Route::Section(case(), document(), 1),
        Route::Section(case(), DocumentId(1), 4_000_000_000),
        Route::Check(case(), document()),
        Route::Read(case(), document()),
        Route::Gallery(String::new()),
        Route::Gallery("button/with-hint".to_owned()),
        Route::Preview("forms/phq-9/questionnaire.json".to_owned()),
        Route::Preview("https://example.org/a?b=c&d=%20#e".to_owned()),
        Route::Preview(String::new()),
    ];
    for name in HOSTILE {
        places.push(Route::Start(case(), FormId::new(name)));
        places.push(Route::Preview(name.to_owned()));
    }
    places
}

#[wasm_bindgen_test]
fn every_place_has_an_address_that_leads_back_to_it() {
    for place in every_place() {
        assert_eq!(Route::read(&place.path()), place, "{}", place.path());
        assert_eq!(place.href(), format!("#/{}", place.path()));
    }
    assert_eq!(Route::Unknown.path(), Route::Home.path());
}

/// A browser writes some characters of an address in its own way.
#[wasm_bindgen_test]
fn every_address_survives_the_browser() {
    for place in every_place() {
        location::replace(&place.path());
        let path = location::path().unwrap();
        assert_eq!(Route::read(&path), place, "{path}");
    }
    location::go("case/a");
    assert_eq!(location::path().as_deref(), Some("case/a"));
    location::replace("");
    assert_eq!(location::path().as_deref(), Some(""));
}

#[wasm_bindgen_test]
fn an_address_that_is_no_place_leads_nowhere_else() {
    let long = "a".repeat(65);
    for path in [
        "cases",
        "case",
        "case/a_b",
        "case/%61/1/check/%2e",
        &format!("case/{long}"),
        "case/a/1",
        "case/a/0/check",
        "case/a/-1/check",
        "case/a/+1/check",
        "case/a/1/0",
        "case/a/1/+1",
        "case/a/1/1.5",
        "case/a/1/99999999999999999999999",
        "case/a/4294967296/1",
        "case/a/1/Check",
        "case/a/1/check/more",
        "case/a/start",
        "case/a/start/",
        "case/a/start/b/c",
        "preview",
        "preview?",
        "preview?address=x",
        "javascript:alert(1)",
        "../../etc",
        "\u{0}",
    ] {
        assert_eq!(Route::read(path), Route::Unknown, "{path}");
    }
}

#[wasm_bindgen_test]
fn escapes_that_are_none_are_left_as_they_stand() {
    for (path, address) in [
        ("preview?questionnaire=a%20b", "a b"),
        ("preview?x=y&questionnaire=a", "a"),
        ("preview?questionnaire=100%", "100%"),
        ("preview?questionnaire=%4", "%4"),
        ("preview?questionnaire=%+1", "%+1"),
        ("preview?questionnaire=%zz", "%zz"),
        ("preview?questionnaire=%ff", "\u{fffd}"),
        ("preview?questionnaire=%25%34%31", "%41"),
    ] {
        assert_eq!(
            Route::read(path),
            Route::Preview(address.to_owned()),
            "{path}"
        );
    }
}
