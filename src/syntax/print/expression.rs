//! Expressions, with parentheses where the parser's binding powers ask for them.

use super::clause::{condition, query};
use super::pattern::{labels_of_expression, path, paths};
use super::{dotted_name, in_backticks, listed, name, schema_name};
use crate::syntax::ast::{
    BinaryOperator, Comparator, Expression, FunctionCall, Kind, ProjectionItem, Quantifier, Reduce, Subquery,
    SubqueryKind, UnaryOperator,
};
use crate::syntax::expression::{ADD, AND, COMPARISON, MULTIPLY, NOT, OR, POWER, PREDICATE, XOR};

const SIGN: u8 = POWER + 1;
const LABELS: u8 = SIGN + 1;
const POSTFIX: u8 = LABELS + 1;

/// Names that read as something else when a parenthesis follows them.
const NOT_CALLED: &[&str] = &["all", "any", "none", "single", "reduce", "shortestPath", "allShortestPaths"];

/// Names that read as a subquery when a brace follows them.
const SUBQUERIES: &[&str] = &["exists", "count", "collect"];

pub(super) fn expression(expression: &Expression) -> String {
    at_least(expression, OR)
}

/// The expression as it must look before `.x` or `[i]`.
pub(super) fn operand(expression: &Expression) -> String {
    at_least(expression, POSTFIX)
}

fn at_least(expression: &Expression, power: u8) -> String {
    let text = kind(&expression.kind);
    if power_of(&expression.kind) < power { format!("({text})") } else { text }
}

/// How tight the outermost part binds.
fn power_of(kind: &Kind) -> u8 {
    match kind {
        Kind::Binary(operator, ..) => spelling(*operator).1,
        // A pattern would go on with a minus after it, so it counts as loose.
        Kind::Comparison(..) | Kind::Pattern(_) => COMPARISON,
        Kind::IsNull(..) => PREDICATE,
        Kind::Unary(UnaryOperator::Not, _) => NOT,
        Kind::Unary(UnaryOperator::Minus | UnaryOperator::Plus, _) => SIGN,
        Kind::Integer(number) if *number < 0 => SIGN,
        Kind::Float(number) if number.is_sign_negative() => SIGN,
        Kind::HasLabels(..) => LABELS,
        Kind::Null | Kind::Boolean(_) | Kind::Integer(_) | Kind::Float(_) | Kind::String(_) | Kind::Parameter(_) => {
            POSTFIX
        }
        Kind::Variable(_) | Kind::Property(..) | Kind::Index(..) | Kind::Slice(..) | Kind::List(_) | Kind::Map(_) => {
            POSTFIX
        }
        Kind::MapProjection(..) | Kind::Function(_) | Kind::CountStar | Kind::Case(..) | Kind::Subquery(..) => POSTFIX,
        Kind::ListComprehension(..) | Kind::PatternComprehension(..) | Kind::Quantifier(..) | Kind::Reduce(_) => {
            POSTFIX
        }
    }
}

/// How an operator is written, and how tight it binds.
pub(super) fn spelling(operator: BinaryOperator) -> (&'static str, u8) {
    match operator {
        BinaryOperator::Or => ("OR", OR),
        BinaryOperator::Xor => ("XOR", XOR),
        BinaryOperator::And => ("AND", AND),
        BinaryOperator::Add => ("+", ADD),
        BinaryOperator::Subtract => ("-", ADD),
        BinaryOperator::Multiply => ("*", MULTIPLY),
        BinaryOperator::Divide => ("/", MULTIPLY),
        BinaryOperator::Modulo => ("%", MULTIPLY),
        BinaryOperator::Power => ("^", POWER),
        BinaryOperator::In => ("IN", PREDICATE),
        BinaryOperator::StartsWith => ("STARTS WITH", PREDICATE),
        BinaryOperator::EndsWith => ("ENDS WITH", PREDICATE),
        BinaryOperator::Contains => ("CONTAINS", PREDICATE),
        BinaryOperator::Matches => ("=~", PREDICATE),
    }
}

/// How an operator that compares is written.
pub(crate) fn comparator(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "=",
        Comparator::NotEqual => "<>",
        Comparator::Less => "<",
        Comparator::LessEqual => "<=",
        Comparator::Greater => ">",
        Comparator::GreaterEqual => ">=",
    }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Null => "null".into(),
        Kind::Boolean(value) => value.to_string(),
        Kind::Integer(number) => number.to_string(),
        Kind::Float(number) => float(*number),
        Kind::String(text) => string(text),
        Kind::Parameter(text) => parameter(text),
        Kind::Variable(text) => name(text),
        Kind::Property(target, key) => format!("{}.{}", operand(target), schema_name(&key.text)),
        Kind::HasLabels(target, wanted) => format!("{}:{}", operand(target), labels_of_expression(wanted)),
        Kind::Index(target, index) => format!("{}[{}]", operand(target), expression(index)),
        Kind::Slice(target, from, to) => format!("{}[{}..{}]", operand(target), maybe(from), maybe(to)),
        Kind::List(items) => format!("[{}]", items_of_list(items)),
        Kind::Map(entries) => {
            format!(
                "{{{}}}",
                listed(entries, |(key, value)| format!("{}: {}", schema_name(&key.text), expression(value)))
            )
        }
        Kind::MapProjection(base, items) => {
            format!("{} {{{}}}", before_brace(&base.text), listed(items, projection_item))
        }
        Kind::Unary(operator, inner) => unary(*operator, inner),
        Kind::Binary(operator, left, right) => binary(*operator, left, right),
        Kind::Comparison(first, rest) => comparison(first, rest),
        Kind::IsNull(inner, negated) => {
            format!("{} IS {}NULL", at_least(inner, PREDICATE), if *negated { "NOT " } else { "" })
        }
        Kind::Function(call) => function(call),
        Kind::CountStar => "count(*)".into(),
        Kind::Case(value, alternatives, otherwise) => case(value.as_deref(), alternatives, otherwise.as_deref()),
        Kind::ListComprehension(variable, list, test, step) => {
            let step = step.as_ref().map(|step| format!(" | {}", expression(step))).unwrap_or_default();
            format!("[{} IN {}{}{step}]", name(&variable.text), expression(list), condition(test.as_deref()))
        }
        Kind::PatternComprehension(pattern, test, step) => {
            format!("[{}{} | {}]", path(pattern), condition(test.as_deref()), expression(step))
        }
        Kind::Quantifier(which, variable, list, test) => {
            let list = format!("{} IN {}", name(&variable.text), expression(list));
            format!("{}({list}{})", quantifier(*which), condition(test.as_deref()))
        }
        Kind::Reduce(parts) => reduce(parts),
        Kind::Pattern(pattern) => path(pattern),
        Kind::Subquery(which, body) => subquery(*which, body),
    }
}

fn maybe(inner: &Option<Box<Expression>>) -> String {
    inner.as_ref().map(|inner| expression(inner)).unwrap_or_default()
}

/// The shortest decimal that reads as the same number, always with a point or an exponent.
fn float(number: f64) -> String {
    match (number.is_finite(), number.is_nan()) {
        (true, _) => format!("{number:?}"),
        (false, true) => "(0.0 / 0.0)".into(),
        (false, false) => format!("({}1.0 / 0.0)", if number < 0.0 { "-" } else { "" }),
    }
}

fn string(text: &str) -> String {
    let mut quoted = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}

fn parameter(text: &str) -> String {
    let bare = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_');
    if bare { format!("${text}") } else { format!("${}", in_backticks(text)) }
}

/// A list that begins with `x IN` would read as a list comprehension.
fn items_of_list(items: &[Expression]) -> String {
    let mut texts: Vec<String> = items.iter().map(expression).collect();
    if items.first().is_some_and(begins_with_in) {
        texts[0] = format!("({})", texts[0]);
    }
    texts.join(", ")
}

fn begins_with_in(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::Binary(BinaryOperator::In, left, _) if matches!(left.kind, Kind::Variable(_)) => true,
        Kind::Binary(_, left, _) | Kind::Comparison(left, _) | Kind::IsNull(left, _) => begins_with_in(left),
        _ => false,
    }
}

fn is_one_of(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(name))
}

/// The variable as it must look before a brace.
pub(super) fn before_brace(variable: &str) -> String {
    if is_one_of(variable, SUBQUERIES) { in_backticks(variable) } else { name(variable) }
}

fn projection_item(item: &ProjectionItem) -> String {
    match item {
        ProjectionItem::Property(key) => format!(".{}", schema_name(&key.text)),
        ProjectionItem::Everything => ".*".into(),
        ProjectionItem::Entry(key, value) => format!("{}: {}", schema_name(&key.text), expression(value)),
        ProjectionItem::Variable(variable) => name(&variable.text),
    }
}

fn unary(operator: UnaryOperator, inner: &Expression) -> String {
    let sign = match operator {
        UnaryOperator::Not => return format!("NOT {}", at_least(inner, NOT)),
        UnaryOperator::Minus => "-",
        UnaryOperator::Plus => "+",
    };
    match &inner.kind {
        // `-5` is the number itself, and `--` looks like a relationship.
        Kind::Integer(number) if *number >= 0 && sign == "-" => format!("-({number})"),
        Kind::Unary(UnaryOperator::Minus | UnaryOperator::Plus, _) | Kind::Integer(_) | Kind::Float(_) => {
            let text = at_least(inner, SIGN);
            let gap = if text.starts_with(['-', '+']) { " " } else { "" };
            format!("{sign}{gap}{text}")
        }
        _ => format!("{sign}{}", at_least(inner, SIGN)),
    }
}

fn binary(operator: BinaryOperator, left: &Expression, right: &Expression) -> String {
    let (word, power) = spelling(operator);
    format!("{} {word} {}", at_least(left, power), at_least(right, power + 1))
}

fn comparison(first: &Expression, rest: &[(Comparator, Expression)]) -> String {
    let mut text = at_least(first, PREDICATE);
    for (sign, value) in rest {
        text.push_str(&format!(" {} {}", comparator(*sign), at_least(value, PREDICATE)));
    }
    text
}

fn function(call: &FunctionCall) -> String {
    let spelt = |part: &str| if is_one_of(part, NOT_CALLED) { in_backticks(part) } else { name(part) };
    let distinct = if call.distinct { "DISTINCT " } else { "" };
    format!("{}({distinct}{})", dotted_name(&call.name.text, spelt), listed(&call.arguments, expression))
}

fn case(
    value: Option<&Expression>,
    alternatives: &[(Expression, Expression)],
    otherwise: Option<&Expression>,
) -> String {
    let mut text = String::from("CASE");
    if let Some(value) = value {
        text.push_str(&format!(" {}", expression(value)));
    }
    for (when, then) in alternatives {
        text.push_str(&format!(" WHEN {} THEN {}", expression(when), expression(then)));
    }
    if let Some(otherwise) = otherwise {
        text.push_str(&format!(" ELSE {}", expression(otherwise)));
    }
    text + " END"
}

fn quantifier(quantifier: Quantifier) -> &'static str {
    match quantifier {
        Quantifier::All => "all",
        Quantifier::Any => "any",
        Quantifier::None => "none",
        Quantifier::Single => "single",
    }
}

fn reduce(parts: &Reduce) -> String {
    let start = format!("{} = {}", name(&parts.accumulator.text), expression(&parts.initial));
    let each = format!("{} IN {}", name(&parts.variable.text), expression(&parts.list));
    format!("reduce({start}, {each} | {})", expression(&parts.step))
}

fn subquery(kind: SubqueryKind, body: &Subquery) -> String {
    let word = match kind {
        SubqueryKind::Exists => "EXISTS",
        SubqueryKind::Count => "COUNT",
        SubqueryKind::Collect => "COLLECT",
    };
    let body = match body {
        Subquery::Pattern(patterns, test) => format!("{}{}", paths(patterns), condition(test.as_ref())),
        Subquery::Query(inner) => query(inner, " "),
    };
    format!("{word} {{ {body} }}")
}
