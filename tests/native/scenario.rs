//! A client without a screen: it opens a form, answers as a person would type, and says what it expects.
//!
//! Tests of behaviour go through it, so that an interface can change without touching them.

use std::sync::Arc;

use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::entry;
use mhtr_forms::engine::fhir::{read_questionnaire, read_response, write_response};
use mhtr_forms::engine::form::{Form, FormChange, NodeId, Scope, Touched};
use mhtr_forms::engine::messages::message;
use mhtr_forms::engine::problem::{Problem, Severity};
use mhtr_forms::engine::questionnaire::{LinkId, Questionnaire};
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::validate::{Rule, Violation, validate};
use mhtr_forms::engine::wording::Wording;
use serde_json::{Value as Json, json};

/// The day on which all scenarios play.
pub const TODAY: &str = "2026-11-21";

/// A Questionnaire with these items, read; and its problems.
pub fn read_items(items: &Json) -> (Questionnaire, Vec<Problem>) {
    let file = json!({
        "resourceType": "Questionnaire",
        "status": "active",
        "url": "https://example.org/form",
        "version": "1",
        "item": items,
    });
    let (questionnaire, problems) = read_questionnaire(&file.to_string());
    (questionnaire.expect("the form can be read"), problems)
}

/// A form being filled in.
pub struct Scenario {
    pub form: Form,
    pub alert_stands: bool,
}

impl Scenario {
    /// A fresh form from the file in its folder.
    pub fn open(folder: &str) -> Self {
        let path = format!(
            "{}/forms/{folder}/questionnaire.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let file = std::fs::read_to_string(&path).expect("the form is there");
        let (questionnaire, _) = read_questionnaire(&file);
        Self::of(questionnaire.expect("the form can be read"))
    }

    /// A fresh form of these items, none of which has a problem that leaves something out.
    pub fn of_items(items: Json) -> Self {
        let (questionnaire, problems) = read_items(&items);
        let left_out: Vec<&Problem> = problems
            .iter()
            .filter(|problem| problem.severity != Severity::Odd)
            .collect();
        assert!(left_out.is_empty(), "{left_out:?}");
        Self::of(questionnaire)
    }

    /// A fresh form.
    pub fn of(questionnaire: Questionnaire) -> Self {
        Self {
            form: Form::start(Arc::new(questionnaire)),
            alert_stands: false,
        }
    }

    /// The only node, or the first, of an item.
    pub fn node(&self, link_id: &str) -> NodeId {
        self.nth(link_id, 0)
    }

    /// The node of an item in the form's order, counted from nought.
    pub fn nth(&self, link_id: &str, n: usize) -> NodeId {
        *self
            .form
            .nodes_of(&LinkId::new(link_id))
            .get(n)
            .unwrap_or_else(|| panic!("there is no {link_id} number {n}"))
    }

    /// Types an answer; nothing typed empties the question.
    pub fn answer(&mut self, link_id: &str, typed: &str) -> &mut Self {
        self.answer_nth(link_id, 0, typed);
        self
    }

    /// Types an answer in one of several repetitions; what the change touched.
    pub fn answer_nth(&mut self, link_id: &str, n: usize, typed: &str) -> Touched {
        let node = self.nth(link_id, n);
        let item = self.form.item(node).expect("the node is there");
        let entries = entry::read(item, typed).into_iter().collect();
        self.form.apply(FormChange::Answer { node, entries })
    }

    /// Gives several answers to a question that may have them.
    pub fn answer_all(&mut self, link_id: &str, typed: &[&str]) -> &mut Self {
        let node = self.node(link_id);
        let item = self.form.item(node).expect("the node is there");
        let entries: Vec<Entry> = typed
            .iter()
            .filter_map(|typed| entry::read(item, typed))
            .collect();
        self.form.apply(FormChange::Answer { node, entries });
        self
    }

    /// Adds a repetition of a group at the top of the form.
    pub fn repeat(&mut self, link_id: &str) -> Touched {
        self.form.apply(FormChange::Repeat {
            parent: None,
            link_id: LinkId::new(link_id),
        })
    }

    /// Takes away a repetition of a group.
    pub fn remove(&mut self, link_id: &str, n: usize) -> Touched {
        let node = self.nth(link_id, n);
        self.form.apply(FormChange::Remove { node })
    }

    /// Writes the form, reads it again and goes on with that.
    pub fn reload(&mut self) -> &mut Self {
        let before = self.form.response(Scope::Everything);
        let written = write_response(&before);
        let response = read_response(&written).expect("what was written can be read");
        assert_eq!(response, before);
        let questionnaire = self.form.questionnaire().clone();
        let (form, not_carried) = Form::open(questionnaire, &response);
        assert_eq!(not_carried, Vec::new());
        self.form = form;
        self
    }

    pub fn expect_asked(&self, link_id: &str) -> &Self {
        assert!(
            self.form.is_asked(self.node(link_id)),
            "{link_id} is not asked"
        );
        self
    }

    pub fn expect_not_asked(&self, link_id: &str) -> &Self {
        assert!(
            !self.form.is_asked(self.node(link_id)),
            "{link_id} is asked"
        );
        self
    }

    /// What stands in the field, asked or not.
    pub fn expect_answer(&self, link_id: &str, typed: &str) -> &Self {
        assert_eq!(self.answers(link_id), [typed], "{link_id}");
        self
    }

    pub fn expect_no_answer(&self, link_id: &str) -> &Self {
        assert_eq!(self.answers(link_id), Vec::<String>::new(), "{link_id}");
        self
    }

    /// What stands in the fields of a question.
    pub fn answers(&self, link_id: &str) -> Vec<String> {
        let node = self.node(link_id);
        let item = self.form.item(node).expect("the node is there");
        self.form
            .entries(node)
            .iter()
            .map(|entry| entry::typed(item, entry))
            .collect()
    }

    pub fn violations(&self) -> Vec<Violation> {
        let today = Date::read(TODAY).expect("a day");
        validate(&self.form, None, today, self.alert_stands)
    }

    /// The rules broken at an item.
    pub fn rules(&self, link_id: &str) -> Vec<Rule> {
        self.violations()
            .into_iter()
            .filter(|violation| violation.link_id.as_str() == link_id)
            .map(|violation| violation.rule)
            .collect()
    }

    /// All the messages, in order.
    pub fn messages(&self) -> Vec<String> {
        let wording = Wording::built_in();
        self.violations()
            .iter()
            .map(|violation| message(violation, &self.form, &wording))
            .collect()
    }

    pub fn expect_messages(&self, messages: &[&str]) -> &Self {
        assert_eq!(self.messages(), messages);
        self
    }
}

fn consent() -> Scenario {
    Scenario::of_items(json!([
        {"linkId": "share", "type": "boolean", "text": "Do you agree to share?", "required": true},
        {"linkId": "share-with", "type": "string", "text": "Who with?", "required": true,
         "enableWhen": [{"question": "share", "operator": "=", "answerBoolean": true}]},
    ]))
}

#[test]
fn changing_your_mind_keeps_what_you_wrote() {
    let mut consent = consent();
    consent
        .answer("share", "true")
        .answer("share-with", "my sister");
    consent
        .answer("share", "false")
        .expect_not_asked("share-with");
    consent
        .answer("share", "true")
        .expect_answer("share-with", "my sister");
}

#[test]
fn what_is_not_asked_is_kept_but_not_reported() {
    let mut consent = consent();
    consent
        .answer("share", "true")
        .answer("share-with", "my sister")
        .answer("share", "false");
    assert_eq!(consent.form.response(Scope::Asked).items.len(), 1);
    consent
        .reload()
        .expect_not_asked("share-with")
        .expect_answer("share-with", "my sister");
    consent.expect_messages(&[]);
}

#[test]
fn half_a_date_is_shown_again_as_it_was_typed_and_never_reported() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "born", "type": "date", "text": "When were you born?"},
    ]));
    form.answer("born", "27/ /2007")
        .reload()
        .expect_answer("born", "27/ /2007");
    form.expect_messages(&["The answer to “When were you born?” must include a month"]);
    assert_eq!(form.form.response(Scope::Asked).items, Vec::new());
    form.answer("born", "27/Mar/2007")
        .expect_messages(&[])
        .expect_answer("born", "27/3/2007");
}

#[test]
fn a_form_starts_with_its_initial_values_and_keeps_them_away_once_emptied() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "place", "type": "string", "text": "Where?", "initial": [{"valueString": "court"}]},
        {"linkId": "how", "type": "choice", "text": "How?", "answerOption": [
            {"valueCoding": {"code": "a", "display": "By post"}},
            {"valueCoding": {"code": "b", "display": "By hand"}, "initialSelected": true},
        ]},
    ]));
    form.expect_answer("place", "court")
        .expect_answer("how", "By hand");
    form.answer("place", "").reload().expect_no_answer("place");
}

#[test]
fn repetitions_are_added_after_the_others_and_taken_away_with_what_stands_in_them() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "child", "type": "group", "text": "Child", "repeats": true, "item": [
            {"linkId": "name", "type": "string", "text": "Name", "initial": [{"valueString": "?"}]},
        ]},
    ]));
    let touched = form.repeat("child");
    assert_eq!((touched.nodes, touched.parents), (vec![], vec![None]));
    form.repeat("child");
    for (n, name) in ["Ann", "Bob", "Cy"].into_iter().enumerate() {
        form.answer_nth("name", n, name);
    }
    form.reload();
    let children = form.form.children(None).to_vec();
    form.remove("child", 1);
    assert_eq!(form.form.children(None), [children[0], children[2]]);
    assert_eq!(form.form.item(children[1]), None);
    let names: Vec<NodeId> = form.form.nodes_of(&LinkId::new("name")).to_vec();
    let stands = |node: &NodeId| form.form.entries(*node).to_vec();
    assert_eq!(
        names.iter().flat_map(stands).collect::<Vec<_>>(),
        ["Ann", "Cy"]
            .map(|name| Entry::Value(mhtr_forms::engine::value::Value::String(name.to_owned())))
    );
    form.remove("child", 0);
    let touched = form.remove("child", 0);
    assert_eq!((touched.nodes.len(), touched.parents), (1, vec![]));
    form.expect_no_answer("name");
}

#[test]
fn empty_repetitions_before_a_filled_one_keep_their_place() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "child", "type": "group", "text": "Child", "repeats": true, "item": [
            {"linkId": "name", "type": "string", "text": "Name"},
        ]},
    ]));
    form.repeat("child");
    form.answer_nth("name", 1, "Bob");
    form.reload().expect_no_answer("name");
    assert_eq!(form.form.response(Scope::Asked).items.len(), 1);
}

#[test]
fn questions_within_a_question_are_written_into_its_answer_answered_or_not() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "drink", "type": "boolean", "text": "Do you drink?", "item": [
            {"linkId": "note", "type": "string", "text": "Note"},
        ]},
    ]));
    form.answer("note", "prefers not to say").reload();
    form.expect_no_answer("drink")
        .expect_answer("note", "prefers not to say");
    form.answer("drink", "true").reload();
    let response = form.form.response(Scope::Asked);
    assert_eq!(
        response.items[0].answers[0].items[0].link_id.as_str(),
        "note"
    );
    form.expect_answer("note", "prefers not to say");
}

#[test]
fn a_change_that_does_not_fit_the_question_does_nothing() {
    use mhtr_forms::engine::value::Value;
    let mut consent = consent();
    let node = consent.node("share-with");
    let change = |entries| FormChange::Answer { node, entries };
    let number = Entry::Value(Value::Integer(3));
    let words = Entry::Value(Value::String("a".to_owned()));
    assert_eq!(consent.form.apply(change(vec![number])), Touched::default());
    assert_eq!(
        consent
            .form
            .apply(change(vec![words.clone(), words.clone()])),
        Touched::default()
    );
    assert_eq!(
        consent.form.apply(change(vec![words.clone()])).nodes,
        [node]
    );
    assert_eq!(consent.form.apply(change(vec![words])), Touched::default());
}
