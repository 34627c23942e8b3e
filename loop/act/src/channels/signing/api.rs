//! `/api/v1/channels/email/keys`: the keys that letters are signed with, and what the domain's
//! records have to say.

use axum::extract::State;
use axum::http::StatusCode;
use collect::problems::of_records;
use collect::shop::Shop;
use domain::Instant;
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::{Algorithm, SigningError, SigningKey};
use crate::channels::{self, EmailKind, EmailSettings};

/// A record of the domain, to be copied to whoever keeps its names.
#[derive(Debug, Serialize, ToSchema)]
pub struct DomainRecordOut {
    /// `dkim`, `spf` or `dmarc`.
    what: &'static str,
    /// Where it stands.
    name: String,
    /// What it says; all of them are of the type TXT.
    value: String,
}

/// A key that letters are signed with.
#[derive(Debug, Serialize, ToSchema)]
pub struct SigningKeyOut {
    /// The domain whose letters it signs.
    domain: String,
    /// Its name.
    selector: String,
    /// How it signs.
    algorithm: Algorithm,
    /// Whether letters are signed with it.
    signs: bool,
    /// When it was made.
    created_at: Instant,
    /// The record that has to stand in the domain before it signs.
    record: DomainRecordOut,
}

/// The keys, and what else the domain should say about letters.
#[derive(Debug, Serialize, ToSchema)]
pub struct SigningOut {
    /// The domain that letters come from; null while no sender is named.
    domain: Option<String>,
    /// The keys.
    keys: Vec<SigningKeyOut>,
    /// Who may send for the domain, and what becomes of letters that nobody vouches for.
    records: Vec<DomainRecordOut>,
}

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SigningKeyIn {
    /// The domain; that of the sender's address when left out.
    domain: Option<String>,
    /// Its name in the domain's records, such as `mail2026`.
    selector: String,
    /// How it signs.
    algorithm: Algorithm,
}

/// What is to become of a key.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SigningKeyPatch {
    /// Whether letters are signed with it.
    signs: bool,
}

/// The routes of keys.
pub(in crate::channels) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_signing_keys, make_signing_key))
        .routes(routes!(change_signing_key, discard_signing_key))
}

/// The keys that letters are signed with, and the records that the domain needs.
#[utoipa::path(get, path = "/api/v1/channels/email/keys", tag = "channels",
    responses((status = 200, body = SigningOut)))]
async fn list_signing_keys(State(shop): State<Shop>) -> Result<Json<SigningOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let settings = channels::email_settings(&mut tx).await.map_err(of_records)?;
    let keys = super::list(&mut tx).await.map_err(of_records)?;
    let domain = domain_of(&settings);
    let records = domain.as_deref().map_or_else(Vec::new, |domain| records_of(domain, &settings));
    let keys = keys.into_iter().map(SigningKeyOut::from).collect();
    Ok(Json(SigningOut { domain, keys, records }))
}

/// Makes a key; it signs nothing yet, because its record has to stand in the domain first.
#[utoipa::path(post, path = "/api/v1/channels/email/keys", tag = "channels",
    request_body = SigningKeyIn,
    responses((status = 201, body = SigningKeyOut), (status = 422, body = Problem)))]
async fn make_signing_key(
    State(shop): State<Shop>,
    Json(given): Json<SigningKeyIn>,
) -> Result<(StatusCode, Json<SigningKeyOut>), Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let settings = channels::email_settings(&mut tx).await.map_err(of_records)?;
    drop(tx);
    let domain = given.domain.or_else(|| domain_of(&settings)).unwrap_or_default();
    let key = super::make(&shop, (&domain, given.selector.trim()), given.algorithm).await?;
    Ok((StatusCode::CREATED, Json(key.into())))
}

/// Lets a key sign from the next letter on, or sign no more.
#[utoipa::path(patch, path = "/api/v1/channels/email/keys/{domain}/{selector}", tag = "channels",
    params(("domain" = String, Path, description = "such as `shop.com`"),
        ("selector" = String, Path, description = "such as `mail2026`")),
    request_body = SigningKeyPatch,
    responses((status = 204), (status = 404, body = Problem)))]
async fn change_signing_key(
    State(shop): State<Shop>,
    Path((domain, selector)): Path<(String, String)>,
    Json(given): Json<SigningKeyPatch>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    super::set_signs(&mut tx, (&domain, &selector), given.signs).await?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Throws a key away that does not sign.
#[utoipa::path(delete, path = "/api/v1/channels/email/keys/{domain}/{selector}", tag = "channels",
    params(("domain" = String, Path, description = "such as `shop.com`"),
        ("selector" = String, Path, description = "such as `mail2026`")),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn discard_signing_key(
    State(shop): State<Shop>,
    Path((domain, selector)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    super::discard(&mut tx, (&domain, &selector)).await?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

fn domain_of(settings: &EmailSettings) -> Option<String> {
    let address = settings.from_address.as_deref()?;
    Some(address.rsplit('@').next()?.to_lowercase())
}

/// RFC 7208 and RFC 7489: who may send, and a policy that only listens to begin with.
fn records_of(domain: &str, settings: &EmailSettings) -> Vec<DomainRecordOut> {
    let host = settings.host.as_deref().filter(|_| settings.kind == EmailKind::Smtp);
    let sender = host.map_or_else(|| "mx".to_owned(), |host| format!("a:{host} mx"));
    let reports = settings.from_address.as_deref().unwrap_or_default();
    let record = |what, name: String, value: String| DomainRecordOut { what, name, value };
    vec![
        record("spf", domain.to_owned(), format!("v=spf1 {sender} ~all")),
        record(
            "dmarc",
            format!("_dmarc.{domain}"),
            format!("v=DMARC1; p=none; rua=mailto:{reports}"),
        ),
    ]
}

impl From<SigningKey> for SigningKeyOut {
    fn from(key: SigningKey) -> Self {
        let record = DomainRecordOut { what: "dkim", name: key.place(), value: key.record.clone() };
        Self {
            domain: key.domain,
            selector: key.selector,
            algorithm: key.algorithm,
            signs: key.signs,
            created_at: key.created_at,
            record,
        }
    }
}

impl From<SigningError> for Problem {
    fn from(error: SigningError) -> Self {
        let text = error.to_string();
        match error {
            SigningError::Field { field, reason } => Self::field(field, "bad_name", reason),
            SigningError::Taken(_) => Self::field("selector", "taken", text),
            SigningError::Unknown(selector) => Self::not_found(format!("key `{selector}`")),
            SigningError::Signs(_) => Self::conflict("key_signs", text),
            SigningError::Seal(_) => Self::conflict("seal_lost", text),
            SigningError::Bad(error) => Self::internal(error),
            SigningError::Records(error) => of_records(error),
        }
    }
}
