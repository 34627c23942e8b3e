//! What somebody did, as a condition: so often, at such a time, and what he did or did not do then.

mod detail;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use detail::{Detail, DetailComparison, DetailTest, DetailValue};

use super::Window;

/// Who did something at least so often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentDid)]
pub struct Did {
    /// What: a kind of the timeline, such as `cart_added`, or the name of an event of the shop's
    /// own.
    pub what: String,
    /// Only those times of which all of this was told.
    #[serde(default, rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// At least so many times.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub times: u32,
    /// When; ever when nothing is said.
    #[serde(default, skip_serializing_if = "Window::is_ever")]
    pub when: Window,
    /// Only those times that this followed, or did not follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Then>,
}

/// What followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentThen)]
pub struct Then {
    /// What, as above.
    pub what: String,
    /// Of which all of this was told.
    #[serde(default, rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// Later, within so many times 24 hours.
    pub within_days: u32,
    /// It did not happen, and the time for it is over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not: bool,
}

fn once() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_once(times: &u32) -> bool {
    *times == once()
}

impl Did {
    /// Everything that has to be known to have been done or not.
    pub fn whats(&self) -> impl Iterator<Item = &str> {
        let then = self.then.as_ref().map(|then| then.what.as_str());
        std::iter::once(self.what.as_str()).chain(then)
    }

    /// Everything that must have been told of it, or of what followed.
    pub fn all_details(&self) -> impl Iterator<Item = &Detail> {
        let then = self.then.iter().flat_map(|then| &then.details);
        self.details.iter().chain(then)
    }
}
