//! What goes in comes out again.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{option, prop_assert_eq, proptest};

use super::{Source, format, format_schema, line_column, load, write};
use crate::graph::{Graph, Store, View};
use crate::value::Value;

const SCHEMA: &str = r#"{
  "name": "Test", "format": 1,
  "labels": [
    {"label": "Actor", "plural": "actors", "description": "", "shape": "box", "fill": "", "properties": ["kind", "size"]},
    {"label": "Work", "plural": "works", "description": "", "shape": "box", "fill": "", "properties": ["year", "open"]}
  ],
  "types": [
    {"type": "TRADES", "area": "", "forward": "", "backward": "", "from": ["Actor"], "to": ["Actor", "Work"],
     "symmetric": false, "evidence": "optional", "description": "", "properties": ["year", "share", "amount", "until"],
     "colour": "", "style": "", "arrow": ""}
  ],
  "properties": [
    {"name": "kind", "kind": "string", "description": ""},
    {"name": "size", "kind": "integer", "description": ""},
    {"name": "year", "kind": "integer", "description": ""},
    {"name": "open", "kind": "boolean", "description": ""},
    {"name": "share", "kind": "float", "description": ""},
    {"name": "amount", "kind": "any", "description": ""},
    {"name": "until", "kind": "date", "description": ""}
  ],
  "statuses": [{"status": "stated", "says": "", "style": "", "description": ""}]
}"#;

fn schema() -> Source {
    Source::new("schema.json", SCHEMA)
}

fn graph(documents: &[Source]) -> Graph {
    load(&schema(), documents).unwrap_or_else(|findings| panic!("{}", findings.render(false)))
}

fn one(text: &str) -> Graph {
    graph(&[Source::new("a.json", text)])
}

#[test]
fn a_record_is_written_on_one_line_in_a_fixed_order() {
    let text = r#"{"edges": [
        {"to": "b", "evidence": [{"section": "1", "work": "w"}], "from": "a", "share": 12, "type": "TRADES", "year": 2023},
        {"to": "b", "from": "a", "type": "TRADES", "year": 2022, "share": 1.50}],
      "nodes": [{"name": "W \u00e9", "labels": ["Work"], "id": "w"},
        {"labels": ["Work", "Actor"], "id": "b", "name": "B", "note": "n", "names": {"ru": "Б", "en": "B"}, "aliases": []},
        {"id": "a", "name": "A", "labels": ["Actor"], "size": 3, "kind": "x", "end": "1999"}]}"#;
    let expected = r#"{
  "nodes": [
    {"id": "a", "labels": ["Actor"], "name": "A", "end": "1999", "kind": "x", "size": 3},
    {"id": "b", "labels": ["Actor", "Work"], "name": "B", "names": {"en": "B", "ru": "Б"}, "note": "n"},
    {"id": "w", "labels": ["Work"], "name": "W é"}
  ],
  "edges": [
    {"from": "a", "type": "TRADES", "to": "b", "year": 2022, "share": 1.5},
    {"from": "a", "type": "TRADES", "to": "b", "year": 2023, "share": 12.0, "evidence": [{"work": "w", "section": "1"}]}
  ]
}
"#;
    assert_eq!(&*write(&one(text))[0].text, expected);
    assert_eq!(format(&schema(), &Source::new("a.json", text)).expect("a document"), expected);
}

#[test]
fn a_schema_is_written_one_rule_a_line_in_a_fixed_order() {
    let text = r#"{"statuses": [], "format": 1, "types": [{"type": "MEETS", "to": ["B", "A"], "from": ["A"],
      "arrow": "", "area": "", "forward": "m\u00e9t", "backward": "", "evidence": "required", "symmetric": true,
      "colour": "", "style": "", "properties": [], "description": ""}], "name": "T",
      "labels": [{"plural": "bs", "label": "B", "description": "\"x\"", "shape": "", "fill": "", "properties": ["z", "a"]},
        {"plural": "as", "label": "A", "description": "", "shape": "", "fill": "", "properties": []}],
      "properties": [{"kind": "node", "name": "z", "description": ""},
        {"values": ["v"], "name": "a", "description": "", "kind": "string"}]}"#;
    let expected = r#"{
  "name": "T",
  "format": 1,
  "labels": [
    {"label": "B", "plural": "bs", "description": "\"x\"", "shape": "", "fill": "", "properties": ["z", "a"]},
    {"label": "A", "plural": "as", "description": "", "shape": "", "fill": "", "properties": []}
  ],
  "types": [
    {"type": "MEETS", "area": "", "forward": "mét", "backward": "", "from": ["A"], "to": ["B", "A"], "symmetric": true, "evidence": "required", "status": "optional", "description": "", "properties": [], "colour": "", "style": "", "arrow": ""}
  ],
  "properties": [
    {"name": "a", "kind": "string", "description": "", "values": ["v"]},
    {"name": "z", "kind": "node", "description": ""}
  ],
  "statuses": []
}
"#;
    assert_eq!(format_schema(&Source::new("schema.json", text)).expect("a schema"), expected);
    assert_eq!(format_schema(&Source::new("schema.json", expected)).expect("a schema"), expected);
}

#[test]
fn an_empty_document_has_both_lists() {
    let formatted = format(&schema(), &Source::new("a.json", "{}")).expect("a document");
    assert_eq!(formatted, "{\n  \"nodes\": [],\n  \"edges\": []\n}\n");
}

#[test]
fn formatting_keeps_what_a_check_would_find() {
    let text = "{\"nodes\": [{\"id\": 1, \"odd\": null, \"name\": \"\"}, {\"id\": 1}]}";
    let formatted = format(&schema(), &Source::new("a.json", text)).expect("a document");
    assert!(formatted.contains(r#"{"id": 1, "name": "", "odd": null}"#), "{formatted}");
    assert_eq!(formatted.matches("\"id\": 1").count(), 2);
}

#[test]
fn records_go_back_to_their_documents_and_new_ones_beside_them() {
    let first = Source::new("a.json", r#"{"nodes": [{"id": "a", "labels": ["Actor"], "name": "A"}]}"#);
    let second = Source::new("context/b.json", r#"{"nodes": [{"id": "b", "labels": ["Actor"], "name": "B"}]}"#);
    let mut graph = graph(&[first, second]);
    assert!(graph.journal().is_empty());
    let (a, b) = (graph.node_by_id("a").expect("a"), graph.node_by_id("b").expect("b"));
    let kind = graph.symbols_mut().relationship_type("TRADES");
    graph.add_edge(b, kind, a, Vec::new()).expect("an edge");
    let (label, id) = (graph.symbols_mut().label("Actor"), graph.symbols_mut().key("id"));
    graph.add_node(vec![label], vec![(id, Value::from("c"))]).expect("a node");
    let paths: Vec<(String, usize)> =
        write(&graph).into_iter().map(|source| (source.path, source.text.matches("\"type\"").count())).collect();
    let expected = [("a.json", 0), ("context/b.json", 1)];
    assert_eq!(paths, expected.map(|(path, edges)| (path.to_owned(), edges)));
}

#[test]
fn numbers_keep_the_kind_that_the_schema_gives() {
    let text = r#"{"nodes": [{"id": "a", "labels": ["Actor"], "name": "A"}],
        "edges": [{"from": "a", "type": "TRADES", "to": "a", "share": 20, "amount": 7, "year": 2020}]}"#;
    let graph = one(text);
    let mut edges = Vec::new();
    graph.edges_of(graph.node_by_id("a").expect("a"), crate::graph::Way::Out, &[], &mut edges);
    let values = graph.edge_properties(edges[0].0);
    let kinds: Vec<&str> = values.iter().map(|(_, value)| value.type_name()).collect();
    assert_eq!(kinds, ["Integer", "Float", "Integer"]);
}

#[test]
fn an_id_is_not_missed_where_a_document_could_not_be_read() {
    let broken = Source::new("a.json", "{\"nodes\": [");
    let edge = r#"{"edges": [{"from": "a", "type": "TRADES", "to": "b"}]}"#;
    let findings = load(&schema(), &[broken, Source::new("b.json", edge)]).expect_err("broken");
    assert_eq!(findings.list.len(), 1);
    assert_eq!(findings.list[0].path, "a.json");
}

#[test]
fn columns_count_characters() {
    assert_eq!(line_column("a\nбв\"x\"", 6), (2, 3));
    assert_eq!(line_column("", 9), (1, 1));
}

/// A value of a field as JSON text.
fn text() -> impl Strategy<Value = String> {
    "[ -~а-яё\n\t\"\\\\\u{4e00}-\u{4e10}]{1,8}".prop_map(|text| serde_json::to_string(&text).expect("text is JSON"))
}

fn date() -> impl Strategy<Value = String> {
    prop_oneof!["(19|20)[0-9]{2}", "20[0-9]{2}-0[1-9]", Just("199X".to_owned()), Just("2014?/..".to_owned())]
        .prop_map(|date| format!("\"{date}\""))
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        (-1e9..1e9).prop_map(|number: f64| format!("{number:?}"))
    ]
}

fn fields(parts: Vec<(&'static str, Option<String>)>) -> Vec<String> {
    parts.into_iter().filter_map(|(key, value)| Some(format!("\"{key}\" : {}", value?))).collect()
}

fn evidence() -> impl Strategy<Value = String> {
    let piece = (text(), option::of(text()), any::<bool>()).prop_map(|(section, phrase, citing)| {
        let citing = citing.then(|| "[\"n-0\"]".to_owned());
        let parts =
            vec![("citing", citing), ("phrase", phrase), ("section", Some(section)), ("work", Some("\"n-0\"".into()))];
        format!("{{{}}}", fields(parts).join(","))
    });
    vec(piece, 0..3).prop_map(|pieces| format!("[{}]", pieces.join(", ")))
}

fn node() -> impl Strategy<Value = Vec<String>> {
    let names = vec(text(), 0..3).prop_map(|names| format!("[{}]", names.join(",")));
    let parts = (text(), option::of(names), option::of(text()), option::of(date()), option::of(-9i64..9), evidence());
    parts.prop_map(|(note, aliases, kind, start, size, evidence)| {
        let size = size.map(|size| size.to_string());
        let (note, evidence) = (Some(note), Some(evidence));
        let parts = [("note", note), ("aliases", aliases), ("kind", kind), ("start", start), ("size", size)];
        fields(
            parts
                .into_iter()
                .chain([("evidence", evidence), ("labels", Some("[\"Work\",\"Actor\"]".into()))])
                .collect(),
        )
    })
}

fn edge() -> impl Strategy<Value = (usize, usize, Vec<String>)> {
    let parts = (option::of(date()), option::of(-9i64..9), option::of(number()), option::of(number()), evidence());
    (0usize..6, 0usize..6, parts).prop_map(|(from, to, (at, year, share, amount, evidence))| {
        let year = year.map(|year| year.to_string());
        let parts =
            vec![("at", at), ("share", share), ("year", year), ("amount", amount), ("evidence", Some(evidence))];
        (from, to, fields(parts))
    })
}

/// Two documents whose records are in any order, with their fields in any order.
fn documents() -> impl Strategy<Value = Vec<Source>> {
    (vec(node(), 6), vec(edge(), 0..12)).prop_map(|(nodes, edges)| {
        let nodes = nodes.into_iter().enumerate().map(|(at, mut fields)| {
            fields.insert(fields.len() / 2, format!("\"name\":\"N\",\"id\":\"n-{at}\""));
            format!("{{{}}}", fields.join(" ,"))
        });
        // A date of its own keeps an edge from being another one stored twice.
        let edges = edges.into_iter().enumerate().map(|(at, (from, to, mut fields))| {
            fields.push(format!("\"until\":\"{}\"", 1900 + at));
            fields.insert(fields.len() / 2, format!("\"to\":\"n-{to}\",\"from\":\"n-{from}\",\"type\":\"TRADES\""));
            format!("{{{}}}", fields.join(" ,"))
        });
        let (nodes, edges): (Vec<String>, Vec<String>) = (nodes.rev().collect(), edges.collect());
        let first = format!("{{\"nodes\":[{}],\"edges\":[{}]}}", nodes[..3].join(","), edges.join(",\n"));
        let second = format!("{{\"nodes\":[{}]}}", nodes[3..].join(","));
        vec![Source::new("a.json", first), Source::new("b/c.json", second)]
    })
}

/// Everything a graph says, whatever the order it was read in.
fn content(graph: &Graph) -> BTreeSet<String> {
    let mut nodes = Vec::new();
    graph.nodes(&mut nodes);
    let mut said = BTreeSet::new();
    let id = |node| graph.node_text(node, "id");
    let named = |properties: &[_]| -> Vec<String> {
        let pair = |(key, value): &_| format!("{}={value:?}", graph.symbols().key_name(*key));
        properties.iter().map(pair).collect()
    };
    for node in nodes {
        let labels: Vec<_> = graph.labels(node).iter().map(|label| graph.symbols().label_name(*label)).collect();
        let (properties, evidence) = (named(&graph.node_properties(node)), graph.node_evidence(node));
        said.insert(format!("{labels:?} {properties:?} {evidence:?} {:?}", graph.node_document(node)));
        let mut edges = Vec::new();
        graph.edges_of(node, crate::graph::Way::Out, &[], &mut edges);
        for (edge, to) in edges {
            let (properties, evidence) = (named(&graph.edge_properties(edge)), graph.edge_evidence(edge));
            let document = graph.edge_document(edge);
            said.insert(format!("{:?} {:?} {properties:?} {evidence:?} {document:?}", id(node), id(to)));
        }
    }
    said
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_graph(documents in documents()) {
        let first = graph(&documents);
        let written = write(&first);
        let second = graph(&written);
        prop_assert_eq!(content(&first), content(&second));
        prop_assert_eq!(&write(&second), &written);
        for (document, written) in documents.iter().zip(&written) {
            let formatted = format(&schema(), document).expect("a document");
            prop_assert_eq!(&*formatted, &*written.text);
        }
    }

    #[test]
    fn no_text_makes_it_fall_over(text in "[\\[\\]{}:,\"a-c0-9 \n\\\\]{0,40}|\\{\"nodes\": ?[\\[\\]{}:,\"a-c0-9 é]{0,30}") {
        let _ = load(&schema(), &[Source::new("a.json", text.as_str())]).map_err(|findings| findings.render(false));
        let _ = load(&Source::new("schema.json", text), &[]).map_err(|findings| findings.render(false));
    }

    #[test]
    fn a_cut_document_is_explained(cut in 0usize..400) {
        let text = r#"{"nodes": [{"id": "a", "labels": ["Actor"], "name": "Ä"}], "edges": [{"from": "a", "type": "TRADES", "to": "a", "at": "1999", "evidence": []}]}"#;
        let cut = (cut.min(text.len() - 1)..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let findings = load(&schema(), &[Source::new("a.json", &text[..cut])]).expect_err("half a document");
        prop_assert_eq!(findings.list.len(), 1);
    }
}
