//! What a command line asks for in vain: options that its command has no use for, and verbs of the prompt.

use std::env;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory};

use super::arguments::{Arguments, Command, Export};
use super::{Stop, quoted, usage};
use crate::repl::{COMMANDS, VERBS};

/// Options that go together, by the names of their fields, and what they are for.
struct Group {
    options: &'static [&'static str],
    purpose: &'static str,
}

const GRAPH: Group = Group { options: &["graph"], purpose: "it names the graph that is asked, checked or exported" };
const SERVER: Group =
    Group { options: &["on"], purpose: "a server is for what asks a graph, and for `push` and `pull`" };
const FORMAT: Group = Group {
    options: &["format"],
    purpose: "formats are for answers (`query`, `run`, `show` …), `export` and `check`",
};
const ROWS: Group =
    Group { options: &["sources", "formulas"], purpose: "it is for answers, as `query`, `run` and `show` give them" };
const LENS: Group = Group {
    options: &["as_of", "during", "accept", "without"],
    purpose: "a lens is for what asks the graph, as `query`, `show` and `export` do",
};
const WORKS: Group = Group {
    options: &["bib"],
    purpose: "it writes the works behind an answer, as `query`, `run` and `show` give one; at the prompt, `:bib FILE` does",
};
const PARAMETERS: Group = Group {
    options: &["parameters"],
    purpose: "parameters stand in queries: `query`, `run`, `compare`, `export --query` and `export --run` take them",
};
const LIMITS: Group = Group {
    options: &["timeout", "max_rows", "memory"],
    purpose: "limits are for what asks the graph, as `query`, `show` and `export` do",
};

const GROUPS: [&Group; 8] = [&GRAPH, &SERVER, &FORMAT, &ROWS, &LENS, &WORKS, &PARAMETERS, &LIMITS];

/// The groups that a command has a use for.
fn used(command: Option<&Command>) -> Vec<&'static Group> {
    match command {
        None => vec![&GRAPH, &SERVER, &FORMAT, &ROWS, &LENS, &PARAMETERS, &LIMITS],
        Some(Command::Query { .. } | Command::Run { .. } | Command::Compare { .. }) => GROUPS.to_vec(),
        Some(
            Command::Show(_)
            | Command::Draw(_)
            | Command::Neighbours(_)
            | Command::Path(_)
            | Command::Timeline(_)
            | Command::Disputes { .. }
            | Command::Schools { .. }
            | Command::Falls(_)
            | Command::Cite(_)
            | Command::WhoArgues(_),
        ) => vec![&GRAPH, &SERVER, &FORMAT, &ROWS, &LENS, &WORKS, &LIMITS],
        Some(Command::Export(export)) => used_by_export(export),
        Some(Command::Redraw(_)) => vec![&GRAPH, &SERVER, &LIMITS],
        Some(Command::Check(check)) if check.portable.is_some() || check.explain.is_some() => Vec::new(),
        Some(Command::Check(_)) => vec![&GRAPH, &FORMAT],
        Some(Command::Push | Command::Pull { .. } | Command::Schema { .. }) => vec![&GRAPH, &SERVER],
        Some(Command::Fmt { .. } | Command::Snapshot { .. } | Command::Queries { .. }) => vec![&GRAPH],
        Some(Command::New { .. } | Command::Import(_) | Command::Completions { .. }) => Vec::new(),
    }
}

fn used_by_export(export: &Export) -> Vec<&'static Group> {
    let mut used = vec![&GRAPH, &SERVER];
    if !export.pages {
        used.extend([&LENS, &LIMITS]);
    }
    if !(export.pages || export.neo4j || export.kuzu) {
        used.push(&FORMAT);
    }
    if export.query.is_some() || export.run.is_some() {
        used.push(&PARAMETERS);
    }
    used
}

/// Expects every option on the command line to be of use to its command: one that is passed over is believed to have had
/// its effect. What the environment sets is meant for those that have a use for it.
pub(super) fn expect_used(arguments: &Arguments, given: &ArgMatches) -> Result<(), Stop> {
    let used = used(arguments.command.as_ref());
    let is_used = |option: &str| used.iter().any(|group| group.options.contains(&option));
    let typed = |option: &str| given.value_source(option) == Some(ValueSource::CommandLine);
    for group in GROUPS {
        if let Some(option) = group.options.iter().find(|option| typed(option) && !is_used(option)) {
            let name = given.subcommand_name().map_or("the prompt".to_owned(), |name| format!("`{name}`"));
            return Err(usage(&format!("{name} has no use for `{}`", flag(option)), group.purpose));
        }
    }
    Ok(())
}

/// How an option is written: `--as-of`.
fn flag(option: &str) -> String {
    let command = Arguments::command();
    let long = command.get_arguments().find(|known| known.get_id() == option).and_then(|known| known.get_long());
    format!("--{}", long.unwrap_or(option))
}

/// Where a verb or a command of the prompt was given as one of the program's: how it is typed there.
pub(super) fn of_the_prompt(error: &clap::Error) -> Option<Stop> {
    let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    if error.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let verb = VERBS.iter().find(|verb| verb.name.split(' ').next() == Some(name.as_str()));
    let command = COMMANDS.iter().find(|command| command.name.trim_start_matches(':') == name.trim_start_matches(':'));
    let typed = verb.map(|verb| verb.name).or(command.map(|command| command.name))?;
    let words: Vec<String> = env::args().skip_while(|word| word != name).skip(1).collect();
    let line = quoted(typed, &words);
    let save = if verb.is_some_and(|verb| verb.changes()) { ", then `:save`" } else { "" };
    let kind = if verb.is_some() { "a verb" } else { "a command" };
    let hint = format!(
        "`actant -g DIR` opens it: there `{line}`{save}\nhelp: in a script, the same lines stand on standard input: \
         `actant -g DIR < LINES`"
    );
    Some(usage(&format!("`{name}` is {kind} of the prompt, and none of the command line"), &hint))
}
