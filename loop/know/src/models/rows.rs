//! Rows of `model_run` and `model_in_use`.

use domain::{Day, Instant, RunId};
use records::{FromQueryResult, RecordsError, ShopTx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Ran, Run};

#[derive(FromQueryResult)]
struct RunRow {
    id: Uuid,
    model: String,
    options: Json,
    seen_from: Option<String>,
    seen_until: Option<String>,
    found: Json,
    measures: Json,
    took_ms: i64,
    code_version: String,
    made_at: i64,
    made_by: String,
    in_use_since: Option<i64>,
}

impl From<RunRow> for Run {
    fn from(row: RunRow) -> Self {
        let day = |text: Option<String>| text.and_then(|text| text.parse::<Day>().ok());
        Self {
            id: RunId(row.id),
            ran: Ran {
                model: row.model,
                options: row.options,
                seen_from: day(row.seen_from),
                seen_until: day(row.seen_until),
                found: row.found,
                measures: row.measures,
                took_ms: row.took_ms,
                code_version: row.code_version,
            },
            made_by: row.made_by,
            made_at: Instant(row.made_at),
            in_use_since: row.in_use_since.map(Instant),
        }
    }
}

pub(super) async fn keep(tx: &mut ShopTx, run: &Run) -> Result<(), RecordsError> {
    let sql = "insert into model_run (id, model, options, seen_from, seen_until, found, measures,
                                      took_ms, code_version, made_at, made_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let ran = run.ran.clone();
    let values = vec![
        run.id.0.into(),
        ran.model.into(),
        ran.options.into(),
        ran.seen_from.map(|day| day.to_string()).into(),
        ran.seen_until.map(|day| day.to_string()).into(),
        ran.found.into(),
        ran.measures.into(),
        ran.took_ms.into(),
        ran.code_version.into(),
        run.made_at.0.into(),
        run.made_by.clone().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Runs with when they came into use; a condition and an order follow.
const RUNS: &str =
    "select run.id, run.model, run.options, run.seen_from, run.seen_until, run.found,
                           run.measures, run.took_ms, run.code_version, run.made_at, run.made_by,
                           used.chosen_at as in_use_since
                    from model_run run left join model_in_use used on used.run_id = run.id";

pub(super) async fn newest(
    tx: &mut ShopTx,
    model: Option<&str>,
    limit: u32,
) -> Result<Vec<Run>, RecordsError> {
    let sql = format!(
        "{RUNS} where ($1 = '' or run.model = $1) order by run.made_at desc, run.id desc limit $2"
    );
    let values = vec![model.unwrap_or_default().into(), i64::from(limit).into()];
    let rows: Vec<RunRow> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}

pub(super) async fn find(tx: &mut ShopTx, id: RunId) -> Result<Option<Run>, RecordsError> {
    let row: Option<RunRow> =
        tx.row(&format!("{RUNS} where run.id = $1"), vec![id.0.into()]).await?;
    Ok(row.map(Run::from))
}

pub(super) async fn in_use(tx: &mut ShopTx, model: &str) -> Result<Option<Run>, RecordsError> {
    let sql = format!("{RUNS} where used.model = $1");
    let row: Option<RunRow> = tx.row(&sql, vec![model.into()]).await?;
    Ok(row.map(Run::from))
}

pub(super) async fn put_in_use(
    tx: &mut ShopTx,
    model: &str,
    id: RunId,
) -> Result<(), RecordsError> {
    let sql = "insert into model_in_use (model, run_id, chosen_at, chosen_by)
               values ($1, $2, $3, $4)
               on conflict (model) do update
               set run_id = excluded.run_id, chosen_at = excluded.chosen_at,
                   chosen_by = excluded.chosen_by";
    let (at, by) = (tx.now().0, tx.actor().to_string());
    tx.run(sql, vec![model.into(), id.0.into(), at.into(), by.into()]).await?;
    Ok(())
}

pub(super) async fn take_out_of_use(tx: &mut ShopTx, id: RunId) -> Result<bool, RecordsError> {
    Ok(tx.run("delete from model_in_use where run_id = $1", vec![id.0.into()]).await? > 0)
}
