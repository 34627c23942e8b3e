//! One pass over the files of a table for one or several folds.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::buffer::{BooleanBuffer, NullBuffer};
use datafusion::arrow::datatypes::{Int64Type, SchemaRef, TimestampMicrosecondType};
use datafusion::common::DFSchema;
use datafusion::common::runtime::JoinSet;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::TaskContext;
use datafusion::logical_expr::Expr;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};
use futures::TryStreamExt;

use super::progress::Progress;
use crate::engine::configuration;
use crate::session::Only;
use crate::{FactTable, Fold, Rows, Session, Sum};

/// The columns that every fold reads, first in every batch.
const ALWAYS: [&str; 2] = ["customer_no", "at"];

/// What a fold sees in place of an amount, and which rows count for it, in terms of a table.
pub(super) type Asked = (Option<Expr>, Expr);

/// The same in terms of the columns that are read.
pub(super) struct Question {
    amount: Option<Arc<dyn PhysicalExpr>>,
    counted: Arc<dyn PhysicalExpr>,
}

/// Files that are being gone over, each by one worker from its first customer to its last.
pub(super) struct Pass {
    files: Arc<dyn ExecutionPlan>,
    questions: Vec<Question>,
    only: Option<Only>,
    context: Arc<TaskContext>,
    /// The file that nobody has taken yet.
    next: AtomicUsize,
}

impl Pass {
    /// A pass over the files of a table; pieces of them in which no row can meet the condition are
    /// not read.
    pub fn over(
        session: &Session,
        table: FactTable,
        condition: Option<&Expr>,
        asked: &[Asked],
    ) -> Result<Self> {
        let schema = table.schema();
        let columns = columns_of(&schema, asked)?;
        let read = Arc::new(schema.project(&columns)?);
        let questions = asked.iter().map(|asked| session.question(asked, &read));
        let condition = condition.map(|condition| session.physical(condition, &schema));
        let condition = condition.transpose()?;
        Ok(Self {
            files: session.source(table).read(&columns, condition.as_ref())?,
            questions: questions.collect::<Result<_>>()?,
            only: session.only.clone(),
            context: Arc::new(TaskContext::default().with_session_config(configuration())),
            next: AtomicUsize::new(0),
        })
    }

    /// What one fold comes to.
    pub async fn fold_one<F: Fold>(self, fold: F) -> Result<F::Sum> {
        let empty = fold.empty();
        Ok(self.fold(vec![fold]).await?.pop().unwrap_or(empty))
    }

    /// What the folds come to, each by the question of its place.
    pub async fn fold<F: Fold>(self, folds: Vec<F>) -> Result<Vec<F::Sum>> {
        let n_files = self.files.output_partitioning().partition_count();
        let n_workers = self.context.session_config().target_partitions().clamp(1, n_files.max(1));
        let pass = Arc::new(self);
        let mut sums: Vec<F::Sum> = folds.iter().map(Fold::empty).collect();
        let mut workers = JoinSet::new();
        for _ in 0..n_workers {
            workers.spawn(pass.clone().work(folds.clone(), n_files));
        }
        while let Some(done) = workers.join_next().await {
            let told = done.map_err(|error| DataFusionError::ExecutionJoin(Box::new(error)))??;
            sums.iter_mut().zip(told).for_each(|(sum, told)| sum.add(told));
        }
        Ok(sums)
    }

    /// Goes over files until none is left.
    async fn work<F: Fold>(self: Arc<Self>, folds: Vec<F>, n_files: usize) -> Result<Vec<F::Sum>> {
        let mut folds: Vec<_> = folds.into_iter().map(Progress::new).collect();
        loop {
            let file = self.next.fetch_add(1, Ordering::Relaxed);
            if file >= n_files {
                return Ok(folds.iter_mut().map(Progress::take).collect());
            }
            let mut batches = self.files.execute(file, self.context.clone())?;
            while let Some(batch) = batches.try_next().await? {
                self.see(&batch, &mut folds)?;
            }
            folds.iter_mut().for_each(Progress::end_file);
        }
    }

    fn see<F: Fold>(&self, batch: &RecordBatch, folds: &mut [Progress<F>]) -> Result<()> {
        let customers = batch.column(0).as_primitive::<Int64Type>().values();
        let moments = batch.column(1).as_primitive::<TimestampMicrosecondType>().values();
        let among = self
            .only
            .as_ref()
            .map(|only| BooleanBuffer::collect_bool(customers.len(), |row| only(customers[row])));
        for (question, fold) in self.questions.iter().zip(folds) {
            let amounts = question.amounts(batch)?;
            let amounts = amounts.as_ref().map(|amounts| amounts.as_primitive::<Int64Type>());
            let counted = question.counted(batch, among.as_ref())?;
            let rows = Rows::new(customers, moments, amounts.map(|them| &them.values()[..]))
                .knowing(amounts.and_then(Array::nulls))
                .counting(Some(&counted));
            fold.see(&rows);
            if fold.has_gone_back() {
                return super::function::came_back();
            }
        }
        Ok(())
    }
}

impl Question {
    fn amounts(&self, batch: &RecordBatch) -> Result<Option<ArrayRef>> {
        let amount = self.amount.as_ref().map(|amount| amount.evaluate(batch));
        amount.map(|amount| amount?.into_array(batch.num_rows())).transpose()
    }

    /// The rows that count; one of which it is not known does not.
    fn counted(&self, batch: &RecordBatch, among: Option<&BooleanBuffer>) -> Result<BooleanBuffer> {
        let counted = self.counted.evaluate(batch)?.into_array(batch.num_rows())?;
        let known = counted.nulls().map(NullBuffer::inner);
        let counted = counted.as_boolean().values().clone();
        let limits = known.into_iter().chain(among);
        Ok(limits.fold(counted, |counted, limit| &counted & limit))
    }
}

impl Session {
    fn question(&self, (amount, counted): &Asked, read: &SchemaRef) -> Result<Question> {
        let amount = amount.as_ref().map(|amount| self.physical(amount, read)).transpose()?;
        Ok(Question { amount, counted: self.physical(counted, read)? })
    }

    /// An expression as the engine reckons it over batches of these columns.
    fn physical(&self, expression: &Expr, read: &SchemaRef) -> Result<Arc<dyn PhysicalExpr>> {
        if let Expr::Column(column) = expression {
            return Ok(Arc::new(Column::new_with_schema(&column.name, read)?));
        }
        let read = DFSchema::try_from(read.clone())?;
        self.engine().create_physical_expr(expression.clone(), &read)
    }
}

/// The places of the columns that must be read.
fn columns_of(schema: &SchemaRef, asked: &[Asked]) -> Result<Vec<usize>> {
    let expressions = asked.iter().flat_map(|(amount, counted)| amount.iter().chain([counted]));
    let mut named: BTreeSet<usize> = BTreeSet::new();
    for column in expressions.flat_map(Expr::column_refs) {
        named.insert(schema.index_of(&column.name)?);
    }
    let mut columns = Vec::new();
    for name in ALWAYS {
        let place = schema.index_of(name)?;
        named.remove(&place);
        columns.push(place);
    }
    columns.extend(named);
    Ok(columns)
}
