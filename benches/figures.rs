//! How good drawings are, and how long they take, beside Graphviz on the same graphs: see `benches/README.md`.
//! Without Graphviz its rows are left out.
#![allow(clippy::print_stdout)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use actant::cli::graphviz;
use actant::export::{self, Style};
use actant::figure::{Edge, Figure, Node};
use actant::layout::measure::{Measures, measure};
use actant::layout::{Drawing, Engine, Options, arrange};

#[path = "../tests/pictures/views.rs"]
mod views;

const SIZES: [usize; 4] = [50, 200, 1_000, 5_000];

fn main() {
    // `cargo test --benches` and the like only want to see it start.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    println!(
        "| figures | layout | drawn | overlaps | text outside | labels on nodes | labels left out | crossings | lines behind boxes | stress |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (name, figures) in [("saved queries", views::saved()), ("random views", views::random(200))] {
        let all = |engine| move |figure: &Figure| Some(arrange(figure, &Options { engine, ..Options::default() }));
        quality(name, "stress", &figures, all(Engine::Stress));
        quality(name, "layers", &figures, all(Engine::Layers));
        quality(name, "rings", &figures, all(Engine::Rings));
        for program in ["neato", "dot"] {
            let by = |figure: &Figure| graphviz::arrange(figure, &Options::default(), program, graphviz::LIMIT).ok();
            quality(name, program, &figures, by);
        }
    }
    println!("\n| nodes | relations | places | SVG | sfdp as SVG |\n|--:|--:|--:|--:|--:|");
    SIZES.iter().for_each(|size| time(&grown(*size)));
}

fn quality(name: &str, layout: &str, figures: &[(String, Figure)], draw: impl Fn(&Figure) -> Option<Drawing>) {
    let drawn: Vec<Measures> =
        figures.iter().filter_map(|(_, figure)| draw(figure).map(|drawing| measure(figure, &drawing))).collect();
    if drawn.is_empty() {
        return;
    }
    let sum = |of: fn(&Measures) -> usize| drawn.iter().map(of).sum::<usize>();
    let stress = drawn.iter().map(|found| found.stress).sum::<f64>() / drawn.len() as f64;
    println!(
        "| {name} | {layout} | {} | {} | {} | {} | {} | {} | {} | {stress:.3} |",
        drawn.len(),
        sum(|found| found.overlaps),
        sum(|found| found.text_outside),
        sum(|found| found.labels_on_nodes),
        sum(|found| found.labels_left_out),
        sum(|found| found.crossings),
        sum(|found| found.through_boxes)
    );
}

fn time(figure: &Figure) {
    let least = |of: &dyn Fn() -> Option<Duration>| (0..3).filter_map(|_| of()).min();
    let places = || {
        let start = Instant::now();
        let drawing = arrange(figure, &Options::default());
        (drawing.nodes.len() == figure.nodes.len()).then(|| start.elapsed())
    };
    let svg = || {
        let start = Instant::now();
        let text = export::svg(figure, &arrange(figure, &Options::default()), &Style::default());
        text.ends_with("</svg>\n").then(|| start.elapsed())
    };
    let dot = export::dot(figure);
    let said = |time: Option<Duration>| time.map_or_else(|| "-".into(), |time| format!("{:.3} s", time.as_secs_f64()));
    let (places, svg, sfdp) = (least(&places), least(&svg), least(&|| sfdp(&dot)));
    let (nodes, edges) = (figure.nodes.len(), figure.edges.len());
    println!("| {nodes} | {edges} | {} | {} | {} |", said(places), said(svg), said(sfdp));
}

/// How long Graphviz takes; none where it is not installed.
fn sfdp(dot: &str) -> Option<Duration> {
    let start = Instant::now();
    let mut command = Command::new("sfdp");
    let command = command.arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    child.stdin.take()?.write_all(dot.as_bytes()).ok()?;
    child.wait().ok()?.success().then(|| start.elapsed())
}

/// Each node joins one or two earlier ones, the rather the more those have (Barabási and Albert 1999).
fn grown(size: usize) -> Figure {
    let mut state = 12_345u64;
    let mut below = |limit: usize| {
        // Xorshift (Marsaglia 2003).
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    let node = |place: usize| Node {
        key: format!("n{place}"),
        name: format!("Actor {place}"),
        labels: vec!["State".into()],
        shape: "box".into(),
        fill: "#FFFFFF".into(),
        ..Node::default()
    };
    let (mut ends, mut edges) = (vec![0], Vec::new());
    for from in 1..size {
        for _ in 0..2 - from % 2 {
            let to = ends[below(ends.len())];
            if to != from {
                ends.extend([from, to]);
                edges.push(Edge {
                    key: format!("e{}", edges.len()),
                    from,
                    to,
                    label: "joins".into(),
                    ..Edge::default()
                });
            }
        }
    }
    Figure { nodes: (0..size).map(node).collect(), edges, ..Figure::default() }
}
