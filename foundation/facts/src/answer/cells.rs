//! The columns of an answer as those of a sheet.

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, TimeUnit, TimestampMicrosecondType};
use datafusion::error::DataFusionError;
use domain::{Cell, Column, Instant, Kind};
use serde_json::Value;

use crate::output::rows_of;
use crate::{FactsError, columns};

/// A column by its name and what its cells hold.
pub(super) fn column(field: &Field) -> Column {
    Column { name: field.name().clone(), kind: kind(field.data_type()) }
}

fn kind(of: &DataType) -> Kind {
    match of {
        DataType::Boolean => Kind::Flag,
        kind if kind.is_integer() => Kind::Whole,
        kind if kind.is_floating() || kind.is_decimal() => Kind::Number,
        DataType::Date32 | DataType::Date64 => Kind::Day,
        DataType::Timestamp(..) => Kind::Moment,
        _ => Kind::Word,
    }
}

/// The rows of a batch.
pub(super) fn of(batch: &RecordBatch) -> Result<Vec<Vec<Cell>>, FactsError> {
    told(batch).map_err(FactsError::Engine)
}

fn told(batch: &RecordBatch) -> Result<Vec<Vec<Cell>>, DataFusionError> {
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); batch.num_rows()];
    let values = rows_of(batch)?;
    for (place, field) in batch.schema().fields().iter().enumerate() {
        let kind = kind(field.data_type());
        let moments = match kind {
            Kind::Moment => Some(cast(batch.column(place), &micros(field.data_type()))?),
            _ => None,
        };
        for (row, cells) in rows.iter_mut().enumerate() {
            cells.push(match &moments {
                Some(moments) => moment(moments, row),
                None => cell(kind, &values[row][place]),
            });
        }
    }
    Ok(rows)
}

/// The same moments in the unit in which ours are counted.
fn micros(of: &DataType) -> DataType {
    match of {
        DataType::Timestamp(_, None) => DataType::Timestamp(TimeUnit::Microsecond, None),
        _ => columns::moment(),
    }
}

fn moment(moments: &dyn Array, row: usize) -> Cell {
    match moments.is_null(row) {
        true => Cell::Nothing,
        false => {
            let micros = moments.as_primitive::<TimestampMicrosecondType>().value(row);
            Cell::Moment(Instant(micros))
        }
    }
}

fn cell(kind: Kind, value: &Value) -> Cell {
    match (kind, value) {
        (_, Value::Null) => Cell::Nothing,
        (_, Value::Bool(flag)) => Cell::Flag(*flag),
        (Kind::Whole, Value::Number(number)) => number.as_i64().map_or(Cell::Nothing, Cell::Whole),
        (_, Value::Number(number)) => number.as_f64().map_or(Cell::Nothing, Cell::Number),
        (Kind::Number, Value::String(text)) => text.parse().map_or(Cell::Nothing, Cell::Number),
        (Kind::Day, Value::String(text)) => {
            let day = text.split('T').next().unwrap_or_default();
            day.parse().map_or(Cell::Nothing, Cell::Day)
        }
        (_, Value::String(text)) => Cell::Word(text.clone()),
        (_, other) => Cell::Word(other.to_string()),
    }
}
