//! Everything we touch in a browser, one ability a file.
pub mod focus;
