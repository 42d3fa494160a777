//! GEXF 1.3 out.

use std::collections::BTreeMap;

use super::time;
use crate::interchange::flat::{self, Flat};
use crate::interchange::gathered::Gathered;
use crate::interchange::xml::{escaped, schema_instruction};
use crate::value::{Map, Value};

/// A record's fields.
type Fields = Vec<(String, Flat)>;

/// The ids of attributes by their title and type.
type Attributes = BTreeMap<(String, &'static str), String>;

/// Writes GEXF 1.3: the name as label, the type as kind, plain dates also as start and end in days; all else, and
/// dates as they are, as attributes.
pub(in crate::interchange) fn write(gathered: &Gathered) -> String {
    let nodes: Vec<Fields> =
        gathered.nodes.iter().map(|node| flat::node(node, &["labels", "evidence", "name"])).collect();
    let edges: Vec<Fields> =
        gathered.edges.iter().map(|edge| flat::edge(edge, &["type", "evidence", "directed"])).collect();
    let (of_nodes, of_edges) = (attributes("n", &nodes), attributes("e", &edges));
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    gathered.schema.iter().for_each(|schema| out.push_str(&schema_instruction(schema)));
    out.push_str("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  <meta><creator>Actant</creator></meta>\n");
    out.push_str(
        "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">\n",
    );
    declare("node", &of_nodes, &mut out);
    declare("edge", &of_edges, &mut out);
    out.push_str("    <nodes>\n");
    for (node, fields) in gathered.nodes.iter().zip(&nodes) {
        let name = node.properties.get("name").and_then(Value::as_str).unwrap_or(&node.key);
        let head = format!("node id=\"{}\" label=\"{}\"", escaped(&node.key), escaped(name));
        element("node", &head, &node.properties, fields, &of_nodes, &mut out);
    }
    out.push_str("    </nodes>\n    <edges>\n");
    for (at, (edge, fields)) in gathered.edges.iter().zip(&edges).enumerate() {
        let [from, to] = [edge.from, edge.to].map(|end| escaped(&gathered.nodes[end].key));
        let mut head = format!("edge id=\"{at}\" source=\"{from}\" target=\"{to}\"");
        if !edge.directed {
            head.push_str(" type=\"undirected\"");
        }
        if let Some(kind) = &edge.kind {
            head.push_str(&format!(" kind=\"{0}\" label=\"{0}\"", escaped(kind)));
        }
        if let Some(weight) = edge.properties.get("weight").and_then(Value::as_number) {
            head.push_str(&format!(" weight=\"{weight:?}\""));
        }
        element("edge", &head, &edge.properties, fields, &of_edges, &mut out);
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

fn attributes(prefix: &str, records: &[Fields]) -> Attributes {
    let mut attributes = Attributes::new();
    for (name, value) in records.iter().flatten() {
        attributes.entry((name.clone(), kind(value))).or_default();
    }
    attributes.values_mut().enumerate().for_each(|(at, id)| *id = format!("{prefix}{at}"));
    attributes
}

fn kind(value: &Flat) -> &'static str {
    match value {
        Flat::Text(_) => "string",
        Flat::Integer(_) => "long",
        Flat::Float(_) => "double",
        Flat::Boolean(_) => "boolean",
    }
}

fn declare(class: &str, attributes: &Attributes, out: &mut String) {
    out.push_str(&format!("    <attributes class=\"{class}\">\n"));
    for ((title, kind), id) in attributes {
        out.push_str(&format!("      <attribute id=\"{id}\" title=\"{}\" type=\"{kind}\"/>\n", escaped(title)));
    }
    out.push_str("    </attributes>\n");
}

fn element(tag: &str, head: &str, properties: &Map, fields: &Fields, attributes: &Attributes, out: &mut String) {
    out.push_str(&format!("      <{head}"));
    for (name, day) in ["start", "end"].into_iter().zip(time::days(properties)) {
        day.into_iter().for_each(|day| out.push_str(&format!(" {name}=\"{day}\"")));
    }
    out.push_str("><attvalues>");
    for (name, value) in fields {
        let id = attributes.get(&(name.clone(), kind(value))).map_or("", String::as_str);
        out.push_str(&format!("<attvalue for=\"{id}\" value=\"{}\"/>", escaped(&value.text())));
    }
    out.push_str(&format!("</attvalues></{tag}>\n"));
}
