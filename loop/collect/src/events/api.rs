//! `POST /v1/…`: Segment's HTTP API, as its libraries speak it.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Path, Problem};

use super::message::{self, Call, Heard, Reason, Refusal, sent_at, size_of};
use super::{NotHeard, Spoken, Told, Verdict, body};
use crate::keys::Scope;
use crate::problems;
use crate::shop::Shop;

/// Limits of one event, one batch, and of the events in it (source: Segment, HTTP API).
const EVENT_MAX: usize = 32 * 1024;
const BATCH_MAX: usize = 500 * 1024;
const EVENTS_MAX: usize = 2_500;

/// What became of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeardOut {
    /// True: everything that makes sense is kept.
    success: bool,
    /// What became of each event, in the order of the request.
    events: Vec<EventOut>,
}

/// What became of one event.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventOut {
    /// What its source calls it, or what we call it where its source does not.
    #[serde(rename = "messageId")]
    message_id: Option<String>,
    /// Whether it is kept.
    accepted: bool,
    /// Why not, or what is to be known about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    /// The same for whoever writes the program that speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'static str>,
    /// What of it that is about, such as a trait that is no value of its field.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
}

impl From<Verdict> for EventOut {
    fn from(Verdict { message_id, accepted, reason, about }: Verdict) -> Self {
        Self { message_id, accepted, reason, explanation: reason.map(Reason::explanation), about }
    }
}

/// A refusal of a whole request: a problem, and the words that libraries look for.
struct Refused(Problem);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Self(problem) = self;
        let mut told = json!(problem);
        told["success"] = json!(false);
        told["message"] = json!(problem.detail);
        let status = problem.status;
        let mut response = problem.into_response();
        *response.body_mut() = Body::from(told.to_string());
        response.headers_mut().remove(header::CONTENT_LENGTH);
        if matches!(status, 429 | 503 | 507) {
            let in_a_second = HeaderValue::from_static("1");
            response.headers_mut().insert(header::RETRY_AFTER, in_a_second.clone());
            response.headers_mut().insert("x-ratelimit-reset", in_a_second);
        }
        response
    }
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(hear))
}

/// Tells what happened, one event or a batch of them; `success` comes when it is on the disk.
#[utoipa::path(post, path = "/v1/{call}", tag = "events",
    params(("call" = String, Path,
        description = "identify, track, page, screen, group, alias, batch or import")),
    request_body(content = Object, description = "as Segment's HTTP API describes it"),
    responses((status = 200, body = HeardOut), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 413, body = Problem),
        (status = 429, body = Problem)))]
async fn hear(
    State(shop): State<Shop>,
    Path(call): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    match heard(&shop, &call, &headers, body).await {
        Ok(verdicts) => {
            let events = verdicts.into_iter().map(EventOut::from).collect();
            axum::Json(HeardOut { success: true, events }).into_response()
        }
        Err(problem) => Refused(problem).into_response(),
    }
}

async fn heard(
    shop: &Shop,
    call: &str,
    headers: &HeaderMap,
    body: Body,
) -> Result<Vec<Verdict>, Problem> {
    let single = Call::named(call);
    if single.is_none() && !["batch", "import", "b"].contains(&call) {
        return Err(Problem::not_found(format!("call `{call}`")));
    }
    let size_max = if single.is_some() { EVENT_MAX } else { BATCH_MAX };
    let read = body::read(headers, body, size_max).await;
    let in_body = read.as_ref().ok().and_then(|told| told.get("writeKey")).and_then(Json::as_str);
    let source = source_of(shop, headers, in_body).await?;
    let told = match read {
        Ok(fields) => told(shop, fields, single)?,
        Err(problem) => {
            note_unreadable(shop, source, &problem).await;
            return Err(problem);
        }
    };
    let spoken = Spoken { source, told };
    shop.intake().hear(shop.records(), spoken).await.map_err(problem_of)
}

/// Who speaks, by the key in the header or in the body.
async fn source_of(
    shop: &Shop,
    headers: &HeaderMap,
    in_body: Option<&str>,
) -> Result<String, Problem> {
    let in_header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let secrets = [in_header.and_then(secret_of), in_body.map(str::to_owned)];
    for secret in secrets.into_iter().flatten() {
        let holder = shop.keys().holder(shop.records(), secret.trim(), Scope::Ingest).await;
        if let Some(source) = holder.map_err(problems::of_records)? {
            return Ok(source);
        }
    }
    let detail = "no key that opens was given: as writeKey in the body, as the name of Basic \
                  authorization or as a Bearer token; `regulars key create NAME` makes one";
    Err(Problem::new(StatusCode::UNAUTHORIZED, "no_such_key", detail))
}

/// The secret of an `Authorization`: the name of `Basic`, whose colon may be missing, or a token.
fn secret_of(authorization: &str) -> Option<String> {
    let (scheme, rest) = authorization.trim().split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    let bytes = BASE64.decode(rest.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let credentials = String::from_utf8(bytes).ok()?;
    Some(credentials.split(':').next().unwrap_or_default().to_owned())
}

/// The messages of a request, each by itself.
fn told(
    shop: &Shop,
    mut fields: Map<String, Json>,
    single: Option<Call>,
) -> Result<Vec<Told>, Problem> {
    let heard = Heard { at: shop.records().clock().now(), sent_at: sent_at(&fields) };
    if single.is_some() {
        return Ok(vec![message::read(Json::Object(fields), single, heard)]);
    }
    let Some(Json::Array(batch)) = fields.remove("batch") else {
        let detail = "a batch is a list of events under `batch`";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "no_batch", detail));
    };
    if batch.len() > EVENTS_MAX {
        let detail = format!("a batch has {EVENTS_MAX} events at most, not {}", batch.len());
        return Err(Problem::new(StatusCode::BAD_REQUEST, "too_many", detail));
    }
    let context = fields.remove("context");
    let read = |one: Json| {
        if size_of(&one) > EVENT_MAX {
            return Err(too_large(&one));
        }
        message::read(with_context(one, context.as_ref()), None, heard)
    };
    Ok(batch.into_iter().map(read).collect())
}

fn too_large(one: &Json) -> Refusal {
    let word = |field: &str| one.get(field).and_then(Json::as_str);
    let short = |text: &str| text.chars().take(100).collect();
    let (message_id, name) = (word("messageId").map(short), word("event").map(short));
    Refusal { message_id, name, reason: Reason::TooLarge }
}

/// The context of a batch is the context of each of its events, where they do not say otherwise.
fn with_context(mut one: Json, of_batch: Option<&Json>) -> Json {
    if let (Some(event), Some(Json::Object(shared))) = (one.as_object_mut(), of_batch) {
        let own = event.entry("context").or_insert_with(|| json!({}));
        if let Some(own) = own.as_object_mut() {
            for (name, value) in shared {
                own.entry(name).or_insert_with(|| value.clone());
            }
        }
    }
    one
}

/// A source whose requests cannot be read should see that on the page.
async fn note_unreadable(shop: &Shop, source: String, problem: &Problem) {
    let reason = if problem.code == "too_large" { Reason::TooLarge } else { Reason::NotAnObject };
    let name = Some(problem.code.clone());
    let told = vec![Err(Refusal { message_id: None, name, reason })];
    if let Err(error) = shop.intake().hear(shop.records(), Spoken { source, told }).await {
        tracing::warn!(%error, "an unreadable request cannot be noted");
    }
}

fn problem_of(error: NotHeard) -> Problem {
    let later = |status, code| Problem::new(status, code, error.to_string());
    match &error {
        NotHeard::TooMuch => later(StatusCode::TOO_MANY_REQUESTS, "too_much"),
        NotHeard::Ending => later(StatusCode::SERVICE_UNAVAILABLE, "ending"),
        NotHeard::Records(cause) => match problems::of_shared_records(cause) {
            // A server that went away comes back: the source shall say it again.
            problem if problem.status == 500 => {
                let detail = "the records cannot be written now; say it again in a second";
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "not_now", detail)
            }
            problem => problem,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_every_way_of_saying_it() {
        let basic = |text: &str| format!("Basic {}", BASE64.encode(text));
        for authorization in [basic("rk_1:"), basic("rk_1"), "bearer rk_1".to_owned()] {
            assert_eq!(secret_of(&authorization).as_deref(), Some("rk_1"), "{authorization}");
        }
        assert_eq!(["Basic ???", "rk_1", "Digest rk_1"].map(secret_of), [const { None }; 3]);
    }

    #[test]
    fn an_event_keeps_its_own_context_and_takes_the_rest_from_the_batch() {
        let own = json!({ "type": "page", "context": { "locale": "uk" } });
        let merged = with_context(own, Some(&json!({ "locale": "en", "ip": "8.8.8.8" })));
        assert_eq!(merged["context"], json!({ "locale": "uk", "ip": "8.8.8.8" }));
    }
}
