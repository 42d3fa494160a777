//! Values as keys of grouping, `DISTINCT` and `UNION`: equivalence instead of equality.

use std::hash::{Hash, Hasher};

use super::{Value, order};

/// A value that can be looked up. Two keys are the same where the values are equivalent
/// (openCypher CIP2016-06-14): `null` is itself, NaN is itself, `1` is `1.0`.
#[derive(Clone, Debug)]
pub struct Key(pub Value);

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        order(&self.0, &other.0).is_eq()
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&self.0, state);
    }
}

fn hash<H: Hasher>(value: &Value, state: &mut H) {
    match value {
        Value::Null => 0u8.hash(state),
        Value::Boolean(x) => (1u8, x).hash(state),
        Value::Integer(x) => (2u8, (*x as f64).to_bits()).hash(state),
        Value::Float(x) => (2u8, canonical(*x)).hash(state),
        Value::String(x) => (3u8, x).hash(state),
        Value::List(items) => {
            (4u8, items.len()).hash(state);
            items.iter().for_each(|item| hash(item, state));
        }
        Value::Map(entries) => {
            (5u8, entries.len()).hash(state);
            for (key, item) in entries.iter() {
                key.hash(state);
                hash(item, state);
            }
        }
        Value::Node(x) => (6u8, x).hash(state),
        Value::Relationship(x) => (7u8, x).hash(state),
        Value::Path(x) => (8u8, x).hash(state),
        Value::Temporal(x) => (9u8, x.hash_code()).hash(state),
        Value::Duration(x) => (10u8, x).hash(state),
    }
}

/// One bit pattern for each equivalence class: all NaN are one, both zeros are one.
fn canonical(x: f64) -> u64 {
    if x.is_nan() {
        f64::NAN.to_bits()
    } else if x == 0.0 {
        0.0f64.to_bits()
    } else {
        x.to_bits()
    }
}
