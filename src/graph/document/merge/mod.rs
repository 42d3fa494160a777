//! Three-way merge of a graph's documents: what was read, what stands there now, and what is to be written.
//!
//! Merged are records, not lines (as Khanna, Kunal and Pierce, *A Formal Investigation of Diff3*, 2007, has it for lines):
//! a node is the same where its id is, or where a side gave it another (`renamed`), an edge where it joins the same nodes by the same type and is most alike.
//! What one side alone changed is taken. What both changed is merged field by field (`fields`), and what can't be
//! is a [`Conflict`].

mod conflict;
mod fields;
mod pair;
mod records;
mod renamed;
#[cfg(test)]
#[allow(clippy::disallowed_methods)] // cases are updated in place
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use conflict::{Clash, Conflict, Field, Side};

use super::canonical::{self, Line};
use super::finding::{Findings, Report};
use super::revise::worked_into;
use super::vocabulary::Vocabulary;
use super::{Source, schema};
use fields::Fields;
use records::{Item, Nodes, Records, Texts};
use renamed::Renames;

/// The three states of a graph's documents.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'v> {
    /// What both sides began with.
    pub base: &'v [Source],
    /// What stands there now.
    pub theirs: &'v [Source],
    /// What is to be written.
    pub ours: &'v [Source],
}

/// What came of a merge.
#[derive(Clone, Debug)]
pub struct Merge {
    /// All documents, sorted by path; nothing where there are conflicts that no side was favoured for.
    pub documents: Option<Vec<Source>>,
    /// What both sides changed, each otherwise: in the order of nodes, then of edges.
    pub conflicts: Vec<Conflict>,
    /// How many records the other side added, changed or removed.
    pub theirs: usize,
    /// How many records this side added, changed or removed.
    pub ours: usize,
}

/// Merges documents record by record, by the rules of a schema. Conflicts are settled by the side that is favoured.
/// Documents that are the same on all sides are not looked into; a record that `ours` left alone keeps its text in
/// `theirs` byte for byte. O(n log n) in the number of records of the documents that differ; edges of one type
/// between the same two nodes are compared each with each.
///
/// What comes out is to be loaded and checked: each side may be right by itself and the two wrong together.
///
/// # Errors
/// Where the schema is none, or a document can't be read.
pub fn merge(schema: &Source, versions: &Versions<'_>, favour: Option<Side>) -> Result<Merge, Findings> {
    let rules = schema::read(schema)?;
    let vocabulary = Vocabulary::new(&rules);
    let texts = Texts::differing(versions);
    let [mut base, mut theirs, mut ours] = [Records::default(), Records::default(), Records::default()];
    base.read(&vocabulary, &texts.base)?;
    theirs.read(&vocabulary, &texts.theirs)?;
    ours.read(&vocabulary, &texts.ours)?;
    let mut renames = Renames::of([&base.nodes, &theirs.nodes, &ours.nodes], favour);
    let [base, theirs, ours] = renames.applied(&vocabulary, [base, theirs, ours]);
    let (conflicts, [on_disk, here]) = (std::mem::take(&mut renames.conflicts), renames.by);
    let mut merging = Merging { vocabulary: &vocabulary, favour, conflicts, theirs: on_disk, ours: here };
    let (nodes, edges) = merging.records(base, theirs, ours);
    let Merging { conflicts, theirs, ours, .. } = merging;
    let settled = conflicts.is_empty() || favour.is_some();
    let documents = if settled { Some(documents(&vocabulary, versions.theirs, &texts, nodes, edges)?) } else { None };
    Ok(Merge { documents, conflicts, theirs, ours })
}

/// The three states of one record; it is missing where a side has none.
struct Three<'t> {
    base: Option<Item<'t>>,
    theirs: Option<Item<'t>>,
    ours: Option<Item<'t>>,
}

/// A merged record with the path of the document that it goes to.
type Placed = (String, Line);

struct Merging<'v> {
    vocabulary: &'v Vocabulary<'v>,
    favour: Option<Side>,
    conflicts: Vec<Conflict>,
    theirs: usize,
    ours: usize,
}

impl Merging<'_> {
    /// The merged nodes and edges.
    fn records(&mut self, base: Records<'_>, theirs: Records<'_>, ours: Records<'_>) -> (Vec<Placed>, Vec<Placed>) {
        let sides = [(Side::Theirs, &theirs.nodes), (Side::Ours, &ours.nodes)];
        let known: BTreeSet<&str> = [&base.nodes, &theirs.nodes, &ours.nodes]
            .into_iter()
            .flat_map(|nodes| nodes.keys().map(String::as_str))
            .collect();
        let mut nodes: BTreeMap<String, Placed> = BTreeMap::new();
        for id in &known {
            let [base, theirs, ours] = [&base.nodes, &theirs.nodes, &ours.nodes].map(|nodes| nodes.get(*id).cloned());
            let merged = self.record(Three { base, theirs, ours });
            nodes.extend(merged.map(|placed| ((*id).to_owned(), placed)));
        }
        let mut edges = Vec::new();
        for three in pair::edges(base.edges, theirs.edges, ours.edges) {
            edges.extend(self.record(three));
        }
        // An end that is in none of the documents that were read is where it was on all sides.
        edges.retain(|(_, line)| {
            let [from, _, to] = line.joins();
            [from, to].into_iter().filter(|end| known.contains(end)).all(|end| self.end(line, end, sides, &mut nodes))
        });
        (nodes.into_values().collect(), edges)
    }

    /// Whether an edge stays by what became of one of its ends. If one side removed that and the other is favoured,
    /// it comes back.
    fn end(
        &mut self,
        line: &Line,
        end: &str,
        sides: [(Side, &Nodes<'_>); 2],
        nodes: &mut BTreeMap<String, Placed>,
    ) -> bool {
        if nodes.contains_key(end) {
            return true;
        }
        let holder = sides.into_iter().find_map(|(side, own)| Some((side, own.get(end)?)));
        let Some((holder, kept)) = holder else { return false };
        self.conflicts
            .push(Conflict { record: line.told(), clash: Clash::Loose { end: end.to_owned(), by: holder.other() } });
        let stays = self.favour == Some(holder);
        if stays {
            nodes.insert(end.to_owned(), kept.placed());
        }
        stays
    }

    fn record(&mut self, three: Three<'_>) -> Option<Placed> {
        let said = |item: &Option<Item<'_>>| item.as_ref().map(|item| item.line.text().to_owned());
        let (base, theirs, ours) = (said(&three.base), said(&three.theirs), said(&three.ours));
        self.theirs += usize::from(theirs != base);
        self.ours += usize::from(ours != base);
        match three {
            _ if ours == base || ours == theirs => three.theirs.map(|item| item.placed()),
            Three { theirs: before, ours: Some(ours), .. } if theirs == base => {
                // It stays where the other side has put it.
                let path = before.map_or(ours.path, |before| before.path);
                Some((path.to_owned(), ours.line))
            }
            Three { ours: None, .. } if theirs == base => None,
            Three { base: Some(base), theirs: Some(theirs), ours: None } => self.removed(Side::Ours, &base, &theirs),
            Three { base: Some(base), theirs: None, ours: Some(ours) } => self.removed(Side::Theirs, &base, &ours),
            Three { base, theirs: Some(theirs), ours: Some(ours) } => Some(self.both(base.as_ref(), &theirs, &ours)),
            Three { base: None, .. } | Three { theirs: None, ours: None, .. } => None,
        }
    }

    /// A record that one side removed and the other changed.
    fn removed(&mut self, by: Side, base: &Item<'_>, changed: &Item<'_>) -> Option<Placed> {
        let fields = Fields::new(self.vocabulary, base.is_edge).changed(base, changed);
        self.conflicts.push(Conflict { record: base.line.told(), clash: Clash::Removed { by, fields } });
        self.favour.filter(|favour| *favour != by).map(|_| changed.placed())
    }

    /// A record that both sides changed, or both added.
    fn both(&mut self, base: Option<&Item<'_>>, theirs: &Item<'_>, ours: &Item<'_>) -> Placed {
        let fields = Fields::new(self.vocabulary, theirs.is_edge);
        let (merged, clashes) = fields.merge(base, theirs, ours, self.favour);
        let record = || theirs.line.told();
        self.conflicts
            .extend(clashes.into_iter().map(|field| Conflict { record: record(), clash: Clash::Field(field) }));
        let line = if theirs.is_edge { canonical::edge } else { canonical::node };
        (theirs.path.to_owned(), line(self.vocabulary, &merged))
    }
}

/// The documents with the records that they are to hold.
fn documents(
    vocabulary: &Vocabulary<'_>,
    theirs: &[Source],
    texts: &Texts<'_>,
    nodes: Vec<Placed>,
    edges: Vec<Placed>,
) -> Result<Vec<Source>, Findings> {
    let mut held: BTreeMap<String, (Vec<Line>, Vec<Line>)> = BTreeMap::new();
    nodes.into_iter().for_each(|(path, line)| held.entry(path).or_default().0.push(line));
    edges.into_iter().for_each(|(path, line)| held.entry(path).or_default().1.push(line));
    let mut documents: BTreeMap<&str, Source> =
        theirs.iter().map(|source| (source.path.as_str(), source.clone())).collect();
    for source in &texts.theirs {
        let (nodes, edges) = held.remove(&source.path).unwrap_or_default();
        let text = worked_into(vocabulary, source, nodes, edges)?;
        documents.insert(&source.path, Source::new(source.path.clone(), text));
    }
    for (path, (nodes, edges)) in &mut held {
        let text = canonical::document(std::mem::take(nodes), std::mem::take(edges));
        documents.insert(path, Source::new(path.clone(), text));
    }
    Ok(documents.into_values().collect())
}

/// Reads a document whole, or says what is wrong with it.
fn read<'t>(source: &'t Source) -> Result<super::read::Document<'t>, Findings> {
    let mut report = Report::new(std::slice::from_ref(source));
    let read = super::read::document(&source.text, 0, &mut report);
    report.finish().map(|()| read)
}
