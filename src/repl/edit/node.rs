//! `add LABEL NAME …`

use super::draft::Question;
use super::fields::{Fields, Tail, resting, text};
use super::line::{Line, nothing_yet};
use super::{Change, Desk};
use crate::cli::wiring::print_name;
use crate::diagnostic::quoted_list;
use crate::repl::ask::literal;
use crate::repl::trouble::Trouble;
use crate::repl::words::Word;

const EXAMPLE: &str = "as in `add State Wakanda`";

/// A new node of these labels.
pub(super) fn add(desk: &Desk<'_>, labels: Vec<String>, words: &[Word]) -> Result<Change, Trouble> {
    let fields = Fields::of_node(desk.schema(), &labels);
    let line = Line { fields: &fields, words, now: &nothing_yet };
    let head = line.head();
    desk.is_all_name(&words[..head], &fields)?;
    let mut tail = line.tail(desk, head)?;
    tail.values.retain(|(key, value)| !(matches!(key.as_str(), "id" | "name") && value == "null"));
    let name = if head == 0 { tail.text("name").unwrap_or_default() } else { text(&words[..head]) };
    if name.trim().is_empty() && (head > 0 || tail.value("name").is_some()) {
        return Err(Trouble::usage(
            "found a name without a letter, expected one that others can be told it by",
            EXAMPLE,
        ));
    }
    if name.is_empty() {
        let about = format!("a new {} needs a name", labels.join(", "));
        let rule = desk.schema().and_then(|schema| schema.label(&labels[0]));
        let question = Question::part("name", about).whole();
        return Err(rule.map_or(question.clone(), |rule| question.hint(rule.description.clone())).into());
    }
    desk.in_order(&tail, nothing_yet)?;
    desk.warn_of_near(&name, &labels, tail.sure)?;
    desk.complete(&name, &fields, &mut tail)?;
    let (rests, source) = resting(&tail, "n");
    let shown: String = labels.iter().map(|label| format!(":{}", print_name(label))).collect();
    let statement = format!("CREATE (n{shown} {}){rests}", tail.map());
    let id = tail.value("id").unwrap_or_default().trim_matches('\'').to_string();
    let told = vec![format!("made {} {name} (`{id}`)", labels.join(", "))];
    let (more, may) = (fields.unsaid(&tail), fields.names());
    Ok(Change { statements: vec![statement], told, source, more, may })
}

impl Desk<'_> {
    /// A property that such a node can't have would be taken for a part of its name.
    fn is_all_name(&self, words: &[Word], fields: &Fields<'_>) -> Result<(), Trouble> {
        let is_property =
            |word: &&Word| !word.quoted && self.schema().is_some_and(|schema| schema.property(&word.text).is_some());
        let inner = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
        match inner.iter().find(is_property) {
            Some(word) => Err(fields.unknown(&word.text)),
            None => Ok(()),
        }
    }

    /// Asks, where something has nearly the same name, whether another is meant.
    fn warn_of_near(&self, name: &str, labels: &[String], sure: bool) -> Result<(), Trouble> {
        let near = self.near(name);
        if sure || near.is_empty() {
            return Ok(());
        }
        let called: Vec<String> = near.iter().take(3).map(|node| self.called(*node)).collect();
        let about = format!("`{name}` is near {}", called.join(", "));
        Err(Question::sure(about, &format!("make another {}? [y]es, [n]o", labels.join(", "))).into())
    }

    /// Gives a new node an id, its name, and a title where it may have one.
    fn complete(&self, name: &str, fields: &Fields<'_>, tail: &mut Tail) -> Result<(), Trouble> {
        if tail.value("name").is_none() {
            tail.values.insert(0, ("name".into(), literal(name)));
        }
        if fields.find("title").is_some() && tail.value("title").is_none() {
            let named = tail.value("name").unwrap_or_default().to_string();
            tail.values.push(("title".into(), named));
        }
        let Some(id) = tail.value("id").map(|id| id.trim_matches('\'').to_string()) else {
            tail.values.insert(0, ("id".into(), literal(&self.new_id(name))));
            return Ok(());
        };
        match self.view().node_by_id(&id) {
            None => Ok(()),
            Some(node) => {
                let free = self.new_id(&id);
                let message = format!("the id `{id}` is that of {}", self.called(node));
                Err(Trouble::usage(message, format!("{} is free", quoted_list(&[free.as_str()]))))
            }
        }
    }

    /// An id that is not taken.
    fn new_id(&self, name: &str) -> String {
        let base = crate::import::fresh::kebab(name);
        let base = if base.is_empty() { "node".to_string() } else { base };
        let mut ids = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}-{number}")));
        ids.find(|id| self.view().node_by_id(id).is_none()).unwrap_or(base)
    }
}
