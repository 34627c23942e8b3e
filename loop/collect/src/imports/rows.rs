//! Rows of `import` and `import_rejection`.

use std::path::PathBuf;

use domain::{ImportId, Instant};
use records::{FromQueryResult, Insert, RecordsError, ShopTx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::gathering::{Progress, Summary};
use super::guessing::options::ImportOptions;
use super::reading::fault::{Fault, Rejection};
use super::reverting::Reversal;
use super::{Import, NewImport, State};

/// An import that has not been heard of for this long has died with its process.
const SILENCE_MAX: i64 = 60_000_000;

const COLUMNS: [&str; 17] = [
    "id",
    "file_name",
    "file_path",
    "content_hash",
    "dry_run",
    "options",
    "state",
    "bytes_done",
    "bytes_total",
    "rows_done",
    "n_orders_written",
    "summary",
    "problem",
    "started_at",
    "finished_at",
    "created_by",
    "updated_at",
];

pub(super) async fn begin(tx: &mut ShopTx, new: &NewImport) -> Result<ImportId, RecordsError> {
    let id: ImportId = tx.new_id();
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let row = vec![
        id.0.into(),
        new.file_name.clone().into(),
        new.path.display().to_string().into(),
        String::new().into(),
        new.is_dry_run.into(),
        serde_json::to_value(&new.options)?.into(),
        State::Running.word().into(),
        0_i64.into(),
        0_i64.into(),
        0_i64.into(),
        0_i64.into(),
        None::<Json>.into(),
        None::<Json>.into(),
        now.into(),
        None::<i64>.into(),
        actor.into(),
        now.into(),
    ];
    tx.insert_many(Insert { table: "import", columns: &COLUMNS, conflict: "" }, vec![row]).await?;
    Ok(id)
}

/// The import of the same file, told the same way, that was cut off before its end.
pub(super) async fn find_cut_off(
    tx: &mut ShopTx,
    new: &NewImport,
    content_hash: &str,
) -> Result<Option<ImportId>, RecordsError> {
    let sql = "select id from import
               where content_hash = $1 and cast(options as text) = cast($2 as text)
                 and dry_run = $3 and state = $4
               order by started_at desc, id desc limit 1";
    let options = serde_json::to_value(&new.options)?;
    let values =
        vec![content_hash.into(), options.into(), false.into(), State::Running.word().into()];
    let row: Option<IdRow> = tx.row(sql, values).await?;
    Ok(row.map(|row| ImportId(row.id)))
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

pub(super) async fn note_file(
    tx: &mut ShopTx,
    id: ImportId,
    content_hash: &str,
    bytes_total: u64,
) -> Result<(), RecordsError> {
    let sql = "update import set content_hash = $2, bytes_total = $3, updated_at = $4
               where id = $1";
    let bytes = i64::try_from(bytes_total).unwrap_or(i64::MAX);
    tx.run(sql, vec![id.0.into(), content_hash.into(), bytes.into(), tx.now().0.into()]).await?;
    Ok(())
}

/// Notes which columns the file of an import has.
pub(super) async fn note_shape(
    tx: &mut ShopTx,
    id: ImportId,
    shape: &str,
) -> Result<(), RecordsError> {
    tx.run("update import set shape = $2 where id = $1", vec![id.0.into(), shape.into()]).await?;
    Ok(())
}

/// Notes how far an import is, in the transaction that brought it there.
pub(super) async fn advance(
    tx: &mut ShopTx,
    id: ImportId,
    progress: &Progress,
    n_orders_written: u64,
) -> Result<(), RecordsError> {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let sql = "update import set bytes_done = $2, rows_done = $3, n_orders_written = $4,
                                 updated_at = $5
               where id = $1";
    let values = vec![
        id.0.into(),
        whole(progress.bytes()).into(),
        whole(progress.rows()).into(),
        whole(n_orders_written).into(),
        tx.now().0.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// The import is done: its numbers and its rejected rows stand.
pub(super) async fn finish(
    tx: &mut ShopTx,
    id: ImportId,
    summary: &Summary,
) -> Result<(), RecordsError> {
    tx.run("delete from import_rejection where import_id = $1", vec![id.0.into()]).await?;
    let rows = summary.rejected.iter().enumerate().map(|(ordinal, rejection)| {
        vec![
            id.0.into(),
            i64::try_from(rejection.line).unwrap_or(i64::MAX).into(),
            (ordinal as i64).into(),
            rejection.reason.clone().into(),
            rejection.text.clone().into(),
            rejection.field.clone().into(),
            rejection.cell.clone().into(),
        ]
    });
    let columns = &["import_id", "line", "ordinal", "reason", "explanation", "field", "cell"];
    let insert = Insert { table: "import_rejection", columns, conflict: "" };
    let rows = rows.collect();
    tx.insert_many(insert, rows).await?;
    let told = Summary { rejected: Vec::new(), ..summary.clone() };
    close(tx, id, State::Done, Some(serde_json::to_value(told)?), None).await
}

/// The import cannot be done, and why.
pub(super) async fn fail(
    tx: &mut ShopTx,
    id: ImportId,
    problem: &Fault,
) -> Result<(), RecordsError> {
    close(tx, id, State::Failed, None, Some(serde_json::to_value(problem)?)).await
}

async fn close(
    tx: &mut ShopTx,
    id: ImportId,
    state: State,
    summary: Option<Json>,
    problem: Option<Json>,
) -> Result<(), RecordsError> {
    let sql = "update import set state = $2, summary = $3, problem = $4, finished_at = $5,
                                 updated_at = $5
               where id = $1";
    let now = tx.now().0;
    let values = vec![id.0.into(), state.word().into(), summary.into(), problem.into(), now.into()];
    tx.run(sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct ImportRow {
    id: Uuid,
    file_name: String,
    file_path: String,
    dry_run: bool,
    options: Json,
    state: String,
    bytes_done: i64,
    bytes_total: i64,
    rows_done: i64,
    summary: Option<Json>,
    problem: Option<Json>,
    started_at: i64,
    finished_at: Option<i64>,
    updated_at: i64,
    reverted: Option<Json>,
    reverted_at: Option<i64>,
    shape: Option<String>,
}

impl ImportRow {
    fn read(self, now: Instant) -> Result<Import, RecordsError> {
        let is_silent = now.0 - self.updated_at > SILENCE_MAX;
        let state = match State::of_word(&self.state) {
            Some(State::Running) if is_silent => State::Interrupted,
            Some(state) => state,
            None => return Err(RecordsError::Unreadable(format!("import {}: state", self.id))),
        };
        Ok(Import {
            id: ImportId(self.id),
            file_name: self.file_name,
            path: self.file_path.into(),
            is_dry_run: self.dry_run,
            options: serde_json::from_value::<ImportOptions>(self.options)?,
            state,
            bytes_done: self.bytes_done,
            bytes_total: self.bytes_total,
            rows_done: self.rows_done,
            summary: self.summary.map(serde_json::from_value::<Summary>).transpose()?,
            problem: self.problem.map(serde_json::from_value::<Fault>).transpose()?,
            started_at: Instant(self.started_at),
            finished_at: self.finished_at.map(Instant),
            reverted: self.reverted.map(serde_json::from_value::<Reversal>).transpose()?,
            reverted_at: self.reverted_at.map(Instant),
            shape: self.shape,
        })
    }
}

const IMPORT: &str = "select id, file_name, file_path, dry_run, options, state, bytes_done,
     bytes_total, rows_done, summary, problem, started_at, finished_at, updated_at, reverted,
     reverted_at, shape from import";

pub(super) async fn find(tx: &mut ShopTx, id: ImportId) -> Result<Option<Import>, RecordsError> {
    let now = tx.now();
    let row: Option<ImportRow> =
        tx.row(&format!("{IMPORT} where id = $1"), vec![id.0.into()]).await?;
    row.map(|row| row.read(now)).transpose()
}

/// Imports below an id, newest first: ids sort by the time they were made.
pub(super) async fn list(
    tx: &mut ShopTx,
    before: Option<ImportId>,
    limit: u32,
) -> Result<Vec<Import>, RecordsError> {
    let now = tx.now();
    let before = before.map_or(Uuid::max(), |id| id.0);
    let sql = format!("{IMPORT} where id < $1 order by id desc limit $2");
    let rows: Vec<ImportRow> = tx.rows(&sql, vec![before.into(), i64::from(limit).into()]).await?;
    rows.into_iter().map(|row| row.read(now)).collect()
}

#[derive(FromQueryResult)]
struct RejectionRow {
    line: i64,
    reason: String,
    explanation: String,
    field: Option<String>,
    cell: Option<String>,
}

pub(super) async fn rejections(
    tx: &mut ShopTx,
    id: ImportId,
    limit: u32,
) -> Result<Vec<Rejection>, RecordsError> {
    let sql = "select line, reason, explanation, field, cell from import_rejection
               where import_id = $1 order by line, ordinal limit $2";
    let rows: Vec<RejectionRow> = tx.rows(sql, vec![id.0.into(), i64::from(limit).into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| Rejection {
            line: row.line.unsigned_abs(),
            reason: row.reason,
            text: row.explanation,
            field: row.field,
            cell: row.cell,
        })
        .collect())
}

/// Whether files are being taken in at this moment, so that reports can say so.
pub(super) async fn n_running(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    let sql = "select count(*) from import where state = $1 and dry_run = $2 and updated_at > $3";
    let since = tx.now().0 - SILENCE_MAX;
    tx.number(sql, vec![State::Running.word().into(), false.into(), since.into()]).await
}

/// Where the files lie that are being read now.
pub(super) async fn being_read(tx: &mut ShopTx) -> Result<Vec<PathBuf>, RecordsError> {
    #[derive(FromQueryResult)]
    struct PathRow {
        file_path: String,
    }
    let sql = "select file_path from import where state = 'running' and updated_at > $1";
    let rows: Vec<PathRow> = tx.rows(sql, vec![(tx.now().0 - SILENCE_MAX).into()]).await?;
    Ok(rows.into_iter().map(|row| PathBuf::from(row.file_path)).collect())
}
