//! The records of the documents that differ.

use std::collections::BTreeMap;

use super::super::Source;
use super::super::canonical::{self, Line};
use super::super::finding::Findings;
use super::super::json::Entries;
use super::super::vocabulary::Vocabulary;
use super::{Placed, Versions, read};

/// The documents of each side that are not the same on all.
pub(super) struct Texts<'v> {
    pub(super) base: Vec<&'v Source>,
    pub(super) theirs: Vec<&'v Source>,
    pub(super) ours: Vec<&'v Source>,
}

impl<'v> Texts<'v> {
    pub(super) fn differing(versions: &Versions<'v>) -> Texts<'v> {
        let Versions { base, theirs, ours } = *versions;
        let by_path = |sources: &'v [Source]| -> BTreeMap<&'v str, &'v str> {
            sources.iter().map(|source| (source.path.as_str(), &*source.text)).collect()
        };
        let texts = [by_path(base), by_path(theirs), by_path(ours)];
        let differs = |source: &&Source| texts.iter().any(|side| side.get(&*source.path) != Some(&&*source.text));
        let differing = |sources: &'v [Source]| sources.iter().filter(differs).collect();
        Texts { base: differing(base), theirs: differing(theirs), ours: differing(ours) }
    }
}

/// A record on one side.
#[derive(Clone)]
pub(super) struct Item<'t> {
    /// The path of its document.
    pub(super) path: &'t str,
    pub(super) is_edge: bool,
    pub(super) fields: Entries<'t>,
    pub(super) line: Line,
}

impl Item<'_> {
    /// Where it stands, as it is.
    pub(super) fn placed(&self) -> Placed {
        (self.path.to_owned(), self.line.clone())
    }
}

/// Edges by what they join: the first end, the type, the other end.
pub(super) type Edges<'t> = BTreeMap<[String; 3], Vec<Item<'t>>>;

/// Nodes by id.
pub(super) type Nodes<'t> = BTreeMap<String, Item<'t>>;

/// The records of one side.
#[derive(Default)]
pub(super) struct Records<'t> {
    pub(super) nodes: Nodes<'t>,
    pub(super) edges: Edges<'t>,
}

impl<'t> Records<'t> {
    pub(super) fn read(&mut self, vocabulary: &Vocabulary<'_>, sources: &[&'t Source]) -> Result<(), Findings> {
        for source in sources {
            let document = read(source)?;
            let path = source.path.as_str();
            for fields in document.nodes.into_iter().map(|record| record.fields) {
                let line = canonical::node(vocabulary, &fields);
                let id = line.joins()[0].to_owned();
                self.nodes.insert(id, Item { path, is_edge: false, fields, line });
            }
            for fields in document.edges.into_iter().map(|record| record.fields) {
                let line = canonical::edge(vocabulary, &fields);
                let item = Item { path, is_edge: true, fields, line };
                self.edges.entry(joined(vocabulary, &item.line)).or_default().push(item);
            }
        }
        Ok(())
    }
}

/// What an edge joins; where it holds both ways, the lesser end comes first.
pub(super) fn joined(vocabulary: &Vocabulary<'_>, line: &Line) -> [String; 3] {
    let [from, kind, to] = line.joins();
    let rule = vocabulary.relationship_type(kind).map(|number| &vocabulary.schema.types[number]);
    let turned = rule.is_some_and(|rule| rule.symmetric) && to < from;
    let [from, to] = if turned { [to, from] } else { [from, to] };
    [from, kind, to].map(str::to_owned)
}
