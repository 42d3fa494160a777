//! What aggregate functions keep from row to row. Each takes O(1) a row; `collect` and the percentiles
//! keep every value, the others keep one.

use std::cmp::Ordering;

use super::Accumulator;
use super::arguments::{at, float, out_of_range, overflow, temporal_error, wrong_type};
use crate::diagnostic::Outcome;
use crate::value::{Duration, Value, order};

/// Counts values, or rows where there is no argument.
#[derive(Default)]
pub(super) struct Count(i64);

impl Accumulator for Count {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        let counts = arguments.first().is_none_or(|value| !value.is_null());
        self.0 += i64::from(counts);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        Ok(Value::Integer(self.0))
    }
}

/// A sum of one kind. Integers are added exactly, so that only the end result can overflow.
#[derive(Default)]
enum Total {
    #[default]
    Nothing,
    Integers(i128),
    Floats(f64),
    Durations(Duration),
}

impl Total {
    fn add(&mut self, function: &str, value: &Value) -> Outcome<()> {
        *self = match (std::mem::take(self), value) {
            (Total::Nothing, Value::Integer(y)) => Total::Integers(i128::from(*y)),
            (Total::Nothing, Value::Float(y)) => Total::Floats(*y),
            (Total::Nothing, Value::Duration(y)) => Total::Durations((**y).clone()),
            (Total::Integers(x), Value::Integer(y)) => Total::Integers(x + i128::from(*y)),
            (Total::Integers(x), Value::Float(y)) => Total::Floats(x as f64 + y),
            (Total::Floats(x), Value::Integer(y)) => Total::Floats(x + *y as f64),
            (Total::Floats(x), Value::Float(y)) => Total::Floats(x + y),
            (Total::Durations(x), Value::Duration(y)) => Total::Durations(x.add(y).map_err(temporal_error)?),
            (Total::Durations(_), other) => return Err(wrong_type(function, other, "durations after a Duration")),
            (Total::Integers(_) | Total::Floats(_), other) => {
                return Err(wrong_type(function, other, "numbers after a number"));
            }
            (Total::Nothing, other) => return Err(wrong_type(function, other, "numbers or durations")),
        };
        Ok(())
    }
}

/// Adds values up.
#[derive(Default)]
pub(super) struct Sum(Total);

impl Accumulator for Sum {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        match at(arguments, 0) {
            Value::Null => Ok(()),
            value => self.0.add("sum", value),
        }
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        match self.0 {
            Total::Nothing => Ok(Value::Integer(0)),
            Total::Integers(sum) => {
                let sum = i64::try_from(sum).map_err(|_| overflow(&format!("the sum {sum}")))?;
                Ok(Value::Integer(sum))
            }
            Total::Floats(sum) => Ok(Value::Float(sum)),
            Total::Durations(sum) => Ok(sum.into()),
        }
    }
}

/// A sum and how much it is a sum of.
#[derive(Default)]
pub(super) struct Average {
    total: Total,
    count: u32,
}

impl Accumulator for Average {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        match at(arguments, 0) {
            Value::Null => Ok(()),
            value => {
                self.count = self.count.saturating_add(1);
                self.total.add("avg", value)
            }
        }
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        let count = f64::from(self.count);
        match self.total {
            Total::Nothing => Ok(Value::Null),
            Total::Integers(sum) => Ok(Value::Float(sum as f64 / count)),
            Total::Floats(sum) => Ok(Value::Float(sum / count)),
            Total::Durations(sum) => sum.divide(count).map(Value::from).map_err(temporal_error),
        }
    }
}

/// The value at one end of the order.
pub(super) struct Extreme {
    wanted: Ordering,
    held: Option<Value>,
}

impl Extreme {
    /// The last one.
    pub(super) fn largest() -> Extreme {
        Extreme { wanted: Ordering::Greater, held: None }
    }

    /// The first one.
    pub(super) fn smallest() -> Extreme {
        Extreme { wanted: Ordering::Less, held: None }
    }
}

impl Accumulator for Extreme {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        let value = at(arguments, 0);
        let better = self.held.as_ref().is_none_or(|held| order(value, held) == self.wanted);
        if better && !value.is_null() {
            self.held = Some(value.clone());
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        Ok(self.held.into())
    }
}

/// All values.
#[derive(Default)]
pub(super) struct Collection(Vec<Value>);

impl Accumulator for Collection {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        self.0.extend(arguments.first().filter(|value| !value.is_null()).cloned());
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        Ok(Value::list(self.0))
    }
}

/// Mean and squared distances from it, carried along so that nothing cancels out (Welford's method).
pub(super) struct Deviation {
    name: &'static str,
    /// What is taken from the count: 1 for a sample.
    spared: f64,
    count: f64,
    mean: f64,
    squares: f64,
}

impl Deviation {
    /// That of a whole of which the group is a sample.
    pub(super) fn of_sample() -> Deviation {
        Deviation { name: "stDev", spared: 1.0, count: 0.0, mean: 0.0, squares: 0.0 }
    }

    /// That of the group itself.
    pub(super) fn of_all() -> Deviation {
        Deviation { name: "stDevP", spared: 0.0, ..Deviation::of_sample() }
    }
}

impl Accumulator for Deviation {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        if let Some(value) = float(self.name, at(arguments, 0))? {
            self.count += 1.0;
            let distance = value - self.mean;
            self.mean += distance / self.count;
            self.squares += distance * (value - self.mean);
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        let divisor = self.count - self.spared;
        Ok(Value::Float(if divisor > 0.0 { (self.squares / divisor).sqrt() } else { 0.0 }))
    }
}

/// All numbers, to be sorted at the end, and the share of them asked for.
pub(super) struct Percentile {
    name: &'static str,
    interpolates: bool,
    values: Vec<Value>,
    share: f64,
}

impl Percentile {
    /// A value of the group.
    pub(super) fn among() -> Percentile {
        Percentile { name: "percentileDisc", interpolates: false, values: Vec::new(), share: 0.0 }
    }

    /// A number between two of them.
    pub(super) fn between() -> Percentile {
        Percentile { name: "percentileCont", interpolates: true, ..Percentile::among() }
    }
}

impl Accumulator for Percentile {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        let Some(share) = float(self.name, at(arguments, 1))? else {
            return Err(wrong_type(self.name, &Value::Null, "a number as percentile"));
        };
        if !(0.0..=1.0).contains(&share) {
            return Err(out_of_range(format!("the percentile of `{}` is {share}, expected 0.0 to 1.0", self.name)));
        }
        self.share = share;
        if float(self.name, at(arguments, 0))?.is_some() {
            self.values.push(at(arguments, 0).clone());
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Outcome<Value> {
        self.values.sort_by(order);
        let Some(last) = self.values.len().checked_sub(1) else { return Ok(Value::Null) };
        if !self.interpolates {
            let place = (self.share * self.values.len() as f64).ceil() as usize;
            return Ok(self.values[place.saturating_sub(1).min(last)].clone());
        }
        let place = self.share * last as f64;
        let number = |at: f64| self.values[at as usize].as_number().unwrap_or(f64::NAN);
        let (low, high, way) = (number(place.floor()), number(place.ceil()), place.fract());
        // Two equal neighbours need no weighing, which for infinite ones would give NaN.
        Ok(Value::Float(if low == high { low } else { low * (1.0 - way) + high * way }))
    }
}
