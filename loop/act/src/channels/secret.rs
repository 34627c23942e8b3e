//! Secrets of channels: kept sealed, opened only for whoever carries messages.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use collect::shop::{Seal, SealError};
use records::ShopTx;
use serde::{Deserialize, Serialize};

/// What a sealed secret begins with in the rows; what begins otherwise was kept before there was a
/// seal, and is sealed when it is next saved or when the program starts.
const SEALED: &str = "sealed:";

/// A password, a token or a key, sealed or just typed.
///
/// Sealed it consists of signs that stand anywhere, so that settings can be tried with it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// A secret as it was typed.
    pub fn typed(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Whether nobody can read it without the shop's seal.
    pub fn is_sealed(&self) -> bool {
        self.0.starts_with(SEALED)
    }

    /// The text; of a sealed one only a stand-in.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// The same secret, sealed; `what` says which it is.
    pub(super) fn sealed(self, tx: &mut ShopTx, seal: &Seal, what: &str) -> Self {
        if self.is_sealed() {
            return self;
        }
        let bytes = seal.lock(tx, &named(what), &self.0);
        Self(format!("{SEALED}{}", URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The same secret, readable.
    pub(super) fn opened(self, seal: &Seal, what: &str) -> Result<Self, SealError> {
        let Some(told) = self.0.strip_prefix(SEALED) else { return Ok(self) };
        let bytes = URL_SAFE_NO_PAD.decode(told).map_err(|_| SealError::NotOurs)?;
        seal.open(&named(what), &bytes).map(Self)
    }
}

fn named(what: &str) -> String {
    format!("channel {what}")
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
