//! On which line of a JSON text something stands, so that a person with a text editor finds it.
//!
//! The text is walked as it was written. It has to be JSON: what a parser refused has its line from the parser.

/// One step of the way into a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Into an object, by a key.
    Key(&'a str),
    /// Into a list, by a number from 0.
    Place(usize),
}

/// The line, from 1, on which the thing at the end of the way begins: the line of its key, or of the thing itself in
/// a list. Where the way ends early, the line of what was found last. Of two equal keys the last is meant, as it is
/// the one that is used.
#[must_use]
pub fn line_of(text: &str, way: &[Step<'_>]) -> usize {
    let mut walk = Walk::new(text);
    walk.space();
    let mut line = walk.line;
    for step in way {
        match walk.enter(*step) {
            Some(found) => line = found,
            None => break,
        }
    }
    line
}

/// The line of something that the rest of the app names as `item[3].enableWhen[0]`, or of the whole where it is empty.
#[must_use]
pub fn line_of_place(text: &str, place: &str) -> usize {
    let mut way = Vec::new();
    for name in place.split('.') {
        let (key, rest) = name.split_once('[').unwrap_or((name, ""));
        if !key.is_empty() {
            way.push(Step::Key(key));
        }
        let numbers = rest.split('[').filter_map(|n| n.strip_suffix(']'));
        way.extend(numbers.filter_map(|n| n.parse().ok()).map(Step::Place));
    }
    line_of(text, &way)
}

/// Keys that stand twice in one object, each with the line of the one that is used.
#[must_use]
pub fn said_twice(text: &str) -> Vec<(String, usize)> {
    let mut walk = Walk::new(text);
    let mut objects: Vec<Vec<String>> = Vec::new();
    let mut found = Vec::new();
    loop {
        walk.space();
        match walk.next() {
            None => return found,
            Some('{') => objects.push(Vec::new()),
            Some('}') => {
                objects.pop();
            }
            Some('"') => {
                let line = walk.line;
                let word = walk.string();
                walk.space();
                if walk.peek() != Some(':') {
                    continue;
                }
                let Some(keys) = objects.last_mut() else {
                    continue;
                };
                if keys.contains(&word) {
                    found.push((word, line));
                } else {
                    keys.push(word);
                }
            }
            Some(_) => {}
        }
    }
}

/// A place in a text, and its line.
#[derive(Clone)]
struct Walk<'a> {
    rest: std::str::Chars<'a>,
    line: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text.chars(),
            line: 1,
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest.next();
        if next == Some('\n') {
            self.line += 1;
        }
        next
    }

    fn space(&mut self) {
        while self
            .peek()
            .is_some_and(|c| c.is_whitespace() || c == '\u{feff}')
        {
            self.next();
        }
    }

    /// The rest of a string whose first quotation mark was read.
    fn string(&mut self) -> String {
        let mut raw = String::from("\"");
        while let Some(c) = self.next() {
            raw.push(c);
            match c {
                '"' => break,
                '\\' => raw.extend(self.next()),
                _ => {}
            }
        }
        serde_json::from_str(&raw).unwrap_or_default()
    }

    /// Goes past one value.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        loop {
            self.space();
            match self.peek() {
                None => return,
                Some('"') => {
                    self.next();
                    self.string();
                }
                Some('{' | '[') => {
                    self.next();
                    depth += 1;
                    continue;
                }
                Some('}' | ']') => {
                    if depth == 0 {
                        return;
                    }
                    self.next();
                    depth -= 1;
                }
                Some(',' | ':') if depth > 0 => {
                    self.next();
                    continue;
                }
                Some(',' | ':') => return,
                Some(_) => {
                    let is_end = |c: char| c.is_whitespace() || ",:{}[]\"".contains(c);
                    while self.peek().is_some_and(|c| !is_end(c)) {
                        self.next();
                    }
                }
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Goes to the value that a step leads to; its line.
    fn enter(&mut self, step: Step<'_>) -> Option<usize> {
        self.space();
        let opening = match step {
            Step::Key(_) => '{',
            Step::Place(_) => '[',
        };
        if self.next() != Some(opening) {
            return None;
        }
        let mut found: Option<(Self, usize)> = None;
        let mut n = 0;
        loop {
            self.space();
            let line = self.line;
            match (step, self.peek()?) {
                (_, '}' | ']') => break,
                (_, ',') => {
                    self.next();
                    continue;
                }
                (Step::Key(key), '"') => {
                    self.next();
                    let is_it = self.string() == key;
                    self.space();
                    if self.next() != Some(':') {
                        return None;
                    }
                    self.space();
                    if is_it {
                        found = Some((self.clone(), line));
                    }
                }
                (Step::Key(_), _) => return None,
                (Step::Place(place), _) => {
                    if n == place {
                        return Some(line);
                    }
                    n += 1;
                }
            }
            self.skip();
        }
        let (place, line) = found?;
        *self = place;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, line_of, line_of_place, said_twice};

    const TEXT: &str = "{\n  \"a\": [\n    1,\n    { \"b\": \"} ] \\\" ,\",\n      \"c\": {\n\n\"d\": true } }\n  ],\n  \"e.f\": 2, \"a\\u0062\": 3,\n  \"e\":\n    4\n}";

    #[test]
    fn each_thing_is_found_on_its_line() {
        let at = |way: &[Step<'_>]| line_of(TEXT, way);
        assert_eq!(at(&[]), 1);
        assert_eq!(at(&[Step::Key("a")]), 2);
        assert_eq!(at(&[Step::Key("a"), Step::Place(0)]), 3);
        assert_eq!(at(&[Step::Key("a"), Step::Place(1)]), 4);
        let way = [Step::Key("a"), Step::Place(1), Step::Key("c")];
        assert_eq!(at(&way), 5);
        let way = [way[0], way[1], way[2], Step::Key("d")];
        assert_eq!(at(&way), 7);
        assert_eq!(at(&[Step::Key("e.f")]), 9);
        assert_eq!(at(&[Step::Key("ab")]), 9);
        assert_eq!(at(&[Step::Key("e")]), 10);
    }

    #[test]
    fn what_is_not_there_is_on_the_line_of_what_holds_it() {
        assert_eq!(line_of(TEXT, &[Step::Key("x")]), 1);
        assert_eq!(line_of(TEXT, &[Step::Key("a"), Step::Place(9)]), 2);
        assert_eq!(line_of(TEXT, &[Step::Key("e"), Step::Key("x")]), 10);
        assert_eq!(line_of("", &[Step::Key("x")]), 1);
        assert_eq!(line_of("{\"a", &[Step::Key("a")]), 1);
    }

    #[test]
    fn places_as_the_rest_of_the_app_writes_them_are_found() {
        assert_eq!(line_of_place(TEXT, "a[1].c.d"), 7);
        assert_eq!(line_of_place(TEXT, "a[0]"), 3);
        assert_eq!(line_of_place(TEXT, ""), 1);
        assert_eq!(line_of_place("[[1,\n2]]", "[0][1]"), 2);
    }

    #[test]
    fn of_two_equal_keys_the_last_is_meant_and_told() {
        let text = "{\"a\": 1,\n\"b\": {\"a\": 1},\n\"a\": 2}";
        assert_eq!(line_of(text, &[Step::Key("a")]), 3);
        assert_eq!(said_twice(text), [("a".to_owned(), 3)]);
        assert_eq!(said_twice(TEXT), []);
    }
}
