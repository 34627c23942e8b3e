//! The schemas of the fact tables, and rows turned into columns.
//!
//! Documented columns only ever grow: people's SQL and BI tools rely on them.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef, TimeUnit};
use datafusion::error::DataFusionError;

use crate::rows::{CustomerFact, LineFact, OrderFact};

/// How moments are kept in every fact table.
pub(crate) fn moment() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// Words of which a shop has few, such as channels: each is kept once, a row names its place.
///
/// To choose rows by such a word takes a comparison of numbers. Copying the words themselves, row
/// by row, took a sixth of the time of a segment's preview.
fn few_words() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

fn schema(columns: &[(&str, DataType, bool)]) -> SchemaRef {
    let fields: Vec<Field> = columns
        .iter()
        .map(|(name, kind, nullable)| Field::new(*name, kind.clone(), *nullable))
        .collect();
    Arc::new(Schema::new(fields))
}

/// `orders`: one row an order, whatever became of it.
pub(crate) fn orders_schema() -> SchemaRef {
    schema(&[
        ("customer_no", DataType::Int64, false),
        ("at", moment(), false),
        ("amount", DataType::Int64, true),
        ("valid", DataType::Boolean, false),
        ("first_at", moment(), true),
        ("customer_id", DataType::Utf8, true),
        ("order_id", DataType::Utf8, false),
        ("currency", few_words(), false),
        ("status", few_words(), false),
        ("source", few_words(), false),
        ("channel", few_words(), true),
        ("country", few_words(), true),
        ("city", DataType::Utf8, true),
        ("coupon", DataType::Utf8, true),
        ("cost", DataType::Int64, true),
    ])
}

/// `order_lines`: one row a position.
pub(crate) fn lines_schema() -> SchemaRef {
    schema(&[
        ("customer_no", DataType::Int64, false),
        ("at", moment(), false),
        ("customer_id", DataType::Utf8, true),
        ("order_id", DataType::Utf8, false),
        ("status", few_words(), false),
        ("valid", DataType::Boolean, false),
        ("sku", DataType::Utf8, true),
        ("product", DataType::Utf8, true),
        ("category", few_words(), true),
        ("quantity", DataType::Float64, false),
        ("amount", DataType::Int64, true),
        ("cost", DataType::Int64, true),
        ("currency", few_words(), false),
    ])
}

/// `customers`: one row a customer, without personal data.
pub(crate) fn customers_schema() -> SchemaRef {
    schema(&[
        ("customer_no", DataType::Int64, false),
        ("customer_id", DataType::Utf8, false),
        ("country", few_words(), true),
        ("first_order_at", moment(), true),
        ("last_order_at", moment(), true),
        ("orders", DataType::Int64, false),
        ("revenue", DataType::Int64, true),
        ("currency", few_words(), true),
    ])
}

fn whole<T>(rows: &[T], of: impl Fn(&T) -> Option<i64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter(rows.iter().map(of)))
}

fn moments<T>(rows: &[T], of: impl Fn(&T) -> Option<i64>) -> ArrayRef {
    let moments = TimestampMicrosecondArray::from_iter(rows.iter().map(of));
    Arc::new(moments.with_timezone("UTC"))
}

fn words<'a, T>(rows: &'a [T], of: impl Fn(&'a T) -> Option<&'a str>) -> ArrayRef {
    Arc::new(StringArray::from_iter(rows.iter().map(of)))
}

fn few<'a, T>(rows: &'a [T], of: impl Fn(&'a T) -> Option<&'a str>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<DictionaryArray<Int32Type>>())
}

fn flags<T>(rows: &[T], of: impl Fn(&T) -> bool) -> ArrayRef {
    Arc::new(BooleanArray::from_iter(rows.iter().map(|row| Some(of(row)))))
}

/// Orders as columns of [`orders_schema`].
pub(crate) fn orders(rows: &[OrderFact]) -> Result<RecordBatch, DataFusionError> {
    let columns = vec![
        whole(rows, |row| Some(row.customer_no)),
        moments(rows, |row| Some(row.at.0)),
        whole(rows, |row| row.amount),
        flags(rows, |row| row.valid),
        moments(rows, |row| row.first_at.map(|at| at.0)),
        words(rows, |row| row.customer_id.as_deref()),
        words(rows, |row| Some(&row.order_id)),
        few(rows, |row| Some(row.currency.code())),
        few(rows, |row| Some(row.status.word())),
        few(rows, |row| Some(&row.source)),
        few(rows, |row| row.channel.as_deref()),
        few(rows, |row| row.country.as_deref()),
        words(rows, |row| row.city.as_deref()),
        words(rows, |row| row.coupon.as_deref()),
        whole(rows, |row| row.cost),
    ];
    Ok(RecordBatch::try_new(orders_schema(), columns)?)
}

/// Positions, each with its order, as columns of [`lines_schema`].
pub(crate) fn lines(rows: &[(&OrderFact, &LineFact)]) -> Result<RecordBatch, DataFusionError> {
    let quantities = Float64Array::from_iter(rows.iter().map(|(_, line)| Some(line.quantity)));
    let columns = vec![
        whole(rows, |(order, _)| Some(order.customer_no)),
        moments(rows, |(order, _)| Some(order.at.0)),
        words(rows, |(order, _)| order.customer_id.as_deref()),
        words(rows, |(order, _)| Some(&order.order_id)),
        few(rows, |(order, _)| Some(order.status.word())),
        flags(rows, |(order, _)| order.valid),
        words(rows, |(_, line)| line.sku.as_deref()),
        words(rows, |(_, line)| line.product.as_deref()),
        few(rows, |(_, line)| line.category.as_deref()),
        Arc::new(quantities),
        whole(rows, |(_, line)| line.amount),
        whole(rows, |(_, line)| line.cost),
        few(rows, |(order, _)| Some(order.currency.code())),
    ];
    Ok(RecordBatch::try_new(lines_schema(), columns)?)
}

/// Customers as columns of [`customers_schema`].
pub(crate) fn customers(rows: &[CustomerFact]) -> Result<RecordBatch, DataFusionError> {
    let columns = vec![
        whole(rows, |row| Some(row.customer_no)),
        words(rows, |row| Some(&row.customer_id)),
        few(rows, |row| row.country.as_deref()),
        moments(rows, |row| row.first_order_at.map(|at| at.0)),
        moments(rows, |row| row.last_order_at.map(|at| at.0)),
        whole(rows, |row| Some(row.orders)),
        whole(rows, |row| row.revenue),
        few(rows, |row| row.currency.as_ref().map(|currency| currency.code())),
    ];
    Ok(RecordBatch::try_new(customers_schema(), columns)?)
}
