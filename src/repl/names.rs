//! Names to nodes: without case, accents and spelling variants, over ids, names and aliases.

use std::collections::BTreeSet;

use super::ask::literal;
use super::trouble::{Fit, Trouble};
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

#[derive(Clone)]
struct Entry {
    folded: String,
    spelled: String,
    node: NodeId,
    rank: Rank,
    /// Whether it is a claim, a work or a number: things whose names hold those of actors.
    minor: bool,
    /// Whether it is a work, which evidence is a passage of.
    work: bool,
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
        let has = |wanted: &[&str]| {
            view.labels(node).iter().any(|label| wanted.contains(&view.symbols().label_name(*label).as_ref()))
        };
        let bare = Entry {
            folded: String::new(),
            spelled: String::new(),
            node,
            rank: Rank::Alias,
            minor: has(MINOR),
            work: has(&["Work"]),
        };
        for (key, rank) in [("id", Rank::Id), ("name", Rank::Name), ("title", Rank::Alias)] {
            if let Some(text) = view.node_text(node, key) {
                self.add(&text, Entry { rank, ..bare.clone() });
            }
        }
        for key in ["aliases", "names"] {
            let Some(key) = view.symbols().find_key(key) else { continue };
            for spelling in spellings(&view.node_property(node, key)) {
                self.add(&spelling, bare.clone());
            }
        }
    }

    fn add(&mut self, text: &str, entry: Entry) {
        // A place that stands for its state is marked so; nobody types the mark.
        let text = text.trim_end_matches(" (metonym)");
        let folded = fold(text);
        if !folded.is_empty() {
            self.entries.push(Entry { folded, spelled: text.to_string(), ..entry });
        }
    }

    /// The spellings of works alone. O(spellings).
    pub(crate) fn works(&self) -> Names {
        let works = self.entries.iter().filter(|entry| entry.work);
        Names { entries: works.map(|entry| Entry { minor: false, ..entry.clone() }).collect() }
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
        Found::Nothing(self.near(&wanted).into_iter().map(|entry| entry.spelled.clone()).collect())
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

    /// Up to three spellings most like a name, each of another node: as a whole, else as many words of them as it has.
    /// O(words of all spellings).
    fn near(&self, wanted: &str) -> Vec<&Entry> {
        let whole: Vec<(&str, &Entry)> = self.entries.iter().map(|entry| (entry.folded.as_str(), entry)).collect();
        let near = most_alike(wanted, whole);
        if !near.is_empty() || wanted.chars().count() < 4 {
            return near;
        }
        let count = wanted.split(' ').count();
        let named = self.entries.iter().filter(|entry| entry.rank != Rank::Id);
        most_alike(wanted, named.flat_map(|entry| runs(&entry.folded, count).map(move |run| (run, entry))).collect())
    }

    /// The one node that a name means.
    pub(crate) fn one(&self, name: &str) -> Result<NodeId, Trouble> {
        match self.find(name) {
            Found::One(node) => Ok(node),
            Found::Several(nodes) => Err(Trouble::Which { name: name.to_string(), nodes, fit: Fit::Named }),
            Found::Nothing(near) => Err(nothing(name, &near).into()),
        }
    }

    /// The one node that has exactly this id, name or alias: what changes the graph takes nothing less, since the
    /// beginning of a name can come to mean another node as the graph grows.
    pub(crate) fn exactly(&self, name: &str) -> Result<NodeId, Trouble> {
        let nodes = self.exact(name);
        match nodes.as_slice() {
            [only] => Ok(*only),
            [] => Err(self.meant(name)),
            [_, ..] => Err(Trouble::Which { name: name.to_string(), nodes, fit: Fit::Named }),
        }
    }

    /// The error where nothing is called so, with what may have been meant.
    fn meant(&self, name: &str) -> Trouble {
        match self.like(name) {
            nodes if nodes.is_empty() => nothing(name, &[]).into(),
            nodes => Trouble::Which { name: name.to_string(), nodes, fit: Fit::Like },
        }
    }

    /// The nodes with a name of which a word begins so, else those with the nearest names.
    pub(crate) fn like(&self, name: &str) -> Vec<NodeId> {
        let wanted = fold(name);
        if wanted.is_empty() {
            return Vec::new();
        }
        let begun = self.begun(&wanted);
        if begun.is_empty() { self.near(&wanted).into_iter().map(|entry| entry.node).collect() } else { begun }
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

/// Of spellings those most like a name, best first, at most three, each of another node.
fn most_alike<'e>(wanted: &str, mut left: Vec<(&str, &'e Entry)>) -> Vec<&'e Entry> {
    let mut near: Vec<&Entry> = Vec::new();
    while near.len() < 3 {
        let Some(next) = nearest(wanted, left.iter().map(|(spelling, _)| *spelling)) else { break };
        // Of one spelling that several have, actors come before what is named after them.
        let same = left.iter().filter(|(spelling, _)| *spelling == next);
        let Some((_, entry)) = same.min_by_key(|(_, entry)| entry.minor).copied() else { break };
        near.push(entry);
        left.retain(|(_, other)| other.node != entry.node);
    }
    near
}

/// Every run of so many words of a text.
fn runs(text: &str, count: usize) -> impl Iterator<Item = &str> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    starts.filter_map(move |start| {
        let mut ends = text[start..].match_indices(' ').map(|(at, _)| start + at).chain([text.len()]);
        ends.nth(count - 1).map(|end| &text[start..end])
    })
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
        let part = literal(name.split(' ').next().unwrap_or_default());
        return error.hint(format!(
            "complete a name with the Tab key, or look for a part of it: \
             `MATCH (n) WHERE toLower(n.name) CONTAINS toLower({part}) RETURN n.id, n.name`"
        ));
    }
    error.hint(format!("did you mean {}?", quoted_list(&near)))
}
