//! The rules, as they are written in `rules`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde_json::Value;

use super::asked::Asked;
use crate::diagnostic::Severity;
use crate::files;
use crate::graph::Schema;
use crate::graph::document::{self, Source};

static RULES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/check/rules");

/// A rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its code: a letter for what it is about, and a number, which begins with 0 where loading keeps the rule.
    pub code: String,
    /// Its name, in kebab-case.
    pub name: String,
    severity: Level,
    /// What it finds, in one sentence.
    pub sentence: String,
    /// Why that matters, and what to do about it.
    pub why: String,
    /// Whether it is looked at only where it is asked for.
    #[serde(default)]
    pub asked: bool,
    /// The detail under which loading reports it.
    #[serde(default)]
    pub loading: Option<String>,
    /// The labels, types and properties that it speaks of: without one of them in the schema it finds nothing.
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    query: Vec<String>,
    /// What the examples are checked with, where the rule takes something besides the graph.
    #[serde(default)]
    pub with: Input,
    /// What breaks it.
    pub broken: Value,
    /// The same as it should be.
    pub mended: Value,
}

/// What a rule takes besides the graph.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The texts of works, by their ids.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    /// A language.
    #[serde(default)]
    pub language: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Error,
    Warning,
    Note,
}

static TABLE: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let texts = RULES.files().filter_map(|file| file.contents_utf8());
    let read = |text| serde_json::from_str(text).expect("a test reads every rule");
    let mut rules: Vec<Rule> = texts.map(read).collect();
    rules.sort_by(|a, b| a.code.cmp(&b.code));
    rules
});

/// All rules, by their codes.
pub fn rules() -> &'static [Rule] {
    &TABLE
}

/// The rule with a code.
pub(super) fn with_code(code: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The rule that loading keeps under this detail.
pub(super) fn of_loading(detail: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.loading.as_deref() == Some(detail))
}

impl Rule {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self.severity {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
        }
    }

    /// The query that finds what breaks it, where it is kept by one.
    pub fn cypher(&self) -> Option<String> {
        (!self.query.is_empty()).then(|| self.query.join("\n"))
    }

    /// Whether the schema has all that it speaks of.
    pub(super) fn fits(&self, schema: &Schema) -> bool {
        self.needs.iter().all(|name| {
            schema.label(name).is_some() || schema.relationship_type(name).is_some() || schema.property(name).is_some()
        })
    }

    /// Whether what it takes besides the graph was given.
    pub(super) fn has_its_input(&self, asked: &Asked) -> bool {
        (self.with.texts.is_empty() || !asked.texts.is_empty())
            && (self.with.language.is_none() || asked.language.is_some())
    }

    /// What its examples are checked with: the rules that are not asked for otherwise too, where this is one.
    pub fn asked_for(&self) -> Asked {
        let only = if self.asked { vec![self.code.clone()] } else { Vec::new() };
        Asked { only, texts: self.with.texts.clone(), language: self.with.language.clone(), ..Asked::default() }
    }

    /// The documents of an example, with the shipped schema where it brings none of its own.
    pub fn example(&self, example: &Value) -> (Source, Vec<Source>) {
        let shipped = files::embedded().0;
        let mut sources = match example {
            Value::Object(files) if files.keys().all(|name| name.ends_with(".json")) => {
                files.iter().map(|(name, value)| Source::new(name.clone(), written(value))).collect()
            }
            other => vec![Source::new("graph.json", written(other))],
        };
        let schema = match sources.iter().position(|source| source.path == shipped.path) {
            Some(at) => sources.remove(at),
            None => shipped,
        };
        let laid_out = sources.into_iter().map(|source| canonical(&schema, source)).collect();
        (schema, laid_out)
    }
}

/// An example is text as it stands, or JSON.
fn written(example: &Value) -> String {
    match example {
        Value::String(text) => text.clone(),
        other => format!("{other:#}\n"),
    }
}

/// One record a line, where it can be read as a document.
fn canonical(schema: &Source, source: Source) -> Source {
    match document::format(schema, &source) {
        Ok(text) => Source::new(source.path, text),
        Err(_) => source,
    }
}
