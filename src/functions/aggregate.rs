//! Aggregates. All of them pass over null.

use super::operators::{add, divide};
use super::{Accumulator, Code, Function, out_of_range, wrong_type};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::{Value, order};

pub(super) const TABLE: &[Function] = &[
    Function { name: "count", signature: "count(value) :: INTEGER", about: "How many values are not null; `count(*)` counts rows.", arguments: (1, 1), code: Code::Aggregate(|| Box::new(Count(0))) },
    Function { name: "sum", signature: "sum(number) :: NUMBER", about: "The sum of numbers or durations.", arguments: (1, 1), code: Code::Aggregate(|| Box::new(Sum(Value::Integer(0)))) },
    Function { name: "avg", signature: "avg(number) :: FLOAT", about: "The mean of numbers or durations.", arguments: (1, 1), code: Code::Aggregate(|| Box::new(Average(None, 0))) },
    Function { name: "min", signature: "min(value) :: ANY", about: "The first value in the order of `ORDER BY`.", arguments: (1, 1), code: Code::Aggregate(|| Box::new(Extreme(None, false))) },
    Function { name: "max", signature: "max(value) :: ANY", about: "The last value in the order of `ORDER BY`.", arguments: (1, 1), code: Code::Aggregate(|| Box::new(Extreme(None, true))) },
    Function { name: "collect", signature: "collect(value) :: LIST<ANY>", about: "The values as a list.", arguments: (1, 1), code: Code::Aggregate(|| Box::new(Collect(Vec::new()))) },
    Function { name: "stDev", signature: "stDev(number) :: FLOAT", about: "The standard deviation of a sample.", arguments: (1, 1), code: Code::Aggregate(|| Box::new(Deviation(Vec::new(), 1))) },
    Function { name: "stDevP", signature: "stDevP(number) :: FLOAT", about: "The standard deviation of a population.", arguments: (1, 1), code: Code::Aggregate(|| Box::new(Deviation(Vec::new(), 0))) },
    Function { name: "percentileDisc", signature: "percentileDisc(number, fraction) :: NUMBER", about: "The value below which this fraction (0 to 1) lies, taken from the values.", arguments: (2, 2), code: Code::Aggregate(|| Box::new(Percentile(Vec::new(), 0.0, false))) },
    Function { name: "percentileCont", signature: "percentileCont(number, fraction) :: FLOAT", about: "The value below which this fraction (0 to 1) lies, between the values.", arguments: (2, 2), code: Code::Aggregate(|| Box::new(Percentile(Vec::new(), 0.0, true))) },
];

struct Count(i64);

impl Accumulator for Count {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        self.0 += i64::from(!arguments[0].is_null());
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        Ok(Value::Integer(self.0))
    }
}

struct Sum(Value);

fn summand(value: &Value) -> Outcome<()> {
    match value {
        Value::Integer(_) | Value::Float(_) | Value::Duration(_) => Ok(()),
        other => Err(wrong_type("`sum`", "numbers or durations", other)),
    }
}

impl Accumulator for Sum {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        if arguments[0].is_null() {
            return Ok(());
        }
        summand(&arguments[0])?;
        let first = matches!((&self.0, &arguments[0]), (Value::Integer(0), Value::Duration(_)));
        self.0 = if first { arguments[0].clone() } else { add(&self.0, &arguments[0])? };
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        Ok(self.0)
    }
}

struct Average(Option<Value>, i64);

impl Accumulator for Average {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        let value = match &arguments[0] {
            Value::Null => return Ok(()),
            Value::Integer(number) => Value::Float(*number as f64),
            other => other.clone(),
        };
        summand(&value)?;
        self.0 = Some(match self.0.take() {
            Some(sum) => add(&sum, &value)?,
            None => value,
        });
        self.1 += 1;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        self.0.map_or(Ok(Value::Null), |sum| divide(&sum, &Value::Float(self.1 as f64)))
    }
}

/// The largest where true.
struct Extreme(Option<Value>, bool);

impl Accumulator for Extreme {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        let value = &arguments[0];
        if value.is_null() {
            return Ok(());
        }
        let better = self.0.as_ref().is_none_or(|best| {
            let ordering = order(value, best);
            if self.1 { ordering.is_gt() } else { ordering.is_lt() }
        });
        if better {
            self.0 = Some(value.clone());
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        Ok(self.0.into())
    }
}

struct Collect(Vec<Value>);

impl Accumulator for Collect {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        if !arguments[0].is_null() {
            self.0.push(arguments[0].clone());
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        Ok(Value::list(self.0))
    }
}

/// The second part is what is taken from the count: 1 for a sample, 0 for a population.
struct Deviation(Vec<f64>, usize);

impl Accumulator for Deviation {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        if arguments[0].is_null() {
            return Ok(());
        }
        let number = arguments[0].as_number();
        self.0.push(number.ok_or_else(|| wrong_type("a standard deviation", "numbers", &arguments[0]))?);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome<Value> {
        if self.0.len() <= self.1 {
            return Ok(Value::Float(0.0));
        }
        let mean = self.0.iter().sum::<f64>() / self.0.len() as f64;
        let squares: f64 = self.0.iter().map(|number| (number - mean).powi(2)).sum();
        Ok(Value::Float((squares / (self.0.len() - self.1) as f64).sqrt()))
    }
}

/// The values, the fraction, and whether to go between values.
struct Percentile(Vec<Value>, f64, bool);

impl Accumulator for Percentile {
    fn add(&mut self, arguments: &[Value]) -> Outcome<()> {
        let fraction = arguments[1].as_number();
        self.1 = fraction.ok_or_else(|| wrong_type("a percentile", "a number from 0 to 1", &arguments[1]))?;
        if !(0.0..=1.0).contains(&self.1) {
            return Err(out_of_range(format!("a percentile needs a fraction from 0 to 1, found {}", self.1)));
        }
        match &arguments[0] {
            Value::Null => {}
            Value::Integer(_) | Value::Float(_) => self.0.push(arguments[0].clone()),
            other => return Err(wrong_type("a percentile", "numbers", other)),
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Outcome<Value> {
        self.0.sort_by(order);
        let Some(last) = self.0.len().checked_sub(1) else { return Ok(Value::Null) };
        if !self.2 {
            let rank = (self.1 * self.0.len() as f64).ceil() as usize;
            return Ok(self.0[rank.saturating_sub(1).min(last)].clone());
        }
        let place = self.1 * last as f64;
        let (low, high) = (place.floor() as usize, (place.ceil() as usize).min(last));
        match (self.0[low].as_number(), self.0[high].as_number()) {
            (Some(a), Some(b)) => Ok(Value::Float(a + (b - a) * place.fract())),
            _ => Err(Box::new(Diagnostic::plain(Class::TypeError, "a percentile needs numbers"))),
        }
    }
}
