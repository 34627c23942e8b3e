//! `/api/v1/imports`: hand a file over, look at it, try it out, take it in.

use std::path::PathBuf;

use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::{FileId, ImportId, Instant, harmless};
use futures::StreamExt;
use records::Actor;
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use super::gathering::Summary;
use super::reverting::{self, Reversal};
use super::{
    Fault, Import, ImportError, ImportOptions, NewImport, Preview, Rejection, jobs, presets,
};
use crate::problems;
use crate::shop::Shop;

/// How many rejected rows travel with an import; the rest is in its `rejected.csv`.
const REJECTIONS_SHOWN: u32 = 100;
/// The longest file name that is kept.
const NAME_MAX: usize = 120;

/// The name of a file handed over.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FileName {
    /// What its owner calls it.
    name: String,
}

/// A file handed over.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileOut {
    /// By this name it is previewed and taken in.
    file: FileId,
    /// What its owner calls it.
    name: String,
    /// Its size.
    bytes: u64,
}

/// A file to be looked at.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PreviewIn {
    /// A file handed over before.
    file: FileId,
    /// What its owner says about it.
    #[serde(default)]
    options: ImportOptions,
}

/// A file to be taken in.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ImportIn {
    /// A file handed over before.
    file: FileId,
    /// What its owner says about it.
    #[serde(default)]
    options: ImportOptions,
    /// Only count, write nothing.
    #[serde(default)]
    dry_run: bool,
}

/// An import that has been begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct BegunOut {
    /// Ask for it until it is done.
    pub(super) id: ImportId,
}

/// One import and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportOut {
    /// Our id.
    id: ImportId,
    /// How far it came.
    state: super::State,
    /// Only counted, nothing written.
    dry_run: bool,
    /// What its owner calls the file.
    file_name: String,
    /// When it began.
    started_at: Instant,
    /// When it ended.
    finished_at: Option<Instant>,
    /// Bytes of the file read.
    bytes_done: i64,
    /// Bytes of the file.
    bytes_total: i64,
    /// Rows seen.
    rows_done: i64,
    /// Its numbers, once it is done, with the first rejected rows.
    summary: Option<Summary>,
    /// Why it could not be done.
    problem: Option<Fault>,
    /// What taking it back came to, as far as that is.
    reverted: Option<Reversal>,
    /// When it was taken back.
    reverted_at: Option<Instant>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(hand_over_file))
        .routes(routes!(preview_file))
        .routes(routes!(list_imports, begin_import))
        .routes(routes!(show_import))
        .routes(routes!(list_rejected_rows))
        .merge(reverting::api::router())
        .merge(presets::api::router())
}

/// Hands a file over; its bytes are the body.
#[utoipa::path(post, path = "/api/v1/imports/files", tag = "imports", params(FileName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = FileOut), (status = 507, body = Problem)))]
async fn hand_over_file(
    State(shop): State<Shop>,
    Query(FileName { name }): Query<FileName>,
    body: Body,
) -> Result<(StatusCode, Json<FileOut>), Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let file: FileId = tx.new_id();
    drop(tx);
    let name = safe_name(&name);
    let path = uploads(&shop).join(format!("{file}-{name}"));
    match keep(&path, body).await {
        Ok(bytes) => Ok((StatusCode::CREATED, Json(FileOut { file, name, bytes }))),
        Err(error) => {
            // Half a file is worse than none; if it cannot even be removed, it is never asked for.
            let _ = tokio::fs::remove_file(&path).await;
            Err(problem_of_disk(error))
        }
    }
}

/// Looks at a file: how it is read, what its columns mean, what is missing.
#[utoipa::path(post, path = "/api/v1/imports/preview", tag = "imports", request_body = PreviewIn,
    responses((status = 200, body = Preview), (status = 422, body = Problem)))]
async fn preview_file(
    State(shop): State<Shop>,
    Json(asked): Json<PreviewIn>,
) -> Result<Json<Preview>, Problem> {
    let (path, name) = uploaded(&shop, asked.file).await?;
    let preview = super::preview(&shop, &path, &asked.options).await;
    preview.map(Json).map_err(|error| problem_of(error, &name))
}

/// Begins to take a file in; ask for the import until it is done.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports", request_body = ImportIn,
    responses((status = 202, body = BegunOut), (status = 404, body = Problem)))]
async fn begin_import(
    State(shop): State<Shop>,
    Json(asked): Json<ImportIn>,
) -> Result<(StatusCode, Json<BegunOut>), Problem> {
    let (path, file_name) = uploaded(&shop, asked.file).await?;
    let new = NewImport { file_name, path, options: asked.options, is_dry_run: asked.dry_run };
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    let id = jobs::enqueue(&mut tx, &new).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok((StatusCode::ACCEPTED, Json(BegunOut { id })))
}

/// The imports of the shop, newest first.
#[utoipa::path(get, path = "/api/v1/imports", tag = "imports", params(PageQuery),
    responses((status = 200, body = Page<ImportOut>), (status = 422, body = Problem)))]
async fn list_imports(
    State(shop): State<Shop>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<ImportOut>>, Problem> {
    let before = query.after.as_deref().map(str::parse::<ImportId>).transpose();
    let before = before.map_err(|bad| Problem::field("after", "bad_cursor", bad.to_string()))?;
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let imports = super::list(&mut tx, before, query.limit() + 1).await;
    let imports = imports.map_err(problems::of_records)?.into_iter().map(ImportOut::from);
    Ok(Json(Page::of(imports.collect(), query.limit(), |import| import.id.to_string())))
}

/// One import and how far it is.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "imports",
    params(("id" = ImportId, Path)),
    responses((status = 200, body = ImportOut), (status = 404, body = Problem)))]
async fn show_import(
    State(shop): State<Shop>,
    Path(id): Path<ImportId>,
) -> Result<Json<ImportOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let import = super::find(&mut tx, id).await.map_err(problems::of_records)?;
    let mut out =
        import.map(ImportOut::from).ok_or_else(|| Problem::not_found(format!("import {id}")))?;
    if let Some(summary) = &mut out.summary {
        let rejected = super::rejections(&mut tx, id, REJECTIONS_SHOWN).await;
        summary.rejected = rejected.map_err(problems::of_records)?;
    }
    Ok(Json(out))
}

/// The rows that were left out, as a table to be put right.
#[utoipa::path(get, path = "/api/v1/imports/{id}/rejected.csv", tag = "imports",
    params(("id" = ImportId, Path)),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_rejected_rows(
    State(shop): State<Shop>,
    Path(id): Path<ImportId>,
) -> Result<impl IntoResponse, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let rejections =
        super::rejections(&mut tx, id, u32::MAX).await.map_err(problems::of_records)?;
    let table = table_of(&rejections).map_err(Problem::internal)?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], table))
}

fn table_of(rejections: &[Rejection]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["line", "reason", "text"])?;
    for Rejection { line, reason, text, .. } in rejections {
        table.write_record([&line.to_string(), reason, harmless(text).as_ref()])?;
    }
    table.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

impl From<Import> for ImportOut {
    fn from(import: Import) -> Self {
        Self {
            id: import.id,
            state: import.state,
            dry_run: import.is_dry_run,
            file_name: import.file_name,
            started_at: import.started_at,
            finished_at: import.finished_at,
            bytes_done: import.bytes_done,
            bytes_total: import.bytes_total,
            rows_done: import.rows_done,
            summary: import.summary.map(|summary| Summary { import: Some(import.id), ..summary }),
            problem: import.problem,
            reverted: import.reverted,
            reverted_at: import.reverted_at,
        }
    }
}

fn uploads(shop: &Shop) -> PathBuf {
    shop.home().files().join("uploads")
}

/// A name without folders and signs that mean something to a disk.
fn safe_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '(' | ')');
    let name: String = name.chars().filter(is_plain).take(NAME_MAX).collect();
    if name.trim_matches(['.', ' ']).is_empty() { "file".to_owned() } else { name }
}

async fn keep(path: &std::path::Path, body: Body) -> std::io::Result<u64> {
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    let mut file = tokio::fs::File::create(path).await?;
    let mut blocks = body.into_data_stream();
    let mut bytes = 0;
    while let Some(block) = blocks.next().await {
        let block = block.map_err(std::io::Error::other)?;
        file.write_all(&block).await?;
        bytes += block.len() as u64;
    }
    file.flush().await?;
    Ok(bytes)
}

/// Where a file handed over lies, and its name.
pub(crate) async fn uploaded(shop: &Shop, file: FileId) -> Result<(PathBuf, String), Problem> {
    let prefix = format!("{file}-");
    let missing = || Problem::not_found(format!("file {file}; hand it over again"));
    let mut folder = tokio::fs::read_dir(uploads(shop)).await.map_err(|_| missing())?;
    while let Ok(Some(entry)) = folder.next_entry().await {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_prefix(&prefix) {
            return Ok((entry.path(), name.to_owned()));
        }
    }
    Err(missing())
}

fn problem_of_disk(error: std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Problem::new(
            StatusCode::INSUFFICIENT_STORAGE,
            "disk_full",
            "the disk is full: the file was not kept; free some space and send it again",
        ),
        _ => Problem::internal(error),
    }
}

fn problem_of(error: ImportError, file: &str) -> Problem {
    match error {
        ImportError::Fault(fault) => {
            let fault = fault.in_file(file);
            Problem::invalid(&fault.code, fault.to_string())
        }
        ImportError::Records(error) => problems::of_records(error),
        other => Problem::internal(other),
    }
}
