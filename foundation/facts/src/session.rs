//! Asking questions of one moment's facts.

use std::sync::{Arc, OnceLock};

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray,
};
use datafusion::arrow::compute as casting;
use datafusion::arrow::datatypes::{
    DataType, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType,
};
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::execution::context::{SQLOptions, SessionContext};
use datafusion::logical_expr::{ColumnarValue, Volatility, cast, create_udf};
use datafusion::prelude::{DataFrame, col, lit};
use domain::{Currency, Instant};
use futures::TryStreamExt;

use crate::table::FactSource;
use crate::{FactTable, FactsError, FoldFunction, Snapshot, Table, columns};

/// One moment's facts, ready for folds and SQL.
pub struct Session {
    /// Made when it is first asked for, see [`Session::engine`].
    pub(crate) engine: OnceLock<SessionContext>,
    /// The tables as they were opened, whatever narrows them since.
    pub(crate) sources: Vec<Arc<FactSource>>,
    /// The only currency whose amounts count; every one when not said.
    pub(crate) currency: Option<String>,
    /// The only customers who are seen; everybody when not said.
    pub(crate) only: Option<Only>,
}

/// Whether a customer is seen, by his number.
pub(crate) type Only = Arc<dyn Fn(i64) -> bool + Send + Sync>;

impl Session {
    /// Opens the facts of a snapshot.
    pub fn open(snapshot: Snapshot) -> Result<Self, FactsError> {
        let orders: Vec<_> = snapshot.dirty_orders.iter().map(|(order, _)| order.clone()).collect();
        let lines: Vec<_> = snapshot
            .dirty_orders
            .iter()
            .flat_map(|(order, lines)| lines.iter().map(move |line| (order, line)))
            .collect();
        let mut sources = Vec::new();
        for table in FactTable::ALL {
            let rows = match table {
                FactTable::Orders => columns::orders(&orders)?,
                FactTable::OrderLines => columns::lines(&lines)?,
                FactTable::Customers => columns::customers(&snapshot.dirty_customers)?,
            };
            let (settled, dirty) = (&snapshot.settled, &snapshot.dirty);
            sources.push(Arc::new(FactSource::new(table, settled, dirty, rows)));
        }
        Ok(Self { engine: OnceLock::new(), sources, currency: None, only: None })
    }

    /// From now on folds see amounts of this currency alone, and those of others as unknown.
    pub fn count_only(&mut self, currency: Currency) {
        self.currency = Some(currency.code().to_owned());
    }

    /// From now on every fold and question sees the rows of these customers alone.
    pub async fn only(
        &mut self,
        customers: impl Fn(i64) -> bool + Send + Sync + 'static,
    ) -> Result<(), FactsError> {
        let only: Only = Arc::new(customers);
        self.only = Some(only.clone());
        let among = move |given: &[ColumnarValue]| {
            let columns = ColumnarValue::values_to_arrays(given)?;
            let numbers = columns[0].as_primitive::<Int64Type>();
            let meant = BooleanArray::from_unary(numbers, &*only);
            Ok(ColumnarValue::Array(Arc::new(meant)))
        };
        let (given, answer) = (vec![DataType::Int64], DataType::Boolean);
        let among = create_udf("among", given, answer, Volatility::Immutable, Arc::new(among));
        for table in FactTable::ALL {
            let rows = self.engine().table(table.name()).await?;
            let meant = rows.filter(among.call(vec![col("customer_no")]))?;
            self.engine().deregister_table(table.name())?;
            self.engine().register_table(table.name(), meant.into_view())?;
        }
        Ok(())
    }

    /// The rows of a table as they were opened.
    pub(crate) fn source(&self, table: FactTable) -> &FactSource {
        let source = self.sources.iter().find(|source| source.table == table);
        source.expect("a session opens every table")
    }

    /// Makes a fold callable in SQL.
    pub fn register(&self, function: FoldFunction) {
        self.engine().register_udaf(function.0);
    }

    /// Makes a way of cutting time callable in SQL: `name(at)` answers the number that `place`
    /// gives the moment, told in microseconds since 1970.
    pub fn number_moments(&self, name: &str, place: impl Fn(i64) -> i64 + Send + Sync + 'static) {
        let number = move |given: &[ColumnarValue]| {
            let columns = ColumnarValue::values_to_arrays(given)?;
            let moments = columns[0].as_primitive::<TimestampMicrosecondType>();
            let numbers: Int64Array = moments.unary(&place);
            Ok(ColumnarValue::Array(Arc::new(numbers)))
        };
        let (given, answer) = (vec![columns::moment()], DataType::Int64);
        let function = create_udf(name, given, answer, Volatility::Immutable, Arc::new(number));
        self.engine().register_udf(function);
    }

    /// Tells of every customer how he came: `see` gets his number, and the moment and the words of
    /// the first valid row that a table has of him.
    ///
    /// One pass without a join or a sort, because the rows of a customer lie together in time
    /// order; a million customers are never held at once.
    pub async fn entries(
        &self,
        table: FactTable,
        columns: &[&str],
        mut see: impl FnMut(i64, Instant, &[Option<&str>]) + Send,
    ) -> Result<(), FactsError> {
        let mut last = None;
        let first = |customer, at, words: &[Option<&str>]| {
            if last.replace(customer) != Some(customer) {
                see(customer, at, words);
            }
        };
        self.valid_rows(table, columns, first).await
    }

    /// Tells of every valid row of a known customer: his number, the moment and the words of these
    /// columns. The rows of one customer come together and in time order.
    pub async fn valid_rows(
        &self,
        table: FactTable,
        columns: &[&str],
        mut see: impl FnMut(i64, Instant, &[Option<&str>]) + Send,
    ) -> Result<(), FactsError> {
        let words = columns.iter().map(|column| cast(col(*column), DataType::Utf8));
        let told = [col("customer_no"), cast(col("at"), naive_moment())].into_iter().chain(words);
        let rows = self.engine().table(table.name()).await?;
        let rows = rows.filter(col("valid").and(col("customer_no").gt(lit(0_i64))))?;
        let rows = rows.select(told.collect::<Vec<_>>())?;
        for mut partition in rows.execute_stream_partitioned().await? {
            while let Some(batch) = partition.try_next().await? {
                see_rows(&batch, &mut see);
            }
        }
        Ok(())
    }

    /// Lends a table to the questions of this session; it is no fact and is not kept.
    pub fn lend(&self, name: &str, columns: Vec<(&str, Lent)>) -> Result<(), FactsError> {
        let columns = columns.into_iter().map(|(name, lent)| (name, lent.array()));
        let batch = RecordBatch::try_from_iter(columns).map_err(DataFusionError::from)?;
        let table = MemTable::try_new(batch.schema(), vec![vec![batch]])?;
        self.engine().register_table(name, Arc::new(table))?;
        Ok(())
    }

    /// Answers a question in SQL that tells customers a number: `customer_no` and a double.
    pub async fn numbers(&self, question: &str) -> Result<Vec<(i64, Option<f64>)>, FactsError> {
        let mut told = Vec::new();
        let mut answer = self.planned(question).await?.execute_stream().await?;
        while let Some(batch) = answer.try_next().await? {
            let customers = batch.column(0).as_primitive::<Int64Type>().values();
            let numbers = batch.column(1).as_primitive::<Float64Type>().iter();
            told.extend(customers.iter().copied().zip(numbers));
        }
        Ok(told)
    }

    /// Answers a question in SQL that tells customers amounts of something with a name:
    /// `customer_no`, a word or nothing, and whole numbers.
    pub async fn amounts(
        &self,
        question: &str,
        mut see: impl FnMut(i64, Option<&str>, &[i64]) + Send,
    ) -> Result<(), FactsError> {
        let mut answer = self.planned(question).await?.execute_stream().await?;
        while let Some(batch) = answer.try_next().await? {
            see_amounts(&batch, &mut see)?;
        }
        Ok(())
    }

    /// The plan of a question; statements that would change something or reach outside the facts
    /// are refused.
    pub(crate) async fn planned(&self, question: &str) -> Result<DataFrame, DataFusionError> {
        let only_questions = SQLOptions::new()
            .with_allow_ddl(false)
            .with_allow_dml(false)
            .with_allow_statements(false);
        self.engine().sql_with_options(question, only_questions).await
    }

    /// Answers a read-only question in SQL.
    ///
    /// Statements that would change something or reach outside the facts are refused.
    pub async fn sql(&self, question: &str) -> Result<Table, FactsError> {
        let frame = self.planned(question).await?;
        let schema = frame.schema().as_arrow().clone();
        let batches = frame.collect().await?;
        Table::of(&schema, &batches)
    }
}

/// A column of a table that is lent to a session.
pub enum Lent {
    /// Whole numbers.
    Numbers(Vec<i64>),
    /// Whole numbers; some may be missing.
    SomeNumbers(Vec<Option<i64>>),
    /// Numbers with a part after the point.
    Shares(Vec<f64>),
    /// Words; some may be missing.
    Words(Vec<Option<String>>),
    /// Moments; some may be missing.
    Moments(Vec<Option<Instant>>),
}

impl Lent {
    pub(crate) fn array(self) -> ArrayRef {
        match self {
            Self::Numbers(numbers) => Arc::new(Int64Array::from(numbers)),
            Self::SomeNumbers(numbers) => Arc::new(Int64Array::from(numbers)),
            Self::Shares(shares) => Arc::new(Float64Array::from(shares)),
            Self::Words(words) => Arc::new(StringArray::from(words)),
            Self::Moments(moments) => {
                let micros = moments.into_iter().map(|at| at.map(|at| at.0));
                let moments = TimestampMicrosecondArray::from_iter(micros);
                Arc::new(moments.with_data_type(columns::moment()))
            }
        }
    }
}

fn see_rows(batch: &RecordBatch, see: &mut impl FnMut(i64, Instant, &[Option<&str>])) {
    let customers = batch.column(0).as_primitive::<Int64Type>().values();
    let moments = batch.column(1).as_primitive::<TimestampMicrosecondType>().values();
    let columns: Vec<_> = batch.columns()[2..].iter().map(|it| it.as_string::<i32>()).collect();
    let mut words: Vec<Option<&str>> = Vec::with_capacity(columns.len());
    for (row, &customer) in customers.iter().enumerate() {
        words.clear();
        words.extend(columns.iter().map(|column| column.is_valid(row).then(|| column.value(row))));
        see(customer, Instant(moments[row]), &words);
    }
}

fn see_amounts(
    batch: &RecordBatch,
    see: &mut impl FnMut(i64, Option<&str>, &[i64]),
) -> Result<(), DataFusionError> {
    let whole = |column: &ArrayRef| casting::cast(column, &DataType::Int64);
    let customers = whole(batch.column(0))?;
    // A word of which there are few comes as its place in a list of them.
    let words = casting::cast(batch.column(1), &DataType::Utf8)?;
    let words = words.as_string::<i32>();
    let numbers = batch.columns()[2..].iter().map(whole).collect::<Result<Vec<_>, _>>()?;
    let mut told = vec![0; numbers.len()];
    for (row, customer) in customers.as_primitive::<Int64Type>().values().iter().enumerate() {
        for (told, column) in told.iter_mut().zip(&numbers) {
            *told = column.as_primitive::<Int64Type>().value(row);
        }
        see(*customer, words.is_valid(row).then(|| words.value(row)), &told);
    }
    Ok(())
}

pub(crate) fn naive_moment() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, None)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{Instant, OrderStatus};
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::{Fold, OrderFact, Settled, SettledKind, Store, Sum};

    /// Counts customers and orders.
    #[derive(Clone, Debug)]
    struct Heads(u64);

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Counted {
        customers: u64,
        orders: u64,
    }

    impl Sum for Counted {
        fn add(&mut self, other: Self) {
            self.customers += other.customers;
            self.orders += other.orders;
        }
    }

    impl Fold for Heads {
        type Sum = Counted;

        fn empty(&self) -> Counted {
            Counted::default()
        }

        fn see(&mut self, _at: i64, _amount: i64) {
            self.0 += 1;
        }

        fn finish(&mut self, _customer: i64, sum: &mut Counted) {
            sum.customers += 1;
            sum.orders += std::mem::take(&mut self.0);
        }
    }

    fn order(customer_no: i64, day: i64) -> OrderFact {
        OrderFact {
            customer_no,
            customer_id: None,
            order_id: format!("{customer_no}-{day}"),
            at: Instant(day * Instant::DAY),
            amount: Some(1_000),
            cost: None,
            currency: "EUR".parse().expect("a currency"),
            status: OrderStatus::Paid,
            valid: true,
            source: "test".to_owned(),
            channel: None,
            country: None,
            city: None,
            coupon: None,
            first_at: None,
        }
    }

    /// Two hundred customers with two orders each.
    fn many_buckets(store: &Store, n_buckets: i64) -> Vec<Settled> {
        let bucket = |bucket: i64| {
            let mut writer = store.writer(&bucket.to_string()).expect("the folder is writable");
            for customer in (bucket..200).step_by(usize::try_from(n_buckets).expect("few")) {
                let orders =
                    vec![(order(customer + 1, 1), vec![]), (order(customer + 1, 9), vec![])];
                writer.add(None, orders).expect("orders can be written");
            }
            let written = writer.finish().expect("files can be finished");
            let told = |(table, name, n_rows): (FactTable, String, i64)| Settled {
                table,
                kind: SettledKind::Base,
                path: store.path_of(&name),
                generation: 0,
                n_rows,
                customers: BTreeSet::new(),
            };
            written.into_iter().map(told).collect::<Vec<_>>()
        };
        (0..n_buckets).flat_map(bucket).collect()
    }

    #[tokio::test]
    async fn more_buckets_than_cores_are_folded_each_on_its_own() {
        let folder = tempfile::tempdir().expect("the temp dir is writable");
        let settled = many_buckets(&Store::at(folder.path().to_owned()), 40);
        let session = Session::open(Snapshot { settled, ..Snapshot::default() }).expect("it opens");
        let counted = session.fold(Heads(0)).await.expect("customers arrive together");
        assert_eq!(counted, Counted { customers: 200, orders: 400 });
    }

    #[tokio::test]
    async fn of_every_customer_the_first_order_tells_how_he_came() {
        let folder = tempfile::tempdir().expect("the temp dir is writable");
        let settled = many_buckets(&Store::at(folder.path().to_owned()), 7);
        let session = Session::open(Snapshot { settled, ..Snapshot::default() }).expect("it opens");
        let mut told = Vec::new();
        let see = |customer, at: Instant, words: &[Option<&str>]| {
            told.push((
                customer,
                at.0 / Instant::DAY,
                words.iter().map(|word| word.map(str::to_owned)).collect::<Vec<_>>(),
            ));
        };
        session.entries(FactTable::Orders, &["source", "channel"], see).await.expect("rows");
        told.sort();
        assert_eq!(told.len(), 200);
        assert_eq!(told[6], (7, 1, vec![Some("test".to_owned()), None]));
    }
}
