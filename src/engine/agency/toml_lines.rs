//! On which line of a TOML text something stands that the rest of the app names as `band-set[1].bands`.

/// The line, from 1, of the table or the key; of what was found last where the way ends early.
#[must_use]
pub fn line_of(text: &str, place: &str) -> usize {
    let mut found = 1;
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(n, line)| (n + 1, line.trim()));
    for name in place.split('.') {
        let (name, number) = name.split_once('[').unwrap_or((name, ""));
        let number: usize = number
            .split(']')
            .next()
            .and_then(|n| n.parse().ok())
            .unwrap_or(0);
        let is_it = |line: &str| {
            let key = line
                .split_once('=')
                .map(|(key, _)| key.trim().trim_matches('"'));
            key == Some(name)
        };
        let table = |line: &str| line == format!("[{name}]") || line == format!("[[{name}]]");
        let mut ahead = lines.clone();
        let mut n_tables = 0;
        while let Some((n, line)) = ahead.next() {
            let is_table = table(line);
            if is_table {
                n_tables += 1;
            }
            if is_it(line) || (is_table && n_tables == number + 1) {
                found = n;
                lines = ahead;
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::line_of;

    #[test]
    fn tables_and_keys_are_found() {
        let text = "items = [\n  \"a\",\n]\n[total]\nsource = \"x\"\n[[band-set]]\nid = \"one\"\n[[band-set]]\nid = \"two\"\nbands = []\n";
        for (place, line) in [
            ("items[1]", 1),
            ("total.source", 5),
            ("band-set[0].id", 7),
            ("band-set[1].id", 9),
            ("band-set[1].bands", 10),
            ("nothing", 1),
            ("total.nothing", 4),
        ] {
            assert_eq!(line_of(text, place), line, "{place}");
        }
    }
}
