//! The scores of one or more measures: what was reached, of what, and what that means.
//!
//! Every figure comes as words: a score that cannot be given says why instead of showing a number. On a
//! small screen each row becomes a block; the roles that a browser then drops are written out.
//!
//! ```ignore
//! let row = ScoreRow::new("PHQ-9", "14").with_scale("0 to 27").with_band("Moderate").with_cut_off("10 or more");
//! view! { <ScoreTable caption="Outcomes" rows=vec![row] /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Size, Tag, TagColour, classes, wording};

/// A word about a score that needs to be seen, such as "at or above the cut-off" or "typed in".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub text: String,
    /// The colour of their tag.
    pub colour: TagColour,
}

impl Mark {
    /// Words in a tag of this colour.
    #[must_use]
    pub fn new(text: impl Into<String>, colour: TagColour) -> Self {
        Self {
            text: text.into(),
            colour,
        }
    }
}

/// One score.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScoreRow {
    /// The measure, or a part of it.
    pub name: String,
    /// What was reached, or why there is no score.
    pub score: String,
    /// Of what: the lowest and the highest score there can be.
    pub scale: String,
    /// What that means in the words of the measure.
    pub band: String,
    /// From where on it counts as a case.
    pub cut_off: String,
    /// Words that need to be seen.
    pub marks: Vec<Mark>,
    /// Whether this is a part of the measure above.
    pub is_part: bool,
    /// Whether there is no score: `score` then says why.
    pub is_missing: bool,
}

impl ScoreRow {
    /// A measure and what was reached.
    #[must_use]
    pub fn new(name: impl Into<String>, score: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            score: score.into(),
            ..Self::default()
        }
    }

    /// A part of the measure above and what was reached in it.
    #[must_use]
    pub fn part(name: impl Into<String>, score: impl Into<String>) -> Self {
        Self {
            is_part: true,
            ..Self::new(name, score)
        }
    }

    /// A measure without a score, and why there is none.
    #[must_use]
    pub fn missing(name: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            is_missing: true,
            ..Self::new(name, why)
        }
    }

    /// A part of the measure above, whatever it was made as.
    #[must_use]
    pub fn as_part(self) -> Self {
        Self {
            is_part: true,
            ..self
        }
    }

    /// With the lowest and the highest score there can be.
    #[must_use]
    pub fn with_scale(self, scale: impl Into<String>) -> Self {
        Self {
            scale: scale.into(),
            ..self
        }
    }

    /// With what the score means.
    #[must_use]
    pub fn with_band(self, band: impl Into<String>) -> Self {
        Self {
            band: band.into(),
            ..self
        }
    }

    /// With the score from which on it counts as a case.
    #[must_use]
    pub fn with_cut_off(self, cut_off: impl Into<String>) -> Self {
        Self {
            cut_off: cut_off.into(),
            ..self
        }
    }

    /// With a further word that needs to be seen.
    #[must_use]
    pub fn with_mark(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }
}

/// The scores, or words saying that there are none.
#[component]
pub fn ScoreTable(
    /// What the table shows.
    #[prop(into)]
    caption: String,
    /// How large the caption is.
    #[prop(default = Size::M)]
    caption_size: Size,
    /// The scores.
    #[prop(into)]
    rows: Signal<Vec<ScoreRow>>,
) -> impl IntoView {
    let words = wording();
    let columns = [
        words.say("component.score-table.name"),
        words.say("component.score-table.score"),
        words.say("component.score-table.scale"),
        words.say("component.score-table.band"),
        words.say("component.score-table.cut-off"),
    ];
    let caption_class = classes(&[
        "govuk-table__caption",
        &caption_size.class("govuk-table__caption"),
    ]);
    let has_rows = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    move || {
        if !has_rows.get() {
            return view! { <p class="govuk-body">{words.say("component.score-table.empty")}</p> }
                .into_any();
        }
        let columns = columns.clone();
        let head = columns
            .iter()
            .map(|text| {
                view! {
                    <th scope="col" role="columnheader" class="govuk-table__header">
                        {text.clone()}
                    </th>
                }
            })
            .collect_view();
        view! {
            <table class="govuk-table app-score-table" role="table">
                <caption class=caption_class.clone()>{caption.clone()}</caption>
                <thead class="govuk-table__head" role="rowgroup">
                    <tr class="govuk-table__row" role="row">
                        {head}
                    </tr>
                </thead>
                <tbody class="govuk-table__body" role="rowgroup">
                    {move || {
                        rows.get().into_iter().map(|row| score_row(row, &columns)).collect_view()
                    }}
                </tbody>
            </table>
        }
        .into_any()
    }
}

/// One row.
fn score_row(row: ScoreRow, columns: &[String; 5]) -> impl IntoView + use<> {
    let [_, score, scale, band, cut_off] = columns.clone();
    let score_class = if row.is_missing {
        "app-score-table__score app-score-table__score--missing"
    } else {
        "app-score-table__score"
    };
    let part = if row.is_part {
        "app-score-table__row--part"
    } else {
        ""
    };
    let marks = row
        .marks
        .into_iter()
        .map(|mark| view! { <Tag text=mark.text colour=mark.colour /> })
        .collect_view();
    view! {
        <tr class=classes(&["govuk-table__row app-score-table__row", part]) role="row">
            <th scope="row" role="rowheader" class="govuk-table__header app-score-table__name">
                {row.name}
            </th>
            {cell(score, score_class, row.score.into_any())}
            {cell(scale, "app-score-table__short", row.scale.into_any())}
            {cell(band, "app-score-table__band", (row.band, marks).into_any())}
            {cell(cut_off, "app-score-table__short", row.cut_off.into_any())}
        </tr>
    }
}

/// One cell. The heading of its column is repeated in it for the screens where the columns are gone.
fn cell(column: String, class: &'static str, inside: AnyView) -> impl IntoView {
    view! {
        <td role="cell" class=classes(&["govuk-table__cell", class])>
            <span class="app-score-table__column" aria-hidden="true">
                {column}
            </span>
            <span class="app-score-table__inside">{inside}</span>
        </td>
    }
}
