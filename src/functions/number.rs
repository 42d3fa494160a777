//! Functions of numbers. Angles are in radians.

use std::f64::consts::{E, PI};
use std::sync::atomic::{AtomicU64, Ordering};

use super::arguments::{at, float, overflow, wrong_type};
use super::rounding::round;
use super::{Function, Surroundings, scalar};
use crate::diagnostic::Outcome;
use crate::value::Value;

pub(super) const TABLE: &[Function] = &[
    scalar("abs", "abs(number: Number) -> Number", "The number without its sign.", (1, 1), |_, a| abs(at(a, 0))),
    scalar("acos", "acos(cosine: Number) -> Float", "The angle with this cosine.", (1, 1), |_, a| {
        of("acos", a, f64::acos)
    }),
    scalar("asin", "asin(sine: Number) -> Float", "The angle with this sine.", (1, 1), |_, a| of("asin", a, f64::asin)),
    scalar("atan", "atan(tangent: Number) -> Float", "The angle with this tangent.", (1, 1), |_, a| {
        of("atan", a, f64::atan)
    }),
    scalar(
        "atan2",
        "atan2(y: Number, x: Number) -> Float",
        "The angle of the point (x, y), seen from (0, 0).",
        (2, 2),
        |_, a| {
            let (y, x) = (float("atan2", at(a, 0))?, float("atan2", at(a, 1))?);
            Ok(y.zip(x).map(|(y, x)| Value::Float(y.atan2(x))).into())
        },
    ),
    scalar(
        "ceil",
        "ceil(number: Number) -> Float",
        "The smallest whole number that is not below it.",
        (1, 1),
        |_, a| of("ceil", a, f64::ceil),
    ),
    scalar("cos", "cos(angle: Number) -> Float", "The cosine.", (1, 1), |_, a| of("cos", a, f64::cos)),
    scalar("cosh", "cosh(number: Number) -> Float", "The hyperbolic cosine.", (1, 1), |_, a| of("cosh", a, f64::cosh)),
    scalar("cot", "cot(angle: Number) -> Float", "The cotangent.", (1, 1), |_, a| {
        of("cot", a, |angle| angle.tan().recip())
    }),
    scalar("coth", "coth(number: Number) -> Float", "The hyperbolic cotangent.", (1, 1), |_, a| {
        of("coth", a, |number| number.tanh().recip())
    }),
    scalar("degrees", "degrees(angle: Number) -> Float", "The angle in degrees.", (1, 1), |_, a| {
        of("degrees", a, f64::to_degrees)
    }),
    scalar("e", "e() -> Float", "The base of natural logarithms, 2.718…", (0, 0), |_, _| Ok(Value::Float(E))),
    scalar("exp", "exp(number: Number) -> Float", "e to this power.", (1, 1), |_, a| of("exp", a, f64::exp)),
    scalar(
        "floor",
        "floor(number: Number) -> Float",
        "The largest whole number that is not above it.",
        (1, 1),
        |_, a| of("floor", a, f64::floor),
    ),
    scalar(
        "haversin",
        "haversin(angle: Number) -> Float",
        "Half the versine, for distances on a sphere.",
        (1, 1),
        |_, a| of("haversin", a, |angle| (angle / 2.0).sin().powi(2)),
    ),
    scalar(
        "isNaN",
        "isNaN(number: Number) -> Boolean",
        "Whether the number is NaN, the result of what has no result.",
        (1, 1),
        |_, a| Ok(float("isNaN", at(a, 0))?.map(|number| Value::Boolean(number.is_nan())).into()),
    ),
    scalar("log", "log(number: Number) -> Float", "The natural logarithm.", (1, 1), |_, a| of("log", a, f64::ln)),
    scalar("log10", "log10(number: Number) -> Float", "The logarithm to base 10.", (1, 1), |_, a| {
        of("log10", a, f64::log10)
    }),
    scalar("pi", "pi() -> Float", "Half the angle of a full turn, 3.141…", (0, 0), |_, _| Ok(Value::Float(PI))),
    scalar("radians", "radians(degrees: Number) -> Float", "The angle in radians.", (1, 1), |_, a| {
        of("radians", a, f64::to_radians)
    }),
    scalar(
        "rand",
        "rand() -> Float",
        "A number from 0 up to, and without, 1, another one each time.",
        (0, 0),
        |s, _| Ok(Value::Float(random(s))),
    ),
    scalar(
        "round",
        "round(number: Number, precision: Integer = 0, mode: String = 'HALF_UP') -> Float",
        "The number with so many decimals. Without a precision a half goes up, with one it goes away from zero unless \
         the mode says otherwise: UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN or HALF_EVEN.",
        (1, 3),
        |_, a| round(a),
    ),
    scalar("sign", "sign(number: Number) -> Integer", "-1, 0 or 1.", (1, 1), |_, a| sign(at(a, 0))),
    scalar("sin", "sin(angle: Number) -> Float", "The sine.", (1, 1), |_, a| of("sin", a, f64::sin)),
    scalar("sinh", "sinh(number: Number) -> Float", "The hyperbolic sine.", (1, 1), |_, a| of("sinh", a, f64::sinh)),
    scalar("sqrt", "sqrt(number: Number) -> Float", "The square root; NaN for a negative number.", (1, 1), |_, a| {
        of("sqrt", a, f64::sqrt)
    }),
    scalar("tan", "tan(angle: Number) -> Float", "The tangent.", (1, 1), |_, a| of("tan", a, f64::tan)),
    scalar("tanh", "tanh(number: Number) -> Float", "The hyperbolic tangent.", (1, 1), |_, a| of("tanh", a, f64::tanh)),
];

fn of(function: &str, arguments: &[Value], operation: fn(f64) -> f64) -> Outcome<Value> {
    Ok(float(function, at(arguments, 0))?.map(|number| Value::Float(operation(number))).into())
}

fn abs(value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Integer(number) => {
            let size = number.checked_abs().ok_or_else(|| overflow(&format!("abs({number})")))?;
            Ok(Value::Integer(size))
        }
        Value::Float(number) => Ok(Value::Float(number.abs())),
        other => Err(wrong_type("abs", other, "a number")),
    }
}

fn sign(value: &Value) -> Outcome<Value> {
    let Some(number) = float("sign", value)? else { return Ok(Value::Null) };
    Ok(Value::Integer(i64::from(number > 0.0) - i64::from(number < 0.0)))
}

/// How many random numbers this process has drawn.
static DRAWN: AtomicU64 = AtomicU64::new(0);

/// A float from the 53 upper bits of the next number of a splitmix64 sequence. The statement's moment
/// seeds it, so that nothing here asks the system; for samples, never for secrets.
fn random(surroundings: &Surroundings<'_>) -> f64 {
    let step = DRAWN.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let moment =
        surroundings.now.epoch_seconds.cast_unsigned() ^ u64::from(surroundings.now.nanos.unsigned_abs()) << 34;
    let mixed = mix(mix(moment).wrapping_add(step));
    (mixed >> 11) as f64 / (1u64 << 53) as f64
}

fn mix(seed: u64) -> u64 {
    let first = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let second = (first ^ (first >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    second ^ (second >> 31)
}
