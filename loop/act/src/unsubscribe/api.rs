//! `GET` and `POST /p/unsubscribe/{token}`: pages for people, not for programs.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use collect::consent::Channel;
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use records::{Actor, RecordsError, ShopTx};
use utoipa_axum::router::OpenApiRouter;
use wire::Problem;

use super::page::{Saying, Scene, masked, page};
use super::{Found, find, unsubscribe};
use crate::contact;
use crate::tracking::{self, Follows};

/// The public pages of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().route("/p/unsubscribe/{token}", get(ask).post(stop))
}

/// Asks; opening the link changes nothing.
async fn ask(State(shop): State<Shop>, Path(token): Path<String>) -> Result<Response, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let found = find(&mut tx, &token).await.map_err(of_records)?;
    answer(&mut tx, (&token, found), Saying::Question).await.map_err(of_records)
}

/// Stops the letters: the button of the page, or one click in the mail program.
async fn stop(State(shop): State<Shop>, Path(token): Path<String>) -> Result<Response, Problem> {
    let mut tx = shop.write(Actor::Customer).await.map_err(of_records)?;
    let found = unsubscribe(&mut tx, &token).await.map_err(of_records)?;
    let response = answer(&mut tx, (&token, found), Saying::Done).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(response)
}

async fn answer(
    tx: &mut ShopTx,
    (token, found): (&str, Found),
    saying: Saying,
) -> Result<Response, RecordsError> {
    let settings = shop::settings(tx).await?;
    let (saying, told) = match (found, saying) {
        (Found::Person(person, _, channel), saying) => (saying, Some((person, channel))),
        (Found::Preview, Saying::Question) => (Saying::Question, None),
        (Found::Preview, _) => (Saying::Preview, None),
        (Found::Nothing, _) => (Saying::Broken, None),
    };
    let own = told.as_ref().and_then(|(person, _)| Language::of_code(person.language.as_deref()?));
    let channel = told.as_ref().map_or(Channel::Email, |(_, channel)| *channel);
    let address = match &told {
        Some((person, channel)) => {
            let people = std::slice::from_ref(&**person);
            contact::addresses(tx, *channel, people).await?.remove(&person.id)
        }
        None => None,
    };
    let address = address.map(|address| masked(channel, &address));
    let follows = tracking::settings(tx).await?.follows != Follows::Nobody;
    let reading = (follows && told.is_some() && channel == Channel::Email)
        .then(|| format!("/p/reading/{token}"));
    let preferences =
        (told.is_some() || saying == Saying::Question).then(|| format!("/p/preferences/{token}"));
    let scene = Scene {
        language: own.unwrap_or(settings.language),
        shop: settings.name.as_deref().unwrap_or("Regulars"),
        channel,
        address: address.as_deref().unwrap_or("a•••@example.test"),
        preferences: preferences.as_deref(),
        reading: reading.as_deref(),
    };
    Ok(response(saying, &scene))
}

fn response(saying: Saying, scene: &Scene<'_>) -> Response {
    let status = match saying {
        Saying::Broken => StatusCode::NOT_FOUND,
        _ => StatusCode::OK,
    };
    let body = Html(page(saying, scene).into_string());
    let policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; \
                  frame-ancestors 'none'; base-uri 'none'";
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
