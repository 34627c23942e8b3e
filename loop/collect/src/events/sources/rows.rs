//! Rows of `source_hour` and `refused_event`.

use domain::Instant;
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::{HOUR, Heard, Latest, Source};
use crate::events::message::Refusal;

/// Refusals of a source that are kept; older ones are nobody's business any more.
const REFUSALS_KEPT: i64 = 200;

#[derive(FromQueryResult)]
struct TotalRow {
    source: String,
    last_at: i64,
    n_new: i64,
    n_again: i64,
    n_refused: i64,
}

#[derive(FromQueryResult)]
struct HourRow {
    source: String,
    hour_at: i64,
    n_new: i64,
    n_again: i64,
    n_refused: i64,
}

#[derive(FromQueryResult)]
struct RefusalRow {
    at: i64,
    message_id: Option<String>,
    name: Option<String>,
    reason: String,
    explanation: String,
}

pub(super) async fn add_to_hour(
    tx: &mut ShopTx,
    source: &str,
    heard: Heard,
) -> Result<(), RecordsError> {
    let now = tx.now().0;
    let sql = "insert into source_hour (source, hour_at, n_new, n_again, n_refused, last_at)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (source, hour_at) do update
               set n_new = source_hour.n_new + excluded.n_new,
                   n_again = source_hour.n_again + excluded.n_again,
                   n_refused = source_hour.n_refused + excluded.n_refused,
                   last_at = excluded.last_at";
    let values = vec![
        source.into(),
        (now - now.rem_euclid(HOUR)).into(),
        heard.n_new.into(),
        heard.n_again.into(),
        heard.n_refused.into(),
        now.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn keep_refusals(
    tx: &mut ShopTx,
    source: &str,
    refusals: &[&Refusal],
) -> Result<(), RecordsError> {
    let now = tx.now();
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for refusal in refusals.iter().rev().take(REFUSALS_KEPT as usize) {
        let id: Uuid = tx.new_id();
        rows.push(vec![
            id.into(),
            source.into(),
            now.0.into(),
            refusal.message_id.clone().into(),
            refusal.name.clone().into(),
            refusal.reason.word().into(),
            refusal.reason.explanation().into(),
        ]);
    }
    let columns = &["id", "source", "at", "message_id", "name", "reason", "explanation"];
    tx.insert_many(Insert { table: "refused_event", columns, conflict: "" }, rows).await?;
    let sql = "delete from refused_event
               where source = $1 and id not in (select id from refused_event where source = $1
                                                order by at desc, id desc limit $2)";
    tx.run(sql, vec![source.into(), REFUSALS_KEPT.into()]).await?;
    Ok(())
}

pub(super) async fn totals(tx: &mut ShopTx) -> Result<Vec<Source>, RecordsError> {
    // A sum of whole numbers is a decimal on one engine; the cast makes it whole on both.
    let sql = "select source, max(last_at) as last_at, cast(sum(n_new) as bigint) as n_new,
                      cast(sum(n_again) as bigint) as n_again,
                      cast(sum(n_refused) as bigint) as n_refused
               from source_hour group by source";
    let rows: Vec<TotalRow> = tx.rows(sql, vec![]).await?;
    let source = |row: TotalRow| Source {
        name: row.source,
        last_at: Some(Instant(row.last_at)),
        ever: Heard { n_new: row.n_new, n_again: row.n_again, n_refused: row.n_refused },
        hours: Vec::new(),
    };
    Ok(rows.into_iter().map(source).collect())
}

pub(super) async fn hours_since(
    tx: &mut ShopTx,
    since: Instant,
) -> Result<Vec<(String, Instant, Heard)>, RecordsError> {
    let sql = "select source, hour_at, n_new, n_again, n_refused from source_hour
               where hour_at >= $1 order by source, hour_at";
    let rows: Vec<HourRow> = tx.rows(sql, vec![since.0.into()]).await?;
    let hour = |row: HourRow| {
        let heard = Heard { n_new: row.n_new, n_again: row.n_again, n_refused: row.n_refused };
        (row.source, Instant(row.hour_at), heard)
    };
    Ok(rows.into_iter().map(hour).collect())
}

pub(super) async fn refusals(
    tx: &mut ShopTx,
    source: &str,
    limit: u32,
) -> Result<Vec<Latest>, RecordsError> {
    let sql = "select at, message_id, name, reason, explanation from refused_event
               where source = $1 order by at desc, id desc limit $2";
    let rows: Vec<RefusalRow> = tx.rows(sql, vec![source.into(), i64::from(limit).into()]).await?;
    let refused = |row: RefusalRow| Latest {
        heard_at: Instant(row.at),
        at: None,
        message_id: row.message_id,
        kind: None,
        name: row.name,
        who: None,
        reason: Some(row.reason),
        accepted: false,
        told: serde_json::json!({ "explanation": row.explanation }),
    };
    Ok(rows.into_iter().map(refused).collect())
}
