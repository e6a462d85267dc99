//! How full a place is, in whole per cent and in what has to be done about it.

use mhtr_forms::vault::room::{Fullness, Room};

fn fullness(used: u64, given: u64) -> (u8, Fullness) {
    let room = Room { used, given };
    (room.percent(), room.fullness())
}

#[test]
fn what_has_to_be_done_changes_at_70_85_and_95_per_cent() {
    assert_eq!(fullness(0, 1_000), (0, Fullness::Plenty));
    assert_eq!(fullness(699, 1_000), (69, Fullness::Plenty));
    assert_eq!(fullness(700, 1_000), (70, Fullness::Filling));
    assert_eq!(fullness(849, 1_000), (84, Fullness::Filling));
    assert_eq!(fullness(850, 1_000), (85, Fullness::NearlyFull));
    assert_eq!(fullness(949, 1_000), (94, Fullness::NearlyFull));
    assert_eq!(fullness(950, 1_000), (95, Fullness::Full));
    assert_eq!(fullness(1_000, 1_000), (100, Fullness::Full));
}

#[test]
fn what_a_browser_says_that_cannot_be_is_full_and_no_fault() {
    assert_eq!(fullness(0, 0), (100, Fullness::Full));
    assert_eq!(fullness(5, 0), (100, Fullness::Full));
    assert_eq!(fullness(1_200, 1_000), (100, Fullness::Full));
    assert_eq!(fullness(3_000, 1_000), (100, Fullness::Full));
    assert_eq!(fullness(u64::MAX, u64::MAX), (100, Fullness::Full));
    assert_eq!(fullness(u64::MAX / 2, u64::MAX), (49, Fullness::Plenty));
}
