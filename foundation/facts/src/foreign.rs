//! Parquet files of others: each row as a document, whatever its columns are.
//!
//! Only a thousand rows are in memory at a time, so a file may be of any size.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::error::DataFusionError;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Map, Value as Json};

use crate::FactsError;

/// How many rows are held at a time.
const ROWS_HELD: usize = 1_000;

/// A row of somebody else's file: column to value; numbers, days and moments are texts, nested
/// columns stay nested.
pub type Document = Map<String, Json>;

/// Hands over every row of a Parquet file until its end or until `see` has seen enough.
///
/// `see` also learns which row it is, counted from 1, and how many there are.
pub fn read_foreign<E: From<FactsError>>(
    path: &Path,
    mut see: impl FnMut((u64, u64), Document) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let file = File::open(path).map_err(FactsError::from)?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)
        .map_err(|error| unreadable(DataFusionError::ParquetError(Box::new(error))))?;
    let n_rows = u64::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(0);
    let batches = builder.with_batch_size(ROWS_HELD).build();
    let batches =
        batches.map_err(|error| unreadable(DataFusionError::ParquetError(Box::new(error))))?;
    let mut number = 0;
    for batch in batches {
        let batch = batch.map_err(of_arrow)?;
        for row in 0..batch.num_rows() {
            number += 1;
            let document = document_of(&batch, row).map_err(of_arrow)?;
            if see((number, n_rows), document)?.is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn unreadable(error: DataFusionError) -> FactsError {
    FactsError::Engine(error)
}

fn of_arrow(error: ArrowError) -> FactsError {
    unreadable(DataFusionError::ArrowError(Box::new(error), None))
}

fn document_of(batch: &RecordBatch, row: usize) -> Result<Document, ArrowError> {
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns());
    columns.map(|(field, column)| Ok((field.name().clone(), value_of(column, row)?))).collect()
}

fn value_of(column: &dyn Array, row: usize) -> Result<Json, ArrowError> {
    if column.is_null(row) {
        return Ok(Json::Null);
    }
    match column.data_type() {
        DataType::Boolean => Ok(Json::Bool(column.as_boolean().value(row))),
        DataType::Struct(fields) => {
            let parts = fields.iter().zip(column.as_struct().columns());
            let told = parts.map(|(field, part)| Ok((field.name().clone(), value_of(part, row)?)));
            Ok(Json::Object(told.collect::<Result<_, ArrowError>>()?))
        }
        DataType::List(_) => list_of(&column.as_list::<i32>().value(row)),
        DataType::LargeList(_) => list_of(&column.as_list::<i64>().value(row)),
        _ => {
            let options = FormatOptions::default();
            let text = ArrayFormatter::try_new(column, &options)?.value(row).try_to_string()?;
            Ok(Json::String(text))
        }
    }
}

fn list_of(items: &dyn Array) -> Result<Json, ArrowError> {
    let told = (0..items.len()).map(|at| value_of(items, at));
    Ok(Json::Array(told.collect::<Result<_, ArrowError>>()?))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{ArrayRef, Float64Array, Int64Array, StringArray, StructArray};
    use datafusion::arrow::datatypes::Field;
    use datafusion::parquet::arrow::ArrowWriter;

    use super::*;

    fn file_of(batch: &RecordBatch) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let copy = file.reopen().expect("the same file");
        let mut writer = ArrowWriter::try_new(copy, batch.schema(), None).expect("a writer");
        writer.write(batch).expect("written");
        writer.close().expect("closed");
        file
    }

    #[test]
    fn every_row_of_a_file_is_a_document_with_its_nested_columns() {
        let who: ArrayRef = Arc::new(StringArray::from(vec![Some("anna@example.test"), None]));
        let email = Arc::new(Field::new("email", DataType::Utf8, true));
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("customer", Arc::new(StructArray::from(vec![(email, who)]))),
            ("id", Arc::new(Int64Array::from(vec![1, 2]))),
            ("total", Arc::new(Float64Array::from(vec![Some(12.5), None]))),
        ];
        let file = file_of(&RecordBatch::try_from_iter(columns).expect("a batch"));
        let mut seen = Vec::new();
        read_foreign::<FactsError>(file.path(), |(row, of), document| {
            seen.push(format!("{row}/{of} {}", Json::Object(document)));
            Ok(ControlFlow::Continue(()))
        })
        .expect("read");
        assert_eq!(
            seen,
            [
                r#"1/2 {"customer":{"email":"anna@example.test"},"id":"1","total":"12.5"}"#,
                r#"2/2 {"customer":{"email":null},"id":"2","total":null}"#,
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_parquet_is_refused() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), b"PAR1 and nothing more").expect("written");
        let refused = read_foreign::<FactsError>(file.path(), |_, _| Ok(ControlFlow::Break(())));
        assert!(refused.is_err());
    }
}
