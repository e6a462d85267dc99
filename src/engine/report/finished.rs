//! Whether a summary that is not signed as a whole may be relied on.

use super::of_case::StandsAs;
use super::{Opened, SIGNATURE, Standing};
use crate::engine::alert::Alerts;
use crate::engine::calendar::Date;
use crate::engine::questionnaire::LinkId;
use crate::engine::validate::validate;
use crate::engine::wording::Wording;

/// What a summary says of itself: that it is finished, once its form was checked with nothing to put right and a
/// name stands under it. It is made anew from the form each time, and so is never what was signed.
pub(super) fn stands(of: &Opened<'_>, wording: &Wording, today: Date) -> StandsAs {
    let signature = of.form.nodes_of(&LinkId::new(SIGNATURE)).first();
    let has_name = signature.is_some_and(|node| of.form.answers(*node).next().is_some());
    let alert_stands = Alerts::of(of.definition, &of.form).stand();
    let is_whole = of.not_carried.is_empty()
        && !of.signature_is_missing()
        && of.document.is_complete()
        && validate(&of.form, None, today, alert_stands).is_empty();
    let (standing, state) = if has_name && is_whole {
        (Standing::Finished, "report.form.complete")
    } else {
        (Standing::Draft, "report.state.unfinished")
    };
    StandsAs {
        standing,
        state: wording.say(state),
        signed: None,
    }
}
