//! Taking a file of products in: what is new is added, what differs is changed, the rest stays.

use std::collections::HashMap;
use std::path::Path;

use domain::Caveats;
use records::{Actor, RecordsError, ShopTx};
use serde::Serialize;
use serde_json::json;

use super::file::{self, ProductOptions, ToldProduct};
use super::{Cost, Product, ProductError, rows};
use crate::imports::{Fault, Rejection};
use crate::shop::{self, Shop};

/// What a file of products amounts to.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ProductSummary {
    /// Only counted, nothing written.
    pub dry_run: bool,
    /// Rows below the header.
    pub rows: u64,
    /// Different products of the file.
    pub products: u64,
    /// Those of them that were not known before.
    pub products_new: u64,
    /// Known products that are called otherwise or stand elsewhere now.
    pub products_changed: u64,
    /// Costs that were not known before.
    pub costs_new: u64,
    /// Costs that are now another.
    pub costs_changed: u64,
    /// Costs that were known.
    pub costs_unchanged: u64,
    /// Rows that were left out.
    pub rejected: Vec<Rejection>,
    /// What must be known about the reading.
    pub caveats: Caveats,
}

/// Why a file of products was not taken in; the shop is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotTakenIn {
    /// Something is wrong with the file.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The shop cannot take it.
    #[error(transparent)]
    Product(#[from] ProductError),
    /// A bug of ours.
    #[error("reading the file broke down: {0}")]
    Broken(String),
}

impl From<RecordsError> for NotTakenIn {
    fn from(error: RecordsError) -> Self {
        Self::Product(error.into())
    }
}

/// Takes a file of products in, or only counts what it amounts to.
pub async fn take_in(
    shop: &Shop,
    (path, file_name): (&Path, &str),
    options: ProductOptions,
    is_dry_run: bool,
    actor: Actor,
) -> Result<ProductSummary, NotTakenIn> {
    let settings = shop::settings(&mut shop.read().await?).await?;
    let currency = settings.currency.ok_or(ProductError::NoCurrency)?;
    let path = path.to_owned();
    let read = tokio::task::spawn_blocking(move || file::read(&path, &options, currency));
    let read = read.await.map_err(|error| NotTakenIn::Broken(error.to_string()))?;
    let told = read.map_err(|fault| fault.in_file(file_name))?;
    let mut tx = shop.write(actor).await?;
    let n_products = told.products.len() as u64;
    let changes = Changes::of(&mut tx, told.products, file_name).await?;
    let summary = ProductSummary {
        dry_run: is_dry_run,
        rows: told.n_rows,
        products: n_products,
        products_new: changes.n_new,
        products_changed: changes.products.len() as u64 - changes.n_new,
        costs_new: changes.n_costs_new,
        costs_changed: changes.costs.len() as u64 - changes.n_costs_new,
        costs_unchanged: changes.n_costs_unchanged,
        rejected: told.rejected,
        caveats: told.caveats,
    };
    if !is_dry_run {
        changes.write(&mut tx, file_name).await?;
        tx.commit().await?;
    }
    Ok(summary)
}

/// What a file changes in the shop.
#[derive(Default)]
struct Changes {
    products: Vec<Product>,
    n_new: u64,
    costs: Vec<(String, Cost)>,
    n_costs_new: u64,
    n_costs_unchanged: u64,
}

impl Changes {
    async fn of(
        tx: &mut ShopTx,
        told: impl IntoIterator<Item = (String, ToldProduct)>,
        source: &str,
    ) -> Result<Self, RecordsError> {
        let told: Vec<(String, ToldProduct)> = told.into_iter().collect();
        let skus: Vec<String> = told.iter().map(|(sku, _)| sku.clone()).collect();
        let known = rows::of_skus(tx, &skus).await?;
        let known: HashMap<String, Product> =
            known.into_iter().map(|product| (product.sku.clone(), product)).collect();
        let mut changes = Self::default();
        for (sku, told) in told {
            let before = known.get(&sku);
            changes.see_costs(&sku, &told, before, source);
            changes.see_product(sku, told, before);
        }
        Ok(changes)
    }

    fn see_costs(&mut self, sku: &str, told: &ToldProduct, before: Option<&Product>, source: &str) {
        for (&from, &each) in &told.costs {
            let known = before.and_then(|it| it.costs.iter().find(|cost| cost.from == from));
            match known {
                Some(cost) if cost.each == each => {
                    self.n_costs_unchanged += 1;
                    continue;
                }
                Some(_) => {}
                None => self.n_costs_new += 1,
            }
            self.costs.push((sku.to_owned(), Cost { from, each, source: source.to_owned() }));
        }
    }

    /// What the file does not say of a product stays as it was.
    fn see_product(&mut self, sku: String, told: ToldProduct, before: Option<&Product>) {
        let of_before =
            |part: fn(&Product) -> &Option<String>| before.and_then(|it| part(it).clone());
        let name = told.name.or_else(|| of_before(|product| &product.name));
        let category = told.category.or_else(|| of_before(|product| &product.category));
        match before {
            Some(before) if before.name == name && before.category == category => return,
            Some(_) => {}
            None => self.n_new += 1,
        }
        self.products.push(Product { sku, name, category, costs: Vec::new() });
    }

    /// Rows, and that reports have another answer now, together.
    async fn write(&self, tx: &mut ShopTx, file_name: &str) -> Result<(), RecordsError> {
        if self.products.is_empty() && self.costs.is_empty() {
            return Ok(());
        }
        rows::save(tx, &self.products).await?;
        rows::save_costs(tx, &self.costs).await?;
        let counts = json!({
            "file": file_name,
            "products": self.products.len(),
            "costs": self.costs.len(),
        });
        super::changed(tx, counts).await
    }
}
