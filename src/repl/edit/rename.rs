//! `rename NAME to NAME` and `rename id ID to ID`.

use super::draft::{Expected, Question};
use super::relation::cypher;
use super::{Change, Desk};
use crate::diagnostic::quoted_list;
use crate::repl::ask::literal;
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, joined};
use crate::show;
use crate::value::{NodeId, Value};

const USAGE: &str = "as in `rename Kazakstan to Kazakhstan` or `rename id kazakstan to kazakhstan`";

/// `rename`
pub(crate) fn rename(desk: &Desk<'_>, words: &[Word]) -> Result<Change, Trouble> {
    let (words, sure) = super::sure(words);
    let plain = |word: &Word, text: &str| !word.quoted && word.text.eq_ignore_ascii_case(text);
    let to = words.iter().position(|word| plain(word, "to") || plain(word, "->"));
    let Some(to) = to.filter(|to| *to > 0) else {
        if words.is_empty() {
            let question = Question::part("name", "rename what?").whole().expect(Expected::Name);
            return Err(question.hint(USAGE).into());
        }
        if !(plain(&words[0], "id") && words.len() > 1) {
            desk.ask.names.exactly(&joined(words))?;
        }
        return Err(Question::part("new name", format!("what is `{}` to be called?", joined(words)))
            .after("to ")
            .into());
    };
    let new = joined(&words[to + 1..]);
    if new.is_empty() {
        return Err(Question::part("new name", format!("what is `{}` to be called?", joined(&words[..to]))).into());
    }
    match &words[..to] {
        [id, old @ ..] if plain(id, "id") && !old.is_empty() => {
            desk.change_id(desk.ask.names.exactly(&joined(old))?, &new)
        }
        old => desk.change_name(desk.ask.names.exactly(&joined(old))?, &new, sure),
    }
}

impl Desk<'_> {
    fn change_name(&self, node: NodeId, new: &str, sure: bool) -> Result<Change, Trouble> {
        let old = show::name_of(self.view(), node);
        if old == new {
            return Err(Trouble::usage(format!("it is called `{new}` already"), USAGE));
        }
        self.is_near_none(node, new, sure)?;
        let list = self.aliases_after(node, new);
        let statement =
            format!("MATCH {}\nSET n.name = {}, n.aliases = {list}", self.ask.node("n", node), literal(new));
        let told = vec![format!("{old} is called {new} now; `{old}` is kept as an alias")];
        Ok(Change { statements: vec![statement], told, ..Change::default() })
    }

    /// Asks, where another has nearly this name, whether it is meant for this one.
    pub(super) fn is_near_none(&self, node: NodeId, new: &str, sure: bool) -> Result<(), Trouble> {
        let near: Vec<NodeId> = self.near(new).into_iter().filter(|other| *other != node).collect();
        match near.first().filter(|_| !sure) {
            None => Ok(()),
            Some(other) => {
                let about = format!("`{new}` is near {}", self.called(*other));
                Err(Question::sure(about, "rename it all the same? [y]es, [n]o").into())
            }
        }
    }

    /// The aliases of a node that gets another name: the old one is kept.
    pub(super) fn aliases_after(&self, node: NodeId, new: &str) -> String {
        let old = show::name_of(self.view(), node);
        let mut aliases = self.texts(node, "aliases");
        aliases.retain(|alias| alias != new && *alias != old);
        aliases.push(old);
        cypher(&Value::list(aliases.iter().map(Value::string).collect()))
    }

    fn change_id(&self, node: NodeId, new: &str) -> Result<Change, Trouble> {
        let Some(old) = self.view().node_text(node, "id") else {
            return Err(Trouble::usage(format!("{} has no id", self.called(node)), USAGE));
        };
        let better = crate::import::fresh::kebab(new);
        if better != new {
            let message = format!("`{new}` can be no id, expected lower-case letters, digits and hyphens");
            return Err(Trouble::usage(message, format!("write {}", quoted_list(&[better.as_str()]))));
        }
        if let Some(other) = self.view().node_by_id(new) {
            let hint = format!("`merge {new} {old}` makes one of the two; an id that is free renames it");
            return Err(Trouble::usage(format!("the id `{new}` is that of {}", self.called(other)), hint));
        }
        let mut statements = vec![format!("MATCH {}\nSET n.id = {}", self.ask.node("n", node), literal(new))];
        statements.extend(self.repoint(&old, new));
        let mut told = vec![format!("the id of {} is `{new}` now, also where others name it", self.called(node))];
        let naming: Vec<&str> = self.queries_naming(&old);
        if !naming.is_empty() {
            let list = naming.iter().map(|name| format!("`{name}`")).collect::<Vec<String>>().join(", ");
            told.push(format!("saved queries that still name `{old}`: {list}"));
        }
        Ok(Change { statements, told, ..Change::default() })
    }

    /// The saved queries that name an id.
    fn queries_naming(&self, id: &str) -> Vec<&str> {
        let named = [format!("'{id}'"), format!("\"{id}\"")];
        let naming = self.queries.iter().filter(|query| named.iter().any(|named| query.text.contains(named)));
        naming.map(|query| query.name.as_str()).collect()
    }
}
