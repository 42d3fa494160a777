//! A second thread that stops a statement when it takes too long or too much memory. The engine looks at
//! one flag now and then and knows nothing of clocks. The thread lives as long as the session, so that a
//! statement pays two uncontended locks for being watched.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::Limits;

/// Why a statement was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Time,
    Memory,
}

/// How often the thread looks while a statement runs, and how late a limit may be noticed.
const LOOK: Duration = Duration::from_millis(5);
/// After so many looks at nothing it sleeps until it is called.
const IDLE: u32 = 200;

/// What the two threads tell each other.
#[derive(Default)]
struct Board {
    /// The statement that runs, by its number.
    running: Option<(u64, Limits)>,
    /// Why it was stopped.
    cause: Option<Cause>,
    asleep: bool,
    over: bool,
}

#[derive(Default)]
struct Shared {
    board: Mutex<Board>,
    called: Condvar,
}

impl Shared {
    fn board(&self) -> MutexGuard<'_, Board> {
        // Nothing is left half done on the board where a thread ends in the middle.
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches over the statements of a session.
pub(super) struct Watch {
    shared: Arc<Shared>,
    interrupt: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    number: u64,
}

impl Watch {
    /// A watch that is not needed yet, with the flag that stops a statement.
    pub(super) fn new(interrupt: Arc<AtomicBool>) -> Watch {
        Watch { shared: Arc::default(), interrupt, thread: None, number: 0 }
    }

    /// A statement begins.
    pub(super) fn begin(&mut self, limits: &Limits) {
        self.number += 1;
        let watched = limits.time.is_some() || limits.memory.is_some();
        if watched && self.thread.is_none() {
            let (shared, interrupt) = (self.shared.clone(), self.interrupt.clone());
            // Without a thread nothing is watched; the query runs all the same.
            self.thread = Builder::new().name("watch".into()).spawn(move || watch(&shared, &interrupt)).ok();
        }
        let mut board = self.shared.board();
        (board.running, board.cause) = (watched.then_some((self.number, *limits)), None);
        self.interrupt.store(false, Ordering::Relaxed);
        if watched && board.asleep {
            self.shared.called.notify_one();
        }
    }

    /// It is over; gives why it was stopped, if it was.
    pub(super) fn end(&mut self) -> Option<Cause> {
        let mut board = self.shared.board();
        board.running = None;
        board.cause.take()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.shared.board().over = true;
        self.shared.called.notify_one();
        if let Some(thread) = self.thread.take() {
            // It has nothing to say.
            let _ = thread.join();
        }
    }
}

/// A statement as the thread saw it first.
struct Seen {
    number: u64,
    begun: Instant,
    memory: usize,
}

fn watch(shared: &Shared, interrupt: &AtomicBool) {
    let mut seen: Option<Seen> = None;
    let mut idle = 0;
    let mut board = shared.board();
    while !board.over {
        idle = if board.running.is_some() { 0 } else { idle + 1 };
        if idle > IDLE {
            board.asleep = true;
            board = shared.called.wait(board).unwrap_or_else(PoisonError::into_inner);
            (board.asleep, idle) = (false, 0);
            continue;
        }
        let mut wait = LOOK;
        if let Some((number, limits)) = board.running.filter(|_| board.cause.is_none()) {
            let first = Seen { number, begun: Instant::now(), memory: 0 };
            let known = seen.take().filter(|seen| seen.number == number);
            let statement = known.unwrap_or_else(|| Seen { memory: held(&limits), ..first });
            if let Some(cause) = exceeded(&statement, &limits) {
                board.cause = Some(cause);
                interrupt.store(true, Ordering::Relaxed);
            }
            let left = limits.time.map(|time| time.saturating_sub(statement.begun.elapsed()));
            wait = left.map_or(LOOK, |left| left.clamp(Duration::from_micros(100), LOOK));
            seen = Some(statement);
        }
        board = shared.called.wait_timeout(board, wait).unwrap_or_else(PoisonError::into_inner).0;
    }
}

fn exceeded(statement: &Seen, limits: &Limits) -> Option<Cause> {
    let time = limits.time.is_some_and(|time| statement.begun.elapsed() >= time);
    let taken = held(limits).saturating_sub(statement.memory);
    let memory = limits.memory.is_some_and(|memory| taken > memory);
    if time { Some(Cause::Time) } else { memory.then_some(Cause::Memory) }
}

/// The memory that the process holds, in bytes; 0 where nobody asks or the system does not say.
fn held(limits: &Limits) -> usize {
    let stats = limits.memory.and_then(|_| memory_stats::memory_stats());
    stats.map_or(0, |stats| stats.physical_mem)
}
