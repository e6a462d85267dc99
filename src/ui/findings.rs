//! What was found while opening a vault or a record, in words.

use crate::engine::case::CaseId;
use crate::ui::pages::when;
use crate::ui::session::Session;
use crate::ui::wording;
use crate::vault::place::Finding;

/// One finding as a sentence that says what is safe and what to do.
#[must_use]
pub fn sentence(finding: &Finding, session: Session) -> String {
    let words = wording();
    let of = |key: &str, record: &str| words.fill(key, &[("case", &name(record, session))]);
    match finding {
        Finding::ListRebuilt => words.say("found.list-rebuilt"),
        Finding::ListOlder => words.say("found.list-older"),
        Finding::AuditBroken => words.say("found.audit-broken"),
        Finding::HeaderPutBack => words.say("found.header-put-back"),
        Finding::OlderShown(record) => of("found.older-shown", record),
        Finding::CopyDamaged(record) => of("found.copy-damaged", record),
        Finding::FromMirror(record) => of("found.from-mirror", record),
        Finding::PutBack(record) => of("found.put-back", record),
        Finding::Missing(record) => of("found.missing", record),
        Finding::Unlisted(record) => of("found.unlisted", record),
        Finding::Damaged(record) => of("found.damaged", record),
        Finding::TooNew(record) => of("found.too-new", record),
        Finding::JournalCut(record, None) => of("found.journal-cut", record),
        Finding::JournalCut(record, Some(at)) => words.fill(
            "found.journal-cut-at",
            &[("case", &name(record, session)), ("when", &when(at))],
        ),
    }
}

/// What a person knows a case by: a name, or the beginning of its number.
fn name(record: &str, session: Session) -> String {
    let listed = CaseId::read(record).and_then(|id| {
        let list = session.list();
        list.into_iter().find(|of| of.case == id)?.name
    });
    listed.unwrap_or_else(|| record.chars().take(8).collect())
}
