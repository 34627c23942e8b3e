//! Secrets: made once, kept as a digest, compared without telling how much of one was right.

use records::ShopTx;
use sha2::{Digest, Sha256};

/// What every secret begins with, so that one that leaks is recognised for what it is.
const PREFIX: &str = "rk_";

/// The digest of a secret. A secret is 192 random bits, so nobody guesses it back from a fast hash;
/// slow hashes are for words that people think up.
pub(super) type SecretDigest = [u8; 32];

/// A new secret.
pub(super) fn fresh(tx: &mut ShopTx) -> String {
    let bytes: [u8; 24] = tx.random_bytes();
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{PREFIX}{digits}")
}

/// What is kept of a secret.
pub(super) fn digest(secret: &str) -> SecretDigest {
    Sha256::digest(secret.as_bytes()).into()
}

/// Whether two digests are one, in the same time wherever they differ.
pub(super) fn is_same(one: &SecretDigest, other: &SecretDigest) -> bool {
    one.iter().zip(other).fold(0, |differences, (a, b)| differences | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_its_own_digest_and_no_other() {
        let kept = digest("rk_one");
        assert!(is_same(&kept, &digest("rk_one")));
        assert!(!is_same(&kept, &digest("rk_onf")));
        assert!(!is_same(&kept, &digest("")));
    }
}
