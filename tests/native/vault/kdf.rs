//! Deriving keys: what is accepted, what a machine can do, and the algorithm itself.

use std::cell::RefCell;

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use mhtr_forms::vault::VaultError;
use mhtr_forms::vault::kdf::{LADDER, Params, RECOVERY, calibrated, derive};

/// RFC 9106, section 5.3. It has a secret and associated data, which we do not use, and less memory than we
/// accept, so that it is asked of the crate.
#[test]
fn the_crate_derives_what_the_standard_says() {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[4; 12]).unwrap())
        .build()
        .unwrap();
    let mut tag = [0; 32];
    Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params)
        .unwrap()
        .hash_password_into(&[1; 32], &[2; 16], &mut tag)
        .unwrap();
    let expected = [
        0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53,
        0xc9, 0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01,
        0xe6, 0x59,
    ];
    assert_eq!(tag, expected);
}

#[test]
fn the_ladder_goes_from_64_mib_to_the_floor_of_19() {
    let steps: Vec<_> = LADDER
        .iter()
        .map(|step| (step.memory_kib / 1024, step.passes, step.lanes))
        .collect();
    assert_eq!(steps, [(64, 3, 1), (46, 2, 1), (32, 3, 1), (19, 2, 1)]);
    assert_eq!(
        (RECOVERY.memory_kib, RECOVERY.passes, RECOVERY.lanes),
        (8 * 1024, 1, 1)
    );
    for step in LADDER.into_iter().chain([RECOVERY]) {
        assert_eq!(step.accepted(), Ok(step));
    }
}

#[test]
fn calibration_takes_the_first_step_that_is_quick_enough() {
    let slow_from = |limit: u32| {
        calibrated(|step| {
            Ok(if step.memory_kib >= limit * 1024 {
                1_501
            } else {
                1_500
            })
        })
    };
    assert_eq!(slow_from(65), LADDER[0]);
    assert_eq!(slow_from(64), LADDER[1]);
    assert_eq!(slow_from(46), LADDER[2]);
    assert_eq!(slow_from(32), LADDER[3]);
    assert_eq!(slow_from(19), LADDER[3], "the floor, whatever it takes");
}

#[test]
fn calibration_goes_on_where_there_is_no_memory() {
    let refused = |limit: u32| {
        calibrated(|step| {
            if step.memory_kib >= limit * 1024 {
                Err(VaultError::Memory)
            } else {
                Ok(1)
            }
        })
    };
    assert_eq!(refused(64), LADDER[1]);
    assert_eq!(refused(8), LADDER[3]);
}

#[test]
fn calibration_stops_at_the_first_step_that_will_do() {
    let tried = RefCell::new(Vec::new());
    calibrated(|step| {
        tried.borrow_mut().push(step);
        Ok(if step == LADDER[1] { 900 } else { 2_000 })
    });
    assert_eq!(tried.into_inner(), LADDER[..2]);
}

#[test]
fn what_is_out_of_range_is_from_a_later_version() {
    let out_of_range = [
        (u32::MAX, 3, 1),
        (65_536, u32::MAX, 1),
        (65_536, 3, 0),
        (65_536, 0, 1),
        (8_191, 1, 1),
        (262_145, 1, 1),
        (65_536, 11, 1),
        (65_536, 3, 5),
    ];
    for (memory_kib, passes, lanes) in out_of_range {
        let params = Params {
            memory_kib,
            passes,
            lanes,
        };
        assert_eq!(params.accepted(), Err(VaultError::TooNew), "{params:?}");
        let refused = derive(b"secret", &[0; 16], params).map(|_| ());
        assert_eq!(refused, Err(VaultError::TooNew), "{params:?}");
    }
}

#[test]
fn the_bounds_themselves_are_accepted() {
    for (memory_kib, passes, lanes) in [(8_192, 1, 1), (262_144, 10, 4)] {
        let params = Params {
            memory_kib,
            passes,
            lanes,
        };
        assert_eq!(params.accepted(), Ok(params));
    }
}
