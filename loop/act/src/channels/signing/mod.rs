//! Signing letters (DKIM), so that receivers know that nobody else wrote or changed them.
//!
//! The shop makes its keys itself; the secret half is sealed before it is a row and leaves this
//! program by no way. A key signs only when it is told to, after its public half stands in the
//! domain's records; a new key is made beside the old one and takes over when it is known there.
//!
//! Not here: what a letter says (`email`). Start reading at [`signers`].

pub(super) mod api;
mod dkim;
mod key;
mod rows;
mod rsa;

use collect::shop::{Seal, Shop};
use domain::Instant;
use records::{Actor, RecordsError, ShopTx};

use super::email::Composed;

pub(super) use dkim::Signer;
pub use key::{Algorithm, BadKey};

/// A key that letters are signed with, as far as everybody may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningKey {
    /// The domain whose letters it signs, and those of the domains below it.
    pub domain: String,
    /// Its name in the records of the domain.
    pub selector: String,
    /// How it signs.
    pub algorithm: Algorithm,
    /// What stands in the record.
    pub record: String,
    /// Whether letters are signed with it.
    pub signs: bool,
    /// When it was made.
    pub created_at: Instant,
}

/// Why a key cannot be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// A field cannot be taken.
    #[error("{field}: {reason}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A key of this name is there already.
    #[error("there is a key named `{0}` already; give the new one another name")]
    Taken(String),
    /// There is none of this name.
    #[error("there is no key named `{0}`")]
    Unknown(String),
    /// A key that signs cannot be thrown away.
    #[error("`{0}` still signs letters; let another one sign first")]
    Signs(String),
    /// The key cannot be sealed.
    #[error("{0}")]
    Seal(#[from] collect::shop::SealError),
    /// What was made cannot be used.
    #[error(transparent)]
    Bad(#[from] BadKey),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl SigningKey {
    /// Where its record stands.
    pub fn place(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }
}

fn sealed_as(domain: &str, selector: &str) -> String {
    format!("signing {domain} {selector}")
}

/// The keys, the newest of each domain first.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<SigningKey>, RecordsError> {
    rows::list(tx).await
}

/// Makes a key; it signs nothing until it is told to.
pub async fn make(
    shop: &Shop,
    (domain, selector): (&str, &str),
    algorithm: Algorithm,
) -> Result<SigningKey, SigningError> {
    let domain = domain.trim().to_lowercase();
    if !domain.contains('.') || !domain.split('.').all(is_label) {
        return Err(SigningError::Field {
            field: "domain",
            reason: "is no domain, such as shop.com",
        });
    }
    if !is_label(selector) {
        let reason = "is a word of small Latin letters, digits and hyphens, such as mail2026";
        return Err(SigningError::Field { field: "selector", reason });
    }
    let seed: [u8; 32] = shop.read().await?.random_bytes();
    // Looking for primes takes a moment; the rows are not held meanwhile.
    let secret = tokio::task::spawn_blocking(move || key::made(algorithm, seed));
    let secret = secret.await.map_err(|error| RecordsError::Unreadable(error.to_string()))?;
    let record = key::Key::read(algorithm, &secret)?.record();
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await?;
    let made = SigningKey {
        selector: selector.to_owned(),
        created_at: tx.now(),
        signs: false,
        domain,
        algorithm,
        record,
    };
    let what = sealed_as(&made.domain, &made.selector);
    let sealed = shop.seal(&mut tx)?.lock(&mut tx, &what, &secret);
    if !rows::add(&mut tx, &made, sealed).await? {
        return Err(SigningError::Taken(made.selector));
    }
    tx.commit().await?;
    Ok(made)
}

/// A part of a domain's name (RFC 1035, 2.3.4).
fn is_label(word: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let ends = |byte: Option<&u8>| byte.is_some_and(|byte| *byte != b'-');
    let bytes = word.as_bytes();
    bytes.len() <= 63 && ends(bytes.first()) && ends(bytes.last()) && word.bytes().all(known)
}

/// Lets a key sign from the next letter on, or sign no more.
pub async fn set_signs(
    tx: &mut ShopTx,
    key: (&str, &str),
    signs: bool,
) -> Result<(), SigningError> {
    match rows::set_signs(tx, key, signs).await? {
        true => Ok(()),
        false => Err(SigningError::Unknown(key.1.to_owned())),
    }
}

/// Throws a key away; its record may leave the domain some days later, when no letter is on its
/// way.
pub async fn discard(tx: &mut ShopTx, key: (&str, &str)) -> Result<(), SigningError> {
    if rows::delete(tx, key).await? {
        return Ok(());
    }
    let is_known = rows::list(tx).await?.iter().any(|one| (&*one.domain, &*one.selector) == key);
    Err(match is_known {
        true => SigningError::Signs(key.1.to_owned()),
        false => SigningError::Unknown(key.1.to_owned()),
    })
}

/// Who signs letters from an address; a key that cannot be used holds them up, because unsigned
/// letters of a domain that promises signatures are thrown away.
pub(super) async fn signers(
    tx: &mut ShopTx,
    seal: &Seal,
    from: &str,
) -> Result<Result<Vec<Signer>, String>, RecordsError> {
    let domain = from.rsplit('@').next().unwrap_or_default().to_lowercase();
    let mut signers = Vec::new();
    for row in rows::signing(tx).await? {
        let is_below = domain.strip_suffix(&row.domain).is_some_and(|rest| rest.ends_with('.'));
        if domain != row.domain && !is_below {
            continue;
        }
        let opened = seal.open(&sealed_as(&row.domain, &row.selector), &row.private_key);
        let key = opened.map_err(|error| error.to_string()).and_then(|secret| {
            let algorithm = Algorithm::of_word(&row.algorithm).unwrap_or(Algorithm::Rsa);
            key::Key::read(algorithm, &secret).map_err(|error| error.to_string())
        });
        match key {
            Ok(key) => signers.push(Signer { domain: row.domain, selector: row.selector, key }),
            Err(why) => return Ok(Err(format!("signing key `{}`: {why}", row.selector))),
        }
    }
    Ok(Ok(signers))
}

/// The letter with a signature of each in front.
pub(super) fn signed(letter: &Composed, signers: &[Signer]) -> Composed {
    let at_seconds = letter.at.0.div_euclid(1_000_000);
    let mut bytes: Vec<u8> = Vec::with_capacity(letter.bytes.len() + 1_000);
    for signer in signers {
        bytes.extend(signer.header_for(&letter.bytes, at_seconds).as_bytes());
    }
    bytes.extend(&letter.bytes);
    Composed { bytes, ..letter.clone() }
}

#[cfg(test)]
mod tests;
