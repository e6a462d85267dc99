//! What is asked: the seven operators, all and any, nearest scope, circles, and what a change touches.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use mhtr_forms::engine::form::{Form, FormChange, NodeId};
use mhtr_forms::engine::questionnaire::{Condition, EnableBehavior, LinkId, Operator};
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::value::Value;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::scenario::{Scenario, read_items};

/// A question of a type, and a note asked when the answer is as the condition says.
fn asks(item_type: &str, operator: &str, answer: (&str, Json), typed: &str) -> bool {
    let mut condition = json!({"question": "q", "operator": operator});
    condition[answer.0] = answer.1;
    let mut form = Scenario::of_items(json!([
        {"linkId": "q", "type": item_type, "text": "Q?", "repeats": true, "answerOption":
            if item_type == "choice" { json!([
                {"valueCoding": {"system": "urn:s", "code": "a", "display": "A"}},
                {"valueCoding": {"system": "urn:s", "code": "b", "display": "B"}},
            ]) } else { json!([]) }},
        {"linkId": "n", "type": "string", "text": "N?", "enableWhen": [condition]},
    ]));
    let typed: Vec<&str> = typed.split(';').collect();
    form.answer_all("q", &typed);
    form.form.is_asked(form.node("n"))
}

#[test]
fn the_seven_operators_compare_answers_of_each_type() {
    // Type, operator, expected, typed, asked or not.
    #[rustfmt::skip]
    let table: &[(&str, &str, &str, Json, &str, bool)] = &[
        ("boolean", "exists", "answerBoolean", json!(true), "false", true),
        ("boolean", "exists", "answerBoolean", json!(true), "", false),
        ("boolean", "exists", "answerBoolean", json!(false), "", true),
        ("boolean", "exists", "answerBoolean", json!(false), "true", false),
        ("boolean", "=", "answerBoolean", json!(false), "false", true),
        ("boolean", "=", "answerBoolean", json!(false), "", false),
        ("boolean", "!=", "answerBoolean", json!(false), "true", true),
        ("boolean", "!=", "answerBoolean", json!(false), "", false),
        ("integer", "=", "answerInteger", json!(3), "3", true),
        ("integer", "=", "answerInteger", json!(3), "1;3", true),
        ("integer", "!=", "answerInteger", json!(3), "1;3", false),
        ("integer", "!=", "answerInteger", json!(3), "1;2", true),
        ("integer", ">", "answerInteger", json!(3), "3", false),
        ("integer", ">", "answerInteger", json!(3), "4", true),
        ("integer", ">=", "answerInteger", json!(3), "3", true),
        ("integer", "<", "answerInteger", json!(3), "-4", true),
        ("integer", "<=", "answerInteger", json!(3), "4", false),
        ("integer", ">", "answerInteger", json!(3), "four", false),
        ("integer", "!=", "answerInteger", json!(3), "four", false),
        ("integer", ">", "answerDecimal", json!(3.5), "4", true),
        ("decimal", "=", "answerDecimal", json!(0.3), "0.30", true),
        ("decimal", ">", "answerDecimal", json!(0.1), "0.10", false),
        ("date", "=", "answerDate", json!("2007"), "27/3/2007", true),
        ("date", "<", "answerDate", json!("2007-04"), "27/3/2007", true),
        ("date", "<", "answerDate", json!("2007-03"), "27/3/2007", false),
        ("date", ">", "answerDate", json!("2007-03-26"), "27/3/2007", true),
        ("date", ">=", "answerDateTime", json!("2007-03-27T10:00:00Z"), "27/3/2007", true),
        ("dateTime", "=", "answerDateTime", json!("2026-07-01T09:00:00Z"), "1/7/2026/10:00", true),
        ("time", "<", "answerTime", json!("14:30:00"), "2:29pm", true),
        ("time", "<", "answerTime", json!("14:30:00"), "14:30", false),
        ("string", "=", "answerString", json!("yes"), "yes", true),
        ("string", "=", "answerString", json!("yes"), "Yes", false),
        ("text", "!=", "answerString", json!("yes"), "no", true),
        ("url", "=", "answerString", json!("urn:a"), "urn:a", true),
        ("choice", "=", "answerCoding", json!({"system": "urn:s", "code": "a"}), "B;A", true),
        ("choice", "=", "answerCoding", json!({"system": "urn:t", "code": "a"}), "A", false),
        ("choice", "!=", "answerCoding", json!({"system": "urn:s", "code": "a"}), "B", true),
        ("quantity", ">", "answerQuantity", json!({"value": 70, "unit": "kg"}), "72 kg", true),
        ("quantity", ">", "answerQuantity", json!({"value": 70, "unit": "kg"}), "72 lb", false),
        ("quantity", "=", "answerQuantity", json!({"value": 72, "unit": "kg"}), "72.0 kg", true),
    ];
    for (item_type, operator, name, answer, typed, asked) in table {
        assert_eq!(
            asks(item_type, operator, (name, answer.clone()), typed),
            *asked,
            "{item_type} {typed} {operator} {answer}"
        );
    }
}

#[test]
fn all_or_any_of_several_conditions() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "a", "type": "boolean"},
        {"linkId": "b", "type": "boolean"},
        {"linkId": "all", "type": "string", "enableBehavior": "all", "enableWhen": [
            {"question": "a", "operator": "=", "answerBoolean": true},
            {"question": "b", "operator": "=", "answerBoolean": true}]},
        {"linkId": "any", "type": "string", "enableBehavior": "any", "enableWhen": [
            {"question": "a", "operator": "=", "answerBoolean": true},
            {"question": "b", "operator": "=", "answerBoolean": true}]},
    ]));
    form.expect_not_asked("all").expect_not_asked("any");
    form.answer("b", "true")
        .expect_not_asked("all")
        .expect_asked("any");
    form.answer("a", "true")
        .expect_asked("all")
        .expect_asked("any");
}

#[test]
fn an_answer_that_is_not_asked_decides_nothing() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "late", "type": "string",
         "enableWhen": [{"question": "middle", "operator": "=", "answerBoolean": true}]},
        {"linkId": "none", "type": "string",
         "enableWhen": [{"question": "middle", "operator": "exists", "answerBoolean": false}]},
        {"linkId": "middle", "type": "boolean",
         "enableWhen": [{"question": "early", "operator": "=", "answerBoolean": true}]},
        {"linkId": "early", "type": "boolean"},
    ]));
    form.answer("early", "true").answer("middle", "true");
    form.expect_asked("late").expect_not_asked("none");
    form.answer("early", "false");
    form.expect_not_asked("middle")
        .expect_not_asked("late")
        .expect_asked("none");
    form.answer("early", "true").expect_asked("late");
}

#[test]
fn a_group_that_is_not_asked_takes_everything_in_it_along() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "a", "type": "boolean"},
        {"linkId": "g", "type": "group", "text": "G",
         "enableWhen": [{"question": "a", "operator": "=", "answerBoolean": true}], "item": [
            {"linkId": "inner", "type": "boolean"},
        ]},
        {"linkId": "after", "type": "string",
         "enableWhen": [{"question": "inner", "operator": "=", "answerBoolean": true}]},
    ]));
    form.answer("inner", "true")
        .expect_not_asked("inner")
        .expect_not_asked("after");
    form.answer("a", "true")
        .expect_asked("inner")
        .expect_asked("after");
}

fn nested() -> Scenario {
    Scenario::of_items(json!([
        {"linkId": "person", "type": "group", "text": "P", "repeats": true, "item": [
            {"linkId": "adult", "type": "boolean"},
            {"linkId": "detail", "type": "group", "text": "D", "item": [
                {"linkId": "work", "type": "string",
                 "enableWhen": [{"question": "adult", "operator": "=", "answerBoolean": true}]},
            ]},
        ]},
        {"linkId": "anyone", "type": "string",
         "enableWhen": [{"question": "adult", "operator": "=", "answerBoolean": true}]},
    ]))
}

#[test]
fn a_condition_reads_the_question_in_its_own_repetition() {
    let mut form = nested();
    form.repeat("person");
    form.repeat("person");
    for answered in 0..3 {
        form.answer_nth("adult", answered, "true");
        let asked: Vec<bool> = (0..3)
            .map(|n| form.form.is_asked(form.nth("work", n)))
            .collect();
        assert_eq!(asked, [0, 1, 2].map(|n| n == answered));
        form.answer_nth("adult", answered, "false");
    }
}

#[test]
fn the_initial_values_of_an_added_repetition_decide_at_once() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "person", "type": "group", "text": "P", "repeats": true, "item": [
            {"linkId": "adult", "type": "boolean", "initial": [{"valueBoolean": true}]}]},
        {"linkId": "anyone", "type": "string",
         "enableWhen": [{"question": "adult", "operator": "=", "answerBoolean": true}]},
    ]));
    form.expect_asked("anyone");
    form.answer("adult", "false").expect_not_asked("anyone");
    let touched = form.repeat("person");
    assert_eq!(touched.nodes, [form.node("anyone")]);
    form.expect_asked("anyone");
}

#[test]
fn of_two_questions_with_one_link_id_the_nearer_one_decides() {
    // Reading a file leaves the second one out; a form put together from several may have both.
    let group = |link_id: &str| {
        json!({"linkId": link_id, "type": "group", "text": "G", "item": [
            {"linkId": format!("{link_id}-yes"), "type": "boolean"},
            {"linkId": format!("{link_id}-note"), "type": "string", "enableWhen": [
                {"question": format!("{link_id}-yes"), "operator": "=", "answerBoolean": true}]}]})
    };
    let (mut questionnaire, _) = read_items(&json!([group("a"), group("b")]));
    for group in &mut questionnaire.items {
        group.items[0].link_id = LinkId::new("yes");
        group.items[1].enable_when[0].question = LinkId::new("yes");
    }
    let mut form = Scenario::of(questionnaire);
    let second = form.form.children(Some(form.node("b")))[0];
    form.form.apply(FormChange::Answer {
        node: second,
        entries: vec![Entry::Value(Value::Boolean(true))],
    });
    form.expect_asked("b-note").expect_not_asked("a-note");
}

#[test]
fn a_condition_outside_reads_all_repetitions() {
    let mut form = nested();
    form.expect_not_asked("anyone");
    form.repeat("person");
    form.answer_nth("adult", 1, "true");
    form.expect_asked("anyone");
    let touched = form.remove("person", 1);
    assert_eq!(touched.nodes, [form.node("anyone")]);
    form.expect_not_asked("anyone");
}

#[test]
fn a_circle_of_conditions_ends_in_the_same_state_whatever_the_order() {
    let items = json!([
        {"linkId": "a", "type": "boolean",
         "enableWhen": [{"question": "b", "operator": "=", "answerBoolean": true}]},
        {"linkId": "b", "type": "boolean",
         "enableWhen": [{"question": "a", "operator": "=", "answerBoolean": true}]},
        {"linkId": "self", "type": "boolean",
         "enableWhen": [{"question": "self", "operator": "exists", "answerBoolean": false}]},
    ]);
    let (questionnaire, problems) = read_items(&items);
    let circular: Vec<&str> = problems
        .iter()
        .filter(|problem| problem.what == "problem.fhir.circular")
        .map(|problem| problem.place.as_str())
        .collect();
    assert_eq!(
        circular,
        [
            "item[0].enableWhen",
            "item[1].enableWhen",
            "item[2].enableWhen"
        ]
    );
    let mut one = Scenario::of(questionnaire.clone());
    one.answer("a", "true").answer("b", "true");
    let mut other = Scenario::of(questionnaire);
    other
        .answer("b", "true")
        .answer("a", "false")
        .answer("a", "true");
    for form in [&mut one, &mut other] {
        form.expect_asked("a")
            .expect_asked("b")
            .expect_asked("self");
        form.answer("self", "true").expect_not_asked("self");
    }
}

/// Up to eight items, some in groups, some of which repeat, each perhaps with conditions on any other.
fn items() -> impl Strategy<Value = Json> {
    let condition = (0..8_usize, 0..4_usize, any::<bool>());
    let item = (
        0..4_usize,
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(condition, 0..3),
    );
    prop::collection::vec(item, 1..8).prop_map(|drawn| {
        let mut top: Vec<Json> = Vec::new();
        for (n, (shape, is_any, repeats, conditions)) in drawn.iter().enumerate() {
            let enable_when: Vec<Json> = conditions
                .iter()
                .map(|(question, operator, answer)| {
                    let operator = ["=", "!=", "exists", "exists"][*operator];
                    json!({"question": format!("q{question}"), "operator": operator,
                           "answerBoolean": answer})
                })
                .collect();
            let is_group = *shape == 0;
            let item = json!({
                "linkId": format!("q{n}"),
                "type": if is_group { "group" } else { "boolean" },
                "repeats": is_group && *repeats,
                "enableBehavior": if *is_any { "any" } else { "all" },
                "enableWhen": enable_when,
            });
            // Within the last item, or beside it.
            match top.last_mut() {
                Some(last) if *shape <= 2 && last["type"] == "group" || *shape == 1 => {
                    let items = last.as_object_mut().unwrap().entry("item");
                    items
                        .or_insert(json!([]))
                        .as_array_mut()
                        .unwrap()
                        .push(item);
                }
                _ => top.push(item),
            }
        }
        Json::from(top)
    })
}

/// What is asked, worked out again from the whole form without the engine's index: every item by
/// its definition, each question's answers by walking outwards from the item.
struct FromNothing<'a> {
    form: &'a Form,
    in_circle: BTreeMap<(LinkId, LinkId), bool>,
    known: BTreeMap<NodeId, bool>,
}

impl FromNothing<'_> {
    fn all(form: &Form) -> BTreeMap<NodeId, bool> {
        let mut this = FromNothing {
            form,
            in_circle: circles(form),
            known: BTreeMap::new(),
        };
        for node in form.within(None) {
            let asked = this.is_asked(node);
            this.known.insert(node, asked);
        }
        this.known
    }

    fn is_asked(&self, node: NodeId) -> bool {
        let item = self.form.item(node).unwrap();
        let parent_asked = self
            .form
            .parent(node)
            .is_none_or(|parent| self.is_asked(parent));
        let mut held = item
            .enable_when
            .iter()
            .map(|condition| self.holds(node, condition));
        parent_asked
            && (item.enable_when.is_empty()
                || match item.enable_behavior {
                    EnableBehavior::All => held.all(|it| it),
                    EnableBehavior::Any => held.any(|it| it),
                })
    }

    fn holds(&self, node: NodeId, condition: &Condition) -> bool {
        let link_id = &self.form.item(node).unwrap().link_id;
        let is_circular = self.in_circle[&(link_id.clone(), condition.question.clone())];
        // Outwards from the item: the first surroundings in which the question stands.
        let mut around = Some(node);
        let questions: Vec<NodeId> = loop {
            let found: Vec<NodeId> = self
                .form
                .within(around)
                .into_iter()
                .filter(|other| self.form.item(*other).unwrap().link_id == condition.question)
                .collect();
            match around {
                Some(at) if found.is_empty() => around = self.form.parent(at),
                _ => break found,
            }
        };
        let answers: Vec<&Entry> = questions
            .into_iter()
            .filter(|question| is_circular || self.is_asked(*question))
            .flat_map(|question| self.form.entries(question))
            .filter(|entry| matches!(entry, Entry::Value(_)))
            .collect();
        let expected = Entry::Value(condition.answer.clone());
        match condition.operator {
            Operator::Exists => condition.answer == Value::Boolean(!answers.is_empty()),
            Operator::Equal => answers.iter().any(|it| **it == expected),
            Operator::NotEqual => !answers.is_empty() && answers.iter().all(|it| **it != expected),
            Operator::Greater
            | Operator::Less
            | Operator::GreaterOrEqual
            | Operator::LessOrEqual => unreachable!("yes and no have no order"),
        }
    }
}

/// For each condition, whether what it decides about decides about it: by reachability.
fn circles(form: &Form) -> BTreeMap<(LinkId, LinkId), bool> {
    let mut after: BTreeMap<LinkId, Vec<LinkId>> = BTreeMap::new();
    let mut conditions = Vec::new();
    for node in form.within(None) {
        let item = form.item(node).unwrap();
        for child in &item.items {
            after
                .entry(item.link_id.clone())
                .or_default()
                .push(child.link_id.clone());
        }
        for condition in &item.enable_when {
            let question = condition.question.clone();
            after
                .entry(question.clone())
                .or_default()
                .push(item.link_id.clone());
            conditions.push((item.link_id.clone(), question));
        }
    }
    let reaches = |from: &LinkId, to: &LinkId| {
        let mut seen = vec![from.clone()];
        let mut ahead = vec![from.clone()];
        while let Some(at) = ahead.pop() {
            for next in after.get(&at).into_iter().flatten() {
                if !seen.contains(next) {
                    seen.push(next.clone());
                    ahead.push(next.clone());
                }
            }
        }
        seen.contains(to)
    };
    conditions
        .into_iter()
        .map(|(item, question)| {
            let is_circular = reaches(&item, &question);
            ((item, question), is_circular)
        })
        .collect()
}

/// One step: which node, and what happens to it.
fn step(form: &Form, which: usize, what: usize) -> Option<FormChange> {
    let nodes = form.within(None);
    let node = *nodes.get(which % nodes.len())?;
    let item = form.item(node)?;
    let answer = |value| Entry::Value(Value::Boolean(value));
    Some(match what {
        0 => FormChange::Remove { node },
        1 | 2 => FormChange::Repeat {
            parent: form.parent(node),
            link_id: item.link_id.clone(),
        },
        3 => FormChange::Answer {
            node,
            entries: Vec::new(),
        },
        4 => FormChange::Answer {
            node,
            entries: vec![Entry::AsTyped("?".to_owned())],
        },
        _ => FormChange::Answer {
            node,
            entries: vec![answer(what.is_multiple_of(2))],
        },
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done in whatever order, what is asked is what the definition says, and the nodes
    /// listed as touched are exactly those that changed.
    #[test]
    fn what_is_asked_depends_on_the_answers_alone_and_touched_is_exact(
        items in items(),
        steps in prop::collection::vec((0..64_usize, 0..10_usize), 0..24),
    ) {
        let (questionnaire, _) = read_items(&items);
        let mut form = Form::start(Arc::new(questionnaire));
        let state = |form: &Form| -> BTreeMap<NodeId, (bool, Vec<Entry>)> {
            form.within(None)
                .into_iter()
                .map(|node| (node, (form.is_asked(node), form.entries(node).to_vec())))
                .collect()
        };
        for (which, what) in steps {
            let Some(change) = step(&form, which, what) else { continue };
            let before = state(&form);
            let touched = form.apply(change);
            let after = state(&form);
            let changed: Vec<NodeId> = after
                .iter()
                .filter(|(node, now)| before.get(node).is_some_and(|was| was != *now))
                .map(|(node, _)| *node)
                .collect();
            prop_assert_eq!(touched.nodes, changed);
            let asked: BTreeMap<NodeId, bool> =
                after.into_iter().map(|(node, (asked, _))| (node, asked)).collect();
            prop_assert_eq!(asked, FromNothing::all(&form));
            for link_id in (0..8).map(|n| LinkId::new(&format!("q{n}"))) {
                let in_order: Vec<NodeId> = form
                    .within(None)
                    .into_iter()
                    .filter(|node| form.item(*node).unwrap().link_id == link_id)
                    .collect();
                prop_assert_eq!(form.nodes_of(&link_id), in_order);
            }
        }
    }
}

/// 2,217 items, the size of the largest published form we know of: groups of twenty questions, each
/// asked when the one before it was answered with yes.
fn large() -> Json {
    let groups: Vec<Json> = (0..105)
        .map(|group| {
            let questions: Vec<Json> = (0..20)
                .map(|n| {
                    let mut question =
                        json!({"linkId": format!("{group}.{n}"), "type": "boolean", "text": "?"});
                    if n > 0 {
                        question["enableWhen"] = json!([{"question": format!("{group}.{}", n - 1),
                            "operator": "=", "answerBoolean": true}]);
                    }
                    question
                })
                .collect();
            json!({"linkId": format!("{group}"), "type": "group", "text": "G", "item": questions})
        })
        .collect();
    let mut items = groups;
    items.extend(
        (0..12).map(|n| json!({"linkId": format!("d{n}"), "type": "display", "text": "D"})),
    );
    Json::from(items)
}

#[expect(
    clippy::disallowed_methods,
    reason = "measures how long the machine took"
)]
#[test]
fn a_change_in_a_large_form_costs_what_it_touches() {
    let (questionnaire, problems) = read_items(&large());
    assert_eq!(problems, Vec::new());
    let mut form = Scenario::of(questionnaire);
    assert_eq!(form.form.within(None).len(), 2217);
    assert_eq!(form.answer_nth("50.0", 0, "true").nodes.len(), 2);
    assert_eq!(form.answer_nth("50.0", 0, "false").nodes.len(), 2);
    for n in 0..20 {
        form.answer(&format!("50.{n}"), "true");
    }
    assert_eq!(form.answer_nth("50.0", 0, "false").nodes.len(), 20);
    // A thousand changes take milliseconds; a second would mean that each looks at the whole form.
    let start = Instant::now();
    for n in 0..1000 {
        let typed = if n % 2 == 0 { "true" } else { "false" };
        form.answer("60.0", typed);
    }
    let took = start.elapsed();
    assert!(took.as_millis() < 1000, "{took:?}");
}
