//! The words of the three appendices, compared with the published text character by character.
//!
//! Each of the three forms keeps the published text beside it in `source.txt`. Words that the form does
//! not mark as our own have to be that text, all of it and in its order. The practitioner assessment
//! also quotes section 2.2 of the manual, kept in `source-process.txt`, in an order of its own.

#![expect(clippy::panic, reason = "a test says which words differ by stopping")]

use serde_json::Value;

use crate::forms::{OURS, extension, questionnaire, text_of_file, walk};

/// Words on a form that stand for published words.
#[derive(Debug, Clone)]
struct Claim {
    link_id: String,
    words: String,
}

/// The published lines, without what only marks them up: bullets, bold and italic marks, the dots and
/// the empty cell that stand for a place to write. The first line is the caption of the appendix.
fn published(text: &str) -> Vec<String> {
    text.lines()
        .skip(1)
        .flat_map(|line| {
            let line = line
                .replace("**", "")
                .replace("<i>", "")
                .replace("</i>", "");
            line.split('\t')
                .flat_map(|cell| cell.split("....."))
                .map(|part| {
                    let part = part.trim();
                    part.strip_prefix("- ").unwrap_or(part).to_owned()
                })
                .collect::<Vec<_>>()
        })
        .filter(|part| !part.is_empty() && part != ".")
        .collect()
}

fn is_ours(element: &Value) -> bool {
    extension(element, OURS, "our-words").is_some()
}

/// Everything in a form that is not marked as our own words, in the order it is read.
fn claims(form: &Value) -> Vec<Claim> {
    let mut measures = Vec::new();
    walk(form, &mut |item, _| {
        if extension(item, crate::forms::SDC, "subQuestionnaire").is_some() {
            measures.extend(item["text"].as_str().map(str::to_owned));
        }
    });
    let mut claims = Vec::new();
    walk(form, &mut |item, parent| {
        let link_id = item["linkId"].as_str().unwrap_or_default().to_owned();
        let mut claim = |words: &str| {
            claims.push(Claim {
                link_id: link_id.clone(),
                words: words.to_owned(),
            });
        };
        // The rows of the outcomes table are the measures the form names.
        if extension(item, OURS, "shows").is_some_and(|shown| shown["valueCode"] == "outcomes") {
            measures.iter().for_each(|measure| claim(measure));
        }
        let is_help_of_ours = crate::forms::is_help(item) && parent.is_some_and(is_ours);
        if is_ours(item) || is_help_of_ours {
            return;
        }
        let text = item["text"].as_str().unwrap_or_default();
        match item["prefix"].as_str() {
            None | Some("•") => claim(text),
            Some(prefix) => claim(&format!("{prefix} {text}")),
        }
        for option in item["answerOption"].as_array().into_iter().flatten() {
            // The four answers of a question asked of a person are ours wherever they stand.
            let coding = &option["valueCoding"];
            if !is_ours(option) && coding["system"] != "urn:mhtr-forms:codes:asked" {
                claim(coding["display"].as_str().unwrap_or_default());
            }
        }
    });
    claims
}

/// Where what a form claims and the published lines part. `quotable` are further published lines that
/// may stand anywhere.
fn difference(claims: &[Claim], lines: &[String], quotable: &[String]) -> Result<(), String> {
    let mut expected = lines.iter();
    let mut next = expected.next();
    for claim in claims {
        if next.is_some_and(|line| *line == claim.words) {
            next = expected.next();
        } else if !quotable.contains(&claim.words) {
            return Err(format!(
                "{}: the form says {:?}; the next published line is {next:?}",
                claim.link_id, claim.words
            ));
        }
    }
    match next {
        Some(line) => Err(format!(
            "published, but not on the form in its place: {line:?}"
        )),
        None => Ok(()),
    }
}

/// A form, its published lines and what else it may quote.
fn compared(folder: &str) -> (Vec<Claim>, Vec<String>, Vec<String>) {
    let quotable = match folder {
        "practitioner-assessment" => published(&text_of_file(folder, "source-process.txt")),
        _ => Vec::new(),
    };
    let lines = published(&text_of_file(folder, "source.txt"));
    (claims(&questionnaire(folder)), lines, quotable)
}

fn assert_as_published(folder: &str, n_lines: usize) {
    let (claims, lines, quotable) = compared(folder);
    assert_eq!(
        lines.len(),
        n_lines,
        "{folder}/source.txt has lost or gained a line"
    );
    difference(&claims, &lines, &quotable).unwrap_or_else(|why| panic!("{folder}: {why}"));
}

#[test]
fn the_practitioner_assessment_is_worded_as_appendix_1() {
    assert_as_published("practitioner-assessment", 39);
}

#[test]
fn the_combined_consent_is_worded_as_appendix_2() {
    assert_as_published("combined-consent", 48);
}

#[test]
fn the_responsible_clinicians_report_is_worded_as_appendix_3() {
    assert_as_published("responsible-clinician-report", 13);
}

/// Every change of a character in published words is found, and so is a line left out or moved.
#[test]
fn the_comparison_finds_one_changed_character_one_lost_line_and_one_moved_line() {
    for folder in crate::forms::FORMS {
        let (claims, lines, quotable) = compared(folder);
        for n in 0..claims.len() {
            for at in claims[n].words.char_indices().map(|(at, _)| at) {
                let mut changed = claims.clone();
                changed[n].words.remove(at);
                // Letters may repeat, and the manual itself writes one heading with and without a colon.
                let is_published = changed[n].words == claims[n].words
                    || quotable.contains(&claims[n].words) && quotable.contains(&changed[n].words);
                assert!(
                    is_published || difference(&changed, &lines, &quotable).is_err(),
                    "{folder}: a character taken from {:?} was not noticed",
                    claims[n].words
                );
            }
            if quotable.contains(&claims[n].words) {
                continue;
            }
            let mut lost = claims.clone();
            let taken = lost.remove(n);
            assert!(
                difference(&lost, &lines, &quotable).is_err(),
                "{folder}: {taken:?} lost"
            );
            if n + 1 < claims.len() && claims[n + 1].words != taken.words {
                let mut moved = claims.clone();
                moved.swap(n, n + 1);
                let is_between_quotes = quotable.contains(&claims[n + 1].words);
                assert!(
                    is_between_quotes || difference(&moved, &lines, &quotable).is_err(),
                    "{folder}: {taken:?} moved"
                );
            }
        }
    }
}

/// Section 2.2, step 3 lists additional questions; each is a question or guidance on the form.
#[test]
fn every_additional_question_of_step_3_is_on_the_practitioner_assessment() {
    let lines = published(&text_of_file(
        "practitioner-assessment",
        "source-process.txt",
    ));
    let at = |start: &str| {
        lines
            .iter()
            .position(|line| line.starts_with(start))
            .unwrap_or_else(|| panic!("{start:?} is not in source-process.txt"))
    };
    let first = at("Additional questions and information gathering") + 1;
    let last = at("The Practitioner will then explain");
    assert_eq!(
        last - first,
        22,
        "the list of additional questions has lost or gained a line"
    );
    let claims = claims(&questionnaire("practitioner-assessment"));
    for line in &lines[first..last] {
        assert!(
            claims.iter().any(|claim| claim.words == *line),
            "not on the form: {line:?}"
        );
    }
}

#[test]
fn an_assistant_psychologists_report_says_under_whose_supervision_it_was_written() {
    let source = text_of_file("responsible-clinician-report", "source-supervision.txt");
    let form = questionnaire("responsible-clinician-report");
    let mut phrase = None;
    walk(&form, &mut |item, _| {
        if item["linkId"] == "supervisor" {
            phrase = item["text"].as_str().map(str::to_owned);
            let asked: Vec<_> = item["item"].as_array().into_iter().flatten().collect();
            let labels: Vec<_> = asked
                .iter()
                .map(|label| label["text"].as_str().unwrap_or_default().to_lowercase())
                .collect();
            let [name, status, title] = labels.as_slice() else {
                panic!("{labels:?}")
            };
            let listed = format!("followed by the {name}, {status} and {title}");
            assert!(
                source.contains(&listed),
                "the manual does not say {listed:?}"
            );
            assert_eq!(item["enableWhen"][0]["question"], "author.role");
            assert_eq!(
                item["enableWhen"][0]["answerCoding"]["code"],
                "assistant-psychologist"
            );
        }
    });
    let phrase = phrase.unwrap_or_default();
    assert!(
        source.contains(&format!("'{phrase}'")),
        "the manual does not say {phrase:?}"
    );
}

/// Section 2.2, stage 5, and section 4.1: the words of the decision are the manual's.
#[test]
fn the_decision_is_asked_for_in_the_words_of_the_manual() {
    let source = text_of_file("responsible-clinician-report", "source-decision.txt");
    for words in [
        "agree a decision to treat or decline, giving reasons",
        "named clinician",
        "conveyed to Probation",
    ] {
        assert!(source.contains(words), "the manual does not say {words:?}");
    }
    let form = questionnaire("responsible-clinician-report");
    let mut asked = Vec::new();
    walk(&form, &mut |item, _| {
        let link_id = item["linkId"].as_str().unwrap_or_default();
        if ["decision.outcome", "decision.reasons", "decision.clinician"].contains(&link_id) {
            asked.push(item["text"].as_str().unwrap_or_default().to_owned());
            let options = item["answerOption"].as_array().into_iter().flatten();
            let words = options.map(|option| &option["valueCoding"]["display"]);
            asked.extend(words.filter_map(|words| Some(words.as_str()?.to_owned())));
        }
    });
    let expected = [
        "Decision to treat or decline",
        "Treat",
        "Decline",
        "Reasons for the decision",
        "Named clinician",
    ];
    assert_eq!(asked, expected);
}
