//! Where a frozen graph's bytes lie, and its sections as arrays.

use std::fs::File;
use std::sync::atomic::{AtomicBool, Ordering};

use memmap2::Mmap;

use super::layout::{ENTRY, HEADER, MAGIC, Sections, VERSION, checksum};
use super::refused;
use crate::diagnostic::Outcome;

/// Bytes that begin at a multiple of eight.
#[derive(Debug)]
pub enum Bytes {
    /// Part of the binary.
    Static(&'static [u8]),
    /// In memory, with the number of bytes in use.
    Owned(Vec<u64>, usize),
    /// A file, mapped.
    Mapped(Mmap),
}

impl Bytes {
    /// The bytes of a layout that was just made.
    pub fn of(sections: Sections) -> Bytes {
        let length = sections.length();
        let mut words = vec![0u64; length.div_ceil(8)];
        let mut at = 0;
        let never: Result<(), std::convert::Infallible> = sections.write(|piece| {
            bytemuck::cast_slice_mut(&mut words)[at..at + piece.len()].copy_from_slice(piece);
            at += piece.len();
            Ok(())
        });
        never.unwrap_or_else(|error| match error {});
        Bytes::Owned(words, length)
    }

    /// Maps a file. It is to be replaced only by renaming, as all our writers do: whoever writes into
    /// it while it is mapped changes what is read.
    ///
    /// # Errors
    /// As the system's.
    #[allow(unsafe_code)]
    pub fn map(file: &File) -> std::io::Result<Bytes> {
        // SAFETY: the map is read-only and private to us; the file is replaced by rename, never written into,
        // and what it holds is only ever read as integers and checked text, for which any bytes are valid.
        unsafe { Mmap::map(file) }.map(Bytes::Mapped)
    }

    fn get(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Owned(words, length) => &bytemuck::cast_slice(words)[..*length],
            Bytes::Mapped(map) => map,
        }
    }
}

#[derive(Debug)]
struct Section {
    offset: usize,
    length: usize,
    sum: u64,
    checked: AtomicBool,
}

/// Bytes with their table of sections.
#[derive(Debug)]
pub(super) struct Store {
    bytes: Bytes,
    sections: Vec<Section>,
    damaged: AtomicBool,
}

impl Store {
    pub(super) fn open(bytes: Bytes) -> Outcome<Store> {
        if cfg!(target_endian = "big") {
            return Err(refused("it is for machines that store the low byte first"));
        }
        let all = bytes.get();
        let number = |at: usize| all.get(at..at + 8).map(bytemuck::pod_read_unaligned::<u64>);
        if all.get(..8) != Some(&MAGIC) {
            return Err(refused("it does not begin as a snapshot does"));
        }
        let (Some(counts), Some(total), Some(sum)) = (number(8), number(16), number(24)) else {
            return Err(refused("it is cut off"));
        };
        let (version, count) = (counts as u32, (counts >> 32) as usize);
        if version != VERSION {
            return Err(refused(&format!("found version {version} of the layout, expected {VERSION}")));
        }
        let table = all.get(HEADER..).and_then(|rest| rest.get(..count.saturating_mul(ENTRY)));
        let Some(table) = table.filter(|_| total == all.len() as u64) else {
            return Err(refused(&format!("found {} bytes, expected {total}", all.len())));
        };
        if checksum(&all[..24]) ^ checksum(table) != sum {
            return Err(refused("its header does not match its checksum"));
        }
        let sections: Option<Vec<Section>> = table.chunks_exact(ENTRY).map(|entry| section(entry, all.len())).collect();
        let sections = sections.ok_or_else(|| refused("a part of it lies outside"))?;
        Ok(Store { bytes, sections, damaged: AtomicBool::new(false) })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get()
    }

    /// The number of the last section, which is the catalog.
    pub(super) fn last(&self) -> u32 {
        self.sections.len().saturating_sub(1) as u32
    }

    pub(super) fn sound(&self) -> bool {
        !self.damaged.load(Ordering::Relaxed)
    }

    pub(super) fn check_all(&self) {
        (0..self.sections.len()).for_each(|id| {
            self.raw(id as u32);
        });
    }

    /// A section's bytes; none where they don't match their checksum. Checked at first use.
    pub(super) fn raw(&self, id: u32) -> &[u8] {
        let Some(section) = self.sections.get(id as usize) else { return &[] };
        let bytes = &self.bytes.get()[section.offset..section.offset + section.length];
        if section.checked.load(Ordering::Relaxed) {
            return bytes;
        }
        if checksum(bytes) != section.sum {
            self.damaged.store(true, Ordering::Relaxed);
            return &[];
        }
        section.checked.store(true, Ordering::Relaxed);
        bytes
    }

    /// A section as 32-bit numbers.
    pub(super) fn words(&self, id: u32) -> &[u32] {
        bytemuck::try_cast_slice(self.raw(id)).unwrap_or(&[])
    }

    /// A section as 64-bit numbers.
    pub(super) fn longs(&self, id: u32) -> &[u64] {
        bytemuck::try_cast_slice(self.raw(id)).unwrap_or(&[])
    }
}

fn section(entry: &[u8], total: usize) -> Option<Section> {
    let number = |at: usize| entry.get(at..at + 8).map(bytemuck::pod_read_unaligned::<u64>);
    let (offset, length, sum) = (number(0)? as usize, number(8)? as usize, number(16)?);
    let inside = offset.is_multiple_of(8) && offset.checked_add(length)? <= total;
    inside.then_some(Section { offset, length, sum, checked: AtomicBool::new(false) })
}
