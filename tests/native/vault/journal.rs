//! The journal: whatever a text was changed to is what is read again, and what is kept is the change.

use proptest::prelude::*;

use mhtr_forms::vault::disk::Shelf;

use super::machine::{Machine, create, keep, shown, text};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_may_follow_any_other(texts in proptest::collection::vec(any::<String>(), 2..6)) {
        let machine = Machine::new();
        let vault = machine.window();
        create(&vault, "ours", &texts[0]);
        for next in &texts {
            keep(&vault, "ours", next);
            prop_assert_eq!(&text(&machine.without_mirror(|_| ()).window(), "ours"), next);
        }
    }

    #[test]
    fn an_answer_changed_anywhere_is_read_again(
        before in "[a-zé🏴,\"{}]{0,60}",
        at in any::<prop::sample::Index>(),
        put in "[a-zé🏴,]{0,9}",
        n_dropped in 0_usize..9,
    ) {
        let chars: Vec<char> = before.chars().collect();
        let at = at.index(chars.len() + 1);
        let rest = chars[at..].iter().skip(n_dropped);
        let after: String = chars[..at].iter().copied().chain(put.chars()).chain(rest.copied()).collect();
        let machine = Machine::new();
        let vault = machine.window();
        create(&vault, "ours", &before);
        keep(&vault, "ours", &after);
        prop_assert_eq!(text(&machine.window(), "ours"), after);
    }
}

#[test]
fn a_journal_is_folded_before_it_grows_long() {
    let machine = Machine::new();
    let vault = machine.window();
    create(&vault, "ours", "0");
    for n in 1..200 {
        keep(&vault, "ours", &n.to_string());
        // Those after the body, and those before it, kept for the day the body is damaged.
        let n_rows = machine.rows(Shelf::Journal).len();
        assert!(n_rows <= 100, "{n_rows} after {n}");
    }
    let found = shown(&machine.window(), "ours");
    assert_eq!(
        (found.text.as_str(), found.restored.as_deref()),
        ("199", Some("now"))
    );
}
