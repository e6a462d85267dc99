//! The folder `embed/`: everything that a page of somebody else's needs to hold a form, and nothing of the site round it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::bind::{self, How};
use crate::{assemble, embed_styles, names};

/// Where it is in the site. It can be copied out of it as it is.
pub const FOLDER: &str = "embed";

/// The script that a page names: its name stays, and it holds the digest of everything else.
pub const SCRIPT: &str = "mhtr-form.js";

/// What the script takes from the file beside it, which becomes part of it.
const LOADING: &str = "loading.js";

/// What stands in that file until the folder is made.
const PARTS: &str = "export const PARTS = null // Written when the folder is made.";

/// What is hand-written of it.
pub const SOURCE: &str = "public/embed";

/// Where the words are that it may need before its program runs.
const WORDS: &str = "wording/en-GB/embed.json";

/// The words of forms: what somebody who translates starts from. `engine/wording/mod.rs` has the same list.
const WORDING: [&str; 6] = [
    "answers",
    "components",
    "embed",
    "problems",
    "scores",
    "violations",
];

/// The site's stylesheets, in the order of its page, and what is the element's own.
const STYLES: [&str; 5] = [
    "public/styles/tokens.css",
    "public/styles/components.css",
    "public/styles/pages.css",
    "public/styles/easy-read.css",
    "public/embed/embed.css",
];

/// What to make it of.
pub struct Order<'a> {
    /// What the compiler wrote.
    pub wasm: &'a Path,
    /// A folder to work in.
    pub work: &'a Path,
    pub how: How,
}

/// Puts the folder into a site whose forms, words and pictures are in place.
pub fn put(order: &Order<'_>, site: &Path) -> Result<()> {
    let folder = site.join(FOLDER);
    // What an earlier build has left is of no use to anybody.
    assemble::remove_folder(&folder)?;
    assemble::copy_folder(Path::new(SOURCE), &folder)?;
    for name in ["embed.css", LOADING] {
        fs::remove_file(folder.join(name))?;
    }
    assemble::copy_folder(&site.join("forms"), &folder.join("forms"))?;
    assemble::copy_file(
        &site.join("pictures/pictures.svg"),
        &folder.join("pictures.svg"),
    )?;
    words(site, &folder)?;

    let bound = bind::bind(order.wasm, order.work, &order.how)?;
    assemble::remove_folder(order.work)?;
    let mut css = String::new();
    for path in STYLES {
        let of = fs::read_to_string(path).with_context(|| format!("no {path}"))?;
        css.push_str(&embed_styles::for_a_shadow_root(&of)?);
    }
    // One name for both, as the two only fit together.
    let both = [bound.js.as_bytes(), &bound.wasm].concat();
    let part = |name: String, bytes: &[u8]| -> Result<Value> {
        fs::write(folder.join(&name), bytes)?;
        Ok(json!({ "name": name, "integrity": names::integrity(bytes) }))
    };
    let parts = json!({
        "glue": part(names::hashed_name("mhtr-form", ".js", &both), bound.js.as_bytes())?,
        "wasm": part(names::hashed_name("mhtr-form", "_bg.wasm", &both), &bound.wasm)?,
        "styles": part(names::hashed_name("mhtr-form", ".css", css.as_bytes()), css.as_bytes())?,
        "words": serde_json::from_slice::<Value>(&fs::read(site.join(WORDS))?)?,
    });
    let read = |name: &str| {
        let path = Path::new(SOURCE).join(name);
        fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))
    };
    let script = one_script(&read(SCRIPT)?, &read(LOADING)?, &parts)?;
    fs::write(folder.join(SCRIPT), script)?;
    Ok(())
}

/// The element's script with the file that it takes from, and what stands in the folder.
fn one_script(element: &str, loading: &str, parts: &Value) -> Result<String> {
    ensure!(loading.contains(PARTS), "{LOADING} has no `{PARTS}`");
    let loading = loading
        .replace(PARTS, &format!("const PARTS = {parts}"))
        .replace("\nexport ", "\n");
    let import = format!(" from './{LOADING}'");
    let line = element
        .lines()
        .find(|line| line.starts_with("import ") && line.ends_with(&import))
        .with_context(|| format!("{SCRIPT} takes nothing{import}"))?;
    Ok(element.replacen(line, &loading, 1))
}

/// Puts the words there that can be translated, and the list of languages: British English is in the program.
fn words(site: &Path, folder: &Path) -> Result<()> {
    for name in WORDING {
        let name = format!("wording/en-GB/{name}.json");
        assemble::copy_file(&site.join(&name), &folder.join(&name))?;
    }
    let list = serde_json::to_string_pretty(&json!({ "languages": {} }))?;
    fs::write(folder.join("wording/index.json"), list + "\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{PARTS, one_script};
    use serde_json::json;

    #[test]
    fn the_two_files_become_one_script() {
        let element =
            "// The element.\nimport { PARTS, spoken } from './loading.js'\n\nspoken(PARTS)\n";
        let loading = format!("// Loading.\n{PARTS}\nexport function spoken() {{}}\n");
        let made = one_script(element, &loading, &json!({ "a": 1 })).unwrap();
        assert_eq!(
            made,
            "// The element.\n// Loading.\nconst PARTS = {\"a\":1}\nfunction spoken() {}\n\n\nspoken(PARTS)\n"
        );
        assert!(one_script("spoken()", &loading, &json!({})).is_err());
        assert!(one_script(element, "", &json!({})).is_err());
    }
}
