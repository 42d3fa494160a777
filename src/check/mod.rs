//! What is wrong with a graph, or may be: rules as data, findings with the place of the record.
//!
//! Each rule is a file in `rules`: its code, how much it matters, what it finds and why, and a broken and a
//! mended example. Codes that begin with a 0 after the letter are kept by loading itself, since documents that
//! break one are no graph; the others look at the graph, by a Cypher query that stands in the file or by a
//! function in `functions`. A record, or the schema for the whole graph, can keep a rule silent: `silence`.

mod asked;
mod dates;
mod evidence;
mod functions;
mod hit;
mod identifiers;
mod language;
mod names;
mod numbers;
mod query;
mod rule;
mod sarif;
mod shape;
mod silence;
mod tell;

pub use asked::Asked;
pub use rule::{Rule, rules};
pub use sarif::sarif;
pub use tell::{Counts, explain, json, told};

use crate::diagnostic::{Class, Diagnostic, Outcome, Severity, Span};
use crate::graph::document::{Examined, Finding, Findings, Record, Source, examine, line_column, place_in};
use crate::graph::{Graph, Schema, Store, View};
use crate::session::Session;
use hit::{Hit, Place};
use silence::Silences;

/// Something that a rule found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The rule.
    pub rule: &'static Rule,
    /// What is wrong, and where.
    pub finding: Finding,
    /// Why it may stand, where the record or the schema says so.
    pub silenced: Option<String>,
}

/// A graph that was checked.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What was found, in the order of files and places.
    pub found: Vec<Found>,
    /// How many files were read.
    pub files: usize,
    /// How many nodes there are.
    pub nodes: usize,
    /// How many relations there are.
    pub edges: usize,
    /// What the other rules did not see, where records or documents have errors; empty where they saw all.
    pub unseen: &'static str,
}

/// Checks a graph's documents by the rules that are asked for.
///
/// # Errors
/// Where a code is asked for that no rule has, a text is given for what is no node, or a rule's query fails.
pub fn check(schema: &Source, documents: &[Source], asked: &Asked) -> Outcome<Checked> {
    asked.expect_known()?;
    let files = documents.len() + 1;
    let mut checked = match examine(schema, documents) {
        Err(findings) => Checked { unseen: NO_SCHEMA, found: loading(&findings, asked), ..Checked::default() },
        Ok(examined) => examined_by_rules(schema, examined, asked)?,
    };
    checked.files = files;
    checked.found.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
    Ok(checked)
}

const NO_SCHEMA: &str = "without a sound schema no record was looked at";
const NOT_WHOLE: &str = "where a document can't be read, the graph is looked at no further";
const ERRORS: &str = "relations without a known type and two known ends were left out of sight: mend errors first";

fn order_of(found: &Found) -> (&str, usize, &str, &str) {
    let Finding { path, diagnostic, .. } = &found.finding;
    (path, diagnostic.span.map_or(0, |span| span.start), &found.rule.code, &diagnostic.message)
}

fn examined_by_rules(schema: &Source, mut examined: Examined, asked: &Asked) -> Outcome<Checked> {
    let graph = std::mem::take(&mut examined.graph);
    asked.language.iter().try_for_each(|tag| language::expect_known(tag, &graph))?;
    let mut checked = Checked { nodes: graph.node_count(), edges: graph.edge_count(), ..Checked::default() };
    checked.found = loading(&examined.findings, asked);
    if !examined.whole {
        return Ok(Checked { unseen: NOT_WHOLE, ..checked });
    }
    if !examined.findings.list.is_empty() {
        checked.unseen = ERRORS;
    }
    for (rule, hit, silenced) in looked_at(graph, asked)? {
        checked.found.push(Found { rule, finding: placed(schema, &examined, rule, hit), silenced });
    }
    Ok(checked)
}

/// What loading found, by the rules that loading keeps.
fn loading(findings: &Findings, asked: &Asked) -> Vec<Found> {
    let found = findings.list.iter().filter_map(|finding| {
        let rule = rule::of_loading(finding.diagnostic.detail)?;
        let finding = coded(finding.clone());
        asked.takes(rule).then_some(Found { rule, finding, silenced: None })
    });
    found.collect()
}

/// A finding of loading with the code of the rule that loading keeps.
pub fn coded(mut finding: Finding) -> Finding {
    finding.diagnostic.code = rule::of_loading(finding.diagnostic.detail).map_or("", |rule| rule.code.as_str());
    finding
}

/// A hit with the reason for which it may stand, if there is one.
type Judged = (&'static Rule, Hit, Option<String>);

/// What the rules find that look at the graph.
fn looked_at(graph: Graph, asked: &Asked) -> Outcome<Vec<Judged>> {
    let schema = graph.schema().cloned().unwrap_or_default();
    let asked_for: Vec<&'static Rule> =
        rules().iter().filter(|rule| asked.takes(rule) && rule.fits(&schema) && rule.has_its_input(asked)).collect();
    let mut silences = Silences::of(&graph, &schema);
    let mut session = Session::new(graph);
    session.cite = false;
    let mut judged = Vec::new();
    for rule in &asked_for {
        for hit in hits(rule, &mut session, &schema, asked)? {
            let reason = silences.reason(&rule.code, &hit);
            judged.push((*rule, hit, reason));
        }
    }
    let unheard = silences.unheard(&asked_for).into_iter().filter(|(rule, _)| asked.takes(rule));
    judged.extend(unheard.map(|(rule, hit)| (rule, hit, None)));
    Ok(judged)
}

fn hits(rule: &Rule, session: &mut Session, schema: &Schema, asked: &Asked) -> Outcome<Vec<Hit>> {
    if let Some(query) = rule.cypher() {
        return query::hits(session, &query, asked);
    }
    let subject = hit::Subject::new(session.graph().view(), schema, asked);
    functions::of(&rule.code).map_or(Ok(Vec::new()), |function| function(&subject))
}

/// A hit as a finding in the document that it is about.
fn placed(schema: &Source, examined: &Examined, rule: &'static Rule, hit: Hit) -> Finding {
    let (source, span) = match &hit.place {
        Place::Record(record) => {
            let (document, span) = examined.place(*record, &hit.pointer);
            (&examined.documents[document], span)
        }
        Place::Schema => (schema, place_in(schema, &hit.pointer)),
    };
    let diagnostic = Diagnostic { severity: rule.severity(), ..diagnostic(rule, span, hit.message) };
    let diagnostic = diagnostic.hint_if(hit.help);
    let diagnostic = match hit.beside {
        None => diagnostic,
        Some((record, says)) => beside(examined, diagnostic, record, &says, source),
    };
    Finding { path: source.path.clone(), text: source.text.clone(), diagnostic }
}

/// Points at another record: in the same document where it stands, in another one by words.
fn beside(examined: &Examined, found: Diagnostic, record: Record, says: &str, own: &Source) -> Diagnostic {
    let (document, place) = examined.place(record, hit::anchor(record));
    let other = &examined.documents[document];
    if other.path == own.path {
        return found.related(place, says);
    }
    let (line, column) = line_column(&other.text, place.start);
    found.hint(format!("{says}: `{}`, line {line}, column {column}", other.path))
}

fn diagnostic(rule: &'static Rule, span: Span, message: String) -> Diagnostic {
    Diagnostic { code: &rule.code, ..Diagnostic::compile(Class::DataError, &rule.name, span, message) }
}

impl Checked {
    /// How many findings of each severity are not silenced, and how many are.
    pub fn counts(&self) -> Counts {
        let of = |severity: Severity| {
            self.found.iter().filter(|found| found.silenced.is_none() && found.rule.severity() == severity).count()
        };
        let silenced = self.found.iter().filter(|found| found.silenced.is_some()).count();
        Counts { errors: of(Severity::Error), warnings: of(Severity::Warning), notes: of(Severity::Note), silenced }
    }
}
