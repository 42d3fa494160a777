//! Dates that cannot be.

use std::collections::BTreeMap;

use super::hit::{Hit, Subject};
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
    let lasting = |edge: EdgeId| subject.schema.relationship_type(subject.kind(edge)).is_some_and(|rule| rule.lasting);
    let dated = subject.edges.iter().filter(|edge| !lasting(**edge));
    dated.flat_map(|edge| outside(subject, *edge)).collect()
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
    Some(Hit::new(record, format!("/{}", pointer.unwrap_or("type")), message).beside(other, "its dates stand in"))
}

/// Records about a time after all the works that their evidence leads to had come out.
pub(super) fn sources_too_old(subject: &Subject<'_>) -> Vec<Hit> {
    let ahead =
        |record: &Record| subject.text(*record, "status").is_some_and(|status| AHEAD.contains(&status.as_str()));
    subject.records().filter(|record| !ahead(record)).filter_map(|record| too_old(subject, record)).collect()
}

fn too_old(subject: &Subject<'_>, record: Record) -> Option<Hit> {
    let about = period(subject, record)?;
    subject.evidence(record).iter().enumerate().find_map(|(at, piece)| {
        // A passage that cites others rests on them: one that came out in time is enough.
        let cited: Vec<(String, &str)> = match piece.citing.as_slice() {
            [] => vec![(format!("/evidence/{at}/work"), &*piece.work)],
            citing => {
                let each = citing.iter().enumerate();
                each.map(|(number, work)| (format!("/evidence/{at}/citing/{number}"), &**work)).collect()
            }
        };
        let older = |work: &str| {
            let node = subject.view.node_by_id(work)?;
            let year = subject.property(Record::Node(node), "year");
            let year = if let Value::Integer(year @ 0..=9999) = year { format!("{year:04}") } else { return None };
            Period::of(&Dates { year: Some(&year), ..Dates::default() })?.is_before(&about).then_some(year)
        };
        let years: Option<Vec<String>> = cited.iter().map(|(_, work)| older(work)).collect();
        let (year, (pointer, work)) = (years?.into_iter().next()?, cited.into_iter().next()?);
        let message =
            format!("{} is about {}, and `{work}` came out in {year}", subject.told(record), when(subject, record));
        Some(Hit::new(record, pointer, message).help("find the source that could know it, or mark it as predicted"))
    })
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
    let pairs = offices.into_iter().flat_map(|((_, _, office), held)| {
        let pair = |(at, (edge, span)): (usize, &(EdgeId, Period))| {
            let holder = subject.view.ends(*edge).0;
            let earlier = held[..at].iter();
            let other = earlier
                .filter(|(other, _)| subject.view.ends(*other).0 != holder)
                .find(|(_, other)| span.overlaps(other))?;
            let message = format!(
                "{} as `{office}` while {} does",
                subject.told(Record::Edge(*edge)),
                subject.told(Record::Edge(other.0))
            );
            Some(
                Hit::new(Record::Edge(*edge), "/office", message)
                    .help("end the one where the other begins")
                    .beside(Record::Edge(other.0), "the other holder stands in"),
            )
        };
        held.iter().enumerate().filter_map(pair).collect::<Vec<Hit>>()
    });
    pairs.collect()
}
