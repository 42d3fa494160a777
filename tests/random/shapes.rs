//! The shapes of query that engines have shortcuts for: counts, neighbourhoods, cycles, tops, look-ups.

use super::patterns::{arrow, labels, types};
use super::scope::Query;
use super::tape::Tape;

fn edge(tape: &mut Tape) -> String {
    let kind = types(tape);
    arrow(tape, &kind)
}

fn several(tape: &mut Tape) -> String {
    let (kind, length) = (types(tape), tape.pick(&["*1..2", "*2", "*1..3", "*0..2", "*3", "*2..3", "*"]));
    arrow(tape, &format!("{kind}{length}"))
}

/// `(a:A)`
fn node(tape: &mut Tape, name: &str) -> String {
    format!("({name}{})", labels(tape))
}

/// `{id: 'n0'}` or its kin in a condition, for a node `a`.
fn start(tape: &mut Tape) -> (String, String) {
    match tape.below(7) {
        6 => (node(tape, "a"), format!(" WHERE a.id {} $p", tape.pick(&["<>", "<=", ">"]))),
        4 => ("(a {id: 1})".to_owned(), String::new()),
        5 => (node(tape, "a"), " WHERE a.id = 2.0".to_owned()),
        0 => ("(a {id: 'n0'})".to_owned(), String::new()),
        1 => ("(a {id: $p})".to_owned(), String::new()),
        2 => (node(tape, "a"), " WHERE a.id = $p".to_owned()),
        _ => (node(tape, "a"), format!(" WHERE a.id IN ['n{}', 'n1']", tape.below(4))),
    }
}

fn counted(tape: &mut Tape, name: &str) -> String {
    match tape.below(5) {
        0 | 1 => "RETURN count(*) AS c0".to_owned(),
        2 => format!("RETURN count({name}) AS c0"),
        3 => format!("RETURN count(DISTINCT {name}) AS c0"),
        _ => format!("RETURN count(DISTINCT {name}.x) AS c0"),
    }
}

/// One of the shapes.
pub(crate) fn query(tape: &mut Tape) -> Query {
    let mut sorted_by = Vec::new();
    let text = match tape.below(19) {
        0 => format!("MATCH {} {}", node(tape, "a"), counted(tape, "a")),
        1 => format!("MATCH {}{}{} {}", node(tape, "a"), edge(tape), node(tape, "b"), counted(tape, "b")),
        2 | 3 => neighbours(tape),
        16 => format!(
            "UNWIND ['n1', 'n0', $p, null, 2] AS i MATCH {}{}{} WHERE a.id = i {}",
            node(tape, "a"),
            edge(tape),
            node(tape, "b"),
            counted(tape, "b")
        ),
        4 => walks(tape),
        5 | 6 => cycle(tape),
        7 => {
            let (text, by) = top(tape);
            sorted_by = by;
            text
        }
        8 => wedges(tape),
        9 => lookup(tape),
        10 => {
            sorted_by = vec![0];
            scan(tape)
        }
        11 => star(tape),
        12 => {
            let (first, second) = (node(tape, "a"), node(tape, "b"));
            format!(
                "MATCH {first} OPTIONAL MATCH (a){}{second} RETURN a.id AS c0, {}",
                edge(tape),
                counted(tape, "b").replace("RETURN ", "").replace("c0", "c1")
            )
        }
        13 => format!(
            "MATCH {} RETURN a.id AS c0, COUNT {{ (a){}{} }} AS c1",
            node(tape, "a"),
            edge(tape),
            node(tape, "")
        ),
        14 => shortest(tape),
        17 => repeated(tape),
        18 => around(tape),
        _ => chain(tape),
    };
    Query { text, bags: Vec::new(), sorted_by }
}

fn neighbours(tape: &mut Tape) -> String {
    let (first, condition) = start(tape);
    let hops: Vec<String> = (0..1 + tape.below(3)).map(|_| edge(tape)).collect();
    let returned = match tape.below(4) {
        0 => "RETURN DISTINCT b.id AS c0".to_owned(),
        1 => "RETURN DISTINCT b AS c0".to_owned(),
        2 => "WITH DISTINCT b RETURN count(*) AS c0, sum(b.x) AS c1".to_owned(),
        _ => counted(tape, "b"),
    };
    format!("MATCH {first}{}{}{condition} {returned}", hops.join("()"), node(tape, "b"))
}

/// A relationship in parentheses, to be repeated.
fn repeated(tape: &mut Tape) -> String {
    let (first, condition) = start(tape);
    if tape.chance(25) {
        return repeated_shortest(tape);
    }
    let (from, to, edge) = (node(tape, "s"), node(tape, "e"), edge(tape).replacen("-[", "-[r", 1));
    let inner = tape.pick(&[
        "",
        " WHERE s.x <= e.x",
        " WHERE s <> e",
        " WHERE s.x = 1 OR e.x > 0",
        " WHERE 1 / s.x > 0",
        " WHERE EXISTS { (e)-->(:A) }",
        " WHERE a.x = s.x",
    ]);
    let (between, times) = if tape.chance(60) {
        (several_legs(tape), tape.pick(&["{1,2}", "{1}", "{0,1}", "{,2}", "+", "*"]))
    } else {
        (edge, tape.pick(&["{1,2}", "{2}", "{0,2}", "+", "{,3}"]))
    };
    let more = if tape.chance(25) { self::edge(tape) + &node(tape, "c") } else { String::new() };
    let path = if tape.chance(20) { "p = " } else { "" };
    let returned = tape.pick(&[
        "RETURN b.u AS c0",
        "RETURN size(s) AS c0, [n IN e | n.u] AS c1",
        "RETURN count(*) AS c0",
        "RETURN s AS c0, e AS c1",
    ]);
    let pattern = format!("({from}{between}{to}{inner}){times}{}{more}", node(tape, "b"));
    let known = if tape.chance(20) { format!("MATCH {} ", node(tape, "b")) } else { String::new() };
    format!("{known}MATCH {path}{first}{pattern}{condition} {returned}")
}

/// Two relationships or three, with the nodes between them.
fn several_legs(tape: &mut Tape) -> String {
    let first = edge(tape).replacen("-[", "-[r", 1);
    let middle = tape.pick(&["m", "", "m", "s"]);
    let mut legs = format!("{first}{}{}", node(tape, middle), edge(tape));
    if tape.chance(25) {
        legs += &format!("(){}", edge(tape));
    }
    legs
}

/// The shortest of such walks.
fn repeated_shortest(tape: &mut Tape) -> String {
    let (first, condition) = start(tape);
    let times = tape.pick(&["{1,2}", "{0,2}", "+", "*"]);
    let legs: Vec<String> = (0..2 + tape.below(2)).map(|_| edge(tape)).collect();
    let selector = tape.pick(&["ALL SHORTEST", "SHORTEST 2 GROUPS", "SHORTEST 100 PATHS", "SHORTEST 1 GROUPS"]);
    format!(
        "MATCH p = {selector} {first}((s){}()){times}{}{condition} RETURN p AS c0",
        legs.join("()"),
        node(tape, "b")
    )
}

fn walks(tape: &mut Tape) -> String {
    let (first, condition) = start(tape);
    let returned = match tape.below(3) {
        0 => "RETURN DISTINCT b.id AS c0".to_owned(),
        _ => counted(tape, "b"),
    };
    format!("MATCH {first}{}{}{condition} {returned}", several(tape), node(tape, "b"))
}

fn cycle(tape: &mut Tape) -> String {
    let (a, b, c) = (node(tape, "a"), node(tape, "b"), node(tape, "c"));
    let edges: Vec<String> = (0..4).map(|_| edge(tape)).collect();
    let condition = match tape.below(4) {
        0 => "",
        1 => " WHERE a.id < b.id",
        2 => " WHERE a <> b AND b <> c",
        _ => " WHERE a.x = c.x",
    };
    let returned = match tape.below(4) {
        0 => "RETURN a.id AS c0, b.id AS c1, c.id AS c2".to_owned(),
        _ => counted(tape, "b"),
    };
    let pattern = match tape.below(5) {
        0 => format!("{a}{}{b}{}{c}{}(a)", edges[0], edges[1], edges[2]),
        1 => format!("{a}{}{b}{}{c}{}(d){}(a)", edges[0], edges[1], edges[2], edges[3]),
        2 => format!("{a}{}{b}, (b){}{c}, (c){}(a)", edges[0], edges[1], edges[2]),
        3 => format!("{a}{}{b}{}{c} MATCH (c){}(a)", edges[0], edges[1], edges[2]),
        _ => format!("{a}{}(a), (a){}{b}, (b){}{c}", edges[0], edges[1], edges[2]),
    };
    format!("MATCH {pattern}{condition} {returned}")
}

fn top(tape: &mut Tape) -> (String, Vec<usize>) {
    let key = tape.pick(&["a.x", "a.name", "a.id", "a.v"]);
    let measure = tape.pick(&["count(*)", "count(b)", "count(DISTINCT b)", "sum(b.x)"]);
    let (a, b) = (node(tape, "a"), node(tape, "b"));
    let way = tape.pick(&[" DESC", ""]);
    let sort = if tape.chance(30) { format!("{measure}{way}, {key}") } else { format!("c1{way}, c0") };
    let limit = tape.pick(&["LIMIT 2", "LIMIT 1", "LIMIT 10", "SKIP 1 LIMIT 2", "LIMIT 0"]);
    let text = format!("MATCH {a}{}{b} RETURN {key} AS c0, {measure} AS c1 ORDER BY {sort} {limit}", edge(tape));
    (text, vec![1, 0])
}

fn wedges(tape: &mut Tape) -> String {
    let (a, b, c) = (node(tape, "a"), node(tape, "b"), node(tape, "c"));
    let distinct = tape.pick(&["a <> c AND ", "", "a.id < c.id AND "]);
    let (first, second, closing) = (edge(tape), edge(tape), edge(tape));
    let hung = if tape.chance(40) { format!("{}{}", edge(tape), node(tape, "d")) } else { String::new() };
    if tape.chance(30) {
        let returned = if tape.chance(70) { "RETURN count(*) AS c0".to_owned() } else { counted(tape, "c") };
        return format!("MATCH {a}{first}{b}{second}{c}{hung} WHERE a <> c {returned}");
    }
    let negation = tape.pick(&["NOT (a)", "NOT EXISTS { (a)", "(a)"]);
    let end = if negation.contains('{') { "(c) }" } else { "(c)" };
    format!("MATCH {a}{first}{b}{second}{c}{hung} WHERE {distinct}{negation}{closing}{end} {}", counted(tape, "c"))
}

/// A triangle each corner of which leads to the same node, in a clause for each or in one.
fn around(tape: &mut Tape) -> String {
    let hub = node(tape, "h");
    let ways: Vec<String> = ["a", "b", "c"].map(|corner| format!("{}{}(h)", node(tape, corner), edge(tape))).into();
    let between = tape.pick(&[" MATCH ", ", "]);
    let (first, second, third) = (edge(tape), edge(tape), edge(tape));
    format!(
        "MATCH {hub}{between}{}{between}(a){first}(b){second}(c){third}(a) {}",
        ways.join(between),
        counted(tape, "c")
    )
}

fn lookup(tape: &mut Tape) -> String {
    let (first, condition) = start(tape);
    let returned = tape.pick(&["a.name AS c0", "a AS c0", "a.x AS c0, labels(a) AS c1"]);
    if tape.chance(40) {
        return format!("MATCH {first}{}{}{condition} RETURN b.id AS c0, {returned}", edge(tape), node(tape, "b"))
            .replace("RETURN b.id AS c0, a", "RETURN b.id AS c2, a");
    }
    format!("MATCH {first}{condition} RETURN {returned}")
}

fn scan(tape: &mut Tape) -> String {
    let word = tape.pick(&["CONTAINS", "STARTS WITH", "ENDS WITH"]);
    let what = tape.pick(&["'a'", "$t", "''", "'b'", "null", "1"]);
    let more = tape.pick(&["", " AND a.x > 0", " OR a.x = 1", " AND NOT a.v = 1"]);
    let limit = tape.pick(&["", " LIMIT 2", " SKIP 1 LIMIT 3"]);
    format!("MATCH {} WHERE a.name {word} {what}{more} RETURN a.u AS c0 ORDER BY c0{limit}", node(tape, "a"))
}

fn star(tape: &mut Tape) -> String {
    let a = node(tape, "a");
    let arms: Vec<String> =
        (0..2 + tape.below(2)).map(|at| format!("(a){}{}", edge(tape), node(tape, ["b", "c", "d"][at]))).collect();
    format!("MATCH {a}, {} {}", arms.join(", "), counted(tape, "b"))
}

fn chain(tape: &mut Tape) -> String {
    let known = tape.chance(50);
    let mut text = if known { format!("(a {{id: 'n{}'}})", tape.below(4)) } else { node(tape, "a") };
    let length = 2 + tape.below(3);
    for at in 1..=length {
        text += &edge(tape);
        text += &match (at == length, known) {
            (true, true) => format!("(z {{id: 'n{}'}})", tape.below(4)),
            (true, false) => node(tape, "b"),
            (false, _) => node(tape, if known && at == 1 { "b" } else { "" }),
        };
    }
    let more = if known && tape.chance(30) { " WHERE b.x > 0 OR 1 / b.x = 1" } else { "" };
    let returned = if known && tape.chance(30) { "RETURN b.u AS c0".to_owned() } else { counted(tape, "b") };
    format!("MATCH {text}{more} {returned}")
}

fn shortest(tape: &mut Tape) -> String {
    let (kind, length) = (types(tape), tape.pick(&["*", "*..2", "*..3", "*0..2", "*1..2"]));
    let arrow = arrow(tape, &format!("{kind}{length}"));
    let ends = match tape.below(3) {
        0 => "MATCH (a {id: 'n0'}), (b {id: $p})".to_owned(),
        1 => format!("MATCH {}, {}", node(tape, "a"), node(tape, "b")),
        _ => format!("MATCH {}--{} WITH DISTINCT a, b", node(tape, "a"), node(tape, "b")),
    };
    if tape.chance(30) {
        let selector = tape.pick(&["ALL SHORTEST", "SHORTEST 2 GROUPS", "SHORTEST 100 GROUPS"]);
        return format!("{ends} MATCH p = {selector} (a){arrow}(b) RETURN p AS c0");
    }
    if tape.chance(30) {
        let selector = tape.pick(&["ANY SHORTEST", "SHORTEST 2", "SHORTEST 100 PATHS", "ANY", "ANY 3"]);
        return format!("{ends} MATCH p = {selector} (a){arrow}(b) RETURN a.id AS c0, b.id AS c1, length(p) AS c2");
    }
    if tape.chance(50) {
        return format!("{ends} MATCH p = allShortestPaths((a){arrow}(b)) RETURN p AS c0");
    }
    let word = tape.pick(&["MATCH", "OPTIONAL MATCH"]);
    format!("{ends} {word} p = shortestPath((a){arrow}(b)) RETURN a.id AS c0, b.id AS c1, length(p) AS c2")
}
