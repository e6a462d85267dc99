//! Where a problem of a form stands, for a person with a text editor: which file, and on which line.

use super::lines::{self, Step};
use super::toml_lines;
use crate::engine::problem::Problem;

/// The problem with the path of its file and the line in place of the way into it. `path` is that of the form's folder;
/// `text` gives the text of a file in it.
#[must_use]
pub fn placed<'a>(
    mut problem: Problem,
    path: &str,
    text: impl Fn(&str) -> Option<&'a str>,
) -> Problem {
    let (file, within) = match problem.place.split_once(": ") {
        Some((file, within)) => (file.to_owned(), within.to_owned()),
        // What is wrong between forms is told by the item that names the other one.
        None => ("questionnaire.json".to_owned(), problem.place.clone()),
    };
    let text = text(&file).unwrap_or_default();
    let told = problem.with.iter().find(|(name, _)| *name == "line");
    let told = told.map(|(_, line)| line.as_str());
    let told = told.or_else(|| within.strip_prefix("line "));
    let told = told.and_then(|line| line.parse().ok());
    let line = told.unwrap_or_else(|| line_of(&file, text, &within));
    let way = if within.is_empty() || within.starts_with("line ") {
        String::new()
    } else {
        format!(" ({within})")
    };
    problem.place = format!("{path}{file} line {line}{way}");
    problem
}

fn line_of(file: &str, text: &str, within: &str) -> usize {
    match file {
        "measure.toml" => toml_lines::line_of(text, within),
        "plain.json" => lines::line_of(text, &[Step::Key("words"), Step::Key(within)]),
        "easy-read.json" => naming(text, "id", within),
        _ => {
            let line = naming(text, "linkId", within);
            if line > 1 {
                line
            } else {
                lines::line_of_place(text, within)
            }
        }
    }
}

/// The last line on which a key has a value: of two things of one name the second is the one too many. The first line
/// where there is none.
fn naming(text: &str, key: &str, value: &str) -> usize {
    let wanted = format!("\"{key}\":\"{value}\"");
    let is_it = |line: &str| {
        let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        line.contains(&wanted)
    };
    let found = text.lines().enumerate().filter(|(_, line)| is_it(line));
    found.last().map_or(1, |(n, _)| n + 1)
}
