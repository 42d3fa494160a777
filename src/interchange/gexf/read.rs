//! GEXF in.

use std::collections::BTreeMap;

use roxmltree::Node;
use rustc_hash::FxHashMap;

use super::time;
use crate::diagnostic::{Class, Diagnostic, Outcome, Span};
use crate::interchange::gathered::Gathered;
use crate::interchange::xml::{self, Defaults};
use crate::value::{Map, Value};

/// What an attribute declares.
struct Attribute {
    title: String,
    kind: String,
    default: Option<Value>,
}

/// Attributes of a class, `node` or `edge`.
#[derive(Default)]
struct Attributes {
    by_id: FxHashMap<String, Attribute>,
    defaults: Defaults,
}

/// Reads GEXF. Of values that change in time the first counts; colours, sizes and places have no place. O(length).
///
/// # Errors
/// Where it is no GEXF, a node has no id or one that is taken, or an edge lacks an end.
pub(in crate::interchange) fn read(text: &str) -> Outcome<Gathered> {
    let document = xml::parse(text)?;
    let root = document.root_element();
    if root.tag_name().name() != "gexf" {
        return Err(wrong(root, format!("found `{}`, expected `gexf`", root.tag_name().name())));
    }
    let mut gathered = Gathered::default();
    gathered.about(xml::schema(&document).map(|schema| ("schema".into(), schema)).into_iter().collect());
    let Some(graph) = xml::children(root, "graph").next() else {
        return Err(wrong(root, "found no `graph`, expected one".into()));
    };
    let [of_nodes, of_edges] = ["node", "edge"].map(|class| attributes(graph, class));
    let defaults = of_nodes.defaults.len() + of_edges.defaults.len();
    xml::affordable(defaults, elements(graph, "node").count() + elements(graph, "edge").count())?;
    for node in elements(graph, "node") {
        let Some(id) = node.attribute("id") else {
            return Err(wrong(node, "a node without `id`, expected every one to have it".into()));
        };
        let properties = node_properties(node, &of_nodes, &mut gathered);
        if gathered.node(id, properties).is_none() {
            return Err(wrong(node, format!("the id `{id}` stands twice, expected once")));
        }
    }
    let default = graph.attribute("defaultedgetype").unwrap_or("undirected");
    for edge in elements(graph, "edge") {
        let (Some(from), Some(to)) = (edge.attribute("source"), edge.attribute("target")) else {
            return Err(wrong(edge, "an edge without `source` or `target`, expected both".into()));
        };
        let properties = edge_properties(edge, &of_edges, &mut gathered);
        let directed = edge.attribute("type").unwrap_or(default) != "undirected";
        let (from, to) = (gathered.end(from), gathered.end(to));
        gathered.edge(from, to, directed, properties);
    }
    if gathered.schema.is_none() {
        let meta = xml::children(root, "meta").flat_map(|meta| meta.children()).filter(Node::is_element);
        meta.for_each(|field| gathered.no_place(&format!("`{}` of the graph", field.tag_name().name())));
    }
    Ok(gathered)
}

fn wrong(node: Node<'_, '_>, message: String) -> Box<Diagnostic> {
    let start = node.range().start;
    Box::new(Diagnostic::compile(Class::DataError, "", Span::new(start, start + 1), message))
}

/// The nodes or edges of a graph, also those that lie within nodes.
fn elements<'a, 'i>(graph: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    graph.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

fn attributes(graph: Node<'_, '_>, class: &str) -> Attributes {
    let mut by_id = FxHashMap::default();
    let of = |list: &Node<'_, '_>| list.attribute("class").unwrap_or("node") == class;
    for list in xml::children(graph, "attributes").filter(of) {
        for attribute in xml::children(list, "attribute") {
            let id = attribute.attribute("id").unwrap_or_default();
            let kind = attribute.attribute("type").unwrap_or("string").to_owned();
            let title = attribute.attribute("title").unwrap_or(id).to_owned();
            let default =
                xml::children(attribute, "default").next().and_then(|node| xml::typed(&kind, &xml::text(node)));
            by_id.insert(id.to_owned(), Attribute { title, kind, default });
        }
    }
    let defaults: BTreeMap<&String, _> = by_id
        .iter()
        .filter_map(|(id, attribute)| Some((id, (attribute.title.as_str().into(), attribute.default.clone()?))))
        .collect();
    let defaults = defaults.into_values().collect();
    Attributes { by_id, defaults }
}

fn node_properties(node: Node<'_, '_>, attributes: &Attributes, gathered: &mut Gathered) -> Map {
    let mut properties = values(node, attributes, gathered);
    let ours = gathered.schema.is_some();
    if let Some(label) = node.attribute("label") {
        properties.entry(if ours { "name" } else { "label" }.into()).or_insert_with(|| Value::string(label));
    }
    if !ours {
        time::read(node, "date", &mut properties, gathered);
    }
    let within =
        node.attribute("pid").is_some() || node.ancestors().skip(1).any(|above| above.tag_name().name() == "node");
    if within {
        gathered.no_place("the node that a node lies in");
    }
    properties
}

fn edge_properties(edge: Node<'_, '_>, attributes: &Attributes, gathered: &mut Gathered) -> Map {
    let mut properties = values(edge, attributes, gathered);
    if let Some(kind) = edge.attribute("kind") {
        properties.insert("type".into(), Value::string(kind));
    }
    if gathered.schema.is_some() {
        return properties;
    }
    for name in ["id", "label"] {
        if let Some(text) = edge.attribute(name) {
            properties.entry(name.into()).or_insert_with(|| Value::string(text));
        }
    }
    if let Some(weight) = edge.attribute("weight").and_then(|text| xml::typed("double", text)) {
        properties.entry("weight".into()).or_insert(weight);
    }
    time::read(edge, "at", &mut properties, gathered);
    properties
}

/// The values of an element, with those that stand where nothing is said.
fn values(node: Node<'_, '_>, attributes: &Attributes, gathered: &mut Gathered) -> Map {
    let mut properties = Map::new();
    let lists = node.children().filter(|child| child.tag_name().name() == "attvalues");
    for value in lists.flat_map(|list| xml::children(list, "attvalue")).chain(xml::children(node, "attvalue")) {
        let id = value.attribute("for").or_else(|| value.attribute("id")).unwrap_or_default();
        let attribute = attributes.by_id.get(id);
        let name = attribute.map_or(id, |attribute| attribute.title.as_str());
        let text = value.attribute("value").unwrap_or_default();
        if properties.contains_key(name) {
            gathered.no_place(&format!("`{name}` at other times"));
        } else if let Some(value) = xml::typed(attribute.map_or("string", |attribute| &attribute.kind), text) {
            properties.insert(name.into(), value);
        } else {
            gathered.no_place(&format!("`{name}` without a value"));
        }
    }
    xml::default_to(&attributes.defaults, &mut properties);
    let known = ["attvalues", "attvalue", "spells", "nodes", "edges"];
    let looks = node.children().filter(|child| child.is_element() && !known.contains(&child.tag_name().name()));
    looks.for_each(|child| gathered.no_place(&format!("`{}`", child.tag_name().name())));
    properties
}
