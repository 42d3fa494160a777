//! A lens against a graph: dates read, names resolved.

use std::sync::Arc;

use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};
use crate::functions::names::fold;
use crate::graph::lens::{Lens, Question, Selection, Time, Window};
use crate::graph::{Schema, View, Way};
use crate::syntax::ast::{LensClause, LensWord};
use crate::syntax::print_lens;
use crate::value::{Map, NodeId, Value};

/// What the names of a lens are looked up in.
pub(crate) struct Known<'a> {
    pub(crate) view: &'a dyn View,
    pub(crate) schema: Option<&'a Schema>,
    pub(crate) parameters: &'a Map,
}

/// Resolves the clauses of a lens. A later time replaces an earlier one; names add up.
///
/// # Errors
/// A date that can't be read; a name that is no work, author, school or status.
pub(crate) fn lens(clauses: &[LensClause], known: &Known<'_>) -> Outcome<Lens> {
    let mut lens = Lens::default();
    let mut written = Vec::new();
    for clause in clauses {
        match clause {
            LensClause::AsOf { certainly, date } => {
                let window = known.window(date)?;
                lens.time = Some(Time { question: Question::AsOf, window, certainly: *certainly });
            }
            LensClause::During(date) => {
                let window = known.window(date)?;
                lens.time = Some(Time { question: Question::During, window, certainly: false });
            }
            LensClause::Accept(names) => known.select(names, &mut lens.accept)?,
            LensClause::Without(names) => known.select(names, &mut lens.without)?,
        }
        written.push(known.filled(clause)?);
    }
    lens.text = print_lens(&written);
    Ok(lens)
}

/// Labels of nodes that can speak for something.
const SOURCES: &[&str] = &["Work", "School", "Scholar", "Person", "Organisation", "Group"];

impl Known<'_> {
    fn window(&self, date: &LensWord) -> Outcome<Window> {
        let text = self.text(date)?;
        Window::read(&text).ok_or_else(|| {
            let message = format!("`{text}` is no date that can be read, expected EDTF");
            let fault = Diagnostic::compile(Class::ArgumentError, "InvalidDate", date.span, message);
            Box::new(fault.hint("a year, a month or day, or an interval: '2013', '2013-06' or '2014/2022'"))
        })
    }

    /// The text of a word, or of the parameter that it names.
    fn text(&self, word: &LensWord) -> Outcome<Arc<str>> {
        if !word.is_parameter {
            return Ok(word.text.clone());
        }
        match self.parameters.get(&word.text) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Integer(number)) => Ok(number.to_string().into()),
            Some(other) => {
                let message = format!("`${}` must be a text here, found {}", word.text, other.type_name());
                Err(Box::new(Diagnostic::compile(Class::ArgumentError, "InvalidArgumentType", word.span, message)))
            }
            None => {
                let message = format!("the parameter `${}` is not set", word.text);
                Err(Box::new(Diagnostic::compile(Class::ParameterMissing, "MissingParameter", word.span, message)))
            }
        }
    }

    /// A clause with the texts of its parameters in their place.
    fn filled(&self, clause: &LensClause) -> Outcome<LensClause> {
        let word = |word: &LensWord| Ok(LensWord { text: self.text(word)?, is_parameter: false, span: word.span });
        let words = |words: &[LensWord]| words.iter().map(word).collect::<Outcome<Vec<LensWord>>>();
        Ok(match clause {
            LensClause::AsOf { certainly, date } => LensClause::AsOf { certainly: *certainly, date: word(date)? },
            LensClause::During(date) => LensClause::During(word(date)?),
            LensClause::Accept(names) => LensClause::Accept(words(names)?),
            LensClause::Without(names) => LensClause::Without(words(names)?),
        })
    }

    fn select(&self, names: &[LensWord], into: &mut Selection) -> Outcome<()> {
        names.iter().try_for_each(|name| self.select_one(name, into))
    }

    fn select_one(&self, name: &LensWord, into: &mut Selection) -> Outcome<()> {
        let text = self.text(name)?;
        if self.schema.is_some_and(|schema| schema.status(&text).is_some()) {
            into.statuses.insert(text);
            return Ok(());
        }
        match self.nodes_named(&text).as_slice() {
            [] => Err(self.unknown(&text, name)),
            [node] => self.select_node(*node, &text, name, into),
            several => {
                let ids: Vec<String> = several.iter().map(|node| format!("`{}`", self.id(*node))).collect();
                let message = format!("`{text}` fits {} names: {}", several.len(), ids.join(", "));
                let fault = Diagnostic::compile(Class::NotFound, "AmbiguousName", name.span, message);
                Err(Box::new(fault.hint("write the id in place of the name")))
            }
        }
    }

    fn select_node(&self, node: NodeId, text: &str, name: &LensWord, into: &mut Selection) -> Outcome<()> {
        if self.has_label(node, "Work") {
            into.works.insert(self.id(node));
        } else if self.has_label(node, "School") {
            into.schools.insert(node);
        } else if self.speaks(node) {
            into.authors.insert(node);
        } else {
            return Err(no_source(text, name));
        }
        Ok(())
    }

    /// The node of this id, else those of this name or alias that can speak for something.
    fn nodes_named(&self, text: &str) -> Vec<NodeId> {
        if let Some(node) = self.view.node_by_id(text) {
            return vec![node];
        }
        let wanted = fold(text);
        let mut nodes = self.candidates();
        nodes.retain(|node| self.spellings(*node).iter().any(|spelling| fold(spelling) == wanted));
        nodes
    }

    fn candidates(&self) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        for label in SOURCES.iter().filter_map(|label| self.view.symbols().find_label(label)) {
            self.view.nodes_with_label(label, &mut nodes);
        }
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    fn spellings(&self, node: NodeId) -> Vec<Arc<str>> {
        let mut spellings: Vec<Arc<str>> = self.view.node_text(node, "name").into_iter().collect();
        let aliases = self.view.symbols().find_key("aliases").map(|key| self.view.node_property(node, key));
        if let Some(Value::List(aliases)) = aliases {
            spellings.extend(aliases.iter().filter_map(Value::as_str).map(Arc::from));
        }
        spellings
    }

    fn unknown(&self, text: &str, name: &LensWord) -> Box<Diagnostic> {
        let mut all = Vec::new();
        self.view.nodes(&mut all);
        let wanted = fold(text);
        // The name of something is not misspelt, even where a source has one like it.
        if all.into_iter().any(|node| self.spellings(node).iter().any(|spelling| fold(spelling) == wanted)) {
            return no_source(text, name);
        }
        let message = format!("`{text}` is no work, author, school or status");
        let fault = Diagnostic::compile(Class::NotFound, "UnknownSource", name.span, message);
        let sources = self.candidates().into_iter();
        let mut names: Vec<Arc<str>> = sources
            .filter(|node| self.has_label(*node, "Work") || self.has_label(*node, "School") || self.speaks(*node))
            .flat_map(|node| std::iter::once(self.id(node)).chain(self.spellings(node)))
            .collect();
        let statuses = self.schema.into_iter().flat_map(|schema| &schema.statuses);
        names.extend(statuses.map(|rule| Arc::from(rule.status.as_str())));
        let near = nearest(text, names.iter().map(|name| &**name));
        let lists = "`MATCH (w:Work) RETURN w.id` lists the works, `schema` the statuses";
        Box::new(fault.hint(near.map_or(lists.to_string(), |near| format!("did you mean `{near}`?"))))
    }

    fn has_label(&self, node: NodeId, label: &str) -> bool {
        self.view.symbols().find_label(label).is_some_and(|label| self.view.has_label(node, label))
    }

    /// Whether a node has written or argued something.
    fn speaks(&self, node: NodeId) -> bool {
        let kinds: Vec<_> =
            ["AUTHORED", "ARGUES"].iter().filter_map(|kind| self.view.symbols().find_type(kind)).collect();
        !kinds.is_empty() && self.view.degree(node, Way::Out, &kinds) > 0
    }

    fn id(&self, node: NodeId) -> Arc<str> {
        self.view.node_text(node, "id").unwrap_or_default()
    }
}

/// A name of what is there, but speaks for nothing.
fn no_source(text: &str, name: &LensWord) -> Box<Diagnostic> {
    let message = format!("`{text}` has written and argued nothing, expected a work, an author or a school");
    let fault = Diagnostic::compile(Class::NotFound, "NoSource", name.span, message);
    Box::new(fault.hint("`sources` lists the works behind an answer, `schools` the schools"))
}
