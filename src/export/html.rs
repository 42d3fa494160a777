//! A figure as an interactive page: one file, no network, a script of our own.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::alt;
use super::names::{colour, element_id, is_web, visible};
use super::svg::{self, Fit, Style, Theme};
use crate::figure::{Edge, Figure, Line, Node};
use crate::graph::lens::Years;
use crate::layout::Drawing;

const STYLE: &str = include_str!("html/page.css");
/// The page's script; each file uses what stands in those before it.
const SCRIPT: [&str; 8] = [
    include_str!("html/base.js"),
    include_str!("html/view.js"),
    include_str!("html/pick.js"),
    include_str!("html/panel.js"),
    include_str!("html/filter.js"),
    include_str!("html/search.js"),
    include_str!("html/table.js"),
    include_str!("html/address.js"),
];
/// Where colours are those of lines.
const LINES: &str = ":is(#edges, #labels, .of-relation, .of-status, .of-view)";
/// What the keys do, as terms and descriptions.
const KEYS: &str = "<dt>Tab</dt><dd>to the drawing and on</dd><dt>arrows</dt><dd>to the next actor that way</dd>\
                    <dt>Enter</dt><dd>picks it</dd><dt>Shift+Enter</dt><dd>picks a second one: the way between the two</dd>\
                    <dt>Escape</dt><dd>lets go</dd><dt>+ − 0</dt><dd>zoom in, out, fit</dd><dt>Shift+arrows</dt><dd>move the drawing</dd>";
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
{STYLE}{dark}</style>
</head>
<body>
<header>
<button id="skip" type="button">To the drawing</button>
<h1>{name}</h1>
<form id="finder" role="search"><label class="unseen" for="search">Look for an actor by name or alias</label>
<input id="search" type="search" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list" placeholder="name or alias" autocomplete="off">
<ul id="found" role="listbox" aria-label="Actors found" hidden></ul>
<button>Find</button></form>
<button id="between" type="button" aria-pressed="false" disabled>Way to another</button>
<button id="as-table" type="button" aria-pressed="false">Show as table</button>
<button id="download" type="button">Save as SVG</button>
</header>
<main>
<div id="stage" role="group" aria-label="Drawing: arrows lead from actor to actor, Enter picks one, plus and minus zoom">
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{families}">
{drawing}</svg>
</div>
<div id="tools" role="group" aria-label="Zoom"><button id="larger" type="button" aria-label="Zoom in">+</button>
<button id="smaller" type="button" aria-label="Zoom out">−</button>
<button id="fit" type="button">Fit</button></div>
<div id="table" role="region" aria-label="Tables of actors and relations" tabindex="0" hidden></div>
</main>
<aside id="details" aria-label="Details" tabindex="0"><div id="about"></div>
<details><summary>The picture in words</summary><p>{long}</p></details>
<details><summary>Keys</summary><dl>{KEYS}</dl></details></aside>
<section id="filters" aria-label="Legend and filters" tabindex="0">
<h2>Legend and filters</h2>
<p id="count" class="faint"></p>
<fieldset id="years" hidden><legend>Year: <span id="year-now">all</span></legend>
<div class="scale"><span id="first-year"></span><label class="unseen" for="year">Year</label><input id="year" type="range" step="1"><span id="last-year"></span></div>
<label class="choice"><input id="all-years" type="checkbox" checked><span>all years</span></label>
<label class="choice"><input id="possibly" type="checkbox" checked disabled><span>with what held only possibly (paler)</span></label>
<p id="year-words" class="faint"></p></fieldset>
<div id="choices"></div>
<template id="samples">{samples}</template>
</section>
<footer>{caption}</footer>
<div id="live" class="unseen" role="status" aria-live="polite"></div>
<script id="data" type="application/json">{data}</script>
<script>
(() => {{
{script}}})();
</script>
</body>
</html>
"##,
        version = env!("CARGO_PKG_VERSION"),
        script = SCRIPT.concat(),
        dark = dark(figure),
        samples = samples(figure),
        families = svg::FAMILIES,
        data = data.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"),
    )
}

/// Each colour of the drawing as a dark wall wants it: the theme for projectors, by rules of style.
fn dark(figure: &Figure) -> String {
    let (print, wall) = (Theme::Print, Theme::Projector);
    let mut rules: BTreeSet<String> = BTreeSet::new();
    let mut rule = |within: &str, what: &str, from: &str, to: &str| {
        let from = colour(from);
        rules.insert(format!("  {within} [{what}=\"{from}\" i] {{ {what}: {to}; }}\n"));
    };
    for node in &figure.nodes {
        rule(":is(#nodes, .of-label)", "fill", &print.fill(&node.fill), &wall.fill(&node.fill));
    }
    let legend = &figure.legend;
    let samples = legend.types.iter().map(|kind| &kind.line).chain(legend.views.iter().map(|view| &view.line));
    for line in figure.edges.iter().map(|edge| &edge.line).chain(samples) {
        for what in ["stroke", "fill"] {
            rule(LINES, what, &print.line(&line.colour), &wall.line(&line.colour));
        }
    }
    for what in ["stroke", "fill"] {
        rule(LINES, what, print.background(), wall.background());
        rule(LINES, what, &print.line(&Line::default().colour), &wall.line(&Line::default().colour));
    }
    rule(":is(#nodes, .of-label)", "stroke", print.border(), wall.border());
    let text = format!("  #nodes text {{ fill: {}; }}\n", wall.text());
    let rules: String = rules.into_iter().collect();
    format!("@media screen and (prefers-color-scheme: dark) {{\n{rules}{text}}}\n")
}

/// A sample for each entry of the legend, found by what its filter is called.
fn samples(figure: &Figure) -> String {
    let legend = &figure.legend;
    let labels = legend.labels.iter().map(|label| ("label", &label.label, ""));
    let views = legend.views.iter().map(|view| ("view", &view.words, ""));
    let types = legend.types.iter().map(|kind| ("relation", &kind.words, ""));
    let statuses = legend.statuses.iter().map(|status| ("status", &status.status, &*status.description));
    // A comparison draws views, and has no samples of types and statuses.
    let drawn = if legend.views.is_empty() { usize::MAX } else { legend.labels.len() + legend.views.len() };
    let entries = labels.chain(views).chain(types).chain(statuses).take(drawn).zip(svg::samples(figure, Theme::Print));
    let sample = |((kind, value, says), svg): ((&str, &String, &str), String)| {
        let (key, says) = (text(&format!("{kind}:{value}")), text(says));
        format!("<span class=\"sample of-{kind}\" data-for=\"{key}\" data-says=\"{says}\">{svg}</span>")
    };
    entries.map(sample).collect()
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
        "years": node.years.as_ref().map(years),
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
        "view": edge.view,
        "sources": edge.sources,
        "told": edge.tooltip,
        "years": edge.years.as_ref().map(years),
    })
}

fn years(years: &Years) -> Value {
    let pair = |(from, to): (Option<i32>, Option<i32>)| json!([from, to]);
    json!({ "certain": years.certain.map(pair), "possible": pair(years.possible) })
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
