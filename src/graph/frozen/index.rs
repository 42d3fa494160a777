//! Nodes by their `id`: open addressing over the nodes' numbers; the ids themselves stay in their column.

use super::builder::Table;
use super::datum::Datum;
use super::layout::checksum;

/// The slot of an empty place.
pub(super) const EMPTY: u32 = u32::MAX;

/// Where the search for a number begins.
pub(super) fn number_hash(id: i64) -> usize {
    ((id as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) as usize
}

/// Where the search for a text begins.
pub(super) fn text_hash(id: &str) -> usize {
    checksum(id.as_bytes()) as usize
}

/// The slots, half of them empty, and the nodes whose id is neither text nor integer.
pub(super) fn build(tables: &[&Table], key: Option<u32>) -> (Vec<u32>, Vec<u32>) {
    let count: usize = tables.iter().map(|table| table.rows()).sum();
    let (mut slots, mut odd) = (vec![EMPTY; (2 * count + 1).next_power_of_two()], Vec::new());
    let mask = slots.len() - 1;
    let mut first = 0;
    for table in tables {
        if let Some(column) = key.and_then(|key| table.find(key)) {
            for row in 0..table.rows() {
                let node = first + row as u32;
                let hash = match (column.int(row), column.text(row)) {
                    (Some(id), _) => number_hash(id),
                    (None, Some(id)) => text_hash(id),
                    (None, None) => match column.value(row) {
                        Datum::Null => continue,
                        Datum::Int(id) => number_hash(id),
                        Datum::Text(id) => text_hash(&id),
                        _ => {
                            odd.push(node);
                            continue;
                        }
                    },
                };
                let mut at = hash & mask;
                while slots[at] != EMPTY {
                    at = (at + 1) & mask;
                }
                slots[at] = node;
            }
        }
        first += table.rows() as u32;
    }
    (slots, odd)
}
