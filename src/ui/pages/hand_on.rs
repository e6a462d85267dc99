//! Handing on a report: in which way it is written, what must be known before it is, and what came of it.
//!
//! Nothing is written before the person has agreed to it, each time anew, and what was is noted in the
//! vault.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::hand_on_warning::Warning;
use crate::browser::clipboard::{self, Copied};
use crate::browser::download::{self, Offered};
use crate::browser::focus;
use crate::browser::word::{self, WordError};
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::report::{Attached, Report, csv, fhir, html, text};
use crate::ui::components::{Button, ButtonKind, Textarea};
use crate::ui::session::Session;
use crate::ui::wording;
use crate::vault::audit::{Event, Written};

/// The id of the part's heading.
pub const HAND_ON: &str = "hand-on";

/// The id of the box with the text, where the clipboard is not to be had.
const BY_HAND: &str = "hand-on-text";

/// What a Word document is called by programs.
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The ways there are, the most useful to a court first.
const WAYS: [Written; 6] = [
    Written::Word,
    Written::WebPage,
    Written::Text,
    Written::OnClipboard,
    Written::Rows,
    Written::Fhir,
];

/// The name of a way in the wording files.
pub(super) fn name(way: Written) -> &'static str {
    match way {
        Written::WebPage => "web-page",
        Written::Text => "text",
        Written::OnClipboard => "clipboard",
        Written::Fhir => "fhir",
        Written::Rows => "rows",
        Written::Word => "word",
    }
}

/// Whether what is written holds the answers of every form of the case.
fn holds_case(way: Written) -> bool {
    match way {
        Written::Fhir | Written::Rows => true,
        Written::WebPage | Written::Text | Written::OnClipboard | Written::Word => false,
    }
}

/// What came of the last hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    /// There was none.
    Nothing,
    /// The browser took the file of this name.
    Saved(String),
    /// The text is on the clipboard.
    Copied,
    /// The person has to copy the text themselves.
    ByHand(String),
    /// It is being written.
    Writing,
    /// Nothing was saved, for a reason whose words have this key.
    Refused(&'static str),
}

/// A report that can be handed on.
#[derive(Clone, Copy)]
struct HandingOn {
    session: Session,
    case: StoredValue<CaseId>,
    document: DocumentId,
    report: Memo<Option<Report>>,
    asked: RwSignal<Option<Written>>,
    outcome: RwSignal<Outcome>,
}

/// Handing on a report.
#[component]
pub fn HandOn(
    /// The session.
    session: Session,
    /// The case.
    case: StoredValue<CaseId>,
    /// The document.
    document: DocumentId,
    /// The report as it is on the page.
    report: Memo<Option<Report>>,
    /// What is in it.
    attached: RwSignal<Attached>,
    /// Nothing else of the case goes with it: it is not written as data, which hold all of it.
    is_alone: bool,
) -> impl IntoView {
    let handing_on = HandingOn {
        session,
        case,
        document,
        report,
        asked: RwSignal::new(None),
        outcome: RwSignal::new(Outcome::Nothing),
    };
    let words = wording();
    let ways = WAYS
        .into_iter()
        .filter(|way| !(is_alone && holds_case(*way)))
        .map(|way| {
            let name = name(way);
            let words = wording();
            let ask = move |()| {
                handing_on.outcome.set(Outcome::Nothing);
                handing_on.asked.set(Some(way));
            };
            view! {
                <li class="app-hand-on__way">
                    <Button
                        text=words.say(&format!("hand-on.{name}"))
                        kind=ButtonKind::Secondary
                        on_press=ask
                    />
                    <p class="govuk-body-s">{words.say(&format!("hand-on.{name}.what"))}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="app-hand-on app-no-print" aria-labelledby=HAND_ON>
            <h2 class="govuk-heading-m app-takes-focus" id=HAND_ON tabindex="-1">
                {words.say("hand-on.title")}
            </h2>
            <p class="govuk-body">{words.say("hand-on.lead")}</p>
            <ul class="app-hand-on__ways">{ways}</ul>
            <div role="status">{move || said(&handing_on.outcome.get())}</div>
            {move || handing_on.refused()}
            {move || handing_on.by_hand()}
            <Warning
                asked=handing_on.asked
                report=report
                attached=attached
                is_alone=is_alone
                on_yes=move |way| handing_on.hand_on(way)
            />
        </section>
    }
    .into_any()
}

/// What went well, to be read out.
fn said(outcome: &Outcome) -> Option<AnyView> {
    let words = match outcome {
        Outcome::Saved(file) => wording().fill("hand-on.saved", &[("file", file)]),
        Outcome::Copied => wording().say("hand-on.copied"),
        Outcome::Writing => wording().say("hand-on.writing"),
        Outcome::Nothing | Outcome::ByHand(_) | Outcome::Refused(_) => return None,
    };
    Some(view! { <p class="govuk-body app-hand-on__done">{words}</p> }.into_any())
}

impl HandingOn {
    /// Writes the report and lets go of it.
    fn hand_on(self, way: Written) {
        let Some(report) = self.report.get_untracked() else {
            return;
        };
        let stem = report.file_stem();
        let words = wording();
        let (ending, media_type, text) = match way {
            Written::WebPage => ("html", "text/html", html::write(&report, &words)),
            Written::Text => ("txt", "text/plain", text::write(&report, &words)),
            Written::OnClipboard => return self.copy(text::write(&report, &words)),
            Written::Word => return self.write_word(&report),
            Written::Fhir | Written::Rows => {
                let Some(case) = self.session.case_now(&self.case.get_value()) else {
                    return;
                };
                let catalogue = self.session.catalogue();
                if way == Written::Fhir {
                    let text = fhir::write(&report, &case, self.document, &catalogue, &words);
                    ("json", "application/fhir+json", text)
                } else {
                    let text = csv::write(report.identity.standing, &case, &catalogue, &words);
                    ("csv", "text/csv", text)
                }
            }
        };
        let file = format!("{stem}.{ending}");
        self.told(way, file.clone(), download::offer(&file, media_type, &text));
    }

    /// Notes what became of a file, and says so.
    fn told(self, way: Written, file: String, offered: Offered) {
        let outcome = match offered {
            Offered::Handed => {
                self.note(way, &self.case.get_value());
                Outcome::Saved(file)
            }
            Offered::Refused => Outcome::Refused("hand-on.refused"),
        };
        self.outcome.set(outcome);
    }

    /// A program of its own writes it, which has to be loaded first.
    fn write_word(self, report: &Report) {
        let file = format!("{}.docx", report.file_stem());
        let written = word::write(report);
        self.outcome.set(Outcome::Writing);
        spawn_local(async move {
            let written = written.await;
            // Whoever left the page, or handed the device over, is not given a file any more.
            if self.outcome.try_get_untracked() != Some(Outcome::Writing) {
                return;
            }
            let why = match written {
                Ok(bytes) => {
                    let offered = download::offer_bytes_as(&file, WORD_TYPE, &bytes);
                    return self.told(Written::Word, file, offered);
                }
                Err(WordError::Missing) => "hand-on.word-missing",
                Err(WordError::OtherVersion) => "hand-on.word-version",
                Err(WordError::Failed) => "hand-on.word-failed",
            };
            self.outcome.set(Outcome::Refused(why));
        });
    }

    fn copy(self, text: String) {
        let case = self.case.get_value();
        spawn_local(async move {
            let outcome = match clipboard::copy(&text).await {
                Copied::Taken => Outcome::Copied,
                Copied::Refused => Outcome::ByHand(text),
            };
            self.note(Written::OnClipboard, &case);
            // The page may be gone by now.
            let _ = self.outcome.try_set(outcome);
        });
    }

    fn note(self, way: Written, case: &CaseId) {
        self.session.note(Event::HandedOn(way), Some(case));
    }

    /// Why nothing was saved, and what to do.
    fn refused(self) -> Option<AnyView> {
        let Outcome::Refused(why) = self.outcome.get() else {
            return None;
        };
        let words = wording().say(why);
        Some(view! { <p class="govuk-error-message" role="alert">{words}</p> }.into_any())
    }

    /// The text itself, where the browser does not let it be copied.
    fn by_hand(self) -> Option<AnyView> {
        let Outcome::ByHand(text) = self.outcome.get() else {
            return None;
        };
        let words = wording();
        let close = move |()| {
            self.outcome.set(Outcome::Nothing);
            focus::focus_field(HAND_ON);
        };
        Some(
            view! {
                <div class="app-hand-on__by-hand">
                    <p class="govuk-body" role="alert"><strong>{words.say("hand-on.by-hand")}</strong></p>
                    <Textarea
                        id=BY_HAND
                        label=words.say("hand-on.by-hand-text")
                        hint=words.say("hand-on.by-hand-do")
                        value=Signal::stored(text)
                        rows=10
                    />
                    <Button
                        text=words.say("hand-on.by-hand-done")
                        kind=ButtonKind::Secondary
                        on_press=close
                    />
                </div>
            }
            .into_any(),
        )
    }
}
