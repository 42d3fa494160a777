//! The rules that no query can tell: the functions that do.

use super::hit::{Hit, Subject};
use super::{dates, evidence, identifiers, names, numbers, shape};
use crate::diagnostic::Outcome;

/// What finds what breaks a rule.
pub(super) type Function = fn(&Subject<'_>) -> Outcome<Vec<Hit>>;

/// The functions by the codes of their rules.
const TABLE: &[(&str, Function)] = &[
    ("B101", |subject| Ok(identifiers::isbns(subject))),
    ("B102", |subject| Ok(identifiers::issns(subject))),
    ("B103", |subject| Ok(identifiers::orcids(subject))),
    ("B104", |subject| Ok(identifiers::dois(subject))),
    ("D101", |subject| Ok(dates::reversed(subject))),
    ("D102", |subject| Ok(dates::outside_a_life(subject))),
    ("D103", |subject| Ok(dates::sources_too_old(subject))),
    ("D104", |subject| Ok(dates::two_in_office(subject))),
    ("E101", evidence::not_found),
    ("E102", |subject| Ok(evidence::unsourced(subject))),
    ("G101", |subject| Ok(shape::alone(subject))),
    ("G102", |subject| Ok(shape::apart(subject))),
    ("N101", |subject| Ok(names::same_identifier(subject))),
    ("N102", |subject| Ok(names::same_name(subject))),
    ("Q101", |subject| Ok(numbers::disagreeing(subject))),
    ("Q102", |subject| Ok(numbers::shares_beyond_a_hundred(subject))),
];

/// The function of a rule.
pub(super) fn of(code: &str) -> Option<Function> {
    TABLE.iter().find(|(name, _)| *name == code).map(|(_, function)| *function)
}
