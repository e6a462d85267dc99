//! The words of a violation: what to do, naming the question.

use super::form::Form;
use super::validate::Violation;
use super::wording::Wording;

/// What the person is told.
#[must_use]
pub fn message(violation: &Violation, form: &Form, wording: &Wording) -> String {
    let _ = (form, wording);
    violation.link_id.to_string()
}
