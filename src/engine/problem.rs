//! Something a form author has to put right: where, what, and what to do.

/// Something wrong with a file that an author wrote.
///
/// The words are in the wording file under [`Problem::what`], so that an agency can read them in its
/// own language; the values that go into them are in [`Problem::with`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file, as a path an author can follow: `item[3].enableWhen[0].question`.
    pub place: String,
    /// How much it matters.
    pub severity: Severity,
    /// The wording key, always under `problem.`; it names the problem and the remedy.
    pub what: &'static str,
    /// Values for the placeholders in the words.
    pub with: Vec<(&'static str, String)>,
}

/// How much a problem matters, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file cannot be used at all.
    Refused,
    /// Something was left out that would have changed what is asked or checked.
    LeftOut,
    /// Something looks like a mistake; everything was read.
    Odd,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(severity: Severity, place: impl Into<String>, what: &'static str) -> Self {
        Self {
            place: place.into(),
            severity,
            what,
            with: Vec::new(),
        }
    }

    /// The same problem with a value for the placeholder `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.with.push((name, value.to_string()));
        self
    }
}
