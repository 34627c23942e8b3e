//! Tokens of sessions and one-time links: random, shown once, kept as a digest.

use records::ShopTx;
use sha2::{Digest, Sha256};

/// What is kept of a token: 256 random bits cannot be guessed back from a fast hash.
pub(crate) type TokenDigest = [u8; 32];

/// A new token of 256 random bits, as hexadecimal digits.
pub(crate) fn fresh(tx: &mut ShopTx) -> String {
    hex(&tx.random_bytes::<32>())
}

/// What is kept of a token; rows are found by it, so nothing is compared letter by letter.
pub(crate) fn digest(token: &str) -> TokenDigest {
    Sha256::digest(token.as_bytes()).into()
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether two texts are one, in the same time wherever they differ.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let differences = digest(one).iter().zip(digest(other)).fold(0, |all, (a, b)| all | (a ^ b));
    differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_only_when_every_letter_is() {
        assert!(is_same("123456", "123456"));
        assert!(!is_same("123456", "123457"));
        assert!(!is_same("123456", "12345"));
        assert!(!is_same("", "1"));
    }
}
