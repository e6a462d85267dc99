//! The site's stylesheets for a shadow root: what is said of the whole page is said of the element, widths are those of
//! the room it has, and sizes do not depend on what the page round it makes of `rem`.

use anyhow::{Result, ensure};

/// What stands for the page within the shadow root.
const ROOT: &str = ".app-embed";

/// Where the tokens of a dark theme are put, unless the element is told to be light.
const DARK: &str = ":host(:not([theme=\"light\"]))";

/// The pixels of a `rem` in a condition about widths, where no variable can stand.
const REM: f64 = 16.0;

/// A stylesheet of the site as it is used within a shadow root.
pub fn for_a_shadow_root(css: &str) -> Result<String> {
    let css = without_comments(css);
    let mut made = String::with_capacity(css.len());
    // The rules round the current place, as they were written.
    let mut around: Vec<String> = Vec::new();
    let mut dark = String::new();
    let mut rest = css.as_str();
    while let Some(at) = rest.find(['{', '}', ';']) {
        let (text, mark) = (rest[..at].trim(), &rest[at..=at]);
        rest = &rest[at + 1..];
        let is_dark = around.iter().any(|of| is_dark(of));
        match mark {
            "{" => {
                if !is_left_out(&around) && !text.starts_with("@page") {
                    made.push_str(&prelude(text, &around));
                    made.push('{');
                }
                around.push(text.to_owned());
            }
            end => {
                let is_left_out = is_left_out(&around);
                if !text.is_empty() && !is_left_out {
                    let declaration = without_rem(text);
                    made.push_str(&declaration);
                    if is_dark {
                        dark.push_str(&declaration);
                        dark.push(';');
                    }
                }
                if end == ";" {
                    if !is_left_out {
                        made.push(';');
                    }
                    continue;
                }
                ensure!(
                    around.pop().is_some(),
                    "a rule ends twice in the stylesheets"
                );
                if !is_left_out {
                    made.push_str("}\n");
                }
                // An element that is told to be dark is so whatever the person prefers.
                if !dark.is_empty() && around.is_empty() {
                    made.push_str(&format!(
                        ":host([theme=\"dark\"]){{color-scheme:dark;{dark}}}\n:host([theme=\"light\"]){{color-scheme:light}}\n"
                    ));
                    dark.clear();
                }
            }
        }
    }
    ensure!(around.is_empty(), "a rule in the stylesheets does not end");
    Ok(made)
}

fn is_dark(rule: &str) -> bool {
    rule.starts_with("@media") && rule.contains("prefers-color-scheme: dark")
}

/// A page's paper is the page's own affair.
fn is_left_out(around: &[String]) -> bool {
    around.iter().any(|rule| rule.starts_with("@page"))
}

fn without_comments(css: &str) -> String {
    let mut made = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        made.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    made.push_str(rest);
    made
}

/// What stands before the brace: a condition, or selectors.
fn prelude(text: &str, around: &[String]) -> String {
    if let Some(condition) = text.strip_prefix("@media") {
        if condition.contains("-width:") {
            return format!("@container mhtr-form {}", in_pixels(condition.trim()));
        }
        return text.to_owned();
    }
    if text.starts_with('@') {
        return text.to_owned();
    }
    let is_conditional = around.iter().any(|rule| rule.starts_with("@media"));
    let selectors: Vec<String> = top_level(text)
        .into_iter()
        .map(|selector| {
            let of_page = |name: &str| {
                let rest = selector.strip_prefix(name)?;
                let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
                (!goes_on).then(|| format!("{ROOT}{rest}"))
            };
            match selector {
                // As strong as the dark theme, so that the later of the two holds.
                ":root" if is_conditional => DARK.to_owned(),
                ":root" => ":host".to_owned(),
                _ => of_page("html")
                    .or_else(|| of_page("body"))
                    .unwrap_or_else(|| selector.to_owned()),
            }
        })
        .collect();
    selectors.join(",")
}

/// The selectors of a list: commas within brackets belong to one of them.
fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(list[start..].trim());
    found
}

/// Every `1.5rem` of a declaration as a product with the element's own measure.
fn without_rem(text: &str) -> String {
    each_rem(text, |number| format!("calc({number} * var(--f-rem))"))
}

fn in_pixels(condition: &str) -> String {
    each_rem(condition, |number| {
        format!("{}px", number.parse::<f64>().unwrap_or_default() * REM)
    })
}

fn each_rem(text: &str, instead: impl Fn(&str) -> String) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("rem") {
        let before = &rest[..at];
        let is_digit = |c: char| c.is_ascii_digit() || c == '.';
        let number = before.trim_end_matches(is_digit).len();
        let ends = !rest[at + 3..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        if number == before.len() || !ends {
            made.push_str(&rest[..at + 3]);
        } else {
            // A minus belongs to the number unless it stands between two.
            let sign = before[..number]
                .strip_suffix('-')
                .filter(|head| !head.ends_with(|c: char| c.is_alphanumeric() || c == ')'));
            let start = sign.map_or(number, str::len);
            made.push_str(&before[..start]);
            made.push_str(&instead(&before[start..]));
        }
        rest = &rest[at + 3..];
    }
    made.push_str(rest);
    made
}

#[cfg(test)]
mod tests {
    use super::for_a_shadow_root;

    #[track_caller]
    fn becomes(css: &str, expected: &str) {
        assert_eq!(for_a_shadow_root(css).unwrap().replace('\n', ""), expected);
    }

    #[test]
    fn what_is_said_of_the_page_is_said_of_the_element() {
        becomes(":root { --a: 1 }", ":host{--a: 1}");
        becomes("html:has(.x), .y { a: b }", ".app-embed:has(.x),.y{a: b}");
        becomes("body { margin: 0; }", ".app-embed{margin: 0;}");
        becomes(".bodyguard, html-x { a: b }", ".bodyguard,html-x{a: b}");
        becomes("@page { size: A4 } p { a: b }", "p{a: b}");
    }

    #[test]
    fn a_rem_is_the_elements_own() {
        becomes(
            "p { margin: -.5rem 0 calc(2rem - 1px); transition: remove }",
            "p{margin: calc(-.5 * var(--f-rem)) 0 calc(calc(2 * var(--f-rem)) - 1px);transition: remove}",
        );
    }

    #[test]
    fn widths_are_those_of_the_room_there_is() {
        becomes(
            "@media (min-width: 40rem) { p { a: b } } @media print { p { a: b } }",
            "@container mhtr-form (min-width: 640px){p{a: b}}@media print{p{a: b}}",
        );
    }

    #[test]
    fn the_dark_theme_can_be_asked_for_and_turned_down() {
        becomes(
            "@media (prefers-color-scheme: dark) { :root { --a: 2; --b: 3 } }",
            "@media (prefers-color-scheme: dark){:host(:not([theme=\"light\"])){--a: 2;--b: 3}}\
             :host([theme=\"dark\"]){color-scheme:dark;--a: 2;--b: 3;}:host([theme=\"light\"]){color-scheme:light}",
        );
    }

    #[test]
    fn a_rule_that_does_not_end_is_refused() {
        assert!(for_a_shadow_root("p { a: b").is_err());
        assert!(for_a_shadow_root("p { a: b } }").is_err());
    }
}
