//! `/hooks/shopify/{id}`, `/hooks/woocommerce/{id}` and `/hooks/stripe/{id}`: where storefronts
//! deliver to.
//!
//! Whoever comes has no key and no session; the signature over the body is what lets him in. It is
//! answered when the delivery is on the disk, within the five seconds that Shopify waits.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State as Of;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::StorefrontId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Path, Problem};

use crate::problems;
use crate::shop::Shop;
use crate::storefronts::Kind;
use crate::storefronts::deliveries::{self, NotLetIn};

/// The largest delivery; an order of thousands of lines has about one megabyte.
const BODY_MAX: usize = 5 * 1024 * 1024;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// The routes of deliveries.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(hear_shopify))
        .routes(routes!(hear_woocommerce))
        .routes(routes!(hear_stripe))
}

/// Takes a webhook of Shopify, signed in `X-Shopify-Hmac-SHA256`.
#[utoipa::path(post, path = "/hooks/shopify/{id}", tag = "hooks",
    params(("id" = StorefrontId, Path)),
    request_body(content = Object, description = "as Shopify's webhooks are"),
    responses((status = 200, description = "it is on the disk"), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 410, body = Problem),
        (status = 413, body = Problem)))]
async fn hear_shopify(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    hear(&shop, (Kind::Shopify, id), &headers, body).await
}

/// Takes a webhook of WooCommerce, signed in `X-WC-Webhook-Signature`, and its unsigned ping.
#[utoipa::path(post, path = "/hooks/woocommerce/{id}", tag = "hooks",
    params(("id" = StorefrontId, Path)),
    request_body(content = Object, description = "as WooCommerce's webhooks are"),
    responses((status = 200, description = "it is on the disk"), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 410, body = Problem),
        (status = 413, body = Problem)))]
async fn hear_woocommerce(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    hear(&shop, (Kind::Woocommerce, id), &headers, body).await
}

/// Takes an event of Stripe, signed in `Stripe-Signature` not longer than five minutes ago.
#[utoipa::path(post, path = "/hooks/stripe/{id}", tag = "hooks",
    params(("id" = StorefrontId, Path)),
    request_body(content = Object, description = "as Stripe's events are"),
    responses((status = 200, description = "it is on the disk"), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 410, body = Problem),
        (status = 413, body = Problem)))]
async fn hear_stripe(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    hear(&shop, (Kind::Stripe, id), &headers, body).await
}

async fn hear(
    shop: &Shop,
    (kind, id): (Kind, StorefrontId),
    headers: &HeaderMap,
    body: Body,
) -> Response {
    let heard = match read(headers, body).await {
        Ok(body) => match deliveries::receive(shop, (kind, id), headers, &body).await {
            Ok(_) => Ok(StatusCode::OK.into_response()),
            Err(refused) => Err(Problem::from(refused)),
        },
        Err((word, problem)) => {
            if let Err(error) = deliveries::note_refused(shop, id, word).await {
                tracing::warn!(%error, "a delivery that was not let in cannot be noted");
            }
            Err(problem)
        }
    };
    heard.unwrap_or_else(|problem| {
        let is_for_now = matches!(problem.status, 503 | 507);
        let mut response = problem.into_response();
        if is_for_now {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    })
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, (&'static str, Problem)> {
    let encoding = headers.get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes);
    if encoding.is_some_and(|encoding| encoding != b"identity") {
        let unknown = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        let detail = "a delivery is not packed: its signature is over the bytes as they come";
        return Err(("packed", Problem::new(unknown, "unknown_encoding", detail)));
    }
    match tokio::time::timeout(PATIENCE, to_bytes(body, BODY_MAX)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => {
            let detail = format!("a delivery has {BODY_MAX} bytes at most");
            Err(("too_large", Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)))
        }
        Err(_) => {
            let detail = "the body did not arrive within 30 seconds";
            Err(("too_slow", Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", detail)))
        }
    }
}

impl From<NotLetIn> for Problem {
    fn from(refused: NotLetIn) -> Self {
        let text = refused.to_string();
        match refused {
            NotLetIn::Nobody => Self::not_found("such storefront"),
            NotLetIn::LetGo => Self::new(StatusCode::GONE, "storefront_let_go", text),
            NotLetIn::Unsigned => Self::new(StatusCode::UNAUTHORIZED, "unsigned", text),
            NotLetIn::NoSecret => Self::new(StatusCode::UNAUTHORIZED, "no_secret", text),
            NotLetIn::Stale { .. } => Self::new(StatusCode::UNAUTHORIZED, "stale", text),
            NotLetIn::OtherShop { .. } => Self::new(StatusCode::FORBIDDEN, "other_shop", text),
            NotLetIn::NoTopic => Self::new(StatusCode::BAD_REQUEST, "no_topic", text),
            // The owner sees why on the page; outside it is only known that it is for now.
            NotLetIn::Seal(error) => {
                tracing::error!(%error, "the signing secret of a storefront cannot be opened");
                let text = "deliveries cannot be checked now; say it again later";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "not_now", text)
            }
            NotLetIn::Records(error) => match problems::of_records(error) {
                problem if problem.status == 500 => {
                    let text = "the records cannot be written now; say it again later";
                    Self::new(StatusCode::SERVICE_UNAVAILABLE, "not_now", text)
                }
                problem => problem,
            },
        }
    }
}
