//! Computed results where a form asks for them: never typed, never stored.

use leptos::prelude::*;

use crate::engine::alert;
use crate::engine::form::NodeId;
use crate::engine::missed_sessions::MissedSessions;
use crate::engine::questionnaire::Shown;
use crate::engine::score;
use crate::ui::components::{Details, Mark, ScoreRow, ScoreTable, TagColour, WarningText};
use crate::ui::open_form::OpenForm;
use crate::ui::wording;

/// A computed result.
#[component]
pub fn ShownResult(
    /// The form it is computed from.
    form: OpenForm,
    /// Which result.
    shown: Shown,
) -> impl IntoView {
    match shown {
        Shown::Outcomes => view! { <Outcomes form=form/> }.into_any(),
        Shown::Score { measure, subscale } => one_score(form, measure, subscale),
        Shown::Alerts => view! { <StandingAlerts form=form/> }.into_any(),
        Shown::SecondFailure => view! { <SecondFailure form=form/> }.into_any(),
    }
}

/// Every measure's total and parts in one table.
#[component]
pub fn Outcomes(
    /// The form with the measures.
    form: OpenForm,
) -> impl IntoView {
    let rows = Signal::derive(move || {
        let words = wording();
        form.recorded()
            .iter()
            .flat_map(|(measure, recorded)| score::rows(measure, recorded, &words))
            .map(drawn)
            .collect::<Vec<_>>()
    });
    view! {
        <ScoreTable caption=wording().say("scores.caption") rows=rows/>
        <Details summary=wording().say("scores.sources")>
            {move || sources(form)}
        </Details>
    }
    .into_any()
}

/// Where the bands and cut-offs of the scores shown are published, a line a measure.
fn sources(form: OpenForm) -> AnyView {
    let words = wording();
    form.recorded()
        .iter()
        .flat_map(|(measure, recorded)| score::rows(measure, recorded, &words))
        .filter_map(|row| {
            let band = row.band_source.map(|source| {
                let source = words.fill("scores.band-source", &[("source", &source)]);
                view! { <dd class="app-sources__source">{source}</dd> }
            });
            let cut_off = row.cut_off_source.map(|source| {
                let source = words.fill("scores.cut-off-source", &[("source", &source)]);
                view! { <dd class="app-sources__source">{source}</dd> }
            });
            (band.is_some() || cut_off.is_some()).then(|| {
                view! {
                    <dl class="app-sources">
                        <dt class="app-sources__name">{row.name}</dt>
                        {band}
                        {cut_off}
                    </dl>
                }
            })
        })
        .collect_view()
        .into_any()
}

/// One score in a line: the total of a measure, or one part of it.
fn one_score(form: OpenForm, measure: String, subscale: Option<String>) -> AnyView {
    let line = move || {
        let words = wording();
        let recorded = form.recorded();
        let (measure, recorded) = recorded
            .iter()
            .find(|(of, _)| of.id.as_str() == measure.as_str())?;
        let row = score::row(measure, recorded, subscale.as_deref(), &words)?;
        Some(view! {
            <p class="govuk-body app-score-line">
                <span class="app-score-line__name">{row.name.clone()}</span>
                " "
                <strong class="app-score-line__value">{row.value.clone()}</strong>
                " "
                <span class="app-score-line__scale">{scale(&row)}</span>
                {row.band.clone().map(|band| view! { " " <span>{band}</span> })}
                {row.marks.iter().map(|mark| view! { " " <span class="app-score-line__mark">{mark.clone()}</span> }).collect_view()}
            </p>
        })
    };
    view! { <div aria-live="off">{line}</div> }.into_any()
}

/// The scale of a score in brackets; nothing where there is no score.
fn scale(row: &score::ScoreRow) -> String {
    if row.scale.is_empty() {
        return String::new();
    }
    wording().fill("scores.scale", &[("scale", &row.scale)])
}

/// The alerts that stand, each with its question and answer.
#[component]
fn StandingAlerts(
    /// The form.
    form: OpenForm,
) -> impl IntoView {
    let alerts = form.alerts();
    let raised = move || alerts.with(|alerts| alerts.raised.clone());
    let unanswered = move || alerts.with(|alerts| alerts.unanswered.clone());
    let list = move |nodes: Vec<NodeId>| {
        nodes
            .into_iter()
            .map(|node| view! { <li>{alert_words(form, node)}</li> })
            .collect_view()
    };
    view! {
        <Show when=move || !raised().is_empty()>
            <WarningText>{wording().say("alert.act")}</WarningText>
            <ul class="govuk-list govuk-list--bullet">{move || list(raised())}</ul>
        </Show>
        <Show when=move || !unanswered().is_empty()>
            <p class="govuk-body">{wording().say("alert.unanswered")}</p>
            <ul class="govuk-list govuk-list--bullet">{move || list(unanswered())}</ul>
        </Show>
        <Show when=move || raised().is_empty() && unanswered().is_empty()>
            <p class="govuk-body">{wording().say("alert.none")}</p>
        </Show>
    }
    .into_any()
}

/// What follows from the second session that was not attended without a reasonable excuse. The sentence is told as soon as
/// it is there; what stands beside it can be read.
#[component]
fn SecondFailure(
    /// The log.
    form: OpenForm,
) -> impl IntoView {
    let missed = Memo::new(move |_| {
        let definition = form.definition();
        form.follow(|inner| MissedSessions::of(inner, &definition.working_days))
    });
    let line = move || missed.with(|missed| missed.line(&wording()));
    let explained = move || {
        let lines = missed.with(|missed| missed.explained(&wording()));
        let lines = lines.into_iter();
        lines
            .map(|line| view! { <p class="govuk-body">{line}</p> })
            .collect_view()
    };
    let is_said = Memo::new(move |_| line().is_some());
    view! {
        <div class:govuk-inset-text=move || is_said.get()>
            <div role="status">
                {move || line().map(|line| view! { <p class="govuk-body"><strong>{line}</strong></p> })}
            </div>
            {explained}
        </div>
    }
    .into_any()
}

/// A question that bears on risk and what was answered, in one line.
#[must_use]
pub fn alert_words(form: OpenForm, node: NodeId) -> String {
    let words = wording();
    let definition = form.definition();
    form.follow(|inner| alert::line(&definition, inner, node, &words))
}

/// A row of the scores as the table draws it.
fn drawn(row: score::ScoreRow) -> ScoreRow {
    let is_part = row.subscale.is_some();
    let mut marks: Vec<Mark> = row
        .marks
        .into_iter()
        .map(|mark| Mark::new(mark, TagColour::Yellow))
        .collect();
    if let Some(critical) = row.critical {
        marks.push(Mark::new(critical, TagColour::Red));
    }
    if let Some(unanswered) = row.critical_unanswered {
        marks.push(Mark::new(unanswered, TagColour::Red));
    }
    ScoreRow {
        name: row.name,
        score: row.value,
        scale: row.scale,
        band: row.band.unwrap_or_default(),
        cut_off: row.cut_off.unwrap_or_default(),
        marks,
        is_part,
        is_missing: !row.is_scored,
    }
}
