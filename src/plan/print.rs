//! A plan as a tree for people: the last operator on top, its input below it.

use super::told::Teller;
use super::tree::{Plan, Program, Shortest, Source, Step, Wedge};
use crate::bind::Slot;
use crate::graph::{Symbols, TypeId, Way};

/// The plan of a program, one operator a line; after it the plans of subqueries within expressions.
pub(crate) fn print(program: &Program, symbols: &Symbols) -> String {
    let tree = |plan| described(plan, program, symbols).into_iter().map(|(_, line)| line);
    let mut lines: Vec<String> = tree(&program.plan).collect();
    for (at, (plan, _)) in program.subplans.iter().enumerate() {
        lines.push(format!("subquery {}", at + 1));
        lines.extend(tree(plan));
    }
    lines.join("\n")
}

/// The operators of a plan that are told, from the last to the first, each as an indented line.
pub(super) fn described<'p>(plan: &'p Plan, program: &Program, symbols: &Symbols) -> Vec<(&'p Plan, String)> {
    let mut lines = Vec::new();
    describe(plan, 0, program, symbols, &mut lines);
    lines
}

/// All operators of a plan.
pub(super) fn all(plan: &Plan) -> Vec<&Plan> {
    let mut found = vec![plan];
    let mut at = 0;
    while let Some(plan) = found.get(at) {
        found.extend(inputs(plan));
        at += 1;
    }
    found
}

fn describe<'p>(
    plan: &'p Plan,
    depth: usize,
    program: &Program,
    symbols: &Symbols,
    lines: &mut Vec<(&'p Plan, String)>,
) {
    if let Plan::Probe { input, .. } = plan {
        return describe(input, depth, program, symbols, lines);
    }
    lines.push((plan, format!("{}{}", "  ".repeat(depth), line(plan, program, symbols))));
    for input in inputs(plan) {
        describe(input, depth + 1, program, symbols, lines);
    }
}

fn inputs(plan: &Plan) -> Vec<&Plan> {
    match plan {
        Plan::Row | Plan::Total { .. } | Plan::Close { .. } | Plan::Tally { .. } | Plan::Leading { .. } => Vec::new(),
        Plan::Optional { input, inner, .. } | Plan::Subquery { input, inner, .. } => vec![inner, input],
        Plan::First { input, rest, .. } => vec![rest, input],
        Plan::Merge { input, search, .. } => vec![search, input],
        Plan::Union { parts, .. } => parts.iter().map(|(part, _)| part).collect(),
        Plan::Scan { input, .. }
        | Plan::Expand { input, .. }
        | Plan::Walk { input, .. }
        | Plan::Shortest { input, .. }
        | Plan::Ends { input, .. }
        | Plan::Filter { input, .. }
        | Plan::Path { input, .. }
        | Plan::Repeated { input, .. }
        | Plan::Unwind { input, .. }
        | Plan::Project { input, .. }
        | Plan::Aggregate { input, .. }
        | Plan::Distinct { input, .. }
        | Plan::Sort { input, .. }
        | Plan::Skip { input, .. }
        | Plan::Limit { input, .. }
        | Plan::Create { input, .. }
        | Plan::Set { input, .. }
        | Plan::Remove { input, .. }
        | Plan::Delete { input, .. }
        | Plan::Call { input, .. }
        | Plan::Top { input, .. }
        | Plan::Search { input, .. }
        | Plan::Weigh { input, .. }
        | Plan::Reach { input, .. }
        | Plan::Guide { input, .. }
        | Plan::Probe { input, .. } => vec![input],
    }
}

fn line(plan: &Plan, program: &Program, symbols: &Symbols) -> String {
    let name = |slot: Slot| slot_name(slot, program);
    let teller = Teller { program, symbols };
    match plan {
        Plan::Row | Plan::Probe { .. } => "one row".into(),
        Plan::Scan { slot, source: Source::All, .. } => format!("scan all nodes as {}", name(*slot)),
        Plan::Scan { slot, source: Source::Label(label), .. } => {
            format!("scan :{} as {}", symbols.label_name(*label), name(*slot))
        }
        Plan::Scan { slot, source: Source::Id(id), .. } => {
            format!("find {} by id {}", name(*slot), teller.expr(id))
        }
        Plan::Expand { step, .. } => format!("expand {}", arrow(step, program, symbols, "")),
        Plan::Walk { step, min, max, tested, .. } => {
            let conditions: Vec<_> = tested.iter().flat_map(|tested| &tested.conditions).flatten().cloned().collect();
            let each = if conditions.is_empty() { String::new() } else { teller.conditions(&conditions) };
            let each = if each.is_empty() { each } else { format!(", each time {each}") };
            format!("walk {}{each}", walked(step, (*min, *max), program, symbols))
        }
        Plan::Shortest { step, min, max, wanted, .. } => {
            let which = match wanted {
                Shortest::One | Shortest::Paths(1) => "shortest path".into(),
                Shortest::All | Shortest::Groups(1) => "all shortest paths".into(),
                Shortest::Paths(count) => format!("{count} shortest paths"),
                Shortest::Groups(count) => format!("all paths of the {count} least lengths"),
            };
            format!("{which} {}", walked(step, (*min, *max), program, symbols))
        }
        Plan::Ends { step, .. } => format!("ends of {}", name(step.edge)),
        Plan::Top { keys, limit, .. } => format!("first {} rows by {}", teller.expr(limit), teller.keys(keys)),
        Plan::First { slot, .. } => format!("first match for each {}", name(*slot)),
        Plan::Search { label, conditions, .. } => {
            format!("search the texts of :{} for {}", symbols.label_name(*label), teller.conditions(conditions))
        }
        Plan::Weigh { root, .. } => format!("count matches from {} by degrees", name(*root)),
        Plan::Total { .. } => "count all matches by degrees".into(),
        Plan::Reach { root, hops, .. } => {
            format!("reach from {} in {}, each node once", name(*root), counted(hops.len(), "step"))
        }
        Plan::Close { wedge } => wedge_line(wedge),
        Plan::Guide { pulls, .. } => {
            let end = pulls.last().map(|pull| name(pull.to)).unwrap_or_default();
            format!("keep {} to what leads to {end}", counted(pulls.len(), "step"))
        }
        Plan::Tally { label, key, ahead, .. } => {
            let ahead = if ahead.is_some() { ", the first alone" } else { "" };
            format!("count by the column :{}.{}{ahead}", symbols.label_name(*label), symbols.key_name(*key))
        }
        Plan::Leading { label, keys, .. } => {
            let keys: Vec<&str> = keys.iter().map(|(key, _)| &**symbols.key_name(*key)).collect();
            format!("first rows by the columns {} of :{}", keys.join(", "), symbols.label_name(*label))
        }
        Plan::Filter { conditions, .. } => format!("filter {}", teller.conditions(conditions)),
        Plan::Path { slot, .. } => format!("path {}", name(*slot)),
        Plan::Repeated { groups, conditions, .. } => {
            let lists = names(groups.iter().map(|(_, list)| *list), program);
            let lists = if lists.is_empty() { String::new() } else { format!("lists {lists}") };
            let each = teller.conditions(conditions);
            let each = if conditions.is_empty() { String::new() } else { format!("each time {each}") };
            [lists, each].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Plan::Optional { .. } => "optional".into(),
        Plan::Unwind { slot, list, .. } => format!("unwind {} as {}", teller.expr(list), name(*slot)),
        Plan::Project { items, .. } => format!("project {}", teller.items(items)),
        Plan::Aggregate { aggregation, .. } => {
            let by = if aggregation.keys.is_empty() { "" } else { " by " };
            let aggregates = teller.aggregates(&aggregation.aggregates);
            format!("aggregate {aggregates}{by}{}", teller.items(&aggregation.keys))
        }
        Plan::Distinct { slots, .. } => format!("distinct {}", names(slots.iter().copied(), program)),
        Plan::Sort { keys, .. } => format!("sort by {}", teller.keys(keys)),
        Plan::Skip { count, .. } => format!("skip {}", teller.expr(count)),
        Plan::Limit { count, .. } => format!("limit {}", teller.expr(count)),
        Plan::Union { .. } => "union".into(),
        Plan::Create { creations, .. } => format!("create {}", counted(creations.len(), "record")),
        Plan::Merge { .. } => "merge".into(),
        Plan::Set { items, .. } => format!("set {}", counted(items.len(), "item")),
        Plan::Remove { items, .. } => format!("remove {}", counted(items.len(), "item")),
        Plan::Delete { detach, .. } => if *detach { "detach delete" } else { "delete" }.into(),
        Plan::Call { .. } => "call".into(),
        Plan::Subquery { .. } => "subquery".into(),
    }
}

/// A variable's name, else that of the column it ends in; where it has neither, its number.
pub(super) fn slot_name(slot: Slot, program: &Program) -> String {
    let column = || program.slots.iter().position(|known| *known == slot).and_then(|at| program.columns.get(at));
    let variable = program.names.get(slot).filter(|name| !name.is_empty());
    variable.or_else(column).map_or_else(|| format!("_{slot}"), |name| name.to_string())
}

fn names(slots: impl Iterator<Item = Slot>, program: &Program) -> String {
    slots.map(|slot| slot_name(slot, program)).collect::<Vec<_>>().join(", ")
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn range(min: u32, max: Option<u32>) -> String {
    max.map_or_else(|| format!("*{min}.."), |max| format!("*{min}..{max}"))
}

fn arrow(step: &Step, program: &Program, symbols: &Symbols, length: &str) -> String {
    ends(step, &relationship(step.way, &step.types, length, symbols), program)
}

/// `(a)-[:T*1..3]->(b)`, or `(a)(()-[:T]->()<-[:U]-()){1,3}(b)` where several are repeated together.
fn walked(step: &Step, (min, max): (u32, Option<u32>), program: &Program, symbols: &Symbols) -> String {
    if step.legs.is_empty() {
        return arrow(step, program, symbols, &range(min, max));
    }
    let first = relationship(step.way, &step.types, "", symbols);
    let more = step.legs.iter().map(|leg| relationship(leg.way, &leg.types, "", symbols));
    let legs: Vec<String> = std::iter::once(first).chain(more).collect();
    let most = max.map(|max| max.to_string()).unwrap_or_default();
    ends(step, &format!("((){}()){{{min},{most}}}", legs.join("()")), program)
}

fn relationship(way: Way, types: &[TypeId], length: &str, symbols: &Symbols) -> String {
    let types: Vec<&str> = types.iter().map(|kind| &**symbols.type_name(*kind)).collect();
    let types = if types.is_empty() { String::new() } else { format!(":{}", types.join("|")) };
    let (left, right) = match way {
        Way::Out => ("", ">"),
        Way::In => ("<", ""),
        Way::Both => ("", ""),
    };
    format!("{left}-[{types}{length}]-{right}")
}

fn ends(step: &Step, between: &str, program: &Program) -> String {
    let known = if step.to_known { " (known)" } else { "" };
    format!("({}){between}({}){known}", slot_name(step.from, program), slot_name(step.to, program))
}

fn wedge_line(wedge: &Wedge) -> String {
    let ends = match (wedge.closing, wedge.negated) {
        (Some(_), true) => "an edge does not join",
        (Some(_), false) => "an edge joins",
        (None, _) => "differ",
    };
    let around = if wedge.corners[0].hops.is_empty() { "" } else { ", around each node that their corners lead to" };
    format!("count pairs of steps whose ends {ends}{around}")
}
