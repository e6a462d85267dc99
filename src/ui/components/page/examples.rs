//! Named examples of this component: for the gallery and the accessibility checks. Shown alone only,
//! since a page has one main part.

use leptos::prelude::*;

use super::{Page, PageHeading};
use crate::ui::components::section_nav::examples::sections;
use crate::ui::components::{
    Alert, AlertBar, Button, ButtonKind, Choice, ErrorLink, ErrorSummary, FooterLink, Kept,
    KeptStatus, Mark, Pagination, PaginationLink, Radios, RadiosLayout, RowAction, ScoreRow,
    ScoreTable, SectionNav, Size, SummaryList, SummaryRow, TagColour, Task, TaskList, TaskStatus,
    Textarea,
};
use crate::ui::gallery::{Example, example};

/// The answer scale of a measure.
fn scale() -> Vec<Choice> {
    vec![
        Choice::new("0", "Not at all"),
        Choice::new("1", "Only occasionally"),
        Choice::new("2", "Sometimes"),
        Choice::new("3", "Often"),
        Choice::new("4", "Most or all the time"),
    ]
}

/// Items of a measure, with what is wrong with the second.
fn items(error: bool) -> impl IntoView {
    let items = [
        "I have slept well",
        "I have had enough to eat",
        "I have felt that somebody would help me if I asked, even when that was hard to believe",
        "I have been outside",
    ];
    items
        .into_iter()
        .zip(1..)
        .map(|(text, place)| {
            let value = RwSignal::new((place != 2).then(|| "1".to_owned()));
            let error = (error && place == 2).then(|| "Select an answer for question 2".to_owned());
            view! {
                <Radios id=format!("item-{place}") legend=format!("{place}. {text}")
                    legend_size=Size::S layout=RadiosLayout::Scale choices=scale() value=value
                    error=error on_change=move |chosen| value.set(Some(chosen)) />
            }
        })
        .collect_view()
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("a section of a long form", || {
            view! {
                <Page service="MHTR forms" home="#/gallery" back="#/gallery" back_text="Back to the case"
                    status=|| view! { <KeptStatus state=Kept::Kept /> }
                    navigation=|| view! { <SectionNav title="Sections" sections=sections() /> }
                    footer_links=vec![FooterLink::new("Accessibility", "#/gallery")]
                    footer=|| "Answers stay on this computer.">
                    <PageHeading text="CORE-34" caption="Practitioner assessment" />
                    <p class="govuk-body">"How the person has been over the last week."</p>
                    {items(false)}
                    <Textarea id="note" label="Notes" label_size=Size::S value=String::new() />
                    <div class="govuk-button-group">
                        <Button text="Save and continue" />
                        <Button text="Stop for now" kind=ButtonKind::Secondary />
                    </div>
                    <Pagination previous=PaginationLink::new("#/gallery").with_label("About the person")
                        next=PaginationLink::new("#/gallery").with_label("PHQ-9") />
                </Page>
            }
            .into_any()
        }),
        example("with errors and alerts", || {
            let alerts = vec![
                Alert::here("CORE item 4: Only occasionally", "item-4"),
                Alert::elsewhere("PHQ-9 item 9: Several days", "#/gallery"),
            ];
            view! {
                <Page service="MHTR forms" home="#/gallery" back="#/gallery"
                    status=|| view! { <KeptStatus state=Kept::Saving /> }
                    alerts=move || view! {
                        <AlertBar title="Risk: 2 answers need attention" alerts=alerts.clone() />
                    }
                    navigation=|| view! { <SectionNav title="Sections" sections=sections() /> }>
                    <ErrorSummary errors=vec![
                        ErrorLink::new("item-2", "Select an answer for question 2"),
                    ] />
                    <PageHeading text="CORE-34" caption="Practitioner assessment" takes_focus=false />
                    {items(true)}
                    <Button text="Save and continue" />
                </Page>
            }
            .into_any()
        }),
        example("a case with its forms", || {
            let tasks = vec![
                Task::new("Practitioner assessment", TaskStatus::plain("Completed"))
                    .with_href("#/gallery"),
                Task::new("Consent", TaskStatus::tag("Not started", TagColour::Blue))
                    .with_href("#/gallery")
                    .with_hint("Read to the person or by the person"),
                Task::new(
                    "Responsible Clinician's report",
                    TaskStatus::cannot_start("Cannot start yet"),
                )
                .with_hint("Filled in from the assessment and the consent"),
            ];
            let rows = vec![
                SummaryRow::new("Name", "Alex Example").with_action(RowAction::new(
                    "Change",
                    "name",
                    "#/gallery",
                )),
                SummaryRow::new("Date of birth", "27 March 1987")
                    .with_note("From the practitioner assessment")
                    .with_action(RowAction::new("Change", "date of birth", "#/gallery")),
            ];
            let scores = vec![
                ScoreRow::new("Measure B", "14")
                    .with_scale("0 to 27")
                    .with_band("Moderate")
                    .with_cut_off("10 or more")
                    .with_mark(Mark::new("At or above cut-off", TagColour::Orange)),
                ScoreRow::missing("Measure C", "Not scored: 2 answers missing")
                    .with_scale("0 to 21"),
            ];
            view! {
                <Page service="MHTR forms" home="#/gallery" back="#/gallery" back_text="Back to all cases">
                    <PageHeading text="Alex Example" caption="Case" />
                    <TaskList tasks=tasks />
                    <h2 class="govuk-heading-m">"Person"</h2>
                    <SummaryList rows=rows />
                    <ScoreTable caption="Outcomes" rows=scores />
                </Page>
            }
            .into_any()
        }),
    ]
}
