//! Dates that cannot be.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::hit::{Hit, Subject};
use crate::graph::Evidence;
use crate::graph::document::Record;
use crate::graph::lens::{Dates, Period, edge_period, node_period};
use crate::value::{EdgeId, NodeId, Value};

/// Statuses of what is told before it comes about.
const AHEAD: &[&str] = &["predicted", "conditional"];

fn period(subject: &Subject<'_>, record: Record) -> Option<Period> {
    match record {
        Record::Node(node) => node_period(subject.view, node),
        Record::Edge(edge) => edge_period(subject.view, edge),
    }
}

/// The time between `start` and `end`, where a record has one of them.
fn span(subject: &Subject<'_>, record: Record) -> Option<Period> {
    let [start, end] = ["start", "end"].map(|key| subject.text(record, key));
    Period::of(&Dates { start: start.as_deref(), end: end.as_deref(), ..Dates::default() })
}

/// Records that end before they begin.
pub(super) fn reversed(subject: &Subject<'_>) -> Vec<Hit> {
    let is_reversed = |record: &Record| span(subject, *record).is_some_and(|span| span.is_reversed());
    subject.records().filter(is_reversed).map(|record| reversed_hit(subject, record)).collect()
}

fn reversed_hit(subject: &Subject<'_>, record: Record) -> Hit {
    let [start, end] = ["start", "end"].map(|key| subject.text(record, key).unwrap_or_default());
    Hit::new(record, "/end", format!("{} ends in {end}, before it begins in {start}", subject.told(record)))
        .help("change the two dates, or mend the wrong one")
}

/// Relations that begin before one of their ends does, or go on after it has ended. Relations and nodes that stay
/// on record, such as arguments and events, can be spoken of at any time.
pub(super) fn outside_a_life(subject: &Subject<'_>) -> Vec<Hit> {
    let dated = subject.edges.iter().filter(|edge| !stays(subject, **edge));
    dated.flat_map(|edge| outside(subject, *edge)).collect()
}

/// Whether a relation stays on record from its date on, as an argument does.
fn stays(subject: &Subject<'_>, edge: EdgeId) -> bool {
    subject.schema.relationship_type(subject.kind(edge)).is_some_and(|rule| rule.lasting)
}

fn outside(subject: &Subject<'_>, edge: EdgeId) -> Vec<Hit> {
    let Some(held) = edge_period(subject.view, edge) else { return Vec::new() };
    let (from, to) = subject.view.ends(edge);
    [from, to]
        .into_iter()
        .filter(|node| !is_lasting(subject, *node))
        .filter_map(|node| beyond(subject, edge, &held, node))
        .collect()
}

fn is_lasting(subject: &Subject<'_>, node: NodeId) -> bool {
    let names = subject.view.labels(node).iter().map(|label| subject.view.symbols().label_name(*label));
    names.filter_map(|name| subject.schema.label(name)).any(|rule| rule.lasting)
}

fn beyond(subject: &Subject<'_>, edge: EdgeId, held: &Period, node: NodeId) -> Option<Hit> {
    let (record, other) = (Record::Edge(edge), Record::Node(node));
    let life = span(subject, other)?;
    let (says, key) = if held.begins_before(&life) {
        ("begins before", "start")
    } else if held.outlasts(&life) {
        ("goes on after", "end")
    } else {
        return None;
    };
    let bound = subject.text(other, key)?;
    let done = if key == "start" { "began" } else { "ended" };
    let message = format!("{} {says} `{}` {done} in {bound}", subject.told(record), subject.id(node));
    let pointer = ["start", "at", "year", "end"].into_iter().find(|key| !subject.property(record, key).is_null());
    Some(Hit::new(record, format!("/{}", pointer.unwrap_or("type")), message).beside(other, "whose dates stand here"))
}

/// Records about a time after all the works that their evidence leads to had come out. An argument is dated by when it
/// is made, not by what it is about.
pub(super) fn sources_too_old(subject: &Subject<'_>) -> Vec<Hit> {
    let ahead =
        |record: &Record| subject.text(*record, "status").is_some_and(|status| AHEAD.contains(&status.as_str()));
    let argued = |record: &Record| matches!(record, Record::Edge(edge) if stays(subject, *edge));
    subject
        .records()
        .filter(|record| !ahead(record) && !argued(record))
        .filter_map(|record| too_old(subject, record))
        .collect()
}

/// A record with the first work that its evidence leads to, where all of them are too old. One that came out in
/// time is enough: a treaty says who signed it, and a later source that it came into force.
fn too_old(subject: &Subject<'_>, record: Record) -> Option<Hit> {
    let about = period(subject, record)?;
    let mut first = None;
    for (pointer, work) in sources(&subject.evidence(record)) {
        let year = year(subject, &work)?;
        if !Period::of(&Dates { year: Some(&year), ..Dates::default() })?.is_before(&about) {
            return None;
        }
        first.get_or_insert((pointer, work, year));
    }
    let (pointer, work, year) = first?;
    let (told, when) = (subject.told(record), when(subject, record));
    let message = format!("{told} is about {when}, and its source `{work}` came out in {year}");
    Some(Hit::new(record, pointer, message).help("find the source that could know it, or mark it as predicted"))
}

/// The works that evidence leads to, each with the place where it is named. A passage that cites others rests
/// on them.
fn sources(evidence: &[Evidence]) -> Vec<(String, Arc<str>)> {
    let of_piece = |(at, piece): (usize, &Evidence)| match piece.citing.as_slice() {
        [] => vec![(format!("/evidence/{at}/work"), piece.work.clone())],
        citing => {
            let each = citing.iter().enumerate();
            each.map(|(number, work)| (format!("/evidence/{at}/citing/{number}"), work.clone())).collect()
        }
    };
    evidence.iter().enumerate().flat_map(of_piece).collect()
}

/// The year in which a work came out.
fn year(subject: &Subject<'_>, work: &str) -> Option<String> {
    match subject.property(Record::Node(subject.view.node_by_id(work)?), "year") {
        Value::Integer(year @ 0..=9999) => Some(format!("{year:04}")),
        _ => None,
    }
}

/// The date of a record as it is written.
fn when(subject: &Subject<'_>, record: Record) -> String {
    let dates = ["at", "date", "start", "end"].into_iter().find_map(|key| subject.text(record, key));
    dates.unwrap_or_else(|| match subject.property(record, "year") {
        Value::Integer(year) => year.to_string(),
        _ => String::new(),
    })
}

/// Two who held the same office of the same body for more than a day together.
pub(super) fn two_in_office(subject: &Subject<'_>) -> Vec<Hit> {
    let mut offices: BTreeMap<(String, NodeId, String), Vec<(EdgeId, Period)>> = BTreeMap::new();
    for edge in &subject.edges {
        let record = Record::Edge(*edge);
        let (Some(office), Some(span)) = (subject.text(record, "office"), span(subject, record)) else { continue };
        let body = subject.view.ends(*edge).1;
        offices.entry((subject.kind(*edge).to_owned(), body, office)).or_default().push((*edge, span));
    }
    let shared = offices.iter().flat_map(|((.., office), held)| shared_office(subject, office, held));
    shared.collect()
}

/// Those who held an office while somebody before them in the list did.
fn shared_office(subject: &Subject<'_>, office: &str, held: &[(EdgeId, Period)]) -> Vec<Hit> {
    let holder = |edge: EdgeId| subject.view.ends(edge).0;
    let mut hits = Vec::new();
    for (at, (edge, span)) in held.iter().enumerate() {
        let mut others = held[..at].iter().filter(|(other, _)| holder(*other) != holder(*edge));
        let Some((other, _)) = others.find(|(_, other)| span.overlaps(other)) else { continue };
        let (record, other) = (Record::Edge(*edge), Record::Edge(*other));
        let message = format!("{} as `{office}` while {} does", subject.told(record), subject.told(other));
        let hit = Hit::new(record, "/office", message).help("end the one where the other begins");
        hits.push(hit.beside(other, "the other holder"));
    }
    hits
}
