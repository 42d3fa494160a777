//! GML in.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::tokens::{Token, Tokens};
use crate::diagnostic::{Class, Diagnostic, Outcome, Span};
use crate::interchange::fit::text;
use crate::interchange::gathered::Gathered;
use crate::value::{Map, Value};

/// How deep lists may lie within each other.
const DEPTH_MAX: usize = 60;

/// A list: keys with what they hold, in order, and the place where it begins.
struct List {
    at: usize,
    entries: Vec<(String, Item)>,
}

enum Item {
    Value(Value),
    List(List),
}

/// What draws a record: it has no place.
const LOOKS: [&str; 6] = ["graphics", "LabelGraphics", "edgeAnchor", "viz", "NodeGraphics", "EdgeGraphics"];

/// Reads the first graph. A node without `id` gets one. O(length).
///
/// # Errors
/// Where it is no GML, has no graph, or an edge lacks an end; where an id stands twice.
pub(in crate::interchange) fn read(text: &str) -> Outcome<Gathered> {
    let mut tokens = Tokens::new(text);
    let top = list(&mut tokens, 0)?;
    let mut gathered = Gathered::default();
    let mut graph = None;
    for (key, item) in top.entries {
        match (key.to_lowercase().as_str(), item, &graph) {
            ("graph", Item::List(list), None) => graph = Some(list),
            ("graph", ..) => gathered.no_place("graphs after the first"),
            ("creator" | "version", ..) => {}
            _ => gathered.no_place(&format!("`{key}` of the graph")),
        }
    }
    let Some(graph) = graph else { return Err(tokens.wrong("found no `graph [`, expected one")) };
    fill(graph, &mut gathered)?;
    Ok(gathered)
}

fn list(tokens: &mut Tokens<'_>, depth: usize) -> Outcome<List> {
    if depth > DEPTH_MAX {
        return Err(tokens.wrong(format!("found lists more than {DEPTH_MAX} deep, expected a graph")));
    }
    let mut list = List { at: tokens.place(), entries: Vec::new() };
    loop {
        let key = match tokens.next()? {
            Some(Token::Key(key)) => key,
            Some(Token::Close) if depth > 0 => return Ok(list),
            None if depth == 0 => return Ok(list),
            Some(Token::Close) => return Err(tokens.wrong("found `]` that closes nothing, expected a key")),
            None => return Err(tokens.wrong("found the end within a list, expected `]`")),
            Some(Token::Open | Token::Integer(_) | Token::Float(_) | Token::Text(_)) => {
                return Err(tokens.wrong("found a value without a key, expected a key before it"));
            }
        };
        let item = match tokens.next()? {
            Some(Token::Integer(number)) => Item::Value(Value::Integer(number)),
            Some(Token::Float(number)) => Item::Value(Value::Float(number)),
            Some(Token::Text(text)) => Item::Value(Value::string(text)),
            Some(Token::Open) => Item::List(self::list(tokens, depth + 1)?),
            Some(Token::Key(word)) if word.eq_ignore_ascii_case("nan") => Item::Value(Value::Float(f64::NAN)),
            Some(Token::Key(word)) if word.eq_ignore_ascii_case("inf") => Item::Value(Value::Float(f64::INFINITY)),
            Some(Token::Key(_) | Token::Close) | None => {
                return Err(tokens.wrong(format!("found no value after `{key}`, expected a number, a text or a list")));
            }
        };
        list.entries.push((key, item));
    }
}

fn wrong(list: usize, message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::compile(Class::DataError, "", Span::new(list.saturating_sub(1), list), message))
}

fn fill(graph: List, gathered: &mut Gathered) -> Outcome<()> {
    let (mut nodes, mut edges, mut directed, mut about) = (Vec::new(), Vec::new(), false, Map::new());
    for (key, item) in graph.entries {
        match (key.as_str(), item) {
            ("node", Item::List(list)) => nodes.push(list),
            ("edge", Item::List(list)) => edges.push(list),
            ("directed", Item::Value(value)) => directed = value.as_number().is_some_and(|number| number != 0.0),
            ("multigraph", _) => {}
            (_, Item::Value(value)) => drop(about.insert(key.as_str().into(), value)),
            (_, Item::List(_)) => gathered.no_place(&format!("`{key}` of the graph")),
        }
    }
    gathered.about(about);
    let numbers = fill_nodes(nodes, gathered)?;
    fill_edges(edges, directed, &numbers, gathered)
}

/// Nodes by the whole numbers that edges know them by.
type Numbers = FxHashMap<i64, usize>;

fn fill_nodes(nodes: Vec<List>, gathered: &mut Gathered) -> Outcome<Numbers> {
    let ours = gathered.schema.is_some();
    let mut numbers = Numbers::default();
    for (number, list) in nodes.into_iter().enumerate() {
        let place = list.at;
        let mut properties = properties(list, gathered);
        let id = properties.remove("id");
        let known = id.as_ref().and_then(Value::as_integer);
        let named = id.as_ref().map(|id| text(id).unwrap_or_default());
        let mut key = named.unwrap_or_else(|| format!("unnamed {}", number + 1));
        if ours {
            key = properties.remove("key").and_then(|key| key.as_str().map(str::to_owned)).unwrap_or(key);
            properties.remove("label").map(|label| properties.insert("name".into(), label));
        }
        let Some(at) = gathered.node(&key, properties) else {
            return Err(wrong(place, format!("the id `{key}` stands twice, expected once")));
        };
        known.map(|known| numbers.insert(known, at));
    }
    Ok(numbers)
}

fn fill_edges(edges: Vec<List>, directed: bool, numbers: &Numbers, gathered: &mut Gathered) -> Outcome<()> {
    let ours = gathered.schema.is_some();
    for (number, list) in edges.into_iter().enumerate() {
        let place = list.at;
        let mut properties = properties(list, gathered);
        let [from, to] = ["source", "target"].map(|end| properties.remove(end));
        let (Some(from), Some(to)) = (from, to) else {
            let message = format!("edge {}: expected `source` and `target`, each the id of a node", number + 1);
            return Err(wrong(place, message));
        };
        let mut end = |value: &Value| match value.as_integer().and_then(|known| numbers.get(&known)) {
            Some(number) => *number,
            None => gathered.end(&text(value).unwrap_or_default()),
        };
        let (from, to) = (end(&from), end(&to));
        if ours {
            properties.remove("label");
        }
        gathered.edge(from, to, directed, properties);
    }
    Ok(())
}

/// The values of a record. A key that stands more than once holds a list; `property` holds a name that is no key.
fn properties(list: List, gathered: &mut Gathered) -> Map {
    let mut properties: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (key, item) in list.entries {
        let (key, value) = match item {
            Item::List(_) if LOOKS.contains(&key.as_str()) => {
                gathered.no_place(&format!("`{key}`"));
                continue;
            }
            Item::List(list) if key == "property" => match named(list) {
                Some(named) => named,
                None => {
                    gathered.no_place("`property`");
                    continue;
                }
            },
            Item::List(list) => (key, Value::map(self::properties(list, gathered))),
            Item::Value(value) => (key, value),
        };
        properties.entry(key).or_default().push(value);
    }
    let one = |(key, mut values): (String, Vec<Value>)| {
        let value = if values.len() == 1 { values.remove(0) } else { Value::list(values) };
        (key.as_str().into(), value)
    };
    properties.into_iter().map(one).collect()
}

/// `name "…" value …`
fn named(list: List) -> Option<(String, Value)> {
    let (mut name, mut value) = (None, None);
    for (key, item) in list.entries {
        match (key.as_str(), item) {
            ("name", Item::Value(Value::String(text))) => name = Some(text.to_string()),
            ("value", Item::Value(one)) => value = Some(one),
            (_, Item::Value(_) | Item::List(_)) => return None,
        }
    }
    name.zip(value)
}
