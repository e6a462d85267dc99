//! The way into a vault: what the screens of the door ask for is carried out here.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::file_choice::{self, ChosenFile, FileRefused};
use crate::browser::neighbours::{self, Neighbour};
use crate::browser::random::BrowserRandom;
use crate::browser::{canary, clock, failed_tries, passphrase, random, trace};
use crate::ui::pages::door::{
    DoorProblem, FileProblem, NewVault, NewVaultAnswers, PassphraseProblem, PassphraseRules,
    RecoveryCode as CodeOnPaper, Trouble, TroublePage, Unlock, VaultChoice, VaultState, mark_words,
};
use crate::ui::session::{Furnishing, Session};
use crate::ui::windows::Windows;
use crate::ui::wording;
use crate::vault::audit::{Event, Written};
use crate::vault::backup::OpenBackup;
use crate::vault::disk::StoreError;
use crate::vault::door::{self, AtDoor};
use crate::vault::header::{Header, Weak};
use crate::vault::kdf::Params;
use crate::vault::place::Place;
use crate::vault::recovery::{RecoveryCode, WrongCode};
use crate::vault::seal::Key;
use crate::vault::{Unreadable, Vault, VaultError, VaultId};

/// After so many wrong tries, so many seconds of pause (SECURITY §2.3). It does not pretend to stop anybody
/// who has the files.
const PAUSES: [(u32, u32); 2] = [(10, 30), (5, 5)];

/// How many random words a passphrase is offered with: 5 of 7,776 are 64 bits.
const N_WORDS: usize = 5;

/// How long the screen is left to draw that something long begins, in milliseconds.
const DRAWING_MS: i32 = 50;

/// The way into a vault. A handle: copies of it are the same door.
#[derive(Clone, Copy)]
pub struct Door {
    furnishing: StoredValue<Arc<Furnishing>>,
    place: StoredValue<Place, LocalStorage>,
    vaults: RwSignal<Vec<AtDoor>, LocalStorage>,
    outcome: RwSignal<Option<DoorProblem>>,
    is_busy: RwSignal<bool>,
    wait_s: RwSignal<u32>,
    on_inside: Callback<Session>,
}

impl Door {
    /// A door to the vaults that were found.
    #[must_use]
    pub fn new(
        furnishing: Arc<Furnishing>,
        place: Place,
        vaults: Vec<AtDoor>,
        on_inside: Callback<Session>,
    ) -> Self {
        Self {
            furnishing: StoredValue::new(furnishing),
            place: StoredValue::new_local(place),
            vaults: RwSignal::new_local(vaults),
            outcome: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            wait_s: RwSignal::new(0),
            on_inside,
        }
    }

    /// Carries out something long, and shows what came of it.
    fn work(self, work: impl Future<Output = Result<(), DoorProblem>> + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.outcome.set(None);
        spawn_local(async move {
            clock::pause(DRAWING_MS).await;
            let result = work.await;
            self.is_busy.set(false);
            self.outcome.set(result.err());
        });
    }

    fn header_of(self, key: &str) -> Option<(Header, bool)> {
        let id = VaultId::read(key)?;
        self.vaults.with_untracked(|vaults| {
            let vault = vaults.iter().find(|vault| vault.id == id)?;
            Some((vault.header.clone().ok()?, vault.is_copy_damaged))
        })
    }

    fn open(self, key: String, typed: String) {
        self.work(async move {
            let (header, is_copy_damaged) = self.header_of(&key).ok_or(DoorProblem::DamagedAll)?;
            match header.unlock(&passphrase::read(&typed)) {
                Ok(data_key) => {
                    if is_copy_damaged {
                        // The whole copy serves as well; the next start tries again.
                        let _ = door::mend(&self.place.get_value(), &header).await;
                    }
                    self.enter(header, data_key, Event::Unlocked).await
                }
                Err(error) => {
                    if error == VaultError::WrongSecret {
                        self.pause(failed_tries::add(&key));
                    }
                    Err(problem(error))
                }
            }
        });
    }

    fn open_with_code(self, key: String, typed: String, new: String) {
        self.work(async move {
            let code = RecoveryCode::read(&typed).map_err(|wrong| match wrong {
                WrongCode::Length { n } => DoorProblem::CodeLength(n),
                WrongCode::Group(n) => DoorProblem::WrongCode(n),
            })?;
            let (header, _) = self.header_of(&key).ok_or(DoorProblem::DamagedAll)?;
            let data_key = header
                .unlock_with_code(&code)
                .map_err(|error| match error {
                    VaultError::WrongSecret => DoorProblem::CodeDoesNotOpen,
                    VaultError::Damaged
                    | VaultError::Memory
                    | VaultError::TooNew
                    | VaultError::NoRandomness => problem(error),
                })?;
            let header =
                change_passphrase(&self.place.get_value(), &header, &data_key, &new).await?;
            self.enter(header, data_key, Event::PassphraseChanged).await
        });
    }

    fn make(self, code: Rc<RecoveryCode>, vault: VaultId, answers: NewVaultAnswers) {
        self.work(async move {
            let passphrase = passphrase::read(&answers.passphrase);
            let params = passphrase::calibrated();
            let made = Header::make(vault, &passphrase, &code, params, &BrowserRandom);
            let (header, data_key) = made.map_err(problem)?;
            let place = self.place.get_value();
            door::put_new(&place, &header).await.map_err(not_kept)?;
            self.enter(header, data_key, Event::Made).await
        });
    }

    fn restore(self, file: ChosenFile, typed: String) {
        self.work(async move {
            let backup = open_backup(file, &typed).await?;
            let place = self.place.get_value();
            match backup.restore(&place).await {
                Ok(()) => {}
                // It is here already: what the backup has more of is taken in once the vault is open.
                Err(StoreError::Newer) => return Err(DoorProblem::File(FileProblem::AlreadyHere)),
                Err(error) => return Err(not_kept(error)),
            }
            let found = door::vaults(&place).await.map_err(not_kept)?;
            let id = backup.vault();
            let header = found.into_iter().find(|vault| vault.id == id);
            let header = header.and_then(|vault| vault.header.ok());
            let header = header.ok_or(DoorProblem::NotSaved)?;
            let data_key = header.unlock(&passphrase::read(&typed)).map_err(problem)?;
            self.enter(header, data_key, Event::Unlocked).await
        });
    }

    /// Opens the vault and shows what is in it.
    async fn enter(self, header: Header, data_key: Key, event: Event) -> Result<(), DoorProblem> {
        let session = enter(
            self.furnishing.get_value(),
            self.place.get_value(),
            header,
            data_key,
            event,
        )
        .await?;
        self.on_inside.run(session);
        Ok(())
    }

    /// A pause after wrong tries, which the screen counts down.
    fn pause(self, n_tries: u32) {
        let pause = PAUSES.iter().find(|(tries, _)| n_tries >= *tries);
        let Some((_, seconds)) = pause else { return };
        self.wait_s.set(*seconds);
        for second in 1..=*seconds {
            let count = move || self.wait_s.update(|left| *left = left.saturating_sub(1));
            set_timeout(count, Duration::from_secs(u64::from(second)));
        }
    }

    /// Whether the browser refuses to keep anything.
    fn is_refused(self) -> bool {
        self.furnishing.with_value(|of| of.refused.is_some())
    }

    fn rules(self) -> PassphraseRules {
        rules(self.furnishing.get_value())
    }
}

/// Opens a vault with its key and makes a session of it.
///
/// # Errors
///
/// As the problem says; nothing is opened then.
pub async fn enter(
    furnishing: Arc<Furnishing>,
    place: Place,
    header: Header,
    data_key: Key,
    event: Event,
) -> Result<Session, DoorProblem> {
    let id = header.vault();
    let opened = Vault::open(id, data_key, place.clone()).await;
    let mut opened = opened.map_err(|why| match why {
        Unreadable::TooNew => DoorProblem::TooNew,
        Unreadable::Missing => DoorProblem::Missing,
        Unreadable::Damaged => DoorProblem::DamagedAll,
        Unreadable::Store(_) => DoorProblem::StorageBlocked,
    })?;
    let put_back = opened.vault.compare_header(header.sequence()).await;
    opened.findings.extend(put_back);
    let unfolded = std::mem::take(&mut opened.unfolded);
    let session = Session::new(furnishing, place, header, opened);
    session.join(Windows::join(session).await);
    session.fold_left_over(unfolded).await;
    let failed = failed_tries::take(&id.to_string());
    if failed > 0 {
        session.note(Event::WrongPassphrase(failed), None);
    }
    let now = clock::now().to_string();
    session.note_kept_since(canary::kept_since(clock::epoch_ms(), &now));
    let neighbours = neighbours::find().await.into_iter();
    session.note_neighbours(neighbours.map(Neighbour::into_name).collect());
    canary::ask_to_be_kept();
    trace::leave();
    session.look_at_room();
    session.note(event, None);
    Ok(session)
}

/// The line of the list that a record's text makes.
pub fn summarise(furnishing: &Arc<Furnishing>) -> crate::vault::place::Summarise {
    use crate::engine::case::summary::Summary;
    use crate::engine::case::wire;
    let furnishing = Arc::clone(furnishing);
    Rc::new(move |text| {
        let case = wire::read_case(text).ok();
        let summary = case.map(|case| Summary::of(&case, &furnishing.catalogue));
        // A record that is no case is listed without words, and made anew when it is read.
        summary.map_or_else(String::new, |summary| wire::write_summary(&summary))
    })
}

/// Gives a vault another passphrase.
///
/// # Errors
///
/// As the problem says; the passphrase is then the one before.
pub async fn change_passphrase(
    place: &Place,
    header: &Header,
    data_key: &Key,
    new: &str,
) -> Result<Header, DoorProblem> {
    let passphrase = passphrase::read(new);
    let params: Params = passphrase::calibrated();
    let changed = header.with_passphrase(data_key, &passphrase, params, &BrowserRandom);
    let changed = changed.map_err(problem)?;
    let opens = |header: &Header| header.unlock(&passphrase).is_ok();
    door::replace(place, &changed, opens)
        .await
        .map_err(not_kept)?;
    Ok(changed)
}

/// Reads a backup that a person picked.
///
/// # Errors
///
/// As the problem says; nothing has changed then.
pub async fn open_backup(file: ChosenFile, typed: &str) -> Result<OpenBackup, DoorProblem> {
    let bytes = file_choice::read(&file).await.map_err(|refused| {
        DoorProblem::File(match refused {
            FileRefused::TooLarge => FileProblem::TooLarge,
            FileRefused::Unreadable => FileProblem::Unreadable,
        })
    })?;
    if !OpenBackup::is_backup(&bytes) {
        return Err(DoorProblem::File(FileProblem::NotABackup));
    }
    OpenBackup::open(&bytes, &passphrase::read(typed)).map_err(|error| match error {
        VaultError::WrongSecret => DoorProblem::File(FileProblem::Wrong),
        VaultError::Damaged => DoorProblem::File(FileProblem::Damaged),
        VaultError::TooNew => DoorProblem::File(FileProblem::TooNew),
        VaultError::Memory | VaultError::NoRandomness => problem(error),
    })
}

/// Where passphrases come from and which are taken.
#[must_use]
pub fn rules(furnishing: Arc<Furnishing>) -> PassphraseRules {
    PassphraseRules {
        offer: Callback::new(move |()| {
            let words = furnishing.words.as_ref()?;
            words.offer(N_WORDS, &BrowserRandom).ok()
        }),
        check: Callback::new(|typed: String| {
            passphrase::read(&typed)
                .strength()
                .err()
                .map(|weak| match weak {
                    Weak::TooShort => PassphraseProblem::TooShort,
                    Weak::Common => PassphraseProblem::Common,
                })
        }),
    }
}

/// A recovery code as it is shown and typed back.
pub fn on_paper(code: &RecoveryCode, vault: VaultId) -> CodeOnPaper {
    let groups = code.groups();
    let expected = groups.clone();
    // Which two groups are asked for is decided by the vault's own random bytes.
    let [first, second, ..] = vault.0;
    let n = groups.len().max(2);
    let first = usize::from(first) % n;
    let second = (first + 1 + usize::from(second) % (n - 1)) % n;
    let mut asked = [first + 1, second + 1];
    asked.sort_unstable();
    CodeOnPaper {
        groups,
        asked,
        is_group: Callback::new(move |(group, typed): (usize, String)| {
            let expected = group.checked_sub(1).and_then(|n| expected.get(n));
            expected.is_some_and(|expected| RecoveryCode::is_same_group(expected, &typed))
        }),
        mark: mark_of(vault),
        day: clock::today().words(&wording()),
    }
}

/// The mark that tells vaults apart before they are opened, and names nobody.
#[must_use]
pub fn mark_of(vault: VaultId) -> String {
    let [quality, animal, ..] = vault.0;
    mark_words(quality, animal)
}

/// What something that does not open means at the door.
#[must_use]
pub fn problem(error: VaultError) -> DoorProblem {
    match error {
        VaultError::Damaged => DoorProblem::DamagedAll,
        VaultError::WrongSecret => DoorProblem::Wrong,
        VaultError::Memory => DoorProblem::Memory,
        VaultError::TooNew => DoorProblem::TooNew,
        VaultError::NoRandomness => DoorProblem::NoRandomness,
    }
}

fn not_kept(error: StoreError) -> DoorProblem {
    match error {
        StoreError::Blocked => DoorProblem::StorageBlocked,
        StoreError::TooNew => DoorProblem::TooNew,
        StoreError::Full
        | StoreError::Newer
        | StoreError::TooLarge
        | StoreError::Silent
        | StoreError::Failed => DoorProblem::NotSaved,
    }
}

/// The door, as long as no vault is open.
#[component]
pub fn AtTheDoor(
    /// The door.
    door: Door,
) -> impl IntoView {
    let is_empty = door.vaults.with_untracked(Vec::is_empty);
    // Where nothing can be kept there is nothing to be missed, either.
    let is_missing = is_empty && !door.is_refused() && trace::is_left();
    let is_making = RwSignal::new(is_empty && !is_missing);
    let shown = move || {
        if is_making.get() {
            return new_vault(door, is_making).into_any();
        }
        let vaults = door
            .vaults
            .with(|vaults| vaults.iter().map(choice).collect::<Vec<_>>());
        let is_lock_missing = door.vaults.with(|vaults| {
            vaults
                .iter()
                .all(|vault| matches!(vault.header, Err(VaultError::Damaged)))
        });
        let on_backup = move |(file, typed): (ChosenFile, String)| door.restore(file, typed);
        if is_lock_missing {
            return view! {
                <TroublePage
                    trouble=if is_missing { Trouble::Missing } else { Trouble::LockMissing }
                    on_backup=on_backup
                    outcome=door.outcome
                    is_busy=door.is_busy
                    on_new=move |()| is_making.set(true)
                />
            }
            .into_any();
        }
        view! {
            <Unlock
                vaults=vaults
                on_open=move |(key, typed): (String, String)| door.open(key, typed)
                on_code=move |(key, code, new): (String, String, String)| {
                    door.open_with_code(key, code, new);
                }
                rules=door.rules()
                outcome=door.outcome
                is_busy=door.is_busy
                wait_s=door.wait_s
                on_new=move |()| is_making.set(true)
                on_backup=on_backup
            />
        }
        .into_any()
    };
    view! { {shown} }.into_any()
}

fn choice(vault: &AtDoor) -> VaultChoice {
    VaultChoice {
        key: vault.id.to_string(),
        mark: mark_of(vault.id),
        state: match vault.header {
            Ok(_) => VaultState::Ready,
            Err(VaultError::TooNew) => VaultState::TooNew,
            Err(
                VaultError::Damaged
                | VaultError::WrongSecret
                | VaultError::Memory
                | VaultError::NoRandomness,
            ) => VaultState::Damaged,
        },
    }
}

fn new_vault(door: Door, is_making: RwSignal<bool>) -> impl IntoView {
    let made = random::make_vault_id().zip(RecoveryCode::make(&BrowserRandom).ok());
    let Some((vault, code)) = made else {
        let nothing = |_: (ChosenFile, String)| {};
        return view! {
            <TroublePage
                trouble=Trouble::NoRandomness
                on_backup=nothing
                outcome=door.outcome
                is_busy=door.is_busy
            />
        }
        .into_any();
    };
    let code = Rc::new(code);
    let paper = on_paper(&code, vault);
    let code = StoredValue::new_local(code);
    let is_first = door.vaults.with_untracked(Vec::is_empty);
    let on_cancel = (!is_first).then(|| Callback::new(move |()| is_making.set(false)));
    view! {
        <NewVault
            rules=door.rules()
            code=paper
            on_make=move |answers| door.make(code.get_value(), vault, answers)
            outcome=door.outcome
            is_busy=door.is_busy
            on_backup=move |(file, typed): (ChosenFile, String)| door.restore(file, typed)
            on_cancel=on_cancel
        />
    }
    .into_any()
}

/// Something that was done with a vault, in words.
#[must_use]
pub fn event_words(event: Event) -> String {
    let words = wording();
    match event {
        Event::Made => words.say("audit.made"),
        Event::Unlocked => words.say("audit.unlocked"),
        Event::WrongPassphrase(n) => words.count("audit.wrong-passphrase", n as usize),
        Event::Locked => words.say("audit.locked"),
        Event::PassphraseChanged => words.say("audit.passphrase-changed"),
        Event::CodeChanged => words.say("audit.code-changed"),
        Event::Begun => words.say("audit.begun"),
        Event::Opened => words.say("audit.opened"),
        Event::Changed => words.say("audit.changed"),
        Event::Printed => words.say("audit.printed"),
        Event::Copied => words.say("audit.copied"),
        Event::HandedOn(Written::WebPage) => words.say("audit.handed-on.web-page"),
        Event::HandedOn(Written::Text) => words.say("audit.handed-on.text"),
        Event::HandedOn(Written::OnClipboard) => words.say("audit.handed-on.clipboard"),
        Event::HandedOn(Written::Fhir) => words.say("audit.handed-on.fhir"),
        Event::HandedOn(Written::Rows) => words.say("audit.handed-on.rows"),
        Event::HandedOn(Written::Word) => words.say("audit.handed-on.word"),
        Event::Removed => words.say("audit.removed"),
        Event::BackedUp => words.say("audit.backed-up"),
        Event::TakenIn(n) => words.count("audit.taken-in", n as usize),
        Event::HandedOver => words.say("audit.handed-over"),
        Event::HandedBack => words.say("audit.handed-back"),
        Event::Counted => words.say("audit.counted"),
        Event::CountsSaved => words.say("audit.counts-saved"),
        Event::TakenOver => words.say("audit.taken-over"),
    }
}
