//! Reads fact files where they lie, on the thread that decodes them.
//!
//! A file of the shop's folder is nearly always in the system's cache: to copy a piece of it takes
//! less time than to let another thread do so. And a partition that never waits comes to its end
//! before the next one begins, so that memory holds as many files as there are cores, not all of
//! them at once.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::ParquetFileReaderFactory;
use datafusion::error::{DataFusionError, Result};
use datafusion::parquet::arrow::arrow_reader::ArrowReaderOptions;
use datafusion::parquet::arrow::async_reader::AsyncFileReader;
use datafusion::parquet::errors::{ParquetError, Result as ReadResult};
use datafusion::parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use datafusion::physical_plan::metrics::ExecutionPlanMetricsSet;
use futures::FutureExt;
use futures::future::{BoxFuture, ready};

/// A file of the shop's folder, as the engine names files.
///
/// The path goes along beside the name, because a name cannot hold every path.
pub(crate) fn named(path: &Path, size: u64) -> PartitionedFile {
    PartitionedFile::new(path.to_string_lossy(), size).with_extension(path.to_owned())
}

/// Opens files of the shop's folder.
#[derive(Debug, Default)]
pub(crate) struct LocalFiles {
    shelf: Arc<Shelf>,
}

impl ParquetFileReaderFactory for LocalFiles {
    fn create_reader(
        &self,
        _partition: usize,
        file: PartitionedFile,
        _size_hint: Option<usize>,
        _metrics: &ExecutionPlanMetricsSet,
    ) -> Result<Box<dyn AsyncFileReader + Send>> {
        let path = file.extension::<PathBuf>().ok_or_else(|| {
            DataFusionError::Internal(format!("{} has no path", file.object_meta.location))
        })?;
        Ok(Box::new(LocalFile { file: File::open(path)?, shelf: self.shelf.clone() }))
    }
}

/// Memory that pieces were read into and that nobody looks at any more: the system clears every
/// page that it hands out, which takes as long as copying a piece.
#[derive(Debug, Default)]
struct Shelf(Mutex<Vec<Vec<u8>>>);

impl Shelf {
    /// Memory for so many bytes: the smallest that holds them, so that pieces of one column follow
    /// each other in the same.
    fn take(&self, size: usize) -> Vec<u8> {
        let fitting = self.0.lock().ok().and_then(|mut vessels| {
            let large = vessels.iter().enumerate().filter(|(_, vessel)| vessel.capacity() >= size);
            let place = large.min_by_key(|(_, vessel)| vessel.capacity())?.0;
            Some(vessels.swap_remove(place))
        });
        fitting.unwrap_or_else(|| Vec::with_capacity(size))
    }

    fn put(&self, mut vessel: Vec<u8>) {
        if let Ok(mut vessels) = self.0.lock() {
            vessel.clear();
            vessels.push(vessel);
        }
    }
}

/// A piece of a file; its memory goes back to the shelf.
struct Piece {
    bytes: Vec<u8>,
    shelf: Arc<Shelf>,
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        self.shelf.put(std::mem::take(&mut self.bytes));
    }
}

struct LocalFile {
    file: File,
    shelf: Arc<Shelf>,
}

impl LocalFile {
    fn read(&mut self, range: &Range<u64>) -> ReadResult<Bytes> {
        let size = range.end - range.start;
        let mut bytes = self.shelf.take(size as usize);
        self.file.seek(SeekFrom::Start(range.start))?;
        (&self.file).take(size).read_to_end(&mut bytes)?;
        match bytes.len() as u64 == size {
            true => Ok(Bytes::from_owner(Piece { bytes, shelf: self.shelf.clone() })),
            false => Err(ParquetError::EOF("the file is shorter than it says".to_owned())),
        }
    }
}

impl AsyncFileReader for LocalFile {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, ReadResult<Bytes>> {
        ready(self.read(&range)).boxed()
    }

    fn get_metadata<'a>(
        &'a mut self,
        options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, ReadResult<Arc<ParquetMetaData>>> {
        let mut reader = ParquetMetaDataReader::new();
        if let Some(options) = options {
            reader = reader.with_page_index_policy(options.column_index_policy());
        }
        ready(reader.parse_and_finish(&self.file).map(Arc::new)).boxed()
    }
}
