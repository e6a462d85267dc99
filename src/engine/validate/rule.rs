//! What may be wrong with an answer, as plain data.

use crate::engine::form::NodeId;
use crate::engine::questionnaire::LinkId;
use crate::engine::value::Value;

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
    /// The form has to be signed, and is not.
    NotSigned,
    /// What stands there is no drawing.
    NotADrawing,
    /// The answer leaves something to be settled before the form is finished.
    HoldsDraft {
        /// The option's words.
        option: String,
    },
    /// After the day of filling in.
    InTheFuture,
    /// Fewer full years before the day of filling in than there must be.
    UnderAge {
        /// At least this many years.
        least: u16,
    },
}

impl Rule {
    /// Whether it keeps the form from being finished and nothing else: the answer stands as it is, and
    /// the person may go on.
    #[must_use]
    pub fn is_only_for_the_end(&self) -> bool {
        matches!(self, Self::HoldsDraft { .. })
    }
}
