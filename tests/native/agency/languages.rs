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
    // Welsh has words for six kinds of numbers where English has two.
    let n_counted = Wording::built_in()
        .keys()
        .filter(|key| key.ends_with(".one"))
        .count();
    let n_all = Wording::built_in().keys().count() + 4 * n_counted;
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

#[test]
fn words_for_numbers_are_those_that_the_language_has() {
    let setting = SETTING.replace(", \"combined-consent\"", "");
    let in_words = |tag: &str, app: &str| {
        let setting = setting.replace("cy", tag);
        let path = format!("wording/{tag}/app.json");
        let all = [(SETTINGS, setting.as_str()), (path.as_str(), app)];
        let mut files = Files::default();
        for (path, text) in all {
            files.put(path, Found::Text(text.to_owned()));
        }
        let folders = crate::catalogue::folders();
        let wording = furnish(&files, folders, &Wording::built_in(), Some(tag)).wording;
        let said = verdicts(&all);
        let said: Vec<String> = said
            .into_iter()
            .filter(|said| !said.contains("settings.json"))
            .collect();
        (wording, said)
    };
    let six = "{\n \"home.n-open.zero\": \"dim\",\n \"home.n-open.one\": \"un\",\n \"home.n-open.two\": \"dau\",\n \"home.n-open.few\": \"tri\",\n \"home.n-open.many\": \"chwech\",\n \"home.n-open.other\": \"{n} ffurflen\"\n}";
    let (welsh, said) = in_words("cy", six);
    let expected = [
        "dim",
        "un",
        "dau",
        "tri",
        "4 ffurflen",
        "5 ffurflen",
        "chwech",
    ];
    for (n, words) in expected.into_iter().enumerate() {
        assert_eq!(welsh.count("home.n-open", n), words);
    }
    assert_eq!(said, Vec::<String>::new());
    // What has no words in it counts as English does, and so does English beside it.
    assert_eq!(
        welsh.count("home.n-complete", 1),
        Wording::built_in().count("home.n-complete", 1)
    );
    let (lithuanian, said) = in_words("lt", "{}");
    assert_eq!(
        lithuanian.count("home.n-open", 21),
        Wording::built_in().count("home.n-open", 21)
    );
    assert_eq!(said, Vec::<String>::new());

    // No English is left between words of another language, and what is missing is told.
    let (welsh, said) = in_words(
        "cy",
        "{\n \"language.label\": \"Iaith\",\n \"home.n-open.other\": \"{n} ffurflen\"\n}",
    );
    assert_eq!(welsh.count("home.n-open", 1), "1 ffurflen");
    assert_eq!(
        said,
        [
            "agency/wording/cy/app.json line 3: Words for other numbers are missing here: zero, one, two, few, many. What stands under “other” is said for them. Add a line for each."
        ]
    );

    // A name that the language does not have: French has none for two, English none for few, Polish needs no “other”.
    let (french, said) = in_words(
        "fr",
        "{\n \"home.n-open.one\": \"{n} un\",\n \"home.n-open.two\": \"deux\",\n \"home.n-open.other\": \"{n} d\"\n}",
    );
    assert_eq!(french.count("home.n-open", 0), "0 un");
    assert_eq!(french.count("home.n-open", 2), "2 d");
    assert_eq!(
        said,
        [
            "agency/wording/fr/app.json line 3: The language has no words of its own for numbers of this kind, so these are left out. It has: one, many, other."
        ]
    );
    let (polish, said) = in_words(
        "pl",
        "{\"home.n-open.one\": \"1 f\", \"home.n-open.few\": \"{n} fy\", \"home.n-open.many\": \"{n} fow\"}",
    );
    assert_eq!(polish.count("home.n-open", 22), "22 fy");
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn english_has_words_for_one_and_for_others() {
    let english = "{\n \"home.n-open.few\": \"x\",\n \"home.n-open.other\": \"{n} open\"\n}";
    let found = verdicts(&[
        (SETTINGS, "{\"wording\": [\"app\"]}"),
        ("wording/app.json", english),
    ]);
    assert_eq!(
        found,
        [
            "agency/wording/app.json line 2: The language has no words of its own for numbers of this kind, so these are left out. It has: one, other."
        ]
    );
}
