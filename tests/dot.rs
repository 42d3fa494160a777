//! Figures and their DOT: what is drawn, that it looks as the schema says, and that no name breaks it.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use actant::export::dot;
use actant::figure::Figure;
use actant::graph::{Evidence, Graph, Schema, Store, View};
use actant::session::Answer;
use actant::value::{EdgeId, Map, NodeId, Path, Value};
use graphviz_rust::dot_structures::{Attribute, Graph as Tree, Id, Node, Stmt};
use proptest::prelude::{ProptestConfig, any, prop};
use proptest::strategy::Strategy;

const SCHEMA: &str = include_str!("../graph/schema.json");

fn node(graph: &mut Graph, labels: &[&str], properties: &[(&str, &str)]) -> NodeId {
    let labels = labels.iter().map(|label| graph.symbols_mut().label(label)).collect();
    let properties = properties.iter().map(|(key, text)| (graph.symbols_mut().key(key), Value::string(text))).collect();
    graph.add_node(labels, properties).expect("a graph in memory takes any node")
}

fn edge(graph: &mut Graph, from: NodeId, kind: &str, to: NodeId, properties: &[(&str, &str)]) -> EdgeId {
    let kind = graph.symbols_mut().relationship_type(kind);
    let properties = properties.iter().map(|(key, text)| (graph.symbols_mut().key(key), Value::string(text))).collect();
    graph.add_edge(from, kind, to, properties).expect("a graph in memory takes any edge")
}

fn passage(section: &str, phrase: &str, citing: &[&str]) -> Evidence {
    Evidence {
        work: "article".into(),
        section: Some(section.into()),
        phrase: Some(phrase.into()),
        citing: citing.iter().map(|work| Arc::from(*work)).collect(),
        ..Evidence::default()
    }
}

pub(crate) fn small() -> Graph {
    let mut graph = Graph::new();
    let schema: Schema = serde_json::from_str(SCHEMA).expect("the shipped schema is sound");
    graph.set_schema(Arc::new(schema));
    let kazakhstan = node(&mut graph, &["State"], &[("id", "kazakhstan"), ("name", "Kazakhstan")]);
    let russia = node(&mut graph, &["State"], &[("id", "russia"), ("name", "Russia")]);
    let csto =
        node(&mut graph, &["Organisation"], &[("id", "csto"), ("name", "Collective Security Treaty Organisation")]);
    let work = [("id", "nurdavletova-2023"), ("name", "Nurdavletova et al. 2023"), ("doi", "10.1/x?a=1&lt;")];
    node(&mut graph, &["Work"], &work);
    let member = edge(&mut graph, kazakhstan, "MEMBER_OF", csto, &[("status", "context"), ("start", "1994")]);
    let trade = edge(&mut graph, kazakhstan, "TRADES_WITH", russia, &[("status", "disputed")]);
    edge(&mut graph, kazakhstan, "BORDERS", russia, &[("status", "stated")]);
    edge(&mut graph, russia, "STANCE_ON", csto, &[("status", "predicted"), ("stance", "leaves")]);
    edge(&mut graph, russia, "INFLUENCES", russia, &[("status", "negated")]);
    let charter = Evidence { work: "csto-charter".into(), page: Some("3".into()), ..Evidence::default() };
    graph.set_edge_evidence(member, vec![charter]);
    let passages =
        vec![passage("3.3.1", "main foreign investors", &["nurdavletova-2023"]), passage("Table II", "Russia", &[])];
    graph.set_edge_evidence(trade, passages);
    graph
}

fn parsed(text: &str) -> Vec<Stmt> {
    match graphviz_rust::parse(text) {
        Ok(Tree::DiGraph { stmts, .. } | Tree::Graph { stmts, .. }) => stmts,
        Err(error) => panic!("graphviz-rust refuses it: {error}\n{text}"),
    }
}

fn nodes(text: &str) -> Vec<Node> {
    let stmts = parsed(text).into_iter();
    let nodes = stmts.filter_map(|stmt| if let Stmt::Node(node) = stmt { Some(node) } else { None });
    nodes.filter(|node| value(node, "class").is_none_or(|class| class != "\"legend\"")).collect()
}

fn value(node: &Node, key: &str) -> Option<String> {
    let of_key = |Attribute(name, value): &Attribute| match (name, value) {
        (Id::Plain(name), Id::Escaped(value)) if name == key => Some(value.clone()),
        _ => None,
    };
    node.attributes.iter().find_map(of_key)
}

/// What Graphviz makes of it: its own canonical form; nothing where it is not installed.
fn graphviz(text: &str, form: &str) -> Option<String> {
    let piped = || (Stdio::piped(), Stdio::piped(), Stdio::piped());
    let (input, output, errors) = piped();
    let command = Command::new("dot").arg(form).stdin(input).stdout(output).stderr(errors).spawn();
    let mut child = command.ok()?;
    let mut stdin = child.stdin.take()?;
    let owned = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(owned.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !complaint.contains("rror"), "dot refuses it: {complaint}\n{text}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn small_figure_as_written() {
    let text = dot(&Figure::whole(&small()));
    graphviz(&text, "-Tcanon");
    insta::assert_snapshot!(text);
}

#[test]
fn order_does_not_depend_on_the_order_of_entry() {
    let pairs = [("b", "a"), ("a", "b"), ("a", "c"), ("a", "b")];
    let drawn = |turn: usize| {
        let mut graph = Graph::new();
        let mut names = ["a", "b", "c"];
        names.rotate_left(turn);
        for name in names {
            node(&mut graph, &["L"], &[("id", name)]);
        }
        let mut pairs = pairs;
        pairs.rotate_left(turn);
        for (from, to) in pairs {
            let ends = [from, to].map(|id| graph.node_by_id(id).expect("added above"));
            edge(&mut graph, ends[0], "T", ends[1], &[]);
        }
        dot(&Figure::whole(&graph))
    };
    assert_eq!(drawn(0), drawn(1));
    assert_eq!(drawn(0), drawn(2));
}

#[test]
fn statuses_differ_without_colour() {
    let figure = Figure::whole(&small());
    let look = |status: &str| {
        let edge = figure.edges.iter().find(|edge| edge.status.as_deref() == Some(status)).expect("is in the figure");
        (edge.line.style.clone(), edge.line.arrow.clone())
    };
    assert_eq!(look("disputed"), ("dotted".into(), "obox".into()));
    assert_eq!(look("negated"), ("dotted".into(), "tee".into()));
    assert_eq!(look("predicted"), ("dashed".into(), "empty".into()));
    let labels: Vec<&str> = figure.edges.iter().map(|edge| &*edge.label).collect();
    let expected = ["borders", "is a member of", "trades with (disputed)", "influences (denied)"];
    assert_eq!(labels[..4], expected);
    assert_eq!(labels[4], "takes a stance on: leaves (predicted)");
}

#[test]
fn tooltips_name_section_and_source() {
    let figure = Figure::whole(&small());
    let trade = figure.edges.iter().find(|edge| edge.kind == "TRADES_WITH").expect("is in the figure");
    let lines: Vec<&str> = trade.tooltip.lines().collect();
    assert_eq!(lines[0], "Kazakhstan trades with Russia (disputed)");
    assert_eq!(lines[1], "§3.3.1 'main foreign investors' (citing Nurdavletova et al. 2023)");
    assert_eq!(lines[2], "Table II 'Russia'");
    let member = figure.edges.iter().find(|edge| edge.kind == "MEMBER_OF").expect("is in the figure");
    assert!(member.tooltip.ends_with("start: 1994\ncsto-charter, p. 3"), "{}", member.tooltip);
}

#[test]
fn around_takes_steps_both_ways() {
    let graph = small();
    let csto = graph.node_by_id("csto").expect("added above");
    assert_eq!(Figure::around(&graph, csto, 0).nodes.len(), 1);
    let figure = Figure::around(&graph, csto, 1);
    let keys: Vec<&str> = figure.nodes.iter().map(|node| &*node.key).collect();
    assert_eq!(keys, ["csto", "kazakhstan", "russia"]);
    assert_eq!((figure.edges.len(), figure.left_out.nodes, figure.left_out.edges), (5, 1, 0));
}

#[test]
fn rows_give_what_they_hold_and_the_ends() {
    let graph = small();
    let path = Path { nodes: vec![NodeId(0), NodeId(1)], edges: vec![EdgeId(1)] };
    let nested = Value::map(Map::from([("r".into(), Value::Relationship(EdgeId(0)))]));
    let row = vec![Value::list(vec![nested, Value::Null]), Value::Path(Arc::new(path)), Value::from(3)];
    let answer = Answer { columns: vec!["x".into(), "p".into(), "n".into()], rows: vec![row], ..Answer::default() };
    let figure = Figure::of_rows(&graph, &answer).expect("holds a path");
    assert_eq!((figure.nodes.len(), figure.edges.len(), figure.left_out.edges_among), (3, 2, 3));
}

#[test]
fn rows_without_graph_values_say_what_to_return() {
    let answer = Answer { columns: vec!["n".into()], rows: vec![vec![Value::from(1)]], ..Answer::default() };
    let error = Figure::of_rows(&small(), &answer).expect_err("a number can't be drawn");
    assert!(error.to_string().contains("RETURN a, r, b"), "{error}");
    let empty = Answer { rows: Vec::new(), ..answer };
    let error = Figure::of_rows(&small(), &empty).expect_err("nothing can't be drawn");
    assert!(error.to_string().contains("no rows"), "{error}");
}

const NASTY: [&str; 25] = [
    "",
    " ",
    "\"",
    "\\",
    "\\\\",
    "a\\",
    "\\\"",
    "\\N",
    "\\n",
    "line\nline",
    "a\r\nb\rc",
    "<b>bold</b>",
    "<",
    ">>",
    "&lt; & &amp; &#65;",
    "\"];evil[label=\"",
    "a -> b;",
    "graph",
    "🇰🇿👩‍👩‍👧 emoji",
    "كازاخستان والصين",
    "哈萨克斯坦与俄罗斯联邦以及中国之间的关系很复杂",
    "nul\0nul",
    "\u{1}\u{7}\u{1b}[31m\u{7f}\u{85}\u{fffe}",
    "// # /* */",
    "{a|b} n:port",
];

fn nasty_graph(name: &str) -> Graph {
    let mut graph = Graph::new();
    let one = node(
        &mut graph,
        &[name],
        &[("id", name), ("name", name), ("description", name), ("url", &format!("https://{name}"))],
    );
    let two = node(&mut graph, &[], &[("id", name), ("name", "other")]);
    let legend = node(&mut graph, &["L"], &[("id", "legend")]);
    let made = edge(&mut graph, one, name, two, &[("status", name), ("note", name)]);
    edge(&mut graph, one, name, one, &[]);
    edge(&mut graph, legend, "T", one, &[]);
    graph.set_edge_evidence(made, vec![passage(name, name, &[name])]);
    graph
}

/// The text that a label shows: escapes resolved, lines joined by spaces.
fn shown(label: &str) -> String {
    let mut text = String::new();
    let mut chars = label[1..label.len() - 1].chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next().map(|c| if c == 'n' { ' ' } else { c })),
            _ => text.push(c),
        }
    }
    text
}

#[test]
fn any_name_comes_through() {
    let long = "x".repeat(5_000);
    for name in NASTY.into_iter().chain([&*long]) {
        let figure = Figure::whole(&nasty_graph(name)).titled(name).captioned(name);
        let text = dot(&figure);
        assert_eq!(nodes(&text).len(), 3, "{name:?}\n{text}");
        assert!(!text.contains('\0'));
        if let Some(drawn) = graphviz(&text, "-Tplain") {
            assert_eq!(drawn.lines().filter(|line| line.starts_with("edge ")).count(), 3, "{name:?}\n{text}");
        }
        graphviz(&text, "-Tcanon");
    }
}

#[test]
fn labels_show_the_name() {
    let show = |name: &str| {
        let text = dot(&Figure::whole(&nasty_graph(name)));
        let labels: Vec<String> = nodes(&text).iter().filter_map(|node| value(node, "label")).collect();
        let own = labels.iter().find(|label| !["\"other\"", "\"legend\""].contains(&label.as_str()));
        shown(own.expect("every node has a label"))
    };
    let kept =
        ["\\N", "a\"b", "<b>bold</b>", "\"];evil[label=\"", "a\\", "كازاخستان والصين", "  two  spaces ", "A & B"];
    for name in kept {
        assert_eq!(show(name), name);
    }
    assert_eq!(show("nul\0nul\u{1b}"), "nulnul␛");
    assert_eq!(show("&lt;"), "&amp;lt;");
    assert_eq!(show(&"long words and more ".repeat(9)), "long words and more ".repeat(9));
    assert_eq!(show(&"哈".repeat(25)), format!("{0} {0} 哈哈哈哈哈", "哈".repeat(10)));
    assert_eq!(show(""), "(unnamed)");
}

#[test]
fn big_pictures_name_a_layout_that_copes() {
    let mut graph = Graph::new();
    let all: Vec<NodeId> = (0..200).map(|n| node(&mut graph, &["L"], &[("id", &n.to_string())])).collect();
    all.windows(2).for_each(|pair| _ = edge(&mut graph, pair[0], "T", pair[1], &[]));
    let text = dot(&Figure::whole(&graph));
    assert!(text.contains("layout=\"sfdp\""));
    assert!(!text.contains("label=\"t\""), "edges are not labelled");
    graphviz(&text, "-Tcanon");
}

proptest::proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn random_names_parse(name in prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter)) {
        assert_eq!(nodes(&dot(&Figure::whole(&nasty_graph(&name)).titled(&*name))).len(), 3);
    }

    #[test]
    fn marks_of_the_language_parse(name in "[\"\\\\<>&;#n{}\\[\\]|\n\r\t =a-]{0,24}") {
        let text = dot(&Figure::whole(&nasty_graph(&name)).titled(&*name));
        assert_eq!(nodes(&text).len(), 3);
    }
}
