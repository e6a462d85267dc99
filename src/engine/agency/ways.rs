//! Which of the ways to sign an agency offers. What was signed in another way stays as it was signed.

use std::collections::BTreeSet;

use crate::engine::questionnaire::{Item, Questionnaire};
use crate::engine::value::Value;

/// The system of the options that are ways to sign, in any form.
const SYSTEM: &str = "urn:mhtr-forms:codes:way-to-sign";

/// The ways to sign, by their codes.
pub const ALL: [&str; 4] = ["draw", "type", "mark", "say"];

/// The questionnaire with these ways to sign and no others on offer.
pub fn offer(questionnaire: &mut Questionnaire, ways: &BTreeSet<String>) {
    offer_in(&mut questionnaire.items, ways);
}

fn offer_in(items: &mut [Item], ways: &BTreeSet<String>) {
    for item in items {
        for option in &mut item.options {
            if let Value::Coding(coding) = &option.value
                && coding.system.as_deref() == Some(SYSTEM)
            {
                let code = coding.code.as_deref();
                option.is_withdrawn = code.is_some_and(|code| !ways.contains(code));
            }
        }
        offer_in(&mut item.items, ways);
    }
}
