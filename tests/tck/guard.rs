//! A panic inside the engine is a failure of one scenario, with its place as the reason.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

thread_local! {
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps a panic's place for its scenario's report, instead of printing it between the others.
pub(crate) fn install() {
    set_hook(Box::new(|info| {
        let place = info.location().map_or(String::new(), |place| format!(" at {}:{}", place.file(), place.line()));
        PLACE.set(place);
    }));
}

/// Runs the code; a panic becomes an error.
pub(crate) fn guarded(code: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let caught = catch_unwind(AssertUnwindSafe(code));
    caught.unwrap_or_else(|payload| Err(format!("panicked{}: {}", PLACE.take(), message(&*payload))))
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}
