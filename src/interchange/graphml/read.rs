//! GraphML in.

use std::collections::BTreeMap;

use roxmltree::Node;
use rustc_hash::FxHashMap;

use crate::diagnostic::{Class, Diagnostic, Outcome, Span};
use crate::interchange::gathered::Gathered;
use crate::interchange::xml::{self, Defaults};
use crate::value::{Map, Value};

/// What a key declares.
#[derive(Clone)]
struct Key {
    name: String,
    kind: String,
    default: Option<Value>,
}

/// Keys by their id and what they are for: `node`, `edge`, `graph`, `all` …
type Declared = FxHashMap<(String, String), Key>;

/// The keys of a class of elements: `node`, `edge` or `graph`.
struct Keys<'d> {
    of: &'static str,
    declared: &'d Declared,
    defaults: Defaults,
}

/// Reads GraphML. Nested graphs become one; hyperedges are left out. O(length).
///
/// # Errors
/// Where it is no GraphML, a node has no id or one that is taken, or an edge lacks an end.
pub(in crate::interchange) fn read(text: &str) -> Outcome<Gathered> {
    let document = xml::parse(text)?;
    let root = document.root_element();
    if root.tag_name().name() != "graphml" {
        return Err(wrong(root, format!("found `{}`, expected `graphml`", root.tag_name().name())));
    }
    let mut gathered = Gathered::default();
    gathered.about(xml::schema(&document).map(|schema| ("schema".into(), schema)).into_iter().collect());
    let declared = declared(root)?;
    let mut graphs = xml::children(root, "graph");
    let Some(graph) = graphs.next() else { return Err(wrong(root, "found no `graph`, expected one".into())) };
    graphs.for_each(|_| gathered.no_place("graphs after the first"));
    let defaults = declared.values().filter(|key| key.default.is_some()).count();
    xml::affordable(
        defaults,
        graph.descendants().filter(|node| matches!(node.tag_name().name(), "node" | "edge")).count(),
    )?;
    nodes(graph, &Keys::of("node", &declared), &mut gathered)?;
    edges(graph, &Keys::of("edge", &declared), &mut gathered)?;
    let about = data(graph, &Keys::of("graph", &declared), &mut gathered);
    gathered.about(about);
    Ok(gathered)
}

fn wrong(node: Node<'_, '_>, message: String) -> Box<Diagnostic> {
    let start = node.range().start;
    Box::new(Diagnostic::compile(Class::DataError, "", Span::new(start, start + 1), message))
}

impl<'d> Keys<'d> {
    /// What is declared for a class goes before what is declared for all.
    fn of(of: &'static str, declared: &'d Declared) -> Keys<'d> {
        let default = |((id, wanted), key): (&'d (String, String), &'d Key)| {
            let meant = wanted == of || wanted == "all";
            let default = key.default.clone().filter(|_| meant)?;
            Some(((wanted == "all", id), (key.name.as_str().into(), default)))
        };
        let defaults: BTreeMap<_, _> = declared.iter().filter_map(default).collect();
        Keys { of, declared, defaults: defaults.into_values().collect() }
    }

    fn get(&self, id: &str) -> Option<&'d Key> {
        let find = |of: &str| self.declared.get(&(id.to_owned(), of.to_owned()));
        find(self.of).or_else(|| find("all"))
    }
}

fn declared(root: Node<'_, '_>) -> Outcome<Declared> {
    let mut keys = Declared::default();
    for key in root.descendants().filter(|node| node.is_element() && node.tag_name().name() == "key") {
        let attribute = |name: &str| key.attribute(name).unwrap_or_default().to_owned();
        let id = attribute("id");
        let name = key.attribute("attr.name").unwrap_or(&id).to_owned();
        let kind = attribute("attr.type");
        let default = xml::children(key, "default").next().and_then(|node| xml::typed(&kind, &xml::text(node)));
        let of = key.attribute("for").unwrap_or("all").to_owned();
        let message = format!("the key `{id}` is declared twice for `{of}`, and not alike: expected once");
        let before = keys.insert((id, of), Key { name: name.clone(), kind: kind.clone(), default });
        if before.is_some_and(|before| before.name != name || before.kind != kind) {
            return Err(wrong(key, message));
        }
    }
    Ok(keys)
}

fn nodes(graph: Node<'_, '_>, keys: &Keys<'_>, gathered: &mut Gathered) -> Outcome<()> {
    for node in graph.descendants().filter(|node| node.is_element() && node.tag_name().name() == "node") {
        if foreign(node) {
            continue;
        }
        let Some(id) = node.attribute("id") else {
            return Err(wrong(node, "a node without `id`, expected every one to have it".into()));
        };
        let mut properties = data(node, keys, gathered);
        labelled(node, "labels", &mut properties);
        if xml::children(node, "graph").next().is_some() {
            gathered.no_place("graphs within nodes: that their nodes lie in one");
        }
        xml::children(node, "port").for_each(|_| gathered.no_place("ports of nodes"));
        if gathered.node(id, properties).is_none() {
            return Err(wrong(node, format!("the id `{id}` stands twice, expected once")));
        }
    }
    Ok(())
}

fn edges(graph: Node<'_, '_>, keys: &Keys<'_>, gathered: &mut Gathered) -> Outcome<()> {
    let ours = gathered.schema.is_some();
    for edge in graph.descendants().filter(|node| node.is_element() && !foreign(*node)) {
        match edge.tag_name().name() {
            "edge" => {}
            "hyperedge" => {
                gathered.skip("hyperedges, which join more than two nodes");
                continue;
            }
            _ => continue,
        }
        let (Some(from), Some(to)) = (edge.attribute("source"), edge.attribute("target")) else {
            return Err(wrong(edge, "an edge without `source` or `target`, expected both".into()));
        };
        let mut properties = data(edge, keys, gathered);
        labelled(edge, "type", &mut properties);
        if let Some(id) = edge.attribute("id").filter(|_| !ours) {
            properties.entry("id".into()).or_insert_with(|| Value::string(id));
        }
        let around = edge.ancestors().find(|node| node.tag_name().name() == "graph").unwrap_or(graph);
        let default = around.attribute("edgedefault").or_else(|| graph.attribute("edgedefault"));
        let directed = match edge.attribute("directed") {
            Some(said) => matches!(said, "true" | "1"),
            None => default != Some("undirected"),
        };
        for port in ["sourceport", "targetport"] {
            edge.attribute(port).into_iter().for_each(|_| gathered.no_place("ports of edges"));
        }
        let (from, to) = (gathered.end(from), gathered.end(to));
        gathered.edge(from, to, directed, properties);
    }
    Ok(())
}

/// Whether an element belongs to a program's own vocabulary, within `data`.
fn foreign(node: Node<'_, '_>) -> bool {
    node.ancestors()
        .skip(1)
        .take_while(|above| above.tag_name().name() != "graph")
        .any(|above| above.tag_name().name() == "data")
}

/// Labels or a type as attributes of the element, as Neo4j writes them.
fn labelled(node: Node<'_, '_>, field: &'static str, properties: &mut Map) {
    let attribute = if field == "type" { "label" } else { field };
    if let Some(text) = node.attribute(attribute) {
        properties.entry(field.into()).or_insert_with(|| Value::string(text));
    }
}

/// The properties of an element, declared or not, with the values that stand where nothing is said.
fn data(node: Node<'_, '_>, keys: &Keys<'_>, gathered: &mut Gathered) -> Map {
    let mut properties = Map::new();
    for data in xml::children(node, "data") {
        let id = data.attribute("key").unwrap_or_default();
        let key = keys.get(id);
        let name = key.map_or(id, |key| key.name.as_str());
        if data.children().any(|child| child.is_element()) {
            drawn(data, name, &mut properties, gathered);
            continue;
        }
        let value = xml::typed(key.map_or("string", |key| &key.kind), &xml::text(data));
        properties.extend(value.map(|value| (name.into(), value)));
    }
    if let Some(text) = xml::children(node, "desc").next().map(xml::text).filter(|_| keys.of != "graph") {
        properties.entry("description".into()).or_insert_with(|| Value::string(text));
    }
    xml::default_to(&keys.defaults, &mut properties);
    properties
}

/// What a program draws with: the words on it are kept, how it looks has no place.
fn drawn(data: Node<'_, '_>, name: &str, properties: &mut Map, gathered: &mut Gathered) {
    let is_label = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "NodeLabel" | "EdgeLabel" | "Label.Text");
    let label = data.descendants().find(is_label).map(xml::text).filter(|text| !text.trim().is_empty());
    if let Some(label) = label {
        properties.entry("label".into()).or_insert_with(|| Value::string(label.trim()));
    }
    gathered.no_place(&format!("elements within `{name}`"));
}
