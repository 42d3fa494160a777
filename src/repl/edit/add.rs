//! `add LABEL NAME …` and `add NAME RELATION NAME …`.

use super::draft::{Expected, Question};
use super::line::parted;
use super::{Change, Desk, node, relation};
use crate::diagnostic::{Class, Diagnostic, nearest, quoted_list};
use crate::repl::trouble::{Fit, Trouble};
use crate::repl::words::{Word, joined};
use crate::show::relation_name;
use crate::value::NodeId;

/// `add`: a node where the line begins with a label, a relation where it begins with a name.
pub(crate) fn add(desk: &Desk<'_>, words: &[Word]) -> Result<Change, Trouble> {
    let words = parted(words);
    let Some(first) = words.first() else { return Err(desk.what().into()) };
    let found = desk.ask.find_relation(&words);
    let begins_with_name = found.as_ref().is_some_and(|(start, ..)| desk.ask.is_exact(&words[..*start]));
    if !begins_with_name && let Some(labels) = desk.labels_named(first) {
        return node::add(desk, labels, &words[1..]);
    }
    match found {
        Some((start, end, kind)) => relation::add(desk, (&words[..start], &kind, &words[end..])),
        None => Err(desk.no_relation(&words)),
    }
}

impl Desk<'_> {
    fn what(&self) -> Question {
        let labels: Vec<String> =
            self.schema().iter().flat_map(|schema| &schema.labels).map(|rule| rule.label.clone()).collect();
        let listed = labels.join(", ");
        Question::part("label or name", "add what? a label for a new node, or the name a new relation begins at")
            .hint(format!("labels: {listed}"))
            .expect(Expected::WordsOrName(labels))
    }

    /// The labels that a word stands for, with those that all nodes of such a label have besides.
    fn labels_named(&self, word: &Word) -> Option<Vec<String>> {
        let text = word.text.trim_start_matches(':');
        let Some(schema) = self.schema() else {
            return (word.text.starts_with(':') && !word.quoted).then(|| vec![text.to_string()]);
        };
        if word.quoted {
            return None;
        }
        let known = |name: &str| {
            let fits = |rule: &&crate::graph::LabelRule| {
                rule.label.eq_ignore_ascii_case(name) || rule.plural.eq_ignore_ascii_case(name)
            };
            schema.labels.iter().find(fits).map(|rule| rule.label.clone())
        };
        let labels: Option<Vec<String>> = text.split([':', '&']).map(known).collect();
        labels.map(|labels| self.with_companions(labels))
    }

    /// A scholar is a person wherever all scholars so far are. Where all persons are scholars too, that may be chance:
    /// of two labels the wider stands first in the schema, and only that one comes along.
    fn with_companions(&self, mut labels: Vec<String>) -> Vec<String> {
        let Some(label) = labels.first().and_then(|label| self.view().symbols().find_label(label)) else {
            return labels;
        };
        let mut nodes = Vec::new();
        self.view().nodes_with_label(label, &mut nodes);
        let Some(first) = nodes.first() else { return labels };
        let rank = |name: &str| self.schema()?.labels.iter().position(|rule| rule.label == name);
        let wider = |name: &str| rank(name) < rank(&labels[0]);
        let common = |label: &crate::graph::LabelId| nodes.iter().all(|node| self.view().has_label(*node, *label));
        let common = self.view().labels(*first).iter().copied().filter(common);
        let names = common.map(|label| self.view().symbols().label_name(label).to_string());
        let names: Vec<String> = names.filter(|name| wider(name)).collect();
        labels.extend(names);
        labels.sort();
        labels.dedup();
        labels
    }

    /// A line that begins with no label and names no relation.
    fn no_relation(&self, words: &[Word]) -> Trouble {
        let name = joined(words);
        let whole = self.ask.names.exactly(&name);
        match whole {
            Ok(node) => return self.which_type(node).into(),
            Err(which @ Trouble::Which { fit: Fit::Named, .. }) => return which,
            Err(_) => {}
        }
        let begun = (1..words.len()).rev().find(|at| self.ask.is_exact(&words[..*at]));
        let labels = || {
            self.schema()
                .iter()
                .flat_map(|schema| &schema.labels)
                .map(|rule| rule.label.as_str())
                .collect::<Vec<&str>>()
        };
        let Some(at) = begun else {
            let first = &words[0].text;
            let near = nearest(first, labels()).map(|near| format!("did you mean `{near}`?"));
            if let (None, Err(like @ Trouble::Which { .. })) = (&near, whole) {
                return like;
            }
            let message = format!("`{first}` is no label, and nothing here is called `{name}`");
            let error = Diagnostic::plain(Class::NotFound, message).hint_if(near);
            return error.hint(format!("a new node begins with its label: {}", quoted_list(&labels()))).into();
        };
        let types = self.types_from(self.ask.names.exact(&joined(&words[..at])).first().copied());
        let near = near_relation(&words[at..], &types).map(|near| format!("did you mean `{near}`?"));
        let message = format!("no relation is called `{}`", words[at].text);
        let error = Diagnostic::plain(Class::NotFound, message).hint_if(near);
        error.hint(format!("from {} lead {}", joined(&words[..at]), types.join(", "))).into()
    }

    /// The types that may begin at a node.
    fn types_from(&self, node: Option<NodeId>) -> Vec<String> {
        let labels = node.map(|node| self.labels(node)).unwrap_or_default();
        let rules = self.schema().into_iter().flat_map(|schema| &schema.types);
        let fits = |rule: &&crate::graph::TypeRule| rule.from.iter().any(|label| labels.contains(label));
        rules.filter(fits).map(|rule| relation_name(&rule.name)).collect()
    }

    fn which_type(&self, node: NodeId) -> Question {
        let types = self.types_from(Some(node));
        Question::part("relation", format!("which relation begins at {}?", self.called(node)))
            .hint(types.join(", "))
            .expect(Expected::Words(types))
    }
}

/// The relation that words may begin with: one that begins so, as `trades` for `trades-with`, else the nearest to one
/// word or two.
fn near_relation<'t>(words: &[Word], types: &'t [String]) -> Option<&'t str> {
    let first = words.first()?.text.to_lowercase().replace('_', "-");
    let begins = || types.iter().map(String::as_str).find(|name| name.starts_with(&format!("{first}-")));
    let near = |count: usize| {
        let text = joined(words.get(..count)?).to_lowercase().replace(['_', ' '], "-");
        nearest(&text, types.iter().map(String::as_str))
    };
    begins().or_else(|| near(1)).or_else(|| near(2))
}
