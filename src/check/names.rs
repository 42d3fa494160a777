//! Nodes that are likely the same thing twice.

use std::collections::{BTreeMap, BTreeSet};

use super::hit::{Hit, Subject};
use super::identifiers::bare;
use crate::functions::names::{fold, is_metonym};
use crate::graph::document::Record;
use crate::value::{NodeId, Value};

/// Identifiers of what something appears in, which it shares with others.
const SHARED: &[&str] = &["issn"];

/// Nodes that have the same identifier.
pub(super) fn same_identifier(subject: &Subject<'_>) -> Vec<Hit> {
    let mut first: BTreeMap<(String, String), NodeId> = BTreeMap::new();
    let mut hits = Vec::new();
    for node in &subject.nodes {
        let Value::Map(ids) = subject.property(Record::Node(*node), "ids") else { continue };
        let texts = ids.iter().filter_map(|(key, value)| Some((key, value.as_str()?)));
        for (key, text) in texts.filter(|(key, _)| !SHARED.contains(&&***key)) {
            match first.get(&(key.to_string(), bare(text))) {
                None => {
                    first.insert((key.to_string(), bare(text)), *node);
                }
                Some(other) => {
                    let message = format!("`{}` has the {key} of `{}`: {text}", subject.id(*node), subject.id(*other));
                    hits.push(twins(*node, *other, &format!("/ids/{key}"), message));
                }
            }
        }
    }
    hits
}

fn twins(node: NodeId, other: NodeId, pointer: &str, message: String) -> Hit {
    Hit::new(Record::Node(node), pointer, message)
        .help("make one node of the two, with the names and relations of both, or mend what is wrong")
        .beside(Record::Node(other), "the other one")
}

/// Nodes of a label of which one is called what the other is called too. That both have a second name alike, as
/// two people of one surname have, says nothing.
pub(super) fn same_name(subject: &Subject<'_>) -> Vec<Hit> {
    let mut called: BTreeMap<String, Vec<Called>> = BTreeMap::new();
    for called_so in subject.nodes.iter().flat_map(|node| names(subject, *node)) {
        called.entry(sounding(&called_so.text)).or_default().push(called_so);
    }
    let mut seen = BTreeSet::new();
    let mut hits = Vec::new();
    for group in called.values() {
        for (at, one) in group.iter().enumerate() {
            let twin = group[..at].iter().find(|other| are_twins(subject, one, other));
            if let Some(other) = twin.filter(|other| seen.insert((other.node, one.node))) {
                hits.push(twin_of(subject, one, other));
            }
        }
    }
    hits
}

/// What a node is called.
struct Called {
    node: NodeId,
    text: String,
    /// Whether that is its first name, by which it is shown.
    first: bool,
    pointer: String,
}

fn names(subject: &Subject<'_>, node: NodeId) -> Vec<Called> {
    let record = Record::Node(node);
    let called =
        |text: &str, pointer: String| Called { node, text: text.to_owned(), first: pointer == "/name", pointer };
    let mut names: Vec<Called> =
        subject.text(record, "name").map(|name| called(&name, "/name".into())).into_iter().collect();
    if let Value::List(aliases) = subject.property(record, "aliases") {
        let texts = aliases.iter().enumerate().filter_map(|(at, alias)| Some((at, alias.as_str()?)));
        // Who is meant by a metonym is somebody else.
        names.extend(
            texts.filter(|(_, text)| !is_metonym(text)).map(|(at, text)| called(text, format!("/aliases/{at}"))),
        );
    }
    if let Value::Map(tongues) = subject.property(record, "names") {
        let texts = tongues.iter().filter_map(|(tongue, name)| Some((tongue, name.as_str()?)));
        names.extend(texts.map(|(tongue, text)| called(text, format!("/names/{tongue}"))));
    }
    names
}

fn are_twins(subject: &Subject<'_>, one: &Called, other: &Called) -> bool {
    let labels = subject.view.labels(other.node);
    one.node != other.node
        && (one.first || other.first)
        && subject.view.labels(one.node).iter().any(|label| labels.contains(label))
}

fn twin_of(subject: &Subject<'_>, one: &Called, other: &Called) -> Hit {
    let (id, twin) = (subject.id(one.node), subject.id(other.node));
    let message = if one.text == other.text {
        format!("`{id}` and `{twin}` are both called “{}”", one.text)
    } else {
        format!("`{id}` is called “{}”, and `{twin}` “{}”", one.text, other.text)
    };
    twins(one.node, other.node, &one.pointer, message)
}

/// A name as its letters sound in Latin, without accents and doubled letters, its words in alphabetical order:
/// the same for "Токаев Касым-Жомарт" and "Kassym-Jomart Tokayev".
fn sounding(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<String> = folded.split(' ').map(word_sounding).collect();
    words.sort_unstable();
    words.join(" ")
}

fn word_sounding(word: &str) -> String {
    let latin: String = word.chars().map(romanised).collect();
    // The many ways of writing one sound come down to one letter each.
    let one_way = [
        ("zh", "j"),
        ("kh", "h"),
        ("ye", "e"),
        ("ie", "e"),
        ("yo", "o"),
        ("q", "k"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
    ];
    let latin = one_way.iter().fold(latin, |word, (written, sound)| word.replace(written, sound));
    // A doubled letter makes no other name, but another number: Table I and Table II.
    if latin.len() <= 3 {
        return latin;
    }
    let mut sounding = String::with_capacity(latin.len());
    latin.chars().for_each(|letter| {
        if !sounding.ends_with(letter) {
            sounding.push(letter);
        }
    });
    sounding
}

/// A Cyrillic letter, Russian or Kazakh, in Latin (BGN/PCGN); any other as it is.
fn romanised(letter: char) -> String {
    let latin = match letter {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'і' | 'ы' => "i",
        'к' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' => "u",
        'ф' => "f",
        'х' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        other => return other.to_string(),
    };
    latin.to_owned()
}

#[cfg(test)]
mod tests {
    use super::sounding;

    #[test]
    fn spellings_of_a_name_sound_alike_and_names_do_not() {
        for (one, other) in [
            ("Kassym-Jomart Tokayev", "Токаев Касым-Жомарт"),
            ("Nursultan Nazarbaev", "Нурсултан Назарбаев"),
            ("Zhao Huasheng", "Huasheng Zhao"),
            ("Türkiye", "turkiye"),
            ("Qazaqstan", "Казакстан"),
        ] {
            assert_eq!(sounding(one), sounding(other), "{one}, {other}");
        }
        for (one, other) in [("Zhao Huasheng", "Zhao Mingwen"), ("Iran", "Iraq"), ("Latvia", "Lithuania")] {
            assert_ne!(sounding(one), sounding(other), "{one}, {other}");
        }
    }
}
