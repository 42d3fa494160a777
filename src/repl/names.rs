//! Names to nodes: without case, accents and spelling variants, over ids, names and aliases.

use std::collections::BTreeSet;

use super::trouble::Trouble;
use crate::cli::wiring::fold;
use crate::diagnostic::{Class, Diagnostic, nearest, quoted_list};
use crate::graph::View;
use crate::value::{NodeId, Value};

/// How well a spelling speaks for its node; better ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Id,
    Name,
    Alias,
}

struct Entry {
    folded: String,
    spelled: String,
    node: NodeId,
    rank: Rank,
    /// Whether it is a claim, a work or a number: things whose names hold those of actors.
    minor: bool,
}

/// Labels whose nodes are named after others.
const MINOR: &[&str] = &["Claim", "Work", "Statistic"];

/// Every spelling of every node.
#[derive(Default)]
pub struct Names {
    entries: Vec<Entry>,
}

/// What a name fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Exactly one node.
    One(NodeId),
    /// Several nodes alike.
    Several(Vec<NodeId>),
    /// None; the nearest names.
    Nothing(Vec<String>),
}

impl Names {
    /// Reads the spellings of all nodes. O(spellings).
    pub fn of(view: &dyn View) -> Names {
        let mut nodes = Vec::new();
        view.nodes(&mut nodes);
        let mut names = Names::default();
        for node in nodes {
            names.add_node(view, node);
        }
        names
    }

    fn add_node(&mut self, view: &dyn View, node: NodeId) {
        let minor = view.labels(node).iter().any(|label| MINOR.contains(&view.symbols().label_name(*label).as_ref()));
        for (key, rank) in [("id", Rank::Id), ("name", Rank::Name), ("title", Rank::Alias)] {
            if let Some(text) = view.node_text(node, key) {
                self.add(&text, node, rank, minor);
            }
        }
        for key in ["aliases", "names"] {
            let Some(key) = view.symbols().find_key(key) else { continue };
            for spelling in spellings(&view.node_property(node, key)) {
                self.add(&spelling, node, Rank::Alias, minor);
            }
        }
    }

    fn add(&mut self, text: &str, node: NodeId, rank: Rank, minor: bool) {
        // A place that stands for its state is marked so; nobody types the mark.
        let text = text.trim_end_matches(" (metonym)");
        let folded = fold(text);
        if !folded.is_empty() {
            self.entries.push(Entry { folded, spelled: text.to_string(), node, rank, minor });
        }
    }

    /// What a name fits: an id, else a name, else an alias, else the start of one of its words.
    pub fn find(&self, name: &str) -> Found {
        let wanted = fold(name);
        let exact = self.exact(name);
        if !exact.is_empty() {
            return found(exact);
        }
        let begun = self.begun(&wanted);
        if !wanted.is_empty() && !begun.is_empty() {
            return found(begun);
        }
        Found::Nothing(self.near(&wanted))
    }

    /// The nodes that have exactly this id, else name, else alias; case and accents do not count.
    pub fn exact(&self, name: &str) -> Vec<NodeId> {
        let wanted = fold(name);
        for rank in [Rank::Id, Rank::Name, Rank::Alias] {
            // An id is meant as such only where it is written as one.
            let fits = |entry: &Entry| match rank {
                Rank::Id => entry.spelled == name,
                Rank::Name | Rank::Alias => entry.folded == wanted,
            };
            let nodes = self.nodes(|entry| entry.rank == rank && fits(entry));
            if !nodes.is_empty() {
                return nodes;
            }
        }
        self.nodes(|entry| entry.rank == Rank::Id && entry.folded == wanted)
    }

    fn nodes(&self, fits: impl Fn(&Entry) -> bool) -> Vec<NodeId> {
        let nodes: BTreeSet<NodeId> = self.entries.iter().filter(|entry| fits(entry)).map(|entry| entry.node).collect();
        nodes.into_iter().collect()
    }

    /// The nodes with a name of which a word begins so, shorter names first; claims and works only
    /// where no actor has such a name.
    fn begun(&self, wanted: &str) -> Vec<NodeId> {
        let fits = |entry: &&Entry| entry.rank != Rank::Id && begins_at_word(&entry.folded, wanted);
        let mut entries: Vec<&Entry> = self.entries.iter().filter(fits).collect();
        prefer(&mut entries, |entry| !entry.minor);
        entries.sort_by_key(|entry| (entry.folded.chars().count(), entry.node));
        let mut seen = BTreeSet::new();
        entries.into_iter().map(|entry| entry.node).filter(|node| seen.insert(*node)).collect()
    }

    /// Up to three spellings most like a name.
    fn near(&self, wanted: &str) -> Vec<String> {
        let mut near: Vec<String> = Vec::new();
        let mut left: Vec<&Entry> = self.entries.iter().collect();
        while near.len() < 3 {
            let Some(next) = nearest(wanted, left.iter().map(|entry| entry.folded.as_str())) else { break };
            let next = next.to_string();
            let entry = left.iter().find(|entry| entry.folded == next).copied();
            near.extend(entry.map(|entry| entry.spelled.clone()));
            let node = entry.map(|entry| entry.node);
            left.retain(|entry| Some(entry.node) != node);
        }
        near
    }

    /// The one node that a name means.
    pub(crate) fn one(&self, name: &str) -> Result<NodeId, Trouble> {
        match self.find(name) {
            Found::One(node) => Ok(node),
            Found::Several(nodes) => Err(Trouble::Which { name: name.to_string(), nodes }),
            Found::Nothing(near) => Err(nothing(name, &near).into()),
        }
    }

    /// Spellings of which `start` is the beginning, or the beginning of a later word: shortest name
    /// first, at most `most`. Ids only where nothing else fits.
    pub(crate) fn beginning(&self, start: &str, most: usize) -> Vec<&str> {
        let wanted = fold(start);
        let fits = |entry: &&Entry| begins_at_word(&entry.folded, &wanted);
        let mut found: Vec<&Entry> = self.entries.iter().filter(|entry| entry.rank != Rank::Id).filter(fits).collect();
        found.sort_by_key(|entry| {
            (!entry.folded.starts_with(&wanted), entry.rank, entry.spelled.len(), entry.spelled.clone())
        });
        prefer(&mut found, |entry| entry.folded == wanted);
        prefer(&mut found, |entry| !entry.minor);
        let mut seen = BTreeSet::new();
        found.retain(|entry| seen.insert(entry.node));
        found.into_iter().take(most).map(|entry| self.called(entry)).collect()
    }

    /// Every name and alias, folded, with its node; ids are none.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = (&str, NodeId)> {
        let names = self.entries.iter().filter(|entry| entry.rank != Rank::Id);
        names.map(|entry| (entry.folded.as_str(), entry.node))
    }

    /// What a node is called, where a spelling may be one of its aliases.
    fn called<'a>(&'a self, entry: &'a Entry) -> &'a str {
        let own = self.entries.iter().find(|other| other.node == entry.node && other.rank == Rank::Name);
        own.map_or(&entry.spelled, |own| &own.spelled)
    }

    /// Ids of the nodes whose name or id begins with `start`.
    pub(crate) fn ids_beginning(&self, start: &str, most: usize) -> Vec<&str> {
        let wanted = fold(start);
        let nodes: BTreeSet<NodeId> = self
            .entries
            .iter()
            .filter(|entry| begins_at_word(&entry.folded, &wanted))
            .map(|entry| entry.node)
            .collect();
        let ids = self.entries.iter().filter(|entry| entry.rank == Rank::Id && nodes.contains(&entry.node));
        ids.take(most).map(|entry| entry.spelled.as_str()).collect()
    }
}

/// Keeps only those that are better, where there are any.
fn prefer(entries: &mut Vec<&Entry>, better: impl Fn(&Entry) -> bool) {
    if entries.iter().any(|entry| better(entry)) {
        entries.retain(|entry| better(entry));
    }
}

fn found(nodes: Vec<NodeId>) -> Found {
    match nodes.as_slice() {
        [only] => Found::One(*only),
        _ => Found::Several(nodes),
    }
}

fn begins_at_word(text: &str, start: &str) -> bool {
    text.starts_with(start) || text.match_indices(start).any(|(at, _)| text[..at].ends_with(' '))
}

fn spellings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.to_string()],
        Value::List(items) => items.iter().flat_map(spellings).collect(),
        Value::Map(entries) => match entries.get("name") {
            Some(name) => spellings(name),
            None => entries.values().flat_map(spellings).collect(),
        },
        Value::Null
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Node(_)
        | Value::Relationship(_)
        | Value::Path(_)
        | Value::Temporal(_)
        | Value::Duration(_) => Vec::new(),
    }
}

fn nothing(name: &str, near: &[String]) -> Diagnostic {
    let error = Diagnostic::plain(Class::NotFound, format!("nothing here is called `{name}`"));
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    if near.is_empty() {
        return error.hint("complete a name with the Tab key, or look for it with `who argues` or a query");
    }
    error.hint(format!("did you mean {}?", quoted_list(&near)))
}
