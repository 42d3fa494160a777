//! A drawing as a LaTeX document with a TikZ picture: every node and label where our layout put it.

use std::collections::BTreeSet;

use super::names::{colour, one_line};
use crate::figure::{Figure, Line, Node};
use crate::layout::geometry::{Path, Point};
use crate::layout::shape::Shape;
use crate::layout::{Course, Drawing, Placed, TextBlock};

const PREAMBLE: &str = r"\documentclass[tikz,border=6pt]{standalone}
\usepackage{iftex}
\ifpdftex
  \usepackage[T1,T2A]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp}
\else
  \usepackage{fontspec}
  \IfFontExistsTF{Noto Sans}{\setsansfont{Noto Sans}}{}
\fi
\usetikzlibrary{arrows.meta,shapes.geometric}
";

/// Writes a drawing as a LaTeX document: `pdflatex` for Latin and Cyrillic letters, `lualatex` for all that its
/// font has.
/// O(size of the figure).
pub fn tikz(figure: &Figure, drawing: &Drawing) -> String {
    let mut text = String::from(PREAMBLE);
    if !figure.title.is_empty() {
        text.push_str(&format!("% {}\n", one_line(&figure.title)));
    }
    text.push_str(&colours(figure));
    text.push_str("\\begin{document}\\sffamily\n\\begin{tikzpicture}[x=1bp, y=-1bp, inner sep=0pt,\n");
    text.push_str("  actor/.style={draw=black!70, line width=0.8bp, align=center},\n");
    text.push_str("  words/.style={fill=white, inner sep=0.6bp, align=center}]\n");
    for (edge, course) in figure.edges.iter().zip(&drawing.edges) {
        text.push_str(&line(&edge.line, &course.path));
    }
    for (turn, (node, placed)) in figure.nodes.iter().zip(&drawing.nodes).enumerate() {
        text.push_str(&self::node(turn, node, placed));
    }
    for (edge, course) in figure.edges.iter().zip(&drawing.edges) {
        text.push_str(&words(&edge.line, course));
    }
    text.push_str("\\end{tikzpicture}\n\\end{document}\n");
    text
}

fn colours(figure: &Figure) -> String {
    let fills = figure.nodes.iter().map(|node| &*node.fill);
    let hues: BTreeSet<String> = fills.chain(figure.edges.iter().map(|edge| &*edge.line.colour)).map(digits).collect();
    hues.iter().map(|hue| format!("\\definecolor{{c{hue}}}{{HTML}}{{{hue}}}\n")).collect()
}

/// The digits of a colour.
fn digits(hue: &str) -> String {
    colour(hue)[1..].to_uppercase()
}

fn node(turn: usize, node: &Node, placed: &Placed) -> String {
    let (shape, centre) = (Shape::of(&node.shape), placed.rect.centre());
    let (width, height) = (placed.rect.width(), placed.rect.height());
    let corners = match shape {
        Shape::Octagon | Shape::DoubleOctagon | Shape::Hexagon | Shape::House | Shape::Cds => outline(node, placed),
        Shape::Ellipse
        | Shape::Rounded
        | Shape::Cylinder
        | Shape::Plain
        | Shape::Underline
        | Shape::Note
        | Shape::Box
        | Shape::Box3d
        | Shape::Component => String::new(),
    };
    let shape = style(shape);
    format!(
        "{corners}\\node[actor, fill=c{}, {shape}, minimum width={width:.1}bp, minimum height={height:.1}bp] (n{turn}) at {} {{}};\n{}",
        digits(&node.fill),
        at(centre),
        block(&placed.text, "", "black")
    )
}

/// The nearest shape of TikZ. The text stands in a node of its own, so that it stretches none.
fn style(shape: Shape) -> &'static str {
    match shape {
        Shape::Ellipse => "ellipse",
        Shape::Rounded => "rectangle, rounded corners=6bp",
        Shape::Plain | Shape::Underline => "rectangle, draw=none",
        Shape::Box | Shape::Cylinder => "rectangle, rounded corners=1bp",
        Shape::Note => "rectangle, dash pattern=on 3bp off 1bp",
        Shape::Box3d | Shape::Component => "rectangle, double",
        // Their corners are drawn before.
        Shape::Octagon | Shape::DoubleOctagon | Shape::Hexagon | Shape::House | Shape::Cds => {
            "rectangle, draw=none, fill=none"
        }
    }
}

fn outline(node: &Node, placed: &Placed) -> String {
    let shape = Shape::of(&node.shape);
    let double = if shape == Shape::DoubleOctagon { ", double" } else { "" };
    let corners: String = shape.outline(placed.rect).into_iter().map(|corner| at(corner) + " -- ").collect();
    format!("\\draw[actor, fill=c{}{double}] {corners}cycle;\n", digits(&node.fill))
}

fn line(line: &Line, path: &Path) -> String {
    let Some((start, _)) = path.ends() else { return String::new() };
    let dash = match &*line.style {
        "dashed" => ", dashed",
        "dotted" => ", densely dotted",
        _ => "",
    };
    let double = if line.double { ", double" } else { "" };
    let curves: String = path.0.iter().map(|curve| curve.0).map(curve).collect();
    let (hue, width, head) = (digits(&line.colour), line.width, head(line));
    format!("\\draw[c{hue}, line width={width:.1}bp{dash}{double}{head}] {}{curves};\n", at(start))
}

fn curve([_, a, b, end]: [Point; 4]) -> String {
    format!(" .. controls {} and {} .. {}", at(a), at(b), at(end))
}

fn head(line: &Line) -> &'static str {
    if line.symmetric {
        return "";
    }
    match &*line.arrow {
        "none" => "",
        "empty" => ", -{Latex[open]}",
        "vee" => ", -{Straight Barb}",
        "lnormal" => ", -{Latex[harpoon]}",
        "ediamond" => ", -{Diamond[open]}",
        "obox" => ", -{Square[open]}",
        "tee" => ", -{Bar[width=8bp]}",
        _ => ", -{Latex}",
    }
}

fn words(line: &Line, course: &Course) -> String {
    let Some(label) = &course.label else { return String::new() };
    block(label, "words, ", &format!("c{}", digits(&line.colour)))
}

fn block(text: &TextBlock, style: &str, colour: &str) -> String {
    // In braces, so that a line's first bracket or star is no option of the line break before it.
    let lines: Vec<String> = text.lines.iter().map(|(line, _)| format!("{{{}}}", escaped(line))).collect();
    let (size, lead) = (text.size * 0.92, text.size * 1.2);
    format!(
        "\\node[{style}align=center, text={colour}, font=\\fontsize{{{size:.1}}}{{{lead:.1}}}\\selectfont] at {} {{{}}};\n",
        at(text.centre),
        lines.join("\\\\")
    )
}

fn at(point: Point) -> String {
    format!("({:.1},{:.1})", point.x, point.y)
}

/// Text that TeX sets as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut last = '\0';
    for c in one_line(text).chars() {
        // Two of these would become one other sign.
        if c == last && matches!(c, '-' | '\'' | ',') {
            escaped.push_str("{\\kern0pt}");
        }
        last = c;
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => escaped.extend(['\\', c]),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '<' => escaped.push_str("\\textless{}"),
            '>' => escaped.push_str("\\textgreater{}"),
            '|' => escaped.push_str("\\textbar{}"),
            '"' => escaped.push_str("\\textquotedbl{}"),
            '`' => escaped.push_str("\\textasciigrave{}"),
            _ => escaped.push(c),
        }
    }
    escaped
}
