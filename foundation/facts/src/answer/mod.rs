//! Answers to the questions of people: bounded in memory and rows, with typed columns, and with
//! the place of what is wrong where a question cannot be asked.
//!
//! How long a question may take is for the asker to say: an answer that is dropped stops within a
//! batch of rows (see `bounds.rs`).

mod bounds;
mod cells;
mod place;

use datafusion::arrow::array::{Array, RecordBatch};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::LogicalPlan;
use domain::{Cell, Column};
use futures::TryStreamExt;

pub use place::WrongQuestion;

use crate::{FactsError, Session, Table};

/// What an answer may come to.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Rows that are told; of more it is only said that there are more.
    pub rows: usize,
    /// Bytes that the answer, and what is gathered on the way to it, may take each.
    pub bytes: usize,
}

/// What a question of a person came to.
#[derive(Debug)]
pub struct Answer {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    /// Whether there are more rows than were allowed.
    pub has_more: bool,
}

impl Answer {
    /// The columns in the order asked for, each with what its cells hold.
    pub fn columns(&self) -> Vec<Column> {
        self.schema.fields().iter().map(|field| cells::column(field)).collect()
    }

    /// The rows as plain values.
    pub fn table(&self) -> Result<Table, FactsError> {
        Table::of(&self.schema, &self.batches)
    }

    /// The rows as cells of a sheet, some thousand at a time.
    pub fn into_cells(self) -> impl Iterator<Item = Result<Vec<Vec<Cell>>, FactsError>> {
        self.batches.into_iter().map(|batch| cells::of(&batch))
    }
}

impl Session {
    /// Answers a read-only question of a person within bounds.
    pub async fn answer(&mut self, question: &str, bounds: Bounds) -> Result<Answer, FactsError> {
        self.bound(bounds)?;
        self.gather(question, bounds).await.map_err(|error| bounded(error, question, bounds))
    }

    async fn gather(&self, question: &str, bounds: Bounds) -> Result<Answer, Failure> {
        let mut frame = self.planned(question).await?;
        // A plan that is shown must stand on top.
        if !matches!(frame.logical_plan(), LogicalPlan::Explain(_) | LogicalPlan::Analyze(_)) {
            frame = frame.limit(0, Some(bounds.rows + 1))?;
        }
        let schema = SchemaRef::new(frame.schema().as_arrow().clone());
        let mut answer = Answer { schema, batches: Vec::new(), has_more: false };
        let (mut n_rows, mut n_bytes) = (0, 0);
        let mut found = frame.execute_stream().await?;
        while let Some(batch) = found.try_next().await? {
            let rest = bounds.rows - n_rows;
            answer.has_more = batch.num_rows() > rest;
            let told = batch.slice(0, batch.num_rows().min(rest));
            n_rows += told.num_rows();
            n_bytes += size_of(&told)?;
            if n_bytes > bounds.bytes {
                return Err(Failure::TooWide);
            }
            answer.batches.push(told);
            if answer.has_more {
                break;
            }
        }
        Ok(answer)
    }
}

/// Why an answer did not come about.
enum Failure {
    /// Its rows take more than they may.
    TooWide,
    /// The engine gave up.
    Engine(DataFusionError),
}

impl From<DataFusionError> for Failure {
    fn from(error: DataFusionError) -> Self {
        Self::Engine(error)
    }
}

/// Bytes of the rows themselves: several batches may be views of one larger piece of memory.
fn size_of(batch: &RecordBatch) -> Result<usize, DataFusionError> {
    let sizes = batch.columns().iter().map(|column| column.to_data().get_slice_memory_size());
    Ok(sizes.sum::<Result<usize, _>>()?)
}

/// A failure in words of the one who asked.
fn bounded(failure: Failure, question: &str, bounds: Bounds) -> FactsError {
    let megabytes = bounds.bytes >> 20;
    let error = match failure {
        Failure::TooWide => return FactsError::TooWide { megabytes },
        Failure::Engine(error) => error,
    };
    match error.find_root() {
        DataFusionError::ResourcesExhausted(_) => FactsError::TooHungry { megabytes },
        // The files or the engine are at fault; everything else is in the question.
        DataFusionError::IoError(_)
        | DataFusionError::ParquetError(_)
        | DataFusionError::ObjectStore(_)
        | DataFusionError::External(_)
        | DataFusionError::Internal(_) => FactsError::Engine(error),
        _ => FactsError::Question(WrongQuestion::of(&error, question)),
    }
}
