//! Other applications at this address are found by what they keep here, and only they.

use mhtr_forms::browser::neighbours::{self, Neighbour};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

use crate::page;

fn storage() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
async fn what_others_keep_here_is_found_by_its_name_and_ours_is_not() {
    let long = "k".repeat(10_000);
    for key in ["mhtr-forms", "mhtr-forms.opening", "theirs", &long, ""] {
        storage().set_item(key, "value").unwrap();
    }
    for name in ["mhtr-forms-trial", "their database", "\u{202e}db"] {
        page::make_database(name).await;
    }
    let folder = web_sys::window().unwrap().location().origin().unwrap();
    page::stand_service_workers(&format!(
        r#"[["{folder}/","{folder}/sw.js"],["{folder}/","http://127.0.0.1:1/sw.js"]]"#
    ));
    let found = neighbours::find().await;
    page::seen();
    for key in ["mhtr-forms", "mhtr-forms.opening", "theirs", &long, ""] {
        storage().remove_item(key).unwrap();
    }
    for name in ["mhtr-forms-trial", "their database", "\u{202e}db"] {
        page::remove_database(name).await;
    }
    let expected = [
        Neighbour::Key(String::new()),
        Neighbour::Key("k".repeat(80)),
        Neighbour::Key("theirs".to_owned()),
        Neighbour::Database("their database".to_owned()),
        Neighbour::Database("\u{202e}db".to_owned()),
        Neighbour::ServiceWorker(format!("{folder}/")),
    ];
    assert_eq!(found, expected);
}

#[wasm_bindgen_test]
async fn however_many_they_are_a_few_are_enough() {
    for n in 0..200 {
        storage().set_item(&format!("theirs {n}"), "").unwrap();
    }
    let found = neighbours::find().await;
    for n in 0..200 {
        storage().remove_item(&format!("theirs {n}")).unwrap();
    }
    assert_eq!(found.len(), 50);
}

#[wasm_bindgen_test]
async fn what_may_not_be_looked_at_is_no_neighbour() {
    storage().set_item("theirs", "").unwrap();
    page::refuse_storage();
    let found = neighbours::find().await;
    page::seen();
    storage().remove_item("theirs").unwrap();
    assert_eq!(found, []);
}
