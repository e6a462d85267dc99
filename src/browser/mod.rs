//! Everything we touch in a browser, one ability a file.

pub mod activity;
pub mod canary;
pub mod channel;
pub mod clock;
pub mod dialog;
pub mod disk;
pub mod download;
pub mod failed_tries;
pub mod file_choice;
pub mod files;
pub mod focus;
pub mod host;
pub mod location;
pub mod neighbours;
pub mod passphrase;
pub mod pictures;
pub mod print;
pub mod random;
pub mod room;
pub mod speech;
pub mod text_size;
pub mod trace;
#[cfg(feature = "trials")]
pub mod trials;
pub mod wake_lock;
pub mod word;
