//! Verbs as queries: each builder turns words into the Cypher that answers them.

use super::names::{Found, Names};
use super::trouble::Trouble;
use super::words::{Word, joined, typed};
use crate::cli::wiring::print_name;
use crate::diagnostic::{Class, Diagnostic, nearest};
use crate::graph::{Schema, View};
use crate::show::relation_name;
use crate::value::NodeId;

/// What a builder may look at.
pub(crate) struct Ask<'a> {
    /// The graph.
    pub(crate) view: &'a dyn View,
    /// Its schema.
    pub(crate) schema: Option<&'a Schema>,
    /// Every spelling of every node.
    pub(crate) names: &'a Names,
}

/// A query, and how its answer is told.
pub(crate) struct Question {
    /// The query.
    pub(crate) cypher: String,
    /// How its answer is told.
    pub(crate) told: Told,
}

/// How an answer is told.
#[derive(Clone, Copy)]
pub(crate) enum Told {
    /// As rows.
    Rows,
    /// As the page of a node; `whole` where nothing is to be cut.
    Page { node: NodeId, whole: bool },
    /// As the pages of relationships.
    Relations,
    /// As a picture around a node.
    Picture { node: NodeId },
    /// As steps.
    Paths,
    /// As a list of works.
    Sources,
    /// As two sides and why they differ.
    Disputes,
    /// As claims by question and school.
    Schools,
    /// As dates in order, from this node's side.
    Timeline { node: NodeId },
}

impl Told {
    /// Whether it is told as rows, which say themselves what they were seen through.
    pub(crate) fn is_rows(self) -> bool {
        matches!(self, Told::Rows | Told::Disputes | Told::Schools)
    }
}

impl Ask<'_> {
    /// A pattern that fits this node alone: `(a:State {id: 'kazakhstan'})`.
    pub(crate) fn node(&self, variable: &str, node: NodeId) -> String {
        let labels = self.view.labels(node);
        let label = labels.first().map(|label| print_name(self.view.symbols().label_name(*label)));
        let label = label.map(|label| format!(":{label}")).unwrap_or_default();
        let known = ["id", "name"].iter().find_map(|key| Some((*key, self.view.node_text(node, key)?)));
        let test = known.map(|(key, text)| format!(" {{{key}: {}}}", literal(&text))).unwrap_or_default();
        format!("({variable}{label}{test})")
    }

    /// The relationship type that words name: `trades-with`, `trades with`, `TRADES_WITH`.
    fn relation(&self, words: &[Word]) -> Option<String> {
        let wanted = joined(words).to_uppercase().replace(['-', ' '], "_");
        let known = self.view.symbols().find_type(&wanted).is_some()
            || self.schema.is_some_and(|schema| schema.relationship_type(&wanted).is_some());
        known.then_some(wanted)
    }

    /// Where a relation stands among words: from, up to, and its type.
    pub(crate) fn find_relation(&self, words: &[Word]) -> Option<(usize, usize, String)> {
        (1..words.len()).find_map(|start| {
            let ends = (start + 1..=words.len().min(start + 3)).rev();
            ends.into_iter().find_map(|end| Some((start, end, self.relation(&words[start..end])?)))
        })
    }

    pub(crate) fn is_exact(&self, words: &[Word]) -> bool {
        !words.is_empty() && !self.names.exact(&joined(words)).is_empty()
    }

    pub(crate) fn name(&self, words: &[Word], verb: &str) -> Result<NodeId, Trouble> {
        if words.is_empty() {
            return Err(Trouble::usage(format!("`{verb}` needs a name"), format!("as in `{verb} Kazakhstan`")));
        }
        self.names.one(&joined(words))
    }
}

impl Ask<'_> {
    /// The node that all of the words name, where a relation could have stood after it.
    fn subject(&self, words: &[Word], verb: &str) -> Result<NodeId, Trouble> {
        match self.names.find(&joined(words)) {
            Found::One(_) | Found::Several(_) => self.name(words, verb),
            Found::Nothing(_) => match self.misspelt(words, verb) {
                Some(error) => Err(error.into()),
                None => self.name(words, verb),
            },
        }
    }

    /// What words that name nothing may have meant: a name with a relation that is misspelt, or two names.
    fn misspelt(&self, words: &[Word], verb: &str) -> Option<Diagnostic> {
        let end = (1..words.len()).rev().find(|end| self.is_exact(&words[..*end]))?;
        let (name, rest) = words.split_at(end);
        let (shown, other) = (typed(&joined(name)), typed(&joined(rest)));
        if self.is_exact(rest) {
            let message = format!("`{}` and `{}` are two names without a relation between", joined(name), joined(rest));
            let error = Diagnostic::plain(Class::UsageError, message);
            return Some(error.hint(format!("did you mean `path {shown} {other}`?")));
        }
        let (length, near) = (1..=rest.len().min(3)).rev().find_map(|length| {
            let known = self.relation_names();
            let near = nearest(&joined(&rest[..length]), known.iter().map(String::as_str))?.to_string();
            Some((length, near))
        })?;
        let meant =
            [vec![verb.to_string(), shown, near], rest[length..].iter().map(|word| typed(&word.text)).collect()];
        let message = format!("no relation is called `{}`", joined(&rest[..length]));
        let error = Diagnostic::plain(Class::NotFound, message);
        Some(error.hint(format!("did you mean `{}`?", meant.concat().join(" "))))
    }

    /// The relationship types as they are typed: `member-of`.
    fn relation_names(&self) -> Vec<String> {
        let used = self.view.symbols().relationship_types().map(|(_, name)| relation_name(name));
        let ruled = self.schema.into_iter().flat_map(|schema| &schema.types).map(|rule| relation_name(&rule.name));
        used.chain(ruled).collect()
    }
}

/// Text as Cypher writes it.
pub(crate) fn literal(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n").replace('\r', "\\r");
    format!("'{escaped}'")
}

/// `show NAME`, `show NAME RELATION`, `show NAME RELATION NAME`
pub(crate) fn show(ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let relation = if ask.is_exact(words) { None } else { ask.find_relation(words) };
    let Some((start, end, kind)) = relation else {
        let node = ask.subject(words, "show")?;
        let cypher = format!("MATCH {}\nOPTIONAL MATCH (n)-[r]-(other)\nRETURN n, r, other", ask.node("n", node));
        return Ok(Question { cypher, told: Told::Page { node, whole: false } });
    };
    let node = ask.name(&words[..start], "show")?;
    let kind = print_name(&kind);
    if end == words.len() {
        let cypher =
            format!("MATCH {}\nOPTIONAL MATCH (n)-[r:{kind}]-(other)\nRETURN n, r, other", ask.node("n", node));
        return Ok(Question { cypher, told: Told::Page { node, whole: true } });
    }
    let other = ask.name(&words[end..], "show")?;
    let cypher = format!("MATCH {}-[r:{kind}]-{}\nRETURN a, r, b", ask.node("a", node), ask.node("b", other));
    Ok(Question { cypher, told: Told::Relations })
}

/// `neighbours NAME [RELATION]`
pub(crate) fn neighbours(ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let relation = if ask.is_exact(words) { None } else { ask.find_relation(words) };
    let cypher = match relation {
        Some((start, end, kind)) if end == words.len() => {
            let node = ask.node("x", ask.name(&words[..start], "neighbours")?);
            let kind = print_name(&kind);
            format!("MATCH {node}-[r:{kind}]-(other)\nRETURN other AS neighbour, r AS relation\nORDER BY other.name")
        }
        Some(_) | None => {
            let node = ask.node("x", ask.subject(words, "neighbours")?);
            format!(
                "MATCH {node}-[r]-(other)\n\
                 RETURN other AS neighbour, collect(DISTINCT type(r)) AS relations, count(r) AS times\n\
                 ORDER BY times DESC, neighbour.name"
            )
        }
    };
    Ok(Question { cypher, told: Told::Rows })
}

/// `draw NAME [RELATION]`
pub(crate) fn draw(ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let relation = if ask.is_exact(words) { None } else { ask.find_relation(words) };
    let relation = relation.filter(|(_, end, _)| *end == words.len());
    let (name, kind) = match &relation {
        Some((start, _, kind)) => (&words[..*start], format!(":{}", print_name(kind))),
        None => (words, String::new()),
    };
    let node = ask.subject(name, "draw")?;
    let cypher = format!("MATCH {}-[r{kind}]-(other)\nRETURN n, r, other", ask.node("n", node));
    Ok(Question { cypher, told: Told::Picture { node } })
}

/// `path NAME NAME`; also `path from NAME to NAME`
pub(crate) fn path(ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let (first, second) = two_names(ask, words, "path")?;
    let (a, b) = (ask.names.one(&first)?, ask.names.one(&second)?);
    if a == b {
        let both = format!("`{first}` and `{second}` are the same");
        return Err(Trouble::usage(both, "name two different actors"));
    }
    let (a, b) = (ask.node("a", a), ask.node("b", b));
    let cypher = format!("MATCH {a}, {b}\nMATCH p = shortestPath((a)-[*..10]-(b))\nRETURN p");
    Ok(Question { cypher, told: Told::Paths })
}

/// Where the first of two names ends: as late as both are names, else where both begin one.
pub(crate) fn two_names(ask: &Ask<'_>, words: &[Word], verb: &str) -> Result<(String, String), Trouble> {
    let plain = |word: &Word, text: &str| !word.quoted && word.text.eq_ignore_ascii_case(text);
    let from = usize::from(words.len() > 2 && words.first().is_some_and(|word| plain(word, "from")));
    let words = &words[from..];
    let to = words.iter().position(|word| plain(word, "to") || plain(word, "into") || plain(word, "->"));
    if let Some(to) = to.filter(|to| *to > 0 && to + 1 < words.len()) {
        return Ok((joined(&words[..to]), joined(&words[to + 1..])));
    }
    if words.len() < 2 {
        return Err(Trouble::usage(format!("`{verb}` needs two names"), format!("as in `{verb} Kazakhstan Italy`")));
    }
    let splits = || (1..words.len()).rev();
    let exact = splits().find(|at| ask.is_exact(&words[..*at]) && ask.is_exact(&words[*at..]));
    let begun = || splits().find(|at| fits(ask, &words[..*at]) && fits(ask, &words[*at..]));
    let half =
        || splits().find(|at| ask.is_exact(&words[..*at])).or_else(|| splits().find(|at| ask.is_exact(&words[*at..])));
    let at = exact.or_else(begun).or_else(half).unwrap_or(1);
    Ok((joined(&words[..at]), joined(&words[at..])))
}

fn fits(ask: &Ask<'_>, words: &[Word]) -> bool {
    match ask.names.find(&joined(words)) {
        Found::One(_) | Found::Several(_) => true,
        Found::Nothing(_) => false,
    }
}

/// `who argues WORDS`: every word must be in the claim, in any order.
pub(crate) fn who_argues(_ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let text = joined(words).to_lowercase();
    let wanted: Vec<&str> = text.split_whitespace().collect();
    let telling: Vec<&str> = wanted.iter().copied().filter(|word| word.chars().count() > 2).collect();
    let wanted = if telling.is_empty() { wanted } else { telling };
    if wanted.is_empty() {
        return Err(Trouble::usage(
            "`who argues` needs words to look for",
            "as in `who argues \"division of labour\"`",
        ));
    }
    let tests: Vec<String> = wanted.iter().map(|word| format!("words CONTAINS {}", literal(word))).collect();
    let cypher = format!(
        "MATCH (who)-[r:ARGUES]->(c:Claim)\n\
         WITH who, r, c, [(c)-[:ABOUT]->(topic) | topic.name] AS topics\n\
         WITH who, r, c, toLower(c.name + ' ' + c.text + ' ' + reduce(list = '', topic IN topics | list + ' ' + topic)) AS words\n\
         WHERE {}\n\
         OPTIONAL MATCH (c)-[:IN_SCHOOL]->(school:School)\n\
         OPTIONAL MATCH (c)-[:STATED_IN]->(work:Work)\n\
         RETURN who, coalesce(c.text, c.name) AS argument, school.name AS school, work.id AS work, r.year AS year, r AS source\n\
         ORDER BY year, who.name",
        tests.join(" AND ")
    );
    Ok(Question { cypher, told: Told::Rows })
}

/// `timeline NAME`
pub(crate) fn timeline(ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let node = ask.name(words, "timeline")?;
    let cypher = format!(
        "MATCH {}-[r]-(other)\n\
         WHERE coalesce(r.at, r.start, r.end, r.year, other.date) IS NOT NULL\n\
         RETURN coalesce(r.at, r.start, r.end, r.year, other.date) AS date, r AS relation, other",
        ask.node("x", node)
    );
    Ok(Question { cypher, told: Told::Timeline { node } })
}

/// `sources NAME`
pub(crate) fn sources(ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let node = ask.node("x", ask.name(words, "sources")?);
    Ok(Question { cypher: format!("MATCH {node}-[r]-()\nRETURN DISTINCT r"), told: Told::Sources })
}
