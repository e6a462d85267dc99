//! Whether answers are still those that were signed for or taken from, told from the stored answers alone: a
//! form that has been changed since, or is not here any more, changes nothing in it.

use super::{AnswersUsed, SignedCopy};
use crate::engine::case::{Case, Document, DocumentId};
use crate::engine::fhir;
use crate::engine::presentation::fingerprint;
use crate::engine::questionnaire::{Item, LinkId, Questionnaire};
use crate::engine::response::{Answer, Entry, Response, ResponseItem};
use crate::engine::value::Value;

/// The items of a form that nobody signs for.
pub(super) fn outside(questionnaire: &Questionnaire) -> Vec<LinkId> {
    fn collect(items: &[Item], found: &mut Vec<LinkId>) {
        for item in items {
            if item.is_outside_signature {
                found.push(item.link_id.clone());
            } else {
                collect(&item.items, found);
            }
        }
    }
    let mut found = Vec::new();
    collect(&questionnaire.items, &mut found);
    found
}

/// Takes items out of a response, with all that is within them.
pub(super) fn leave_out(items: &mut Vec<ResponseItem>, left_out: &[LinkId]) {
    items.retain(|item| !left_out.contains(&item.link_id));
    for item in items {
        leave_out(&mut item.items, left_out);
        for answer in &mut item.answers {
            leave_out(&mut answer.items, left_out);
        }
    }
}

/// The fingerprints of the answers of every document, of the signed one without what nobody signs for.
pub(super) fn of_documents(
    case: &Case,
    signed: DocumentId,
    outside: &[LinkId],
) -> Vec<AnswersUsed> {
    let of = |document: &Document| {
        let left_out = if document.id == signed { outside } else { &[] };
        AnswersUsed {
            document: document.id,
            fingerprint: of_response(&document.response, left_out),
        }
    };
    case.documents.iter().map(of).collect()
}

/// Whether the answers of a document are still those that were signed for.
pub(super) fn is_same(copy: &SignedCopy, document: DocumentId, response: &Response) -> bool {
    let now = of_response(response, &copy.outside);
    let mut signed = copy.answers.iter();
    signed.any(|of| of.document == document && of.fingerprint == now)
}

/// The fingerprint of what was entered, whatever the words of questions and options, the order, and the
/// groups they stand in.
pub(super) fn of_response(response: &Response, left_out: &[LinkId]) -> String {
    let mut items = Vec::new();
    flatten(&response.items, left_out, &mut items);
    items.sort_by(|one, other| one.link_id.as_str().cmp(other.link_id.as_str()));
    let response = Response {
        items,
        ..Response::default()
    };
    fingerprint(&fhir::write_response(&response))
}

/// Every question with something in it, without what stands within it or around it.
fn flatten(items: &[ResponseItem], left_out: &[LinkId], flat: &mut Vec<ResponseItem>) {
    for item in items {
        if left_out.contains(&item.link_id) {
            continue;
        }
        let entered = item.answers.iter().map(|answer| Answer {
            entry: bare(&answer.entry),
            items: Vec::new(),
        });
        let answers: Vec<Answer> = entered.filter(|answer| !is_blank(answer)).collect();
        if !answers.is_empty() {
            flat.push(ResponseItem {
                link_id: item.link_id.clone(),
                text: None,
                answers,
                items: Vec::new(),
            });
        }
        flatten(&item.items, left_out, flat);
        for answer in &item.answers {
            flatten(&answer.items, left_out, flat);
        }
    }
}

/// An answer that is there only to hold the items within it.
fn is_blank(answer: &Answer) -> bool {
    answer.entry == Entry::AsTyped(String::new())
}

/// An entry without the words of its option.
fn bare(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    if let Entry::Value(Value::Coding(coding)) = &mut entry
        && coding.code.is_some()
    {
        coding.display = None;
    }
    entry
}
