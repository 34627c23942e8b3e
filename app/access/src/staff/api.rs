//! `/api/v1/staff`: who works here; taken in by a link, given another role, let go.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use collect::problems::of_records;
use collect::shop::Shop;
use domain::{Instant, StaffId};
use records::ShopTx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::{Newcomer, Staff, StaffError};
use crate::door::{Caller, Noted};
use crate::rights::Role;
use crate::tickets::{self, Purpose};

/// Somebody of the staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffOut {
    /// Our id.
    id: StaffId,
    /// What he signs in with.
    email: String,
    /// What the others call him.
    name: String,
    /// What he is here.
    role: Role,
    /// Since when he is known.
    created_at: Instant,
    /// Whether he has chosen a password; until then he is invited.
    has_password: bool,
    /// Whether a code of his telephone is asked for besides.
    has_second_factor: bool,
}

/// Everybody.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffListOut {
    /// By e-mail.
    items: Vec<StaffOut>,
}

/// Somebody to be invited.
#[derive(Debug, Deserialize, ToSchema)]
pub struct StaffIn {
    /// What he will sign in with.
    email: String,
    /// What the others call him; the first part of the e-mail when it is left out.
    #[serde(default)]
    name: String,
    /// What he will be here.
    role: Role,
}

/// What may be changed; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
pub struct StaffPatch {
    /// What the others call him.
    name: Option<String>,
    /// What he is here.
    role: Option<Role>,
}

/// Somebody invited.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedOut {
    /// Who.
    staff: StaffOut,
    /// What stands behind `/welcome#` in his one-time link, where he chooses a password; shown
    /// this once, good for three days.
    ticket: String,
}

impl From<Staff> for StaffOut {
    fn from(staff: Staff) -> Self {
        let Staff { id, email, name, role, created_at, has_password, has_second_factor } = staff;
        Self { id, email, name, role, created_at, has_password, has_second_factor }
    }
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_staff, invite_staff))
        .routes(routes!(change_staff, remove_staff))
        .routes(routes!(renew_link))
}

/// Everybody who works here.
#[utoipa::path(get, path = "/api/v1/staff", tag = "staff",
    responses((status = 200, body = StaffListOut)))]
async fn list_staff(State(shop): State<Shop>) -> Result<Json<StaffListOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let staff = super::list(&mut tx).await.map_err(of_records)?;
    Ok(Json(StaffListOut { items: staff.into_iter().map(StaffOut::from).collect() }))
}

/// Invites somebody; the link in the answer is given to him by whoever invites.
#[utoipa::path(post, path = "/api/v1/staff", tag = "staff", request_body = StaffIn,
    responses((status = 201, body = InvitedOut), (status = 422, body = Problem)))]
async fn invite_staff(
    State(shop): State<Shop>,
    caller: Caller,
    Json(asked): Json<StaffIn>,
) -> Result<Response, Problem> {
    let mut tx = shop.write(caller.actor()).await.map_err(of_records)?;
    let newcomer = Newcomer { email: &asked.email, name: &asked.name, role: asked.role };
    let staff = super::create(&mut tx, &newcomer).await.map_err(problem_of)?;
    let ticket = tickets::issue(&mut tx, staff.id, Purpose::ChoosePassword).await;
    let ticket = ticket.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    let noted = Noted(format!("{} as {}", staff.email, staff.role.word()));
    let out = InvitedOut { staff: staff.into(), ticket };
    Ok((StatusCode::CREATED, Extension(noted), Json(out)).into_response())
}

/// Gives somebody another name or role.
#[utoipa::path(patch, path = "/api/v1/staff/{id}", tag = "staff", request_body = StaffPatch,
    params(("id" = StaffId, Path, description = "`stf_…`")),
    responses((status = 200, body = StaffOut), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn change_staff(
    State(shop): State<Shop>,
    caller: Caller,
    Path(id): Path<StaffId>,
    Json(asked): Json<StaffPatch>,
) -> Result<Response, Problem> {
    let mut tx = shop.write(caller.actor()).await.map_err(of_records)?;
    let before = somebody(&mut tx, id).await?;
    if let Some(role) = asked.role {
        super::change_role(&mut tx, &before, role).await.map_err(problem_of)?;
    }
    if let Some(name) = &asked.name {
        super::rename(&mut tx, id, name).await.map_err(problem_of)?;
    }
    let after = somebody(&mut tx, id).await?;
    tx.commit().await.map_err(of_records)?;
    let line = |staff: &Staff| format!("{} ({})", staff.role.word(), staff.name);
    let noted = Noted(format!("{}: {} -> {}", after.email, line(&before), line(&after)));
    Ok((Extension(noted), Json(StaffOut::from(after))).into_response())
}

/// Lets somebody go; he is out in every browser at once.
#[utoipa::path(delete, path = "/api/v1/staff/{id}", tag = "staff",
    params(("id" = StaffId, Path, description = "`stf_…`")),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn remove_staff(
    State(shop): State<Shop>,
    caller: Caller,
    Path(id): Path<StaffId>,
) -> Result<Response, Problem> {
    let mut tx = shop.write(caller.actor()).await.map_err(of_records)?;
    let staff = somebody(&mut tx, id).await?;
    super::remove(&mut tx, &staff).await.map_err(problem_of)?;
    tx.commit().await.map_err(of_records)?;
    let noted = Noted(format!("{} was {}", staff.email, staff.role.word()));
    Ok((StatusCode::NO_CONTENT, Extension(noted)).into_response())
}

/// Makes a new link for somebody who lost the first one, or his password.
#[utoipa::path(post, path = "/api/v1/staff/{id}/link", tag = "staff",
    params(("id" = StaffId, Path, description = "`stf_…`")),
    responses((status = 201, body = InvitedOut), (status = 404, body = Problem)))]
async fn renew_link(
    State(shop): State<Shop>,
    caller: Caller,
    Path(id): Path<StaffId>,
) -> Result<Response, Problem> {
    let mut tx = shop.write(caller.actor()).await.map_err(of_records)?;
    let staff = somebody(&mut tx, id).await?;
    let ticket = tickets::issue(&mut tx, id, Purpose::ChoosePassword).await;
    let ticket = ticket.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    let noted = Noted(staff.email.clone());
    let out = InvitedOut { staff: staff.into(), ticket };
    Ok((StatusCode::CREATED, Extension(noted), Json(out)).into_response())
}

async fn somebody(tx: &mut ShopTx, id: StaffId) -> Result<Staff, Problem> {
    let found = super::find(tx, id).await.map_err(of_records)?;
    found.ok_or_else(|| Problem::not_found(format!("person {id} here")))
}

/// How a refusal looks on the wire.
pub(crate) fn problem_of(error: StaffError) -> Problem {
    match error {
        StaffError::BadEmail(_) => Problem::field("email", "bad_email", error.to_string()),
        StaffError::EmailTaken(_) => Problem::field("email", "email_taken", error.to_string()),
        StaffError::BadName => Problem::field("name", "bad_name", error.to_string()),
        StaffError::LastOwner => Problem::conflict("last_owner", error.to_string()),
        StaffError::Records(error) => of_records(error),
    }
}
