//! `/api/v1/system`: how the program is doing.

use axum::extract::State;
use collect::problems::of_records;
use collect::settling;
use collect::shop::Shop;
use domain::{Instant, JobId};
use records::{Actor, jobs};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::{Check, CheckError, Space};

/// How the program is doing.
#[derive(Debug, Serialize, ToSchema)]
pub struct SystemOut {
    /// Version of the program.
    version: &'static str,
    /// What keeps the rows.
    engine: &'static str,
    /// The shop's folder.
    home: String,
    /// Room on the disk, in bytes.
    space: Space,
    /// Customers whose rows the columns do not know yet.
    n_unsettled: i64,
    /// Work kept for later, by kind and state.
    work: Vec<WorkOut>,
    /// Work that has failed; what is set aside first.
    failing: Vec<FailingOut>,
}

/// Work of one kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkOut {
    /// What it is.
    kind: String,
    /// `due`, `running` or `set_aside`.
    state: String,
    /// How much of it.
    n: i64,
    /// The earliest moment of it.
    earliest: Instant,
}

/// Work that has failed.
#[derive(Debug, Serialize, ToSchema)]
pub struct FailingOut {
    /// Its name.
    id: JobId,
    /// What it is.
    kind: String,
    /// Whether it waits for a person.
    is_set_aside: bool,
    /// How often it was tried.
    attempts: i64,
    /// When it is tried next, or was tried last.
    run_at: Instant,
    /// What stood in the way last.
    reason: String,
}

/// What a look through everything came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecksOut {
    /// When.
    checked_at: Instant,
    /// Part by part.
    items: Vec<Check>,
}

pub(crate) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_system))
        .routes(routes!(check_system))
        .routes(routes!(retry_job))
}

/// Failing work shown at once.
const SHOWN: u32 = 50;

/// How the program is doing: room, work, what has failed.
#[utoipa::path(get, path = "/api/v1/system", tag = "system",
    responses((status = 200, body = SystemOut)))]
async fn show_system(State(shop): State<Shop>) -> Result<Json<SystemOut>, Problem> {
    told(&shop).await.map(Json)
}

/// Looks through everything: rows, columns, files, the audit log, work, room and backups.
#[utoipa::path(post, path = "/api/v1/system/check", tag = "system",
    responses((status = 200, body = ChecksOut)))]
async fn check_system(State(shop): State<Shop>) -> Result<Json<ChecksOut>, Problem> {
    let items = super::check(&shop).await.map_err(|error| match error {
        CheckError::Records(error) => of_records(error),
        CheckError::Settling(error) => Problem::internal(error),
    })?;
    Ok(Json(ChecksOut { checked_at: shop.records().clock().now(), items }))
}

/// Has failed work tried again at once.
#[utoipa::path(post, path = "/api/v1/system/jobs/{id}/retry", tag = "system",
    params(("id" = JobId, Path, description = "`job_…`")),
    responses((status = 200, body = SystemOut), (status = 404, body = Problem)))]
async fn retry_job(
    State(shop): State<Shop>,
    Path(id): Path<JobId>,
) -> Result<Json<SystemOut>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    if !jobs::try_again(&mut tx, id).await.map_err(of_records)? {
        return Err(Problem::not_found(format!("work {id} that could be tried again")));
    }
    tx.commit().await.map_err(of_records)?;
    told(&shop).await.map(Json)
}

async fn told(shop: &Shop) -> Result<SystemOut, Problem> {
    let space = super::space(shop).await.map_err(of_records)?;
    let mut tx = shop.read().await.map_err(of_records)?;
    let work = jobs::standing(&mut tx).await.map_err(of_records)?;
    let failing = jobs::failing(&mut tx, SHOWN).await.map_err(of_records)?;
    Ok(SystemOut {
        version: env!("CARGO_PKG_VERSION"),
        engine: shop.records().engine().name(),
        home: shop.home().path().display().to_string(),
        space,
        n_unsettled: settling::n_dirty(&mut tx).await.map_err(of_records)?,
        work: work.into_iter().map(WorkOut::from).collect(),
        failing: failing.into_iter().map(FailingOut::from).collect(),
    })
}

impl From<jobs::Standing> for WorkOut {
    fn from(one: jobs::Standing) -> Self {
        let earliest = Instant(one.earliest);
        Self { kind: one.kind, state: one.state, n: one.n, earliest }
    }
}

impl From<jobs::Failing> for FailingOut {
    fn from(one: jobs::Failing) -> Self {
        Self {
            id: one.id,
            kind: one.kind,
            is_set_aside: one.is_set_aside,
            attempts: one.attempts,
            run_at: one.run_at,
            reason: one.reason,
        }
    }
}
