//! Random queries put together clause by clause.

use super::expressions::{condition, integer};
use super::patterns::patterns;
use super::returns::{returning, with};
use super::scope::{Kind, Query, Scope};
use super::tape::Tape;

/// A reading query: one to three clauses and a `RETURN`, now and then with a `UNION`.
pub(crate) fn query(tape: &mut Tape) -> Query {
    let first = single(tape);
    if !tape.chance(6) {
        return first;
    }
    let again = Query {
        text: format!("{0} UNION {1}{0}", first.text, tape.pick(&["ALL ", ""])),
        sorted_by: Vec::new(),
        ..first
    };
    if again.bags.is_empty() {
        again
    } else {
        Query { text: again.text.replace("UNION ALL", "UNION").replace("UNION", "UNION ALL"), ..again }
    }
}

fn single(tape: &mut Tape) -> Query {
    let mut scope = Scope::default();
    let mut clauses = vec![matching(tape, &mut scope)];
    for _ in 0..tape.below(3) {
        clauses.push(match tape.below(8) {
            0..=3 => matching(tape, &mut scope),
            4 | 5 => with(tape, &mut scope),
            6 => unwind(tape, &mut scope),
            _ => subquery(tape, &mut scope),
        });
    }
    let last = returning(tape, &scope);
    clauses.push(last.text);
    Query { text: clauses.join(" "), ..last }
}

fn matching(tape: &mut Tape, scope: &mut Scope) -> String {
    let word = if tape.chance(25) { "OPTIONAL MATCH" } else { "MATCH" };
    let pattern = patterns(tape, scope, 2);
    if tape.chance(45) {
        return format!("{word} {pattern} WHERE {}", condition(tape, scope, 2));
    }
    format!("{word} {pattern}")
}

fn unwind(tape: &mut Tape, scope: &mut Scope) -> String {
    let name = scope.fresh('u');
    let list = match scope.any(tape, Kind::Bag) {
        Some(bag) if tape.chance(60) => {
            scope.add(&name, Kind::Any);
            return format!("UNWIND {bag} AS {name}");
        }
        _ => format!("[{}, {}]", integer(tape, scope, 0), integer(tape, scope, 0)),
    };
    scope.add(&name, Kind::Integer);
    format!("UNWIND {list} AS {name}")
}

/// `CALL { WITH a MATCH … RETURN … }`
fn subquery(tape: &mut Tape, scope: &mut Scope) -> String {
    let Some(node) = scope.any(tape, Kind::Node) else { return unwind(tape, scope) };
    let mut inner = scope.clone();
    inner.keep(vec![(node.clone(), Kind::Node)]);
    let matching = matching(tape, &mut inner);
    let name = scope.fresh('s');
    let value = if tape.chance(50) { "count(*)".to_owned() } else { integer(tape, &inner, 1) };
    scope.add(&name, Kind::Integer);
    format!("CALL {{ WITH {node} {matching} RETURN {value} AS {name} }}")
}
