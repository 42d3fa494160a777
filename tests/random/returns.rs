//! Random projections: columns, aggregates, `DISTINCT`, order and limit.

use super::expressions::{any, bag, condition, integer, text};
use super::scope::{Kind, Query, Scope};
use super::tape::Tape;

/// The columns of a projection.
struct Columns {
    items: Vec<(String, Kind)>,
    aggregated: bool,
}

/// A value with its kind; a name is the simplest.
fn value(tape: &mut Tape, scope: &Scope) -> (String, Kind) {
    let kinds = [Kind::Node, Kind::Edge, Kind::Path, Kind::Edges];
    match tape.below(10) {
        0..=2 => (integer(tape, scope, 1), Kind::Integer),
        3 | 4 => (text(tape, scope), Kind::Text),
        5 | 6 => {
            let kind = kinds[tape.below(kinds.len())];
            match scope.any(tape, kind) {
                Some(name) => (name, kind),
                None => (integer(tape, scope, 0), Kind::Integer),
            }
        }
        _ => (any(tape, scope, 1), Kind::Any),
    }
}

fn aggregate(tape: &mut Tape, scope: &Scope) -> (String, Kind) {
    let distinct = if tape.chance(30) { "DISTINCT " } else { "" };
    match tape.below(9) {
        0 | 1 => ("count(*)".to_owned(), Kind::Integer),
        2 | 3 => (format!("count({distinct}{})", value(tape, scope).0), Kind::Integer),
        4 => (format!("sum({distinct}{})", integer(tape, scope, 0)), Kind::Integer),
        5 => (format!("{}({})", tape.pick(&["min", "max"]), any(tape, scope, 0)), Kind::Any),
        6 => (format!("avg({})", integer(tape, scope, 0)), Kind::Any),
        7 => (format!("collect({distinct}{})", value(tape, scope).0), Kind::Bag),
        _ => (format!("count(*) + {}", tape.below(3)), Kind::Integer),
    }
}

fn columns(tape: &mut Tape, scope: &Scope) -> Columns {
    let aggregated = tape.chance(45);
    let keys = if aggregated { tape.below(3) } else { 1 + tape.below(3) };
    let mut items: Vec<(String, Kind)> = (0..keys).map(|_| value(tape, scope)).collect();
    if aggregated {
        items.extend((0..1 + tape.below(2)).map(|_| aggregate(tape, scope)));
    } else if tape.chance(10) {
        items.push((bag(tape, scope, 1), Kind::Bag));
    }
    Columns { items, aggregated }
}

/// What a column is sorted by, where that is the same in every layout of the graph.
fn sort_key(name: &str, kind: Kind) -> Option<String> {
    match kind {
        Kind::Integer | Kind::Text | Kind::Any => Some(name.to_owned()),
        Kind::Node | Kind::Edge => Some(format!("{name}.u")),
        Kind::Edges | Kind::Path | Kind::Bag => None,
    }
}

/// `RETURN` or `WITH`, the columns' names and kinds, and by which columns it sorts.
fn projection(tape: &mut Tape, columns: &Columns, names: &[String], word: &str) -> (String, Vec<usize>) {
    let written: Vec<String> =
        columns.items.iter().zip(names).map(|((text, _), name)| format!("{text} AS {name}")).collect();
    let bags = columns.items.iter().any(|(_, kind)| *kind == Kind::Bag);
    let ordinary: Vec<usize> = (0..names.len()).filter(|at| sort_key("", columns.items[*at].1).is_some()).collect();
    let settled = ordinary.len() == names.len();
    let distinct = if !bags && tape.chance(if columns.aggregated { 5 } else { 25 }) { "DISTINCT " } else { "" };
    let mut text = format!("{word} {distinct}{}", written.join(", "));
    if ordinary.is_empty() || !tape.chance(40) {
        return (text, Vec::new());
    }
    let mut order = ordinary;
    let first = tape.below(order.len());
    order.rotate_left(first);
    // A limit leaves a choice unless everything is sorted by.
    let cut = settled && tape.chance(60);
    if !cut {
        order.truncate(1 + tape.below(order.len()));
    }
    let keys = order.iter().filter_map(|at| sort_key(&names[*at], columns.items[*at].1));
    let keys: Vec<String> = keys.map(|key| format!("{key}{}", tape.pick(&["", " DESC"]))).collect();
    text += &format!(" ORDER BY {}", keys.join(", "));
    if cut {
        if tape.chance(30) {
            text += &format!(" SKIP {}", tape.below(3));
        }
        text += &format!(" LIMIT {}", tape.below(5));
    }
    (text, order)
}

/// The last clause.
pub(crate) fn returning(tape: &mut Tape, scope: &Scope) -> Query {
    let columns = columns(tape, scope);
    let names: Vec<String> = (0..columns.items.len()).map(|at| format!("c{at}")).collect();
    let (text, sorted_by) = projection(tape, &columns, &names, "RETURN");
    let bags = (0..names.len()).filter(|at| columns.items[*at].1 == Kind::Bag).collect();
    Query { text, bags, sorted_by }
}

/// A `WITH`, after which only its columns are known.
pub(crate) fn with(tape: &mut Tape, scope: &mut Scope) -> String {
    if tape.chance(25) && !scope.names.is_empty() {
        return format!("WITH *{}", filter(tape, scope));
    }
    let columns = columns(tape, scope);
    let names: Vec<String> = columns.items.iter().map(|(text, kind)| column_name(scope, text, *kind)).collect();
    let doubled = (1..names.len()).any(|at| names[..at].contains(&names[at]));
    let names = if doubled { names.iter().map(|_| scope.fresh('w')).collect() } else { names };
    let (text, _) = projection(tape, &columns, &names, "WITH");
    scope.keep(names.into_iter().zip(columns.items.into_iter().map(|(_, kind)| kind)).collect());
    text + &filter(tape, scope)
}

/// A name goes on as itself, everything else as something new.
fn column_name(scope: &mut Scope, text: &str, kind: Kind) -> String {
    let itself = scope.names.iter().any(|(name, known)| name == text && *known == kind);
    if itself { text.to_owned() } else { scope.fresh('w') }
}

fn filter(tape: &mut Tape, scope: &Scope) -> String {
    if tape.chance(35) { format!(" WHERE {}", condition(tape, scope, 1)) } else { String::new() }
}
