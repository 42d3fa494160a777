//! What DOT says, as it is gathered: nodes by name, edges once where the graph is strict.

use rustc_hash::FxHashMap;

use crate::interchange::gathered::Gathered;
use crate::value::{Map, Value};

/// A graph in the making.
#[derive(Default)]
pub(super) struct Graph {
    pub(super) strict: bool,
    pub(super) directed: bool,
    nodes: Vec<(String, Map)>,
    numbers: FxHashMap<String, usize>,
    edges: Vec<(usize, usize, Map)>,
    once: FxHashMap<(usize, usize), usize>,
    pub(super) gathered: Gathered,
}

impl Graph {
    /// The number of a node, which is made where it is not there yet.
    pub(super) fn node(&mut self, name: String) -> usize {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        self.numbers.insert(name.clone(), self.nodes.len());
        self.nodes.push((name, Map::new()));
        self.nodes.len() - 1
    }

    /// Says more of a node.
    pub(super) fn describe(&mut self, node: usize, attributes: &Map) {
        self.nodes[node].1.extend(attributes.clone());
    }

    /// Adds an edge; in a strict graph one that is there gets the attributes.
    pub(super) fn edge(&mut self, from: usize, to: usize, attributes: &Map) {
        let between = if self.directed || from < to { (from, to) } else { (to, from) };
        if self.strict {
            if let Some(at) = self.once.get(&between) {
                self.edges[*at].2.extend(attributes.clone());
                return;
            }
            self.once.insert(between, self.edges.len());
        }
        self.edges.push((from, to, attributes.clone()));
    }

    /// What was gathered. Labels lose their escapes; the one that stands for the name says nothing.
    pub(super) fn finish(self) -> Gathered {
        let mut gathered = self.gathered;
        for (name, mut attributes) in self.nodes {
            label(&name, &mut attributes);
            gathered.node(&name, attributes);
        }
        for (from, to, mut attributes) in self.edges {
            label("", &mut attributes);
            gathered.edge(from, to, self.directed, attributes);
        }
        gathered
    }
}

fn label(name: &str, attributes: &mut Map) {
    let Some(text) = attributes.get("label").and_then(Value::as_str).map(str::to_owned) else { return };
    let shown = unescaped(&text, name);
    if shown.is_empty() || shown == name {
        attributes.remove("label");
    } else {
        attributes.insert("label".into(), Value::string(shown));
    }
}

/// A label as it is read by people: `\N` is the name, `\n`, `\l` and `\r` end lines.
fn unescaped(text: &str, name: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'l' | 'r') => shown.push(' '),
                Some('N') => shown.push_str(name),
                Some(other) => shown.push(other),
                None => shown.push('\\'),
            },
            other => shown.push(other),
        }
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}
