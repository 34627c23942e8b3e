//! Passwords: kept by Argon2id, checked in the same time whether or not there is somebody.
//!
//! Memory 19 MiB, 2 passes, 1 lane (source: OWASP, Password Storage Cheat Sheet).

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use records::ShopTx;
use tokio::sync::Semaphore;

/// Letters of a password (source: NIST SP 800-63B, 3.1.1.2, with two to spare; the upper limit
/// keeps a request small).
const LETTERS_MIN: usize = 10;
const LETTERS_MAX: usize = 200;

/// Hashes that are worked on at a time: each takes 19 MiB, and orders must be heard meanwhile.
static AT_A_TIME: Semaphore = Semaphore::const_new(2);

/// What is kept of a password: the parameters, the salt and the hash, as one text (PHC).
#[derive(Clone, Debug)]
pub struct Kept(String);

/// Why a password cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPassword {
    /// Too few letters.
    #[error("a password has at least {LETTERS_MIN} letters; a few words in a row are good")]
    Short,
    /// Too many.
    #[error("a password has at most {LETTERS_MAX} letters")]
    Long,
    /// One letter again and again.
    #[error("a password of so few different letters is guessed at once")]
    Plain,
    /// The machine refused.
    #[error("the password could not be hashed")]
    NotHashed,
}

impl Kept {
    /// The text for the row.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Fresh salt for [`keep`].
pub fn salt(tx: &mut ShopTx) -> [u8; 16] {
    tx.random_bytes()
}

/// Makes of a password what is kept of it.
pub async fn keep(password: &str, salt: [u8; 16]) -> Result<Kept, BadPassword> {
    check(password)?;
    let password = password.to_owned();
    let hashed = apart(move || {
        let hash = hasher()?.hash_password_with_salt(password.as_bytes(), &salt).ok()?;
        Some(hash.to_string())
    });
    hashed.await.map(Kept).ok_or(BadPassword::NotHashed)
}

/// Whether this is the password of which that is kept; where nothing is kept the same work is done
/// for nothing, so that the time does not tell who exists.
pub async fn is_right(password: &str, kept: Option<String>) -> bool {
    let password = password.to_owned();
    let verified = apart(move || {
        let is_somebody = kept.is_some();
        let hash = match &kept {
            Some(kept) => PasswordHash::new(kept).ok()?,
            None => PasswordHash::new(nobodys()?).ok()?,
        };
        let fits = hasher()?.verify_password(password.as_bytes(), &hash).is_ok();
        Some(fits && is_somebody)
    });
    verified.await.unwrap_or(false)
}

/// Does heavy work beside the answers.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Option<T> + Send + 'static) -> Option<T> {
    let _turn = AT_A_TIME.acquire().await.ok()?;
    tokio::task::spawn_blocking(work).await.ok().flatten()
}

fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What would be kept of a password that nobody has.
fn nobodys() -> Option<&'static str> {
    static NOBODYS: OnceLock<Option<String>> = OnceLock::new();
    let hash = || Some(hasher()?.hash_password_with_salt(b"nobody", &[7; 16]).ok()?.to_string());
    NOBODYS.get_or_init(hash).as_deref()
}

fn check(password: &str) -> Result<(), BadPassword> {
    let mut letters: Vec<char> = password.chars().collect();
    match letters.len() {
        n if n < LETTERS_MIN => return Err(BadPassword::Short),
        n if n > LETTERS_MAX => return Err(BadPassword::Long),
        _ => {}
    }
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 4 { Err(BadPassword::Plain) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_opens_what_was_kept_of_it_and_no_other_does() {
        let kept = keep("rye bread at dawn", [1; 16]).await.expect("kept").0;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right("rye bread at dawn", Some(kept.clone())).await);
        assert!(!is_right("rye bread at dusk", Some(kept)).await);
        assert!(!is_right("nobody", None).await, "not even the one of nobody");
        assert!(!is_right("rye bread at dawn", Some("nonsense".to_owned())).await);
    }

    #[test]
    fn what_is_guessed_at_once_is_not_taken() {
        assert_eq!(check("short"), Err(BadPassword::Short));
        assert_eq!(check(&"ab".repeat(101)), Err(BadPassword::Long));
        assert_eq!(check("ababababab"), Err(BadPassword::Plain));
        assert_eq!(check("хліб на світанку"), Ok(()));
    }
}
