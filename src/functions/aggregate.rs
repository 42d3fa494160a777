//! Functions of groups of rows. `null` is passed over everywhere.

use super::aggregate_state::{Average, Collection, Count, Deviation, Extreme, Percentile, Sum};
use super::{Accumulator, Code, Function};

pub(super) const TABLE: &[Function] = &[
    aggregate(
        "avg",
        "avg(value: Number | Duration) -> Float | Duration",
        "The average of the values; `null` where there are none.",
        1,
        || Box::new(Average::default()),
    ),
    aggregate("collect", "collect(value: Any) -> List", "The list of the values.", 1, || {
        Box::new(Collection::default())
    }),
    aggregate(
        "count",
        "count(value: Any) -> Integer",
        "How many values there are; `count(*)` counts the rows.",
        1,
        || Box::new(Count::default()),
    ),
    aggregate(
        "max",
        "max(value: Any) -> Any",
        "The value that `ORDER BY` would put last; `null` where there are none.",
        1,
        || Box::new(Extreme::largest()),
    ),
    aggregate(
        "min",
        "min(value: Any) -> Any",
        "The value that `ORDER BY` would put first; `null` where there are none.",
        1,
        || Box::new(Extreme::smallest()),
    ),
    aggregate(
        "percentileCont",
        "percentileCont(value: Number, percentile: Number) -> Float",
        "The number below which so much of the group lies, from 0.0 to 1.0, between two values where need be.",
        2,
        || Box::new(Percentile::between()),
    ),
    aggregate(
        "percentileDisc",
        "percentileDisc(value: Number, percentile: Number) -> Number",
        "The value of the group below which so much of it lies, from 0.0 to 1.0.",
        2,
        || Box::new(Percentile::among()),
    ),
    aggregate(
        "stDev",
        "stDev(value: Number) -> Float",
        "The standard deviation, taking the group for a sample; 0.0 for fewer than two values.",
        1,
        || Box::new(Deviation::of_sample()),
    ),
    aggregate(
        "stDevP",
        "stDevP(value: Number) -> Float",
        "The standard deviation, taking the group for the whole; 0.0 where there are no values.",
        1,
        || Box::new(Deviation::of_all()),
    ),
    aggregate(
        "sum",
        "sum(value: Number | Duration) -> Number | Duration",
        "The sum of the values; 0 where there are none.",
        1,
        || Box::new(Sum::default()),
    ),
];

const fn aggregate(
    name: &'static str,
    signature: &'static str,
    about: &'static str,
    arguments: usize,
    code: fn() -> Box<dyn Accumulator>,
) -> Function {
    Function { name, signature, about, arguments: (arguments, arguments), code: Code::Aggregate(code) }
}
