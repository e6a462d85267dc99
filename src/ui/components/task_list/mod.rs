//! What there is to do, each with how far it is.
//!
//! ```ignore
//! view! { <TaskList tasks=vec![
//!     Task::new("Assessment", TaskStatus::plain("Completed")).with_href("#/…"),
//!     Task::new("Consent", TaskStatus::tag("Not started", TagColour::Blue)).with_href("#/…"),
//!     Task::new("Report", TaskStatus::cannot_start("Cannot start yet")),
//! ] /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Tag, TagColour, classes};

/// How far a task is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskStatus {
    /// The words.
    pub text: String,
    /// The colour of their tag; plain words where there is none.
    pub colour: Option<TagColour>,
    /// Whether the task cannot be started yet.
    pub is_waiting: bool,
}

impl TaskStatus {
    /// Plain words: what is done needs no attention.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            colour: None,
            is_waiting: false,
        }
    }

    /// A tag: what needs attention.
    #[must_use]
    pub fn tag(text: impl Into<String>, colour: TagColour) -> Self {
        Self {
            text: text.into(),
            colour: Some(colour),
            is_waiting: false,
        }
    }

    /// Quiet words: what something else has to be done for first.
    #[must_use]
    pub fn cannot_start(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            colour: None,
            is_waiting: true,
        }
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What it is.
    pub title: String,
    /// A short phrase below it.
    pub hint: Option<String>,
    /// Where it is done. Nothing while it cannot be started.
    pub href: Option<String>,
    /// How far it is.
    pub status: TaskStatus,
}

impl Task {
    /// Something to do and how far it is.
    #[must_use]
    pub fn new(title: impl Into<String>, status: TaskStatus) -> Self {
        Self {
            title: title.into(),
            hint: None,
            href: None,
            status,
        }
    }

    /// With a short phrase below it.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// With the place where it is done.
    #[must_use]
    pub fn with_href(self, href: impl Into<String>) -> Self {
        Self {
            href: Some(href.into()),
            ..self
        }
    }
}

/// A task list.
#[component]
pub fn TaskList(
    /// The tasks.
    #[prop(into)]
    tasks: Signal<Vec<Task>>,
    /// What the ids begin with. Two lists on one page need two.
    #[prop(default = "task-list".into(), into)]
    id: String,
) -> impl IntoView {
    view! {
        <ul class="govuk-task-list">
            {move || {
                tasks
                    .get()
                    .into_iter()
                    .zip(1..)
                    .map(|(task, place)| item(task, &format!("{id}-{place}")))
                    .collect_view()
            }}
        </ul>
    }
    .into_any()
}

/// One line of the list.
fn item(task: Task, id: &str) -> impl IntoView + use<> {
    let status_id = format!("{id}-status");
    let hint_id = task.hint.is_some().then(|| format!("{id}-hint"));
    let with_link = if task.href.is_some() {
        "govuk-task-list__item--with-link"
    } else {
        ""
    };
    let title = match task.href {
        Some(href) => {
            let described = classes(&[hint_id.as_deref().unwrap_or_default(), &status_id]);
            view! {
                <a class="govuk-link govuk-task-list__link" href=href aria-describedby=described>
                    {task.title}
                </a>
            }
            .into_any()
        }
        None => view! { <div>{task.title}</div> }.into_any(),
    };
    let waiting = if task.status.is_waiting {
        "govuk-task-list__status--cannot-start-yet"
    } else {
        ""
    };
    let status = match task.status.colour {
        Some(colour) => view! { <Tag text=task.status.text colour=colour /> }.into_any(),
        None => task.status.text.into_any(),
    };
    let hint = task
        .hint
        .map(|hint| view! { <div id=hint_id class="govuk-task-list__hint">{hint}</div> });
    view! {
        <li class=classes(&["govuk-task-list__item", with_link])>
            <div class="govuk-task-list__name-and-hint">
                {title}
                {hint}
            </div>
            <div class=classes(&["govuk-task-list__status", waiting]) id=status_id>
                {status}
            </div>
        </li>
    }
}
