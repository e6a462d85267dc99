//! What leaves the building: the same bytes from the same case, risk first, and nothing that a
//! spreadsheet or a browser would carry out.

mod change;
mod completion;
mod exports;
mod fhir;
mod paper;
mod progress;
mod says;
mod signed;
mod since;
mod word;

use std::path::Path;
use std::{env, fs};

use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::case::signing::Signing;
use mhtr_forms::engine::case::{Change, DocumentId};
use mhtr_forms::engine::presentation::Presentation;
use mhtr_forms::engine::report::signed::{NotSigned, sign};
use mhtr_forms::engine::report::{Attached, Report, of_case};

use crate::case::{Practice, at};

/// The day every report is made on.
pub fn today() -> Date {
    Date::real(2026, 11, 22).unwrap()
}

/// A whole case: an assessment, a consent, and a signed report made from them.
pub struct Whole {
    pub practice: Practice,
    pub assessment: DocumentId,
    pub report: DocumentId,
}

impl Whole {
    pub fn report(&self) -> Report {
        self.report_with(Attached::default())
    }

    pub fn report_with(&self, attached: Attached) -> Report {
        let Practice {
            catalogue,
            case,
            wording,
        } = &self.practice;
        of_case(case, self.report, catalogue, attached, wording, today()).unwrap()
    }

    /// Signs a form as it stands.
    pub fn sign(&mut self, document: DocumentId) {
        let practice = &mut self.practice;
        let form = practice.form(document);
        let definition = practice.definition(practice.document(document).form.as_str());
        let (way, now) = (Presentation::Published, at("09:36:00"));
        let signing = Signing::of(&definition, way, &form, false, &practice.wording, now);
        let signed = Change::Signed { document, signing };
        practice.case.apply(signed, now);
    }

    /// Signs the report as it stands; what is wrong with it where it is not.
    pub fn sign_report(&mut self, now: &str) -> Result<(), NotSigned> {
        let Practice {
            catalogue,
            case,
            wording,
        } = &mut self.practice;
        let document = self.report;
        let signing = sign(case, document, catalogue, wording, at(now))?;
        case.apply(Change::Signed { document, signing }, at(now));
        Ok(())
    }

    /// Answers a form as it is and finishes it again. What was signed is so no more.
    pub fn answer(&mut self, document: DocumentId, answers: &[(&str, &str)]) {
        if document == self.report {
            let voided = Change::Voided { document };
            self.practice.case.apply(voided, at("10:29:59"));
        }
        self.practice.answer(document, answers, at("10:30:00"));
        let finished = Change::Completed { document };
        self.practice.case.apply(finished, at("10:30:01"));
    }
}

/// A case with something of everything a report can show, signed.
pub fn whole() -> Whole {
    let mut whole = draft();
    whole.sign_report("10:40:00").unwrap();
    whole
}

/// The same before anybody has signed the report.
pub fn draft() -> Whole {
    let mut practice = Practice::open();
    let assessment = practice.start("practitioner-assessment", at("09:01:00"));
    let mut answers = vec![
        ("person.name", "Ann Oak"),
        ("person.date-of-birth", "27/3/1987"),
        ("assessment.assessor", "Sam Lee"),
        ("interview.individual.gp", "Elm Surgery"),
        ("interview.individual.offending", "Two thefts."),
        ("interview.mental-health.previous", "Counselling in 2019."),
        ("interview.intervention.main-problem", "Sleep.\nAnd worry."),
        ("interview.intervention.goals", "=To sleep through."),
        ("core-34.how", "not-done"),
        (
            "core-34.not-done-reason",
            "Too tired <today> & wants a \"break\".",
        ),
        ("phq-9.how", "read-aloud"),
        ("gad-7.how", "paper"),
        ("gad-7.paper-total", "12"),
        ("gad-7.paper-date", "20/11/2026"),
        ("risk.suicide.past", "yes"),
        ("risk.detail", "Took tablets in 2015."),
        ("outcome.suitable", "yes"),
        ("outcome.next-step", "consent"),
    ];
    // One of the nine is left blank: the total is pro-rated.
    for item in ["1", "2", "3", "4", "5", "7", "8", "9"] {
        answers.push((
            PHQ_9[usize::from(item.as_bytes()[0] - b'1')],
            "Several days",
        ));
    }
    practice.answer(assessment, &answers, at("09:20:00"));
    let consent = practice.start("combined-consent", at("09:30:00"));
    let consents = [
        ("requirements.assessed", "mhtr"),
        ("consent.assessment", "yes"),
        ("consent.mhtr", "no"),
        ("agreement.read", "read"),
        ("agreement.signature.way", "type"),
        ("agreement.signature.typed", "Ann Oak"),
        ("agreement.date", "21/11/2026"),
    ];
    practice.answer(consent, &consents, at("09:35:00"));
    let finished = Change::Completed { document: consent };
    practice.case.apply(finished, at("09:36:00"));
    let report = practice.start("responsible-clinician-report", at("10:00:00"));
    let mut whole = Whole {
        practice,
        assessment,
        report,
    };
    whole.sign(CONSENT);
    let signed = [
        ("report.date", "21/11/2026"),
        (
            "report.recommendations",
            "To treat.\n\nWith weekly sessions.",
        ),
        ("decision.outcome", "treat"),
        ("decision.reasons", "A primary care need.\nMotivated."),
        ("decision.clinician", "Dr Jo Elm"),
        ("author.name", "Kim Ash"),
        ("author.role", "assistant-psychologist"),
        ("supervisor.name", "Dr Jo Elm"),
        ("supervisor.registration-status", "HCPC PYL00000"),
        ("supervisor.job-title", "Consultant Clinical Psychologist"),
        ("author.signature", "Kim Ash"),
        ("told.who", "Lee Fir, Court Duty Officer"),
        ("told.date", "21/11/2026"),
        ("told.by", "Kim Ash"),
    ];
    whole.answer(report, &signed);
    whole
}

/// The consent in a whole case: the second form that was started.
pub const CONSENT: DocumentId = DocumentId(2);

pub const PHQ_9: [&str; 9] = [
    "phq-9.1", "phq-9.2", "phq-9.3", "phq-9.4", "phq-9.5", "phq-9.6", "phq-9.7", "phq-9.8",
    "phq-9.9",
];

/// Compares with the file of this name. With `GOLDEN=write` in the environment it is written instead,
/// to be read by a person before it is committed.
#[track_caller]
pub fn golden(name: &str, written: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/native/golden");
    let path = folder.join(name);
    if env::var("GOLDEN").is_ok_and(|way| way == "write") {
        fs::write(&path, written).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == written,
        "{name} differs; GOLDEN=write writes it anew"
    );
}
