//! Counts and outcomes over the cases on this machine, with nothing that identifies a person.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sure::Sure;
use crate::browser::download::{self, Offered};
use crate::browser::{clock, focus};
use crate::engine::service_data::{CountTable, Counting, Figure, ServiceData, csv};
use crate::ui::components::{Button, ButtonKind, Cell, PageHeading, Size, Table};
use crate::ui::frame::Frame;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;
use crate::vault::audit::Event;

/// The heading over the counts, which takes the keyboard when they are there.
const COUNTS: &str = "service-data-counts";

/// The name of the file: it says nothing of what is in it.
const FILE: &str = "counts.csv";

/// How far the counting is.
#[derive(Clone, PartialEq)]
enum Count {
    /// Nobody asked for it.
    NotAsked,
    /// So many of so many cases.
    Underway(usize, usize),
    /// Done.
    Done(Counted),
}

/// What was counted.
#[derive(Clone, PartialEq)]
struct Counted {
    data: ServiceData,
    /// Whether every case could be opened.
    is_whole: bool,
}

/// What came of saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saved {
    Nothing,
    Handed,
    Refused,
}

/// Counts and outcomes.
#[component]
pub fn ServiceDataPage(
    /// The session.
    session: Session,
) -> impl IntoView {
    let count = RwSignal::new(Count::NotAsked);
    let is_stopped = Arc::new(AtomicBool::new(false));
    let on_leaving = Arc::clone(&is_stopped);
    on_cleanup(move || on_leaving.store(true, Ordering::Relaxed));
    let stopped = StoredValue::new(is_stopped);
    let start = move |()| {
        let is_stopped = stopped.get_value();
        is_stopped.store(false, Ordering::Relaxed);
        spawn_local(count_all(session, count, is_stopped));
    };
    let stop = move |()| {
        stopped.get_value().store(true, Ordering::Relaxed);
        count.set(Count::NotAsked);
    };
    let words = wording();
    let shown = move || match count.get() {
        Count::NotAsked => {
            let text = wording().say("service-data.count");
            view! { <Button text=text on_press=start/> }.into_any()
        }
        Count::Underway(n, all) => underway(n, all, Callback::new(stop)),
        Count::Done(counted) => {
            let text = wording().say("service-data.again");
            view! {
                <Counts session=session counted=counted/>
                <Button text=text kind=ButtonKind::Secondary on_press=start/>
            }
            .into_any()
        }
    };
    let is_done = Memo::new(move |_| matches!(count.get(), Count::Done(_)));
    let said = move || is_done.get().then(|| wording().say("service-data.done"));
    let notes = csv::NOTES
        .map(|key| view! { <li>{words.say(key)}</li> })
        .collect_view();
    view! {
        <Frame back=Route::Home.href() back_text=words.say("case.back")>
            <PageHeading text=words.say("service-data.title")/>
            <p class="govuk-body-l">{words.say("service-data.lead")}</p>
            <p class="govuk-body">{words.say("service-data.cost")}</p>
            <p class="govuk-visually-hidden" role="status">{said}</p>
            {shown}
            <h2 class="govuk-heading-m">{words.say("service-data.notes")}</h2>
            <ul class="govuk-list govuk-list--bullet">{notes}</ul>
        </Frame>
    }
    .into_any()
}

/// Opens every case, counts it and closes it again, one after the other.
async fn count_all(session: Session, count: RwSignal<Count>, is_stopped: Arc<AtomicBool>) {
    let cases = session.list_now();
    let mut counting = Counting::over(&session.catalogue());
    let mut is_whole = true;
    for (n, case) in cases.iter().enumerate() {
        count.set(Count::Underway(n, cases.len()));
        clock::pause(0).await;
        let case = session.look_into(case).await;
        if is_stopped.load(Ordering::Relaxed) {
            return;
        }
        match case {
            Some(case) => counting.add(&case),
            None => is_whole = false,
        }
    }
    session.note(Event::Counted, None);
    let data = counting.finish(&wording(), clock::today());
    count.set(Count::Done(Counted { data, is_whole }));
    clock::pause(0).await;
    if !is_stopped.load(Ordering::Relaxed) {
        focus::focus_field(COUNTS);
    }
}

fn underway(n: usize, all: usize, stop: Callback<()>) -> AnyView {
    let words = wording();
    let values = [("n", &*n.to_string()), ("all", &*all.to_string())];
    let text = words.fill("service-data.underway", &values);
    view! {
        <p class="govuk-body">
            <label for="service-data-progress">{text}</label>
        </p>
        <p class="govuk-body">
            <progress id="service-data-progress" max=all.to_string() value=n.to_string()></progress>
        </p>
        <Button text=words.say("service-data.stop") kind=ButtonKind::Secondary on_press=stop/>
    }
    .into_any()
}

/// The counts, and saving them.
#[component]
fn Counts(session: Session, counted: Counted) -> impl IntoView {
    let Counted { data, is_whole } = counted;
    let words = wording();
    let not_whole = (!is_whole)
        .then(|| view! { <p class="govuk-body">{words.say("service-data.not-opened")}</p> });
    let made = words.fill("service-data.made", &[("month", &data.month)]);
    let body = if data.n_cases == Figure::Hidden {
        let words = words.say("service-data.too-few");
        view! { <p class="govuk-body">{words}</p> }.into_any()
    } else {
        let tables = data.tables.iter().filter(|table| table.is_shown());
        let tables = tables.map(drawn).collect_view();
        view! {
            <p class="govuk-body">
                {words.say("service-data.all")} ": "
                <strong>{csv::words(data.n_cases, &words)}</strong>
            </p>
            {tables}
            {too_few(&data)}
            <Save session=session data=data/>
        }
        .into_any()
    };
    view! {
        <h2 class="govuk-heading-m app-takes-focus" id=COUNTS tabindex="-1">{made}</h2>
        {not_whole}
        {body}
    }
    .into_any()
}

/// A table that shows something.
fn drawn(table: &CountTable) -> AnyView {
    let words = wording();
    let head = vec![
        Cell::from(words.say("service-data.column.answer")),
        Cell::numeric(words.say("service-data.column.cases")),
    ];
    let rows: Vec<Vec<Cell>> = table
        .rows
        .iter()
        .map(|row| {
            vec![
                Cell::from(row.name.clone()),
                Cell::numeric(csv::words(row.figure, &words)),
            ]
        })
        .collect();
    let several = table.has_several.then(|| {
        let words = words.say("service-data.several");
        view! { <p class="govuk-body-s">{words}</p> }
    });
    view! {
        <Table
            caption=named(table)
            caption_size=Size::S
            head=head
            rows=Signal::stored(rows)
            first_cell_is_header=true
        />
        {several}
    }
    .into_any()
}

/// What a table counts, with the form it is in.
fn named(table: &CountTable) -> String {
    if table.form.is_empty() {
        return table.question.clone();
    }
    let values = [("question", &*table.question), ("form", &*table.form)];
    wording().fill("service-data.in-form", &values)
}

/// The tables that show nothing.
fn too_few(data: &ServiceData) -> Option<AnyView> {
    let hidden = data.tables.iter().filter(|table| !table.is_shown());
    let hidden: Vec<_> = hidden
        .map(|table| view! { <li>{named(table)}</li> })
        .collect();
    (!hidden.is_empty()).then(|| {
        view! {
            <h3 class="govuk-heading-s">{wording().say("service-data.too-few-of")}</h3>
            <ul class="govuk-list govuk-list--bullet">{hidden}</ul>
        }
        .into_any()
    })
}

/// Saving the counts, after a warning.
#[component]
fn Save(session: Session, data: ServiceData) -> impl IntoView {
    let asked = RwSignal::new(false);
    let saved = RwSignal::new(Saved::Nothing);
    let data = StoredValue::new(data);
    let words = wording();
    let save = move |()| {
        let text = data.with_value(|data| csv::write(data, &wording()));
        saved.set(match download::offer(FILE, "text/csv", &text) {
            Offered::Handed => {
                session.note(Event::CountsSaved, None);
                Saved::Handed
            }
            Offered::Refused => Saved::Refused,
        });
    };
    let outcome = move || match saved.get() {
        Saved::Nothing | Saved::Refused => None,
        Saved::Handed => Some(wording().fill("service-data.saved", &[("file", FILE)])),
    };
    let refused = move || {
        (saved.get() == Saved::Refused).then(|| {
            let words = wording().say("service-data.refused");
            view! { <p class="govuk-error-message" role="alert">{words}</p> }
        })
    };
    let lines = [
        "service-data.sure.holds",
        "service-data.sure.files",
        "service-data.sure.open",
    ];
    // What leaves is noted in the vault, which a window that may only read does not write to.
    let button = move || {
        let words = wording();
        if session.is_read_only() {
            let words = words.say("service-data.read-only");
            return view! { <p class="govuk-body">{words}</p> }.into_any();
        }
        let ask = move |()| {
            saved.set(Saved::Nothing);
            asked.set(true);
        };
        view! { <Button text=words.say("service-data.save") on_press=ask/> }.into_any()
    };
    view! {
        {button}
        <p class="govuk-body" role="status">{outcome}</p>
        {refused}
        <Sure
            id="service-data-sure"
            asked=asked
            title=words.say("service-data.sure")
            lines=lines.map(|key| words.say(key)).to_vec()
            no=words.say("service-data.sure.no")
            yes=words.say("service-data.sure.yes")
            on_yes=save
        />
    }
    .into_any()
}
