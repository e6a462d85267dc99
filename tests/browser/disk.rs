//! What every place for sealed bytes promises, held against each there is: the browser's database and its
//! twin in memory.

use std::future::Future;
use std::rc::Rc;

use futures_util::future::join;
use mhtr_forms::browser::{disk, random};
use mhtr_forms::vault::disk::{Batch, Disk, Shelf, StoreError};
use mhtr_forms::vault::memory::MemoryDisk;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page;

/// What stands on a shelf.
type Rows = Vec<(String, Vec<u8>)>;

/// A place, and another look at the same bytes: as another window has it, or this one after a reload.
struct Opened {
    disk: Rc<dyn Disk>,
    again: Rc<dyn Disk>,
}

async fn in_database() -> Opened {
    let (disk, refused) = disk::open().await;
    assert_eq!(refused, None);
    assert!(disk.outlives_the_page());
    let (again, _) = disk::open().await;
    Opened { disk, again }
}

fn in_memory() -> Opened {
    let disk = MemoryDisk::default();
    assert!(!disk.outlives_the_page());
    Opened {
        disk: Rc::new(disk.clone()),
        again: Rc::new(disk),
    }
}

/// Holds a promise against each place, under a beginning of all keys that nothing else uses.
async fn each<F: Future<Output = ()>>(promise: impl Fn(Opened, String) -> F) {
    promise(in_memory(), new_prefix()).await;
    promise(in_database().await, new_prefix()).await;
}

/// The database is shared by all tests.
fn new_prefix() -> String {
    format!("{}/", random::make_vault_id().unwrap())
}

async fn rows(disk: &Rc<dyn Disk>, shelf: Shelf, prefix: &str) -> Rows {
    disk.read(shelf, prefix).await.unwrap()
}

async fn record(disk: &Rc<dyn Disk>, key: &str) -> Option<Vec<u8>> {
    let rows = rows(disk, Shelf::Record, key).await;
    rows.into_iter()
        .find(|(of, _)| of == key)
        .map(|(_, bytes)| bytes)
}

fn put(key: &str, bytes: &[u8]) -> Batch {
    let mut batch = Batch::default();
    batch.put(Shelf::Record, key, bytes.to_vec());
    batch
}

/// Puts bytes where other bytes are expected.
fn put_over(key: &str, begins: Option<&[u8]>, bytes: &[u8]) -> Batch {
    let mut batch = put(key, bytes);
    batch.expect(Shelf::Record, key, begins.map(<[u8]>::to_vec));
    batch
}

#[wasm_bindgen_test]
async fn what_is_written_is_there_again_to_the_byte() {
    each(async |opened, prefix| {
        let long: Vec<u8> = (0..=u8::MAX).cycle().take(1024 * 1024).collect();
        for shelf in Shelf::ALL {
            assert_eq!(rows(&opened.disk, shelf, &prefix).await, []);
            for bytes in [&[], &[0][..], &[255, 0, 10, 13, 128], &long, &[7]] {
                let mut batch = Batch::default();
                batch.put(shelf, &prefix, bytes.to_vec());
                opened.disk.write(batch).await.unwrap();
                for disk in [&opened.disk, &opened.again] {
                    let found = rows(disk, shelf, &prefix).await;
                    assert!(found == [(prefix.clone(), bytes.to_vec())], "{shelf:?}");
                }
            }
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_begins_so_is_read_in_the_order_of_its_keys_and_nothing_else() {
    each(async |opened, prefix| {
        let key = |name: &str| format!("{prefix}{name}");
        let mut batch = Batch::default();
        for name in ["b/0", "a/1", "a~", "a", "a/0", "a/10", "A/0"] {
            batch.put(Shelf::Record, &key(name), name.as_bytes().to_vec());
        }
        batch.put(Shelf::Key, &key("a/2"), vec![1]);
        opened.disk.write(batch).await.unwrap();
        for (begins, expected) in [
            ("a/", &["a/0", "a/1", "a/10"][..]),
            ("a", &["a", "a/0", "a/1", "a/10", "a~"]),
            ("", &["A/0", "a", "a/0", "a/1", "a/10", "a~", "b/0"]),
            ("a/10", &["a/10"]),
            ("c", &[]),
        ] {
            let expected: Rows = expected
                .iter()
                .map(|name| (key(name), name.as_bytes().to_vec()))
                .collect();
            let found = rows(&opened.again, Shelf::Record, &key(begins)).await;
            assert_eq!(found, expected, "{begins}");
            let keys = opened.again.keys(Shelf::Record, &key(begins)).await;
            let expected: Vec<String> = expected.into_iter().map(|(key, _)| key).collect();
            assert_eq!(keys.unwrap(), expected, "{begins}");
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_batch_of_which_one_guard_does_not_hold_is_refused_and_changes_nothing() {
    each(async |opened, prefix| {
        let key = |name: &str| format!("{prefix}{name}");
        let kept = [(key("a"), b"kept".to_vec())];
        opened.disk.write(put(&key("a"), b"kept")).await.unwrap();
        for (name, begins) in [
            ("a", None),
            ("a", Some(&b"other"[..])),
            ("a", Some(b"kept and more")),
            ("b", Some(b"")),
            ("b", Some(b"kept")),
        ] {
            let mut batch = Batch::default();
            batch.expect(Shelf::Record, &key("a"), Some(b"kept".to_vec()));
            batch.expect(Shelf::Record, &key(name), begins.map(<[u8]>::to_vec));
            batch.put(Shelf::Record, &key("a"), b"over".to_vec());
            batch.put(Shelf::Record, &key("b"), b"beside".to_vec());
            batch.put(Shelf::Journal, &key("b"), b"elsewhere".to_vec());
            batch.remove(Shelf::Record, &key("a"));
            let written = opened.again.write(batch).await;
            assert_eq!(
                written,
                Err(StoreError::Newer),
                "{name} beginning {begins:?}"
            );
            assert_eq!(rows(&opened.disk, Shelf::Record, &prefix).await, kept);
            assert_eq!(rows(&opened.disk, Shelf::Journal, &prefix).await, []);
        }
        // A short row is known by all of it, and not by its beginning.
        for begins in [&b""[..], b"ke"] {
            let written = opened
                .again
                .write(put_over(&key("a"), Some(begins), b"kept"));
            assert_eq!(written.await, Err(StoreError::Newer), "{begins:?}");
        }
        let written = opened
            .again
            .write(put_over(&key("a"), Some(b"kept"), b"kept"));
        assert_eq!(written.await, Ok(()));
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_batch_is_carried_out_in_its_order_on_every_shelf_it_names() {
    each(async |opened, prefix| {
        let mut batch = Batch::default();
        batch.put(Shelf::Record, &prefix, b"first".to_vec());
        batch.remove(Shelf::Record, &prefix);
        batch.put(Shelf::Record, &prefix, b"last".to_vec());
        batch.put(Shelf::Key, &prefix, b"a key".to_vec());
        batch.put(Shelf::Audit, &prefix, b"gone".to_vec());
        batch.remove(Shelf::Audit, &prefix);
        opened.disk.write(batch).await.unwrap();
        for (shelf, expected) in [
            (Shelf::Record, &[&b"last"[..]][..]),
            (Shelf::Key, &[b"a key"]),
            (Shelf::Audit, &[]),
        ] {
            let found = rows(&opened.again, shelf, &prefix).await;
            let found: Vec<&[u8]> = found.iter().map(|(_, bytes)| &bytes[..]).collect();
            assert_eq!(found, expected, "{shelf:?}");
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_batch_that_does_nothing_is_carried_out_if_what_it_expects_stands() {
    each(async |opened, prefix| {
        assert_eq!(opened.disk.write(Batch::default()).await, Ok(()));
        opened.disk.write_in_passing(Batch::default());
        opened.disk.write(put(&prefix, b"a")).await.unwrap();
        for (begins, expected) in [
            (Some(b"a".to_vec()), Ok(())),
            (Some(b"b".to_vec()), Err(StoreError::Newer)),
            (None, Err(StoreError::Newer)),
        ] {
            let mut batch = Batch::default();
            batch.expect(Shelf::Record, &prefix, begins);
            assert_eq!(opened.again.write(batch).await, expected);
        }
        let stands = record(&opened.disk, &prefix).await;
        assert_eq!(stands, Some(b"a".to_vec()));
    })
    .await;
}

#[wasm_bindgen_test]
async fn of_two_windows_that_go_on_from_one_state_only_one_is_kept() {
    each(async |opened, prefix| {
        // From nothing, and then from what won.
        for (won, won_too) in [(b"1, one", b"1, two"), (b"2, one", b"2, two")] {
            let stands = record(&opened.disk, &prefix).await;
            // Both are under way at once.
            let one = put_over(&prefix, stands.as_deref(), won);
            let other = put_over(&prefix, stands.as_deref(), won_too);
            let (one, other) = join(opened.disk.write(one), opened.again.write(other)).await;
            let (winner, refused) = if one.is_ok() {
                (won, other)
            } else {
                assert_eq!(other, Ok(()));
                (won_too, one)
            };
            assert_eq!(refused, Err(StoreError::Newer));
            let stands = record(&opened.again, &prefix).await;
            assert_eq!(stands.as_deref(), Some(&winner[..]));
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_was_removed_is_gone_and_another_window_does_not_bring_it_back() {
    each(async |opened, prefix| {
        let (key, neighbour) = (format!("{prefix}a"), format!("{prefix}b"));
        opened.disk.write(put(&key, b"a")).await.unwrap();
        opened.disk.write(put(&neighbour, b"b")).await.unwrap();
        let mut removal = Batch::default();
        removal.remove(Shelf::Record, &key);
        opened.disk.write(removal.clone()).await.unwrap();
        assert_eq!(record(&opened.again, &key).await, None);
        let late = put_over(&key, Some(b"a"), b"a, again");
        assert_eq!(opened.again.write(late).await, Err(StoreError::Newer));
        let found = rows(&opened.disk, Shelf::Record, &prefix).await;
        assert_eq!(found, [(neighbour, b"b".to_vec())]);
        assert_eq!(opened.disk.write(removal).await, Ok(()), "gone already");
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_written_in_passing_is_there_and_goes_over_nothing_where_a_key_must_be_empty() {
    each(async |opened, prefix| {
        let key = |name: &str| format!("{prefix}{name}");
        opened.disk.write_in_passing(put(&key("a"), b"new"));
        opened
            .disk
            .write_in_passing(put_over(&key("b"), None, b"new"));
        let found = [
            record(&opened.again, &key("a")).await,
            record(&opened.again, &key("b")).await,
        ];
        assert_eq!(found, [Some(b"new".to_vec()), Some(b"new".to_vec())]);
        // What stands there was put by another window: nothing of the batch is carried out.
        let mut batch = put(&key("a"), b"over");
        batch.expect(Shelf::Record, &key("b"), None);
        batch.put(Shelf::Record, &key("b"), b"over".to_vec());
        batch.put(Shelf::Record, &key("c"), b"beside".to_vec());
        opened.again.write_in_passing(batch);
        let kept = [(key("a"), b"new".to_vec()), (key("b"), b"new".to_vec())];
        assert_eq!(rows(&opened.disk, Shelf::Record, &prefix).await, kept);
        assert_eq!(rows(&opened.again, Shelf::Record, &prefix).await, kept);
    })
    .await;
}

/// Whatever stands in the database, by a hand that is not ours.
#[wasm_bindgen_test]
async fn what_is_no_row_of_bytes_is_read_as_none_and_never_written_over() {
    let opened = in_database().await;
    for foreign in ["7", "\"text\"", "null", "[1,2]", "{\"body\":\"{}\"}"] {
        let key = new_prefix();
        page::put_by_hand(foreign, Shelf::Record.name(), &key).await;
        assert_eq!(record(&opened.disk, &key).await, Some(vec![]), "{foreign}");
        let over = opened.disk.write(put_over(&key, None, b"a record")).await;
        assert_eq!(over, Err(StoreError::Newer), "{foreign}");
        opened
            .disk
            .write_in_passing(put_over(&key, None, b"a record"));
        assert_eq!(record(&opened.again, &key).await, Some(vec![]), "{foreign}");
    }
}

#[wasm_bindgen_test]
async fn every_transaction_is_asked_to_be_on_the_disk() {
    let opened = in_database().await;
    let prefix = new_prefix();
    page::watch_transactions();
    let written = opened.disk.write(put_over(&prefix, None, b"a")).await;
    opened.disk.write_in_passing(put(&prefix, b"b"));
    let read = opened.disk.read(Shelf::Record, &prefix).await;
    let keys = opened.disk.keys(Shelf::Record, &prefix).await;
    let watched = page::seen();
    assert_eq!((written, keys), (Ok(()), Ok(vec![prefix.clone()])));
    assert_eq!(read, Ok(vec![(prefix, b"b".to_vec())]));
    let (write, read) = ("readwrite strict", "readonly strict");
    assert_eq!(watched, [write, write, read, read]);
}

/// Deleting the database closes every connection to it, as a later version of the app would, or a
/// system that is short of memory.
#[wasm_bindgen_test]
async fn a_place_whose_connection_was_closed_goes_on_over_another() {
    let opened = in_database().await;
    let (before, after) = (new_prefix(), new_prefix());
    opened.disk.write(put(&before, b"a")).await.unwrap();
    page::delete_database().await;
    // What is gone is said to be gone, and not made good on the quiet.
    let late = opened.disk.write(put_over(&before, Some(b"a"), b"b")).await;
    assert_eq!(late, Err(StoreError::Newer));
    opened
        .disk
        .write(put_over(&after, None, b"c"))
        .await
        .unwrap();
    assert_eq!(record(&opened.again, &after).await, Some(b"c".to_vec()));
    assert_eq!(record(&opened.again, &before).await, None);
}

#[wasm_bindgen_test]
async fn where_the_browser_refuses_memory_stands_in_and_the_reason_is_told() {
    page::refuse_storage();
    let (disk, refused) = disk::open().await;
    page::seen();
    assert_eq!(refused, Some(StoreError::Blocked));
    assert!(!disk.outlives_the_page());
    disk.write(put("a", b"bytes")).await.unwrap();
    assert_eq!(record(&disk, "a").await, Some(b"bytes".to_vec()));
}

/// It was given to nobody, and kept what was typed as it was typed.
#[wasm_bindgen_test]
async fn nothing_is_left_of_what_a_first_version_kept_in_clear() {
    page::make_first_version().await;
    let (disk, refused) = disk::open().await;
    assert_eq!(refused, None);
    let found: Vec<String> = page::shelves().await;
    let mut expected: Vec<&str> = Shelf::ALL.iter().map(|shelf| shelf.name()).collect();
    expected.push("ballast");
    expected.sort_unstable();
    assert_eq!(found, expected);
    let key = new_prefix();
    disk.write(put(&key, b"sealed")).await.unwrap();
    assert_eq!(record(&disk, &key).await, Some(b"sealed".to_vec()));
}

/// What is kept free for the purpose makes room once, for what could not go in.
#[wasm_bindgen_test]
async fn what_a_full_browser_refuses_goes_into_the_room_that_is_kept_for_it() {
    let opened = in_database().await;
    let key = new_prefix();
    page::be_full_with(1);
    assert_eq!(opened.disk.write(put(&key, b"a")).await, Ok(()));
    page::seen();
    assert_eq!(record(&opened.again, &key).await, Some(b"a".to_vec()));
    // Now there is none.
    page::be_full_with(0);
    let written = opened.disk.write(put(&key, b"b")).await;
    page::seen();
    assert_eq!(written, Err(StoreError::Full));
    assert_eq!(record(&opened.again, &key).await, Some(b"a".to_vec()));
    // There is again after the next start, if there is room for it.
    let opened = in_database().await;
    page::be_full_with(1);
    assert_eq!(opened.disk.write(put(&key, b"c")).await, Ok(()));
    page::seen();
}

#[wasm_bindgen_test]
async fn a_batch_of_which_one_write_is_refused_is_not_carried_out_in_part() {
    let opened = in_database().await;
    let prefix = new_prefix();
    let (first, second) = (format!("{prefix}a"), format!("{prefix}b"));
    for is_in_passing in [false, true] {
        let mut batch = put(&first, b"a");
        batch.put(Shelf::Record, &second, b"b".to_vec());
        page::refuse_key(&second);
        if is_in_passing {
            opened.disk.write_in_passing(batch);
        } else {
            let written = opened.disk.write(batch).await;
            assert!(written.is_err(), "{written:?}");
        }
        page::seen();
        let found = rows(&opened.again, Shelf::Record, &prefix).await;
        assert_eq!(found, [], "in passing: {is_in_passing}");
    }
}
