//! Rows of `product` and `product_cost`.

use std::collections::HashMap;

use domain::{Currency, Day};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value, places};

use super::{Cost, Product, UnitCost};

#[derive(FromQueryResult)]
struct ProductRow {
    sku: String,
    name: Option<String>,
    category: Option<String>,
}

#[derive(FromQueryResult)]
struct CostRow {
    sku: String,
    from_on: String,
    millionths: i64,
    currency: String,
    source: String,
}

impl TryFrom<CostRow> for Cost {
    type Error = RecordsError;

    fn try_from(row: CostRow) -> Result<Self, RecordsError> {
        let unreadable = |what: &str| RecordsError::Unreadable(format!("cost of `{what}`"));
        let from = (!row.from_on.is_empty()).then(|| row.from_on.parse::<Day>());
        let from = from.transpose().map_err(|_| unreadable(&row.from_on))?;
        let currency: Currency = row.currency.parse().map_err(|_| unreadable(&row.currency))?;
        let each = UnitCost { millionths: row.millionths, currency };
        Ok(Self { from, each, source: row.source })
    }
}

const PRODUCT: &str = "select sku, name, category from product";
const COST: &str = "select sku, from_on, millionths, currency, source from product_cost";

/// How many values one `in (…)` names; well below every engine's limit.
const NAMES_MAX: usize = 5_000;

pub(super) async fn n_products(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    tx.number("select count(*) from product", vec![]).await
}

pub(super) async fn list(
    tx: &mut ShopTx,
    search: Option<&str>,
    after: &str,
    limit: u32,
) -> Result<Vec<Product>, RecordsError> {
    let small = search.unwrap_or_default().trim().to_lowercase();
    let escaped = small.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let sql =
        format!("{PRODUCT} where sku > $1 and found_by like $2 escape '\\' order by sku limit $3");
    let values = vec![after.into(), format!("%{escaped}%").into(), i64::from(limit).into()];
    let rows: Vec<ProductRow> = tx.rows(&sql, values).await?;
    with_costs(tx, rows).await
}

pub(super) async fn of_skus(
    tx: &mut ShopTx,
    skus: &[String],
) -> Result<Vec<Product>, RecordsError> {
    let mut found = Vec::new();
    for some in skus.chunks(NAMES_MAX) {
        let sql = format!("{PRODUCT} where sku in ({})", places(1, some.len()));
        let values = some.iter().map(|sku| sku.as_str().into()).collect();
        let rows: Vec<ProductRow> = tx.rows(&sql, values).await?;
        found.extend(with_costs(tx, rows).await?);
    }
    Ok(found)
}

async fn with_costs(tx: &mut ShopTx, rows: Vec<ProductRow>) -> Result<Vec<Product>, RecordsError> {
    let skus: Vec<Value> = rows.iter().map(|row| row.sku.as_str().into()).collect();
    if skus.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{COST} where sku in ({}) order by sku, from_on", places(1, skus.len()));
    let costs: Vec<CostRow> = tx.rows(&sql, skus).await?;
    joined(rows, costs)
}

/// Every product with its costs.
pub(super) async fn all(tx: &mut ShopTx) -> Result<Vec<Product>, RecordsError> {
    let rows: Vec<ProductRow> = tx.rows(PRODUCT, vec![]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let costs: Vec<CostRow> = tx.rows(&format!("{COST} order by sku, from_on"), vec![]).await?;
    joined(rows, costs)
}

fn joined(rows: Vec<ProductRow>, costs: Vec<CostRow>) -> Result<Vec<Product>, RecordsError> {
    let mut by_sku: HashMap<String, Vec<Cost>> = HashMap::new();
    for row in costs {
        by_sku.entry(row.sku.clone()).or_default().push(row.try_into()?);
    }
    let product = |ProductRow { sku, name, category }: ProductRow| {
        let costs = by_sku.remove(&sku).unwrap_or_default();
        Product { sku, name, category, costs }
    };
    Ok(rows.into_iter().map(product).collect())
}

/// Writes products without their costs, in place of what was known of them.
pub(super) async fn save(tx: &mut ShopTx, products: &[Product]) -> Result<(), RecordsError> {
    let (now, actor) = (tx.now(), tx.actor().to_string());
    let row = |product: &Product| -> Vec<Value> {
        let words = [Some(&product.sku), product.name.as_ref(), product.category.as_ref()];
        let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
        vec![
            product.sku.as_str().into(),
            product.name.clone().into(),
            product.category.clone().into(),
            words.join("\n").to_lowercase().into(),
            now.0.into(),
            actor.clone().into(),
        ]
    };
    let insert = Insert {
        table: "product",
        columns: &["sku", "name", "category", "found_by", "updated_at", "updated_by"],
        conflict: "on conflict (sku) do update set name = excluded.name,
                       category = excluded.category, found_by = excluded.found_by,
                       updated_at = excluded.updated_at, updated_by = excluded.updated_by",
    };
    tx.insert_many(insert, products.iter().map(row).collect()).await?;
    Ok(())
}

/// Writes costs by article number, in place of those from the same day.
pub(super) async fn save_costs(
    tx: &mut ShopTx,
    costs: &[(String, Cost)],
) -> Result<(), RecordsError> {
    let (now, actor) = (tx.now(), tx.actor().to_string());
    let row = |(sku, cost): &(String, Cost)| -> Vec<Value> {
        vec![
            sku.as_str().into(),
            day_text(cost.from).into(),
            cost.each.millionths.into(),
            cost.each.currency.code().into(),
            cost.source.as_str().into(),
            now.0.into(),
            actor.clone().into(),
        ]
    };
    let columns =
        &["sku", "from_on", "millionths", "currency", "source", "updated_at", "updated_by"];
    let insert = Insert {
        table: "product_cost",
        columns,
        conflict: "on conflict (sku, from_on) do update set millionths = excluded.millionths,
                       currency = excluded.currency, source = excluded.source,
                       updated_at = excluded.updated_at, updated_by = excluded.updated_by",
    };
    tx.insert_many(insert, costs.iter().map(row).collect()).await?;
    Ok(())
}

pub(super) async fn remove_cost(
    tx: &mut ShopTx,
    sku: &str,
    from: Option<Day>,
) -> Result<bool, RecordsError> {
    let sql = "delete from product_cost where sku = $1 and from_on = $2";
    Ok(tx.run(sql, vec![sku.into(), day_text(from).into()]).await? > 0)
}

/// A day as it is kept: nothing for what holds ever since, which comes first in order.
fn day_text(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A question to the columns: goods of purchases whose cost is not known, those that brought most
/// first.
pub(super) fn uncosted(currency: Currency, limit: u32) -> String {
    let code = currency.code();
    format!(
        "select coalesce(sku, product) as goods, max(product), sum(quantity),
                sum(coalesce(amount, 0)) as revenue
         from order_lines
         where valid and cost is null and currency = '{code}'
               and coalesce(sku, product) is not null
         group by coalesce(sku, product) order by revenue desc, goods limit {limit}"
    )
}
