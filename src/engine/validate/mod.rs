//! What a person still has to put right before a form, or a part of it, is finished.

use regex_lite::{Regex, RegexBuilder};

use super::calendar::Date;
use super::form::{Form, NodeId};
use super::questionnaire::LinkId;
use super::value::Value;

/// Something the person still has to put right.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// Where; for a repeating group, its first repetition.
    pub node: NodeId,
    /// The item there.
    pub link_id: LinkId,
    /// Which rule is not met.
    pub rule: Rule,
}

/// Why an answer cannot stand. The words for each are in `messages`.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// No answer, and one is needed.
    Required,
    /// No answer, and one is needed because an alert stands.
    RequiredByAlert,
    /// What was typed is not a number.
    NotANumber,
    /// What was typed is a number, but not a whole one.
    NotAWholeNumber,
    /// The number is larger or longer than can be kept exactly.
    NumberTooLarge,
    /// The number has no unit, or one that is not offered.
    UnitMissing,
    /// Parts of the date are missing.
    DateIncomplete {
        /// No day was given.
        day: bool,
        /// No month was given.
        month: bool,
        /// No year was given.
        year: bool,
    },
    /// The year was not given in four digits, so that the century would be a guess.
    YearNotFourDigits,
    /// There is no such day.
    NotARealDate,
    /// What was typed is not a time of day.
    NotATime,
    /// The day is real but the time with it is not.
    NotADateTime,
    /// What was typed is not the address of a page or a system.
    NotAnAddress,
    /// More characters than there may be.
    TooLong {
        /// At most this many.
        most: usize,
        /// Too many by this many.
        by: usize,
    },
    /// Fewer characters than there must be.
    TooShort {
        /// At least this many.
        least: usize,
    },
    /// Less than it may be.
    Below {
        /// Not below this.
        least: Value,
    },
    /// More than it may be.
    Above {
        /// Not above this.
        most: Value,
    },
    /// Not in the form asked for.
    Pattern,
    /// More decimal places than there may be.
    TooManyDecimals {
        /// At most this many.
        most: u32,
    },
    /// Fewer answers or repetitions than there must be.
    TooFew {
        /// At least this many.
        least: usize,
    },
    /// More answers or repetitions than there may be.
    TooMany {
        /// At most this many.
        most: usize,
    },
    /// An option that excludes all others was chosen with others.
    ExclusiveWithOthers {
        /// The option's words.
        option: String,
    },
    /// Not one of the options.
    NotAnOption,
    /// After the day of filling in.
    InTheFuture,
    /// Fewer full years before the day of filling in than there must be.
    UnderAge {
        /// At least this many years.
        least: u16,
    },
}

/// What has to be put right in the form, or within one node of it, in the form's order.
///
/// `alert_stands` says whether an alert stands anywhere in the form; the caller computes it.
#[must_use]
pub fn validate(
    form: &Form,
    within: Option<NodeId>,
    today: Date,
    alert_stands: bool,
) -> Vec<Violation> {
    let _ = (form, within, today, alert_stands);
    Vec::new()
}

/// The largest compiled pattern, in bytes. A pattern beyond it is refused when it is read.
const LARGEST_PATTERN: usize = 256 * 1024;

/// Compiles a pattern that a whole answer must match.
///
/// Matching takes time in proportion to the length of the answer, whatever the pattern: there are no
/// look-arounds and no back-references.
///
/// # Errors
/// When it is not a pattern, uses what is not supported, or is too large.
pub fn compile(pattern: &str) -> Result<Regex, regex_lite::Error> {
    // On its own first: `a)|(b` would otherwise close the brackets put around it.
    RegexBuilder::new(pattern)
        .size_limit(LARGEST_PATTERN)
        .build()?;
    RegexBuilder::new(&format!("^(?:{pattern})$"))
        .size_limit(LARGEST_PATTERN)
        .build()
}
