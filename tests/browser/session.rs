//! The one door for writing: what a person did is kept, in the order it was done, or said not to be.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use leptos::mount::mount_to_body;
use leptos::prelude::Owner;
use mhtr_forms::browser::random::{self, BrowserRandom};
use mhtr_forms::engine::agency::Settings;
use mhtr_forms::engine::case::summary::Summary;
use mhtr_forms::engine::case::wire::{read_case, write_summary};
use mhtr_forms::engine::case::{Case, CaseId, Change};
use mhtr_forms::engine::catalogue::{Catalogue, FormId};
use mhtr_forms::engine::response::{Answer, Entry, Response, ResponseItem};
use mhtr_forms::engine::value::Value;
use mhtr_forms::ui::pictures::Pictures;
use mhtr_forms::ui::session::{Furnishing, Keeping, Session};
use mhtr_forms::vault::disk::StoreError;
use mhtr_forms::vault::header::{Header, Passphrase};
use mhtr_forms::vault::kdf::RECOVERY;
use mhtr_forms::vault::manifest::Kind;
use mhtr_forms::vault::memory::MemoryMirror;
use mhtr_forms::vault::place::{Finding, Place};
use mhtr_forms::vault::recovery::RecoveryCode;
use mhtr_forms::vault::{Opened, Unreadable, Vault};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::slow_disk::{SlowDisk, a_while};

const SECRET: &str = "a passphrase for tests only";

/// A machine with a vault on it, whose disk takes its time.
struct Machine {
    disk: SlowDisk,
    mirror: MemoryMirror,
    header: Header,
    furnishing: Arc<Furnishing>,
}

impl Machine {
    fn new() -> Self {
        let code = RecoveryCode::make(&BrowserRandom).unwrap();
        let (vault, passphrase) = (random::make_vault_id().unwrap(), Passphrase::new(SECRET));
        let made = Header::make(vault, &passphrase, &code, RECOVERY, &BrowserRandom);
        Self {
            disk: SlowDisk::default(),
            mirror: MemoryMirror::default(),
            header: made.unwrap().0,
            furnishing: Arc::new(Furnishing {
                pictures: Pictures::default(),
                catalogue: Arc::new(Catalogue::default()),
                missing_files: Vec::new(),
                agency_problems: Vec::new(),
                wording_problems: Vec::new(),
                words: None,
                settings: Settings::default(),
                refused: None,
            }),
        }
    }

    fn place(&self) -> Place {
        Place {
            disk: Rc::new(self.disk.clone()),
            mirror: Rc::new(self.mirror.clone()),
            random: Rc::new(BrowserRandom),
            summarise: Rc::new(summarise),
        }
    }

    async fn open(&self, place: Place) -> Opened {
        let key = self.header.unlock(&Passphrase::new(SECRET)).unwrap();
        let opened = Vault::open(self.header.vault(), key, place).await;
        opened.unwrap()
    }

    /// Another window with the vault open in it.
    async fn session(&self) -> Session {
        // As the app begins: what carries out its tasks is made with the first thing on the page.
        mount_to_body(|| ());
        let owner = Owner::new();
        owner.set();
        // It owns the session, and several windows are open at once.
        std::mem::forget(owner);
        let opened = self.open(self.place()).await;
        let unfolded = opened.unfolded.clone();
        let session = Session::new(
            Arc::clone(&self.furnishing),
            self.place(),
            self.header.clone(),
            opened,
        );
        session.fold_left_over(unfolded).await;
        session
    }

    /// Everything that the disk holds, whatever is on its way and in the second copy, as a window finds it
    /// that opens the vault now.
    async fn kept(&self) -> Vec<(Kind, Case)> {
        let mut place = self.place();
        place.disk = Rc::new(self.disk.memory.clone());
        place.mirror = Rc::new(MemoryMirror::default());
        let vault = self.open(place).await.vault;
        let mut kept = Vec::new();
        for (record, listed) in vault.list().await {
            let text = vault.read(&record).await.unwrap().text;
            kept.push((listed.kind, read_case(&text).unwrap()));
        }
        kept
    }

    /// The revision of each record that the disk holds.
    async fn kept_revisions(&self) -> Vec<(Kind, CaseId, u64)> {
        let kept = self.kept().await.into_iter();
        kept.map(|(kind, case)| (kind, case.id, case.revision))
            .collect()
    }

    /// Until nothing is on its way, and nothing is begun again by itself for longer than hands rest.
    async fn rest(&self) {
        let mut n_quiet = 0;
        while n_quiet < 25 {
            a_while().await;
            n_quiet = if self.disk.is_at_rest() {
                n_quiet + 1
            } else {
                0
            };
        }
    }
}

/// The line of the list for a case.
fn summarise(text: &str) -> String {
    let summary = read_case(text).map(|case| Summary::of(&case, &Catalogue::default()));
    summary.map_or_else(|_| String::new(), |summary| write_summary(&summary))
}

/// Waits until it is said how far everything has come.
async fn until(session: Session, is_said: impl Fn(Keeping) -> bool) {
    let mut n_tried = 0;
    while !is_said(session.keeping()) {
        n_tried += 1;
        assert!(n_tried < 1_000, "{:?}", session.keeping());
        a_while().await;
    }
}

fn is_kept(keeping: Keeping) -> bool {
    matches!(keeping, Keeping::Kept(Some(_)))
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

#[wasm_bindgen_test]
async fn it_says_kept_only_when_the_last_thing_done_is_kept() {
    let machine = Machine::new();
    let session = machine.session().await;
    let id = session.open_case().unwrap();
    assert_eq!(session.keeping(), Keeping::Underway);
    session.keep_now();
    // While the first write is on its way, more is done, and asked to be kept at once.
    session.commit(&id, started("a"));
    session.commit(&id, started("b"));
    session.keep_now();
    assert_eq!(session.keeping(), Keeping::Underway);
    assert_eq!(machine.kept().await, []);
    until(session, is_kept).await;
    let case = session.case_now(&id).unwrap();
    assert_eq!(case.revision, 2);
    assert_eq!(machine.kept().await, [(Kind::Case, case.clone())]);
    machine.rest().await;
    assert_eq!(
        machine.disk.n_asked(),
        2,
        "what was done meanwhile goes together"
    );
    let again = machine.session().await;
    assert_eq!(again.open_kept(&id).await, Ok(()));
    assert_eq!(again.case_now(&id), Some(case));
}

#[wasm_bindgen_test]
async fn what_could_not_be_kept_is_said_and_kept_when_it_can_be() {
    let machine = Machine::new();
    let session = machine.session().await;
    let full = Keeping::NotKept(StoreError::Full);
    machine.disk.fail_with(Some(StoreError::Full));
    let id = session.open_case().unwrap();
    until(session, |said| said == full).await;
    session.commit(&id, started("a"));
    assert_eq!(session.keeping(), full, "until it is kept");
    machine.rest().await;
    assert_eq!(session.keeping(), full);
    machine.disk.fail_with(None);
    session.keep_now();
    until(session, is_kept).await;
    let expected = [(Kind::Case, id, 1)];
    assert_eq!(machine.kept_revisions().await, expected);
}

/// A browser may take its time, and may never answer at all.
#[wasm_bindgen_test]
async fn what_gets_no_answer_is_said_not_to_be_kept_until_there_is_one() {
    let machine = Machine::new();
    let session = machine.session().await;
    let silent = Keeping::NotKept(StoreError::Silent);
    machine.disk.be_silent(true);
    let id = session.open_case().unwrap();
    assert_eq!(session.keeping(), Keeping::Underway);
    until(session, |said| said != Keeping::Underway).await;
    assert_eq!(session.keeping(), silent);
    session.commit(&id, started("a"));
    assert_eq!(session.keeping(), silent);
    machine.disk.be_silent(false);
    until(session, is_kept).await;
    let expected = [(Kind::Case, id, 1)];
    assert_eq!(machine.kept_revisions().await, expected);
}

/// Two windows that have one case open, of which the first has changed it since.
async fn two_windows(machine: &Machine) -> (Session, Session, CaseId) {
    let one = machine.session().await;
    let id = one.open_case().unwrap();
    until(one, is_kept).await;
    let other = machine.session().await;
    assert_eq!(other.open_kept(&id).await, Ok(()));
    one.commit(&id, started("one"));
    machine.rest().await;
    (one, other, id)
}

#[wasm_bindgen_test]
async fn of_two_windows_the_second_overwrites_nothing_and_both_versions_are_kept() {
    let machine = Machine::new();
    let (one, other, id) = two_windows(&machine).await;
    // The other counts further from the state that both began with.
    for words in ["other", "other", "other"] {
        other.commit(&id, started(words));
    }
    let typed = other.case_now(&id).unwrap();
    machine.rest().await;
    assert!(is_kept(other.keeping()), "{:?}", other.keeping());
    let kept: Vec<Case> = in_order(machine.kept().await);
    let first = one.case_now(&id).unwrap();
    assert_eq!(kept, [first.clone(), typed]);
    // The second window goes on from what the first one kept, and names the other version.
    assert_eq!(other.case_now(&id), Some(first));
    let others: BTreeMap<_, _> = other.other_versions();
    assert_eq!(others.len(), 1);
    assert!(others.into_values().all(|summary| summary.case == id));
}

/// The case first, and then what other windows made of it.
fn in_order(mut kept: Vec<(Kind, Case)>) -> Vec<Case> {
    kept.sort_by_key(|(kind, _)| *kind != Kind::Case);
    let kinds: Vec<Kind> = kept.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds[0], Kind::Case);
    assert!(kinds[1..].iter().all(|kind| *kind == Kind::OtherVersion));
    kept.into_iter().map(|(_, case)| case).collect()
}

#[wasm_bindgen_test]
async fn what_is_typed_while_another_version_is_put_aside_is_kept_with_it() {
    let machine = Machine::new();
    let (one, other, id) = two_windows(&machine).await;
    other.commit(&id, started("other"));
    // The window gives way when hands rest.
    for word in 0..9 {
        other.commit(&id, started(&word.to_string()));
        a_while().await;
    }
    let last = other.case_now(&id).unwrap();
    assert_eq!(
        last.documents.len(),
        10,
        "nothing was taken from under the hands"
    );
    machine.rest().await;
    let kept = in_order(machine.kept().await);
    assert_eq!(kept, [one.case_now(&id).unwrap(), last]);
    assert!(is_kept(other.keeping()), "{:?}", other.keeping());
}

#[wasm_bindgen_test]
async fn a_removed_case_does_not_come_back_with_what_was_still_to_be_kept() {
    let machine = Machine::new();
    let session = machine.session().await;
    let id = session.open_case().unwrap();
    until(session, is_kept).await;
    session.commit(&id, started("late"));
    session.remove_case(&id);
    session.keep_now();
    machine.rest().await;
    assert_eq!(machine.kept().await, []);
    assert_eq!(session.case_now(&id), None);
    assert_eq!(session.list(), []);
    assert!(is_kept(session.keeping()), "nothing waits");
    let again = machine.session().await;
    assert_eq!(again.list(), []);
    assert_eq!(again.open_kept(&id).await, Err(Unreadable::Missing));
}

#[wasm_bindgen_test]
async fn a_case_that_could_not_be_removed_is_still_there_with_all_that_was_done() {
    let machine = Machine::new();
    let session = machine.session().await;
    let id = session.open_case().unwrap();
    until(session, is_kept).await;
    session.commit(&id, started("late"));
    machine.disk.fail_with(Some(StoreError::Failed));
    session.remove_case(&id);
    machine.rest().await;
    assert_eq!(session.keeping(), Keeping::NotKept(StoreError::Failed));
    machine.disk.fail_with(None);
    session.keep_now();
    until(session, is_kept).await;
    let expected = [(Kind::Case, id, 1)];
    assert_eq!(machine.kept_revisions().await, expected);
}

/// Nobody can say whether it was removed, until the disk answers again.
#[wasm_bindgen_test]
async fn a_case_that_was_removed_without_an_answer_is_gone_and_not_kept_beside() {
    let machine = Machine::new();
    let session = machine.session().await;
    let id = session.open_case().unwrap();
    until(session, is_kept).await;
    machine.rest().await;
    machine.disk.die_with_the_next_write();
    session.remove_case(&id);
    machine.rest().await;
    assert_eq!(session.keeping(), Keeping::NotKept(StoreError::Silent));
    machine.disk.revive();
    session.keep_now();
    machine.rest().await;
    assert!(is_kept(session.keeping()), "{:?}", session.keeping());
    assert_eq!(machine.kept().await, []);
    assert_eq!((session.case_now(&id), session.list()), (None, Vec::new()));
    assert!(session.other_versions().is_empty());
}

#[wasm_bindgen_test]
async fn more_than_would_open_again_is_never_put_over_what_opens() {
    let machine = Machine::new();
    let session = machine.session().await;
    let id = session.open_case().unwrap();
    until(session, is_kept).await;
    session.commit(&id, started(&"x".repeat(16 * 1024 * 1024)));
    machine.rest().await;
    assert_eq!(session.keeping(), Keeping::NotKept(StoreError::TooLarge));
    let expected = [(Kind::Case, id, 0)];
    assert_eq!(machine.kept_revisions().await, expected);
}

#[wasm_bindgen_test]
async fn a_record_that_does_not_open_and_a_later_version_s_are_said_so_and_left_alone() {
    let machine = Machine::new();
    let (damaged, later) = (random::make_case_id(), random::make_case_id());
    let (damaged, later) = (damaged.unwrap(), later.unwrap());
    let vault = machine.open(machine.place()).await.vault;
    for (id, text) in [
        (&damaged, "{\"format\":\"mhtr-case\",\"ver"),
        (&later, "{\"format\":\"mhtr-case\",\"version\":9}"),
    ] {
        let created = vault.create(id.as_str(), Kind::Case, text, "now").await;
        assert_eq!(created, Ok(()));
    }
    let before = machine.disk.memory.contents();
    let session = machine.session().await;
    assert_eq!(session.open_kept(&damaged).await, Err(Unreadable::Damaged));
    assert_eq!(session.open_kept(&later).await, Err(Unreadable::TooNew));
    let found = [
        Finding::Damaged(damaged.to_string()),
        Finding::TooNew(later.to_string()),
    ];
    assert_eq!(session.findings(), found);
    assert_eq!(session.list(), []);
    machine.rest().await;
    assert_eq!(machine.disk.memory.contents(), before);
}

/// What the practitioner typed in another case just before is not lost with that case's key.
#[wasm_bindgen_test]
async fn what_still_waits_in_another_case_is_kept_before_the_device_is_handed_over() {
    let machine = Machine::new();
    let session = machine.session().await;
    let (theirs, other) = (session.open_case().unwrap(), session.open_case().unwrap());
    session.commit(&theirs, started("theirs"));
    until(session, is_kept).await;
    session.commit(&other, started("one"));
    session.commit(&other, started("two"));
    let typed = session.case_now(&other).unwrap();
    let document = session.case_now(&theirs).unwrap().documents[0].id;
    assert_eq!(session.hand_over(&theirs, document).await, Ok(()));
    assert_eq!(session.case_now(&other), None);
    machine.rest().await;
    let kept = machine.kept().await;
    assert!(kept.contains(&(Kind::Case, typed)), "{kept:?}");
}

#[wasm_bindgen_test]
async fn a_device_is_not_handed_over_while_something_cannot_be_kept() {
    let machine = Machine::new();
    let session = machine.session().await;
    let (theirs, other) = (session.open_case().unwrap(), session.open_case().unwrap());
    session.commit(&theirs, started("theirs"));
    until(session, is_kept).await;
    let document = session.case_now(&theirs).unwrap().documents[0].id;
    machine.disk.fail_with(Some(StoreError::Full));
    session.commit(&other, started("one"));
    let handed_over = session.hand_over(&theirs, document).await;
    assert_eq!(handed_over, Err(StoreError::Full));
    assert_eq!(session.with_client_now(), None);
    machine.disk.fail_with(None);
    session.keep_now();
    until(session, is_kept).await;
    let expected = (Kind::Case, other, 1);
    assert!(machine.kept_revisions().await.contains(&expected));
}

/// A session whose client has changed what another window had changed too.
async fn refused_to_client(machine: &Machine) -> (Session, Case, Case) {
    let session = machine.session().await;
    let id = session.open_case().unwrap();
    session.commit(&id, started("before"));
    until(session, is_kept).await;
    let document = session.case_now(&id).unwrap().documents[0].id;
    assert_eq!(session.hand_over(&id, document).await, Ok(()));
    let other = machine.session().await;
    assert_eq!(other.open_kept(&id).await, Ok(()));
    other.commit(&id, started("of the other window"));
    machine.rest().await;
    session.commit(&id, started("of the client"));
    machine.rest().await;
    let refused = Keeping::NotKept(StoreError::Blocked);
    assert_eq!(session.keeping(), refused, "a client's key makes no record");
    let of_client = session.case_now(&id).unwrap();
    (session, of_client, other.case_now(&id).unwrap())
}

#[wasm_bindgen_test]
async fn what_could_not_be_kept_of_a_client_is_kept_when_the_device_comes_back() {
    let machine = Machine::new();
    let (session, of_client, of_other) = refused_to_client(&machine).await;
    session.take_back(machine.open(machine.place()).await).await;
    machine.rest().await;
    assert_eq!(
        in_order(machine.kept().await),
        [of_other.clone(), of_client]
    );
    assert!(is_kept(session.keeping()), "{:?}", session.keeping());
    assert_eq!(session.case_now(&of_other.id), Some(of_other));
    assert_eq!(session.with_client_now(), None);
}

#[wasm_bindgen_test]
async fn what_a_client_typed_stays_on_the_screen_while_it_is_kept_nowhere() {
    let machine = Machine::new();
    let (session, of_client, _) = refused_to_client(&machine).await;
    session.read_anew().await;
    assert_eq!(session.case_now(&of_client.id), Some(of_client));
}

#[wasm_bindgen_test]
async fn a_client_s_window_that_reads_anew_goes_on_with_their_record() {
    let machine = Machine::new();
    let session = machine.session().await;
    let id = session.open_case().unwrap();
    session.commit(&id, started("before"));
    until(session, is_kept).await;
    let document = session.case_now(&id).unwrap().documents[0].id;
    assert_eq!(session.hand_over(&id, document).await, Ok(()));
    session.read_anew().await;
    session.commit(&id, started("of the client"));
    machine.rest().await;
    assert!(is_kept(session.keeping()), "{:?}", session.keeping());
    let expected = [(Kind::Case, id, 2)];
    assert_eq!(machine.kept_revisions().await, expected);
    assert_eq!(session.list(), []);
}
