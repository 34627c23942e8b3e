//! `GET /api/v1/reports/recommend`, its runs, and what is recommended to whom.

use axum::extract::State;
use axum::http::StatusCode;
use collect::problems;
use collect::shop::Shop;
use domain::CustomerId;
use records::Actor;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem, Query};

use super::answers::{self, Recommended};
use super::options::Wish;
use super::withheld::{self, Withheld};
use super::{RecommendOptions, RecommendReport};
use crate::models::Run;
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_recommend))
        .routes(routes!(keep_recommend_run))
        .routes(routes!(recommend_to_customer))
        .routes(routes!(recommend_to_basket))
        .routes(routes!(recommend_beside_product))
        .routes(routes!(list_withheld_products))
        .routes(routes!(withhold_product, release_product))
        .merge(sheets::routes::<RecommendOptions>("/api/v1/reports/recommend"))
}

/// How well each way foretells what is bought next, and what goes with what.
#[utoipa::path(get, path = "/api/v1/reports/recommend", tag = "reports", params(RecommendOptions),
    responses((status = 200, body = RecommendReport), (status = 422, body = Problem)))]
async fn show_recommend(
    State(shop): State<Shop>,
    Query(options): Query<RecommendOptions>,
) -> Result<Json<RecommendReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}

/// Learns once more and keeps the run, so that it can be compared with others and put in use.
#[utoipa::path(post, path = "/api/v1/reports/recommend/runs", tag = "models",
    params(RecommendOptions),
    responses((status = 201, body = Run), (status = 422, body = Problem)))]
async fn keep_recommend_run(
    State(shop): State<Shop>,
    Query(options): Query<RecommendOptions>,
) -> Result<(StatusCode, Json<Run>), Problem> {
    Ok((StatusCode::CREATED, Json(super::run(&shop, options, staff()).await?)))
}

fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// What one customer probably wants next, and why.
#[utoipa::path(get, path = "/api/v1/customers/{id}/recommendations", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`"), Wish),
    responses((status = 200, body = Recommended), (status = 404, body = Problem)))]
async fn recommend_to_customer(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
    Query(wish): Query<Wish>,
) -> Result<Json<Recommended>, Problem> {
    let told = answers::to_customer(&shop, id, &wish).await?;
    let text = || format!("there is no customer {id}");
    told.map(Json).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "no_customer", text()))
}

/// What is in a basket.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Basket {
    /// Article numbers, separated by commas.
    products: String,
    /// How many are recommended; five unless told.
    limit: Option<u32>,
    /// Only of this category.
    category: Option<String>,
    /// None of these products: article numbers, separated by commas.
    without: Option<String>,
}

/// What goes with the products of a basket.
#[utoipa::path(get, path = "/api/v1/recommendations/basket", tag = "recommendations",
    params(Basket), responses((status = 200, body = Recommended)))]
async fn recommend_to_basket(
    State(shop): State<Shop>,
    Query(basket): Query<Basket>,
) -> Result<Json<Recommended>, Problem> {
    let Basket { products, limit, category, without } = basket;
    let wish = Wish { limit, category, without, ..Wish::default() };
    Ok(Json(answers::to_basket(&shop, &products, &wish).await?))
}

/// Which product.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Product {
    /// Its article number, or its name where it has none.
    product: String,
    /// How many are recommended; five unless told.
    limit: Option<u32>,
}

/// What is bought by the same people as a product, and by how many of them.
#[utoipa::path(get, path = "/api/v1/recommendations/product", tag = "recommendations",
    params(Product),
    responses((status = 200, body = Recommended), (status = 404, body = Problem)))]
async fn recommend_beside_product(
    State(shop): State<Shop>,
    Query(Product { product, limit }): Query<Product>,
) -> Result<Json<Recommended>, Problem> {
    let wish = Wish { limit, ..Wish::default() };
    let told = answers::beside_product(&shop, &product, &wish).await?;
    let text = || format!("nobody has bought a product `{product}`, or too few to learn from");
    told.map(Json).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "no_product", text()))
}

/// The products that are recommended to nobody for now.
#[utoipa::path(get, path = "/api/v1/recommendations/withheld", tag = "recommendations",
    responses((status = 200, body = Vec<Withheld>)))]
async fn list_withheld_products(State(shop): State<Shop>) -> Result<Json<Vec<Withheld>>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    Ok(Json(withheld::all(&mut tx).await.map_err(problems::of_records)?))
}

/// Recommends a product to nobody from now on, such as one that is out of stock.
#[utoipa::path(put, path = "/api/v1/recommendations/withheld/{product}", tag = "recommendations",
    params(("product" = String, Path, description = "Its article number")),
    responses((status = 204)))]
async fn withhold_product(
    State(shop): State<Shop>,
    Path(product): Path<String>,
) -> Result<StatusCode, Problem> {
    let withheld = async {
        let mut tx = shop.write(staff()).await?;
        withheld::withhold(&mut tx, &product).await?;
        tx.commit().await
    };
    withheld.await.map_err(problems::of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets a product be recommended again.
#[utoipa::path(delete, path = "/api/v1/recommendations/withheld/{product}",
    tag = "recommendations", params(("product" = String, Path, description = "Its article number")),
    responses((status = 204), (status = 404, body = Problem)))]
async fn release_product(
    State(shop): State<Shop>,
    Path(product): Path<String>,
) -> Result<StatusCode, Problem> {
    let released = async {
        let mut tx = shop.write(staff()).await?;
        let was = withheld::release(&mut tx, &product).await?;
        tx.commit().await?;
        Ok(was)
    };
    if released.await.map_err(problems::of_records)? {
        return Ok(StatusCode::NO_CONTENT);
    }
    let text = format!("the product `{product}` was not withheld");
    Err(Problem::new(StatusCode::NOT_FOUND, "not_withheld", text))
}
