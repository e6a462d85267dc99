//! Counts and outcomes over all cases: what is counted, and that nobody is found in it.

mod attack;
mod counts;
mod suppression;

use std::sync::{Arc, OnceLock};

use mhtr_forms::engine::calendar::{Date, DateTime};
use mhtr_forms::engine::case::signing::Signing;
use mhtr_forms::engine::case::{Case, CaseId, Change, DocumentId};
use mhtr_forms::engine::catalogue::Catalogue;
use mhtr_forms::engine::entry;
use mhtr_forms::engine::form::{FormChange, Scope};
use mhtr_forms::engine::presentation::Presentation;
use mhtr_forms::engine::questionnaire::LinkId;
use mhtr_forms::engine::service_data::{self, CountTable, Figure, ServiceData};
use mhtr_forms::engine::wording::Wording;

use crate::case::Practice;
use crate::catalogue::catalogue;

/// The day it is all counted on.
pub fn today() -> Date {
    Date::real(2026, 11, 22).unwrap()
}

pub fn forms() -> Arc<Catalogue> {
    static FORMS: OnceLock<Arc<Catalogue>> = OnceLock::new();
    Arc::clone(FORMS.get_or_init(|| Arc::new(catalogue())))
}

/// What a person says, in the test's own words. Each field is a code of a form, or nothing.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The month of 2026 the case is opened in.
    pub month: u8,
    /// "Do you consent to the assessment?"
    pub consent: Option<&'static str>,
    /// Which requirements are assessed.
    pub assessed: Vec<&'static str>,
    /// Whether the consent is signed.
    pub signed: bool,
    /// The answer to every item of the PHQ-9, for each time it was filled in.
    pub phq_9: Vec<&'static str>,
}

/// Words that only a person's own answers hold.
pub const CANARIES: [&str; 6] = [
    "Zebulon",
    "Quagga",
    "Wombat",
    "Oryxsurgery",
    "canarycase",
    "1987",
];

/// The case of a person, with words in it that must not come out.
pub fn case_of(person: &Person, number: usize) -> Case {
    let month = person.month;
    let at = |time: &str| DateTime::read(&format!("2026-{month:02}-17T{time}Z")).unwrap();
    let mut practice = Practice::with((*forms()).clone());
    let id = CaseId::read(&format!("canarycase{number}")).unwrap();
    practice.case = Case::open(id, at("09:00:00"));
    if person.consent.is_some() || !person.assessed.is_empty() || person.signed {
        let consent = practice.start("combined-consent", at("09:01:00"));
        let mut answers = vec![
            ("agreement.name", "Zebulon Quagga"),
            ("agreement.date-of-birth", "27/3/1987"),
            ("agreement.gp-surgery", "Oryxsurgery"),
            ("conversation.questions", "Wombat asked why."),
        ];
        answers.extend(person.consent.map(|answer| ("consent.assessment", answer)));
        practice.answer(consent, &answers, at("09:02:00"));
        choose(&mut practice, consent, &person.assessed, at("09:02:30"));
        if person.signed {
            let definition = practice.definition("combined-consent");
            let form = practice.form(consent);
            let (way, now) = (Presentation::Published, at("09:03:00"));
            let signing = Signing::of(&definition, way, &form, false, &practice.wording, now);
            let document = consent;
            practice
                .case
                .apply(Change::Signed { document, signing }, now);
        }
    }
    for (n, answer) in person.phq_9.iter().enumerate() {
        // A week lies between two times: what is of one day is not compared.
        let now = DateTime::read(&format!("2026-{month:02}-{:02}T10:00:00Z", 17 + 7 * n)).unwrap();
        let document = practice.start("phq-9", now);
        let items: Vec<String> = (1..=9).map(|item| format!("phq-9.{item}")).collect();
        let mut answers = vec![("phq-9.how", "self")];
        answers.extend(items.iter().map(|item| (item.as_str(), *answer)));
        practice.answer(document, &answers, now);
    }
    practice.case
}

/// Chooses which requirements are assessed.
fn choose(practice: &mut Practice, consent: DocumentId, codes: &[&str], now: DateTime) {
    let mut form = practice.form(consent);
    let node = form.nodes_of(&LinkId::new("requirements.assessed"))[0];
    let item = form.item(node).unwrap().clone();
    let chosen = codes.iter().filter_map(|code| entry::read(&item, code));
    let entries = chosen.collect();
    form.apply(FormChange::Answer { node, entries });
    let answered = Change::Answered {
        document: consent,
        response: form.response(Scope::Everything),
        prefilled: practice.document(consent).prefilled.clone(),
    };
    practice.case.apply(answered, now);
}

pub fn counted(people: &[Person]) -> ServiceData {
    let cases: Vec<Case> = (0..)
        .zip(people)
        .map(|(number, person)| case_of(person, number))
        .collect();
    service_data::of(&cases, &forms(), &Wording::built_in(), today())
}

/// The table of a question whose words begin so.
#[track_caller]
pub fn table<'a>(data: &'a ServiceData, question: &str) -> &'a CountTable {
    let found = data
        .tables
        .iter()
        .find(|table| table.question.starts_with(question));
    found.unwrap_or_else(|| panic!("no table of {question}"))
}

/// The rows of a table, each as it is shown.
pub fn rows(table: &CountTable) -> Vec<(&str, Option<u32>)> {
    let shown = |figure| match figure {
        Figure::About(count) => Some(count),
        Figure::Hidden => None,
    };
    let rows = table.rows.iter();
    rows.map(|row| (row.name.as_str(), shown(row.figure)))
        .collect()
}

/// So many people who are the same.
pub fn times(n: usize, person: &Person) -> Vec<Person> {
    vec![person.clone(); n]
}
