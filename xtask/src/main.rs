//! The project's two commands and what they need.
fn main() {}
