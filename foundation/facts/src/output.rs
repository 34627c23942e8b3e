//! The answer to a question in SQL, as plain values.

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use serde_json::{Map, Number, Value};

use crate::FactsError;

/// Named columns and rows of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Names, in the order asked for.
    pub columns: Vec<String>,
    /// One value a column.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    pub(crate) fn of(schema: &Schema, batches: &[RecordBatch]) -> Result<Self, FactsError> {
        let columns = schema.fields().iter().map(|field| field.name().clone()).collect();
        let mut rows = Vec::new();
        for batch in batches {
            rows.extend(rows_of(batch).map_err(|error| FactsError::Engine(error.into()))?);
        }
        Ok(Self { columns, rows })
    }

    /// One JSON object a row, in the order of the columns.
    pub fn objects(&self) -> Vec<Value> {
        let object = |row: &Vec<Value>| {
            let pairs = self.columns.iter().cloned().zip(row.iter().cloned());
            Value::Object(Map::from_iter(pairs))
        };
        self.rows.iter().map(object).collect()
    }
}

pub(crate) fn rows_of(
    batch: &RecordBatch,
) -> Result<Vec<Vec<Value>>, datafusion::arrow::error::ArrowError> {
    let options = FormatOptions::default()
        .with_timestamp_tz_format(Some("%Y-%m-%dT%H:%M:%S%.fZ"))
        .with_timestamp_format(Some("%Y-%m-%dT%H:%M:%S%.f"));
    let formatters = batch
        .columns()
        .iter()
        .map(|column| ArrayFormatter::try_new(column, &options))
        .collect::<Result<Vec<_>, _>>()?;
    let value = |row: usize, column: usize| {
        let array = batch.column(column);
        if array.is_null(row) {
            return Value::Null;
        }
        of_text(array.data_type(), formatters[column].value(row).to_string())
    };
    let width = batch.num_columns();
    Ok((0..batch.num_rows()).map(|row| (0..width).map(|c| value(row, c)).collect()).collect())
}

/// Numbers stay numbers, truths stay truths; everything else is told as text.
fn of_text(kind: &DataType, text: String) -> Value {
    if kind.is_integer() {
        return text.parse::<i64>().map_or(Value::String(text), Value::from);
    }
    if kind.is_floating() {
        let number = text.parse::<f64>().ok().and_then(Number::from_f64);
        return number.map_or(Value::Null, Value::Number);
    }
    match kind {
        DataType::Boolean => Value::Bool(text == "true"),
        _ => Value::String(text),
    }
}
