//! Numbered notes: what each relation rests on, and the works behind it, as lines under the picture.

use std::collections::BTreeMap;

use super::{Figure, Source};
use crate::show::ranges;

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
                edge.label.push_str(&format!(" [{}]", ranges(&own)));
            }
        }
        let mut references: Vec<String> = self.references.values().cloned().collect();
        references.sort_by_key(|reference| reference.to_lowercase());
        self.caption.extend(references);
        self
    }
}
