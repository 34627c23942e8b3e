//! What can go wrong with columns.

use datafusion::error::DataFusionError;

/// A failure of the facts; a question that cannot be asked is one too.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// The question is not valid SQL, or asks for what is not there.
    #[error("{0}")]
    Question(String),
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
            DataFusionError::Plan(text) => Self::Question(text.clone()),
            DataFusionError::SQL(parser, _) => Self::Question(parser.to_string()),
            DataFusionError::SchemaError(schema, _) => Self::Question(schema.to_string()),
            _ => Self::Engine(error),
        }
    }
}
