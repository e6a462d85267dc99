//! The choice of a language, at the locked door: the forms start anew in it, and nothing is open there to be lost.

use leptos::prelude::*;

use crate::browser::{host, language};
use crate::engine::agency::languages as agency;
use crate::engine::wording::Wording;
use crate::ui::wording;

/// The languages there are, with the one that is spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    spoken: String,
    /// Tags with the names of the languages in themselves. None is English.
    all: Vec<(Option<String>, String)>,
}

impl Languages {
    /// Those of the agency beside English.
    #[must_use]
    pub fn of(languages: &agency::Languages, words: &Wording) -> Self {
        let english = (None, Wording::built_in().say("language.own"));
        let own = languages.iter();
        let own = own.map(|(tag, of)| (Some(tag.clone()), of.name.clone()));
        Self {
            spoken: words.language().to_owned(),
            all: std::iter::once(english).chain(own).collect(),
        }
    }

    fn is_spoken(&self, tag: Option<&str>) -> bool {
        match tag {
            Some(tag) => tag == self.spoken,
            None => self
                .all
                .iter()
                .all(|(of, _)| of.as_deref() != Some(&*self.spoken)),
        }
    }
}

/// A button a language; nothing where there is English only.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let languages = use_context::<Languages>().filter(|of| of.all.len() > 1)?;
    let entries = languages.all.iter().map(|(tag, name)| {
        let lang = tag.clone().unwrap_or_else(|| "en-GB".to_owned());
        let (tag, name) = (tag.clone(), name.clone());
        let is_spoken = languages.is_spoken(tag.as_deref());
        let choose = move |_| {
            language::choose(tag.as_deref());
            host::restart();
        };
        let shown = if is_spoken {
            view! { <span aria-current="true" lang=lang>{name}</span> }.into_any()
        } else {
            view! {
                <button type="button" class="app-language__choice" lang=lang on:click=choose>
                    {name}
                </button>
            }
            .into_any()
        };
        view! { <li class="app-language__one">{shown}</li> }
    });
    let entries = entries.collect_view();
    Some(view! {
        <nav class="app-language" aria-label=wording().say("language.label")>
            <ul class="app-language__all">{entries}</ul>
        </nav>
    })
}
