//! `remove NAME` and `remove NAME RELATION NAME`.

use super::draft::{Expected, Question};
use super::{Change, Desk};
use crate::diagnostic::counted;
use crate::graph::Way;
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, joined};
use crate::show::{self, Subject};
use crate::value::{EdgeId, NodeId};

/// How many relations are listed.
const LISTED: usize = 8;

/// `remove`
pub(crate) fn remove(desk: &Desk<'_>, words: &[Word]) -> Result<Change, Trouble> {
    let (words, sure) = super::sure(words);
    if words.is_empty() {
        let question = Question::part("name", "remove what?").whole().expect(Expected::Name);
        return Err(question.hint("as in `remove Wakanda` or `remove Kazakhstan BORDERS Italy`").into());
    }
    let relation = if desk.ask.is_exact(words) { None } else { desk.ask.find_relation(words) };
    match relation.filter(|(_, end, _)| *end < words.len()) {
        None => desk.remove_node(desk.ask.names.exactly(&joined(words))?, sure),
        Some((start, end, kind)) => {
            let a = desk.ask.names.exactly(&joined(&words[..start]))?;
            let b = desk.ask.names.exactly(&joined(&words[end..]))?;
            desk.remove_relation(desk.joining(a, &kind, b)?, sure)
        }
    }
}

impl Desk<'_> {
    /// The relations of a type between two nodes; of a symmetric type, those stored the other way too.
    pub(super) fn joining(&self, a: NodeId, kind: &str, b: NodeId) -> Result<Vec<EdgeId>, Trouble> {
        let mut edges = self.between(a, kind, b);
        let rule = self.schema().and_then(|schema| schema.relationship_type(kind));
        if rule.is_some_and(|rule| rule.symmetric) {
            edges.extend(self.between(b, kind, a));
        }
        if edges.is_empty() {
            let message = format!("there is no {kind} from {} to {}", self.called(a), self.called(b));
            return Err(Trouble::usage(message, "`neighbours NAME` lists what there is"));
        }
        Ok(edges)
    }

    pub(super) fn sentences(&self, edges: &[EdgeId]) -> String {
        let subject = Subject { view: self.view(), schema: self.schema() };
        let told = edges.iter().take(LISTED).map(|edge| format!("  {}", show::sentence(subject, *edge)));
        let mut lines: Vec<String> = told.collect();
        if edges.len() > LISTED {
            lines.push(format!("  … and {} more", edges.len() - LISTED));
        }
        lines.join("\n")
    }

    fn remove_node(&self, node: NodeId, sure: bool) -> Result<Change, Trouble> {
        let called = self.called(node);
        let id = self.view().node_text(node, "id").unwrap_or_default();
        let mut edges = Vec::new();
        self.view().edges_of(node, Way::Both, &[], &mut edges);
        let mut edges: Vec<EdgeId> = edges.into_iter().map(|(edge, _)| edge).collect();
        edges.sort_unstable();
        edges.dedup();
        let (mut nodes, mut others) = self.resting_on(&id);
        let (naming, also) = self.naming(&id);
        nodes.extend(naming);
        others.extend(also);
        nodes.retain(|other| *other != node);
        others.retain(|edge| edges.binary_search(edge).is_err());
        if !nodes.is_empty() || !others.is_empty() {
            let listed = nodes.iter().take(LISTED).map(|node| format!("  {}", self.called(*node)));
            let listed: Vec<String> = listed.chain([self.sentences(&others)]).filter(|line| !line.is_empty()).collect();
            let count = counted(nodes.len() + others.len(), "record");
            let message = format!("{called} can't be removed: named or cited by {count}\n{}", listed.join("\n"));
            return Err(Trouble::usage(
                message,
                format!("`falls {id}` tells what rests on it alone; `merge` moves it to another work"),
            ));
        }
        if !edges.is_empty() && !sure {
            let count =
                if edges.len() == 1 { "1 relation goes".into() } else { format!("{} relations go", edges.len()) };
            let about = format!("{count} with {called}:\n{}", self.sentences(&edges));
            return Err(Question::sure(about, "remove it? [y]es, [n]o").into());
        }
        let statement = format!("MATCH {}\nDETACH DELETE n", self.ask.node("n", node));
        Ok(Change { statements: vec![statement], told: vec![format!("removed {called}")], ..Change::default() })
    }

    fn remove_relation(&self, edges: Vec<EdgeId>, sure: bool) -> Result<Change, Trouble> {
        if edges.len() > 1 && !sure {
            let about = format!("there are {}:\n{}", edges.len(), self.sentences(&edges));
            return Err(Question::sure(about, "remove them all? [y]es, [n]o").into());
        }
        let statements =
            edges.iter().map(|edge| format!("{}\nDELETE r", self.matching(["a", "r", "b"], *edge))).collect();
        let told = vec![format!("removed:\n{}", self.sentences(&edges))];
        Ok(Change { statements, told, ..Change::default() })
    }
}
