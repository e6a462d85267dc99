//! What every store promises, held against each store there is: the browser's database and its twin in
//! memory.

use std::future::Future;
use std::rc::Rc;
use std::slice::from_ref;

use mhtr_forms::browser::{random, store};
use mhtr_forms::engine::case::CaseId;
use mhtr_forms::engine::case::store::{Record, Store, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page;

/// A store, and another look at the same records: as another window has it, or this one after a reload.
struct Opened {
    store: Rc<dyn Store>,
    again: Rc<dyn Store>,
}

async fn in_database() -> Opened {
    let (store, refused) = store::open().await;
    assert_eq!(refused, None);
    assert!(store.outlives_the_page());
    let (again, _) = store::open().await;
    Opened { store, again }
}

fn in_memory() -> Opened {
    let store = store::MemoryStore::default();
    assert!(!store.outlives_the_page());
    Opened {
        store: Rc::new(store.clone()),
        again: Rc::new(store),
    }
}

/// Holds a promise against each store.
async fn each<F: Future<Output = ()>>(promise: impl Fn(Opened, CaseId) -> F) {
    promise(in_memory(), new_id()).await;
    promise(in_database().await, new_id()).await;
}

fn new_id() -> CaseId {
    random::make_case_id().unwrap()
}

fn record(id: &CaseId, revision: u64, body: &str) -> Record {
    Record {
        key: id.to_string(),
        revision,
        body: body.to_owned(),
        is_aside: false,
    }
}

/// The records of one case: the database is shared by all tests.
async fn records(store: &Rc<dyn Store>, id: &CaseId) -> Vec<Record> {
    let all = store.read_all().await.unwrap();
    let is_of = |record: &Record| record.key.starts_with(id.as_str());
    all.into_iter().filter(is_of).collect()
}

#[wasm_bindgen_test]
async fn what_is_written_is_there_again_to_the_character() {
    each(async |opened, id| {
        assert_eq!(records(&opened.store, &id).await, []);
        for (revision, body) in ["", "é “\u{0}\u{2028}\u{1F41F}\r\n", &"x".repeat(1_000_000)]
            .into_iter()
            .enumerate()
        {
            let revision = u64::try_from(revision).unwrap();
            let record = record(&id, revision, body);
            let replaces = revision.checked_sub(1);
            opened.store.write(record.clone(), replaces).await.unwrap();
            assert_eq!(records(&opened.store, &id).await, from_ref(&record));
            assert_eq!(records(&opened.again, &id).await, [record]);
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_revision_is_kept_as_far_as_numbers_are_exact() {
    each(async |opened, id| {
        let record = record(&id, 9_007_199_254_740_991, "last");
        opened.store.write(record.clone(), None).await.unwrap();
        assert_eq!(records(&opened.again, &id).await, [record]);
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_state_made_from_another_than_is_kept_is_refused_and_changes_nothing() {
    each(async |opened, id| {
        let kept = record(&id, 5, "kept");
        opened.store.write(kept.clone(), None).await.unwrap();
        for (record, replaces) in [
            // An older state, the same revision with other content, and one that counted further from
            // a state that another window has replaced since.
            (record(&id, 4, "older"), Some(3)),
            (record(&id, 5, "other"), Some(4)),
            (record(&id, 5, "other"), Some(5)),
            (record(&id, 9, "further"), Some(4)),
            (record(&id, 9, "further"), None),
            (record(&id, 4, "backwards"), Some(5)),
        ] {
            let written = opened.again.write(record.clone(), replaces).await;
            assert_eq!(
                written,
                Err(StoreError::Newer),
                "{record:?} over {replaces:?}"
            );
            assert_eq!(records(&opened.store, &id).await, from_ref(&kept));
        }
        let next = record(&id, 6, "next");
        opened.again.write(next.clone(), Some(5)).await.unwrap();
        assert_eq!(records(&opened.store, &id).await, [next]);
    })
    .await;
}

/// The confirmation of a write can be lost; then the same is written again.
#[wasm_bindgen_test]
async fn the_same_state_can_be_written_twice() {
    each(async |opened, id| {
        let kept = record(&id, 1, "kept");
        opened.store.write(kept.clone(), None).await.unwrap();
        opened.store.write(kept.clone(), None).await.unwrap();
        opened.again.write(kept.clone(), Some(0)).await.unwrap();
        assert_eq!(records(&opened.store, &id).await, [kept]);
    })
    .await;
}

#[wasm_bindgen_test]
async fn of_two_windows_that_go_on_from_one_state_only_one_is_kept() {
    each(async |opened, id| {
        opened
            .store
            .write(record(&id, 1, "both"), None)
            .await
            .unwrap();
        // Both are under way at once.
        let one = opened.store.write(record(&id, 2, "one"), Some(1));
        let other = opened.again.write(record(&id, 4, "other"), Some(1));
        assert_eq!((one.await, other.await), (Ok(()), Err(StoreError::Newer)));
        assert_eq!(records(&opened.again, &id).await, [record(&id, 2, "one")]);
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_was_removed_is_gone_and_another_window_does_not_bring_it_back() {
    each(async |opened, id| {
        let neighbour = new_id();
        opened.store.write(record(&id, 1, "a"), None).await.unwrap();
        opened
            .store
            .write(record(&neighbour, 1, "b"), None)
            .await
            .unwrap();
        opened.store.remove(id.clone()).await.unwrap();
        assert_eq!(records(&opened.again, &id).await, []);
        assert_eq!(records(&opened.again, &neighbour).await.len(), 1);
        let late = opened
            .again
            .write(record(&id, 2, "a, again"), Some(1))
            .await;
        assert_eq!(late, Err(StoreError::Newer));
        assert_eq!(records(&opened.store, &id).await, []);
        assert_eq!(opened.store.remove(id).await, Ok(()), "gone already");
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_set_aside_is_kept_as_it_was_whatever_happens_to_its_key() {
    each(async |opened, id| {
        let key = id.to_string();
        let set_aside = |n: usize, body: &str| Record {
            key: Record::key_aside(&key, n),
            is_aside: true,
            ..record(&id, 7, body)
        };
        opened
            .store
            .write(record(&id, 7, "damaged"), None)
            .await
            .unwrap();
        opened.store.set_aside(key.clone()).await.unwrap();
        let first = set_aside(1, "damaged");
        assert_eq!(records(&opened.again, &id).await, from_ref(&first));
        // Its place is free again, and what is written there is set aside beside the first.
        opened
            .store
            .write(record(&id, 7, "damaged too"), None)
            .await
            .unwrap();
        opened.store.set_aside(key.clone()).await.unwrap();
        let second = set_aside(2, "damaged too");
        assert_eq!(
            records(&opened.again, &id).await,
            [first.clone(), second.clone()]
        );
        opened.store.remove(id.clone()).await.unwrap();
        opened.store.set_aside(key.clone()).await.unwrap();
        assert_eq!(records(&opened.again, &id).await, [first, second]);
    })
    .await;
}

/// Whatever stands in the database, by a hand that is not ours.
#[wasm_bindgen_test]
async fn what_is_no_record_is_shown_and_set_aside_and_never_written_over() {
    let opened = in_database().await;
    for foreign in [
        "7",
        "\"text\"",
        "null",
        "{\"revision\":-1}",
        "{\"revision\":\"x\",\"body\":3}",
        "{\"body\":\"{}\"}",
    ] {
        let id = new_id();
        page::put_by_hand(foreign, id.as_str()).await;
        let found = records(&opened.store, &id).await;
        assert_eq!(found.len(), 1, "{foreign}");
        assert_eq!(
            (found[0].revision, found[0].is_aside),
            (0, false),
            "{foreign}"
        );
        let over = opened.store.write(record(&id, 3, "a case"), None).await;
        assert_eq!(over, Err(StoreError::Newer), "{foreign}");
        opened.store.set_aside(id.to_string()).await.unwrap();
        let found = records(&opened.again, &id).await;
        assert_eq!((found.len(), found[0].is_aside), (1, true), "{foreign}");
    }
}

#[wasm_bindgen_test]
async fn every_transaction_is_asked_to_be_on_the_disk() {
    let opened = in_database().await;
    let id = new_id();
    page::watch_transactions();
    let written = opened.store.write(record(&id, 1, "a"), None).await;
    let set_aside = opened.store.set_aside(id.to_string()).await;
    let removed = opened.store.remove(id).await;
    let watched = page::seen();
    assert_eq!((written, set_aside, removed), (Ok(()), Ok(()), Ok(())));
    assert_eq!(watched, ["readwrite strict"; 3]);
}

/// Deleting the database closes every connection to it, as a later version of the app would, or a
/// system that is short of memory.
#[wasm_bindgen_test]
async fn a_store_whose_connection_was_closed_goes_on_over_another() {
    let opened = in_database().await;
    let (before, after) = (new_id(), new_id());
    opened
        .store
        .write(record(&before, 1, "a"), None)
        .await
        .unwrap();
    page::delete_database().await;
    // What is gone is said to be gone, and not made good on the quiet.
    let late = opened.store.write(record(&before, 2, "b"), Some(1)).await;
    assert_eq!(late, Err(StoreError::Newer));
    opened
        .store
        .write(record(&after, 1, "c"), None)
        .await
        .unwrap();
    assert_eq!(
        records(&opened.again, &after).await,
        [record(&after, 1, "c")]
    );
}
