//! Random patterns. Names are new, known from before, or missing.

use super::graph::{LABELS, TYPES};
use super::scope::{Kind, Scope};
use super::tape::Tape;

/// `:A`, `:A|B`, `:!A` and the like, or nothing.
pub(crate) fn labels(tape: &mut Tape) -> String {
    let label = tape.pick(LABELS);
    match tape.below(16) {
        0..=9 => String::new(),
        10..=12 => format!(":{label}"),
        13 => format!(":{label}|{}", tape.pick(LABELS)),
        14 => format!(":!{label}"),
        _ => format!(":{label}&{}", tape.pick(LABELS)),
    }
}

/// `:R`, `:R|S`, or nothing.
pub(crate) fn types(tape: &mut Tape) -> String {
    match tape.below(6) {
        0..=2 => String::new(),
        3 | 4 => format!(":{}", tape.pick(TYPES)),
        _ => format!(":{}|{}", tape.pick(TYPES), tape.pick(TYPES)),
    }
}

/// An arrow around what stands between its brackets.
pub(crate) fn arrow(tape: &mut Tape, inner: &str) -> String {
    match (tape.below(3), inner.is_empty()) {
        (0, true) => "-->".to_owned(),
        (1, true) => "<--".to_owned(),
        (_, true) => "--".to_owned(),
        (0, false) => format!("-[{inner}]->"),
        (1, false) => format!("<-[{inner}]-"),
        (_, false) => format!("-[{inner}]-"),
    }
}

fn node_properties(tape: &mut Tape, scope: &Scope) -> String {
    let id = tape.below(5);
    match tape.below(24) {
        0..=17 => String::new(),
        18 => format!(" {{id: 'n{id}'}}"),
        19 => " {id: $p}".to_owned(),
        20 => format!(" {{x: {}}}", tape.below(3)),
        21 => " {name: $t}".to_owned(),
        22 => match scope.any(tape, Kind::Node) {
            Some(node) => format!(" {{x: {node}.x}}"),
            None => " {v: true}".to_owned(),
        },
        _ => format!(" {{x: {}, name: 'a'}}", tape.below(2)),
    }
}

/// A node; its name is added to what the clause brings.
fn node(tape: &mut Tape, scope: &Scope, new: &mut Scope) -> String {
    let known = new.any(tape, Kind::Node);
    let name = match (tape.below(5), known) {
        (0 | 1, _) => new.fresh('a'),
        (2 | 3, Some(known)) => known,
        (2 | 3, None) => new.fresh('a'),
        (_, _) => String::new(),
    };
    if !name.is_empty() {
        new.add(&name, Kind::Node);
    }
    format!("({name}{}{})", labels(tape), node_properties(tape, scope))
}

/// `*1..2` and the like. Open ends are for the few edges that there are.
fn length(tape: &mut Tape) -> String {
    tape.pick(&["*1..2", "*2", "*0..1", "*..2", "*0..2", "*1..3", "*2..3", "*0", "*"]).to_owned()
}

fn edge(tape: &mut Tape, scope: &Scope, new: &mut Scope, taken: &mut Vec<String>) -> String {
    let kind = types(tape);
    let properties = match tape.below(8) {
        0 => format!(" {{w: {}}}", tape.below(3)),
        1 if !scope.of(Kind::Integer).is_empty() => format!(" {{w: {}}}", scope.of(Kind::Integer)[0]),
        _ => String::new(),
    };
    let variable = tape.chance(20);
    let inner = match (variable, tape.below(4)) {
        (false, 0 | 1) => {
            let name = new.fresh('r');
            new.add(&name, Kind::Edge);
            format!("{name}{kind}{properties}")
        }
        (false, 2) => match scope.any(tape, Kind::Edge).filter(|known| !taken.contains(known)) {
            Some(known) => {
                taken.push(known.clone());
                format!("{known}{kind}")
            }
            None => format!("{kind}{properties}"),
        },
        (false, _) => format!("{kind}{properties}"),
        (true, 0) => {
            let name = new.fresh('l');
            new.add(&name, Kind::Edges);
            format!("{name}{kind}{}{properties}", length(tape))
        }
        (true, _) => format!("{kind}{}{properties}", length(tape)),
    };
    arrow(tape, inner.trim())
}

/// One path with up to so many steps, named now and then.
pub(crate) fn path(tape: &mut Tape, scope: &Scope, new: &mut Scope, steps: usize, taken: &mut Vec<String>) -> String {
    let mut text = node(tape, scope, new);
    for _ in 0..tape.below(steps + 1) {
        text += &edge(tape, scope, new, taken);
        text += &node(tape, scope, new);
    }
    if tape.chance(15) {
        let name = new.fresh('p');
        new.add(&name, Kind::Path);
        return format!("{name} = {text}");
    }
    text
}

/// The patterns of a clause, between commas; the scope gets their names.
pub(crate) fn patterns(tape: &mut Tape, scope: &mut Scope, most: usize) -> String {
    let before = scope.clone();
    let mut taken = Vec::new();
    let count = 1 + tape.below(most);
    let steps = if count == 1 { 3 } else { 2 };
    let paths: Vec<String> = (0..count).map(|_| path(tape, &before, scope, steps, &mut taken)).collect();
    paths.join(", ")
}

/// A pattern as a condition: it brings no names.
pub(crate) fn predicate(tape: &mut Tape, scope: &Scope) -> Option<String> {
    let node = scope.any(tape, Kind::Node)?;
    let kind = types(tape);
    let inner = if tape.chance(15) { format!("{kind}*1..2") } else { kind };
    let first = arrow(tape, &inner);
    let other = match tape.below(4) {
        0 => format!("({})", labels(tape)),
        1 => "()".to_owned(),
        _ => format!("({})", scope.any(tape, Kind::Node)?),
    };
    if tape.chance(20) {
        let kind = types(tape);
        return Some(format!("({node}){first}(){}{other}", arrow(tape, &kind)));
    }
    Some(format!("({node}){first}{other}"))
}
