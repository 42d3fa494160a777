//! An empty answer explained: which clause let nothing through, and which name is near a real one.

use crate::diagnostic::{Diagnostic, Severity, Span, nearest};
use crate::graph::{Graph, View};
use crate::plan::Program;
use crate::syntax::ast::{Clause, Direction, Expression, Kind, NodePattern, RelationshipPattern, Statement};
use crate::value::NodeId;

/// A note on the first clause that let no row through, if one did.
pub(super) fn explain(
    statement: &Statement,
    program: &Program,
    passed: &[u64],
    graph: &Graph,
    warnings: &[Diagnostic],
) -> Option<Diagnostic> {
    let at = passed.iter().position(|count| *count == 0)?;
    let span = *program.clauses.get(at)?;
    let before = at.checked_sub(1).and_then(|at| passed.get(at)).copied();
    let message = match before {
        Some(1) => "nothing is left after this clause, which was given 1 row".to_string(),
        Some(rows) => format!("nothing is left after this clause, which was given {rows} rows"),
        None => "nothing fits this clause".to_string(),
    };
    let note = Diagnostic { severity: Severity::Note, ..Diagnostic::warning("Emptied", span, message) };
    if !warnings.is_empty() {
        return Some(note);
    }
    Some(note.hint_if(near_text(statement, span, graph)))
}

/// The statement up to the emptied clause, once for each of its relationships that has a direction and
/// with that one turned round; with the place of the relationship.
pub(super) fn turned(statement: &Statement, emptied: Span) -> Vec<(Span, Statement)> {
    let [part] = statement.query.parts.as_slice() else { return Vec::new() };
    let Some(at) = part.clauses.iter().position(|clause| matches!(clause, Clause::Match(it) if it.span == emptied))
    else {
        return Vec::new();
    };
    let reads = |clause: &Clause| matches!(clause, Clause::Match(_) | Clause::With(_) | Clause::Unwind(_));
    if !part.clauses[..at].iter().all(reads) {
        return Vec::new();
    }
    let mut cut = statement.clone();
    cut.query.parts[0].clauses.truncate(at + 1);
    let turn = |number| {
        let mut turned = cut.clone();
        let edge = directed(&mut turned)?.nth(number)?;
        edge.direction = match edge.direction {
            Direction::Outgoing => Direction::Incoming,
            Direction::Incoming | Direction::Either => Direction::Outgoing,
        };
        Some((edge.span, turned))
    };
    (0..).map_while(turn).collect()
}

/// The relationships of the last clause that have a direction.
fn directed(statement: &mut Statement) -> Option<impl Iterator<Item = &mut RelationshipPattern>> {
    let Some(Clause::Match(last)) = statement.query.parts.first_mut()?.clauses.last_mut() else { return None };
    let edges = last.patterns.iter_mut().flat_map(|path| path.steps.iter_mut().map(|(edge, _)| edge));
    Some(edges.filter(|edge| edge.direction != Direction::Either))
}

/// A text in the clause that is nearly an id or a name.
fn near_text(statement: &Statement, span: Span, graph: &Graph) -> Option<String> {
    let clauses = statement.query.parts.iter().flat_map(|part| &part.clauses);
    let mut texts = Vec::new();
    for clause in clauses {
        if let Clause::Match(inner) = clause
            && inner.span.start <= span.start
            && span.end <= inner.span.end
        {
            let nodes = inner
                .patterns
                .iter()
                .flat_map(|path| std::iter::once(&path.start).chain(path.steps.iter().map(|(_, node)| node)));
            nodes.for_each(|node| pattern_texts(node, &mut texts));
            inner.condition.iter().for_each(|condition| compared_texts(condition, &mut texts));
        }
    }
    texts.into_iter().find_map(|(key, text)| suggestion(&key, &text, graph))
}

fn pattern_texts(node: &NodePattern, into: &mut Vec<(String, String)>) {
    if let Some(Expression { kind: Kind::Map(entries), .. }) = &node.properties {
        for (name, value) in entries {
            if let Kind::String(text) = &value.kind {
                into.push((name.text.to_string(), text.to_string()));
            }
        }
    }
}

fn compared_texts(condition: &Expression, into: &mut Vec<(String, String)>) {
    match &condition.kind {
        Kind::Binary(_, a, b) => {
            compared_texts(a, into);
            compared_texts(b, into);
        }
        Kind::Comparison(left, rest) => {
            if let (Kind::Property(_, name), [(_, right)]) = (&left.kind, rest.as_slice())
                && let Kind::String(text) = &right.kind
            {
                into.push((name.text.to_string(), text.to_string()));
            }
        }
        _ => {}
    }
}

fn suggestion(key: &str, text: &str, graph: &Graph) -> Option<String> {
    let mut nodes: Vec<NodeId> = Vec::new();
    graph.nodes(&mut nodes);
    let values: Vec<_> = nodes.iter().filter_map(|node| graph.node_text(*node, key)).collect();
    if values.iter().any(|value| &**value == text) {
        return None;
    }
    let near = nearest(text, values.iter().map(|value| &**value))?;
    Some(format!("no node has the {key} '{text}'; did you mean '{near}'?"))
}
