//! Cases as bytes: the same case gives the same bytes, what is read is what was written, and anything
//! else is refused rather than guessed.

use std::sync::{Arc, LazyLock};

use mhtr_forms::engine::calendar::{Date, DateTime, Time};
use mhtr_forms::engine::case::prefill::{Prefilled, Provenance};
use mhtr_forms::engine::case::signing::{Frozen, Signing, Voided};
use mhtr_forms::engine::case::wire::{WireError, read_case, write_case, write_cases};
use mhtr_forms::engine::case::{Case, CaseId, Change, Document, DocumentId, Showing};
use mhtr_forms::engine::catalogue::FormId;
use mhtr_forms::engine::form::{Form, FormChange, Scope};
use mhtr_forms::engine::presentation::{Presentation, fingerprint};
use mhtr_forms::engine::questionnaire::{ItemType, LinkId, PrefillSource};
use mhtr_forms::engine::response::{Entry, Response, ResponseItem, Status};
use mhtr_forms::engine::value::{Coding, Quantity, Value};
use proptest::prelude::*;
use serde_json::Value as Json;
use serde_json::json;

use crate::case::{Practice, at};
use crate::roundtrip::response_item;
use crate::scenario::read_items;

/// A case as a practitioner's morning leaves it.
fn full() -> Case {
    let mut practice = Practice::open();
    let assessment = practice.start("practitioner-assessment", at("09:01:00"));
    practice.answer(
        assessment,
        &[
            ("person.name", "Zoë “Zed” O’Neill <b>&amp;</b>\\ \u{1F41F}"),
            ("person.date-of-birth", "29/2/1988"),
            ("assessment.date", "31/ /2026"),
            ("assessment.assessor", "Sam Lee"),
            ("phq-9.how", "self"),
            ("phq-9.1", "Several days"),
            ("phq-9.9", "Nearly every day"),
            ("gad-7.how", "paper"),
            ("gad-7.paper-total", "12"),
            ("gad-7.paper-date", "20/11/2026"),
            ("risk.self-harm.past", "yes"),
            ("interview.intervention.main-problem", "Sleep.\nAnd\tworry."),
            ("interview.individual.gp", "Elm Surgery"),
            ("outcome.next-step", "consent"),
        ],
        at("09:20:00"),
    );
    let consent = practice.start("combined-consent", at("09:30:00"));
    practice.answer(
        consent,
        &[
            ("requirements.assessed", "mhtr"),
            ("consent.assessment", "talk-first"),
        ],
        at("09:31:00"),
    );
    practice
        .case
        .apply(Change::Completed { document: consent }, at("09:32:00"));
    practice.start("responsible-clinician-report", at("09:40:00"));
    practice.case
}

/// A case made by hand, which does not change when a form or a word does: every kind of answer, status
/// and source.
fn by_hand() -> Case {
    let item = |link_id: &str, entries: Vec<Entry>| {
        response_item(link_id, Some(&format!("What is {link_id}?")), entries)
    };
    let value = |link_id: &str, value: Value| item(link_id, vec![Entry::Value(value)]);
    let words = |words: &str| Value::String(words.to_owned());
    let coding = |code: &str| {
        Value::Coding(Coding {
            system: Some("urn:s".to_owned()),
            code: Some(code.to_owned()),
            display: Some(format!("“{code}”")),
        })
    };
    let quantity = Quantity {
        value: "2.50".parse().unwrap(),
        unit: Some("mg".to_owned()),
        system: None,
        code: None,
    };
    let mut group = item("group", Vec::new());
    group.text = None;
    group.items = vec![
        value("boolean", Value::Boolean(false)),
        value("integer", Value::Integer(-3)),
        value("decimal", Value::Decimal("1.50".parse().unwrap())),
        value("date", Value::Date(Date::read("1988-02-29").unwrap())),
        value("month", Value::Date(Date::read("1988-02").unwrap())),
        value(
            "date-time",
            Value::DateTime(DateTime::read("2026-07-01T14:30:00+01:00").unwrap()),
        ),
        value("time", Value::Time(Time::read("14:30:05").unwrap())),
        value("url", Value::Url("https://example.org/?a=b&c".to_owned())),
        value("quantity", Value::Quantity(quantity)),
        item(
            "choices",
            vec![Entry::Value(coding("a")), Entry::Value(words("own words"))],
        ),
        item("half", vec![Entry::AsTyped("31/ /2026".to_owned())]),
    ];
    let mut question = item("question", vec![Entry::AsTyped(String::new())]);
    question.answers[0].items = vec![value("within", words("Zoë\n“Zed” \\ <b>\u{1F41F}"))];
    let document = |number: u32, status: Status, items: Vec<ResponseItem>| Document {
        id: DocumentId(number),
        form: FormId::new(&format!("form-{number}")),
        started: at("09:01:00"),
        changed: at("09:20:00"),
        response: Response {
            questionnaire: Some(format!("urn:form-{number}|1.0.0")),
            status,
            authored: Some("2026-11-21T09:20:00Z".to_owned()),
            language: Some("en-GB".to_owned()),
            items,
        },
        earlier: Vec::new(),
        shown: Vec::new(),
        signing: None,
        voided: Vec::new(),
        prefilled: Vec::new(),
    };
    let from = |source| Provenance {
        document: DocumentId(1),
        form: FormId::new("form-1"),
        source,
        changed: at("09:20:00"),
    };
    let taken = |link_id: &str, from: Vec<Provenance>| Prefilled {
        link_id: link_id.into(),
        words: "Line one.\nLine two.".to_owned(),
        from,
        taken: at("09:40:00"),
    };
    let mut second = document(2, Status::Completed, vec![value("words", words("w"))]);
    second.prefilled = vec![
        taken("one", vec![from(PrefillSource::Answer("date".into()))]),
        taken(
            "more",
            vec![
                from(PrefillSource::Section("group".into())),
                from(PrefillSource::Scores),
                from(PrefillSource::Alerts),
            ],
        ),
    ];
    let bare = Response {
        status: Status::Stopped,
        ..Response::default()
    };
    Case {
        id: CaseId::read("0123456789abcdef0123456789abcdef").unwrap(),
        opened: at("09:00:00"),
        changed: DateTime::read("2026-11-21T10:45:00+01:00").unwrap(),
        revision: 9_007_199_254_740_991,
        documents: vec![
            document(1, Status::InProgress, vec![group, question]),
            second,
            document(3, Status::Amended, Vec::new()),
            document(5, Status::EnteredInError, Vec::new()),
            Document {
                response: bare,
                ..document(7, Status::Stopped, Vec::new())
            },
        ],
    }
}

/// The file was written by version 1 of the shape. It never changes: a later version has a file of its
/// own, and still opens this one.
const VERSION_1: &str = include_str!("golden/case-version-1.json");

/// The same case as version 2 of the shape has it, with what version 1 did not know.
const VERSION_2: &str = include_str!("golden/case-version-2.json");

/// The same case as version 3 of the shape has it, with what was signed kept whole.
const VERSION_3: &str = include_str!("golden/case-version-3.json");

/// The case made by hand, with a signature under which everything is kept, and an earlier one.
fn frozen() -> Case {
    let mut case = signed();
    let document = case.documents.get_mut(1).unwrap();
    let text = |n: u32| format!("{{\"words\":\"Zoë\\n“{n}”\"}}");
    document.signing.as_mut().unwrap().frozen = Some(Frozen::of(text(2)));
    document.voided[0].signing.frozen = Some(Frozen::of(text(1)));
    case
}

/// The case made by hand, shown in two ways and signed twice.
fn signed() -> Case {
    let mut case = by_hand();
    let signing = |words: &str, at| Signing {
        at,
        presentation: Presentation::EasyRead,
        language: "en-GB".to_owned(),
        is_by_client: true,
        words: words.to_owned(),
        words_fingerprint: fingerprint(words),
        answers_fingerprint: fingerprint(""),
        frozen: None,
    };
    let document = case.documents.get_mut(1).unwrap();
    document.shown = [
        (Presentation::Plain, at("09:02:00")),
        (Presentation::EasyRead, at("09:03:00")),
    ]
    .map(|(presentation, since)| Showing {
        presentation,
        since,
    })
    .to_vec();
    document.voided = vec![Voided {
        at: at("09:10:00"),
        signing: signing("Zoë\nsigned “this”.\n", at("09:05:00")),
        response: document.response.clone(),
    }];
    document.signing = Some(signing("This.\n", at("09:15:00")));
    case
}

#[test]
fn the_bytes_of_a_case_are_these() {
    let written = write_case(&frozen());
    assert!(written == VERSION_3.trim_end(), "{written}");
}

#[test]
fn a_case_of_version_3_opens_with_all_that_was_in_it() {
    assert_eq!(read_case(VERSION_3), Ok(frozen()));
    let damaged = VERSION_3.replacen("\"frozen\"", "\"frosen\"", 1);
    assert_eq!(read_case(&damaged), Err(WireError::NotACase));
}

/// Laid out for a person to read, what was signed is the same to the character.
#[test]
fn what_was_signed_does_not_depend_on_the_layout_of_a_file() {
    let json: Json = serde_json::from_str(VERSION_3).unwrap();
    let read = read_case(&serde_json::to_string_pretty(&json).unwrap()).unwrap();
    let signing = read.documents[1].signing.as_ref().unwrap();
    assert!(signing.frozen.as_ref().unwrap().is_intact());
}

#[test]
fn a_case_of_version_2_opens_with_all_that_was_in_it() {
    assert_eq!(read_case(VERSION_2), Ok(signed()));
}

/// A signature in a damaged record is no signature: nothing of the case is believed.
#[test]
fn a_signature_that_cannot_be_read_does_not_leave_an_unsigned_case() {
    for (from, to) in [
        ("\"presentation\":\"plain\"", "\"presentation\":\"plane\""),
        ("\"is-by-client\":true", "\"is-by-client\":\"yes\""),
        (
            "\"signing\":{\"at\":\"2026-11-21T09:15:00Z\"",
            "\"signing\":{\"at\":\"2026-11-21T09:15\"",
        ),
        ("\"voided\"", "\"voidet\""),
    ] {
        let damaged = VERSION_2.replacen(from, to, 1);
        assert_ne!(damaged, VERSION_2, "{from}");
        assert_eq!(read_case(&damaged), Err(WireError::NotACase), "{from}");
    }
}

#[test]
fn a_case_of_version_1_opens_with_all_that_was_in_it() {
    assert_eq!(read_case(VERSION_1), Ok(by_hand()));
}

/// Laid out for a person to read, it is the same case.
#[test]
fn the_layout_of_a_file_says_nothing() {
    let json: Json = serde_json::from_str(VERSION_1).unwrap();
    let pretty = serde_json::to_string_pretty(&json).unwrap();
    assert_eq!(read_case(&pretty), Ok(by_hand()));
}

#[test]
fn a_case_reads_back_as_it_was_written() {
    for case in [full(), by_hand(), signed(), frozen(), Practice::open().case] {
        let written = write_case(&case);
        let read = read_case(&written).unwrap();
        assert_eq!(read, case);
        assert_eq!(write_case(&read), written);
    }
}

#[test]
fn several_cases_are_a_list_of_what_each_is_written_as() {
    let (one, other) = (full(), Practice::open().case);
    let written = write_cases([&one, &other].into_iter());
    assert_eq!(
        written,
        format!("[{},{}]", write_case(&one), write_case(&other))
    );
    assert_eq!(write_cases(std::iter::empty()), "[]");
    assert_eq!(read_case(&written), Err(WireError::NotACase));
}

#[test]
fn a_case_that_was_cut_off_is_never_a_case() {
    let written = write_case(&full());
    for end in (0..written.len()).filter(|end| written.is_char_boundary(*end)) {
        assert_eq!(
            read_case(&written[..end]),
            Err(WireError::NotACase),
            "{end}"
        );
    }
}

#[test]
fn json_that_is_something_else_is_never_a_case() {
    let written = write_case(&full());
    let case: Json = serde_json::from_str(&written).unwrap();
    let with = |pointer: &str, value: Json| {
        let mut changed = case.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed.to_string()
    };
    let more = |pointer: &str| {
        let mut changed = case.clone();
        changed.pointer_mut(pointer).unwrap()["unknown"] = json!(1);
        changed.to_string()
    };
    let without = |name: &str| {
        let mut changed = case.clone();
        changed.as_object_mut().unwrap().remove(name);
        changed.to_string()
    };
    for foreign in [
        String::new(),
        "null".to_owned(),
        "{}".to_owned(),
        "[]".to_owned(),
        "\"mhtr-case\"".to_owned(),
        format!("{written}{written}"),
        format!("\u{feff}{written}"),
        "[".repeat(100_000),
        json!({"resourceType": "QuestionnaireResponse", "status": "completed"}).to_string(),
        with("/format", json!("another-case")),
        with("/version", json!(0)),
        with("/version", json!("1")),
        with("/version", json!(1.0)),
        with("/id", json!("a/b")),
        with("/opened", json!("yesterday")),
        with("/revision", json!(-1)),
        with("/documents", json!({})),
        with("/documents/0/id", json!(-1)),
        with("/documents/1/id", json!(1)),
        with("/documents/0/response", json!(null)),
        with("/documents/0/response/status", json!("done")),
        with("/documents/2/prefilled/0/from/0/source", json!("hearsay")),
        more(""),
        more("/documents/0"),
        more("/documents/2/prefilled/0"),
        more("/documents/2/prefilled/0/from/0"),
        written.replacen("\"answer\"", "\"answes\"", 1),
        written.replacen("\"item\"", "\"itam\"", 1),
        written.replacen("09:00:00Z", "09:00.00Z", 1),
        without("documents"),
        without("revision"),
        without("format"),
    ] {
        let start: String = foreign.chars().take(60).collect();
        assert_eq!(read_case(&foreign), Err(WireError::NotACase), "{start}");
    }
}

#[test]
fn a_later_version_is_known_as_one_whatever_its_shape() {
    for version in [4, 5, 4_000_000_000_u32] {
        let later = json!({"format": "mhtr-case", "version": version, "sealed": "…"});
        assert_eq!(read_case(&later.to_string()), Err(WireError::TooNew));
    }
    let foreign = json!({"format": "notes", "version": 4});
    assert_eq!(read_case(&foreign.to_string()), Err(WireError::NotACase));
}

#[test]
fn more_than_is_read_is_refused_whole() {
    let written = write_case(&full());
    let padded = |n: usize| format!("{written}{}", " ".repeat(n));
    let most = 16 * 1024 * 1024 - written.len();
    assert_eq!(read_case(&padded(most)), Ok(full()));
    assert_eq!(read_case(&padded(most + 1)), Err(WireError::NotACase));
}

/// Thirty levels are the deepest there can be in a form. A case stands around the response, and
/// must not take away from the depth that is read.
#[test]
fn the_deepest_form_there_can_be_is_read_back_within_a_case() {
    let (mut questionnaire, _) =
        read_items(&json!([{"linkId": "x", "type": "string", "text": "X"}]));
    let leaf = questionnaire.items[0].clone();
    for n in 0..29 {
        let mut around = leaf.clone();
        around.link_id = LinkId::new(&n.to_string());
        around.items = std::mem::take(&mut questionnaire.items);
        questionnaire.items = vec![around];
    }
    let mut form = Form::start(Arc::new(questionnaire));
    let nodes = form.within(None);
    assert_eq!(nodes.len(), 30);
    for node in nodes {
        assert_eq!(form.item(node).unwrap().item_type, ItemType::String);
        let entries = vec![Entry::AsTyped("half".to_owned())];
        form.apply(FormChange::Answer { node, entries });
    }
    let mut case = Case::open(CaseId::read("a").unwrap(), at("09:00:00"));
    let change = Change::Started {
        form: FormId::new("deep"),
        response: form.response(Scope::Everything),
        prefilled: Vec::new(),
    };
    case.apply(change, at("09:00:00"));
    assert_eq!(read_case(&write_case(&case)), Ok(case));
}

/// Words in a case that nobody typed there: they must come back as they are too.
#[test]
fn any_words_are_kept_to_the_character() {
    let long = "é".repeat(100_000);
    for words in [
        "\u{0}\u{1f}\u{7f}\u{2028}\u{202e}\u{feff}",
        "\"\\/\u{1F469}\u{200D}\u{1F52C}",
        &long,
    ] {
        let mut practice = Practice::open();
        let report = practice.start("responsible-clinician-report", at("09:00:00"));
        let mut form = practice.form(report);
        let node = form.nodes_of(&LinkId::new("report.risk"))[0];
        let entries = vec![Entry::Value(Value::String(words.to_owned()))];
        form.apply(FormChange::Answer { node, entries });
        let change = Change::Answered {
            document: DocumentId(1),
            response: form.response(Scope::Everything),
            prefilled: Vec::new(),
        };
        practice.case.apply(change, at("09:01:00"));
        assert_ne!(practice.document(report).response, Response::default());
        assert_eq!(read_case(&write_case(&practice.case)), Ok(practice.case));
    }
}

/// Written once for the hundreds of ways in which it is damaged below.
static WRITTEN: LazyLock<String> = LazyLock::new(|| write_case(&full()));

fn is_same_json(ours: &str, theirs: &str) -> bool {
    let json = |text: &str| serde_json::from_str::<Json>(text).unwrap();
    json(ours) == json(theirs)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_that_are_no_case_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        prop_assert_eq!(read_case(&text), Err(WireError::NotACase));
    }

    /// A changed letter can be another answer, which only a seal could show. But nothing is ever lost
    /// or put right on the quiet: what opens says all that stands there.
    #[test]
    fn a_damaged_case_is_refused_or_says_exactly_what_stands_there(
        (place, byte) in (0..8_000_usize, 0x20..0x7f_u8)
    ) {
        let mut bytes = WRITTEN.clone().into_bytes();
        let n = bytes.len();
        bytes[place % n] = byte;
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        if let Ok(case) = read_case(&damaged) {
            prop_assert!(is_same_json(&write_case(&case), &damaged), "{}", damaged);
        }
    }

    #[test]
    fn a_case_with_a_piece_taken_out_is_refused_or_says_exactly_what_stands_there(
        (from, n) in (0..8_000_usize, 1..200_usize)
    ) {
        let written: Vec<char> = WRITTEN.chars().collect();
        let from = from % written.len();
        let kept = written[..from].iter().chain(written.iter().skip(from + n));
        let damaged: String = kept.collect();
        if let Ok(case) = read_case(&damaged) {
            prop_assert!(is_same_json(&write_case(&case), &damaged), "{}", damaged);
        }
    }
}
