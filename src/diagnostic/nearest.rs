//! Near names for misspelt ones, the same ones every time.

/// The candidate most like `name`, if one is near enough to be meant.
///
/// Case does not count. Ties go to the name that comes first in the alphabet. The bar rises for short
/// names, where one slip changes most of the word.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let score = likeness(&wanted, &candidate.to_lowercase());
        let better = match best {
            None => true,
            Some((top, held)) => score > top || (score == top && candidate < held),
        };
        if better {
            best = Some((score, candidate));
        }
    }
    let bar = if wanted.chars().count() <= 4 { 0.6 } else { 0.68 };
    best.filter(|(score, _)| *score >= bar).map(|(_, candidate)| candidate)
}

/// One minus the share of letters that must change, counting a swap of neighbours as one change;
/// words that differ in underscores only count as the same.
fn likeness(a: &str, b: &str) -> f64 {
    let (plain_a, plain_b) = (squeezed(a), squeezed(b));
    if plain_a == plain_b {
        return 1.0;
    }
    strsim::normalized_damerau_levenshtein(&plain_a, &plain_b)
}

fn squeezed(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).collect()
}

/// "did you mean `a`?": the candidate most like `name`; where none is near enough, up to three of which a word begins
/// so, since what is cut short is far from what is meant in letters. Nothing where nothing is near.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    let near: Vec<&str> = match nearest(name, candidates.clone()) {
        Some(near) => vec![near],
        None => begun(name, candidates).into_iter().take(3).collect(),
    };
    (!near.is_empty()).then(|| format!("did you mean {}?", quoted_list(&near)))
}

/// The candidates that begin with `name`, else those of which a later word does; one letter begins too many.
fn begun<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Vec<&'a str> {
    let wanted = name.to_lowercase();
    if wanted.chars().count() < 2 {
        return Vec::new();
    }
    let with = |fits: &dyn Fn(&str) -> bool| -> Vec<&'a str> {
        candidates.clone().into_iter().filter(|candidate| fits(&candidate.to_lowercase())).collect()
    };
    let first = with(&|candidate| candidate.starts_with(&wanted));
    let later = |candidate: &str| candidate.split(['-', '_', ' ']).any(|word| word.starts_with(&wanted));
    if first.is_empty() { with(&later) } else { first }
}

/// "`a`", "`a` or `b`", "`a`, `b` or `c`".
pub fn quoted_list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, nearest, quoted_list};

    #[test]
    fn a_swap_of_neighbours_is_near() {
        assert_eq!(nearest("MTACH", ["MERGE", "MATCH", "RETURN"]), Some("MATCH"));
        assert_eq!(nearest("memberof", ["MEMBER_OF", "ARGUES"]), Some("MEMBER_OF"));
    }

    #[test]
    fn what_is_cut_short_is_what_begins_so() {
        let names = ["members-at-a-date", "members-of-an-organisation", "membership-in-a-year", "names-of-members"];
        let mean = |name| did_you_mean(name, names);
        assert_eq!(mean("members-of").as_deref(), Some("did you mean `members-of-an-organisation`?"));
        let three = "did you mean `members-at-a-date`, `members-of-an-organisation` or `membership-in-a-year`?";
        assert_eq!(mean("member").as_deref(), Some(three));
        assert_eq!(mean("names-of-membres").as_deref(), Some("did you mean `names-of-members`?"));
        assert_eq!(mean("organi").as_deref(), Some("did you mean `members-of-an-organisation`?"));
        assert_eq!((mean("x"), mean("banana")), (None, None));
    }

    #[test]
    fn something_else_is_not() {
        assert_eq!(nearest("banana", ["MATCH", "RETURN"]), None);
    }

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(quoted_list(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
