//! The rest of the folder: ways to sign, contact details, courts, recordings, words of the app, forms of the agency's own.

use mhtr_forms::engine::agency::SETTINGS;
use mhtr_forms::engine::catalogue::FormId;
use mhtr_forms::engine::presentation::Presentation;
use mhtr_forms::engine::questionnaire::{Item, ItemType, LinkId};

use super::{each_is_said, furnished, said_of, verdicts};

const CONSENT: &str = "combined-consent";
const WAY: &str = "agreement.signature.way";
const VISIT: &str =
    include_str!("../../../docs/agency-example/forms/court-visit/questionnaire.json");

/// A built-in file of a form.
fn built_in(form: &str, file: &str) -> String {
    let forms = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    std::fs::read_to_string(forms.join(form).join(file)).unwrap()
}

fn item(furnished: &mhtr_forms::engine::agency::Furnished, form: &str, id: &str) -> Item {
    let definition = furnished.catalogue.get(&FormId::new(form)).unwrap();
    definition.item(&LinkId::new(id)).unwrap().clone()
}

fn ways_on_offer(settings: &str) -> Vec<String> {
    let way = item(&furnished(&[(SETTINGS, settings)]), CONSENT, WAY);
    assert_eq!(
        way.options.len(),
        4,
        "what was chosen earlier can still be read"
    );
    let offered = way.options.iter().filter(|option| !option.is_withdrawn);
    offered.map(|option| option.words.base.clone()).collect()
}

#[test]
fn only_the_ways_to_sign_that_an_agency_names_are_offered_and_one_at_least_is() {
    assert_eq!(ways_on_offer("{}").len(), 4);
    assert_eq!(
        ways_on_offer(r#"{"waysToSign": ["type"]}"#),
        ["Type my name"]
    );
    assert_eq!(ways_on_offer(r#"{"waysToSign": []}"#).len(), 4);
    each_is_said(&[
        (
            "{\n\"waysToSign\": []}",
            "line 2",
            "All are offered: draw, type, mark, say.",
        ),
        (
            "{\"waysToSign\": [\"draw\",\n\"fax\"]}",
            "line 2",
            "no way to sign called \"fax\"",
        ),
    ]);
    let said = verdicts(&[(SETTINGS, "{\n\"waysToSign\": \"draw\"}")]);
    assert_eq!(said.len(), 2, "{said:#?}");
}

#[test]
fn contact_details_stand_in_an_agencys_words_and_in_no_others() {
    let settings =
        r#"{"wording": ["combined-consent", "app"], "contact": {"email": "a@b.example"}}"#;
    let words = "{\n\"published\": {\"information.retention.words\": \"Ask {contact.email}.\"},\n\"plain\": {\n\"information.retention.words\": \"Ring {contact.phone}.\"}}";
    let app = "{\n\"home.where\": \"Ask {contact.email}.\",\n\"home.lead\": \"{contact.fax}\",\n\"home.nothing\": \"x\",\n\"home.title\": 5}";
    let furnished = furnished(&[
        (SETTINGS, settings),
        ("wording/combined-consent.json", words),
        ("wording/app.json", app),
    ]);
    let retention = item(&furnished, CONSENT, "information.retention.words");
    assert_eq!(retention.text.base, "Ask a@b.example.");
    assert_eq!(furnished.wording.say("home.where"), "Ask a@b.example.");
    assert_ne!(furnished.wording.say("home.lead"), "{contact.fax}");
    let definition = furnished.catalogue.get(&FormId::new(CONSENT)).unwrap();
    let plain = definition.presented(Presentation::Plain);
    let plain = plain
        .item(&LinkId::new("information.retention.words"))
        .unwrap();
    assert!(!plain.text.base.contains("contact"), "{}", plain.text.base);
    let said = said_of(&furnished);
    for expected in [
        "agency/wording/combined-consent.json line 4: These words hold {contact.phone}",
        "agency/wording/app.json line 3: These words hold {contact.fax}",
        "agency/wording/app.json line 4: The app has no use for these words.",
        "agency/wording/app.json line 5: The words for home.title",
    ] {
        assert!(
            said.iter().any(|said| said.starts_with(expected)),
            "{said:#?}"
        );
    }
    assert_eq!(said.len(), 4, "{said:#?}");
}

#[test]
fn each_mistake_about_the_rest_of_the_folder_is_said_with_its_line() {
    each_is_said(&[
        (
            "{\"contact\": {\n\"E-Mail\": \"x\"}}",
            "line 2",
            "“E-Mail” cannot be the name",
        ),
        (
            "{\"contact\": {\n\"email\": \"\"}}",
            "line 2",
            "contact.email has to be words",
        ),
        ("{\n\"contact\": []}", "line 2", "contact has to be a group"),
        (
            "{\"courts\": [\"A\",\n5]}",
            "line 2",
            "courts 2 has to be words",
        ),
        (
            "{\"courts\": [\"A\",\n\"A\"]}",
            "line 2",
            "“A” stands here a second time",
        ),
        (
            "{\"recordings\": {\n\"combined-consent\": {\"keeping.after\": \"x.wav\"}}}",
            "line 2",
            "mp3, m4a, ogg, opus",
        ),
        (
            "{\"recordings\": {\"combined-consent\": {\n\"nothing\": \"x.mp3\"}}}",
            "line 2",
            "has no idea nothing",
        ),
        (
            "{\"recordings\": {\n\"phq-9\": {\"x\": \"x.mp3\"}}}",
            "line 2",
            "no form phq-9 with easy read",
        ),
        (
            "{\"forms\": {\n\"My Form\": [\"questionnaire.json\"]}}",
            "line 2",
            "“My Form” cannot be the name of a form",
        ),
        (
            "{\"forms\": {\n\"mine\": [\"plain.json\"]}}",
            "line 2",
            "The form mine needs questionnaire.json",
        ),
        (
            "{\"forms\": {\n\"phq-9\": [\"questionnaire.json\"]}}",
            "line 2",
            "phq-9 is an instrument and cannot be changed",
        ),
        (
            "{\"forms\": {\n\"measure-record\": [\"questionnaire.json\"]}}",
            "line 2",
            "cannot be changed",
        ),
    ]);
    let said = verdicts(&[
        (
            SETTINGS,
            "{\"forms\": {\"mine\": [\"questionnaire.json\",\n\"notes.txt\"]}}",
        ),
        (
            "forms/mine/questionnaire.json",
            &VISIT.replace("{contact.email}", "me"),
        ),
    ]);
    assert!(
        said.len() == 1
            && said[0].starts_with("agency/settings.json line 2: \"notes.txt\" is no file"),
        "{said:#?}"
    );
}

#[test]
fn a_recording_of_the_agencys_is_heard_from_its_folder() {
    let settings = r#"{"recordings": {"combined-consent": {"keeping.after": "audio/after.mp3"}}}"#;
    let furnished = furnished(&[(SETTINGS, settings)]);
    assert_eq!(said_of(&furnished), [""; 0]);
    let definition = furnished.catalogue.get(&FormId::new(CONSENT)).unwrap();
    assert_eq!(
        definition.recordings["keeping.after"],
        "agency/audio/after.mp3"
    );
}

#[test]
fn a_form_of_the_agencys_own_asks_for_a_court_from_its_list() {
    let forms =
        r#""forms": {"court-visit": ["questionnaire.json"]}, "contact": {"email": "a@b.example"}"#;
    let of = |settings: &str| {
        furnished(&[
            (SETTINGS, settings),
            ("forms/court-visit/questionnaire.json", VISIT),
        ])
    };
    let listed = of(&format!("{{{forms}, \"courts\": [\"One\", \"Two\"]}}"));
    assert_eq!(said_of(&listed), [""; 0]);
    let court = item(&listed, "court-visit", "visit.court");
    assert_eq!(court.item_type, ItemType::OpenChoice);
    let courts: Vec<_> = court
        .options
        .iter()
        .map(|option| option.words.base.as_str())
        .collect();
    assert_eq!(courts, ["One", "Two"]);
    let questions = item(&listed, "court-visit", "visit.questions");
    assert_eq!(
        questions.text.base,
        "Questions about this form: a@b.example."
    );
    // Without a list the question is one for words.
    let open = of(&format!("{{{forms}}}"));
    assert_eq!(said_of(&open), [""; 0]);
    assert_eq!(
        item(&open, "court-visit", "visit.court").item_type,
        ItemType::String
    );
    // A place for a detail that there is not is shown to nobody.
    let without = of(r#"{"forms": {"court-visit": ["questionnaire.json"]}}"#);
    assert!(without.catalogue.get(&FormId::new("court-visit")).is_none());
    let said = said_of(&without);
    assert!(
        said.iter().any(|said| said.starts_with(
            "agency/forms/court-visit/questionnaire.json line 39: These words hold {contact.email}"
        )),
        "{said:#?}"
    );
    assert!(
        said.iter()
            .any(|said| said.contains("Your form court-visit is not offered")),
        "{said:#?}"
    );
}

#[test]
fn a_changed_form_is_used_and_a_broken_one_is_not() {
    let settings = r#"{"forms": {"information-needs": ["questionnaire.json"]}}"#;
    let good = built_in("information-needs", "questionnaire.json");
    let title = |text: &str| {
        let files = [
            (SETTINGS, settings),
            ("forms/information-needs/questionnaire.json", text),
        ];
        let furnished = furnished(&files);
        let definition = furnished
            .catalogue
            .get(&FormId::new("information-needs"))
            .unwrap();
        (
            definition.questionnaire.title.base.clone(),
            said_of(&furnished),
        )
    };
    let (built_in_title, _) = title(&good);
    let changed = good.replacen(
        &format!("\"title\": \"{built_in_title}\""),
        "\"title\": \"Ours\"",
        1,
    );
    assert_eq!(title(&changed), ("Ours".to_owned(), Vec::new()));
    // Cut short, and with a condition on a question that there is not: something would not be asked as it was meant.
    let half = changed.get(..changed.len() / 2).unwrap();
    let line = half.lines().count();
    let (used, said) = title(half);
    assert_eq!(used, built_in_title);
    assert!(
        said.iter().any(|said| said.starts_with(&format!(
            "agency/forms/information-needs/questionnaire.json line {line}"
        ))),
        "{said:#?}"
    );
    assert!(
        said.iter()
            .any(|said| said.contains("Your changed form information-needs is not used")),
        "{said:#?}"
    );
    let wrong = changed.replacen("\"type\": \"choice\"", "\"type\": \"chioce\"", 1);
    let line = wrong
        .lines()
        .position(|line| line.contains("chioce"))
        .unwrap()
        + 1;
    let (used, said) = title(&wrong);
    assert_eq!(used, built_in_title, "{said:#?}");
    let place = format!("agency/forms/information-needs/questionnaire.json line {line} (");
    assert!(
        said.iter()
            .any(|said| said.starts_with(&place) && said.contains("chioce")),
        "{said:#?}"
    );
}

#[test]
fn no_form_takes_the_address_of_another_and_no_instrument_is_changed() {
    let settings =
        r#"{"forms": {"a-phq": ["questionnaire.json"], "phq-9": ["questionnaire.json"]}}"#;
    let ours = built_in("phq-9", "questionnaire.json").replace("Little interest", "Some interest");
    let furnished = furnished(&[
        (SETTINGS, settings),
        ("forms/a-phq/questionnaire.json", &ours),
        ("forms/phq-9/questionnaire.json", &ours),
    ]);
    let said = said_of(&furnished);
    assert!(
        said.iter()
            .any(|said| said.contains("The form phq-9 has the address (url)")),
        "{said:#?}"
    );
    assert!(
        said.iter()
            .any(|said| said.contains("phq-9 is an instrument")),
        "{said:#?}"
    );
    assert!(furnished.catalogue.get(&FormId::new("a-phq")).is_none());
    let assessment = furnished
        .catalogue
        .get(&FormId::new("practitioner-assessment"))
        .unwrap();
    let all = format!("{:?}", assessment.questionnaire);
    assert!(all.contains("Little interest") && !all.contains("Some interest"));
}

#[test]
fn a_measure_of_the_agencys_own_is_compared_with_its_worked_cases() {
    let settings = r#"{"forms": {"our-wsas": ["measure.toml", "cases.tsv"]}}"#;
    let toml = built_in("wsas", "measure.toml").replace("id = \"wsas\"", "id = \"our-wsas\"");
    let cases = built_in("wsas", "cases.tsv");
    let said = |toml: &str, cases: &str| {
        verdicts(&[
            (SETTINGS, settings),
            ("forms/our-wsas/measure.toml", toml),
            ("forms/our-wsas/cases.tsv", cases),
        ])
    };
    assert_eq!(said(&toml, &cases), [""; 0]);
    let wrong = cases.replacen("\t40\t", "\t41\t", 1);
    assert_ne!(wrong, cases);
    let line = wrong
        .lines()
        .position(|line| line.contains("\t41\t"))
        .unwrap()
        + 1;
    let found = said(&toml, &wrong);
    let place = format!("agency/forms/our-wsas/cases.tsv line {line}: ");
    assert!(
        found
            .iter()
            .any(|said| said.starts_with(&place) && said.contains("comes to 40 by measure.toml")),
        "{found:#?}"
    );
    let unused = "Your form our-wsas is not offered";
    assert!(found.iter().any(|said| said.contains(unused)), "{found:#?}");
    let broken = toml.replace("statistic = \"sum\"", "statistic = \"product\"");
    let line = broken
        .lines()
        .position(|line| line.contains("product"))
        .unwrap()
        + 1;
    let found = said(&broken, &cases);
    let place = format!("agency/forms/our-wsas/measure.toml line {line}: ");
    assert!(
        found.iter().any(|said| said.starts_with(&place)),
        "{found:#?}"
    );
}
