//! A measure being filled in, copied from paper or not done, and what is made of that.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops where what it looks for is not there"
)]

use std::sync::Arc;

use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::form::{Form, FormChange};
use mhtr_forms::engine::questionnaire::{LinkId, Questionnaire};
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::score::{
    ItemNumber, Measure, PaperCritical, Position, Recorded, ScoreRow, critical, recorded, row,
    rows, wrap,
};
use mhtr_forms::engine::value::Value;
use mhtr_forms::engine::wording::Wording;
use rust_decimal::Decimal;

use crate::cases::measure;
use crate::measures::{WITH_WORDS, all_items, questionnaire};

/// A measure within its record, being filled in by somebody without a screen.
struct Filling {
    measure: Measure,
    form: Form,
}

impl Filling {
    fn start(folder: &str) -> Self {
        let measure = measure(folder);
        let item = wrap(
            &questionnaire("measure-record"),
            &measure,
            &questionnaire(folder),
        );
        let form = Form::start(Arc::new(Questionnaire {
            items: vec![item],
            ..Questionnaire::default()
        }));
        Self { measure, form }
    }

    fn enter(&mut self, link_id: &str, entries: Vec<Entry>) {
        let nodes = self.form.nodes_of(&LinkId::new(link_id)).to_vec();
        assert_eq!(nodes.len(), 1, "{link_id}");
        let node = nodes[0];
        self.form.apply(FormChange::Answer { node, entries });
    }

    fn value(&mut self, part: &str, value: Value) -> &mut Self {
        let link_id = self.measure.id.part(part);
        self.enter(link_id.as_str(), vec![Entry::Value(value)]);
        self
    }

    /// Chooses the option with this code.
    fn choose(&mut self, part: &str, code: &str) -> &mut Self {
        let link_id = self.measure.id.part(part);
        let node = self.form.nodes_of(&link_id)[0];
        let options = self.form.item(node).unwrap().options.clone();
        let mut options = options.into_iter().map(|option| option.value);
        let is_it = |value: &Value| matches!(value, Value::Coding(coding) if coding.code.as_deref() == Some(code));
        self.value(part, options.find(is_it).unwrap())
    }

    /// Ticks the box at a position.
    fn tick(&mut self, number: u16, position: i64) -> &mut Self {
        let link_id = self.measure.link_id(ItemNumber(number)).unwrap().clone();
        let node = self.form.nodes_of(&link_id)[0];
        let options = self.form.item(node).unwrap().options.clone();
        let mut options = options.into_iter();
        let option = options.find(|option| option.ordinal == Some(Decimal::from(position)));
        let value = Entry::Value(option.unwrap().value);
        self.enter(link_id.as_str(), vec![value]);
        self
    }

    fn tick_all(&mut self, position: i64) -> &mut Self {
        for item in self.measure.numbers() {
            self.tick(item.0, position);
        }
        self
    }

    fn number(&mut self, part: &str, number: &str) -> &mut Self {
        self.value(part, Value::Decimal(number.parse().unwrap()))
    }

    fn recorded(&self) -> Recorded {
        recorded(&self.measure, &self.form)
    }

    fn rows(&self) -> Vec<ScoreRow> {
        rows(&self.measure, &self.recorded(), &Wording::built_in())
    }

    /// The link ids of critical items that call for action, and of those left blank.
    fn critical(&self) -> (Vec<String>, Vec<String>) {
        let critical = critical(&self.measure, &self.form);
        let names = |nodes: Vec<_>| {
            let items = nodes.into_iter().map(|node| self.form.item(node).unwrap());
            items.map(|item| item.link_id.to_string()).collect()
        };
        (names(critical.flagged), names(critical.unanswered))
    }
}

#[test]
fn a_wrapped_measure_names_only_itself_and_leaves_no_word_unfilled() {
    for folder in WITH_WORDS {
        let filling = Filling::start(folder);
        let wrapped = &filling.form.questionnaire().items[0];
        assert_eq!(wrapped.link_id.as_str(), folder);
        assert_eq!(wrapped.copyright, questionnaire(folder).copyright);
        let items = all_items(&wrapped.items);
        for item in &items {
            let link_id = item.link_id.as_str();
            assert!(link_id.starts_with(&format!("{folder}.")), "{link_id}");
            for words in [&item.text, &item.short_text, &item.help] {
                assert!(
                    !words.base.contains(['{', '}']),
                    "{link_id}: {}",
                    words.base
                );
            }
            for condition in &item.enable_when {
                let is_here = items
                    .iter()
                    .any(|other| other.link_id == condition.question);
                assert!(is_here, "{link_id} asks after {}", condition.question);
            }
        }
    }
}

#[test]
fn a_paper_form_is_asked_for_what_it_has() {
    let has = |folder: &str, part: &str| {
        let filling = Filling::start(folder);
        !filling
            .form
            .nodes_of(&filling.measure.id.part(part))
            .is_empty()
    };
    for part in [
        "paper-wellbeing",
        "paper-problems",
        "paper-functioning",
        "paper-risk",
    ] {
        assert!(has("core-34", part), "{part}");
        assert!(!has("phq-9", part), "{part}");
    }
    assert!(!has("core-34", "paper-non_risk"));
    assert!(!has("core-34", "paper-subscale"));
    assert!(has("core-34", "paper-critical") && has("phq-9", "paper-critical"));
    assert!(!has("gad-7", "paper-critical") && !has("k10", "paper-critical"));

    let filling = Filling::start("k10");
    let node = filling.form.nodes_of(&LinkId::new("k10.paper-total"))[0];
    let limits = &filling.form.item(node).unwrap().limits;
    assert_eq!(limits.min_value, Some(Value::Decimal(Decimal::from(10))));
    assert_eq!(limits.max_value, Some(Value::Decimal(Decimal::from(50))));
    assert_eq!(limits.max_decimal_places, Some(0));
}

#[test]
fn a_measure_that_was_not_begun_is_not_scored() {
    let filling = Filling::start("phq-9");
    assert_eq!(filling.recorded(), Recorded::NotStarted);
    let rows = filling.rows();
    assert_eq!((rows.len(), rows[0].value.as_str()), (1, "Not started"));
    assert_eq!(filling.critical(), (Vec::new(), Vec::new()));
}

#[test]
fn answers_on_the_screen_are_scored_as_they_are_given() {
    let mut filling = Filling::start("phq-9");
    filling.choose("how", "self");
    assert_eq!(filling.rows()[0].value, "Not scored: no question answered");
    for number in 1..=6 {
        filling.tick(number, 3);
    }
    assert_eq!(
        filling.rows()[0].value,
        "Not scored: 3 of 9 answers missing, at most 2 may be"
    );
    filling.tick(7, 1);
    let rows = filling.rows();
    let total = &rows[0];
    assert!(total.is_scored);
    assert_eq!(
        (total.value.as_str(), total.scale.as_str()),
        ("24", "0 to 27")
    );
    assert_eq!(total.band.as_deref(), Some("Severe (20 to 27)"));
    assert_eq!(
        total.cut_off.as_deref(),
        Some("At or above the cut-off of 10")
    );
    assert_eq!(total.marks, ["Pro-rated from 7 of 9 answers"]);
    assert_eq!(
        total.critical_unanswered.as_deref(),
        Some("Risk question not answered: item 9")
    );
    assert_eq!(filling.critical(), (Vec::new(), vec!["phq-9.9".to_owned()]));
}

#[test]
fn a_risk_answer_is_named_whatever_the_total_and_also_without_one() {
    let mut filling = Filling::start("core-34");
    filling.choose("how", "read-aloud").tick(9, 1);
    let (flagged, unanswered) = filling.critical();
    assert_eq!(flagged, ["core-34.9"]);
    assert_eq!(
        unanswered,
        [
            "core-34.6",
            "core-34.16",
            "core-34.22",
            "core-34.24",
            "core-34.34"
        ]
    );
    let total = &filling.rows()[0];
    assert!(!total.is_scored);
    assert_eq!(
        total.critical.as_deref(),
        Some("Risk question that calls for action: item 9")
    );
    filling.tick(9, 0);
    assert_eq!(filling.critical().0, Vec::<String>::new());
}

#[test]
fn core_34_is_scored_from_the_boxes_ticked_with_its_parts() {
    let mut filling = Filling::start("core-34");
    filling.choose("how", "self").tick_all(0);
    let rows = filling.rows();
    let shown: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row.name.as_str(), row.value.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("CORE-34", "9.4"),
            ("Wellbeing", "20.0"),
            ("Problems (symptoms)", "0.0"),
            ("Functioning", "20.0"),
            ("Risk", "0.0"),
            ("All items except risk", "11.4"),
        ]
    );
    assert_eq!(rows[0].band.as_deref(), Some("Low level (6 to under 10)"));
    assert_eq!(rows[0].cut_off.as_deref(), Some("Below the cut-off of 10"));
    assert!(rows[1].band.is_none(), "the bands are not for a part");
}

#[test]
fn k10_shows_both_scales_and_says_which_items_were_skipped() {
    let mut filling = Filling::start("k10");
    filling.choose("how", "self");
    for (number, position) in [
        (1, 2),
        (2, 1),
        (4, 2),
        (5, 1),
        (7, 2),
        (8, 2),
        (9, 2),
        (10, 2),
    ] {
        filling.tick(number, position);
    }
    let total = &filling.rows()[0];
    assert_eq!(
        (total.value.as_str(), total.scale.as_str()),
        ("16", "10 to 50")
    );
    assert_eq!(total.band.as_deref(), Some("Likely to be well (10 to 19)"));
    assert_eq!(
        total.marks,
        [
            "Level of distress, Australian Bureau of Statistics: Moderate (16 to 21)",
            "6 on the scale 0 to 40",
            "Items 3, 6 left out, and counted, by the measure’s own skip rule",
        ]
    );
}

#[test]
fn answers_stop_counting_when_they_are_not_asked_any_more() {
    let mut filling = Filling::start("phq-9");
    filling.choose("how", "self").tick_all(3);
    assert_eq!(filling.critical().0, ["phq-9.9"]);
    filling.choose("how", "not-done");
    assert_eq!(
        filling.critical(),
        (Vec::new(), vec!["phq-9.paper-critical".to_owned()])
    );
    assert_eq!(
        filling.recorded(),
        Recorded::NotDone {
            reason: String::new()
        }
    );
    filling.value("not-done-reason", Value::String("declined {n}".to_owned()));
    assert_eq!(filling.rows()[0].value, "Not completed: declined {n}");
    filling.choose("how", "self");
    assert_eq!(filling.rows()[0].value, "27");
}

#[test]
fn the_question_on_difficulty_is_asked_once_anything_is_ticked_above_not_at_all() {
    let mut filling = Filling::start("phq-9");
    let is_asked = |filling: &Filling| {
        let node = filling.form.nodes_of(&LinkId::new("phq-9.difficulty"))[0];
        filling.form.is_asked(node)
    };
    filling.choose("how", "self").tick_all(0);
    assert!(!is_asked(&filling));
    for number in 1..=9 {
        for position in 1..=3 {
            filling.tick(number, position);
            assert!(is_asked(&filling), "item {number} at {position}");
        }
        filling.tick(number, 0);
    }
    filling.tick(4, 1);
    filling.choose("difficulty", "LA6575-0");
    let Recorded::FromItems(outcome) = filling.recorded() else {
        panic!("there are answers")
    };
    assert_eq!(outcome.unscored[0].answer, Some(Position(2)));
    assert_eq!(outcome.total.points_answered, 1);
}

#[test]
fn a_total_from_paper_has_its_band_and_says_where_it_is_from() {
    let mut filling = Filling::start("core-34");
    filling
        .choose("how", "paper")
        .number("paper-total", "9.9")
        .number("paper-risk", "3.3")
        .value(
            "paper-date",
            Value::Date(Date {
                year: 2026,
                month: Some(11),
                day: Some(2),
            }),
        );
    let Recorded::FromPaper(paper) = filling.recorded() else {
        panic!("it is from paper")
    };
    assert_eq!(paper.critical, PaperCritical::Unanswered);
    assert_eq!(paper.date.map(|date| date.year), Some(2026));
    assert_eq!(paper.subscales.len(), 1);
    let rows = filling.rows();
    assert_eq!(
        rows.len(),
        2,
        "nothing is made up for the parts that were not copied"
    );
    assert_eq!(rows[0].value, "9.9");
    assert_eq!(rows[0].band.as_deref(), Some("Low level (6 to under 10)"));
    assert_eq!(rows[0].cut_off.as_deref(), Some("Below the cut-off of 10"));
    assert_eq!(
        (rows[1].name.as_str(), rows[1].value.as_str()),
        ("Risk", "3.3")
    );
    for row in &rows {
        assert_eq!(row.marks, ["Copied from a paper form"]);
    }
    let wellbeing = row(
        &filling.measure,
        &filling.recorded(),
        Some("wellbeing"),
        &Wording::built_in(),
    );
    let wellbeing = wellbeing.unwrap();
    assert_eq!(wellbeing.value, "Not copied from the paper form");
    assert!(!wellbeing.is_scored);
}

#[test]
fn what_a_paper_form_says_of_risk_is_one_of_four_things() {
    let mut filling = Filling::start("phq-9");
    filling.choose("how", "paper").number("paper-total", "3");
    let says = |filling: &Filling| {
        let row = filling.rows().remove(0);
        (row.critical, row.critical_unanswered)
    };
    let words = |key: &str| Some(Wording::built_in().say(key));
    assert_eq!(
        says(&filling),
        (None, words("score.paper.critical-unanswered"))
    );
    filling.choose("paper-critical", "not-known");
    assert_eq!(
        says(&filling),
        (None, words("score.paper.critical-not-known"))
    );
    filling.choose("paper-critical", "yes");
    assert_eq!(says(&filling), (words("score.paper.critical"), None));
    filling.choose("paper-critical", "no");
    assert_eq!(says(&filling), (None, None));
}

#[test]
fn a_paper_total_that_the_measure_cannot_give_is_no_score() {
    let scored = |folder: &str, typed: &str| {
        let mut filling = Filling::start(folder);
        filling.choose("how", "paper").number("paper-total", typed);
        let row = filling.rows().remove(0);
        row.is_scored.then_some(row.value)
    };
    for (folder, typed, shown) in [
        ("phq-9", "27", "27"),
        ("phq-9", "0", "0"),
        ("phq-9", "9.0", "9"),
        ("core-34", "40", "40.0"),
        ("core-34", "9.70", "9.7"),
        ("k10", "10", "10"),
    ] {
        assert_eq!(
            scored(folder, typed).as_deref(),
            Some(shown),
            "{folder} {typed}"
        );
    }
    for (folder, typed) in [
        ("phq-9", "28"),
        ("phq-9", "-1"),
        ("phq-9", "9.5"),
        ("core-34", "40.1"),
        ("core-34", "9.75"),
        ("k10", "9"),
        ("gad-7", "79228162514264337593543950335"),
    ] {
        assert_eq!(scored(folder, typed), None, "{folder} {typed}");
    }
}

#[test]
fn what_was_typed_but_cannot_be_read_as_a_number_is_no_score() {
    let mut filling = Filling::start("gad-7");
    filling.choose("how", "paper");
    filling.enter("gad-7.paper-total", vec![Entry::AsTyped("ten".to_owned())]);
    assert_eq!(
        filling.rows()[0].value,
        "Not scored: no total that this measure can give has been copied from the paper form"
    );
}

#[test]
fn a_measure_without_its_record_is_scored_from_its_bare_questions() {
    let mut filling = Filling::start("gad-7");
    filling.form = Form::start(Arc::new(questionnaire("gad-7")));
    assert_eq!(filling.recorded(), Recorded::NotStarted);
    filling.tick_all(1);
    assert_eq!(filling.rows()[0].value, "7");
}
