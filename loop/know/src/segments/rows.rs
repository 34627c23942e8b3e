//! Rows of `segment` and `segment_change`.

use domain::Instant;
use records::{FromQueryResult, Insert, RecordsError, ShopTx};
use serde_json::Value as Json;

use super::crowd::Crowd;
use super::keeping::Change;
use super::rule::Rule;
use super::saved::{Counting, Saved};

#[derive(FromQueryResult)]
struct SegmentRow {
    name: String,
    rule: Json,
    n_members: Option<i64>,
    n_known: Option<i64>,
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
            n_known: row.n_known,
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

const SEGMENT: &str = "select name, rule, n_members, n_known, counted_at, took_ms, failure,
                       updated_at from segment";

pub(super) async fn all(tx: &mut ShopTx) -> Result<Vec<Saved>, RecordsError> {
    let rows: Vec<SegmentRow> = tx.rows(&format!("{SEGMENT} order by name"), vec![]).await?;
    rows.into_iter().map(Saved::try_from).collect()
}

pub(super) async fn find(tx: &mut ShopTx, name: &str) -> Result<Option<Saved>, RecordsError> {
    let sql = format!("{SEGMENT} where name = $1");
    let row: Option<SegmentRow> = tx.row(&sql, vec![name.into()]).await?;
    row.map(Saved::try_from).transpose()
}

/// Writes a rule under a name; a counting of another rule is forgotten with it, the crowd is not.
pub(super) async fn save(tx: &mut ShopTx, name: &str, rule: &Rule) -> Result<(), RecordsError> {
    let sql = "insert into segment (name, rule, created_at, created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, $3, $4)
               on conflict (name) do update
               set rule = excluded.rule, n_members = null, n_known = null, counted_at = null,
                   took_ms = null, failure = null, updated_at = excluded.updated_at,
                   updated_by = excluded.updated_by";
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let values = vec![name.into(), serde_json::to_value(rule)?.into(), now.into(), actor.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// Writes the same rule with other names of segments in it; nobody's counting is forgotten.
pub(super) async fn rewrite(tx: &mut ShopTx, name: &str, rule: &Rule) -> Result<(), RecordsError> {
    let sql = "update segment set rule = $2 where name = $1";
    tx.run(sql, vec![name.into(), serde_json::to_value(rule)?.into()]).await?;
    Ok(())
}

pub(super) async fn rename(tx: &mut ShopTx, name: &str, to: &str) -> Result<bool, RecordsError> {
    let values = || vec![name.into(), to.into()];
    tx.run("update segment_change set segment = $2 where segment = $1", values()).await?;
    Ok(tx.run("update segment set name = $2 where name = $1", values()).await? > 0)
}

pub(super) async fn remove(tx: &mut ShopTx, name: &str) -> Result<bool, RecordsError> {
    tx.run("delete from segment_change where segment = $1", vec![name.into()]).await?;
    Ok(tx.run("delete from segment where name = $1", vec![name.into()]).await? > 0)
}

pub(super) async fn note(
    tx: &mut ShopTx,
    name: &str,
    counting: &Counting,
) -> Result<(), RecordsError> {
    let sql = "update segment set n_members = $2, n_known = $3, counted_at = $4, took_ms = $5,
                   failure = $6
               where name = $1";
    let values = vec![
        name.into(),
        counting.n_members.into(),
        counting.n_known.into(),
        counting.at.0.into(),
        counting.took_ms.into(),
        counting.failure.clone().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// A segment as it was last kept.
#[derive(FromQueryResult)]
pub(super) struct KeptRow {
    pub(super) name: String,
    crowd: Option<Vec<u8>>,
    /// When the rule that the crowd was found by had been written.
    pub(super) crowd_of: Option<i64>,
    /// When the rule of now was written.
    pub(super) updated_at: i64,
    /// Since when changes are known.
    pub(super) kept_from: Option<i64>,
}

impl KeptRow {
    /// Who was in it; none while it has not been kept.
    pub(super) fn crowd(&self) -> Option<Crowd> {
        Crowd::of_bytes(self.crowd.as_deref()?)
    }
}

const KEPT: &str = "select name, crowd, crowd_of, updated_at, kept_from from segment";

pub(super) async fn all_kept(tx: &mut ShopTx) -> Result<Vec<KeptRow>, RecordsError> {
    tx.rows(&format!("{KEPT} order by name"), vec![]).await
}

pub(super) async fn kept(tx: &mut ShopTx, name: &str) -> Result<Option<KeptRow>, RecordsError> {
    tx.row(&format!("{KEPT} where name = $1"), vec![name.into()]).await
}

/// The same, about to be changed: who else wants to change it waits his turn.
pub(super) async fn kept_so_far(
    tx: &mut ShopTx,
    name: &str,
) -> Result<Option<KeptRow>, RecordsError> {
    let sql = format!("{KEPT} where name = $1 {}", tx.lock_clause());
    tx.row(&sql, vec![name.into()]).await
}

/// Puts a crowd in place of the one before; the first one begins the course.
pub(super) async fn keep(
    tx: &mut ShopTx,
    name: &str,
    crowd: &Crowd,
    at: Instant,
) -> Result<(), RecordsError> {
    let sql = "update segment set crowd = $2, crowd_of = updated_at,
                   kept_from = coalesce(kept_from, $3)
               where name = $1";
    tx.run(sql, vec![name.into(), crowd.to_bytes().into(), at.0.into()]).await?;
    Ok(())
}

pub(super) async fn add_changes(
    tx: &mut ShopTx,
    name: &str,
    changes: &[Change],
) -> Result<(), RecordsError> {
    let row = |change: &Change| {
        let Change { at, customer_no, entered } = *change;
        vec![name.into(), at.0.into(), customer_no.into(), entered.into()]
    };
    let insert = Insert {
        table: "segment_change",
        columns: &["segment", "at", "customer_no", "entered"],
        conflict: "on conflict (segment, at, customer_no) do nothing",
    };
    tx.insert_many(insert, changes.iter().map(row).collect()).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct ChangeRow {
    at: i64,
    customer_no: i64,
    entered: bool,
}

impl From<ChangeRow> for Change {
    fn from(row: ChangeRow) -> Self {
        Self { at: Instant(row.at), customer_no: row.customer_no, entered: row.entered }
    }
}

/// Who came and who went from a moment on, the latest first.
pub(super) async fn changes_from(
    tx: &mut ShopTx,
    name: &str,
    from: Instant,
) -> Result<Vec<Change>, RecordsError> {
    let sql = "select at, customer_no, entered from segment_change
               where segment = $1 and at >= $2 order by at desc, customer_no";
    let rows: Vec<ChangeRow> = tx.rows(sql, vec![name.into(), from.0.into()]).await?;
    Ok(rows.into_iter().map(Change::from).collect())
}

/// When a customer last came into a segment, as far as that is known.
pub(super) async fn last_entered(
    tx: &mut ShopTx,
    name: &str,
    customer_no: i64,
) -> Result<Option<Instant>, RecordsError> {
    let sql = "select at, customer_no, entered from segment_change
               where customer_no = $1 and segment = $2 and entered order by at desc limit 1";
    let row: Option<ChangeRow> = tx.row(sql, vec![customer_no.into(), name.into()]).await?;
    Ok(row.map(|row| Instant(row.at)))
}

/// How many came and went in one segment.
#[derive(FromQueryResult)]
pub(super) struct MovedRow {
    pub(super) segment: String,
    pub(super) n_entered: i64,
    pub(super) n_left: i64,
}

/// How many came and went in each segment from a moment on.
pub(super) async fn moved_from(
    tx: &mut ShopTx,
    from: Instant,
) -> Result<Vec<MovedRow>, RecordsError> {
    let sql = "select segment, sum(case when entered then 1 else 0 end) as n_entered,
                      sum(case when entered then 0 else 1 end) as n_left
               from segment_change where at >= $1 group by segment";
    tx.rows(sql, vec![from.0.into()]).await
}

/// Puts a crowd in place of the one before, found by the same rule.
pub(super) async fn put_crowd(
    tx: &mut ShopTx,
    name: &str,
    crowd: &Crowd,
) -> Result<(), RecordsError> {
    let sql = "update segment set crowd = $2 where name = $1";
    tx.run(sql, vec![name.into(), crowd.to_bytes().into()]).await?;
    Ok(())
}

/// The segments that a customer left at a moment.
pub(super) async fn left_at(
    tx: &mut ShopTx,
    customer_no: i64,
    at: Instant,
) -> Result<Vec<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NameRow {
        segment: String,
    }
    let sql = "select segment from segment_change
               where customer_no = $1 and at = $2 and not entered order by segment";
    let rows: Vec<NameRow> = tx.rows(sql, vec![customer_no.into(), at.0.into()]).await?;
    Ok(rows.into_iter().map(|row| row.segment).collect())
}

/// A customer did not leave at a moment after all.
pub(super) async fn forget_change(
    tx: &mut ShopTx,
    customer_no: i64,
    at: Instant,
) -> Result<(), RecordsError> {
    let sql = "delete from segment_change where customer_no = $1 and at = $2 and not entered";
    tx.run(sql, vec![customer_no.into(), at.0.into()]).await?;
    Ok(())
}
