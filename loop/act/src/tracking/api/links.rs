//! `/c/{token}` and `/o/{token}`: the links and the picture of letters.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use collect::problems::of_records;
use collect::shop::Shop;
use records::Actor;
use wire::Problem;

use crate::tracking::{self, Mark, is_machine, mark};
use crate::unsubscribe;

/// A picture of one point that nobody sees, as GIF.
const PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\
\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// Leads to where the link of a letter was meant to lead, and to nowhere else.
pub(super) async fn follow(
    State(shop): State<Shop>,
    Path(token): Path<String>,
    asked: (Method, HeaderMap),
) -> Result<Response, Problem> {
    let mark = read(&shop, &token).await?.ok_or_else(|| Problem::not_found("this link"))?;
    let url = match (&mark.url, mark.link) {
        (Some(url), _) => url.clone(),
        // Only a machine is here: it may look at an empty page.
        (None, mark::TRAP) => String::new(),
        (None, _) => return Err(Problem::not_found("this link")),
    };
    seen(&shop, &mark, asked).await;
    let Ok(place) = HeaderValue::from_str(&encoded(&url)) else {
        return Err(Problem::not_found("this link"));
    };
    if url.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let mut response = StatusCode::FOUND.into_response();
    response.headers_mut().insert(header::LOCATION, place);
    Ok(unkept(response))
}

/// An address as a header may carry it: letters of other scripts are written out.
fn encoded(url: &str) -> String {
    url::Url::parse(url).map_or_else(|_| url.to_owned(), String::from)
}

/// A picture of one point; who asks for it has opened the letter, or is a machine.
pub(super) async fn show_picture(
    State(shop): State<Shop>,
    Path(token): Path<String>,
    asked: (Method, HeaderMap),
) -> Result<Response, Problem> {
    // Who asks for a picture gets one: a mail program would show a hole.
    if let Some(mark) = read(&shop, &token).await?.filter(|mark| mark.link == mark::PICTURE) {
        seen(&shop, &mark, asked).await;
    }
    let kind = [(header::CONTENT_TYPE, "image/gif")];
    Ok(unkept((kind, PICTURE).into_response()))
}

/// Every visit has to come to us, or nobody would know of it.
fn unkept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}

async fn read(shop: &Shop, token: &str) -> Result<Option<Mark>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let secret = unsubscribe::known_secret(&mut tx).await.map_err(of_records)?;
    Ok(secret.and_then(|secret| Mark::read(&secret, token)))
}

/// Notes a visit, unless the visitor says himself that he is no reader; a reader never waits for
/// us, so what fails here goes to the log alone.
async fn seen(shop: &Shop, mark: &Mark, (method, headers): (Method, HeaderMap)) {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let is_trap = mark.link == mark::TRAP;
    if !is_trap && (method != Method::GET || is_machine(agent)) {
        return;
    }
    let noted = async {
        let mut tx = shop.write(Actor::Customer).await?;
        tracking::note(&mut tx, mark).await?;
        tx.commit().await
    };
    if let Err(error) = noted.await {
        tracing::warn!(%error, "a visit of a link could not be written down");
    }
}
