//! What a followed link carries: which letter, which link of it, and where it leads, signed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::MessageId;
use hmac::Mac;
use uuid::Uuid;

use crate::unsubscribe::Secret;

/// The number of the picture that a letter fetches when it is opened.
pub(super) const PICTURE: i64 = 0;

/// The number of the link that nobody sees: only a machine follows it.
pub(super) const TRAP: i64 = -1;

/// Bytes of the signature: HMAC-SHA-256 cut to 128 bits.
const SIGNATURE: usize = 16;

/// Bytes before the address: the letter and the number of the link.
const HEAD: usize = 16 + 2;

/// The longest address that is followed; longer ones stay as they are.
pub(super) const URL_MAX: usize = 2_000;

const PURPOSE: &[u8] = b"reading";

/// One link of one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The letter.
    pub message: MessageId,
    /// Which link of it, from 1; 0 is the picture, -1 the link that nobody sees.
    pub link: i64,
    /// Where it leads; nowhere for the picture.
    pub url: Option<String>,
}

impl Mark {
    /// The mark as the end of an address.
    pub fn sign(&self, secret: &Secret) -> String {
        let mut bytes = Vec::with_capacity(HEAD + SIGNATURE);
        bytes.extend(self.message.0.as_bytes());
        bytes.extend(i16::try_from(self.link).unwrap_or(i16::MAX).to_be_bytes());
        bytes.extend(self.url.as_deref().unwrap_or_default().as_bytes());
        let signature = secret.signature(PURPOSE, &bytes).finalize().into_bytes();
        bytes.extend(&signature[..SIGNATURE]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The mark of such an end, if this shop signed it.
    pub fn read(secret: &Secret, token: &str) -> Option<Self> {
        // Longer ones were never signed; so nobody makes us compute for them.
        if token.len() > 2 * URL_MAX {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (signed, signature) = bytes.split_at_checked(bytes.len().checked_sub(SIGNATURE)?)?;
        secret.signature(PURPOSE, signed).verify_truncated_left(signature).ok()?;
        let (head, url) = signed.split_at_checked(HEAD)?;
        let url = std::str::from_utf8(url).ok()?;
        Some(Self {
            message: MessageId(Uuid::from_slice(&head[..16]).ok()?),
            link: i64::from(i16::from_be_bytes([head[16], head[17]])),
            url: (!url.is_empty()).then(|| url.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        let message = MessageId(Uuid::from_u128(7));
        Mark { message, link: 3, url: Some("https://shop.test/їжа?a=1&b=2".to_owned()) }
    }

    #[test]
    fn a_signed_mark_reads_back_and_a_touched_one_is_nothing() {
        let secret = Secret::of([7; 32]);
        let token = mark().sign(&secret);
        assert_eq!(Mark::read(&secret, &token), Some(mark()));
        let picture = Mark { link: PICTURE, url: None, ..mark() };
        assert_eq!(Mark::read(&secret, &picture.sign(&secret)), Some(picture));
        let trap = Mark { link: TRAP, ..mark() };
        assert_eq!(Mark::read(&secret, &trap.sign(&secret)), Some(trap));
        for place in 0..token.len() {
            let mut touched = token.clone().into_bytes();
            touched[place] = if touched[place] == b'A' { b'B' } else { b'A' };
            let touched = String::from_utf8(touched).expect("ascii");
            let read = Mark::read(&secret, &touched);
            assert!(read.is_none() || read == Some(mark()), "touched at {place}");
        }
        assert_eq!(Mark::read(&Secret::of([8; 32]), &token), None, "another shop's");
    }

    #[test]
    fn an_address_of_ones_own_making_leads_nowhere() {
        let secret = Secret::of([7; 32]);
        let token = mark().sign(&secret);
        let mut bytes = URL_SAFE_NO_PAD.decode(&token).expect("bytes");
        let at = HEAD..HEAD + b"https://evil.test".len();
        bytes.splice(at, b"https://evil.test".iter().copied());
        assert_eq!(Mark::read(&secret, &URL_SAFE_NO_PAD.encode(bytes)), None);
        for odd in ["", "A", "https://evil.test", &"A".repeat(100_000), "/../.."] {
            assert_eq!(Mark::read(&secret, odd), None);
        }
    }
}
