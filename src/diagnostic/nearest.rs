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
    use super::{nearest, quoted_list};

    #[test]
    fn a_swap_of_neighbours_is_near() {
        assert_eq!(nearest("MTACH", ["MERGE", "MATCH", "RETURN"]), Some("MATCH"));
        assert_eq!(nearest("memberof", ["MEMBER_OF", "ARGUES"]), Some("MEMBER_OF"));
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
