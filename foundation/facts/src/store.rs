//! Where the files of one shop lie, and how they are written.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, Encoding};
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};

use crate::columns;
use crate::rows::{CustomerFact, LineFact, OrderFact};
use crate::{FactTable, FactsError};

/// The folder of one shop's facts.
#[derive(Clone, Debug)]
pub struct Store(PathBuf);

impl Store {
    /// Facts in a local folder.
    pub fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Where a file of the manifest lies.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Every file in the folder, for sweeping out what no manifest names.
    pub fn files(&self) -> Result<Vec<PathBuf>, FactsError> {
        let entries = std::fs::read_dir(&self.0)?;
        Ok(entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
    }

    /// Opens one new file for every fact table, all named after `stem`.
    pub fn writer(&self, stem: &str) -> Result<Writer, FactsError> {
        let sheet = |table: FactTable| Sheet::create(&self.0, table, stem);
        Ok(Writer {
            orders: sheet(FactTable::Orders)?,
            lines: sheet(FactTable::OrderLines)?,
            customers: sheet(FactTable::Customers)?,
        })
    }
}

/// New files of the three tables, being filled in the order of facts.
pub struct Writer {
    orders: Sheet,
    lines: Sheet,
    customers: Sheet,
}

impl Writer {
    /// Adds one customer with all his orders, in time order.
    ///
    /// Customers come in ascending order of their numbers; `who` is none for sales without one.
    pub fn add(
        &mut self,
        who: Option<CustomerFact>,
        orders: Vec<(OrderFact, Vec<LineFact>)>,
    ) -> Result<(), FactsError> {
        for (order, lines) in orders {
            self.lines.add_lines(&order, lines)?;
            self.orders.add_order(order)?;
        }
        if let Some(customer) = who {
            self.customers.add_customer(customer)?;
        }
        Ok(())
    }

    /// Writes everything to the disk; answers each table's file name and number of rows.
    pub fn finish(self) -> Result<Vec<(FactTable, String, i64)>, FactsError> {
        [self.orders, self.lines, self.customers].into_iter().map(Sheet::finish).collect()
    }
}

/// Rows gathered before they are handed to the column writer.
const BATCH_ROWS: usize = 4_096;

/// Rows of a row group: small enough that twenty open files stay far below the memory promised
/// for an import, large enough that a report reads few of them.
const GROUP_ROWS: usize = 65_536;

struct Sheet {
    table: FactTable,
    name: String,
    orders: Vec<OrderFact>,
    lines: Vec<(usize, LineFact)>,
    orders_of_lines: Vec<OrderFact>,
    customers: Vec<CustomerFact>,
    writer: ArrowWriter<BufWriter<File>>,
    n_rows: i64,
}

impl Sheet {
    fn create(folder: &Path, table: FactTable, stem: &str) -> Result<Self, FactsError> {
        let name = format!("{}-{stem}.parquet", table.name());
        let file = BufWriter::new(File::create(folder.join(&name))?);
        let writer = ArrowWriter::try_new(file, table.schema(), Some(properties()))
            .map_err(|error| FactsError::Engine(error.into()))?;
        Ok(Self {
            table,
            name,
            orders: Vec::new(),
            lines: Vec::new(),
            orders_of_lines: Vec::new(),
            customers: Vec::new(),
            writer,
            n_rows: 0,
        })
    }

    fn add_order(&mut self, order: OrderFact) -> Result<(), FactsError> {
        self.orders.push(order);
        self.hand_over(self.orders.len() >= BATCH_ROWS)
    }

    fn add_lines(&mut self, order: &OrderFact, lines: Vec<LineFact>) -> Result<(), FactsError> {
        if lines.is_empty() {
            return Ok(());
        }
        let place = self.orders_of_lines.len();
        self.orders_of_lines.push(order.clone());
        self.lines.extend(lines.into_iter().map(|line| (place, line)));
        self.hand_over(self.lines.len() >= BATCH_ROWS)
    }

    fn add_customer(&mut self, customer: CustomerFact) -> Result<(), FactsError> {
        self.customers.push(customer);
        self.hand_over(self.customers.len() >= BATCH_ROWS)
    }

    fn hand_over(&mut self, full: bool) -> Result<(), FactsError> {
        if !full {
            return Ok(());
        }
        let batch = match self.table {
            FactTable::Orders => columns::orders(&std::mem::take(&mut self.orders))?,
            FactTable::Customers => columns::customers(&std::mem::take(&mut self.customers))?,
            FactTable::OrderLines => {
                let orders = std::mem::take(&mut self.orders_of_lines);
                let lines = std::mem::take(&mut self.lines);
                let rows: Vec<_> =
                    lines.iter().map(|(place, line)| (&orders[*place], line)).collect();
                columns::lines(&rows)?
            }
        };
        self.n_rows += i64::try_from(batch.num_rows()).unwrap_or(i64::MAX);
        self.writer.write(&batch).map_err(|error| FactsError::Engine(error.into()))
    }

    fn finish(mut self) -> Result<(FactTable, String, i64), FactsError> {
        self.hand_over(true)?;
        let file = self.writer.into_inner().map_err(|error| FactsError::Engine(error.into()))?;
        let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        // The manifest will name this file: it must outlive a power cut that the rows outlive.
        file.sync_all()?;
        Ok((self.table, self.name, self.n_rows))
    }
}

/// Numbers that every report reads are kept so that reading them costs little: moments and amounts
/// plain, to be copied; customers, who ascend, as differences. Words are kept as a dictionary.
fn properties() -> WriterProperties {
    let numbers = [
        ("customer_no", Encoding::DELTA_BINARY_PACKED),
        ("at", Encoding::PLAIN),
        ("amount", Encoding::PLAIN),
        ("first_at", Encoding::PLAIN),
    ];
    let properties = WriterProperties::builder()
        .set_compression(Compression::LZ4_RAW)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_created_by("Regulars".to_owned());
    numbers
        .into_iter()
        .fold(properties, |properties, (column, encoding)| {
            properties
                .set_column_compression(column.into(), Compression::UNCOMPRESSED)
                .set_column_dictionary_enabled(column.into(), false)
                .set_column_encoding(column.into(), encoding)
        })
        .build()
}
