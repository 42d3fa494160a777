//! Short citations, made from the work's record: "Stronski & Ng 2018".

use crate::graph::{Evidence, View, Way};
use crate::value::{EdgeId, NodeId, Value};

use super::naming::name_of;

/// A work as it is cited in running text: surnames and year, else its name, else the id itself.
pub fn short(view: &dyn View, work: &str) -> String {
    let Some(node) = view.node_by_id(work) else { return work.to_string() };
    let surnames = surnames(view, node);
    let who = match surnames.as_slice() {
        [] => cut(&name_of(view, node), 60),
        [one] => one.clone(),
        [one, two] => format!("{one} & {two}"),
        [first, ..] => format!("{first} et al."),
    };
    match year(view, node) {
        Some(year) if !who.ends_with(&year) => format!("{who} {year}"),
        _ => who,
    }
}

/// Where a piece of evidence is found: "Santiago Orti 2024, §3.3.1 'main foreign investors', citing …".
pub fn place(view: &dyn View, evidence: &Evidence) -> String {
    let mut text = short(view, &evidence.work);
    if let Some(section) = &evidence.section {
        text.push_str(&format!(", {}", self::section(section)));
    }
    if let Some(page) = &evidence.page {
        text.push_str(&format!(", p. {page}"));
    }
    if let Some(phrase) = &evidence.phrase {
        text.push_str(&format!(" '{phrase}'"));
    }
    if !evidence.citing.is_empty() {
        let cited: Vec<String> = evidence.citing.iter().map(|work| short(view, work)).collect();
        text.push_str(&format!(", citing {}", cited.join("; ")));
    }
    text
}

/// "§3.3.1" for a numbered section; a named one, such as "bibliography", as it is.
pub(crate) fn section(section: &str) -> String {
    if section.starts_with(|c: char| c.is_ascii_digit()) { format!("§{section}") } else { section.to_string() }
}

/// The sections a record rests on, each once: "§3.1, §4".
pub(crate) fn sections(evidence: &[Evidence]) -> String {
    let mut seen: Vec<String> = Vec::new();
    for section in evidence.iter().filter_map(|piece| piece.section.as_deref()).map(section) {
        if !seen.contains(&section) {
            seen.push(section);
        }
    }
    seen.join(", ")
}

/// The authors' surnames in their order; the editors' where a work has no authors.
fn surnames(view: &dyn View, work: NodeId) -> Vec<String> {
    let (authors, editors) = authorships(view, work);
    let chosen = if authors.is_empty() { editors } else { authors };
    chosen.into_iter().map(|(edge, author)| surname(view, edge, author)).collect()
}

/// Relations of authorship, each with the author.
type Authorships = Vec<(EdgeId, NodeId)>;

/// Whoever wrote or edited a work, in order.
fn authorships(view: &dyn View, work: NodeId) -> (Authorships, Authorships) {
    let Some(authored) = view.symbols().find_type("AUTHORED") else { return (Vec::new(), Vec::new()) };
    let mut edges = Vec::new();
    view.edges_of(work, Way::In, &[authored], &mut edges);
    edges.sort_by_key(|(edge, _)| position(view, *edge));
    edges.into_iter().partition(|(edge, _)| view.edge_text(*edge, "role").as_deref() != Some("editor"))
}

/// A name in a bibliography: a person's in two parts, a body's whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The surname, or the name of a body.
    pub family: String,
    /// The given names as far as they are known; none for a body.
    pub given: Option<String>,
}

impl Author {
    fn of(view: &dyn View, edge: EdgeId, node: NodeId) -> Author {
        let family = surname(view, edge, node);
        let name = name_of(view, node);
        // The surname may stand first or last; what is left are the given names.
        let rest = name.strip_prefix(&family).or_else(|| name.strip_suffix(&family));
        let rest = rest.map(str::trim).filter(|rest| !rest.is_empty()).map(str::to_string);
        // A surname that is printed otherwise than the name has it came with its own given names.
        let given = rest.or_else(|| spellings(view, edge, node).iter().find_map(|text| after_comma(text, &family)));
        Author { given: given.filter(|_| is_person(view, node)), family }
    }

    /// The words before a surname that begin small, such as "van der", and the surname itself.
    pub(crate) fn particle(&self) -> (&str, &str) {
        let words = self.family.split_inclusive(' ');
        let length = words.take_while(|word| word.starts_with(char::is_lowercase)).map(str::len).sum();
        let (particle, surname) = self.family.split_at(length);
        if surname.is_empty() { ("", particle) } else { (particle.trim_end(), surname) }
    }

    /// "Vanderhill, R."
    pub(crate) fn with_initials(&self) -> String {
        let Some(given) = &self.given else { return self.family.clone() };
        format!("{}, {}", self.family, initials(given))
    }

    /// "Vanderhill, Rachel"
    pub(crate) fn family_first(&self) -> String {
        self.given.as_ref().map_or_else(|| self.family.clone(), |given| format!("{}, {given}", self.family))
    }

    /// "R. Vanderhill"
    pub(crate) fn initials_first(&self) -> String {
        self.given.as_ref().map_or_else(|| self.family.clone(), |given| format!("{} {}", initials(given), self.family))
    }

    /// "Rachel Vanderhill"
    pub(crate) fn given_first(&self) -> String {
        self.given.as_ref().map_or_else(|| self.family.clone(), |given| format!("{given} {}", self.family))
    }
}

/// The authors and the editors of a work.
pub(crate) fn authors(view: &dyn View, work: NodeId) -> (Vec<Author>, Vec<Author>) {
    let (authors, editors) = authorships(view, work);
    let all = |found: Authorships| found.into_iter().map(|(edge, who)| Author::of(view, edge, who)).collect();
    (all(authors), all(editors))
}

fn position(view: &dyn View, edge: EdgeId) -> i64 {
    let key = view.symbols().find_key("position");
    key.and_then(|key| view.edge_property(edge, key).as_integer()).unwrap_or(i64::MAX)
}

/// "A. M." of "Ana María" and of "A.M.", "J.-L." of "Jean-Luc".
fn initials(given: &str) -> String {
    let first = |part: &str| part.chars().next().map(|letter| format!("{letter}."));
    let hyphened = |name: &str| name.split('-').filter_map(first).collect::<Vec<String>>().join("-");
    let names = given.split([' ', '.']).map(hyphened).filter(|name| !name.is_empty());
    names.collect::<Vec<String>>().join(" ").replace(". -", ".-")
}

/// How an author is spelt: where the authorship is printed, then by the names they have.
fn spellings(view: &dyn View, edge: EdgeId, author: NodeId) -> Vec<String> {
    let evidence = view.edge_evidence(edge);
    let printed = evidence.iter().filter_map(|piece| Some(piece.printed.as_ref()?.to_string()));
    printed.chain(aliases(view, author)).collect()
}

/// The part before the comma of a spelling such as "Santiago Orti, R.", else the last word of the name with
/// the particles before it.
fn surname(view: &dyn View, edge: EdgeId, author: NodeId) -> String {
    let name = name_of(view, author);
    if !name.contains(' ') || !is_person(view, author) {
        return name;
    }
    let spelt = spellings(view, edge, author).iter().find_map(|text| before_comma(text));
    spelt.unwrap_or_else(|| last_name(&name).to_string())
}

/// "van der Berg" of "Jan van der Berg".
fn last_name(name: &str) -> &str {
    let mut at = name.rfind(' ').map_or(0, |space| space + 1);
    while let Some(before) = name.get(..at.saturating_sub(1)).and_then(|head| head.rfind(' ')) {
        if !name[before + 1..].starts_with(char::is_lowercase) {
            break;
        }
        at = before + 1;
    }
    &name[at..]
}

fn is_person(view: &dyn View, node: NodeId) -> bool {
    view.symbols().find_label("Person").is_some_and(|label| view.has_label(node, label))
}

fn before_comma(text: &str) -> Option<String> {
    let (surname, rest) = text.split_once(',')?;
    let initials = rest.trim().chars().next().is_some_and(char::is_uppercase);
    (initials && !surname.contains(['(', '&'])).then(|| surname.trim().to_string())
}

/// "M." of "Kaczmarek, M.", where that is the surname.
fn after_comma(text: &str, surname: &str) -> Option<String> {
    let given = text.strip_prefix(surname)?.strip_prefix(',')?.trim();
    (!given.is_empty() && !given.contains([',', '(', '&'])).then(|| given.to_string())
}

/// The further spellings of a node's name.
pub(crate) fn aliases(view: &dyn View, node: NodeId) -> Vec<String> {
    let Some(key) = view.symbols().find_key("aliases") else { return Vec::new() };
    let value = view.node_property(node, key);
    value.as_list().unwrap_or(&[]).iter().filter_map(Value::as_str).map(str::to_string).collect()
}

fn year(view: &dyn View, work: NodeId) -> Option<String> {
    let key = view.symbols().find_key("year")?;
    match view.node_property(work, key) {
        Value::Integer(year) => Some(year.to_string()),
        Value::String(year) => Some(year.to_string()),
        _ => None,
    }
}

/// At most so many characters; what was cut is marked.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
