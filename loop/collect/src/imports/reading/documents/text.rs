//! The text of a file as bytes of UTF-8, with the line that the reading has come to.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use encoding_rs::Encoding;

use crate::imports::reading::Decoding;

/// A file's text for parsers that read bytes.
pub(super) struct Text {
    decoding: Decoding,
    block: String,
    from: usize,
    line: Rc<Cell<u64>>,
}

impl Text {
    pub fn new(bytes: Box<dyn Read + Send>, encoding: &'static Encoding) -> Self {
        let decoding = Decoding::new(bytes, encoding);
        Self { decoding, block: String::new(), from: 0, line: Rc::new(Cell::new(1)) }
    }

    /// The line that is being read, for whoever has handed the text to a parser.
    pub fn line(&self) -> Rc<Cell<u64>> {
        self.line.clone()
    }
}

impl BufRead for Text {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.from == self.block.len() {
            self.block.clear();
            self.from = 0;
            let more = self.decoding.add_to(&mut self.block);
            if !more.map_err(|fault| io::Error::other(fault.text))? {
                break;
            }
        }
        Ok(&self.block.as_bytes()[self.from..])
    }

    fn consume(&mut self, n: usize) {
        let read = &self.block.as_bytes()[self.from..self.from + n];
        let n_lines = read.iter().filter(|byte| **byte == b'\n').count();
        self.line.set(self.line.get() + n_lines as u64);
        self.from += n;
    }
}

impl Read for Text {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let block = self.fill_buf()?;
        let n = block.len().min(buffer.len());
        buffer[..n].copy_from_slice(&block[..n]);
        self.consume(n);
        Ok(n)
    }
}
