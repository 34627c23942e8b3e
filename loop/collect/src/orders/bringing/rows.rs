//! Rows of orders by the import that brought them.

use std::collections::HashSet;

use domain::{CustomerId, ImportId, Instant};
use records::{FromQueryResult, RecordsError, ShopTx, Value, places};
use uuid::Uuid;

/// How many values one `in (…)` names; well below every engine's limit.
const NAMES_MAX: usize = 5_000;

/// Orders that a storefront has told of; asked for once, not for every order.
const TOLD: &str = "select storefront.source, storefront_order.name from storefront_order
     join storefront on storefront.id = storefront_order.storefront_id";

/// One order that an import brought.
#[derive(Clone, Debug)]
pub(crate) struct Brought {
    pub id: Uuid,
    pub source: String,
    pub external_id: String,
    pub content: Vec<u8>,
    pub customer: Option<CustomerId>,
    pub customer_no: i64,
    pub at: Instant,
}

/// What became of the orders of an import since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// They are as it brought them.
    pub unchanged: i64,
    /// Somebody else has told of them since.
    pub changed_since: i64,
    /// They were known before; the import only told of them differently.
    pub known_before: i64,
}

pub(super) async fn counts(tx: &mut ShopTx, import: ImportId) -> Result<Counts, RecordsError> {
    let unchanged = format!(
        "select count(*) from orders
         where brought_by = $1 and import_id = $1 and (source, external_id) not in ({TOLD})"
    );
    let brought = "select count(*) from orders where brought_by = $1";
    let known = "select count(*) from orders
                 where import_id = $1 and (brought_by is null or brought_by <> $1)";
    let unchanged = tx.number(&unchanged, vec![import.0.into()]).await?;
    let brought = tx.number(brought, vec![import.0.into()]).await?;
    let known_before = tx.number(known, vec![import.0.into()]).await?;
    Ok(Counts { unchanged, changed_since: brought - unchanged, known_before })
}

#[derive(FromQueryResult)]
struct BroughtRow {
    id: Uuid,
    source: String,
    external_id: String,
    content_hash: Vec<u8>,
    customer_id: Option<Uuid>,
    customer_no: i64,
    at: i64,
}

pub(super) async fn going(
    tx: &mut ShopTx,
    import: ImportId,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Brought>, RecordsError> {
    let sql = format!(
        "select id, source, external_id, content_hash, customer_id, customer_no, at from orders
         where id > $2 and brought_by = $1 and import_id = $1
               and (source, external_id) not in ({TOLD})
         order by id limit $3"
    );
    let values = vec![import.0.into(), after.into(), i64::from(limit).into()];
    let brought = |row: BroughtRow| Brought {
        id: row.id,
        source: row.source,
        external_id: row.external_id,
        content: row.content_hash,
        customer: row.customer_id.map(CustomerId),
        customer_no: row.customer_no,
        at: Instant(row.at),
    };
    Ok(tx.rows::<BroughtRow>(&sql, values).await?.into_iter().map(brought).collect())
}

/// Names of orders that stay although an import brought them, as their source calls them.
pub(crate) async fn changed_since(
    tx: &mut ShopTx,
    import: ImportId,
    limit: u32,
) -> Result<Vec<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NameRow {
        external_id: String,
    }
    let sql = format!(
        "select external_id from orders
         where brought_by = $1 and (import_id is null or import_id <> $1
                                    or (source, external_id) in ({TOLD}))
         order by at, id limit $2"
    );
    let values = vec![import.0.into(), i64::from(limit).into()];
    let rows: Vec<NameRow> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| row.external_id).collect())
}

pub(super) async fn only_buyers(
    tx: &mut ShopTx,
    import: ImportId,
    after: i64,
    limit: u32,
) -> Result<Vec<(CustomerId, i64)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct BuyerRow {
        customer_id: Uuid,
        customer_no: i64,
    }
    let sql = format!(
        "select customer_id, customer_no from orders
         where brought_by = $1 and customer_id is not null and customer_no > $2
               and not exists (
                   select 1 from orders other where other.customer_no = orders.customer_no
                   and (other.brought_by is null or other.brought_by <> $1
                        or other.import_id is null or other.import_id <> $1
                        or (other.source, other.external_id) in ({TOLD})))
         group by customer_id, customer_no order by customer_no limit $3"
    );
    let values = vec![import.0.into(), after.into(), i64::from(limit).into()];
    let rows: Vec<BuyerRow> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| (CustomerId(row.customer_id), row.customer_no)).collect())
}

pub(super) async fn who_has_bought(
    tx: &mut ShopTx,
    numbers: &[i64],
) -> Result<HashSet<i64>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NumberRow {
        customer_no: i64,
    }
    let mut bought = HashSet::new();
    for some in numbers.chunks(NAMES_MAX) {
        let sql = format!(
            "select distinct customer_no from orders where customer_no in ({})",
            places(1, some.len())
        );
        let values = some.iter().map(|&number| number.into()).collect();
        let rows: Vec<NumberRow> = tx.rows(&sql, values).await?;
        bought.extend(rows.into_iter().map(|row| row.customer_no));
    }
    Ok(bought)
}

pub(super) async fn delete(tx: &mut ShopTx, ids: &[Uuid]) -> Result<(), RecordsError> {
    for some in ids.chunks(NAMES_MAX) {
        let sql = format!("delete from orders where id in ({})", places(1, some.len()));
        tx.run(&sql, some.iter().map(|&id| Value::from(id)).collect()).await?;
    }
    Ok(())
}
