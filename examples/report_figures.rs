//! Prints what the report of a full case costs: to draw it up from the case, and to write it in each of its
//! formats, with the size of each.
//!
//! `cargo run --release --example report_figures`. Every question of the assessment, the consent and the report is
//! answered. Times are medians of this machine, and nothing is asserted.

#![expect(clippy::print_stdout, reason = "a command-line program's output")]
#![expect(clippy::disallowed_methods, reason = "figures are times")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use mhtr_forms::engine::calendar::{Date, DateTime};
use mhtr_forms::engine::case::wire::write_case;
use mhtr_forms::engine::case::{Case, CaseId, Change};
use mhtr_forms::engine::catalogue::{Catalogue, Folder, FormId};
use mhtr_forms::engine::entry;
use mhtr_forms::engine::form::{Form, FormChange, NodeId, Scope};
use mhtr_forms::engine::questionnaire::{Item, ItemType};
use mhtr_forms::engine::report::{Attached, csv, fhir, html, of_case, text, word};
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::wording::Wording;

/// The forms that a report is made from, and its own, which comes last.
const FORMS: [&str; 3] = [
    "practitioner-assessment",
    "combined-consent",
    "responsible-clinician-report",
];

/// How often each thing is done; the median is told.
const N_TIMES: usize = 101;

/// What somebody says to an open question: a few sentences, as practitioners write them.
const SAID: &str = "Robin said that this has been so since the spring, most days, and worse in the evening. \
    What has helped is walking and talking to a sister. Robin would like to sleep through again, and to be able \
    to go to work without being afraid on the way.";

fn main() -> ExitCode {
    match figures() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            println!("stopped: {why}");
            ExitCode::FAILURE
        }
    }
}

fn figures() -> Result<(), String> {
    let wording = Wording::built_in();
    let catalogue = Catalogue::read(&folders().map_err(|error| error.to_string())?);
    let now = DateTime::read("2026-11-22T10:00:00Z").ok_or("no such time")?;
    let today = Date::real(2026, 11, 22).ok_or("no such day")?;
    let case = full_case(&catalogue, now)?;
    let document = case.documents.last().ok_or("nothing was started")?.id;
    let attached = Attached { item_answers: true };
    let make = || of_case(&case, document, &catalogue, attached, &wording, today);
    let report = make().ok_or("the case has no report")?;

    println!(
        "a full case: {} bytes as it is kept",
        write_case(&case).len()
    );
    let told =
        |what: &str, ms: f64, bytes: usize| println!("{what:<12} {ms:>8.3} ms {bytes:>9} bytes");
    println!("{:<12} {:>8.3} ms", "drawn up", median(|| make().is_some()));
    let page = || html::write(&report, &wording);
    told("page", median(page), page().len());
    let words = || text::write(&report, &wording);
    told("plain text", median(words), words().len());
    let word = || word::write(&report).unwrap_or_default();
    told("Word", median(word), word().len());
    let bundle = || fhir::write(&report, &case, document, &catalogue, &wording);
    told("FHIR", median(bundle), bundle().len());
    let rows = || csv::write(report.identity.standing, &case, &catalogue, &wording);
    told("CSV", median(rows), rows().len());
    Ok(())
}

/// The middle of the times that something takes, in milliseconds.
fn median<T>(work: impl Fn() -> T) -> f64 {
    let time = |_| {
        let begun = Instant::now();
        black_box(work());
        begun.elapsed().as_secs_f64() * 1_000.0
    };
    let mut times: Vec<f64> = (0..N_TIMES).map(time).collect();
    times.sort_by(f64::total_cmp);
    times.get(N_TIMES / 2).copied().unwrap_or(f64::NAN)
}

/// Every folder below `forms/`, as the app is given them.
fn folders() -> std::io::Result<BTreeMap<FormId, Folder>> {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let mut folders = BTreeMap::new();
    for entry in std::fs::read_dir(forms)? {
        let entry = entry?;
        let file = |name| std::fs::read_to_string(entry.path().join(name)).ok();
        let folder = Folder {
            questionnaire: file("questionnaire.json"),
            measure: file("measure.toml"),
            ..Folder::default()
        };
        if entry.path().is_dir() {
            folders.insert(FormId::new(&entry.file_name().to_string_lossy()), folder);
        }
    }
    Ok(folders)
}

/// A case whose forms are filled in to the last question.
fn full_case(catalogue: &Catalogue, now: DateTime) -> Result<Case, String> {
    let id = CaseId::read(&"0123456789abcdef".repeat(2)).ok_or("no such case")?;
    let mut case = Case::open(id, now);
    for name in FORMS {
        let form = FormId::new(name);
        let definition = catalogue.get(&form).ok_or("a form is missing")?;
        let mut filled = Form::start(Arc::clone(&definition.questionnaire));
        fill(&mut filled);
        let started = Change::Started {
            form,
            response: filled.response(Scope::Everything),
            prefilled: Vec::new(),
        };
        case.apply(started, now);
    }
    Ok(case)
}

/// Answers what is asked until nothing more is: an answer may lead to another question.
fn fill(form: &mut Form) {
    while let Some((node, entries)) = blank(form, None) {
        form.apply(FormChange::Answer { node, entries });
    }
}

/// The first question that is asked and not answered, with an answer.
fn blank(form: &Form, parent: Option<NodeId>) -> Option<(NodeId, Vec<Entry>)> {
    form.children(parent).iter().find_map(|&node| {
        let item = form.item(node).filter(|_| form.is_asked(node))?;
        let here = item.item_type.takes_answers() && form.entries(node).is_empty();
        let entry = answer(item).filter(|_| here);
        let found = entry.map(|entry| (node, vec![entry]));
        found.or_else(|| blank(form, Some(node)))
    })
}

/// The answer somebody gives who has something to say to everything.
fn answer(item: &Item) -> Option<Entry> {
    if let Some(option) = item.options.first() {
        return Some(Entry::Value(option.value.clone()));
    }
    let typed = match item.item_type {
        ItemType::Date => "21/11/2026",
        ItemType::Time => "10:30",
        ItemType::DateTime => "21/11/2026 10:30",
        ItemType::Integer | ItemType::Decimal | ItemType::Quantity => "7",
        ItemType::Boolean => "yes",
        ItemType::Text | ItemType::String | ItemType::OpenChoice | ItemType::Choice => SAID,
        ItemType::Group
        | ItemType::Display
        | ItemType::Url
        | ItemType::Attachment
        | ItemType::Reference => return None,
    };
    entry::read(item, typed)
}
