//! A second thread that stops a statement when it takes too long or too much memory. The engine looks at
//! one flag now and then and knows nothing of clocks.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::Limits;

/// Why a statement was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Time,
    Memory,
}

/// How often the memory is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Watches over one statement.
pub(super) struct Watch(Option<(Sender<()>, JoinHandle<Option<Cause>>)>);

impl Watch {
    /// Begins to watch, where there is a limit to watch for. That costs a thread: some 50 µs.
    pub(super) fn begin(limits: &Limits, interrupt: &Arc<AtomicBool>) -> Watch {
        if limits.time.is_none() && limits.memory.is_none() {
            return Watch(None);
        }
        let (over, is_over) = channel();
        let (limits, interrupt) = (*limits, interrupt.clone());
        let thread = Builder::new().name("watch".into()).spawn(move || watch(&limits, &interrupt, &is_over));
        Watch(thread.ok().map(|thread| (over, thread)))
    }

    /// Ends it; gives why it stopped the statement, if it did.
    pub(super) fn end(self) -> Option<Cause> {
        let (over, thread) = self.0?;
        drop(over);
        thread.join().ok().flatten()
    }
}

fn watch(limits: &Limits, interrupt: &AtomicBool, is_over: &Receiver<()>) -> Option<Cause> {
    let (begun, before) = (Instant::now(), held());
    loop {
        let left = limits.time.map(|time| time.saturating_sub(begun.elapsed()));
        let look = limits.memory.map(|_| LOOK);
        let wait = left.into_iter().chain(look).min()?;
        if is_over.recv_timeout(wait) != Err(RecvTimeoutError::Timeout) {
            return None;
        }
        let time = limits.time.is_some_and(|time| begun.elapsed() >= time).then_some(Cause::Time);
        let taken = held().saturating_sub(before);
        let memory = limits.memory.is_some_and(|memory| taken > memory).then_some(Cause::Memory);
        if let Some(cause) = time.or(memory) {
            interrupt.store(true, Ordering::Relaxed);
            return Some(cause);
        }
    }
}

/// The memory that the process holds, in bytes; 0 where the system does not say.
fn held() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}
