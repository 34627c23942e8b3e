//! The end of the address at which a letter is read in a browser: which letter, signed by the shop.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::MessageId;
use hmac::Mac;
use uuid::Uuid;

use crate::unsubscribe::Secret;

const PURPOSE: &[u8] = b"letter";

/// Bytes of the letter's name, before a signature cut to 128 bits.
const NAME: usize = 16;
const LENGTH: usize = NAME + 16;

/// The end of an address.
pub(super) fn sign(secret: &Secret, message: MessageId) -> String {
    let mut bytes = message.0.as_bytes().to_vec();
    let signature = secret.signature(PURPOSE, &bytes).finalize().into_bytes();
    bytes.extend(&signature[..LENGTH - NAME]);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The letter of such an end, if this shop signed it.
pub(super) fn read(secret: &Secret, token: &str) -> Option<MessageId> {
    // Longer ones were never signed; so nobody makes us compute for them.
    if token.len() > 2 * LENGTH {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == LENGTH)?;
    let (name, signature) = bytes.split_at(NAME);
    secret.signature(PURPOSE, name).verify_truncated_left(signature).ok()?;
    Uuid::from_slice(name).ok().map(MessageId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_end_reads_back_and_a_touched_one_is_nothing() {
        let (secret, letter) = (Secret::of([7; 32]), MessageId(Uuid::from_u128(7)));
        let token = sign(&secret, letter);
        assert_eq!(read(&secret, &token), Some(letter));
        for place in 0..token.len() {
            let mut touched = token.clone().into_bytes();
            touched[place] = if touched[place] == b'A' { b'B' } else { b'A' };
            let touched = String::from_utf8(touched).expect("ascii");
            assert_eq!(read(&secret, &touched), None, "touched at {place}");
        }
        assert_eq!(read(&Secret::of([8; 32]), &token), None, "another shop's");
        for odd in ["", "A", "/../..", &"A".repeat(100_000), &token[..22], &format!("{token}AA")] {
            assert_eq!(read(&secret, odd), None);
        }
    }

    #[test]
    fn what_is_signed_for_something_else_opens_no_letter() {
        let (secret, letter) = (Secret::of([7; 32]), MessageId(Uuid::from_u128(7)));
        let mut bytes = letter.0.as_bytes().to_vec();
        bytes.extend(
            &secret.signature(b"reading", letter.0.as_bytes()).finalize().into_bytes()[..16],
        );
        assert_eq!(read(&secret, &URL_SAFE_NO_PAD.encode(bytes)), None);
    }
}
