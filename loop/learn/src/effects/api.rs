//! `GET /api/v1/effects`.

use act::campaigns::CampaignError;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use collect::problems::of_records;
use collect::shop::Shop;
use domain::CampaignId;
use know::AsOf;
use know::sheets::Format;
use know::sheets::api as sheets;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa::openapi::path::ParameterIn;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use super::{Effect, EffectOptions};

/// Which effects, and from where on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct EffectsQuery {
    /// Only this campaign.
    #[param(value_type = Option<String>)]
    campaign: Option<CampaignId>,
    /// Only orders within so many days of the dealing.
    window_days: Option<u32>,
    /// Look from this day, or from this moment; now when left out.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    after: Option<CampaignId>,
    /// Campaigns a page, 50 unless told, 500 at most.
    limit: Option<u32>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    let router = OpenApiRouter::new().routes(routes!(list_effects)).routes(routes!(show_effect));
    let params = EffectOptions::into_params(|| Some(ParameterIn::Query));
    let document = sheets::document(ARMS, "arms", params);
    let router = router.merge(OpenApiRouter::with_openapi(document));
    Format::ALL.into_iter().fold(router, |router, format| {
        let answer = move |State(shop): State<Shop>, Path(id), Query(options)| {
            save_arms(shop, id, options, format)
        };
        router.route(&format!("{ARMS}.{}", format.ending()), get(answer))
    })
}

/// The address of the arms as a table.
const ARMS: &str = "/api/v1/effects/{campaign}/arms";

/// The arms of one campaign as a file.
async fn save_arms(
    shop: Shop,
    id: CampaignId,
    options: EffectOptions,
    format: Format,
) -> Result<Response, Problem> {
    let effect = super::of_campaign(&shop, id, options).await.map_err(of_campaign)?;
    sheets::answer(super::arms::sheet(effect), format).await
}

/// What the campaigns changed that have dealt anybody, the newest first.
#[utoipa::path(get, path = "/api/v1/effects", tag = "effects", params(EffectsQuery),
    responses((status = 200, body = Page<Effect>), (status = 404, body = Problem)))]
async fn list_effects(
    State(shop): State<Shop>,
    Query(query): Query<EffectsQuery>,
) -> Result<Json<Page<Effect>>, Problem> {
    let options = EffectOptions { window_days: query.window_days, as_of: query.as_of };
    if let Some(id) = query.campaign {
        let effect = super::of_campaign(&shop, id, options).await.map_err(of_campaign)?;
        return Ok(Json(Page { items: vec![effect], next: None }));
    }
    let limit = query.limit.unwrap_or(50).clamp(1, PageQuery::LIMIT_MAX);
    let effects = super::of_shop(&shop, options, query.after, limit + 1).await;
    let effects = effects.map_err(of_records)?;
    Ok(Json(Page::of(effects, limit, |effect| effect.campaign.id.to_string())))
}

/// What one campaign changed, treated against held out.
#[utoipa::path(get, path = "/api/v1/effects/{campaign}", tag = "effects",
    params(("campaign" = CampaignId, Path, description = "`cmp_…`"), EffectOptions),
    responses((status = 200, body = Effect), (status = 404, body = Problem)))]
async fn show_effect(
    State(shop): State<Shop>,
    Path(id): Path<CampaignId>,
    Query(options): Query<EffectOptions>,
) -> Result<Json<Effect>, Problem> {
    super::of_campaign(&shop, id, options).await.map(Json).map_err(of_campaign)
}

fn of_campaign(error: CampaignError) -> Problem {
    match error {
        CampaignError::Unknown(id) => Problem::not_found(format!("campaign {id}")),
        CampaignError::Records(error) => of_records(error),
        other => Problem::internal(other),
    }
}
