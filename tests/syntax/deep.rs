//! Text nested or chained beyond any need is an error, not the end of the process.

use actant::syntax::{parse, print};

const LEVELS: usize = 20_000;

/// The stack of a thread by default, which tests have too.
const STACK: usize = 2 * 1024 * 1024;

fn on_small_stack(name: &str, text: String, valid: bool) {
    let run = move || match parse(&text) {
        Ok(tree) => parse(&print(&tree)).map(|_| ()).map_err(|fault| format!("printed: {fault}")),
        Err(fault) => Err(fault.message),
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread starts");
    match (thread.join().expect("nothing panics"), valid) {
        (Ok(()), true) => {}
        (Err(message), false) if message.contains(" more than ") => {}
        (got, _) => panic!("{name}: {got:?}"),
    }
}

fn nested(open: &str, inner: &str, close: &str, levels: usize) -> String {
    format!("RETURN {}{inner}{} AS x", open.repeat(levels), close.repeat(levels))
}

/// Ways to nest: before, in the middle, after.
const NESTINGS: &[(&str, &str, &str)] = &[
    ("(", "1", ")"),
    ("[", "1", "]"),
    ("NOT ", "true", ""),
    ("- ", "1", ""),
    ("+", "1", ""),
    ("CASE ", "1", " WHEN 1 THEN 2 END"),
    ("CASE WHEN true THEN ", "1", " END"),
    ("{a: ", "1", "}"),
    ("f(", "1", ")"),
    ("a[", "1", "]"),
    ("[x IN ", "[]", " | x]"),
    ("[x IN [] | ", "x", "]"),
    ("all(x IN ", "[]", " WHERE true)"),
    ("reduce(a = 0, x IN ", "[]", " | a)"),
    ("1 + (", "1", ")"),
    ("a {b: ", "1", "}"),
    ("({a: ", "1", "})"),
    ("[({a: ", "1", "})-->(b) | 1]"),
    ("exists(({a: ", "1", "})-->())"),
    ("EXISTS { (n) WHERE ", "true", " }"),
    ("EXISTS { MATCH (n) WHERE ", "true", " RETURN n }"),
    ("COUNT { MATCH ({a: ", "1", "}) }"),
    ("n:(", "A", ")"),
    ("n:!", "A", ""),
];

#[test]
fn nesting_is_limited() {
    for (open, inner, close) in NESTINGS {
        on_small_stack(open, nested(open, inner, close, LEVELS), false);
        on_small_stack(open, nested(open, inner, "", LEVELS), false);
    }
    let calls = format!("{}RETURN 1 AS x{}", "CALL { ".repeat(LEVELS), " }".repeat(LEVELS));
    on_small_stack("CALL {", calls, false);
}

#[test]
fn what_people_write_is_within_the_limits() {
    for (open, inner, close) in NESTINGS {
        on_small_stack(open, nested(open, inner, close, 25), true);
    }
}

/// Ways to build on what stands before.
const CHAINS: &[(&str, &str)] = &[
    ("1", " + 1"),
    ("a", " OR a"),
    ("a", " IS NULL"),
    ("a", ".b"),
    ("a", "[0]"),
    ("a", "[0..1]"),
    ("a", ":A"),
    ("a:A", "|A"),
    ("a:A", "&A"),
    ("a", " = 1 OR a"),
];

#[test]
fn chains_are_limited() {
    for (first, link) in CHAINS {
        on_small_stack(link, format!("RETURN {first}{} AS x", link.repeat(LEVELS)), false);
        on_small_stack(link, format!("RETURN {first}{} AS x", link.repeat(450)), true);
    }
    let both = format!("RETURN {}1{} AS x", "(".repeat(100), format!("{})", " + 1".repeat(100)).repeat(100));
    on_small_stack("( + 1)", both, false);
}

#[test]
fn what_lies_side_by_side_is_not_limited() {
    let pattern = format!("CREATE (a {{x: 1}}){}", "-[:T {x: 1 + 1}]->(:A:B {x: -1})".repeat(LEVELS));
    on_small_stack("a path", pattern, true);
    on_small_stack("a list", format!("RETURN [{}1] AS x", "1 + n.x, ".repeat(LEVELS)), true);
    on_small_stack("a comparison", format!("RETURN 1{} AS x", " < 1".repeat(LEVELS)), true);
    on_small_stack("items", format!("SET {}n.x = 1", "n.x = 1, ".repeat(LEVELS)), true);
    on_small_stack("clauses", "MATCH (n {x: 1}) WHERE n.x = 1\n".repeat(LEVELS) + "RETURN n", true);
}
