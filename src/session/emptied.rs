//! An empty answer explained: which clause let nothing through, and which name is near a real one.

use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::graph::{Graph, View};
use crate::plan::Program;
use crate::syntax::ast::{Clause, Expression, Kind, NodePattern, Statement};
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
        Some(rows) => format!("nothing is left after this clause, which was given {rows} rows"),
        None => "nothing fits this clause".to_string(),
    };
    let note = Diagnostic { severity: Severity::Note, ..Diagnostic::warning("Emptied", span, message) };
    if !warnings.is_empty() {
        return Some(note);
    }
    Some(note.hint_if(near_text(statement, span, graph)))
}

/// A text in the clause that is nearly an id or a name.
fn near_text(statement: &Statement, span: crate::diagnostic::Span, graph: &Graph) -> Option<String> {
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
