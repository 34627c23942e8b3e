//! LEARN: see whether it helped.

pub mod effects;

use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this room.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().merge(effects::api::router())
}
