//! Which parts of a query other engines lack or treat differently, from a table with its sources.

mod seen;
mod table;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::syntax;
use table::Verdict;

/// An engine that a query may be taken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Neo4j 5, Cypher 5.
    Neo4j,
    /// Memgraph 3.
    Memgraph,
    /// Amazon Neptune.
    Neptune,
}

/// What a check found.
pub struct Found {
    /// A sentence with its place for each part, in the order of the query.
    pub told: Vec<Diagnostic>,
    /// Whether something is lacking, so that the query can't run there as it is.
    pub lacking: bool,
}

/// Checks a query for an engine.
///
/// # Errors
/// Where it is no query here either.
pub fn check(text: &str, engine: Engine) -> Outcome<Found> {
    let mut statement = syntax::parse(text)?;
    let mut found = Found { told: Vec::new(), lacking: false };
    for (row, span) in seen::rows(&mut statement) {
        let answer = row.answer(engine);
        let verb = match answer.is {
            Verdict::Same => continue,
            Verdict::Lacks => "lacks",
            Verdict::Differs => "treats differently",
        };
        found.lacking |= answer.is == Verdict::Lacks;
        let message = format!("{} {verb} {}", engine.name(), row.name);
        let told = Diagnostic::warning("Portable", span, message).hint(&*answer.so);
        found.told.push(told.hint(format!("source: {}", answer.source)));
    }
    Ok(found)
}

impl Engine {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Neo4j => "Neo4j",
            Engine::Memgraph => "Memgraph",
            Engine::Neptune => "Neptune",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Engine, check};

    fn told(engine: Engine, query: &str) -> Vec<String> {
        let found = check(query, engine).expect("the test's query is valid");
        found.told.into_iter().map(|told| told.message).collect()
    }

    #[test]
    fn plain_queries_go_everywhere() {
        for engine in [Engine::Neo4j, Engine::Memgraph, Engine::Neptune] {
            assert!(
                told(engine, "MATCH (a:State)-[r:BORDERS]-(b) WHERE a.x > 1 RETURN a, count(r) LIMIT 3").is_empty()
            );
        }
    }

    #[test]
    fn parts_are_told_in_their_order() {
        let query = "AS OF 2013 MATCH p = shortestPath((a)-[*..4]-(b)) WHERE named(a, 'x') AND all(n IN nodes(p) WHERE n.y) RETURN p";
        let parts = ["lacks a lens", "treats differently `shortestPath`", "lacks this function"];
        assert_eq!(told(Engine::Neo4j, query), parts.map(|part| format!("Neo4j {part}")));
        let neptune = told(Engine::Neptune, query);
        assert_eq!(neptune.len(), 4, "{neptune:?}");
        assert_eq!(told(Engine::Memgraph, query)[1], "Memgraph treats differently `shortestPath`");
    }

    /// The tree has these as `WITH`, `UNWIND`, `SKIP` and `*1..3`; the other engine meets them as they are written.
    #[test]
    fn spellings_are_told_too() {
        let query = "MATCH (a)-[:T]->{1,3}(b IS A&B) FILTER b.x > 1 LET y = b.x FOR z IN [y] RETURN z OFFSET 1";
        let clause = "lacks `FILTER`, `LET` or `FOR`";
        let rest = ["lacks a quantifier after a relationship", "lacks `&` or `IS` among labels"];
        let all = [rest[0], rest[1], rest[1], clause, clause, clause, "lacks `OFFSET`"];
        assert_eq!(told(Engine::Memgraph, query), all.map(|part| format!("Memgraph {part}")));
        assert_eq!(told(Engine::Neo4j, query)[..3], [clause; 3].map(|part| format!("Neo4j {part}")));
    }

    #[test]
    fn functions_are_found_by_their_names_and_by_the_beginnings_of_dotted_ones() {
        let lacks = |name: &str| vec![format!("Memgraph lacks {name}")];
        assert_eq!(told(Engine::Memgraph, "RETURN time()"), lacks("`time`"));
        assert_eq!(told(Engine::Memgraph, "RETURN duration.between(a, b)"), lacks("this temporal function"));
        assert_eq!(told(Engine::Memgraph, "MATCH (n) RETURN exists(n.x)"), lacks("`exists` of a property"));
        assert!(told(Engine::Memgraph, "MATCH (n) WHERE exists((n)-->()) RETURN n").is_empty());
    }
}
