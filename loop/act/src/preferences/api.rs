//! `GET` and `POST /p/preferences/{token}`: a page for people, not for programs.

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use collect::consent::{Channel, Purpose};
use collect::customers;
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use maud::Markup;
use records::{Actor, RecordsError, ShopTx};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use wire::Problem;

use super::page::{POLICY, Saying, broken, page};
use super::{Choice, Choices, Chosen};
use crate::unsubscribe::{self, Found};

/// The public page of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().route("/p/preferences/{token}", get(ask).post(answer))
}

/// In which language somebody reads the page.
#[derive(Debug, Default, Deserialize)]
struct Seen {
    language: Option<String>,
}

/// Shows; opening the link changes nothing.
async fn ask(
    State(shop): State<Shop>,
    Path(token): Path<String>,
    Query(seen): Query<Seen>,
) -> Result<Response, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let found = unsubscribe::find(&mut tx, &token).await.map_err(of_records)?;
    shown(&mut tx, (found, &seen), Saying::Question).await.map_err(of_records)
}

/// Keeps what was chosen, and shows what is so now.
async fn answer(
    State(shop): State<Shop>,
    Path(token): Path<String>,
    Query(seen): Query<Seen>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let mut tx = shop.write(Actor::Customer).await.map_err(of_records)?;
    let response = kept(&mut tx, (&token, &seen), &fields).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(response)
}

async fn kept(
    tx: &mut ShopTx,
    (token, seen): (&str, &Seen),
    fields: &[(String, String)],
) -> Result<Response, RecordsError> {
    let found = unsubscribe::find(tx, token).await?;
    if let Found::Person(person, campaign, _) = &found {
        let whose = (person.as_ref(), *campaign);
        let language = super::choices(tx, person).await?.language;
        let read_in = read_in(seen).unwrap_or(language);
        match fields.iter().any(|(name, value)| name == "do" && value == "nothing") {
            true => super::refuse_all(tx, whose, read_in).await?,
            false => {
                super::choose(tx, whose, &chosen(fields), read_in).await?;
            }
        }
    }
    shown(tx, (found, seen), Saying::Saved).await
}

/// What the fields of the form say; what makes no sense is left out.
fn chosen(fields: &[(String, String)]) -> Chosen {
    let mut chosen = Chosen::default();
    for (name, value) in fields {
        let channel = Channel::ALL.into_iter().find(|channel| channel.word() == value);
        match (name.as_str(), channel) {
            ("marketing", Some(channel)) => chosen.allowed.push((Purpose::Marketing, channel)),
            ("tracking", Some(channel)) => chosen.allowed.push((Purpose::Tracking, channel)),
            ("language", _) => chosen.language = Language::of_code(value),
            _ => {}
        }
    }
    chosen
}

fn read_in(seen: &Seen) -> Option<Language> {
    seen.language.as_deref().and_then(Language::of_code)
}

async fn shown(
    tx: &mut ShopTx,
    (found, seen): (Found, &Seen),
    saying: Saying,
) -> Result<Response, RecordsError> {
    let settings = shop::settings(tx).await?;
    let (choices, saying) = match found {
        Found::Person(person, ..) => {
            // What was chosen a moment ago is read again.
            let now = customers::find(tx, person.id).await?;
            (super::choices(tx, &now.unwrap_or(*person)).await?, saying)
        }
        Found::Preview => (somebody(&settings), Saying::Preview),
        Found::Nothing => {
            let language = read_in(seen).unwrap_or(settings.language);
            return Ok(response(StatusCode::NOT_FOUND, broken(language)));
        }
    };
    let language = read_in(seen).unwrap_or(choices.language);
    Ok(response(StatusCode::OK, page(&choices, language, saying)))
}

/// Nobody in particular, as previews and tests of letters show.
fn somebody(settings: &shop::Settings) -> Choices {
    Choices {
        list: vec![Choice {
            purpose: Purpose::Marketing,
            channel: Channel::Email,
            address: "a•••@example.test".to_owned(),
            is_allowed: true,
        }],
        language: settings.language,
        shop: settings.name.clone().unwrap_or_else(|| "Regulars".to_owned()),
    }
}

fn response(status: StatusCode, body: Markup) -> Response {
    let mut response = (status, Html(body.into_string())).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
