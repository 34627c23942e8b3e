//! Products: what the shop sells, what it is called, and what a piece of it costs the shop.
//!
//! Orders say what was sold and seldom what it cost. What stands here completes their positions
//! when they become columns (`settling`): a position keeps what its order says and is told the
//! rest. Nothing is written into orders, so a cost that is put right puts every report right.
//!
//! A cost holds from its day on until the next one. Before the first one the cost is not known,
//! unless one holds ever since. It is not marketing spend: that is `spend`.
//! Start reading at [`Product`], then [`take_in`]; the rule is in `catalogue.rs`.

pub mod api;
mod catalogue;
mod file;
mod rows;
mod taking_in;

#[cfg(test)]
mod tests;

use domain::{Currency, Day};
use records::{Happening, RecordsError, ShopTx, happenings};
use rust_decimal::Decimal;
use serde_json::json;

pub(crate) use catalogue::Catalogue;
pub use catalogue::{Uncosted, uncosted};
pub use file::ProductOptions;
pub use taking_in::{NotTakenIn, ProductSummary, take_in};

use crate::settling::{self, SettlingError};
use crate::shop;

/// What the shop sells under one article number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Product {
    /// The article number; the name of goods that have none.
    pub sku: String,
    /// What it is called.
    pub name: Option<String>,
    /// The shelf it stands on.
    pub category: Option<String>,
    /// What a piece costs the shop, the earliest first.
    pub costs: Vec<Cost>,
}

/// What a piece costs the shop from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// The first day on which it holds; none where it holds ever since.
    pub from: Option<Day>,
    /// How much.
    pub each: UnitCost,
    /// Who told us: a file's name, or the page.
    pub source: String,
}

/// What one piece costs; finer than the smallest coin, because a gram of flour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitCost {
    /// In millionths of one unit of the currency.
    pub millionths: i64,
    /// Of which currency.
    pub currency: Currency,
}

/// Why a cost cannot be written down.
#[derive(Debug, thiserror::Error)]
pub enum ProductError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The columns failed.
    #[error(transparent)]
    Settling(#[from] SettlingError),
    /// No article is called so.
    #[error("an article number has 1 to {SKU_MAX} letters")]
    BadSku,
    /// Not an amount.
    #[error("`{0}` is no cost of a piece such as 4.05")]
    BadCost(String),
    /// The shop has not said what it counts in.
    #[error("the shop has no currency yet: take its orders in first, or name it in the settings")]
    NoCurrency,
}

/// Letters of an article number.
const SKU_MAX: usize = 200;

/// Digits behind the point of what a piece costs.
const DIGITS: u32 = 6;

impl UnitCost {
    /// The amount in whole units, without needless zeros: `4.05`.
    pub fn amount(self) -> String {
        Decimal::new(self.millionths, DIGITS).normalize().to_string()
    }
}

impl std::fmt::Display for UnitCost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.amount(), self.currency)
    }
}

/// What the shop sells, by article number; words find a part of a number, a name or a category.
pub async fn list(
    tx: &mut ShopTx,
    search: Option<&str>,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<Product>, RecordsError> {
    rows::list(tx, search, after.unwrap_or_default(), limit).await
}

/// How many products are known.
pub async fn n_products(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    rows::n_products(tx).await
}

/// Everything that completes the positions of orders.
pub(crate) async fn catalogue(tx: &mut ShopTx) -> Result<Catalogue, RecordsError> {
    let zone = shop::settings(tx).await?.shop_zone();
    Ok(Catalogue::of(rows::all(tx).await?, &zone))
}

/// Writes down what a piece costs from a day on, in place of what held from that day.
pub async fn save_cost(
    tx: &mut ShopTx,
    sku: &str,
    (from, amount): (Option<Day>, &str),
    source: &str,
) -> Result<Product, ProductError> {
    let currency = shop::settings(tx).await?.currency.ok_or(ProductError::NoCurrency)?;
    let sku = sku.trim();
    if sku.is_empty() || sku.chars().count() > SKU_MAX {
        return Err(ProductError::BadSku);
    }
    let wrong = || ProductError::BadCost(amount.to_owned());
    let millionths = file::millionths(amount.trim()).ok_or_else(wrong)?;
    let known = rows::of_skus(tx, &[sku.to_owned()]).await?.into_iter().next();
    let mut product =
        known.unwrap_or_else(|| Product { sku: sku.to_owned(), ..Product::default() });
    let cost = Cost { from, each: UnitCost { millionths, currency }, source: source.to_owned() };
    let before = product.costs.iter().find(|one| one.from == from).map(|one| one.each);
    if before == Some(cost.each) {
        return Ok(product);
    }
    rows::save(tx, std::slice::from_ref(&product)).await?;
    rows::save_costs(tx, &[(sku.to_owned(), cost.clone())]).await?;
    product.costs.retain(|one| one.from != from);
    product.costs.push(cost);
    product.costs.sort_by_key(|cost| cost.from);
    changed(tx, json!({ "sku": sku, "from": from, "cost": product_cost(&product, from) })).await?;
    Ok(product)
}

fn product_cost(product: &Product, from: Option<Day>) -> Option<String> {
    product.costs.iter().find(|cost| cost.from == from).map(|cost| cost.each.to_string())
}

/// Forgets what a piece costs from a day on; answers whether it was known.
pub async fn remove_cost(
    tx: &mut ShopTx,
    sku: &str,
    from: Option<Day>,
) -> Result<bool, RecordsError> {
    let was_there = rows::remove_cost(tx, sku, from).await?;
    if was_there {
        changed(tx, json!({ "sku": sku, "from": from, "cost": null })).await?;
    }
    Ok(was_there)
}

/// Every report that takes costs off has another answer from now on, and says so at once: all who
/// have bought are read from their rows until they are settled.
async fn changed(tx: &mut ShopTx, payload: serde_json::Value) -> Result<(), RecordsError> {
    settling::mark_everybody_dirty(tx).await?;
    let telling: uuid::Uuid = tx.new_id();
    let (at, kind) = (tx.now(), "product_told");
    let source = "products".to_owned();
    let key = telling.simple().to_string();
    let happening = Happening { customer: None, at, kind, source, key, payload };
    happenings::note(tx, happening).await?;
    Ok(())
}
