//! `falls WORK`: what rests on a source alone.

use std::collections::BTreeMap;

use super::lens::unplaced;
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::cli::saved::SavedQuery;
use crate::diagnostic::counted;
use crate::graph::lens::{Held, Seen};
use crate::graph::{View, Way};
use crate::session::Answer;
use crate::show::{self, Format, Subject};
use crate::value::{EdgeId, NodeId, Value};

/// A saved query whose answer changes.
struct Changed {
    name: String,
    rows: usize,
    lost: Vec<String>,
    gained: Vec<String>,
}

/// `falls WORK`: relations and claims that fall without it, and saved queries whose answers change.
pub(crate) fn falls(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let name = joined(words);
    if name.is_empty() {
        return Err(Trouble::usage("`falls` needs a work, an author or a school", "as in `falls vanderhill-2020`"));
    }
    let base = shell.session.lens();
    let without = format!("{base} WITHOUT {}", super::ask::literal(&name));
    let seen = shell.session.look(&without).map_err(unplaced)?;
    let before = shell.session.look(&base)?;
    let (claims, edges) = fallen(shell, &before, &seen);
    let changed = changed_queries(shell, &base, &without)?;
    let answer = as_rows(&claims, &edges, &changed);
    if shell.settings.format == Format::Table {
        tell(shell, screen, &name, (&before, &claims, &edges), &changed)?;
    } else {
        show::answer(screen.out, shell.session.graph(), &answer, shell.settings.format, shell.settings.style())?;
    }
    shell.tell_lens(screen)?;
    shell.keep(answer);
    Ok(())
}

/// The claims and relations that stand before and not after.
fn fallen(shell: &Shell, before: &Seen, after: &Seen) -> (Vec<NodeId>, Vec<EdgeId>) {
    let graph = shell.session.graph();
    let (mut claims, mut nodes, mut edges) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(claim) = graph.symbols().find_label("Claim") {
        graph.nodes_with_label(claim, &mut claims);
    }
    graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    claims.retain(|node| before.node(*node) != Held::No && after.node(*node) == Held::No);
    let edges = edges.into_iter().map(|(edge, _)| edge);
    (claims, edges.filter(|edge| before.edge(*edge) != Held::No && after.edge(*edge) == Held::No).collect())
}

fn changed_queries(shell: &mut Shell, base: &str, without: &str) -> Result<Vec<Changed>, Trouble> {
    let mut changed = Vec::new();
    for query in shell.queries.clone() {
        let before = rows_under(shell, &query, base)?;
        let after = rows_under(shell, &query, without)?;
        let (lost, gained) = (difference(&before, &after), difference(&after, &before));
        if !lost.is_empty() || !gained.is_empty() {
            changed.push(Changed { name: query.name, rows: before.len(), lost, gained });
        }
    }
    shell.session.set_lens(base)?;
    Ok(changed)
}

/// The rows of a saved query under a lens, as text.
fn rows_under(shell: &mut Shell, query: &SavedQuery, lens: &str) -> Result<Vec<String>, Trouble> {
    shell.session.set_lens(lens)?;
    let parameters = shell.parameters_for(query);
    let answer = shell.session.run_with(&query.text, &parameters);
    let answer = answer.map_err(|error| Trouble::Error(error, query.text.clone()))?;
    Ok(answer.rows.iter().map(|row| row_text(shell.session.graph(), row)).collect())
}

pub(super) fn row_text(view: &dyn View, row: &[Value]) -> String {
    row.iter().map(|value| show::cell_text(view, value)).collect::<Vec<String>>().join(" | ")
}

/// The rows of the first that the second has not, each as often as it is missing.
pub(super) fn difference(first: &[String], second: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    second.iter().for_each(|row| *left.entry(row).or_default() += 1);
    let missing = |row: &&String| match left.get_mut(row.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        Some(_) | None => true,
    };
    first.iter().filter(missing).cloned().collect()
}

fn as_rows(claims: &[NodeId], edges: &[EdgeId], changed: &[Changed]) -> Answer {
    let row = |kind: &str, what: Value| vec![Value::string(kind), what];
    let claims = claims.iter().map(|node| row("claim", Value::Node(*node)));
    let edges = edges.iter().map(|edge| row("relation", Value::Relationship(*edge)));
    let queries = changed.iter().map(|query| row("saved query", Value::string(&query.name)));
    let rows = claims.chain(edges).chain(queries).collect();
    Answer { columns: vec!["falls".into(), "what".into()], rows, ..Answer::default() }
}

/// Items of a list told before the rest is counted.
const LIST_MAX: usize = 12;

fn tell(
    shell: &Shell,
    screen: &mut Screen<'_>,
    name: &str,
    (before, claims, edges): (&Seen, &[NodeId], &[EdgeId]),
    changed: &[Changed],
) -> Result<(), Trouble> {
    let graph = shell.session.graph();
    let subject = Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) };
    let style = shell.settings.style();
    let head = format!(
        "without {}: {} of {} and {} fall, {} of {} answer otherwise",
        show::short_citation(graph, name),
        edges.len(),
        counted(before.edge_counts.0, "relation"),
        counted(claims.len(), "claim"),
        changed.len(),
        counted(shell.queries.len(), "saved query")
    );
    writeln!(screen.out, "{}", style.bold(&head))?;
    let names = claims.iter().map(|node| show::name_of(graph, *node)).collect();
    show::list(screen.out, "claims", names, LIST_MAX, style)?;
    let world = edges.iter().filter(|edge| !touches_claim(graph, **edge));
    let sentences = world.map(|edge| show::sentence(subject, *edge)).collect();
    show::list(screen.out, "relations, besides those of claims", sentences, LIST_MAX, style)?;
    let lines = changed.iter().map(query_line).collect();
    show::list(screen.out, "saved queries", lines, usize::MAX, style)?;
    Ok(())
}

fn touches_claim(view: &dyn View, edge: EdgeId) -> bool {
    let (from, to) = view.ends(edge);
    let claim = view.symbols().find_label("Claim");
    claim.is_some_and(|claim| view.has_label(from, claim) || view.has_label(to, claim))
}

/// "bibliography: loses 1 of 36 rows: Vanderhill | 2020"; a row that reads otherwise is lost and gained.
fn query_line(query: &Changed) -> String {
    let gained = match query.gained.len() {
        0 => String::new(),
        1 => ", has 1 other".to_string(),
        more => format!(", has {more} others"),
    };
    let example: String = query.lost.first().map(|row| row.chars().take(80).collect()).unwrap_or_default();
    let example = if example.is_empty() { example } else { format!(": {example}") };
    let rows = counted(query.rows, "row");
    format!("{}: loses {} of {rows}{gained}{example}", query.name, query.lost.len())
}
