//! The openCypher TCK: every scenario is a test of its own, such as
//! `clauses/match/Match1 [3] Title`, with ` #2` for the second row of an outline's examples.
//!
//! The TCK lies outside the project, at `../shared/third-party/opencypher-tck`; `ACTANT_SHARED` names
//! another `shared`. Each scenario's queries run in every way there is: with each rewrite switched off,
//! printed and read again, and by the naive evaluator of `tests/naive`; a failure says which way differed.
//!
//! `cargo test --test tck -- match/Match5` runs the scenarios with this in the name.
//! With the feature `bolt`, `ACTANT_TEST_BOLT=bolt://neo4j@localhost:17687` and `--test-threads 1` the scenarios are asked of
//! that server instead, whose database is emptied for each: rows and whether an error is raised, not side effects.
//! Known failures are listed in `tests/tck/open.txt`; `ACTANT_TCK_WRITE_OPEN=1` writes that list anew.
#![allow(clippy::disallowed_methods)] // a list that is made anew needs no care
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test harness reports to whoever runs it")]

mod tck {
    pub(crate) mod compare;
    pub(crate) mod corpus;
    pub(crate) mod effects;
    pub(crate) mod expected;
    pub(crate) mod gherkin;
    pub(crate) mod guard;
    pub(crate) mod open;
    pub(crate) mod outline;
    pub(crate) mod own;
    pub(crate) mod procedure;
    pub(crate) mod run;
    #[cfg(feature = "bolt")]
    pub(crate) mod server;
    pub(crate) mod shown;
    pub(crate) mod tally;
    pub(crate) mod way;
}
#[allow(dead_code, reason = "the suite uses the rest")]
mod naive;
mod ways;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};

use tck::corpus::{Case, check_inventory, home, load};
use tck::open::Open;
use tck::tally::{Scored, Tally, summary};
use tck::way::PASSED_OVER;
use tck::{guard, own, run};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let home = home();
    if !home.join("tck/features").is_dir() {
        println!(
            "the openCypher TCK is not here: `ACTANT_SHARED` can name the folder that has `third-party/opencypher-tck`"
        );
        return ExitCode::SUCCESS;
    }
    run_all(&arguments, &home).unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

/// What all scenarios share.
struct Shared {
    graphs: PathBuf,
    open: Open,
    tally: Mutex<Tally>,
}

fn run_all(arguments: &Arguments, home: &Path) -> Result<ExitCode, String> {
    let cases = Arc::new(load(home)?);
    let total = cases.len();
    let names: BTreeSet<String> = cases.iter().map(|case| case.name.clone()).collect();
    let shared =
        Arc::new(Shared { graphs: home.join("tck/graphs"), open: Open::read()?, tally: Mutex::new(Tally::new()) });
    let mut trials = own_trials(home, &shared, &cases, &names);
    trials.extend((0..total).map(|at| trial(&cases, at, &shared)));
    guard::install();
    let conclusion = libtest_mimic::run(arguments, trials);
    let tally = shared.tally.lock().unwrap_or_else(PoisonError::into_inner);
    if !arguments.list {
        println!("{}", summary(&tally, total));
        let passed_over = PASSED_OVER.load(Ordering::Relaxed);
        println!("{passed_over} scenarios call procedures, which the naive evaluator does not");
        shared.open.write(&tally, &names)?;
    }
    Ok(conclusion.exit_code())
}

/// What the runner checks of itself.
fn own_trials(home: &Path, shared: &Arc<Shared>, cases: &Arc<Vec<Case>>, names: &BTreeSet<String>) -> Vec<Trial> {
    let home = home.to_owned();
    let (shared, names) = (Arc::clone(shared), names.clone());
    let (listed, named, valued) = (Arc::clone(cases), Arc::clone(cases), Arc::clone(cases));
    let distinct = move || match named.len() - names.len() {
        0 => shared.open.check_names(&names),
        doubled => Err(format!("{doubled} scenarios have the name of another")),
    };
    vec![
        own_trial("inventory", move || check_inventory(&home, &listed)),
        own_trial("names", distinct),
        own_trial("values", move || own::check_values(&valued)),
        own_trial("comparison", own::check_comparison),
        own_trial("effects", own::check_effects),
    ]
}

fn own_trial(name: &str, check: impl FnOnce() -> Result<(), String> + Send + 'static) -> Trial {
    Trial::test(format!("runner/{name}"), move || check().map_err(Failed::from))
}

/// The test of the scenario at this place.
fn trial(cases: &Arc<Vec<Case>>, at: usize, shared: &Arc<Shared>) -> Trial {
    let (cases, shared) = (Arc::clone(cases), Arc::clone(shared));
    Trial::test(cases[at].name.clone(), move || {
        let case = &cases[at];
        let result = guard::guarded(|| run::run(&case.scenario, &shared.graphs));
        let scored = Scored { folder: case.folder.clone(), result: result.clone() };
        shared.tally.lock().unwrap_or_else(PoisonError::into_inner).insert(case.name.clone(), scored);
        shared.open.judge(&case.name, result).map_err(Failed::from)
    })
}
