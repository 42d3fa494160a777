//! Any query on the article's graph is answered, refused or stopped.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "the other target uses the rest")]
mod targets;

use std::cell::RefCell;

thread_local! {
    static ARTICLE: RefCell<targets::Article> =
        RefCell::new(targets::Article::new().unwrap_or_else(|findings| panic!("{findings}")));
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(error) = ARTICLE.with_borrow_mut(|article| article.query(text)) {
        panic!("{error}");
    }
});
