//! Puts the JavaScript module for developers together (`dist/api/`), and packs it for npm.
//!
//! What a developer calls stands in `src/api_program/package/`; here the program is bound, and the measures are turned
//! from TOML into JavaScript, so that the program needs no reader of TOML.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

use crate::assemble::{files_below, remove_folder};
use crate::bind::{self, How};
use crate::crates::{self, Said};
use crate::manifest::Edition;
use crate::notices;
use crate::tarball;

/// What is handed over as it stands.
const SOURCES: &str = "src/api_program/package";
/// Where the measures are.
const FORMS: &str = "forms";
/// Where the words are, and the files of those that this program can say.
const WORDING: &str = "public/wording/en-GB";
const WORDS: [&str; 4] = [
    "answers.json",
    "api.json",
    "problems.json",
    "violations.json",
];

/// The features of those of the app in `public/index.html`, and two more passes, which take half a minute there and a
/// hundredth of the size.
const PARAMETERS: &str = "--flatten --rereloop -Oz --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
     --enable-mutable-globals --enable-reference-types --enable-multivalue";

/// What to make it of.
pub struct Order {
    /// What the compiler wrote.
    pub wasm: PathBuf,
    /// What `cargo metadata` says.
    pub metadata: PathBuf,
    pub out: PathBuf,
    pub is_release: bool,
    pub wasm_opt: Option<PathBuf>,
}

/// Makes the folder of the package, and the package itself in it.
pub fn build(order: &Order) -> Result<()> {
    let work = order.out.with_extension("bindgen");
    let how = How {
        is_release: order.is_release,
        wasm_opt: order.wasm_opt.clone(),
        level: "z".to_owned(),
        parameters: PARAMETERS.to_owned(),
    };
    let bound = bind::bind(&order.wasm, &work, &how)?;
    remove_folder(&work)?;
    remove_folder(&order.out)?;
    fs::create_dir_all(&order.out)?;
    let put = |name: &str, bytes: &[u8]| {
        let path = order.out.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    };
    put("api.js", bound.js.as_bytes())?;
    put("api.wasm", &bound.wasm)?;
    let data = data(Path::new(FORMS), Path::new(WORDING))?;
    put("data.js", data.as_bytes())?;
    let mut sources = Vec::new();
    files_below(Path::new(SOURCES), &mut sources)?;
    let licences = notices::OURS.iter().map(PathBuf::from);
    for source in sources.into_iter().chain(licences) {
        let bytes = fs::read(&source).with_context(|| format!("no {}", source.display()))?;
        let name = source.file_name().and_then(|name| name.to_str());
        put(name.context("a file has no plain name")?, &bytes)?;
    }
    let said = Said::read(&order.metadata)?;
    let notices = notices::of_programs(&said, &[crates::API])?;
    put(notices::FILE, notices.as_bytes())?;
    let version = Edition::of_the_project(None)?.version;
    let package = order.out.join("package.json");
    let about = with_version(&fs::read_to_string(&package)?, &version)?;
    fs::write(&package, &about)?;
    // Beside the folder's files, which it holds: whoever has the folder has both.
    let packed = tarball::of_package(&order.out)?;
    put(&tarball::name(&about)?, &packed)
}

/// The package's description with the version of the project in it.
fn with_version(package: &str, version: &str) -> Result<String> {
    let (before, after) = package
        .split_once("\n  \"description\"")
        .context("package.json has no description to put the version before")?;
    Ok(format!(
        "{before}\n  \"version\": \"{version}\",\n  \"description\"{after}"
    ))
}

/// The words and the measures as JavaScript.
fn data(forms: &Path, wording: &Path) -> Result<String> {
    Ok(format!(
        "// The words of what is said, by their keys, and the rules of each measure: `forms/*/measure.toml`, key for key.\n\
         export const WORDS = {}\nexport const MEASURES = {}\n",
        serde_json::to_string_pretty(&words(wording)?)?,
        serde_json::to_string_pretty(&measures(forms)?)?,
    ))
}

/// The words of what this program can say.
fn words(wording: &Path) -> Result<Map<String, Value>> {
    let mut words = Map::new();
    for file in WORDS {
        let path = wording.join(file);
        let text = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
        let of_file: Map<String, Value> = serde_json::from_str(&text)?;
        words.extend(of_file);
    }
    // Problems of other files than questionnaires do not come up.
    let comes_up = |key: &str| key.starts_with("problem.fhir.") || key.starts_with("problem.form.");
    words.retain(|key, _| !key.starts_with("problem.") || comes_up(key));
    Ok(words)
}

/// Every measure, in the order of the folders' names.
fn measures(forms: &Path) -> Result<Vec<Map<String, Value>>> {
    let mut folders = fs::read_dir(forms)
        .with_context(|| format!("no {}", forms.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    folders.sort();
    let mut measures = Vec::new();
    for folder in folders {
        let file = folder.join("measure.toml");
        if file.is_file() {
            let text = fs::read_to_string(&file)?;
            measures.push(toml::from_str(&text).with_context(|| file.display().to_string())?);
        }
    }
    ensure!(!measures.is_empty(), "{} holds no measure", forms.display());
    Ok(measures)
}

#[cfg(test)]
mod tests {
    use super::{measures, with_version, words};
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_package_has_the_version_of_the_project() {
        let package = "{\n  \"name\": \"a\",\n  \"description\": \"b\"\n}\n";
        let about: serde_json::Value =
            serde_json::from_str(&with_version(package, "1.2.3").unwrap()).unwrap();
        assert_eq!(about["version"], "1.2.3");
        assert!(with_version("{}", "1.2.3").is_err());
    }

    #[test]
    fn measures_are_listed_by_their_folders() {
        let forms = std::env::temp_dir().join(format!("measures-{}", std::process::id()));
        for (name, text) in [("b", "id = \"b\"\nitems = [1, 2]"), ("a", "[total]\nx = 0")] {
            fs::create_dir_all(forms.join(name)).unwrap();
            fs::write(forms.join(name).join("measure.toml"), text).unwrap();
        }
        fs::create_dir_all(forms.join("c")).unwrap();
        let made = serde_json::to_string(&measures(&forms).unwrap()).unwrap();
        assert_eq!(made, r#"[{"total":{"x":0}},{"id":"b","items":[1,2]}]"#);
        fs::write(forms.join("c/measure.toml"), "id = ").unwrap();
        assert!(measures(&forms).unwrap_err().to_string().contains("c"));
        fs::remove_dir_all(&forms).unwrap();
    }

    #[test]
    fn the_words_are_those_it_can_say() {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let words = words(&repository.join(super::WORDING)).unwrap();
        for key in [
            "answer.yes",
            "api.data.not-json",
            "problem.fhir.circular",
            "violation.required",
        ] {
            assert!(words.contains_key(key), "{key}");
        }
        assert!(!words.contains_key("problem.measure.skip"));
    }
}
