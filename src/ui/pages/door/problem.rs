//! Why a vault does not open or cannot be made, each with what to do about it.

use crate::ui::wording;

/// The id of the field of the vault's passphrase.
pub(super) const PASSPHRASE: &str = "passphrase";
/// The id of the field of the recovery code.
pub(super) const CODE: &str = "recovery-code";
/// The id of the field of the backup file.
pub(super) const BACKUP: &str = "backup";
/// The id of the field of the backup's passphrase.
pub(super) const BACKUP_PASSPHRASE: &str = "backup-passphrase";

/// Why a vault does not open or cannot be made. None is ever shown in another's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DoorProblem {
    /// The passphrase does not open this vault.
    Wrong,
    /// One copy of the lock information is damaged; others are being tried.
    Damaged,
    /// Every copy of the lock information is damaged.
    DamagedAll,
    /// There is too little memory for making a key out of the passphrase.
    Memory,
    /// A later version of the app made the vault.
    TooNew,
    /// The browser gives no randomness, so nothing can be sealed.
    NoRandomness,
    /// The recovery code has a mistake in this group, counted from 1.
    WrongCode(usize),
    /// Every group of the recovery code can be right, and the whole does not open this vault.
    CodeDoesNotOpen,
    /// The recovery code has this many characters, which are too few or too many.
    CodeLength(usize),
    /// There was a vault on this computer, and its data is not there.
    Missing,
    /// The browser does not let the page keep anything.
    StorageBlocked,
    /// What was made could not be saved.
    NotSaved,
    /// The backup file was made, and did not open again as it should.
    BackupFailed,
    /// The backup file cannot be used.
    File(FileProblem),
}

/// Why a backup file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// No file was picked.
    None,
    /// It is larger than any backup.
    TooLarge,
    /// The browser cannot read it.
    Unreadable,
    /// It is not a backup of these forms.
    NotABackup,
    /// It is a backup, but not whole or not as it was written.
    Damaged,
    /// A later version of the app made it.
    TooNew,
    /// The passphrase does not open it.
    Wrong,
    /// The vault it is of is on this computer already.
    AlreadyHere,
}

impl DoorProblem {
    /// What has happened, in words.
    #[must_use]
    pub fn says(&self) -> String {
        let words = wording();
        let key = format!("door.{}", self.key());
        match self {
            Self::WrongCode(n) | Self::CodeLength(n) => words.fill(&key, &[("n", &n.to_string())]),
            Self::Wrong
            | Self::Damaged
            | Self::DamagedAll
            | Self::Memory
            | Self::TooNew
            | Self::NoRandomness
            | Self::CodeDoesNotOpen
            | Self::Missing
            | Self::StorageBlocked
            | Self::NotSaved
            | Self::BackupFailed
            | Self::File(_) => words.say(&key),
        }
    }

    /// What to do about it, in words.
    #[must_use]
    pub fn to_do(&self) -> String {
        wording().say(&format!("door.{}-do", self.key()))
    }

    /// The field in which it can be put right.
    pub(super) fn field(&self) -> Option<&'static str> {
        match self {
            Self::Wrong => Some(PASSPHRASE),
            Self::WrongCode(_) | Self::CodeDoesNotOpen | Self::CodeLength(_) => Some(CODE),
            Self::File(FileProblem::Wrong) => Some(BACKUP_PASSPHRASE),
            Self::File(_) => Some(BACKUP),
            Self::Damaged
            | Self::DamagedAll
            | Self::Memory
            | Self::TooNew
            | Self::NoRandomness
            | Self::Missing
            | Self::StorageBlocked
            | Self::NotSaved
            | Self::BackupFailed => None,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Damaged => "damaged",
            Self::DamagedAll => "damaged-all",
            Self::Memory => "memory",
            Self::TooNew => "too-new",
            Self::NoRandomness => "no-randomness",
            Self::WrongCode(_) => "wrong-code",
            Self::CodeDoesNotOpen => "code-not-this",
            Self::CodeLength(_) => "code-length",
            Self::Missing => "missing",
            Self::StorageBlocked => "blocked",
            Self::NotSaved => "not-saved",
            Self::BackupFailed => "backup-failed",
            Self::File(file) => match file {
                FileProblem::None => "file-none",
                FileProblem::TooLarge => "file-too-large",
                FileProblem::Unreadable => "file-unreadable",
                FileProblem::NotABackup => "file-not-a-backup",
                FileProblem::Damaged => "file-damaged",
                FileProblem::TooNew => "file-too-new",
                FileProblem::Wrong => "file-wrong",
                FileProblem::AlreadyHere => "file-already-here",
            },
        }
    }
}
