//! `agency/settings.json`: what it sets, and what is said of each mistake.

use mhtr_forms::engine::agency::theme::{Scheme, setting};
use mhtr_forms::engine::agency::{Files, Found, SETTINGS, Settings, furnish, named};
use mhtr_forms::engine::wording::Wording;

use super::{each_is_said, furnished, said_of, verdicts};

const GOOD: &str = r##"{
  "name": "Anytown MHTR service",
  "logo": { "file": "logo.svg", "darkFile": "logo-dark.svg", "alt": "Anytown Health" },
  "theme": { "light": { "brand": "#5b2167", "brandStrong": "#3f1548" }, "dark": { "brand": "#d9b3e6" } },
  "idleMinutes": 3,
  "reviewDays": 14,
  "wording": ["combined-consent"],
  "pictures": { "law": "pictures/law.png" }
}"##;

#[test]
fn what_an_agency_sets_is_used() {
    let furnished = furnished(&[(SETTINGS, GOOD)]);
    assert_eq!(said_of(&furnished), [""; 0]);
    let settings = &furnished.settings;
    assert_eq!(furnished.wording.say("app.name"), "Anytown MHTR service");
    let logo = settings.logo.as_ref().unwrap();
    assert_eq!(
        (logo.file.as_str(), logo.alt.as_str()),
        ("logo.svg", "Anytown Health")
    );
    assert_eq!(logo.dark_file.as_deref(), Some("logo-dark.svg"));
    assert_eq!((settings.idle_minutes, settings.review_days), (3, 14));
    assert_eq!(settings.pictures["law"], "pictures/law.png");
    let css = settings.theme.css().unwrap();
    assert!(css.contains(
        "(prefers-color-scheme: light) { :root { --f-brand: #5b2167; --f-brand-strong: #3f1548; }"
    ));
    assert!(css.contains("(prefers-color-scheme: dark) { :root { --f-brand: #d9b3e6; }"));
    let files: Vec<_> = named(GOOD)
        .into_iter()
        .map(|file| (file.path, file.is_read))
        .collect();
    let expected = [
        ("logo.svg", true),
        ("logo-dark.svg", true),
        ("wording/combined-consent.json", true),
        ("pictures/law.png", false),
    ];
    assert_eq!(
        files,
        expected.map(|(path, is_read)| (path.to_owned(), is_read))
    );
}

#[test]
fn without_settings_everything_is_as_it_is_built_in() {
    let furnished = furnished(&[]);
    assert_eq!(said_of(&furnished), [""; 0]);
    assert_eq!(furnished.settings, Settings::default());
    assert_eq!(furnished.wording.say("app.name"), "MHTR forms");
    assert!(furnished.catalogue.definitions().count() > 10);
}

#[test]
fn each_mistake_is_said_with_its_line_and_what_to_do() {
    each_is_said(&[
        ("", "line 1", "cannot be read"),
        (
            "{\n  \"idleMinutes\": 5\n  \"reviewDays\": 28\n}",
            "line 3",
            "a comma, a quotation mark",
        ),
        (
            "{\n  \"name\": “Ours”\n}",
            "line 2",
            "has curly quotation marks",
        ),
        ("[]", "line 1", "has to begin with a curly bracket"),
        (
            "{\n\n  \"idleMinutes\": 40\n}",
            "line 3",
            "idleMinutes is 40; it can be a whole number from 1 to 15. 5 is used.",
        ),
        ("{\n  \"idleMinutes\": 0\n}", "line 2", "idleMinutes is 0;"),
        (
            "{\n  \"idleMinutes\": 2.5\n}",
            "line 2",
            "idleMinutes is 2.5;",
        ),
        (
            "{\n  \"idleMinutes\": \"5\"\n}",
            "line 2",
            "idleMinutes is \"5\";",
        ),
        (
            "{\n  \"idleMinutes\": 70000\n}",
            "line 2",
            "idleMinutes is 70000;",
        ),
        (
            "{\"reviewDays\": -1}",
            "line 1",
            "reviewDays is -1; it can be a whole number from 1 to 365. 28 is used.",
        ),
        ("{\"reviewDays\": 366}", "line 1", "28 is used."),
        (
            "{\n\"nmae\": \"x\"\n}",
            "line 2",
            "There is nothing called “nmae” here",
        ),
        (
            "{\n\"bankHoliday\": {}}",
            "line 2",
            "nothing called “bankHoliday”",
        ),
        (
            "{\"name\": \"One\",\n\"name\": \"Two\"}",
            "line 2",
            "“name” stands here a second time",
        ),
        (
            "{\n\"name\": 5}",
            "line 2",
            "name has to be words between double quotes",
        ),
        ("{\n\"name\": \" \"}", "line 2", "name has to be words"),
        ("{\n\"name\": \"a\\nb\"}", "line 2", "on one line"),
        (
            "{\n\"name\": \"a\\u202eb\"}",
            "line 2",
            "name has to be words",
        ),
        (
            "{\n\"logo\": \"logo.svg\"}",
            "line 2",
            "logo has to be a group",
        ),
        (
            "{\"logo\": {\n\"file\": \"../x.svg\", \"alt\": \"x\"}}",
            "line 2",
            "\"../x.svg\" cannot be used",
        ),
        (
            "{\"logo\": {\n\"file\": \"https://elsewhere.example/x.svg\", \"alt\": \"x\"}}",
            "line 2",
            "cannot be used",
        ),
        (
            "{\"logo\": {\n\"file\": \"logo.exe\", \"alt\": \"x\"}}",
            "line 2",
            "It has to end in one of: svg, png, jpg, webp",
        ),
        (
            "{\n\"logo\": {\n\"file\": \"logo.svg\"}}",
            "line 2",
            "The logo needs “alt”",
        ),
        (
            "{\"logo\": {\"file\": \"logo.svg\", \"alt\": \"x\",\n\"height\": 4}}",
            "line 2",
            "There are: alt, darkFile, file.",
        ),
        ("{\n\"theme\": []}", "line 2", "theme has to be a group"),
        (
            "{\"theme\": {\n\"night\": {}}}",
            "line 2",
            "There are: light, dark.",
        ),
        (
            "{\"theme\": {\"light\": {\n\n\"brnad\": \"#000\"}}}",
            "line 3",
            "There is no colour called “brnad”",
        ),
        (
            "{\"theme\": {\"light\": {\n\"brand\": \"purple\"}}}",
            "line 2",
            "brand is \"purple\"; a colour is #",
        ),
        (
            "{\n\"wording\": \"combined-consent\"}",
            "line 2",
            "wording has to be a list",
        ),
        (
            "{\"wording\": [\n\"../x\"]}",
            "line 2",
            "\"../x\" cannot be the name of a form",
        ),
        (
            "{\n\"wording\": [\"consent\"]}",
            "line 2",
            "There is no form called consent whose words can be changed",
        ),
        (
            "{\n\"wording\": [\"phq-9\"]}",
            "line 2",
            "phq-9 is an instrument",
        ),
        (
            "{\"pictures\": {\n\"law\": 5}}",
            "line 2",
            "5 cannot be used",
        ),
    ]);
}

#[test]
fn one_mistake_leaves_the_rest_in_use() {
    let bad = GOOD.replace("\"idleMinutes\": 3", "\"idleMinutes\": 99");
    let furnished = furnished(&[(SETTINGS, &bad)]);
    assert_eq!(furnished.settings.idle_minutes, 5);
    assert_eq!(furnished.settings.review_days, 14);
    assert_eq!(furnished.wording.say("app.name"), "Anytown MHTR service");
}

#[test]
fn colours_that_people_cannot_tell_apart_are_not_used_in_that_scheme() {
    let text = "{\"theme\": {\n\"light\": {\n\"brand\": \"#ffd800\",\n\"text\": \"#000\"},\n\"dark\": {\"brand\": \"#d9b3e6\"}}}";
    let furnished = furnished(&[(SETTINGS, text)]);
    let said = said_of(&furnished);
    let [said] = said.as_slice() else {
        panic!("the worst is said, and that once: {said:#?}");
    };
    for expected in [
        "agency/settings.json line 3: brandText (#ffffff) on brand (#ffd800) has a contrast of 1.39 to 1 and needs 4.5 to 1",
        "The built-in colours are used in the light scheme.",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    assert!(furnished.settings.theme.light.is_empty());
    assert_eq!(furnished.settings.theme.dark.len(), 1);
}

#[test]
fn each_colour_that_is_written_with_is_looked_at() {
    // One grey or another is too faint for something, whatever it is the colour of; lines are no more than ornament.
    for scheme in Scheme::ALL {
        for name in scheme.built_in().keys().filter(|name| *name != "line") {
            let name = setting(name);
            let scheme = scheme.as_str();
            let is_refused = ["#808080", "#c8c8c8", "#404040"].iter().any(|grey| {
                let text = format!("{{\"theme\": {{\"{scheme}\": {{\"{name}\": \"{grey}\"}}}}}}");
                !verdicts(&[(SETTINGS, &text)]).is_empty()
            });
            assert!(is_refused, "{name} in {scheme}");
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_said_and_left_out() {
    let mut files = Files::default();
    files.put(SETTINGS, Found::Text(GOOD.to_owned()));
    for path in [
        "logo.svg",
        "wording/combined-consent.json",
        "pictures/law.png",
    ] {
        files.put(path, Found::Nothing);
    }
    let furnished = furnish(
        &files,
        crate::catalogue::folders(),
        &Wording::built_in(),
        None,
    );
    let said = said_of(&furnished);
    for expected in [
        "agency/settings.json line 3: There is no file agency/logo.svg.",
        "agency/settings.json line 7: There is no file agency/wording/combined-consent.json.",
        "agency/settings.json line 8: There is no file agency/pictures/law.png.",
    ] {
        assert!(
            said.iter().any(|said| said.starts_with(expected)),
            "{said:#?}"
        );
    }
    assert_eq!(said.len(), 3);
    assert_eq!(furnished.settings.logo, None);
    assert!(furnished.settings.pictures.is_empty());
}

#[test]
fn the_mark_that_some_editors_put_before_a_file_is_passed_over() {
    assert_eq!(verdicts(&[(SETTINGS, &format!("\u{feff}{GOOD}"))]), [""; 0]);
    assert_eq!(named(&format!("\u{feff}{GOOD}")).len(), 4);
}

#[test]
fn words_for_a_form_are_said_with_their_line() {
    let settings = r#"{"wording": ["combined-consent"]}"#;
    let words = "{\n \"published\": {\n  \"gone\": \"x\",\n  \"information.retention.words\": 5\n },\n \"plain\": [],\n \"easyRead\": {\n  \"keeping.after\": \"one\",\n  \"no-idea\": [\"x\"]\n },\n \"more\": 1\n}";
    let found = verdicts(&[
        (SETTINGS, settings),
        ("wording/combined-consent.json", words),
    ]);
    let place = |line: u8| format!("agency/wording/combined-consent.json line {line}: ");
    for (line, holds) in [
        (3, "The form has no item gone"),
        (
            4,
            "The words for information.retention.words have to stand between double quotes",
        ),
        (6, "plain has to be a group"),
        (8, "The lines for keeping.after have to be a list"),
        (9, "has no idea no-idea"),
        (11, "There are: published, plain, easyRead."),
    ] {
        let is_said = |said: &&String| said.starts_with(&place(line)) && said.contains(holds);
        assert_eq!(
            found.iter().filter(is_said).count(),
            1,
            "{line}: {found:#?}"
        );
    }
    assert_eq!(found.len(), 6, "{found:#?}");
}
