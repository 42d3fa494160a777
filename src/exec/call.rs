//! Procedures: named sources of rows.

use super::{Context, Flow, Row, Sink};
use crate::bind::{Call, Signature};
use crate::diagnostic::Outcome;
use crate::graph::View;
use crate::value::{Value, equals};

/// Computes a procedure's rows from the graph and the values of its arguments.
pub type RowSource = fn(&dyn View, &[Value]) -> Outcome<Vec<Vec<Value>>>;

/// What a procedure does with the values of its arguments.
#[derive(Clone)]
pub(crate) enum Body {
    /// A table: the rows whose first columns equal the arguments.
    Table(Vec<Vec<Value>>),
    /// Computed from the graph.
    Code(RowSource),
}

/// A procedure that queries can call.
#[derive(Clone)]
pub struct Procedure {
    signature: Signature,
    body: Body,
}

impl Procedure {
    /// A procedure that looks its rows up in a table: each row holds the arguments, then the columns.
    pub fn table(signature: Signature, rows: Vec<Vec<Value>>) -> Procedure {
        Procedure { signature, body: Body::Table(rows) }
    }

    /// Its name, arguments and columns.
    pub fn signature(&self) -> &Signature {
        &self.signature
    }

    /// A procedure that computes its rows from the graph.
    pub fn code(signature: Signature, code: RowSource) -> Procedure {
        Procedure { signature, body: Body::Code(code) }
    }
}

pub(super) fn call(call: &Call, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let procedures = context.procedures;
    let procedure = &procedures[call.procedure];
    let mut arguments = Vec::with_capacity(call.arguments.len());
    for argument in &call.arguments {
        arguments.push(context.evaluate(argument, row)?);
    }
    let rows = match &procedure.body {
        Body::Table(rows) => look_up(rows, &arguments),
        Body::Code(code) => code(context.graph.view(), &arguments)?,
    };
    if call.silent {
        return sink(context, row);
    }
    for found in rows {
        context.tick()?;
        for (column, slot) in &call.yields {
            row[*slot] = found.get(*column).cloned().unwrap_or(Value::Null);
        }
        if sink(context, row)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

fn look_up(rows: &[Vec<Value>], arguments: &[Value]) -> Vec<Vec<Value>> {
    let same = |a: &Value, b: &Value| (a.is_null() && b.is_null()) || equals(a, b) == Some(true);
    let fits = |row: &&Vec<Value>| row.iter().zip(arguments).all(|(a, b)| same(a, b));
    rows.iter().filter(fits).map(|row| row[arguments.len()..].to_vec()).collect()
}
