//! The second factor: a code of somebody's telephone, asked for beside his password.
//!
//! A secret is offered as a picture and counts once a code of it was typed. Ten recovery codes are
//! for the day the telephone is lost; each is used once and only its digest is kept.
//!
//! Start reading at [`offer`] and [`opens`].

mod picture;
mod rows;
mod sealed;
mod totp;

use collect::shop::Shop;
use domain::StaffId;
use records::{RecordsError, ShopTx};
use sha2::{Digest, Sha256};

use crate::staff::Staff;
use crate::staff::rows::{SecondFactorRow, save_second_factor, second_factor};

pub use picture::Picture;

const N_RECOVERY_CODES: usize = 10;

/// A secret that is shown and not believed yet.
#[derive(Debug)]
pub struct Offer {
    /// For typing, in base 32.
    pub secret: String,
    /// What the picture says.
    pub address: String,
    /// For the camera.
    pub picture: Option<Picture>,
}

/// Makes a new secret; the one in use stays until the new one is confirmed.
pub async fn offer(tx: &mut ShopTx, shop: &Shop, staff: &Staff) -> Result<Offer, RecordsError> {
    let secret: [u8; totp::SECRET_BYTES] = tx.random_bytes();
    let kept = second_factor(tx, staff.id).await?;
    let sealed = sealed::lock(tx, shop, (staff.id, &secret))?;
    let row = SecondFactorRow { totp_offered: Some(sealed), ..kept };
    save_second_factor(tx, staff.id, row).await?;
    let address = totp::address(&secret, &staff.email);
    let picture = picture::picture(&address);
    Ok(Offer { secret: totp::base32(&secret), address, picture })
}

/// Believes the offered secret when the code is one of it; answers fresh recovery codes.
pub async fn confirm(
    tx: &mut ShopTx,
    shop: &Shop,
    (staff, code): (StaffId, &str),
) -> Result<Option<Vec<String>>, RecordsError> {
    let kept = second_factor(tx, staff).await?;
    let offered = kept.totp_offered.as_deref().and_then(|it| sealed::open(tx, shop, (staff, it)));
    let Some(secret) = offered else { return Ok(None) };
    let Some(step) = totp::step_of_code(&secret, &plain(code), tx.now(), 0) else {
        return Ok(None);
    };
    let totp_secret = Some(sealed::lock(tx, shop, (staff, &secret))?);
    let row = SecondFactorRow { totp_secret, totp_offered: None, totp_step_used: step };
    save_second_factor(tx, staff, row).await?;
    let codes: Vec<String> = (0..N_RECOVERY_CODES).map(|_| recovery_code(tx)).collect();
    let kept: Vec<_> = codes.iter().map(|code| digest(staff, code)).collect();
    rows::replace(tx, staff, &kept).await?;
    Ok(Some(codes))
}

/// Whether a code opens: one of the telephone that was not used yet, or a recovery code, which is
/// used up by it.
pub async fn opens(
    tx: &mut ShopTx,
    shop: &Shop,
    (staff, code): (StaffId, &str),
) -> Result<bool, RecordsError> {
    let kept = second_factor(tx, staff).await?;
    let code = plain(code);
    let secret = kept.totp_secret.as_deref().and_then(|it| sealed::open(tx, shop, (staff, it)));
    let step = secret.as_deref();
    let step =
        step.and_then(|secret| totp::step_of_code(secret, &code, tx.now(), kept.totp_step_used));
    match step {
        Some(step) => {
            // What was kept before there was a seal is sealed with its next use.
            let secret = secret.unwrap_or_default();
            let totp_secret = Some(sealed::lock(tx, shop, (staff, &secret))?);
            let row = SecondFactorRow { totp_secret, totp_step_used: step, ..kept };
            save_second_factor(tx, staff, row).await?;
            Ok(true)
        }
        None => rows::take(tx, staff, &digest(staff, &code)).await,
    }
}

/// Takes the second factor away, with its recovery codes.
pub async fn remove(tx: &mut ShopTx, staff: StaffId) -> Result<(), RecordsError> {
    rows::replace(tx, staff, &[]).await?;
    save_second_factor(tx, staff, SecondFactorRow::default()).await
}

/// Recovery codes that are left.
pub async fn n_recovery_codes(tx: &mut ShopTx, staff: StaffId) -> Result<i64, RecordsError> {
    rows::count(tx, staff).await
}

/// Ten letters of an alphabet without lookalikes: 50 random bits.
fn recovery_code(tx: &mut ShopTx) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes: [u8; 10] = tx.random_bytes();
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}

/// A code without what people put between its signs.
fn plain(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

fn digest(staff: StaffId, code: &str) -> [u8; 32] {
    Sha256::new().chain_update(staff.0.as_bytes()).chain_update(code.as_bytes()).finalize().into()
}
