//! `GET /api/v1/reports/personas`, its runs, and one customer.

use axum::extract::State;
use axum::http::StatusCode;
use collect::shop::Shop;
use domain::CustomerId;
use records::Actor;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem, Query};

use super::card::Card;
use super::{PersonaOptions, PersonasReport};
use crate::models::Run;
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_personas))
        .routes(routes!(keep_personas_run))
        .routes(routes!(show_persona_card))
        .merge(sheets::routes::<PersonaOptions>("/api/v1/reports/personas"))
}

/// The kinds of customers a shop has, with their portraits.
#[utoipa::path(get, path = "/api/v1/reports/personas", tag = "reports", params(PersonaOptions),
    responses((status = 200, body = PersonasReport), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn show_personas(
    State(shop): State<Shop>,
    Query(options): Query<PersonaOptions>,
) -> Result<Json<PersonasReport>, Problem> {
    fits(&options)?;
    Ok(Json(super::of_shop(&shop, options).await?))
}

/// Finds personas once more and keeps the run, so that it can be compared with others and put in
/// use.
#[utoipa::path(post, path = "/api/v1/reports/personas/runs", tag = "models", params(PersonaOptions),
    responses((status = 201, body = Run), (status = 422, body = Problem)))]
async fn keep_personas_run(
    State(shop): State<Shop>,
    Query(options): Query<PersonaOptions>,
) -> Result<(StatusCode, Json<Run>), Problem> {
    fits(&options)?;
    let staff = Actor::Staff("page".to_owned());
    Ok((StatusCode::CREATED, Json(super::run(&shop, options, staff).await?)))
}

/// The persona of one customer, by the run in use, and why he is it.
#[utoipa::path(get, path = "/api/v1/customers/{id}/persona", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = Card), (status = 404, body = Problem)))]
async fn show_persona_card(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<Card>, Problem> {
    let card = super::card::of_customer(&shop, id).await?;
    card.map(Json).ok_or_else(|| {
        let text = format!("customer {id} has not bought anything yet, or no personas are in use");
        Problem::new(StatusCode::NOT_FOUND, "no_persona", text)
    })
}

fn fits(options: &PersonaOptions) -> Result<(), Problem> {
    match options.k {
        Some(k) if !(2..=8).contains(&k) => {
            Err(Problem::field("k", "out_of_range", "must be from 2 to 8"))
        }
        _ => Ok(()),
    }
}
