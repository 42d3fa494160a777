//! The plain verbs: one table feeds dispatch, completion and `:help`.

use super::ask::{self, Ask, Question};
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::Word;
use super::{bibliography, change, compare, disputes, falls};

/// A plain verb.
pub struct Verb {
    /// The verb; "who argues" is two words.
    pub name: &'static str,
    /// Other words for it.
    pub aliases: &'static [&'static str],
    /// What follows it.
    pub usage: &'static str,
    /// What it tells.
    pub about: &'static str,
    /// An example.
    pub example: &'static str,
    pub(crate) deed: Deed,
}

type Looker = fn(&mut Shell, &[Word], &mut Screen<'_>) -> Result<(), Trouble>;

type Builder = fn(&Ask<'_>, &[Word]) -> Result<Question, Trouble>;

/// What a verb does.
#[derive(Clone, Copy)]
pub(crate) enum Deed {
    /// Asks the graph by a query that it can show.
    Ask(Builder),
    /// Looks at the graph in more than one way.
    Look(Looker),
    /// Changes the graph by statements that it can show.
    Change(change::Changer),
    /// Shows the query of another verb.
    Explain,
    /// Tells what a row of the last answer rests on.
    Why,
    /// Explains.
    Help,
    /// Leaves.
    Quit,
}

/// All verbs, in the order in which they are listed.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "show",
        aliases: &[],
        usage: "NAME [RELATION [NAME]]",
        about: "all that is known about an actor, or about one relation: its status, why, and the passages",
        example: "show Kazakhstan trades-with Italy",
        deed: Deed::Ask(ask::show),
    },
    Verb {
        name: "neighbours",
        aliases: &["neighbors"],
        usage: "NAME [RELATION]",
        about: "everything one step away",
        example: "neighbours Kazakhstan member-of",
        deed: Deed::Ask(ask::neighbours),
    },
    Verb {
        name: "draw",
        aliases: &[],
        usage: "NAME [RELATION]",
        about: "an actor and up to nine others around it, drawn here; `:export` draws everything, into a file",
        example: "draw Kazakhstan member-of",
        deed: Deed::Ask(ask::draw),
    },
    Verb {
        name: "path",
        aliases: &[],
        usage: "NAME NAME",
        about: "how two actors are connected, told step by step",
        example: "path Kazakhstan European Union",
        deed: Deed::Ask(ask::path),
    },
    Verb {
        name: "who argues",
        aliases: &["who-argues"],
        usage: "WORDS",
        about: "the claims with these words: who holds them, in which school and work",
        example: "who argues \"division of labour\"",
        deed: Deed::Ask(ask::who_argues),
    },
    Verb {
        name: "disputes",
        aliases: &[],
        usage: "[about NAME]",
        about: "claims that disagree, side by side, who holds them, and what is disputed",
        example: "disputes about Kazakhstan",
        deed: Deed::Ask(disputes::disputes),
    },
    Verb {
        name: "schools",
        aliases: &[],
        usage: "[WORDS]",
        about: "what the lines of scholarship hold on the same question",
        example: "schools dominant power",
        deed: Deed::Ask(disputes::schools),
    },
    Verb {
        name: "falls",
        aliases: &[],
        usage: "WORK|AUTHOR|SCHOOL",
        about: "what rests on that source alone: claims, relations, and saved queries that answer otherwise",
        example: "falls vanderhill-2020",
        deed: Deed::Look(falls::falls),
    },
    Verb {
        name: "compare",
        aliases: &[],
        usage: "VIEW VIEW [NAME [RELATION] | QUERY]",
        about: "what two dates, sources, schools, folders or git revisions have in common, and what only one has",
        example: "compare 2005 2023 SCO member-of",
        deed: Deed::Look(compare::compare),
    },
    Verb {
        name: "cite",
        aliases: &[],
        usage: "[WORK]",
        about: "the works behind the last answer as references, APA and Chicago",
        example: "cite nye-2005",
        deed: Deed::Look(bibliography::cite),
    },
    Verb {
        name: "sources",
        aliases: &[],
        usage: "[NAME]",
        about: "the works behind an actor's relations, or behind the last answer",
        example: "sources Belt and Road Initiative",
        deed: Deed::Ask(ask::sources),
    },
    Verb {
        name: "timeline",
        aliases: &[],
        usage: "NAME",
        about: "dated relations and events in order, doubt marked",
        example: "timeline Kazakhstan",
        deed: Deed::Ask(ask::timeline),
    },
    Verb {
        name: "why",
        aliases: &[],
        usage: "[ROW]",
        about: "what a row of the last answer rests on",
        example: "why 2",
        deed: Deed::Why,
    },
    Verb {
        name: "add",
        aliases: &[],
        usage: "[LABEL NAME | NAME RELATION NAME] [KEY VALUE ...] [from WORK p. PAGE 'PHRASE']",
        about: "make an actor or a relation; alone it asks step by step",
        example: "add Kazakhstan member-of NATO status negated from santiago-2024-kazakhstan 2.1",
        deed: Deed::Change(change::add),
    },
    Verb {
        name: "edit",
        aliases: &[],
        usage: "NAME [RELATION NAME] [KEY = VALUE ...] [from WORK]",
        about: "change or add what is said of an actor or a relation; `KEY =` takes it away",
        example: "edit Kazakhstan description = \"The largest state of Central Asia\"",
        deed: Deed::Change(change::edit),
    },
    Verb {
        name: "rename",
        aliases: &[],
        usage: "[id] NAME to NAME",
        about: "give another name, the old one stays as alias; or another id, which moves every reference",
        example: "rename Kazakhstan to \"Republic of Kazakhstan\"",
        deed: Deed::Change(change::rename),
    },
    Verb {
        name: "merge",
        aliases: &[],
        usage: "NAME NAME",
        about: "make the second one part of the first: relations, evidence, names, nothing lost",
        example: "merge Kazakhstan Kazakstan",
        deed: Deed::Change(change::merge),
    },
    Verb {
        name: "remove",
        aliases: &["delete"],
        usage: "NAME [RELATION NAME]",
        about: "take out an actor with its relations, or one relation; asks first",
        example: "remove Kazakhstan trades-with Italy",
        deed: Deed::Change(change::remove),
    },
    Verb {
        name: "explain",
        aliases: &[],
        usage: "VERB ...",
        about: "the Cypher behind a verb, without running it",
        example: "explain path Kazakhstan Italy",
        deed: Deed::Explain,
    },
    Verb {
        name: "help",
        aliases: &["?"],
        usage: "[TOPIC]",
        about: "explain verbs, commands and functions",
        example: "help path",
        deed: Deed::Help,
    },
    Verb { name: "quit", aliases: &["exit"], usage: "", about: "leave", example: "quit", deed: Deed::Quit },
];

/// The verb that a line begins with, and how many words it takes.
pub(crate) fn verb_of(words: &[Word]) -> Option<(&'static Verb, usize)> {
    let first = words.first().filter(|word| !word.quoted)?;
    let two = words.get(1).map(|second| format!("{} {}", first.text, second.text));
    let called = |verb: &&Verb, name: &str| {
        verb.name.eq_ignore_ascii_case(name) || verb.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    };
    let pair = two.and_then(|two| VERBS.iter().find(|verb| called(verb, &two)));
    let (verb, length) = match pair {
        Some(verb) => (verb, 2),
        None => (VERBS.iter().find(|verb| called(verb, &first.text))?, 1),
    };
    // `EXPLAIN` is Cypher's too, unless a verb follows.
    let is_cypher = matches!(verb.deed, Deed::Explain) && words.len() > 1 && verb_of(&words[1..]).is_none();
    let is_clause = matches!(verb.deed, Deed::Change(_)) && begins_clause(&words[length..]);
    (!is_cypher && !is_clause).then_some((verb, length))
}

/// Whether `MERGE`, `REMOVE` or `DELETE` are Cypher's own: a pattern follows, or a property, label or variable.
fn begins_clause(rest: &[Word]) -> bool {
    let Some(first) = rest.first().filter(|word| !word.quoted) else { return false };
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let opens = first.text.contains('(');
    let path = is_name(&first.text)
        && rest.get(1).is_some_and(|word| word.text.starts_with('='))
        && rest.iter().skip(1).any(|word| word.text.contains('('));
    let property = first.text.trim_end_matches([',', ';']).split_once(['.', ':']);
    opens || path || property.is_some_and(|(name, key)| is_name(name) && is_name(key))
}
