//! The second copy: what it keeps, what it lets go of, and what it leaves alone.

use mhtr_forms::browser::disk::LocalMirror;
use mhtr_forms::vault::disk::Mirror;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

use crate::page;

/// How much of the browser's room it takes at most, in characters.
const MOST: usize = 2 * 1024 * 1024;

fn storage() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// Every key and text in the browser's room.
fn stored() -> Vec<(String, String)> {
    let n = storage().length().unwrap();
    let keys = (0..n).filter_map(|n| storage().key(n).unwrap());
    keys.map(|key| {
        let text = storage().get_item(&key).unwrap().unwrap();
        (key, text)
    })
    .collect()
}

/// The names that begin so, in order.
fn names(prefix: &str) -> Vec<String> {
    let mut names: Vec<String> = LocalMirror
        .read(prefix)
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    names.sort();
    names
}

fn forget_all() {
    for name in names("") {
        LocalMirror.remove(&name);
    }
}

#[wasm_bindgen_test]
fn the_second_copy_gives_back_what_was_put_and_leaves_the_keys_of_others_alone() {
    forget_all();
    let theirs = ["theirs", "mhtr-formsh.a", "h.a", "r.a"];
    for key in theirs {
        storage().set_item(key, "AAAA").unwrap();
    }
    let long: Vec<u8> = (0..=u8::MAX).cycle().take(100_000).collect();
    for bytes in [&[][..], &[0], &[255, 0, 10, 128], &long] {
        LocalMirror.put("h.a", bytes);
        assert_eq!(
            LocalMirror.read("h.a"),
            [("h.a".to_owned(), bytes.to_vec())]
        );
    }
    LocalMirror.put("h.b", &[1]);
    LocalMirror.put("r.a", &[2]);
    assert_eq!(names("h."), ["h.a", "h.b"]);
    assert_eq!(names(""), ["h.a", "h.b", "r.a"]);
    LocalMirror.remove("h.a");
    LocalMirror.remove("theirs");
    assert_eq!(names(""), ["h.b", "r.a"]);
    forget_all();
    assert_eq!(names(""), [""; 0]);
    for key in theirs {
        let text = storage().get_item(key).unwrap();
        assert_eq!(text.as_deref(), Some("AAAA"), "{key}");
        storage().remove_item(key).unwrap();
    }
}

#[wasm_bindgen_test]
fn bodies_make_room_for_each_other_and_only_they_are_let_go_of() {
    forget_all();
    for name in ["h.v", "k.v.a", "m.v"] {
        LocalMirror.put(name, &[7; 1000]);
    }
    let body = vec![7; 400_000];
    for n in 0..9 {
        let name = format!("r.v.{n}");
        LocalMirror.put(&name, &body);
        assert_eq!(names(&name), [name], "the newest is always there");
        let taken: usize = stored()
            .iter()
            .filter_map(|(key, text)| Some(key.strip_prefix("mhtr-forms.")?.len() + text.len()))
            .sum();
        assert!(taken <= MOST, "{taken}");
    }
    let kept = names("r.");
    assert_eq!(kept.len(), 3, "as many as there is room for: {kept:?}");
    assert_eq!(names("h.").len() + names("k.").len() + names("m.").len(), 3);
    // An older copy would mislead, and the others need not go for what has no room in any case.
    LocalMirror.put("r.v.8", &vec![7; MOST]);
    let others: Vec<String> = kept.into_iter().filter(|name| name != "r.v.8").collect();
    assert_eq!(names("r."), others);
    forget_all();
}

#[wasm_bindgen_test]
fn a_browser_that_refuses_the_second_copy_stops_nothing() {
    page::refuse_storage();
    LocalMirror.put("r.a", &[1]);
    LocalMirror.put("h.a", &[1]);
    let read = LocalMirror.read("");
    LocalMirror.remove("h.a");
    page::seen();
    assert_eq!(read, []);
}
