//! A document of a graph's folder is read or refused with findings.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "the other targets use the rest")]
mod targets;

use std::sync::LazyLock;

static SCHEMA: LazyLock<actant::graph::document::Source> = LazyLock::new(|| actant::files::embedded().0);

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(error) = targets::document(&SCHEMA, text) {
        panic!("{error}");
    }
});
