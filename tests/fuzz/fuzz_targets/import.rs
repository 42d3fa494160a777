//! The file of another program is read or refused, and what is read can be written and read again.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "the other targets use the rest")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = targets::import(bytes) {
        panic!("{error}");
    }
});
