//! Values as bytes: what a property, a passage or the catalog of a frozen graph is written as.
//!
//! A tag, then the value: integers and floats in eight bytes, texts and containers with their length
//! in four, everything little-endian. The build script writes with this file too, so it knows nothing
//! of the rest of the crate.

/// A value that can be written and read back.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// The missing value.
    Null,
    /// A truth value.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A floating point number.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Datum>),
    /// A map, in the order it is to be read in.
    Map(Vec<(String, Datum)>),
    /// A value of a named type in its printed form, such as a date.
    Typed(String, String),
}

impl Datum {
    /// Text, or the missing value.
    pub fn text(text: Option<&str>) -> Datum {
        text.map_or(Datum::Null, |text| Datum::Text(text.to_string()))
    }

    /// Appends the value's bytes.
    pub fn write(&self, into: &mut Vec<u8>) {
        match self {
            Datum::Null => into.push(0),
            Datum::Bool(value) => into.push(1 + u8::from(*value)),
            Datum::Int(value) => tagged(3, &value.to_le_bytes(), into),
            Datum::Float(value) => tagged(4, &value.to_le_bytes(), into),
            Datum::Text(text) => {
                into.push(5);
                write_text(text, into);
            }
            Datum::List(items) => {
                tagged(6, &(items.len() as u32).to_le_bytes(), into);
                items.iter().for_each(|item| item.write(into));
            }
            Datum::Map(entries) => {
                tagged(7, &(entries.len() as u32).to_le_bytes(), into);
                for (key, value) in entries {
                    write_text(key, into);
                    value.write(into);
                }
            }
            Datum::Typed(kind, text) => {
                into.push(8);
                write_text(kind, into);
                write_text(text, into);
            }
        }
    }

    /// Reads one value; nothing where the bytes are not what [`Datum::write`] writes.
    pub fn read(bytes: &[u8]) -> Option<Datum> {
        Reader { bytes }.datum(0)
    }
}

fn tagged(tag: u8, bytes: &[u8], into: &mut Vec<u8>) {
    into.push(tag);
    into.extend_from_slice(bytes);
}

fn write_text(text: &str, into: &mut Vec<u8>) {
    into.extend_from_slice(&(text.len() as u32).to_le_bytes());
    into.extend_from_slice(text.as_bytes());
}

/// How deep values may nest: damaged bytes must not end the stack.
const DEPTH_MAX: u32 = 200;

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn count(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes) as usize)
    }

    fn word(&mut self) -> Option<[u8; 8]> {
        self.take(8)?.try_into().ok()
    }

    fn text(&mut self) -> Option<String> {
        let length = self.count()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn datum(&mut self, depth: u32) -> Option<Datum> {
        if depth > DEPTH_MAX {
            return None;
        }
        match self.take(1)?[0] {
            0 => Some(Datum::Null),
            1 => Some(Datum::Bool(false)),
            2 => Some(Datum::Bool(true)),
            3 => Some(Datum::Int(i64::from_le_bytes(self.word()?))),
            4 => Some(Datum::Float(f64::from_le_bytes(self.word()?))),
            5 => self.text().map(Datum::Text),
            6 => (0..self.count()?).map(|_| self.datum(depth + 1)).collect::<Option<_>>().map(Datum::List),
            7 => (0..self.count()?)
                .map(|_| Some((self.text()?, self.datum(depth + 1)?)))
                .collect::<Option<_>>()
                .map(Datum::Map),
            8 => Some(Datum::Typed(self.text()?, self.text()?)),
            _ => None,
        }
    }
}
