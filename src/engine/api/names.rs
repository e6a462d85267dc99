//! Field names as JavaScript writes them: `n_items` is `nItems`.

use serde_json::{Map, Value as Json};

/// A name in camel case. One that is so already stays as it is.
#[must_use]
pub(super) fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut camel = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

/// A name as the scoring rules have it: the reverse of [`camel`] for names without a number.
#[must_use]
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// The fields under names in camel case, to the bottom. Only results are handed in here, whose names are ours.
#[must_use]
pub(super) fn all_camel(fields: Map<String, Json>) -> Map<String, Json> {
    let mut renamed = Map::new();
    for (name, value) in fields {
        let value = match value {
            Json::Object(fields) => Json::Object(all_camel(fields)),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
                value
            }
        };
        renamed.insert(camel(&name), value);
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::{camel, snake};

    #[test]
    fn a_name_is_written_as_javascript_writes_it() {
        for (ours, theirs) in [
            ("ok", "ok"),
            ("n_items", "nItems"),
            ("severity_abs", "severityAbs"),
            ("work_not_applicable", "workNotApplicable"),
        ] {
            assert_eq!(camel(ours), theirs);
            assert_eq!(camel(theirs), theirs);
            assert_eq!(snake(theirs), ours);
            assert_eq!(snake(ours), ours);
        }
        assert_eq!(camel("total_0_40"), "total040");
        assert_eq!(camel(""), "");
    }
}
