//! Names as numbers: labels, relationship types and property keys are stored once and compared as words.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// A label's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u32);

/// A relationship type's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A property key's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u32);

/// The names a graph has met so far, in the order it met them.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    labels: Interner,
    types: Interner,
    keys: Interner,
}

impl Symbols {
    /// The number of a label, given now if it is new.
    pub fn label(&mut self, name: &str) -> LabelId {
        LabelId(self.labels.intern(name))
    }

    /// The number of a relationship type, given now if it is new.
    pub fn relationship_type(&mut self, name: &str) -> TypeId {
        TypeId(self.types.intern(name))
    }

    /// The number of a property key, given now if it is new.
    pub fn key(&mut self, name: &str) -> KeyId {
        KeyId(self.keys.intern(name))
    }

    /// The number of a label that is known.
    pub fn find_label(&self, name: &str) -> Option<LabelId> {
        self.labels.find(name).map(LabelId)
    }

    /// The number of a relationship type that is known.
    pub fn find_type(&self, name: &str) -> Option<TypeId> {
        self.types.find(name).map(TypeId)
    }

    /// The number of a property key that is known.
    pub fn find_key(&self, name: &str) -> Option<KeyId> {
        self.keys.find(name).map(KeyId)
    }

    /// A label's name.
    pub fn label_name(&self, id: LabelId) -> &Arc<str> {
        &self.labels.names[id.0 as usize]
    }

    /// A relationship type's name.
    pub fn type_name(&self, id: TypeId) -> &Arc<str> {
        &self.types.names[id.0 as usize]
    }

    /// A property key's name.
    pub fn key_name(&self, id: KeyId) -> &Arc<str> {
        &self.keys.names[id.0 as usize]
    }

    /// All labels met so far.
    pub fn labels(&self) -> impl Iterator<Item = (LabelId, &Arc<str>)> {
        (0..).map(LabelId).zip(&self.labels.names)
    }

    /// All relationship types met so far.
    pub fn relationship_types(&self) -> impl Iterator<Item = (TypeId, &Arc<str>)> {
        (0..).map(TypeId).zip(&self.types.names)
    }

    /// All keys met so far.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        self.keys.names.iter()
    }
}

#[derive(Clone, Debug, Default)]
struct Interner {
    numbers: FxHashMap<Arc<str>, u32>,
    names: Vec<Arc<str>>,
}

impl Interner {
    fn find(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    fn intern(&mut self, name: &str) -> u32 {
        if let Some(number) = self.find(name) {
            return number;
        }
        let number = self.names.len() as u32;
        let name: Arc<str> = name.into();
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        number
    }
}
