//! `GET` and `PATCH /api/v1/shop`.

use axum::extract::State;
use domain::{Currency, Instant, ShopZone, WeekStart};
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::{Language, Settings, Shop};
use crate::{orders, problems};

/// The shop as the page greets it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShopOut {
    /// Name shown to staff and customers.
    name: Option<String>,
    /// IANA zone in which days are cut.
    zone: String,
    /// Currency of the figures, once known.
    currency: Option<Currency>,
    /// The day a week opens on.
    week_start: WeekStart,
    /// Language of the page.
    language: Language,
    /// Whether this is the made-up shop.
    demo: bool,
    /// People known.
    customers: i64,
    /// Orders known, whatever became of them.
    orders: i64,
    /// The oldest order.
    first_order_at: Option<Instant>,
    /// The newest order.
    newest_order_at: Option<Instant>,
    /// Version of the program.
    version: &'static str,
}

/// What may be changed; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ShopPatch {
    /// Name shown to staff and customers.
    name: Option<String>,
    /// IANA zone such as `Europe/Kyiv`.
    zone: Option<String>,
    /// ISO 4217 code.
    currency: Option<String>,
    /// The day a week opens on.
    week_start: Option<WeekStart>,
    /// Language of the page.
    language: Option<Language>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(show_shop, change_shop))
}

/// The shop: its settings and how much it knows.
#[utoipa::path(get, path = "/api/v1/shop", tag = "shop", responses((status = 200, body = ShopOut)))]
async fn show_shop(State(shop): State<Shop>) -> Result<Json<ShopOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    describe(&mut tx).await.map(Json).map_err(problems::of_records)
}

/// Changes what the shop says about itself.
#[utoipa::path(patch, path = "/api/v1/shop", tag = "shop", request_body = ShopPatch,
    responses((status = 200, body = ShopOut), (status = 422, body = Problem)))]
async fn change_shop(
    State(shop): State<Shop>,
    Json(patch): Json<ShopPatch>,
) -> Result<Json<ShopOut>, Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    let before = super::settings(&mut tx).await.map_err(problems::of_records)?;
    let after = patch.applied_to(before)?;
    super::save_settings(&mut tx, &after).await.map_err(problems::of_records)?;
    let out = describe(&mut tx).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(out))
}

impl ShopPatch {
    fn applied_to(self, before: Settings) -> Result<Settings, Problem> {
        if let Some(zone) = &self.zone {
            ShopZone::named(zone).map_err(|_| {
                let message = format!("`{zone}` is no zone such as Europe/Kyiv");
                Problem::field("zone", "unknown_zone", message)
            })?;
        }
        let currency =
            self.currency.map(|code| code.parse::<Currency>()).transpose().map_err(|unknown| {
                Problem::field("currency", "unknown_currency", unknown.to_string())
            })?;
        Ok(Settings {
            name: self.name.or(before.name),
            zone: self.zone.or(before.zone),
            currency: currency.or(before.currency),
            week_start: self.week_start.unwrap_or(before.week_start),
            language: self.language.unwrap_or(before.language),
            demo: before.demo,
        })
    }
}

async fn describe(tx: &mut ShopTx) -> Result<ShopOut, RecordsError> {
    let settings = super::settings(tx).await?;
    let span = orders::span(tx).await?;
    Ok(ShopOut {
        zone: settings.shop_zone().name().to_owned(),
        name: settings.name,
        currency: settings.currency,
        week_start: settings.week_start,
        language: settings.language,
        demo: settings.demo,
        customers: crate::customers::n_customers(tx).await?,
        orders: span.n_orders,
        first_order_at: span.first_at,
        newest_order_at: span.newest_at,
        version: env!("CARGO_PKG_VERSION"),
    })
}
