//! Keys that letters are signed with: made from a seed, told to the domain's records, used.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rsa;

/// How letters are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = SigningAlgorithm)]
pub enum Algorithm {
    /// RSA with 2048 bits: what every receiver knows.
    Rsa,
    /// Ed25519: short, and known to few receivers yet; signed beside RSA.
    Ed25519,
}

impl Algorithm {
    /// The word kept in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        }
    }

    /// The algorithm of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Rsa, Self::Ed25519].into_iter().find(|known| known.word() == word)
    }

    /// The word within a signature.
    pub(super) fn word_of_signature(self) -> &'static str {
        match self {
            Self::Rsa => "rsa-sha256",
            Self::Ed25519 => "ed25519-sha256",
        }
    }
}

/// A key that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the key that signs letters cannot be used: {0}")]
pub struct BadKey(String);

/// A key that signs.
pub(super) enum Key {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

/// The secret half of a new key as it is sealed, as text.
pub(super) fn made(algorithm: Algorithm, seed: [u8; 32]) -> String {
    match algorithm {
        Algorithm::Rsa => STANDARD.encode(rsa::made(seed)),
        Algorithm::Ed25519 => STANDARD.encode(seed),
    }
}

impl Key {
    /// The key of a secret as it was made.
    pub(super) fn read(algorithm: Algorithm, secret: &str) -> Result<Self, BadKey> {
        let bytes = STANDARD.decode(secret).map_err(|error| BadKey(error.to_string()))?;
        match algorithm {
            Algorithm::Ed25519 => Self::of_seed(&bytes),
            // The parts are checked against each other here.
            Algorithm::Rsa => RsaKeyPair::from_der(&bytes)
                .map(|key| Self::Rsa(Box::new(key)))
                .map_err(|error| BadKey(error.to_string())),
        }
    }

    pub(super) fn of_seed(seed: &[u8]) -> Result<Self, BadKey> {
        Ed25519KeyPair::from_seed_unchecked(seed)
            .map(|key| Self::Ed25519(Box::new(key)))
            .map_err(|error| BadKey(error.to_string()))
    }

    pub(super) fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa(_) => Algorithm::Rsa,
            Self::Ed25519(_) => Algorithm::Ed25519,
        }
    }

    /// What stands in the domain's records, for receivers to check signatures by.
    pub(super) fn record(&self) -> String {
        match self {
            Self::Rsa(key) => {
                let public = rsa::public_info(key.public_key().as_ref());
                format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(public))
            }
            // RFC 8463, section 4: the bare key.
            Self::Ed25519(key) => {
                format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(key.public_key()))
            }
        }
    }

    /// Signs a text.
    pub(super) fn sign(&self, text: &[u8]) -> Vec<u8> {
        match self {
            // RFC 8463, section 3: the digest of the text is what is signed.
            Self::Ed25519(key) => {
                let digest = ring::digest::digest(&ring::digest::SHA256, text);
                key.sign(digest.as_ref()).as_ref().to_vec()
            }
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature)
                    .expect("a key that was read signs into a place of its own length");
                signature
            }
        }
    }
}
