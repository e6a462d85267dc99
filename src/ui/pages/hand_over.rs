//! Handing the device to the person a form is about, and taking it back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, location, passphrase};
use crate::engine::case::{CaseId, DocumentId};
use crate::ui::components::{Button, ButtonKind, Details, PassphraseField};
use crate::ui::door::problem;
use crate::ui::pages::door::DoorProblem;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;
use crate::vault::{Vault, VaultError};

/// How long the screen is left to draw that something long begins, in milliseconds.
const DRAWING_MS: i32 = 50;

/// Hands the device over: from then on only this form can be opened, until the passphrase is given.
#[component]
pub fn HandOver(
    /// The session.
    session: Session,
    /// The case.
    case: CaseId,
    /// The document.
    document: DocumentId,
) -> impl IntoView {
    let has_failed = RwSignal::new(false);
    let hand_over = move |()| {
        let case = case.clone();
        spawn_local(async move {
            match session.hand_over(&case, document).await {
                Ok(()) => session.draw_anew(),
                Err(_) => has_failed.set(true),
            }
        });
    };
    view! {
        <div class="app-hand-over">
            <Button
                text=wording().say("client.hand-over")
                kind=ButtonKind::Secondary
                on_press=hand_over
            />
            <p class="govuk-body-s">{wording().say("client.hand-over-why")}</p>
            <Show when=move || has_failed.get()>
                <p class="govuk-error-message" role="alert">{wording().say("client.failed")}</p>
            </Show>
        </div>
    }
    .into_any()
}

/// Takes the device back, with the passphrase.
#[component]
pub fn HandBack(
    /// The session.
    session: Session,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let take_back = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            clock::pause(DRAWING_MS).await;
            let result = open_again(session, &typed.get_untracked()).await;
            is_busy.set(false);
            if let Err(problem) = result {
                error.set(Some(format!("{} {}", problem.says(), problem.to_do())));
            }
        });
    };
    let words = wording();
    view! {
        <div class="app-hand-back">
            <Details summary=words.say("client.hand-back")>
                <p class="govuk-body">{words.say("client.hand-back-why")}</p>
                <PassphraseField
                    id="hand-back"
                    label=words.say("client.passphrase")
                    value=typed
                    on_input=move |text| typed.set(text)
                    on_enter=Callback::new(take_back)
                    error=MaybeProp::derive(move || error.get())
                />
                <Button text=words.say("client.take-back") on_press=take_back/>
                <p class="app-busy" role="status">
                    {move || is_busy.get().then(|| wording().say("client.opening"))}
                </p>
            </Details>
        </div>
    }
    .into_any()
}

async fn open_again(session: Session, typed: &str) -> Result<(), DoorProblem> {
    let Some((case, _)) = session.with_client_now() else {
        return Ok(());
    };
    session.keep_now();
    let header = session.header();
    let key = header.unlock(&passphrase::read(typed)).map_err(problem)?;
    let opened = Vault::open(header.vault(), key, session.place()).await;
    let opened = opened.map_err(|_| problem(VaultError::Damaged))?;
    session.take_back(opened).await;
    location::go(&Route::Case(case).path());
    session.draw_anew();
    Ok(())
}
