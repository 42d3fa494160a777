//! A relationship as a sentence.

use crate::value::EdgeId;

use super::Subject;
use super::facts::{facts, status};
use super::naming::{name_of, type_name, words};

/// "Kazakhstan trades with Italy (import, 18.9 %, 2023; disputed)".
pub fn sentence(subject: Subject<'_>, edge: EdgeId) -> String {
    let view = subject.view;
    let (from, to) = view.ends(edge);
    let says = words(subject.schema, &type_name(view, edge), true);
    let bare = format!("{} {says} {}", name_of(view, from), name_of(view, to));
    match aside(subject, edge) {
        Some(aside) => format!("{bare} ({aside})"),
        None => bare,
    }
}

/// The facts and the status of an edge, where there is anything to say.
pub(crate) fn aside(subject: Subject<'_>, edge: EdgeId) -> Option<String> {
    let parts = [facts(subject.view, edge), status(subject, edge).unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
