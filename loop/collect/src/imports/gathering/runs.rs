//! Merges sorted runs: groups of rows that lie on the disk in sorted pieces leave in one order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::spill::unwritable;
use crate::imports::reading::fault::Fault;

/// What is read ahead of all runs together, so that memory stays flat however many there are.
const READ_AHEAD: usize = 4 << 20;
/// The least and the most that is read ahead of one.
const READ_AHEAD_LEAST: usize = 1 << 9;
const READ_AHEAD_MOST: usize = 1 << 14;
/// Room that a run keeps between groups: one large order in each would be held to the end.
const ROOM_KEPT: usize = 1 << 12;

/// Runs one behind the other in a nameless file; within a run, places ascend.
pub(super) struct Runs {
    file: BufWriter<File>,
    written: u64,
    starts: Vec<u64>,
}

impl Runs {
    /// No runs yet.
    pub fn in_folder(folder: &Path) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 18, tempfile::tempfile_in(folder)?);
        Ok(Self { file, written: 0, starts: Vec::new() })
    }

    /// Begins the next run.
    pub fn begin(&mut self) {
        self.starts.push(self.written);
    }

    /// Adds a group to the run that was begun last: its place, its size, its rows.
    pub fn put<'a>(
        &mut self,
        place: u64,
        rows: impl Iterator<Item = &'a [u8]> + Clone,
    ) -> io::Result<()> {
        let size: usize = rows.clone().map(<[u8]>::len).sum();
        self.file.write_all(&place.to_le_bytes())?;
        self.file.write_all(&(size as u64).to_le_bytes())?;
        rows.into_iter().try_for_each(|row| self.file.write_all(row))?;
        self.written += (HEAD + size) as u64;
        Ok(())
    }

    /// Hands over every group of all runs by its place.
    pub fn each_group(self, see: &mut dyn FnMut(&[u8]) -> Result<(), Fault>) -> Result<(), Fault> {
        let file = self.file.into_inner().map_err(|error| unwritable(error.error()))?;
        let ends = self.starts.iter().skip(1).copied().chain([self.written]);
        let ahead = READ_AHEAD / self.starts.len().max(1);
        let ahead = ahead.clamp(READ_AHEAD_LEAST, READ_AHEAD_MOST);
        let stretches = self.starts.iter().zip(ends);
        let mut runs: Vec<Run<'_>> =
            stretches.map(|(&at, end)| Run::new(Stretch { file: &file, at, end }, ahead)).collect();
        let mut waiting = BinaryHeap::with_capacity(runs.len());
        for (number, run) in runs.iter_mut().enumerate() {
            waiting.extend(run.next()?.map(|place| Reverse((place, number))));
        }
        while let Some(Reverse((_, number))) = waiting.pop() {
            let run = &mut runs[number];
            see(&run.group)?;
            waiting.extend(run.next()?.map(|place| Reverse((place, number))));
        }
        Ok(())
    }
}

/// Before the rows of a group: its place and its size.
const HEAD: usize = 16;

/// A run that is being read, with the group it has come to.
struct Run<'a> {
    rest: BufReader<Stretch<'a>>,
    group: Vec<u8>,
}

impl<'a> Run<'a> {
    fn new(stretch: Stretch<'a>, ahead: usize) -> Self {
        Self { rest: BufReader::with_capacity(ahead, stretch), group: Vec::new() }
    }

    /// Reads the next group; answers its place, nothing at the end of the run.
    fn next(&mut self) -> Result<Option<u64>, Fault> {
        self.read_next().map_err(|error| Fault::unreadable(&error))
    }

    fn read_next(&mut self) -> io::Result<Option<u64>> {
        if self.rest.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let place = self.read_number()?;
        let size = self.read_number()?;
        let size = size as usize;
        self.group.truncate(size);
        self.group.shrink_to(size.max(ROOM_KEPT));
        self.group.resize(size, 0);
        self.rest.read_exact(&mut self.group)?;
        Ok(Some(place))
    }

    fn read_number(&mut self) -> io::Result<u64> {
        let mut bytes = [0; 8];
        self.rest.read_exact(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// Part of a file; any number of them are read by turns.
struct Stretch<'a> {
    file: &'a File,
    at: u64,
    end: u64,
}

impl Read for Stretch<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = buffer.len().min((self.end - self.at) as usize);
        self.file.seek(SeekFrom::Start(self.at))?;
        let n = self.file.read(&mut buffer[..room])?;
        self.at += n as u64;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_several_runs_leave_by_their_places() {
        let folder = tempfile::tempdir().unwrap();
        let mut runs = Runs::in_folder(folder.path()).unwrap();
        let sorted: [&[(u64, &str)]; 3] =
            [&[(2, "two"), (9, "nine")], &[], &[(1, "one"), (3, "th ree")]];
        for run in sorted {
            runs.begin();
            for (place, text) in run {
                runs.put(*place, text.split_inclusive(' ').map(str::as_bytes)).unwrap();
            }
        }
        let mut seen = Vec::new();
        let mut see = |group: &[u8]| {
            seen.push(String::from_utf8(group.to_vec()).unwrap());
            Ok(())
        };
        runs.each_group(&mut see).unwrap();
        assert_eq!(seen, ["one", "two", "th ree", "nine"]);
    }
}
