//! An archive being written, on a thread of its own: packing takes longer than reading rows.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Error, ErrorKind, Result, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use domain::Instant;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;

use super::tar::{BLOCK, header, padding};
use super::{FIRST, LAST, MARK, Manifest, Part, hexadecimal};

/// Whether the bytes of a part are packed, or are so already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backups) enum Packing {
    Zstd,
    AsItIs,
}

/// What the thread is told.
enum Told {
    Begin(String, Packing),
    Bytes(Vec<u8>),
    End,
    File(String, File, Packing),
    Finish(Box<Manifest>),
}

/// What became of an archive.
#[derive(Debug)]
pub(in crate::backups) struct Outcome {
    pub(in crate::backups) manifest: Manifest,
    pub(in crate::backups) n_bytes: u64,
}

/// An archive being written; dropped before its end it leaves nothing behind.
pub(in crate::backups) struct Spool {
    tell: Sender<Told>,
    thread: JoinHandle<Result<Outcome>>,
}

/// Pieces that may wait; each is a thousand rows.
const WAITING: usize = 8;

impl Spool {
    /// Begins an archive that appears at `path` when it is whole.
    pub(in crate::backups) fn begin(path: &Path, made_at: Instant) -> Self {
        let (tell, told) = channel(WAITING);
        let path = path.to_owned();
        let thread = tokio::task::spawn_blocking(move || write(&path, made_at, told));
        Self { tell, thread }
    }

    /// Begins a part.
    pub(in crate::backups) async fn part(&self, name: &str, packing: Packing) {
        self.tell(Told::Begin(name.to_owned(), packing)).await;
    }

    /// Adds to the part.
    pub(in crate::backups) async fn bytes(&self, bytes: Vec<u8>) {
        self.tell(Told::Bytes(bytes)).await;
    }

    /// The part is whole.
    pub(in crate::backups) async fn end(&self) {
        self.tell(Told::End).await;
    }

    /// Adds a whole file as a part.
    pub(in crate::backups) async fn file(&self, name: &str, file: File, packing: Packing) {
        self.tell(Told::File(name.to_owned(), file, packing)).await;
    }

    /// A thread that has failed hears nothing any more; [`Spool::finish`] tells why.
    async fn tell(&self, told: Told) {
        let _ = self.tell.send(told).await;
    }

    /// Whether the thread has failed, so that reading on is of no use.
    pub(in crate::backups) fn has_failed(&self) -> bool {
        self.tell.is_closed()
    }

    /// Writes the list, and lets the archive appear in its place.
    pub(in crate::backups) async fn finish(self, manifest: Manifest) -> Result<Outcome> {
        self.tell(Told::Finish(Box::new(manifest))).await;
        drop(self.tell);
        self.thread.await.map_err(Error::other)?
    }
}

/// Under what name an archive lies as long as it is not whole.
pub(in crate::backups) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn write(path: &Path, made_at: Instant, told: Receiver<Told>) -> Result<Outcome> {
    let part = unfinished(path);
    let outcome = write_to(&part, made_at, told).and_then(|outcome| {
        std::fs::rename(&part, path)?;
        // The name has to outlive a power cut, too.
        File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(outcome)
    });
    if outcome.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    outcome
}

/// A new file that only its owner reads: a backup holds everything of everybody.
pub(super) fn private_file(path: &Path) -> Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

fn write_to(path: &Path, made_at: Instant, mut told: Receiver<Told>) -> Result<Outcome> {
    let file = private_file(path)?;
    // The system lets go of it when whoever writes is killed: so it is known that nobody does.
    file.lock()?;
    let seconds = made_at.0.div_euclid(1_000_000);
    let mut writer = Writer { file: BufWriter::new(file), at: 0, seconds, parts: Vec::new() };
    writer.about(0, "")?;
    while let Some(next) = told.blocking_recv() {
        match next {
            Told::Begin(name, packing) => writer.told_part(&name, packing, &mut told)?,
            Told::File(name, mut file, packing) => {
                writer.part(&name, packing, |bytes| std::io::copy(&mut file, bytes).map(|_| ()))?
            }
            Told::Finish(manifest) => return writer.finish(*manifest),
            Told::Bytes(_) | Told::End => return Err(Error::other("bytes outside a part")),
        }
    }
    Err(Error::new(ErrorKind::Interrupted, "whoever made the backup has stopped"))
}

struct Writer {
    file: BufWriter<File>,
    at: u64,
    seconds: i64,
    parts: Vec<Part>,
}

impl Writer {
    /// The first part, which has the size of one block: where the list stands, and its digest.
    fn about(&mut self, list_from: u64, digest: &str) -> Result<()> {
        let mut text = format!("{MARK}\nlist {list_from} {digest}\n").into_bytes();
        text.resize(BLOCK as usize, b'\n');
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&self.header(FIRST, BLOCK)?)?;
        self.file.write_all(&text)?;
        self.at = self.at.max(2 * BLOCK);
        Ok(())
    }

    fn header(&self, name: &str, n_bytes: u64) -> Result<[u8; BLOCK as usize]> {
        let too_long = || Error::new(ErrorKind::InvalidInput, format!("a name too long: {name}"));
        header(name, n_bytes, self.seconds).ok_or_else(too_long)
    }

    fn told_part(&mut self, name: &str, packing: Packing, told: &mut Receiver<Told>) -> Result<()> {
        self.part(name, packing, |writer| {
            loop {
                match told.blocking_recv() {
                    Some(Told::Bytes(bytes)) => writer.write_all(&bytes)?,
                    Some(Told::End) => return Ok(()),
                    _ => return Err(Error::new(ErrorKind::Interrupted, "a part was cut off")),
                }
            }
        })
    }

    /// Writes a part, and its header when its size is known.
    fn part(
        &mut self,
        name: &str,
        packing: Packing,
        fill: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<()> {
        let header_at = self.at;
        self.file.write_all(&self.header(name, 0)?)?;
        let mut counted = Counted { to: &mut self.file, n_bytes: 0, hash: Sha256::new() };
        match packing {
            Packing::AsItIs => fill(&mut counted)?,
            Packing::Zstd => {
                let mut packed = zstd::Encoder::new(&mut counted, 3)?;
                fill(&mut packed)?;
                packed.finish()?;
            }
        }
        let (n_bytes, digest) = (counted.n_bytes, hexadecimal(&counted.hash.finalize()));
        let fill_up = vec![0; padding(n_bytes)];
        self.file.write_all(&fill_up)?;
        self.file.seek(SeekFrom::Start(header_at))?;
        self.file.write_all(&self.header(name, n_bytes)?)?;
        let from = header_at + BLOCK;
        self.at = from + n_bytes + fill_up.len() as u64;
        self.file.seek(SeekFrom::Start(self.at))?;
        self.parts.push(Part { name: name.to_owned(), from, n_bytes, sha256: digest });
        Ok(())
    }

    fn finish(mut self, mut manifest: Manifest) -> Result<Outcome> {
        manifest.parts = std::mem::take(&mut self.parts);
        let text = serde_json::to_vec_pretty(&manifest)?;
        self.part(LAST, Packing::AsItIs, |to| to.write_all(&text))?;
        let list = self.parts.pop().ok_or_else(|| Error::other("no list"))?;
        self.file.write_all(&[0; 2 * BLOCK as usize])?;
        let n_bytes = self.at + 2 * BLOCK;
        self.about(list.from, &format!("{} {}", list.n_bytes, list.sha256))?;
        self.file.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        Ok(Outcome { manifest, n_bytes })
    }
}

/// Counts and digests what passes.
struct Counted<'a> {
    to: &'a mut BufWriter<File>,
    n_bytes: u64,
    hash: Sha256,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.to.write_all(bytes)?;
        self.hash.update(bytes);
        self.n_bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
