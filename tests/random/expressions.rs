//! Random expressions of a kind that is asked for.

use super::graph::{TEXTS, VALUES};
use super::patterns::{labels, patterns, predicate};
use super::scope::{Kind, Scope};
use super::tape::Tape;

const COMPARATORS: &[&str] = &["=", "<>", "<", "<=", ">", ">="];

/// The property of a node or an edge that holds integers.
fn integer_property(tape: &mut Tape, scope: &Scope) -> Option<String> {
    match tape.below(3) {
        0 | 1 => scope.any(tape, Kind::Node).map(|node| format!("{node}.x")),
        _ => scope.any(tape, Kind::Edge).map(|edge| format!("{edge}.w")),
    }
}

/// An integer, or null.
pub(crate) fn integer(tape: &mut Tape, scope: &Scope, depth: usize) -> String {
    let literal = tape.below(4).to_string();
    let choice = if depth == 0 { tape.below(6) } else { tape.below(15) };
    let found = match choice {
        0 => None,
        1..=3 => integer_property(tape, scope),
        4 => scope.any(tape, Kind::Integer),
        5 => scope.any(tape, Kind::Path).map(|path| format!("length({path})")),
        6 => scope.any(tape, Kind::Edges).map(|list| format!("size({list})")),
        7 => scope.any(tape, Kind::Bag).map(|list| format!("size({list})")),
        8 => Some("$n".to_owned()),
        9 => Some(format!("coalesce({}, {literal})", integer(tape, scope, depth - 1))),
        10 => {
            let operator = tape.pick(&["+", "-", "*"]);
            Some(format!("({} {operator} {})", integer(tape, scope, depth - 1), integer(tape, scope, depth - 1)))
        }
        11 => Some(format!("COUNT {{ {} }}", inner_pattern(tape, scope, depth - 1))),
        12 => {
            // A pattern can't stand as a value, so nothing deep.
            let condition = condition(tape, scope, 0);
            Some(format!("CASE WHEN {condition} THEN {literal} ELSE {} END", integer(tape, scope, depth - 1)))
        }
        13 => Some(format!("size({})", bag(tape, scope, depth - 1))),
        _ => failing(tape, scope),
    };
    found.unwrap_or(literal)
}

/// What fails for some nodes: it divides by nothing, or adds to what is no number.
fn failing(tape: &mut Tape, scope: &Scope) -> Option<String> {
    let node = scope.any(tape, Kind::Node)?;
    Some(match tape.below(4) {
        0 => format!("({} / {node}.x)", tape.below(3)),
        1 => format!("({} % {node}.x)", tape.below(3)),
        2 => format!("({node}.v + 1)"),
        _ => format!("toInteger({node}.v)"),
    })
}

/// A text, or null.
pub(crate) fn text(tape: &mut Tape, scope: &Scope) -> String {
    let literal = tape.pick(TEXTS).to_owned();
    let node = scope.any(tape, Kind::Node);
    match (tape.below(7), node) {
        (0, _) | (_, None) => literal,
        (1 | 2, Some(node)) => format!("{node}.name"),
        (3, Some(node)) => format!("{node}.id"),
        (4, Some(node)) => format!("toUpper({node}.name)"),
        (5, Some(node)) => format!("({node}.name + {literal})"),
        (_, Some(_)) => scope.any(tape, Kind::Text).unwrap_or(literal),
    }
}

/// A list whose order nothing settles.
pub(crate) fn bag(tape: &mut Tape, scope: &Scope, depth: usize) -> String {
    if let Some(known) = scope.any(tape, Kind::Bag).filter(|_| tape.chance(30)) {
        return known;
    }
    if tape.chance(30) {
        return format!("COLLECT {{ {} }}", inner_query(tape, scope, depth));
    }
    let mut inner = scope.clone();
    let path = super::patterns::path(
        tape,
        scope,
        &mut inner,
        2,
        &mut scope.of(Kind::Edge).iter().map(|name| (*name).to_owned()).collect(),
    );
    // A pattern of one node is a list in brackets.
    if !path.contains("-") {
        return format!("[{}, {}]", integer(tape, scope, 0), integer(tape, scope, 0));
    }
    let condition = if depth > 0 && tape.chance(30) {
        // In brackets: a bar between two labels would end the condition.
        format!(" WHERE ({})", condition(tape, &inner, depth - 1))
    } else {
        String::new()
    };
    format!("[{path}{condition} | {}]", any(tape, &inner, 0))
}

/// Anything that has one value, whatever the order of the rows.
pub(crate) fn any(tape: &mut Tape, scope: &Scope, depth: usize) -> String {
    let node = scope.any(tape, Kind::Node);
    let found = match tape.below(13) {
        0..=2 => Some(integer(tape, scope, depth)),
        3 => Some(text(tape, scope)),
        4 => node.map(|node| format!("{node}.v")),
        5 => node.map(|node| format!("size(labels({node}))")),
        6 => scope.any(tape, Kind::Edge).map(|edge| format!("type({edge})")),
        7 => scope.any(tape, Kind::Any),
        8 => scope.any(tape, Kind::Edges).map(|list| format!("[e IN {list} | e.w]")),
        9 => scope.any(tape, Kind::Path).map(|path| format!("[n IN nodes({path}) | n.id]")),
        10 => node.map(|node| format!("{node} {{.x, .name}}")),
        11 => Some(format!("EXISTS {{ {} }}", inner_pattern(tape, scope, depth))),
        _ => Some(format!("({})", condition(tape, scope, 0))),
    };
    found.unwrap_or_else(|| tape.pick(VALUES).to_owned())
}

/// What stands between the braces of `EXISTS` and `COUNT`.
fn inner_pattern(tape: &mut Tape, scope: &Scope, depth: usize) -> String {
    let mut inner = scope.clone();
    let pattern = patterns(tape, &mut inner, 1);
    if depth > 0 && tape.chance(40) {
        return format!("{pattern} WHERE {}", condition(tape, &inner, depth - 1));
    }
    pattern
}

/// What stands between the braces as a whole query with one column.
fn inner_query(tape: &mut Tape, scope: &Scope, depth: usize) -> String {
    let mut inner = scope.clone();
    let pattern = patterns(tape, &mut inner, 1);
    let condition = if depth > 0 && tape.chance(40) {
        format!(" WHERE {}", condition(tape, &inner, depth - 1))
    } else {
        String::new()
    };
    let distinct = if tape.chance(30) { "DISTINCT " } else { "" };
    format!("MATCH {pattern}{condition} RETURN {distinct}{} AS y", any(tape, &inner, 0))
}

/// A condition.
pub(crate) fn condition(tape: &mut Tape, scope: &Scope, depth: usize) -> String {
    let choice = if depth == 0 { tape.below(12) } else { tape.below(22) };
    let node = scope.any(tape, Kind::Node);
    let found = match choice {
        1 if tape.chance(30) => failing(tape, scope).map(|value| format!("{value} > 0")),
        0 | 1 => {
            let comparator = tape.pick(COMPARATORS);
            Some(format!("{} {comparator} {}", integer(tape, scope, depth.min(1)), integer(tape, scope, 0)))
        }
        2 => node.map(|node| match tape.below(12) {
            10 => format!("{node}.id = {}", tape.below(5)),
            11 => format!("{node}.id {} 'n{}'", tape.pick(&["<>", "<", ">="]), tape.below(5)),
            _ => format!("{node}.id = 'n{}'", tape.below(5)),
        }),
        3 => node.map(|node| format!("$p = {node}.id")),
        4 => {
            let word = tape.pick(&["CONTAINS", "STARTS WITH", "ENDS WITH", "=", "<"]);
            Some(format!("{} {word} {}", text(tape, scope), text(tape, scope)))
        }
        5 => node.map(|node| format!("{node}:{}", tape.pick(&["A", "B", "C", "A|B", "!A", "A&B"]))),
        6 => node.zip(scope.any(tape, Kind::Node)).map(|(a, b)| format!("{a} {} {b}", tape.pick(&["<>", "="]))),
        7 => node.map(|node| format!("{node}.{} IS {}NULL", tape.pick(&["x", "v"]), tape.pick(&["", "NOT "]))),
        8 => Some(format!("{} IN [{}, 1, null]", integer(tape, scope, 0), tape.below(4))),
        9 => node.map(|node| format!("{node}.id IN ['n0', $p]")),
        10 => node.map(|node| {
            let comparator = tape.pick(COMPARATORS);
            format!("{node}.v {comparator} {}", tape.pick(VALUES))
        }),
        11 => Some(tape.pick(&["true", "null", "false"]).to_owned()),
        12 | 13 => Some(format!("NOT {}", bracketed(tape, scope, depth - 1))),
        14..=16 => {
            let word = tape.pick(&["AND", "AND", "OR", "XOR"]);
            Some(format!("{} {word} {}", bracketed(tape, scope, depth - 1), bracketed(tape, scope, depth - 1)))
        }
        17 => predicate(tape, scope),
        18 => predicate(tape, scope).map(|pattern| format!("NOT {pattern}")),
        19 => Some(format!("EXISTS {{ {} }}", inner_pattern(tape, scope, depth - 1))),
        20 => Some(format!("EXISTS {{ {} }}", inner_query(tape, scope, depth - 1))),
        _ => quantifier(tape, scope),
    };
    found.unwrap_or_else(|| format!("{} > 0", integer(tape, scope, 0)))
}

fn bracketed(tape: &mut Tape, scope: &Scope, depth: usize) -> String {
    format!("({})", condition(tape, scope, depth))
}

fn quantifier(tape: &mut Tape, scope: &Scope) -> Option<String> {
    let word = tape.pick(&["any", "all", "none", "single"]);
    if let Some(list) = scope.any(tape, Kind::Edges) {
        return Some(format!("{word}(e IN {list} WHERE e.w > {})", tape.below(2)));
    }
    if let Some(path) = scope.any(tape, Kind::Path) {
        return Some(format!("{word}(n IN nodes({path}) WHERE n{} OR n.x > 0)", one_label(tape)));
    }
    scope.any(tape, Kind::Node).map(|node| format!("{word}(i IN [{node}.x, 1] WHERE i > {})", tape.below(2)))
}

fn one_label(tape: &mut Tape) -> String {
    let found = labels(tape);
    if found.is_empty() { ":A".to_owned() } else { found }
}
