//! What keeping costs: one small row for one answer, however many records there are, and none opened for
//! the list.

use mhtr_forms::vault::MAX_TEXT;
use mhtr_forms::vault::disk::{Shelf, StoreError, Write};

use super::machine::{Machine, create, keep, shown, text};
use super::place::now;

/// A case of some 40 kB, with one answer that changes.
fn case(answer: &str) -> String {
    let item = |n: usize| {
        format!(
            "{{\"linkId\":\"item-{n}\",\"answer\":[{{\"valueString\":\"what was said about {n}\"}}]}}"
        )
    };
    let items: Vec<String> = (0..300).map(item).collect();
    let changed = format!("{{\"linkId\":\"risk\",\"answer\":[{{\"valueString\":\"{answer}\"}}]}}");
    let (before, after) = items.split_at(150);
    let note = "a long note without a single comma ".repeat(500);
    format!(
        "{{\"changed\":\"{}\",\"note\":\"{note}\",\"item\":[{},{changed},{}]}}",
        answer.len(),
        before.join(","),
        after.join(",")
    )
}

/// A machine with so many cases.
fn with_cases(n: usize) -> Machine {
    let machine = Machine::new();
    let vault = machine.window();
    for n in 0..n {
        create(&vault, &format!("case-{n}"), &case("no"));
        now(vault.close(&format!("case-{n}")));
    }
    machine
}

#[test]
fn one_answer_costs_one_small_row_however_many_cases_there_are() {
    assert!(
        (38_000..48_000).contains(&case("no").len()),
        "{}",
        case("no").len()
    );
    let mut costs = Vec::new();
    for n in [1, 60] {
        let machine = with_cases(n);
        let vault = machine.window();
        shown(&vault, "case-0");
        machine.disk.forget();
        keep(&vault, "case-0", &case("yes and more"));
        let written = machine.disk.written.borrow();
        assert_eq!(written.len(), 1);
        let [Write::Put { shelf, bytes, .. }] = written[0].writes.as_slice() else {
            panic!("one row: {:?}", written[0]);
        };
        assert_eq!(*shelf, Shelf::Journal);
        assert!(bytes.len() < 1_000, "{} bytes", bytes.len());
        assert!(machine.disk.read.borrow().is_empty(), "nothing is read");
        costs.push((written[0].guards.len(), bytes.len()));
    }
    assert_eq!(costs[0], costs[1]);
}

#[test]
fn the_list_is_shown_without_opening_one_record() {
    let machine = with_cases(60);
    let machine = machine.after(|_| ());
    let opened = machine.open();
    assert_eq!(now(opened.vault.list()).len(), 60);
    let read = machine.disk.read.borrow();
    let is_small = |shelf: &Shelf| matches!(shelf, Shelf::Manifest | Shelf::Audit);
    assert!(read.iter().all(is_small), "{read:?}");
    assert!(read.len() <= 3, "a handful of rows: {read:?}");
}

#[test]
fn a_record_is_found_with_a_handful_of_reads() {
    let machine = with_cases(20);
    let vault = machine.window();
    machine.disk.forget();
    shown(&vault, "case-7");
    assert_eq!(machine.disk.read.borrow().len(), 3);
    assert!(machine.disk.written.borrow().is_empty());
}

#[test]
fn what_is_larger_than_is_read_again_is_refused_before_it_is_written() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "ours", "small");
    let before = machine.disk.inner.contents();
    let large = "x".repeat(MAX_TEXT + 1);
    assert_eq!(
        now(vault.keep("ours", &large, "now")),
        Err(StoreError::TooLarge)
    );
    assert_eq!(
        now(vault.fold("ours", &large, "now")),
        Err(StoreError::TooLarge)
    );
    assert_eq!(machine.disk.inner.contents(), before);
    keep(&vault, "ours", "small again");
    assert_eq!(text(&machine.window(), "ours"), "small again");
}

#[test]
fn a_text_that_is_pasted_whole_is_kept_without_much_ado() {
    let machine = Machine::new();
    let vault = machine.window();
    // More pieces than can be compared with each other, and none alike.
    let pasted = |word: &str| -> String { (0..200_000).map(|n| format!("{word}{n},")).collect() };
    create(&vault, "ours", &pasted("a"));
    keep(&vault, "ours", &pasted("b"));
    assert_eq!(text(&machine.window(), "ours"), pasted("b"));
}
