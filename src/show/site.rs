//! Static pages, one for each node: its relations in words, with the passages they rest on.

use std::collections::BTreeMap;

use super::bibliography::{Reference, apa};
use super::naming::type_name;
use super::naming::{id_of, label_names, name_of, words};
use super::sentence::aside;
use super::{Subject, cell, place};
use crate::graph::{Evidence, Way};
use crate::import::fresh::FreshIds;
use crate::value::{EdgeId, NodeId, Value};

/// The pages of a graph: which file each node has.
pub struct Site<'s> {
    subject: Subject<'s>,
    nodes: Vec<NodeId>,
    files: BTreeMap<NodeId, String>,
}

/// What every page begins with, up to its title.
const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>\
    :root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}\
    .said{opacity:.75}sup{line-height:0}li{overflow-wrap:anywhere}</style>\n";

/// Properties that the head of a page tells, or that the reader has no use for.
const TOLD: [&str; 6] = ["id", "name", "aliases", "names", "description", "text"];

impl<'s> Site<'s> {
    /// Gives each node a file; names hold nothing but ASCII letters, digits and hyphens, whatever the ids are. O(nodes).
    pub fn new(subject: Subject<'s>, nodes: Vec<NodeId>) -> Site<'s> {
        let mut taken = FreshIds::default();
        taken.take("index");
        let file = |node: &NodeId| (*node, format!("{}.html", taken.make(&id_of(subject.view, *node), "node")));
        let files = nodes.iter().map(file).collect();
        Site { subject, nodes, files }
    }

    /// The name of each file, and a function that makes its text: pages are made one after another.
    pub fn pages(&self) -> impl Iterator<Item = (String, String)> {
        let index = std::iter::once(("index.html".to_owned(), self.index()));
        index.chain(self.nodes.iter().map(|node| (self.files[node].clone(), self.page(*node))))
    }

    fn index(&self) -> String {
        let view = self.subject.view;
        let mut by_label: BTreeMap<String, Vec<(String, NodeId)>> = BTreeMap::new();
        for node in &self.nodes {
            let label = label_names(view, *node).first().map_or_else(String::new, |label| label.to_string());
            by_label.entry(label).or_default().push((name_of(view, *node), *node));
        }
        let title = self.subject.schema.map_or("A graph", |schema| schema.name.as_str());
        let mut html = format!("{HEAD}<title>{0}</title>\n<h1>{0}</h1>\n", escaped(title));
        for (label, mut nodes) in by_label {
            nodes.sort();
            html += &format!("<h2>{} ({})</h2>\n<ul>\n", escaped(&label), nodes.len());
            for (_, node) in nodes {
                html += &format!("<li>{}</li>\n", self.link(node));
            }
            html += "</ul>\n";
        }
        html + "</html>\n"
    }

    /// A node's name with a link to its page, where it has one.
    fn link(&self, node: NodeId) -> String {
        let name = escaped(&name_of(self.subject.view, node));
        match self.files.get(&node) {
            Some(file) => format!("<a href=\"{file}\">{name}</a>"),
            None => name,
        }
    }

    fn page(&self, node: NodeId) -> String {
        let mut html = self.head(node);
        let mut notes = Notes::default();
        let mut edges = Vec::new();
        self.subject.view.edges_of(node, Way::Both, &[], &mut edges);
        let mut groups: BTreeMap<String, Vec<(String, EdgeId, NodeId)>> = BTreeMap::new();
        for (edge, other) in edges {
            let forward = self.subject.view.ends(edge).0 == node;
            let says = words(self.subject.schema, &type_name(self.subject.view, edge), forward);
            groups.entry(says).or_default().push((name_of(self.subject.view, other), edge, other));
        }
        for (says, mut edges) in groups {
            edges.sort();
            edges.dedup();
            html += &format!("<h2>{} ({})</h2>\n<ul>\n", escaped(&says), edges.len());
            for (_, edge, other) in edges {
                let aside =
                    aside(self.subject, edge).map_or_else(String::new, |aside| format!(" ({})", escaped(&aside)));
                let marks = notes.marks(&self.subject.view.edge_evidence(edge));
                html += &format!("<li>{}{aside}{marks}</li>\n", self.link(other));
            }
            html += "</ul>\n";
        }
        html += &self.sources(&notes);
        html + "<p><a href=\"index.html\">All</a></p>\n</html>\n"
    }

    fn head(&self, node: NodeId) -> String {
        let view = self.subject.view;
        let name = escaped(&name_of(view, node));
        let labels = escaped(&label_names(view, node).join(", "));
        let mut html = format!("{HEAD}<title>{name}</title>\n<h1>{name}</h1>\n<p class=\"said\">{labels}</p>\n");
        for key in ["description", "text"] {
            if let Some(text) = view.node_text(node, key) {
                html += &format!("<p>{}</p>\n", escaped(&text));
            }
        }
        let properties = view.node_properties(node);
        let told = properties.iter().map(|(key, value)| (view.symbols().key_name(*key), value));
        let told = told.filter(|(name, value)| !TOLD.contains(&&***name) && !matches!(value, Value::Map(_)));
        let told: Vec<String> =
            told.map(|(name, value)| format!("{}: {}", escaped(name), escaped(&cell::text(view, value)))).collect();
        if !told.is_empty() {
            html += &format!("<p class=\"said\">{}</p>\n", told.join("; "));
        }
        html
    }

    /// The passages by their numbers, and the works that hold them.
    fn sources(&self, notes: &Notes) -> String {
        if notes.passages.is_empty() {
            return String::new();
        }
        let view = self.subject.view;
        let mut html = "<h2>Sources</h2>\n<ol>\n".to_owned();
        for passage in &notes.passages {
            html += &format!("<li id=\"note-{}\">{}</li>\n", notes.number(passage), escaped(&place(view, passage)));
        }
        html += "</ol>\n<ul>\n";
        let mut works: Vec<NodeId> =
            notes.passages.iter().filter_map(|passage| view.node_by_id(&passage.work)).collect();
        works.sort_unstable();
        works.dedup();
        for work in works {
            let reference = escaped(&apa(&Reference::of(view, work)));
            let file = self.files.get(&work).map(|file| format!(" <a href=\"{file}\">page</a>")).unwrap_or_default();
            html += &format!("<li>{reference}{file}</li>\n");
        }
        html + "</ul>\n"
    }
}

/// The passages of a page in the order in which they are met.
#[derive(Default)]
struct Notes {
    passages: Vec<Evidence>,
}

impl Notes {
    fn number(&self, passage: &Evidence) -> usize {
        self.passages.iter().position(|known| known == passage).map_or(0, |at| at + 1)
    }

    /// The numbers of passages, as links to them.
    fn marks(&mut self, evidence: &[Evidence]) -> String {
        let mut marks = Vec::new();
        for passage in evidence {
            if self.number(passage) == 0 {
                self.passages.push(passage.clone());
            }
            let number = self.number(passage);
            marks.push(format!("<a href=\"#note-{number}\">{number}</a>"));
        }
        if marks.is_empty() { String::new() } else { format!("<sup>{}</sup>", marks.join(", ")) }
    }
}

/// Text in which HTML finds no mark-up.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
