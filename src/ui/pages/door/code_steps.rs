//! A new recovery code: shown and printed, then two groups of it are typed back from the paper.

use leptos::prelude::*;

use super::problem::DoorProblem;
use super::{Errors, FieldError, busy};
use crate::ui::components::{Button, ButtonKind, Input, PageHeading, RecoveryCodeView, Width};
use crate::ui::wording;

/// A recovery code that was just made.
#[derive(Debug, Clone)]
pub struct RecoveryCode {
    /// Its groups of characters, in their order.
    pub groups: Vec<String>,
    /// The two groups that are typed back, counted from 1.
    pub asked: [usize; 2],
    /// Whether this is the group of this number, counted from 1, as forgiving of letters that look
    /// like figures as reading the code itself is.
    pub is_group: Callback<(usize, String), bool>,
    /// The mark of the vault it opens.
    pub mark: String,
    /// The day it was made, in words.
    pub day: String,
}

const FIRST: &str = "code-group";
const SECOND: &str = "code-group-2";

/// How far the two screens are. Whoever holds it keeps what was given while the screen changes.
#[derive(Clone, Copy)]
pub(super) struct CodeDraft {
    is_printed: RwSignal<bool>,
    typed: [RwSignal<String>; 2],
}

impl CodeDraft {
    pub fn new() -> Self {
        Self {
            is_printed: RwSignal::new(false),
            typed: [RwSignal::new(String::new()), RwSignal::new(String::new())],
        }
    }
}

/// The two screens. The page round them brings the frame.
#[component]
pub(super) fn CodeSteps(
    /// The code.
    code: RecoveryCode,
    /// How far it is.
    draft: CodeDraft,
    /// What stands above the two headings, such as "Step 2 of 3".
    #[prop(optional)]
    captions: Option<[String; 2]>,
    /// The words of the last button: what it makes.
    #[prop(into)]
    finish: String,
    /// Back was pressed on the first screen.
    #[prop(into)]
    on_back: Callback<()>,
    /// Two groups were typed back as they are.
    #[prop(into)]
    on_done: Callback<()>,
    /// What came of it.
    outcome: Signal<Option<DoorProblem>>,
    /// Whether it is going on.
    is_busy: Signal<bool>,
) -> impl IntoView {
    let code = StoredValue::new(code);
    let finish = StoredValue::new(finish);
    let [caption, caption_back] = captions.map_or([None, None], |captions| captions.map(Some));
    let (caption, caption_back) = (StoredValue::new(caption), StoredValue::new(caption_back));
    move || {
        if draft.is_printed.get() {
            view! {
                <TypeBack
                    code=code.get_value()
                    draft=draft
                    caption=caption_back.get_value()
                    finish=finish.get_value()
                    on_done=on_done
                    outcome=outcome
                    is_busy=is_busy
                />
            }
            .into_any()
        } else {
            view! {
                <Shown
                    code=code.get_value()
                    draft=draft
                    caption=caption.get_value()
                    on_back=on_back
                />
            }
            .into_any()
        }
    }
}

/// The code, to be printed.
#[component]
fn Shown(
    /// The code.
    code: RecoveryCode,
    /// How far it is.
    draft: CodeDraft,
    /// What stands above the heading.
    caption: Option<String>,
    /// Back was pressed.
    on_back: Callback<()>,
) -> impl IntoView {
    let words = wording();
    view! {
        <PageHeading text=words.say("code.title") caption=caption/>
        <p class="govuk-body">{words.say("code.why")}</p>
        <p class="govuk-body">{words.say("code.who")}</p>
        <RecoveryCodeView groups=code.groups mark=code.mark day=code.day/>
        <p class="govuk-body">{words.say("code.no-printer")}</p>
        <div class="govuk-button-group">
            <Button
                text=words.say("code.next")
                on_press=move |()| draft.is_printed.set(true)
            />
            <Button text=words.say("vault.go-back") kind=ButtonKind::Secondary on_press=on_back/>
        </div>
    }
    .into_any()
}

/// Two groups, typed back from the paper.
#[component]
fn TypeBack(
    /// The code.
    code: RecoveryCode,
    /// How far it is.
    draft: CodeDraft,
    /// What stands above the heading.
    caption: Option<String>,
    /// The words of the button.
    finish: String,
    /// Both are as they are in the code.
    on_done: Callback<()>,
    /// What came of it.
    outcome: Signal<Option<DoorProblem>>,
    /// Whether it is going on.
    is_busy: Signal<bool>,
) -> impl IntoView {
    let words = wording();
    let errors = Errors::over(outcome, is_busy, &[]);
    let [first, second] = code.asked;
    let [typed_first, typed_second] = draft.typed;
    let is_group = code.is_group;
    let go_on = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        let asked = [(FIRST, first, typed_first), (SECOND, second, typed_second)];
        let wrong = asked
            .into_iter()
            .filter(|(_, n, typed)| !is_group.run((*n, typed.get_untracked())))
            .map(|(field, n, typed)| {
                let is_empty = typed.get_untracked().trim().is_empty();
                let key = if is_empty {
                    "code.group-none"
                } else {
                    "code.group-wrong"
                };
                let text = wording().fill(key, &[("n", &n.to_string())]);
                FieldError { field, text }
            })
            .collect();
        if errors.check(wrong) {
            on_done.run(());
        }
    };
    let label = |n: usize| words.fill("code.group", &[("n", &n.to_string())]);
    view! {
        {errors.summary()}
        <PageHeading text=words.say("code.back-title") caption=caption/>
        <p class="govuk-body">{words.say("code.back-why")}</p>
        <Input
            id=FIRST
            label=label(first)
            width=Width::W10
            is_code=true
            value=typed_first
            on_input=move |typed| typed_first.set(typed)
            error=errors.of(FIRST)
        />
        <Input
            id=SECOND
            label=label(second)
            width=Width::W10
            is_code=true
            value=typed_second
            on_input=move |typed| typed_second.set(typed)
            error=errors.of(SECOND)
        />
        {busy(is_busy, "vault.making")}
        <div class="govuk-button-group">
            <Button text=finish on_press=go_on/>
            <Button
                text=words.say("code.back-to-code")
                kind=ButtonKind::Secondary
                on_press=move |()| draft.is_printed.set(false)
            />
        </div>
    }
    .into_any()
}
