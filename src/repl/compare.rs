//! `compare VIEW VIEW`: what two views have in common, and what only one of them has.

use std::collections::BTreeMap;
use std::path::Path;

use super::falls::{difference, row_text};
use super::lens::unplaced;
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::cli::wiring;
use crate::diagnostic::Diagnostic;
use crate::graph::lens::{Held, Window};
use crate::graph::{Graph, View, Way};
use crate::session::{Answer, Session};
use crate::show::{self, Format, Subject};
use crate::value::{EdgeId, NodeId, Value};

const USAGE: &str = "a view is a date, a work, an author, a school, a status, a lens in quotes, or a folder: \
                     `compare 2005 2023 SCO member-of`, `compare western-line chinese-line`";

/// One of the two things compared.
enum Side {
    /// This graph through a lens.
    Lens(String),
    /// The graph in a folder.
    Folder(String, Box<Session>),
}

impl Side {
    fn label(&self) -> &str {
        match self {
            Side::Lens(text) => text,
            Side::Folder(path, _) => path,
        }
    }

    fn is_folder(&self) -> bool {
        matches!(self, Side::Folder(..))
    }
}

/// A relation by what it says, with the edge where it is one of this graph.
type Relations = BTreeMap<String, (String, Option<EdgeId>)>;

/// `compare VIEW VIEW [NAME [RELATION] | QUERY]`
pub(crate) fn compare(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let [first, second, rest @ ..] = words else {
        return Err(Trouble::usage("`compare` needs two views", USAGE));
    };
    let mut sides = (side(first)?, side(second)?);
    let is_query = rest.first().is_some_and(|word| {
        !word.quoted
            && ["MATCH", "OPTIONAL", "CALL", "UNWIND", "WITH"].iter().any(|it| it.eq_ignore_ascii_case(&word.text))
    });
    let answer = match (is_query, rest) {
        (true, _) => {
            let query = super::words::rest_of_line(shell.history.last().map_or("", String::as_str), rest);
            compare_rows(shell, &mut sides, &query)?
        }
        // One quoted word with spaces may be a query, as a command line hands it over.
        (false, [only]) if only.text.contains('(') => compare_rows(shell, &mut sides, &only.text)?,
        (false, _) => compare_relations(shell, &mut sides, rest)?,
    };
    if shell.settings.format == Format::Table {
        tell(shell, screen, (sides.0.label(), sides.1.label()), &answer)?;
    } else {
        show::answer(screen.out, shell.session.graph(), &answer, shell.settings.format, shell.settings.style())?;
    }
    shell.last = Some(answer);
    Ok(())
}

fn side(word: &Word) -> Result<Side, Trouble> {
    let text = word.text.trim();
    if Path::new(text).is_dir() {
        let opened = wiring::open(Some(Path::new(text)), false);
        let (session, _) = opened.map_err(|failure| Diagnostic::plain(failure.class, failure.text))?;
        return Ok(Side::Folder(text.to_string(), Box::new(session)));
    }
    let begins = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let is_lens = ["AS OF ", "DURING ", "ACCEPT ", "WITHOUT "].iter().any(|word| begins(word));
    let quoted = super::ask::literal(text);
    Ok(Side::Lens(match Window::read(text) {
        _ if is_lens => text.to_string(),
        Some(_) => format!("AS OF {quoted}"),
        None => format!("ACCEPT {quoted}"),
    }))
}

fn compare_relations(shell: &mut Shell, sides: &mut (Side, Side), about: &[Word]) -> Result<Answer, Trouble> {
    let (names, kind) = match about.split_last() {
        Some((last, names)) if !names.is_empty() && is_relation(shell, last) => (names, Some(relation(last))),
        Some(_) | None => (about, None),
    };
    let node = if names.is_empty() { None } else { Some(shell.names().one(&joined(names))?) };
    let id = node.and_then(|node| shell.session.graph().node_text(node, "id"));
    let only = (id.as_deref(), kind.as_deref());
    let first = relations(shell, &sides.0, only)?;
    let second = relations(shell, &sides.1, only)?;
    let by_text = sides.0.is_folder() || sides.1.is_folder();
    let mut rows = Vec::new();
    let mut add = |place: &str, of: &Relations, wanted: &dyn Fn(&str) -> bool| {
        for (_, (text, edge)) in of.iter().filter(|(key, _)| wanted(key)) {
            let what = edge.filter(|_| !by_text).map_or_else(|| Value::string(text), Value::Relationship);
            rows.push(vec![Value::string(place), what]);
        }
    };
    add(&only_in(sides.0.label()), &first, &|key| !second.contains_key(key));
    add(&only_in(sides.1.label()), &second, &|key| !first.contains_key(key));
    add(BOTH, &first, &|key| second.contains_key(key));
    Ok(Answer { columns: vec!["in".into(), "relation".into()], rows, ..Answer::default() })
}

const BOTH: &str = "both";

fn only_in(label: &str) -> String {
    format!("only {label}")
}

fn relation(word: &Word) -> String {
    word.text.to_uppercase().replace('-', "_")
}

fn is_relation(shell: &Shell, word: &Word) -> bool {
    shell.session.graph().symbols().find_type(&relation(word)).is_some()
}

/// The relations of a view, at a node and of a type where these are given.
fn relations(shell: &Shell, side: &Side, only: (Option<&str>, Option<&str>)) -> Result<Relations, Trouble> {
    match side {
        Side::Lens(text) => {
            let seen = shell.session.look(text).map_err(unplaced)?;
            Ok(gathered(shell.session.graph(), only, &|edge| seen.edge(edge) != Held::No))
        }
        Side::Folder(_, session) => Ok(gathered(session.graph(), only, &|_| true)),
    }
}

fn gathered(graph: &Graph, (id, kind): (Option<&str>, Option<&str>), stands: &dyn Fn(EdgeId) -> bool) -> Relations {
    let subject = Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) };
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    let is = |node: NodeId| id.is_none_or(|id| graph.node_text(node, "id").as_deref() == Some(id));
    let mut found = Relations::new();
    for (edge, _) in edges {
        let (from, to) = graph.ends(edge);
        let fits = kind.is_none_or(|kind| &**graph.symbols().type_name(graph.edge_type(edge)) == kind);
        if fits && (is(from) || is(to)) && stands(edge) {
            found.insert(key(graph, edge, &found), (show::sentence(subject, edge), Some(edge)));
        }
    }
    found
}

/// What tells a relation from every other, in whatever graph: its ends by id, its type and properties.
fn key(graph: &Graph, edge: EdgeId, taken: &Relations) -> String {
    let (from, to) = graph.ends(edge);
    let id = |node: NodeId| graph.node_text(node, "id").unwrap_or_default();
    let mut properties: Vec<String> = graph
        .edge_properties(edge)
        .iter()
        .map(|(key, value)| format!("{}={}", graph.symbols().key_name(*key), show::cell_text(graph, value)))
        .collect();
    properties.sort();
    let kind = graph.symbols().type_name(graph.edge_type(edge));
    let mut key = format!("{}\t{kind}\t{}\t{}", id(from), id(to), properties.join("\t"));
    // Two that say the same are told apart by their number.
    while taken.contains_key(&key) {
        key.push('+');
    }
    key
}

/// The rows of a query under both views: those gained and lost, and those in common.
fn compare_rows(shell: &mut Shell, sides: &mut (Side, Side), query: &str) -> Result<Answer, Trouble> {
    let (columns, first) = rows(shell, &mut sides.0, query)?;
    let (_, second) = rows(shell, &mut sides.1, query)?;
    let lost = difference(&first, &second);
    let gained = difference(&second, &first);
    let common = difference(&first, &lost);
    let labelled = |place: String, rows: Vec<String>| {
        rows.into_iter().map(move |row| vec![Value::string(&place), Value::string(&row)])
    };
    let rows = labelled(only_in(sides.0.label()), lost)
        .chain(labelled(only_in(sides.1.label()), gained))
        .chain(labelled(BOTH.to_string(), common))
        .collect();
    Ok(Answer { columns: vec!["in".into(), columns.into()], rows, ..Answer::default() })
}

fn rows(shell: &mut Shell, side: &mut Side, query: &str) -> Result<(String, Vec<String>), Trouble> {
    let in_force = shell.session.lens();
    let session = match side {
        Side::Lens(text) => {
            shell.session.set_lens(text).map_err(unplaced)?;
            &mut shell.session
        }
        Side::Folder(_, session) => session,
    };
    let answer = session.run(query);
    let rows = answer.map(|answer| {
        let rows = answer.rows.iter().map(|row| row_text(session.graph(), row)).collect();
        (answer.columns.join(" | "), rows)
    });
    shell.session.set_lens(&in_force)?;
    rows.map_err(|error| Trouble::Error(error, query.to_string()))
}

/// Items of a list told before the rest is counted.
const LIST_MAX: usize = 15;

fn tell(shell: &Shell, screen: &mut Screen<'_>, labels: (&str, &str), answer: &Answer) -> Result<(), Trouble> {
    let graph = shell.session.graph();
    let subject = Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) };
    let style = shell.settings.style();
    let listed = |place: &str| -> Vec<String> {
        let rows = answer.rows.iter().filter(|row| row[0].as_str() == Some(place));
        rows.map(|row| match &row[1] {
            Value::Relationship(edge) => show::sentence(subject, *edge),
            other => show::cell_text(graph, other),
        })
        .collect()
    };
    let places = [only_in(labels.0), only_in(labels.1), BOTH.to_string()];
    let lists = places.map(|place| (listed(&place), place));
    let counts: Vec<String> = lists.iter().map(|(list, place)| format!("{} {place}", list.len())).collect();
    writeln!(screen.out, "{}", style.bold(&counts.join(", ")))?;
    for (list, place) in lists {
        show::list(screen.out, &place, list, LIST_MAX, style)?;
    }
    Ok(())
}
