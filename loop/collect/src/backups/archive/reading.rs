//! An archive being read: its list first, every digest before anything is believed.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Take};
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::tar::BLOCK;
use super::{LAYOUT, MARK, Manifest, PACKED, Part, ROWS, hexadecimal};
use crate::backups::BackupError;

/// An archive of which the list has been read.
#[derive(Clone, Debug)]
pub(in crate::backups) struct Archive {
    path: PathBuf,
    pub(in crate::backups) manifest: Manifest,
}

/// Some lines of a table, and in which order each names its columns.
pub(in crate::backups) struct Piece {
    pub(in crate::backups) columns: Vec<String>,
    pub(in crate::backups) lines: Vec<Vec<Json>>,
}

/// Lines handed over at a time.
const LINES: usize = 1_000;

/// A list longer than this is none.
const LIST_MAX: u64 = 1 << 30;

impl Archive {
    /// Reads the list of an archive; refuses what is none, what was cut off and what is newer.
    pub(in crate::backups) fn open(path: &Path) -> Result<Self, BackupError> {
        let not_ours = |why: &str| BackupError::NotABackup {
            path: path.display().to_string(),
            reason: why.to_owned(),
        };
        let mut file = opened(path)?;
        let mut about = String::new();
        let begin = file
            .seek(SeekFrom::Start(BLOCK))
            .and_then(|_| Read::by_ref(&mut file).take(BLOCK).read_to_string(&mut about));
        if begin.is_err() || !about.starts_with(MARK) {
            return Err(not_ours("it does not begin like one"));
        }
        let list = list_of(&about).ok_or_else(|| not_ours("it was cut off"))?;
        let (from, n_bytes, sha256) = list;
        let mut text = Vec::new();
        file.seek(SeekFrom::Start(from)).map_err(|error| told(path, &error))?;
        let n = Read::by_ref(&mut file).take(n_bytes).read_to_end(&mut text);
        if n.map_err(|error| told(path, &error))? as u64 != n_bytes {
            return Err(not_ours("it was cut off"));
        }
        if hexadecimal(&Sha256::digest(&text)) != sha256 {
            return Err(not_ours("its list was changed"));
        }
        let layout: Json = serde_json::from_slice(&text).map_err(|_| not_ours("no list"))?;
        let layout = layout["layout"].as_i64().unwrap_or_default();
        if layout > LAYOUT {
            return Err(BackupError::Newer { what: format!("layout {layout}") });
        }
        let manifest =
            serde_json::from_slice(&text).map_err(|error| not_ours(&error.to_string()))?;
        Ok(Self { path: path.to_owned(), manifest })
    }

    /// Reads every part and compares its digest; answers how many bytes were looked at.
    pub(in crate::backups) fn verify(&self) -> Result<u64, BackupError> {
        let mut n_bytes = 0;
        let mut buffer = vec![0; 1 << 18];
        for part in &self.manifest.parts {
            let mut bytes = self.bytes_of(part)?;
            let (mut hash, mut n_read) = (Sha256::new(), 0);
            loop {
                let n = bytes.read(&mut buffer).map_err(|error| told(&self.path, &error))?;
                if n == 0 {
                    break;
                }
                hash.update(&buffer[..n]);
                n_read += n as u64;
            }
            if n_read != part.n_bytes || hexadecimal(&hash.finalize()) != part.sha256 {
                return Err(BackupError::Damaged { part: part.name.clone() });
            }
            n_bytes += n_read;
        }
        Ok(n_bytes)
    }

    fn bytes_of(&self, part: &Part) -> Result<Take<BufReader<File>>, BackupError> {
        let mut file = opened(&self.path)?;
        file.seek(SeekFrom::Start(part.from)).map_err(|error| told(&self.path, &error))?;
        Ok(BufReader::with_capacity(1 << 16, file).take(part.n_bytes))
    }

    /// The bytes of a part, unpacked where they are packed.
    fn read(&self, part: &Part) -> Result<Box<dyn Read>, BackupError> {
        let bytes = self.bytes_of(part)?;
        Ok(match part.name.ends_with(PACKED) {
            true => Box::new(zstd::Decoder::new(bytes).map_err(|error| told(&self.path, &error))?),
            false => Box::new(bytes),
        })
    }

    /// Writes every part that is a file into a folder.
    pub(in crate::backups) fn write_files(&self, folder: &Path) -> Result<(), BackupError> {
        let is_file = |part: &&Part| !part.name.starts_with(ROWS);
        for part in self.manifest.parts.iter().filter(is_file) {
            let name = part.name.strip_suffix(PACKED).unwrap_or(&part.name);
            // The list could have been written by anybody.
            if name.split('/').any(|step| step.is_empty() || step == "..") {
                return Err(BackupError::Damaged { part: part.name.clone() });
            }
            let path = folder.join(name);
            let write = |bytes: &mut dyn Read| {
                std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
                let mut file = super::writing::private_file(&path)?;
                std::io::copy(bytes, &mut file)?;
                file.sync_all()
            };
            write(&mut *self.read(part)?).map_err(|error| told(&path, &error))?;
        }
        Ok(())
    }

    /// Hands the rows of a table over, piece by piece; nothing for a table that was not there.
    pub(in crate::backups) fn rows_of(
        &self,
        table: &str,
        mut see: impl FnMut(Piece) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let name = format!("{ROWS}{table}.jsonl{PACKED}");
        let Some(part) = self.manifest.parts.iter().find(|part| part.name == name) else {
            return Ok(());
        };
        let damaged = || BackupError::Damaged { part: name.clone() };
        let mut lines = BufReader::new(self.read(part)?).lines();
        let mut next = || lines.next().transpose().map_err(|_| damaged());
        let first = next()?.ok_or_else(damaged)?;
        let columns: Vec<String> = serde_json::from_str(&first).map_err(|_| damaged())?;
        let mut waiting = Vec::with_capacity(LINES);
        while let Some(line) = next()? {
            waiting.push(serde_json::from_str(&line).map_err(|_| damaged())?);
            if waiting.len() == LINES {
                let lines = std::mem::take(&mut waiting);
                see(Piece { columns: columns.clone(), lines })?;
            }
        }
        if waiting.is_empty() { Ok(()) } else { see(Piece { columns, lines: waiting }) }
    }
}

fn list_of(about: &str) -> Option<(u64, u64, String)> {
    let mut words = about.lines().nth(1)?.strip_prefix("list ")?.split(' ');
    let (from, n_bytes) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    (from > 0 && n_bytes < LIST_MAX).then_some((from, n_bytes, words.next()?.to_owned()))
}

fn opened(path: &Path) -> Result<File, BackupError> {
    File::open(path).map_err(|error| told(path, &error))
}

fn told(path: &Path, error: &std::io::Error) -> BackupError {
    BackupError::File { path: path.display().to_string(), reason: error.to_string() }
}
