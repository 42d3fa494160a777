//! `round`, on the decimals that a person sees: 1.255 with two of them is 1.26, whatever its bits are.

use super::arguments::{at, float, integer, text, wrong_type};
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest, quoted_list};
use crate::value::Value;

const MODES: [&str; 7] = ["UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN"];

/// Which of the two neighbours is taken.
#[derive(Clone, Copy)]
enum Mode {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
}

impl Mode {
    fn parse(name: &str) -> Outcome<Mode> {
        match name.to_uppercase().as_str() {
            "UP" => Ok(Mode::Up),
            "DOWN" => Ok(Mode::Down),
            "CEILING" => Ok(Mode::Ceiling),
            "FLOOR" => Ok(Mode::Floor),
            "HALF_UP" => Ok(Mode::HalfUp),
            "HALF_DOWN" => Ok(Mode::HalfDown),
            "HALF_EVEN" => Ok(Mode::HalfEven),
            _ => Err(unknown_mode(name)),
        }
    }

    /// Whether the digits kept grow by one, given what comes after them.
    fn grows(self, negative: bool, last: u8, rest: &[u8]) -> bool {
        let something = rest.iter().any(|digit| *digit != b'0');
        let half = rest.first().is_some_and(|digit| *digit >= b'5');
        let more_than_half = half && (rest[0] > b'5' || rest[1..].iter().any(|digit| *digit != b'0'));
        match self {
            Mode::Up => something,
            Mode::Down => false,
            Mode::Ceiling => something && !negative,
            Mode::Floor => something && negative,
            Mode::HalfUp => half,
            Mode::HalfDown => more_than_half,
            Mode::HalfEven => more_than_half || (half && last % 2 == 1),
        }
    }
}

fn unknown_mode(name: &str) -> Box<Diagnostic> {
    let message = format!("`{name}` is no way of rounding, expected {}", quoted_list(&MODES));
    let error = Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentValue", message);
    Box::new(error.hint_if(nearest(name, MODES).map(|mode| format!("did you mean `{mode}`?"))))
}

/// `round(number, precision, mode)`
pub(super) fn round(arguments: &[Value]) -> Outcome<Value> {
    let Some(number) = float("round", at(arguments, 0))? else { return Ok(Value::Null) };
    let Some(precision) = arguments.get(1) else {
        // Without a precision a half goes towards positive infinity.
        let up = number.floor() + if number - number.floor() >= 0.5 { 1.0 } else { 0.0 };
        return Ok(Value::Float(up));
    };
    let mode = match arguments.get(2) {
        None => Some("HALF_UP"),
        Some(mode) => text("round", mode)?,
    };
    let (Some(precision), Some(mode)) = (integer("round", precision)?, mode) else { return Ok(Value::Null) };
    let Ok(precision) = usize::try_from(precision) else {
        return Err(wrong_type("round", &Value::Integer(precision), "a precision of 0 or more"));
    };
    Ok(Value::Float(rounded(number, precision, Mode::parse(mode)?)))
}

fn rounded(number: f64, precision: usize, mode: Mode) -> f64 {
    let written = format!("{}", number.abs());
    let Some((whole, decimals)) = written.split_once('.').filter(|(_, decimals)| decimals.len() > precision) else {
        return number;
    };
    let (kept, rest) = decimals.as_bytes().split_at(precision);
    let mut digits: Vec<u8> = whole.bytes().chain(kept.iter().copied()).collect();
    let last = digits.last().map_or(0, |digit| digit - b'0');
    if mode.grows(number.is_sign_negative(), last, rest) {
        increment(&mut digits);
    }
    let point = digits.len() - precision;
    let text: String =
        digits[..point].iter().chain(b".").chain(&digits[point..]).map(|digit| char::from(*digit)).collect();
    text.parse().map_or(number, |size: f64| size.copysign(number))
}

/// The next decimal number.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}
