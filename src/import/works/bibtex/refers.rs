//! Entries that take fields from others by `crossref` and `xdata`: those that lead in a circle don't.

use biblatex::{Pair, RawChunk};
use rustc_hash::FxHashMap;

use super::parse::Raw;

/// Through how many entries a reference may lead on.
const STEPS_MAX: usize = 8;

/// From how many entries, each counted as often as it is reached, one may take fields.
const REACHED_MAX: usize = 1000;

/// Leaves out the references that lead in a circle, or too far; tells it. O(references).
pub(super) fn settle(raws: &mut [Raw<'_>], keys: &[String]) {
    let mut numbers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, (raw, key)) in raws.iter().zip(keys).enumerate() {
        let others = raw.entry.fields.iter().filter(|field| is(field, "ids")).flat_map(names);
        for name in others.chain([plain(key)]) {
            numbers.entry(name).or_default().push(at);
        }
    }
    let leads = |raw: &Raw<'_>| {
        let named = raw.entry.fields.iter().filter(|field| refers(field)).flat_map(names);
        named.filter_map(|name| numbers.get(&name)).flatten().copied().collect::<Vec<usize>>()
    };
    let leads: Vec<Vec<usize>> = raws.iter().map(leads).collect();
    let mut reached = vec![1_usize; raws.len()];
    for _ in 0..STEPS_MAX {
        reached = further(&leads, &reached);
    }
    // What still grows has no end within so many steps.
    let last = further(&leads, &reached);
    for (at, raw) in raws.iter_mut().enumerate() {
        if last[at] != reached[at] || reached[at] > REACHED_MAX {
            leave_out(raw);
        }
    }
    raws.iter_mut()
        .filter(|raw| raw.entry.fields.iter().any(|field| refers(field) && has_command(field)))
        .for_each(leave_out);
}

/// How many entries are reached from each in one step more.
fn further(leads: &[Vec<usize>], reached: &[usize]) -> Vec<usize> {
    let sum = |to: &Vec<usize>| to.iter().fold(1_usize, |sum, at| sum.saturating_add(reached[*at]));
    leads.iter().map(sum).collect()
}

fn leave_out(raw: &mut Raw<'_>) {
    for field in raw.entry.fields.extract_if(.., |field| refers(field)) {
        let found = names(&field).join(", ");
        let slip = format!("{}: found `{found}`, expected a key that leads on in no circle; left out", field.key.v);
        raw.slips.push(slip);
    }
}

fn is(field: &Pair<'_>, name: &str) -> bool {
    field.key.v.eq_ignore_ascii_case(name)
}

fn refers(field: &Pair<'_>) -> bool {
    is(field, "crossref") || is(field, "xdata")
}

/// Whether TeX makes another text of it.
fn has_command(field: &Pair<'_>) -> bool {
    names(field).iter().any(|name| name.contains(['\\', '$']))
}

/// The keys that a field holds.
pub(super) fn names(field: &Pair<'_>) -> Vec<String> {
    let texts = field.value.v.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    });
    texts.collect::<String>().split(',').map(plain).collect()
}

/// A key as the parser compares it at the most: without braces, with TeX's dashes, and single spaces.
fn plain(key: &str) -> String {
    let key = key.replace(['{', '}'], "").replace("---", "—").replace("--", "–");
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}
