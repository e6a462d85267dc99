//! One case that was changed in two places: both versions side by side, for the person to choose.

use leptos::prelude::*;

use crate::ui::components::{Button, ButtonKind, PageHeading};
use crate::ui::frame::Frame;
use crate::ui::route::Route;
use crate::ui::wording;

/// One question that was answered differently. An empty answer is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictRow {
    /// The question.
    pub question: String,
    /// The answer in this version.
    pub here: String,
    /// The answer in the other version.
    pub there: String,
}

/// What is to become of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictChoice {
    /// This version is used; the other is kept set aside.
    ThisOne,
    /// The other version is used; this one is kept set aside.
    OtherOne,
    /// Nothing is decided.
    Both,
}

/// The two versions.
#[component]
pub fn Conflict(
    /// Whose case it is.
    #[prop(into)]
    title: String,
    /// When this version was last changed, in words.
    #[prop(into)]
    here_changed: String,
    /// When the other version was last changed, in words.
    #[prop(into)]
    there_changed: String,
    /// The questions answered differently, in the order of the forms.
    rows: Vec<ConflictRow>,
    /// The person has chosen.
    #[prop(into)]
    on_choose: Callback<ConflictChoice>,
) -> impl IntoView {
    let words = wording();
    let n_differ = words.count("conflict.differ", rows.len());
    let here = words.fill("conflict.here", &[("when", &here_changed)]);
    let there = words.fill("conflict.there", &[("when", &there_changed)]);
    let answer = |text: String| {
        if text.is_empty() {
            wording().say("answer.none")
        } else {
            text
        }
    };
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <div class="app-compare__row">
                    <h3 class="govuk-heading-s">{row.question}</h3>
                    <dl class="app-compare__answers">
                        <div>
                            <dt class="app-compare__version">{here.clone()}</dt>
                            <dd class="app-compare__answer">{answer(row.here)}</dd>
                        </div>
                        <div>
                            <dt class="app-compare__version">{there.clone()}</dt>
                            <dd class="app-compare__answer">{answer(row.there)}</dd>
                        </div>
                    </dl>
                </div>
            }
        })
        .collect_view();
    let choose = move |choice| move |()| on_choose.run(choice);
    view! {
        <Frame back=Route::Home.href() back_text=words.say("case.back")>
            <PageHeading text=title caption=words.say("conflict.caption")/>
            <p class="govuk-body">{words.say("conflict.why")}</p>
            <h2 class="govuk-heading-m">{n_differ}</h2>
            <div class="app-compare">{rows}</div>
            <p class="govuk-body">{words.say("conflict.kept")}</p>
            <div class="govuk-button-group">
                <Button
                    text=words.say("conflict.use-this")
                    kind=ButtonKind::Secondary
                    on_press=choose(ConflictChoice::ThisOne)
                />
                <Button
                    text=words.say("conflict.use-other")
                    kind=ButtonKind::Secondary
                    on_press=choose(ConflictChoice::OtherOne)
                />
                <Button
                    text=words.say("conflict.both")
                    kind=ButtonKind::Secondary
                    on_press=choose(ConflictChoice::Both)
                />
            </div>
        </Frame>
    }
    .into_any()
}
