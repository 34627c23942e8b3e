//! `/api/v1/system/backups`.

use axum::extract::State;
use axum::http::StatusCode;
use domain::{BackupId, Instant};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::{Backup, BackupError, Secrets, Settings, Source};
use crate::problems::of_records;
use crate::shop::{self, Shop};

/// The backups of the shop, and how they are made by themselves.
#[derive(Debug, Serialize, ToSchema)]
pub struct BackupsOut {
    /// How they are made by themselves.
    settings: Settings,
    /// Where they are put.
    folder: String,
    /// When the next one is made by itself.
    next_at: Option<Instant>,
    /// The newest first, those that failed too.
    items: Vec<BackupOut>,
}

/// One backup.
#[derive(Debug, Serialize, ToSchema)]
pub struct BackupOut {
    /// Its name.
    id: BackupId,
    /// What became of it.
    state: super::State,
    /// Through what it was asked for.
    source: Source,
    /// Where it lies.
    path: String,
    /// When it was begun; it holds the shop of this moment.
    began_at: Instant,
    /// When it was whole, or had failed.
    ended_at: Option<Instant>,
    /// How large it is.
    n_bytes: Option<i64>,
    /// How many customers are in it.
    n_customers: Option<i64>,
    /// How many orders are in it.
    n_orders: Option<i64>,
    /// Why it failed.
    problem: Option<String>,
}

impl From<Backup> for BackupOut {
    fn from(one: Backup) -> Self {
        Self {
            id: one.id,
            state: one.state,
            source: one.source,
            path: one.path,
            began_at: one.began_at,
            ended_at: one.ended_at,
            n_bytes: one.n_bytes,
            n_customers: one.n_customers,
            n_orders: one.n_orders,
            problem: one.problem,
        }
    }
}

/// How backups are to be made by themselves.
#[derive(Debug, Deserialize, ToSchema)]
pub struct BackupsIn {
    /// The hour of the shop's day, 0 to 23; without it none are made.
    daily_at: Option<i8>,
    /// How many are kept, 1 to 400.
    keep: i64,
    /// A folder of this machine, from its root; the shop's own unless told.
    folder: Option<String>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_backups, change_backups, make_backup))
}

/// Backups shown at once.
const SHOWN: u32 = 50;

/// The backups of the shop, the newest first, and how they are made by themselves.
#[utoipa::path(get, path = "/api/v1/system/backups", tag = "system",
    responses((status = 200, body = BackupsOut)))]
async fn list_backups(State(shop): State<Shop>) -> Result<Json<BackupsOut>, Problem> {
    told(&shop).await.map(Json)
}

/// Changes how backups are made by themselves.
#[utoipa::path(put, path = "/api/v1/system/backups", tag = "system", request_body = BackupsIn,
    responses((status = 200, body = BackupsOut), (status = 422, body = Problem)))]
async fn change_backups(
    State(shop): State<Shop>,
    Json(wish): Json<BackupsIn>,
) -> Result<Json<BackupsOut>, Problem> {
    let wrong = |field, text: &str| Problem::field(field, "out_of_range", text.to_owned());
    if wish.daily_at.is_some_and(|hour| !(0..24).contains(&hour)) {
        return Err(wrong("daily_at", "an hour is between 0 and 23"));
    }
    if !(1..=400).contains(&wish.keep) {
        return Err(wrong("keep", "between 1 and 400 backups can be kept"));
    }
    let folder = wish.folder.map(|folder| folder.trim().to_owned());
    let folder = folder.filter(|folder| !folder.is_empty());
    if let Some(folder) = &folder {
        can_be_written(folder).map_err(|text| Problem::field("folder", "not_writable", text))?;
    }
    let settings = Settings { daily_at: wish.daily_at, keep: wish.keep, folder };
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    super::save_settings(&mut tx, &settings).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    told(&shop).await.map(Json)
}

/// Makes a backup now; it is there when it is listed as kept.
#[utoipa::path(post, path = "/api/v1/system/backups", tag = "system",
    responses((status = 202, body = BackupOut), (status = 409, body = Problem)))]
async fn make_backup(State(shop): State<Shop>) -> Result<(StatusCode, Json<BackupOut>), Problem> {
    let begun = super::begin(&shop, Source::Page, None).await.map_err(problem)?;
    let out = BackupOut::from(begun.clone());
    tokio::spawn(async move {
        if let Err(error) = super::carry_out(&shop, begun, Secrets::Along).await {
            tracing::error!(%error, "a backup could not be made");
        }
    });
    Ok((StatusCode::ACCEPTED, Json(out)))
}

fn problem(error: BackupError) -> Problem {
    match error {
        BackupError::Records(error) => of_records(error),
        BackupError::Busy(_) | BackupError::NotEmpty(_) => {
            Problem::new(StatusCode::CONFLICT, "backup_running", error.to_string())
        }
        other => Problem::new(StatusCode::INSUFFICIENT_STORAGE, "backup_failed", other.to_string()),
    }
}

async fn told(shop: &Shop) -> Result<BackupsOut, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let settings = super::settings(&mut tx).await.map_err(of_records)?;
    let zone = shop::settings(&mut tx).await.map_err(of_records)?.shop_zone();
    let items = super::list(&mut tx, SHOWN).await.map_err(of_records)?;
    Ok(BackupsOut {
        next_at: settings.next_at(&zone, tx.now()),
        folder: super::folder(shop, &settings).display().to_string(),
        settings,
        items: items.into_iter().map(BackupOut::from).collect(),
    })
}

/// Proves that a folder can be written; it is made when it is not there.
fn can_be_written(folder: &str) -> Result<(), String> {
    let path = std::path::Path::new(folder);
    if !path.is_absolute() {
        return Err("name the folder from the root, such as /var/backups/shop".to_owned());
    }
    let probe = path.join(".writable");
    std::fs::create_dir_all(path)
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|error| format!("{folder} cannot be written: {error}"))
}
