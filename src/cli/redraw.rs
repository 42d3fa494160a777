//! `redraw`: a picture that says what it was made from, drawn again from the graph as it is now.

use std::collections::BTreeMap;
use std::io::Write;

use clap::Parser;
use resvg::usvg::roxmltree::{Document, Node};

use super::arguments::{Arguments, Command, Common, Export, Redraw};
use super::{Stop, export, look, picture, wiring};
use crate::diagnostic::{Class, Diagnostic, Outcome, counted};
use crate::export::NAMESPACE;
use crate::repl::Shell;

/// So many names of what came or went are told; the rest is counted.
const NAMED: usize = 5;

/// Draws an SVG of ours again, and writes it over the old one; with `--check` only says whether and how it
/// would differ.
pub(super) fn redraw(shell: &mut Shell, redraw: &Redraw, err: &mut dyn Write) -> Result<(), Stop> {
    let fail = |error: Box<Diagnostic>| Stop::Failed(error.into());
    let text = wiring::read_file(&redraw.file).map_err(fail)?;
    let in_file = |error: Box<Diagnostic>| {
        let message = format!("can't read `{}` as a picture: {}", redraw.file.display(), error.message);
        fail(Box::new(Diagnostic { message, ..*error }))
    };
    let told = told(&text).map_err(in_file)?;
    let (common, wanted) = arguments(&told).map_err(fail)?;
    look(shell, &common, err)?;
    shell.refuse_changes(true);
    let (figure, recipe) = export::figure(shell, &common, &wanted, err)?;
    let written = picture::draw(figure, picture::Form::Svg, &wanted.picture, recipe).map_err(fail)?;
    let new = String::from_utf8_lossy(&written.bytes).into_owned();
    let name = redraw.file.display();
    if new == text {
        return Ok(writeln!(err, "{name} is current")?);
    }
    let differences = differences(&told, &self::told(&new).map_err(fail)?);
    for line in &differences {
        writeln!(err, "{name}: {line}")?;
    }
    if redraw.check {
        return Err(Stop::Said(super::exit::DATA));
    }
    wiring::write_file(&redraw.file, &written.bytes).map_err(fail)?;
    Ok(writeln!(err, "wrote {name}")?)
}

/// What a picture says of itself.
struct Told {
    version: String,
    theme: String,
    recipe: Vec<(String, String)>,
    /// The title and the description of each node and each edge, by the id of its element.
    parts: BTreeMap<String, (String, String)>,
}

impl Told {
    fn get(&self, name: &str) -> Option<&str> {
        self.recipe.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn told(svg: &str) -> Outcome<Told> {
    let document = Document::parse(svg).map_err(|error| unreadable(&error.to_string()))?;
    let figure = document.descendants().find(|node| node.has_tag_name((NAMESPACE, "figure")));
    let figure = figure.ok_or_else(|| unreadable("found no word of how it was made"))?;
    let recipe = figure.children().filter(|node| node.has_tag_name((NAMESPACE, "made-from")));
    let recipe = recipe.map(|node| (node.attribute("name").unwrap_or_default().to_owned(), words(node)));
    let of = |name: &str| figure.attribute(name).unwrap_or_default().to_owned();
    let parts = document.descendants().filter_map(|node| {
        let id = node.attribute("id").filter(|id| id.starts_with("node-") || id.starts_with("edge-"))?;
        let child =
            |name: &str| node.children().find(|child| child.tag_name().name() == name).map_or_else(String::new, words);
        Some((id.to_owned(), (child("title"), child("desc"))))
    });
    Ok(Told { version: of("version"), theme: of("theme"), recipe: recipe.collect(), parts: parts.collect() })
}

fn words(node: Node<'_, '_>) -> String {
    node.text().unwrap_or_default().to_owned()
}

fn unreadable(why: &str) -> Box<Diagnostic> {
    let message = format!("{why}, expected an SVG that `actant export` wrote");
    Box::new(Diagnostic::plain(Class::FileError, message).hint("`actant export --run NAME -o FILE.svg` writes one"))
}

/// The command line that draws such a picture: the names of a recipe are those of options.
fn arguments(told: &Told) -> Outcome<(Common, Export)> {
    let mut line = vec!["actant".to_owned(), "export".to_owned(), format!("--theme={}", told.theme)];
    for (name, value) in &told.recipe {
        match name.as_str() {
            "data" | "whole" => {}
            "answer" => {
                let message = "this picture shows an answer at the prompt, and does not hold its query";
                let hint = "draw it by `actant export --query CYPHER -o FILE.svg`, and it can be drawn again";
                return Err(Box::new(Diagnostic::plain(Class::UsageError, message).hint(hint)));
            }
            _ => line.push(match name.strip_prefix("param ") {
                Some(parameter) => format!("--param={parameter}={value}"),
                None => format!("--{name}={value}"),
            }),
        }
    }
    let parsed = Arguments::try_parse_from(&line).map_err(|error| {
        let why = error.to_string();
        let first = why.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        Box::new(Diagnostic::plain(Class::FileError, format!("can't draw this picture again: {first}")))
    })?;
    match parsed.command {
        Some(Command::Export(mut export)) => {
            // Whoever made the file names the places it reads; nothing is written there.
            export.picture.places_are_read_only = true;
            Ok((parsed.common, export))
        }
        Some(_) | None => Err(unreadable("found a recipe for something else")),
    }
}

/// What differs between two pictures, a line each.
fn differences(old: &Told, new: &Told) -> Vec<String> {
    let mut lines = Vec::new();
    for (prefix, one) in [("node-", "node"), ("edge-", "relation")] {
        let of = |told: &Told| -> BTreeMap<String, (String, String)> {
            told.parts
                .iter()
                .filter(|(id, _)| id.starts_with(prefix))
                .map(|(id, part)| (id.clone(), part.clone()))
                .collect()
        };
        let (old, new) = (of(old), of(new));
        let names =
            |from: &BTreeMap<String, (String, String)>, to: &BTreeMap<String, (String, String)>| -> Vec<String> {
                from.iter().filter(|(id, _)| !to.contains_key(*id)).map(|(_, (title, _))| title.clone()).collect()
            };
        let changed = new.iter().filter(|(id, part)| old.get(*id).is_some_and(|before| before != *part));
        lines.extend(listed("came", one, &names(&new, &old)));
        lines.extend(listed("went", one, &names(&old, &new)));
        lines.extend(listed("changed", one, &changed.map(|(_, (title, _))| title.clone()).collect::<Vec<String>>()));
    }
    if old.version != new.version {
        lines.push(format!("drawn by actant {}, this is {}", old.version, new.version));
    }
    if lines.is_empty() {
        let same = old.get("data") == new.get("data");
        let what = if same { "the same nodes and relations" } else { "the same nodes and relations in another look" };
        lines.push(format!("{what}, placed or written differently"));
    }
    lines
}

/// `2 nodes came: “A”, “B”`; none where there is nothing to list.
fn listed(verb: &str, one: &str, names: &[String]) -> Option<String> {
    let quoted: Vec<String> = names.iter().take(NAMED).map(|name| format!("“{name}”")).collect();
    let more = names.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!names.is_empty()).then(|| format!("{} {verb}: {}{more}", counted(names.len(), one), quoted.join(", ")))
}
