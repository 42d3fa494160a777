//! Files that mean harm, or are broken: refused in words, or read; never a panic, and never more than is sound.

use std::time::Duration;

use actant::interchange::{FORMS, Form, form_of, read, read_within, write};
use actant::session::Limits;
use proptest::prelude::{ProptestConfig, any, prop};
use proptest::proptest;

use super::survives::{gathered, landed};

/// How many levels are too many for every reader that calls itself.
const DEEP: usize = 1_000_000;

fn refused(form: Form, bytes: &[u8]) -> String {
    match read(form, bytes) {
        Ok(found) => panic!("{}: read, with {} nodes", form.name(), found.nodes.len()),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            // A long text is not shown: the place in it is enough.
            let text = if text.len() > 2000 { "" } else { &text };
            let place = if text.is_empty() { actant::diagnostic::Diagnostic { span: None, ..*error } } else { *error };
            actant::diagnostic::render(&place, text, Some("file"), false)
        }
    }
}

fn nested(open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(DEEP), close.repeat(DEEP))
}

#[test]
fn what_lies_too_deep_is_refused_before_the_stack_ends() {
    let told = [
        (
            Form::GraphMl,
            format!("<graphml><graph>{}</graph></graphml>", nested("<node id='a'><graph>", "</graph></node>")),
        ),
        (Form::GraphMl, "<a b='>' ".repeat(DEEP)),
        (Form::Gexf, format!("<gexf>{}</gexf>", nested("<nodes>", "</nodes>"))),
        (Form::Gml, format!("graph [ {} ]", nested("a [", "]"))),
        (Form::Dot, format!("digraph {{ {} }}", nested("subgraph {", "}"))),
        (Form::Dot, format!("graph {{ a [label={}] }}", "<".repeat(DEEP))),
        (Form::NodeLink, format!("{{\"nodes\": {}}}", nested("[", "]"))),
        (Form::Jgf, format!("{{\"graph\": {}1{}}}", "{\"graph\": ".repeat(DEEP), "}".repeat(DEEP))),
        (Form::Cytoscape, "[".repeat(DEEP)),
        // What ends for a careless reader of comments and instructions only, and hides ends of elements.
        (Form::GraphMl, format!("<graphml><graph>{}", "<a><!--></a>-->".repeat(DEEP))),
        (Form::Gexf, format!("<gexf>{}", "<a><?></a>?>".repeat(DEEP))),
        (Form::Turtle, format!("<a:a> <a:b> {} <a:c> {}.", "<<( <a:a> <a:b> ".repeat(DEEP), ")>> ".repeat(DEEP))),
        (
            Form::Turtle,
            format!("<a:a> <a:b> {} ", "<<( <a:)>\u{3e}> <a:b> \")>>\", '''\\''')>>' ''' # )>>\n".repeat(DEEP)),
        ),
        (Form::NTriples, format!("<a:a> <a:b> {}", "<<( <a:a> <a:b> ".repeat(DEEP))),
        (Form::JsonLd, format!("{}1{}", "{\"a:b\": ".repeat(DEEP), "}".repeat(DEEP))),
        (Form::JsonLd, format!("{{\"a:b\": {}}}", nested("{\"@list\": [", "]}"))),
    ];
    let told = told.map(|(form, text)| format!("{}: {}", form.name(), refused(form, text.as_bytes())));
    insta::assert_snapshot!(told.join("\n"));
}

const BOMB: &str = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<graphml><graph><node id="&c;"/></graph></graphml>"#;

const FILE: &str = r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><gexf><graph><nodes><node id="&a;"/></nodes></graph></gexf>"#;

#[test]
fn what_is_broken_is_refused_with_its_place() {
    let cases: &[(Form, &[u8])] = &[
        (Form::GraphMl, BOMB.as_bytes()),
        (Form::Gexf, FILE.as_bytes()),
        (Form::GraphMl, b"<graphml><graph><node id='a'/>\n<node id='a'/></graph></graphml>"),
        (Form::GraphMl, b"<graphml><graph><edge source='a'/></graph></graphml>"),
        (Form::GraphMl, b"<gexf/>"),
        (Form::Gexf, b"<gexf><graph><nodes><node/></nodes></graph></gexf>"),
        (Form::Gexf, b"\xff\xfe<\x00g\x00"),
        (Form::Gml, b"graph [ node [ id 1 ] node [ id 1 ] ]"),
        (Form::Gml, b"graph [ node [ id 1 label \"open ] ]"),
        (Form::Gml, b"graph [ node [ id 1 ]"),
        (Form::Gml, b"graph [ edge [ source 1 ] ]"),
        (Form::Dot, b"graph { a -> b }"),
        (Form::Dot, b"digraph { a [label=\"open] }"),
        (Form::Dot, b"digraph { a -> }"),
        (Form::Dot, b"not a graph"),
        (Form::Dot, b"digraph { a = } }"),
        (Form::Jgf, b"{\"graph\": {\"nodes\": 1}}"),
        (Form::NodeLink, b"{\"nodes\": [{\"id\": 1}, {\"id\": \"1\"}], \"links\": []}"),
        (Form::NodeLink, b"{\"nodes\": [],}"),
        (Form::NodeLink, b"{\"nodes\": [{\"id\": []}], \"links\": []}"),
        (Form::Cytoscape, b"[{\"group\": \"edges\", \"data\": {}}]"),
        (Form::NodeLink, b"{\"nodes\": \"\xff\"}"),
        (Form::Gexf, b"\x1f\x8b\x08\x00broken"),
        (Form::GraphMl, b"<?xml version='1.0' encoding='EUC-JP'?><graphml><graph><node id='\xff'/></graph></graphml>"),
    ];
    let told: Vec<String> =
        cases.iter().map(|(form, bytes)| format!("{}: {}", form.name(), refused(*form, bytes))).collect();
    insta::assert_snapshot!(told.join("\n"));
}

/// A small file packs into nothing what fills the memory.
#[test]
fn what_unpacks_to_too_much_is_refused() {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![b' '; 1 << 20];
    (0..140).for_each(|_| packer.write_all(&block).expect("memory can be written to"));
    let bytes = packer.finish().expect("memory can be written to");
    assert!(bytes.len() < 1 << 18, "{} bytes", bytes.len());
    insta::assert_snapshot!(refused(Form::Gexf, &bytes));
}

#[test]
fn a_statement_that_joins_too_many_is_refused() {
    let set = |name: &str| (0..2000).map(|at| format!("{name}{at} ")).collect::<String>();
    let text = format!("graph {{ {{ {} }} -- {{ {} }} }}", set("a"), set("b"));
    let attributes: String = (0..100).map(|at| format!("a{at}=1 ")).collect();
    let set = |name: &str| (0..200).map(|at| format!("{name}{at} ")).collect::<String>();
    let said = format!("graph {{ {{ {} }} -- {{ {} }} [{attributes}] }}", set("a"), set("b"));
    insta::assert_snapshot!([text, said].map(|text| refused(Form::Dot, text.as_bytes())).join("\n"));
}

/// A few words that ask for more time, or more memory, than there is.
#[test]
fn a_script_that_takes_too_much_is_stopped() {
    let (time, memory) = (Some(Duration::from_millis(50)), Some(32 << 20));
    let long = "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b UNWIND range(1, 9999) AS c WITH a + b + c AS s WHERE s < 0 RETURN s;";
    let large = "UNWIND range(1, 3000000) AS x CREATE (:A {x: x, y: 'abcdefgh' + x});";
    for (script, limits) in [
        (long, Limits { time, ..Limits::default() }),
        (large, Limits { memory, ..Limits::default() }),
        (large, Limits { time, ..Limits::default() }),
    ] {
        let fault = read_within(Form::Cypher, script.as_bytes(), limits).expect_err("it takes too much");
        assert!(
            fault.message.contains(if limits.time.is_some() { "0.05 s" } else { "MB of memory" }),
            "{}",
            fault.message
        );
    }
}

/// Much of one thing is read: nothing is looked at again for each.
#[test]
fn many_alike_are_read() {
    let many = 30_000;
    let lines = |predicate: &str, object: &dyn Fn(usize) -> String| -> String {
        (0..many).map(|at| format!("<a:a> <{predicate}> {} .\n", object(at))).collect()
    };
    let literals = lines("a:b", &|at| format!("\"{at}\""));
    let types = lines("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", &|at| format!("<a:{at}>"));
    let found = read(Form::NTriples, (literals + &types).as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found.nodes[0].labels.len(), many);
    let lists = found.nodes[0].properties.values().filter_map(|value| match value {
        actant::value::Value::List(items) => Some(items.len()),
        _ => None,
    });
    assert_eq!(lists.collect::<Vec<usize>>(), [many]);
    let keys: String = (0..many).map(|at| format!("<key id='k{at}' for='node' attr.name='p{at}'/>")).collect();
    let nodes: String = (0..many).map(|at| format!("<node id='n{at}'/>")).collect();
    let text = format!("<graphml>{keys}<graph>{nodes}</graph></graphml>");
    assert_eq!(read(Form::GraphMl, text.as_bytes()).map(|found| found.nodes.len()).ok(), Some(many));
}

/// Of keys with one name, what is declared for nodes goes before what is declared for all, then the first by its id.
#[test]
fn one_default_of_several_counts() {
    let key =
        |id: &str, of: &str| format!("<key id='{id}' for='{of}' attr.name='x'><default>{id} of {of}</default></key>");
    let keys = [key("a", "all"), key("c", "node"), key("b", "node")].concat();
    let text = format!("<graphml>{keys}<graph><node id='n'/></graph></graphml>");
    let found = read(Form::GraphMl, text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found.nodes[0].properties.get("x").and_then(|value| value.as_str()), Some("b of node"));
}

/// A file packed in several members, as `cat a.gz b.gz` and bgzip make them, is read to its end.
#[test]
fn all_members_are_unpacked() {
    use std::io::Write;
    let packed = |part: &str| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(part.as_bytes()).expect("memory can be written to");
        packer.finish().expect("memory can be written to")
    };
    let bytes = ["graph { a ", "-- b;", " c }"].map(packed).concat();
    assert_eq!(read(Form::Dot, &bytes).map(|found| found.nodes.len()).ok(), Some(3));
}

/// Small files that say much: defaults for every node, and attributes each of which is compared with the others.
#[test]
fn what_grows_as_a_product_is_refused() {
    let keys: String = (0..3000)
        .map(|at| format!("<key id='k{at}' for='node' attr.name='p{at}'><default>x</default></key>"))
        .collect();
    let nodes: String = (0..3000).map(|at| format!("<node id='n{at}'/>")).collect();
    let attributes: String = (0..100_000).map(|at| format!(" a{at}=''")).collect();
    let told = [
        refused(Form::GraphMl, format!("<graphml>{keys}<graph>{nodes}</graph></graphml>").as_bytes()),
        refused(Form::Gexf, format!("<gexf><graph{attributes}/></gexf>").as_bytes()),
    ];
    insta::assert_snapshot!(told.join("\n"));
    let again = "a 1 ".repeat(200_000);
    assert!(read(Form::Gml, format!("graph [ node [ id 1 {again} ] ]").as_bytes()).is_ok(), "one key many times");
}

/// One line of many megabytes, and many attributes of one element.
#[test]
fn long_lines_are_read() {
    let long = "x".repeat(20 << 20);
    let texts = [
        (Form::GraphMl, format!("<graphml><graph><node id='a'><data key='k'>{long}</data></node></graph></graphml>")),
        (Form::Gml, format!("graph [ node [ id 1 label \"{long}\" ] ]")),
        (Form::Dot, format!("graph {{ a [b=\"{long}\"] }}")),
        (Form::NodeLink, format!("{{\"nodes\": [{{\"id\": 1, \"b\": \"{long}\"}}], \"links\": []}}")),
    ];
    for (form, text) in texts {
        let read = read(form, text.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", form.name()));
        assert_eq!(read.nodes.len(), 1, "{}", form.name());
    }
}

#[test]
fn numbers_line_ends_and_marks_of_encoding_are_read() {
    let text = "\u{feff}{\"nodes\": [{\"id\": 1, \"a\": 123456789012345678901234567890, \"b\": 1e400, \"c\": 18446744073709551615}],\r\n\"links\": []}";
    assert!(read(Form::NodeLink, text.as_bytes()).is_err(), "1e400 is no number that can be held");
    let read_text =
        |form, bytes: &[u8]| format!("{:?}", read(form, bytes).unwrap_or_else(|error| panic!("{error}")).nodes);
    let told = [
        read_text(Form::NodeLink, text.replace("1e400", "1e40").as_bytes()),
        read_text(
            Form::Gml,
            b"graph [\r\n node [ id 99999999999999999999 x 1E400 y -INF z \"a\r\nb &#x41; &nope;\" ]\r\n]",
        ),
        read_text(Form::Dot, "\u{feff}graph {\r\n a [x=1, y=-.5, z=\"1\", w=<<b>b</b>>]\r\n // c\r\n}".as_bytes()),
        read_text(Form::Dot, b"graph { a [label=\"\xe9\"] }"),
        // A backslash goes with what follows it, so that the last quote of `C:\\\\` is an end.
        read_text(
            Form::Dot,
            br#"graph { a [x="C:\\", y="\\\"q\\\\", z="a\
b\n"] }"#,
        ),
        read_text(
            Form::GraphMl,
            b"<?xml version = '1.0' encoding = \"ISO-8859-15\" ?><graphml><graph><node id='\xa4'/></graph></graphml>",
        ),
        read_text(
            Form::GraphMl,
            b"<?xml version='1.0' encoding='windows-1251'?><graphml><graph><node id='\xdf'/></graph></graphml>",
        ),
        read_text(
            Form::GraphMl,
            b"<?xml version='1.0' encoding='ISO-8859-1'?><graphml><graph><node id='\xe9'/></graph></graphml>",
        ),
        read_text(
            Form::Gexf,
            &"<gexf><graph><nodes><node id='é'/></nodes></graph></gexf>".encode_utf16().fold(
                vec![0xff, 0xfe],
                |mut bytes, unit| {
                    bytes.extend(unit.to_le_bytes());
                    bytes
                },
            ),
        ),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

/// A valid file of each form, to be broken.
fn valid() -> Vec<(Form, Vec<u8>)> {
    let (schema, documents) = (
        include_str!("survives.json"),
        r#"{"nodes": [
        {"id": "a", "labels": ["Thing"], "name": "A & <B>", "aliases": ["x", "y"], "words": "w", "whole": 3, "truth": true, "evidence": [{"work": "b", "phrase": "p"}]},
        {"id": "b", "labels": ["Thing", "Työ"], "name": "B", "start": "1990", "number": 0.5}],
        "edges": [{"from": "a", "type": "JOINS", "to": "b", "start": "1991", "key": "k", "evidence": [{"work": "a"}]}, {"from": "a", "type": "ALIKE", "to": "b"}]}"#,
    );
    let source = |path: &str, text: &str| actant::graph::document::Source::new(path, text);
    let graph = actant::graph::document::load(&source("schema.json", schema), &[source("a.json", documents)])
        .expect("a sound graph");
    let all = gathered(&graph);
    let mut files: Vec<(Form, Vec<u8>)> =
        FORMS.into_iter().filter_map(|form| Some((form, write(form, &all)?.into_bytes()))).collect();
    // What others write has more in it, and no schema.
    let others: [(Form, &str); 4] = [
        (
            Form::Dot,
            "strict digraph \"g\" { node [shape=box]; a:n -> {b c} -> d [label=\"x\\n\\\"y\\\"\" w=1.5]; subgraph cluster_1 { e; } /* c */ b [l=<<i>x</i>>] }",
        ),
        (
            Form::GraphMl,
            "<graphml><key id='d' for='node' attr.name='c' attr.type='double'><default>1.5</default></key><graph edgedefault='undirected'><node id='1'><data key='d'>2</data></node><node id='2'/><edge id='e' source='1' target='2'/><edge source='2' target='2'/></graph></graphml>",
        ),
        (
            Form::Gexf,
            "<gexf version='1.2'><graph defaultedgetype='directed'><attributes class='node'><attribute id='0' title='t' type='integer'/></attributes><nodes><node id='a' label='A' start='2000'><attvalues><attvalue for='0' value='1'/></attvalues></node></nodes><edges><edge id='0' source='a' target='a' weight='2.0'><spells><spell start='2001' end='2002'/></spells></edge></edges></graph></gexf>",
        ),
        (
            Form::Gml,
            "graph [ directed 0 node [ id 1 label \"a\" x 1.5 x 2 g [ y 1 ] ] node [ id 2 ] edge [ source 1 target 2 label \"e\" ] edge [ source 2 target 1 ] ]",
        ),
    ];
    files.extend(others.map(|(form, text)| (form, text.as_bytes().to_vec())));
    files
}

/// Reads bytes in a form; what can be read has to land soundly.
fn try_all(form: Form, bytes: &[u8]) {
    if let Ok(found) = read(form, bytes) {
        landed(&found);
    }
}

#[test]
fn a_key_of_blanks_lands() {
    try_all(Form::NodeLink, br#"{"nodes": [{"id": " "}], "links": []}"#);
}

/// A change to a file: bytes put in, taken out, doubled or turned.
fn broken(bytes: &[u8], changes: &[(usize, u8, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, how, byte) in changes {
        let at = place % (bytes.len() + 1);
        let end = (at + usize::from(*byte)).min(bytes.len());
        match how % 5 {
            0 => bytes.insert(at, *byte),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.truncate(at),
            3 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => bytes.iter_mut().skip(at).take(1).for_each(|one| *one = *byte),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        FORMS.into_iter().for_each(|form| try_all(form, &bytes));
        let _ = form_of("x.json", &bytes);
    }

    #[test]
    fn broken_files_never_panic(changes in prop::collection::vec(any::<(usize, u8, u8)>(), 1..4)) {
        for (form, bytes) in valid() {
            try_all(form, &broken(&bytes, &changes));
        }
    }
}
