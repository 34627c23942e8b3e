//! Opens a file, unpacks it on the way and refuses what can be no table.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::imports::reading::fault::Fault;

/// What kind of table a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) enum Kind {
    Text,
    Workbook,
    Json,
    JsonLines,
    CommerceMl,
    Parquet,
}

impl Kind {
    /// The word for it in previews.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Text => "csv",
            Kind::Workbook => "xlsx",
            Kind::Json => "json",
            Kind::JsonLines => "jsonl",
            Kind::CommerceMl => "commerceml",
            Kind::Parquet => "parquet",
        }
    }

    /// Whether it holds documents rather than a table: their columns have names by themselves.
    pub fn holds_documents(self) -> bool {
        !matches!(self, Kind::Text | Kind::Workbook)
    }
}

/// How the bytes are packed on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    /// The word for it in previews; none for a file that is not packed.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Packing::Plain => None,
            Packing::Gzip => Some("gzip"),
            Packing::Zstd => Some("zstd"),
        }
    }
}

/// An open file and its unpacked bytes.
pub(in crate::imports) struct Opened {
    pub kind: Kind,
    pub packing: Packing,
    pub bytes: Box<dyn Read + Send>,
}

/// Opens a file by what it is, not by what it is called.
pub(in crate::imports) fn open(path: &Path, bytes_done: &Arc<AtomicU64>) -> Result<Opened, Fault> {
    let mut file = File::open(path).map_err(|error| Fault::unreadable(&error))?;
    let mut head = [0u8; 8];
    let n = read_up_to(&mut file, &mut head).map_err(|error| Fault::unreadable(&error))?;
    if n == 0 {
        return Err(empty());
    }
    for (magic, kind) in [(b"PK\x03\x04", Kind::Workbook), (b"PAR1", Kind::Parquet)] {
        if head.starts_with(magic) {
            let bytes = Box::new(io::empty());
            return Ok(Opened { kind, packing: Packing::Plain, bytes });
        }
    }
    let whole = io::Cursor::new(head).take(n as u64).chain(file);
    let counted =
        BufReader::with_capacity(1 << 17, Counted { inner: whole, done: bytes_done.clone() });
    let (packing, bytes): (_, Box<dyn Read + Send>) = match head {
        [0x1f, 0x8b, ..] => {
            (Packing::Gzip, Box::new(flate2::bufread::MultiGzDecoder::new(counted)))
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            let unpacking = zstd::stream::read::Decoder::with_buffer(counted);
            (Packing::Zstd, Box::new(unpacking.map_err(|error| Fault::unreadable(&error))?))
        }
        _ => (Packing::Plain, Box::new(counted)),
    };
    Ok(Opened { kind: Kind::Text, packing, bytes })
}

/// The first unpacked bytes of a text file, checked to be text at all.
pub(in crate::imports) fn head_of(opened: &mut Opened, limit: usize) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    let mut bytes = (&mut opened.bytes).take(limit as u64);
    bytes.read_to_end(&mut head).map_err(|error| Fault::unreadable(&error))?;
    if head.iter().all(u8::is_ascii_whitespace) || head == [0xef, 0xbb, 0xbf] {
        return Err(empty());
    }
    match what_else(&head) {
        Some(what) => Err(Fault::new(
            "wrong_file_type",
            format!("this is {what}, not a table"),
            "export the orders as CSV, XLSX, JSON, Parquet or CommerceML",
        )),
        None => Ok(head),
    }
}

/// What kind of file a text is, by its beginning.
pub(in crate::imports) fn kind_of_text(text: &str) -> Kind {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    match start.as_bytes() {
        [b'<', ..] => Kind::CommerceMl,
        [b'{' | b'[', ..] if super::documents::is_lines(start) => Kind::JsonLines,
        [b'{', ..] => Kind::Json,
        [b'[', ..] if is_list(start) => Kind::Json,
        _ => Kind::Text,
    }
}

/// Whether a text begins as a list of JSON does; a table may begin with a bracket too.
fn is_list(start: &str) -> bool {
    start[1..].trim_start().starts_with(['{', ']', '[', '"'])
}

fn empty() -> Fault {
    Fault::new("empty_file", "the file is empty", "export it again and check that it has rows")
}

/// What a file is when it is no table; none when it may be one.
fn what_else(head: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF document"),
        (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls); save it as .xlsx: it"),
        (b"SQLite format 3", "a SQLite database"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"Rar!", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    ];
    if let Some((_, what)) = KNOWN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(what);
    }
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let opening = start[..start.len().min(15)].to_ascii_lowercase();
    match opening.as_slice() {
        [b'<', b'!' | b'h', ..] => Some("a web page"),
        [b'<', b'?', ..] if !is_commerceml(head) => Some("an XML document of another kind"),
        _ if is_binary(head) => Some("a binary file"),
        _ => None,
    }
}

/// The root of an exchange file of 1C, in the two alphabets in which it is written.
fn is_commerceml(head: &[u8]) -> bool {
    const ROOT: &str = "<КоммерческаяИнформация";
    let (root, ..) = encoding_rs::WINDOWS_1251.encode(ROOT);
    [ROOT.as_bytes(), &root].iter().any(|root| head.windows(root.len()).any(|part| part == *root))
}

/// Text has no control signs but line ends and tabs; UTF-16 is full of zeros and is text.
fn is_binary(head: &[u8]) -> bool {
    if super::encodings::utf16_of(head).is_some() {
        return false;
    }
    let start = &head[..head.len().min(1 << 16)];
    let n_control =
        start.iter().filter(|&&b| b < 0x20 && !b"\t\n\r\x0b\x0c\x1a".contains(&b)).count();
    start.contains(&0) || n_control * 50 > start.len()
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut n = 0;
    while n < buffer.len() {
        match file.read(&mut buffer[n..])? {
            0 => break,
            more => n += more,
        }
    }
    Ok(n)
}

/// Counts what has been read, so that a progress bar can be drawn by somebody else.
struct Counted<R> {
    inner: R,
    done: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.done.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_from_everything_else() {
        for (head, what) in [
            (&b"id;when;sum\n1;2;3\n"[..], None),
            (b"%PDF-1.7", Some("a PDF document")),
            (b"<!DOCTYPE html><html>", Some("a web page")),
            (b"<?xml version=\"1.0\"?><feed/>", Some("an XML document of another kind")),
            (b"{\"orders\": []}", None),
            (b"\x00\x01\x02\x03abc", Some("a binary file")),
            (b"\xff\xfei\x00d\x00;\x00a\x00\n\x00", None),
        ] {
            assert_eq!(what_else(head), what, "{head:?}");
        }
        let kinds =
            [("{\"id\": 1}\n", Kind::JsonLines), ("{\n", Kind::Json), ("[x]\n", Kind::Text)];
        for (text, kind) in kinds {
            assert_eq!(kind_of_text(text), kind, "{text:?}");
        }
    }
}
