//! Signing in: a password, a code where there is a second factor, and a session at the end.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use collect::problems::of_records;
use collect::shop::Shop;
use domain::Instant;
use records::{Actor, ShopTx};
use wire::Problem;

use super::{Caller, Door, Peer, Signed};
use crate::staff::password::{self, BadPassword, Kept};
use crate::staff::{self, Staff};
use crate::{second, sessions};

/// A refusal that may ask for patience.
#[derive(Debug)]
pub(crate) struct Refused {
    problem: Problem,
    wait_seconds: Option<i64>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem, wait_seconds: None }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.problem.into_response();
        if let Some(seconds) = self.wait_seconds {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What somebody says at the door.
pub(super) struct Told<'a> {
    pub(super) email: &'a str,
    pub(super) password: &'a str,
    pub(super) code: Option<&'a str>,
}

/// Letters of an e-mail that are looked at; longer ones are nobody's.
const EMAIL_MAX: usize = 254;

/// Finds out who somebody is; the same answer, after the same work, for a wrong password and for
/// somebody who is not there.
pub(super) async fn somebody(
    shop: &Shop,
    door: &Door,
    peer: &Peer,
    told: Told<'_>,
) -> Result<Staff, Refused> {
    private(peer)?;
    let account: String = told.email.chars().take(EMAIL_MAX).collect();
    let now = shop.records().clock().now();
    count(door, now, &peer.address, &account)?;
    let (staff, kept) = known(shop, &account).await?;
    let is_right = password::is_right(told.password, kept).await;
    let Some(staff) = staff.filter(|_| is_right) else { return Err(wrong().into()) };
    if staff.has_second_factor {
        let code = told.code.map(str::trim).filter(|code| !code.is_empty());
        let Some(code) = code else { return Err(code_needed().into()) };
        let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
        let opens = second::opens(&mut tx, shop, (staff.id, code)).await.map_err(of_records)?;
        tx.commit().await.map_err(of_records)?;
        if !opens {
            return Err(wrong_code().into());
        }
    }
    door.throttle.forgive(&peer.address, &account);
    Ok(staff)
}

/// Refuses to hear a password that others on the way could read.
pub(super) fn private(peer: &Peer) -> Result<(), Problem> {
    if peer.is_private {
        return Ok(());
    }
    let detail = "a password sent to this address could be read on the way: open the page on the \
                  machine itself, or put a proxy with TLS (https) before it";
    Err(Problem::new(StatusCode::FORBIDDEN, "not_private", detail))
}

/// Counts a try of a password or a code, or says how long to wait.
fn count(door: &Door, now: Instant, address: &str, account: &str) -> Result<(), Refused> {
    door.throttle.count(now, address, account).map_err(|seconds| {
        let detail = format!("too many tries; wait {seconds} seconds");
        let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries", detail);
        Refused { problem, wait_seconds: Some(seconds) }
    })
}

/// Asks somebody who is signed in for his password again, before something that cannot be undone.
pub(crate) async fn password_again(
    shop: &Shop,
    door: &Door,
    (peer, signed): (&Peer, &Signed),
    told: &str,
) -> Result<(), Refused> {
    private(peer)?;
    let account = &signed.staff.email;
    count(door, shop.records().clock().now(), &peer.address, account)?;
    let (_, kept) = known(shop, account).await?;
    if !password::is_right(told, kept).await {
        let problem = Problem::field("password", "wrong_password", "this is not your password");
        return Err(problem.into());
    }
    door.throttle.forgive(&peer.address, account);
    Ok(())
}

/// Makes a new session; answers its cookie.
pub(crate) async fn begin(
    tx: &mut ShopTx,
    peer: &Peer,
    staff: &Staff,
) -> Result<(String, Caller), Problem> {
    let begun = sessions::begin(tx, staff.id, &peer.agent, &peer.address).await;
    let begun = begun.map_err(of_records)?;
    let caller = Caller::Staff(Signed { staff: staff.clone(), session: begun.id });
    Ok((peer.cookie(&begun.token), caller))
}

/// Hashes a password that somebody has chosen.
pub(crate) async fn chosen(shop: &Shop, told: &str) -> Result<Kept, Problem> {
    let salt = password::salt(&mut shop.read().await.map_err(of_records)?);
    password::keep(told, salt).await.map_err(|error| match error {
        BadPassword::NotHashed => Problem::internal(error),
        BadPassword::Short => Problem::field("password", "short_password", error.to_string()),
        BadPassword::Long => Problem::field("password", "long_password", error.to_string()),
        BadPassword::Plain => Problem::field("password", "plain_password", error.to_string()),
    })
}

async fn known(shop: &Shop, email: &str) -> Result<(Option<Staff>, Option<String>), Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let staff = staff::find_by_email(&mut tx, email).await.map_err(of_records)?;
    let Some(staff) = staff else { return Ok((None, None)) };
    let kept = staff::rows::password_of(&mut tx, staff.id).await.map_err(of_records)?;
    Ok((Some(staff), kept))
}

fn wrong() -> Problem {
    let detail = "e-mail or password is not right";
    Problem::new(StatusCode::UNAUTHORIZED, "wrong_sign_in", detail)
}

fn code_needed() -> Problem {
    let detail = "the password is right; now the code of your telephone, or a recovery code";
    Problem::new(StatusCode::UNAUTHORIZED, "code_needed", detail)
}

fn wrong_code() -> Problem {
    let detail = "this code is not right any more, or was used; take the next one";
    Problem::new(StatusCode::UNAUTHORIZED, "wrong_code", detail)
}
