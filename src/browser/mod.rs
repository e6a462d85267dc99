//! Everything we touch in a browser, one ability a file.

pub mod clock;
pub mod download;
pub mod files;
pub mod focus;
pub mod location;
pub mod print;
pub mod random;
pub mod store;
