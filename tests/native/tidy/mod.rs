//! Habits of this repository that no compiler checks: which layer names which, what stands where, how
//! things are called. `ARCHITECTURE.md` gives the reasons.

mod folders;
mod layers;
mod names;
mod sources;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository, by its path from the top, with its text.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The text up to the file's own tests.
    fn code(&self) -> &str {
        self.text
            .split_once("#[cfg(test)]")
            .map_or(&self.text, |(code, _)| code)
    }

    /// The lines of its code that are not comments, numbered from 1.
    fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code().lines().enumerate();
        lines
            .map(|(n, line)| (n + 1, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of ours below a folder, in order, whatever its kind.
fn paths_below(folder: &str) -> Vec<PathBuf> {
    const NOT_OURS: [&str; 6] = ["target", "dist", "node_modules", "output", ".git", ".tools"];
    let mut paths = Vec::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if NOT_OURS.contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths
}

/// The files below a folder whose names end in one of these.
fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let files: Vec<_> = paths_below(folder)
        .into_iter()
        .map(|path| (relative(&path), path))
        .filter(|(name, _)| endings.iter().any(|ending| name.ends_with(ending)))
        .map(|(name, path)| File {
            text: fs::read_to_string(path).unwrap(),
            path: name,
        })
        .collect();
    assert!(!files.is_empty(), "{folder} holds no {endings:?}");
    files
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(repository()).unwrap();
    path.to_string_lossy().replace('\\', "/")
}

/// Fails with everything that was found, so that one run shows all there is to do.
#[track_caller]
fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}\n  {}\n", found.join("\n  "));
}
