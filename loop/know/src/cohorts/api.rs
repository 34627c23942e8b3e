//! `GET /api/v1/reports/cohorts` and the customers behind a cell.

use axum::extract::State;
use collect::customers::{self, Customer, shown_id};
use collect::problems;
use collect::shop::Shop;
use domain::{CustomerId, Instant, Money};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Problem, Query};

use super::{CellName, CohortOptions, CohortReport, Member};
use crate::Vantage;
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_cohorts))
        .routes(routes!(list_customers))
        .merge(sheets::routes::<CohortOptions>("/api/v1/reports/cohorts"))
}

/// A cell of the table, and the place in the list of its customers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case")]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
struct CellQuery {
    /// Name of the cohort, as in the table: `2010-12`.
    cohort: String,
    /// Number of the period.
    #[serde(deserialize_with = "number")]
    k: usize,
    /// `next` of the page before.
    after: Option<String>,
    /// Customers a page, 50 unless told, 500 at most.
    #[serde(default, deserialize_with = "maybe_number")]
    limit: Option<u32>,
    /// The options of the table.
    #[serde(flatten)]
    #[param(ignore)]
    options: CohortOptions,
}

/// A customer behind a cell.
#[derive(Debug, Serialize, ToSchema)]
pub struct CellCustomer {
    /// Our id.
    id: CustomerId,
    /// The id that reports show.
    customer_id: String,
    /// Full name.
    name: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Country, as told.
    country: Option<String>,
    /// Purchases so far.
    orders: u64,
    /// What they came to; null while orders have no amounts.
    revenue: Option<Money>,
    /// The last of them.
    last_order_at: Instant,
}

/// Of the customers who came together, how many still buy later.
#[utoipa::path(get, path = "/api/v1/reports/cohorts", tag = "reports", params(CohortOptions),
    responses((status = 200, body = CohortReport), (status = 422, body = Problem)))]
async fn show_cohorts(
    State(shop): State<Shop>,
    Query(options): Query<CohortOptions>,
) -> Result<Json<CohortReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}

/// The customers behind a cell of the cohort table.
#[utoipa::path(get, path = "/api/v1/reports/cohorts/customers", tag = "reports",
    params(CellQuery, CohortOptions),
    responses((status = 200, body = Page<CellCustomer>), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn list_customers(
    State(shop): State<Shop>,
    Query(cell): Query<CellQuery>,
) -> Result<Json<Page<CellCustomer>>, Problem> {
    let after: i64 =
        cell.after.as_deref().map_or(Ok(0), str::parse).map_err(|_| {
            Problem::field("after", "bad_cursor", "is not the `next` of a page before")
        })?;
    let limit = PageQuery { after: None, limit: cell.limit }.limit();
    let name = CellName { cohort: cell.cohort, k: cell.k, options: cell.options };
    let (vantage, members) = super::customers_of_cell(&shop, &name).await?;
    let rest = &members[members.partition_point(|member| member.customer_no <= after)..];
    let some = rest[..rest.len().min(limit as usize + 1)].to_vec();
    let page = Page::of(some, limit, |member| member.customer_no.to_string());
    let numbers: Vec<i64> = page.items.iter().map(|member| member.customer_no).collect();
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let found = customers::of_numbers(&mut tx, &numbers).await.map_err(problems::of_records)?;
    let items = page.items.iter().filter_map(|member| {
        let customer = found.iter().find(|customer| customer.no == member.customer_no)?;
        Some(CellCustomer::of(customer, member, &vantage))
    });
    Ok(Json(Page { items: items.collect(), next: page.next }))
}

impl CellCustomer {
    fn of(customer: &Customer, member: &Member, vantage: &Vantage) -> Self {
        Self {
            id: customer.id,
            customer_id: shown_id(customer.external_id.as_deref(), customer.id),
            name: customer.name.clone(),
            email: customer.email.clone(),
            country: customer.country.clone(),
            orders: member.orders,
            // A purchase of a known amount is above zero.
            revenue: vantage.money(member.revenue).filter(|money| money.minor > 0),
            last_order_at: Instant(member.last_at),
        }
    }
}

// A query is text; beside a flattened struct the reader no longer turns it into numbers itself.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn maybe_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
}
