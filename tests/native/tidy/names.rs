//! How things are called, and how long a file may be.

use regex_lite::Regex;

use super::{File, files, none, paths_below, relative};

/// Names that say nothing of what is in the thing.
const EMPTY_NAMES: [&str; 9] = [
    "util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "stuff",
];

/// The lines at which a file answers more than one question.
const LONGEST: usize = 600;

const OWN: [&str; 4] = ["src", "tests", "xtask", "public"];

/// The words of `a_snake_name`, `ACamelName`, `a-file.name`, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        let is_break = !c.is_alphanumeric();
        if (is_break || c.is_uppercase()) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let (false, Some(word)) = (is_break, words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words
}

fn is_empty_name(name: &str) -> bool {
    words(name)
        .iter()
        .any(|word| EMPTY_NAMES.contains(&word.as_str()))
}

#[test]
fn no_file_or_folder_has_a_name_that_says_nothing() {
    let found: Vec<_> = paths_below(".")
        .iter()
        .map(|path| relative(path))
        .filter(|path| path.split('/').any(is_empty_name))
        .collect();
    none(&found, "a file is called after what is in it:");
}

#[test]
fn nothing_in_the_code_has_a_name_that_says_nothing() {
    let declared = Regex::new(
        r"\b(?:fn|struct|enum|trait|mod|type|const|static|union|function|class)\s+(\w+)",
    )
    .unwrap();
    let mut found = Vec::new();
    for folder in OWN {
        for file in files(folder, &[".rs", ".js", ".mjs", ".html"]) {
            for (n, line) in file.code_lines() {
                for name in declared.captures_iter(line) {
                    // The last word says what the thing is; `greatest_common_divisor` says enough.
                    let last = words(&name[1]).pop().unwrap_or_default();
                    if is_empty_name(&last) {
                        found.push(format!("{}:{n}: {}", file.path, &name[1]));
                    }
                }
            }
        }
    }
    none(&found, "a thing is called after what it is:");
}

#[test]
fn no_file_is_longer_than_one_question() {
    let mut found = Vec::new();
    for folder in OWN {
        for File { path, text } in files(folder, &[".rs", ".js", ".mjs", ".html"]) {
            let n_lines = text.lines().count();
            if n_lines > LONGEST {
                found.push(format!("{path}: {n_lines} lines"));
            }
        }
    }
    none(&found, &format!("a file has {LONGEST} lines at most:"));
}

#[test]
fn every_file_of_code_says_what_it_is() {
    let mut found = Vec::new();
    for folder in ["src", "tests", "xtask"] {
        for file in files(folder, &[".rs"]) {
            if !file.text.starts_with("//! ") {
                found.push(file.path);
            }
        }
    }
    none(
        &found,
        "a file opens with one sentence that says what it is (`//! …`):",
    );
}

#[test]
fn words_of_names_are_told_apart() {
    assert_eq!(words("FormManager"), ["form", "manager"]);
    assert_eq!(words("date_util.rs"), ["date", "util", "rs"]);
    assert!(!is_empty_name("commonwealth"));
}
