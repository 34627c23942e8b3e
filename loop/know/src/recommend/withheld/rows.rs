//! Rows of `product_withheld`.

use domain::Instant;
use records::{FromQueryResult, RecordsError, ShopTx};

use super::Withheld;

#[derive(FromQueryResult)]
struct WithheldRow {
    product: String,
    withheld_at: i64,
    withheld_by: String,
}

pub(super) async fn all(tx: &mut ShopTx) -> Result<Vec<Withheld>, RecordsError> {
    let sql = "select product, withheld_at, withheld_by from product_withheld order by product";
    let rows: Vec<WithheldRow> = tx.rows(sql, vec![]).await?;
    let withheld = |row: WithheldRow| Withheld {
        product: row.product,
        withheld_at: Instant(row.withheld_at),
        withheld_by: row.withheld_by,
    };
    Ok(rows.into_iter().map(withheld).collect())
}

pub(super) async fn withhold(tx: &mut ShopTx, product: &str) -> Result<(), RecordsError> {
    let sql = "insert into product_withheld (product, withheld_at, withheld_by)
               values ($1, $2, $3) on conflict (product) do nothing";
    let (at, by) = (tx.now().0, tx.actor().to_string());
    tx.run(sql, vec![product.into(), at.into(), by.into()]).await?;
    Ok(())
}

pub(super) async fn release(tx: &mut ShopTx, product: &str) -> Result<bool, RecordsError> {
    Ok(tx.run("delete from product_withheld where product = $1", vec![product.into()]).await? > 0)
}
