//! The first and the final scores of a case side by side, in words, as charts and as tables.

use leptos::prelude::*;

use super::NotFound;
use crate::browser::print;
use crate::engine::case::CaseId;
use crate::engine::report::{Block, Table as Rows, change};
use crate::ui::components::{Button, Cell, PageHeading, ScoreChart, Size, Table};
use crate::ui::frame::Frame;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// What changed between the first and the final scores of a case.
#[component]
pub fn ChangePage(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
) -> impl IntoView {
    let Some(case) = session.case_now(&id) else {
        return view! { <NotFound/> }.into_any();
    };
    let words = wording();
    let mut found = change::of_case(&case, &session.catalogue(), &words);
    if found.is_empty() {
        found.push(Block::Paragraph(words.say("comparison.nothing")));
    }
    view! {
        <Frame back=Route::Case(id).href() back_text=words.say("section.back")>
            <PageHeading text=words.say("comparison.heading")/>
            <div class="govuk-button-group app-no-print">
                <Button text=words.say("read.print") on_press=move |()| print::print()/>
            </div>
            {found.into_iter().map(drawn).collect_view()}
        </Frame>
    }
    .into_any()
}

/// The way to the page, where a measure was taken more than once.
#[component]
pub fn ChangeLink(
    /// The session.
    session: Session,
    /// The case.
    id: StoredValue<CaseId>,
) -> impl IntoView {
    let link = move || {
        let case = session.case(&id.get_value())?;
        let found = change::of_case(&case, &session.catalogue(), &wording());
        let place = Route::Change(id.get_value()).href();
        (!found.is_empty()).then(|| {
            view! {
                <p class="govuk-body">
                    <a class="govuk-link" href=place>
                        {wording().say("comparison.heading")}
                    </a>
                </p>
            }
        })
    };
    view! { {link} }.into_any()
}

/// What is said of the change, piece by piece.
fn drawn(block: Block) -> AnyView {
    match block {
        Block::Heading(words) => view! { <h2 class="govuk-heading-m">{words}</h2> }.into_any(),
        Block::Paragraph(words) => view! { <p class="govuk-body">{words}</p> }.into_any(),
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> });
            let items = items.collect_view();
            view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any()
        }
        Block::Chart(chart) => view! { <ScoreChart chart=chart/> }.into_any(),
        Block::Table(of) => table(of),
        Block::Pairs(pairs) | Block::Signature(pairs) => {
            let rows = pairs.into_iter().map(|pair| vec![pair.name, pair.value]);
            table(Rows {
                caption: String::new(),
                header: Vec::new(),
                rows: rows.collect(),
            })
        }
    }
}

fn table(table: Rows) -> AnyView {
    let cells = |row: Vec<String>| row.into_iter().map(Cell::from).collect::<Vec<_>>();
    let rows: Vec<Vec<Cell>> = table.rows.into_iter().map(cells).collect();
    view! {
        <Table
            caption=table.caption
            caption_size=Size::S
            head=cells(table.header)
            rows=Signal::stored(rows)
            first_cell_is_header=true
            is_wide=true
        />
    }
    .into_any()
}
