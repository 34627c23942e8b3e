//! `/api/v1/products`: what the shop sells and what it costs, by hand and out of files.

use axum::extract::State;
use axum::http::StatusCode;
use domain::{Currency, Day, FileId, Money};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Problem, Query};

use super::{NotTakenIn, Product, ProductError, ProductOptions, ProductSummary, Uncosted};
use crate::imports::api::uploaded;
use crate::problems;
use crate::settling::SettlingError;
use crate::shop::{self, Shop};

/// Which products, from where.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case", default)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct ProductsQuery {
    /// Part of an article number, a name or a category.
    search: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// Items a page, 50 unless told, 500 at most.
    limit: Option<u32>,
}

/// What the shop sells under one article number.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductOut {
    /// The article number; the name of goods that have none.
    pub sku: String,
    /// What it is called.
    pub name: Option<String>,
    /// The shelf it stands on.
    pub category: Option<String>,
    /// What a piece costs the shop, the earliest first; each holds until the next one.
    pub costs: Vec<CostOut>,
}

/// What a piece costs the shop from a day on.
#[derive(Debug, Serialize, ToSchema)]
pub struct CostOut {
    /// The first day on which it holds; null where it holds ever since.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// How much in whole units, exactly, such as `4.05`.
    pub each: String,
    /// In which currency.
    pub currency: Currency,
    /// Who told us: a file's name, or the page.
    pub source: String,
}

/// What a piece costs, told by hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CostIn {
    /// The article number; the name of goods that have none.
    sku: String,
    /// The first day on which it holds; left out where it holds ever since.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// How much in whole units of the shop's currency, such as `4.05`.
    each: String,
}

/// Which cost is forgotten.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case")]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct CostQuery {
    /// The article number.
    sku: String,
    /// The first day on which it holds; left out for the one that holds ever since.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Day>,
}

/// Goods that were sold while their cost is not known.
#[derive(Debug, Serialize, ToSchema)]
pub struct UncostedOut {
    /// The article number; the name of goods that have none.
    pub sku: String,
    /// What it is called.
    pub name: Option<String>,
    /// Pieces sold.
    pub pieces: f64,
    /// What they brought.
    pub revenue: Money,
}

/// Goods whose cost is to be told next.
#[derive(Debug, Serialize, ToSchema)]
pub struct UncostedListOut {
    /// How many products are known.
    pub n_products: i64,
    /// Those that brought most first; fifty at most.
    pub items: Vec<UncostedOut>,
}

/// A file of products to be taken in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductFileIn {
    /// A file handed over before, by `POST /api/v1/imports/files`.
    file: FileId,
    /// What its owner says about it.
    #[serde(default)]
    options: ProductOptions,
    /// Only count, write nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Goods of unknown cost that are listed.
pub const UNCOSTED_SHOWN: u32 = 50;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_products))
        .routes(routes!(list_uncosted))
        .routes(routes!(take_in_products))
        .routes(routes!(save_cost, remove_cost))
}

fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// What the shop sells and what it costs, by article number.
#[utoipa::path(get, path = "/api/v1/products", tag = "products", params(ProductsQuery),
    responses((status = 200, body = Page<ProductOut>)))]
async fn list_products(
    State(shop): State<Shop>,
    Query(asked): Query<ProductsQuery>,
) -> Result<Json<Page<ProductOut>>, Problem> {
    let limit = PageQuery { after: None, limit: asked.limit }.limit();
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let (search, after) = (asked.search.as_deref(), asked.after.as_deref());
    let found = super::list(&mut tx, search, after, limit + 1).await;
    let page = Page::of(found.map_err(problems::of_records)?, limit, |one| one.sku.clone());
    let items = page.items.into_iter().map(ProductOut::from).collect();
    Ok(Json(Page { items, next: page.next }))
}

/// The goods that brought most while nobody has said what they cost.
#[utoipa::path(get, path = "/api/v1/products/uncosted", tag = "products",
    responses((status = 200, body = UncostedListOut), (status = 422, body = Problem)))]
async fn list_uncosted(State(shop): State<Shop>) -> Result<Json<UncostedListOut>, Problem> {
    let goods = super::uncosted(&shop, UNCOSTED_SHOWN).await?;
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let n_products = super::n_products(&mut tx).await.map_err(problems::of_records)?;
    let currency = shop::settings(&mut tx).await.map_err(problems::of_records)?.currency;
    let currency = currency.ok_or(ProductError::NoCurrency)?;
    let items = goods.into_iter().map(|Uncosted { sku, name, pieces, revenue }| UncostedOut {
        sku,
        name,
        pieces,
        revenue: Money::new(revenue, currency),
    });
    Ok(Json(UncostedListOut { n_products, items: items.collect() }))
}

/// Takes a file of products in, or only counts what it amounts to.
#[utoipa::path(post, path = "/api/v1/products/import", tag = "products",
    request_body = ProductFileIn,
    responses((status = 200, body = ProductSummary), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn take_in_products(
    State(shop): State<Shop>,
    Json(asked): Json<ProductFileIn>,
) -> Result<Json<ProductSummary>, Problem> {
    let (path, name) = uploaded(&shop, asked.file).await?;
    let file = (path.as_path(), name.as_str());
    Ok(Json(super::take_in(&shop, file, asked.options, asked.dry_run, staff()).await?))
}

/// Writes down what a piece costs from a day on, in place of what held from that day.
#[utoipa::path(put, path = "/api/v1/products/costs", tag = "products", request_body = CostIn,
    responses((status = 200, body = ProductOut), (status = 422, body = Problem)))]
async fn save_cost(
    State(shop): State<Shop>,
    Json(told): Json<CostIn>,
) -> Result<Json<ProductOut>, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let product = super::save_cost(&mut tx, &told.sku, (told.from, &told.each), "page").await?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(product.into()))
}

/// Forgets what a piece costs from a day on.
#[utoipa::path(delete, path = "/api/v1/products/costs", tag = "products", params(CostQuery),
    responses((status = 204), (status = 404, body = Problem)))]
async fn remove_cost(
    State(shop): State<Shop>,
    Query(asked): Query<CostQuery>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let removed = super::remove_cost(&mut tx, &asked.sku, asked.from).await;
    let was_there = removed.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    match was_there {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found(format!("a cost of {} from that day", asked.sku))),
    }
}

impl From<Product> for ProductOut {
    fn from(product: Product) -> Self {
        let costs = product.costs.into_iter().map(|cost| CostOut {
            from: cost.from,
            each: cost.each.amount(),
            currency: cost.each.currency,
            source: cost.source,
        });
        let costs = costs.collect();
        Self { sku: product.sku, name: product.name, category: product.category, costs }
    }
}

impl From<ProductError> for Problem {
    fn from(error: ProductError) -> Self {
        let text = error.to_string();
        match error {
            ProductError::Records(error) => problems::of_records(error),
            ProductError::Settling(SettlingError::Records(error)) => problems::of_records(error),
            ProductError::Settling(error) => Self::internal(error),
            ProductError::BadSku => Self::field("sku", "bad_sku", text),
            ProductError::BadCost(_) => Self::field("each", "bad_cost", text),
            ProductError::NoCurrency => Self::invalid("no_currency", text),
        }
    }
}

impl From<NotTakenIn> for Problem {
    fn from(error: NotTakenIn) -> Self {
        match error {
            NotTakenIn::Fault(fault) => Self::invalid(&fault.code, fault.to_string()),
            NotTakenIn::Product(error) => error.into(),
            broken => Self::internal(broken),
        }
    }
}
