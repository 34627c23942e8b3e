//! Keeps rows on the disk, those of one order together, so that memory stays flat.
//!
//! Rows are dealt into files by the hash of their order's key; a file fits into memory, and a file
//! that does not is dealt again. Lines of one order meet however far apart they stand, and orders
//! leave in the order in which they began in the file: that of their numbers, mostly, so that the
//! indexes they go into are written page after page.

use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::runs::Runs;
use crate::imports::reading::Row;
use crate::imports::reading::fault::Fault;

/// How many files rows are dealt into: a system lets a process have 256 open, at the least.
const N_PARTS: usize = 128;
/// The largest file that is sorted in memory.
const PART_LIMIT: u64 = 16 << 20;
/// A single order larger than a file cannot be dealt smaller; it is taken whole.
const DEPTH_LIMIT: u32 = 4;

/// Rows on the disk, dealt by their key.
pub(super) struct Spill {
    folder: PathBuf,
    depth: u32,
    parts: Vec<Option<Part>>,
    /// One row on its way to the disk.
    packed: Vec<u8>,
}

struct Part {
    file: BufWriter<File>,
    bytes: u64,
}

/// The rows of one key, in the order of the file.
pub(super) struct Group<'a> {
    pub key: &'a str,
    pub rows: &'a [Row],
}

impl Spill {
    /// An empty spill whose nameless files lie in `folder` and vanish with this process.
    pub fn in_folder(folder: &Path) -> Self {
        Spill::at_depth(folder, 0, N_PARTS)
    }

    fn at_depth(folder: &Path, depth: u32, n_parts: usize) -> Self {
        let parts = (0..n_parts).map(|_| None).collect();
        Spill { folder: folder.to_owned(), depth, parts, packed: Vec::new() }
    }

    /// Puts a row to the others of its key.
    pub fn put(&mut self, key: &str, row: &Row) -> Result<(), Fault> {
        let (text, ends) = row.cells.parts();
        self.packed.clear();
        self.packed.extend(row.line.to_le_bytes());
        for size in [key.len(), text.len(), ends.len()] {
            self.packed.extend((size as u32).to_le_bytes());
        }
        ends.iter().for_each(|end| self.packed.extend(end.to_le_bytes()));
        self.packed.extend(key.as_bytes());
        self.packed.extend(text.as_bytes());
        let n_parts = self.parts.len();
        let part = &mut self.parts[part_of(key, self.depth, n_parts)];
        let part = match part {
            Some(part) => part,
            None => part.insert(Part::new(&self.folder).map_err(|error| unwritable(&error))?),
        };
        part.bytes += self.packed.len() as u64;
        part.file.write_all(&self.packed).map_err(|error| unwritable(&error))
    }

    /// Hands over the rows key by key, in the order of their first lines.
    pub fn each_group(
        self,
        see: &mut dyn FnMut(Group<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut runs = Runs::in_folder(&self.folder).map_err(|error| unwritable(&error))?;
        self.sort_into(&mut runs)?;
        let mut rows = Vec::new();
        runs.each_group(&mut |bytes| {
            let items = items_of(bytes);
            rows.resize_with(items.len().max(rows.len()), Row::default);
            for (item, row) in items.iter().zip(&mut rows) {
                item.fill(row);
            }
            see(Group { key: items[0].key, rows: &rows[..items.len()] })
        })
    }

    /// Makes a sorted run of every file that fits into memory.
    fn sort_into(self, runs: &mut Runs) -> Result<(), Fault> {
        for part in self.parts.into_iter().flatten() {
            let part_bytes = part.bytes;
            let is_large = part_bytes > PART_LIMIT && self.depth < DEPTH_LIMIT;
            let mut file = part.rewound().map_err(|error| unwritable(&error))?;
            if is_large {
                let n_parts = parts_for(part_bytes);
                let mut smaller = Spill::at_depth(&self.folder, self.depth + 1, n_parts);
                deal_again(file, &mut smaller)?;
                smaller.sort_into(runs)?;
                continue;
            }
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(|error| Fault::unreadable(&error))?;
            sort_run(&bytes, runs).map_err(|error| unwritable(&error))?;
        }
        Ok(())
    }
}

impl Part {
    fn new(folder: &Path) -> io::Result<Self> {
        let file = tempfile::tempfile_in(folder)?;
        Ok(Part { file: BufWriter::with_capacity(1 << 14, file), bytes: 0 })
    }

    fn rewound(self) -> io::Result<File> {
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

/// The depth is hashed too, so that a file's keys spread when they are dealt again.
fn part_of(key: &str, depth: u32, n_parts: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    (key, depth).hash(&mut hasher);
    (hasher.finish() % n_parts as u64) as usize
}

/// How many files a file is dealt into again: as many as make them fit, with room for chance.
fn parts_for(bytes: u64) -> usize {
    usize::try_from(bytes / (PART_LIMIT / 2) + 1).unwrap_or(N_PARTS).min(N_PARTS)
}

/// Deals the rows of a file into smaller ones, row by row.
fn deal_again(file: File, smaller: &mut Spill) -> Result<(), Fault> {
    let mut file = io::BufReader::with_capacity(1 << 18, file);
    let (mut packed, mut row) = (Vec::new(), Row::default());
    while read_item(&mut file, &mut packed).map_err(|error| Fault::unreadable(&error))? {
        let item = take_item(&mut packed.as_slice());
        item.fill(&mut row);
        smaller.put(item.key, &row)?;
    }
    Ok(())
}

/// Sorts the rows of one file by key and line, and its keys by their first lines.
fn sort_run(bytes: &[u8], runs: &mut Runs) -> io::Result<()> {
    let mut items = items_of(bytes);
    // The rows of one document bear one line: they stay in the order of the file.
    items.sort_by(|one, other| (one.key, one.line).cmp(&(other.key, other.line)));
    let mut groups: Vec<&[Item<'_>]> = items.chunk_by(|one, other| one.key == other.key).collect();
    groups.sort_unstable_by_key(|group| group[0].line);
    runs.begin();
    for group in groups {
        runs.put(group[0].line, group.iter().map(|item| item.packed))?;
    }
    Ok(())
}

/// One row in the bytes of a file.
struct Item<'a> {
    key: &'a str,
    line: u64,
    ends: &'a [[u8; 4]],
    text: &'a str,
    /// All of it, as it lies on the disk.
    packed: &'a [u8],
}

impl Item<'_> {
    fn fill(&self, row: &mut Row) {
        row.line = self.line;
        row.cells.refill(self.text, self.ends.iter().map(|end| u32::from_le_bytes(*end)));
    }
}

/// The size of an item before its cells: its line, and the sizes of key, text and ends.
const HEAD: usize = 8 + 3 * 4;

fn items_of(bytes: &[u8]) -> Vec<Item<'_>> {
    let mut rest = bytes;
    let mut items = Vec::new();
    while !rest.is_empty() {
        items.push(take_item(&mut rest));
    }
    items
}

fn take_item<'a>(rest: &mut &'a [u8]) -> Item<'a> {
    let whole = *rest;
    let line = u64::from_le_bytes(take_array(rest));
    let [key, text, n_cells] = sizes_of(take_array(rest));
    let (ends, _) = take(rest, n_cells * 4).as_chunks();
    let (key, text) = (take_text(rest, key), take_text(rest, text));
    Item { line, key, ends, text, packed: &whole[..whole.len() - rest.len()] }
}

fn sizes_of(bytes: [u8; 12]) -> [usize; 3] {
    let (sizes, _) = bytes.as_chunks();
    [0, 1, 2].map(|at| u32::from_le_bytes(sizes[at]) as usize)
}

fn take<'a>(rest: &mut &'a [u8], size: usize) -> &'a [u8] {
    let (bytes, tail) = rest.split_at(size);
    *rest = tail;
    bytes
}

fn take_array<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    take(rest, N).try_into().expect("as many bytes as were taken")
}

fn take_text<'a>(rest: &mut &'a [u8], size: usize) -> &'a str {
    std::str::from_utf8(take(rest, size)).expect("the spill holds what were strings")
}

/// Reads one item into `packed`; false at the end of the file.
fn read_item(file: &mut impl Read, packed: &mut Vec<u8>) -> io::Result<bool> {
    packed.resize(HEAD, 0);
    match file.read_exact(packed) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
        other => other?,
    }
    let sizes = packed[8..].try_into().expect("the head ends with three sizes");
    let [key, text, n_cells] = sizes_of(sizes);
    packed.resize(HEAD + n_cells * 4 + key + text, 0);
    file.read_exact(&mut packed[HEAD..])?;
    Ok(true)
}

pub(super) fn unwritable(error: &io::Error) -> Fault {
    let text = format!("the rows cannot be put aside on the disk: {error}");
    Fault::new("no_room", text, "make room in the shop's folder and import the file again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scattered_rows_of_one_order_meet() {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = Spill::in_folder(folder.path());
        for (line, key) in [(1, "b"), (2, "a"), (3, "b"), (4, "c"), (5, "a")] {
            let row =
                Row { line, cells: [format!("cell {line}").as_str(), ""].into_iter().collect() };
            spill.put(key, &row).unwrap();
        }
        let mut seen = Vec::new();
        let mut see = |group: Group<'_>| {
            let lines: Vec<u64> = group.rows.iter().map(|row| row.line).collect();
            assert!(
                group
                    .rows
                    .iter()
                    .all(|row| row.cells.get(0) == Some(&*format!("cell {}", row.line)))
            );
            seen.push(format!("{}: {lines:?}", group.key));
            Ok(())
        };
        spill.each_group(&mut see).unwrap();
        assert_eq!(seen, ["b: [1, 3]", "a: [2, 5]", "c: [4]"]);
    }

    #[test]
    fn a_file_too_large_for_memory_is_dealt_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = Spill::in_folder(folder.path());
        let long = "x".repeat(1 << 20);
        // Every key of the first file: it grows past its limit and must be dealt again.
        let keys: Vec<String> = (0..40_000)
            .map(|n| n.to_string())
            .filter(|key| part_of(key, 0, N_PARTS) == 3)
            .take(20)
            .collect();
        for line in 0..40 {
            let row = Row { line, cells: [long.as_str()].into_iter().collect() };
            spill.put(&keys[line as usize % keys.len()], &row).unwrap();
        }
        let mut n_groups = 0;
        let mut see = |group: Group<'_>| {
            assert_eq!(group.rows[1].line - group.rows[0].line, 20);
            n_groups += 1;
            Ok(())
        };
        spill.each_group(&mut see).unwrap();
        assert_eq!(n_groups, 20);
    }
}
