//! Random reading queries that are valid: names, conditions and columns fit what was matched before.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{BoxedStrategy, Strategy, any};
use proptest::sample::{Index, select};

const NAMES: &[&str] = &["a", "b", "c", ""];
const LABELS: &[&str] = &["", "", ":A", ":B", ":A|B", ":!A", ":A&B", ":%"];
const PROPERTIES: &[&str] = &["", "", "", " {x: 1}", " {id: 'n1'}", " {x: 2, id: 'n0'}", " {x: null}"];
const EDGES: &[&str] =
    &["-->", "<--", "--", "-[:S]->", "<-[:T]-", "-[:S|T]-", "-[{w: 1}]->", "-[:S*1..2]->", "-[*0..2]-", "<-[*2]-"];

/// Conditions over one or two variables, `?` and `!`.
const CONDITIONS: &[&str] = &[
    "?.x > 1",
    "?.x = !.x",
    "?.x <= !.x",
    "?.id = 'n2'",
    "'n1' = ?.id",
    "?.id IN ['n0', 'n3']",
    "?.id STARTS WITH 'n'",
    "?:B",
    "? <> !",
    "? = !",
    "?.x IS NULL",
    "?.x + !.x = 3",
    "EXISTS { (?)-[:S]->() }",
    "(?)-[:T]-(!)",
    "COUNT { (?)-->(:A) } > 1",
    "null",
];

const COLUMNS: &[&str] = &["?.id", "?.x", "labels(?)", "?.x IS NULL", "[(?)-[e:S]->() | e.w][0] IS NULL"];
const AGGREGATES: &[&str] = &["count(*)", "count(?)", "sum(?.x)", "min(?.x)", "max(?.id)", "count(DISTINCT ?.x)"];

/// A condition as a tree, its variables still to be chosen.
#[derive(Clone, Debug)]
enum Condition {
    Leaf(&'static str, Index, Index),
    Not(Box<Condition>),
    Both(Box<Condition>, &'static str, Box<Condition>),
}

impl Condition {
    fn text(&self, names: &[&str]) -> String {
        match self {
            Condition::Leaf(form, first, second) => filled(form, names, *first, *second),
            Condition::Not(inner) => format!("NOT ({})", inner.text(names)),
            Condition::Both(left, word, right) => format!("({} {word} {})", left.text(names), right.text(names)),
        }
    }
}

fn filled(form: &str, names: &[&str], first: Index, second: Index) -> String {
    form.replace('?', names[first.index(names.len())]).replace('!', names[second.index(names.len())])
}

type Node = (&'static str, &'static str, &'static str);
type Path = (Node, Vec<(&'static str, Node)>);

/// `[OPTIONAL] MATCH … WHERE …`, and whether `WITH *` and a condition follow.
#[derive(Clone, Debug)]
struct Matching {
    optional: bool,
    paths: Vec<Path>,
    condition: Option<Condition>,
    with: Option<Condition>,
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf =
        (select(CONDITIONS), any::<Index>(), any::<Index>()).prop_map(|(form, a, b)| Condition::Leaf(form, a, b));
    leaf.prop_recursive(2, 5, 2, |inner| -> BoxedStrategy<Condition> {
        let not = inner.clone().prop_map(|inner| Condition::Not(Box::new(inner)));
        let both = (inner.clone(), select(&["AND", "AND", "OR", "XOR"][..]), inner);
        let both = both.prop_map(|(a, word, b)| Condition::Both(Box::new(a), word, Box::new(b)));
        proptest::prop_oneof![1 => not, 3 => both].boxed()
    })
}

fn matching() -> impl Strategy<Value = Matching> {
    let node = || (select(NAMES), select(LABELS), select(PROPERTIES));
    let path = (node(), vec((select(EDGES), node()), 0..3));
    (any::<bool>(), vec(path, 1..3), of(condition()), of(condition()))
        .prop_map(|(optional, paths, condition, with)| Matching { optional, paths, condition, with })
}

fn node_text((name, labels, properties): &Node) -> String {
    format!("({name}{labels}{properties})")
}

fn path_text((start, steps): &Path) -> String {
    steps.iter().fold(node_text(start), |text, (edge, node)| text + edge + &node_text(node))
}

/// The clauses' text; `names` gets the variables they introduce.
fn matching_text(matching: &Matching, names: &mut Vec<&'static str>) -> String {
    let nodes =
        matching.paths.iter().flat_map(|(start, steps)| std::iter::once(start).chain(steps.iter().map(|s| &s.1)));
    for (name, _, _) in nodes {
        if !name.is_empty() && !names.contains(name) {
            names.push(name);
        }
    }
    let paths: Vec<String> = matching.paths.iter().map(path_text).collect();
    let mut text = if matching.optional { "OPTIONAL MATCH ".to_owned() } else { "MATCH ".to_owned() };
    text += &paths.join(", ");
    if names.is_empty() {
        return text;
    }
    if let Some(condition) = &matching.condition {
        text += &format!(" WHERE {}", condition.text(names));
    }
    if let Some(condition) = &matching.with {
        text += &format!(" WITH * WHERE {}", condition.text(names));
    }
    text
}

/// What is returned: columns, an aggregate beside them or `DISTINCT`, and sorted by all with a limit.
type Returning = (Vec<(&'static str, Index)>, Option<(&'static str, Index)>, bool, Option<(u8, u8)>);

fn return_text((columns, aggregate, distinct, limit): &Returning, names: &[&str]) -> String {
    if names.is_empty() {
        return "RETURN count(*) AS c0".to_owned();
    }
    let written = columns.iter().chain(aggregate).enumerate();
    let items: Vec<String> =
        written.map(|(at, (form, name))| format!("{} AS c{at}", filled(form, names, *name, *name))).collect();
    let keys: Vec<String> = (0..items.len()).map(|at| format!("c{at}")).collect();
    let distinct = if *distinct { "DISTINCT " } else { "" };
    // Sorted by every column, so that the limit leaves no choice.
    let limit =
        limit.map_or(String::new(), |(skip, limit)| format!(" ORDER BY {} SKIP {skip} LIMIT {limit}", keys.join(", ")));
    format!("RETURN {distinct}{}{limit}", items.join(", "))
}

/// The text of a random query.
pub(crate) fn query() -> impl Strategy<Value = String> {
    let columns = vec((select(COLUMNS), any::<Index>()), 1..4);
    let aggregate = of((select(AGGREGATES), any::<Index>()));
    let returning = (columns, aggregate, any::<bool>(), of((0..3_u8, 0..6_u8)));
    (vec(matching(), 1..4), returning).prop_map(|(matchings, returning)| {
        let mut names = Vec::new();
        let mut clauses: Vec<String> = matchings.iter().map(|each| matching_text(each, &mut names)).collect();
        clauses.push(return_text(&returning, &names));
        clauses.join(" ")
    })
}
