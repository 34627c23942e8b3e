//! `GET /api/v1/customers/{id}`, its timeline and its orders.

use std::collections::BTreeMap;

use axum::extract::State;
use domain::{CustomerId, Day, Instant, Money, OrderStatus};
use records::happenings::Noted;
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};

use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use super::{Customer, Identity, shown_id};
use crate::consent::{self, Consent};
use crate::fields;
use crate::orders::{self, Order};
use crate::problems;
use crate::shop::{self, Shop};
use crate::timeline::{self, Family, Part, Place};

/// Who a customer is and what he allowed.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerOut {
    /// Our id.
    id: CustomerId,
    /// The id that reports show.
    customer_id: String,
    /// Dense number, as in the facts.
    customer_no: i64,
    /// Full name.
    name: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Phone number.
    phone: Option<String>,
    /// Country, as told.
    country: Option<String>,
    /// City, as told.
    city: Option<String>,
    /// When we first heard of him.
    known_since: Instant,
    /// What he calls himself.
    identities: Vec<IdentityOut>,
    /// What he allowed; what is not here is denied.
    consents: Vec<Consent>,
    /// What is known of him in the shop's own fields, by their keys; those put away are left out.
    #[schema(value_type = Object)]
    fields: BTreeMap<String, serde_json::Value>,
}

/// A name under which a customer is known.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityOut {
    /// `external_id`, `email`, `phone` or `telegram`.
    kind: String,
    /// The name, as its source writes it.
    value: String,
    /// In whose words a customer number is unique; null for an address or a phone.
    source: Option<String>,
}

impl From<Identity> for IdentityOut {
    fn from(Identity { kind, value }: Identity) -> Self {
        let (source, value) = match value.split_once(':') {
            Some((source, number)) if kind == "external_id" => (Some(source), number),
            _ => (None, value.as_str()),
        };
        Self { source: source.map(str::to_owned), value: value.to_owned(), kind }
    }
}

/// An order on the card.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderOut {
    /// The order's name at its source.
    order_id: String,
    /// When it was placed.
    at: Instant,
    /// Net value; null when its source has no money.
    amount: Option<Money>,
    /// What became of it.
    status: OrderStatus,
    /// What was bought.
    lines: Vec<LineOut>,
}

/// A position of an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineOut {
    /// What it is called.
    product: Option<String>,
    /// Article number.
    sku: Option<String>,
    /// How many.
    quantity: f64,
    /// What it brought.
    amount: Option<Money>,
}

/// Something that happened to a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct HappeningOut {
    /// Place in the spine.
    seq: i64,
    /// When it happened.
    at: Instant,
    /// What it was, such as `order_placed`; the page has its words.
    kind: String,
    /// Who told us.
    source: String,
    /// Who did it.
    actor: String,
    /// The rest of the story.
    #[schema(value_type = Object)]
    payload: serde_json::Value,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_customer))
        .routes(routes!(show_timeline))
        .routes(routes!(list_orders))
}

/// Who a customer is and what he allowed.
#[utoipa::path(get, path = "/api/v1/customers/{id}", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = CustomerOut), (status = 404, body = Problem)))]
async fn show_customer(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<CustomerOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let customer = known(&mut tx, id).await?;
    card(&mut tx, customer).await.map(Json).map_err(problems::of_records)
}

/// Which part of a timeline.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TimelineQuery {
    /// What belongs together: orders, messages and so on; everything unless told.
    #[param(inline)]
    family: Option<Family>,
    /// From this day of the shop on.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// Before this one.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// `next` of the page before.
    after: Option<String>,
    /// Happenings a page, 1 to 500; 50 unless told.
    limit: Option<u32>,
}

/// What happened to a customer, newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/timeline", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`"), TimelineQuery),
    responses((status = 200, body = Page<HappeningOut>), (status = 404, body = Problem)))]
async fn show_timeline(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
    Query(asked): Query<TimelineQuery>,
) -> Result<Json<Page<HappeningOut>>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let customer = known(&mut tx, id).await?;
    let before =
        asked.after.as_deref().map(str::parse::<Place>).transpose().map_err(|_| {
            Problem::field("after", "bad_cursor", "is not the `next` of a page before")
        })?;
    let zone = shop::settings(&mut tx).await.map_err(problems::of_records)?.shop_zone();
    let start_of = |day: Day| zone.start_of(day);
    let (from, until) = (asked.from.map(start_of), asked.until.map(start_of));
    let part = Part { family: asked.family, from, until };
    let limit = asked.limit.unwrap_or(50).clamp(1, PageQuery::LIMIT_MAX);
    let noted = timeline::part_of_customer(&mut tx, customer.id, part, (before, limit + 1))
        .await
        .map_err(problems::of_records)?;
    let seen = Page::of(noted, limit, |noted| Place::of(noted).to_string());
    let items = seen.items.into_iter().map(HappeningOut::from).collect();
    Ok(Json(Page { items, next: seen.next }))
}

/// A customer's latest orders, newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/orders", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`"), PageQuery),
    responses((status = 200, body = Vec<OrderOut>), (status = 404, body = Problem)))]
async fn list_orders(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Vec<OrderOut>>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let customer = known(&mut tx, id).await?;
    let orders = orders::of_customer(&mut tx, customer.no, page.limit())
        .await
        .map_err(problems::of_records)?;
    Ok(Json(orders.into_iter().map(OrderOut::from).collect()))
}

async fn known(tx: &mut ShopTx, id: CustomerId) -> Result<Customer, Problem> {
    let found = super::find(tx, id).await.map_err(problems::of_records)?;
    found.ok_or_else(|| Problem::not_found(format!("customer {id}")))
}

async fn card(tx: &mut ShopTx, customer: Customer) -> Result<CustomerOut, RecordsError> {
    let identities = super::identities(tx, customer.id).await?;
    Ok(CustomerOut {
        customer_id: shown_id(customer.external_id.as_deref(), customer.id),
        customer_no: customer.no,
        identities: identities.into_iter().map(IdentityOut::from).collect(),
        consents: consent::of_customer(tx, customer.id).await?,
        fields: fields::shown_of(tx, &[customer.id])
            .await?
            .remove(&customer.id)
            .unwrap_or_default(),
        id: customer.id,
        name: customer.name,
        email: customer.email,
        phone: customer.phone,
        country: customer.country,
        city: customer.city,
        known_since: customer.created_at,
    })
}

impl From<Noted> for HappeningOut {
    fn from(noted: Noted) -> Self {
        Self {
            seq: noted.seq,
            at: Instant(noted.at),
            kind: noted.kind,
            source: noted.source,
            actor: noted.actor,
            payload: noted.payload,
        }
    }
}

impl From<Order> for OrderOut {
    fn from(order: Order) -> Self {
        let money = |minor| Money::new(minor, order.currency);
        let lines = order.lines.into_iter().map(|line| LineOut {
            product: line.product,
            sku: line.sku,
            quantity: line.quantity,
            amount: line.amount.map(money),
        });
        Self {
            lines: lines.collect(),
            order_id: order.external_id,
            at: order.at,
            amount: order.amount.map(money),
            status: order.status,
        }
    }
}
