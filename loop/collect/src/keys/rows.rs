//! Rows of `api_key`.

use domain::{Instant, KeyId};
use records::{FromQueryResult, RecordsError, ShopTx};
use uuid::Uuid;

use super::ring::HeldKey;
use super::secret::SecretDigest;
use super::{Key, Scope};

#[derive(FromQueryResult)]
struct KeyRow {
    id: Uuid,
    name: String,
    scope: String,
    created_at: i64,
    revoked_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct OpeningRow {
    name: String,
    scope: String,
    secret_hash: Vec<u8>,
}

fn scope_of(word: &str) -> Result<Scope, RecordsError> {
    Scope::named(word).ok_or_else(|| RecordsError::Unreadable(format!("key that opens `{word}`")))
}

pub(super) async fn add(
    tx: &mut ShopTx,
    key: &Key,
    secret: &SecretDigest,
) -> Result<(), RecordsError> {
    let sql = "insert into api_key (id, name, scope, secret_hash, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6)";
    let values = vec![
        key.id.0.into(),
        key.name.clone().into(),
        key.scope.word().into(),
        secret.to_vec().into(),
        key.created_at.0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn list(tx: &mut ShopTx) -> Result<Vec<Key>, RecordsError> {
    let sql = "select id, name, scope, created_at, revoked_at from api_key
               order by created_at desc, id desc";
    let rows: Vec<KeyRow> = tx.rows(sql, vec![]).await?;
    let key = |row: KeyRow| {
        Ok(Key {
            id: KeyId(row.id),
            scope: scope_of(&row.scope)?,
            name: row.name,
            created_at: Instant(row.created_at),
            revoked_at: row.revoked_at.map(Instant),
        })
    };
    rows.into_iter().map(key).collect()
}

pub(super) async fn opening(tx: &mut ShopTx) -> Result<Vec<HeldKey>, RecordsError> {
    let sql = "select name, scope, secret_hash from api_key where revoked_at is null";
    let rows: Vec<OpeningRow> = tx.rows(sql, vec![]).await?;
    let held = |row: OpeningRow| {
        let unreadable = |_| RecordsError::Unreadable(format!("key of `{}`", row.name));
        Ok(HeldKey {
            scope: scope_of(&row.scope)?,
            secret: row.secret_hash.try_into().map_err(unreadable)?,
            source: row.name,
        })
    };
    rows.into_iter().map(held).collect()
}

pub(super) async fn revoke(tx: &mut ShopTx, id: KeyId) -> Result<bool, RecordsError> {
    let sql = "update api_key set revoked_at = $2, revoked_by = $3
               where id = $1 and revoked_at is null";
    let values = vec![id.0.into(), tx.now().0.into(), tx.actor().to_string().into()];
    Ok(tx.run(sql, values).await? == 1)
}
