//! The 6th working day after the second session that was not attended without a reasonable excuse.

use std::sync::Arc;

use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::catalogue::{Definition, FormId};
use mhtr_forms::engine::entry;
use mhtr_forms::engine::form::{Form, FormChange};
use mhtr_forms::engine::missed_sessions::{MissedSessions, Standing};
use mhtr_forms::engine::questionnaire::{LinkId, Shown};
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::value::Value;
use mhtr_forms::engine::wording::Wording;
use mhtr_forms::engine::working_days::WorkingDays;

use crate::catalogue::catalogue;

/// A session: its day, what became of it, and whether the excuse was reasonable; blank is no answer.
type Session<'a> = (&'a str, &'a str, &'a str);

fn log() -> Arc<Definition> {
    let found = catalogue();
    Arc::clone(found.get(&FormId::new("session-log")).unwrap())
}

fn missed(sessions: &[Session<'_>]) -> MissedSessions {
    missed_in(sessions, &WorkingDays::default())
}

fn missed_in(sessions: &[Session<'_>], working_days: &WorkingDays) -> MissedSessions {
    MissedSessions::of(&form_of(sessions), working_days)
}

/// A log with these sessions.
fn form_of(sessions: &[Session<'_>]) -> Form {
    let mut form = Form::start(Arc::clone(&log().questionnaire));
    for (n, (day, outcome, reasonable)) in sessions.iter().enumerate() {
        if n > 0 {
            let first = form.nodes_of(&LinkId::new("session"))[0];
            let (parent, link_id) = (form.parent(first), LinkId::new("session"));
            form.apply(FormChange::Repeat { parent, link_id });
        }
        for (link_id, typed) in [
            ("session.date", day),
            ("session.outcome", outcome),
            ("session.reasonable", reasonable),
        ] {
            let node = form.nodes_of(&LinkId::new(link_id))[n];
            let entries = entry::read(form.item(node).unwrap(), typed);
            let entries = entries.into_iter().collect();
            form.apply(FormChange::Answer { node, entries });
        }
    }
    form
}

fn date(text: &str) -> Date {
    Date::read(text).unwrap()
}

#[track_caller]
fn is_counted(missed: &MissedSessions, from: &str, to: &str) {
    let Standing::Counted { second, sixth } = &missed.standing else {
        panic!("{missed:?}");
    };
    assert_eq!((*second, sixth.day), (date(from), date(to)));
}

#[test]
fn the_day_is_counted_from_the_second_failure_and_from_no_other() {
    let two = [
        ("2/6/2026", "missed", "no"),
        ("9/6/2026", "cancelled-by-person", "no"),
    ];
    is_counted(&missed(&two), "2026-06-09", "2026-06-17");
    // A third changes nothing; one that was written down late is put in its place in the calendar.
    let third = [two[0], two[1], ("16/6/2026", "missed", "no")];
    is_counted(&missed(&third), "2026-06-09", "2026-06-17");
    let earlier = [two[0], two[1], ("1/6/2026", "missed", "no")];
    is_counted(&missed(&earlier), "2026-06-02", "2026-06-10");
}

#[test]
fn a_session_that_was_excused_attended_or_cancelled_by_the_service_is_no_failure() {
    let one = ("2/6/2026", "missed", "no");
    for other in [
        ("9/6/2026", "missed", "yes"),
        ("9/6/2026", "attended", "no"),
        ("9/6/2026", "late", "no"),
        ("9/6/2026", "cancelled-by-service", "no"),
        ("9/6/2026", "", "no"),
    ] {
        let missed = missed(&[one, other]);
        assert_eq!(missed.standing, Standing::NotTwo, "{other:?}");
        assert_eq!(missed.n_not_judged, 0, "{other:?}");
        assert_eq!(missed.line(&Wording::built_in()), None);
        assert!(missed.explained(&Wording::built_in()).is_empty());
    }
}

#[test]
fn an_excuse_that_nobody_has_judged_is_not_unreasonable() {
    let one = ("2/6/2026", "missed", "no");
    for silent in ["", "not-known"] {
        let other = ("9/6/2026", "missed", silent);
        let found = missed(&[one, other]);
        assert_eq!(
            (found.standing, found.n_not_judged),
            (Standing::MaybeTwo, 1)
        );
        // Two of which nobody knows are none that anybody has called a failure.
        assert_eq!(missed(&[other, other]).standing, Standing::NotTwo);
        let found = missed(&[one, other, ("16/6/2026", "missed", "no")]);
        is_counted(&found, "2026-06-16", "2026-06-24");
        let said = found.explained(&Wording::built_in());
        assert!(said[0].starts_with("For 1 session that was not attended it is not recorded"));
    }
}

#[test]
fn a_failure_without_its_day_gives_no_day() {
    let n = 2;
    let found = missed(&[("2/6/2026", "missed", "no"), ("", "missed", "no")]);
    assert_eq!(found.standing, Standing::WithoutDay { n });
    let found = missed(&[("2/6/2026", "missed", "no"), ("6/2026", "missed", "no")]);
    assert_eq!(found.standing, Standing::WithoutDay { n });
    // Even with two others: it may have been before them.
    let three = [
        ("2/6/2026", "missed", "no"),
        ("9/6/2026", "missed", "no"),
        ("", "missed", "no"),
    ];
    assert_eq!(missed(&three).standing, Standing::WithoutDay { n: 3 });
    // A log of another program may hold a month as a date.
    let mut form = form_of(&[("2/6/2026", "missed", "no"), ("9/6/2026", "missed", "no")]);
    let node = form.nodes_of(&LinkId::new("session.date"))[1];
    let entries = vec![Entry::Value(Value::Date(date("2026-06")))];
    form.apply(FormChange::Answer { node, entries });
    let found = MissedSessions::of(&form, &WorkingDays::default());
    assert_eq!(found.standing, Standing::WithoutDay { n });
    let second = date("2011-06-09");
    let old = [("2/6/2011", "missed", "no"), ("9/6/2011", "missed", "no")];
    assert_eq!(missed(&old).standing, Standing::NotCounted { second });
}

#[test]
fn the_words_give_the_day_the_rule_what_was_left_out_and_who_decides() {
    let words = Wording::built_in();
    let found = missed(&[
        ("11/12/2026", "missed", "no"),
        ("18/12/2026", "missed", "no"),
    ]);
    assert_eq!(
        found.line(&words).unwrap(),
        "In the practitioner’s view the second session not attended without a reasonable excuse was on \
         18 December 2026. The 6th working day after it is 30 December 2026."
    );
    let said = found.explained(&words).join("\n");
    for expected in [
        "the day of the session is day 0",
        "Bank holidays left out here: 25 December 2026; 28 December 2026.",
        "“by the 6th working day after the alleged second unreasonable failure to comply”",
        "Clinical Lead MHTR Manual v8.0, section 3.2.1",
        "It is no decision",
        "Probation decides",
        "To take no action, with the reasons recorded, is an outcome too.",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(!said.contains('[') && !said.contains('{'), "{said}");
}

#[test]
fn a_day_that_an_agency_adds_moves_it() {
    let set = WorkingDays {
        added: vec![date("2026-06-12")],
        removed: Vec::new(),
    };
    let two = [("2/6/2026", "missed", "no"), ("9/6/2026", "missed", "no")];
    is_counted(&missed_in(&two, &set), "2026-06-09", "2026-06-18");
}

/// It is said once, beside the sessions and not in each of them, and to the worker alone.
#[test]
fn the_log_shows_it_to_the_worker_alone() {
    let definition = log();
    let form = Form::start(Arc::clone(&definition.questionnaire));
    let shown: Vec<_> = form
        .within(None)
        .into_iter()
        .filter(|node| form.item(*node).unwrap().shows.is_some())
        .collect();
    let [node] = shown.as_slice() else {
        panic!("{} places show something", shown.len());
    };
    let item = form.item(*node).unwrap();
    assert_eq!(item.shows, Some(Shown::SecondFailure));
    assert!(item.is_for_worker);
    let place = form.item(form.parent(*node).unwrap()).unwrap();
    assert_eq!(place.link_id.as_str(), "sessions");
}
