//! `compare VIEW VIEW`: what two views have in common, and what only one of them has.

mod side;
mod together;

use std::sync::Arc;

use super::falls::{difference, row_text};
use super::lens::unplaced;
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::graph::lens::Held;
use crate::graph::{Graph, View};
use crate::session::Answer;
use crate::show::{self, Format, Subject};
use crate::value::Value;
use side::Side;
use together::{Only, Record, Relations, differences, nodes, relations, together};

const USAGE: &str = "a view is a date, a work, an author, a school, a status, a lens in quotes, a folder, or a git \
                     revision: `compare 2005 2023 SCO member-of`, `compare western-line chinese-line`, \
                     `compare HEAD~1 HEAD`, `compare DIR@v1 DIR`";

/// What was compared last, as a graph value.
pub(crate) struct Compared {
    /// The graph that the rows are of, where it is not the one in use: all that either side holds.
    pub(crate) graph: Option<Graph>,
    /// What the first column says: only in the first, only in the second, in both.
    pub(crate) places: [String; 3],
}

/// `compare VIEW VIEW [NAME [RELATION] | QUERY]`
pub(crate) fn compare(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let [first, second, rest @ ..] = words else {
        return Err(Trouble::usage("`compare` needs two views", USAGE));
    };
    let mut sides = [Side::of(shell, first)?, Side::of(shell, second)?];
    let [a, b] = &sides;
    let places = [only_in(a.label()), only_in(b.label()), "both".to_string()];
    let query = query(shell, rest);
    let (answer, graph) = match query {
        Some(query) => (compare_rows(shell, &mut sides, &places, &query)?, None),
        None => compare_relations(shell, &sides, &places, rest)?,
    };
    let shown = graph.as_ref().unwrap_or(shell.session.graph());
    if shell.settings.format == Format::Table {
        tell(shown, shell, screen, &places, &answer)?;
    } else {
        show::answer(screen.out, shown, &answer, shell.settings.format, shell.settings.style())?;
    }
    shell.tell_lens(screen)?;
    shell.last = Some(answer);
    shell.compared = Some(Compared { graph, places });
    Ok(())
}

fn only_in(label: &str) -> String {
    format!("only {label}")
}

/// The query whose rows are to be compared, where the words are one.
fn query(shell: &Shell, rest: &[Word]) -> Option<String> {
    let begins = |word: &Word| {
        let clauses = ["MATCH", "OPTIONAL", "CALL", "UNWIND", "WITH"];
        !word.quoted && clauses.iter().any(|clause| clause.eq_ignore_ascii_case(&word.text))
    };
    match rest {
        [first, ..] if begins(first) => {
            Some(super::words::rest_of_line(shell.history.last().map_or("", String::as_str), rest))
        }
        // One quoted word with brackets may be a query, as a command line hands it over.
        [only] if only.text.contains('(') => Some(only.text.clone()),
        _ => None,
    }
}

/// Relations at a node and of a type, where these are named; between graphs also nodes, and what is said of
/// what both have.
fn compare_relations(
    shell: &mut Shell,
    sides: &[Side; 2],
    places: &[String; 3],
    about: &[Word],
) -> Result<(Answer, Option<Graph>), Trouble> {
    let (names, kind) = match about.split_last() {
        Some((last, names)) if !names.is_empty() && is_relation(shell, last) => (names, Some(relation(last))),
        Some(_) | None => (about, None),
    };
    let node = if names.is_empty() { None } else { Some(shell.names().one(&joined(names))?) };
    let id = node.and_then(|node| shell.session.graph().node_text(node, "id"));
    let only = Only { node: id.as_deref(), kind: kind.as_deref() };
    let stands = [standing(shell, &sides[0], only)?, standing(shell, &sides[1], only)?];
    let graphs = sides.each_ref().map(|side| side_graph(shell, side));
    if sides.iter().all(|side| matches!(side, Side::Lens(_))) {
        let rows = placed(places, &stands, &stands[0], &stands[1]).map(|(_, row)| row).collect();
        return Ok((told(graphs[0], rows, &["in", "relation", "says"]), None));
    }
    let both = together(graphs[0], graphs[1])?;
    let all = relations(&both, only, &|_| true);
    let differs = |key: &str| {
        let [a, b] = [0, 1].map(|at| stands[at].get(key).map(|edge| (graphs[at], Record::Edge(*edge))));
        a.zip(b).map_or(Value::Null, |(a, b)| said(&differences(a, b)))
    };
    let mut rows = if kind.is_none() { node_rows(places, graphs, &both, only) } else { Vec::new() };
    rows.extend(placed(places, &stands, &all, &all).map(|(key, mut row)| {
        row.push(differs(key));
        row
    }));
    Ok((told(&both, rows, &["in", "record", "says", DIFFERS]), Some(both)))
}

/// The column that tells how two graphs describe the same otherwise.
const DIFFERS: &str = "differs";

/// Rows with a column more, that says the record in words, and what each was made from.
fn told(graph: &Graph, mut rows: Vec<Vec<Value>>, columns: &[&str]) -> Answer {
    let subject = Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) };
    let (mut lineage, mut cited) = (Vec::new(), Vec::new());
    for row in &mut rows {
        let (edges, nodes, says) = match &row[1] {
            Value::Relationship(edge) => (vec![*edge], Vec::new(), show::sentence(subject, *edge)),
            Value::Node(node) => {
                let id = graph.node_text(*node, "id").unwrap_or_default();
                (Vec::new(), vec![*node], format!("{} ({id})", show::name_of(graph, *node)))
            }
            other => (Vec::new(), Vec::new(), show::cell_text(graph, other)),
        };
        row.insert(2, Value::string(&says));
        lineage.push(edges);
        cited.push(nodes);
    }
    Answer { columns: columns.iter().map(|name| (*name).into()).collect(), rows, lineage, cited, ..Answer::default() }
}

/// The keys that differ, as a cell.
fn said(keys: &[String]) -> Value {
    if keys.is_empty() { Value::Null } else { Value::string(keys.join(", ")) }
}

fn side_graph<'a>(shell: &'a Shell, side: &'a Side) -> &'a Graph {
    match side {
        Side::Lens(_) => shell.session.graph(),
        Side::Graph(_, session) => session.graph(),
    }
}

/// The relations that a side holds, in its own graph.
fn standing(shell: &Shell, side: &Side, only: Only<'_>) -> Result<Relations, Trouble> {
    match side {
        Side::Lens(text) => {
            let lens = shell.session.lens_with(text).map_err(unplaced)?;
            let seen = shell.session.look(&lens).map_err(unplaced)?;
            Ok(relations(shell.session.graph(), only, &|edge| seen.edge(edge) != Held::No))
        }
        Side::Graph(_, session) => Ok(relations(session.graph(), only, &|_| true)),
    }
}

/// A row for each relation, with its key: where it is, and what it is in the graph that is shown.
fn placed<'a>(
    places: &'a [String; 3],
    [a, b]: &'a [Relations; 2],
    first: &'a Relations,
    second: &'a Relations,
) -> impl Iterator<Item = (&'a str, Vec<Value>)> {
    let row = |place: &'a String, of: &'a Relations, key: &'a String| {
        Some((key.as_str(), vec![Value::string(place), Value::Relationship(*of.get(key)?)]))
    };
    let only_a = a.keys().filter(|key| !b.contains_key(*key)).filter_map(move |key| row(&places[0], first, key));
    let only_b = b.keys().filter(|key| !a.contains_key(*key)).filter_map(move |key| row(&places[1], second, key));
    let common = a.keys().filter(|key| b.contains_key(*key)).filter_map(move |key| row(&places[2], first, key));
    only_a.chain(only_b).chain(common)
}

/// Nodes that only one graph has, and those of which both say something else.
fn node_rows(places: &[String; 3], graphs: [&Graph; 2], both: &Graph, only: Only<'_>) -> Vec<Vec<Value>> {
    let [a, b] = graphs.map(|graph| nodes(graph, only));
    let row = |place: &String, id: &String, differs: Value| {
        Some(vec![Value::string(place), Value::Node(both.node_by_id(id)?), differs])
    };
    let only_a = a.keys().filter(|id| !b.contains_key(*id)).filter_map(|id| row(&places[0], id, Value::Null));
    let only_b = b.keys().filter(|id| !a.contains_key(*id)).filter_map(|id| row(&places[1], id, Value::Null));
    let changed = a.iter().filter_map(|(id, node)| {
        let keys = differences((graphs[0], Record::Node(*node)), (graphs[1], Record::Node(*b.get(id)?)));
        if keys.is_empty() { None } else { row(&places[2], id, said(&keys)) }
    });
    only_a.chain(only_b).chain(changed).collect()
}

fn relation(word: &Word) -> String {
    word.text.to_uppercase().replace('-', "_")
}

fn is_relation(shell: &Shell, word: &Word) -> bool {
    shell.session.graph().symbols().find_type(&relation(word)).is_some()
}

/// The rows of a query under both views: those lost, those gained, and those in common. Of another graph
/// than the one in use only the text of a row is kept.
fn compare_rows(
    shell: &mut Shell,
    sides: &mut [Side; 2],
    places: &[String; 3],
    query: &str,
) -> Result<Answer, Trouble> {
    let in_use = sides.iter().all(|side| matches!(side, Side::Lens(_)));
    let [a, b] = sides;
    let first = rows(shell, a, query, in_use)?;
    let second = rows(shell, b, query, in_use)?;
    let texts = [&first, &second].map(|side| side.rows.iter().map(|(text, _)| text.clone()).collect::<Vec<String>>());
    let lost = difference(&texts[0], &texts[1]);
    let gained = difference(&texts[1], &texts[0]);
    let common = difference(&texts[0], &lost);
    let found = |text: &String| {
        let row = first.rows.iter().chain(&second.rows).find(|(known, _)| known == text);
        row.map(|(_, values)| values.clone()).unwrap_or_default()
    };
    let labelled = |place: &String, rows: Vec<String>| -> Vec<Vec<Value>> {
        rows.iter().map(|row| std::iter::once(Value::string(place)).chain(found(row)).collect()).collect()
    };
    let rows = [labelled(&places[0], lost), labelled(&places[1], gained), labelled(&places[2], common)].concat();
    let columns = std::iter::once("in".into()).chain(first.columns).collect();
    Ok(Answer { columns, rows, ..Answer::default() })
}

/// The rows of a query on one side, with their text.
struct SideRows {
    columns: Vec<Arc<str>>,
    rows: Vec<(String, Vec<Value>)>,
}

fn rows(shell: &mut Shell, side: &mut Side, query: &str, keep: bool) -> Result<SideRows, Trouble> {
    let in_force = shell.session.lens();
    let session = match side {
        Side::Lens(text) => {
            let lens = shell.session.lens_with(text).map_err(unplaced)?;
            shell.session.set_lens(&lens).map_err(unplaced)?;
            &mut shell.session
        }
        Side::Graph(_, session) => session,
    };
    let answer = session.run(query);
    let answer = answer.map(|answer| {
        let graph = session.graph();
        let texts = |row: &[Value]| row.iter().map(|value| Value::string(show::cell_text(graph, value))).collect();
        let rows = answer.rows.into_iter().map(|row| {
            let text = row_text(graph, &row);
            let values = if keep { row } else { texts(&row) };
            (text, values)
        });
        SideRows { rows: rows.collect(), columns: answer.columns }
    });
    shell.session.set_lens(&in_force)?;
    answer.map_err(|error| Trouble::Error(error, query.to_string()))
}

/// Items of a list told before the rest is counted.
const LIST_MAX: usize = 15;

fn tell(
    graph: &Graph,
    shell: &Shell,
    screen: &mut Screen<'_>,
    places: &[String; 3],
    answer: &Answer,
) -> Result<(), Trouble> {
    let style = shell.settings.style();
    let says = answer.columns.get(2).is_some_and(|column| &**column == "says");
    let differs = answer.columns.last().is_some_and(|column| &**column == DIFFERS);
    let listed = |place: &String, changed: bool| -> Vec<String> {
        let rows = answer.rows.iter().filter(|row| row[0].as_str() == Some(place));
        let rows = rows.filter(|row| !differs || row[3].is_null() != changed);
        rows.map(|row| if says { line(row) } else { row_text(graph, &row[1..]) }).collect()
    };
    let counts = places.iter().map(|place| format!("{} {place}", listed(place, false).len()));
    let otherwise = differs.then(|| format!("{} {OTHERWISE}", listed(&places[2], true).len()));
    let counts: Vec<String> = counts.chain(otherwise).collect();
    writeln!(screen.out, "{}", style.bold(&counts.join(", ")))?;
    let [first, second, both] = places;
    show::list(screen.out, first, listed(first, false), LIST_MAX, style)?;
    show::list(screen.out, second, listed(second, false), LIST_MAX, style)?;
    if differs {
        show::list(screen.out, OTHERWISE, listed(both, true), LIST_MAX, style)?;
    }
    Ok(show::list(screen.out, both, listed(both, false), LIST_MAX, style)?)
}

const OTHERWISE: &str = "both, otherwise described";

/// What a record says, and the keys that differ.
fn line(row: &[Value]) -> String {
    let text = |at: usize| row.get(at).and_then(Value::as_str);
    let says = text(2).unwrap_or_default();
    text(3).map_or(says.to_string(), |keys| format!("{says}: {keys}"))
}
