//! The pictures of easy read: whose they are, and that each is drawn by the rules of the family, which
//! `public/pictures/README.md` gives with their reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use regex_lite::Regex;
use serde::Deserialize;

/// What an agency may pass on with the app without asking anybody.
const LICENCES: [&str; 5] = ["Apache-2.0", "CC-BY-4.0", "CC0-1.0", "MIT", "OGL-UK-3.0"];

/// All pictures are loaded on a court's network before the first screen that shows one.
const ALL_BYTES: usize = 45_000;
const BYTES: usize = 2_500;

/// Lines of things, and limbs of people.
const LINE: f64 = 4.0;
const LIMB: f64 = 7.0;

const ELEMENTS: [&str; 9] = [
    "circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg",
];

/// What a picture may say of its elements. Colours, widths and the two of the top are looked at more closely.
const ATTRIBUTES: [&str; 25] = [
    "cx",
    "cy",
    "d",
    "fill",
    "fill-rule",
    "height",
    "points",
    "r",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-width",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "xmlns",
    "y",
    "y1",
    "y2",
    "clip-rule",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    idea: String,
    shows: String,
    source: String,
    author: String,
    licence: String,
}

/// An opening tag.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Element {
    fn number(&self, name: &str) -> f64 {
        self.attributes[name].parse().unwrap()
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/pictures")
}

fn register() -> Vec<Entry> {
    let text = fs::read_to_string(folder().join("register.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Every picture by its file's name.
fn pictures() -> BTreeMap<String, String> {
    let mut pictures = BTreeMap::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name != "README.md" && name != "register.json" {
            pictures.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    assert!(pictures.len() > 30, "only {} pictures", pictures.len());
    pictures
}

/// The opening tags of a picture, in order, and what in it is not a plain tag.
fn elements(picture: &str) -> (Vec<Element>, Vec<String>) {
    let tag = Regex::new(r#"<(/?)([A-Za-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(/?)>"#).unwrap();
    let attribute = Regex::new(r#"([\w:-]+)="([^"]*)""#).unwrap();
    let mut elements = Vec::new();
    let mut open = Vec::new();
    let mut wrong = Vec::new();
    for found in tag.captures_iter(picture) {
        let name = found[2].to_owned();
        if &found[1] == "/" {
            if open.pop() != Some(name.clone()) {
                wrong.push(format!("</{name}> closes nothing"));
            }
            continue;
        }
        if found[4].is_empty() {
            open.push(name.clone());
        }
        let attributes = attribute
            .captures_iter(&found[3])
            .map(|found| (found[1].to_owned(), found[2].to_owned()))
            .collect();
        elements.push(Element { name, attributes });
    }
    wrong.extend(open.into_iter().map(|name| format!("<{name}> stays open")));
    let rest = tag.replace_all(picture, "");
    if !rest.trim().is_empty() {
        wrong.push(format!("beside the tags: {}", rest.trim()));
    }
    (elements, wrong)
}

/// Fails with everything that `wrong` finds in any of these.
#[track_caller]
fn none_wrong<T>(all: impl IntoIterator<Item = (String, T)>, wrong: impl Fn(&T) -> Vec<String>) {
    let found: Vec<_> = all
        .into_iter()
        .flat_map(|(name, it)| {
            let wrong = wrong(&it);
            wrong.into_iter().map(move |what| format!("{name}: {what}"))
        })
        .collect();
    assert!(
        found.is_empty(),
        "public/pictures/README.md says how a picture is made:\n  {}\n",
        found.join("\n  ")
    );
}

/// What `wrong` finds in any element of any picture.
#[track_caller]
fn no_element(wrong: impl Fn(&Element) -> Vec<String>) {
    none_wrong(pictures(), |picture| {
        let (elements, _) = elements(picture);
        elements.iter().flat_map(&wrong).collect()
    });
}

#[test]
fn every_picture_is_in_the_register_once_and_nothing_else_is() {
    let files: Vec<_> = register().into_iter().map(|entry| entry.file).collect();
    let pictures: Vec<_> = pictures().into_keys().collect();
    assert_eq!(files, pictures, "the register, and what the folder holds");
}

#[test]
fn the_register_says_whose_a_picture_is_and_what_it_shows() {
    let entries = register().into_iter().map(|it| (it.file.clone(), it));
    none_wrong(entries, |entry| {
        let mut wrong = Vec::new();
        let said = [&entry.idea, &entry.shows, &entry.source, &entry.author];
        if said.iter().any(|text| text.trim().is_empty()) {
            wrong.push("something is left out".to_owned());
        }
        if !entry.shows.ends_with('.') {
            wrong.push(format!("no sentence: {}", entry.shows));
        }
        if !LICENCES.contains(&entry.licence.as_str()) {
            wrong.push(format!(
                "a licence that nobody looked at: {}",
                entry.licence
            ));
        }
        wrong
    });
}

#[test]
fn no_two_pictures_stand_for_the_same_idea_or_look_the_same() {
    let register = register();
    let ideas: BTreeSet<_> = register.iter().map(|entry| &entry.idea).collect();
    let shown: BTreeSet<_> = register.iter().map(|entry| &entry.shows).collect();
    let drawn: BTreeSet<_> = pictures().into_values().collect();
    let n = register.len();
    assert_eq!((ideas.len(), shown.len(), drawn.len()), (n, n, n));
}

#[test]
fn a_picture_is_called_after_its_idea_in_plain_letters() {
    let plain = Regex::new(r"^[a-z]+(-[a-z0-9]+)*\.svg$").unwrap();
    let names = pictures().into_keys().map(|name| (name.clone(), name));
    none_wrong(names, |name| {
        let is_plain = plain.is_match(name);
        (!is_plain)
            .then(|| "not a name".to_owned())
            .into_iter()
            .collect()
    });
}

#[test]
fn a_picture_is_light_and_so_are_all_together() {
    none_wrong(pictures(), |picture| {
        let n = picture.len();
        (n > BYTES)
            .then(|| format!("{n} bytes"))
            .into_iter()
            .collect()
    });
    let all: usize = pictures().values().map(String::len).sum();
    assert!(all <= ALL_BYTES, "{all} bytes together");
}

#[test]
fn a_picture_holds_shapes_and_nothing_else() {
    none_wrong(pictures(), |picture| {
        let (elements, mut wrong) = elements(picture);
        for element in elements {
            if !ELEMENTS.contains(&element.name.as_str()) {
                wrong.push(format!("<{}>", element.name));
            }
            for name in element.attributes.keys() {
                if !ATTRIBUTES.contains(&name.as_str()) {
                    wrong.push(format!("{name}=…"));
                }
            }
        }
        wrong
    });
}

#[test]
fn every_picture_has_the_same_frame() {
    none_wrong(pictures(), |picture| {
        let (elements, _) = elements(picture);
        let mut wrong = Vec::new();
        let tops = elements.iter().filter(|it| it.name == "svg").count();
        let top = &elements[0];
        if top.name != "svg" || tops != 1 {
            wrong.push("not one <svg> round everything".to_owned());
        }
        let frame = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", "0 0 96 96"),
            ("fill", "none"),
            ("stroke", "currentColor"),
            ("stroke-width", "4"),
            ("stroke-linecap", "round"),
            ("stroke-linejoin", "round"),
        ];
        let wanted: BTreeMap<_, _> = frame.map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        if top.attributes != wanted {
            wrong.push(format!("its frame is {:?}", top.attributes));
        }
        wrong
    });
}

#[test]
fn a_picture_has_the_colour_of_the_words_and_no_other() {
    no_element(|element| {
        let colours = ["fill", "stroke"].map(|name| element.attributes.get(name));
        let other = |colour: &&String| *colour != "currentColor" && *colour != "none";
        colours
            .into_iter()
            .flatten()
            .filter(other)
            .cloned()
            .collect()
    });
}

#[test]
fn lines_and_limbs_have_one_weight_each() {
    no_element(|element| {
        let width = element.attributes.get("stroke-width");
        let known = |width: &&String| width.parse().is_ok_and(|n: f64| n == LINE || n == LIMB);
        let other = width.filter(|width| !known(width));
        other
            .map(|width| format!("{width} wide"))
            .into_iter()
            .collect()
    });
}

/// Shoulders are the first thing of a trunk's path, and its head is the circle before it.
#[test]
fn every_figure_has_the_same_head_and_shoulders() {
    let number = r"(-?[0-9]*\.?[0-9]+)";
    let trunk = Regex::new(&format!(
        r"^M{number} {number}V{number}a{number} {number} 0 0 1 {number}-{number}h{number}a"
    ))
    .unwrap();
    let near = |a: f64, b: f64| (a - b).abs() < 0.35;
    let n_figures = std::cell::Cell::new(0);
    none_wrong(pictures(), |picture| {
        let (elements, _) = elements(picture);
        let mut wrong = Vec::new();
        for pair in elements.windows(2) {
            let [head, body] = pair else { continue };
            let Some(data) = body.attributes.get("d") else {
                continue;
            };
            let Some(found) = trunk.captures(data) else {
                continue;
            };
            let numbers: Vec<f64> = (1..9).map(|n| found[n].parse().unwrap()).collect();
            if head.name != "circle" {
                wrong.push(format!("no head on {data}"));
                continue;
            }
            n_figures.set(n_figures.get() + 1);
            let h = head.number("r");
            let (left, shoulder, round, flat) =
                (numbers[0], numbers[2] - numbers[3], numbers[3], numbers[7]);
            let width = 2.0 * round + flat;
            if !near(width, 3.3 * h) || !near(round, 1.15 * h) {
                wrong.push(format!("shoulders {width} wide below a head of {h}"));
            }
            if !near(left + width / 2.0, head.number("cx")) {
                wrong.push(format!("a head beside its shoulders: {data}"));
            }
            if !near(shoulder - head.number("cy"), 1.35 * h) {
                wrong.push(format!("a neck of another length: {data}"));
            }
        }
        wrong
    });
    assert!(n_figures.get() > 40, "only {} figures", n_figures.get());
}
