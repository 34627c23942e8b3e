//! `/api/v1/door`: what everybody may ask: who am I, the first owner, signing in and out, links.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use collect::problems::of_records;
use collect::shop::Shop;
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::sign_in::{self, Refused, Told};
use super::{Caller, Door, Noted, Peer, signed_in};
use crate::rights::{Right, Role};
use crate::sessions;
use crate::staff::api::{StaffOut, problem_of};
use crate::staff::{self, Newcomer, Staff};
use crate::tickets::{self, Purpose};

/// How the door stands for the browser that asks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DoorOut {
    /// Nobody has been taken in yet.
    NobodyYet {
        /// Whether this browser may become the owner: it sits at the machine itself.
        may_begin: bool,
    },
    /// Somebody is there, but not in this browser.
    Closed,
    /// Somebody is signed in.
    Inside {
        /// Who.
        staff: StaffOut,
        /// What he may do.
        rights: Vec<Right>,
    },
}

/// The first owner.
#[derive(Deserialize, ToSchema)]
pub struct OwnerIn {
    /// What he will sign in with.
    email: String,
    /// What others call him.
    #[serde(default)]
    name: String,
    /// At least ten letters.
    password: String,
}

/// Who somebody says he is.
#[derive(Deserialize, ToSchema)]
pub struct SignInIn {
    /// His e-mail.
    email: String,
    /// His password.
    password: String,
    /// The code of his telephone or a recovery code, where he has a second factor.
    code: Option<String>,
}

/// A one-time link, looked at.
#[derive(Deserialize, ToSchema)]
pub struct TicketIn {
    /// What stands behind `#` in it.
    ticket: String,
}

/// A one-time link, used up.
#[derive(Deserialize, ToSchema)]
pub struct WelcomeIn {
    /// What stands behind `#` in it.
    ticket: String,
    /// The password that is chosen, where the link asks for one.
    password: Option<String>,
}

/// What a one-time link is for.
#[derive(Debug, Serialize, ToSchema)]
pub struct TicketOut {
    /// Whose it is.
    email: String,
    /// Whether a password is to be chosen with it; otherwise it opens at once.
    wants_password: bool,
}

/// The routes of the door.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(look_at_door))
        .routes(routes!(become_owner))
        .routes(routes!(sign_in_with_password))
        .routes(routes!(look_at_ticket))
        .routes(routes!(come_in_with_ticket))
        .routes(routes!(sign_out))
}

/// Who is signed in with this browser.
#[utoipa::path(get, path = "/api/v1/door", tag = "door",
    responses((status = 200, body = DoorOut)))]
async fn look_at_door(
    State(shop): State<Shop>,
    Extension(door): Extension<Door>,
    peer: Peer,
    headers: HeaderMap,
) -> Result<Json<DoorOut>, Problem> {
    if let Some(signed) = signed_in(&shop, &headers).await.map_err(of_records)? {
        return Ok(Json(inside(signed.staff)));
    }
    let has_anybody = door.has_anybody(&shop).await.map_err(of_records)?;
    Ok(Json(match has_anybody {
        true => DoorOut::Closed,
        false => DoorOut::NobodyYet { may_begin: peer.is_local },
    }))
}

/// Takes the first owner in; only at the machine itself, and only once.
#[utoipa::path(post, path = "/api/v1/door/owner", tag = "door", request_body = OwnerIn,
    responses((status = 200, body = DoorOut), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn become_owner(
    State(shop): State<Shop>,
    Extension(door): Extension<Door>,
    peer: Peer,
    Json(asked): Json<OwnerIn>,
) -> Result<Response, Refused> {
    if !peer.is_local {
        let detail = "the first owner is made at the machine itself: open the page under 127.0.0.1 \
                      there, or run `regulars user create EMAIL --role owner`";
        return Err(Problem::new(StatusCode::FORBIDDEN, "not_this_machine", detail).into());
    }
    let kept = sign_in::chosen(&shop, &asked.password).await?;
    let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
    if staff::is_anybody(&mut tx).await.map_err(of_records)? {
        return Err(Problem::conflict("owner_exists", "the shop has an owner; sign in").into());
    }
    let newcomer = Newcomer { email: &asked.email, name: &asked.name, role: Role::Owner };
    let owner = staff::create(&mut tx, &newcomer).await.map_err(problem_of)?;
    staff::set_password(&mut tx, owner.id, &kept).await.map_err(of_records)?;
    let (cookie, caller) = sign_in::begin(&mut tx, &peer, &owner).await?;
    tx.commit().await.map_err(of_records)?;
    // Whoever asks next is told that somebody is there.
    door.has_anybody(&shop).await.map_err(of_records)?;
    Ok(welcome(cookie, caller, owner))
}

/// Signs in with a password.
#[utoipa::path(post, path = "/api/v1/door/sign-in", tag = "door", request_body = SignInIn,
    responses((status = 200, body = DoorOut), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 429, body = Problem)))]
async fn sign_in_with_password(
    State(shop): State<Shop>,
    Extension(door): Extension<Door>,
    peer: Peer,
    Json(asked): Json<SignInIn>,
) -> Result<Response, Refused> {
    let told = Told { email: &asked.email, password: &asked.password, code: asked.code.as_deref() };
    let staff = sign_in::somebody(&shop, &door, &peer, told).await?;
    let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
    let (cookie, caller) = sign_in::begin(&mut tx, &peer, &staff).await?;
    tx.commit().await.map_err(of_records)?;
    Ok(welcome(cookie, caller, staff))
}

/// What a one-time link is for; it is not used up by that.
#[utoipa::path(post, path = "/api/v1/door/ticket/look", tag = "door", request_body = TicketIn,
    responses((status = 200, body = TicketOut), (status = 410, body = Problem)))]
async fn look_at_ticket(
    State(shop): State<Shop>,
    Json(asked): Json<TicketIn>,
) -> Result<Json<TicketOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let ticket = tickets::find(&mut tx, &asked.ticket).await.map_err(of_records)?;
    let ticket = ticket.ok_or_else(used_up)?;
    let staff = staff::find(&mut tx, ticket.staff).await.map_err(of_records)?;
    let email = staff.ok_or_else(used_up)?.email;
    Ok(Json(TicketOut { email, wants_password: ticket.purpose == Purpose::ChoosePassword }))
}

/// Comes in by a one-time link, with the password that is chosen where the link asks for one.
#[utoipa::path(post, path = "/api/v1/door/ticket", tag = "door", request_body = WelcomeIn,
    responses((status = 200, body = DoorOut), (status = 403, body = Problem),
        (status = 410, body = Problem), (status = 422, body = Problem)))]
async fn come_in_with_ticket(
    State(shop): State<Shop>,
    peer: Peer,
    Json(asked): Json<WelcomeIn>,
) -> Result<Response, Refused> {
    sign_in::private(&peer)?;
    let kept = match asked.password.as_deref().filter(|password| !password.is_empty()) {
        Some(password) => Some(sign_in::chosen(&shop, password).await?),
        None => None,
    };
    let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
    let ticket = tickets::take(&mut tx, &asked.ticket).await.map_err(of_records)?;
    let ticket = ticket.ok_or_else(used_up)?;
    let staff = staff::find(&mut tx, ticket.staff).await.map_err(of_records)?;
    let staff = staff.ok_or_else(used_up)?;
    match (ticket.purpose, kept) {
        (Purpose::ChoosePassword, Some(kept)) => {
            staff::set_password(&mut tx, staff.id, &kept).await.map_err(of_records)?;
        }
        (Purpose::ChoosePassword, None) => {
            let message = "choose a password of at least ten letters";
            return Err(Problem::field("password", "short_password", message).into());
        }
        (Purpose::SignIn, _) => {}
    }
    if staff.has_second_factor {
        tx.commit().await.map_err(of_records)?;
        let detail = "the password is set; sign in with it and the code of your telephone";
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "sign_in_needed", detail).into());
    }
    let (cookie, caller) = sign_in::begin(&mut tx, &peer, &staff).await?;
    tx.commit().await.map_err(of_records)?;
    Ok(welcome(cookie, caller, staff))
}

/// Signs this browser out.
#[utoipa::path(post, path = "/api/v1/door/sign-out", tag = "door",
    responses((status = 204)))]
async fn sign_out(
    State(shop): State<Shop>,
    peer: Peer,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let gone = AppendHeaders([(header::SET_COOKIE, peer.no_cookie())]);
    let Some(signed) = signed_in(&shop, &headers).await.map_err(of_records)? else {
        return Ok((StatusCode::NO_CONTENT, gone).into_response());
    };
    let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
    sessions::end(&mut tx, signed.staff.id, signed.session).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    let who = axum::Extension(Caller::Staff(signed));
    Ok((StatusCode::NO_CONTENT, gone, who).into_response())
}

fn welcome(cookie: String, caller: Caller, staff: Staff) -> Response {
    let noted = Noted(format!("role {}", staff.role.word()));
    let beside = (AppendHeaders([(header::SET_COOKIE, cookie)]), Extension(caller));
    (beside.0, beside.1, Extension(noted), Json(inside(staff))).into_response()
}

fn inside(staff: Staff) -> DoorOut {
    let rights = staff.role.rights().to_vec();
    DoorOut::Inside { staff: staff.into(), rights }
}

fn used_up() -> Problem {
    let detail = "this link was used already or is too old; ask an owner for a new one";
    Problem::new(StatusCode::GONE, "link_used_up", detail)
}
