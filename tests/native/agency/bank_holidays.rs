//! The bank holidays that an agency adds or takes out.

use mhtr_forms::engine::agency::{SETTINGS, Settings};
use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::working_days::WorkingDays;

use super::{each_is_said, furnished, said_of};

fn dates(texts: &[&str]) -> Vec<Date> {
    texts.iter().map(|text| Date::read(text).unwrap()).collect()
}

#[test]
fn the_days_that_an_agency_sets_are_known_to_every_form() {
    let text =
        r#"{"bankHolidays": {"added": ["2027-06-01", "2028-06-05"], "removed": ["2027-05-31"]}}"#;
    let furnished = furnished(&[(SETTINGS, text)]);
    assert_eq!(said_of(&furnished), [""; 0]);
    let expected = WorkingDays {
        added: dates(&["2027-06-01", "2028-06-05"]),
        removed: dates(&["2027-05-31"]),
    };
    assert_eq!(furnished.settings.bank_holidays, expected);
    let mut forms = furnished.catalogue.definitions();
    assert!(forms.all(|form| form.working_days == expected));
    let (settings, _) = Settings::read("{}");
    assert_eq!(settings.bank_holidays, WorkingDays::default());
}

#[test]
fn each_mistake_in_a_day_is_said_with_its_line() {
    const DATE: &str =
        "is no day that can be used here. Write the year, the month and the day like “2027-06-01”";
    each_is_said(&[
        (
            "{\n\"bankHolidays\": []}",
            "line 2",
            "bankHolidays has to be a group",
        ),
        (
            "{\"bankHolidays\": {\n\"aded\": []}}",
            "line 2",
            "nothing called “aded” here, so this does nothing. Correct the name, or take it out. There are: added, removed.",
        ),
        (
            "{\"bankHolidays\": {\n\"added\": \"2027-06-01\"}}",
            "line 2",
            "bankHolidays.added has to be a list",
        ),
        (
            "{\"bankHolidays\": {\"added\": [\n\"1 June 2027\"]}}",
            "line 2",
            DATE,
        ),
        (
            "{\"bankHolidays\": {\"added\": [\n\"2027-06\"]}}",
            "line 2",
            DATE,
        ),
        (
            "{\"bankHolidays\": {\"added\": [\n\"2027-02-29\"]}}",
            "line 2",
            DATE,
        ),
        (
            "{\"bankHolidays\": {\"added\": [\n20270601]}}",
            "line 2",
            DATE,
        ),
        (
            "{\"bankHolidays\": {\"removed\": [\n\"2012-06-05\"]}}",
            "line 2",
            "with a year from 2013 to 2100. It is left out.",
        ),
        (
            "{\"bankHolidays\": {\"added\": [\n\"2207-06-01\"]}}",
            "line 2",
            DATE,
        ),
        (
            "{\"bankHolidays\": {\"added\": [\n\"2027-12-27\"]}}",
            "line 2",
            "2027-12-27 is a Saturday, a Sunday or a bank holiday already, so this does nothing.",
        ),
        (
            "{\"bankHolidays\": {\"added\": [\n\"2027-06-05\"]}}",
            "line 2",
            "2027-06-05 is a Saturday, a Sunday",
        ),
        (
            "{\"bankHolidays\": {\"removed\": [\"2027-05-31\",\n\"2027-05-24\"]}}",
            "line 2",
            "2027-05-24 is no bank holiday that is built in",
        ),
        (
            "{\"bankHolidays\": {\"added\": [\"2027-06-01\",\n\"2027-06-01\"]}}",
            "line 2",
            "“2027-06-01” stands here a second time",
        ),
    ]);
}

#[test]
fn a_day_with_a_mistake_leaves_the_others_in_use() {
    let text = r#"{"idleMinutes": 3, "bankHolidays": {"added": ["soon", "2027-06-01", 5], "removed": {}}}"#;
    let furnished = furnished(&[(SETTINGS, text)]);
    assert_eq!(said_of(&furnished).len(), 3);
    let settings = furnished.settings;
    assert_eq!(settings.bank_holidays.added, dates(&["2027-06-01"]));
    assert_eq!(
        (settings.bank_holidays.removed, settings.idle_minutes),
        (vec![], 3)
    );
}
