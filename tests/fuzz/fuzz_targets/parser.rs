//! Any text is read or refused, and what is read comes back from the printer as it was.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "the other target uses the rest")]
mod targets;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(error) = targets::parser(text) {
        panic!("{error}");
    }
});
