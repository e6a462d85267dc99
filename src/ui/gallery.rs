//! Every example of every component, and every message the app can say. For development and tests only.
//!
//! `#/gallery` lists the components, `#/gallery/{component}` shows the examples of one,
//! `#/gallery/{component}/{n}` shows one example alone, `#/gallery/messages` shows the words.

use leptos::prelude::*;

use crate::engine::wording::Wording;
use crate::ui::components::*;
use crate::ui::wording;

/// One way a component can look.
#[derive(Clone, Copy)]
pub struct Example {
    /// What the example shows, as a phrase.
    pub name: &'static str,
    /// The published example of GOV.UK Frontend whose markup it must have: component and name.
    pub mirrors: Option<(&'static str, &'static str)>,
    /// Draws it.
    pub view: fn() -> AnyView,
}

impl Example {
    /// The same, and its markup must be that of this published example.
    #[must_use]
    pub fn mirrors(self, component: &'static str, name: &'static str) -> Self {
        Self {
            mirrors: Some((component, name)),
            ..self
        }
    }
}

/// An example with its name.
#[must_use]
pub fn example(name: &'static str, view: fn() -> AnyView) -> Example {
    Example {
        name,
        mirrors: None,
        view,
    }
}

/// Every component with its examples, in the order of their names, then the vault's screens.
#[must_use]
pub fn all() -> Vec<(&'static str, Vec<Example>)> {
    let mut all = of_components();
    all.extend(crate::ui::pages::door::examples::all());
    all
}

fn of_components() -> Vec<(&'static str, Vec<Example>)> {
    vec![
        ("alert_bar", alert_bar::examples::examples()),
        ("back_link", back_link::examples::examples()),
        ("button", button::examples::examples()),
        ("character_count", character_count::examples::examples()),
        ("chart", chart::examples::examples()),
        ("checkboxes", checkboxes::examples::examples()),
        ("date_input", date_input::examples::examples()),
        ("details", details::examples::examples()),
        ("error_message", error_message::examples::examples()),
        ("error_summary", error_summary::examples::examples()),
        ("fieldset", fieldset::examples::examples()),
        ("file_choice", file_choice::examples::examples()),
        ("footer", footer::examples::examples()),
        ("form_group", form_group::examples::examples()),
        ("header", header::examples::examples()),
        ("hint", hint::examples::examples()),
        ("idle_warning", idle_warning::examples::examples()),
        ("input", input::examples::examples()),
        ("inset_text", inset_text::examples::examples()),
        ("kept_status", kept_status::examples::examples()),
        ("label", label::examples::examples()),
        ("not_saved_bar", not_saved_bar::examples::examples()),
        (
            "notification_banner",
            notification_banner::examples::examples(),
        ),
        ("page", page::examples::examples()),
        ("pagination", pagination::examples::examples()),
        ("panel", panel::examples::examples()),
        ("passphrase_field", passphrase_field::examples::examples()),
        ("picture", picture::examples::examples()),
        ("radios", radios::examples::examples()),
        ("read_aloud_bar", read_aloud_bar::examples::examples()),
        (
            "recovery_code_view",
            recovery_code_view::examples::examples(),
        ),
        ("score_table", score_table::examples::examples()),
        ("section_nav", section_nav::examples::examples()),
        ("select", select::examples::examples()),
        ("signature_pad", signature_pad::examples::examples()),
        ("skip_link", skip_link::examples::examples()),
        ("summary_list", summary_list::examples::examples()),
        ("table", table::examples::examples()),
        ("tag", tag::examples::examples()),
        ("take_over_bar", take_over_bar::examples::examples()),
        ("task_list", task_list::examples::examples()),
        ("textarea", textarea::examples::examples()),
        ("warning_text", warning_text::examples::examples()),
    ]
}

/// The gallery. `path` is what stands in the address after `#/gallery`, such as `/radios/3`.
#[component]
pub fn Gallery(
    /// What stands in the address after `#/gallery`.
    #[prop(into)]
    path: Signal<String>,
) -> impl IntoView {
    // Built anew for each address: nothing of an example must be left over in the next.
    let shown = move || [path.get()];
    view! {
        <For each=shown key=|path| path.clone() let:path>
            {of_path(&path)}
        </For>
    }
}

/// What an address shows.
fn of_path(path: &str) -> AnyView {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match (parts.next(), parts.next()) {
        (None, _) => index().into_any(),
        (Some("messages"), _) => messages().into_any(),
        (Some(component), None) => of_component(component).into_any(),
        (Some(component), Some(n)) => alone(component, n).into_any(),
    }
}

/// The examples of one component.
fn examples_of(component: &str) -> Vec<Example> {
    all()
        .into_iter()
        .find(|(name, _)| *name == component)
        .map(|(_, examples)| examples)
        .unwrap_or_default()
}

/// The list of everything.
fn index() -> impl IntoView {
    let components = all()
        .into_iter()
        .map(|(component, examples)| {
            let examples = examples
                .into_iter()
                .zip(1..)
                .map(|(example, n)| {
                    let href = format!("#/gallery/{component}/{n}");
                    let mirrors = example.mirrors.map(|(of, name)| format!("{of}: {name}"));
                    view! {
                        <li>
                            <a class="govuk-link" href=href data-example=component data-mirrors=mirrors>
                                {example.name}
                            </a>
                        </li>
                    }
                })
                .collect_view();
            let href = format!("#/gallery/{component}");
            view! {
                <h2 class="govuk-heading-m">
                    <a class="govuk-link" href=href>
                        {component}
                    </a>
                </h2>
                <ol class="govuk-list govuk-list--number">{examples}</ol>
            }
        })
        .collect_view();
    view! {
        <main class="govuk-width-container govuk-main-wrapper">
            <h1 class="govuk-heading-l">"Components"</h1>
            <p class="govuk-body">
                <a class="govuk-link" href="#/gallery/messages">
                    "Every message"
                </a>
            </p>
            {components}
        </main>
    }
}

/// Whether the examples of a component bring a main part of their own, as a page does.
fn is_of_pages(component: &str) -> bool {
    component == "page" || component.ends_with("_page")
}

/// Whether an example can only be looked at alone: a page, and what opens over the page.
fn stands_alone(component: &str) -> bool {
    is_of_pages(component) || component == "idle_warning"
}

/// All examples of one component below each other. Those that stand alone are only linked to.
fn of_component(component: &str) -> impl IntoView + use<> {
    let stands_alone = stands_alone(component);
    let examples = examples_of(component)
        .into_iter()
        .zip(1..)
        .map(|(example, n)| {
            let href = format!("#/gallery/{component}/{n}");
            view! {
                <section class="app-gallery__example">
                    <h2 class="govuk-heading-s">
                        <a class="govuk-link" href=href>
                            {example.name}
                        </a>
                    </h2>
                    {(!stands_alone).then(example.view)}
                </section>
            }
        })
        .collect_view();
    view! {
        <main class="govuk-width-container govuk-main-wrapper" data-gallery="">
            <a class="govuk-back-link" href="#/gallery">
                "All components"
            </a>
            <h1 class="govuk-heading-l">{component.to_owned()}</h1>
            {examples}
        </main>
    }
}

/// One example alone.
fn alone(component: &str, n: &str) -> impl IntoView + use<> {
    let example = n
        .parse::<usize>()
        .ok()
        .and_then(|n| examples_of(component).into_iter().nth(n.checked_sub(1)?));
    let Some(example) = example else {
        return view! { <main>"There is no such example."</main> }.into_any();
    };
    // A page brings a main part of its own. The published examples refer to an element of their page.
    let shown = view! { <div id="gallery-example" data-gallery="">{(example.view)()}</div> };
    if is_of_pages(component) {
        return shown.into_any();
    }
    view! {
        <main class="govuk-width-container govuk-main-wrapper">
            {shown}
            <p id="test-target-element" hidden>
                "A further description"
            </p>
        </main>
    }
    .into_any()
}

/// What stands for a value in the list of messages. A value that is not named here is shown by its name.
const SAMPLES: [(&str, &str); 22] = [
    ("all", "7"),
    ("answer", "Several days"),
    ("answered", "32"),
    ("at-most", "3"),
    ("band", "Moderate"),
    ("cut-off", "10"),
    ("date", "27 March 2026"),
    ("day", "27"),
    ("form", "Practitioner assessment"),
    ("from", "10"),
    ("items", "34"),
    ("label", "date of birth"),
    ("Label", "Date of birth"),
    ("least", "2"),
    ("missing", "4"),
    ("month", "March"),
    ("most", "500"),
    ("n", "3"),
    ("name", "“How is the person?”"),
    ("question", "How is the person?"),
    ("to", "14"),
    ("year", "2026"),
];

/// The words under a key with every place for a value filled in.
fn with_samples(words: &Wording, key: &str) -> String {
    let template = words.say(key);
    let places: Vec<(&str, String)> = template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| {
            let sample = SAMPLES.iter().find(|(of, _)| *of == name);
            let sample = sample.map_or_else(|| format!("‹{name}›"), |(_, text)| (*text).to_owned());
            (name, sample)
        })
        .collect();
    let values: Vec<(&str, &str)> = places
        .iter()
        .map(|(name, sample)| (*name, sample.as_str()))
        .collect();
    words.fill(key, &values)
}

/// Every message, with a sample in each place for a value.
fn messages() -> impl IntoView {
    let wording = wording();
    let rows = wording
        .keys()
        .map(|key| vec![Cell::from(key), Cell::from(with_samples(&wording, key))])
        .collect::<Vec<_>>();
    view! {
        <main class="govuk-width-container govuk-main-wrapper">
            <a class="govuk-back-link" href="#/gallery">
                "All components"
            </a>
            <h1 class="govuk-heading-l">"Every message"</h1>
            <Table caption="Messages" head=vec!["Key".into(), "Words".into()] rows=rows
                first_cell_is_header=true is_wide=true />
        </main>
    }
}
