//! Reading a case once, to count it.

use super::{MOST_STOPS, Session};
use crate::browser::host;
use crate::engine::case::wire;
use crate::engine::case::{Case, CaseId};

impl Session {
    /// A case as it is kept. It is closed again at once, unless it is open in this window already; `None` where
    /// it does not open.
    pub async fn look_into(&self, id: &CaseId) -> Option<Case> {
        if let Some(case) = self.case_now(id) {
            return Some(case);
        }
        if host::times_stopped_while_opening(id.as_str()) >= MOST_STOPS {
            return None;
        }
        let vault = self.vault();
        host::note_opening(id.as_str());
        let shown = vault.read(id.as_str()).await;
        let case = shown.ok().and_then(|shown| {
            self.report(shown.findings);
            wire::read_case(&shown.text).ok()
        });
        host::note_opened(id.as_str());
        vault.close(id.as_str()).await;
        if self.case_now(id).is_some() {
            // Somebody opened it meanwhile: it has to be open for the next write. What does not open says so there.
            let _ = vault.read(id.as_str()).await;
        }
        case.filter(|case| case.id == *id)
    }
}
