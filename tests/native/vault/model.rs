//! Saving, crashing and starting again in every order: what was confirmed is always there.

use std::collections::BTreeMap;
use std::rc::Rc;

use mhtr_forms::vault::manifest::Kind;
use mhtr_forms::vault::memory::{Contents, MemoryMirror};
use mhtr_forms::vault::seal::Key;
use mhtr_forms::vault::{Random, Vault, VaultError};

use super::place::{Dice, Failing, FailingDisk, VAULT, now, place};

/// What a person was told of one record: the text that was confirmed last, and the text that was on its
/// way when the power failed.
#[derive(Debug, Clone, Default)]
struct Told {
    confirmed: Option<String>,
    on_its_way: Option<String>,
}

/// A key that is the same in every life of one vault.
struct Same;

impl Random for Same {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
        bytes.fill(3);
        Ok(())
    }
}

/// One life of a machine after another, each ended by a power cut or a plain restart.
fn live(seed: u64, failing: Failing) {
    let dice = Rc::new(Dice::new(seed));
    let mut contents = Contents::new();
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    // What was written to the mirror may be there after a power cut, or not.
    let mut mirror = MemoryMirror::default();
    for life in 0..3 {
        let disk = Rc::new(FailingDisk::new(contents, Rc::clone(&dice), failing));
        let of = place(disk.clone(), Rc::new(mirror.clone()), Rc::clone(&dice));
        let opened = now(Vault::open(VAULT, Key::make(&Same).unwrap(), of)).unwrap();
        let vault = opened.vault;
        for (id, told) in &mut told {
            let found = now(vault.read(id)).map(|shown| shown.text);
            let is_there = match (&found, &told.confirmed) {
                (Ok(text), confirmed) => {
                    Some(text) == confirmed.as_ref() || Some(text) == told.on_its_way.as_ref()
                }
                (Err(_), confirmed) => confirmed.is_none(),
            };
            assert!(
                is_there,
                "seed {seed}, {failing:?}, life {life}, record {id}: {told:?}, found {found:?}"
            );
            told.on_its_way = None;
            told.confirmed = found.ok();
        }
        told.retain(|_, told| told.confirmed.is_some());
        for step in 0..3 + dice.below(8) {
            disk.is_doomed.set(dice.one_in(8));
            one_step(&vault, &dice, &mut told, life * 100 + step);
            if disk.has_failed.get() {
                break;
            }
        }
        contents = disk.after();
        if dice.one_in(2) {
            mirror = MemoryMirror::default();
        }
    }
}

/// One thing a person does.
fn one_step(vault: &Vault, dice: &Dice, told: &mut BTreeMap<String, Told>, n: usize) {
    let ids: Vec<String> = told.keys().cloned().collect();
    if ids.is_empty() || dice.one_in(6) {
        let id = format!("record-{n}");
        let text = format!("{{\"name\":\"Robin\",\"n\":{n}}}");
        let told = told.entry(id.clone()).or_default();
        match now(vault.create(&id, Kind::Case, &text, "now")) {
            Ok(()) => told.confirmed = Some(text),
            Err(_) => told.on_its_way = Some(text),
        }
        return;
    }
    let id = &ids[dice.below(ids.len())];
    let told = told.get_mut(id).unwrap();
    let before = told.confirmed.clone().unwrap();
    let text = match dice.below(3) {
        0 => format!("{before},\"more\":{n}"),
        1 => before.replace("Robin", "Sam"),
        _ => format!("{{\"note\":\"{}\"}}", "word, ".repeat(dice.below(9))),
    };
    let kept = match dice.below(4) {
        0 => now(vault.fold(id, &text, "now")),
        1 => now(vault.fold_and_verify(id, &text, "now")),
        _ => now(vault.keep(id, &text, "now")),
    };
    match kept {
        Ok(()) => told.confirmed = Some(text),
        Err(_) => told.on_its_way = Some(text),
    }
}

/// How many machines are lived through in each way: five hundred, or as many as `MODEL_RUNS` asks for.
/// `cargo xtask durability` asks for 50,000 of each, built with optimisation.
fn n_runs() -> u64 {
    let asked = std::env::var("MODEL_RUNS").ok();
    asked.map_or(500, |asked| asked.parse().unwrap())
}

#[test]
fn what_was_confirmed_survives_a_power_cut_between_whole_batches() {
    for seed in 0..n_runs() {
        live(seed, Failing::Whole);
    }
}

#[test]
fn what_was_confirmed_survives_torn_writes() {
    for seed in 0..n_runs() {
        live(seed, Failing::Torn);
    }
}
