//! What was changed and is not saved, told statement by statement.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Style;
use super::cell::{one_line, text};
use super::citation::{cut, place};
use super::naming::{id_of, label_names, name_of, relation_name, type_name};
use crate::graph::{Change, Evidence, Graph, KeyId, View};
use crate::session::Held;
use crate::value::{EdgeId, NodeId, Value};

/// The most changes of one statement that are listed.
const LISTED: usize = 20;

/// A record of the graph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Element {
    Node(NodeId),
    Edge(EdgeId),
}

/// Lists the changes that are not saved, grouped by statement, and counts them.
///
/// # Errors
/// Where `out` can't be written to.
pub fn changes(out: &mut dyn Write, graph: &Graph, held: &[Held], style: Style) -> io::Result<()> {
    let teller = Teller { graph, after: afterwards(graph) };
    for (at, statement) in held.iter().enumerate() {
        let shown = shortened(&statement.text, style.text_width().saturating_sub(4));
        writeln!(out, "{}", style.bold(&format!("{}. {shown}", at + 1)))?;
        for change in statement.changes.clone().take(LISTED) {
            writeln!(out, "   {}", teller.tell(change))?;
        }
        let more = statement.changes.len().saturating_sub(LISTED);
        if more > 0 {
            writeln!(out, "   {}", style.faint(&format!("… and {more} more")))?;
        }
    }
    Ok(())
}

/// A statement on one line, no longer than this.
pub fn shortened(statement: &str, most: usize) -> String {
    cut(&one_line(statement), most)
}

/// "1 node made, 2 properties set": what changes come to.
pub fn count_changes(changes: &[Change]) -> String {
    let mut counts = [0_usize; 6];
    changes.iter().for_each(|change| counts[kind(change)] += 1);
    let words = [
        ("node made", "nodes made"),
        ("relation made", "relations made"),
        ("property set", "properties set"),
        ("label changed", "labels changed"),
        ("piece of evidence given", "pieces of evidence given"),
        ("record deleted", "records deleted"),
    ];
    let parts = counts.iter().zip(words).filter(|(count, _)| **count > 0);
    let parts = parts.map(|(count, (one, many))| format!("{count} {}", if *count == 1 { one } else { many }));
    parts.collect::<Vec<String>>().join(", ")
}

fn kind(change: &Change) -> usize {
    match change {
        Change::NodeAdded(_) => 0,
        Change::EdgeAdded(_) => 1,
        Change::NodeProperty(..) | Change::EdgeProperty(..) => 2,
        Change::Label(..) => 3,
        Change::NodeEvidence(..) | Change::EdgeEvidence(..) => 4,
        Change::NodeDeleted(_) | Change::EdgeDeleted(_) => 5,
    }
}

/// For each change of a property, its value afterwards: what the next change found, or what it is now.
fn afterwards(graph: &Graph) -> Vec<Value> {
    let mut known: BTreeMap<(Element, KeyId), Value> = BTreeMap::new();
    let mut after: Vec<Value> = Vec::with_capacity(graph.journal().len());
    for change in graph.journal().iter().rev() {
        let (element, key, before) = match change {
            Change::NodeProperty(node, key, before) => (Element::Node(*node), *key, before),
            Change::EdgeProperty(edge, key, before) => (Element::Edge(*edge), *key, before),
            Change::NodeAdded(_)
            | Change::EdgeAdded(_)
            | Change::NodeDeleted(_)
            | Change::EdgeDeleted(_)
            | Change::NodeEvidence(..)
            | Change::EdgeEvidence(..)
            | Change::Label(..) => {
                after.push(Value::Null);
                continue;
            }
        };
        let now = || match element {
            Element::Node(node) => graph.node_property(node, key),
            Element::Edge(edge) => graph.edge_property(edge, key),
        };
        after.push(known.insert((element, key), before.clone()).unwrap_or_else(now));
    }
    after.reverse();
    after
}

struct Teller<'g> {
    graph: &'g Graph,
    after: Vec<Value>,
}

impl Teller<'_> {
    fn tell(&self, at: usize) -> String {
        match &self.graph.journal()[at] {
            Change::NodeAdded(node) => format!("made     {}", self.whole_node(*node)),
            Change::EdgeAdded(edge) => format!("made     {}", self.edge(*edge)),
            Change::NodeDeleted(node) => format!("deleted  {}", self.whole_node(*node)),
            Change::EdgeDeleted(edge) => format!("deleted  {}", self.edge(*edge)),
            Change::NodeProperty(node, key, before) => self.property(&self.node(*node), *key, before, at),
            Change::EdgeProperty(edge, key, before) => self.property(&self.edge(*edge), *key, before, at),
            Change::NodeEvidence(node, _) => self.rests(&self.node(*node), &self.graph.node_evidence(*node)),
            Change::EdgeEvidence(edge, _) => self.rests(&self.edge(*edge), &self.graph.edge_evidence(*edge)),
            Change::Label(node, label, added) => {
                let label = self.graph.symbols().label_name(*label);
                let what = if *added { "labelled" } else { "no more" };
                format!("{what} {label}: {}", self.node(*node))
            }
        }
    }

    fn node(&self, node: NodeId) -> String {
        one_line(&name_of(self.graph, node))
    }

    /// "State Ruritania (`ruritania`)"
    fn whole_node(&self, node: NodeId) -> String {
        let labels = label_names(self.graph, node).join(", ");
        let (name, id) = (self.node(node), id_of(self.graph, node));
        let id = if id == name { String::new() } else { format!(" (`{}`)", one_line(&id)) };
        format!("{labels} {name}{id}").trim_start().to_owned()
    }

    /// "Ruritania member-of CSTO"
    fn edge(&self, edge: EdgeId) -> String {
        let (from, to) = self.graph.ends(edge);
        format!("{} {} {}", self.node(from), relation_name(&type_name(self.graph, edge)), self.node(to))
    }

    fn property(&self, owner: &str, key: KeyId, before: &Value, at: usize) -> String {
        let name = self.graph.symbols().key_name(key);
        let shown = |value: &Value| cut(&one_line(&text(self.graph, value)), 60);
        let after = &self.after[at];
        match (before.is_null(), after.is_null()) {
            (true, false) => format!("set      {owner}: {name} to {}", shown(after)),
            (false, true) => format!("removed  {owner}: {name}, which was {}", shown(before)),
            (false, false) => format!("set      {owner}: {name} from {} to {}", shown(before), shown(after)),
            (true, true) => format!("set      {owner}: {name} to nothing, as it was"),
        }
    }

    /// What a record rests on now.
    fn rests(&self, owner: &str, passages: &[Evidence]) -> String {
        let places: Vec<String> = passages.iter().map(|piece| place(self.graph, piece)).collect();
        match places.as_slice() {
            [] => format!("rests    {owner}: on nothing"),
            [only] => format!("rests    {owner}: on {}", one_line(only)),
            [.., last] => format!("rests    {owner}: on {} passages, last {}", places.len(), one_line(last)),
        }
    }
}
