//! What an agency's folder may hold, and what is said of what it may not: a table of files and verdicts.

mod bank_holidays;
mod example;
mod folder;
mod languages;
mod settings;

use mhtr_forms::engine::agency::{Files, Found, Furnished, SETTINGS, furnish, said};
use mhtr_forms::engine::wording::Wording;

/// The app furnished with a folder of these files.
fn furnished(files: &[(&str, &str)]) -> Furnished {
    let mut of = Files::default();
    for (path, text) in files {
        of.put(*path, Found::Text((*text).to_owned()));
    }
    furnish(&of, crate::catalogue::folders(), &Wording::built_in(), None)
}

/// What is said of these files.
fn verdicts(files: &[(&str, &str)]) -> Vec<String> {
    said_of(&furnished(files))
}

fn said_of(furnished: &Furnished) -> Vec<String> {
    let words = Wording::built_in();
    let problems = furnished.problems.iter();
    problems.map(|problem| said(problem, &words)).collect()
}

/// Each file gives exactly one verdict, which begins like this and holds this.
#[track_caller]
fn each_is_said(rows: &[(&str, &str, &str)]) {
    for (settings, place, holds) in rows {
        let found = verdicts(&[(SETTINGS, settings)]);
        let [said] = found.as_slice() else {
            panic!("{settings}\n{found:#?}");
        };
        let place = format!("agency/settings.json {place}: ");
        assert!(said.starts_with(&place), "{settings}\n{said}");
        assert!(said.contains(holds), "{settings}\n{said}");
        // A key without words, or a value that nobody put in.
        let is_whole = !said.contains('[') && !said.contains('{');
        assert!(is_whole, "{said}");
    }
}
