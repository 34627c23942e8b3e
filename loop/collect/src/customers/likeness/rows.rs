//! Rows of `likeness`.

use std::collections::HashSet;

use records::{FromQueryResult, Insert, RecordsError, ShopTx};

use super::weighing::Reason;
use crate::customers::Customer;
use crate::customers::rows::{CUSTOMER, CustomerRow};

/// A pair as it was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) score: i64,
    pub(super) reasons: Vec<Reason>,
}

#[derive(FromQueryResult)]
struct PairRow {
    low_no: i64,
    high_no: i64,
    score: i64,
    reasons: serde_json::Value,
}

/// Customers after a number, in the order of numbers.
pub(super) async fn customers_after(
    tx: &mut ShopTx,
    no: i64,
    limit: u32,
) -> Result<Vec<Customer>, RecordsError> {
    let sql = format!("{CUSTOMER} where no > $1 order by no limit $2");
    let rows: Vec<CustomerRow> = tx.rows(&sql, vec![no.into(), i64::from(limit).into()]).await?;
    Ok(rows.into_iter().map(Customer::from).collect())
}

/// Puts what was found in place of what was found before; who was dismissed stays so.
pub(super) async fn replace(tx: &mut ShopTx, pairs: Vec<Pair>) -> Result<(), RecordsError> {
    tx.run("delete from likeness where dismissed_at is null", vec![]).await?;
    let now = tx.now();
    let mut rows = Vec::with_capacity(pairs.len());
    for pair in pairs {
        rows.push(vec![
            pair.low.into(),
            pair.high.into(),
            pair.score.into(),
            serde_json::to_value(&pair.reasons)?.into(),
            now.0.into(),
        ]);
    }
    let insert = Insert {
        table: "likeness",
        columns: &["low_no", "high_no", "score", "reasons", "found_at"],
        conflict: "on conflict (low_no, high_no) do nothing",
    };
    tx.insert_many(insert, rows).await?;
    Ok(())
}

// Whoever was merged meanwhile is no customer: the joins leave his pairs out.
const STANDING: &str = "from likeness
     join customer as low on low.no = likeness.low_no
     join customer as high on high.no = likeness.high_no
     where likeness.dismissed_at is null and likeness.score >= $1";

/// Proposed pairs from a score on, the likeliest first, below a place.
pub(super) async fn standing(
    tx: &mut ShopTx,
    score_min: i64,
    (score, low, high): (i64, i64, i64),
    limit: u32,
) -> Result<Vec<Pair>, RecordsError> {
    let sql = format!(
        "select likeness.low_no, likeness.high_no, likeness.score, likeness.reasons {STANDING}
             and (likeness.score < $2 or (likeness.score = $2
                  and (likeness.low_no, likeness.high_no) > ($3, $4)))
         order by likeness.score desc, likeness.low_no, likeness.high_no limit $5"
    );
    let values =
        vec![score_min.into(), score.into(), low.into(), high.into(), i64::from(limit).into()];
    let rows: Vec<PairRow> = tx.rows(&sql, values).await?;
    let pair = |row: PairRow| {
        Ok(Pair {
            low: row.low_no,
            high: row.high_no,
            score: row.score,
            reasons: serde_json::from_value(row.reasons)?,
        })
    };
    rows.into_iter().map(pair).collect()
}

pub(super) async fn n_standing(tx: &mut ShopTx, score_min: i64) -> Result<i64, RecordsError> {
    tx.number(&format!("select count(*) {STANDING}"), vec![score_min.into()]).await
}

/// When pairs were last looked for and found.
pub(super) async fn found_at(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    tx.number("select max(found_at) from likeness", vec![]).await
}

/// Somebody says that these are two people; answers whether they were proposed as one.
pub(super) async fn dismiss(
    tx: &mut ShopTx,
    (low, high): (i64, i64),
) -> Result<bool, RecordsError> {
    let sql = "update likeness set dismissed_at = $3, dismissed_by = $4
               where low_no = $1 and high_no = $2 and dismissed_at is null";
    let values = vec![low.into(), high.into(), tx.now().0.into(), tx.actor().to_string().into()];
    Ok(tx.run(sql, values).await? > 0)
}

/// The pairs that were dismissed.
pub(super) async fn dismissed(tx: &mut ShopTx) -> Result<HashSet<(i64, i64)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NumbersRow {
        low_no: i64,
        high_no: i64,
    }
    let sql = "select low_no, high_no from likeness where dismissed_at is not null";
    let rows: Vec<NumbersRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.low_no, row.high_no)).collect())
}
