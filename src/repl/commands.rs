//! The `:` commands: one table feeds dispatch, completion and `:help`.

use std::path::Path;

use super::bibliography;
use super::check;
use super::disk;
use super::export;
use super::help;
use super::lens::{self, Part};
use super::place;
use super::save;
use super::set::set;
use super::shell::{Screen, Shell};
use super::split::Splitter;
use super::tour;
use super::trouble::{Flow, Trouble};
use super::words::{Word, joined, words};
use crate::cli::saved;
use crate::cli::wiring;
use crate::diagnostic::{Class, Diagnostic, nearest};
use crate::show::{self, Subject};

/// A `:` command.
pub struct Command {
    /// Its name, with the colon.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// What follows it.
    pub usage: &'static str,
    /// What it does.
    pub about: &'static str,
    pub(crate) run: fn(&mut Shell, &[Word], &mut Screen<'_>) -> Result<Flow, Trouble>,
}

/// All commands, in the order in which they are listed.
pub const COMMANDS: &[Command] = &[
    Command {
        name: ":help",
        aliases: &[":h", ":?"],
        usage: "[VERB|COMMAND|FUNCTION]",
        about: "explain verbs, commands and functions",
        run: |shell, words, screen| help::help(shell, words, screen).map(go_on),
    },
    Command {
        name: ":tour",
        aliases: &[],
        usage: "",
        about: "six questions that show what this graph answers",
        run: |shell, _, screen| tour::begin(shell, screen).map(go_on),
    },
    Command {
        name: ":schema",
        aliases: &[],
        usage: "[LABEL|TYPE|PROPERTY]",
        about: "the labels, relationship types and properties in words",
        run: |shell, words, screen| schema(shell, words, screen).map(go_on),
    },
    Command {
        name: ":queries",
        aliases: &[],
        usage: "[NAME]",
        about: "list the saved queries, or show one",
        run: |shell, words, screen| queries(shell, words, screen).map(go_on),
    },
    Command {
        name: ":run",
        aliases: &[],
        usage: "NAME [PARAMETER=VALUE ...]",
        about: "run a saved query",
        run: |shell, words, screen| run(shell, words, screen).map(go_on),
    },
    Command {
        name: ":set",
        aliases: &[],
        usage: "[format FORMAT | sources none|notes|full | width COLUMNS|auto | cypher on|off | colour on|off | \
                timeout SECONDS|off | max-rows N|off | memory MB|off]",
        about: "change how answers are written or how much a query may take, or list the settings",
        run: |shell, words, screen| set(shell, words, screen).map(go_on),
    },
    Command {
        name: ":cypher",
        aliases: &[],
        usage: "on|off",
        about: "show the Cypher behind each verb",
        run: |shell, words, screen| {
            let setting = [Word { text: "cypher".into(), quoted: false }];
            set(shell, &[&setting, words].concat(), screen).map(go_on)
        },
    },
    Command {
        name: ":as-of",
        aliases: &[],
        usage: "[certainly] DATE | off",
        about: "see only what held then, as in `:as-of 2013` or `:as-of 2014/2022`",
        run: |shell, words, screen| lens::command(shell, Part::AsOf, words, screen).map(go_on),
    },
    Command {
        name: ":during",
        aliases: &[],
        usage: "DATES | off",
        about: "see only what began and ended then, as in `:during 2014/2022`",
        run: |shell, words, screen| lens::command(shell, Part::During, words, screen).map(go_on),
    },
    Command {
        name: ":accept",
        aliases: &[],
        usage: "NAME, ... | off",
        about: "see only what these works, authors, schools or statuses bear out",
        run: |shell, words, screen| lens::command(shell, Part::Accept, words, screen).map(go_on),
    },
    Command {
        name: ":without",
        aliases: &[],
        usage: "NAME, ... | off",
        about: "leave out works, authors, schools or statuses: what still stands?",
        run: |shell, words, screen| lens::command(shell, Part::Without, words, screen).map(go_on),
    },
    Command {
        name: ":lens",
        aliases: &[],
        usage: "[off]",
        about: "say what is looked through, or take it off",
        run: |shell, words, screen| lens::lens(shell, words, screen).map(go_on),
    },
    Command {
        name: ":param",
        aliases: &[],
        usage: "NAME VALUE",
        about: "set a parameter: a Cypher literal, or else text",
        run: |shell, words, screen| parameter(shell, words, screen).map(go_on),
    },
    Command {
        name: ":params",
        aliases: &[],
        usage: "",
        about: "list the parameters",
        run: |shell, _, screen| parameters(shell, screen).map(go_on),
    },
    Command {
        name: ":export",
        aliases: &[],
        usage: "FILE [last | whole | around NAME [DEPTH]]",
        about: "write a drawing (.dot, .gv) or the rows of the last answer (.csv, .json, .jsonl, .md)",
        run: |shell, words, screen| export::export(shell, words, screen).map(go_on),
    },
    Command {
        name: ":changes",
        aliases: &[],
        usage: "",
        about: "list the changes that are not saved, statement by statement",
        run: |shell, _, screen| save::changes(shell, screen).map(go_on),
    },
    Command {
        name: ":undo",
        aliases: &[],
        usage: "",
        about: "take back the last statement that changed the graph",
        run: |shell, _, screen| save::undo(shell, screen).map(go_on),
    },
    Command {
        name: ":redo",
        aliases: &[],
        usage: "",
        about: "make the changes again that `:undo` took back last",
        run: |shell, _, screen| save::redo(shell, screen).map(go_on),
    },
    Command {
        name: ":save",
        aliases: &[],
        usage: "[DIR | --merge [ours|theirs]]",
        about: "check the changes and write them to the graph's folder, or the whole graph to a new one; `--merge` where \
                somebody else changed the folder meanwhile: what both changed, each otherwise, is listed, or settled by \
                one side",
        run: |shell, words, screen| save::save(shell, words, screen).map(go_on),
    },
    Command {
        name: ":open",
        aliases: &[],
        usage: "[DIR|SNAPSHOT] [!]",
        about: "go on with the graph in another folder, or say which is open; `!` drops changes that are not saved",
        run: |shell, words, screen| disk::open(shell, words, screen).map(go_on),
    },
    Command {
        name: ":reload",
        aliases: &[],
        usage: "[!]",
        about: "read the graph's folder again, and its saved queries; `!` drops changes that are not saved. What others \
                change there is read by itself while nothing is unsaved here",
        run: |shell, words, screen| disk::reload(shell, words, screen).map(go_on),
    },
    Command {
        name: ":check",
        aliases: &[],
        usage: "[CODE ...]",
        about: "check the graph as it would be saved, by all rules or by some; `actant check --explain CODE` explains one",
        run: |shell, words, screen| check::check(shell, words, screen).map(go_on),
    },
    Command {
        name: ":evidence",
        aliases: &[],
        usage: "[WORK [SECTION] ['PHRASE'] | off]",
        about: "let a passage stand for all changes that follow",
        run: |shell, words, screen| save::evidence(shell, words, screen).map(go_on),
    },
    Command {
        name: ":bib",
        aliases: &[],
        usage: "FILE",
        about: "write the works behind the last answer: BibTeX (.bib) or CSL-JSON (.json)",
        run: |shell, words, screen| bibliography::bib(shell, words, screen).map(go_on),
    },
    Command {
        name: ":use",
        aliases: &[],
        usage: "[URL | here]",
        about: "ask a server from now on, as in `:use bolt://neo4j@localhost:7687`, or the graph here again",
        run: |shell, words, screen| place::go_on(shell, words, screen).map(go_on),
    },
    Command { name: ":source", aliases: &[], usage: "FILE", about: "carry out the lines of a file", run: source },
    Command {
        name: ":history",
        aliases: &[],
        usage: "",
        about: "list what was typed",
        run: |shell, _, screen| history(shell, screen).map(go_on),
    },
    Command {
        name: ":clear",
        aliases: &[],
        usage: "",
        about: "clear the screen",
        run: |shell, _, screen| {
            if shell.settings.interactive {
                write!(screen.out, "\u{1b}[2J\u{1b}[H")?;
            }
            Ok(Flow::Continue)
        },
    },
    Command {
        name: ":quit",
        aliases: &[":q", ":exit"],
        usage: "",
        about: "leave (also Ctrl-D)",
        run: |_, _, _| Ok(Flow::Quit),
    },
];

fn go_on((): ()) -> Flow {
    Flow::Continue
}

/// The command of this name.
pub(crate) fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name.eq_ignore_ascii_case(name) || command.aliases.contains(&name))
}

/// Carries out a line that begins with `:`.
pub(crate) fn dispatch(shell: &mut Shell, line: &str, screen: &mut Screen<'_>) -> Result<Flow, Trouble> {
    let words = words(line);
    let Some((name, rest)) = words.split_first() else { return Ok(Flow::Continue) };
    let Some(command) = find(&name.text) else { return Err(unknown(&name.text)) };
    (command.run)(shell, rest, screen)
}

fn unknown(name: &str) -> Trouble {
    let near = nearest(name, COMMANDS.iter().map(|command| command.name));
    let error = Diagnostic::plain(Class::UsageError, format!("there is no command `{name}`"));
    error.hint_if(near.map(|near| format!("did you mean `{near}`?"))).hint("`:help` lists the commands").into()
}

pub(crate) fn usage_of(name: &str) -> String {
    find(name).map_or_else(String::new, |command| format!("usage: `{} {}`", command.name, command.usage))
}

fn schema(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let graph = shell.session.graph();
    let Some(schema) = graph.schema() else {
        return Ok(writeln!(screen.err, "this graph has no schema: anything may be put into it")?);
    };
    let subject = Subject { view: graph, schema: Some(schema) };
    let style = shell.settings.style();
    if words.is_empty() {
        return Ok(show::schema_overview(screen.out, subject, schema, style)?);
    }
    let name = joined(words);
    if show::schema_name(screen.out, subject, schema, &name, style)? {
        return Ok(());
    }
    let labels = schema.labels.iter().map(|rule| rule.label.as_str());
    let types = schema.types.iter().map(|rule| rule.name.as_str());
    let properties = schema.properties.iter().map(|rule| rule.name.as_str());
    let near = nearest(&name, labels.chain(types).chain(properties));
    let error = Diagnostic::plain(Class::NotFound, format!("no label, type or property is called `{name}`"));
    Err(error.hint_if(near.map(|near| format!("did you mean `{near}`?"))).hint("`:schema` lists them all").into())
}

fn queries(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    if !words.is_empty() {
        let query = saved::find(&shell.queries, &joined(words))?;
        return Ok(writeln!(screen.out, "{}", query.text.trim_end())?);
    }
    let style = shell.settings.style();
    let widest = shell.queries.iter().map(|query| query.name.chars().count()).max().unwrap_or(0);
    for query in &shell.queries {
        let audience = if query.audience.is_empty() { String::new() } else { format!(" ({})", query.audience) };
        let name = style.bold(&format!("{:widest$}", query.name));
        writeln!(screen.out, "{name}  {}{}", query.title, style.faint(&audience))?;
    }
    Ok(writeln!(screen.err, "{} saved queries; `:run NAME` runs one", shell.queries.len())?)
}

fn run(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let Some((name, rest)) = words.split_first() else {
        return Err(Trouble::usage("`:run` needs the name of a saved query", usage_of(":run")));
    };
    let query = saved::find(&shell.queries, &name.text)?.clone();
    let mut parameters = shell.parameters_for(&query);
    for word in rest {
        let Some((name, value)) = word.text.split_once('=') else {
            let found = format!("expected NAME=VALUE, found `{}`", word.text);
            return Err(Trouble::usage(found, usage_of(":run")));
        };
        let name = name.trim_start_matches('$');
        query.expect_parameter(name)?;
        parameters.insert(name.into(), wiring::literal(&mut shell.session, value));
    }
    if !query.title.is_empty() {
        writeln!(screen.err, "{}", query.title)?;
    }
    shell.statement(&query.text, &parameters, screen)?;
    if !query.hint.is_empty() {
        writeln!(screen.err, "{}", query.hint)?;
    }
    Ok(())
}

fn parameter(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let named = words.split_first().map(|(name, rest)| (name.text.trim_start_matches('$'), rest));
    let Some((name, rest)) = named.filter(|(name, rest)| !name.is_empty() && !rest.is_empty()) else {
        return Err(Trouble::usage("`:param` needs a name and a value", usage_of(":param")));
    };
    let first_is_text = rest.first().is_some_and(|word| word.quoted) && rest.len() == 1;
    let name = name.trim_end_matches(':').to_string();
    if first_is_text {
        shell.session.set_parameter(&name, crate::value::Value::string(&rest[0].text));
    } else {
        shell.set_parameter(&name, joined(rest).trim_start_matches("=> ").trim_start_matches("= "));
    }
    parameters(shell, screen)
}

fn parameters(shell: &Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    for (name, value) in shell.session.parameters() {
        let text = show::cell_text(shell.session.graph(), value);
        writeln!(screen.out, "${name} = {text}  ({})", value.type_name())?;
    }
    Ok(())
}

/// Files may source files; deeper than this, one of them surely sources itself.
const DEPTH_MAX: usize = 8;

fn source(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<Flow, Trouble> {
    if words.is_empty() {
        return Err(Trouble::usage("`:source` needs a file", usage_of(":source")));
    }
    if shell.depth >= DEPTH_MAX {
        return Err(Trouble::usage("files source each other too deeply", "does one of them source itself?"));
    }
    let text = wiring::read_file(Path::new(&joined(words)))?;
    shell.depth += 1;
    let done = lines(shell, &text, screen);
    shell.depth -= 1;
    done
}

fn lines(shell: &mut Shell, text: &str, screen: &mut Screen<'_>) -> Result<Flow, Trouble> {
    let mut splitter = Splitter::default();
    let mut statements: Vec<String> = text.lines().flat_map(|line| splitter.take(line)).collect();
    statements.extend(splitter.finish());
    for statement in statements {
        if shell.carry_out(&statement, screen)? == Flow::Quit {
            return Ok(Flow::Quit);
        }
    }
    Ok(Flow::Continue)
}

fn history(shell: &Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    for (at, line) in shell.history.iter().enumerate() {
        writeln!(screen.out, "{:4}  {}", at + 1, line.replace('\n', "\n      "))?;
    }
    Ok(())
}
