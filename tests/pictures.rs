//! Pictures: what is measured on every saved query, that no name breaks a file, and that nothing is
//! told by colour alone.

mod palette;
mod views;

use std::sync::Arc;

use actant::export::{self, Fit, Fonts, Size, Style, Theme};
use actant::figure::Figure;
use actant::graph::{Graph, Schema, Store};
use actant::layout::measure::{Measures, measure};
use actant::layout::{Drawing, Engine, Labels, Options, arrange};
use actant::value::{NodeId, Value};
use resvg::usvg;

fn svg(figure: &Figure, drawing: &Drawing) -> String {
    export::svg(figure, drawing, &Style::default())
}

fn well_formed(svg: &str) {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default());
    assert!(tree.is_ok(), "{:?}\n{svg}", tree.err());
}

/// A graph of nodes with these names, each bound to the next.
pub(crate) fn chain(names: &[&str]) -> Figure {
    let mut graph = Graph::new();
    let schema: Schema = serde_json::from_str(include_str!("../graph/schema.json")).expect("the schema is sound");
    graph.set_schema(Arc::new(schema));
    let mut nodes: Vec<NodeId> = Vec::new();
    for (turn, name) in names.iter().enumerate() {
        let label = graph.symbols_mut().label(["State", "Person", "Claim", "Work"][turn % 4]);
        let properties = [("name", *name), ("description", *name), ("url", *name)];
        let properties = properties.map(|(key, text)| (graph.symbols_mut().key(key), Value::string(text)));
        nodes.push(graph.add_node(vec![label], properties.into()).expect("a graph in memory takes any node"));
    }
    for pair in nodes.windows(2) {
        let kind = graph.symbols_mut().relationship_type("STANCE_ON");
        let stance = (graph.symbols_mut().key("stance"), Value::string(names[0]));
        graph.add_edge(pair[0], kind, pair[1], vec![stance]).expect("a graph in memory takes any edge");
    }
    Figure::whole(&graph).titled(names.concat())
}

#[test]
fn layouts_of_saved_queries_and_of_random_views() {
    let (saved, random) = (views::saved(), views::random(200));
    assert!(saved.len() >= 50, "only {} saved queries can be drawn", saved.len());
    for engine in [Engine::Stress, Engine::Layers, Engine::Rings] {
        let (mut without_words, mut words) = (0, 0);
        for (name, figure) in saved.iter().chain(&random) {
            let drawing = arrange(figure, &Options { engine, ..Options::default() });
            let found = measure(figure, &drawing);
            let good = Measures {
                labels_left_out: found.labels_left_out,
                crossings: found.crossings,
                stress: found.stress,
                ..Measures::default()
            };
            assert_eq!(found, good, "{name} by {engine:?}");
            assert!(found.stress.is_finite());
            if figure.edges.len() < figure.nodes.len() * 2 {
                without_words += found.labels_left_out;
                words += figure.edges.len();
            }
        }
        // Where nodes have two relations each or more, words on all of them are too much for any layout.
        assert!(without_words * 50 < words, "{engine:?}: {without_words} of {words} without words");
    }
}

#[test]
fn every_saved_query_as_svg_twice_the_same() {
    for (name, figure) in views::saved() {
        let draw = || svg(&figure, &arrange(&figure, &Options::default()));
        let first = draw();
        assert!(first == draw(), "{name}: not the same bytes");
        well_formed(&first);
        for node in &figure.nodes {
            assert!(first.contains(&format!("id=\"node-{}\"", node.key)), "{name}: {}", node.key);
        }
        assert_eq!(first.matches("<g id=\"edge-").count(), figure.edges.len(), "{name}");
    }
}

#[test]
fn names_that_are_markup_stay_text() {
    let hostile = [
        "</title></svg><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "javascript:alert(1)",
        "&lt;b&gt; &#x41; ]]> <!-- --> <![CDATA[",
        "tab\tnewline\nnul\0escape\u{1b}",
        "\u{202e}عربى 中文 𝔘 e\u{301}",
        "",
        " ",
    ];
    let figure = chain(&hostile);
    let drawing = arrange(&figure, &Options { labels: Labels::All, ..Options::default() });
    let text = svg(&figure, &drawing);
    well_formed(&text);
    assert!(!text.contains("<script") && !text.contains("<b>") && !text.contains("href=\"java"));
    assert!(!text.contains(" onload=\"") && !text.contains('\0') && !text.contains('\u{1b}'));
    assert!(drawing.unknown.contains(&'中'), "{:?}", drawing.unknown);
}

#[test]
fn nothing_much_and_far_too_much() {
    let empty = Figure::default();
    well_formed(&svg(&empty, &arrange(&empty, &Options::default())));
    let long = "An endless name ".repeat(400);
    let figure = chain(&[&long, &"x".repeat(5_000), "short"]);
    for engine in [Engine::Stress, Engine::Layers, Engine::Rings] {
        let drawing = arrange(&figure, &Options { engine, ..Options::default() });
        let found = measure(&figure, &drawing);
        assert_eq!((found.overlaps, found.text_outside), (0, 0));
        assert!(drawing.bounds.width() < 3_000.0 && drawing.bounds.height() < 3_000.0);
        well_formed(&svg(&figure, &drawing));
    }
}

#[test]
fn passages_are_numbered_and_their_works_listed() {
    let (mut session, _) = actant::cli::wiring::open(None, false).expect("the shipped graph opens");
    let query = "MATCH (a {id: 'china'})-[r:INVESTS_IN|BORDERS]->(b) RETURN a, r, b";
    let answer = session.run(query).expect("a query");
    let figure = Figure::of_rows(session.graph(), &answer).expect("it can be drawn").noted();
    let labels = figure.edges.iter().map(|edge| edge.label.as_str());
    insta::assert_snapshot!(labels.chain(figure.caption.iter().map(String::as_str)).collect::<Vec<_>>().join("\n"));
}

#[test]
fn loops_and_bundles_come_apart() {
    let mut figure = chain(&["a", "b"]);
    let edge = figure.edges[0].clone();
    figure.edges.extend((0..4).map(|_| edge.clone()));
    figure.edges.push(actant::figure::Edge { from: 1, to: 0, ..edge.clone() });
    figure.edges.extend((0..2).map(|_| actant::figure::Edge { to: 0, ..edge.clone() }));
    let drawing = arrange(&figure, &Options::default());
    let middles: Vec<_> = drawing.edges.iter().map(|edge| edge.path.at(0.5)).collect();
    for (turn, one) in middles.iter().enumerate() {
        assert!(middles[turn + 1..].iter().all(|other| (*one - *other).length() > 8.0), "{middles:?}");
    }
}

#[test]
fn places_that_are_given_are_kept() {
    let figure = chain(&["a", "b", "c", "d"]);
    let first = arrange(&figure, &Options::default());
    let keep = figure.nodes.iter().zip(&first.nodes).take(3);
    let fixed = keep.map(|(node, placed)| (node.key.clone(), placed.rect.centre())).collect();
    let second = arrange(&figure, &Options { fixed, seed: 7, ..Options::default() });
    for (before, after) in first.nodes.iter().zip(&second.nodes).take(3) {
        assert!((before.rect.centre() - after.rect.centre()).length() < 1e-9);
    }
}

#[test]
fn png_and_pdf_from_the_embedded_face() {
    let figure = chain(&["Kazakhstan", "Қазақстан", "Ελλάδα"]);
    let style = Style { fit: Fit::Free, size: Size::Page(420.0, 300.0), theme: Theme::Projector, recipe: Vec::new() };
    let text = export::svg(&figure, &arrange(&figure, &Options::default()), &style);
    let fonts = Fonts::embedded();
    let png = export::png(&text, &fonts, 1.0).expect("it is painted");
    assert!(png.starts_with(b"\x89PNG") && png == export::png(&text, &fonts, 1.0).expect("it is painted again"));
    assert_eq!((&png[16..20], &png[20..24]), (&560u32.to_be_bytes()[..], &400u32.to_be_bytes()[..]));
    let pdf = export::pdf(&text, &fonts).expect("it is written");
    // svg2pdf alone orders fonts and resources by hash: one time in two they would be as before.
    for _ in 0..12 {
        assert!(pdf.starts_with(b"%PDF") && pdf == export::pdf(&text, &fonts).expect("it is written again"));
    }
    let holds = |needle: &[u8]| pdf.windows(needle.len()).any(|window| window == needle);
    assert!(holds(b"/ToUnicode") && holds(b"NotoSans"), "its text can be selected");
    assert_eq!(fonts.lack("aЖ中".chars()), ['中']);
}

#[test]
fn a_picture_in_words() {
    let figure = views::saved().into_iter().find(|(name, _)| name == "routes-for-kazakh-oil").expect("it is there").1;
    let figure = figure.titled("Routes for Kazakh oil");
    insta::assert_snapshot!(format!("{}\n\n{}", export::short_alt(&figure), export::long_alt(&figure)));
}
