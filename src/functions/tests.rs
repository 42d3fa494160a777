//! Calls and operators in a table: what is called, with what, and what must come of it.

use super::names::fold;
use super::{Code, Function, Surroundings, all, find, operators};
use crate::diagnostic::{Class, Outcome};
use crate::graph::{Evidence, Graph, Store};
use crate::value::temporal::Now;
use crate::value::{Map, Path, Value, order};
use std::sync::Arc;

const NOW: Now = Now { epoch_seconds: 1_700_000_000, nanos: 5_000_000 };

/// Turkey, a work, and a relationship with two passages between them.
fn graph() -> (Graph, Value, Value) {
    let mut graph = Graph::new();
    let symbols = graph.symbols_mut();
    let (state, cites) = (symbols.label("State"), symbols.relationship_type("CITES"));
    let (id, name, aliases) = (symbols.key("id"), symbols.key("name"), symbols.key("aliases"));
    let spellings = Value::list(vec!["the Republic of Turkey".into(), "Ankara (metonym)".into()]);
    let properties = vec![(id, "turkey".into()), (name, "Türkiye".into()), (aliases, spellings)];
    let node = graph.add_node(vec![state], properties).expect("a new graph takes nodes");
    let edge = graph.add_edge(node, cites, node, Vec::new()).expect("both ends are there");
    let passage = |work: &str, page: Option<&str>| Evidence {
        work: work.into(),
        page: page.map(Arc::from),
        ..Evidence::default()
    };
    graph.set_edge_evidence(edge, vec![passage("a-2020", Some("7")), passage("b-2021", None), passage("a-2020", None)]);
    (graph, Value::Node(node), Value::Relationship(edge))
}

fn function(name: &str) -> &'static Function {
    find(name).expect("the tests name functions that are there")
}

fn call_on(graph: &Graph, name: &str, arguments: &[Value]) -> Outcome<Value> {
    let surroundings = Surroundings { view: graph, now: &NOW };
    let function = function(name);
    assert!((function.arguments.0..=function.arguments.1).contains(&arguments.len()), "{name}");
    match function.code {
        Code::Scalar(code) => code(&surroundings, arguments),
        Code::Aggregate(_) => panic!("{name} is an aggregate"),
    }
}

fn call(name: &str, arguments: &[Value]) -> Outcome<Value> {
    call_on(&Graph::new(), name, arguments)
}

/// Equivalent, and of the same type: `1` is not `1.0` here.
fn same(a: &Value, b: &Value) -> bool {
    order(a, b).is_eq() && a.type_name() == b.type_name()
}

/// Values as the tables below write them.
fn value(text: &str) -> Value {
    serde_json::from_str::<serde_json::Value>(text).map_or_else(|_| Value::string(text), |json| of_json(&json))
}

fn of_json(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(truth) => Value::Boolean(*truth),
        serde_json::Value::Number(number) => {
            number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap_or(f64::NAN)), Value::Integer)
        }
        serde_json::Value::String(text) => Value::string(text),
        serde_json::Value::Array(items) => Value::list(items.iter().map(of_json).collect()),
        serde_json::Value::Object(entries) => {
            Value::map(entries.iter().map(|(key, item)| (Arc::from(key.as_str()), of_json(item))).collect::<Map>())
        }
    }
}

fn list(text: &str) -> Vec<Value> {
    value(text).as_list().map(<[Value]>::to_vec).unwrap_or_default()
}

#[test]
fn scalars_give_what_opencypher_says() {
    let table = [
        ("toUpper", r#"["aß"]"#, r#""ASS""#),
        ("LOWER", r#"["ÄB"]"#, r#""äb""#),
        ("toLower", "[null]", "null"),
        ("substring", r#"["0123456789", 1]"#, r#""123456789""#),
        ("substring", r#"["äöü", 1, 1]"#, r#""ö""#),
        ("substring", r#"["abc", 5, 2]"#, r#""""#),
        ("left", r#"["hello", 3]"#, r#""hel""#),
        ("right", r#"["hello", 3]"#, r#""llo""#),
        ("right", r#"["he", 9]"#, r#""he""#),
        ("reverse", r#"["raksO"]"#, r#""Oskar""#),
        ("reverse", "[[1, null, 2]]", "[2, null, 1]"),
        ("split", r#"["one1two", "1"]"#, r#"["one", "two"]"#),
        ("split", r#"["a,b;c", [",", ";"]]"#, r#"["a", "b", "c"]"#),
        ("split", r#"["ab", ""]"#, r#"["a", "b"]"#),
        ("split", r#"["", ","]"#, r#"[""]"#),
        ("replace", r#"["hello", "l", "w"]"#, r#""hewwo""#),
        ("replace", r#"["hello", "", "w"]"#, r#""hello""#),
        ("lTrim", r#"["  a "]"#, r#""a ""#),
        ("btrim", r#"["xxaxyx", "xy"]"#, r#""a""#),
        ("size", r#"["äöü"]"#, "3"),
        ("size", "[[1, 2]]", "2"),
        ("char_length", r#"["äöü"]"#, "3"),
        ("head", "[[1, 2]]", "1"),
        ("last", "[[]]", "null"),
        ("tail", "[[1, 2, 3]]", "[2, 3]"),
        ("tail", "[[]]", "[]"),
        ("range", "[0, 10, 3]", "[0, 3, 6, 9]"),
        ("range", "[1381, -3412, -1298]", "[1381, 83, -1215, -2513]"),
        ("range", "[0, 1, -1]", "[]"),
        ("range", "[0, -1, 1]", "[]"),
        ("range", "[0, -1]", "[]"),
        ("range", "[0, 1, 2]", "[0]"),
        ("range", "[0, 1, -123]", "[]"),
        ("range", "[0, 0, -1]", "[0]"),
        ("isEmpty", "[{}]", "true"),
        ("keys", r#"[{"b": null, "a": 1}]"#, r#"["a", "b"]"#),
        ("coalesce", "[null, 2, 3]", "2"),
        ("coalesce", "[null]", "null"),
        ("nullIf", "[1, 1]", "null"),
        ("nullIf", "[1, 2]", "1"),
        ("valueType", "[[1, null]]", r#""LIST<INTEGER> NOT NULL""#),
        ("abs", "[-1]", "1"),
        ("sign", "[-0.5]", "-1"),
        ("ceil", "[1.2]", "2.0"),
        ("round", "[2.5]", "3.0"),
        ("round", "[-2.5]", "-2.0"),
        ("round", "[1.255, 2]", "1.26"),
        ("round", "[-1.55, 1]", "-1.6"),
        ("round", "[9.99, 1]", "10.0"),
        ("round", "[1.25, 1, \"HALF_EVEN\"]", "1.2"),
        ("round", "[1.21, 1, \"CEILING\"]", "1.3"),
        ("sqrt", "[12.96]", "3.6"),
        ("isNaN", "[1]", "false"),
        ("haversin", "[0]", "0.0"),
        ("toInteger", "[82.9]", "82"),
        ("toInteger", r#"["1.7"]"#, "1"),
        ("toInteger", r#"["foo"]"#, "null"),
        ("toInteger", "[true]", "1"),
        ("toFloat", r#"["5"]"#, "5.0"),
        ("toFloat", r#"["inf"]"#, "null"),
        ("toBoolean", r#"[" tru "]"#, "null"),
        ("toBoolean", r#"["TRUE"]"#, "true"),
        ("toString", "[2.0]", r#""2.0""#),
        ("toStringOrNull", "[[]]", "null"),
        ("toIntegerList", r#"[["2", "x", 2.9, []]]"#, "[2, null, 2, null]"),
        ("timestamp", "[]", "1700000000005"),
        ("fold", r#"["The Türkiye–EU"]"#, r#""turkiye eu""#),
    ];
    for (name, arguments, expected) in table {
        let found = call(name, &list(arguments));
        assert!(found.as_ref().is_ok_and(|found| same(found, &value(expected))), "{name}{arguments}: {found:?}");
    }
}

#[test]
fn scalars_refuse_what_they_have_no_answer_for() {
    let table = [
        ("labels", "[1]", Class::TypeError, "InvalidArgumentValue"),
        ("type", "[1]", Class::TypeError, "InvalidArgumentValue"),
        ("toString", "[[]]", Class::TypeError, "InvalidArgumentValue"),
        ("toBoolean", "[1.0]", Class::TypeError, "InvalidArgumentValue"),
        ("toFloat", "[true]", Class::TypeError, "InvalidArgumentValue"),
        ("toInteger", "[{}]", Class::TypeError, "InvalidArgumentValue"),
        ("range", "[2, 8, 0]", Class::ArgumentError, "NumberOutOfRange"),
        ("range", "[0.0, 1, 1]", Class::ArgumentError, "InvalidArgumentType"),
        ("range", "[-9223372036854775808, 9223372036854775807]", Class::ArgumentError, "NumberOutOfRange"),
        ("substring", r#"["a", -1]"#, Class::ArgumentError, "NumberOutOfRange"),
        ("abs", "[-9223372036854775808]", Class::ArithmeticError, "NumberOutOfRange"),
        ("toInteger", "[1e30]", Class::ArithmeticError, "NumberOutOfRange"),
        ("date", r#"["2020-13-01"]"#, Class::ArgumentError, "InvalidArgumentValue"),
        ("normalize", r#"["a", "NFX"]"#, Class::ArgumentError, "InvalidArgumentValue"),
    ];
    for (name, arguments, class, detail) in table {
        let error = call(name, &list(arguments)).expect_err(name);
        assert_eq!((error.class, error.detail), (class, detail), "{name}{arguments}");
    }
}

#[test]
fn every_scalar_survives_odd_arguments() {
    let (graph, node, edge) = graph();
    let odd = ["null", "true", "0", "-1", "9223372036854775807", "1e308", r#""""#, r#""é-1""#, "[]", "[null]", "{}"];
    let mut odd: Vec<Value> = odd.iter().map(|text| value(text)).collect();
    let path = Path { nodes: Vec::new(), edges: Vec::new() };
    odd.extend([node, edge, Value::Float(f64::NAN), Value::Path(Arc::new(path))]);
    odd.extend([call("date", &[]).expect("no argument"), call("duration", &["P1D".into()]).expect("a day")]);
    let surroundings = Surroundings { view: &graph, now: &NOW };
    for function in all() {
        let Code::Scalar(code) = function.code else { continue };
        for a in &odd {
            for b in &odd {
                for count in function.arguments.0..=function.arguments.1.min(3) {
                    let arguments = [a.clone(), b.clone(), a.clone()];
                    // Neither a panic nor an error without words.
                    let found = code(&surroundings, &arguments[..count]);
                    assert!(found.err().is_none_or(|error| !error.message.is_empty()), "{}", function.name);
                }
            }
        }
    }
}

fn aggregate(name: &str, rows: &[Vec<Value>]) -> Outcome<Value> {
    let Code::Aggregate(start) = function(name).code else { panic!("{name} is no aggregate") };
    let mut state = start();
    rows.iter().try_for_each(|row| state.add(row))?;
    state.finish()
}

#[test]
fn aggregates_give_what_opencypher_says() {
    let table = [
        ("count", "[[1], [null], [2]]", "2"),
        ("sum", "[[33], [null], [42]]", "75"),
        ("sum", "[]", "0"),
        ("sum", "[[1], [0.5]]", "1.5"),
        ("sum", "[[9223372036854775807], [1], [-2]]", "9223372036854775806"),
        ("avg", "[[1], [2]]", "1.5"),
        ("avg", "[]", "null"),
        ("max", r#"[[1], ["a"], [null], [[1, 2]], [0.2], ["b"]]"#, "1"),
        ("min", r#"[[1], ["a"], [null], [[1, 2]], [0.2], ["b"]]"#, "[1, 2]"),
        ("min", "[[null]]", "null"),
        ("collect", "[[1], [null]]", "[1]"),
        ("stDevP", "[[2], [4]]", "1.0"),
        ("stDev", "[[2]]", "0.0"),
        ("percentileDisc", "[[10.0, 0.5], [20.0, 0.5], [30.0, 0.5]]", "20.0"),
        ("percentileDisc", "[[10.0, 0], [20.0, 0], [30.0, 0]]", "10.0"),
        ("percentileCont", "[[10, 0.75], [20, 0.75], [30, 0.75]]", "25.0"),
        ("percentileCont", "[[null, 1]]", "null"),
    ];
    for (name, rows, expected) in table {
        let rows: Vec<Vec<Value>> = list(rows).iter().map(|row| row.as_list().unwrap_or_default().to_vec()).collect();
        let found = aggregate(name, &rows);
        assert!(found.as_ref().is_ok_and(|found| same(found, &value(expected))), "{name}{rows:?}: {found:?}");
    }
}

#[test]
fn aggregates_refuse_overflow_and_odd_percentiles() {
    let sum = aggregate("sum", &[vec![i64::MAX.into()], vec![1.into()]]).expect_err("2^63");
    assert_eq!((sum.class, sum.detail), (Class::ArithmeticError, "NumberOutOfRange"));
    for share in [value("1000"), value("-1"), value("1.1"), Value::Float(f64::NAN)] {
        let error = aggregate("percentileCont", &[vec![10.0.into(), share]]).expect_err("no share");
        assert_eq!((error.class, error.detail), (Class::ArgumentError, "NumberOutOfRange"));
    }
    assert!(aggregate("sum", &[vec![1.into()], vec!["a".into()]]).is_err());
}

#[test]
fn durations_add_up() {
    let day = call("duration", &["P1D".into()]).expect("a day");
    let hour = call("duration", &["PT12H".into()]).expect("twelve hours");
    let rows = [vec![day.clone()], vec![hour]];
    let shown = |name| call("toString", &[aggregate(name, &rows).expect("durations")]).expect("text");
    assert_eq!(shown("sum").as_str(), Some("P1DT12H"));
    assert_eq!(shown("avg").as_str(), Some("PT18H"));
    let date = call("date", &["2024-02-28".into()]).expect("a date");
    let moved = operators::add(&date, &day).expect("a date");
    assert_eq!(call("toString", &[moved]).expect("text").as_str(), Some("2024-02-29"));
    assert_eq!(operators::subtract(&date, &date).expect_err("two dates").hints.len(), 1);
}

#[test]
fn operators_give_what_opencypher_says() {
    type Binary = fn(&Value, &Value) -> Outcome<Value>;
    let table: [(&str, Binary, &str, &str, &str); 30] = [
        ("+", operators::add, "1", "2.5", "3.5"),
        ("+", operators::add, r#""a""#, "1", r#""a1""#),
        ("+", operators::add, "[1]", "[2]", "[1, 2]"),
        ("+", operators::add, "[1]", "2", "[1, 2]"),
        ("+", operators::add, "0", "[1]", "[0, 1]"),
        ("+", operators::add, "[1]", "null", "null"),
        ("-", operators::subtract, "1", "2", "-1"),
        ("*", operators::multiply, "3", "2.0", "6.0"),
        ("/", operators::divide, "7", "-2", "-3"),
        ("/", operators::divide, "7", "2.0", "3.5"),
        ("%", operators::modulo, "-7", "2", "-1"),
        ("%", operators::modulo, "-9223372036854775808", "-1", "0"),
        ("^", operators::power, "2", "3", "8.0"),
        ("IN", operators::in_list, "1", "[null, 1]", "true"),
        ("IN", operators::in_list, "1", "[null, 2]", "null"),
        ("IN", operators::in_list, "null", "[]", "false"),
        ("IN", operators::in_list, "1", r#"["1", 2]"#, "false"),
        ("IN", operators::in_list, "[1]", "[[1, null]]", "false"),
        ("STARTS WITH", operators::starts_with, r#""abc""#, r#""ab""#, "true"),
        ("ENDS WITH", operators::ends_with, r#""abc""#, "1", "null"),
        ("CONTAINS", operators::contains, r#""abc""#, r#""""#, "true"),
        ("=~", operators::matches, r#""a""#, "null", "null"),
        ("AND", operators::and, "false", "null", "false"),
        ("AND", operators::and, "true", "null", "null"),
        ("AND", operators::and, "true", "true", "true"),
        ("OR", operators::or, "null", "true", "true"),
        ("OR", operators::or, "false", "null", "null"),
        ("OR", operators::or, "false", "false", "false"),
        ("XOR", operators::xor, "true", "false", "true"),
        ("XOR", operators::xor, "true", "null", "null"),
    ];
    for (sign, operator, a, b, expected) in table {
        let found = operator(&value(a), &value(b));
        assert!(found.as_ref().is_ok_and(|found| same(found, &value(expected))), "{a} {sign} {b}: {found:?}");
    }
    let infinite = operators::divide(&value("1"), &value("0.0")).expect("floats have no end");
    assert!(same(&infinite, &Value::Float(f64::INFINITY)));
}

#[test]
fn operators_refuse_what_they_have_no_answer_for() {
    let (one, most) = (value("1"), Value::Integer(i64::MAX));
    let table = [
        (operators::add(&most, &one), Class::ArithmeticError, "NumberOutOfRange"),
        (operators::negate(&Value::Integer(i64::MIN)), Class::ArithmeticError, "NumberOutOfRange"),
        (operators::divide(&one, &value("0")), Class::ArithmeticError, "DivisionByZero"),
        (operators::modulo(&one, &value("0")), Class::ArithmeticError, "DivisionByZero"),
        (operators::add(&value("true"), &one), Class::TypeError, "InvalidArgumentType"),
        (operators::in_list(&one, &one), Class::TypeError, "InvalidArgumentType"),
        (operators::and(&value("false"), &one), Class::TypeError, "InvalidArgumentType"),
        (operators::not(&one), Class::TypeError, "InvalidArgumentType"),
        (operators::slice(&one, None, None), Class::TypeError, "InvalidArgumentType"),
    ];
    for (found, class, detail) in table {
        let error = found.expect_err(detail);
        assert_eq!((error.class, error.detail), (class, detail));
    }
}

#[test]
fn lists_and_maps_are_looked_into() {
    let graph = Graph::new();
    let surroundings = Surroundings { view: &graph, now: &NOW };
    let items = value("[1, 2, 3]");
    for (at, expected) in [("0", "1"), ("-1", "3"), ("3", "null"), ("-4", "null"), ("null", "null")] {
        let found = operators::index(&surroundings, &items, &value(at)).expect(at);
        assert!(same(&found, &value(expected)), "{at}: {found:?}");
    }
    let slices = [("1", "3", "[2, 3]"), ("-3", "-1", "[1, 2]"), ("3", "1", "[]"), ("-5", "5", "[1, 2, 3]")];
    for (from, to, expected) in slices.into_iter().chain([("null", "1", "null"), ("0", "null", "null")]) {
        let found = operators::slice(&items, Some(&value(from)), Some(&value(to))).expect("a list");
        assert!(same(&found, &value(expected)), "{from}..{to}: {found:?}");
    }
    let map = value(r#"{"name": "Mats"}"#);
    for (owner, index, detail) in [
        (&map, "0", "MapElementAccessByNonString"),
        (&value("100"), "0", "InvalidArgumentType"),
        (&items, "1.5", "ListElementAccessByNonInteger"),
    ] {
        assert_eq!(operators::index(&surroundings, owner, &value(index)).expect_err(detail).detail, detail);
    }
    assert!(operators::property(&surroundings, &map, "nAMe").expect("a map").is_null());
}

#[test]
fn names_match_as_people_write_them() {
    let (graph, node, _) = graph();
    for (name, expected) in [("turkiye", true), ("Republic of Turkey", true), ("ANKARA", true), ("Turk", false)] {
        let found = call_on(&graph, "named", &[node.clone(), name.into()]).expect("a node and text");
        assert!(same(&found, &Value::Boolean(expected)), "{name}");
    }
    let found = call_on(&graph, "named", &["türkiye".into()]).expect("text");
    assert!(same(&found, &Value::list(vec![node])));
    for (text, folded) in [("Xi’an", "xian"), ("İstanbul", "istanbul"), ("post-Soviet", "post soviet"), ("The", "the")]
    {
        assert_eq!(fold(text), folded);
    }
}

#[test]
fn evidence_and_sources_are_told() {
    let (mut graph, node, edge) = graph();
    let passages = call_on(&graph, "evidence", std::slice::from_ref(&edge)).expect("a relationship");
    assert!(same(&passages, &value(r#"[{"work": "a-2020", "page": "7"}, {"work": "b-2021"}, {"work": "a-2020"}]"#)));
    let works = call_on(&graph, "sources", &[Value::list(vec![node.clone(), edge.clone()])]).expect("a list");
    assert!(same(&works, &value(r#"["a-2020", "b-2021"]"#)));
    let Value::Relationship(gone) = edge else { panic!("the graph gives a relationship") };
    graph.delete_edge(gone).expect("it was there");
    for name in ["evidence", "sources", "properties", "keys"] {
        let error = call_on(&graph, name, std::slice::from_ref(&edge)).expect_err(name);
        assert_eq!((error.class, error.detail), (Class::EntityNotFound, "DeletedEntityAccess"));
    }
    assert!(same(&call_on(&graph, "type", &[edge]).expect("it keeps its type"), &"CITES".into()));
}

#[test]
fn the_table_is_sorted_and_has_no_name_twice() {
    let names: Vec<String> = all().map(|function| function.name.to_lowercase()).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    assert!(all().all(|function| function.signature.starts_with(function.name)));
    assert!(find("TOUPPER").is_some() && find("nothing").is_none());
}
