//! Random choices as a tape of numbers. Whatever is made from a tape can be made smaller by making the
//! tape smaller: a shorter tape, and smaller numbers, give simpler texts, since every choice puts its
//! simplest answer first and an exhausted tape gives nothing but that.

/// A source of choices.
pub(crate) struct Tape {
    /// What was chosen so far, or is to be chosen.
    numbers: Vec<u64>,
    at: usize,
    /// Goes on when the numbers are used up; without it, every further choice is the simplest.
    random: Option<u64>,
}

impl Tape {
    /// Fresh choices; the same for the same seed.
    pub(crate) fn seeded(seed: u64) -> Tape {
        Tape { numbers: Vec::new(), at: 0, random: Some((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)) }
    }

    /// The choices of a tape made before.
    pub(crate) fn of(numbers: Vec<u64>) -> Tape {
        Tape { numbers, at: 0, random: None }
    }

    /// The choices made so far.
    pub(crate) fn into_numbers(mut self) -> Vec<u64> {
        self.numbers.truncate(self.at);
        self.numbers
    }

    /// A number below `bound`; 0 is the simplest.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        if self.at == self.numbers.len() {
            let number = self.next();
            self.numbers.push(number);
        }
        self.at += 1;
        (self.numbers[self.at - 1] % bound.max(1) as u64) as usize
    }

    /// True in so many of a hundred cases; false is the simpler.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of these; the first is the simplest.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }

    /// Xorshift64*: good enough to choose by, and the same everywhere.
    fn next(&mut self) -> u64 {
        let Some(state) = &mut self.random else { return 0 };
        *state ^= *state >> 12;
        *state ^= *state << 25;
        *state ^= *state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }
}

/// The smallest tape found that still fails; stops after so many attempts.
pub(crate) fn shrink(mut tape: Vec<u64>, mut attempts: usize, fails: &dyn Fn(&[u64]) -> bool) -> Vec<u64> {
    loop {
        let before = tape.clone();
        for width in [32, 16, 8, 4, 2, 1] {
            drop_chunks(&mut tape, width, &mut attempts, fails);
        }
        lower_numbers(&mut tape, &mut attempts, fails);
        if tape == before || attempts == 0 {
            return tape;
        }
    }
}

fn attempt(tape: &mut Vec<u64>, smaller: Vec<u64>, attempts: &mut usize, fails: &dyn Fn(&[u64]) -> bool) -> bool {
    if *attempts == 0 || smaller == *tape {
        return false;
    }
    *attempts -= 1;
    let better = fails(&smaller);
    if better {
        *tape = smaller;
    }
    better
}

fn drop_chunks(tape: &mut Vec<u64>, width: usize, attempts: &mut usize, fails: &dyn Fn(&[u64]) -> bool) {
    let mut end = tape.len();
    while end > 0 {
        let start = end.saturating_sub(width);
        let mut smaller = tape.clone();
        smaller.drain(start..end.min(tape.len()));
        attempt(tape, smaller, attempts, fails);
        end = start;
    }
}

fn lower_numbers(tape: &mut Vec<u64>, attempts: &mut usize, fails: &dyn Fn(&[u64]) -> bool) {
    for at in 0..tape.len() {
        for number in [0, 1, 2, 3, tape[at] % 10, tape[at] % 100, tape[at] / 2] {
            if number < tape[at] {
                let mut smaller = tape.clone();
                smaller[at] = number;
                if attempt(tape, smaller, attempts, fails) {
                    break;
                }
            }
        }
    }
}
