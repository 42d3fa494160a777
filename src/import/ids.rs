//! Which node an id of a CSV file means, each id space for itself.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::runs::{Added, Runs};
use crate::diagnostic::nearest;

/// Table and row of a node.
pub(super) type Place = (usize, usize);

/// The ids of all nodes read so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// For each id space the whole numbers that count up.
    runs: Vec<Runs>,
    /// The other whole numbers.
    numbers: FxHashMap<(u16, i64), (u32, u32)>,
    texts: FxHashMap<(u16, Box<str>), (u32, u32)>,
    spaces: Vec<String>,
}

impl Ids {
    /// The number of an id space.
    pub(super) fn space(&mut self, name: &str) -> u16 {
        let at = self.spaces.iter().position(|known| known == name).unwrap_or_else(|| {
            self.spaces.push(name.to_string());
            self.runs.push(Runs::default());
            self.spaces.len() - 1
        });
        at as u16
    }

    /// Remembers a node.
    ///
    /// # Errors
    /// A second node of the same id in the same space, or none.
    pub(super) fn add(&mut self, space: u16, id: &str, (table, row): Place) -> Result<(), String> {
        let place = (table as u32, row as u32);
        let known = match whole_number(id) {
            Some(number) => self.add_number(space, number, place),
            None if id.is_empty() => return Err("found no id, expected one".into()),
            None => is_known(self.texts.entry((space, id.into())), place),
        };
        if known { Err(format!("found the id `{id}` again, expected each once")) } else { Ok(()) }
    }

    /// Remembers a number unless it is known.
    fn add_number(&mut self, space: u16, number: i64, place: (u32, u32)) -> bool {
        if self.numbers.contains_key(&(space, number)) {
            return true;
        }
        match self.runs[space as usize].add(number, place) {
            Added::Kept => false,
            Added::Twice => true,
            Added::Refused => is_known(self.numbers.entry((space, number)), place),
        }
    }

    /// Where the node of an id stands.
    ///
    /// # Errors
    /// No node has it; the nearest id that one has is named, where that is wanted.
    pub(super) fn find(&self, space: u16, id: &str, near: bool) -> Result<Place, String> {
        let found = match whole_number(id) {
            Some(number) => {
                let counted = self.runs[space as usize].find(number);
                counted.or_else(|| self.numbers.get(&(space, number)).copied())
            }
            None => self.texts.get(&(space, id.into())).copied(),
        };
        found.map(|(table, row)| (table as usize, row as usize)).ok_or_else(|| {
            let known = self.texts.keys().filter(|(other, _)| near && *other == space).map(|(_, id)| &**id);
            let hint = nearest(id, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            format!("found the id `{id}`, expected one that a node has{hint}")
        })
    }
}

/// Fills an entry unless it is filled.
fn is_known<K>(entry: Entry<'_, K, (u32, u32)>, place: (u32, u32)) -> bool {
    let known = matches!(entry, Entry::Occupied(_));
    entry.or_insert(place);
    known
}

/// The integer a text stands for, where it is written as integers are: no sign but `-`, no zero before it.
pub(super) fn whole_number(text: &str) -> Option<i64> {
    let digits = match text.as_bytes() {
        [b'-', digits @ ..] => digits,
        digits => digits,
    };
    let plain = matches!(digits, [b'0'] | [b'1'..=b'9', ..]);
    // Eighteen digits always fit.
    if !plain || digits.len() > 18 {
        return if plain { text.parse().ok() } else { None };
    }
    let mut number = 0i64;
    for digit in digits {
        let value = digit.wrapping_sub(b'0');
        if value > 9 {
            return None;
        }
        number = number * 10 + i64::from(value);
    }
    Some(if digits.len() < text.len() { -number } else { number })
}
