//! A mapping as it is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::template::Template;
use crate::diagnostic::Span;

/// What makes nodes and edges of tables.
#[derive(Debug)]
pub struct Mapping {
    /// What it is called.
    pub name: String,
    /// Where it comes from, for messages.
    pub path: String,
    /// The mapping as it is written.
    pub text: Arc<str>,
    /// The works that rows rest on: each becomes a node.
    pub(super) works: Vec<Map<String, Value>>,
    /// Translations of values, by name.
    pub(super) tables: BTreeMap<String, Placed<TableRule>>,
    pub(super) files: Vec<Placed<FileRule>>,
}

/// A rule with its place in the mapping.
#[derive(Debug)]
pub(super) struct Placed<T> {
    pub(super) rule: T,
    pub(super) span: Span,
}

/// The parts of a mapping with each rule as it is written, so that one bad rule hides no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Loose<'a> {
    #[serde(rename = "$schema", default)]
    pub(super) _schema: Option<&'a str>,
    pub(super) mapping: u32,
    pub(super) name: String,
    #[serde(rename = "description", default)]
    pub(super) _description: String,
    #[serde(borrow, default)]
    pub(super) works: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) tables: BTreeMap<String, &'a RawValue>,
    #[serde(borrow)]
    pub(super) files: Vec<&'a RawValue>,
}

/// Values and what they become.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableRule {
    /// Given here; an empty text is no value.
    #[serde(default)]
    pub(super) entries: BTreeMap<String, String>,
    /// Given by two columns of a file.
    #[serde(default)]
    pub(super) file: Option<String>,
    #[serde(default)]
    pub(super) key: Option<String>,
    #[serde(default)]
    pub(super) value: Option<String>,
    /// What becomes of other values.
    #[serde(default)]
    pub(super) others: Others,
}

/// What becomes of a value that a table doesn't have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Others {
    /// The row is bad.
    #[default]
    Refuse,
    /// It stays as it is.
    Keep,
    /// It is no value.
    Drop,
}

/// How a file is read.
#[derive(Debug)]
pub(super) struct FileRule {
    pub(super) head: FileHead,
    pub(super) nodes: Vec<Placed<NodeRule>>,
    pub(super) edges: Vec<Placed<EdgeRule>>,
}

/// The rules for a file's rows as they are written.
#[derive(Deserialize)]
pub(super) struct LooseRules<'a> {
    #[serde(borrow, default)]
    pub(super) nodes: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) edges: Vec<&'a RawValue>,
}

/// What is said of a file itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileHead {
    /// Its path within the folder of the data.
    pub(super) file: String,
    /// What stands between cells; found out where it is left out.
    #[serde(default)]
    pub(super) delimiter: Option<char>,
    /// UTF-8 where it is left out.
    #[serde(default)]
    pub(super) encoding: Option<String>,
    /// What stands before the decimals of a number.
    #[serde(default)]
    pub(super) decimal: Option<char>,
    /// The names of the columns where the file's first line is no header.
    #[serde(default)]
    pub(super) columns: Option<Vec<String>>,
    /// Cells that stand for no value.
    #[serde(default)]
    pub(super) missing: Vec<String>,
    /// Columns that are known and have no place.
    #[serde(default)]
    pub(super) leave: Vec<String>,
    /// Which rows are taken.
    #[serde(rename = "where", default)]
    pub(super) conditions: Vec<Condition>,
    /// What its rows rest on.
    #[serde(default)]
    pub(super) source: Option<SourceRule>,
    #[serde(rename = "nodes", default)]
    _nodes: Option<IgnoredAny>,
    #[serde(rename = "edges", default)]
    _edges: Option<IgnoredAny>,
}

/// A node that each row makes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NodeRule {
    pub(super) labels: OneOrMore,
    pub(super) id: Template,
    #[serde(default)]
    pub(super) properties: BTreeMap<String, PropertyRule>,
    #[serde(rename = "where", default)]
    pub(super) conditions: Vec<Condition>,
    #[serde(default)]
    pub(super) source: Option<SourceRule>,
}

/// An edge that each row makes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EdgeRule {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) from: Template,
    pub(super) to: Template,
    #[serde(default)]
    pub(super) properties: BTreeMap<String, PropertyRule>,
    #[serde(rename = "where", default)]
    pub(super) conditions: Vec<Condition>,
    #[serde(default)]
    pub(super) source: Option<SourceRule>,
    /// Whether rows that say the same make it once.
    #[serde(default)]
    pub(super) once: bool,
}

/// A row is taken where a column has one of some values, or none of some.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    pub(super) column: String,
    #[serde(default)]
    pub(super) is: Option<OneOrMore>,
    #[serde(default)]
    pub(super) not: Option<OneOrMore>,
}

/// What a row rests on.
#[derive(Debug)]
pub(super) struct SourceRule {
    pub(super) work: String,
    pub(super) section: Option<Template>,
    pub(super) page: Option<Template>,
}

/// Where a property's value comes from, and what it is.
#[derive(Debug, Default)]
pub(super) struct PropertyRule {
    pub(super) text: Template,
    /// The same for every row.
    pub(super) value: Option<Value>,
    /// A map: what stands at each of its keys.
    pub(super) map: BTreeMap<String, PropertyRule>,
    pub(super) kind: Kind,
    pub(super) separator: char,
    pub(super) order: Order,
}

/// What a property holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    #[default]
    Text,
    Integer,
    Float,
    Boolean,
    Date,
    Texts,
}

/// The order of day, month and year in a date of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Order {
    #[default]
    Ymd,
    Dmy,
    Mdy,
}

/// A text, or a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OneOrMore(pub(super) Vec<String>);

/// What can be said in one word, or in an object.
macro_rules! short_or_long {
    ($name:ty, $long:ty, $expected:literal, $short:expr) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                struct Either;
                impl<'de> Visitor<'de> for Either {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: Error>(self, text: &str) -> Result<$name, E> {
                        let short: fn(&str) -> Result<$name, String> = $short;
                        short(text).map_err(E::custom)
                    }

                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                        let long = <$long>::deserialize(MapAccessDeserializer::new(map))?;
                        <$name>::try_from(long).map_err(A::Error::custom)
                    }
                }
                deserializer.deserialize_any(Either)
            }
        }
    };
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LongSource {
    work: String,
    #[serde(default)]
    section: Option<Template>,
    #[serde(default)]
    page: Option<Template>,
}

impl TryFrom<LongSource> for SourceRule {
    type Error = String;

    fn try_from(long: LongSource) -> Result<SourceRule, String> {
        Ok(SourceRule { work: long.work, section: long.section, page: long.page })
    }
}

short_or_long!(SourceRule, LongSource, "the id of a work, or an object with `work`", |work| {
    Ok(SourceRule { work: work.to_owned(), section: None, page: None })
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LongProperty {
    #[serde(default)]
    column: Option<String>,
    #[serde(default)]
    table: Option<String>,
    #[serde(default)]
    text: Option<Template>,
    #[serde(default)]
    value: Option<Value>,
    #[serde(default)]
    map: Option<BTreeMap<String, PropertyRule>>,
    #[serde(rename = "type", default)]
    kind: Kind,
    #[serde(default)]
    separator: Option<char>,
    #[serde(default)]
    order: Order,
}

impl TryFrom<LongProperty> for PropertyRule {
    type Error = String;

    fn try_from(long: LongProperty) -> Result<PropertyRule, String> {
        let LongProperty { column, table, text, value, map, kind, separator, order } = long;
        let given = [column.is_some(), text.is_some(), value.is_some(), map.is_some()];
        if given.iter().filter(|given| **given).count() != 1 {
            return Err("a property needs one of `column`, `text`, `value` and `map`".into());
        }
        let text = column.map(|column| Template::cell(column, table)).or(text).unwrap_or_default();
        let (map, separator) = (map.unwrap_or_default(), separator.unwrap_or(';'));
        Ok(PropertyRule { text, value, map, kind, separator, order })
    }
}

short_or_long!(
    PropertyRule,
    LongProperty,
    "the name of a column, or an object with `column`, `text`, `value` or `map`",
    |column| {
        let text = Template::cell(column.to_owned(), None);
        Ok(PropertyRule { text, separator: ';', ..PropertyRule::default() })
    }
);

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMore, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = OneOrMore;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("text, or a list of texts")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<OneOrMore, E> {
                Ok(OneOrMore(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMore, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(OneOrMore(list))
            }
        }
        deserializer.deserialize_any(Either)
    }
}
