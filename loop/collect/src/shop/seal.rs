//! The shop's seal: what its secrets are locked with before they are kept in rows.
//!
//! The key is a file in the shop's folder, not a row: a copy of the rows alone, a dump of the
//! server that keeps them or a question in SQL shows no secret. Whoever has the whole folder has
//! the secrets.

use std::io::{ErrorKind, Write};
use std::path::Path;

use records::ShopTx;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// What a sealed secret begins with, so that another way of sealing can be told apart one day.
const VERSION: u8 = 1;

/// Bytes of the key.
const KEY_LEN: usize = 32;

/// Locks and opens the secrets of one shop.
pub struct Seal(LessSafeKey);

/// Why a secret cannot be locked or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key cannot be read or made.
    #[error("the key that seals the shop's secrets ({path}) cannot be used: {reason}")]
    NoKey {
        /// Where it is kept.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The secret was sealed with another key, or is not what was sealed.
    #[error(
        "a secret was sealed with another key than this folder's: give the secret once more, or \
             bring the file seal.key back"
    )]
    NotOurs,
}

impl Seal {
    /// The seal kept in a file; made when there is none.
    pub(super) fn at(path: &Path, fresh: [u8; KEY_LEN]) -> Result<Self, SealError> {
        let refused =
            |reason: String| SealError::NoKey { path: path.display().to_string(), reason };
        let bytes = match make(path, &fresh) {
            Ok(()) => fresh.to_vec(),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                std::fs::read(path).map_err(|error| refused(error.to_string()))?
            }
            Err(error) => return Err(refused(error.to_string())),
        };
        let key = UnboundKey::new(&CHACHA20_POLY1305, &bytes)
            .map_err(|_| refused(format!("it has {} bytes instead of {KEY_LEN}", bytes.len())))?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Locks a secret; `what` says whose and which it is, so that none is taken for another.
    pub fn lock(&self, tx: &mut ShopTx, what: &str, secret: &str) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = tx.random_bytes();
        let mut text = secret.as_bytes().to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(what.as_bytes()),
                &mut text,
            )
            .expect("a secret is shorter than the 256 GiB that one nonce can seal");
        [&[VERSION], &nonce[..], &text].concat()
    }

    /// Opens a secret.
    pub fn open(&self, what: &str, sealed: &[u8]) -> Result<String, SealError> {
        let rest = sealed.strip_prefix(&[VERSION]).ok_or(SealError::NotOurs)?;
        let (nonce, text) = rest.split_at_checked(NONCE_LEN).ok_or(SealError::NotOurs)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::NotOurs)?;
        let mut text = text.to_vec();
        let opened = self
            .0
            .open_in_place(nonce, Aad::from(what.as_bytes()), &mut text)
            .map_err(|_| SealError::NotOurs)?;
        String::from_utf8(opened.to_vec()).map_err(|_| SealError::NotOurs)
    }
}

/// Writes the key whole or not at all: a half-written one would lock secrets away for good.
fn make(path: &Path, fresh: &[u8]) -> std::io::Result<()> {
    if path.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    // A temporary file of this kind is its owner's alone, and so is the key that it becomes.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(fresh)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_secret_opens_with_its_own_key_and_name_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let records = records::Records::open(
            &records::Records::file_address(&folder.path().join("regulars.db")),
            std::sync::Arc::new(domain::FixedClock::at(domain::Instant(0))),
        )
        .await
        .expect("records");
        let mut tx = records.write(records::Actor::System).await.expect("a transaction");
        let path = folder.path().join("seal.key");
        let seal = Seal::at(&path, [7; KEY_LEN]).expect("a seal");
        let sealed = seal.lock(&mut tx, "storefront 1", "whisper");
        assert!(!sealed.windows(7).any(|some| some == b"whisper"));
        assert_ne!(sealed, seal.lock(&mut tx, "storefront 1", "whisper"), "no two look alike");
        // The file wins over a fresh key, so that the program finds its secrets after a restart.
        let again = Seal::at(&path, [8; KEY_LEN]).expect("the same seal");
        assert_eq!(again.open("storefront 1", &sealed).expect("opened"), "whisper");
        assert!(again.open("storefront 2", &sealed).is_err());
        let other = Seal::at(&folder.path().join("other.key"), [8; KEY_LEN]).expect("another");
        assert!(other.open("storefront 1", &sealed).is_err());
        let mut tampered = sealed.clone();
        *tampered.last_mut().expect("bytes") ^= 1;
        assert!(again.open("storefront 1", &tampered).is_err());
        assert!(again.open("storefront 1", &[]).is_err());
    }
}
