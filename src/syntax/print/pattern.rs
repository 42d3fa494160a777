//! Patterns and labels.

use super::clause::condition;
use super::expression::{before_brace, expression};
use super::{listed, name, schema_name};
use crate::syntax::ast::{
    Direction, Expression, LabelExpression, Length, Name, NodePattern, PathPattern, RelationshipPattern, Repeated,
    Selector,
};

/// How tight a label expression binds, loosest first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Bond {
    Or,
    And,
    Single,
}

pub(super) fn paths(patterns: &[PathPattern]) -> String {
    listed(patterns, path)
}

pub(super) fn path(pattern: &PathPattern) -> String {
    let chain = chain(pattern);
    let chosen = match pattern.selector {
        Selector::All => chain,
        Selector::Shortest => format!("shortestPath({chain})"),
        Selector::AllShortest => format!("allShortestPaths({chain})"),
        Selector::ShortestPaths(1) => format!("ANY SHORTEST {chain}"),
        Selector::ShortestPaths(count) => format!("SHORTEST {count} {chain}"),
        Selector::ShortestGroups(1) => format!("ALL SHORTEST {chain}"),
        Selector::ShortestGroups(count) => format!("SHORTEST {count} GROUPS {chain}"),
    };
    match &pattern.name {
        Some(variable) => format!("{} = {chosen}", name(&variable.text)),
        None => chosen,
    }
}

fn chain(pattern: &PathPattern) -> String {
    let mut text = node(&pattern.start);
    for (step, end) in &pattern.steps {
        text.push_str(&match &step.repeated {
            Some(inner) => repeated(step, inner),
            None => relationship(step),
        });
        text.push_str(&node(end));
    }
    text
}

/// `((a)-[r:T]->(b)<-[s:U]-(c) WHERE a.x < b.x){1,3}`
fn repeated(step: &RelationshipPattern, inner: &Repeated) -> String {
    let single = RelationshipPattern { length: None, repeated: None, ..step.clone() };
    let (start, end, condition) = (node(&inner.start), node(&inner.end), condition(inner.condition.as_ref()));
    let more: String = inner.more.iter().map(|(step, end)| relationship(step) + &node(end)).collect();
    let bound = |bound: Option<u32>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    let (min, max) = step.length.map_or((None, None), |length| (length.min, length.max));
    format!("({start}{}{end}{more}{condition}){{{},{}}}", relationship(&single), bound(min), bound(max))
}

fn node(pattern: &NodePattern) -> String {
    let mut text = match (&pattern.name, &pattern.labels) {
        (Some(name), None) if pattern.properties.is_some() => before_brace(&name.text),
        (name, _) => variable(name.as_ref()),
    };
    if let Some(wanted) = &pattern.labels {
        text.push(':');
        text.push_str(&labels(wanted));
    }
    push_properties(&mut text, pattern.properties.as_ref());
    format!("({text})")
}

fn variable(variable: Option<&Name>) -> String {
    variable.map(|variable| name(&variable.text)).unwrap_or_default()
}

fn push_properties(text: &mut String, properties: Option<&Expression>) {
    let Some(properties) = properties else { return };
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&expression(properties));
}

fn relationship(pattern: &RelationshipPattern) -> String {
    let mut text = variable(pattern.name.as_ref());
    if !pattern.types.is_empty() {
        let types: Vec<String> = pattern.types.iter().map(|name| schema_name(&name.text)).collect();
        text.push_str(&format!(":{}", types.join("|")));
    }
    text.push_str(&pattern.length.map(length).unwrap_or_default());
    push_properties(&mut text, pattern.properties.as_ref());
    let detail = if text.is_empty() { text } else { format!("[{text}]") };
    match pattern.direction {
        Direction::Outgoing => format!("-{detail}->"),
        Direction::Incoming => format!("<-{detail}-"),
        Direction::Either => format!("-{detail}-"),
    }
}

fn length(length: Length) -> String {
    match (length.min, length.max) {
        (None, None) => "*".into(),
        (Some(min), None) => format!("*{min}.."),
        (None, Some(max)) => format!("*..{max}"),
        (Some(min), Some(max)) if min == max => format!("*{min}"),
        (Some(min), Some(max)) => format!("*{min}..{max}"),
    }
}

/// `:A:B`
pub(super) fn plain_labels(labels: &[Name]) -> String {
    labels.iter().map(|label| format!(":{}", schema_name(&label.text))).collect()
}

/// What stands after the colon: `A:B` as every Cypher has it, or `A&(B|!C)` where that can't say it.
pub(super) fn labels(labels: &LabelExpression) -> String {
    let and = if is_plain(labels) { ":" } else { "&" };
    bound(labels, Bond::Or, and)
}

/// The labels after an expression. Alternatives are kept together in parentheses, since `|` may
/// belong to the list comprehension around them.
pub(super) fn labels_of_expression(wanted: &LabelExpression) -> String {
    match wanted {
        LabelExpression::Or(..) => format!("({})", labels(wanted)),
        LabelExpression::Name(_) | LabelExpression::Any | LabelExpression::And(..) | LabelExpression::Not(_) => {
            labels(wanted)
        }
    }
}

fn is_plain(labels: &LabelExpression) -> bool {
    match labels {
        LabelExpression::Name(_) => true,
        LabelExpression::And(left, right) => is_plain(left) && matches!(**right, LabelExpression::Name(_)),
        LabelExpression::Any | LabelExpression::Or(..) | LabelExpression::Not(_) => false,
    }
}

fn bound(labels: &LabelExpression, least: Bond, and: &str) -> String {
    let (bond, text) = match labels {
        LabelExpression::Name(name) => (Bond::Single, schema_name(&name.text)),
        LabelExpression::Any => (Bond::Single, "%".into()),
        LabelExpression::Not(inner) => (Bond::Single, format!("!{}", bound(inner, Bond::Single, and))),
        LabelExpression::And(left, right) => {
            (Bond::And, format!("{}{and}{}", bound(left, Bond::And, and), bound(right, Bond::Single, and)))
        }
        LabelExpression::Or(left, right) => {
            (Bond::Or, format!("{}|{}", bound(left, Bond::Or, and), bound(right, Bond::And, and)))
        }
    };
    if bond < least { format!("({text})") } else { text }
}
