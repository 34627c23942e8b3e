//! `GET /api/v1/customers`, and the figures of one.

use axum::extract::State;
use axum::http::StatusCode;
use collect::customers::shown_id;
use collect::shop::Shop;
use domain::{CustomerId, Instant, Money};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use super::{Buyer, EmailConsent, Listed, Person, Question, Sort};
use crate::Vantage;
use crate::lifecycle::Standing;
use crate::rhythm::next_order::{NextOrder, Unexpected};
use crate::sheets::api as sheets;

/// Which customers, in what order, from where.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, clap::Args)]
#[serde(rename_all = "kebab-case", default)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct PeopleQuery {
    /// Part of a name, an address or a customer number.
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// The order of the list.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    sort: Sort,
    /// Only who stands so today by the rhythm of the shop.
    #[arg(long, value_name = "STANDING")]
    #[param(inline)]
    standing: Option<Standing>,
    /// Only this RFM group, such as `at-risk`.
    #[arg(long, value_name = "NAME")]
    rfm_group: Option<String>,
    /// Only whose persona this is by the run in use, such as `regulars`.
    #[arg(long, value_name = "WORD")]
    persona: Option<String>,
    /// Only who has bought nothing for at least so many days.
    #[arg(long, value_name = "DAYS")]
    quiet_days_min: Option<i64>,
    /// Only who said this to marketing by e-mail.
    #[arg(long, value_name = "ANSWER")]
    #[param(inline)]
    consent: Option<EmailConsent>,
    /// Only who is in the saved segment of this name.
    #[arg(long, value_name = "NAME")]
    segment: Option<String>,
    /// `next` of the page before.
    #[arg(long, value_name = "PLACE")]
    after: Option<String>,
    /// Items a page, 50 unless told, 500 at most.
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

/// One customer of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonOut {
    /// Our id.
    pub id: CustomerId,
    /// The id that reports show.
    pub customer_id: String,
    /// Full name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Country, as told.
    pub country: Option<String>,
    /// Purchases.
    pub orders: u64,
    /// What they came to; null while the currency is unknown.
    pub revenue: Option<Money>,
    /// Days since the day of the last purchase; null while there is none.
    pub recency_days: Option<i64>,
    /// Name of the RFM group; null for who has bought nothing.
    pub rfm_group: Option<String>,
    /// What he said to marketing by e-mail.
    pub email_consent: EmailConsent,
}

/// How one customer buys, seen from now.
#[derive(Debug, Serialize, ToSchema)]
pub struct BuyerOut {
    /// The moment up to which orders were seen.
    as_of: Instant,
    /// Purchases.
    orders: u64,
    /// What they came to; null while the currency is unknown.
    revenue: Option<Money>,
    /// Days since the day of the last purchase.
    recency_days: i64,
    /// Name of the RFM group.
    rfm_group: String,
    /// When he is expected again, if he is one of those who come back; null when nobody can say.
    next_order: Option<NextOrder>,
    /// Why nobody can say; null when there is an answer.
    next_order_unknown: Option<Unexpected>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_people))
        .routes(routes!(show_figures))
        .merge(sheets::routes::<PeopleQuery>("/api/v1/customers"))
}

/// The customers with their figures; behind all others come those who have bought nothing yet.
#[utoipa::path(get, path = "/api/v1/customers", tag = "customers", params(PeopleQuery),
    responses((status = 200, body = Page<PersonOut>), (status = 422, body = Problem)))]
async fn list_people(
    State(shop): State<Shop>,
    Query(query): Query<PeopleQuery>,
) -> Result<Json<Page<PersonOut>>, Problem> {
    Ok(Json(page_of(&shop, query).await?))
}

/// One page of the list, as it is shown.
pub async fn page_of(shop: &Shop, query: PeopleQuery) -> Result<Page<PersonOut>, Problem> {
    let limit = PageQuery { after: None, limit: query.limit }.limit();
    let after =
        query.after.as_deref().map(str::parse).transpose().map_err(|_| {
            Problem::field("after", "bad_cursor", "is not the `next` of a page before")
        })?;
    let question = Question { after, ..query.into() };
    let (vantage, people) = super::list(shop, &question, limit as usize + 1).await?;
    let place = |person: &Person| {
        let listed = Listed { customer_no: person.customer.no, scored: person.scored };
        question.sort.place_of(&listed).to_string()
    };
    let page = Page::of(people, limit, place);
    let items = page.items.into_iter().map(|person| out(&vantage, person)).collect();
    Ok(Page { items, next: page.next })
}

/// How often, how lately and for how much a customer has bought.
#[utoipa::path(get, path = "/api/v1/customers/{id}/figures", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = BuyerOut), (status = 404, body = Problem)))]
async fn show_figures(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<BuyerOut>, Problem> {
    let Some((vantage, Buyer { scored, group, next_order })) = super::figures(&shop, id).await?
    else {
        let text = format!("customer {id} has not bought anything yet");
        return Err(Problem::new(StatusCode::NOT_FOUND, "no_purchases", text));
    };
    Ok(Json(BuyerOut {
        as_of: vantage.as_of,
        orders: scored.orders,
        revenue: vantage.money(scored.revenue),
        recency_days: scored.recency_days,
        rfm_group: group,
        next_order: next_order.ok(),
        next_order_unknown: next_order.err(),
    }))
}

impl From<PeopleQuery> for Question {
    fn from(query: PeopleQuery) -> Self {
        Self {
            search: query.search,
            sort: query.sort,
            standing: query.standing,
            rfm_group: query.rfm_group,
            persona: query.persona,
            quiet_days_min: query.quiet_days_min,
            consent: query.consent,
            segment: query.segment,
            after: None,
        }
    }
}

fn out(vantage: &Vantage, person: Person) -> PersonOut {
    let Person { customer, scored, group, email_consent } = person;
    PersonOut {
        id: customer.id,
        customer_id: shown_id(customer.external_id.as_deref(), customer.id),
        name: customer.name,
        email: customer.email,
        country: customer.country,
        orders: scored.map_or(0, |scored| scored.orders),
        revenue: vantage.money(scored.map_or(0, |scored| scored.revenue)),
        recency_days: scored.map(|scored| scored.recency_days),
        rfm_group: group,
        email_consent,
    }
}
