//! What is done to a site once its files are in place, whoever put them there (`cargo xtask` or Trunk).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::manifest::{self, Edition};
use crate::{check, embed, headers, integrity, names, offline, word};

/// The endings of the files that the app reads; notes, worked cases and sources are for the author.
const FOR_THE_APP: [&str; 6] = [".json", ".toml", ".mp3", ".m4a", ".ogg", ".opus"];

/// The page of the forms, and the one that checks how they are hosted.
const PAGE: &str = "index.html";
const CHECK: &str = "check.html";

/// Where the stylesheets belong in the page that checks.
const STYLES: &str = "<!-- The stylesheets of index.html: put here when the site is made. -->";

/// Lists the forms, puts the program beside the page that is loaded only when it is asked for, writes its address, the
/// policy and the digests into the page, makes the folder for other pages, and lists every
/// file with its hash, for the service worker too.
pub fn finish(site: &Path, word: &word::Order<'_>, embed: &embed::Order<'_>) -> Result<()> {
    let program = word::put(word, site)?;
    write_address(&site.join(PAGE), &program)?;
    check::put(word, site, &site.join(CHECK))?;
    list_forms(&site.join("forms"))?;
    gather_pictures(&site.join("pictures"))?;
    give_styles(site)?;
    embed::put(embed, site)?;
    for page in [PAGE, CHECK] {
        write_policy(&site.join(page))?;
        integrity::write(site, page)?;
    }
    offline::write(site)?;
    manifest::write(site, &Edition::of_the_project(None)?)
}

/// Puts every picture into one file, `pictures.svg`, as symbols that take the colour of the text: the app
/// asks for it once, and can draw each after it has given up asking.
fn gather_pictures(folder: &Path) -> Result<()> {
    let mut symbols = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))? {
        let path = entry?.path();
        let name = name_of(&path)?;
        let Some(name) = name.strip_suffix(".svg").filter(|name| *name != "pictures") else {
            continue;
        };
        let text = fs::read_to_string(&path)?;
        symbols.insert(name.to_owned(), symbol(name, &text)?);
        fs::remove_file(&path)?;
    }
    if symbols.is_empty() {
        // They were gathered when the site was last made.
        return Ok(());
    }
    let symbols: String = symbols.into_values().collect();
    fs::write(
        folder.join("pictures.svg"),
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\" aria-hidden=\"true\" class=\"app-pictures\">{symbols}</svg>\n"
        ),
    )?;
    Ok(())
}

/// A picture's file as a symbol of the same box.
fn symbol(name: &str, text: &str) -> Result<String> {
    let start = text
        .find("<svg")
        .with_context(|| format!("{name}.svg is no picture"))?;
    let open = text[start..]
        .find('>')
        .map(|end| start + end)
        .with_context(|| format!("{name}.svg does not begin as a picture"))?;
    let close = text
        .rfind("</svg>")
        .with_context(|| format!("{name}.svg does not end"))?;
    let attributes =
        text[start + "<svg".len()..open].replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    let drawn = text[open + 1..close].trim();
    Ok(format!(
        "<symbol id=\"picture-{name}\"{attributes}>{drawn}</symbol>"
    ))
}

/// Gives the page that checks the stylesheets of the other one, whose names change with their content.
fn give_styles(site: &Path) -> Result<()> {
    let page = fs::read_to_string(site.join(PAGE)).with_context(|| format!("no {PAGE}"))?;
    let path = site.join(CHECK);
    let check = fs::read_to_string(&path).with_context(|| format!("no {CHECK}"))?;
    let styles: Vec<_> = page
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("<link rel=\"stylesheet\""))
        .collect();
    fs::write(&path, check.replace(STYLES, &styles.join("\n    ")))?;
    Ok(())
}

/// Writes `forms/index.json`: each form's folder, the files the app reads, and a hash over them.
fn list_forms(folder: &Path) -> Result<()> {
    let mut forms = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            forms.push(entry_of(&entry.path())?);
        }
    }
    forms.sort_by(|a, b| a["id"].as_str().cmp(&b["id"].as_str()));
    let index = serde_json::to_string_pretty(&json!({ "forms": forms }))?;
    fs::write(folder.join("index.json"), index + "\n")?;
    Ok(())
}

fn entry_of(folder: &Path) -> Result<Value> {
    let id = name_of(folder)?;
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = name_of(&path)?;
        if path.is_dir() {
            bail!(
                "{} is a folder in a form's folder; the app reads files only",
                path.display()
            );
        }
        if FOR_THE_APP.iter().any(|ending| name.ends_with(ending)) {
            files.insert(name, fs::read(&path)?);
        }
    }
    // A broken questionnaire is listed all the same: the app says what is wrong with it.
    let questionnaire: Value = files
        .get("questionnaire.json")
        .and_then(|bytes| serde_json::from_slice(bytes).ok())
        .unwrap_or(Value::Null);
    let hash = names::content_hash(
        files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    );
    Ok(json!({
        "id": id,
        "version": questionnaire["version"],
        // By this a form names another one.
        "url": questionnaire["url"],
        "files": files.keys().collect::<Vec<_>>(),
        "hash": hash,
    }))
}

fn name_of(path: &Path) -> Result<String> {
    path.file_name()
        .and_then(|name| name.to_str())
        .map(str::to_owned)
        .with_context(|| format!("{} is not a plain name", path.display()))
}

/// The page's own note of where the program is that writes Word documents; `boot.js` reads it.
const WORD_PROGRAM: &str = "<meta name=\"word-program\" content=\"";

/// Notes in the page where the program is that writes Word documents, and its digest.
fn write_address(page: &Path, program: &word::Placed) -> Result<()> {
    let text = fs::read_to_string(page).with_context(|| format!("no {}", page.display()))?;
    ensure!(
        !text.contains(WORD_PROGRAM),
        "{} has been finished before: make it anew",
        page.display()
    );
    let (before, after) = text
        .split_once("</head>")
        .with_context(|| format!("{} has no </head>", page.display()))?;
    fs::write(
        page,
        format!(
            "{before}{WORD_PROGRAM}./{}\" data-integrity=\"{}\">\n  </head>{after}",
            program.address, program.integrity
        ),
    )?;
    Ok(())
}

/// Puts the policy behind the page's `charset`, before anything that it is about.
fn write_policy(page: &Path) -> Result<()> {
    let text = fs::read_to_string(page).with_context(|| format!("no {}", page.display()))?;
    if text.contains("http-equiv=\"Content-Security-Policy\"") {
        return Ok(());
    }
    let charset = text
        .find("<meta charset")
        .and_then(|at| text[at..].find('>').map(|end| at + end + 1))
        .with_context(|| format!("{} has no <meta charset>", page.display()))?;
    let (before, after) = text.split_at(charset);
    let policy = headers::policy_for_meta();
    fs::write(
        page,
        format!(
            "{before}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
        ),
    )?;
    Ok(())
}
