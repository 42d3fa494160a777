//! Random text never ends the process, and random trees come back as they were.

mod trees;

use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, proptest};
use proptest::sample::{Index, select};
use std::sync::LazyLock;

use super::features::cases;
use super::round_trip;
use crate::fuzz::change::WORDS;
use actant::syntax::{parse, print, split, tokenize};

static QUERIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let own = [
        "MATCH (n:State {name: 'a'})-[r:T*1..3]->(m) WHERE n.x > 1 RETURN n.x AS x, [y IN m.l WHERE y | y] ORDER BY x LIMIT 1",
    ];
    own.iter().map(|text| text.to_string()).chain(cases().into_iter().map(|case| case.query)).collect()
});

/// Reads it in every way there is; where it is valid, it must survive being printed.
fn try_out(text: &str) -> Result<(), String> {
    tokenize(text);
    split(text);
    match parse(text) {
        // The first printing names columns that had no name, so the second one is compared.
        Ok(tree) => parse(&print(&tree)).map_err(|fault| fault.to_string()).and_then(|tree| round_trip(&tree)),
        Err(fault) => {
            let span = fault.span.unwrap_or_default();
            let inside = span.start <= span.end && text.get(span.start..span.end).is_some();
            if inside { Ok(()) } else { Err(format!("{span:?} is no place in the text")) }
        }
    }
}

fn settings() -> ProptestConfig {
    ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() }
}

/// Takes out, repeats or puts in words at the places given.
fn changed(query: &str, changes: &[(Index, u8, &str)]) -> String {
    let mut letters: Vec<char> = query.chars().collect();
    for (place, way, word) in changes {
        let at = if letters.is_empty() { 0 } else { place.index(letters.len()) };
        let end = (at + 1 + usize::from(*way) / 32).min(letters.len());
        match way % 3 {
            0 => drop(letters.drain(at..end)),
            1 => drop(letters.splice(at..at, word.chars())),
            _ => {
                let copy: Vec<char> = letters[at..end].to_vec();
                letters.splice(at..at, copy);
            }
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn soup_is_survived(words in proptest::collection::vec(select(WORDS), 0..40), gap in select(&["", " "][..])) {
        let result = try_out(&words.join(gap));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        let result = try_out(&text);
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn changed_queries_are_survived(
        query in any::<Index>().prop_map(|at| QUERIES[at.index(QUERIES.len())].clone()),
        changes in proptest::collection::vec((any::<Index>(), any::<u8>(), select(WORDS)), 1..4),
    ) {
        let text = changed(&query, &changes);
        let result = try_out(&text);
        prop_assert!(result.is_ok(), "{text}\n{result:?}");
    }

    #[test]
    fn trees_come_back(tree in trees::statement()) {
        let result = round_trip(&tree);
        prop_assert!(result.is_ok(), "{}\n{result:?}", print(&tree));
    }
}
