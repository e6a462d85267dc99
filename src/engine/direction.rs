//! Which way a language is written.

/// Languages that are written from right to left where no script is named.
const LANGUAGES: [&str; 12] = [
    "ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi", "prs",
];

/// Scripts that are written from right to left (ISO 15924).
const SCRIPTS: [&str; 7] = ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"];

/// Whether a language, named by a BCP 47 tag, is written from right to left. A script that is named decides.
#[must_use]
pub fn is_right_to_left(language: &str) -> bool {
    let mut subtags = language.split('-').map(str::to_ascii_lowercase);
    let first = subtags.next().unwrap_or_default();
    let is_script = |subtag: &String| {
        subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    match subtags.find(is_script) {
        Some(script) => SCRIPTS.contains(&script.as_str()),
        None => LANGUAGES.contains(&first.as_str()),
    }
}
