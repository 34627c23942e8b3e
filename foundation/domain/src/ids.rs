//! Typed ids: sortable by the time they were made, with a prefix that says what they name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// A text that is not an id of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id of the form {prefix}_… with 32 hexadecimal digits")]
pub struct BadId {
    /// What was given.
    pub text: String,
    /// The prefix that was expected.
    pub prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What the shown form begins with.
            pub const PREFIX: &'static str = $prefix;
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(|digits| Uuid::try_parse(digits).ok())
                    .map(Self)
                    .ok_or_else(|| BadId { text: text.to_owned(), prefix: $prefix })
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                crate::text_schema(concat!("`", $prefix, "_` and 32 hexadecimal digits"))
            }
        }

        impl utoipa::ToSchema for $name {}

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A person, or a company, who buys.
    CustomerId = "cus";
    /// One purchase, cancelled or not.
    OrderId = "ord";
    /// One file taken in.
    ImportId = "imp";
    /// What was told about files of one shape.
    PresetId = "pre";
    /// A file handed over, not yet taken in.
    FileId = "fil";
    /// What a channel cost on some days.
    SpendId = "spd";
    /// A planned touch of many people.
    CampaignId = "cmp";
    /// What is said to people step by step.
    JourneyId = "jrn";
    /// One thing said to one person.
    MessageId = "msg";
    /// Something that somebody of the shop is to do.
    TaskId = "tsk";
    /// Why one person got, or did not get, one touch.
    DecisionId = "dec";
    /// Work for later.
    JobId = "job";
    /// Who may tell the shop something from outside.
    KeyId = "key";
    /// Somebody who works in the shop and sees the page.
    StaffId = "stf";
    /// One browser in which somebody of the staff is signed in.
    SessionId = "ses";
    /// One run of a model.
    RunId = "run";
    /// A selling system of the shop that tells what happens in it.
    StorefrontId = "sto";
    /// One thing that a storefront told, as it came.
    DeliveryId = "dlv";
    /// Two customers who were made one.
    MergerId = "mrg";
    /// What a person has asked for by the law, passed on by a storefront.
    RequestId = "req";
    /// What the shop does about a person by the law.
    RegulationId = "reg";
    /// A copy of the whole shop.
    BackupId = "bak";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_what_it_shows() {
        let id = CustomerId(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn an_order_is_not_taken_for_a_customer() {
        let order = OrderId(Uuid::from_u128(7)).to_string();
        assert!(order.parse::<CustomerId>().is_err());
    }
}
