//! Which edges of three sides are the same.

use super::super::canonical::Fields;
use super::super::shape::TAIL;
use super::Three;
use super::records::{Edges, Item};

/// Fields that say when an edge held.
pub(super) const DATES: [&str; 4] = ["start", "end", "at", "year"];

/// The edges of three sides, each with what it is on the others.
pub(super) fn edges<'t>(base: Edges<'t>, mut theirs: Edges<'t>, mut ours: Edges<'t>) -> Vec<Three<'t>> {
    let mut threes = Vec::new();
    for (joined, base) in base {
        let [theirs, ours] = [&mut theirs, &mut ours].map(|side| side.remove(&joined).unwrap_or_default());
        group(base, theirs, ours, &mut threes);
    }
    for (joined, theirs) in theirs {
        group(Vec::new(), theirs, ours.remove(&joined).unwrap_or_default(), &mut threes);
    }
    ours.into_values().for_each(|ours| group(Vec::new(), Vec::new(), ours, &mut threes));
    threes
}

/// Edges that join the same nodes by the same type.
fn group<'t>(base: Vec<Item<'t>>, theirs: Vec<Item<'t>>, ours: Vec<Item<'t>>, threes: &mut Vec<Three<'t>>) {
    let (theirs, new_theirs) = partners(&base, theirs, |_, _| true);
    let (ours, new_ours) = partners(&base, ours, |_, _| true);
    let known = base.into_iter().zip(theirs).zip(ours);
    threes.extend(known.map(|((base, theirs), ours)| Three { base: Some(base), theirs, ours }));
    // What both added may be two relations; it is one only where nothing that both say differs.
    let (same, alone) = partners(&new_theirs, new_ours, |a, b| agree(&a.fields, &b.fields));
    threes.extend(new_theirs.into_iter().zip(same).map(|(theirs, ours)| Three {
        base: None,
        theirs: Some(theirs),
        ours,
    }));
    threes.extend(alone.into_iter().map(|ours| Three { base: None, theirs: None, ours: Some(ours) }));
}

/// For each of the first its partner among the others, and those that are nobody's. What says the same goes together
/// first, then what is most alike: of the same time before any other, then by the number of fields that agree.
fn partners<'t>(
    first: &[Item<'t>],
    others: Vec<Item<'t>>,
    may: impl Fn(&Item<'t>, &Item<'t>) -> bool,
) -> (Vec<Option<Item<'t>>>, Vec<Item<'t>>) {
    let mut others: Vec<Option<Item<'t>>> = others.into_iter().map(Some).collect();
    let mut found: Vec<Option<Item<'t>>> = Vec::with_capacity(first.len());
    for one in first {
        let same = others.iter_mut().find(|other| other.as_ref().is_some_and(|other| other.line == one.line));
        found.push(same.and_then(Option::take));
    }
    let mut pairs: Vec<(Likeness, usize, usize)> = Vec::new();
    for (a, one) in first.iter().enumerate().filter(|(a, _)| found[*a].is_none()) {
        let open = others.iter().enumerate().filter_map(|(b, other)| Some((b, other.as_ref()?)));
        pairs.extend(open.filter(|(_, other)| may(one, other)).map(|(b, other)| (likeness(one, other), a, b)));
    }
    // Stable: of pairs equally alike the first in the order of the documents.
    pairs.sort_by_key(|(likeness, ..)| std::cmp::Reverse(*likeness));
    for (_, a, b) in pairs {
        if found[a].is_none() {
            found[a] = others[b].take();
        }
    }
    (found, others.into_iter().flatten().collect())
}

/// Whether the time is the same, and how many fields are.
type Likeness = (bool, usize);

fn likeness(one: &Item<'_>, other: &Item<'_>) -> Likeness {
    let agreeing = one.fields.iter().filter(|field| other.fields.contains(field)).count();
    (one.line.when() == other.line.when(), agreeing)
}

/// Whether two edges that were added say the same of the world as far as both say it. How sure a source is of it, and
/// what it rests on, may differ.
fn agree(one: &Fields<'_>, other: &Fields<'_>) -> bool {
    let of_the_world = |name: &str| says_what(name) && name != "status";
    let differs = |name: &str, json| other.iter().any(|(known, own)| known == name && own != json);
    let silent = |name: &str| DATES.contains(&name) && other.iter().all(|(known, _)| known != name);
    !one.iter().any(|(name, json)| of_the_world(name) && (differs(name, json) || silent(name)))
}

/// Whether a field says something of the world and not of the record.
pub(super) fn says_what(name: &str) -> bool {
    !matches!(name, "from" | "type" | "to") && TAIL.iter().all(|(tail, _)| *tail != name)
}
