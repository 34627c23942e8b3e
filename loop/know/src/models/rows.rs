//! Rows of `model_run`.

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

pub(super) async fn newest(
    tx: &mut ShopTx,
    model: Option<&str>,
    limit: u32,
) -> Result<Vec<Run>, RecordsError> {
    let sql = "select id, model, options, seen_from, seen_until, found, measures, took_ms,
                      code_version, made_at, made_by
               from model_run where ($1 = '' or model = $1)
               order by made_at desc, id desc limit $2";
    let values = vec![model.unwrap_or_default().into(), i64::from(limit).into()];
    let rows: Vec<RunRow> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}
