//! A table that is read page by page while a question asks it, and never held whole.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::streaming::StreamingTable;
use datafusion::error::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};

use crate::{FactsError, Lent, Session, columns};

/// What a column that is lent holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LentKind {
    /// Whole numbers.
    Numbers,
    /// Words.
    Words,
    /// Moments.
    Moments,
}

impl LentKind {
    fn data_type(self) -> DataType {
        match self {
            Self::Numbers => DataType::Int64,
            Self::Words => DataType::Utf8,
            Self::Moments => columns::moment(),
        }
    }
}

/// Why a page could not be read.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The pages of a table from its first, each a column beside a column.
pub type Pages = BoxStream<'static, Result<Vec<Lent>, Cause>>;

/// Opens the pages anew each time that a question asks the table.
struct PagedTable {
    schema: SchemaRef,
    open: Box<dyn Fn() -> Pages + Send + Sync>,
}

impl fmt::Debug for PagedTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PagedTable").field("schema", &self.schema).finish_non_exhaustive()
    }
}

impl PartitionStream for PagedTable {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let schema = self.schema.clone();
        let pages = (self.open)().map_err(DataFusionError::External);
        let batches = pages.map(move |page| {
            let columns = page?.into_iter().map(Lent::array).collect();
            Ok(RecordBatch::try_new(schema.clone(), columns)?)
        });
        Box::pin(RecordBatchStreamAdapter::new(self.schema.clone(), batches))
    }
}

impl Session {
    /// Lends a table of any length to the questions of this session, some thousand rows at a time.
    pub fn lend_pages(
        &self,
        name: &str,
        columns: &[(&str, LentKind)],
        open: impl Fn() -> Pages + Send + Sync + 'static,
    ) -> Result<(), FactsError> {
        let field = |(name, kind): &(&str, LentKind)| Field::new(*name, kind.data_type(), true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let pages = PagedTable { schema: schema.clone(), open: Box::new(open) };
        let table = StreamingTable::try_new(schema, vec![Arc::new(pages)])?;
        self.engine().register_table(name, Arc::new(table))?;
        Ok(())
    }
}
