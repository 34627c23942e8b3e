//! Sessions: the browsers in which somebody of the staff is signed in.
//!
//! A session ends when it has not been used for two weeks, two months after it began, when it is
//! ended in the list, and with every new password. Only the digest of its token is kept.
//!
//! Start reading at [`begin`] and [`holder`].

mod rows;

use domain::{Instant, SessionId, StaffId};
use records::{RecordsError, ShopTx};

use crate::secret;
use crate::staff::{self, Staff};

/// A session nobody uses ends after so many days, each session after so many.
const IDLE_DAYS_MAX: i64 = 14;
const DAYS_MAX: i64 = 60;

/// How long a browser shall remember the token, in seconds.
pub const COOKIE_SECONDS: i64 = DAYS_MAX * 86_400;

/// That a session is used is written down once in so many microseconds, not with each request.
const NOTED_EVERY: i64 = 5 * 60 * 1_000_000;

/// One browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Our id.
    pub id: SessionId,
    /// Who is signed in.
    pub staff: StaffId,
    /// Since when.
    pub began_at: Instant,
    /// When it was last used, to five minutes.
    pub seen_at: Instant,
    /// What the browser calls itself.
    pub agent: String,
    /// From where it was begun.
    pub address: String,
}

/// A session just begun, with the token that only the browser keeps.
#[derive(Debug)]
pub struct Begun {
    /// The session.
    pub id: SessionId,
    /// What the browser has to say.
    pub token: String,
}

impl Session {
    /// Whether it still opens.
    fn is_open(&self, now: Instant) -> bool {
        now < self.seen_at.plus_days(IDLE_DAYS_MAX) && now < self.began_at.plus_days(DAYS_MAX)
    }

    /// Whether it is time to write down that it is used.
    pub fn is_to_be_noted(&self, now: Instant) -> bool {
        now.0 - self.seen_at.0 >= NOTED_EVERY
    }
}

/// Signs somebody in; his sessions that are over are swept out.
pub async fn begin(
    tx: &mut ShopTx,
    staff: StaffId,
    agent: &str,
    address: &str,
) -> Result<Begun, RecordsError> {
    let now = tx.now();
    rows::sweep(tx, now.plus_days(-IDLE_DAYS_MAX), now.plus_days(-DAYS_MAX)).await?;
    let token = secret::fresh(tx);
    let session = Session {
        id: tx.new_id(),
        staff,
        began_at: now,
        seen_at: now,
        agent: agent.to_owned(),
        address: address.to_owned(),
    };
    rows::add(tx, &session, &secret::digest(&token)).await?;
    Ok(Begun { id: session.id, token })
}

/// Who is signed in with this token, and where.
pub async fn holder(
    tx: &mut ShopTx,
    token: &str,
) -> Result<Option<(Staff, Session)>, RecordsError> {
    let found = rows::find(tx, &secret::digest(token)).await?;
    let Some(session) = found.filter(|session| session.is_open(tx.now())) else {
        return Ok(None);
    };
    Ok(staff::find(tx, session.staff).await?.map(|staff| (staff, session)))
}

/// Writes down that a session is used now.
pub async fn note(tx: &mut ShopTx, id: SessionId) -> Result<(), RecordsError> {
    rows::note(tx, id).await
}

/// Where somebody is signed in, the last used first.
pub async fn list(tx: &mut ShopTx, staff: StaffId) -> Result<Vec<Session>, RecordsError> {
    let now = tx.now();
    let sessions = rows::of_staff(tx, staff).await?;
    Ok(sessions.into_iter().filter(|session| session.is_open(now)).collect())
}

/// Ends one session of somebody; answers whether there was one.
pub async fn end(tx: &mut ShopTx, staff: StaffId, id: SessionId) -> Result<bool, RecordsError> {
    rows::end(tx, staff, id).await
}

/// Ends every session of somebody.
pub async fn end_all(tx: &mut ShopTx, staff: StaffId) -> Result<(), RecordsError> {
    rows::end_all(tx, staff).await
}

/// Ends every session of somebody but one; answers how many there were.
pub async fn end_others(
    tx: &mut ShopTx,
    staff: StaffId,
    kept: SessionId,
) -> Result<u64, RecordsError> {
    rows::end_others(tx, staff, kept).await
}
