//! A figure as an interactive page: one file, no network, a script of our own.

use serde_json::{Value, json};

use super::alt;
use super::names::{element_id, is_web, visible};
use super::svg::{self, Fit, Style, Theme};
use crate::figure::{Edge, Figure, Node, Span};
use crate::layout::Drawing;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// Nothing is fetched: the page holds all it needs.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; \
                      base-uri 'none'; form-action 'none'";

/// Writes a figure as a page to look at, search and filter. O(size of the figure).
pub fn html(figure: &Figure, drawing: &Drawing, recipe: &[(String, String)]) -> String {
    let title = if figure.title.is_empty() { "Graph" } else { &figure.title };
    let style = Style { theme: Theme::Print, fit: Fit::Measured, recipe: recipe.to_vec(), ..Style::default() };
    let bounds = drawing.bounds.grown(12.0);
    let data = data(figure, drawing).to_string();
    let made: String = recipe.iter().map(|(name, value)| meta(name, value)).collect();
    let caption: String =
        svg::page::caption(figure, drawing).iter().map(|line| format!("<p>{}</p>", text(line))).collect();
    let drawing = svg::fragment(figure, drawing, &style, bounds.min * -1.0);
    let (width, height) = (bounds.width().ceil(), bounds.height().ceil());
    let (name, short, long) = (text(title), text(&alt::short(figure)), text(&alt::long(figure)));
    format!(
        r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="generator" content="actant {version}">
{made}<title>{name}</title>
<meta name="description" content="{short}">
<style>
{STYLE}</style>
</head>
<body>
<header>
<h1>{name}</h1>
<form id="finder" role="search"><label class="unseen" for="search">Look for an actor by name or alias</label>
<input id="search" type="search" list="found" placeholder="name or alias" autocomplete="off"><datalist id="found"></datalist>
<button>Find</button></form>
<button id="between" type="button" aria-pressed="false" disabled>Way to another actor</button>
<button id="as-table" type="button" aria-pressed="false">Show as table</button>
<button id="download" type="button">Save as SVG</button>
</header>
<section id="filters" aria-label="Filters" tabindex="0">
<h2>What is shown</h2>
<p id="count" class="faint"></p>
<fieldset id="years" hidden><legend>Year</legend>
<label class="choice"><input id="all-years" type="checkbox" checked><span>all years</span></label>
<label class="unseen" for="year">Year</label><input id="year" type="range" step="1">
<p id="year-words" class="faint"></p></fieldset>
<div id="choices"></div>
</section>
<main>
<div id="stage" role="group" aria-label="Drawing: arrows lead from actor to actor, Enter picks one, plus and minus zoom">
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{families}">
{drawing}</svg>
</div>
<div id="tools"><button id="larger" type="button" aria-label="Zoom in">+</button>
<button id="smaller" type="button" aria-label="Zoom out">−</button>
<button id="fit" type="button">Fit</button></div>
<div id="table" role="region" aria-label="Tables of actors and relations" tabindex="0" hidden></div>
</main>
<aside id="details" aria-label="Details" tabindex="0"><div id="about"></div>
<details><summary>The picture in words</summary><p>{long}</p></details></aside>
<footer>{caption}</footer>
<div id="live" class="unseen" role="status" aria-live="polite"></div>
<script id="data" type="application/json">{data}</script>
<script>
{SCRIPT}</script>
</body>
</html>
"##,
        version = env!("CARGO_PKG_VERSION"),
        families = svg::FAMILIES,
        data = data.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"),
    )
}

fn meta(name: &str, value: &str) -> String {
    format!("<meta name=\"actant:{}\" content=\"{}\">\n", text(name), text(value))
}

fn data(figure: &Figure, drawing: &Drawing) -> Value {
    let bounds = drawing.bounds.grown(12.0);
    let at = |place: usize| drawing.nodes[place].rect.centre() - bounds.min;
    let nodes: Vec<Value> =
        figure.nodes.iter().enumerate().map(|(place, one)| node(one, at(place).x, at(place).y)).collect();
    let edges: Vec<Value> = figure.edges.iter().map(|one| edge(figure, one)).collect();
    json!({ "size": [bounds.width().ceil(), bounds.height().ceil()], "nodes": nodes, "edges": edges })
}

fn node(node: &Node, x: f64, y: f64) -> Value {
    json!({
        "id": element_id("node", &node.key),
        "key": node.key,
        "name": node.name,
        "aliases": node.aliases,
        "labels": node.labels,
        "schools": node.schools,
        "told": node.tooltip,
        "url": node.url.as_deref().filter(|url| is_web(url)),
        "x": x.round(),
        "y": y.round(),
    })
}

fn edge(figure: &Figure, edge: &Edge) -> Value {
    let kind = figure.legend.types.iter().find(|kind| kind.kind == edge.kind);
    json!({
        "id": element_id("edge", &edge.key),
        "labelId": element_id("label", &edge.key),
        "from": edge.from,
        "to": edge.to,
        "kindWords": kind.map_or(&edge.kind, |kind| &kind.words),
        "words": edge.label,
        "status": edge.status,
        "sources": edge.sources,
        "told": edge.tooltip,
        "span": edge.span.as_ref().map(span),
    })
}

fn span(span: &Span) -> Value {
    let pair = |(from, to): (Option<i32>, Option<i32>)| json!([from, to]);
    json!({ "certain": span.certain.map(pair), "possible": pair(span.possible) })
}

/// Text that no browser takes for markup, also inside an attribute.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter_map(visible) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
