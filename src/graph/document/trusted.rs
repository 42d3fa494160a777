//! Documents that were found to be right before: read straight into a graph, without looking for
//! what is wrong with them.
//!
//! The shipped graph is checked by the tests; a student who asks one question should not wait for
//! it to be checked again. Anything unexpected gives nothing, and the caller takes the long way,
//! which says what is wrong and where.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Source;
use super::schema;
use crate::graph::{Evidence, Graph, KeyId, PropertyKind, Schema, Store, View};
use crate::value::{Map, Value};

/// Reads documents, each a path and its text, that are known to be right; nothing where one of them
/// turns out not to be. The time is linear in the length of the texts. Records go into the graph one
/// after another: what is not kept twice needs no memory twice.
pub fn load_trusted(schema: &Source, documents: &[(&str, &str)]) -> Option<Graph> {
    let schema = schema::read(schema).ok()?;
    let mut loader = Loader {
        graph: Graph::new(),
        schema: &schema,
        path: Arc::from(""),
        floats: FxHashMap::default(),
        texts: FxHashMap::default(),
        edges: Vec::new(),
    };
    for (path, text) in documents {
        loader.path = Arc::from(*path);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.deserialize_map(Document(&mut loader)).ok()?;
    }
    loader.add_edges()?;
    let mut graph = loader.graph;
    graph.set_schema(Arc::new(schema.clone()));
    graph.forget_changes();
    Some(graph)
}

/// An edge that waits until all nodes are there.
struct Waiting<'a> {
    from: Cow<'a, str>,
    kind: Cow<'a, str>,
    to: Cow<'a, str>,
    properties: Vec<(KeyId, Value)>,
    evidence: Vec<Evidence>,
    path: Arc<str>,
}

struct Loader<'a> {
    graph: Graph,
    schema: &'a Schema,
    /// The document in hand.
    path: Arc<str>,
    /// Whether a key holds floats, which may be written like integers.
    floats: FxHashMap<KeyId, bool>,
    /// Texts that come again and again, such as the ids of works, are kept once.
    texts: FxHashMap<Cow<'a, str>, Arc<str>>,
    edges: Vec<Waiting<'a>>,
}

impl<'a> Loader<'a> {
    fn node(&mut self, record: Record<'a>) -> Option<()> {
        let labels = record.labels.iter().map(|label| self.graph.symbols_mut().label(label)).collect();
        let properties = self.properties(record.properties);
        let node = self.graph.add_node(labels, properties).ok()?;
        let evidence = self.evidence(record.evidence);
        self.graph.set_node_evidence(node, evidence);
        self.graph.set_node_document(node, self.path.clone());
        Some(())
    }

    fn edge(&mut self, record: Record<'a>) -> Option<()> {
        let properties = self.properties(record.properties);
        let evidence = self.evidence(record.evidence);
        let (from, kind, to) = (record.from?, record.kind?, record.to?);
        self.edges.push(Waiting { from, kind, to, properties, evidence, path: self.path.clone() });
        Some(())
    }

    fn add_edges(&mut self) -> Option<()> {
        for edge in std::mem::take(&mut self.edges) {
            let (from, to) = (self.graph.node_by_id(&edge.from)?, self.graph.node_by_id(&edge.to)?);
            let kind = self.graph.symbols_mut().relationship_type(&edge.kind);
            let added = self.graph.add_edge(from, kind, to, edge.properties).ok()?;
            self.graph.set_edge_evidence(added, edge.evidence);
            self.graph.set_edge_document(added, edge.path);
        }
        Some(())
    }

    fn properties(&mut self, raw: Vec<(Cow<'a, str>, Raw<'a>)>) -> Vec<(KeyId, Value)> {
        let mut properties = Vec::with_capacity(raw.len());
        for (name, value) in raw {
            let key = self.graph.symbols_mut().key(&name);
            let schema = self.schema;
            let kind = || schema.property(&name).is_some_and(|rule| rule.kind == PropertyKind::Float);
            let float = *self.floats.entry(key).or_insert_with(kind);
            properties.push((key, value.into_value(float)));
        }
        properties
    }

    fn evidence(&mut self, raw: Vec<Passage<'a>>) -> Vec<Evidence> {
        let mut passages = Vec::with_capacity(raw.len());
        for passage in raw {
            passages.push(Evidence {
                work: self.shared(passage.work.0),
                section: passage.section.map(|text| self.shared(text.0)),
                page: passage.page.map(|text| Arc::from(text.0)),
                phrase: passage.phrase.map(|text| Arc::from(text.0)),
                printed: passage.printed.map(|text| Arc::from(text.0)),
                citing: passage.citing.into_iter().map(|text| self.shared(text.0)).collect(),
            });
        }
        passages
    }

    fn shared(&mut self, text: Cow<'a, str>) -> Arc<str> {
        if let Some(known) = self.texts.get(&text) {
            return known.clone();
        }
        let kept: Arc<str> = Arc::from(&*text);
        self.texts.insert(text, kept.clone());
        kept
    }
}

/// Reads one document into a loader.
struct Document<'l, 'a>(&'l mut Loader<'a>);

impl<'de> Visitor<'de> for Document<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with nodes and edges")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Text(key)) = map.next_key()? {
            let take = match &*key {
                "nodes" => Loader::node,
                "edges" => Loader::edge,
                _ => return Err(serde::de::Error::custom("an unknown part")),
            };
            map.next_value_seed(Records(self.0, take))?;
        }
        Ok(())
    }
}

/// What is done with each record of a list.
type Take<'a> = fn(&mut Loader<'a>, Record<'a>) -> Option<()>;

/// Hands the records of a list to a loader.
struct Records<'l, 'a>(&'l mut Loader<'a>, Take<'a>);

impl<'de> DeserializeSeed<'de> for Records<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(record) = items.next_element()? {
            (self.1)(self.0, record).ok_or_else(|| serde::de::Error::custom("a record that does not fit"))?;
        }
        Ok(())
    }
}

/// A node or an edge.
#[derive(Default)]
struct Record<'a> {
    from: Option<Cow<'a, str>>,
    kind: Option<Cow<'a, str>>,
    to: Option<Cow<'a, str>>,
    labels: Vec<Cow<'a, str>>,
    properties: Vec<(Cow<'a, str>, Raw<'a>)>,
    evidence: Vec<Passage<'a>>,
}

#[derive(serde::Deserialize)]
struct Passage<'a> {
    #[serde(borrow)]
    work: Text<'a>,
    #[serde(borrow, default)]
    section: Option<Text<'a>>,
    #[serde(borrow, default)]
    page: Option<Text<'a>>,
    #[serde(borrow, default)]
    phrase: Option<Text<'a>>,
    #[serde(borrow, default)]
    printed: Option<Text<'a>>,
    #[serde(borrow, default)]
    citing: Vec<Text<'a>>,
}

/// Text that is borrowed from the document wherever it has no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text<'a>, D::Error> {
        match Raw::deserialize(deserializer)? {
            Raw::Text(text) => Ok(Text(text)),
            _ => Err(serde::de::Error::custom("expected text")),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Record<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Record<'a>, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Record<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a record")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
                let mut record = Record::default();
                while let Some(Text(key)) = map.next_key()? {
                    match &*key {
                        "from" => record.from = Some(map.next_value::<Text<'de>>()?.0),
                        "type" => record.kind = Some(map.next_value::<Text<'de>>()?.0),
                        "to" => record.to = Some(map.next_value::<Text<'de>>()?.0),
                        "labels" => {
                            let labels: Vec<Text<'de>> = map.next_value()?;
                            record.labels = labels.into_iter().map(|label| label.0).collect();
                        }
                        "evidence" => record.evidence = map.next_value()?,
                        _ => record.properties.push((key, map.next_value()?)),
                    }
                }
                Ok(record)
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// What a property can hold.
enum Raw<'a> {
    Text(Cow<'a, str>),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    List(Vec<Raw<'a>>),
    Map(Vec<(Cow<'a, str>, Raw<'a>)>),
}

impl Raw<'_> {
    fn into_value(self, float: bool) -> Value {
        match self {
            Raw::Text(text) => Value::String(Arc::from(text)),
            Raw::Integer(number) if float => Value::Float(number as f64),
            Raw::Integer(number) => Value::Integer(number),
            Raw::Float(number) => Value::Float(number),
            Raw::Boolean(value) => Value::Boolean(value),
            Raw::List(items) => Value::list(items.into_iter().map(|item| item.into_value(false)).collect()),
            Raw::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (Arc::from(key), value.into_value(false)));
                Value::map(entries.collect::<Map>())
            }
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Raw<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw<'a>, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Raw<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, a number, a truth value, a list or a map")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Raw<'de>, E> {
                Ok(Raw::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Raw<'de>, E> {
                Ok(Raw::Text(Cow::Owned(text.to_string())))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Raw<'de>, E> {
                Ok(Raw::Integer(number))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Raw<'de>, E> {
                i64::try_from(number).map(Raw::Integer).map_err(|_| E::custom("the number is too large"))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Raw<'de>, E> {
                Ok(Raw::Float(number))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Raw<'de>, E> {
                Ok(Raw::Boolean(value))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw<'de>, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Raw::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(Text(key)) = map.next_key()? {
                    entries.push((key, map.next_value()?));
                }
                Ok(Raw::Map(entries))
            }

            fn visit_unit<E: serde::de::Error>(self) -> Result<Raw<'de>, E> {
                Err(E::custom("nothing can't be a property"))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}
