//! One table of functions: name, signature, documentation, code. It feeds the binder, the engine,
//! completion and `:help`, so that none of them can know a function the others don't.

mod aggregate;
mod aggregate_state;
mod arguments;
mod convert;
mod house;
mod list;
pub mod names;
mod number;
pub mod operators;
mod rounding;
mod scalar;
pub(crate) mod size;
mod temporal;
#[cfg(test)]
mod tests;
mod text;
mod value_type;

pub use convert::float_text;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::diagnostic::Outcome;
use crate::graph::View;
use crate::value::Value;
use crate::value::temporal::Now;

/// What a function may look at besides its arguments.
pub struct Surroundings<'a> {
    /// The graph, for functions of nodes, relationships and paths.
    pub view: &'a dyn View,
    /// The moment at which the statement began.
    pub now: &'a Now,
}

/// One function of the language.
pub struct Function {
    /// The name, spelt as the documentation spells it; matching ignores case.
    pub name: &'static str,
    /// Arguments and result with their types, as `:help` shows them.
    pub signature: &'static str,
    /// What it gives, in one or two sentences.
    pub about: &'static str,
    /// The fewest and the most arguments.
    pub arguments: (usize, usize),
    /// What it does.
    pub code: Code,
}

/// What a function does.
pub enum Code {
    /// One value for each row.
    Scalar(fn(&Surroundings<'_>, &[Value]) -> Outcome<Value>),
    /// One value for each group of rows.
    Aggregate(fn() -> Box<dyn Accumulator>),
}

/// Takes the arguments of one row after another and gives the group's value.
pub trait Accumulator {
    /// Takes one row's arguments.
    ///
    /// # Errors
    /// Where an argument is of a type the function has no answer for.
    fn add(&mut self, arguments: &[Value]) -> Outcome<()>;
    /// The group's value.
    ///
    /// # Errors
    /// Where the group has no value.
    fn finish(self: Box<Self>) -> Outcome<Value>;
}

type Scalar = fn(&Surroundings<'_>, &[Value]) -> Outcome<Value>;

/// One entry of a family's table.
const fn scalar(
    name: &'static str,
    signature: &'static str,
    about: &'static str,
    arguments: (usize, usize),
    code: Scalar,
) -> Function {
    Function { name, signature, about, arguments, code: Code::Scalar(code) }
}

static SORTED: LazyLock<Vec<&'static Function>> = LazyLock::new(|| {
    let families = [
        aggregate::TABLE,
        convert::TABLE,
        house::TABLE,
        list::TABLE,
        number::TABLE,
        scalar::TABLE,
        temporal::TABLE,
        text::TABLE,
    ];
    let mut functions: Vec<_> = families.into_iter().flatten().collect();
    functions.sort_by_key(|function| function.name.to_lowercase());
    functions
});

static BY_NAME: LazyLock<FxHashMap<String, &'static Function>> =
    LazyLock::new(|| SORTED.iter().map(|function| (function.name.to_lowercase(), *function)).collect());

/// The function of this name; case does not count. O(1).
pub fn find(name: &str) -> Option<&'static Function> {
    BY_NAME.get(&name.to_lowercase()).copied()
}

/// All functions in the order of the alphabet, case ignored.
pub fn all() -> impl Iterator<Item = &'static Function> {
    SORTED.iter().copied()
}
