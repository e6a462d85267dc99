//! The app's own static files: the forms and the words, beside the page.

use std::collections::BTreeMap;

use serde::Deserialize;
use web_sys::{Url, Window};

use crate::browser::host::{self, Asked};
use crate::engine::agency::{self, FOLDER, Files, Found, SETTINGS};
use crate::engine::catalogue::{Folder, FormId};

/// Why a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileError {
    /// It is not there, or the browser may not fetch it.
    NotFound,
    /// It is there, but is not what it should be.
    NotReadable,
    /// It is not on the same site as this page, and is not asked for.
    Elsewhere,
}

#[derive(Deserialize)]
struct Index {
    forms: Vec<IndexEntry>,
}

#[derive(Deserialize)]
struct IndexEntry {
    id: String,
    files: Vec<String>,
}

/// The files of a form's folder that are read.
const FILES: [&str; 4] = [
    "questionnaire.json",
    "measure.toml",
    "plain.json",
    "easy-read.json",
];

/// How the names of recordings end.
const RECORDINGS: [&str; 4] = ["mp3", "m4a", "ogg", "opus"];

/// Every form folder that `forms/index.json` names, and the files of it that could not be read.
///
/// # Errors
///
/// [`FileError`] if the index itself cannot be read: then there are no forms at all.
pub async fn read_forms() -> Result<(BTreeMap<FormId, Folder>, Vec<String>), FileError> {
    let index = read_text("forms/index.json").await?;
    let index: Index = serde_json::from_str(&index).map_err(|_| FileError::NotReadable)?;
    // All are asked for before the first is awaited, so that they travel side by side.
    let mut asked = Vec::new();
    for entry in &index.forms {
        for file in FILES {
            if entry.files.iter().any(|of| of == file) {
                let path = format!("forms/{}/{file}", entry.id);
                let answer = ask(&path);
                asked.push((FormId::new(&entry.id), file, path, answer));
            }
        }
    }
    let mut folders: BTreeMap<FormId, Folder> = BTreeMap::new();
    for entry in &index.forms {
        let recordings = entry.files.iter().filter_map(|file| {
            let (idea, ending) = file.rsplit_once('.')?;
            RECORDINGS
                .contains(&ending)
                .then(|| (idea.to_owned(), format!("forms/{}/{file}", entry.id)))
        });
        let folder = folders.entry(FormId::new(&entry.id)).or_default();
        folder.recordings = recordings.collect();
    }
    let mut missing = Vec::new();
    for (id, file, path, answer) in asked {
        let text = match answer {
            Ok(answer) => text_of(answer).await,
            Err(error) => Err(error),
        };
        let Ok(text) = text else {
            missing.push(path);
            continue;
        };
        let folder = folders.entry(id).or_default();
        let place = match file {
            "measure.toml" => &mut folder.measure,
            "plain.json" => &mut folder.plain,
            "easy-read.json" => &mut folder.easy_read,
            _ => &mut folder.questionnaire,
        };
        *place = Some(text);
    }
    Ok((folders, missing))
}

/// The agency's folder: its settings, and the files they name that are read at the start.
pub async fn read_agency() -> Files {
    let mut files = Files::default();
    let settings = found(ask(&format!("{FOLDER}{SETTINGS}"))).await;
    let text = match &settings {
        Found::Text(text) => text.clone(),
        Found::There | Found::Nothing => String::new(),
    };
    files.put(SETTINGS, settings);
    let named = agency::named(&text).into_iter().filter(|file| file.is_read);
    // All are asked for before the first is awaited, so that they travel side by side.
    let asked: Vec<_> = named
        .map(|file| (ask(&format!("{FOLDER}{}", file.path)), file.path))
        .collect();
    for (answer, path) in asked {
        files.put(path, found(answer).await);
    }
    files
}

async fn found(asked: Result<Asked, FileError>) -> Found {
    let Ok(asked) = asked else {
        return Found::Nothing;
    };
    text_of(asked).await.map_or(Found::Nothing, Found::Text)
}

/// The text of a file of this site, named relative to the page.
///
/// # Errors
///
/// [`FileError::Elsewhere`] for an address on another site, which is not asked for; otherwise why it
/// could not be read.
pub async fn read_text(address: &str) -> Result<String, FileError> {
    text_of(ask(address)?).await
}

fn ask(address: &str) -> Result<Asked, FileError> {
    let window = web_sys::window().ok_or(FileError::NotFound)?;
    let url = of_this_site(&window, address).ok_or(FileError::Elsewhere)?;
    host::ask(&url).ok_or(FileError::NotFound)
}

async fn text_of(asked: Asked) -> Result<String, FileError> {
    let answer = asked.answer().await.ok_or(FileError::NotReadable)?;
    match answer.status {
        200..300 => Ok(answer.text),
        _ => Err(FileError::NotFound),
    }
}

/// The whole address of a file, if it is on the site this page came from.
fn of_this_site(window: &Window, address: &str) -> Option<String> {
    let base = window.document()?.base_uri().ok()??;
    let url = Url::new_with_base(address, &base).ok()?;
    let page = Url::new(&base).ok()?;
    let is_same = url.protocol() == page.protocol() && url.host() == page.host();
    is_same.then(|| url.href())
}
