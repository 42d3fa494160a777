//! `:help`: made from the tables of verbs, commands and functions.

use super::commands::{self, COMMANDS};
use super::shell::{Screen, Shell, verb_names};
use super::trouble::Trouble;
use super::verbs::{VERBS, verb_of};
use super::words::{Word, joined};
use crate::cli::wiring::functions;
use crate::diagnostic::{Class, Diagnostic, did_you_mean};

/// Where the columns of explanations begin.
const MARGIN: usize = 34;

/// `:help [TOPIC]`
pub(crate) fn help(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let topic = joined(words);
    if topic.is_empty() {
        return overview(shell, screen);
    }
    if topic.eq_ignore_ascii_case("functions") {
        return list_functions(shell, screen);
    }
    if topic.eq_ignore_ascii_case("cypher") {
        return Ok(writeln!(screen.out, "{CYPHER}")?);
    }
    let known = verb_page(words, screen)? || command_page(&topic, screen)? || function_page(&topic, screen)?;
    if known { Ok(()) } else { Err(unknown(&topic).into()) }
}

const CYPHER: &str = "\
Cypher draws what it looks for: (node)-[:RELATION]->(node).

  MATCH (s:State)-[m:MEMBER_OF]->(o:Organisation)
  WHERE o.id = 'sco'
  RETURN s.name, m.start
  ORDER BY s.name;

`:schema` names the labels, relations and properties of this graph, `:help functions` the functions,
`explain VERB ...` shows the Cypher of a verb, to be copied and changed.";

fn overview(shell: &Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let style = shell.settings.style();
    writeln!(screen.out, "{}", style.bold("verbs"))?;
    for verb in VERBS {
        entry(screen, &format!("{} {}", verb.name, verb.usage), verb.about)?;
    }
    writeln!(screen.out, "\n{}", style.bold("commands"))?;
    for command in COMMANDS {
        entry(screen, &format!("{} {}", command.name, command.usage), command.about)?;
    }
    writeln!(screen.out, "\n{}", style.bold("everything else is openCypher"))?;
    entry(screen, "MATCH (n) RETURN n LIMIT 3", "ends with `;`, or as soon as it is complete")?;
    entry(screen, ":help cypher, :help functions", "where to begin")
}

fn entry(screen: &mut Screen<'_>, left: &str, about: &str) -> Result<(), Trouble> {
    let left = left.trim_end();
    if left.chars().count() > MARGIN - 2 {
        writeln!(screen.out, "  {left}\n  {:MARGIN$}{about}", "")?;
    } else {
        writeln!(screen.out, "  {left:MARGIN$}{about}")?;
    }
    Ok(())
}

fn verb_page(words: &[Word], screen: &mut Screen<'_>) -> Result<bool, Trouble> {
    let first = words.first().map(|word| word.text.to_lowercase());
    let begun =
        || VERBS.iter().find(|verb| first.as_deref().is_some_and(|first| verb.name.split(' ').next() == Some(first)));
    let Some(verb) = verb_of(words).map(|(verb, _)| verb).or_else(begun) else { return Ok(false) };
    writeln!(screen.out, "{} {}\n  {}\n  as in: {}", verb.name, verb.usage, verb.about, verb.example)?;
    Ok(true)
}

fn command_page(topic: &str, screen: &mut Screen<'_>) -> Result<bool, Trouble> {
    let name = format!(":{}", topic.trim_start_matches(':'));
    let Some(command) = commands::find(&name) else { return Ok(false) };
    writeln!(screen.out, "{} {}\n  {}", command.name, command.usage, command.about)?;
    if !command.aliases.is_empty() {
        writeln!(screen.out, "  also: {}", command.aliases.join(", "))?;
    }
    Ok(true)
}

fn function_page(topic: &str, screen: &mut Screen<'_>) -> Result<bool, Trouble> {
    let name = topic.trim_end_matches("()");
    let Some(function) = functions().into_iter().find(|function| function.name.eq_ignore_ascii_case(name)) else {
        return Ok(false);
    };
    writeln!(screen.out, "{}\n  {}", function.signature, function.about)?;
    Ok(true)
}

fn list_functions(shell: &Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let style = shell.settings.style();
    for function in functions() {
        writeln!(screen.out, "{}\n    {}", style.bold(function.signature), function.about)?;
    }
    Ok(())
}

fn unknown(topic: &str) -> Diagnostic {
    let commands = COMMANDS.iter().map(|command| command.name.trim_start_matches(':'));
    let functions = functions().into_iter().map(|function| function.name);
    let topics = ["functions", "cypher"].into_iter().chain(verb_names()).chain(commands);
    let near = did_you_mean(topic.trim_start_matches(':'), topics.chain(functions).collect::<Vec<&str>>());
    let error = Diagnostic::plain(Class::NotFound, format!("there is no help on `{topic}`"));
    error.hint_if(near).hint("`:help` lists what there is")
}
