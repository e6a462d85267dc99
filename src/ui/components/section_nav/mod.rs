//! The sections of a long form, each with how far it is. Beside the form where there is room; folded away
//! under a button where there is not.
//!
//! ```ignore
//! view! { <SectionNav title="Sections" sections=sections /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{classes, wording};

/// How far a section is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SectionState {
    /// Nothing has been answered.
    #[default]
    NotStarted,
    /// Something has been answered, something is still to be.
    InProgress,
    /// All that must be answered has been.
    Complete,
    /// Something has to be put right.
    HasErrors,
    /// Nothing has been answered, and nothing has to be.
    Optional,
    /// Words to read; nothing is asked.
    ToRead,
}

impl SectionState {
    fn class(self) -> &'static str {
        match self {
            Self::NotStarted => "app-section-nav__item--not-started",
            Self::InProgress => "app-section-nav__item--in-progress",
            Self::Complete => "app-section-nav__item--complete",
            Self::HasErrors => "app-section-nav__item--has-errors",
            Self::Optional | Self::ToRead => "app-section-nav__item--not-started",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "component.section-nav.not-started",
            Self::InProgress => "component.section-nav.in-progress",
            Self::Complete => "component.section-nav.complete",
            Self::HasErrors => "component.section-nav.has-errors",
            Self::Optional => "component.section-nav.optional",
            Self::ToRead => "component.section-nav.to-read",
        }
    }
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionLink {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// How far it is.
    pub state: SectionState,
    /// Whether it is the one on the screen.
    pub is_current: bool,
}

impl SectionLink {
    /// A section that has not been started.
    #[must_use]
    pub fn new(title: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            href: href.into(),
            state: SectionState::NotStarted,
            is_current: false,
        }
    }

    /// With how far it is.
    #[must_use]
    pub fn with_state(self, state: SectionState) -> Self {
        Self { state, ..self }
    }

    /// The one on the screen.
    #[must_use]
    pub fn current(self) -> Self {
        Self {
            is_current: true,
            ..self
        }
    }
}

/// The navigation between the sections.
#[component]
pub fn SectionNav(
    /// What the navigation is called.
    #[prop(into)]
    title: String,
    /// The sections.
    #[prop(into)]
    sections: Signal<Vec<SectionLink>>,
    /// What its ids begin with.
    #[prop(default = "section-nav".into(), into)]
    id: String,
) -> impl IntoView {
    let words = wording();
    let is_open = RwSignal::new(false);
    let list_id = format!("{id}-list");
    let progress = {
        let words = words.clone();
        Memo::new(move |_| {
            sections.with(|sections| {
                let is = |state| sections.iter().filter(|it| it.state == state).count();
                let complete = is(SectionState::Complete);
                let all = sections.len() - is(SectionState::Optional) - is(SectionState::ToRead);
                words.fill(
                    "component.section-nav.progress",
                    &[("n", &complete.to_string()), ("all", &all.to_string())],
                )
            })
        })
    };
    let list_class = move || {
        classes(&[
            "app-section-nav__list",
            if is_open.get() {
                "app-section-nav__list--open"
            } else {
                ""
            },
        ])
    };
    let items = move || {
        sections
            .get()
            .into_iter()
            .map(|section| {
                let state = words.say(section.state.key());
                let current = if section.is_current {
                    "app-section-nav__item--current"
                } else {
                    ""
                };
                let class = classes(&["app-section-nav__item", section.state.class(), current]);
                view! {
                    <li class=class>
                        <a
                            class="app-section-nav__link"
                            href=section.href
                            aria-current=section.is_current.then_some("page")
                            on:click=move |_| is_open.set(false)
                        >
                            <span class="app-section-nav__title">{section.title}</span>
                            <span class="app-section-nav__state">
                                <span class="govuk-visually-hidden">", "</span>
                                {state}
                            </span>
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <nav class="app-section-nav" aria-label=title>
            <button
                type="button"
                class="app-section-nav__button"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=list_id.clone()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                <span>{title.clone()}</span>
                <span class="app-section-nav__progress">{move || progress.get()}</span>
            </button>
            <p class="app-section-nav__heading" aria-hidden="true">
                <span>{title.clone()}</span>
                <span class="app-section-nav__progress">{move || progress.get()}</span>
            </p>
            <ol class=list_class id=list_id>
                {items}
            </ol>
        </nav>
    }
    .into_any()
}
