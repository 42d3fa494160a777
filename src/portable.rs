//! Which parts of a query other engines lack or treat differently, from a table with its sources.

use crate::diagnostic::{Diagnostic, Outcome, Span};
use crate::syntax;
use crate::syntax::ast::{
    Clause, Expression, Kind, LabelExpression, LensClause, PathPattern, Projection, Selector, SubqueryKind,
};
use crate::syntax::visit::{self, Visit};

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

/// What an engine makes of a part of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The same as here.
    Same,
    /// It has none.
    Lacks(&'static str),
    /// It has something else, or gives something else.
    Differs(&'static str),
}

/// A part of the language that not everybody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Lens,
    House,
    Algorithm,
    ShortestPath,
    PathSelector,
    Repeated,
    LabelExpression,
    Exists,
    CountOrCollect,
    Quantifier,
    Reduce,
    Temporal,
    ComputedLimit,
    Regex,
    Percentile,
    PatternComprehension,
}

use Verdict::{Differs, Lacks, Same};

/// What it is called, what Neo4j, Memgraph and Neptune make of it, and where each of the last two says so.
struct Row {
    part: Part,
    name: &'static str,
    verdicts: [Verdict; 3],
    sources: [&'static str; 3],
}

const NEO4J: &str = "neo4j.com/docs/cypher-manual/5";
const MEMGRAPH: &str = "memgraph.com/docs/querying/differences-in-cypher-implementations";
const NEPTUNE: &str = "docs.aws.amazon.com/neptune/latest/userguide/feature-opencypher-compliance.html";
const REWRITES: &str = "docs.aws.amazon.com/neptune/latest/userguide/migration-opencypher-rewrites.html";
const OURS: &str = "an extension of Actant's";
const NINE: &str = "Neptune's language is openCypher 9, which has no such form";

const OWN: Verdict = Lacks("it is Actant's own; `--on` puts plain Cypher in its place");

/// Read in November 2026.
const TABLE: &[Row] = &[
    Row {
        part: Part::Lens,
        name: "a lens",
        verdicts: [Lacks("it is Actant's own; `--on` brings the graph and judges it here"); 3],
        sources: [OURS; 3],
    },
    Row { part: Part::House, name: "this function", verdicts: [OWN; 3], sources: [OURS; 3] },
    Row {
        part: Part::Algorithm,
        name: "this procedure",
        verdicts: [
            Lacks("graph algorithms are a plugin there, Graph Data Science, with names of its own"),
            Lacks("its MAGE library has algorithms under other names"),
            Lacks("Neptune Analytics has algorithms under other names"),
        ],
        sources: ["neo4j.com/docs/graph-data-science", "memgraph.com/docs/advanced-algorithms", NEPTUNE],
    },
    Row {
        part: Part::ShortestPath,
        name: "`shortestPath`",
        verdicts: [
            Same,
            Differs("written as an expansion: `MATCH p = (a)-[*BFS ..10]-(b)`"),
            Lacks("a walk of bounded length, ordered by `length(p)` and cut by `LIMIT 1`, comes near"),
        ],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::PathSelector,
        name: "a path selector of GQL",
        verdicts: [
            Differs("since 5.21, and of a quantified pattern alone: `SHORTEST 1 (a)-[:T]->+(b)`"),
            Lacks("`*BFS` and `*ALLSHORTEST` are its forms"),
            Lacks(NINE),
        ],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::Repeated,
        name: "a repeated pattern in parentheses",
        verdicts: [Same, Lacks("its walks take a filter: `-[*1..3 (r, n | n.x = 1)]->`"), Lacks(NINE)],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::LabelExpression,
        name: "`|`, `!` or `%` among labels",
        verdicts: [Same, Differs("`|` alone is known; `NOT n:A` stands for `!A`"), Lacks(NINE)],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::Exists,
        name: "`EXISTS { }`",
        verdicts: [Same, Same, Differs("a pattern as a condition, `WHERE (a)-->(b)`, is what openCypher 9 has")],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::CountOrCollect,
        name: "`COUNT { }` or `COLLECT { }`",
        verdicts: [
            Differs("`COUNT { }` since 5.0, `COLLECT { }` since 5.6"),
            Lacks("`OPTIONAL MATCH` with `count` or `collect` in a `WITH` says the same"),
            Lacks("`OPTIONAL MATCH` with `count` or `collect` in a `WITH` says the same"),
        ],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::Quantifier,
        name: "`all`, `any`, `none` or `single`",
        verdicts: [Same, Same, Lacks("`size([x IN list WHERE …])` compared with 0 or `size(list)` says the same")],
        sources: [NEO4J, MEMGRAPH, REWRITES],
    },
    Row {
        part: Part::Reduce,
        name: "`reduce`",
        verdicts: [Same, Same, Lacks("`UNWIND` and an aggregate say the same in many cases")],
        sources: [NEO4J, MEMGRAPH, REWRITES],
    },
    Row {
        part: Part::Temporal,
        name: "this temporal function",
        verdicts: [
            Same,
            Differs("instants have microseconds, and a duration has no months"),
            Lacks("`datetime` is its only temporal type"),
        ],
        sources: [
            NEO4J,
            "memgraph.com/docs/fundamentals/data-types",
            "docs.aws.amazon.com/neptune/latest/userguide/access-graph-opencypher-extensions.html",
        ],
    },
    Row {
        part: Part::ComputedLimit,
        name: "`SKIP` or `LIMIT` of a value that is worked out",
        verdicts: [Same, Same, Lacks("a number, or a parameter")],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::Regex,
        name: "`=~`",
        verdicts: [
            Differs("regular expressions are those of Java: look-around and back references are known there"),
            Differs("regular expressions are those of ECMAScript"),
            Differs("regular expressions are an addition there"),
        ],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::Percentile,
        name: "percentiles and deviations",
        verdicts: [Same, Lacks("not among its aggregating functions"), Same],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
    Row {
        part: Part::PatternComprehension,
        name: "a pattern comprehension",
        verdicts: [
            Same,
            Differs("only where a list is wanted as a value; `OPTIONAL MATCH` with `collect` is safe"),
            Same,
        ],
        sources: [NEO4J, MEMGRAPH, NEPTUNE],
    },
];

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
    let mut seen = Seen(Vec::new());
    for lens in &statement.lens {
        let span = match lens {
            LensClause::AsOf { date, .. } | LensClause::During(date) => Some(date.span),
            LensClause::Accept(words) | LensClause::Without(words) => words.first().map(|word| word.span),
        };
        seen.0.push((Part::Lens, span.unwrap_or_default()));
    }
    visit::query(&mut statement.query, &mut seen);
    seen.0.sort_by_key(|(_, span)| *span);
    let (mut told, mut lacking) = (Vec::new(), false);
    for (part, span) in seen.0 {
        let Some(row) = TABLE.iter().find(|row| row.part == part) else { continue };
        let at = engine as usize;
        let (verb, why) = match row.verdicts[at] {
            Same => continue,
            Lacks(why) => {
                lacking = true;
                ("lacks", why)
            }
            Differs(why) => ("treats differently", why),
        };
        let message = format!("{} {verb} {}", engine.name(), row.name);
        told.push(
            Diagnostic::warning("Portable", span, message).hint(why).hint(format!("source: {}", row.sources[at])),
        );
    }
    Ok(Found { told, lacking })
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

/// The parts that were seen, each with its place.
struct Seen(Vec<(Part, Span)>);

impl Visit for Seen {
    fn clause(&mut self, clause: &mut Clause) {
        let computed = |projection: &Projection| {
            let known = |of: &Expression| matches!(of.kind, Kind::Integer(_) | Kind::Parameter(_));
            [&projection.skip, &projection.limit].into_iter().flatten().find(|of| !known(of)).map(|of| of.span)
        };
        let limit = match clause {
            Clause::With(with) => computed(&with.projection),
            Clause::Return(projection) => computed(projection),
            Clause::Call(call) => {
                if call.procedure.text.starts_with("algo.") {
                    self.0.push((Part::Algorithm, call.span));
                }
                None
            }
            Clause::Match(_)
            | Clause::Unwind(_)
            | Clause::Create(_)
            | Clause::Merge(_)
            | Clause::Set(..)
            | Clause::Remove(..)
            | Clause::Delete(_)
            | Clause::Subquery(..) => None,
        };
        self.0.extend(limit.map(|span| (Part::ComputedLimit, span)));
    }

    fn pattern(&mut self, pattern: &mut PathPattern) {
        let selector = match pattern.selector {
            Selector::All => None,
            Selector::Shortest | Selector::AllShortest => Some(Part::ShortestPath),
            Selector::ShortestPaths(_) | Selector::ShortestGroups(_) => Some(Part::PathSelector),
        };
        self.0.extend(selector.map(|part| (part, pattern.span)));
        let repeated = pattern.steps.iter().filter(|(step, _)| step.repeated.is_some());
        self.0.extend(repeated.map(|(step, _)| (Part::Repeated, step.span)));
    }

    fn labels(&mut self, labels: &mut LabelExpression) {
        fn odd(labels: &LabelExpression) -> Option<Span> {
            match labels {
                LabelExpression::Name(_) => None,
                LabelExpression::Any => Some(Span::default()),
                LabelExpression::Not(of) | LabelExpression::Or(of, _) => Some(first(of)),
                LabelExpression::And(left, right) => odd(left).or_else(|| odd(right)),
            }
        }
        fn first(labels: &LabelExpression) -> Span {
            match labels {
                LabelExpression::Name(name) => name.span,
                LabelExpression::Any => Span::default(),
                LabelExpression::And(of, _) | LabelExpression::Or(of, _) | LabelExpression::Not(of) => first(of),
            }
        }
        self.0.extend(odd(labels).map(|span| (Part::LabelExpression, span)));
    }

    fn expression(&mut self, expression: &mut Expression) {
        let part = match &expression.kind {
            Kind::Function(call) => match call.name.text.to_lowercase().as_str() {
                "evidence" | "sources" | "named" | "fold" | "valid_at" => Some(Part::House),
                "date" | "time" | "localtime" | "localdatetime" | "duration" => Some(Part::Temporal),
                "percentilecont" | "percentiledisc" | "stdev" | "stdevp" => Some(Part::Percentile),
                _ => None,
            },
            Kind::Subquery(SubqueryKind::Exists, _) => Some(Part::Exists),
            Kind::Subquery(SubqueryKind::Count | SubqueryKind::Collect, _) => Some(Part::CountOrCollect),
            Kind::Quantifier(..) => Some(Part::Quantifier),
            Kind::Reduce(_) => Some(Part::Reduce),
            Kind::PatternComprehension(..) => Some(Part::PatternComprehension),
            Kind::Binary(syntax::ast::BinaryOperator::Matches, ..) => Some(Part::Regex),
            _ => None,
        };
        self.0.extend(part.map(|part| (part, expression.span)));
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
        assert_eq!(told(Engine::Neo4j, query), ["Neo4j lacks a lens", "Neo4j lacks this function"]);
        let neptune = told(Engine::Neptune, query);
        assert_eq!(neptune.len(), 4, "{neptune:?}");
        assert!(told(Engine::Memgraph, query).contains(&"Memgraph treats differently `shortestPath`".to_string()));
    }
}
