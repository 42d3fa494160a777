//! What the runner checks of itself: it has read every scenario and every value, and it can tell a
//! right answer from a wrong one. Otherwise its figures would mean nothing.

use actant::diagnostic::Diagnostic;
use actant::graph::{Graph, Store};
use actant::session::Answer;
use actant::value::{EdgeId, NodeId, Path, Value};

use super::compare::{Rows, compare};
use super::corpus::Case;
use super::effects::{Snapshot, effects_text};
use super::expected::parse;
use super::gherkin::Table;
use super::shown::{Lists, text};

/// Reads every value that a scenario expects or gives, and reads its own text again.
pub(crate) fn check_values(cases: &[Case]) -> Result<(), String> {
    cases.iter().try_for_each(|case| {
        let steps = case.scenario.steps.iter().filter(|step| step.text.starts_with("the result should be"));
        let mut cells = steps.flat_map(|step| step.table.iter().skip(1).flatten());
        cells.try_for_each(|cell| check_value(cell)).map_err(|error| format!("{}: {error}", case.name))
    })
}

fn check_value(cell: &str) -> Result<(), String> {
    let once = text(&parse(cell)?, Lists::Ordered);
    let twice = text(&parse(&once.replace("inf", "Inf"))?, Lists::Ordered);
    if once == twice { Ok(()) } else { Err(format!("`{cell}` is read as `{once}`, and that as `{twice}`")) }
}

/// Rows, what to compare them with and how, and whether they are the same.
type Judged<'a> = (&'a [Vec<Value>], &'a str, Rows, Lists, bool);

/// Compares answers that are known to be right and wrong.
pub(crate) fn check_comparison() -> Result<(), String> {
    let (graph, node, edge, path) = small_graph().map_err(|error| error.to_string())?;
    let number = |x| vec![Value::Integer(x)];
    let numbers = [number(1), number(2), number(2)];
    let (any, exact) = (Rows::AnyOrder, Rows::InOrder);
    let list = [vec![Value::list(vec![Value::Integer(1), Value::Float(2.0)])]];
    let (ordered, unordered) = (Lists::Ordered, Lists::Unordered);
    let record = [vec![Value::Node(node)], vec![Value::Relationship(edge)], vec![path]];
    let right = "(:A:B {x: 1}) [:T] <()<-[:T]-(:B:A {x: 1})>";
    let cases: [Judged<'_>; 13] = [
        (&numbers, "1 2 2", exact, ordered, true),
        (&numbers, "2 1 2", any, ordered, true),
        (&numbers, "2 1 2", exact, ordered, false),
        (&numbers, "1 2", any, ordered, false),
        (&numbers, "1 1 2", any, ordered, false),
        (&numbers, "1 2.0 2", any, ordered, false),
        (&list, "[2.0,1]", any, unordered, true),
        (&list, "[2.0,1]", any, ordered, false),
        (&list, "[2,1]", any, unordered, false),
        (&record, right, exact, ordered, true),
        (&record, "(:A {x: 1}) [:T] <()<-[:T]-(:B:A {x: 1})>", exact, ordered, false),
        (&record, "(:A:B {x: 1}) [:T] <()-[:T]->(:B:A {x: 1})>", exact, ordered, false),
        (&record, "(:A:B {x: '1'}) [:T] <()<-[:T]-(:B:A {x: 1})>", exact, ordered, false),
    ];
    cases.into_iter().try_for_each(|(found, expected, rows, lists, same)| {
        let answer = Answer { columns: vec!["v".into()], rows: found.to_vec(), ..Answer::default() };
        match compare(&graph, &answer, &table(expected), rows, lists) {
            outcome if outcome.is_ok() == same => Ok(()),
            Ok(()) => Err(format!("{found:?} counts as `{expected}`")),
            Err(error) => Err(format!("{found:?} does not count as `{expected}`: {error}")),
        }
    })
}

/// One column `v`; the cells are apart by spaces outside brackets.
fn table(cells: &str) -> Table {
    let mut depth = 0;
    let split = cells.split(|c: char| {
        depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
        c == ' ' && depth == 0
    });
    std::iter::once("v").chain(split).map(|cell| vec![cell.to_owned()]).collect()
}

/// `(:A:B {x: 1})-[:T]->()`, and the path against the relationship.
fn small_graph() -> Result<(Graph, NodeId, EdgeId, Value), Box<Diagnostic>> {
    let mut graph = Graph::new();
    let labels = vec![graph.symbols_mut().label("A"), graph.symbols_mut().label("B")];
    let (x, kind) = (graph.symbols_mut().key("x"), graph.symbols_mut().relationship_type("T"));
    let node = graph.add_node(labels, vec![(x, Value::Integer(1))])?;
    let other = graph.add_node(Vec::new(), Vec::new())?;
    let edge = graph.add_edge(node, kind, other, Vec::new())?;
    let path = Value::Path(Path { nodes: vec![other, node], edges: vec![edge] }.into());
    Ok((graph, node, edge, path))
}

/// Counts what is known to have changed.
pub(crate) fn check_effects() -> Result<(), String> {
    let (mut graph, node, edge, _) = small_graph().map_err(|error| error.to_string())?;
    let found = effects_text(&Snapshot::default().effects(&Snapshot::of(&graph)));
    same(&found, "+labels 2, +nodes 2, +properties 1, +relationships 1")?;
    let before = Snapshot::of(&graph);
    change(&mut graph, node, edge).map_err(|error| error.to_string())?;
    let found = effects_text(&before.effects(&Snapshot::of(&graph)));
    same(&found, "+properties 1, -labels 1, -properties 1, -relationships 1")
}

fn change(graph: &mut Graph, node: NodeId, edge: EdgeId) -> Result<(), Box<Diagnostic>> {
    let (x, label) = (graph.symbols_mut().key("x"), graph.symbols_mut().label("B"));
    graph.set_node_property(node, x, Value::Integer(2))?;
    graph.set_label(node, label, false)?;
    graph.delete_edge(edge)
}

fn same(found: &str, expected: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("counted {found}, expected {expected}")) }
}
