//! What of a timeline belongs together.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::fields;

/// What belongs together on a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TimelineFamily)]
pub enum Family {
    /// Orders and what became of them.
    Orders,
    /// What was sent to him, and what he did with it; tasks and calls because of him.
    Messages,
    /// What he allowed and refused.
    Consent,
    /// The segments he came into and left.
    Segments,
    /// Who he is and what is known of him.
    Profile,
    /// Everything else: visits, carts, reviews, the shop's own events.
    Visits,
}

impl Family {
    const NAMED: [Self; 5] =
        [Self::Orders, Self::Messages, Self::Consent, Self::Segments, Self::Profile];

    /// Whether a kind of happening belongs here.
    pub fn holds(self, kind: &str) -> bool {
        let begins = |words: &[&str]| words.iter().any(|word| kind.starts_with(word));
        match self {
            Self::Orders => begins(&["order_"]),
            Self::Messages => begins(&["message_", "email_", "suppression_", "task_", "call_"]),
            Self::Consent => begins(&["consent_"]),
            Self::Segments => begins(&["segment_"]),
            Self::Profile => {
                kind == fields::CHANGED
                    || kind == "identified"
                    || begins(&["customer_", "alias_", "account_", "group_"])
            }
            Self::Visits => !Self::NAMED.into_iter().any(|family| family.holds(kind)),
        }
    }
}
