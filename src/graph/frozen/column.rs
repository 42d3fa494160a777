//! One property of all records of a table while a graph is laid out: an array of one kind, which
//! becomes an array of any kind at the first value that does not fit.

use super::datum::Datum;
use super::layout::{SectionId, Sections};

/// How a column's values are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Eight bytes, signed.
    Long,
    /// Four bytes, signed.
    Int,
    /// Eight bytes, IEEE 754.
    Float,
    /// One byte.
    Bool,
    /// Offsets of four bytes, and the texts one after another.
    Text,
    /// Offsets of four bytes, and [`Datum`]s one after another.
    Any,
}

impl Kind {
    /// All kinds, by their numbers in the catalog.
    pub(super) const ALL: [Kind; 6] = [Kind::Long, Kind::Int, Kind::Float, Kind::Bool, Kind::Text, Kind::Any];
}

/// A value on its way into a column.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// None.
    Null,
    /// A truth value.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// Text.
    Text(&'a str),
    /// Anything else.
    Any(&'a Datum),
}

impl<'a> From<&'a Datum> for Cell<'a> {
    fn from(datum: &'a Datum) -> Cell<'a> {
        match datum {
            Datum::Null => Cell::Null,
            Datum::Bool(value) => Cell::Bool(*value),
            Datum::Int(value) => Cell::Int(*value),
            Datum::Float(value) => Cell::Float(*value),
            Datum::Text(text) => Cell::Text(text),
            Datum::List(_) | Datum::Map(_) | Datum::Typed(..) => Cell::Any(datum),
        }
    }
}

/// The values so far.
#[derive(Debug)]
enum Values {
    /// Nothing but nulls.
    Empty,
    Long(Vec<i64>),
    Float(Vec<f64>),
    Bool(Vec<u8>),
    /// End of each text or datum, and the bytes.
    Heap(bool, Vec<u32>, Vec<u8>),
}

/// A column that grows.
#[derive(Debug)]
pub struct Column {
    values: Values,
    /// One bit a row, where some have no value.
    present: Vec<u64>,
    rows: usize,
    nulls: usize,
}

impl Default for Column {
    fn default() -> Column {
        Column { values: Values::Empty, present: Vec::new(), rows: 0, nulls: 0 }
    }
}

impl Column {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether no row has a value.
    pub fn is_empty(&self) -> bool {
        self.nulls == self.rows
    }

    /// Whether the texts are longer than offsets of four bytes can say.
    pub fn too_long(&self) -> bool {
        matches!(&self.values, Values::Heap(_, _, heap) if heap.len() > u32::MAX as usize)
    }

    /// Makes it so long; what is new has no value.
    pub fn fill(&mut self, rows: usize) {
        while self.rows < rows {
            self.push(Cell::Null);
        }
    }

    /// Adds a row.
    pub fn push(&mut self, cell: Cell<'_>) {
        if self.rows.is_multiple_of(64) {
            self.present.push(0);
        }
        match cell {
            Cell::Null => {
                self.nulls += 1;
                self.push_null();
            }
            _ => {
                self.present[self.rows / 64] |= 1 << (self.rows % 64);
                self.push_value(cell);
            }
        }
        self.rows += 1;
    }

    /// Takes rows back, so that so many are left.
    pub fn cut(&mut self, rows: usize) {
        while self.rows > rows {
            self.rows -= 1;
            let bit = 1 << (self.rows % 64);
            self.nulls -= usize::from(self.present[self.rows / 64] & bit == 0);
            self.present[self.rows / 64] &= !bit;
            match &mut self.values {
                Values::Empty => {}
                Values::Long(values) => _ = values.pop(),
                Values::Float(values) => _ = values.pop(),
                Values::Bool(values) => _ = values.pop(),
                Values::Heap(_, ends, heap) => {
                    ends.pop();
                    heap.truncate(ends.last().map_or(0, |end| *end as usize));
                }
            }
        }
        self.present.truncate(rows.div_ceil(64));
    }

    fn push_null(&mut self) {
        match &mut self.values {
            Values::Empty => {}
            Values::Long(values) => values.push(0),
            Values::Float(values) => values.push(0.0),
            Values::Bool(values) => values.push(0),
            Values::Heap(_, ends, _) => ends.push(ends.last().copied().unwrap_or(0)),
        }
    }

    fn push_value(&mut self, cell: Cell<'_>) {
        if matches!(self.values, Values::Empty) {
            self.begin(&cell);
        }
        match (&mut self.values, cell) {
            (Values::Long(values), Cell::Int(value)) => values.push(value),
            (Values::Float(values), Cell::Float(value)) => values.push(value),
            (Values::Bool(values), Cell::Bool(value)) => values.push(u8::from(value)),
            (Values::Heap(true, ends, heap), Cell::Text(text)) => {
                heap.extend_from_slice(text.as_bytes());
                ends.push(heap.len() as u32);
            }
            (Values::Heap(false, ends, heap), cell) => {
                datum(cell).write(heap);
                ends.push(heap.len() as u32);
            }
            (_, cell) => {
                self.loosen();
                self.push_value(cell);
            }
        }
    }

    /// The first value says the kind; the rows before it have none.
    fn begin(&mut self, cell: &Cell<'_>) {
        let rows = self.rows;
        self.values = match cell {
            Cell::Null => Values::Empty,
            Cell::Bool(_) => Values::Bool(vec![0; rows]),
            Cell::Int(_) => Values::Long(vec![0; rows]),
            Cell::Float(_) => Values::Float(vec![0.0; rows]),
            Cell::Text(_) => Values::Heap(true, vec![0; rows], Vec::new()),
            Cell::Any(_) => Values::Heap(false, vec![0; rows], Vec::new()),
        };
    }

    /// Values of different kinds: each is written with its tag.
    fn loosen(&mut self) {
        let (mut ends, mut heap) = (Vec::with_capacity(self.rows), Vec::new());
        for row in 0..self.rows {
            if self.has(row) {
                self.at(row).write(&mut heap);
            }
            ends.push(heap.len() as u32);
        }
        self.values = Values::Heap(false, ends, heap);
    }

    fn has(&self, row: usize) -> bool {
        self.present[row / 64] >> (row % 64) & 1 == 1
    }

    fn at(&self, row: usize) -> Datum {
        match &self.values {
            Values::Empty => Datum::Null,
            Values::Long(values) => Datum::Int(values[row]),
            Values::Float(values) => Datum::Float(values[row]),
            Values::Bool(values) => Datum::Bool(values[row] == 1),
            Values::Heap(text, ends, heap) => {
                let bytes = slice(ends, heap, row);
                if *text {
                    Datum::Text(String::from_utf8_lossy(bytes).into_owned())
                } else {
                    Datum::read(bytes).unwrap_or(Datum::Null)
                }
            }
        }
    }

    /// The integer of a row, where it holds one.
    pub fn int(&self, row: usize) -> Option<i64> {
        match &self.values {
            Values::Long(values) if self.has(row) => values.get(row).copied(),
            _ => None,
        }
    }

    /// The text of a row, where it holds one.
    pub fn text(&self, row: usize) -> Option<&str> {
        match &self.values {
            Values::Heap(true, ends, heap) if self.has(row) => std::str::from_utf8(slice(ends, heap, row)).ok(),
            _ => None,
        }
    }

    /// The value of a row.
    pub fn value(&self, row: usize) -> Datum {
        if self.has(row) { self.at(row) } else { Datum::Null }
    }

    /// The rows in another order: row `i` is what row `order[i]` was.
    pub fn permute(&mut self, order: &[u32]) {
        fn pick<T: Copy>(values: &mut Vec<T>, order: &[u32]) {
            *values = order.iter().map(|at| values[*at as usize]).collect();
        }
        match &mut self.values {
            Values::Empty => {}
            Values::Long(values) => pick(values, order),
            Values::Float(values) => pick(values, order),
            Values::Bool(values) => pick(values, order),
            Values::Heap(_, ends, heap) => {
                let (mut new_ends, mut new_heap) = (Vec::with_capacity(ends.len()), Vec::with_capacity(heap.len()));
                for at in order {
                    new_heap.extend_from_slice(slice(ends, heap, *at as usize));
                    new_ends.push(new_heap.len() as u32);
                }
                (*ends, *heap) = (new_ends, new_heap);
            }
        }
        if self.nulls > 0 {
            let mut present = vec![0u64; self.present.len()];
            for row in (0..order.len()).filter(|row| self.has(order[*row] as usize)) {
                present[row / 64] |= 1 << (row % 64);
            }
            self.present = present;
        }
    }

    /// Writes the sections; gives kind, values, offsets and presence, the last two where there are any.
    pub(super) fn write(self, sections: &mut Sections) -> (Kind, SectionId, Option<SectionId>, Option<SectionId>) {
        let present = (self.nulls > 0).then(|| sections.longs(&self.present));
        let (kind, values, offsets) = match self.values {
            Values::Empty => (Kind::Bool, sections.bytes(vec![0; self.rows]), None),
            Values::Long(values) => {
                let (kind, id) = write_integers(&values, sections);
                (kind, id, None)
            }
            Values::Float(values) => {
                let bits: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
                (Kind::Float, sections.longs(&bits), None)
            }
            Values::Bool(values) => (Kind::Bool, sections.bytes(values), None),
            Values::Heap(text, mut ends, heap) => {
                ends.insert(0, 0);
                let kind = if text { Kind::Text } else { Kind::Any };
                (kind, sections.bytes(heap), Some(sections.words(&ends)))
            }
        };
        (kind, values, offsets, present)
    }
}

/// Four bytes each where all fit.
fn write_integers(values: &[i64], sections: &mut Sections) -> (Kind, SectionId) {
    let narrow: Option<Vec<u32>> =
        values.iter().map(|value| i32::try_from(*value).ok().map(|value| value as u32)).collect();
    match narrow {
        Some(words) => (Kind::Int, sections.words(&words)),
        None => (Kind::Long, sections.longs(&values.iter().map(|value| *value as u64).collect::<Vec<_>>())),
    }
}

fn slice<'a>(ends: &[u32], heap: &'a [u8], row: usize) -> &'a [u8] {
    let from = if row == 0 { 0 } else { ends[row - 1] as usize };
    &heap[from..ends[row] as usize]
}

fn datum(cell: Cell<'_>) -> Datum {
    match cell {
        Cell::Null => Datum::Null,
        Cell::Bool(value) => Datum::Bool(value),
        Cell::Int(value) => Datum::Int(value),
        Cell::Float(value) => Datum::Float(value),
        Cell::Text(text) => Datum::Text(text.to_string()),
        Cell::Any(datum) => datum.clone(),
    }
}
