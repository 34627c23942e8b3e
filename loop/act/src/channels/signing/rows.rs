//! Rows of `signing_key`.

use domain::Instant;
use records::{FromQueryResult, RecordsError, ShopTx, Value};

use super::{Algorithm, SigningKey};

#[derive(FromQueryResult)]
struct KeyRow {
    domain: String,
    selector: String,
    algorithm: String,
    public_key: String,
    signs: i64,
    created_at: i64,
}

const KEY: &str = "select domain, selector, algorithm, public_key, signs, created_at
                   from signing_key";

impl TryFrom<KeyRow> for SigningKey {
    type Error = RecordsError;

    fn try_from(row: KeyRow) -> Result<Self, RecordsError> {
        let unreadable = || RecordsError::Unreadable(format!("signing key of `{}`", row.algorithm));
        Ok(Self {
            algorithm: Algorithm::of_word(&row.algorithm).ok_or_else(unreadable)?,
            domain: row.domain,
            selector: row.selector,
            record: row.public_key,
            signs: row.signs == 1,
            created_at: Instant(row.created_at),
        })
    }
}

/// Every key, the newest first.
pub(super) async fn list(tx: &mut ShopTx) -> Result<Vec<SigningKey>, RecordsError> {
    let sql = format!("{KEY} order by domain, created_at desc, selector");
    let rows: Vec<KeyRow> = tx.rows(&sql, Vec::new()).await?;
    rows.into_iter().map(SigningKey::try_from).collect()
}

/// Writes a key down; `false` when its name is taken.
pub(super) async fn add(
    tx: &mut ShopTx,
    key: &SigningKey,
    sealed: Vec<u8>,
) -> Result<bool, RecordsError> {
    let sql = "insert into signing_key (domain, selector, algorithm, private_key, public_key,
                   signs, created_at, created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)
               on conflict (domain, selector) do nothing";
    let values: Vec<Value> = vec![
        key.domain.clone().into(),
        key.selector.clone().into(),
        key.algorithm.word().into(),
        sealed.into(),
        key.record.clone().into(),
        i64::from(key.signs).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The sealed half of a key that signs.
#[derive(FromQueryResult)]
pub(super) struct SealedRow {
    pub(super) domain: String,
    pub(super) selector: String,
    pub(super) algorithm: String,
    pub(super) private_key: Vec<u8>,
}

pub(super) async fn signing(tx: &mut ShopTx) -> Result<Vec<SealedRow>, RecordsError> {
    let sql = "select domain, selector, algorithm, private_key from signing_key
               where signs = 1 order by algorithm desc, selector";
    tx.rows(sql, Vec::new()).await
}

/// Lets a key sign, or sign no more; `false` when there is none.
pub(super) async fn set_signs(
    tx: &mut ShopTx,
    (domain, selector): (&str, &str),
    signs: bool,
) -> Result<bool, RecordsError> {
    let sql = "update signing_key set signs = $3, updated_at = $4, updated_by = $5
               where domain = $1 and selector = $2";
    let values = vec![
        domain.into(),
        selector.into(),
        i64::from(signs).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Throws a key away that does not sign; `false` when it signs or is none.
pub(super) async fn delete(
    tx: &mut ShopTx,
    (domain, selector): (&str, &str),
) -> Result<bool, RecordsError> {
    let sql = "delete from signing_key where domain = $1 and selector = $2 and signs = 0";
    Ok(tx.run(sql, vec![domain.into(), selector.into()]).await? == 1)
}
