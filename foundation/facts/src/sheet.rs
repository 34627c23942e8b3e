//! A table on its way out as a Parquet file: typed columns, and beside them what they mean.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::metadata::KeyValue;
use datafusion::parquet::file::properties::WriterProperties;
use domain::{Cell, Column, Day, Kind};

use crate::FactsError;
use crate::columns::moment;

/// A sheet being written as Parquet, some rows at a time.
pub struct SheetWriter<W: Write + Send> {
    schema: SchemaRef,
    kinds: Vec<Kind>,
    writer: ArrowWriter<W>,
}

/// Rows that are kept in memory before they leave.
const GROUP_ROWS: usize = 65_536;

impl<W: Write + Send> SheetWriter<W> {
    /// Opens a file with these columns; `said` is kept in its head, word by word.
    pub fn create(out: W, columns: &[Column], said: &[(&str, String)]) -> Result<Self, FactsError> {
        let fields: Vec<Field> = columns.iter().map(field).collect();
        let schema = Arc::new(Schema::new(fields));
        let said = said.iter().map(|(name, text)| KeyValue::new((*name).to_owned(), text.clone()));
        let properties = WriterProperties::builder()
            // Snappy is the one way of packing that every reader of Parquet knows.
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_key_value_metadata(Some(said.collect()))
            .set_created_by("Regulars".to_owned())
            .build();
        let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties))
            .map_err(|error| FactsError::Engine(error.into()))?;
        Ok(Self { schema, kinds: columns.iter().map(|column| column.kind).collect(), writer })
    }

    /// Adds rows, each with one cell a column.
    pub fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), FactsError> {
        let columns = self.kinds.iter().enumerate();
        let arrays = columns.map(|(place, kind)| array(*kind, rows, place)).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), arrays)
            .map_err(|error| FactsError::Engine(error.into()))?;
        self.writer.write(&batch).map_err(|error| FactsError::Engine(error.into()))
    }

    /// Writes the end of the file, without which nobody can read it.
    pub fn finish(self) -> Result<(), FactsError> {
        self.writer.close().map(|_| ()).map_err(|error| FactsError::Engine(error.into()))
    }
}

/// Money travels in whole minor units; which, is written at its column.
fn field(column: &Column) -> Field {
    let mut words = HashMap::new();
    if let Kind::Money(currency) = column.kind {
        words.insert("unit".to_owned(), "minor".to_owned());
        let code = currency.map(|currency| currency.code().to_owned());
        words.extend(code.map(|code| ("currency".to_owned(), code)));
    }
    let kind = match column.kind {
        Kind::Word => DataType::Utf8,
        Kind::Flag => DataType::Boolean,
        Kind::Whole | Kind::Money(_) => DataType::Int64,
        Kind::Number | Kind::Share | Kind::Figure => DataType::Float64,
        Kind::Day => DataType::Date32,
        Kind::Moment => moment(),
    };
    Field::new(&column.name, kind, true).with_metadata(words)
}

fn array(kind: Kind, rows: &[Vec<Cell>], place: usize) -> ArrayRef {
    let cells = rows.iter().map(|row| row.get(place).unwrap_or(&Cell::Nothing));
    match kind {
        Kind::Word => Arc::new(StringArray::from_iter(cells.map(word))),
        Kind::Flag => Arc::new(BooleanArray::from_iter(cells.map(|cell| match cell {
            Cell::Flag(flag) => Some(*flag),
            _ => None,
        }))),
        Kind::Whole | Kind::Money(_) => Arc::new(Int64Array::from_iter(cells.map(whole))),
        Kind::Number | Kind::Share | Kind::Figure => {
            Arc::new(Float64Array::from_iter(cells.map(number)))
        }
        Kind::Day => Arc::new(Date32Array::from_iter(cells.map(|cell| match cell {
            Cell::Day(day) => Some(days_since_1970(*day)),
            _ => None,
        }))),
        Kind::Moment => {
            let moments = TimestampMicrosecondArray::from_iter(cells.map(|cell| match cell {
                Cell::Moment(at) => Some(at.0),
                _ => None,
            }));
            Arc::new(moments.with_timezone("UTC"))
        }
    }
}

fn word(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Word(word) => Some(word),
        _ => None,
    }
}

fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Whole(number) => Some(*number),
        Cell::Money(money) => Some(money.minor),
        _ => None,
    }
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) | Cell::Share(number) => Some(*number),
        _ => whole(cell).map(|number| number as f64),
    }
}

fn days_since_1970(day: Day) -> i32 {
    (day - Day::constant(1970, 1, 1)).get_days()
}

#[cfg(test)]
mod tests {
    use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use datafusion::prelude::{ParquetReadOptions, SessionContext};
    use domain::{Instant, Money};

    use super::*;

    fn column(name: &str, kind: Kind) -> Column {
        Column { name: name.to_owned(), kind }
    }

    #[tokio::test]
    async fn a_table_read_back_by_sql_has_the_same_values_and_says_what_they_mean() {
        let euro = "EUR".parse().expect("a currency");
        let columns = [
            column("name", Kind::Word),
            column("revenue", Kind::Money(Some(euro))),
            column("share", Kind::Share),
            column("day", Kind::Day),
            column("at", Kind::Moment),
            column("value", Kind::Figure),
        ];
        let day = "2025-05-01".parse().expect("a day");
        let full = vec![
            Cell::from("=HYPERLINK(\"http://x\")"),
            Cell::Money(Money::new(1250, euro)),
            Cell::Share(0.25),
            Cell::Day(day),
            Cell::Moment(Instant(1_000_000)),
            Cell::Whole(7),
        ];
        let folder = tempfile::tempdir().expect("the temp dir is writable");
        let path = folder.path().join("sheet.parquet");
        let file = std::fs::File::create(&path).expect("a file");
        let said = [("definition", "what it means".to_owned())];
        let mut writer = SheetWriter::create(file, &columns, &said).expect("it opens");
        writer.add(&[full, vec![Cell::Nothing; 6]]).expect("rows are written");
        writer.finish().expect("it is whole");

        let context = SessionContext::new();
        let place = path.to_str().expect("text");
        context
            .register_parquet("sheet", place, ParquetReadOptions::default())
            .await
            .expect("it is read");
        let question = "select name, revenue, share, cast(day as varchar), cast(at as bigint), \
                        value from sheet";
        let frame = context.sql(question).await.expect("a question");
        let schema = frame.schema().as_arrow().clone();
        let batches = frame.collect().await.expect("an answer");
        let table = crate::Table::of(&schema, &batches).expect("values");
        let told = serde_json::json!([
            ["=HYPERLINK(\"http://x\")", 1250, 0.25, "2025-05-01", 1_000_000, 7.0],
            [null, null, null, null, null, null]
        ]);
        assert_eq!(serde_json::json!(table.rows), told);

        let bytes = std::fs::read(&path).expect("the file");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("what it means") && text.contains("definition"));
        // SQL leaves out what a file says of its columns; who reads the file itself is told.
        let file = std::fs::File::open(&path).expect("the file");
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("a Parquet file");
        let says = |key: &str| reader.schema().field(1).metadata().get(key).cloned();
        assert_eq!(says("currency").as_deref(), Some("EUR"));
        assert_eq!(says("unit").as_deref(), Some("minor"));
    }
}
