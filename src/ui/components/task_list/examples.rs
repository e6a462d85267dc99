//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Task, TaskList, TaskStatus};
use crate::ui::components::TagColour;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let tasks = vec![
                Task::new("Company Directors", TaskStatus::plain("Completed"))
                    .with_href("#"),
                Task::new("Registered company details", TaskStatus::tag("Incomplete", TagColour::Blue))
                    .with_href("#"),
                Task::new("Business plan", TaskStatus::tag("Incomplete", TagColour::Blue))
                    .with_href("#"),
            ];
            view! { <TaskList tasks=tasks /> }.into_any()
        })
        .mirrors("task-list", "default"),
        example("with hint text and additional states", || {
            let tasks = vec![
                Task::new("Company Directors", TaskStatus::plain("Completed"))
                    .with_href("#"),
                Task::new("Registered company details", TaskStatus::tag("Not started", TagColour::Teal))
                    .with_href("#"),
                Task::new("Business plan", TaskStatus::tag("Review", TagColour::Magenta))
                    .with_href("#")
                    .with_hint("Ensure the plan covers objectives, strategies, sales, marketing and financial forecasts."),
                Task::new("Documentation", TaskStatus::tag("In progress", TagColour::Blue))
                    .with_href("#"),
                Task::new("Charitable status", TaskStatus::tag("Error", TagColour::Red))
                    .with_href("#"),
                Task::new("Payment", TaskStatus::cannot_start("Cannot start yet"))
                    .with_hint("It will cost between £15 and £75"),
            ];
            view! { <TaskList tasks=tasks /> }.into_any()
        })
        .mirrors("task-list", "with hint text and additional states"),
        example("with all possible colours", || {
            let tasks = vec![
                Task::new("Task A", TaskStatus::plain("Text colour"))
                    .with_href("#"),
                Task::new("Task B", TaskStatus::cannot_start("Secondary text colour"))
                    .with_href("#"),
                Task::new("Task C", TaskStatus::tag("Grey", TagColour::Grey))
                    .with_href("#"),
                Task::new("Task D", TaskStatus::tag("Blue", TagColour::Blue))
                    .with_href("#"),
                Task::new("Task E", TaskStatus::tag("Teal", TagColour::Teal))
                    .with_href("#"),
                Task::new("Task F", TaskStatus::tag("Green", TagColour::Green))
                    .with_href("#"),
                Task::new("Task G", TaskStatus::tag("Purple", TagColour::Purple))
                    .with_href("#"),
                Task::new("Task H", TaskStatus::tag("Magenta", TagColour::Magenta))
                    .with_href("#"),
                Task::new("Task I", TaskStatus::tag("Red", TagColour::Red))
                    .with_href("#"),
                Task::new("Task J", TaskStatus::tag("Orange", TagColour::Orange))
                    .with_href("#"),
                Task::new("Task K", TaskStatus::tag("Yellow", TagColour::Yellow))
                    .with_href("#"),
            ];
            view! { <TaskList tasks=tasks /> }.into_any()
        })
        .mirrors("task-list", "with all possible colours"),
        example("with very long single word tags", || {
            let tasks = vec![
                Task::new("Company Directors", TaskStatus::plain("Completed"))
                    .with_href("#"),
                Task::new("Registered company details", TaskStatus::tag("Incomplete", TagColour::Blue))
                    .with_href("#"),
                Task::new("A very very very long Business plan", TaskStatus::tag("Thisisaverylongwaytosaythatsomethingisincomplete", TagColour::Blue))
                    .with_href("#"),
            ];
            view! { <TaskList tasks=tasks /> }.into_any()
        })
        .mirrors("task-list", "with very long single word tags"),
        example("custom id prefix", || {
            let tasks = vec![
                Task::new("A Link", TaskStatus::tag("Status", TagColour::Plain))
                    .with_href("#")
                    .with_hint("Hint text"),
            ];
            view! { <TaskList tasks=tasks id="my-custom-id" /> }.into_any()
        })
        .mirrors("task-list", "custom id prefix"),
        example("html passed as text", || {
            let tasks = vec![
                Task::new("<strong>Linked Title</strong>", TaskStatus::plain("<strong>Status</strong>"))
                    .with_href("#")
                    .with_hint("<strong>Hint</strong>"),
                Task::new("<strong>Unlinked Title</strong>", TaskStatus::tag("<strong>Tag</strong>", TagColour::Plain)),
            ];
            view! { <TaskList tasks=tasks id="my-custom-id" /> }.into_any()
        })
        .mirrors("task-list", "html passed as text"),
    ]
}
