//! The parser and the printer, against the openCypher TCK, at depth, and on random text.

mod deep;
mod features;
mod random;
mod shape;

use std::fmt::Write as _;

use actant::syntax::{parse, print};
use features::cases;
use shape::shape;

/// The scenarios of the TCK, outlines expanded; each has a query.
const SCENARIOS: usize = 3_897;

/// Errors that the text alone shows. Others of the same phase need names and types.
const DETAILS: &[&str] = &[
    "UnexpectedSyntax",
    "InvalidNumberLiteral",
    "IntegerOverflow",
    "FloatingPointOverflow",
    "InvalidUnicodeLiteral",
    "InvalidUnicodeCharacter",
    "InvalidRelationshipPattern",
];

#[test]
fn every_valid_query_of_the_tck_parses() {
    let (cases, mut faults) = (cases(), String::new());
    assert!(cases.is_empty() || cases.len() >= SCENARIOS, "only {} queries were found in the TCK", cases.len());
    for case in cases {
        let fails = case.error.as_ref().is_some_and(|error| DETAILS.contains(&error.detail.as_str()));
        if let Err(fault) = parse(&case.query)
            && !fails
        {
            let _ = writeln!(faults, "{}\n{}\n  {fault}\n", case.place, case.query);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn what_is_printed_reads_the_same() {
    let mut faults = String::new();
    for case in cases() {
        if let Ok(tree) = parse(&case.query)
            && let Err(fault) = round_trip(&tree)
        {
            let _ = writeln!(faults, "{}\n{}\n{fault}\n", case.place, case.query);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Prints the tree, reads it, and prints it again.
fn round_trip(tree: &actant::syntax::ast::Statement) -> Result<(), String> {
    let printed = print(tree);
    let mut again = parse(&printed).map_err(|fault| format!("{printed}\n  {fault}"))?;
    // What is printed may be spelt otherwise than what was read.
    again.spelt.clone_from(&tree.spelt);
    if shape(tree) != shape(&again) {
        return Err(format!("{printed}\n  {}\n  {}", shape(tree), shape(&again)));
    }
    match print(&again) {
        twice if twice == printed => Ok(()),
        twice => Err(format!("{printed}\nthen\n{twice}")),
    }
}

#[test]
fn faults_have_the_details_of_the_tck() {
    let mut wrong = String::new();
    for case in cases() {
        let Some(expected) = case.error.filter(|error| DETAILS.contains(&error.detail.as_str())) else { continue };
        let got = match parse(&case.query) {
            Ok(_) => "nothing".to_string(),
            Err(fault) => format!("{} at {:?}: {}", fault.class, fault.phase, fault.detail).to_lowercase(),
        };
        let wanted = format!("{} at {}: {}", expected.class, expected.phase, expected.detail).to_lowercase();
        if got != wanted.replace(" time", "") {
            let _ = writeln!(wrong, "{}\n{}\n  expected {wanted}, got {got}\n", case.place, case.query);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
