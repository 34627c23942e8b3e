//! How far an import is.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far an import is; read by whoever draws the bar.
#[derive(Debug, Default)]
pub struct Progress {
    bytes_total: AtomicU64,
    bytes_done: Arc<AtomicU64>,
    rows_done: AtomicU64,
    rows_gathered: AtomicU64,
}

impl Progress {
    /// The file has this many bytes.
    pub fn is_of(&self, bytes: u64) {
        self.bytes_total.store(bytes, Ordering::Relaxed);
    }

    /// What counts the bytes as they are read.
    pub(super) fn byte_count(&self) -> &Arc<AtomicU64> {
        &self.bytes_done
    }

    /// One more row was seen.
    pub(super) fn saw_row(&self) {
        self.rows_done.fetch_add(1, Ordering::Relaxed);
    }

    /// So many more rows have become orders.
    pub(super) fn gathered(&self, n_rows: u64) {
        self.rows_gathered.fetch_add(n_rows, Ordering::Relaxed);
    }

    /// Bytes of the file read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes_done.load(Ordering::Relaxed)
    }

    /// Rows seen so far.
    pub fn rows(&self) -> u64 {
        self.rows_done.load(Ordering::Relaxed)
    }

    /// How far the whole import is, from 0 to 1: half of it is reading, half making orders.
    pub fn share(&self) -> f64 {
        let total = self.bytes_total.load(Ordering::Relaxed).max(1) as f64;
        let gathered = self.rows_gathered.load(Ordering::Relaxed) as f64;
        let read = (self.bytes() as f64 / total).min(1.0);
        (read + (gathered / self.rows().max(1) as f64).min(1.0)) / 2.0
    }
}
