//! Functions of numbers. Angles are in radians.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};

use super::{Code, Function, Surroundings, wrong_type};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::Value;

macro_rules! float_functions {
    ($($name:literal, $about:literal, $code:expr;)*) => {
        &[$(Function {
            name: $name,
            signature: concat!($name, "(number) :: FLOAT"),
            about: $about,
            arguments: (1, 1),
            code: Code::Scalar(|_, arguments| float($name, &arguments[0], $code)),
        }),*,
        Function { name: "abs", signature: "abs(number) :: NUMBER", about: "The number without its sign.", arguments: (1, 1), code: Code::Scalar(abs) },
        Function { name: "sign", signature: "sign(number) :: INTEGER", about: "-1, 0 or 1.", arguments: (1, 1), code: Code::Scalar(sign) },
        Function { name: "round", signature: "round(number [, places]) :: FLOAT", about: "The nearest number with so many decimal places, halves away from zero.", arguments: (1, 2), code: Code::Scalar(round) },
        Function { name: "atan2", signature: "atan2(y, x) :: FLOAT", about: "The angle of the point (x, y).", arguments: (2, 2), code: Code::Scalar(atan2) },
        Function { name: "pi", signature: "pi() :: FLOAT", about: "The number pi.", arguments: (0, 0), code: Code::Scalar(|_, _| Ok(Value::Float(std::f64::consts::PI))) },
        Function { name: "e", signature: "e() :: FLOAT", about: "The base of natural logarithms.", arguments: (0, 0), code: Code::Scalar(|_, _| Ok(Value::Float(std::f64::consts::E))) },
        Function { name: "rand", signature: "rand() :: FLOAT", about: "A random number from 0 up to, and without, 1.", arguments: (0, 0), code: Code::Scalar(rand) },
        Function { name: "isNaN", signature: "isNaN(number) :: BOOLEAN", about: "Whether it is the float that is no number.", arguments: (1, 1), code: Code::Scalar(is_nan) },
        ]
    };
}

pub(super) const TABLE: &[Function] = float_functions! {
    "ceil", "The smallest whole number that is not less.", f64::ceil;
    "floor", "The largest whole number that is not more.", f64::floor;
    "sqrt", "The square root.", f64::sqrt;
    "exp", "e to this power.", f64::exp;
    "log", "The natural logarithm.", f64::ln;
    "log10", "The logarithm to base 10.", f64::log10;
    "sin", "The sine.", f64::sin;
    "cos", "The cosine.", f64::cos;
    "tan", "The tangent.", f64::tan;
    "cot", "The cotangent.", |x| x.tan().recip();
    "asin", "The arc sine.", f64::asin;
    "acos", "The arc cosine.", f64::acos;
    "atan", "The arc tangent.", f64::atan;
    "degrees", "Radians as degrees.", f64::to_degrees;
    "radians", "Degrees as radians.", f64::to_radians;
    "haversin", "Half of one minus the cosine.", |x| (1.0 - x.cos()) / 2.0;
};

fn number(name: &str, value: &Value) -> Outcome<Option<f64>> {
    match value {
        Value::Null => Ok(None),
        other => other.as_number().map(Some).ok_or_else(|| wrong_type(&format!("`{name}`"), "a number", other)),
    }
}

fn float(name: &str, value: &Value, compute: fn(f64) -> f64) -> Outcome<Value> {
    Ok(number(name, value)?.map_or(Value::Null, |number| Value::Float(compute(number))))
}

fn abs(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Integer(number) => number.checked_abs().map(Value::Integer).ok_or_else(|| {
            let message = "the result is too large for an integer";
            Box::new(Diagnostic::runtime(Class::ArithmeticError, "NumberOutOfRange", message))
        }),
        other => float("abs", other, f64::abs),
    }
}

fn sign(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let sign = |number: f64| if number > 0.0 { 1 } else if number < 0.0 { -1 } else { 0 };
    Ok(number("sign", &arguments[0])?.map_or(Value::Null, |number| Value::Integer(sign(number))))
}

fn round(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let places = arguments.get(1).map_or(Ok(Some(0.0)), |value| number("round", value))?;
    let (Some(number), Some(places)) = (number("round", &arguments[0])?, places) else { return Ok(Value::Null) };
    let scale = 10f64.powf(places.trunc());
    Ok(Value::Float((number * scale).round() / scale))
}

fn atan2(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let (Some(y), Some(x)) = (number("atan2", &arguments[0])?, number("atan2", &arguments[1])?) else {
        return Ok(Value::Null);
    };
    Ok(Value::Float(y.atan2(x)))
}

fn is_nan(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    Ok(number("isNaN", &arguments[0])?.map_or(Value::Null, |number| Value::Boolean(number.is_nan())))
}

thread_local! {
    static STATE: Cell<u64> = Cell::new(RandomState::new().hash_one(0u8));
}

/// SplitMix64 (Steele, Lea and Flood 2014), seeded by the standard library's hash keys.
fn rand(_: &Surroundings<'_>, _: &[Value]) -> Outcome<Value> {
    let state = STATE.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
    STATE.set(state);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let bits = (mixed ^ (mixed >> 31)) >> 11;
    Ok(Value::Float(bits as f64 / (1u64 << 53) as f64))
}
