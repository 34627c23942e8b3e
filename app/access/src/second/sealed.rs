//! The secret of somebody's telephone, sealed in its row.
//!
//! Without the seal no code of a telephone opens; recovery codes still do.

use collect::shop::Shop;
use domain::StaffId;
use records::{RecordsError, ShopTx};

use super::totp::SECRET_BYTES;

fn named(staff: StaffId) -> String {
    format!("second factor {staff}")
}

/// Seals a secret for its row.
pub(super) fn lock(
    tx: &mut ShopTx,
    shop: &Shop,
    (staff, secret): (StaffId, &[u8]),
) -> Result<Vec<u8>, RecordsError> {
    let seal = shop.seal(tx).map_err(|error| RecordsError::Unreadable(error.to_string()))?;
    let digits: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(seal.lock(tx, &named(staff), &digits))
}

/// Opens what stands in a row; nothing where the seal is another one. A secret that was kept before
/// there was a seal is shorter than any sealed one, and stands open.
pub(super) fn open(
    tx: &mut ShopTx,
    shop: &Shop,
    (staff, kept): (StaffId, &[u8]),
) -> Option<Vec<u8>> {
    if kept.len() == SECRET_BYTES {
        return Some(kept.to_vec());
    }
    let digits = shop.seal(tx).ok()?.open(&named(staff), kept).ok()?;
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.as_bytes().chunks(2).map(byte).collect()
}
