//! A fact table as the engine sees it: settled files without the customers that later files or
//! rows speak for, and the dirty customers' rows.
//!
//! Every file is a partition of its own and is never split or shuffled in front of a fold, so
//! that the rows of a customer arrive together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session as Planning, TableProvider};
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::{Column, in_list, lit};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::filter::FilterExecBuilder;
use datafusion::physical_plan::union::UnionExec;

use crate::local_files::{self, LocalFiles};
use crate::{FactTable, Settled, SettledKind, only_word};

/// The position of `customer_no` in every fact table.
const CUSTOMER_NO: usize = 0;

/// The column that names the currency of the amounts.
const CURRENCY: &str = "currency";

/// What rows must meet, in terms of all columns of a table.
pub(crate) type Condition = Arc<dyn PhysicalExpr>;

/// One fact table of one snapshot.
#[derive(Debug)]
pub(crate) struct FactSource {
    pub(crate) table: FactTable,
    schema: SchemaRef,
    files: Vec<Settled>,
    dirty: BTreeSet<i64>,
    dirty_rows: RecordBatch,
}

impl FactSource {
    pub(crate) fn new(
        table: FactTable,
        settled: &[Settled],
        dirty: &BTreeSet<i64>,
        dirty_rows: RecordBatch,
    ) -> Self {
        let files = settled
            .iter()
            .filter(|file| file.table == table && file.n_rows > 0 || is_delta_of(file, table))
            .cloned()
            .collect();
        Self { table, schema: table.schema(), files, dirty: dirty.clone(), dirty_rows }
    }

    /// Files that must pass over the same customers, by those customers.
    fn by_passed_over(&self) -> BTreeMap<BTreeSet<i64>, Vec<&Settled>> {
        let mut groups: BTreeMap<BTreeSet<i64>, Vec<&Settled>> = BTreeMap::new();
        for file in self.files.iter().filter(|file| file.n_rows > 0) {
            let later = self.files.iter().filter(|other| {
                other.kind == SettledKind::Delta && other.generation > file.generation
            });
            let mut passed_over = self.dirty.clone();
            passed_over.extend(later.flat_map(|delta| &delta.customers));
            groups.entry(passed_over).or_default().push(file);
        }
        groups
    }

    /// Whether every row counts money in this currency, as far as can be told without reading.
    pub(crate) fn is_all_in(&self, currency: &str) -> bool {
        let dirty = self.dirty_rows.column_by_name(CURRENCY);
        let mut files = self.files.iter().filter(|file| file.n_rows > 0);
        dirty.is_some_and(|words| only_word::in_rows(words, currency))
            && files.all(|file| only_word::in_file(&file.path, CURRENCY, currency))
    }

    fn scan_files(
        &self,
        files: &[&Settled],
        columns: &[usize],
        condition: Option<&Condition>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let groups = files.iter().map(|file| file_group(file)).collect::<Result<Vec<_>>>()?;
        let source = ParquetSource::new(self.schema.clone());
        let source = source.with_parquet_file_reader_factory(Arc::new(LocalFiles::default()));
        let source = Arc::new(match condition {
            Some(condition) => source.with_predicate(condition.clone()),
            None => source,
        });
        let scan = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), source)
            .with_file_groups(groups)
            .with_projection_indices(Some(columns.to_vec()))?
            // Without this an idle partition takes over the files of its neighbours, and a fold
            // would see the customers of one bucket after those of another.
            .with_preserve_order(true)
            .build();
        Ok(DataSourceExec::from_data_source(scan))
    }

    /// Reads these columns, each file by itself and the dirty rows after them; pieces of a file in
    /// which no row can meet the condition are passed over.
    pub(crate) fn read(
        &self,
        columns: &[usize],
        condition: Option<&Condition>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let mut parts = Vec::new();
        for (passed_over, files) in self.by_passed_over() {
            parts.push(self.scan_without(&files, &passed_over, columns, condition)?);
        }
        if self.dirty_rows.num_rows() > 0 || parts.is_empty() {
            let rows = vec![vec![self.dirty_rows.clone()]];
            let memory = MemorySourceConfig::try_new_exec(
                &rows,
                self.schema.clone(),
                Some(columns.to_vec()),
            )?;
            parts.push(memory);
        }
        if parts.len() == 1 {
            return Ok(parts.remove(0));
        }
        UnionExec::try_new(parts)
    }

    /// Reads files without the customers that something later speaks for.
    fn scan_without(
        &self,
        files: &[&Settled],
        passed_over: &BTreeSet<i64>,
        columns: &[usize],
        condition: Option<&Condition>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        if passed_over.is_empty() {
            return self.scan_files(files, columns, condition);
        }
        let mut read = columns.to_vec();
        let place = columns.iter().position(|&column| column == CUSTOMER_NO).unwrap_or_else(|| {
            read.push(CUSTOMER_NO);
            read.len() - 1
        });
        let scan = self.scan_files(files, &read, condition)?;
        let customer = Arc::new(Column::new("customer_no", place));
        let named = passed_over.iter().map(|&customer| lit(customer)).collect();
        let kept = in_list(customer, named, &true, &scan.schema())?;
        let filter = FilterExecBuilder::new(kept, scan)
            .apply_projection(Some((0..columns.len()).collect()))?
            .build()?;
        Ok(Arc::new(filter))
    }
}

fn is_delta_of(file: &Settled, table: FactTable) -> bool {
    file.table == table && file.kind == SettledKind::Delta
}

fn file_group(file: &Settled) -> Result<FileGroup> {
    let size = std::fs::metadata(&file.path)?.len();
    Ok(FileGroup::new(vec![local_files::named(&file.path, size)]))
}

#[async_trait::async_trait]
impl TableProvider for FactSource {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _planning: &dyn Planning,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let columns =
            projection.cloned().unwrap_or_else(|| (0..self.schema.fields().len()).collect());
        self.read(&columns, None)
    }
}
