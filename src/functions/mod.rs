//! One table of functions: name, signature, documentation, code. It feeds the binder, the engine,
//! completion and `:help`, so that none of them can know a function the others don't.

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
