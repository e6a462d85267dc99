//! Answers that somebody has to act on: each raises its alert and nothing else does, and only another
//! answer to the question takes it away.

use std::collections::BTreeMap;
use std::sync::Arc;

use mhtr_forms::engine::alert::Alerts;
use mhtr_forms::engine::catalogue::{Catalogue, Definition, Folder, FormId};
use mhtr_forms::engine::form::NodeId;
use mhtr_forms::engine::questionnaire::LinkId;
use mhtr_forms::engine::validate::Rule;
use mhtr_forms::engine::value::Value;
use serde_json::json;

use crate::catalogue::{catalogue, folder};
use crate::measures::all_items;
use crate::scenario::Scenario;

/// The risk items, by the printed number, as the instruments' sources in `measure.toml` have them.
const CRITICAL: [(&str, u16, &[u16]); 3] = [
    ("core-34", 34, &[6, 9, 16, 22, 24, 34]),
    ("core-10", 10, &[6]),
    ("phq-9", 9, &[9]),
];

/// A form with measures being filled in.
struct Filling {
    definition: Arc<Definition>,
    scenario: Scenario,
}

impl Filling {
    fn open(catalogue: &Catalogue, form: &str) -> Self {
        let definition = Arc::clone(catalogue.get(&FormId::new(form)).unwrap());
        let scenario = Scenario::of((*definition.questionnaire).clone());
        Self {
            definition,
            scenario,
        }
    }

    fn alerts(&self) -> Alerts {
        Alerts::of(&self.definition, &self.scenario.form)
    }

    fn names(&self, nodes: &[NodeId]) -> Vec<String> {
        let name = |node: &NodeId| self.scenario.form.item(*node).unwrap().link_id.to_string();
        nodes.iter().map(name).collect()
    }

    fn raised(&self) -> Vec<String> {
        self.names(&self.alerts().raised)
    }

    /// Ticks the box at a position, counted from nought.
    fn tick(&mut self, link_id: &str, position: usize) -> &mut Self {
        let node = self.scenario.node(link_id);
        let words = {
            let option = &self.scenario.form.item(node).unwrap().options[position];
            assert_eq!(option.ordinal, Some(position.into()), "{link_id}");
            option.words.base.clone()
        };
        self.scenario.answer(link_id, &words);
        self
    }

    fn answer(&mut self, link_id: &str, typed: &str) -> &mut Self {
        self.scenario.answer(link_id, typed);
        self
    }
}

#[test]
fn every_risk_item_raises_its_own_alert_at_every_answer_above_not_at_all() {
    let catalogue = catalogue();
    for (measure, n_items, critical) in CRITICAL {
        let forms: &[&str] = match measure {
            "core-10" => &["core-10"],
            _ => &[measure, "practitioner-assessment"],
        };
        for form in forms {
            let mut filling = Filling::open(&catalogue, form);
            filling.answer(&format!("{measure}.how"), "self");
            for number in 1..=n_items {
                let link_id = format!("{measure}.{number}");
                let n_options = {
                    let node = filling.scenario.node(&link_id);
                    filling.scenario.form.item(node).unwrap().options.len()
                };
                for position in 0..n_options {
                    filling.tick(&link_id, position);
                    let is_alert = critical.contains(&number) && position > 0;
                    let expected: &[String] = if is_alert {
                        std::slice::from_ref(&link_id)
                    } else {
                        &[]
                    };
                    assert_eq!(
                        filling.raised(),
                        expected,
                        "{form}: {link_id} at {position}"
                    );
                    assert_eq!(filling.alerts().stand(), is_alert);
                }
                filling.answer(&link_id, "");
            }
        }
    }
}

#[test]
fn the_gad_7_has_no_risk_item() {
    let mut filling = Filling::open(&catalogue(), "gad-7");
    filling.answer("gad-7.how", "self");
    for number in 1..=7 {
        filling.tick(&format!("gad-7.{number}"), 3);
    }
    assert_eq!(filling.alerts(), Alerts::default());
}

#[test]
fn risk_items_left_blank_are_named_once_the_measure_is_begun_and_until_they_are_answered() {
    let catalogue = catalogue();
    for (measure, _, critical) in CRITICAL {
        let mut filling = Filling::open(&catalogue, measure);
        assert_eq!(filling.alerts(), Alerts::default(), "nothing is asked yet");
        filling.answer(&format!("{measure}.how"), "read-aloud");
        let mut blank: Vec<String> = critical
            .iter()
            .map(|number| format!("{measure}.{number}"))
            .collect();
        for link_id in blank.clone() {
            assert_eq!(filling.names(&filling.alerts().unanswered), blank);
            assert!(!filling.alerts().stand(), "blank is not yes");
            filling.tick(&link_id, 0);
            blank.remove(0);
        }
        assert_eq!(
            filling.alerts(),
            Alerts::default(),
            "“not at all” is no alert"
        );
    }
}

#[test]
fn a_risk_answer_that_is_no_longer_asked_raises_nothing_and_raises_it_again_when_it_is() {
    let mut filling = Filling::open(&catalogue(), "phq-9");
    filling.answer("phq-9.how", "self").tick("phq-9.9", 2);
    assert_eq!(filling.raised(), ["phq-9.9"]);
    filling.answer("phq-9.how", "not-done");
    assert_eq!(filling.raised(), [""; 0]);
    let asked_instead = "phq-9.paper-critical";
    assert_eq!(
        filling.names(&filling.alerts().unanswered),
        [asked_instead],
        "what was seen before it was stopped is asked for"
    );
    filling.answer(asked_instead, "yes");
    assert_eq!(filling.raised(), [asked_instead]);
    filling.answer("phq-9.how", "read-aloud");
    assert_eq!(filling.raised(), ["phq-9.9"]);
}

#[test]
fn a_paper_form_with_a_risk_answer_raises_an_alert_without_any_item() {
    let catalogue = catalogue();
    for (measure, _, _) in CRITICAL {
        let mut filling = Filling::open(&catalogue, measure);
        let question = format!("{measure}.paper-critical");
        filling.answer(&question, "yes");
        assert_eq!(filling.raised(), [""; 0], "{measure}: it is not asked");
        filling.answer(&format!("{measure}.how"), "paper");
        assert_eq!(filling.raised(), [question.as_str()]);
        for other in ["no", "not-known", ""] {
            filling.answer(&question, other);
            assert_eq!(filling.raised(), [""; 0], "{measure}: {other}");
        }
    }
}

#[test]
fn every_option_an_author_marked_raises_its_own_alert_and_no_other_option_does() {
    let catalogue = catalogue();
    let mut marked = Vec::new();
    let mut filling = Filling::open(&catalogue, "practitioner-assessment");
    for item in all_items(&filling.definition.clone().questionnaire.items) {
        if !item.options.iter().any(|option| option.is_critical) {
            continue;
        }
        let link_id = item.link_id.as_str();
        if let Some((measure, "paper-critical")) = link_id.rsplit_once('.') {
            filling.answer(&format!("{measure}.how"), "paper");
        }
        for option in &item.options {
            let Value::Coding(coding) = &option.value else {
                panic!("{link_id}")
            };
            let code = coding.code.as_deref().unwrap();
            filling.answer(link_id, code);
            let is_raised = filling.raised() == [link_id];
            assert_eq!(is_raised, option.is_critical, "{link_id} {code}");
            assert_eq!(option.is_critical, code == "yes", "{link_id} {code}");
        }
        filling.answer(link_id, "");
        assert_eq!(filling.raised(), [""; 0]);
        marked.push(link_id.to_owned());
    }
    let expected = [
        "core-34.paper-critical",
        "phq-9.paper-critical",
        "risk.self-harm.current",
        "risk.self-harm.past",
        "risk.suicide.current",
        "risk.suicide.past",
    ];
    assert_eq!(marked, expected);
}

#[test]
fn alerts_stand_in_the_order_of_the_form_each_once_whatever_came_first() {
    let mut filling = Filling::open(&catalogue(), "practitioner-assessment");
    filling
        .answer("risk.suicide.past", "yes")
        .answer("phq-9.how", "self")
        .tick("phq-9.9", 1)
        .answer("risk.self-harm.current", "yes")
        .answer("core-34.how", "self")
        .tick("core-34.34", 4)
        .tick("core-34.6", 1);
    let expected = [
        "core-34.6",
        "core-34.34",
        "phq-9.9",
        "risk.self-harm.current",
        "risk.suicide.past",
    ];
    assert_eq!(filling.raised(), expected);
    let blank = filling.names(&filling.alerts().unanswered);
    assert_eq!(
        blank,
        ["core-34.9", "core-34.16", "core-34.22", "core-34.24"]
    );
}

#[test]
fn an_alert_makes_the_detailed_assessment_and_the_crisis_plan_required_while_it_stands() {
    let mut filling = Filling::open(&catalogue(), "practitioner-assessment");
    let required = |filling: &mut Filling| {
        filling.scenario.alert_stands = filling.alerts().stand();
        let all = ["risk.detail", "risk.crisis-plan"];
        all.map(|link_id| filling.scenario.rules(link_id) == [Rule::RequiredByAlert])
    };
    assert_eq!(required(&mut filling), [false, false]);
    filling.answer("risk.suicide.past", "yes");
    assert_eq!(required(&mut filling), [true, true]);
    filling.answer("risk.detail", "No plan, no means, lives with his sister.");
    assert_eq!(required(&mut filling), [false, true]);
    assert!(filling.alerts().stand(), "a note takes no alert away");
    filling.answer("risk.suicide.past", "no");
    assert_eq!(required(&mut filling), [false, false]);
    filling.answer("phq-9.how", "self").tick("phq-9.9", 1);
    assert_eq!(required(&mut filling), [false, true]);
}

/// A measure of two items, the first reversed and both critical; the second within a group that is
/// asked only on request.
fn reversed() -> Catalogue {
    let options = json!([0, 1, 2].map(|n| json!({
        "valueCoding": {"system": "urn:c", "code": n.to_string(), "display": format!("{n} times")},
        "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": n}],
    })));
    let (id, mut folder) = folder(
        "two",
        &json!([
            {"linkId": "ask", "type": "boolean", "text": "Ask?"},
            {"linkId": "two.1", "type": "choice", "text": "I feel safe", "answerOption": options},
            {"linkId": "more", "type": "group", "text": "More",
             "enableWhen": [{"question": "ask", "operator": "=", "answerBoolean": true}], "item": [
                {"linkId": "two.2", "type": "choice", "text": "I feel unsafe", "answerOption": options}]},
        ]),
    );
    folder.measure = Some(
        r#"
        id = "two"
        instrument = "Two"
        title = "Two"
        items = ["two.1", "two.2"]
        [answers]
        lowest = 0
        highest = 2
        source = "made for this test"
        [reversed]
        items = [1]
        source = "made for this test"
        [total]
        statistic = "sum"
        better = "lower"
        decimal-places = 0
        compared = "rounded"
        on-paper = "The sum."
        source = "made for this test"
        [missing]
        at-most = 0
        source = "made for this test"
        [critical]
        items = [1, 2]
        above = 0
        source = "made for this test"
        "#
        .to_owned(),
    );
    let folders: BTreeMap<FormId, Folder> = BTreeMap::from([(id, folder)]);
    let catalogue = Catalogue::read(&folders);
    assert_eq!(catalogue.refused().collect::<Vec<_>>(), []);
    catalogue
}

#[test]
fn a_reversed_item_is_critical_by_its_points_not_by_the_box_ticked() {
    let mut filling = Filling::open(&reversed(), "two");
    for (position, is_alert) in [(0, true), (1, true), (2, false)] {
        filling.tick("two.1", position);
        assert_eq!(filling.alerts().stand(), is_alert, "box {position}");
    }
}

#[test]
fn a_group_that_is_not_asked_raises_no_alert_and_counts_nothing_as_left_blank() {
    let mut filling = Filling::open(&reversed(), "two");
    filling
        .tick("two.1", 2)
        .answer("ask", "true")
        .tick("two.2", 2);
    assert_eq!(filling.raised(), ["two.2"]);
    filling.answer("ask", "false");
    assert_eq!(filling.alerts(), Alerts::default());
    assert!(
        !filling
            .scenario
            .form
            .entries(filling.scenario.node("two.2"))
            .is_empty()
    );
    filling.answer("two.2", "");
    assert_eq!(filling.alerts(), Alerts::default());
    filling.answer("ask", "true");
    assert_eq!(filling.names(&filling.alerts().unanswered), ["two.2"]);
    assert!(filling.definition.item(&LinkId::new("two.2")).is_some());
}

#[test]
fn an_alert_in_a_questionnaire_on_its_own_stands_for_the_whole_case() {
    use mhtr_forms::engine::calendar::DateTime;
    use mhtr_forms::engine::case::{Case, CaseId, Change, DocumentId, risk};
    use mhtr_forms::engine::catalogue::FormId;
    use mhtr_forms::engine::form::Scope;
    use mhtr_forms::engine::wording::Wording;

    let catalogue = catalogue();
    let mut filling = Filling::open(&catalogue, "core-10");
    filling.answer("core-10.how", "self").tick("core-10.6", 1);
    let now = DateTime::read("2026-11-21T09:00:00Z").unwrap();
    let mut case = Case::open(CaseId::read("a1").unwrap(), now);
    case.apply(
        Change::Started {
            form: FormId::new("core-10"),
            response: filling.scenario.form.response(Scope::Everything),
            prefilled: Vec::new(),
        },
        now,
    );
    let wording = Wording::built_in();
    let lines: Vec<String> = risk::standing(&case, &catalogue, None, &wording)
        .into_iter()
        .map(|alert| alert.line)
        .collect();
    assert_eq!(
        lines,
        ["CORE-10: 6 I made plans to end my life: Only occasionally"]
    );
    let own = Some(DocumentId(1));
    assert_eq!(risk::standing(&case, &catalogue, own, &wording), []);
}
