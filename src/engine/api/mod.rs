//! What other programs are offered: data in, data out, with names that stay.
//!
//! Nothing here fails: what is wrong with the data handed in comes back as data, in words too. A later shape
//! gets a later [`VERSION`].

mod checked;
mod code;
mod fault;
mod form;
mod names;
mod scoring;

pub use checked::{check, no_data, read_form};
pub use scoring::{change, score};

use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

/// The version of the shapes in here. One that takes something away, or changes what it means, has the next.
pub const VERSION: u32 = 1;

/// An object with these fields.
fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
    let mut object = Map::new();
    for (name, value) in fields {
        object.insert(name.to_owned(), value);
    }
    Json::Object(object)
}

/// A decimal number as the nearest that JavaScript has.
///
/// By one division, which is exact to the last place for numbers of up to 15 digits: a reader of floating-point numbers
/// would be a tenth of the program.
#[must_use]
pub fn number(decimal: Decimal) -> f64 {
    let places = (0..decimal.scale()).fold(1.0, |power, _| power * 10.0);
    decimal.mantissa() as f64 / places
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_the_nearest_there_is() {
        for text in [
            "0",
            "20",
            "19.4",
            "2.33",
            "-0.1",
            "0.05",
            "12345678.9012345",
        ] {
            assert_eq!(
                number(text.parse().unwrap()),
                text.parse::<f64>().unwrap(),
                "{text}"
            );
        }
    }
}
