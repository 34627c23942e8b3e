//! Questions to `happening` that are about many customers.

use std::collections::{BTreeMap, BTreeSet};

use domain::{CustomerId, Instant};
use records::{FromQueryResult, RecordsError, ShopTx};
use serde_json::Value;
use uuid::Uuid;

use super::{Event, Newest, ToldDeed, properties_of};
use crate::customers::shown_id;

/// The kind under which an event of the shop's own is kept, beside its name.
pub(crate) const OWN: &str = "event_heard";

/// The newest events of the shop's own among which names are sought.
const OWN_AMONG: i64 = 5_000;

/// Places below the newest among which one may still be filled: a happening gets its place when it
/// is written, and is seen when its transaction ends, which may be after that of a later one.
const NEAR: i64 = 10_000;

#[derive(FromQueryResult)]
struct DeedRow {
    no: i64,
    at: i64,
}

#[derive(FromQueryResult)]
struct WordRow {
    word: Option<String>,
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

#[derive(FromQueryResult)]
struct ToldRow {
    no: i64,
    at: i64,
    payload: Value,
}

pub(super) async fn told_deeds(
    tx: &mut ShopTx,
    what: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<ToldDeed>, RecordsError> {
    let sql = "select c.no as no, h.at as at, h.payload as payload
               from (select customer_id, at, seq, payload from happening
                     where kind = $1 and at >= $2 and at < $3
                     union all
                     select customer_id, at, seq, payload from happening
                     where kind = $4 and payload ->> 'name' = $1 and at >= $2 and at < $3) as h
               join customer as c on c.id = h.customer_id order by c.no, h.at, h.seq";
    let values = vec![what.into(), from.0.into(), until.0.into(), OWN.into()];
    let rows: Vec<ToldRow> = tx.rows(sql, values).await?;
    let told = rows.into_iter().map(|row| ToldDeed {
        customer_no: row.no,
        at: Instant(row.at),
        properties: properties_of(&row.payload).cloned(),
    });
    Ok(told.collect())
}

#[derive(FromQueryResult)]
struct NewestRow {
    kind: String,
    payload: Value,
}

pub(super) async fn known_properties(
    tx: &mut ShopTx,
) -> Result<BTreeMap<String, BTreeSet<String>>, RecordsError> {
    let sql = "select kind, payload from happening order by seq desc limit $1";
    let rows: Vec<NewestRow> = tx.rows(sql, vec![OWN_AMONG.into()]).await?;
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let name = match row.payload.get("name").and_then(Value::as_str) {
            Some(name) if row.kind == OWN => name.to_owned(),
            _ => row.kind,
        };
        if let Some(Value::Object(told)) = properties_of(&row.payload) {
            known.entry(name).or_default().extend(told.keys().cloned());
        }
    }
    Ok(known)
}

#[derive(FromQueryResult)]
struct PlaceRow {
    #[expect(dead_code, reason = "only whether there is one matters")]
    seq: i64,
}

pub(super) async fn payload_at(tx: &mut ShopTx, seq: i64) -> Result<Option<Value>, RecordsError> {
    #[derive(FromQueryResult)]
    struct PayloadRow {
        payload: Value,
    }
    let sql = "select payload from happening where seq = $1";
    let row: Option<PayloadRow> = tx.row(sql, vec![seq.into()]).await?;
    Ok(row.map(|row| row.payload))
}

pub(super) async fn did_before(
    tx: &mut ShopTx,
    customer: CustomerId,
    what: &str,
    before: i64,
) -> Result<bool, RecordsError> {
    let sql = "select seq from happening
               where customer_id = $1 and seq < $2
                     and (kind = $3 or (kind = $4 and payload ->> 'name' = $3)) limit 1";
    let values = vec![customer.0.into(), before.into(), what.into(), OWN.into()];
    Ok(tx.row::<PlaceRow>(sql, values).await?.is_some())
}

#[derive(FromQueryResult)]
struct EventRow {
    seq: i64,
    no: Option<i64>,
    customer: Option<Uuid>,
    external_id: Option<String>,
    at: i64,
    noted_at: i64,
    kind: String,
    source: String,
    dedup_key: String,
    payload: Value,
}

pub(super) async fn events_after(
    tx: &mut ShopTx,
    place: i64,
    limit: u32,
) -> Result<Vec<Event>, RecordsError> {
    let sql = "select h.seq as seq, c.no as no, c.id as customer, c.external_id as external_id,
                   h.at as at, h.noted_at as noted_at, h.kind as kind, h.source as source,
                   h.dedup_key as dedup_key, h.payload as payload
               from (select seq, customer_id, at, noted_at, kind, source, dedup_key, payload
                     from happening where seq > $1 order by seq limit $2) as h
               left join customer as c on c.id = h.customer_id order by h.seq";
    let rows: Vec<EventRow> = tx.rows(sql, vec![place.into(), i64::from(limit).into()]).await?;
    Ok(rows.into_iter().map(event).collect())
}

fn event(row: EventRow) -> Event {
    let external_id = row.external_id.as_deref();
    Event {
        seq: row.seq,
        customer_id: row.customer.map(|id| shown_id(external_id, CustomerId(id))),
        customer_no: row.no,
        at: Instant(row.at),
        received_at: Instant(row.noted_at),
        kind: row.kind,
        source: row.source,
        message_id: row.dedup_key,
        payload: row.payload,
    }
}

/// The kinds there are, but for one.
pub(super) async fn kinds(tx: &mut ShopTx, but: Option<&str>) -> Result<Vec<String>, RecordsError> {
    // From one kind to the next by the index, however many happenings there are of each.
    let sql = "with recursive found (word) as (
                   select min(kind) from happening
                   union all
                   select (select min(kind) from happening where kind > found.word) from found
                   where found.word is not null)
               select word from found where word is not null order by word";
    let all = words(tx.rows(sql, vec![]).await?);
    Ok(all.into_iter().filter(|kind| Some(kind.as_str()) != but).collect())
}

pub(super) async fn own_names(tx: &mut ShopTx) -> Result<Vec<String>, RecordsError> {
    let sql = "select distinct payload ->> 'name' as word
               from (select payload from happening where kind = $1 order by at desc limit $2)
                    as newest
               order by word";
    let all = words(tx.rows(sql, vec![OWN.into(), OWN_AMONG.into()]).await?);
    Ok(all.into_iter().filter(|word| word != OWN).collect())
}

fn words(rows: Vec<WordRow>) -> Vec<String> {
    rows.into_iter().filter_map(|row| row.word).collect()
}

pub(super) async fn newest(tx: &mut ShopTx) -> Result<Newest, RecordsError> {
    let sql = "select coalesce(max(seq), 0) as place, count(*) as n_near from happening
               where seq > (select coalesce(max(seq), 0) from happening) - $1";
    let rows: Vec<Newest> = tx.rows(sql, vec![NEAR.into()]).await?;
    Ok(rows.into_iter().next().unwrap_or_default())
}
