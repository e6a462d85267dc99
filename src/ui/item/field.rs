//! Questions that are answered by typing.

use leptos::prelude::*;

use super::Question;
use crate::engine::form::NodeId;
use crate::engine::questionnaire::{Item, ItemType};
use crate::engine::words;
use crate::ui::components::{
    Button, ButtonKind, CharacterCount, Choice, DateBoxes, DateInput, DateText, FormGroup, Input,
    InputKind, Select, SummaryList, SummaryRow, Textarea, Width,
};
use crate::ui::open_form::OpenForm;
use crate::ui::wording;

/// One line of words or a number; several where the question may be answered more than once.
pub fn line(
    form: OpenForm,
    node: NodeId,
    item: &Item,
    question: Question,
    kind: InputKind,
) -> AnyView {
    let is_number = matches!(item.item_type, ItemType::Integer | ItemType::Decimal);
    let is_short = item.limits.max_length.is_some_and(|most| most <= 20);
    let width = match (is_number, is_short) {
        (true, _) => Width::W10,
        (false, true) => Width::W20,
        (false, false) => Width::Full,
    };
    let unit = item.units.first().and_then(|unit| unit.display.clone());
    if item.repeats {
        return lines(form, node, question, kind, width);
    }
    one_line(form, node, 0, question, kind, width, unit)
}

fn one_line(
    form: OpenForm,
    node: NodeId,
    n: usize,
    question: Question,
    kind: InputKind,
    width: Width,
    unit: Option<String>,
) -> AnyView {
    view! {
        <Input
            id=question.id
            label=question.label
            hint=question.hint
            value=Signal::derive(move || form.typed(node, n))
            on_input=move |typed: String| form.type_in(node, n, &typed)
            error=question.error
            kind=kind
            width=width
            suffix=unit.unwrap_or_default()
            described_by=question.described_by
            link_id=question.link_id
            lang=question.language
        />
    }
    .into_any()
}

/// One field for every answer given, one more on request.
fn lines(
    form: OpenForm,
    node: NodeId,
    question: Question,
    kind: InputKind,
    width: Width,
) -> AnyView {
    let words = wording();
    let n_given = Memo::new(move |_| form.entries(node).len().max(1));
    let is_adding = RwSignal::new(false);
    let n_fields = move || n_given.get() + usize::from(is_adding.get());
    let add = words.fill("field.add-another", &[("what", &question.label)]);
    let fields = move || {
        (0..n_fields())
            .map(|n| {
                let mut question = question.clone();
                if n > 0 {
                    question.id = format!("{}-{n}", question.id);
                    let number = (n + 1).to_string();
                    question.label =
                        wording().fill("field.nth", &[("what", &question.label), ("n", &number)]);
                    question.hint = None;
                    question.error = Signal::derive(|| None);
                }
                one_line(form, node, n, question, kind, width, None)
            })
            .collect_view()
    };
    view! {
        {fields}
        <Button text=add kind=ButtonKind::Secondary on_press=move |()| is_adding.set(true)/>
    }
    .into_any()
}

/// Words over several lines.
pub fn text(form: OpenForm, node: NodeId, item: &Item, question: Question) -> AnyView {
    let value = Signal::derive(move || form.typed(node, 0));
    let typed = move |typed: String| form.type_in(node, 0, &typed);
    if let Some(most) = item.limits.max_length {
        return view! {
            <CharacterCount
                id=question.id
                label=question.label
                hint=question.hint
                value=value
                on_input=typed
                error=question.error
                max_length=most
                link_id=question.link_id
                lang=question.language
            />
        }
        .into_any();
    }
    view! {
        <Textarea
            id=question.id
            label=question.label
            hint=question.hint
            value=value
            on_input=typed
            error=question.error
            described_by=question.described_by
            link_id=question.link_id
            lang=question.language
        />
    }
    .into_any()
}

/// A time of day, as it is said.
pub fn time(form: OpenForm, node: NodeId, question: Question) -> AnyView {
    let hint = question
        .hint
        .clone()
        .unwrap_or_else(|| wording().say("field.time-hint"));
    let question = Question {
        hint: Some(hint),
        ..question
    };
    one_line(form, node, 0, question, InputKind::Text, Width::W5, None)
}

/// A day in three fields.
pub fn date(form: OpenForm, node: NodeId, question: Question) -> AnyView {
    let hint = question
        .hint
        .clone()
        .unwrap_or_else(|| wording().say("field.date-hint"));
    let error = question.error;
    view! {
        <DateInput
            id=question.id
            legend=question.label
            hint=hint
            value=Signal::derive(move || date_text(&form.typed(node, 0)).0)
            on_input=move |date: DateText| form.type_in(node, 0, &joined(&date, None))
            error=error
            boxes=boxes(error)
            described_by=question.described_by
            link_id=question.link_id
            lang=question.language
        />
    }
    .into_any()
}

/// A day in three fields and a time in a fourth.
pub fn date_time(form: OpenForm, node: NodeId, question: Question) -> AnyView {
    let words = wording();
    let hint = question
        .hint
        .clone()
        .unwrap_or_else(|| words.say("field.date-hint"));
    let error = question.error;
    let time_id = format!("{}-time", question.id);
    let now = move || date_text(&form.typed(node, 0));
    view! {
        <DateInput
            id=question.id
            legend=question.label
            hint=hint
            value=Signal::derive(move || now().0)
            on_input=move |date: DateText| {
                let time = untrack(now).1;
                form.type_in(node, 0, &joined(&date, Some(&time)));
            }
            error=error
            boxes=boxes(error)
            described_by=question.described_by
            link_id=question.link_id
            lang=question.language
        />
        <Input
            id=time_id
            label=words.say("field.time")
            hint=words.say("field.time-hint")
            value=Signal::derive(move || now().1)
            on_input=move |time: String| {
                let date = untrack(now).0;
                form.type_in(node, 0, &joined(&date, Some(&time)));
            }
            width=Width::W5
        />
    }
    .into_any()
}

/// Which boxes an error marks: all of them, for the words beside say which part is meant.
fn boxes(error: Signal<Option<String>>) -> Signal<DateBoxes> {
    Signal::derive(move || {
        let is_wrong = error.get().is_some();
        DateBoxes {
            day: is_wrong,
            month: is_wrong,
            year: is_wrong,
        }
    })
}

/// The fields of a date as the engine keeps them, joined by `/`, taken apart.
fn date_text(typed: &str) -> (DateText, String) {
    let mut parts = typed.splitn(4, '/').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    (
        DateText {
            day: next(),
            month: next(),
            year: next(),
        },
        next(),
    )
}

/// The fields of a date joined as the engine reads them; blank when all are.
fn joined(date: &DateText, time: Option<&str>) -> String {
    // A stroke typed into one box would move the rest into the next box.
    let part = |text: &str| text.replace('/', " ");
    let mut joined = format!(
        "{}/{}/{}",
        part(&date.day),
        part(&date.month),
        part(&date.year)
    );
    // What is typed for the time comes last, and may hold any stroke.
    if let Some(time) = time.filter(|time| !time.is_empty()) {
        joined.push('/');
        joined.push_str(time);
    }
    if joined.chars().all(|of| of == '/' || of.is_whitespace()) {
        String::new()
    } else {
        joined
    }
}

/// A number and its unit.
pub fn quantity(form: OpenForm, node: NodeId, item: &Item, question: Question) -> AnyView {
    let words = wording();
    let units: Vec<String> = item
        .units
        .iter()
        .filter_map(|unit| unit.display.clone().or(unit.code.clone()))
        .collect();
    let first = units.first().cloned().unwrap_or_default();
    let split = move || {
        let typed = form.typed(node, 0);
        match typed.split_once(' ') {
            Some((number, unit)) => (number.to_owned(), unit.to_owned()),
            None => (typed, String::new()),
        }
    };
    let keep = move |number: &str, unit: &str| {
        let typed = if number.trim().is_empty() {
            String::new()
        } else {
            format!("{} {unit}", number.trim())
        };
        form.type_in(node, 0, typed.trim());
    };
    let of_number = first.clone();
    let chosen_unit = move || {
        let unit = untrack(split).1;
        if unit.is_empty() {
            of_number.clone()
        } else {
            unit
        }
    };
    let single = (units.len() < 2)
        .then(|| first.clone())
        .filter(|unit| !unit.is_empty());
    let select = (units.len() > 1).then(|| {
        let choices = units
            .iter()
            .map(|unit| Choice {
                value: unit.clone(),
                label: unit.clone(),
                ..Choice::default()
            })
            .collect::<Vec<_>>();
        let first = first.clone();
        let chose = move |unit: Option<String>| {
            keep(&untrack(split).0, &unit.unwrap_or_default());
        };
        view! {
            <Select
                id=format!("{}-unit", question.id)
                label=words.say("field.unit")
                choices=choices
                value=Signal::derive(move || {
                    let unit = split().1;
                    Some(if unit.is_empty() { first.clone() } else { unit })
                })
                on_change=chose
            />
        }
    });
    view! {
        <Input
            id=question.id.clone()
            label=question.label
            hint=question.hint
            value=Signal::derive(move || split().0)
            on_input=move |number: String| keep(&number, &chosen_unit())
            error=question.error
            kind=InputKind::Decimal
            width=Width::W10
            suffix=single.unwrap_or_default()
            described_by=question.described_by
            link_id=question.link_id
        />
        {select}
    }
    .into_any()
}

/// An answer that can be seen but not changed.
pub fn read_only(form: OpenForm, node: NodeId, item: Item) -> AnyView {
    let link_id = item.link_id.to_string();
    let rows = Signal::derive(move || {
        let words = wording();
        let value = words::of_entries(&item, &form.entries(node), &words);
        vec![SummaryRow {
            key: words::question(&item, &words),
            value: vec![if value.is_empty() {
                words.say("answer.none")
            } else {
                value
            }],
            link_id: Some(item.link_id.to_string()),
            ..SummaryRow::default()
        }]
    });
    view! { <div data-linkid=link_id><SummaryList rows=rows/></div> }.into_any()
}

/// A type of answer this app does not take; the question is shown so that nobody thinks it was never
/// asked.
pub fn not_supported(item: &Item) -> AnyView {
    let words = wording();
    let question = words::question(item, &words);
    view! {
        <FormGroup link_id=item.link_id.to_string()>
            <p class="govuk-label govuk-label--s">{question}</p>
            <p class="govuk-hint">{words.say("field.not-supported")}</p>
        </FormGroup>
    }
    .into_any()
}
