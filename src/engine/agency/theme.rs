//! The colours of the app: the built-in ones of `styles/tokens.css`, and those an agency puts in their place.
//!
//! A scheme (light or dark) is used only if everybody can read what is written in it: each colour that stands on
//! another is looked at, with the ratio that WCAG 2.2 wants for it. One pair that fails, and the whole scheme is the
//! built-in one: half a palette would be another pair that nobody has looked at.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::colour::Colour;

/// Where the built-in colours stand.
const TOKENS: &str = include_str!("../../../public/styles/tokens.css");

/// What each name of a colour begins with in the style sheet.
const PREFIX: &str = "--f-";

/// WCAG 1.4.3, for words.
const WORDS: f64 = 4.5;
/// WCAG 1.4.11, for what shows that there is a control, and its state.
const SHAPES: f64 = 3.0;
/// Two rings of which one stands out on every ground: technique C40.
const RINGS: f64 = 9.0;

/// Which colour stands on which, as the style sheets use them, and the contrast that needs.
const PAIRS: [(f64, &str, &[&str]); 12] = [
    (
        WORDS,
        "text",
        &["bg", "surface", "sunken", "error-bg", "ok-bg", "warn-bg"],
    ),
    (WORDS, "muted", &["bg", "surface", "sunken", "error-bg"]),
    (
        WORDS,
        "link",
        &["bg", "surface", "sunken", "error-bg", "warn-bg"],
    ),
    (WORDS, "error", &["bg", "surface", "error-bg"]),
    (WORDS, "ok", &["bg", "surface", "ok-bg"]),
    (WORDS, "warn", &["bg", "surface"]),
    (WORDS, "brand-text", &["brand", "brand-strong"]),
    // Words and marks in the colour of the ground, on a button or a disc in the colour of the warning.
    (WORDS, "bg", &["error", "warn"]),
    (SHAPES, "border", &["bg", "surface", "sunken"]),
    (SHAPES, "brand", &["bg", "surface", "sunken"]),
    (SHAPES, "error", &["sunken"]),
    (RINGS, "focus", &["focus-text"]),
];

/// Tags: words on a ground that is their own colour mixed into the surface, in parts of a hundred.
const TAGS: [&str; 5] = ["link", "muted", "ok", "error", "warn"];
const TAG_MIX: u16 = 9;

/// Light or dark, as a person's machine asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Its name in the settings, and in style sheets.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The built-in colours, by the names they have in the style sheet without what these begin with.
    #[must_use]
    pub fn built_in(self) -> Palette {
        let (light, dark) = TOKENS.split_once("@media").unwrap_or((TOKENS, ""));
        let mut palette = colours(light);
        if self == Self::Dark {
            palette.extend(colours(dark));
        }
        palette
    }
}

/// Colours by their names in the style sheet: `brand-strong`.
pub type Palette = BTreeMap<String, Colour>;

fn colours(css: &str) -> Palette {
    css.lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix(PREFIX)?.split_once(':')?;
            let colour = Colour::read(value.trim().trim_end_matches(';'))?;
            Some((name.to_owned(), colour))
        })
        .collect()
}

/// The name of a colour in the settings: `brandStrong` for `brand-strong`.
#[must_use]
pub fn setting(name: &str) -> String {
    let mut words = name.split('-');
    let mut setting = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        setting.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        setting.extend(letters);
    }
    setting
}

/// Two colours that do not stand out enough from each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Faint {
    /// What is drawn.
    pub front: &'static str,
    /// What it is drawn on; `None` where that is a weak shade of itself.
    pub back: Option<&'static str>,
    /// The contrast they have.
    pub ratio: f64,
    /// The contrast they need.
    pub needed: f64,
}

/// The pairs of a palette that people would not see well.
#[must_use]
pub fn faint(palette: &Palette) -> Vec<Faint> {
    let colour = |name: &str| palette.get(name).copied();
    let mut found = Vec::new();
    let mut look = |front, back, colours: Option<(Colour, Colour)>, needed| {
        let Some((one, other)) = colours else { return };
        let ratio = one.contrast(other);
        if ratio < needed {
            found.push(Faint {
                front,
                back,
                ratio,
                needed,
            });
        }
    };
    for (needed, front, backs) in PAIRS {
        for back in backs {
            look(front, Some(*back), colour(front).zip(colour(back)), needed);
        }
    }
    for front in TAGS {
        let colours = colour(front).zip(colour("surface"));
        let colours = colours.map(|(front, surface)| (front, front.mixed(TAG_MIX, surface)));
        look(front, None, colours, WORDS);
    }
    found
}

/// The colours an agency puts in place of built-in ones, in each scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// In place of the light ones.
    pub light: Palette,
    /// In place of the dark ones.
    pub dark: Palette,
}

impl Theme {
    /// The rules that put the colours into the page; none where nothing is changed. On paper the built-in colours
    /// stay, which are made for it.
    #[must_use]
    pub fn css(&self) -> Option<String> {
        let mut css = String::new();
        for (scheme, palette) in [(Scheme::Light, &self.light), (Scheme::Dark, &self.dark)] {
            if palette.is_empty() {
                continue;
            }
            // Writing to a string does not fail.
            let _ = write!(
                css,
                "@media screen and (prefers-color-scheme: {}) {{ :root {{",
                scheme.as_str()
            );
            for (name, colour) in palette {
                let _ = write!(css, " {PREFIX}{name}: {colour};");
            }
            css.push_str(" } }\n");
        }
        (!css.is_empty()).then_some(css)
    }
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, Scheme, TAGS, Theme, faint, setting};
    use crate::engine::agency::colour::Colour;

    #[test]
    fn everybody_can_read_the_built_in_colours() {
        for scheme in Scheme::ALL {
            assert_eq!(faint(&scheme.built_in()), [], "{}", scheme.as_str());
        }
    }

    #[test]
    fn every_pair_is_of_colours_that_there_are() {
        let names = PAIRS
            .iter()
            .flat_map(|(_, front, backs)| std::iter::once(front).chain(*backs));
        for scheme in Scheme::ALL {
            let palette = scheme.built_in();
            assert!(palette.len() > 15, "{} colours", palette.len());
            for name in names.clone().chain(&TAGS) {
                assert!(palette.contains_key(*name), "{name} in {}", scheme.as_str());
            }
        }
        let (light, dark) = (Scheme::Light.built_in(), Scheme::Dark.built_in());
        assert!(light.keys().eq(dark.keys()));
        assert!(
            light
                .iter()
                .all(|(name, colour)| dark.get(name) != Some(colour))
        );
    }

    #[test]
    fn a_pair_that_is_too_faint_is_found_whichever_of_the_two_was_changed() {
        let mut palette = Scheme::Light.built_in();
        palette.insert("brand".to_owned(), Colour::read("#9ad0d8").unwrap());
        let found: Vec<_> = faint(&palette)
            .iter()
            .map(|of| (of.front, of.back))
            .collect();
        assert!(found.contains(&("brand-text", Some("brand"))), "{found:?}");
        assert!(found.contains(&("brand", Some("bg"))), "{found:?}");
        let mut palette = Scheme::Light.built_in();
        palette.insert("link".to_owned(), Colour::read("#757575").unwrap());
        let found: Vec<_> = faint(&palette)
            .iter()
            .map(|of| (of.front, of.back))
            .collect();
        assert!(found.contains(&("link", None)), "a tag: {found:?}");
    }

    #[test]
    fn the_rules_say_each_scheme_apart_and_leave_paper_alone() {
        assert_eq!(Theme::default().css(), None);
        let mut theme = Theme::default();
        theme
            .dark
            .insert("brand-text".to_owned(), Colour::read("#000").unwrap());
        let css = theme.css().unwrap();
        assert_eq!(
            css,
            "@media screen and (prefers-color-scheme: dark) { :root { --f-brand-text: #000000; } }\n"
        );
        assert_eq!(setting("brand-text"), "brandText");
        assert_eq!(setting("bg"), "bg");
    }
}
