//! Rows of `segment`.

use domain::Instant;
use records::{FromQueryResult, RecordsError, ShopTx};
use serde_json::Value as Json;

use super::rule::Rule;
use super::saved::{Counting, Saved};

#[derive(FromQueryResult)]
struct SegmentRow {
    name: String,
    rule: Json,
    n_members: Option<i64>,
    counted_at: Option<i64>,
    took_ms: Option<i64>,
    failure: Option<String>,
    updated_at: i64,
}

impl TryFrom<SegmentRow> for Saved {
    type Error = RecordsError;

    fn try_from(row: SegmentRow) -> Result<Self, RecordsError> {
        let counting = |at| Counting {
            at: Instant(at),
            n_members: row.n_members,
            took_ms: row.took_ms.unwrap_or_default(),
            failure: row.failure,
        };
        Ok(Self {
            name: row.name,
            rule: serde_json::from_value(row.rule)?,
            changed_at: Instant(row.updated_at),
            last_counted: row.counted_at.map(counting),
        })
    }
}

const SEGMENT: &str = "select name, rule, n_members, counted_at, took_ms, failure, updated_at
                       from segment";

pub(super) async fn all(tx: &mut ShopTx) -> Result<Vec<Saved>, RecordsError> {
    let rows: Vec<SegmentRow> = tx.rows(&format!("{SEGMENT} order by name"), vec![]).await?;
    rows.into_iter().map(Saved::try_from).collect()
}

pub(super) async fn find(tx: &mut ShopTx, name: &str) -> Result<Option<Saved>, RecordsError> {
    let sql = format!("{SEGMENT} where name = $1");
    let row: Option<SegmentRow> = tx.row(&sql, vec![name.into()]).await?;
    row.map(Saved::try_from).transpose()
}

/// Writes a rule under a name; a counting of another rule is forgotten with it.
pub(super) async fn save(tx: &mut ShopTx, name: &str, rule: &Rule) -> Result<(), RecordsError> {
    let sql = "insert into segment (name, rule, created_at, created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, $3, $4)
               on conflict (name) do update
               set rule = excluded.rule, n_members = null, counted_at = null, took_ms = null,
                   failure = null, updated_at = excluded.updated_at,
                   updated_by = excluded.updated_by";
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let values = vec![name.into(), serde_json::to_value(rule)?.into(), now.into(), actor.into()];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn remove(tx: &mut ShopTx, name: &str) -> Result<bool, RecordsError> {
    Ok(tx.run("delete from segment where name = $1", vec![name.into()]).await? > 0)
}

pub(super) async fn note(
    tx: &mut ShopTx,
    name: &str,
    counting: &Counting,
) -> Result<(), RecordsError> {
    let sql = "update segment set n_members = $2, counted_at = $3, took_ms = $4, failure = $5
               where name = $1";
    let values = vec![
        name.into(),
        counting.n_members.into(),
        counting.at.0.into(),
        counting.took_ms.into(),
        counting.failure.clone().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}
