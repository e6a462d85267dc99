//! The papers in `assurance/` name what is there: their tests, each other, and every hazard once. Nothing in them declares what
//! only an adopter can.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use regex_lite::Regex;

/// The hazards of the seed list, in order.
const N_HAZARDS: usize = 14;
const COLUMNS: [&str; 12] = [
    "id",
    "hazard",
    "cause",
    "effect",
    "control",
    "tests",
    "not covered",
    "residual risk",
    "for the adopter",
    "severity",
    "likelihood",
    "accepted by",
];
/// These are clinical judgements: the project leaves them empty.
const FOR_THE_SAFETY_OFFICER: [&str; 3] = ["severity", "likelihood", "accepted by"];

type Row = BTreeMap<&'static str, String>;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

fn paths_below(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "node_modules" && name != "output" {
                folders.push(path);
            } else if name.ends_with(ending) {
                paths.push(path);
            }
        }
    }
    paths
}

/// The documents, by name, with their text.
fn documents() -> BTreeMap<String, String> {
    let documents: BTreeMap<_, _> = fs::read_dir(repository().join("assurance"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    assert!(documents.len() > 10, "the papers are there");
    documents
}

/// The rows of a file of comma-separated values (RFC 4180): a field in quotes may hold commas, lines and doubled quotes.
fn read_csv(text: &str) -> Result<Vec<Vec<String>>, String> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    while !rest.is_empty() || !row.is_empty() {
        let wrong = |what: &str| format!("row {}: {what}", rows.len() + 1);
        let mut field = String::new();
        if let Some(quoted) = rest.strip_prefix('"') {
            rest = quoted;
            loop {
                let (part, after) = rest.split_once('"').ok_or(wrong("a quote has no end"))?;
                field.push_str(part);
                let Some(more) = after.strip_prefix('"') else {
                    rest = after;
                    break;
                };
                field.push('"');
                rest = more;
            }
        } else {
            let end = rest.find([',', '\n', '"']).unwrap_or(rest.len());
            field.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        row.push(field);
        if let Some(next) = rest.strip_prefix(',') {
            rest = next;
        } else if rest.is_empty() || rest.starts_with('\n') {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
            rows.push(std::mem::take(&mut row));
        } else {
            return Err(wrong("a quote in the middle of a field"));
        }
    }
    Ok(rows)
}

/// The hazard log; what is wrong with its shape stops the test.
fn hazards() -> Vec<Row> {
    let rows = read_csv(&read("assurance/hazard-log.csv")).unwrap();
    let (head, rows) = rows.split_first().unwrap();
    assert_eq!(head, &COLUMNS, "the columns of the hazard log");
    rows.iter()
        .map(|row| {
            assert_eq!(row.len(), COLUMNS.len(), "fields of {row:?}");
            COLUMNS.into_iter().zip(row.iter().cloned()).collect()
        })
        .collect()
}

fn tests_of(hazard: &Row) -> Vec<&str> {
    let tests = hazard["tests"].split('|').map(str::trim);
    tests.filter(|test| !test.is_empty()).collect()
}

/// Every test there is, by the name its runner gives it.
struct Tests {
    names: BTreeSet<String>,
    /// Titles with a hole in them, which may be anything.
    patterns: Vec<Regex>,
}

impl Tests {
    fn find() -> &'static Self {
        static TESTS: OnceLock<Tests> = OnceLock::new();
        TESTS.get_or_init(|| {
            let mut tests = Self {
                names: BTreeSet::new(),
                patterns: Vec::new(),
            };
            for folder in ["tests/native", "tests/browser", "src"] {
                for path in paths_below(folder, ".rs") {
                    tests.add_functions(&fs::read_to_string(path).unwrap());
                }
            }
            for path in paths_below("tests/e2e", ".test.mjs") {
                let file = path.file_name().unwrap().to_string_lossy().into_owned();
                let text = fs::read_to_string(&path).unwrap();
                tests.add_titles(file.trim_end_matches(".test.mjs"), &text);
            }
            assert!(tests.names.len() > 600, "the tests are found");
            tests
        })
    }

    /// The functions that are marked as tests.
    fn add_functions(&mut self, text: &str) {
        let mut is_marked = false;
        for line in text.lines().map(str::trim_start) {
            if line.starts_with("#[test]") || line.starts_with("#[wasm_bindgen_test") {
                is_marked = true;
            } else if !line.starts_with("#[") && !line.starts_with("//") {
                let line = line.strip_prefix("async ").unwrap_or(line);
                if let (true, Some(function)) = (is_marked, line.strip_prefix("fn ")) {
                    let (name, _) = function.split_once('(').unwrap();
                    self.names.insert(name.to_owned());
                }
                is_marked = false;
            }
        }
    }

    /// The titles of a file of tests of the whole site. The harness puts the file's name before them, node's own runner
    /// does not.
    fn add_titles(&mut self, file: &str, text: &str) {
        for line in text.lines().map(str::trim_start) {
            let (prefix, call) = match (line.strip_prefix("test("), line.strip_prefix("nodeTest("))
            {
                (Some(call), _) => (format!("{file}: "), call),
                (None, Some(call)) => (String::new(), call),
                (None, None) => continue,
            };
            let Some(mark) = call.chars().next().filter(|mark| "'`".contains(*mark)) else {
                continue;
            };
            let title = call.split(mark).nth(1).unwrap();
            if title.contains("${") {
                let hole = Regex::new(r"\$\{[^}]*\}").unwrap();
                let pieces: Vec<_> = hole.split(title).map(regex_lite::escape).collect();
                let pattern = format!("^{}{}$", regex_lite::escape(&prefix), pieces.join(".+"));
                self.patterns.push(Regex::new(&pattern).unwrap());
            } else {
                self.names.insert(format!("{prefix}{title}"));
            }
        }
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(name) || self.patterns.iter().any(|title| title.is_match(name))
    }
}

/// What a document names between backticks that is the name of a test by its looks: a sentence in snake case, or a file of
/// tests, a colon and a sentence.
fn named_tests(text: &str) -> Vec<&str> {
    let of_rust = Regex::new(r"^[a-z0-9]+(_[a-z0-9]+){3,}$").unwrap();
    let of_page = Regex::new(r"^[a-z0-9-]+: \S.* .*$").unwrap();
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| of_rust.is_match(name) || of_page.is_match(name))
        .collect()
}

/// Lines that declare what only an adopter, or nobody yet, can. The name of a test declares nothing.
fn declarations(text: &str) -> Vec<&str> {
    let of_test = Regex::new("`[^`]*`").unwrap();
    let declares = Regex::new(
        r"(?i)\b(complies|comply|conforms|conform) (fully )?(with|to)\b|\b(is|are) (fully )?(compliant|certified|accredited|approved)\b|\bmeets? (the )?(DCB|DTAC|WCAG|GDPR|UK GDPR)",
    )
    .unwrap();
    text.lines()
        .filter(|line| declares.is_match(&of_test.replace_all(line, "")))
        .collect()
}

#[track_caller]
fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}\n  {}\n", found.join("\n  "));
}

#[test]
fn every_hazard_is_in_the_log_once_with_what_is_done_about_it() {
    let hazards = hazards();
    let ids: Vec<_> = hazards.iter().map(|hazard| hazard["id"].clone()).collect();
    let wanted: Vec<_> = (1..=N_HAZARDS).map(|n| format!("H-{n:02}")).collect();
    assert_eq!(ids, wanted);
    let mut found = Vec::new();
    for hazard in &hazards {
        for column in COLUMNS {
            let is_theirs = FOR_THE_SAFETY_OFFICER.contains(&column);
            if column != "tests" && is_theirs != hazard[column].trim().is_empty() {
                found.push(format!("{}: {column}", hazard["id"]));
            }
        }
        if tests_of(hazard).is_empty() && !hazard["control"].contains("adopter") {
            found.push(format!(
                "{}: neither a test nor the adopter shows it",
                hazard["id"]
            ));
        }
    }
    none(
        &found,
        "each hazard has its cause, control and what is left, and no judgement of a safety officer:",
    );
}

#[test]
fn every_test_that_the_hazard_log_names_is_there() {
    let tests = Tests::find();
    let mut found = Vec::new();
    for hazard in &hazards() {
        let missing = tests_of(hazard).into_iter().filter(|test| !tests.has(test));
        found.extend(missing.map(|test| format!("{}: {test}", hazard["id"])));
    }
    none(&found, "the hazard log names tests that are not there:");
}

#[test]
fn every_test_that_a_document_names_is_there() {
    let tests = Tests::find();
    let mut found = Vec::new();
    let mut n_named = 0;
    for (name, text) in documents() {
        for test in named_tests(&text) {
            n_named += 1;
            if !tests.has(test) {
                found.push(format!("{name}: {test}"));
            }
        }
    }
    assert!(n_named > 60, "only {n_named} names were seen");
    none(&found, "these documents name tests that are not there:");
}

#[test]
fn every_document_is_in_the_readme_and_every_link_leads_somewhere() {
    let documents = documents();
    let link = Regex::new(r"\]\(([^)#:]+)\)").unwrap();
    let mut found = Vec::new();
    for (name, text) in &documents {
        for target in link.captures_iter(text) {
            if !repository().join("assurance").join(&target[1]).is_file() {
                found.push(format!("{name}: there is no {}", &target[1]));
            }
        }
    }
    let readme = &documents["README.md"];
    for name in documents.keys().filter(|name| *name != "README.md") {
        if !readme.contains(&format!("]({name})")) {
            found.push(format!("README.md: does not name {name}"));
        }
    }
    none(&found, "the papers lead to each other:");
}

#[test]
fn no_document_declares_what_only_an_adopter_can() {
    let mut found = Vec::new();
    for (name, text) in documents() {
        let lines = declarations(&text);
        found.extend(lines.iter().map(|line| format!("{name}: {line}")));
    }
    none(&found, "these lines declare:");
}

#[test]
fn the_checks_of_the_papers_find_what_they_look_for() {
    let rows = read_csv("a,\"b, \"\"c\"\"\nd\",\n\"\",e,f\n").unwrap();
    assert_eq!(rows, [["a", "b, \"c\"\nd", ""], ["", "e", "f"]]);
    assert!(read_csv("a,\"b").is_err());
    assert!(read_csv("a,b\"c\"").is_err());
    assert_eq!(read_csv("a,").unwrap(), [["a", ""]]);
    assert!(read_csv("\"a\"b").is_err());

    let tests = Tests::find();
    assert!(tests.has("too_many_missing_never_gives_a_number"));
    assert!(tests.has("what_was_confirmed_survives_torn_writes"));
    assert!(tests.has("keyboard: the assessment"));
    assert!(tests.has("damaged-files: a flipped bit in IndexedDB"));
    assert!(!tests.has("the_checks_of_the_papers_find_what_they_look_fo"));
    assert!(!tests.has("the assessment"));
    assert!(!tests.has("vault: the assessment"));

    let named = "`a_b_c_d` and `deny.toml`, `unsafe_code`, `vault: a machine`, `mhtr-forms=used`";
    assert_eq!(named_tests(named), ["a_b_c_d", "vault: a machine"]);
    assert_eq!(
        declarations("It complies with DCB0129.\nIt is tested.").len(),
        1
    );
    assert_eq!(declarations("`every example meets WCAG 2.2 AA`").len(), 0);
    assert_eq!(declarations("The site is fully compliant.").len(), 1);
}
