//! Which node an id of a CSV file means, each id space for itself.

use rustc_hash::FxHashMap;

use crate::diagnostic::nearest;

/// Table and row of a node.
pub(super) type Place = (usize, usize);

/// The ids of all nodes read so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    numbers: FxHashMap<(u16, i64), (u32, u32)>,
    texts: FxHashMap<(u16, Box<str>), (u32, u32)>,
    spaces: Vec<String>,
}

impl Ids {
    /// The number of an id space.
    pub(super) fn space(&mut self, name: &str) -> u16 {
        let at = self.spaces.iter().position(|known| known == name).unwrap_or_else(|| {
            self.spaces.push(name.to_string());
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
        let before = match whole_number(id) {
            Some(number) => self.numbers.insert((space, number), place),
            None if id.is_empty() => return Err("found no id, expected one".into()),
            None => self.texts.insert((space, id.into()), place),
        };
        match before {
            None => Ok(()),
            Some(before) => {
                self.restore(space, id, before);
                Err(format!("found the id `{id}` again, expected each once"))
            }
        }
    }

    fn restore(&mut self, space: u16, id: &str, place: (u32, u32)) {
        match whole_number(id) {
            Some(number) => self.numbers.insert((space, number), place),
            None => self.texts.insert((space, id.into()), place),
        };
    }

    /// Where the node of an id stands.
    ///
    /// # Errors
    /// No node has it; the nearest id that one has is named.
    pub(super) fn find(&self, space: u16, id: &str) -> Result<Place, String> {
        let found = match whole_number(id) {
            Some(number) => self.numbers.get(&(space, number)),
            None => self.texts.get(&(space, id.into())),
        };
        found.map(|(table, row)| (*table as usize, *row as usize)).ok_or_else(|| {
            let known = self.texts.keys().filter(|(other, _)| *other == space).map(|(_, id)| &**id);
            let hint = nearest(id, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            format!("found the id `{id}`, expected one that a node has{hint}")
        })
    }
}

/// The integer a text stands for, where it is written as integers are: no sign but `-`, no zero before it.
pub(super) fn whole_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.len() == 1 || !digits.starts_with('0');
    if plain && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}
