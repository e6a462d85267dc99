//! embed → ui → browser → vault → engine: a layer names only those below it, and only `browser` touches the browser.

use regex_lite::Regex;

use super::{File, files, none};

/// From the top: each may name itself and what stands after it.
const LAYERS: [&str; 5] = ["embed", "ui", "browser", "vault", "engine"];

/// The layers that a piece of code names, by `crate::`, `super::` or the crate's own name.
fn layers_named(code: &str) -> Vec<&'static str> {
    let mut named = Vec::new();
    let root = Regex::new(r"\b(?:crate|super|mhtr_forms)\s*::\s*").unwrap();
    for found in root.find_iter(code) {
        for name in first_names(&code[found.end()..]) {
            named.extend(LAYERS.iter().find(|layer| **layer == name));
        }
    }
    named
}

/// `a` of `a::b`; `a` and `c` of `{a::{b}, c}`.
fn first_names(code: &str) -> Vec<&str> {
    let word = |text: &str| {
        text.find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len())
    };
    let Some(group) = code.strip_prefix('{') else {
        return vec![&code[..word(code)]];
    };
    let mut names = Vec::new();
    let mut depth = 1;
    let mut starts = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' if depth == 1 => starts = true,
            _ if starts && depth == 1 && !c.is_whitespace() => {
                let rest = &group[at..];
                names.push(&rest[..word(rest)]);
                starts = false;
            }
            _ => {}
        }
    }
    names
}

/// What stands beside the layers: the library's root and the programs.
fn is_beside(path: &str) -> bool {
    matches!(path, "src/lib.rs" | "src/main.rs") || is_small_program(path)
}

/// Whether a file belongs to a program beside the app: bound to whoever runs it, and to nothing else.
fn is_small_program(path: &str) -> bool {
    let folder = path
        .strip_prefix("src/")
        .and_then(|path| path.split_once('/'));
    folder.is_some_and(|(folder, _)| folder.ends_with("_program"))
}

fn layer_of(file: &File) -> Option<usize> {
    let below = file.path.strip_prefix("src/")?;
    LAYERS.iter().position(|layer| {
        below
            .strip_prefix(layer)
            .is_some_and(|rest| rest.starts_with(['/', '.']))
    })
}

#[test]
fn a_layer_names_only_those_below_it() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"]) {
        let Some(own) = layer_of(&file) else { continue };
        let code: Vec<_> = file.code_lines().map(|(_, line)| line).collect();
        for named in layers_named(&code.join("\n")) {
            if LAYERS.iter().position(|layer| *layer == named) < Some(own) {
                found.push(format!("{}: {} names {named}", file.path, LAYERS[own]));
            }
        }
    }
    none(
        &found,
        "embed → ui → browser → engine; no arrow points back:",
    );
}

#[test]
fn every_file_of_the_product_is_in_a_layer() {
    let outside: Vec<_> = files("src", &[".rs"])
        .into_iter()
        .filter(|file| layer_of(file).is_none())
        .map(|file| file.path)
        .filter(|path| !is_beside(path))
        .collect();
    none(
        &outside,
        "only lib.rs and the programs stand beside the layers:",
    );
}

#[test]
fn only_the_browser_layer_touches_the_browser() {
    let machine = Regex::new(
        r"\b(local_storage|session_storage|indexed_db|IdbFactory|gloo_storage|get_random_values|Math::random|Date::now|Date::new_0|Performance|Navigator|navigator|window\(\)|Clipboard|SpeechSynthesis)\b",
    )
    .unwrap();
    let crates =
        Regex::new(r"\b(web_sys|js_sys|wasm_bindgen|wasm_bindgen_futures|gloo_\w+)::(\w+)")
            .unwrap();
    // A gesture arrives as a browser's event from a browser's element; the screen may name those.
    let gestures = Regex::new(r"^(\w*Event|EventTarget|Element|Html\w*Element|JsCast)$").unwrap();
    let mut found = Vec::new();
    for file in files("src", &[".rs"]) {
        if file.path.starts_with("src/browser/") || is_small_program(&file.path) {
            continue;
        }
        let may_name_gestures =
            file.path.starts_with("src/ui/") || file.path.starts_with("src/embed/");
        for (n, line) in file.code_lines() {
            let mut report = |what: &str| found.push(format!("{}:{n}: {what}", file.path));
            if let Some(what) = machine.find(line) {
                report(what.as_str());
            }
            for name in crates.captures_iter(line) {
                if !(may_name_gestures && gestures.is_match(&name[2])) {
                    report(&name[0]);
                }
            }
        }
    }
    none(
        &found,
        "storage, time, randomness and the rest of the browser are in src/browser:",
    );
}

#[test]
fn the_target_is_asked_for_beside_the_layers_only() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"]) {
        if is_beside(&file.path) {
            continue;
        }
        for (n, line) in file.code_lines() {
            if line.contains("target_arch") || line.contains("target_family") {
                found.push(format!("{}:{n}", file.path));
            }
        }
    }
    none(
        &found,
        "cfg(target_arch) stands in lib.rs and the programs:",
    );
}

#[test]
fn the_scanner_sees_every_way_to_name_a_layer() {
    let cases: [(&str, &[&str]); 6] = [
        ("use crate::ui::item::Item;", &["ui"]),
        (
            "use crate::{engine::value, ui::{item, app}};",
            &["engine", "ui"],
        ),
        ("let a = crate::browser::clock::today();", &["browser"]),
        ("use super::super::ui;", &["ui"]),
        (
            "use crate::{\n    engine::form::{self, browser},\n};",
            &["engine"],
        ),
        ("use crate::uitable; use other::ui;", &[]),
    ];
    for (code, expected) in cases {
        assert_eq!(layers_named(code), expected, "{code}");
    }
}
