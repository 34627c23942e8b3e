//! `/api/v1/fields`, and what is known of a customer in them.

use std::collections::BTreeMap;

use axum::extract::State;
use domain::{CustomerId, Instant};
use records::{Actor, ShopTx};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, Path, Problem, Query};

use super::{Change, Definition, FieldError, Kind, Known, Names, Telling, Unfit};
use crate::customers::{self, Customer};
use crate::problems;
use crate::shop::Shop;
use crate::timeline::Place;

/// A field to be made, or to be different.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomFieldIn {
    /// What its values are; for ever.
    pub kind: Kind,
    /// What people call it, in one language at least, 60 characters each at most.
    pub names: Names,
    /// What a choice offers, 1 to 100 values of at most 60 characters.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Whether it is put away; its values are kept, and nothing new is taken.
    #[serde(default)]
    pub archived: bool,
}

/// A field.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomFieldOut {
    /// What programs, rules and letters call it.
    key: String,
    /// What its values are.
    kind: Kind,
    /// What people call it.
    names: Names,
    /// What a choice offers.
    choices: Vec<String>,
    /// Whether every shop has it, as it is.
    is_built_in: bool,
    /// When it was put away; null while it is in use.
    archived_at: Option<Instant>,
    /// Of how many customers it is known.
    n_known: i64,
}

/// The fields of a shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomFieldsOut {
    /// The day of birth first, the others in the order in which they were made.
    items: Vec<CustomFieldOut>,
    /// How many a shop may have.
    most: usize,
}

/// What is known of a customer in one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldValueOut {
    /// The field.
    field: String,
    /// The value, by its kind: a text, a number, a day such as `2026-05-17` or `--05-17`, true or
    /// false, a value of the list or several; null where the latest word is that there is none.
    #[schema(value_type = Object, nullable)]
    value: Option<Value>,
    /// Since when it is so, by the latest word.
    told_at: Instant,
    /// Who told us.
    source: String,
    /// Who did it.
    told_by: String,
}

/// What is known of a customer in all fields.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldValuesOut {
    /// By field; what nothing was ever told of is not here.
    items: Vec<FieldValueOut>,
}

/// What is to be known of a customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldValuesIn {
    /// Fields with their values; null takes one away.
    #[schema(value_type = Object)]
    values: BTreeMap<String, Value>,
    /// When it was so; now unless told. Something newer that is known already stays.
    #[serde(default)]
    at: Option<Instant>,
}

/// One change of a profile.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldChangeOut {
    /// What of him: a field, or `name`, `email`, `phone`, `country`, `city`, `language`,
    /// `time_zone`.
    field: String,
    /// What it was; null where nothing was known.
    #[schema(value_type = Object, nullable)]
    was: Value,
    /// What it became; null where it was taken away.
    #[schema(value_type = Object, nullable)]
    became: Value,
    /// Since when it is so.
    at: Instant,
    /// Who told us.
    source: String,
    /// Who did it.
    by: String,
}

/// Which changes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ChangesQuery {
    /// Of one field only.
    field: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// Changes a page, 1 to 500; 50 unless told.
    limit: Option<u32>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_fields))
        .routes(routes!(save_field))
        .routes(routes!(show_field_values, write_field_values))
        .routes(routes!(list_field_changes))
}

fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// Who is said to have told what is written by this API.
const SOURCE: &str = "page";

impl CustomFieldOut {
    fn of(field: Definition, n_known: i64) -> Self {
        Self {
            is_built_in: field.is_built_in(),
            key: field.key,
            kind: field.kind,
            names: field.names,
            choices: field.choices,
            archived_at: field.archived_at,
            n_known,
        }
    }
}

/// Every field of customers, as programs and the command line are told it.
pub async fn all(tx: &mut ShopTx) -> Result<CustomFieldsOut, FieldError> {
    let known = super::n_known(tx).await?;
    let n_known = |field: &Definition| known.get(&field.key).copied().unwrap_or(0);
    let all = super::list(tx).await?.into_iter();
    let items = all.map(|field| (n_known(&field), field));
    let items = items.map(|(n, field)| CustomFieldOut::of(field, n)).collect();
    Ok(CustomFieldsOut { items, most: super::FIELDS_MAX })
}

/// The fields of customers.
#[utoipa::path(get, path = "/api/v1/fields", tag = "customers",
    responses((status = 200, body = CustomFieldsOut)))]
async fn list_fields(State(shop): State<Shop>) -> Result<Json<CustomFieldsOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    Ok(Json(all(&mut tx).await?))
}

/// Makes a field, or gives it other names, another list, or puts it away.
#[utoipa::path(put, path = "/api/v1/fields/{key}", tag = "customers", request_body = CustomFieldIn,
    params(("key" = String, Path, description = "small Latin letters, digits and underscores")),
    responses((status = 200, body = CustomFieldOut), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn save_field(
    State(shop): State<Shop>,
    Path(key): Path<String>,
    Json(told): Json<CustomFieldIn>,
) -> Result<Json<CustomFieldOut>, Problem> {
    let CustomFieldIn { kind, names, choices, archived } = told;
    let wanted = Definition { key, names, kind, choices, archived_at: None };
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let field = super::save(&mut tx, wanted, archived).await?;
    let known = super::n_known(&mut tx).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    let n_known = known.get(&field.key).copied().unwrap_or(0);
    Ok(Json(CustomFieldOut::of(field, n_known)))
}

/// What is known of a customer in fields.
#[utoipa::path(get, path = "/api/v1/customers/{id}/fields", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = FieldValuesOut), (status = 404, body = Problem)))]
async fn show_field_values(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<FieldValuesOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let customer = somebody(&mut tx, id).await?;
    values_of(&mut tx, customer.id).await.map(Json)
}

/// Writes down what is known of a customer; every value is taken, or none.
#[utoipa::path(put, path = "/api/v1/customers/{id}/fields", tag = "customers",
    request_body = FieldValuesIn,
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = FieldValuesOut), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn write_field_values(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
    Json(told): Json<FieldValuesIn>,
) -> Result<Json<FieldValuesOut>, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let customer = somebody(&mut tx, id).await?;
    let fields = super::in_use(&mut tx).await.map_err(problems::of_records)?;
    let values = super::check(&fields, &told.values)?.into_iter().collect();
    let of = customers::Known::new(customer.id, customer.no);
    let telling = Telling { of, at: told.at.unwrap_or(tx.now()), values };
    super::tell_many(&mut tx, SOURCE, vec![telling]).await.map_err(problems::of_records)?;
    let known = values_of(&mut tx, customer.id).await?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(known))
}

/// How a customer's profile has changed, the newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/fields/changes", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`"), ChangesQuery),
    responses((status = 200, body = Page<FieldChangeOut>), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn list_field_changes(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
    Query(asked): Query<ChangesQuery>,
) -> Result<Json<Page<FieldChangeOut>>, Problem> {
    let bad = |_| Problem::field("after", "bad_cursor", "is not the `next` of a page before");
    let before = asked.after.as_deref().map(str::parse::<Place>).transpose().map_err(bad)?;
    let limit = asked.limit.unwrap_or(50).clamp(1, 500);
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let customer = somebody(&mut tx, id).await?;
    let field = asked.field.as_deref();
    let changes = super::history(&mut tx, customer.id, field, (before, limit + 1))
        .await
        .map_err(problems::of_records)?;
    let Page { items, next } = Page::of(changes, limit, |change| change.place.to_string());
    Ok(Json(Page { items: items.into_iter().map(FieldChangeOut::from).collect(), next }))
}

async fn somebody(tx: &mut ShopTx, id: CustomerId) -> Result<Customer, Problem> {
    let found = customers::find(tx, id).await.map_err(problems::of_records)?;
    found.ok_or_else(|| Problem::not_found(format!("customer {id}")))
}

async fn values_of(tx: &mut ShopTx, id: CustomerId) -> Result<FieldValuesOut, Problem> {
    let known = super::of_customer(tx, id).await.map_err(problems::of_records)?;
    Ok(FieldValuesOut { items: known.into_iter().map(FieldValueOut::from).collect() })
}

impl From<Known> for FieldValueOut {
    fn from(Known { field, value, told_at, source, told_by }: Known) -> Self {
        Self { field, value, told_at, source, told_by }
    }
}

impl From<Change> for FieldChangeOut {
    fn from(change: Change) -> Self {
        let Change { place, field, was, became, source, actor } = change;
        Self { field, was, became, at: place.at, source, by: actor }
    }
}

impl From<FieldError> for Problem {
    fn from(error: FieldError) -> Self {
        let text = error.to_string();
        match error {
            FieldError::Records(error) => problems::of_records(error),
            FieldError::Unknown(key) => Self::field(&key, "no_field", text),
            FieldError::Misfit { field, misfit } => {
                Self::field(&field, misfit.word(), misfit.to_string())
            }
            FieldError::Unfit(unfit) => match unfit {
                Unfit::OtherKind { .. } => Self::conflict("other_kind", text),
                Unfit::TooMany => Self::conflict("too_many_fields", text),
                Unfit::Key(_) | Unfit::Taken(_) => Self::field("key", "bad_key", text),
                Unfit::Nameless | Unfit::Name(_) => Self::field("names", "bad_name", text),
                Unfit::Choices(_) | Unfit::Choice(_) | Unfit::Twice(_) | Unfit::NoChoice => {
                    Self::field("choices", "bad_choices", text)
                }
            },
        }
    }
}
