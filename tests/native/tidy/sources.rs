//! What may stand in no file.

use super::{files, none};

#[test]
fn markup_is_never_made_of_text() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"]) {
        for (n, line) in file.code_lines() {
            for way in [
                "inner_html",
                "outer_html",
                "insert_adjacent_html",
                "document_write",
                "create_contextual_fragment",
            ] {
                if line.contains(way) {
                    found.push(format!("{}:{n}: {way}", file.path));
                }
            }
        }
    }
    none(
        &found,
        "what a person typed is text; nothing turns text into markup:",
    );
}

#[test]
fn the_page_holds_nothing_inline() {
    let page = files("public", &["index.html"]).remove(0).text;
    let inline =
        regex_lite::Regex::new(r#"(?i)<style|<script|\sstyle\s*=|\son[a-z]+\s*=|javascript:"#)
            .unwrap();
    let found: Vec<_> = inline
        .find_iter(&page)
        .map(|found| found.as_str().to_owned())
        .collect();
    none(&found, "the page's policy allows files only:");
}

#[test]
fn no_path_of_a_machine_is_kept() {
    // In two pieces each, so that this list does not find itself.
    let places = [
        ["/work", "/shared"],
        ["/work", "/main"],
        ["/tmp", "/wt"],
        ["/root", "/."],
        ["C:\\", "Users"],
    ];
    let mut found = Vec::new();
    let endings = [
        ".rs", ".toml", ".md", ".mjs", ".js", ".json", ".html", ".css", ".tsv", ".txt", ".svg",
        ".ci/run",
    ];
    for file in files(".", &endings) {
        for place in &places {
            if file.text.contains(&place.concat()) {
                found.push(format!("{}: {}", file.path, place.concat()));
            }
        }
    }
    none(&found, "nothing is kept that is true of one machine only:");
}
