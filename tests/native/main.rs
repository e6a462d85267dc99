//! Native tests: everything that can be known without a browser, in seconds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by stopping"
)]

mod administrations;
mod agency;
mod alert;
mod api;
mod api_named;
mod assurance;
mod case;
mod cases;
mod catalogue;
mod change;
mod choice;
mod conditions;
mod consent;
mod drawing;
mod easy_read;
mod filled_in;
mod form_rules;
mod forms;
mod fuzz;
mod measure_file;
mod measure_record;
mod measures;
mod missed_sessions;
mod option_lists;
mod pictures;
mod plural;
mod prefill;
mod presentation;
mod progress;
mod reading;
mod refusal;
mod report;
mod roundtrip;
mod scenario;
mod score_laws;
mod service_data;
mod signing;
mod tidy;
mod validation;
mod vault;
mod wire;
mod wording;
mod working_days;
