//! The completion summary: what the form says of the end of the intervention, and the first scores beside the
//! last. ("A meeting will be held ... to discuss the treatment received, progress made and outline any ongoing
//! needs", and "an assessment will be completed to measure any change": Clinical Lead MHTR Manual v8.0, section
//! 2.2, step 9.)

use super::{Block, Opened, Section, change};
use crate::engine::wording::Wording;

/// The form the summary is made from.
pub const FORM: &str = "completion";

/// What changed between the first and the last scores of the case; that nothing can be set side by side is said.
pub(super) fn change(opened: &[Opened<'_>], wording: &Wording) -> Section {
    let mut blocks = change::blocks(opened, wording);
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(wording.say("report.completion.no-change")));
    }
    Section {
        heading: wording.say("report.completion.change"),
        blocks,
    }
}
