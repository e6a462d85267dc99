//! The one door for writing: what a person did is kept, in the order it was done, or said not to be.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use leptos::mount::mount_to_body;
use leptos::prelude::Owner;
use mhtr_forms::browser::store::MemoryStore;
use mhtr_forms::engine::case::store::{Pending, Record, Store, StoreError};
use mhtr_forms::engine::case::wire::{WireError, read_case};
use mhtr_forms::engine::case::{CaseId, Change};
use mhtr_forms::engine::catalogue::{Catalogue, FormId};
use mhtr_forms::engine::response::{Answer, Entry, Response, ResponseItem};
use mhtr_forms::engine::value::Value;
use mhtr_forms::ui::session::{Keeping, Session};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// The revision written and the one it was to replace.
type Asked = (u64, Option<u64>);

/// A store in memory that takes its time, fails when it is told to, and notes what it was asked.
#[derive(Clone, Default)]
struct SlowStore {
    memory: MemoryStore,
    fails_with: Rc<Cell<Option<StoreError>>>,
    /// What every write was asked.
    asked: Rc<RefCell<Vec<Asked>>>,
}

impl Store for SlowStore {
    fn read_all(&self) -> Pending<Vec<Record>> {
        self.memory.read_all()
    }

    fn write(&self, record: Record, replaces: Option<u64>) -> Pending<()> {
        self.asked.borrow_mut().push((record.revision, replaces));
        let (memory, fails_with) = (self.memory.clone(), self.fails_with.get());
        Box::pin(async move {
            a_while().await;
            match fails_with {
                Some(error) => Err(error),
                None => memory.write(record, replaces).await,
            }
        })
    }

    fn write_in_passing(&self, record: Record) {
        self.memory.write_in_passing(record);
    }

    fn remove(&self, id: CaseId) -> Pending<()> {
        let (memory, fails_with) = (self.memory.clone(), self.fails_with.get());
        Box::pin(async move {
            a_while().await;
            match fails_with {
                Some(error) => Err(error),
                None => memory.remove(id).await,
            }
        })
    }

    fn set_aside(&self, key: String) -> Pending<()> {
        self.memory.set_aside(key)
    }

    fn outlives_the_page(&self) -> bool {
        true
    }
}

/// Lets everything else go on for a moment.
async fn a_while() {
    let promise = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 20)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// Long enough for two writes of the slow store.
async fn until_at_rest() {
    for _ in 0..5 {
        a_while().await;
    }
}

async fn session(store: &SlowStore) -> Session {
    // As the app begins: what carries out its tasks is made with the first thing on the page.
    mount_to_body(|| ());
    Owner::new().set();
    let store: Rc<dyn Store> = Rc::new(store.clone());
    Session::open(Catalogue::default(), Vec::new(), Vec::new(), store, None).await
}

fn started(words: &str) -> Change {
    let answer = Answer {
        entry: Entry::Value(Value::String(words.to_owned())),
        items: Vec::new(),
    };
    let item = ResponseItem {
        link_id: "q".into(),
        text: None,
        answers: vec![answer],
        items: Vec::new(),
    };
    Change::Started {
        form: FormId::new("form"),
        response: Response {
            items: vec![item],
            ..Response::default()
        },
        prefilled: Vec::new(),
    }
}

/// The revision of each case that the store holds.
async fn kept(store: &SlowStore) -> Vec<(String, u64)> {
    let records = store.memory.read_all().await.unwrap();
    records
        .into_iter()
        .map(|of| (of.key, of.revision))
        .collect()
}

fn is_kept(session: Session) -> bool {
    matches!(session.keeping(), Keeping::Kept(Some(_)))
}

#[wasm_bindgen_test]
async fn it_says_kept_only_when_the_last_thing_done_is_kept() {
    let store = SlowStore::default();
    let session = session(&store).await;
    let id = session.open_case().unwrap();
    assert_eq!(session.keeping(), Keeping::Underway);
    session.keep_now();
    // While the first write is on its way, more is done, and asked to be kept at once.
    session.commit(&id, started("a"));
    session.commit(&id, started("b"));
    session.keep_now();
    assert_eq!(session.keeping(), Keeping::Underway);
    assert_eq!(kept(&store).await, []);
    until_at_rest().await;
    assert!(is_kept(session));
    assert_eq!(kept(&store).await, [(id.to_string(), 2)]);
    let asked = store.asked.borrow().clone();
    assert_eq!(
        asked,
        [(0, None), (2, Some(0))],
        "each made from the one before"
    );
    let again = self::session(&store).await;
    assert_eq!(again.case_now(&id), session.case_now(&id));
}

#[wasm_bindgen_test]
async fn what_could_not_be_kept_is_said_and_kept_when_it_can_be() {
    let store = SlowStore::default();
    let session = session(&store).await;
    store.fails_with.set(Some(StoreError::Full));
    let id = session.open_case().unwrap();
    session.keep_now();
    until_at_rest().await;
    assert_eq!(session.keeping(), Keeping::NotKept(StoreError::Full));
    session.commit(&id, started("a"));
    let said = session.keeping();
    assert_eq!(said, Keeping::NotKept(StoreError::Full), "until it is kept");
    until_at_rest().await;
    store.fails_with.set(None);
    session.keep_now();
    until_at_rest().await;
    assert!(is_kept(session));
    assert_eq!(kept(&store).await, [(id.to_string(), 1)]);
}

#[wasm_bindgen_test]
async fn of_two_windows_the_second_is_told_and_overwrites_nothing() {
    let store = SlowStore::default();
    let one = session(&store).await;
    let id = one.open_case().unwrap();
    one.keep_now();
    until_at_rest().await;
    let other = session(&store).await;
    one.commit(&id, started("one"));
    one.keep_now();
    until_at_rest().await;
    // The other counts further from the state that both began with.
    for words in ["other", "other", "other"] {
        other.commit(&id, started(words));
    }
    other.keep_now();
    until_at_rest().await;
    assert_eq!(other.keeping(), Keeping::NotKept(StoreError::Newer));
    let records = store.memory.read_all().await.unwrap();
    assert_eq!(read_case(&records[0].body).ok(), one.case_now(&id));
}

#[wasm_bindgen_test]
async fn a_removed_case_does_not_come_back_with_what_was_still_to_be_kept() {
    let store = SlowStore::default();
    let session = session(&store).await;
    let id = session.open_case().unwrap();
    session.keep_now();
    until_at_rest().await;
    session.commit(&id, started("late"));
    session.remove_case(&id);
    session.keep_now();
    until_at_rest().await;
    assert_eq!(kept(&store).await, []);
    assert_eq!(session.case_now(&id), None);
    assert!(is_kept(session), "nothing waits");
}

#[wasm_bindgen_test]
async fn a_case_that_could_not_be_removed_is_still_there_with_all_that_was_done() {
    let store = SlowStore::default();
    let session = session(&store).await;
    let id = session.open_case().unwrap();
    session.keep_now();
    until_at_rest().await;
    session.commit(&id, started("late"));
    store.fails_with.set(Some(StoreError::Failed));
    session.remove_case(&id);
    until_at_rest().await;
    assert_eq!(session.keeping(), Keeping::NotKept(StoreError::Failed));
    store.fails_with.set(None);
    session.keep_now();
    until_at_rest().await;
    assert!(is_kept(session));
    assert_eq!(kept(&store).await, [(id.to_string(), 1)]);
}

#[wasm_bindgen_test]
async fn more_than_would_open_again_is_never_put_over_what_opens() {
    let store = SlowStore::default();
    let session = session(&store).await;
    let id = session.open_case().unwrap();
    session.keep_now();
    until_at_rest().await;
    session.commit(&id, started(&"x".repeat(5 * 1024 * 1024)));
    session.keep_now();
    until_at_rest().await;
    assert_eq!(session.keeping(), Keeping::NotKept(StoreError::TooLarge));
    assert_eq!(kept(&store).await, [(id.to_string(), 0)]);
}

#[wasm_bindgen_test]
async fn a_record_that_does_not_open_is_set_aside_and_a_later_version_s_is_left_alone() {
    let store = SlowStore::default();
    let record = |key: &str, body: &str| Record {
        key: key.to_owned(),
        revision: 3,
        body: body.to_owned(),
        is_aside: false,
    };
    for record in [
        record("damaged", "{\"format\":\"mhtr-case\",\"ver"),
        record("later", "{\"format\":\"mhtr-case\",\"version\":9}"),
    ] {
        store.memory.write(record, None).await.unwrap();
    }
    let session = session(&store).await;
    assert_eq!(session.cases(), []);
    let aside = session.aside();
    let whys: Vec<(&str, WireError)> = aside
        .iter()
        .map(|of| (of.record.key.as_str(), of.why))
        .collect();
    let expected = [
        ("damaged", WireError::NotACase),
        ("later", WireError::TooNew),
    ];
    assert_eq!(whys, expected);
    let records = store.memory.read_all().await.unwrap();
    let places: Vec<(&str, bool)> = records
        .iter()
        .map(|of| (of.key.as_str(), of.is_aside))
        .collect();
    assert_eq!(places, [("later", false), ("damaged", true)]);
}
