//! The command line: reads arguments, opens the graph, decides where bytes go and what the exit
//! code says.

mod arguments;
mod bulk;
mod check;
mod data;
mod environment;
pub mod exit;
mod export;
pub mod graphviz;
mod import;
mod mapped;
mod merging;
mod new;
mod pages;
pub mod picture;
mod redraw;
pub mod remote;
pub mod saved;
mod saving;
pub mod wiring;

use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use clap::{CommandFactory, Parser};

use crate::diagnostic::{Class, Diagnostic, render};
use crate::portable::{self, Engine};
use crate::repl::{Flow, Halt, LensPart, Settings, Shell, prompt, script};
use crate::session::Limits;
use arguments::{Arguments, Check, Cited, Command, Common, Favour, Form, Keep};
use saved::SavedQuery;
use wiring::Failure;

pub use environment::{colour, terminal_height, width};

/// Runs the program on the process's arguments and standard streams.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(said_by_clap(&error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let code = dispatch(&arguments, &mut out, &mut io::stderr());
    let code = match out.flush() {
        Err(error) if code == exit::OK => exit::code_of_io(&error),
        Ok(()) | Err(_) => code,
    };
    ExitCode::from(code)
}

/// Help and version are answers; everything else clap says is a usage error.
fn said_by_clap(error: &clap::Error) -> u8 {
    match error.print() {
        Err(failed) => exit::code_of_io(&failed),
        Ok(()) if error.use_stderr() => exit::USAGE,
        Ok(()) => exit::OK,
    }
}

fn dispatch(arguments: &Arguments, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let common = &arguments.common;
    let colour = colour(common.no_color, io::stderr().is_terminal());
    let done = match &arguments.command {
        Some(Command::Completions { shell }) => completions(*shell, out),
        Some(Command::Check(Check { directory: Some(query), portable: Some(engine), .. })) => {
            portable(&query.to_string_lossy(), engine.engine(), colour, err)
        }
        Some(Command::Check(check)) => check::check(check, common, out, err),
        Some(Command::Fmt { directory, check }) => {
            format(directory.as_deref().or(common.graph.as_deref()), *check, colour, err)
        }
        Some(Command::Schema { json_schema: true, .. }) => wiring::json_schema(common.graph.as_deref(), colour)
            .map_err(Stop::Failed)
            .and_then(|text| Ok(out.write_all(text.as_bytes())?)),
        Some(Command::New { directory, from }) => new::new(directory, *from, err),
        Some(Command::Import(import)) => match (&import.csv, &import.map) {
            (Some(csv), _) => bulk::import(import, csv, err),
            (None, Some(map)) if mapped::into_snapshot(import) => mapped::import(import, map, colour, err),
            (None, _) => import::import(import, colour, err),
        },
        Some(Command::Push) => push(common, colour, err),
        Some(Command::Pull { output, query }) => pull(common, output, query.as_deref(), colour, err),
        Some(Command::Snapshot { output }) => bulk::snapshot(common.graph.as_deref(), output, colour, err),
        Some(_) | None => with_shell(arguments, out, err),
    };
    match done {
        Ok(()) => exit::OK,
        Err(stop) => stop.say(err),
    }
}

/// Why a command ended early.
enum Stop {
    /// It could not do its work; nothing was said yet.
    Failed(Failure),
    /// It could not do its work, and said why.
    Said(u8),
    /// Output failed.
    Io(io::Error),
}

impl Stop {
    fn say(self, err: &mut dyn Write) -> u8 {
        match self {
            Stop::Failed(failure) => {
                // Nothing can be said where standard error is closed; the exit code still speaks.
                let _ = writeln!(err, "{}", failure.text.trim_end());
                exit::code(failure.class)
            }
            Stop::Said(code) => code,
            Stop::Io(error) => exit::code_of_io(&error),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Io(error)
    }
}

impl From<Halt> for Stop {
    fn from(halt: Halt) -> Stop {
        match halt {
            Halt::Said(class) => Stop::Said(exit::code(class)),
            Halt::Io(error) => Stop::Io(error),
        }
    }
}

fn completions(shell: clap_complete::Shell, out: &mut dyn Write) -> Result<(), Stop> {
    // Into a buffer first: the generator panics where its output is closed.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "actant", &mut text);
    Ok(out.write_all(&text)?)
}

fn format(directory: Option<&Path>, check: bool, colour: bool, err: &mut dyn Write) -> Result<(), Stop> {
    let directory = directory.unwrap_or(Path::new("graph"));
    if directory.is_file() {
        return Err(no_folder(directory, "as in `actant fmt graph`"));
    }
    let changed = wiring::format(directory, check, colour).map_err(Stop::Failed)?;
    for file in &changed {
        writeln!(err, "{} {file}", if check { "would change" } else { "changed" })?;
    }
    if check && !changed.is_empty() { Err(Stop::Said(exit::DATA)) } else { Ok(()) }
}

/// A file where a folder of documents is wanted.
fn no_folder(file: &Path, hint: &str) -> Stop {
    let hint = format!("{hint}; a snapshot is made of a folder's documents, and is no folder itself");
    usage(&format!("`{}` is a file, expected a graph's folder", file.display()), &hint)
}

/// Says what an engine lacks or treats differently in a query, or in a saved one of this name.
fn portable(query: &str, engine: Engine, colour: bool, err: &mut dyn Write) -> Result<(), Stop> {
    if Path::new(query).is_dir() {
        let message = format!("`{query}` is a folder, expected a query or the name of a saved one");
        return Err(usage(&message, "as in `actant check --portable neo4j 'MATCH (n) RETURN n'`"));
    }
    let queries = wiring::queries();
    let text = queries.iter().find(|saved| saved.name == query).map_or(query, |saved| &saved.text);
    let found = portable::check(text, engine).map_err(|error| {
        let text = render(&error, text, None, colour);
        Stop::Failed(Failure { class: error.class, text })
    })?;
    for told in &found.told {
        writeln!(err, "{}\n", render(told, text, None, colour))?;
    }
    if found.told.is_empty() {
        writeln!(err, "{}: nothing to report", engine.name())?;
    }
    if found.lacking { Err(Stop::Said(exit::QUERY)) } else { Ok(()) }
}

/// The server that `--on` names.
fn server(common: &Common) -> Result<&str, Stop> {
    let missing = || usage("no server is named", "as in `--on bolt://neo4j@localhost:7687`");
    common.on.as_deref().ok_or_else(missing)
}

fn push(common: &Common, colour: bool, err: &mut dyn Write) -> Result<(), Stop> {
    let url = server(common)?;
    let (session, _) = wiring::open(common.graph.as_deref(), colour).map_err(Stop::Failed)?;
    remote::push(&session, url, err).map_err(Stop::Failed)
}

fn pull(common: &Common, folder: &Path, query: Option<&str>, colour: bool, err: &mut dyn Write) -> Result<(), Stop> {
    let url = server(common)?;
    let (session, home) = wiring::open(common.graph.as_deref(), colour).map_err(Stop::Failed)?;
    let schema = session.graph().schema().cloned();
    remote::pull(&remote::Pull { url, folder, query, schema, home: &home, colour }, err).map_err(Stop::Failed)
}

/// A shell on the graph that was asked for, with the settings and parameters of the command line.
fn open(common: &Common, err: &mut dyn Write) -> Result<Shell, Stop> {
    let on_terminal = io::stdout().is_terminal();
    let settings = Settings {
        format: common.format.and_then(Form::rows).unwrap_or_default(),
        sources: common.sources.map(Cited::sources).unwrap_or_default(),
        formulas: common.formulas,
        width: width(on_terminal),
        colour: colour(common.no_color, on_terminal),
        colour_errors: colour(common.no_color, io::stderr().is_terminal()),
        ..Settings::default()
    };
    let (mut session, home) = wiring::open(common.graph.as_deref(), settings.colour_errors).map_err(Stop::Failed)?;
    if let Some(url) = &common.on {
        remote::go_on(&mut session, url, err).map_err(Stop::Failed)?;
    }
    let rows = common.max_rows.unwrap_or(usize::MAX);
    session.limits = Limits { rows, time: common.timeout, memory: common.memory.0, ..session.limits };
    let queries = wiring::queries_of(&home).map_err(|error| Stop::Failed(error.into()))?;
    let mut shell = Shell::new(session, queries, settings).at(home);
    look(&mut shell, common, err)?;
    let flag = shell.interrupt();
    if let Err(error) = ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst)) {
        writeln!(err, "Ctrl-C will end the program rather than the query: {error}")?;
    }
    Ok(shell)
}

/// Sets the parameters and puts on the lens that the command line asks for.
fn look(shell: &mut Shell, common: &Common, err: &mut dyn Write) -> Result<(), Stop> {
    for (name, value) in &common.parameters {
        shell.set_parameter(name, value);
    }
    let lens = [
        (LensPart::AsOf, &common.as_of),
        (LensPart::During, &common.during),
        (LensPart::Accept, &common.accept),
        (LensPart::Without, &common.without),
    ];
    for (part, text) in lens.into_iter().filter_map(|(part, text)| Some((part, text.as_ref()?))) {
        if text.trim().is_empty() {
            return Err(usage(
                "a lens without a date or a name",
                "as in `--as-of 2013` or `--without vanderhill-2020`",
            ));
        }
        if let Err(error) = shell.set_lens(part, text) {
            return Err(shell.fail(&Diagnostic { span: None, ..*error }, "", err).into());
        }
    }
    Ok(())
}

fn with_shell(arguments: &Arguments, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    let common = &arguments.common;
    let drawing = common.format.filter(|format| format.rows().is_none());
    if let Some(drawing) = drawing.filter(|_| !matches!(arguments.command, Some(Command::Export(_)))) {
        return Err(of_another(drawing));
    }
    // The program is about to end: the system takes a graph's memory back faster than we could.
    let mut shell = std::mem::ManuallyDrop::new(open(common, err)?);
    let line = match &arguments.command {
        None => return interactive(&mut shell, out, err),
        Some(Command::Export(export)) => return export::write(&mut shell, common, export, out, err),
        Some(Command::Redraw(redraw)) => return redraw::redraw(&mut shell, redraw, err),
        Some(Command::Query { file: Some(path), keep, .. }) => {
            let text = wiring::read_file(path).map_err(|error| Stop::Failed(error.into()))?;
            expect_parameters(&shell, common, &text, err)?;
            cite_where_told(&mut shell, common);
            once(&mut shell, keep, err, |shell, err| statements(shell, &text, out, err))?;
            return bibliographies(&mut shell, common, out, err);
        }
        Some(Command::Query { cypher, keep, .. }) => {
            let text = text_or_stdin(cypher.as_deref().unwrap_or_default())?;
            expect_parameters(&shell, common, &text, err)?;
            cite_where_told(&mut shell, common);
            once(&mut shell, keep, err, |shell, err| shell.cypher(&text, out, err))?;
            return bibliographies(&mut shell, common, out, err);
        }
        Some(Command::Run { name, keep }) => {
            let line = quoted(":run", std::slice::from_ref(name));
            expect_parameters_of(&shell, common, name, err)?;
            once(&mut shell, keep, err, |shell, err| shell.execute(&line, out, err).map(|_| ()))?;
            return bibliographies(&mut shell, common, out, err);
        }
        Some(Command::Schema { name, .. }) => quoted(":schema", name.as_slice()),
        Some(Command::Queries { name }) => quoted(":queries", name.as_slice()),
        Some(Command::Show(words)) => quoted("show", &words.words),
        Some(Command::Draw(words)) => quoted("draw", &words.words),
        Some(Command::Neighbours(words)) => quoted("neighbours", &words.words),
        Some(Command::Path(words)) => quoted("path", &words.words),
        Some(Command::Disputes { about }) => quoted("disputes", about.as_slice()),
        Some(Command::Schools { words }) => quoted("schools", words),
        Some(Command::Falls(words)) => quoted("falls", &words.words),
        Some(Command::Compare { words, output }) => {
            expect_parameters(&shell, common, &words.join(" "), err)?;
            shell.execute(&quoted("compare", words), out, err)?;
            if let Some(file) = output {
                shell.execute(&quoted(":export", &[file.display().to_string()]), out, err)?;
            }
            return bibliographies(&mut shell, common, out, err);
        }
        Some(Command::Cite(words)) => quoted("cite", &words.words),
        Some(Command::Timeline(words)) => quoted("timeline", &words.words),
        Some(Command::WhoArgues(words)) => quoted("who argues", &[words.words.join(" ")]),
        Some(
            Command::Completions { .. }
            | Command::Check(_)
            | Command::Fmt { .. }
            | Command::New { .. }
            | Command::Import(_)
            | Command::Push
            | Command::Pull { .. }
            | Command::Snapshot { .. },
        ) => return Ok(()),
    };
    shell.execute(&line, out, err)?;
    bibliographies(&mut shell, common, out, err)
}

/// Every parameter of the command line must be one that the query uses.
fn expect_parameters(shell: &Shell, common: &Common, text: &str, err: &mut dyn Write) -> Result<(), Stop> {
    let known = saved::parameters_in(text);
    let used = |(name, _): &(String, String)| saved::expect_parameter("the query", &known, name);
    common.parameters.iter().try_for_each(used).map_err(|error| shell.fail(&error, "", err).into())
}

/// As [`expect_parameters`], of a saved query.
fn expect_parameters_of(shell: &Shell, common: &Common, name: &str, err: &mut dyn Write) -> Result<(), Stop> {
    let used = |query: &SavedQuery| common.parameters.iter().try_for_each(|(name, _)| query.expect_parameter(name));
    saved::find(&shell.queries, name).and_then(used).map_err(|error| shell.fail(&error, "", err).into())
}

/// A format that another command has.
fn of_another(format: Form) -> Stop {
    let message = |command: &str| format!("`{}` is a format of `{command}` only", format.name());
    match (format.drawing(), format.data()) {
        (Some(_), _) | (_, Some(_)) => usage(&message("export"), "as in `actant export --query CYPHER`"),
        (None, None) => usage(&message("check"), "as in `actant check --format sarif`"),
    }
}

/// Rows need not know what they were made from where nobody will be told.
fn cite_where_told(shell: &mut Shell, common: &Common) {
    if common.bib.is_empty() {
        shell.cite_where_told();
    }
}

/// Writes the works behind the answer where `--bib` asks for it.
fn bibliographies(shell: &mut Shell, common: &Common, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    for path in &common.bib {
        shell.write_bibliography(path, out, err)?;
    }
    Ok(())
}

/// Runs what may change the graph, and saves what it changed; without `save` nothing may be changed, since
/// it would be lost without a word.
fn once(
    shell: &mut Shell,
    keep: &Keep,
    err: &mut dyn Write,
    run: impl FnOnce(&mut Shell, &mut dyn Write) -> Result<(), Halt>,
) -> Result<(), Stop> {
    if keep.save && !shell.has_folder() && !shell.asks_elsewhere() {
        return Err(usage(
            "only a folder can be saved to, found the shipped graph or a snapshot",
            "name a folder with `--graph DIR`; at the prompt, `:save DIR` makes one",
        ));
    }
    shell.refuse_changes(!keep.save);
    run(shell, err)?;
    let save = match keep.merge {
        None => ":save",
        Some(None) => ":save --merge",
        Some(Some(Favour::Ours)) => ":save --merge ours",
        Some(Some(Favour::Theirs)) => ":save --merge theirs",
    };
    // A server keeps changes at once.
    if keep.save && !shell.asks_elsewhere() {
        shell.execute(save, &mut io::sink(), err)?;
    }
    Ok(())
}

/// Statements one after another; the first that fails ends them.
fn statements(shell: &mut Shell, text: &str, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Halt> {
    for statement in crate::syntax::split(text) {
        shell.cypher(statement, out, err)?;
    }
    Ok(())
}

fn usage(message: &str, hint: &str) -> Stop {
    Stop::Failed(Failure { class: Class::UsageError, text: format!("error: {message}\nhelp: {hint}") })
}

/// A line for the shell from the words of the command line; words with spaces stay whole.
fn quoted(verb: &str, words: &[String]) -> String {
    let words = words.iter().map(|word| {
        let bare = !word.is_empty() && !word.contains([' ', '"', '\'']);
        if bare { word.clone() } else { format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")) }
    });
    std::iter::once(verb.to_string()).chain(words).collect::<Vec<String>>().join(" ")
}

fn text_or_stdin(text: &str) -> Result<String, Stop> {
    if text != "-" {
        return Ok(text.to_string());
    }
    let mut read = String::new();
    io::stdin().read_to_string(&mut read).map_err(|error| {
        let text = format!("error: can't read the query from standard input: {error}");
        Stop::Failed(Failure { class: Class::FileError, text })
    })?;
    Ok(read)
}

/// The prompt on a terminal; elsewhere what stands on standard input, quietly.
fn interactive(shell: &mut Shell, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(prompt(shell, out, err)?);
    }
    let done = script(shell, &mut io::stdin().lock(), out, err);
    if let Some(unsaved) = shell.unsaved() {
        out.flush()?;
        writeln!(err, "not saved: {unsaved}; {}", shell.way_to_save())?;
    }
    let (Flow::Continue | Flow::Quit) = done?;
    Ok(())
}
