//! Both fuzz targets as plain loops: known queries, changed at random, from a seed.
//!
//! `cargo test` tries a few hundred. `ACTANT_FUZZ_SECONDS=600` goes on for ten minutes from a seed of the
//! clock's; then each text is written to `target/tmp/fuzz-*.txt` before it is tried, so that one that
//! ends the process is found there. `README.md` in this folder has the rest.

pub(crate) mod change;
#[allow(dead_code, reason = "two targets run under libFuzzer alone")]
pub(crate) mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use actant::cli::saved::SavedQuery;
use actant::files;

use crate::random::tape::Tape;
use change::changed;
use targets::{Article, parser};

/// Every query there is at hand: the saved ones, the cases of the language, the samples of syntax.
fn corpus() -> Vec<String> {
    let saved = files::embedded_queries().into_iter().map(|(name, text)| {
        let query = SavedQuery::read(name, text);
        let mut text = query.text.clone();
        for parameter in &query.parameters {
            text = text.replace(&format!("${}", parameter.name), &parameter.default);
        }
        text
    });
    let mut all: Vec<String> = saved.collect();
    for file in crate::spec::files() {
        let text = fs::read_to_string(&file).unwrap_or_default();
        all.extend(text.lines().filter_map(|line| line.strip_prefix("query: ")).map(str::to_owned));
    }
    all
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

/// Tries texts until the time or the number is up; five failures are enough.
#[allow(clippy::print_stderr)] // a long run says what it has done
fn run(name: &str, cases: u64, attempt: &mut dyn FnMut(&str) -> Result<(), String>) {
    let seconds = number("ACTANT_FUZZ_SECONDS");
    let clock = || std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs() << 20);
    let first = number("ACTANT_FUZZ_SEED").unwrap_or_else(|| seconds.map_or(1, |_| clock()));
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let last: Option<PathBuf> =
        seconds.map(|_| Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}.txt")));
    let corpus = corpus();
    let mut failures = Vec::new();
    let mut tried = 0;
    while failures.len() < 5 && until.map_or(tried < cases, |until| Instant::now() < until) {
        let text = changed(&corpus, &mut Tape::seeded(first + tried));
        if let Some(last) = &last {
            fs::write(last, &text).expect("the folder for temporary files of tests can be written to");
        }
        let caught = catch_unwind(AssertUnwindSafe(|| attempt(&text)));
        if let Err(error) = caught.unwrap_or_else(|_| Err("it panicked".to_owned())) {
            failures.push(format!("seed {}: {text:?}\n{error}", first + tried));
        }
        tried += 1;
    }
    eprintln!("fuzz {name} from seed {first}: {tried} texts, {} failures", failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn any_text_is_read_or_refused() {
    run("parser", 1500, &mut parser);
}

#[test]
fn any_query_is_answered_refused_or_stopped() {
    let mut article = Article::new().unwrap_or_else(|findings| panic!("{findings}"));
    run("query", 120, &mut |text| article.query(text));
}
