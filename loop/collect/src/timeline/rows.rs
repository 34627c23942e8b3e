//! Questions to `happening` that are about many customers.

use domain::Instant;
use records::{FromQueryResult, RecordsError, ShopTx};

/// The kind under which an event of the shop's own is kept, beside its name.
const OWN: &str = "event_heard";

/// The newest events of the shop's own among which names are sought.
const OWN_AMONG: i64 = 5_000;

#[derive(FromQueryResult)]
struct DeedRow {
    no: i64,
    at: i64,
}

#[derive(FromQueryResult)]
struct WordRow {
    word: Option<String>,
}

#[derive(FromQueryResult)]
struct SeqRow {
    seq: i64,
}

pub(super) async fn deeds(
    tx: &mut ShopTx,
    what: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<(i64, Instant)>, RecordsError> {
    let sql = "select c.no as no, h.at as at
               from (select customer_id, at from happening
                     where kind = $1 and at >= $2 and at < $3
                     union all
                     select customer_id, at from happening
                     where kind = $4 and payload ->> 'name' = $1 and at >= $2 and at < $3) as h
               join customer as c on c.id = h.customer_id order by c.no, h.at";
    let values = vec![what.into(), from.0.into(), until.0.into(), OWN.into()];
    let rows: Vec<DeedRow> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.no, Instant(row.at))).collect())
}

pub(super) async fn kinds(tx: &mut ShopTx) -> Result<Vec<String>, RecordsError> {
    // From one kind to the next by the index, however many happenings there are of each.
    let sql = "with recursive found (word) as (
                   select min(kind) from happening
                   union all
                   select (select min(kind) from happening where kind > found.word) from found
                   where found.word is not null)
               select word from found where word is not null order by word";
    words(tx.rows(sql, vec![]).await?)
}

pub(super) async fn own_names(tx: &mut ShopTx) -> Result<Vec<String>, RecordsError> {
    let sql = "select distinct payload ->> 'name' as word
               from (select payload from happening where kind = $1 order by at desc limit $2)
                    as newest
               order by word";
    words(tx.rows(sql, vec![OWN.into(), OWN_AMONG.into()]).await?)
}

fn words(rows: Vec<WordRow>) -> Result<Vec<String>, RecordsError> {
    Ok(rows.into_iter().filter_map(|row| row.word).filter(|word| word != OWN).collect())
}

pub(super) async fn last_place(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    let sql = "select coalesce(max(seq), 0) as seq from happening";
    let rows: Vec<SeqRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.first().map_or(0, |row| row.seq))
}
