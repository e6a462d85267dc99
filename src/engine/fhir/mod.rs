//! FHIR R4 in and out: questionnaires are read, responses are read and written.

pub mod limits;
mod questionnaire;
mod response;
pub mod urls;
mod value;

pub use questionnaire::read_questionnaire;
pub use response::{ResponseError, read_response, write_response};
