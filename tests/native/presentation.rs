//! One form in three presentations: the same questions and answers, other words.

use std::collections::BTreeMap;
use std::sync::Arc;

use mhtr_forms::engine::agency::words;
use mhtr_forms::engine::catalogue::{Catalogue, Definition, Folder, FormId};
use mhtr_forms::engine::form::{Form, FormChange, Scope};
use mhtr_forms::engine::presentation::{Presentation, fingerprint, shown_words};
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::value::Value;
use mhtr_forms::engine::wording::Wording;
use serde_json::{Value as Json, json};

use crate::catalogue::folder;

const OURS: &str = "urn:mhtr-forms:extension:";

/// A consent of one page: words, a question, what follows from a yes, a worker's note, a signature.
pub fn consent() -> (FormId, Folder) {
    let flag = |name: &str| json!({"url": format!("{OURS}{name}"), "valueBoolean": true});
    let (id, mut folder) = folder(
        "consent",
        &json!([
            {"linkId": "about", "type": "display", "text": "Your data is processed."},
            {"linkId": "agree", "type": "boolean", "text": "Do you consent?"},
            {"linkId": "next", "type": "group", "text": "What follows",
             "enableWhen": [{"question": "agree", "operator": "=", "answerBoolean": true}],
             "item": [{"linkId": "next.words", "type": "display", "text": "You attend."}]},
            {"linkId": "sign", "type": "group", "text": "Signature",
             "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired",
                "valueCodeableConcept": {"coding": [{"code": "consent"}]}}],
             "item": [{"linkId": "sign.name", "type": "string", "text": "Type your name"}]},
            {"linkId": "note", "type": "string", "text": "Worker's note",
             "extension": [flag("worker-only"), flag("outside-signature")]},
        ]),
    );
    folder.plain = Some(
        json!({"language": "en-GB", "words": {"about": "We use facts about you."}}).to_string(),
    );
    folder.easy_read = Some(
        json!({"language": "en-GB", "steps": [
            {"id": "facts", "title": "Your facts", "ideas": [
                {"id": "facts.write", "picture": "about-you", "lines": ["We write things down.", "They are about you."]}]},
            {"id": "say", "title": "Yes or no", "asks": [{"item": "agree", "lines": ["Is this OK?"], "picture": "yes-or-no"}]},
            {"id": "after", "title": "After yes", "while": "next", "ideas": [
                {"id": "after.come", "picture": "meeting", "lines": ["You come to us."]}]},
            {"id": "sign", "title": "Sign", "asks": [{"item": "sign"}]},
        ]})
        .to_string(),
    );
    (id, folder)
}

pub fn read(parts: (FormId, Folder)) -> Arc<Definition> {
    let (id, folder) = parts;
    let catalogue = Catalogue::read(&BTreeMap::from([(id.clone(), folder)]));
    Arc::clone(catalogue.get(&id).unwrap())
}

pub fn answer(form: &mut Form, link_id: &str, value: Value) {
    let node = form.nodes_of(&link_id.into())[0];
    let entries = vec![Entry::Value(value)];
    form.apply(FormChange::Answer { node, entries });
}

fn shown(definition: &Definition, presentation: Presentation, form: &Form) -> Vec<String> {
    let words = shown_words(definition, presentation, form, &Wording::built_in());
    words.lines().map(str::to_owned).collect()
}

/// The places and kinds of what is wrong with a form.
fn problems(definition: &Definition) -> Vec<(&str, &str)> {
    definition
        .problems
        .iter()
        .map(|problem| (problem.place.as_str(), problem.what))
        .collect()
}

#[test]
fn each_presentation_says_its_own_words_and_asks_the_same_questions() {
    let definition = read(consent());
    assert_eq!(problems(&definition), []);
    assert_eq!(definition.presentations.offered(), Presentation::ALL);
    let form = Form::start(definition.presented(Presentation::Published));
    assert_eq!(
        shown(&definition, Presentation::Published, &form),
        ["consent", "Your data is processed.", "Do you consent?"]
    );
    assert_eq!(
        shown(&definition, Presentation::Plain, &form),
        ["consent", "We use facts about you.", "Do you consent?"]
    );
    assert_eq!(
        shown(&definition, Presentation::EasyRead, &form),
        [
            "Your facts",
            "We write things down.",
            "They are about you.",
            "Yes or no",
            "Is this OK?",
            "Sign"
        ]
    );
}

#[test]
fn switching_midway_loses_nothing() {
    let definition = read(consent());
    let mut form = Form::start(definition.presented(Presentation::EasyRead));
    answer(&mut form, "agree", Value::Boolean(true));
    answer(&mut form, "sign.name", Value::String("Ann".to_owned()));
    answer(&mut form, "note", Value::String("calm".to_owned()));
    let mut response = form.response(Scope::Everything);
    for presentation in Presentation::ALL {
        let (form, not_carried) = Form::open(definition.presented(presentation), &response);
        assert_eq!(not_carried, []);
        response = form.response(Scope::Everything);
        let answers: Vec<String> = ["agree", "sign.name", "note"]
            .map(|id| format!("{:?}", form.entries(form.nodes_of(&id.into())[0])))
            .to_vec();
        assert!(
            answers[0].contains("true") && answers[1].contains("Ann"),
            "{answers:?}"
        );
        assert!(answers[2].contains("calm"), "{answers:?}");
    }
}

#[test]
fn what_follows_from_an_answer_is_shown_in_every_presentation_while_it_does() {
    let definition = read(consent());
    let mut form = Form::start(definition.presented(Presentation::Published));
    answer(&mut form, "agree", Value::Boolean(true));
    assert!(shown(&definition, Presentation::Published, &form).contains(&"You attend.".to_owned()));
    assert!(
        shown(&definition, Presentation::EasyRead, &form).contains(&"You come to us.".to_owned())
    );
    answer(&mut form, "agree", Value::Boolean(false));
    assert!(
        !shown(&definition, Presentation::Published, &form).contains(&"You attend.".to_owned())
    );
    assert!(
        !shown(&definition, Presentation::EasyRead, &form).contains(&"You come to us.".to_owned())
    );
}

/// Where a site may not say what the published text says, it says so in words of its own, and these are what
/// is shown, signed and written down.
#[test]
fn an_agency_says_it_in_words_of_its_own() {
    let (id, mut folder) = consent();
    let own = json!({"published": {"about": "We keep it 20 years."}, "plain": {"about": "20 years."},
        "easyRead": {"facts.write": ["We keep it for 20 years."]}});
    let (words, wrong) = words::read("wording/x.json", &own.to_string(), &folder);
    assert_eq!(wrong, []);
    folder.agency_words = Some(words);
    let definition = read((id, folder));
    assert_eq!(problems(&definition), []);
    let form = Form::start(definition.presented(Presentation::Published));
    for (presentation, words) in [
        (Presentation::Published, "We keep it 20 years."),
        (Presentation::Plain, "20 years."),
        (Presentation::EasyRead, "We keep it for 20 years."),
    ] {
        let shown = shown(&definition, presentation, &form);
        assert!(shown.contains(&words.to_owned()), "{shown:?}");
    }
}

#[test]
fn a_bad_file_takes_away_one_presentation_and_says_so() {
    type Break = fn(&mut Folder, String);
    let breaks: [(&str, Break, &str); 2] = [
        (
            "plain.json",
            |folder, json| folder.plain = Some(json),
            "problem.plain.not-readable",
        ),
        (
            "easy-read.json",
            |folder, json| folder.easy_read = Some(json),
            "problem.easy-read.not-readable",
        ),
    ];
    for (file, set, what) in breaks {
        for bad in [
            "",
            "[1]",
            "{\"language\":1}",
            "{\"unknown\":true}",
            "{\"language\":\"en\",\"steps\":[{}]}x",
        ] {
            let (id, mut folder) = consent();
            set(&mut folder, bad.to_owned());
            let definition = read((id, folder));
            let found = problems(&definition);
            assert_eq!(found.len(), 1, "{file} {bad}: {found:?}");
            assert!(
                found[0].0.starts_with(file) && found[0].1 == what,
                "{found:?}"
            );
            assert_eq!(definition.presentations.offered().len(), 2, "{file}");
        }
    }
}

#[test]
fn words_and_steps_for_items_that_are_not_there_are_reported_and_left_out() {
    let (id, mut folder) = consent();
    let mut easy: Json = serde_json::from_str(folder.easy_read.as_ref().unwrap()).unwrap();
    easy["steps"][0]["while"] = json!("gone");
    easy["steps"][1]["asks"][0]["item"] = json!("gone-too");
    easy["steps"][2]["id"] = json!("facts");
    folder.easy_read = Some(easy.to_string());
    folder.plain = Some(json!({"language": "en-GB", "words": {"gone": "x"}}).to_string());
    let definition = read((id, folder));
    assert_eq!(
        problems(&definition),
        [
            ("plain.json: gone", "problem.words.no-item"),
            ("easy-read.json: facts", "problem.easy-read.no-item"),
            ("easy-read.json: say", "problem.easy-read.no-item"),
            ("easy-read.json: facts", "problem.easy-read.same-id"),
        ]
    );
    let form = Form::start(definition.presented(Presentation::EasyRead));
    let shown = shown(&definition, Presentation::EasyRead, &form);
    assert!(
        shown.contains(&"We write things down.".to_owned()),
        "a step is not lost"
    );
}

/// Known answer: BLAKE2s-256 of "abc", RFC 7693, appendix B.
#[test]
fn a_fingerprint_is_the_published_one() {
    assert_eq!(
        fingerprint("abc"),
        "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982"
    );
}

/// The guide for an agency names every place that the author of the words left to it, with the author's note.
#[test]
fn the_guide_names_everything_that_is_the_agencys_to_decide() {
    let guide = include_str!("../../docs/agency-wording.md");
    let catalogue = crate::catalogue::catalogue();
    let consent = catalogue.get(&FormId::new("combined-consent")).unwrap();
    let (easy_read, _) = consent.presentations.easy_read.as_ref().unwrap();
    let mut n_notes = 0;
    for step in &easy_read.steps {
        let of_step = step.agency_note.as_ref().map(|note| (&step.id, note));
        let of_ideas = step.ideas.iter();
        let of_ideas = of_ideas.filter_map(|idea| Some((&idea.id, idea.agency_note.as_ref()?)));
        for (id, note) in of_step.into_iter().chain(of_ideas) {
            n_notes += 1;
            assert!(
                guide.contains(&format!("| `{id}` |")) && guide.contains(note.as_str()),
                "{id}"
            );
        }
    }
    assert!(n_notes > 5, "{n_notes}");
}

/// The example that the guide gives can be copied as it stands.
#[test]
fn the_example_of_the_guide_works() {
    let guide = include_str!("../../docs/agency-wording.md");
    let example = guide.split("```json").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let id = FormId::new("combined-consent");
    let mut folders = crate::catalogue::folders();
    let folder = folders.get_mut(&id).unwrap();
    let (words, wrong) = words::read("wording/combined-consent.json", example, folder);
    assert_eq!(wrong, []);
    folder.agency_words = Some(words);
    let catalogue = Catalogue::read(&folders);
    let consent = catalogue.get(&id).unwrap();
    assert_eq!(problems(consent), []);
    let form = Form::start(consent.presented(Presentation::Published));
    for presentation in Presentation::ALL {
        let shown = shown(consent, presentation, &form).join("\n");
        assert!(shown.contains("20 years"), "{presentation:?}");
    }
}
