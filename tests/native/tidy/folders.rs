//! What a form's folder holds.

use std::fs;

use super::{none, repository};

#[test]
fn a_form_folder_is_complete() {
    let mut found = Vec::new();
    let mut n_folders = 0;
    for entry in fs::read_dir(repository().join("forms")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        n_folders += 1;
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let has = |file: &str| folder.join(file).is_file();
        let is_measure = has("measure.toml");
        if !is_measure && !has("questionnaire.json") {
            found.push(format!(
                "{name}: neither questionnaire.json nor measure.toml"
            ));
        }
        if !has("NOTES.md") {
            found.push(format!(
                "{name}: no NOTES.md (source, licence, who checked the words)"
            ));
        }
        if is_measure && !has("cases.tsv") {
            found.push(format!(
                "{name}: a measure without cases.tsv (worked cases)"
            ));
        }
        if !name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        {
            found.push(format!("{name}: the name becomes part of an address"));
        }
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.push(format!(
                    "{name}: holds a folder, which the app does not read"
                ));
            }
        }
    }
    assert!(n_folders > 0, "there are forms");
    none(&found, "forms/README.md says what a form's folder holds:");
}
