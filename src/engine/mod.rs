//! What is asked, what was answered, what is wrong, what it scores and what the report says.
//!
//! The engine knows no clock, no browser and no screen. It is told the day. It never panics on data:
//! reading a definition gives the questionnaire *and* a list of problems, checking answers gives
//! violations, scoring gives an outcome. `Result` is for bytes that are not what they claim to be.

pub mod agency;
pub mod alert;
pub mod api;
pub mod bank_holidays;
pub mod calendar;
pub mod case;
pub mod catalogue;
pub mod choice;
pub mod csv;
pub mod direction;
pub mod drawing;
pub mod easy_read;
pub mod entry;
pub mod fhir;
pub mod form;
pub mod messages;
pub mod missed_sessions;
pub mod plural;
pub mod presentation;
pub mod problem;
pub mod progress;
pub mod questionnaire;
pub mod report;
pub mod response;
pub mod score;
pub mod service_data;
pub mod validate;
pub mod value;
pub mod wording;
pub mod words;
pub mod working_days;
