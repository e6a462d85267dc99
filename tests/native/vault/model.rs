//! Saving, removing, handing over, two windows, lost answers, crashing and starting again in every order:
//! what was confirmed is always there, and what was removed never comes back.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use mhtr_forms::vault::Vault;
use mhtr_forms::vault::disk::StoreError;
use mhtr_forms::vault::header::Header;
use mhtr_forms::vault::manifest::Kind;
use mhtr_forms::vault::memory::{Contents, MemoryMirror};

use super::machine::{data_key, header_of};
use super::place::{Dice, Failing, FailingDisk, VAULT, now, place};

/// What a person was told of one record: the text that was confirmed last, and what was written since and
/// never confirmed.
#[derive(Debug, Clone, Default)]
struct Told {
    confirmed: Option<String>,
    on_its_way: Vec<String>,
    /// A removal was begun and never confirmed.
    may_be_removed: bool,
}

impl Told {
    /// Whether what is found is what it may be.
    fn allows(&self, found: Option<&str>) -> bool {
        match found {
            None => self.confirmed.is_none() || self.may_be_removed,
            Some(text) => {
                let confirmed = self.confirmed.as_deref() == Some(text);
                confirmed || self.on_its_way.iter().any(|of| of == text)
            }
        }
    }
}

/// What was told of all records, through all lives of the machine.
#[derive(Debug, Default)]
struct World {
    told: BTreeMap<String, Told>,
    removed: BTreeSet<String>,
    n_steps: usize,
}

/// One window, and what it shows of each record.
struct Window {
    vault: Vault,
    shows: BTreeMap<String, String>,
    is_narrow: bool,
}

impl Window {
    fn open(disk: &Rc<FailingDisk>, mirror: &MemoryMirror, dice: &Rc<Dice>, at: &str) -> Self {
        let of = place(disk.clone(), Rc::new(mirror.clone()), Rc::clone(dice));
        let opened = now(Vault::open(VAULT, data_key(), of)).unwrap();
        if disk.failing == Failing::Whole {
            assert_eq!(opened.findings, [], "{at}");
        }
        Self {
            vault: opened.vault,
            shows: BTreeMap::new(),
            is_narrow: false,
        }
    }

    /// Opens a record and compares it with what was told of it.
    fn look(&mut self, id: &str, world: &World, failing: Failing, at: &str) -> Option<String> {
        let found = now(self.vault.read(id));
        let text = found.as_ref().map(|of| of.text.clone()).ok();
        let told = &world.told[id];
        assert!(
            told.allows(text.as_deref()),
            "{at}, record {id}: {told:?}, found {found:?}"
        );
        if let (Failing::Whole, Ok(found)) = (failing, &found) {
            assert_eq!(found.findings, [], "{at}, record {id}");
        }
        match &text {
            Some(text) => self.shows.insert(id.to_owned(), text.clone()),
            None => self.shows.remove(id),
        };
        text
    }
}

/// One life of a machine after another, each ended by a power cut or a plain restart.
fn live(seed: u64, failing: Failing, header: &Header) {
    let dice = Rc::new(Dice::new(seed));
    let mut contents = Contents::new();
    let mut world = World::default();
    let mut mirror = MemoryMirror::default();
    for life in 0..3 {
        let at = format!("seed {seed}, {failing:?}, life {life}");
        let disk = Rc::new(FailingDisk::new(contents, Rc::clone(&dice), failing));
        let before = mirror.contents();
        let mut windows = vec![Window::open(&disk, &mirror, &dice, &at)];
        let ids: Vec<String> = world.told.keys().cloned().collect();
        for id in &ids {
            let text = windows[0].look(id, &world, failing, &at);
            let told = world.told.get_mut(id).unwrap();
            *told = Told {
                confirmed: text,
                ..Told::default()
            };
        }
        world.told.retain(|_, told| told.confirmed.is_some());
        for id in world.removed.iter().filter(|_| failing == Failing::Whole) {
            let found = now(windows[0].vault.read(id));
            assert!(found.is_err(), "{at}: {id} came back");
            assert!(!now(windows[0].vault.list()).contains_key(id), "{at}: {id}");
        }
        if dice.one_in(2) {
            windows.push(Window::open(&disk, &mirror, &dice, &at));
        }
        for _ in 0..3 + dice.below(8) {
            disk.is_doomed.set(dice.one_in(8));
            disk.is_unanswered.set(dice.one_in(8));
            let window = dice.below(windows.len());
            one_step(
                &mut windows[window],
                &dice,
                &mut world,
                failing,
                &at,
                header,
            );
            disk.is_unanswered.set(false);
            if disk.has_failed.get() {
                break;
            }
        }
        contents = disk.after();
        mirror = lagging(&before, &mirror.contents(), &dice);
    }
}

/// A second copy that has written some of what it was told, forgotten some of it, and lost some.
fn lagging(
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
    dice: &Dice,
) -> MemoryMirror {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let kept = keys.into_iter().filter_map(|key| {
        let state = match dice.below(4) {
            0 => before,
            1 => return None,
            _ => after,
        };
        state.get(key).map(|bytes| (key.clone(), bytes.clone()))
    });
    MemoryMirror::holding(kept.collect())
}

/// One thing a person does in a window.
fn one_step(
    window: &mut Window,
    dice: &Dice,
    world: &mut World,
    failing: Failing,
    at: &str,
    header: &Header,
) {
    world.n_steps += 1;
    let n = world.n_steps;
    let ids: Vec<String> = if window.is_narrow {
        window.shows.keys().cloned().collect()
    } else {
        world.told.keys().cloned().collect()
    };
    if ids.is_empty() || !window.is_narrow && dice.one_in(6) {
        if !window.is_narrow {
            begin(window, world, n, at);
        }
        return;
    }
    let id = ids[dice.below(ids.len())].clone();
    if !window.shows.contains_key(&id) && window.look(&id, world, failing, at).is_none() {
        return;
    }
    let before = window.shows[&id].clone();
    match dice.below(24) {
        0 if !window.is_narrow => return remove(window, world, &id),
        1 if !window.is_narrow => {
            window.is_narrow = now(window.vault.narrow(&id)).is_ok();
            if window.is_narrow {
                window.shows.retain(|of, _| *of == id);
            }
        }
        2 if !window.is_narrow => {
            let made = now(window.vault.back_up(header, &[]));
            assert!(failing == Failing::Torn || made.is_ok(), "{at}: {made:?}");
        }
        3 => {
            now(window.vault.read_anew()).unwrap();
            window.shows.retain(|_, _| window.is_narrow);
            if !window.is_narrow && window.look(&id, world, failing, at).is_none() {
                return;
            }
        }
        _ => {}
    }
    let before = window.shows.get(&id).cloned().unwrap_or(before);
    let text = match dice.below(3) {
        0 => format!("{before},\"more\":{n}"),
        1 => format!("{},{n}", before.replace("Robin", "Sam")),
        _ => format!(
            "{{\"n\":{n},\"note\":\"{}\"}}",
            "word, ".repeat(dice.below(9))
        ),
    };
    if dice.one_in(12) {
        window.vault.keep_in_passing(&id, &text, "now");
        if let Some(told) = world.told.get_mut(&id) {
            told.on_its_way.push(text);
        }
        return;
    }
    let kept = match dice.below(4) {
        0 => now(window.vault.fold(&id, &text, "now")),
        1 => now(window.vault.fold_and_verify(&id, &text, "now")),
        _ => now(window.vault.keep(&id, &text, "now")),
    };
    let Some(told) = world.told.get_mut(&id) else {
        assert!(kept.is_err(), "{at}: {id} was removed in the other window");
        return;
    };
    match kept {
        Ok(()) => {
            *told = Told {
                confirmed: Some(text.clone()),
                ..Told::default()
            };
            window.shows.insert(id, text);
        }
        Err(StoreError::Newer) if !window.is_narrow => {
            // A try before the one that was refused may have been carried out, by this window.
            told.on_its_way.push(text.clone());
            keep_beside(window, world, text, n);
            window.look(&id, world, failing, at);
        }
        Err(_) => told.on_its_way.push(text),
    }
}

fn begin(window: &mut Window, world: &mut World, n: usize, at: &str) {
    let id = format!("record-{n}");
    let text = format!("{{\"name\":\"Robin\",\"n\":{n}}}");
    let told = world.told.entry(id.clone()).or_default();
    match now(window.vault.create(&id, Kind::Case, &text, "now")) {
        Ok(()) => {
            told.confirmed = Some(text.clone());
            window.shows.insert(id, text);
        }
        Err(error) => {
            assert_ne!(
                error,
                StoreError::Newer,
                "{at}: a new record is in nobody's way"
            );
            told.on_its_way.push(text);
        }
    }
}

fn keep_beside(window: &Window, world: &mut World, text: String, n: usize) {
    let beside = format!("beside-{n}");
    let made = window
        .vault
        .create_beside(&beside, Kind::OtherVersion, &text, "now");
    let made = now(made);
    let told = world.told.entry(beside).or_default();
    match made {
        Ok(()) => told.confirmed = Some(text),
        Err(_) => told.on_its_way.push(text),
    }
}

fn remove(window: &mut Window, world: &mut World, id: &str) {
    match now(window.vault.remove(id, "now")) {
        Ok(()) => {
            world.told.remove(id);
            world.removed.insert(id.to_owned());
        }
        Err(_) => world.told.get_mut(id).unwrap().may_be_removed = true,
    }
    window.shows.remove(id);
}

/// The machines that are lived through in each way: five hundred, or as many as `MODEL_RUNS` asks for, from
/// the one that `MODEL_FIRST` names. `cargo xtask durability` asks for 50,000 of each, built with optimisation.
fn seeds() -> Range<u64> {
    let asked = |name: &str| {
        let asked = std::env::var(name).ok();
        asked.map(|asked| asked.parse::<u64>().unwrap())
    };
    let first = asked("MODEL_FIRST").unwrap_or(0);
    first..first + asked("MODEL_RUNS").unwrap_or(500)
}

#[test]
fn what_was_confirmed_survives_a_power_cut_between_whole_batches() {
    let header = header_of(VAULT);
    for seed in seeds() {
        live(seed, Failing::Whole, &header);
    }
}

#[test]
fn what_was_confirmed_survives_torn_writes() {
    let header = header_of(VAULT);
    for seed in seeds() {
        live(seed, Failing::Torn, &header);
    }
}
