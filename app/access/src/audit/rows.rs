//! Rows of `audit_entry`.

use domain::Instant;
use records::{FromQueryResult, RecordsError, ShopTx};

use super::{Deed, Entry};

#[derive(FromQueryResult)]
struct EntryRow {
    number: i64,
    at: i64,
    who: String,
    method: String,
    path: String,
    status: i64,
    detail: String,
    hash: Vec<u8>,
}

#[derive(FromQueryResult)]
struct HashRow {
    hash: Vec<u8>,
}

const COLUMNS: &str = "number, at, who, method, path, status, detail, hash";

/// An entry that somebody has made unreadable is still an entry: it shows as one that does not fit.
fn entry(row: EntryRow) -> Entry {
    let EntryRow { number, at, who, method, path, status, detail, hash } = row;
    let status = u16::try_from(status).unwrap_or_default();
    Entry {
        number,
        at: Instant(at),
        deed: Deed { who, method, path, status, detail },
        hash: hash.try_into().unwrap_or_default(),
    }
}

pub(super) async fn add(tx: &mut ShopTx, entry: &Entry) -> Result<(), RecordsError> {
    let sql = "insert into audit_entry (number, at, who, method, path, status, detail, hash)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let deed = &entry.deed;
    let values = vec![
        entry.number.into(),
        entry.at.0.into(),
        deed.who.clone().into(),
        deed.method.clone().into(),
        deed.path.clone().into(),
        i64::from(deed.status).into(),
        deed.detail.clone().into(),
        entry.hash.to_vec().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn hash_of(
    tx: &mut ShopTx,
    number: i64,
) -> Result<Option<[u8; 32]>, RecordsError> {
    let sql = "select hash from audit_entry where number = $1";
    let row: Option<HashRow> = tx.row(sql, vec![number.into()]).await?;
    Ok(row.map(|row| row.hash.try_into().unwrap_or_default()))
}

pub(super) async fn list_down(
    tx: &mut ShopTx,
    before: i64,
    n_max: i64,
) -> Result<Vec<Entry>, RecordsError> {
    let sql = format!(
        "select {COLUMNS} from audit_entry where number < $1 order by number desc limit $2"
    );
    let rows: Vec<EntryRow> = tx.rows(&sql, vec![before.into(), n_max.into()]).await?;
    Ok(rows.into_iter().map(entry).collect())
}

pub(super) async fn list_up(
    tx: &mut ShopTx,
    after: i64,
    n_max: i64,
) -> Result<Vec<Entry>, RecordsError> {
    let sql =
        format!("select {COLUMNS} from audit_entry where number > $1 order by number limit $2");
    let rows: Vec<EntryRow> = tx.rows(&sql, vec![after.into(), n_max.into()]).await?;
    Ok(rows.into_iter().map(entry).collect())
}
