//! Numbered notes: what each relation rests on, and the works behind it, as lines under the picture.

use std::collections::BTreeMap;

use super::{Figure, Source};

impl Figure {
    /// The same figure with the numbers of its passages on the relations, the passages under it, and after them the
    /// references of the works they are from and cite. A passage has one number wherever it stands.
    pub fn noted(mut self) -> Figure {
        let mut numbers: BTreeMap<Source, usize> = BTreeMap::new();
        for edge in &mut self.edges {
            let mut own: Vec<usize> = Vec::new();
            for passage in &edge.passages {
                let next = numbers.len() + 1;
                let number = *numbers.entry(passage.clone()).or_insert(next);
                if number == next {
                    self.caption.push(format!("[{number}] {}", passage.place));
                }
                own.push(number);
            }
            own.sort_unstable();
            own.dedup();
            if !own.is_empty() {
                edge.label.push_str(&format!(" [{}]", spans(&own)));
            }
        }
        let mut references: Vec<String> = self.references.values().cloned().collect();
        references.sort_by_key(|reference| reference.to_lowercase());
        self.caption.extend(references);
        self
    }
}

/// Numbers with a dash between the first and the last of three or more in a row: "1, 3–5".
fn spans(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            Some(_) | None => runs.push((*number, *number)),
        }
    }
    let words = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    words.collect::<Vec<String>>().join(", ")
}
