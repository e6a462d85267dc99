//! How large a file may be. Beyond a limit a file is refused whole, with the limit in the message.
//!
//! The limits leave room above every published form we know of (the largest has 2,217 items, 8 levels
//! and less than 2 MB) and keep a hostile file from filling the memory or stopping the page.

/// Bytes of one file.
pub const BYTES: usize = 4 * 1024 * 1024;

/// Levels of items within items. JSON itself is read to 128 levels; a question within a question takes
/// four of them in a response.
pub const DEPTH: usize = 16;

/// Items of one questionnaire.
pub const ITEMS: usize = 10_000;

/// Options of one item.
pub const OPTIONS: usize = 5_000;

/// Options of all items together, each shared list counted as often as it is used.
pub const ALL_OPTIONS: usize = 100_000;

/// Conditions of all items together.
pub const CONDITIONS: usize = 50_000;

/// Characters of one text, Unicode scalar values.
pub const TEXT: usize = 20_000;

/// Items and answers of one response.
pub const ANSWERS: usize = 200_000;

/// Elements of one list of any kind.
pub const LIST: usize = 100_000;

/// Problems of one severity that are listed; more are counted.
pub const PROBLEMS: usize = 1_000;
