//! How much of the room that a place gives is taken.

/// The room of a place, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// How much is taken, by whatever shares the place.
    pub used: u64,
    /// How much is given.
    pub given: u64,
}

/// How full a place is, as far as a person has to do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fullness {
    /// Below 70 per cent: nothing has to be done.
    Plenty,
    /// From 70 per cent: room can be made at leisure.
    Filling,
    /// From 85 per cent: room should be made today.
    NearlyFull,
    /// From 95 per cent: the next thing typed may not go in.
    Full,
}

impl Room {
    /// How much is taken of what is given, in whole per cent, rounded down; 100 where nothing is given.
    #[must_use]
    pub fn percent(self) -> u8 {
        let hundredths = u128::from(self.used) * 100;
        let percent = hundredths.checked_div(u128::from(self.given));
        percent
            .and_then(|percent| u8::try_from(percent).ok())
            .map_or(100, |percent| percent.min(100))
    }

    /// How full it is.
    #[must_use]
    pub fn fullness(self) -> Fullness {
        match self.percent() {
            0..70 => Fullness::Plenty,
            70..85 => Fullness::Filling,
            85..95 => Fullness::NearlyFull,
            95.. => Fullness::Full,
        }
    }
}
