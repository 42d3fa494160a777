//! Relations that rest on nothing, and passages whose words are not in the work.

use std::collections::BTreeMap;

use strsim::normalized_levenshtein;
use unicode_normalization::UnicodeNormalization;

use super::hit::{Hit, Subject};
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};
use crate::graph::Need;
use crate::graph::document::Record;
use crate::value::EdgeId;

/// Passages whose words are not in the work's text.
///
/// # Errors
/// Where a text is given for what is no node.
pub(super) fn not_found(subject: &Subject<'_>) -> Outcome<Vec<Hit>> {
    if let Some(work) = subject.asked.texts.keys().find(|work| subject.view.node_by_id(work).is_none()) {
        return Err(no_work(subject, work));
    }
    let both = |text: &str| (normal(text), normal(text).to_lowercase());
    let texts: BTreeMap<&str, (String, String)> =
        subject.asked.texts.iter().map(|(work, text)| (work.as_str(), both(text))).collect();
    let mut hits = Vec::new();
    for record in subject.records() {
        for (at, piece) in subject.evidence(record).iter().enumerate() {
            let Some((text, lower)) = texts.get(&*piece.work) else { continue };
            for (key, words) in [("phrase", &piece.phrase), ("printed", &piece.printed)] {
                let missing = words.as_deref().filter(|words| !lower.contains(&normal(words).to_lowercase()));
                hits.extend(missing.map(|words| missing_words(record, at, key, words, &piece.work, text)));
            }
        }
    }
    Ok(hits)
}

/// Relations without evidence, of types that leave it open; where it must be there, loading says so.
pub(super) fn unsourced(subject: &Subject<'_>) -> Vec<Hit> {
    let left_open = |edge: EdgeId| {
        let rule = subject.schema.relationship_type(subject.kind(edge));
        rule.is_some_and(|rule| rule.evidence == Need::Optional)
    };
    let bare = subject.edges.iter().filter(|edge| left_open(**edge) && subject.view.edge_evidence(**edge).is_empty());
    let hit = |edge: &EdgeId| {
        let record = Record::Edge(*edge);
        Hit::new(record, "/type", format!("{} rests on no passage", subject.told(record)))
            .help("add `evidence` with a work, and a section, page or phrase")
    };
    bare.map(hit).collect()
}

fn no_work(subject: &Subject<'_>, work: &str) -> Box<Diagnostic> {
    let ids: Vec<String> = subject.nodes.iter().map(|node| subject.id(*node)).collect();
    let near = nearest(work, ids.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
    Box::new(Diagnostic::plain(Class::NotFound, format!("a text for `{work}`: no node has that id")).hint_if(near))
}

fn missing_words(record: Record, at: usize, key: &str, words: &str, work: &str, text: &str) -> Hit {
    let hit = Hit::new(record, format!("/evidence/{at}/{key}"), format!("“{words}” does not stand in `{work}`"));
    match nearest_passage(&normal(words), text) {
        Some(near) => hit.help(format!("nearest there: “{near}”")),
        None => hit,
    }
}

/// The stretch of as many words that is most like these. O(words of the text × length of the words).
fn nearest_passage(words: &str, text: &str) -> Option<String> {
    let count = words.split(' ').count();
    let all: Vec<&str> = text.split(' ').collect();
    let stretches = all.windows(count.min(all.len()).max(1));
    let words = words.to_lowercase();
    let alike = stretches
        .map(|stretch| stretch.join(" "))
        .map(|stretch| (normalized_levenshtein(&words, &stretch.to_lowercase()), stretch));
    alike.max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, stretch)| stretch)
}

/// A text in which it makes no difference how quotation marks, emphasis, spaces and line ends are written, nor
/// ligatures and hyphens at which a line could break.
fn normal(text: &str) -> String {
    let whole = text.replace("\\$", "$").replace("-\r\n", "-\n");
    let plain: String = whole.nfkc().filter_map(plain).collect();
    plain.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn plain(letter: char) -> Option<char> {
    match letter {
        '*' | '\u{ad}' => None,
        '“' | '”' | '«' | '»' | '„' => Some('"'),
        '‘' | '’' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        other => Some(other),
    }
}
