//! The language that names are wanted in: a tag after BCP 47, of which the first part is a code of ISO 639.

use std::collections::BTreeSet;

use crate::diagnostic::{Class, Diagnostic, Outcome, nearest, quoted_list};
use crate::graph::View;
use crate::value::Value;

/// The two-letter codes of ISO 639-1. Of the thousands with three letters none is listed: they are taken as they are.
const CODES: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es \
    et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki \
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no \
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Expects a tag that a language has, or that the graph has names in. O(nodes).
///
/// # Errors
/// Where it is neither: nothing would be found in it but what lacks it.
pub(super) fn expect_known(tag: &str, view: &dyn View) -> Outcome<()> {
    if is_tag(tag) {
        return Ok(());
    }
    let used = used(view);
    if used.contains(tag) {
        return Ok(());
    }
    let used: Vec<&str> = used.iter().map(String::as_str).collect();
    let lower = tag.to_lowercase();
    // `russian` for `ru`, `rsu` for `rus`.
    let begins = used.iter().copied().find(|known| lower.starts_with(*known));
    let near = begins.or_else(|| nearest(tag, used.iter().copied()));
    let all = match used.is_empty() {
        true => "languages are named by their tags, as `ru`, `kk` or `pt-BR`".to_owned(),
        false => format!("this graph has names in {}", quoted_list(&used).replace(" or ", " and ")),
    };
    let hint = near.map_or(all, |near| format!("did you mean `{near}`?"));
    Err(Box::new(Diagnostic::plain(Class::NotFound, format!("no language has the tag `{tag}`")).hint(hint)))
}

fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split(['-', '_']);
    let first = parts.next().unwrap_or_default().to_lowercase();
    let coded = match first.len() {
        2 => CODES.split_whitespace().any(|code| code == first),
        3 => first.bytes().all(|letter| letter.is_ascii_lowercase()),
        _ => false,
    };
    coded
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric()))
}

/// The languages that the graph has names in.
fn used(view: &dyn View) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let Some(key) = view.symbols().find_key("names") else { return used };
    let mut nodes = Vec::new();
    view.nodes(&mut nodes);
    for node in nodes {
        if let Value::Map(names) = view.node_property(node, key) {
            used.extend(names.keys().map(|tag| tag.to_string()));
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn tags_are_codes_with_parts() {
        for tag in ["ru", "RU", "zh-Hans", "pt_BR", "grc"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["xx", "russian", "", "r", "ru-", "zh-toolongapart", "ру"] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
