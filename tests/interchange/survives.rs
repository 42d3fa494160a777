//! What is written comes back: the shipped graph, random graphs with hostile texts, and the table of what each form
//! carries.

use std::path::Path;
use std::sync::Arc;

use actant::graph::document::{Source, load, read_schema, schema_source, write as documents};
use actant::graph::{Graph, Schema, View};
use actant::interchange::{FORMS, Form, Gathered, Terms, gather, land, read, widen, write};
use actant::value::{EdgeId, Map, NodeId, Value};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop};
use proptest::{prop_oneof, proptest};

/// The forms that claim to bring everything back, the schema too: all that are written.
fn whole() -> impl Iterator<Item = Form> {
    FORMS.into_iter().filter(|form| *form != Form::Dot)
}

/// All of a graph.
pub(crate) fn gathered(graph: &Graph) -> Gathered {
    let mut nodes: Vec<NodeId> = Vec::new();
    graph.nodes(&mut nodes);
    let edges: Vec<EdgeId> = (0..graph.edge_count()).map(|at| EdgeId(at as u32)).collect();
    gather(graph, graph.schema().map(AsRef::as_ref), &nodes, &edges)
}

/// A new graph with a place for all of it.
pub(crate) fn landed(gathered: &Gathered) -> Graph {
    let (schema, _) = widen(None, gathered);
    let schema = schema_source(&schema);
    let mut graph = load(&schema, &[]).unwrap_or_else(|findings| panic!("{}", findings.render(false)));
    let landing = land(&graph, gathered, Terms { file: "a file", overwrite: false }).expect("there is a schema");
    landing.apply(&mut graph).expect("it is the graph that was looked at");
    if let Err(findings) = load(&schema, &documents(&graph)) {
        panic!("what was read is not sound:\n{}", findings.render(false));
    }
    graph
}

/// A graph's records, in whichever document.
fn records(graph: &Graph) -> Vec<String> {
    let documents = documents(graph);
    let lines = documents.iter().flat_map(|document| document.text.lines());
    let mut lines: Vec<String> = lines.map(|line| line.trim().trim_end_matches(',').to_owned()).collect();
    lines.retain(|line| line.starts_with("{\""));
    lines.sort();
    lines
}

fn again(form: Form, gathered: &Gathered) -> Gathered {
    let text = write(form, gathered).expect("a form that is written");
    read(form, text.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}\n{text}", form.name()))
}

#[test]
fn the_shipped_graph_comes_back_whole() {
    let (schema, sources) = actant::files::embedded();
    let graph = load(&schema, &sources).expect("the shipped graph has no findings");
    let (before, all) = (records(&graph), gathered(&graph));
    assert!(before.len() > 4000, "{} records", before.len());
    for form in whole() {
        let read = again(form, &all);
        assert!(read.unplaced.is_empty() && read.skipped.is_empty(), "{}: {:?}", form.name(), read.unplaced);
        let again = land(&graph, &read, Terms { file: "a file", overwrite: false }).expect("there is a schema").report;
        assert!(again.is_empty() && again.fitted.is_empty(), "{}, into the graph it is of: {again:?}", form.name());
        let after = records(&landed(&read));
        let lost: Vec<&String> = before.iter().filter(|line| after.binary_search(line).is_err()).collect();
        assert!(before == after, "{}: {} records are other ones, as\n{:?}", form.name(), lost.len(), lost.first());
    }
}

const SCHEMA: &str = include_str!("survives.json");

fn schema() -> Schema {
    read_schema(&Source::new("schema.json", SCHEMA)).unwrap_or_else(|findings| panic!("{}", findings.render(false)))
}

/// Text that some form takes for syntax, without what XML can't hold.
fn text() -> impl Strategy<Value = String> {
    let odd = [
        "<a&b>",
        "\"]]>\"",
        "?>",
        "\\\"",
        "&#10;",
        "a\r\nb\t",
        " x ",
        "",
        "[1]",
        "{\"a\": 1}",
        "true",
        "1",
        "1.0",
        "ё𝄞",
        ":a;b",
        "null",
        "-INF",
        "property:x",
        "C:\\users; it's */ no 'end'",
    ];
    let odd = prop::sample::select(odd.to_vec()).prop_map(str::to_owned);
    prop_oneof![odd, "[ -~äß中\n]{0,12}", any::<String>().prop_map(|text| text.chars().filter(|c| xml(*c)).collect())]
}

fn xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn date() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["1991", "2004-02", "2004-02-29", "2022?", "199X", "1990/", "2001~", "1999/2003"])
        .prop_map(str::to_owned)
}

fn value(kind: &'static str) -> prop::strategy::BoxedStrategy<Value> {
    let text = || text().prop_map(Value::string);
    match kind {
        "words" | "id" | "key" | "source" | "directed" | "odd / name" => text().boxed(),
        "whole" => any::<i64>().prop_map(Value::Integer).boxed(),
        "number" => prop::num::f64::NORMAL.prop_map(Value::Float).boxed(),
        "truth" => any::<bool>().prop_map(Value::Boolean).boxed(),
        "day" => date().prop_map(Value::string).boxed(),
        _ => prop_oneof![text(), any::<i64>().prop_map(Value::Integer), Just(Value::Float(0.5))].boxed(),
    }
}

/// Some of these properties.
fn properties(names: &'static [&'static str]) -> impl Strategy<Value = Map> {
    let one = |name: &'static str| prop::option::of(value(name)).prop_map(move |value| Some((Arc::from(name), value?)));
    names.iter().map(|name| one(name)).collect::<Vec<_>>().prop_map(|all| all.into_iter().flatten().collect())
}

const OF_NODES: &[&str] = &["words", "whole", "number", "truth", "day", "any", "key", "odd / name"];
const OF_EDGES: &[&str] = &["words", "whole", "number", "truth", "day", "any", "id", "key", "source", "directed"];

fn passages(works: usize) -> impl Strategy<Value = Value> {
    let piece = (0..works, prop::option::of("[a-z0-9.<&\"]{1,5}"), prop::collection::vec(0..works, 0..2));
    let value = move |(work, section, citing): (usize, Option<String>, Vec<usize>)| {
        let id = |at: usize| Value::string(format!("node-{at}"));
        let mut map = Map::from([("work".into(), id(work))]);
        map.extend(section.map(|section| (Arc::from("section"), Value::string(section))));
        if !citing.is_empty() {
            map.insert("citing".into(), Value::list(citing.into_iter().map(id).collect()));
        }
        Value::map(map)
    };
    prop::collection::vec(piece.prop_map(value), 1..3).prop_map(Value::list)
}

fn graph() -> impl Strategy<Value = Gathered> {
    let labels = prop::sample::subsequence(vec!["Thing", "Odd: label;", "Työ"], 1..=3);
    let name = "[A-Za-z<&\"é]{1,8}";
    let texts = || prop::option::of(prop::collection::vec(text(), 1..3));
    let node =
        (labels, name, texts(), texts(), prop::option::of(date()), properties(OF_NODES), prop::option::of(passages(4)));
    let kind = prop::sample::select(vec!["JOINS", "is odd \"to\"", "ALIKE"]);
    let edge = (
        0..4usize,
        0..4usize,
        kind,
        prop::option::of(date()),
        prop::option::of(date()),
        properties(OF_EDGES),
        prop::option::of(passages(4)),
    );
    (prop::collection::vec(node, 4), prop::collection::vec(edge, 0..6)).prop_map(|(nodes, edges)| {
        let mut gathered = Gathered::default();
        gathered.schema = Some(schema());
        for (at, (labels, name, aliases, names, start, mut properties, evidence)) in nodes.into_iter().enumerate() {
            let list = |texts: Vec<String>| Value::list(texts.iter().map(Value::string).collect());
            let map = |texts: Vec<String>| {
                Value::map(
                    texts
                        .iter()
                        .enumerate()
                        .map(|(at, text)| (format!("l{at}:").as_str().into(), Value::string(text)))
                        .collect(),
                )
            };
            properties.insert("labels".into(), list(labels.into_iter().map(str::to_owned).collect()));
            properties.insert("name".into(), Value::string(name));
            properties.extend(aliases.map(|aliases| ("aliases".into(), list(aliases))));
            properties.extend(names.map(|names| ("names".into(), map(names))));
            properties.extend(start.map(|start| ("start".into(), Value::string(start))));
            properties.extend(evidence.map(|evidence| ("evidence".into(), evidence)));
            gathered.node(&format!("node-{at}"), properties);
        }
        for (from, to, kind, start, at, mut properties, evidence) in edges {
            properties.insert("type".into(), Value::string(kind));
            properties.extend(start.map(|start| ("start".into(), Value::string(start))));
            properties.extend(at.map(|at| ("at".into(), Value::string(at))));
            properties.extend(evidence.map(|evidence| ("evidence".into(), evidence)));
            let directed = properties.remove("directed");
            gathered.edge(from, to, kind != "ALIKE", properties);
            // A property of this name is no word on the direction.
            if let (Some(value), Some(edge)) = (directed, gathered.edges.last_mut()) {
                edge.properties.insert("directed".into(), value);
            }
        }
        gathered
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_comes_back(gathered in graph()) {
        let graph = landed(&gathered);
        let (before, all) = (records(&graph), self::gathered(&graph));
        for form in whole() {
            let text = write(form, &all).expect("a form that is written");
            let after = records(&landed(&again(form, &all)));
            assert!(before == after, "{}\nbefore {before:#?}\nafter {after:#?}\n{text}", form.name());
        }
    }
}

/// Something that a graph can say, with a graph that says it.
type Feature = (&'static str, fn(&mut Gathered));

fn node(gathered: &mut Gathered, key: &str, properties: &[(&str, Value)]) {
    let properties = properties.iter().map(|(name, value)| (Arc::from(*name), value.clone()));
    let named = [("name", Value::string(key)), ("labels", Value::string("Thing"))];
    let named = named.into_iter().map(|(name, value)| (Arc::from(name), value));
    gathered.node(key, named.chain(properties).collect());
}

fn joined(gathered: &mut Gathered, directed: bool, properties: &[(&str, Value)]) {
    node(gathered, "a", &[]);
    node(gathered, "b", &[]);
    let properties = properties.iter().map(|(name, value)| (Arc::from(*name), value.clone()));
    let kind = (Arc::from("type"), Value::string(if directed { "JOINS" } else { "ALIKE" }));
    gathered.edge(0, 1, directed, properties.chain([kind]).collect());
}

const FEATURES: &[Feature] = &[
    ("nodes with id, name, labels; relations with type and direction", |g| joined(g, true, &[])),
    ("relations without a direction beside others", |g| {
        joined(g, true, &[]);
        g.edge(0, 1, false, Map::from([("type".into(), Value::string("ALIKE"))]));
    }),
    ("text, also of several lines, and with every letter", |g| {
        node(g, "a", &[("words", Value::string("a\n<&\"> ё𝄞"))])
    }),
    ("control characters in a text", |g| node(g, "a", &[("words", Value::string("a\u{1}b"))])),
    ("whole numbers and others", |g| node(g, "a", &[("whole", Value::Integer(-3)), ("number", Value::Float(1.0))])),
    ("true and false", |g| node(g, "a", &[("truth", Value::Boolean(true))])),
    ("dates with their doubt", |g| {
        joined(g, true, &[("start", Value::string("2022?")), ("end", Value::string("199X"))])
    }),
    ("lists: other names", |g| node(g, "a", &[("aliases", Value::list(vec!["x".into(), "y".into()]))])),
    ("names by language, ids elsewhere", |g| {
        node(g, "a", &[("names", Value::map(Map::from([("ru".into(), "А".into())])))])
    }),
    ("evidence", |g| {
        let piece = Map::from([("work".into(), "a".into()), ("section".into(), "2".into())]);
        joined(g, true, &[("evidence", Value::list(vec![Value::map(piece)]))]);
    }),
];

/// What becomes of a feature in a form: it comes back by itself, by the schema that the file carries, or not.
fn fate(form: Form, say: fn(&mut Gathered)) -> &'static str {
    let mut ours = Gathered::default();
    say(&mut ours);
    let bare = again(form, &ours);
    ours.schema = Some(schema());
    let whole = records(&landed(&again(form, &ours))) == records(&landed(&ours));
    match (whole, said(&ours) == said(&bare)) {
        (true, true) => "yes",
        (true, false) => "as text",
        (false, _) => "no",
    }
}

/// What records say, without names and keys, which forms write in ways of their own.
fn said(gathered: &Gathered) -> String {
    let own = |properties: &Map| {
        let own = properties.iter().filter(|(name, _)| !matches!(&***name, "name" | "label" | "key" | "id"));
        own.map(|(name, value)| format!("{name}: {value:?} ")).collect::<String>()
    };
    let nodes = gathered.nodes.iter().map(|node| format!("{:?} {}\n", node.labels, own(&node.properties)));
    let edges = gathered
        .edges
        .iter()
        .map(|edge| format!("{} {} {:?} {} {}\n", edge.from, edge.to, edge.kind, edge.directed, own(&edge.properties)));
    nodes.chain(edges).collect()
}

fn table() -> String {
    let mut table = String::from(
        "<!-- Made by the tests: `ACTANT_UPDATE=1 cargo test --test suite interchange` writes it anew. -->\n\n",
    );
    table += "# What each form carries\n\n";
    table += "*Yes*: it comes back from the file by what the form itself has. *As text*: it is written as text, a list for\n";
    table += "instance as JSON, and comes back by the schema that our files carry along; other programs see the text. *No*: it is\n";
    table += "lost, and `actant export --report` says so.\n\n";
    table += &format!("| | {} |\n", whole().map(Form::name).collect::<Vec<_>>().join(" | "));
    table += &format!("|---|{}\n", "---|".repeat(whole().count()));
    for (what, say) in FEATURES {
        let cells: Vec<&str> = whole().map(|form| fate(form, *say)).collect();
        table += &format!("| {what} | {} |\n", cells.join(" | "));
    }
    table += "\nTurtle 1.1, N-Triples and JSON-LD say what is said of a relation by the reification of RDF 1.1, Turtle by the triple\n";
    table += "terms of RDF 1.2. In RDF the schema is one literal, `term:schema` of `urn:x-actant:graph`; in a Cypher script a comment.\n";
    table += "GEXF also has plain dates on its line of time, as first and last day. In GraphML and GML, JSON of networkx and of\n";
    table += "Cytoscape a relation without a direction beside others says so in a property, `directed`, that others may pass over; so in\n";
    table += "RDF, of the statement. A Cypher script has no relation without a direction: our schema says which types have none.\n";
    table += "DOT is read; what `actant export` writes as DOT is a drawing, as SVG is.\n";
    table
}

#[test]
fn the_table_of_what_each_form_carries_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/interchange/README.md");
    let made = table();
    if std::env::var_os("ACTANT_UPDATE").is_some() {
        std::fs::write(&path, &made).expect("a file of the project can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == made, "src/interchange/README.md is not what the forms do: run with ACTANT_UPDATE=1\n{made}");
}
