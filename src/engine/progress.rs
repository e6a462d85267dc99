//! How far a part of a form is: what its section's line in the navigation says.

use super::catalogue::Definition;
use super::form::{Form, NodeId};
use super::score::{self, Recorded};

/// How far a part of a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Words to read; nothing is asked.
    ToRead,
    /// Nothing has been answered, and nothing has to be.
    Optional,
    /// Nothing has been answered, something has to be.
    NotStarted,
    /// Something has been answered, something is still to be.
    InProgress,
    /// All that must be answered has been.
    Complete,
}

impl Progress {
    /// How far a part is; `None` is the whole form. `is_satisfied` says whether anything there has to
    /// be put right.
    ///
    /// A measure that was begun and has questions left blank is in progress: no question of an
    /// instrument is required, but each one left out costs a score, and that must not look finished.
    #[must_use]
    pub fn of(
        definition: &Definition,
        form: &Form,
        part: Option<NodeId>,
        is_satisfied: bool,
    ) -> Self {
        let mut questions = form.within(part).into_iter().filter(|node| {
            form.is_asked(*node)
                && form
                    .item(*node)
                    .is_some_and(|item| item.item_type.takes_answers() && !item.is_hidden)
        });
        let mut has_questions = false;
        let is_answered = questions.any(|node| {
            has_questions = true;
            !form.entries(node).is_empty()
        });
        match (has_questions, is_answered, is_satisfied) {
            (false, _, _) => Self::ToRead,
            (true, false, true) => Self::Optional,
            (true, false, false) => Self::NotStarted,
            (true, true, false) => Self::InProgress,
            (true, true, true) if has_blanks(definition, form, part) => Self::InProgress,
            (true, true, true) => Self::Complete,
        }
    }
}

/// Whether a measure in this part was begun on the screen and has questions left blank.
fn has_blanks(definition: &Definition, form: &Form, part: Option<NodeId>) -> bool {
    let within = form.within(part);
    definition
        .measures
        .iter()
        .filter(|measure| {
            let nodes = form.nodes_of(&measure.id.part("how"));
            nodes.iter().any(|node| within.contains(node))
        })
        .any(|measure| match score::recorded(measure, form) {
            Recorded::FromItems(outcome) => outcome.total.n_missing() > 0,
            Recorded::NotStarted | Recorded::FromPaper(_) | Recorded::NotDone { .. } => false,
        })
}
