//! What must be said beside a figure.

use serde::{Deserialize, Serialize};

/// Something a reader must know before trusting a figure, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Caveat {
    /// A stable word that the page translates, for example `nobody_at_the_start`.
    pub code: String,
    /// The same in English, with its numbers.
    pub text: String,
}

impl Caveat {
    /// A caveat with a stable code and its English sentence.
    pub fn new(code: &str, text: impl Into<String>) -> Self {
        Self { code: code.to_owned(), text: text.into() }
    }
}

/// The caveats of one report, each said once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Caveats(pub Vec<Caveat>);

impl Caveats {
    /// Adds a caveat unless its code has been said already.
    pub fn say(&mut self, caveat: Caveat) {
        if !self.0.iter().any(|said| said.code == caveat.code) {
            self.0.push(caveat);
        }
    }
}
