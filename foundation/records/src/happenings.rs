//! Happenings: the append-only spine. Everything that happens to a customer is one of them.
//!
//! A happening is written in the transaction that changes the rows it speaks of. The timeline
//! reads it; followers (settling, later journeys) read it from a bookmark. The pair of source and
//! key is remembered for ever, so that what is heard twice happens once.

use std::collections::HashSet;

use domain::Instant;
use sea_orm::FromQueryResult;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::bearing::Bearing;
use crate::tx::Insert;
use crate::{RecordsError, ShopTx, Value};

/// Something that happened, about to be written down.
#[derive(Clone, Debug)]
pub struct Happening {
    /// To whom; nobody for what concerns the shop as a whole.
    pub customer: Option<Uuid>,
    /// When it happened, which may be long before it is heard of.
    pub at: Instant,
    /// What it was: a verb in the past tense, such as `order_placed`.
    pub kind: &'static str,
    /// Who told us: `import`, `campaign`, `page`.
    pub source: String,
    /// What makes it the same happening when it is told again, unique within the source.
    pub key: String,
    /// The rest of the story.
    pub payload: Json,
}

/// A happening as it was written down.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Noted {
    /// Place in the spine.
    pub seq: i64,
    /// To whom.
    pub customer_id: Option<Uuid>,
    /// When it happened, in microseconds since 1970.
    pub at: i64,
    /// What it was.
    pub kind: String,
    /// Who told us.
    pub source: String,
    /// Who did it.
    pub actor: String,
    /// The rest of the story.
    pub payload: Json,
}

/// A happening as its source told it: with its key, and when it was written down.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Heard {
    /// Place in the spine.
    pub seq: i64,
    /// To whom.
    pub customer_id: Option<Uuid>,
    /// When it happened, in microseconds since 1970.
    pub at: i64,
    /// When it was written down, in microseconds since 1970.
    pub noted_at: i64,
    /// What it was.
    pub kind: String,
    /// What makes it the same happening when it is told again.
    pub dedup_key: String,
    /// The rest of the story.
    pub payload: Json,
}

/// How the spine names its customers.
pub const BEARING: Bearing = Bearing::of("happening");

const COLUMNS: [&str; 8] =
    ["customer_id", "at", "noted_at", "kind", "source", "dedup_key", "actor", "payload"];

/// Writes happenings down; those told before are passed over. Answers how many were new.
pub async fn note_many(tx: &mut ShopTx, news: Vec<Happening>) -> Result<u64, RecordsError> {
    let (now, actor) = (tx.now(), tx.actor().to_string());
    let rows = news
        .into_iter()
        .map(|new| {
            vec![
                new.customer.into(),
                new.at.0.into(),
                now.0.into(),
                new.kind.into(),
                new.source.into(),
                new.key.into(),
                actor.clone().into(),
                new.payload.into(),
            ]
        })
        .collect();
    let conflict = "on conflict (source, dedup_key) do nothing";
    tx.insert_many(Insert { table: "happening", columns: &COLUMNS, conflict }, rows).await
}

/// Writes one happening down; answers whether it was new.
pub async fn note(tx: &mut ShopTx, new: Happening) -> Result<bool, RecordsError> {
    Ok(note_many(tx, vec![new]).await? == 1)
}

/// These happenings arrived under another profile of their customer than his own.
pub async fn arrived_under(
    tx: &mut ShopTx,
    source: &str,
    arrivals: &[(String, Uuid)],
) -> Result<(), RecordsError> {
    for (key, profile) in arrivals {
        let sql = "update happening set profile_id = $3 where source = $1 and dedup_key = $2";
        tx.run(sql, vec![source.into(), key.as_str().into(), (*profile).into()]).await?;
    }
    Ok(())
}

/// Takes happenings back that turned out never to have been; answers how many there were.
pub async fn take_back(
    tx: &mut ShopTx,
    source: &str,
    keys: &[String],
) -> Result<u64, RecordsError> {
    let mut n = 0;
    for some in keys.chunks(KEYS_MAX) {
        let sql = format!(
            "delete from happening where source = $1 and dedup_key in ({})",
            crate::places(2, some.len())
        );
        let mut values: Vec<Value> = vec![source.into()];
        values.extend(some.iter().map(|key| Value::from(key.as_str())));
        n += tx.run(&sql, values).await?;
    }
    Ok(n)
}

/// Takes back what a source told of a customer at a moment in this kind, where nothing was before.
pub async fn take_back_at(
    tx: &mut ShopTx,
    (source, kind): (&str, &str),
    customer: Uuid,
    at: Instant,
) -> Result<(), RecordsError> {
    let sql = "delete from happening
               where source = $1 and kind = $2 and customer_id = $3 and at = $4
                     and payload ->> 'was' is null";
    tx.run(sql, vec![source.into(), kind.into(), customer.into(), at.0.into()]).await?;
    Ok(())
}

/// Which of these customers something has happened to besides what a source told of one kind and
/// these kinds.
pub async fn with_others(
    tx: &mut ShopTx,
    customers: &[Uuid],
    (source, kind): (&str, &str),
    kinds: &[&str],
) -> Result<HashSet<Uuid>, RecordsError> {
    #[derive(FromQueryResult)]
    struct WhoRow {
        customer_id: Uuid,
    }
    let mut found = HashSet::new();
    for some in customers.chunks(KEYS_MAX) {
        let first = 3 + kinds.len();
        let sql = format!(
            "select distinct customer_id from happening
             where customer_id in ({}) and kind not in ({}) and not (source = $1 and kind = $2)",
            crate::places(first, some.len()),
            crate::places(3, kinds.len())
        );
        let mut values: Vec<Value> = vec![source.into(), kind.into()];
        values.extend(kinds.iter().map(|&kind| Value::from(kind)));
        values.extend(some.iter().map(|&customer| Value::from(customer)));
        let rows: Vec<WhoRow> = tx.rows(&sql, values).await?;
        found.extend(rows.into_iter().map(|row| row.customer_id));
    }
    Ok(found)
}

/// Keys that one question names; well below every engine's limit of bound values.
const KEYS_MAX: usize = 5_000;

/// Which of these keys a source has told before, at whatever age.
pub async fn told_before<'a>(
    tx: &mut ShopTx,
    source: &str,
    keys: &'a [String],
) -> Result<HashSet<&'a str>, RecordsError> {
    #[derive(FromQueryResult)]
    struct KeyRow {
        dedup_key: String,
    }
    let mut told = HashSet::new();
    for some in keys.chunks(KEYS_MAX) {
        let sql = format!(
            "select dedup_key from happening where source = $1 and dedup_key in ({})",
            crate::places(2, some.len())
        );
        let mut values: Vec<Value> = vec![source.into()];
        values.extend(some.iter().map(|key| Value::from(key.as_str())));
        told.extend(tx.rows::<KeyRow>(&sql, values).await?.into_iter().map(|row| row.dedup_key));
    }
    Ok(keys.iter().map(String::as_str).filter(|key| told.contains(*key)).collect())
}

/// Happenings of which the latest of a source are sought: the newest so many of the shop.
const LATEST_AMONG: i64 = 20_000;

/// What a source told last, newest first, with a key that begins so.
///
/// Seeks among the newest of the shop only: a source that has long been silent is not worth a walk
/// through everything that others have told since.
pub async fn latest_of_source(
    tx: &mut ShopTx,
    source: &str,
    key_begins: &str,
    limit: u32,
) -> Result<Vec<Heard>, RecordsError> {
    let sql = "select seq, customer_id, at, noted_at, kind, dedup_key, payload
               from (select seq, customer_id, at, noted_at, kind, source, dedup_key, payload
                     from happening
                     where seq > (select coalesce(max(seq), 0) from happening) - $3
                     order by seq desc limit $3) as newest
               where source = $1 and dedup_key like $2 order by seq desc limit $4";
    let pattern = format!("{key_begins}%");
    let values = vec![source.into(), pattern.into(), LATEST_AMONG.into(), i64::from(limit).into()];
    tx.rows(sql, values).await
}

/// What happened to somebody without a name turns out to have happened to this customer.
///
/// `profile` is under which of his names, where that is not his own.
pub async fn give(
    tx: &mut ShopTx,
    nobody: Uuid,
    (customer, profile): (Uuid, Option<Uuid>),
) -> Result<u64, RecordsError> {
    let sql = "update happening set customer_id = $2, profile_id = $3 where customer_id = $1";
    tx.run(sql, vec![nobody.into(), customer.into(), profile.into()]).await
}

/// Which happenings of a customer are looked at; all of them unless something is said.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of these kinds only, which may be none.
    pub kinds: Option<Vec<String>>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this one.
    pub until: Option<Instant>,
}

/// The same among those that are wanted.
pub async fn of_customer_among(
    tx: &mut ShopTx,
    customer: Uuid,
    wanted: &Wanted,
    (before, limit): (Option<(Instant, i64)>, u32),
) -> Result<Vec<Noted>, RecordsError> {
    let (at, seq) = before.unwrap_or((Instant(i64::MAX), i64::MAX));
    let until = wanted.until.map_or(i64::MAX, |until| until.0);
    let mut values: Vec<Value> = vec![
        customer.into(),
        at.0.into(),
        seq.into(),
        i64::from(limit).into(),
        wanted.from.map_or(i64::MIN, |from| from.0).into(),
        until.into(),
    ];
    let of_kinds = match &wanted.kinds {
        None => String::new(),
        Some(kinds) if kinds.is_empty() => return Ok(Vec::new()),
        Some(kinds) => {
            let places: Vec<String> =
                (1..=kinds.len()).map(|nth| format!("${}", values.len() + nth)).collect();
            values.extend(kinds.iter().map(|kind| Value::from(kind.as_str())));
            format!("and kind in ({})", places.join(", "))
        }
    };
    let sql = format!(
        "select seq, customer_id, at, kind, source, actor, payload from happening
         where customer_id = $1 and at <= $2 and (at < $2 or seq < $3) and at >= $5 and at < $6
               {of_kinds}
         order by at desc, seq desc limit $4"
    );
    tx.rows(&sql, values).await
}

/// A customer's happenings, newest first, below a place in his timeline.
///
/// `before` is the moment and the place of the last one seen.
pub async fn of_customer(
    tx: &mut ShopTx,
    customer: Uuid,
    before: Option<(Instant, i64)>,
    limit: u32,
) -> Result<Vec<Noted>, RecordsError> {
    let (at, seq) = before.unwrap_or((Instant(i64::MAX), i64::MAX));
    let sql = "select seq, customer_id, at, kind, source, actor, payload from happening
               where customer_id = $1 and (at < $2 or (at = $2 and seq < $3))
               order by at desc, seq desc limit $4";
    let values = vec![customer.into(), at.0.into(), seq.into(), i64::from(limit).into()];
    tx.rows(sql, values).await
}

/// The next happenings after a bookmark, oldest first, never past an open transaction.
pub async fn after(tx: &mut ShopTx, bookmark: i64, limit: u32) -> Result<Vec<Noted>, RecordsError> {
    let sql = format!(
        "select seq, customer_id, at, kind, source, actor, payload from happening
         where seq > $1 and transaction_number < {} order by seq limit $2",
        tx.engine().transaction_horizon()
    );
    tx.rows(&sql, vec![bookmark.into(), i64::from(limit).into()]).await
}
