//! The forms that others draw (Mermaid, D2, TikZ, draw.io) and the picture on a terminal: what they hold, and
//! that no name breaks them. The browser's tests ask Mermaid's own reader.

use actant::export::{self, Ego};
use actant::figure::{Edge, Figure, Node};
use actant::layout::{Options, arrange};
use resvg::usvg::roxmltree;
use unicode_width::UnicodeWidthStr;

use crate::dot::small;
use crate::pictures::chain;

const HOSTILE: [&str; 12] = [
    "</title></svg><script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "'; b -> c; x: '",
    "javascript:alert(1)",
    "&lt;b&gt; &#x41; ]]> <!-- --> <![CDATA[",
    "tab\tnewline\nnul\0escape\u{1b}\u{2028}",
    "\\end{document} \\input{/etc/passwd} $x^2$ 100% #1 ~ {}",
    "[options] *starred",
    "`**bold**` _x_ end style: a#quot;b;",
    "%%{init: {}}%% click n0 call alert()",
    "\u{202e}عربى 中文 e\u{301}",
    " ",
];

/// Every form of a figure, by the ending of its file.
fn forms(figure: &Figure) -> [(&'static str, String); 4] {
    let drawing = arrange(figure, &Options::default());
    [
        ("mmd", export::mermaid(figure)),
        ("d2", export::d2(figure)),
        ("tex", export::tikz(figure, &drawing)),
        ("drawio", export::drawio(figure, &drawing)),
    ]
}

/// A form without its numbers that have a place after the point, and without coordinates: where a thing goes
/// is the layout's, what stands there this test's.
fn placeless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let length = from.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(from.len());
        let (number, after) = from.split_at(length);
        let coordinate = ["x=\"", "y=\"", "width=\"", "height=\""].iter().any(|name| before.ends_with(name));
        let masked = coordinate || number.trim_end_matches('.').contains('.');
        out.push_str(if masked { before.trim_end_matches('-') } else { before });
        out.push_str(if masked { "#" } else { number });
        rest = after;
    }
    out + rest
}

#[test]
fn each_form_of_a_small_figure() {
    let figure = Figure::whole(&small()).titled("Around the CSTO");
    for (ending, text) in forms(&figure) {
        insta::assert_snapshot!(format!("form_{ending}"), placeless(&text));
    }
}

/// What stands outside quotes, where a quote inside is written twice.
fn outside(text: &str, quote: char) -> String {
    text.split(quote).step_by(2).collect()
}

#[test]
fn no_name_leaves_its_quotes() {
    let plain = chain(&["a"; HOSTILE.len()]).titled("a");
    let hostile = chain(&HOSTILE);
    let hostile = hostile.titled(HOSTILE.concat());
    for (quote, write) in [('"', export::mermaid as fn(&Figure) -> String), ('\'', export::d2)] {
        let (plain, hostile) = (write(&plain), write(&hostile));
        assert_eq!(plain.lines().count(), hostile.lines().count(), "{hostile}");
        // A YAML string has its own escapes: the title is read by its own rule.
        let skipped = if quote == '"' { 3 } else { 0 };
        for (plain, hostile) in plain.lines().zip(hostile.lines()).skip(skipped) {
            assert_eq!(outside(plain, quote), outside(hostile, quote));
        }
    }
}

#[test]
fn no_name_is_a_command_of_tex() {
    let figure = chain(&HOSTILE);
    let [_, _, (_, text), _] = forms(&figure);
    // The title stands in a comment, where nothing is a command.
    let text: String = text.lines().filter(|line| !line.starts_with('%')).map(|line| line.to_owned() + "\n").collect();
    let commands: Vec<&str> = text
        .split('\\')
        .skip(1)
        .map(|rest| {
            let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            &rest[..length]
        })
        .collect();
    assert_eq!(commands.iter().filter(|command| **command == "end").count(), 2, "{text}");
    assert!(!commands.contains(&"input"), "{text}");
    let bare = text.replace("\\\\", "").replace("\\{", "").replace("\\}", "");
    assert_eq!(bare.matches('{').count(), bare.matches('}').count(), "{text}");
    assert!(!bare.contains('\u{1b}') && bare.lines().all(|line| !line.starts_with("newline")));
}

#[test]
fn drawio_is_well_formed_and_links_to_the_web_alone() {
    let figure = chain(&HOSTILE);
    let [_, _, _, (_, text)] = forms(&figure);
    let document = roxmltree::Document::parse(&text).expect("it is well formed");
    let of = |tag: &'static str| document.descendants().filter(move |node| node.has_tag_name(tag));
    let labels: Vec<&str> = of("UserObject").filter_map(|node| node.attribute("label")).collect();
    assert_eq!(labels.len(), figure.nodes.len() + figure.edges.len());
    assert!(labels.contains(&"javascript:alert(1)") && labels.contains(&HOSTILE[0]));
    assert_eq!(of("script").count(), 0);
    assert!(of("UserObject").all(|node| node.attribute("link").is_none()));
    assert!(of("UserObject").filter_map(|node| node.attribute("tooltip")).all(|told| !told.contains("<script")));
}

#[test]
fn mermaid_says_where_its_readers_stop() {
    let small = Figure::whole(&small());
    assert!(export::mermaid_limits(&small, &export::mermaid(&small)).is_empty());
    let node =
        |at: usize| Node { key: format!("n{at}"), name: "x".repeat(900), shape: "box".into(), ..Node::default() };
    let large = Figure {
        nodes: (0..70).map(node).collect(),
        edges: (0..501).map(|at| Edge { from: at % 70, to: 1, ..Edge::default() }).collect(),
        ..Figure::default()
    };
    let notes = export::mermaid_limits(&large, &export::mermaid(&large)).join("\n");
    insta::assert_snapshot!("mermaid_limits", notes);
}

/// A node in the middle of others, with an edge each way by turns.
fn star(names: &[&str]) -> Figure {
    let node = |(at, name): (usize, &&str)| Node { key: format!("n{at}"), name: (*name).into(), ..Node::default() };
    let edge = |other: usize| {
        let (from, to) = if other.is_multiple_of(2) { (0, other) } else { (other, 0) };
        Edge { from, to, label: format!("says {other}"), ..Edge::default() }
    };
    let nodes = names.iter().enumerate().map(node).collect();
    Figure { nodes, edges: (1..names.len()).map(edge).collect(), ..Figure::default() }
}

const WIDE: [&str; 9] = [
    "中央アジアの国家と組織",
    "北京",
    "Қазақстан",
    "e\u{301}te\u{301}",
    "a",
    "\u{1b}[31mred\u{7}",
    "",
    "\u{202e}עברית",
    "a name far too long to stand beside another one on a line of eighty columns",
];

#[test]
fn a_picture_on_a_terminal_is_aligned_within_its_columns() {
    for columns in [40, 72, 80, 100, 160] {
        let Ego { text, left_out } = export::ego(&star(&WIDE), "n0", columns, false);
        assert_eq!(left_out, 0);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
        for line in text.lines() {
            assert!(line.width() <= columns, "{} columns, not {columns}: {line}", line.width());
        }
        let places = |sign: char| text.lines().filter_map(move |line| line.find(sign).map(|at| line[..at].width()));
        let tops: Vec<usize> = places('┌').chain(places('└').take(1)).collect();
        let sides: Vec<usize> = places('│').collect();
        assert!(columns < 72 || sides.iter().all(|side| *side == tops[0]), "{text}");
    }
    insta::assert_snapshot!("ego", export::ego(&star(&WIDE), "n0", 80, false).text);
    insta::assert_snapshot!("ego_narrow", export::ego(&star(&WIDE), "n0", 40, false).text);
}

#[test]
fn a_picture_on_a_terminal_takes_nine_others_and_colours_on_demand() {
    let names = ["a"; 14];
    let figure = star(&names);
    assert_eq!(export::ego(&figure, "n0", 80, false).left_out, 4);
    assert!(export::ego(&figure, "n0", 80, true).text.contains("\u{1b}[1ma\u{1b}[0m"));
    assert_eq!(export::ego(&figure, "nobody", 80, true), Ego::default());
}
