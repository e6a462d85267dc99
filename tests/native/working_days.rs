//! Bank holidays of England and Wales, and counting in working days.

use mhtr_forms::engine::bank_holidays;
use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::working_days::WorkingDays;

/// As published at <https://www.gov.uk/bank-holidays> for England and Wales, a year a line.
const PUBLISHED: [(u16, &str); 10] = [
    (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
    (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
    (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    (
        2022,
        "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    ),
    (
        2023,
        "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    ),
    (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
    (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
    (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
    (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
];

fn date(text: &str) -> Date {
    Date::read(text).unwrap()
}

fn dates(texts: &[&str]) -> Vec<Date> {
    texts.iter().map(|text| date(text)).collect()
}

#[test]
fn the_bank_holidays_are_those_that_were_published() {
    for (year, days) in PUBLISHED {
        let expected: Vec<String> = days.split(' ').map(|day| format!("{year}-{day}")).collect();
        let found = bank_holidays::of_year(year).unwrap();
        let found: Vec<String> = found.iter().map(Date::to_string).collect();
        assert_eq!(found, expected);
    }
}

/// Easter at its earliest and latest, and in the years for which the computus has its exceptions.
#[test]
fn easter_is_found_where_it_is_hard_to_find() {
    for (good_friday, easter_monday) in [
        ("2038-04-23", "2038-04-26"),
        ("2049-04-16", "2049-04-19"),
        ("2076-04-17", "2076-04-20"),
        ("2285-03-20", "2285-03-23"),
    ] {
        let days = bank_holidays::of_year(date(good_friday).year).unwrap();
        assert!(days.contains(&date(good_friday)), "{good_friday}");
        assert!(days.contains(&date(easter_monday)), "{easter_monday}");
    }
}

/// The Act and the proclamations give eight days a year, and never one at a weekend.
#[test]
fn every_year_without_a_change_has_eight_different_weekdays() {
    for year in 2024..=2200 {
        let days = bank_holidays::of_year(year).unwrap();
        assert_eq!(days.len(), 8, "{year}");
        for (n, day) in days.iter().enumerate() {
            assert!(!days[..n].contains(day), "{day} twice");
            // No change by an agency, so what is no working day here is at a weekend or in the list.
            let removed = WorkingDays {
                added: Vec::new(),
                removed: days.clone(),
            };
            assert_eq!(removed.is_working_day(*day), Some(true), "{day}");
        }
    }
}

#[test]
fn nothing_is_said_of_years_before_the_first_that_is_known() {
    assert_eq!(bank_holidays::of_year(2012), None);
    assert!(bank_holidays::of_year(2013).is_some());
    let usual = WorkingDays::default();
    assert_eq!(usual.is_working_day(date("2012-06-12")), None);
    assert_eq!(usual.nth_after(date("2012-12-20"), 6), None);
}

#[test]
fn the_nth_working_day_after_a_day_leaves_that_day_out() {
    for (from, n, expected, left_out) in [
        // A week without a bank holiday, from a Monday, and from a weekend.
        ("2026-06-01", 1, "2026-06-02", &[][..]),
        ("2026-06-01", 6, "2026-06-09", &[]),
        ("2026-01-10", 6, "2026-01-19", &[]),
        ("2026-01-11", 1, "2026-01-12", &[]),
        // Over Christmas, with a day in place of Boxing Day.
        ("2026-12-18", 6, "2026-12-30", &["2026-12-25", "2026-12-28"]),
        // Over two years, each with days in place of days at a weekend.
        (
            "2027-12-23",
            6,
            "2028-01-05",
            &["2027-12-27", "2027-12-28", "2028-01-03"],
        ),
        // From a bank holiday: it is day 0 like any other day.
        ("2026-04-03", 6, "2026-04-14", &["2026-04-06"]),
        // The years with a change: 4 May was worked, 8 May was not; the day of the state funeral.
        ("2020-05-01", 6, "2020-05-12", &["2020-05-08"]),
        ("2022-09-16", 6, "2022-09-27", &["2022-09-19"]),
        ("2022-05-27", 6, "2022-06-08", &["2022-06-02", "2022-06-03"]),
    ] {
        let counted = WorkingDays::default().nth_after(date(from), n).unwrap();
        assert_eq!(counted.day, date(expected), "{n} after {from}");
        assert_eq!(counted.left_out, dates(left_out), "{n} after {from}");
    }
}

#[test]
fn a_date_without_its_day_is_counted_from_by_nobody() {
    for from in ["2026", "2026-11"] {
        assert_eq!(WorkingDays::default().nth_after(date(from), 6), None);
    }
}

#[test]
fn what_an_agency_adds_and_removes_moves_the_day() {
    let mut set = WorkingDays {
        added: dates(&["2026-06-05"]),
        removed: Vec::new(),
    };
    let counted = set.nth_after(date("2026-06-01"), 6).unwrap();
    assert_eq!(counted.day, date("2026-06-10"));
    assert_eq!(counted.left_out, dates(&["2026-06-05"]));
    set.removed = dates(&["2026-08-31"]);
    assert_eq!(set.is_bank_holiday(date("2026-08-31")), Some(false));
    let counted = set.nth_after(date("2026-08-28"), 1).unwrap();
    assert_eq!(
        (counted.day, counted.left_out),
        (date("2026-08-31"), vec![])
    );
}

#[test]
fn a_count_over_more_than_a_year_of_added_days_is_given_up() {
    let first = date("2026-01-01");
    let set = WorkingDays {
        added: (0..500).map(|n| first.after(n).unwrap()).collect(),
        removed: Vec::new(),
    };
    assert_eq!(set.nth_after(first, 6), None);
}
