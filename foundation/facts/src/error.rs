//! What can go wrong with columns.

use datafusion::error::DataFusionError;

use crate::answer::WrongQuestion;

/// A failure of the facts; a question that cannot be asked is one too.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// The question is not valid SQL, or asks for what is not there.
    #[error("{0}")]
    Question(WrongQuestion),
    /// More has to be gathered on the way to the answer than one question may hold.
    #[error(
        "the question needs more than {megabytes} MB of memory: narrow it with `where`, group by \
         less, or sort only what `limit` keeps"
    )]
    TooHungry {
        /// What it may take.
        megabytes: usize,
    },
    /// The rows of the answer take more than one answer may.
    #[error("the answer is larger than {megabytes} MB: ask for fewer rows or columns")]
    TooWide {
        /// What it may take.
        megabytes: usize,
    },
    /// The engine or the files failed.
    #[error("the facts cannot be read or written: {0}")]
    Engine(DataFusionError),
    /// The disk or the folder failed.
    #[error("the facts cannot be written: {0}")]
    Files(#[from] std::io::Error),
}

impl From<DataFusionError> for FactsError {
    fn from(error: DataFusionError) -> Self {
        match error.find_root() {
            DataFusionError::Plan(_)
            | DataFusionError::SQL(..)
            | DataFusionError::SchemaError(..) => Self::Question(WrongQuestion::of(&error, "")),
            _ => Self::Engine(error),
        }
    }
}
