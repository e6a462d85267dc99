//! The worked example that the guide for agencies hands over: it can be used as it stands, and shows every setting.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mhtr_forms::engine::agency::verdicts::{Site, verdicts};
use mhtr_forms::engine::agency::{SETTINGS, named};
use mhtr_forms::engine::wording::Wording;
use serde_json::Value;

use super::furnished;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/agency-example")
}

fn text(path: &str) -> String {
    fs::read_to_string(example().join(path)).unwrap()
}

#[test]
fn nothing_is_wrong_with_the_example_and_every_file_it_names_is_there() {
    let settings = text(SETTINGS);
    let mut files: BTreeMap<String, Value> = named(&settings)
        .into_iter()
        .map(|file| (file.path.clone(), text(&file.path).into()))
        .collect();
    assert!(files.len() > 5, "{files:?}");
    files.insert(SETTINGS.to_owned(), settings.into());
    let forms = crate::catalogue::folders().into_iter().map(|(id, folder)| {
        let texts = [
            ("questionnaire.json", folder.questionnaire),
            ("measure.toml", folder.measure),
            ("plain.json", folder.plain),
            ("easy-read.json", folder.easy_read),
        ];
        let texts = texts.into_iter();
        let texts = texts.filter_map(|(name, text)| Some((name.to_owned(), text?)));
        (id.to_string(), texts.collect())
    });
    let site = Site {
        agency: files,
        forms: forms.collect(),
    };
    assert_eq!(verdicts(&site), []);
}

#[test]
fn what_the_example_sets_is_used() {
    let settings = text(SETTINGS);
    let named = named(&settings);
    let texts: Vec<(String, String)> = named
        .into_iter()
        .map(|file| (file.path.clone(), text(&file.path)))
        .collect();
    let mut files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    files.push((SETTINGS, &settings));
    let furnished = furnished(&files);
    assert_eq!(furnished.wording.say("app.name"), "Anytown MHTR service");
    assert!(
        furnished
            .wording
            .say("home.where")
            .ends_with("Questions: 01632 960 000.")
    );
    assert_ne!(
        furnished.wording.say("home.where"),
        Wording::built_in().say("home.where")
    );
    let theme = &furnished.settings.theme;
    assert!(!theme.light.is_empty() && !theme.dark.is_empty());
    assert!(
        furnished
            .catalogue
            .definitions()
            .any(|of| of.id.as_str() == "court-visit")
    );
}

/// Whoever looks for a setting finds it in the guide, and in the list of what there is.
#[test]
fn the_guide_names_every_setting() {
    let guide =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/agency.md")).unwrap();
    for name in mhtr_forms::engine::agency::settings::NAMES {
        assert!(guide.contains(&format!("\"{name}\":")), "{name}");
    }
}
