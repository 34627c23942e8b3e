//! Rows of `storefront_delivery` and `storefront_body`.

use domain::{DeliveryId, Instant, StorefrontId};
use records::{FromQueryResult, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::{Fate, Replay};
use crate::storefronts::telling;

/// A delivery and what has become of it.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Our id.
    pub id: DeliveryId,
    /// What it is about, in the storefront's word.
    pub topic: String,
    /// The storefront's number of the thing it is about.
    pub about: Option<String>,
    /// When it came.
    pub heard_at: Instant,
    /// When what it tells was so.
    pub told_at: Instant,
    /// What has become of it.
    pub fate: Fate,
    /// Why, in a word, and for a field at fault its name after a colon.
    pub reason: Option<String>,
    /// Whether it can be played again: its body is still kept.
    pub is_kept: bool,
}

/// How many deliveries need somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those to be understood.
    pub n_waiting: i64,
    /// Those that could not be understood.
    pub n_failed: i64,
}

impl Fate {
    const ALL: [Self; 6] =
        [Self::Waiting, Self::Taken, Self::Known, Self::Older, Self::Passed, Self::Failed];

    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Taken => "taken",
            Self::Known => "known",
            Self::Older => "older",
            Self::Passed => "passed",
            Self::Failed => "failed",
        }
    }
}

/// A delivery about to be kept.
pub(super) struct New {
    pub(super) dedup_key: String,
    pub(super) topic: String,
    pub(super) told_at: Instant,
    pub(super) body: Vec<u8>,
    /// The reason and the number, where it is known already that it cannot be understood.
    pub(super) failed_because: Option<(String, Option<String>)>,
}

/// Keeps a delivery; `false` when it was there before.
pub(super) async fn keep(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    new: New,
) -> Result<bool, RecordsError> {
    let (id, now): (DeliveryId, _) = (tx.new_id(), tx.now().0);
    let fate = if new.failed_because.is_some() { Fate::Failed } else { Fate::Waiting };
    let (reason, about) = new.failed_because.unzip();
    let sql = "insert into storefront_delivery (id, storefront_id, dedup_key, topic, told_at,
                   heard_at, verdict, reason, about)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               on conflict (storefront_id, dedup_key) do nothing";
    let values = vec![
        id.0.into(),
        storefront.0.into(),
        new.dedup_key.into(),
        new.topic.into(),
        new.told_at.0.into(),
        now.into(),
        fate.word().into(),
        reason.into(),
        about.flatten().into(),
    ];
    if tx.run(sql, values).await? == 0 {
        return Ok(false);
    }
    let sql = "insert into storefront_body (delivery_id, storefront_id, heard_at, body)
               values ($1, $2, $3, $4)";
    tx.run(sql, vec![id.0.into(), storefront.0.into(), now.into(), new.body.into()]).await?;
    Ok(true)
}

/// A delivery to be understood.
#[derive(Clone)]
pub(super) struct Waiting {
    pub(super) id: DeliveryId,
    pub(super) topic: String,
    pub(super) told_at: Instant,
    pub(super) body: Vec<u8>,
}

impl Waiting {
    /// The number of the thing it is about, where it says so.
    pub(super) fn about(&self) -> Option<String> {
        telling::number_of(&serde_json::from_slice(&self.body).ok()?)
    }
}

pub(super) async fn next_waiting(
    tx: &mut ShopTx,
    storefront: StorefrontId,
) -> Result<Option<Waiting>, RecordsError> {
    #[derive(FromQueryResult)]
    struct WaitingRow {
        id: Uuid,
        topic: String,
        told_at: i64,
        body: Vec<u8>,
    }
    let sql = "select told.id, told.topic, told.told_at, storefront_body.body
               from storefront_delivery as told
               join storefront_body on storefront_body.delivery_id = told.id
               where told.storefront_id = $1 and told.verdict = 'waiting'
               order by told.heard_at, told.id limit 1";
    let row: Option<WaitingRow> = tx.row(sql, vec![storefront.0.into()]).await?;
    Ok(row.map(|row| Waiting {
        id: DeliveryId(row.id),
        topic: row.topic,
        told_at: Instant(row.told_at),
        body: row.body,
    }))
}

pub(super) async fn conclude(
    tx: &mut ShopTx,
    id: DeliveryId,
    (fate, reason): (Fate, Option<&str>),
    about: Option<String>,
) -> Result<(), RecordsError> {
    let sql = "update storefront_delivery
               set verdict = $2, reason = $3, about = $4, worked_at = $5 where id = $1";
    let values =
        vec![id.0.into(), fate.word().into(), reason.into(), about.into(), tx.now().0.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// Forgets what a delivery said: it was about somebody of whom nothing is kept.
pub(super) async fn forget_body(tx: &mut ShopTx, id: DeliveryId) -> Result<(), RecordsError> {
    tx.run("delete from storefront_body where delivery_id = $1", vec![id.0.into()]).await?;
    Ok(())
}

/// Forgets bodies of that age that nobody needs; those that could not be understood stay.
pub(super) async fn forget_bodies(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    before: Instant,
) -> Result<(), RecordsError> {
    let sql = "delete from storefront_body
               where storefront_id = $1 and heard_at < $2
                 and delivery_id not in (select id from storefront_delivery
                                         where storefront_id = $1
                                           and verdict in ('waiting', 'failed'))";
    tx.run(sql, vec![storefront.0.into(), before.0.into()]).await?;
    Ok(())
}

/// Lets deliveries wait once more, as far as their bodies are kept; answers how many.
pub(super) async fn wait_again(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    which: Replay,
) -> Result<u64, RecordsError> {
    let mut values: Vec<Value> = vec![storefront.0.into()];
    let those = match which {
        Replay::One(id) => {
            values.push(id.0.into());
            "and id = $2"
        }
        Replay::Failed => "and verdict = 'failed'",
        Replay::All => "and verdict <> 'waiting'",
    };
    let sql = format!(
        "update storefront_delivery set verdict = 'waiting', reason = null
         where storefront_id = $1 {those}
           and id in (select delivery_id from storefront_body where storefront_id = $1)"
    );
    tx.run(&sql, values).await
}

#[derive(FromQueryResult)]
struct DeliveryRow {
    id: Uuid,
    topic: String,
    about: Option<String>,
    heard_at: i64,
    told_at: i64,
    verdict: String,
    reason: Option<String>,
    is_kept: bool,
}

impl TryFrom<DeliveryRow> for Delivery {
    type Error = RecordsError;

    fn try_from(row: DeliveryRow) -> Result<Self, RecordsError> {
        let fate = Fate::ALL.into_iter().find(|fate| fate.word() == row.verdict);
        let unreadable = || RecordsError::Unreadable(format!("delivery {}: verdict", row.id));
        Ok(Self {
            fate: fate.ok_or_else(unreadable)?,
            id: DeliveryId(row.id),
            topic: row.topic,
            about: row.about,
            heard_at: Instant(row.heard_at),
            told_at: Instant(row.told_at),
            reason: row.reason,
            is_kept: row.is_kept,
        })
    }
}

pub(super) async fn list(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    only: Option<Fate>,
    before: Option<(Instant, DeliveryId)>,
    limit: u32,
) -> Result<Vec<Delivery>, RecordsError> {
    let (at, id) = before.unwrap_or((Instant(i64::MAX), DeliveryId(Uuid::max())));
    let mut values: Vec<Value> =
        vec![storefront.0.into(), at.0.into(), id.0.into(), i64::from(limit).into()];
    let of_fate = match only {
        Some(fate) => {
            values.push(fate.word().into());
            "and told.verdict = $5"
        }
        None => "",
    };
    let sql = format!(
        "select told.id, told.topic, told.about, told.heard_at, told.told_at, told.verdict,
                told.reason, storefront_body.delivery_id is not null as is_kept
         from storefront_delivery as told
         left join storefront_body on storefront_body.delivery_id = told.id
         where told.storefront_id = $1 and (told.heard_at, told.id) < ($2, $3) {of_fate}
         order by told.heard_at desc, told.id desc limit $4"
    );
    let rows: Vec<DeliveryRow> = tx.rows(&sql, values).await?;
    rows.into_iter().map(Delivery::try_from).collect()
}

pub(super) async fn counts(
    tx: &mut ShopTx,
    storefront: StorefrontId,
) -> Result<Counts, RecordsError> {
    #[derive(FromQueryResult)]
    struct CountRow {
        verdict: String,
        n: i64,
    }
    let sql = "select verdict, count(*) as n from storefront_delivery
               where storefront_id = $1 and verdict in ('waiting', 'failed') group by verdict";
    let rows: Vec<CountRow> = tx.rows(sql, vec![storefront.0.into()]).await?;
    let of = |word: &str| rows.iter().find(|row| row.verdict == word).map_or(0, |row| row.n);
    Ok(Counts { n_waiting: of("waiting"), n_failed: of("failed") })
}
