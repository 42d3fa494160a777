//! Clauses: one a line, or one after the other inside the braces of an expression.

use super::expression::{expression, operand};
use super::pattern::{path, paths, plain_labels};
use super::{dotted_name, listed, name, schema_name};
use crate::syntax::ast::{
    Call, Clause, Delete, Expression, Item, Kind, Match, Merge, Name, Projection, Query, RemoveItem, SetItem,
    SingleQuery, SortItem, With, Yields,
};

/// The query, with `between` from each clause to the next: a line break and its indentation, or a
/// space.
pub(super) fn query(query: &Query, between: &str) -> String {
    let mut text = String::new();
    for (at, part) in query.parts.iter().enumerate() {
        if let Some((all, _)) = at.checked_sub(1).and_then(|before| query.unions.get(before)) {
            text.push_str(&format!("{between}{}{between}", if *all { "UNION ALL" } else { "UNION" }));
        }
        text.push_str(&single(part, between));
    }
    text
}

fn single(part: &SingleQuery, between: &str) -> String {
    part.clauses.iter().map(|part| clause(part, between)).collect::<Vec<_>>().join(between)
}

fn clause(clause: &Clause, between: &str) -> String {
    match clause {
        Clause::Match(part) => match_clause(part),
        Clause::Unwind(part) => format!("UNWIND {} AS {}", expression(&part.list), name(&part.alias.text)),
        Clause::With(part) => with(part),
        Clause::Return(part) => format!("RETURN {}", projection(part, returned)),
        Clause::Create(part) => format!("CREATE {}", paths(&part.patterns)),
        Clause::Merge(part) => merge(part),
        Clause::Set(items, _) => format!("SET {}", listed(items, set_item)),
        Clause::Remove(items, _) => format!("REMOVE {}", listed(items, remove_item)),
        Clause::Delete(part) => delete(part),
        Clause::Call(part) => call(part),
        Clause::Subquery(inner, _) => subquery(inner, between),
    }
}

fn subquery(inner: &Query, between: &str) -> String {
    let deeper = if between == " " { " ".to_string() } else { format!("{between}  ") };
    format!("CALL {{{deeper}{}{between}}}", query(inner, &deeper))
}

/// ` WHERE a.x > 1`, or nothing.
pub(super) fn condition(condition: Option<&Expression>) -> String {
    after(" WHERE ", condition)
}

/// The keyword with the expression after it, or nothing.
fn after(keyword: &str, value: Option<&Expression>) -> String {
    value.map(|value| format!("{keyword}{}", expression(value))).unwrap_or_default()
}

fn match_clause(part: &Match) -> String {
    let optional = if part.optional { "OPTIONAL " } else { "" };
    format!("{optional}MATCH {}{}", paths(&part.patterns), condition(part.condition.as_ref()))
}

fn with(part: &With) -> String {
    if !part.folds {
        let set = |item: &Item| {
            let alias = item.alias.as_ref().map_or(&item.text, |alias| &alias.text);
            format!("{} = {}", name(alias), expression(&item.expression))
        };
        return format!("LET {}", listed(&part.projection.items, set));
    }
    format!("WITH {}{}", projection(&part.projection, carried), condition(part.condition.as_ref()))
}

fn projection(part: &Projection, item: impl Fn(&Item) -> String) -> String {
    let mut items: Vec<String> = part.star.iter().map(|_| "*".to_string()).collect();
    items.extend(part.items.iter().map(item));
    let distinct = if part.distinct { "DISTINCT " } else { "" };
    let order = match part.order.is_empty() {
        true => String::new(),
        false => format!(" ORDER BY {}", listed(&part.order, sort_item)),
    };
    let (skip, limit) = (after(" SKIP ", part.skip.as_ref()), after(" LIMIT ", part.limit.as_ref()));
    format!("{distinct}{}{order}{skip}{limit}", items.join(", "))
}

/// `WITH` gives no name of its own to an expression, so none is added.
fn carried(item: &Item) -> String {
    let value = expression(&item.expression);
    match &item.alias {
        Some(alias) => format!("{value} AS {}", name(&alias.text)),
        None => value,
    }
}

/// `RETURN` names a column by the item's text: where that changes, the old name is said.
fn returned(item: &Item) -> String {
    let shown = carried(item);
    let keeps_name = item.alias.is_some() || matches!(item.expression.kind, Kind::Variable(_)) || *item.text == *shown;
    if keeps_name { shown } else { format!("{shown} AS {}", name(&item.text)) }
}

fn sort_item(item: &SortItem) -> String {
    format!("{}{}", expression(&item.expression), if item.descending { " DESC" } else { "" })
}

fn merge(part: &Merge) -> String {
    let mut text = format!("MERGE {}", path(&part.pattern));
    for (word, items) in [("CREATE", &part.on_create), ("MATCH", &part.on_match)] {
        if !items.is_empty() {
            text.push_str(&format!(" ON {word} SET {}", listed(items, set_item)));
        }
    }
    text
}

fn set_item(item: &SetItem) -> String {
    match item {
        SetItem::Property(owner, key, value) => format!("{} = {}", property(owner, &key.text), expression(value)),
        SetItem::Replace(target, value) => format!("{} = {}", name(&target.text), expression(value)),
        SetItem::Merge(target, value) => format!("{} += {}", name(&target.text), expression(value)),
        SetItem::Labels(target, labels) => format!("{}{}", name(&target.text), plain_labels(labels)),
    }
}

fn remove_item(item: &RemoveItem) -> String {
    match item {
        RemoveItem::Property(owner, key) => property(owner, &key.text),
        RemoveItem::Labels(target, labels) => format!("{}{}", name(&target.text), plain_labels(labels)),
    }
}

fn property(owner: &Expression, key: &str) -> String {
    format!("{}.{}", operand(owner), schema_name(key))
}

fn delete(part: &Delete) -> String {
    let detach = if part.detach { "DETACH " } else { "" };
    format!("{detach}DELETE {}", listed(&part.targets, expression))
}

fn call(part: &Call) -> String {
    let arguments = part.arguments.as_ref().map(|arguments| format!("({})", listed(arguments, expression)));
    let yields = match &part.yields {
        Yields::Nothing => String::new(),
        Yields::Everything => " YIELD *".into(),
        Yields::Items(items) if items.is_empty() => " YIELD -".into(),
        Yields::Items(items) => format!(" YIELD {}", listed(items, yield_item)),
    };
    let procedure = dotted_name(&part.procedure.text, schema_name);
    format!("CALL {procedure}{}{yields}{}", arguments.unwrap_or_default(), condition(part.condition.as_ref()))
}

fn yield_item((column, alias): &(Name, Option<Name>)) -> String {
    match alias {
        Some(alias) => format!("{} AS {}", name(&column.text), name(&alias.text)),
        None => name(&column.text),
    }
}
