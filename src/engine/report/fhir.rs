//! A report as a FHIR R4 document: the words as a Composition, and behind them the answers, the scores
//! and the consent as data.
//!
//! Every resource has an address made from the record and its place in it, so that the same case gives
//! the same bytes and two exports of one record can be told to be of the same things.

use std::fmt::Write as _;

use blake2::digest::{Digest, consts::U16};
use serde_json::{Map, Value as Json, json};

use super::signed::{self, SignedCopy, SignedStanding};
use super::{Opened, Report, Section, Standing, answer_at, answered, html, opened};
use crate::engine::calendar::DateTime;
use crate::engine::case::administrations::day_given;
use crate::engine::case::{Case, DocumentId, consent, person};
use crate::engine::catalogue::Catalogue;
use crate::engine::fhir;
use crate::engine::form::Scope;
use crate::engine::response::{Entry, Response};
use crate::engine::score::{self, Measure, Recorded, Score, ScoreRow};
use crate::engine::value::Value;
use crate::engine::wording::Wording;
use crate::engine::words;

const LOINC: &str = "http://loinc.org";
const SNOMED: &str = "http://snomed.info/sct";

/// The code system of the answers a person consents with.
const CONSENT: &str = "urn:mhtr-forms:codes:consent";

/// The answer that names who wrote the report.
const AUTHOR: &str = "author.name";

/// The document with everything in it; the same case gives the same bytes. A report that is shown as it was
/// signed has the data beside it that was signed.
#[must_use]
pub fn write(
    report: &Report,
    case: &Case,
    document: DocumentId,
    catalogue: &Catalogue,
    wording: &Wording,
) -> String {
    if report.identity.standing == Standing::Signed
        && let Some(of) = case.document(document)
        && let SignedStanding::Signed(copy) = signed::standing(of)
    {
        return write_signed(&copy, report);
    }
    let opened = opened(case, catalogue);
    let author = author(&opened, document, wording);
    let data = entries(case, &opened, catalogue, wording);
    let about = About {
        document: document.to_string(),
        author: author.unwrap_or_else(|| wording.say("report.not-answered")),
        moment: case.changed,
        heading: wording.say("report.about.data"),
    };
    bundle(report, &about, data)
}

/// The document of what was signed, from nothing but what was kept; `report` is the copy's, as it is shown.
#[must_use]
pub fn write_signed(copy: &SignedCopy, report: &Report) -> String {
    let about = About {
        document: copy.document.to_string(),
        author: copy.by.clone(),
        moment: copy.at,
        heading: copy.data_heading.clone(),
    };
    bundle(report, &about, copy.data.clone())
}

/// The person, and every form of the case with its answers, its scores and its consent: an entry of a
/// bundle each.
pub(super) fn data(case: &Case, catalogue: &Catalogue, wording: &Wording) -> Vec<Json> {
    entries(case, &opened(case, catalogue), catalogue, wording)
}

fn entries(
    case: &Case,
    opened: &[Opened<'_>],
    catalogue: &Catalogue,
    wording: &Wording,
) -> Vec<Json> {
    let bundle = Bundle {
        case,
        wording,
        patient: address(case.id.as_str(), "patient", ""),
    };
    let mut entries = vec![(bundle.patient.clone(), bundle.patient(catalogue))];
    for of in opened {
        entries.push((
            response_address(case.id.as_str(), of.document.id),
            bundle.response(of),
        ));
        entries.extend(bundle.observations(of));
        entries.extend(bundle.consent(of));
    }
    entries
        .into_iter()
        .map(|(address, resource)| json!({ "fullUrl": address, "resource": resource }))
        .collect()
}

/// What the words of a document say of themselves.
struct About {
    document: String,
    author: String,
    moment: DateTime,
    heading: String,
}

fn bundle(report: &Report, about: &About, data: Vec<Json>) -> String {
    let record = &report.identity.record;
    let own = address(record, "composition", &about.document);
    let composition = composition(report, about, &data);
    let mut entries = vec![json!({ "fullUrl": own, "resource": composition })];
    entries.extend(data);
    let revision = report.identity.revision;
    let written = json!({
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {
            "system": "urn:mhtr-forms:document",
            "value": format!("{record}/{revision}/{}", about.document),
        },
        "timestamp": instant(about.moment),
        "entry": entries,
    });
    written.to_string()
}

fn composition(report: &Report, about: &About, data: &[Json]) -> Json {
    let author = &about.author;
    let mut composition = resource("Composition");
    let status = match report.identity.standing {
        Standing::Draft => "preliminary",
        Standing::Finished => "final",
        Standing::Signed => {
            let attester = json!([{ "mode": "professional", "party": { "display": author } }]);
            composition.insert("attester".to_owned(), attester);
            "final"
        }
    };
    let mut sections: Vec<Json> = report
        .sections()
        .map(|section| narrative(section, &report.language))
        .collect();
    let addresses = data
        .iter()
        .filter_map(|entry| entry.get("fullUrl")?.as_str());
    let entries: Vec<Json> = addresses.map(reference).collect();
    sections.push(json!({ "title": about.heading, "entry": entries }));
    composition.extend(object(json!({
        "language": report.language,
        "identifier": { "system": "urn:mhtr-forms:record", "value": report.identity.record },
        "status": status,
        "type": { "text": report.title },
        "subject": reference(&address(&report.identity.record, "patient", "")),
        "date": about.moment.to_string(),
        "author": [{ "display": author }],
        "title": report.title,
        "section": sections,
    })));
    Json::Object(composition)
}

/// Who wrote a report; `None` if nobody is named.
fn author(opened: &[Opened<'_>], document: DocumentId, wording: &Wording) -> Option<String> {
    let of = opened.iter().find(|of| of.document.id == document)?;
    answer_at(of, AUTHOR, wording)
}

/// The address of a document's answers.
pub(super) fn response_address(record: &str, document: DocumentId) -> String {
    address(record, "response", &document.to_string())
}

/// A case on its way into a bundle.
struct Bundle<'a> {
    case: &'a Case,
    wording: &'a Wording,
    patient: String,
}

impl Bundle<'_> {
    fn address_of(&self, of: &Opened<'_>) -> String {
        response_address(self.case.id.as_str(), of.document.id)
    }

    fn patient(&self, catalogue: &Catalogue) -> Json {
        let mut patient = resource("Patient");
        if let Some(name) = person::name(self.case, catalogue) {
            patient.insert("name".to_owned(), json!([{ "text": name }]));
        }
        if let Some(born) = person::birth_date(self.case, catalogue) {
            patient.insert("birthDate".to_owned(), json!(born.to_string()));
        }
        Json::Object(patient)
    }

    /// The answers to what is asked. What was typed and could not be read stays here.
    fn response(&self, of: &Opened<'_>) -> Json {
        let response = Response {
            status: of.document.response.status,
            authored: Some(of.document.changed.to_string()),
            language: of.document.response.language.clone(),
            ..of.form.response(Scope::Asked)
        };
        let written = fhir::write_response(&response);
        let mut response = object(serde_json::from_str(&written).unwrap_or_default());
        response.insert("subject".to_owned(), reference(&self.patient));
        Json::Object(response)
    }

    /// Every score of a document, and why there is none where there is none.
    fn observations(&self, of: &Opened<'_>) -> Vec<(String, Json)> {
        let mut found = Vec::new();
        for measure in &of.definition.measures {
            let recorded = score::recorded(measure, &of.form);
            let mut scores: Vec<(Option<&str>, &Score)> = Vec::new();
            match &recorded {
                Recorded::NotStarted => continue,
                Recorded::NotDone { .. } => scores.push((None, &Score::NotScored)),
                Recorded::FromItems(outcome) => {
                    scores.push((None, &outcome.total.score));
                    let subscales = outcome.subscales.iter();
                    scores.extend(subscales.map(|(id, tally)| (Some(id.as_str()), &tally.score)));
                }
                Recorded::FromPaper(paper) => {
                    scores.push((None, &paper.total));
                    let subscales = paper.subscales.iter();
                    scores.extend(subscales.map(|(id, score)| (Some(id.as_str()), score)));
                }
            }
            for (subscale, score) in scores {
                let Some(row) = score::row(measure, &recorded, subscale, self.wording) else {
                    continue;
                };
                let part = subscale.unwrap_or_default();
                let value = score.scored().map(|scored| scored.shown);
                let observation = self.observation(of, &recorded, &row, part, measure, value);
                found.push((self.score_address(of, measure, part), observation));
                if let (None, Some(shown), Some(second)) = (subscale, value, &measure.second_scale)
                {
                    let value = Some(shown - rust_decimal::Decimal::from(second.minus));
                    let of_second =
                        self.observation(of, &recorded, &row, &second.id, measure, value);
                    found.push((self.score_address(of, measure, &second.id), of_second));
                }
            }
        }
        found
    }

    fn score_address(&self, of: &Opened<'_>, measure: &Measure, part: &str) -> String {
        let place = format!("{}/{}/{part}", of.document.id, measure.id);
        address(self.case.id.as_str(), "score", &place)
    }

    fn observation(
        &self,
        of: &Opened<'_>,
        recorded: &Recorded,
        row: &ScoreRow,
        part: &str,
        measure: &Measure,
        value: Option<rust_decimal::Decimal>,
    ) -> Json {
        let codings: Vec<Json> = codes(measure.id.as_str(), part)
            .iter()
            .map(|(system, code)| json!({ "system": system, "code": code }))
            .collect();
        let mut code = Map::new();
        if !codings.is_empty() {
            code.insert("coding".to_owned(), json!(codings));
        }
        code.insert("text".to_owned(), json!(row.name));
        let mut observation = resource("Observation");
        if let Some(value) = value {
            let number: Json = serde_json::from_str(&value.to_string()).unwrap_or_default();
            let quantity = json!({
                "value": number, "unit": "{score}",
                "system": "http://unitsofmeasure.org", "code": "{score}",
            });
            observation.insert("valueQuantity".to_owned(), quantity);
        } else {
            let reason = match recorded {
                Recorded::NotDone { .. } => "not-performed",
                Recorded::NotStarted | Recorded::FromItems(_) | Recorded::FromPaper(_) => "unknown",
            };
            let system = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
            let absent =
                json!({ "coding": [{ "system": system, "code": reason }], "text": row.value });
            observation.insert("dataAbsentReason".to_owned(), absent);
        }
        if let Some(band) = &row.band {
            observation.insert("interpretation".to_owned(), json!([{ "text": band }]));
        }
        let notes = [&row.cut_off, &row.critical, &row.critical_unanswered];
        let notes = row.marks.iter().chain(notes.into_iter().flatten());
        let notes: Vec<Json> = notes.map(|words| json!({ "text": words })).collect();
        if !notes.is_empty() {
            observation.insert("note".to_owned(), json!(notes));
        }
        let effective = match recorded {
            Recorded::FromPaper(paper) => paper.date,
            Recorded::NotStarted | Recorded::FromItems(_) | Recorded::NotDone { .. } => {
                day_given(&of.form)
            }
        };
        let effective = effective.map(|date| date.to_string());
        let is_final = of.document.is_complete();
        let survey = "http://terminology.hl7.org/CodeSystem/observation-category";
        observation.extend(object(json!({
            "status": if is_final { "final" } else { "preliminary" },
            "category": [{ "coding": [{ "system": survey, "code": "survey" }] }],
            "code": code,
            "subject": reference(&self.patient),
            // A later correction does not make it a later score.
            "effectiveDateTime": effective.unwrap_or_else(|| of.document.started.to_string()),
            "derivedFrom": [reference(&self.address_of(of))],
        })));
        Json::Object(observation)
    }

    /// The consent in a form that asks for one, if it is the newest of its form.
    ///
    /// It is active only if the form is finished and signed as it stands, and something was agreed to. A
    /// withdrawal begun after it makes all of it inactive, also one of a part: what is handed on never says more than was agreed.
    fn consent(&self, of: &Opened<'_>) -> Option<(String, Json)> {
        let newest = self.case.newest(&of.document.form)?;
        let mut provisions = Vec::new();
        let (mut is_agreed, mut is_asked) = (false, false);
        for node in of.form.within(None) {
            let Some(item) = of.form.item(node) else {
                continue;
            };
            for entry in answered(&of.form, node) {
                let Entry::Value(Value::Coding(coding)) = entry else {
                    continue;
                };
                if coding.system.as_deref() != Some(CONSENT) {
                    continue;
                }
                is_asked = true;
                let decision = match coding.code.as_deref() {
                    Some("yes") => "permit",
                    Some("no") => "deny",
                    // Wanting to talk about it first is neither.
                    Some(_) | None => continue,
                };
                is_agreed |= decision == "permit";
                let question = words::question(item, self.wording);
                provisions.push(json!({ "type": decision, "code": [{ "text": question }] }));
            }
        }
        if !is_asked || newest.id != of.document.id {
            return None;
        }
        let is_withdrawn = consent::standing(self.case).is_some_and(|of| of.withdrawn.is_some());
        let is_given = of.document.is_complete() && !of.signature_is_missing();
        let status = match (is_given, is_agreed) {
            (false, _) => "draft",
            (true, _) if is_withdrawn => "inactive",
            (true, true) => "active",
            (true, false) => "rejected",
        };
        let scope = "http://terminology.hl7.org/CodeSystem/consentscope";
        let signed = of.document.signing.as_ref().map(|signing| signing.at);
        let mut consent = resource("Consent");
        consent.extend(object(json!({
            "status": status,
            "scope": { "coding": [{ "system": scope, "code": "treatment" }] },
            "category": [{ "coding": [{ "system": LOINC, "code": "59284-0" }] }],
            "patient": reference(&self.patient),
            "dateTime": signed.unwrap_or(of.document.changed).to_string(),
            "sourceReference": reference(&self.address_of(of)),
            "policyRule": { "text": of.title(self.wording) },
        })));
        if !provisions.is_empty() {
            consent.insert("provision".to_owned(), json!({ "provision": provisions }));
        }
        let address = address(
            self.case.id.as_str(),
            "consent",
            &of.document.id.to_string(),
        );
        Some((address, Json::Object(consent)))
    }
}

/// The codes of a score; none where no published code means the number on the scale it is given on.
///
/// The subscales of the CORE-OM have SNOMED CT codes for raw sums, and ours are clinical scores; that of
/// the Kessler-10 is for the scale from 0 to 40. Sources: LOINC panels 44249-1 and 69737-5; NHS Digital's
/// code list for the Mental Health Services Data Set.
fn codes(measure: &str, part: &str) -> &'static [(&'static str, &'static str)] {
    match (measure, part) {
        ("phq-9", "") => &[(LOINC, "44261-6"), (SNOMED, "720433000")],
        ("gad-7", "") => &[(LOINC, "70274-6"), (SNOMED, "445455005")],
        ("core-10", "") => &[(SNOMED, "718583008")],
        ("core-34", "") => &[(SNOMED, "718612000")],
        ("k10", "total_0_40") => &[(SNOMED, "720211004")],
        _ => &[],
    }
}

/// A section of the report with its words as they are printed.
fn narrative(section: &Section, language: &str) -> Json {
    let language = html::escape(language);
    let words = html::blocks(&section.blocks, html::Charts::AsTables);
    let div = format!(
        "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{language}\" xml:lang=\"{language}\">{words}</div>"
    );
    json!({ "title": section.heading, "text": { "status": "generated", "div": div } })
}

fn resource(kind: &str) -> Map<String, Json> {
    object(json!({ "resourceType": kind }))
}

fn object(json: Json) -> Map<String, Json> {
    if let Json::Object(object) = json {
        object
    } else {
        Map::new()
    }
}

fn reference(address: &str) -> Json {
    json!({ "reference": address })
}

/// A moment as FHIR's `instant`, which has a time always.
fn instant(moment: DateTime) -> String {
    if moment.time.is_some() {
        moment.to_string()
    } else {
        format!("{}T00:00:00Z", moment.date)
    }
}

/// The address of a resource: a UUID (version 8, RFC 9562) that is the hash of its place in the record.
fn address(record: &str, kind: &str, place: &str) -> String {
    let name = format!("{record}/{kind}/{place}");
    let hash: [u8; 16] = blake2::Blake2b::<U16>::digest(name.as_bytes()).into();
    let mut address = String::from("urn:uuid:");
    for (n, byte) in hash.into_iter().enumerate() {
        let byte = match n {
            6 => byte & 0x0F | 0x80,
            8 => byte & 0x3F | 0x80,
            _ => byte,
        };
        if matches!(n, 4 | 6 | 8 | 10) {
            address.push('-');
        }
        // Writing into a String never fails.
        let _ = write!(address, "{byte:02x}");
    }
    address
}
