//! Reads when items are asked, and finds conditions that can never be met.

use serde_json::Value as Json;

use super::super::limits;
use super::super::value::{Found, read, text};
use super::{Object, Reader, join};
use crate::engine::problem::{Problem, Severity};
use crate::engine::questionnaire::{
    Condition, EnableBehavior, Item, ItemType, LinkId, Operator, Questionnaire,
};
use crate::engine::value::Value;

impl Reader {
    pub(super) fn enable_behavior(&mut self, json: &Object, place: &str) -> EnableBehavior {
        let n_conditions = json
            .get("enableWhen")
            .and_then(Json::as_array)
            .map_or(0, Vec::len);
        match json.get("enableBehavior").map(Json::as_str) {
            Some(Some("any")) => EnableBehavior::Any,
            Some(Some("all")) => EnableBehavior::All,
            None if n_conditions < 2 => EnableBehavior::All,
            Some(_) | None => {
                let place = join(place, "enableBehavior");
                self.report(Severity::Odd, &place, "problem.fhir.all-or-any");
                EnableBehavior::All
            }
        }
    }

    /// The conditions that can be read. Whether the questions exist is looked at when all is read.
    pub(super) fn conditions(
        &mut self,
        json: &Object,
        link_id: &LinkId,
        place: &str,
    ) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for (n, (place, condition)) in self.list(json, "enableWhen", place).into_iter().enumerate()
        {
            self.n_conditions += 1;
            if self.n_conditions > limits::CONDITIONS {
                self.refuse(
                    &place,
                    "problem.fhir.too-many-conditions",
                    limits::CONDITIONS,
                );
            }
            if self.is_refused {
                return Vec::new();
            }
            self.allow(condition, &place);
            if let Some(condition) = self.condition(condition, &place) {
                conditions.push(condition);
                if let Some((_, positions)) = self.places.get_mut(link_id) {
                    positions.push(n);
                }
            }
        }
        conditions
    }

    fn condition(&mut self, json: &Object, place: &str) -> Option<Condition> {
        let Some(question) = json.get("question").and_then(text) else {
            let place = join(place, "question");
            self.report(Severity::LeftOut, &place, "problem.fhir.condition-question");
            return None;
        };
        let operator = match json.get("operator").and_then(Json::as_str) {
            Some("exists") => Operator::Exists,
            Some("=") => Operator::Equal,
            Some("!=") => Operator::NotEqual,
            Some(">") => Operator::Greater,
            Some("<") => Operator::Less,
            Some(">=") => Operator::GreaterOrEqual,
            Some("<=") => Operator::LessOrEqual,
            Some(_) | None => {
                let place = join(place, "operator");
                self.report(Severity::LeftOut, &place, "problem.fhir.condition-operator");
                return None;
            }
        };
        let is_readable =
            |answer: &Value| operator != Operator::Exists || matches!(answer, Value::Boolean(_));
        match read(json, "answer") {
            Found::Value(answer) if is_readable(&answer) => Some(Condition {
                question: LinkId::new(question),
                operator,
                answer,
            }),
            Found::Nothing | Found::Value(_) | Found::NotSupported(_) | Found::Malformed(_) => {
                let place = join(place, "answer[x]");
                self.report(Severity::LeftOut, &place, "problem.fhir.condition-answer");
                None
            }
        }
    }

    /// Takes away conditions on items that do not exist, and reports those that can never be met.
    pub(super) fn check_conditions(&mut self, questionnaire: &mut Questionnaire) {
        let mut types = std::collections::BTreeMap::new();
        let mut ahead: Vec<&Item> = questionnaire.items.iter().collect();
        while let Some(item) = ahead.pop() {
            types.entry(item.link_id.clone()).or_insert(item.item_type);
            ahead.extend(&item.items);
        }
        let mut ahead: Vec<&mut Item> = questionnaire.items.iter_mut().rev().collect();
        while let Some(item) = ahead.pop() {
            let (place, positions) = self.places.get(&item.link_id).cloned().unwrap_or_default();
            let mut positions = positions.into_iter();
            item.enable_when.retain(|condition| {
                let n = positions.next().unwrap_or_default();
                let place = format!("{place}.enableWhen[{n}]");
                let Some(item_type) = types.get(&condition.question) else {
                    let place = join(&place, "question");
                    self.problem(
                        Problem::new(
                            Severity::LeftOut,
                            place,
                            "problem.fhir.condition-on-unknown",
                        )
                        .with("link_id", &condition.question),
                    );
                    return false;
                };
                if !can_be_met(condition, *item_type) {
                    self.problem(
                        Problem::new(Severity::Odd, place, "problem.fhir.condition-never-met")
                            .with("link_id", &condition.question),
                    );
                }
                true
            });
            ahead.extend(item.items.iter_mut().rev());
        }
    }
}

/// Whether answers of a type can meet a condition at all.
fn can_be_met(condition: &Condition, item_type: ItemType) -> bool {
    let has_order = match condition.operator {
        Operator::Exists => {
            return !matches!(item_type, ItemType::Group | ItemType::Display);
        }
        Operator::Equal | Operator::NotEqual => false,
        Operator::Greater | Operator::Less | Operator::GreaterOrEqual | Operator::LessOrEqual => {
            true
        }
    };
    let answer = &condition.answer;
    match item_type {
        ItemType::Group | ItemType::Display | ItemType::Attachment | ItemType::Reference => false,
        ItemType::Boolean => matches!(answer, Value::Boolean(_)) && !has_order,
        ItemType::Decimal | ItemType::Integer => {
            matches!(
                answer,
                Value::Integer(_) | Value::Decimal(_) | Value::Quantity(_)
            )
        }
        ItemType::Quantity => matches!(
            answer,
            Value::Quantity(_) | Value::Integer(_) | Value::Decimal(_)
        ),
        ItemType::Date | ItemType::DateTime => {
            matches!(answer, Value::Date(_) | Value::DateTime(_))
        }
        ItemType::Time => matches!(answer, Value::Time(_)),
        ItemType::String | ItemType::Text | ItemType::Url => {
            matches!(answer, Value::String(_) | Value::Url(_)) && !has_order
        }
        // Options may be codings, words, numbers, dates or times; only codings and words have no order.
        ItemType::Choice | ItemType::OpenChoice => match answer {
            Value::Boolean(_) | Value::Decimal(_) | Value::DateTime(_) | Value::Quantity(_) => {
                false
            }
            Value::Coding(_) | Value::String(_) | Value::Url(_) => !has_order,
            Value::Integer(_) | Value::Date(_) | Value::Time(_) => true,
        },
    }
}
