//! The colours in the settings. One that cannot be read, or a pair that people cannot tell apart, and the scheme is the
//! built-in one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::colour::Colour;
use super::lines::Step;
use super::reader::{Reader, shown};
use super::theme::{self, Faint, Palette, Scheme, Theme};
use crate::engine::problem::Severity;

/// The colours of both schemes.
pub fn colours(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> Theme {
    let mut theme = Theme::default();
    let [setting] = *way;
    for (key, value) in reader.group(value, way) {
        let way = [setting, Step::Key(key)];
        let Some(scheme) = Scheme::ALL
            .into_iter()
            .find(|scheme| scheme.as_str() == key)
        else {
            let with = [("name", key), ("names", "light, dark")];
            reader.note(&way, Severity::Odd, "problem.agency.unknown-key", &with);
            continue;
        };
        let palette = palette(scheme, value, &way, reader);
        match scheme {
            Scheme::Light => theme.light = palette,
            Scheme::Dark => theme.dark = palette,
        }
    }
    theme
}

fn palette(scheme: Scheme, value: &Value, way: &[Step<'_>; 2], reader: &mut Reader<'_>) -> Palette {
    let built_in = scheme.built_in();
    let [theme, own] = *way;
    let (mut changed, mut is_whole) = (Palette::new(), true);
    for (key, value) in reader.group(value, way) {
        let way = [theme, own, Step::Key(key)];
        let Some(name) = built_in.keys().find(|name| theme::setting(name) == key) else {
            let names: Vec<_> = built_in.keys().map(|name| theme::setting(name)).collect();
            let with = [("name", key), ("names", &names.join(", "))];
            reader.note(&way, Severity::Odd, "problem.agency.unknown-colour", &with);
            continue;
        };
        if let Some(colour) = value.as_str().and_then(Colour::read) {
            changed.insert(name.clone(), colour);
        } else {
            is_whole = false;
            let with = [
                ("name", key),
                ("value", &shown(value)),
                ("scheme", scheme.as_str()),
            ];
            reader.note(&way, Severity::LeftOut, "problem.agency.colour", &with);
        }
    }
    let mut all = built_in;
    all.extend(changed.clone());
    // Built-in colours stand out from each other: a pair that does not has one of the agency's in it. Of one colour the
    // worst is said, which is enough to know what to change.
    let mut worst: BTreeMap<&str, Faint> = BTreeMap::new();
    for faint in theme::faint(&all) {
        let back = faint.back.unwrap_or("surface");
        let is_front = changed.contains_key(faint.front);
        let at_fault = if is_front { faint.front } else { back };
        let share = |of: &Faint| of.ratio / of.needed;
        if worst
            .get(at_fault)
            .is_none_or(|of| share(&faint) < share(of))
        {
            worst.insert(at_fault, faint);
        }
    }
    is_whole &= worst.is_empty();
    for (at_fault, faint) in worst {
        let back = faint.back.unwrap_or("surface");
        let key = theme::setting(at_fault);
        let value = |name: &str| all.get(name).map(ToString::to_string).unwrap_or_default();
        let with = [
            ("front", theme::setting(faint.front)),
            ("back", theme::setting(back)),
            ("front-value", value(faint.front)),
            ("back-value", value(back)),
            ("ratio", rounded_down(faint.ratio)),
            ("needed", faint.needed.to_string()),
            ("scheme", scheme.as_str().to_owned()),
        ];
        let with: Vec<_> = with
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let way = [theme, own, Step::Key(&key)];
        let what = match faint.back {
            Some(_) => "problem.agency.contrast",
            None => "problem.agency.contrast-of-tags",
        };
        reader.note(&way, Severity::LeftOut, what, &with);
    }
    if is_whole { changed } else { Palette::new() }
}

/// A ratio for a person to read, never rounded up to what it is not.
fn rounded_down(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0)
}
