//! Models: every run that was kept, so that two of them can be compared and one repeated.
//!
//! A run remembers what it saw, how it was set and what it found; the figures themselves are
//! counted again from the parameters when somebody looks. Of each model one run may be in use: it
//! tells what stands on customer cards and in segments until another takes its place.

pub mod api;
mod rows;

use collect::shop::news;
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
    /// Since when it has been in use; null while it is not.
    pub in_use_since: Option<Instant>,
}

/// Why a run cannot be put in use.
#[derive(Debug, thiserror::Error)]
pub enum NotInUse {
    /// There is no such run.
    #[error("there is no run {0}")]
    NoRun(RunId),
    /// It found nothing that could tell a figure.
    #[error("the run {0} found nothing to learn from, so it can tell nothing of a customer")]
    FoundNothing(RunId),
    /// Nobody asks this model for figures of customers.
    #[error("runs of `{0}` are kept to be compared; customer cards fit that model anew each time")]
    NotAsked(String),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
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
    let (made_by, made_at) = (tx.actor().to_string(), tx.now());
    let run = Run { id: tx.new_id(), ran, made_by, made_at, in_use_since: None };
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

/// The models whose run in use is asked for figures of customers.
const ASKED: [&str; 3] = [crate::leaving::MODEL, crate::personas::MODEL, crate::recommend::MODEL];

/// A run that was kept.
pub async fn find(tx: &mut ShopTx, id: RunId) -> Result<Option<Run>, RecordsError> {
    rows::find(tx, id).await
}

/// The run of a model that is in use.
pub async fn in_use(tx: &mut ShopTx, model: &str) -> Result<Option<Run>, RecordsError> {
    rows::in_use(tx, model).await
}

/// Puts a run in use, in place of the one before. Segments that ask it are kept anew.
pub async fn put_in_use(tx: &mut ShopTx, id: RunId) -> Result<Run, NotInUse> {
    let run = rows::find(tx, id).await?.ok_or(NotInUse::NoRun(id))?;
    if !ASKED.contains(&run.ran.model.as_str()) {
        return Err(NotInUse::NotAsked(run.ran.model));
    }
    if run.ran.found.is_null() {
        return Err(NotInUse::FoundNothing(id));
    }
    rows::put_in_use(tx, &run.ran.model, id).await?;
    news::tell(tx).await?;
    Ok(Run { in_use_since: Some(tx.now()), ..run })
}

/// Takes a run out of use; answers whether it was. The model is learnt anew each time from then on.
pub async fn take_out_of_use(tx: &mut ShopTx, id: RunId) -> Result<bool, RecordsError> {
    let was = rows::take_out_of_use(tx, id).await?;
    if was {
        news::tell(tx).await?;
    }
    Ok(was)
}
