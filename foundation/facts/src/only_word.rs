//! Whether a column holds one word and no other, told without reading it.
//!
//! A shop that sells in one currency has its code in every row. The ends of the files say so, and
//! nobody needs to compare it ten million times.

use std::fs::File;
use std::path::Path;

use datafusion::arrow::array::{ArrayRef, AsArray, StringArray};
use datafusion::arrow::datatypes::Int32Type;
use datafusion::parquet::file::metadata::{ParquetMetaDataReader, RowGroupMetaData};
use datafusion::parquet::file::statistics::Statistics;

/// Whether the end of a file promises that every row has this word in a column; a file that cannot
/// be opened promises nothing, and whoever reads it will say why.
pub(crate) fn in_file(path: &Path, column: &str, word: &str) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let end = ParquetMetaDataReader::new().parse_and_finish(&file);
    end.is_ok_and(|end| end.row_groups().iter().all(|group| in_group(group, column, word)))
}

fn in_group(group: &RowGroupMetaData, column: &str, word: &str) -> bool {
    let chunk = group.columns().iter().find(|chunk| chunk.column_path().string() == column);
    let Some(Statistics::ByteArray(told)) = chunk.and_then(|chunk| chunk.statistics()) else {
        return false;
    };
    let is_word = |bound: Option<&[u8]>| bound == Some(word.as_bytes());
    told.null_count_opt() == Some(0)
        && (told.min_is_exact() && is_word(told.min_bytes_opt()))
        && (told.max_is_exact() && is_word(told.max_bytes_opt()))
}

/// Whether every row of a column of few words has this one.
pub(crate) fn in_rows(words: &ArrayRef, word: &str) -> bool {
    let words = words.as_dictionary::<Int32Type>().downcast_dict::<StringArray>();
    words.is_some_and(|words| words.into_iter().all(|his| his == Some(word)))
}
