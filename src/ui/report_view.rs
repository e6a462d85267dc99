//! A report on the screen and on paper, drawn from the value that every file of it is written from.

use leptos::prelude::*;

use crate::engine::report::{Block, Pair, Report, Section, Standing, Table as Rows};
use crate::ui::components::chart::drawing;
use crate::ui::components::{Cell, Size, Table, Tag, TagColour};

/// Everything of a report but its title, risk first.
pub fn drawn(report: &Report) -> AnyView {
    let sections = report.sections().map(section).collect_view();
    view! {
        <p class="app-report__state">{state(report)}</p>
        <p class="govuk-body-s app-report__identity">{report.identity.line.clone()}</p>
        {sections}
    }
    .into_any()
}

/// What stands at the head of every printed page.
pub fn running_head(report: &Report) -> AnyView {
    let mark = match report.identity.standing {
        Standing::Draft => Some(report.identity.state.clone()),
        Standing::Signed | Standing::Finished => None,
    };
    view! {
        {mark.map(|words| view! { <p class="app-report__mark">{words}</p> })}
        <p class="app-report__line">{report.identity.line.clone()}</p>
    }
    .into_any()
}

/// Whether it may be relied on.
fn state(report: &Report) -> AnyView {
    let colour = match report.identity.standing {
        Standing::Draft => TagColour::Yellow,
        Standing::Signed | Standing::Finished => TagColour::Green,
    };
    view! { <Tag text=report.identity.state.clone() colour=colour/> }.into_any()
}

fn section(section: &Section) -> AnyView {
    let blocks = section.blocks.iter().map(block).collect_view();
    view! {
        <section class="app-read">
            <h2 class="govuk-heading-m">{section.heading.clone()}</h2>
            {blocks}
        </section>
    }
    .into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading(words) => {
            view! { <h3 class="govuk-heading-s app-read__heading">{words.clone()}</h3> }.into_any()
        }
        Block::Paragraph(words) => {
            view! { <p class="govuk-body app-report__words">{words.clone()}</p> }.into_any()
        }
        Block::List(items) => {
            let items = items
                .iter()
                .map(|item| view! { <li class="app-report__words">{item.clone()}</li> })
                .collect_view();
            view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any()
        }
        Block::Pairs(of) => pairs(of),
        Block::Signature(of) => {
            view! { <div class="app-report__signature">{pairs(of)}</div> }.into_any()
        }
        Block::Table(of) => table(of),
        Block::Chart(of) => view! {
            {drawing(of)}
            {table(&of.table)}
        }
        .into_any(),
    }
}

fn pairs(pairs: &[Pair]) -> AnyView {
    let rows = pairs
        .iter()
        .map(|pair| {
            let provenance = pair
                .provenance
                .iter()
                .map(|line| view! { <dd class="app-report__provenance">{line.clone()}</dd> })
                .collect_view();
            view! {
                <div class="app-read__row">
                    <dt class="app-read__question">{pair.name.clone()}</dt>
                    <dd class="app-read__answer app-report__words">{pair.value.clone()}</dd>
                    {provenance}
                </div>
            }
        })
        .collect_view();
    view! { <dl class="app-read__answers">{rows}</dl> }.into_any()
}

fn table(table: &Rows) -> AnyView {
    let head: Vec<Cell> = table.header.iter().cloned().map(Cell::from).collect();
    let rows: Vec<Vec<Cell>> = table
        .rows
        .iter()
        .map(|row| row.iter().cloned().map(Cell::from).collect())
        .collect();
    view! {
        <Table
            caption=table.caption.clone()
            caption_size=Size::S
            head=head
            rows=Signal::stored(rows)
            first_cell_is_header=true
            is_wide=true
            class="app-report__table"
        />
    }
    .into_any()
}
