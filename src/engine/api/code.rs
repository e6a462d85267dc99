//! The code of a rule that is not met, for programs; the words are in `messages`.

use crate::engine::form::WhyNotCarried;
use crate::engine::problem::Severity;
use crate::engine::questionnaire::ItemType;
use crate::engine::validate::Rule;

/// The code of a rule.
pub(super) fn of_rule(rule: &Rule) -> &'static str {
    match rule {
        Rule::Required => "required",
        Rule::RequiredByAlert => "required_by_alert",
        Rule::NotANumber => "not_a_number",
        Rule::NotAWholeNumber => "not_a_whole_number",
        Rule::NumberTooLarge => "number_too_large",
        Rule::UnitMissing => "unit_missing",
        Rule::DateIncomplete { .. } => "date_incomplete",
        Rule::YearNotFourDigits => "year_not_four_digits",
        Rule::NotARealDate => "not_a_real_date",
        Rule::NotATime => "not_a_time",
        Rule::NotADateTime => "not_a_date_time",
        Rule::NotAnAddress => "not_an_address",
        Rule::TooLong { .. } => "too_long",
        Rule::TooShort { .. } => "too_short",
        Rule::Below { .. } => "below",
        Rule::Above { .. } => "above",
        Rule::Pattern => "pattern",
        Rule::TooManyDecimals { .. } => "too_many_decimals",
        Rule::TooFew { .. } => "too_few",
        Rule::TooMany { .. } => "too_many",
        Rule::ExclusiveWithOthers { .. } => "exclusive_with_others",
        Rule::NotAnOption => "not_an_option",
        Rule::NotSigned => "not_signed",
        Rule::NotADrawing => "not_a_drawing",
        Rule::HoldsDraft { .. } => "holds_draft",
        Rule::InTheFuture => "in_the_future",
        Rule::UnderAge { .. } => "under_age",
    }
}

/// The code of an answer that the questionnaire has no place for, and the key of its words.
pub(super) fn of_answer(why: WhyNotCarried) -> (&'static str, &'static str) {
    match why {
        WhyNotCarried::NoSuchItem => ("no_such_item", "api.answer.no-such-item"),
        WhyNotCarried::OtherType => ("other_type", "api.answer.other-type"),
        WhyNotCarried::TooMany => ("too_many", "api.answer.too-many"),
    }
}

/// How much a problem matters.
pub(super) fn of_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Refused => "refused",
        Severity::LeftOut => "left_out",
        Severity::Odd => "odd",
    }
}

/// FHIR's code for a type of item.
pub(super) fn of_type(item_type: ItemType) -> &'static str {
    match item_type {
        ItemType::Group => "group",
        ItemType::Display => "display",
        ItemType::Boolean => "boolean",
        ItemType::Decimal => "decimal",
        ItemType::Integer => "integer",
        ItemType::Date => "date",
        ItemType::DateTime => "dateTime",
        ItemType::Time => "time",
        ItemType::String => "string",
        ItemType::Text => "text",
        ItemType::Url => "url",
        ItemType::Choice => "choice",
        ItemType::OpenChoice => "open-choice",
        ItemType::Quantity => "quantity",
        ItemType::Attachment => "attachment",
        ItemType::Reference => "reference",
    }
}
