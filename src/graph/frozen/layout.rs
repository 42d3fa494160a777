//! The bytes of a frozen graph: a header, a table of sections, the sections.
//!
//! All numbers are little-endian and every section begins at a multiple of eight, so that a section
//! can be used as an array where it lies, in memory or in a mapped file. Each section has a checksum.
//! The build script writes with this file too, so it knows nothing of the rest of the crate.

/// The first eight bytes of every snapshot.
pub(super) const MAGIC: [u8; 8] = *b"ACTANT\r\n";
/// The version of the layout; another one is refused.
pub(super) const VERSION: u32 = 1;
/// Magic, version, number of sections, total length, checksum of header and table.
pub(super) const HEADER: usize = 32;
/// Offset, length and checksum of one section.
pub(super) const ENTRY: usize = 24;

/// The number of a section.
pub(super) type SectionId = u32;

/// Sections, one after another, while they are written.
#[derive(Default)]
pub struct Sections {
    sections: Vec<Vec<u8>>,
}

impl Sections {
    /// Adds a section of bytes.
    pub fn bytes(&mut self, bytes: Vec<u8>) -> SectionId {
        self.sections.push(bytes);
        (self.sections.len() - 1) as SectionId
    }

    /// Adds a section of 32-bit numbers.
    pub fn words(&mut self, words: &[u32]) -> SectionId {
        self.bytes(words.iter().flat_map(|word| word.to_le_bytes()).collect())
    }

    /// Adds a section of 64-bit numbers.
    pub fn longs(&mut self, longs: &[u64]) -> SectionId {
        self.bytes(longs.iter().flat_map(|long| long.to_le_bytes()).collect())
    }

    /// How many bytes the whole layout takes.
    pub fn length(&self) -> usize {
        let sections = self.sections.iter().map(|section| ENTRY + section.len() + padding(section.len()));
        HEADER + sections.sum::<usize>()
    }

    /// Hands the whole layout out, a piece at a time and in order: nothing is held twice.
    pub fn write<E>(self, mut out: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        let table = self.table();
        out(&table)?;
        for section in self.sections {
            out(&section)?;
            out(&[0; 8][..padding(section.len())])?;
        }
        Ok(())
    }

    /// Header and table of sections.
    fn table(&self) -> Vec<u8> {
        let mut entries = Vec::with_capacity(self.sections.len() * ENTRY);
        let mut offset = HEADER + self.sections.len() * ENTRY;
        for section in &self.sections {
            for number in [offset as u64, section.len() as u64, checksum(section)] {
                entries.extend_from_slice(&number.to_le_bytes());
            }
            offset += section.len() + padding(section.len());
        }
        let mut table = Vec::with_capacity(HEADER + entries.len());
        table.extend_from_slice(&MAGIC);
        table.extend_from_slice(&VERSION.to_le_bytes());
        table.extend_from_slice(&(self.sections.len() as u32).to_le_bytes());
        table.extend_from_slice(&(offset as u64).to_le_bytes());
        let sum = checksum(&table) ^ checksum(&entries);
        table.extend_from_slice(&sum.to_le_bytes());
        table.extend(entries);
        table
    }
}

/// How many bytes are missing to a multiple of eight.
pub(super) fn padding(length: usize) -> usize {
    length.wrapping_neg() & 7
}

/// A sum that finds damage, not malice: four lanes of multiply and rotate over eight bytes at a time.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut lanes = [FACTOR, 1, !FACTOR, bytes.len() as u64];
    let mix = |lane: u64, word: u64| (lane ^ word).wrapping_mul(FACTOR).rotate_left(29);
    // Words by their places, so that it is one tight loop however the compiler inlines: whole snapshots go through here.
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        let &[first, second, third, fourth] = words else { continue };
        lanes[0] = mix(lanes[0], u64::from_le_bytes(first));
        lanes[1] = mix(lanes[1], u64::from_le_bytes(second));
        lanes[2] = mix(lanes[2], u64::from_le_bytes(third));
        lanes[3] = mix(lanes[3], u64::from_le_bytes(fourth));
    }
    for byte in rest {
        lanes[0] = mix(lanes[0], u64::from(*byte) + 1);
    }
    lanes.iter().fold(0, |sum, lane| mix(sum, *lane))
}
