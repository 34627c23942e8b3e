//! Models: every run that was kept, so that two of them can be compared and one repeated.
//!
//! A run remembers what it saw, how it was set and what it found; the figures themselves are
//! counted again from the parameters when somebody looks.

pub mod api;
mod rows;

use domain::{Day, Instant, RunId};
use records::{RecordsError, ShopTx};
use serde::Serialize;
use serde_json::Value as Json;

/// One run of a model.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ModelRun)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// What it is a run of.
    #[serde(flatten)]
    pub ran: Ran,
    /// Who asked for it.
    pub made_by: String,
    /// When it was made.
    pub made_at: Instant,
}

/// What a run saw, how it was set and what it found.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ModelRan)]
pub struct Ran {
    /// The model, such as `value`.
    pub model: String,
    /// How it was set.
    #[schema(value_type = Object)]
    pub options: Json,
    /// The first day that it saw.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_from: Option<Day>,
    /// The last day that it saw.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_until: Option<Day>,
    /// The parameters that it found; null when there was nothing to learn from.
    #[schema(value_type = Option<Object>)]
    pub found: Json,
    /// How well it did: likelihood, errors on what was held out.
    #[schema(value_type = Object)]
    pub measures: Json,
    /// How long it took.
    pub took_ms: i64,
    /// The version of Regulars that made it.
    pub code_version: String,
}

/// Keeps a run.
pub async fn keep(tx: &mut ShopTx, ran: Ran) -> Result<Run, RecordsError> {
    let run = Run { id: tx.new_id(), ran, made_by: tx.actor().to_string(), made_at: tx.now() };
    rows::keep(tx, &run).await?;
    Ok(run)
}

/// The newest runs, of one model or of all.
pub async fn newest(
    tx: &mut ShopTx,
    model: Option<&str>,
    limit: u32,
) -> Result<Vec<Run>, RecordsError> {
    rows::newest(tx, model, limit).await
}
