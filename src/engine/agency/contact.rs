//! Contact details that an agency gives once, and names in its words as `{contact.email}`.
//!
//! They are put into the text of its own files, before anything else reads them; into the words of an instrument never.

use std::collections::BTreeMap;

/// How a place for a detail begins in words.
const OPENING: &str = "{contact.";

/// Contact details, by their names.
pub type Contact = BTreeMap<String, String>;

/// A JSON text with the details in their places. A place for one that there is not stays as it is.
#[must_use]
pub fn filled(text: &str, contact: &Contact) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPENING) {
        filled.push_str(before);
        let detail = after
            .split_once('}')
            .and_then(|(name, tail)| Some((contact.get(name)?, tail)));
        if let Some((detail, tail)) = detail {
            filled.push_str(&in_json(detail));
            rest = tail;
        } else {
            filled.push_str(OPENING);
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// The first place in words for a detail that there is not, as it is written there.
#[must_use]
pub fn unfilled(words: &str) -> Option<String> {
    let (_, after) = words.split_once(OPENING)?;
    let name = after.split(['}', '"', '\n']).next().unwrap_or_default();
    Some(format!("{OPENING}{name}}}"))
}

/// The lines of a text, from 1, with places for details that there are not.
#[must_use]
pub fn unfilled_lines(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(n, line)| Some((n + 1, unfilled(line)?)))
        .collect()
}

/// Words as they stand within a JSON string.
fn in_json(words: &str) -> String {
    let quoted = serde_json::Value::from(words).to_string();
    quoted
        .trim_start_matches('"')
        .strip_suffix('"')
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Contact, filled, unfilled, unfilled_lines};

    #[test]
    fn details_stand_in_their_places_and_what_is_not_there_is_told() {
        let contact = Contact::from([("email".to_owned(), "a\"b\\c@d.example".to_owned())]);
        let text = "{\"a\": \"Write to {contact.email}.\",\n\"b\": \"Ring {contact.phone}, {contact.email}\"}";
        let filled = filled(text, &contact);
        let json: serde_json::Value = serde_json::from_str(&filled).unwrap();
        assert_eq!(json["a"], "Write to a\"b\\c@d.example.");
        assert_eq!(json["b"], "Ring {contact.phone}, a\"b\\c@d.example");
        assert_eq!(unfilled_lines(&filled), [(2, "{contact.phone}".to_owned())]);
        assert_eq!(unfilled("nothing {n}"), None);
        assert_eq!(unfilled("cut off {contact.x").unwrap(), "{contact.x}");
    }
}
