//! FHIR R4 in and out: questionnaires are read, responses are read and written.

pub mod limits;
mod questionnaire;
mod response;
pub mod urls;
mod value;

pub use questionnaire::{questionnaire_of, read_questionnaire};
pub use response::{ResponseError, read_response, response_of, write_response};
