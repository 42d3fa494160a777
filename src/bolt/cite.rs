//! What rows were made from, asked of a server: each path a pattern matches gets a name, and its relations travel beside
//! the row in a column of our own. Where a pattern is only a condition, or the query has clauses that can't carry the
//! column, rows cite what stands in them.

use super::translate::expression_of;
use crate::diagnostic::Span;
use crate::syntax::ast::{Clause, Expression, Item, Kind, Name, Projection, Query, SingleQuery};
use crate::syntax::visit::{self, Visit};

/// The column that holds the relations of a row.
pub(super) const COLUMN: &str = "_cited";

/// No more matches than this are cited for one row of a count.
const MOST: usize = 100;

/// How far citing goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Rows that stand for one match each. What was counted is too much to be listed.
    Rows,
    /// Also rows that fold many matches.
    Counts,
}

/// Adds the column, where the query can carry it.
pub(super) fn cite(query: &mut Query, depth: Depth) {
    if query.unions.iter().any(|(all, _)| !all) {
        return;
    }
    let parts: Option<Vec<SingleQuery>> = query.parts.iter().map(|part| cited(part.clone(), depth)).collect();
    if let Some(parts) = parts {
        query.parts = parts;
    }
}

fn cited(mut part: SingleQuery, depth: Depth) -> Option<SingleQuery> {
    let (mut met, mut carried, mut paths) = (Vec::<String>::new(), None::<String>, 0);
    for clause in &mut part.clauses {
        match clause {
            Clause::Match(matching) => {
                for pattern in matching.patterns.iter_mut().filter(|pattern| !pattern.steps.is_empty()) {
                    paths += 1;
                    let name = pattern.name.get_or_insert_with(|| name(format!("_p{paths}")));
                    met.push(format!("coalesce(relationships({}), [])", crate::syntax::print_name(&name.text)));
                }
            }
            Clause::Unwind(_) => {}
            Clause::With(with) => {
                paths += 1;
                carried = carry(&mut with.projection, &mut met, carried, &format!("_c{paths}"), depth)?;
            }
            Clause::Return(projection) => {
                carry(projection, &mut met, carried.take(), COLUMN, depth)??;
            }
            Clause::Create(_)
            | Clause::Merge(_)
            | Clause::Set(..)
            | Clause::Remove(..)
            | Clause::Delete(_)
            | Clause::Call(_)
            | Clause::Subquery(..) => return None,
        }
    }
    Some(part)
}

/// Adds to a projection what was met by then, and says under which name it goes on: under none where there is
/// nothing. `None` where the projection can't carry it.
fn carry(
    projection: &mut Projection,
    met: &mut Vec<String>,
    carried: Option<String>,
    alias: &str,
    depth: Depth,
) -> Option<Option<String>> {
    met.extend(carried);
    if met.is_empty() {
        return Some(None);
    }
    let all = std::mem::take(met).join(" + ");
    let folds = projection.distinct || projection.items.iter_mut().any(|item| aggregates(&mut item.expression));
    if folds && (depth == Depth::Rows || projection.star.is_some()) {
        return None;
    }
    // Equal rows are one group each: what `DISTINCT` folds, `collect` folds the same way.
    projection.distinct = false;
    let text = if folds { format!("collect({all})[..{MOST}]") } else { all };
    let expression = expression_of(&text)?;
    projection.items.push(Item { text: alias.into(), expression, alias: Some(name(alias.into())) });
    Some(Some(alias.to_string()))
}

fn name(text: String) -> Name {
    Name { text: text.into(), span: Span::default() }
}

/// Whether an expression folds rows.
fn aggregates(expression: &mut Expression) -> bool {
    const FOLDING: [&str; 10] =
        ["count", "collect", "sum", "avg", "min", "max", "stdev", "stdevp", "percentilecont", "percentiledisc"];
    struct Found(bool);
    impl Visit for Found {
        fn expression(&mut self, expression: &mut Expression) {
            self.0 |= match &expression.kind {
                Kind::CountStar => true,
                Kind::Function(call) => FOLDING.contains(&call.name.text.to_lowercase().as_str()),
                _ => false,
            };
        }
    }
    let mut found = Found(false);
    visit::expression(expression, &mut found);
    found.0
}
