//! The command line, described once: parsing, `--help` and completions come from it.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::picture::{self, Picture};
use crate::graph::document::Side;
use crate::interchange;
use crate::portable;
use crate::repl::{megabytes, seconds};
use crate::show::{Format, Sources};

/// Ask a knowledge graph; get answers with their sources. Without a command: the prompt.
#[derive(Debug, Parser)]
#[command(name = "actant", version, about, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Options that every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do; the prompt where nothing is named.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  actant                                   the prompt; `:tour` leads the way
  actant show Kazakhstan                   all that is known about an actor
  actant query 'MATCH (n) RETURN count(n)' an openCypher query
  actant export --around sco -o sco.svg    a drawing of a neighbourhood

Exit codes: 0 well, 1 query, 2 usage, 3 findings in graph files, 4 files, 5 no such name, 6 server, 130 stopped";

/// Options that every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Open the graph in this folder, or this snapshot, instead of the one that is shipped
    #[arg(short, long, global = true, value_name = "DIR", env = "ACTANT_GRAPH")]
    pub graph: Option<PathBuf>,
    /// Ask this server instead, as in `bolt://neo4j@localhost:7687`; the password is taken from ACTANT_PASSWORD, or asked for
    #[arg(long, global = true, value_name = "URL", env = "ACTANT_ON")]
    pub on: Option<String>,
    /// How to write rows, a drawing or a graph
    #[arg(short, long, visible_alias = "to", global = true, value_enum, value_name = "FORMAT")]
    pub format: Option<Form>,
    /// How much to say about what rows rest on: notes below tables; `full` for JSON and CSV too
    #[arg(long, global = true, value_enum, value_name = "HOW")]
    pub sources: Option<Cited>,
    /// Let texts in CSV begin with `=`, `+`, `-`, `@`, a tab or a return, which a spreadsheet takes for a formula; else they get a
    /// `'` before them
    #[arg(long, global = true)]
    pub formulas: bool,
    /// See only what held at a date or in an interval, as in `2013`, `2014/2022` or `certainly 2013`
    #[arg(long, global = true, value_name = "DATE", conflicts_with = "during")]
    pub as_of: Option<String>,
    /// See only what began and ended within these dates, as in `2014/2022`
    #[arg(long, global = true, value_name = "DATES")]
    pub during: Option<String>,
    /// See only what these works, authors, schools or statuses bear out
    #[arg(long, global = true, value_name = "NAME,…")]
    pub accept: Option<String>,
    /// Leave out works, authors, schools or statuses
    #[arg(long, global = true, value_name = "NAME,…")]
    pub without: Option<String>,
    /// Write the works behind the answer to this file: BibTeX (.bib) or CSL-JSON (.json); may be repeated
    #[arg(long, global = true, value_name = "FILE")]
    pub bib: Vec<PathBuf>,
    /// Set a parameter: a Cypher literal, or else text
    #[arg(short, long = "param", global = true, value_name = "NAME=VALUE", value_parser = parameter)]
    pub parameters: Vec<(String, String)>,
    /// Stop a query that takes longer
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,
    /// Stop a query that gives more rows
    #[arg(long, global = true, value_name = "N")]
    pub max_rows: Option<usize>,
    /// Stop a query that takes more memory; `off` lets it take all there is
    #[arg(long, global = true, value_name = "MB", value_parser = memory, default_value = "4000")]
    pub memory: Memory,
    /// Write without colours (NO_COLOR and CLICOLOR=0 do the same)
    #[arg(long, global = true)]
    pub no_color: bool,
}

/// How much memory a query may take, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory(pub Option<usize>);

fn memory(text: &str) -> Result<Memory, String> {
    if text == "off" { Ok(Memory(None)) } else { megabytes(text).map(|bytes| Memory(Some(bytes))) }
}

/// How much to say about what rows rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Cited {
    /// Nothing
    None,
    /// Numbered notes below tables, long lists cut
    Notes,
    /// All notes; a `sources` column in CSV, a `sources` array in JSON
    Full,
}

impl Cited {
    /// The setting it stands for.
    pub(crate) fn sources(self) -> Sources {
        match self {
            Cited::None => Sources::None,
            Cited::Notes => Sources::Notes,
            Cited::Full => Sources::Full,
        }
    }
}

/// The forms an answer can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Drawn for a terminal
    Table,
    /// A Markdown table
    Markdown,
    /// Comma-separated values
    Csv,
    /// An array of objects
    Json,
    /// One object a line
    Jsonl,
    /// Findings for people (`check` only)
    Text,
    /// Findings for code hosts and editors: SARIF 2.1.0 (`check` only)
    Sarif,
    /// A Graphviz drawing (`export` only)
    Dot,
    /// A picture as SVG (`export` only)
    Svg,
    /// A picture in pixels (`export` only)
    Png,
    /// A picture on a page (`export` only)
    Pdf,
    /// A page to look at, search and filter (`export` only)
    Html,
    /// A Mermaid flowchart (`export` only)
    Mermaid,
    /// A LaTeX document with a TikZ picture (`export` only)
    Tikz,
    /// D2 (`export` only)
    D2,
    /// A draw.io file (`export` only)
    Drawio,
    /// The graph as GraphML (`export` only)
    Graphml,
    /// The graph as GEXF 1.3 (`export` only)
    Gexf,
    /// The graph as GML (`export` only)
    Gml,
    /// The graph as node-link JSON (`export` only)
    NodeLink,
    /// The graph in JSON Graph Format (`export` only)
    Jgf,
    /// The graph as Cytoscape JSON (`export` only)
    Cytoscape,
    /// The graph as Turtle, with RDF 1.2's triple terms (`export` only)
    Turtle,
    /// The graph as Turtle, with the reification of RDF 1.1 (`export` only)
    TurtlePlain,
    /// The graph as N-Triples (`export` only)
    NTriples,
    /// The graph as JSON-LD (`export` only)
    JsonLd,
    /// The graph as a script of CREATE statements (`export` only)
    Cypher,
}

impl Form {
    /// The format for rows; none for a drawing.
    pub(crate) fn rows(self) -> Option<Format> {
        match self {
            Form::Table => Some(Format::Table),
            Form::Markdown => Some(Format::Markdown),
            Form::Csv => Some(Format::Csv),
            Form::Json => Some(Format::Json),
            Form::Jsonl => Some(Format::Jsonl),
            Form::Text
            | Form::Sarif
            | Form::Dot
            | Form::Svg
            | Form::Png
            | Form::Pdf
            | Form::Html
            | Form::Mermaid
            | Form::Tikz
            | Form::D2
            | Form::Drawio => None,
            Form::Graphml | Form::Gexf | Form::Gml | Form::NodeLink | Form::Jgf | Form::Cytoscape => None,
            Form::Turtle | Form::TurtlePlain | Form::NTriples | Form::JsonLd | Form::Cypher => None,
        }
    }

    /// The form of a drawing; none for rows.
    pub(crate) fn drawing(self) -> Option<picture::Form> {
        match self {
            Form::Dot => Some(picture::Form::Dot),
            Form::Svg => Some(picture::Form::Svg),
            Form::Png => Some(picture::Form::Png),
            Form::Pdf => Some(picture::Form::Pdf),
            Form::Html => Some(picture::Form::Html),
            Form::Mermaid => Some(picture::Form::Mermaid),
            Form::Tikz => Some(picture::Form::Tikz),
            Form::D2 => Some(picture::Form::D2),
            Form::Drawio => Some(picture::Form::Drawio),
            Form::Table | Form::Markdown | Form::Csv | Form::Json | Form::Jsonl | Form::Text | Form::Sarif => None,
            Form::Graphml | Form::Gexf | Form::Gml | Form::NodeLink | Form::Jgf | Form::Cytoscape => None,
            Form::Turtle | Form::TurtlePlain | Form::NTriples | Form::JsonLd | Form::Cypher => None,
        }
    }

    /// The form of a graph as other programs read it; none for rows and drawings.
    pub(crate) fn data(self) -> Option<interchange::Form> {
        match self {
            Form::Graphml => Some(interchange::Form::GraphMl),
            Form::Gexf => Some(interchange::Form::Gexf),
            Form::Gml => Some(interchange::Form::Gml),
            Form::NodeLink => Some(interchange::Form::NodeLink),
            Form::Jgf => Some(interchange::Form::Jgf),
            Form::Cytoscape => Some(interchange::Form::Cytoscape),
            Form::Turtle => Some(interchange::Form::Turtle),
            Form::TurtlePlain => Some(interchange::Form::TurtlePlain),
            Form::NTriples => Some(interchange::Form::NTriples),
            Form::JsonLd => Some(interchange::Form::JsonLd),
            Form::Cypher => Some(interchange::Form::Cypher),
            Form::Table | Form::Markdown | Form::Csv | Form::Json | Form::Jsonl | Form::Text | Form::Sarif => None,
            Form::Dot | Form::Svg | Form::Png | Form::Pdf | Form::Html | Form::Mermaid => None,
            Form::Tikz | Form::D2 | Form::Drawio => None,
        }
    }

    /// What it is called on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run an openCypher query
    Query {
        /// The query; `-` reads it from standard input
        #[arg(required_unless_present = "file")]
        cypher: Option<String>,
        /// Run the statements of a file, with `;` between them
        #[arg(long, value_name = "FILE", conflicts_with = "cypher")]
        file: Option<PathBuf>,
        /// Whether what it changes is kept
        #[command(flatten)]
        keep: Keep,
    },
    /// Run a saved query
    Run {
        /// Its name, as `actant queries` lists it
        name: String,
        /// Whether what it changes is kept
        #[command(flatten)]
        keep: Keep,
    },
    /// Write the whole graph or a part of it, in the form that the ending of the file names: drawn as SVG, PNG, PDF, HTML, DOT …, or for other programs as GraphML, GEXF, GML, JSON, RDF or Cypher; as pages or tables by options
    Export(Export),
    /// Draw an SVG of ours again from the graph as it is now, by what the file says of itself
    Redraw(Redraw),
    /// Check the files of a graph by all rules and report everything at once
    Check(Check),
    /// Write the files of a graph in their canonical form
    Fmt {
        /// The folder; the graph in use where it is left out, else `graph`
        directory: Option<PathBuf>,
        /// Change nothing, only say what would change
        #[arg(long)]
        check: bool,
    },
    /// Begin a graph of your own: a folder with a schema, first records, questions and a README
    New {
        /// The folder to make
        directory: PathBuf,
        /// What it is to hold
        #[arg(long, value_enum, value_name = "TEMPLATE", default_value = "actors")]
        from: Template,
    },
    /// Bring other people's files in: a graph or a bibliography into a folder, CSV files into a snapshot
    Import(Import),
    /// Lay the graph in use out in a file that opens at once, whatever its size
    Snapshot {
        /// The file to write
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Push the graph in use to the server that `--on` names; what is there and equal stays as it is
    Push,
    /// Bring the graph of the server that `--on` names, or what a query gives there, into a new folder
    Pull {
        /// The folder; a name with an ending is a snapshot
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
        /// Only the nodes and relations that this query gives
        #[arg(short, long, value_name = "CYPHER")]
        query: Option<String>,
    },
    /// Explain the labels, relationship types and properties
    Schema {
        /// One label, type or property
        name: Option<String>,
        /// Write the JSON Schema of the graph's documents, for editors
        #[arg(long, conflicts_with = "name")]
        json_schema: bool,
    },
    /// List the saved queries, or show one
    Queries {
        /// One query
        name: Option<String>,
    },
    /// Show an actor, or a relation: `show Kazakhstan trades-with Italy`
    Show(Words),
    /// Draw an actor and up to nine others around it here: `draw Kazakhstan member-of`
    Draw(Words),
    /// List what is one step away: `neighbours Kazakhstan trades-with`
    #[command(alias = "neighbors")]
    Neighbours(Words),
    /// Tell how two actors are connected
    Path(Words),
    /// Tell what is dated, in order
    Timeline(Words),
    /// Lay claims that disagree side by side
    Disputes {
        /// Only those about this
        #[arg(long, value_name = "NAME")]
        about: Option<String>,
    },
    /// Tell what the lines of scholarship hold on the same question
    Schools {
        /// Words of the question
        words: Vec<String>,
    },
    /// Tell what rests on a source alone
    Falls(Words),
    /// Compare two views: dates, works, authors, schools, lenses, folders or git revisions
    Compare {
        /// Two views, then a name with a relation, or a query
        #[arg(required = true)]
        words: Vec<String>,
        /// Draw what was compared into this file: SVG, PNG, PDF, HTML or DOT
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the reference of a work, in APA and Chicago style
    Cite(Words),
    /// Find who argues something
    WhoArgues(Words),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// An engine that a query may be taken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// Neo4j 5
    Neo4j,
    /// Memgraph 3
    Memgraph,
    /// Amazon Neptune
    Neptune,
}

impl Engine {
    /// The engine it stands for.
    pub(crate) fn engine(self) -> portable::Engine {
        match self {
            Engine::Neo4j => portable::Engine::Neo4j,
            Engine::Memgraph => portable::Engine::Memgraph,
            Engine::Neptune => portable::Engine::Neptune,
        }
    }
}

/// What a new graph is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Template {
    /// States, organisations, people and their relations, as in the shipped graph
    Actors,
    /// Works, who wrote them, what they claim and cite
    Literature,
    /// People, institutions, families and events
    People,
}

impl Template {
    /// The folder it lies in.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Template::Actors => "actors",
            Template::Literature => "literature",
            Template::People => "people",
        }
    }
}

/// What to check, and by which rules.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The folder; the graph in use where it is left out
    #[arg(value_name = "DIRECTORY|QUERY")]
    pub directory: Option<PathBuf>,
    /// Say instead what this engine lacks or treats differently in a query, or a saved query by its name
    #[arg(long, value_enum, value_name = "ENGINE", requires = "directory")]
    pub portable: Option<Engine>,
    /// Look at these rules alone: codes, or their first letters
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Pass these rules over
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub except: Vec<String>,
    /// Look also at the rules that must be asked for
    #[arg(long, conflicts_with = "only")]
    pub all: bool,
    /// Look for the phrases of evidence in the text of a work, given by its id; may be repeated
    #[arg(long = "text", value_name = "WORK=FILE", value_parser = parameter)]
    pub texts: Vec<(String, String)>,
    /// Tell which names are missing in a language, as in `ru`
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Fail on these too, not only on errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Show also what is silenced, with the reasons
    #[arg(long)]
    pub silenced: bool,
    /// Explain a rule and check nothing; `all` lists the rules
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
}

/// What a check fails on besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings
    Warnings,
    /// Warnings and notes
    Notes,
}

/// What to import, and where to.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Graphs (.graphml, .gexf, .gml, .dot, .gv, .jgf, .cyjs, .json, .ttl, .nt, .jsonld, .cypher, .cql) or bibliographies (.bib,
    /// .json) to be brought into a folder; with `--map` the folder that its tables lie in
    #[arg(value_name = "FILE", required_unless_present_any = ["csv", "map"], conflicts_with = "csv")]
    pub files: Vec<PathBuf>,
    /// A folder of CSV files, one for each label and each relationship type
    #[arg(long, value_name = "DIR")]
    pub csv: Option<PathBuf>,
    /// A mapping file that says what the columns of tables are, or the name of one that is shipped
    #[arg(long, value_name = "MAPPING", conflicts_with = "csv")]
    pub map: Option<PathBuf>,
    /// The graph's folder, made where there is none; with `--csv`, and with `--map` where it ends in `.actant`, the snapshot
    /// to write, to be opened with `--graph FILE`
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// Write what is only shown without it
    #[arg(long, conflicts_with = "csv")]
    pub apply: bool,
    /// Add to the folder's schema what it has no place for
    #[arg(long, conflicts_with = "csv")]
    pub widen: bool,
    /// Let the file's word stand where file and graph differ
    #[arg(long, conflicts_with = "csv")]
    pub overwrite: bool,
    /// Where somebody changes the folder meanwhile, work both sides' changes into one
    #[arg(long, value_enum, value_name = "SIDE", num_args = 0..=1, require_equals = true, requires = "apply")]
    pub merge: Option<Option<Favour>>,
    /// What to do with a row that can't be taken
    #[arg(long, value_enum, value_name = "WHAT", default_value = "stop")]
    pub bad_rows: OnBadRow,
}

/// Whether changes are written, and what happens where somebody else changed the folder.
#[derive(Debug, Args)]
pub(crate) struct Keep {
    /// Write what it changes to the folder that `--graph` names
    #[arg(long)]
    pub save: bool,
    /// Where somebody changes the folder meanwhile, work both sides' changes into one
    #[arg(long, value_enum, value_name = "SIDE", num_args = 0..=1, require_equals = true, requires = "save")]
    pub merge: Option<Option<Favour>>,
}

/// Whose change stands where both sides changed the same, each otherwise; without one nothing is written then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Favour {
    /// What this command changes
    Ours,
    /// What is on disk
    Theirs,
}

impl Favour {
    pub(crate) fn side(self) -> Side {
        match self {
            Favour::Ours => Side::Ours,
            Favour::Theirs => Side::Theirs,
        }
    }
}

/// What to do with a row that can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnBadRow {
    /// Import nothing
    Stop,
    /// Leave it out and count it
    Skip,
}

/// Words of a plain verb.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Names, as at the prompt
    #[arg(required = true)]
    pub words: Vec<String>,
}

/// What to draw, and where to.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Draw what this query returns
    #[arg(short, long, value_name = "CYPHER", conflicts_with_all = ["run", "around"])]
    pub query: Option<String>,
    /// Draw what this saved query returns
    #[arg(short, long, value_name = "NAME", conflicts_with = "around")]
    pub run: Option<String>,
    /// Draw the neighbourhood of this actor
    #[arg(short, long, value_name = "NAME")]
    pub around: Option<String>,
    /// How many steps the neighbourhood reaches
    #[arg(short, long, value_name = "N", default_value_t = 1, requires = "around")]
    pub depth: usize,
    /// Mark what differs from this date, as in `--as-of 2023 --against 2005`
    #[arg(long, value_name = "DATE", requires = "as_of")]
    pub against: Option<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How it is to look
    #[command(flatten)]
    pub picture: Picture,
    /// Write the picture in words instead of drawing it
    #[arg(long)]
    pub alt: bool,
    /// Tell what the form of a graph can't carry
    #[arg(long)]
    pub report: bool,
    /// Write the graph as a folder of pages, one for each node with its relations and sources, into `-o DIR`
    #[arg(long, requires = "output", conflicts_with_all = ["query", "run", "around", "against", "alt"])]
    pub pages: bool,
    /// Write the graph as CSV files for `neo4j-admin database import` into `-o DIR`
    #[arg(long, requires = "output", conflicts_with_all = ["pages", "query", "run", "around", "against", "alt"])]
    pub neo4j: bool,
    /// Write the graph as a script for Kuzu: its tables, then what they hold
    #[arg(long, conflicts_with_all = ["pages", "neo4j", "against", "alt"])]
    pub kuzu: bool,
    /// To a part of a graph for other programs, add the works that its evidence is from
    #[arg(long)]
    pub with_works: bool,
}

/// What to draw again.
#[derive(Debug, Args)]
pub(crate) struct Redraw {
    /// The picture, which is written over where it differs
    #[arg(value_name = "FILE.svg")]
    pub file: PathBuf,
    /// Change nothing, only say whether and how it would differ (exit code 3 if it would)
    #[arg(long)]
    pub check: bool,
}

/// Splits `NAME=VALUE`.
fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().trim_start_matches('$').to_string(), value.to_string()))
        }
        Some(_) | None => Err("expected NAME=VALUE, as in `year=2023`".into()),
    }
}
