//! Values as the TCK writes them (TCK README, "Format of the expected results").

use std::collections::{BTreeMap, BTreeSet};

use actant::value::{Map, Value};

/// The entries of a map, or the properties of a node or relationship.
pub(crate) type Entries = BTreeMap<String, Shown>;

/// A value as a reader sees it: nodes and relationships are what they hold, not which they are.
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    /// `null`
    Null,
    /// `true`
    Boolean(bool),
    /// `1`
    Integer(i64),
    /// `1.0`
    Float(f64),
    /// `'text'`; instants and durations are text as well.
    String(String),
    /// `[1, 2]`
    List(Vec<Shown>),
    /// `{a: 1}`
    Map(Entries),
    /// `(:A {a: 1})`
    Node(NodeShown),
    /// `[:T {a: 1}]`
    Relationship(RelationshipShown),
    /// `<(:A)-[:T]->(:B)>`
    Path(PathShown),
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(crate) struct NodeShown {
    pub(crate) labels: BTreeSet<String>,
    pub(crate) properties: Entries,
}

/// What a relationship holds.
#[derive(Clone, Debug)]
pub(crate) struct RelationshipShown {
    pub(crate) kind: String,
    pub(crate) properties: Entries,
}

/// A path: where it begins, then each step with whether it goes along the relationship's direction.
#[derive(Clone, Debug)]
pub(crate) struct PathShown {
    pub(crate) start: NodeShown,
    pub(crate) steps: Vec<(bool, RelationshipShown, NodeShown)>,
}

impl Shown {
    /// The engine's value, for a parameter or a procedure's table.
    pub(crate) fn into_value(self) -> Result<Value, String> {
        Ok(match self {
            Shown::Null => Value::Null,
            Shown::Boolean(x) => Value::Boolean(x),
            Shown::Integer(x) => Value::Integer(x),
            Shown::Float(x) => Value::Float(x),
            Shown::String(x) => Value::string(x),
            Shown::List(items) => Value::list(items.into_iter().map(Shown::into_value).collect::<Result<_, _>>()?),
            Shown::Map(entries) => Value::map(into_map(entries)?),
            Shown::Node(_) | Shown::Relationship(_) | Shown::Path(_) => {
                return Err("found a node, relationship or path, expected a value without a graph".to_owned());
            }
        })
    }
}

fn into_map(entries: Entries) -> Result<Map, String> {
    entries.into_iter().map(|(key, value)| Ok((key.as_str().into(), value.into_value()?))).collect()
}

/// Reads one value.
pub(crate) fn parse(text: &str) -> Result<Shown, String> {
    let mut notation = Notation { rest: text };
    let value = notation.value().and_then(|value| notation.end().map(|()| value));
    value.map_err(|error| format!("in the expected value `{text}`: {error}"))
}

struct Notation<'a> {
    rest: &'a str,
}

impl<'a> Notation<'a> {
    fn accept(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, token: &str) -> Result<(), String> {
        if self.accept(token) { Ok(()) } else { Err(format!("found `{}`, expected `{token}`", self.rest)) }
    }

    fn end(&mut self) -> Result<(), String> {
        if self.rest.trim().is_empty() { Ok(()) } else { Err(format!("found `{}`, expected nothing more", self.rest)) }
    }

    /// Takes everything up to one of these characters or white space.
    fn until(&mut self, ends: &[char]) -> &'a str {
        self.rest = self.rest.trim_start();
        let at = self.rest.find(|c: char| c.is_whitespace() || ends.contains(&c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(at);
        self.rest = rest;
        taken
    }

    fn value(&mut self) -> Result<Shown, String> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next() {
            Some('\'') => self.string().map(Shown::String),
            Some('{') => self.entries().map(Shown::Map),
            Some('(') => self.node().map(Shown::Node),
            Some('<') => self.path().map(Shown::Path),
            Some('[') if self.rest[1..].trim_start().starts_with(':') => self.relationship().map(Shown::Relationship),
            Some('[') => self.list(),
            Some(_) | None => word(self.until(&[',', ']', '}', ')', '>'])),
        }
    }

    fn string(&mut self) -> Result<String, String> {
        self.expect("'")?;
        let mut text = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\'' => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(text);
                }
                '\\' => match chars.next() {
                    Some((_, escaped @ ('\'' | '\\'))) => text.push(escaped),
                    Some((_, other)) => text.extend(['\\', other]),
                    None => text.push('\\'),
                },
                _ => text.push(c),
            }
        }
        Err("found the end of the text, expected `'`".to_owned())
    }

    fn list(&mut self) -> Result<Shown, String> {
        self.expect("[")?;
        let mut items = Vec::new();
        if self.accept("]") {
            return Ok(Shown::List(items));
        }
        loop {
            items.push(self.value()?);
            if !self.accept(",") {
                return self.expect("]").map(|()| Shown::List(items));
            }
        }
    }

    fn entries(&mut self) -> Result<Entries, String> {
        self.expect("{")?;
        let mut entries = Entries::new();
        if self.accept("}") {
            return Ok(entries);
        }
        loop {
            let key = self.until(&[':', ',', '}']).trim_matches('`').to_owned();
            self.expect(":")?;
            entries.insert(key, self.value()?);
            if !self.accept(",") {
                return self.expect("}").map(|()| entries);
            }
        }
    }

    fn optional_entries(&mut self) -> Result<Entries, String> {
        if self.rest.trim_start().starts_with('{') { self.entries() } else { Ok(Entries::new()) }
    }

    fn name(&mut self) -> String {
        self.until(&[':', '{', ')', ']']).trim_matches('`').to_owned()
    }

    fn node(&mut self) -> Result<NodeShown, String> {
        self.expect("(")?;
        let mut labels = BTreeSet::new();
        while self.accept(":") {
            labels.insert(self.name());
        }
        let properties = self.optional_entries()?;
        self.expect(")").map(|()| NodeShown { labels, properties })
    }

    fn relationship(&mut self) -> Result<RelationshipShown, String> {
        self.expect("[")?;
        self.expect(":")?;
        let kind = self.name();
        let properties = self.optional_entries()?;
        self.expect("]").map(|()| RelationshipShown { kind, properties })
    }

    fn path(&mut self) -> Result<PathShown, String> {
        self.expect("<")?;
        let start = self.node()?;
        let mut steps = Vec::new();
        while !self.accept(">") {
            let forward = !self.accept("<");
            self.expect("-")?;
            let relationship = self.relationship()?;
            self.expect(if forward { "->" } else { "-" })?;
            steps.push((forward, relationship, self.node()?));
        }
        Ok(PathShown { start, steps })
    }
}

fn word(text: &str) -> Result<Shown, String> {
    Ok(match text {
        "null" => Shown::Null,
        "true" => Shown::Boolean(true),
        "false" => Shown::Boolean(false),
        "NaN" => Shown::Float(f64::NAN),
        "Inf" => Shown::Float(f64::INFINITY),
        "-Inf" => Shown::Float(f64::NEG_INFINITY),
        _ => return number(text).ok_or_else(|| format!("found `{text}`, expected a value")),
    })
}

fn number(text: &str) -> Option<Shown> {
    if text.contains(['.', 'e', 'E']) {
        return text.parse().ok().map(Shown::Float);
    }
    text.parse().ok().map(Shown::Integer)
}
