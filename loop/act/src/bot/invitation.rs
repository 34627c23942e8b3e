//! The end of the link that starts the bot: who is meant, signed by the shop.
//!
//! Telegram passes on 64 letters of `A-Za-z0-9_-` at most: an id and a signature cut to 128 bits
//! are 43 of them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::CustomerId;
use hmac::Mac;
use uuid::Uuid;

use crate::unsubscribe::Secret;

/// Bytes of the id, and of the signature.
const HALF: usize = 16;

const PURPOSE: &[u8] = b"telegram";

pub(super) fn sign(secret: &Secret, customer: CustomerId) -> String {
    let mut bytes = customer.0.as_bytes().to_vec();
    let signature = secret.signature(PURPOSE, &bytes).finalize().into_bytes();
    bytes.extend(&signature[..HALF]);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Who is meant, if the shop has signed it.
pub(super) fn read(secret: &Secret, token: &str) -> Option<CustomerId> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, signature) = bytes.split_at_checked(HALF)?;
    if signature.len() != HALF {
        return None;
    }
    // Compares in constant time, so that a signature cannot be guessed byte by byte.
    secret.signature(PURPOSE, id).verify_truncated_left(signature).ok()?;
    Some(CustomerId(Uuid::from_slice(id).ok()?))
}
