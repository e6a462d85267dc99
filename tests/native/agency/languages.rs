//! Languages beside English: what is said in them is put over, the rest stays English, and mistakes are told.

use mhtr_forms::engine::agency::{Files, Found, SETTINGS, furnish};
use mhtr_forms::engine::catalogue::FormId;
use mhtr_forms::engine::wording::Wording;

use super::verdicts;

const SETTING: &str = "{\n \"languages\": {\n  \"cy\": {\n   \"name\": \"Cymraeg\",\n   \"words\": [\"app\", \"combined-consent\"]\n  }\n }\n}";
const APP: &str = "{\"language.label\": \"Iaith\"}";
const CONSENT: &str = "{\"published\": {\"information.retention.words\": \"cadw\"}}";

fn in_language(tag: Option<&str>) -> mhtr_forms::engine::agency::Furnished {
    let mut files = Files::default();
    for (path, text) in [
        (SETTINGS, SETTING),
        ("wording/cy/app.json", APP),
        ("wording/cy/combined-consent.json", CONSENT),
    ] {
        files.put(path, Found::Text(text.to_owned()));
    }
    furnish(
        &files,
        crate::catalogue::folders(),
        &Wording::built_in(),
        tag,
    )
}

fn retention(furnished: &mhtr_forms::engine::agency::Furnished) -> String {
    let consent = FormId::new("combined-consent");
    let mut definitions = furnished.catalogue.definitions();
    let definition = definitions.find(|of| of.id == consent).unwrap();
    let questionnaire = definition.questionnaire.clone();
    let item = questionnaire
        .item(&"information.retention.words".into())
        .unwrap();
    item.text.base.clone()
}

#[test]
fn what_is_said_in_a_language_is_shown_where_it_is_chosen_and_english_elsewhere() {
    let welsh = in_language(Some("cy"));
    assert_eq!(welsh.wording.language(), "cy");
    assert_eq!(welsh.wording.say("language.label"), "Iaith");
    assert_eq!(
        welsh.wording.say("home.title"),
        Wording::built_in().say("home.title")
    );
    assert_eq!(retention(&welsh), "cadw");
    for tag in [None, Some("fr")] {
        let english = in_language(tag);
        assert_eq!(english.wording.language(), "en-GB");
        assert_eq!(english.wording.say("language.label"), "Language");
        assert_ne!(retention(&english), "cadw");
    }
}

#[test]
fn how_much_is_still_english_is_told_with_the_line() {
    let found = verdicts(&[
        (SETTINGS, SETTING),
        ("wording/cy/app.json", APP),
        ("wording/cy/combined-consent.json", CONSENT),
    ]);
    let n_all = Wording::built_in().keys().count();
    assert_eq!(
        found,
        [format!(
            "agency/settings.json line 5: Cymraeg: 1 of the {n_all} words of the app are there. The others are shown in English."
        )]
    );
}

#[test]
fn mistakes_in_a_language_are_told_with_their_line_and_change_nothing() {
    for (settings, line, says) in [
        (
            "{\"languages\": {\n \"en-GB\": {\"name\": \"English\", \"words\": []}}}",
            2,
            "“en-GB” is no language besides English",
        ),
        (
            "{\"languages\": {\n \"Welsh\": {\"name\": \"Cymraeg\", \"words\": []}}}",
            2,
            "“Welsh” is no language",
        ),
        (
            "{\"languages\": {\"cy\": {\n \"name\": 5,\n \"words\": []}}}",
            2,
            "name has to be words",
        ),
        (
            "{\"languages\": {\"cy\": {\"name\": \"Cymraeg\",\n \"words\": [\n  \"../app\"]}}}",
            3,
            "cannot be the name of a form",
        ),
        (
            "{\"languages\": {\"cy\": {\"name\": \"Cymraeg\",\n \"words\": [\"phq-9\"]}}}",
            2,
            "phq-9 is an instrument: its words belong to its owner, in every language.",
        ),
        (
            "{\"languages\": {\"cy\": {\"name\": \"Cymraeg\",\n \"words\": [\"no-such-form\"]}}}",
            2,
            "There is no form called no-such-form whose words can be changed",
        ),
        (
            "{\"languages\": {\"cy\": {\"name\": \"Cymraeg\", \"words\": [],\n \"more\": 1}}}",
            2,
            "There is nothing called “more” here",
        ),
        ("{\"languages\":\n []}", 1, ""),
    ] {
        let found = verdicts(&[(SETTINGS, settings), ("wording/cy/phq-9.json", "{}")]);
        let place = format!("agency/settings.json line {line}: ");
        assert!(
            found
                .iter()
                .any(|said| said.starts_with(&place) && said.contains(says)),
            "{settings}: {found:#?}"
        );
    }
    let found = verdicts(&[
        (SETTINGS, SETTING),
        ("wording/cy/app.json", "{\n \"no.such.words\": \"x\"\n}"),
        (
            "wording/cy/combined-consent.json",
            "{\n  \"published\": {\n    \"gone\": \"x\"}}",
        ),
    ]);
    for expected in [
        "agency/wording/cy/app.json line 2: ",
        "agency/wording/cy/combined-consent.json line 3: ",
    ] {
        assert!(
            found.iter().any(|said| said.starts_with(expected)),
            "{expected}: {found:#?}"
        );
    }
}
