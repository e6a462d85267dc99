//! Everything we touch in a browser, one ability a file.

pub mod clock;
pub mod dialog;
pub mod download;
pub mod file_choice;
pub mod files;
pub mod focus;
pub mod host;
pub mod location;
pub mod neighbours;
pub mod print;
pub mod random;
pub mod store;
