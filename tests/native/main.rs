//! Native tests: everything that can be known without a browser, in seconds.

mod cases;
mod change;
mod conditions;
mod filled_in;
mod form_rules;
mod forms;
mod fuzz;
mod measure_file;
mod measure_record;
mod measures;
mod reading;
mod roundtrip;
mod scenario;
mod score_laws;
mod validation;
mod wording;
