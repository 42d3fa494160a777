//! The plain verbs: one table feeds dispatch, completion and `:help`.

use super::ask::{self, Ask, Question};
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::Word;
use super::{bibliography, compare, disputes, edit, falls};

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

impl Verb {
    /// Whether it changes the graph.
    pub fn changes(&self) -> bool {
        matches!(self.deed, Deed::Change(_))
    }
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
    Change(edit::Builder),
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
        name: "add",
        aliases: &[],
        usage: "LABEL NAME | NAME RELATION NAME [KEY VALUE, ...] [from WORK ...] [!]",
        about: "make a node or a relation; asks for what is missing, and before it makes what is nearly there already",
        example: "add Kazakhstan PARTNERS_WITH Italy field energy, status stated from lo-2008 2 \"a few words\"",
        deed: Deed::Change(edit::add),
    },
    Verb {
        name: "edit",
        aliases: &[],
        usage: "NAME [RELATION NAME] [KEY = VALUE, ...] [from WORK ...]",
        about: "change what is said of a node or a relation; without values, what can be said of it",
        example: "edit Kazakhstan description = \"A state in Central Asia.\"",
        deed: Deed::Change(edit::edit),
    },
    Verb {
        name: "rename",
        aliases: &[],
        usage: "NAME to NAME | id ID to ID",
        about: "give a node another name, and keep the old one as an alias; or another id, wherever it is named",
        example: "rename Kazakhstan to Qazaqstan",
        deed: Deed::Change(edit::rename),
    },
    Verb {
        name: "merge",
        aliases: &[],
        usage: "A B [!]",
        about: "make one of two: the first takes over relations, names and passages of the second",
        example: "merge Türkiye \"Republic of Turkey\"",
        deed: Deed::Change(edit::merge),
    },
    Verb {
        name: "remove",
        aliases: &[],
        usage: "NAME [RELATION NAME] [!]",
        about: "take away a node with its relations, or a relation",
        example: "remove Kazakhstan BORDERS Uzbekistan",
        deed: Deed::Change(edit::remove),
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
    // `EXPLAIN` is Cypher's too, unless a verb follows; and so are `MERGE (a)` and `REMOVE a.key`.
    let is_cypher = match verb.name {
        "explain" => words.len() > 1 && verb_of(&words[1..]).is_none(),
        "merge" => is_pattern(&words[1..]),
        "remove" => words.get(1).is_some_and(|word| !word.quoted && word.text.contains(['.', ':'])),
        _ => false,
    };
    (!is_cypher).then_some((verb, length))
}

/// Whether words begin a pattern, which may be given a name: `(a)`, `p = (a)`.
fn is_pattern(words: &[Word]) -> bool {
    let text = words.iter().take(3).map(|word| word.text.as_str()).collect::<String>();
    let begins = |text: &str| text.starts_with('(');
    begins(&text) || text.split_once('=').is_some_and(|(_, pattern)| begins(pattern))
}
