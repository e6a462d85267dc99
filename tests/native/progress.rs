//! How far a section says it is.

use std::sync::Arc;

use mhtr_forms::engine::form::{Form, FormChange};
use mhtr_forms::engine::progress::Progress;
use mhtr_forms::engine::questionnaire::LinkId;
use mhtr_forms::engine::response::Entry;

use crate::catalogue::catalogue;

#[test]
fn a_measure_with_questions_left_blank_does_not_look_finished() {
    let catalogue = catalogue();
    let definition = catalogue
        .definitions()
        .find(|definition| definition.id.as_str() == "phq-9")
        .unwrap();
    let mut form = Form::start(Arc::clone(&definition.questionnaire));
    let choose = |form: &mut Form, link_id: &str, n: usize| {
        let node = form.nodes_of(&LinkId::new(link_id))[0];
        let value = form.item(node).unwrap().options[n].value.clone();
        let entries = vec![Entry::Value(value)];
        form.apply(FormChange::Answer { node, entries });
        Progress::of(definition, form, None, true)
    };
    assert_eq!(choose(&mut form, "phq-9.how", 0), Progress::InProgress);
    for n in 1..9 {
        assert_eq!(
            choose(&mut form, &format!("phq-9.{n}"), 0),
            Progress::InProgress
        );
    }
    assert_eq!(choose(&mut form, "phq-9.9", 0), Progress::Complete);
    assert_eq!(choose(&mut form, "phq-9.how", 2), Progress::Complete);
}

#[test]
fn words_alone_are_to_read_and_nothing_required_is_optional() {
    let catalogue = catalogue();
    let of = |form: &str, section: &str, is_satisfied: bool| {
        let definition = catalogue
            .definitions()
            .find(|definition| definition.id.as_str() == form)
            .unwrap();
        let form = Form::start(Arc::clone(&definition.questionnaire));
        let node = form.nodes_of(&LinkId::new(section))[0];
        Progress::of(definition, &form, Some(node), is_satisfied)
    };
    assert_eq!(
        of("combined-consent", "information", true),
        Progress::ToRead
    );
    assert_eq!(
        of("practitioner-assessment", "interview.close", true),
        Progress::Optional
    );
    assert_eq!(
        of("practitioner-assessment", "risk", false),
        Progress::NotStarted
    );
}
