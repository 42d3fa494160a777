//! Ids that count up as their nodes do, kept as runs: what a database or a spreadsheet numbered takes a few entries, not one
//! for each node.

/// A table and a row in it.
type Place = (u32, u32);

/// Ids from one on, at places from one on.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: i64,
    count: u32,
    place: Place,
}

impl Run {
    fn find(&self, id: i64) -> Option<Place> {
        let at = u32::try_from(id.checked_sub(self.first)?).ok().filter(|at| *at < self.count)?;
        Some((self.place.0, self.place.1 + at))
    }

    /// Whether an id and its place come right after the last.
    fn goes_on(&self, id: i64, place: Place) -> bool {
        self.first.checked_add(i64::from(self.count)) == Some(id) && (self.place.0, self.place.1 + self.count) == place
    }
}

/// The most runs there are: looking one up must stay cheap.
const RUNS_MAX: usize = 64;

/// The ids of an id space that are kept so.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    /// By their first id.
    runs: Vec<Run>,
    /// The one that grew last.
    last: usize,
}

/// What became of an id.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// It is kept.
    Kept,
    /// It is there already.
    Twice,
    /// There are too many runs for another.
    Refused,
}

impl Runs {
    /// Remembers an id. O(1) where it goes on from the one before.
    pub(super) fn add(&mut self, id: i64, place: Place) -> Added {
        if self.find(id).is_some() {
            return Added::Twice;
        }
        if let Some(run) = self.runs.get_mut(self.last)
            && run.goes_on(id, place)
        {
            run.count += 1;
            return Added::Kept;
        }
        if self.runs.len() == RUNS_MAX {
            return Added::Refused;
        }
        self.last = self.runs.partition_point(|run| run.first < id);
        self.runs.insert(self.last, Run { first: id, count: 1, place });
        Added::Kept
    }

    /// Where the node of an id stands.
    pub(super) fn find(&self, id: i64) -> Option<Place> {
        let after = self.runs.partition_point(|run| run.first <= id);
        self.runs.get(after.checked_sub(1)?)?.find(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_know_what_they_were_told() {
        let mut runs = Runs::default();
        for (at, id) in [10, 11, 12, 5, 6, 7, 8, 13, i64::MAX, i64::MIN].into_iter().enumerate() {
            assert_eq!(runs.add(id, (0, at as u32)), Added::Kept, "{id}");
        }
        assert_eq!(runs.add(6, (1, 0)), Added::Twice);
        assert_eq!((runs.find(12), runs.find(5), runs.find(13)), (Some((0, 2)), Some((0, 3)), Some((0, 7))));
        assert_eq!((runs.find(9), runs.find(14), runs.find(i64::MAX)), (None, None, Some((0, 8))));
    }

    #[test]
    fn scattered_ids_are_refused_in_the_end() {
        let mut runs = Runs::default();
        let added: Vec<Added> = (0..100).map(|id| runs.add(id * 3, (0, id as u32))).collect();
        assert_eq!(added.iter().filter(|added| **added == Added::Kept).count(), RUNS_MAX);
        assert_eq!(added[RUNS_MAX], Added::Refused);
        assert_eq!(runs.find(3), Some((0, 1)));
    }
}
