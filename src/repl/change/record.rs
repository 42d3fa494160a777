//! What is said of a record: keys and values that its labels or its type allow, as Cypher writes them.

use super::super::ask::value_literal;
use super::super::trouble::Trouble;
use super::Scene;
use super::step::{Asking, Completes, Put};
use crate::cli::wiring::print_name;
use crate::diagnostic::{Class, Diagnostic, nearest, quoted_list};
use crate::graph::View;
use crate::graph::document::{Key, Shape};
use crate::value::{Map, Value};

/// The keys that can be said of a record, and whose they are.
pub(super) struct Keys<'a> {
    /// The keys; none where there is no schema.
    pub(super) list: Vec<Key<'a>>,
    /// "State", "MEMBER_OF": what has them.
    pub(super) bearer: String,
}

impl<'a> Keys<'a> {
    /// The names of the keys that can be typed.
    pub(super) fn names(&self) -> Vec<&'a str> {
        self.own().map(|key| key.name).collect()
    }

    fn own(&self) -> impl Iterator<Item = &Key<'a>> {
        self.list.iter().filter(|key| !matches!(key.shape, Shape::Type | Shape::End | Shape::Evidence))
    }

    /// The key of this name; `names.fr` is one of `names`.
    ///
    /// # Errors
    /// Where nothing of this name can be said of the record.
    pub(super) fn find(&self, name: &str) -> Result<Option<&Key<'a>>, Trouble> {
        if self.list.is_empty() {
            return Ok(None);
        }
        let whole = name.split_once('.').map_or(name, |(whole, _)| whole);
        let found = self.own().find(|key| key.name == whole && (whole == name || key.shape == Shape::TextMap));
        found.map(Some).ok_or_else(|| self.unknown(name).into())
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let error = Diagnostic::plain(Class::DataError, format!("{} has no property `{name}`", self.bearer));
        match nearest(name, self.own().map(|key| key.name)) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("it can have {}", quoted_list(&self.names()))),
        }
    }

    /// A question for what else can be said, after what the caller asked for by itself.
    pub(super) fn more(&self, said: &[(String, String)], what: &str) -> Asking {
        let left = self.own().filter(|key| !matches!(key.shape, Shape::Id | Shape::Labels | Shape::Name));
        let left: Vec<&str> =
            left.map(|key| key.name).filter(|key| !said.iter().any(|(known, _)| known == key)).collect();
        let completes =
            Completes { words: left.iter().map(|key| format!("{key} = ")).collect(), ..Completes::default() };
        let before = format!("more, if you like: {}; or `from` a work", left.join(", "));
        let prompt = format!("{what} [key = value; Enter: done]: ");
        Asking { before, prompt, completes, put: Put::More, ..Asking::default() }
    }
}

/// What a text says of a key. Ids of nodes are found by name.
pub(super) fn value(scene: &Scene<'_>, keys: &Keys<'_>, name: &str, text: &str) -> Result<Value, Trouble> {
    let Some(key) = keys.find(name)? else { return Ok(guessed(text)) };
    match key.shape {
        Shape::Node => {
            let node = scene.ask.names.one(text)?;
            Ok(scene.graph.node_text(node, "id").map_or(Value::Null, Value::String))
        }
        Shape::TextMap if name.contains('.') => Ok(Value::string(text)),
        _ => Ok(key.value(text)?),
    }
}

/// Without a schema: a number where it is one, else text.
fn guessed(text: &str) -> Value {
    let whole = text.parse::<i64>().ok().map(Value::Integer);
    let number = || text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::Float);
    whole.or_else(number).unwrap_or_else(|| Value::string(text))
}

/// What is said of a new record; the parts of a map come together, and what is said again counts.
pub(super) fn properties(scene: &Scene<'_>, keys: &Keys<'_>, pairs: &[(String, String)]) -> Result<Map, Trouble> {
    let mut map = Map::new();
    for (name, text) in pairs {
        let value = value(scene, keys, name, text)?;
        match name.split_once('.') {
            Some((whole, part)) => {
                let mut parts = map.get(whole).and_then(Value::as_map).cloned().unwrap_or_default();
                parts.insert(part.into(), value);
                map.insert(whole.into(), Value::map(parts));
            }
            None => {
                map.insert(name.as_str().into(), value);
            }
        }
    }
    Ok(map)
}

/// `key: value, key: value`, in the order of the schema.
pub(super) fn entries(keys: &Keys<'_>, map: &Map) -> Vec<String> {
    let place = |name: &str| keys.list.iter().position(|key| key.name == name).unwrap_or(usize::MAX);
    let mut sorted: Vec<_> = map.iter().collect();
    sorted.sort_by_key(|(name, _)| place(name));
    sorted.into_iter().map(|(name, value)| format!("{}: {}", print_name(name), value_literal(value))).collect()
}
