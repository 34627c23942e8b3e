//! `/api/v1/account`: what everybody may do with his own account.

use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use collect::problems::of_records;
use collect::shop::Shop;
use domain::{Instant, SessionId};
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use crate::door::{Door, Peer, Refused, Signed, begin, chosen, password_again};
use crate::second::{self, Picture};
use crate::sessions::{self, Session};
use crate::staff;
use crate::staff::api::{StaffOut, problem_of};

/// One's own account.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountOut {
    /// Oneself.
    staff: StaffOut,
    /// Recovery codes that are left.
    n_recovery_codes: i64,
    /// Where one is signed in, the last used first.
    sessions: Vec<SessionOut>,
}

/// One browser.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionOut {
    /// Our id.
    id: SessionId,
    /// Since when.
    began_at: Instant,
    /// When it was last used, to five minutes.
    seen_at: Instant,
    /// What the browser calls itself.
    agent: String,
    /// From where it was begun.
    address: String,
    /// Whether it is the browser that asks.
    is_this: bool,
}

/// What may be changed.
#[derive(Deserialize, ToSchema)]
pub struct AccountPatch {
    /// What the others call one.
    name: String,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
pub struct PasswordIn {
    /// The one until now; left out while there is none.
    #[serde(default)]
    current: String,
    /// At least ten letters.
    password: String,
}

/// One's password, asked for again.
#[derive(Deserialize, ToSchema)]
pub struct PasswordAgainIn {
    /// The one in use.
    password: String,
}

/// A code of the telephone.
#[derive(Deserialize, ToSchema)]
pub struct CodeIn {
    /// Six digits.
    code: String,
}

/// A secret for the telephone; it counts once a code of it was typed.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactorOut {
    /// For typing, in base 32.
    secret: String,
    /// What the picture says.
    address: String,
    /// For the camera.
    picture: Option<Picture>,
}

/// Codes for the day the telephone is lost.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodesOut {
    /// Each opens once; shown this once.
    codes: Vec<String>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_account, change_account))
        .routes(routes!(change_password))
        .routes(routes!(offer_second_factor))
        .routes(routes!(confirm_second_factor))
        .routes(routes!(remove_second_factor))
        .routes(routes!(end_session))
        .routes(routes!(end_other_sessions))
}

/// One's own account.
#[utoipa::path(get, path = "/api/v1/account", tag = "account",
    responses((status = 200, body = AccountOut), (status = 403, body = Problem)))]
async fn show_account(
    State(shop): State<Shop>,
    signed: Signed,
) -> Result<Json<AccountOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    account(&mut tx, signed).await.map(Json).map_err(of_records)
}

/// Changes what the others call one.
#[utoipa::path(patch, path = "/api/v1/account", tag = "account", request_body = AccountPatch,
    responses((status = 200, body = AccountOut), (status = 422, body = Problem)))]
async fn change_account(
    State(shop): State<Shop>,
    signed: Signed,
    Json(asked): Json<AccountPatch>,
) -> Result<Json<AccountOut>, Problem> {
    let mut tx = written(&shop, &signed).await?;
    staff::rename(&mut tx, signed.staff.id, &asked.name).await.map_err(problem_of)?;
    let out = account(&mut tx, signed).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(out))
}

/// Chooses a new password; one stays signed in here and is out everywhere else.
#[utoipa::path(put, path = "/api/v1/account/password", tag = "account", request_body = PasswordIn,
    responses((status = 204), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn change_password(
    State(shop): State<Shop>,
    Extension(door): Extension<Door>,
    (peer, signed): (Peer, Signed),
    Json(asked): Json<PasswordIn>,
) -> Result<Response, Refused> {
    if signed.staff.has_password {
        password_again(&shop, &door, (&peer, &signed), &asked.current).await?;
    }
    let kept = chosen(&shop, &asked.password).await?;
    let mut tx = written(&shop, &signed).await?;
    staff::set_password(&mut tx, signed.staff.id, &kept).await.map_err(of_records)?;
    let (cookie, _) = begin(&mut tx, &peer, &signed.staff).await?;
    tx.commit().await.map_err(of_records)?;
    let cookie = AppendHeaders([(header::SET_COOKIE, cookie)]);
    Ok((StatusCode::NO_CONTENT, cookie).into_response())
}

/// Makes a secret for the telephone; what is in use stays until the new one is confirmed.
#[utoipa::path(post, path = "/api/v1/account/second-factor", tag = "account",
    request_body = PasswordAgainIn,
    responses((status = 200, body = SecondFactorOut), (status = 422, body = Problem),
        (status = 429, body = Problem)))]
async fn offer_second_factor(
    State(shop): State<Shop>,
    Extension(door): Extension<Door>,
    (peer, signed): (Peer, Signed),
    Json(asked): Json<PasswordAgainIn>,
) -> Result<Json<SecondFactorOut>, Refused> {
    password_again(&shop, &door, (&peer, &signed), &asked.password).await?;
    let mut tx = written(&shop, &signed).await?;
    let offer = second::offer(&mut tx, &shop, &signed.staff).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    let second::Offer { secret, address, picture } = offer;
    Ok(Json(SecondFactorOut { secret, address, picture }))
}

/// Believes the secret by a code of it; from now on codes are asked for.
#[utoipa::path(put, path = "/api/v1/account/second-factor", tag = "account",
    request_body = CodeIn,
    responses((status = 200, body = RecoveryCodesOut), (status = 422, body = Problem)))]
async fn confirm_second_factor(
    State(shop): State<Shop>,
    signed: Signed,
    Json(asked): Json<CodeIn>,
) -> Result<Json<RecoveryCodesOut>, Problem> {
    let mut tx = written(&shop, &signed).await?;
    let codes = second::confirm(&mut tx, &shop, (signed.staff.id, &asked.code))
        .await
        .map_err(of_records)?;
    let wrong = || {
        let message = "this is not the code of now; look at the telephone again, and at its clock";
        Problem::field("code", "wrong_code", message)
    };
    let codes = codes.ok_or_else(wrong)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(RecoveryCodesOut { codes }))
}

/// Takes the second factor away, with its recovery codes.
#[utoipa::path(post, path = "/api/v1/account/second-factor/remove", tag = "account",
    request_body = PasswordAgainIn,
    responses((status = 204), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn remove_second_factor(
    State(shop): State<Shop>,
    Extension(door): Extension<Door>,
    (peer, signed): (Peer, Signed),
    Json(asked): Json<PasswordAgainIn>,
) -> Result<StatusCode, Refused> {
    password_again(&shop, &door, (&peer, &signed), &asked.password).await?;
    let mut tx = written(&shop, &signed).await?;
    second::remove(&mut tx, signed.staff.id).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one session.
#[utoipa::path(delete, path = "/api/v1/account/sessions/{id}", tag = "account",
    params(("id" = SessionId, Path, description = "`ses_…`")),
    responses((status = 204), (status = 404, body = Problem)))]
async fn end_session(
    State(shop): State<Shop>,
    signed: Signed,
    Path(id): Path<SessionId>,
) -> Result<StatusCode, Problem> {
    let mut tx = written(&shop, &signed).await?;
    if !sessions::end(&mut tx, signed.staff.id, id).await.map_err(of_records)? {
        return Err(Problem::not_found(format!("session {id} of yours")));
    }
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends every session but this one.
#[utoipa::path(delete, path = "/api/v1/account/sessions", tag = "account",
    responses((status = 204)))]
async fn end_other_sessions(
    State(shop): State<Shop>,
    signed: Signed,
) -> Result<StatusCode, Problem> {
    let mut tx = written(&shop, &signed).await?;
    let (staff, this) = (signed.staff.id, signed.session);
    sessions::end_others(&mut tx, staff, this).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn written(shop: &Shop, signed: &Signed) -> Result<ShopTx, Problem> {
    shop.write(Actor::Staff(signed.staff.email.clone())).await.map_err(of_records)
}

async fn account(tx: &mut ShopTx, signed: Signed) -> Result<AccountOut, RecordsError> {
    let sessions = sessions::list(tx, signed.staff.id).await?;
    let out = |of: Session| SessionOut {
        is_this: of.id == signed.session,
        id: of.id,
        began_at: of.began_at,
        seen_at: of.seen_at,
        agent: of.agent,
        address: of.address,
    };
    let staff = staff::find(tx, signed.staff.id).await?.unwrap_or(signed.staff);
    let n_recovery_codes = second::n_recovery_codes(tx, staff.id).await?;
    let sessions = sessions.into_iter().map(out).collect();
    Ok(AccountOut { staff: staff.into(), n_recovery_codes, sessions })
}
