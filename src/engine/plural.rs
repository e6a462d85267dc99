//! Which of its words for a number a language takes: "1 form", "2 forms", and in Welsh up to six.
//!
//! The names and the rules are CLDR's for cardinal numbers (Unicode CLDR 48, `supplemental/plurals.xml`), as far as they
//! are about whole numbers: nothing here counts halves. A language without a line counts as English does.

/// A kind of number for which a language may have words of its own, by the name it has in a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Often nought.
    Zero,
    /// Often one, and in some languages 21, 31 and so on.
    One,
    /// Often two.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// Any number for which there is nothing else.
    Other,
}

use Category::{Few, Many, One, Other, Two, Zero};

impl Category {
    /// All of them.
    pub const ALL: [Self; 6] = [Zero, One, Two, Few, Many, Other];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Zero => "zero",
            One => "one",
            Two => "two",
            Few => "few",
            Many => "many",
            Other => "other",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.name() == name)
    }
}

/// How a language counts.
#[derive(Debug, Clone, Copy)]
pub struct Plural {
    rule: fn(usize) -> Category,
    /// What it has beside those that numbers up to a thousand take: for fractions and for millions.
    beside: &'static [Category],
}

impl Default for Plural {
    /// As in English.
    fn default() -> Self {
        Self {
            rule: one,
            beside: &[],
        }
    }
}

impl Plural {
    /// How the language of a tag (BCP 47) counts.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let of = |tag: &str| {
            LANGUAGES
                .iter()
                .find(|(tags, _, _)| tags.split(' ').any(|of| of.eq_ignore_ascii_case(tag)))
        };
        let language = tag.split('-').next().unwrap_or_default();
        of(tag)
            .or_else(|| of(language))
            .map_or_else(Self::default, |(_, rule, beside)| Self {
                rule: *rule,
                beside,
            })
    }

    /// What a number takes.
    #[must_use]
    pub fn category(self, n: usize) -> Category {
        (self.rule)(n)
    }

    /// What the numbers up to a thousand take: words that are not there for one of these are missed.
    #[must_use]
    pub fn needed(self) -> Vec<Category> {
        let taken: Vec<Category> = (0..=1000).map(self.rule).collect();
        let all = Category::ALL.into_iter();
        all.filter(|of| taken.contains(of)).collect()
    }

    /// What may have words. All languages have [`Category::Other`].
    #[must_use]
    pub fn categories(self) -> Vec<Category> {
        let needed = self.needed();
        let all = Category::ALL.into_iter();
        all.filter(|of| *of == Other || needed.contains(of) || self.beside.contains(of))
            .collect()
    }
}

/// Languages that count alike, how, and what they have beside it.
type Line = (&'static str, fn(usize) -> Category, &'static [Category]);

const LANGUAGES: &[Line] = &[
    (
        "bm bo dz hnj id ig ii ja jbo jv jw kde kea km ko lkt lo ms my nqo osa sah ses sg su th to tpi vi wo yo yue zh",
        |_| Other,
        &[],
    ),
    // As in English, but for millions.
    (
        "ca es it lld pt-PT scn vec",
        |n| millions(n).unwrap_or(one(n)),
        &[Many],
    ),
    (
        "ak am as bho bn csw doi fa ff gu guw hi hy kab kn kok ln mg nso pa pcm si ti wa zu",
        nought_or_one,
        &[],
    ),
    (
        "fr pt",
        |n| match n {
            0 => One,
            _ => millions(n).unwrap_or(one(n)),
        },
        &[Many],
    ),
    (
        "blo cv ksh lag",
        |n| if n == 0 { Zero } else { one(n) },
        &[],
    ),
    ("he iu naq sat se sma smi smj smn sms", one_or_two, &[]),
    ("is mk", |n| if is_one_more(n) { One } else { Other }, &[]),
    (
        "ar ars",
        |n| match (n, n % 100) {
            (0, _) => Zero,
            (1 | 2, _) => one_or_two(n),
            (_, 3..=10) => Few,
            (_, 11..=99) => Many,
            _ => Other,
        },
        &[],
    ),
    ("be ru uk", |n| slavic(n, Many), &[]),
    ("bs hr sh sr", |n| slavic(n, Other), &[]),
    (
        "pl",
        |n| {
            if n > 1 && is_one_more(n) {
                Many
            } else {
                slavic(n, Many)
            }
        },
        &[],
    ),
    (
        "cs sk",
        |n| match n {
            2..=4 => Few,
            _ => one(n),
        },
        &[Many],
    ),
    (
        "dsb hsb sl",
        |n| match n % 100 {
            3 | 4 => Few,
            last => one_or_two(last),
        },
        &[],
    ),
    (
        "lt",
        |n| match (n % 10, n % 100) {
            (_, 11..=19) | (0, _) => Other,
            (1, _) => One,
            _ => Few,
        },
        &[Many],
    ),
    (
        "sgs",
        |n| match (n, n % 10, n % 100) {
            (2, _, _) => Two,
            (_, _, 11..=19) | (_, 0, _) => Other,
            (_, 1, _) => One,
            _ => Few,
        },
        &[Many],
    ),
    (
        "lv prg",
        |n| match (n % 10, n % 100) {
            (_, 11..=19) | (0, _) => Zero,
            (1, _) => One,
            _ => Other,
        },
        &[],
    ),
    (
        "mo ro",
        |n| match (n, n % 100) {
            (1, _) => One,
            (0, _) | (_, 1..=19) => Few,
            _ => Other,
        },
        &[],
    ),
    (
        "cy",
        |n| match n {
            0 => Zero,
            3 => Few,
            6 => Many,
            _ => one_or_two(n),
        },
        &[],
    ),
    (
        "ga",
        |n| match n {
            3..=6 => Few,
            7..=10 => Many,
            _ => one_or_two(n),
        },
        &[],
    ),
    (
        "gd",
        |n| match n {
            1 | 11 => One,
            2 | 12 => Two,
            3..=19 => Few,
            _ => Other,
        },
        &[],
    ),
    (
        "gv",
        |n| match (n % 10, n % 100) {
            (1 | 2, _) => one_or_two(n % 10),
            (_, 0 | 20 | 40 | 60 | 80) => Few,
            _ => Other,
        },
        &[Many],
    ),
    (
        "br",
        |n| match (n % 10, n % 100) {
            (1, last) if ![11, 71, 91].contains(&last) => One,
            (2, last) if ![12, 72, 92].contains(&last) => Two,
            (3 | 4 | 9, last) if !matches!(last, 10..=19 | 70..=79 | 90..=99) => Few,
            _ => millions(n).unwrap_or(Other),
        },
        &[Many],
    ),
    ("kw", cornish, &[]),
    (
        "mt",
        |n| match (n, n % 100) {
            (1 | 2, _) => one_or_two(n),
            (0, _) | (_, 3..=10) => Few,
            (_, 11..=19) => Many,
            _ => Other,
        },
        &[],
    ),
    (
        "shi",
        |n| match n {
            2..=10 => Few,
            _ => nought_or_one(n),
        },
        &[],
    ),
    (
        "tzm",
        |n| match n {
            11..=99 => One,
            _ => nought_or_one(n),
        },
        &[],
    ),
    (
        "ceb fil tl",
        |n| match n % 10 {
            4 | 6 | 9 => Other,
            _ => One,
        },
        &[],
    ),
];

fn one(n: usize) -> Category {
    if n == 1 { One } else { Other }
}

fn nought_or_one(n: usize) -> Category {
    if n < 2 { One } else { Other }
}

fn one_or_two(n: usize) -> Category {
    if n == 2 { Two } else { one(n) }
}

/// Whether a number ends in one as one is said: 21, and not 11.
fn is_one_more(n: usize) -> bool {
    n % 10 == 1 && n % 100 != 11
}

fn millions(n: usize) -> Option<Category> {
    (n != 0 && n.is_multiple_of(1_000_000)).then_some(Many)
}

/// As in Serbian and in Russian, which have different names for the rest.
fn slavic(n: usize, rest: Category) -> Category {
    match (n % 10, n % 100) {
        _ if is_one_more(n) => One,
        (2..=4, last) if !matches!(last, 12..=14) => Few,
        _ => rest,
    }
}

fn cornish(n: usize) -> Category {
    let of_thousands =
        n.is_multiple_of(1000) && matches!(n % 100_000, 1000..=20_000 | 40_000 | 60_000 | 80_000);
    match (n, n % 100) {
        (0, _) => Zero,
        (1, _) => One,
        (_, 2 | 22 | 42 | 62 | 82) => Two,
        _ if of_thousands || n % 1_000_000 == 100_000 => Two,
        (_, 3 | 23 | 43 | 63 | 83) => Few,
        (_, 1 | 21 | 41 | 61 | 81) => Many,
        _ => Other,
    }
}
