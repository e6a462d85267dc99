//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::{Alert, AlertBar};
use crate::ui::components::{Choice, Input, Radios, RadiosLayout};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("with no alerts", || {
            view! { <AlertBar title=String::new() alerts=Vec::new() /> }.into_any()
        }),
        example("with one alert on the page", || {
            let alerts = vec![Alert::here("CORE item 9: Sometimes", "core-9")];
            let value = RwSignal::new(Some("2".to_owned()));
            let choices = vec![
                Choice::new("0", "Not at all"),
                Choice::new("1", "Only occasionally"),
                Choice::new("2", "Sometimes"),
            ];
            view! {
                <AlertBar title="Risk: 1 answer needs attention" alerts=alerts />
                <Radios id="core-9" legend="9. An item that is about risk" layout=RadiosLayout::Scale
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        }),
        example("with many alerts over a long page", || {
            let alerts = vec![
                Alert::here("PHQ-9 item 9: More than half the days", "field-3"),
                Alert::elsewhere("CORE item 6: Often", "#/gallery/alert_bar"),
                Alert::elsewhere("CORE item 9: Sometimes", "#/gallery/alert_bar"),
                Alert::elsewhere("CORE item 16: Not answered", "#/gallery/alert_bar"),
                Alert::elsewhere("CORE item 22: Only occasionally", "#/gallery/alert_bar"),
                Alert::elsewhere("CORE item 24: Often", "#/gallery/alert_bar"),
                Alert::elsewhere(
                    "Interview, current thoughts of self-harm: Yes",
                    "#/gallery/alert_bar",
                ),
            ];
            let fields = (1..=16)
                .map(|place| {
                    let value = RwSignal::new(String::new());
                    view! {
                        <Input id=format!("field-{place}") label=format!("Question {place}")
                            value=value on_input=move |typed| value.set(typed) />
                    }
                })
                .collect_view();
            view! {
                <AlertBar title="Risk: 7 answers need attention" alerts=alerts />
                {fields}
            }
            .into_any()
        }),
    ]
}
