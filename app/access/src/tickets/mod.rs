//! One-time links: to choose a password, or to come in without one. Each is used once and lives
//! short; only a digest of it is kept.

mod rows;

use domain::{Instant, StaffId};
use records::{RecordsError, ShopTx};

use crate::secret;

/// What a link is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Choosing a first or a new password; for three days.
    ChoosePassword,
    /// Coming in at once, as the demo shop opens; for a quarter of an hour.
    SignIn,
}

/// A link that still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Whose it is.
    pub staff: StaffId,
    /// What it is good for.
    pub purpose: Purpose,
}

impl Purpose {
    const ALL: [Self; 2] = [Self::ChoosePassword, Self::SignIn];

    fn word(self) -> &'static str {
        match self {
            Self::ChoosePassword => "choose password",
            Self::SignIn => "sign in",
        }
    }

    fn lives_until(self, now: Instant) -> Instant {
        match self {
            Self::ChoosePassword => now.plus_days(3),
            Self::SignIn => Instant(now.0 + Instant::DAY / 96),
        }
    }
}

/// The address of the page that a link leads to; what stands behind `#` is not sent to the server
/// and does not come into its log.
pub fn link(base: &str, token: &str) -> String {
    format!("{}/welcome#{token}", base.trim_end_matches('/'))
}

/// Makes a link for somebody; those he had before do not work any more.
pub async fn issue(
    tx: &mut ShopTx,
    staff: StaffId,
    purpose: Purpose,
) -> Result<String, RecordsError> {
    rows::forget(tx, staff).await?;
    let token = secret::fresh(tx);
    let ends_at = purpose.lives_until(tx.now());
    rows::add(tx, &secret::digest(&token), &Ticket { staff, purpose }, ends_at).await?;
    Ok(token)
}

/// Looks at a link without using it up.
pub async fn find(tx: &mut ShopTx, token: &str) -> Result<Option<Ticket>, RecordsError> {
    rows::find(tx, &secret::digest(token)).await
}

/// Uses a link up; of two who do so at once, one gets it.
pub async fn take(tx: &mut ShopTx, token: &str) -> Result<Option<Ticket>, RecordsError> {
    let token = secret::digest(token);
    let found = rows::find(tx, &token).await?;
    let is_taken = rows::take(tx, &token).await?;
    Ok(found.filter(|_| is_taken))
}

/// Makes every link of somebody worthless.
pub async fn forget(tx: &mut ShopTx, staff: StaffId) -> Result<(), RecordsError> {
    rows::forget(tx, staff).await
}
