//! Rows of `storefront`.

use domain::{Instant, StorefrontId};
use records::{FromQueryResult, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::{Kind, State, Storefront};

#[derive(FromQueryResult)]
struct StorefrontRow {
    id: Uuid,
    kind: String,
    address: String,
    source: String,
    state: String,
    can_be_heard: bool,
    can_be_asked: bool,
    own_network: bool,
    consent_field: Option<String>,
    heard_at: Option<i64>,
    n_refused: i64,
    refused_at: Option<i64>,
    refused_because: Option<String>,
    created_at: i64,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Listening => "listening",
            Self::Paused => "paused",
            Self::Uninstalled => "uninstalled",
            Self::Disconnected => "disconnected",
        }
    }

    fn named(word: &str) -> Option<Self> {
        let all = [Self::Listening, Self::Paused, Self::Uninstalled, Self::Disconnected];
        all.into_iter().find(|state| state.word() == word)
    }
}

impl TryFrom<StorefrontRow> for Storefront {
    type Error = RecordsError;

    fn try_from(row: StorefrontRow) -> Result<Self, RecordsError> {
        let unreadable =
            |what: &str| RecordsError::Unreadable(format!("storefront {}: {what}", row.id));
        Ok(Self {
            kind: Kind::named(&row.kind).ok_or_else(|| unreadable("kind"))?,
            state: State::named(&row.state).ok_or_else(|| unreadable("state"))?,
            id: StorefrontId(row.id),
            address: row.address,
            source: row.source,
            can_be_heard: row.can_be_heard,
            can_be_asked: row.can_be_asked,
            own_network: row.own_network,
            consent_field: row.consent_field,
            heard_at: row.heard_at.map(Instant),
            n_refused: row.n_refused,
            refused_at: row.refused_at.map(Instant),
            refused_because: row.refused_because,
            created_at: Instant(row.created_at),
        })
    }
}

const STOREFRONT: &str = "select id, kind, address, source, state,
        signing_secret is not null as can_be_heard, api_secret is not null as can_be_asked,
        own_network, consent_field, heard_at, n_refused, refused_at, refused_because, created_at
     from storefront";

async fn one(
    tx: &mut ShopTx,
    condition: &str,
    values: Vec<Value>,
) -> Result<Option<Storefront>, RecordsError> {
    let row: Option<StorefrontRow> =
        tx.row(&format!("{STOREFRONT} where {condition}"), values).await?;
    row.map(Storefront::try_from).transpose()
}

pub(super) async fn find(
    tx: &mut ShopTx,
    id: StorefrontId,
) -> Result<Option<Storefront>, RecordsError> {
    one(tx, "id = $1", vec![id.0.into()]).await
}

pub(super) async fn at(
    tx: &mut ShopTx,
    kind: Kind,
    address: &str,
) -> Result<Option<Storefront>, RecordsError> {
    one(tx, "kind = $1 and address = $2", vec![kind.word().into(), address.into()]).await
}

pub(super) async fn list(tx: &mut ShopTx) -> Result<Vec<Storefront>, RecordsError> {
    let rows: Vec<StorefrontRow> =
        tx.rows(&format!("{STOREFRONT} order by created_at, id"), vec![]).await?;
    rows.into_iter().map(Storefront::try_from).collect()
}

pub(super) async fn has_source(tx: &mut ShopTx, source: &str) -> Result<bool, RecordsError> {
    let sql = "select count(*) from storefront where source = $1";
    Ok(tx.number(sql, vec![source.into()]).await? > 0)
}

pub(super) async fn add(
    tx: &mut ShopTx,
    id: StorefrontId,
    kind: Kind,
    address: &str,
    source: &str,
) -> Result<(), RecordsError> {
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let sql = "insert into storefront (id, kind, address, source, state, own_network, created_at,
                   created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)";
    let values = vec![
        id.0.into(),
        kind.word().into(),
        address.into(),
        source.into(),
        State::Listening.word().into(),
        false.into(),
        now.into(),
        actor.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Papers as they are kept: secrets sealed, what is left out stays.
pub(super) struct Kept {
    pub(super) signing: Option<Vec<u8>>,
    pub(super) api: Option<Vec<u8>>,
    pub(super) api_name: Option<String>,
    pub(super) own_network: Option<bool>,
    pub(super) consent_field: Option<String>,
}

pub(super) async fn keep_papers(
    tx: &mut ShopTx,
    id: StorefrontId,
    kept: Kept,
) -> Result<(), RecordsError> {
    let sql = "update storefront
               set signing_secret = coalesce($2, signing_secret),
                   api_secret = coalesce($3, api_secret), api_name = coalesce($4, api_name),
                   own_network = coalesce($5, own_network),
                   consent_field = nullif(coalesce($6, consent_field), ''),
                   updated_at = $7, updated_by = $8
               where id = $1";
    let values = vec![
        id.0.into(),
        kept.signing.into(),
        kept.api.into(),
        kept.api_name.into(),
        kept.own_network.into(),
        kept.consent_field.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn set_state(
    tx: &mut ShopTx,
    id: StorefrontId,
    state: State,
) -> Result<bool, RecordsError> {
    let sql = "update storefront set state = $2, updated_at = $3, updated_by = $4 where id = $1";
    let values =
        vec![id.0.into(), state.word().into(), tx.now().0.into(), tx.actor().to_string().into()];
    Ok(tx.run(sql, values).await? == 1)
}

pub(super) async fn forget_secrets(tx: &mut ShopTx, id: StorefrontId) -> Result<(), RecordsError> {
    let sql = "update storefront set signing_secret = null, api_secret = null, api_name = null
               where id = $1";
    tx.run(sql, vec![id.0.into()]).await?;
    Ok(())
}

/// The sealed secrets of a storefront, and the name its API is asked under.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub(super) struct Sealed {
    pub(super) signing_secret: Option<Vec<u8>>,
    pub(super) api_secret: Option<Vec<u8>>,
    pub(super) api_name: Option<String>,
}

pub(super) async fn sealed(tx: &mut ShopTx, id: StorefrontId) -> Result<Sealed, RecordsError> {
    let sql = "select signing_secret, api_secret, api_name from storefront where id = $1";
    Ok(tx.row(sql, vec![id.0.into()]).await?.unwrap_or_default())
}

pub(super) async fn note_heard(tx: &mut ShopTx, id: StorefrontId) -> Result<(), RecordsError> {
    let sql = "update storefront set heard_at = $2 where id = $1";
    tx.run(sql, vec![id.0.into(), tx.now().0.into()]).await?;
    Ok(())
}

pub(super) async fn note_refused(
    tx: &mut ShopTx,
    id: StorefrontId,
    because: &str,
) -> Result<(), RecordsError> {
    let sql = "update storefront set n_refused = n_refused + 1, refused_at = $2,
                   refused_because = $3
               where id = $1";
    tx.run(sql, vec![id.0.into(), tx.now().0.into(), because.into()]).await?;
    Ok(())
}

/// The storefront's own numbers of the orders of a name.
pub(super) async fn numbers_of(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    name: &str,
) -> Result<Vec<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NumberRow {
        number: String,
    }
    let sql = "select number from storefront_order where storefront_id = $1 and name = $2";
    let rows: Vec<NumberRow> = tx.rows(sql, vec![storefront.0.into(), name.into()]).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// Forgets everything that is kept under an order's number.
pub(super) async fn forget_order(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    number: &str,
) -> Result<u64, RecordsError> {
    let own = |sql: &'static str| (sql, vec![storefront.0.into(), number.into()]);
    let mut n = 0;
    for (sql, values) in [
        own("delete from storefront_order where storefront_id = $1 and number = $2"),
        own("delete from storefront_gone where storefront_id = $1 and order_number = $2"),
        own("delete from storefront_refund where storefront_id = $1 and order_number = $2"),
    ] {
        n += tx.run(sql, values).await?;
    }
    for topic in ["order", "refund"] {
        n += forget_about(tx, storefront, number, topic).await?;
    }
    Ok(n)
}

/// Forgets the bodies of deliveries about a number, and that they were about it.
pub(super) async fn forget_about(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    number: &str,
    topic: &str,
) -> Result<u64, RecordsError> {
    let values: Vec<Value> = vec![storefront.0.into(), number.into(), format!("{topic}%").into()];
    let sql = "delete from storefront_body where delivery_id in
                   (select id from storefront_delivery
                    where storefront_id = $1 and about = $2 and topic like $3)";
    let n = tx.run(sql, values.clone()).await?;
    let sql = "update storefront_delivery set about = null
               where storefront_id = $1 and about = $2 and topic like $3";
    tx.run(sql, values).await?;
    Ok(n)
}
